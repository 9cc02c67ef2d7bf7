/*
 * What the parts of the ODT reader share: odt.c reads the text (see odt_text.h), odt_style.c
 * the styles of text and lists, and how lists and headings are numbered.
 */
#ifndef CF_READ_ODT_H
#define CF_READ_ODT_H

#include "read/compose.h"
#include "read/numeral.h"
#include "read/office.h"

#define ODT_LEVELS 10

struct odt_style {
	struct str name, parent;
	char family;			/* 'p'aragraph, 't'ext, table-'c'ell, ta'b'le */
	int bold, hidden, raised;	/* 1, 0; -1: not said */
	bool has_list;			/* it says which list style */
	bool no_list;			/* ... none: a heading without its number */
	long indent;			/* twips; -1: not said */
	bool resolved;
};

struct odt_level {
	enum numeral form;
	struct str prefix, suffix;
	long start;
	int shown;			/* how many levels are in its number */
};

struct odt_list_style {
	struct str name;
	struct odt_level level[ODT_LEVELS];
	long at[ODT_LEVELS];		/* the numbers given last, for a list that goes on */
	bool begun[ODT_LEVELS];
};

struct odt_styles {
	struct package *k;
	struct odt_style *p;		/* by family and name, once odt_styles_end() was called */
	size_t n, cap;
	struct odt_list_style *list;	/* by name */
	size_t nlist, listcap;
	struct odt_list_style outline;	/* of headings */
	/* while reading */
	struct odt_style *style;
	struct odt_list_style *list_style;
	struct odt_level *level;
};

/* The elements of styles, for the readers of both parts: their ids are below 100. */
enum { Y_STYLE = 1, Y_TEXT, Y_PARAGRAPH, Y_TABLE, Y_LIST, Y_OUTLINE, Y_NUMBER, Y_BULLET, Y_OUTLINE_LEVEL,
	Y_AUTOMATIC, Y_MASTER, Y_LAST };

#define ODT_STYLE_WORDS \
	{ "y:style", Y_STYLE }, { "y:text-properties", Y_TEXT }, \
	{ "y:paragraph-properties", Y_PARAGRAPH }, \
	{ "y:table-properties", Y_TABLE }, { "t:list-style", Y_LIST }, \
	{ "t:outline-style", Y_OUTLINE }, { "t:list-level-style-number", Y_NUMBER }, \
	{ "t:list-level-style-bullet", Y_BULLET }, { "t:list-level-style-image", Y_BULLET }, \
	{ "t:outline-level-style", Y_OUTLINE_LEVEL }

void odt_style_open(struct odt_styles *s, unsigned id, const char *const *attrs);
void odt_style_close(struct odt_styles *s, unsigned id);
/* styles.xml: those that have names */
enum cf_status odt_read_styles(struct odt_styles *s, struct cf_error *err);
/* all are there: they inherit from each other */
void odt_styles_end(struct odt_styles *s);
const struct odt_style *odt_style(const struct odt_styles *s, char family, struct str name);
struct odt_list_style *odt_list_style(const struct odt_styles *s, struct str name);

/* one more at this level (from 0); start >= 0: it has that number */
void odt_count(struct odt_list_style *list, unsigned level, long start);
/* the number given last, with a space after it; "" for a bullet */
struct str odt_number(const struct odt_list_style *list, unsigned level, struct arena *a);

#endif
