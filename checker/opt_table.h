/*
 * The tables of the command line: commands, options, and what they take. opt.c reads the
 * arguments by them; help, manual pages and completions are made from them.
 */
#ifndef CF_OPT_TABLE_H
#define CF_OPT_TABLE_H

#include "opt.h"

enum option_type {
	OPTION_FLAG,	/* bool */
	OPTION_CHOICE,	/* unsigned: index into `choices` */
	OPTION_MAYBE,	/* the same, but the value may be left out: then it is choices[1] */
	OPTION_OUTPUT,	/* struct wanted_output, one more each time */
	OPTION_NUMBER,	/* unsigned, from 1 */
	OPTION_TEXT,	/* const char * */
	OPTION_TEXTS,	/* struct strings, one more each time */
	OPTION_NAMES,	/* the same, a list with commas */
	OPTION_VERDICTS	/* unsigned: bits; a list of `choices` with commas */
};

struct option {
	const char *name;
	char letter;			/* 0: none */
	unsigned commands;		/* bits */
	enum option_type type;
	size_t offset;			/* in struct options */
	const char *const *choices;	/* NULL ends them */
	const char *value, *help;
};

extern const struct option option_table[];
extern const size_t option_table_size;
extern const char *const option_inputs[];	/* enum input_format */

#endif
