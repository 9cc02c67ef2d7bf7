/*
 * Case files (tests/README.md describes them): taken apart into cases and
 * sections, and written back with other expectations. A Markdown report is taken
 * as one case, whose findings stand beside it in NAME.expected (none: silence).
 */
#ifndef CF_TESTS_CASE_FILE_H
#define CF_TESTS_CASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

enum section_kind {
	SECTION_RULES, SECTION_INPUT, SECTION_FINDINGS, SECTION_HELD, SECTION_UNDECIDED,
	SECTION_ROUNDING, SECTION_SUPPRESSED, SECTION_SKIPPED, SECTION_ERROR, SECTION_SHOW, SECTION_XFAIL,
	SECTION_KINDS
};

struct section {
	bool given;
	size_t line;		/* of its mark */
	char *arg;		/* what stands after its name, or "" */
	size_t from, to;	/* its lines in the file, trailing blank ones left out */
	char *text;		/* the same and the blank ones, \%% taken for %% */
	char *accepted;		/* what shall stand there instead, or NULL */
};

struct test_case {
	const char *path;	/* the file's */
	size_t line;
	char *title;
	struct section section[SECTION_KINDS];
};

struct case_file {
	char *path;		/* what is rewritten: the case file, or NAME.expected */
	char *dir;		/* of it, with a slash, or "" */
	char *bytes;
	size_t n;
	struct test_case *cases;
	size_t ncases;
	size_t error_line;	/* 0: the file is well formed */
	char error[200];
};

/* All memory of the runner is checked and ends the program when it runs out. */
void *must(void *p);

/* false only when the file cannot be read; mistakes in it are in ->error */
bool case_file_read(struct case_file *f, const char *path);
void case_file_free(struct case_file *f);

/* write the file again with every `accepted` text, once; false when that fails */
bool case_file_write(struct case_file *f);

#endif
