/*
 * The parts of the page that an officer opens: findings by report with the table or the
 * sentence they stand in, what was checked and held, what was not checked. One file,
 * read without a script. It grows with what is wrong, not with what was read: past the
 * limits here findings and tables are counted and named, not shown.
 */
#ifndef CF_WRITE_HTML_H
#define CF_WRITE_HTML_H

#include "write/write.h"

#define HTML_MOST_FINDINGS	400u	/* shown in full, over all files */
#define HTML_MOST_OF_RULE	25u	/* of one rule in one report */
#define HTML_MOST_PLACES	40u	/* named of those that are not shown */
#define HTML_MOST_CELLS		30000u	/* of tables in which all holds, over all files */
#define HTML_MOST_SENTENCES	60u	/* that hold, of one report; */
#define HTML_ALL_SENTENCES	1500u	/* ... and over all files */
#define HTML_MOST_ROWS		400u	/* of a list: files, reports, what was not checked */

/* What is known of one cell of a table that is shown. */
struct html_mark {
	uint32_t finding[2];	/* their numbers, from 1; 0: none, or they are not shown */
	uint8_t worst;		/* severity of what was found there */
	bool wrong, part, held, rounding, undecided;
	bool tick;		/* it is a figure or a date, and may be marked as right */
};

/* What the page keeps from one report to the next. */
struct html {
	size_t nfindings;	/* shown in full */
	size_t nhidden;		/* counted only */
	size_t nsections;	/* of reports with findings, and their ids */
	size_t nclean;		/* reports in which nothing is listed */
	uint32_t ndrawn;	/* tables that stand with findings, and their ids */
	size_t ncells, ntables_left;	/* of tables that hold */
	size_t nsentences;		/* that hold, and are shown */
	size_t nparts_left;		/* reports of which nothing is shown that holds */
	size_t nfiles, nskips;
	const char *path;	/* of the first file */
	struct cf_count *rule;	/* those with findings */
	size_t nrules, rulecap;
};

/* One report while it is put on the page; all in w->scratch. */
struct html_page {
	struct writer *w;
	struct html *html;
	const struct cf_report *rep;
	struct html_mark **marks;	/* of each of rep->tables */
	uint32_t *shown;		/* of each of them: its id once it stands with findings, or 0 */
	size_t *listed;			/* ... and the part, from 1, that listed its findings last */
	uint32_t *number;		/* of each relation that is shown as a finding, or 0 */
};

/* ---- html.c */

/* text on the page: escaped, without what turns its direction */
void html_put(struct buf *b, const char *s);
void html_put_str(struct buf *b, struct str s);

/* ---- html_table.c */

/* mark the cells that relations speak of; numbers must be given before */
bool html_mark_tables(struct html_page *p);
/* rep->tables[i]; false when it is too large for what is left of the page */
void html_marked_table(const struct html_page *p, struct buf *b, size_t i);
/* the place of table `number` in rep->tables, or rep->nshown */
size_t html_table_index(const struct cf_report *rep, uint32_t number);
/* how many cells of it hold, and are nothing else */
size_t html_table_held(const struct html_page *p, size_t i);
/* "Table 3: Visits in line 12", "Table in line 12" */
void html_table_name(const struct html_page *p, struct buf *b, size_t i);

/* ---- html_findings.c */

/* the relations of a part: they stand together */
struct html_stretch {
	size_t part, from, to;
	size_t severity[CF_ERROR + 1];	/* of what is listed */
	size_t all[CF_ERROR + 1];	/* ... and of all that was found */
	size_t held;
};

/* the findings of the report at hand by its parts, into w->others; gives them their numbers */
void html_findings(struct html_page *p);
/* those of a part, of which the first is not before `from` */
struct html_stretch html_stretch(const struct html_page *p, size_t part, size_t from);

/* ---- html_finding.c */

/* one item of a list: relation i, which has a number; with a table when that is not shown yet */
void html_finding(struct html_page *p, struct buf *b, size_t i);
/* a sentence with its mark, of this class */
void html_excerpt(struct buf *b, const struct report_excerpt *e, const char *class);

/* ---- html_held.c */

/* what holds in the report, into w->held; after html_findings(), which shows other tables */
void html_held(struct html_page *p);

/* ---- html_place.c */

/* the name of a part: "5. Parks", or that of the file */
void html_part_name(const struct html_page *p, struct buf *b, size_t part);
/* the file as it is called where it need not be found: without most of its folders */
void html_file_name(const struct html_page *p, struct buf *b);
/* "in line 12", "between the page marks "Page 4" and "Page 5" (line 12)" */
void html_line(const struct html_page *p, struct buf *b, size_t line);
/* the same of a place; in a file without lines "in table 3, row 2" */
void html_place(const struct html_page *p, struct buf *b, const struct cf_place *place);

/* ---- html_style.c */

extern const char *const html_page_style[];	/* lines; NULL ends them */

#endif
