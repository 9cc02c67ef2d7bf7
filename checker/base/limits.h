/*
 * Every limit of the program, in one place. Reports and rule files come from
 * strangers: past a limit the input is refused with an error that names it.
 */
#ifndef CF_BASE_LIMITS_H
#define CF_BASE_LIMITS_H

#define CF_MAX_INPUT		(256u << 20)	/* bytes of one report */
#define CF_MAX_LINE		(1u << 20)	/* bytes of one line of a report, but for HTML */
#define CF_MAX_MEMORY		(4ull << 30)	/* bytes of one arena */
#define CF_MAX_COLUMNS		4096u		/* columns of one table */
#define CF_MAX_CELLS		2000000u	/* cells of one table, empty ones included */
#define CF_MAX_BLOCKS		4000000u	/* blocks of one document */
#define CF_MAX_REMARKS		2000u		/* remarks in one report that silence findings */
#define CF_MAX_SPAN		1000u		/* colspan or rowspan of one cell */
#define CF_MAX_DEPTH		200u		/* nesting of lists, quotes and HTML elements */
#define CF_MAX_HTML		(16u << 20)	/* bytes of one HTML page, or table in Markdown */
#define CF_MAX_ZIP_PARTS	10000u		/* parts of one zip archive */
#define CF_MAX_UNPACKED		(128u << 20)	/* bytes that its parts unpack to, together */
#define CF_FREE_UNPACKED	(8u << 20)	/* bytes of one part that may come from any few */
#define CF_MAX_RATIO		500u		/* times its packed size, beyond these bytes */
#define CF_MAX_XML_DEPTH	1000u		/* nesting of the elements of one part */
#define CF_MAX_XML_TOKEN	(2u << 20)	/* bytes of one tag, comment or the like */
#define CF_MAX_LISTS		20000u		/* kinds of lists in one text */
#define CF_MAX_SHEETS		10000u		/* sheets of one workbook */
#define CF_MAX_CHANGES		20000u		/* tracked changes of one text that are undone */
#define CF_MAX_CHILD_SECONDS	30u		/* that a program that is run on a file may take */
#define CF_MAX_CHILD_MEMORY	(1u << 30)	/* bytes that it may take */
#define CF_MAX_CHILD_OUTPUT	(64u << 20)	/* bytes that it may write */
#define CF_MAX_PAGES		10000u		/* of one PDF */
#define CF_MAX_LINKS		(512u << 20)	/* bytes of all link targets, for each link again */
#define CF_MAX_ATTRIBUTES	256u		/* of one HTML tag */
#define CF_MAX_FIGURES		64u		/* figures in one cell; more and it is text */
#define CF_MAX_DIGITS		18u		/* significant digits of one figure */
#define CF_MAX_CANDIDATES	200000u		/* cells one check may try in one table */

#define CF_MAX_SUM_STEPS	50000000u	/* figures looked at for the parts of totals in one table */
#define CF_MAX_TRUST_STEPS	1000000u	/* totals asked whether they fail with another, in one table */
#define CF_MAX_RATIO_STEPS	4000000u	/* the same for ratios, along one axis */

#define CF_MAX_RULE_FILE	(1u << 20)	/* bytes of one rule file */
#define CF_MAX_RULE_FILES	10000u		/* rule files of one run */
#define CF_MAX_RULE_BYTES	(32u << 20)	/* bytes of all rule files together */
#define CF_MAX_RULE_DEPTH	64u		/* nesting of one rule file */
#define CF_MAX_PARAMS		1000u		/* parameters of one pack */
#define CF_MAX_VALUE		(64u << 10)	/* bytes of one text with parameters in it */
#define CF_MAX_EXPANDED		(16u << 20)	/* bytes that all uses of parameters make */
#define CF_MAX_EXTENDS		64u		/* packs that one file extends */
#define CF_MAX_EXTENDS_DEPTH	16u		/* packs that extend one another in a chain */
#define CF_MAX_RULES		20000u		/* rules of one run */
#define CF_MAX_PATTERN		10000u		/* bytes of one pattern */
#define CF_MAX_PATTERNS		(64u << 20)	/* bytes all compiled patterns take */
#define CF_MAX_CAPTURES		99u		/* captures of one pattern */
#define CF_MAX_EXPR		4096u		/* bytes of one expression */
#define CF_MAX_EXPR_DEPTH	64u		/* nesting of one expression */
#define CF_MAX_STEPS		50000000u	/* values one rule may work out in one document */
#define CF_MAX_THING_STEPS	4000000u	/* the same about one row, match and so on */
#define CF_MATCH_LIMIT		100000u		/* pcre2 match limit */
#define CF_HEAP_LIMIT		20000u		/* pcre2 heap limit, KiB */
#define CF_MAX_SUBJECT		(64u << 10)	/* bytes one pattern sees at once */
#define CF_MAX_MATCHES		100000u		/* matches of one pattern in one document */
#define CF_MAX_KEYS		1000000u	/* keys one rule reads in the references of one document */
#define CF_MAX_WORDS		1000000u	/* different words one rule compares in one document */
#define CF_MAX_CONFIGS		16u		/* configurations that extend one another */
#define CF_MAX_CONFIG_ITEMS	10000u		/* in one list of a configuration */
#define CF_MAX_BASELINE		(64u << 20)	/* bytes of one baseline */
#define CF_MAX_GIT		(256u << 20)	/* bytes that git may say when it is asked something */
#define CF_MAX_GLOB		1000u		/* bytes of one pattern of file names */
#define CF_MAX_PATH		4096u		/* bytes of a path that it is held against */
#define CF_MAX_IGNORE_FILE	(1u << 20)	/* bytes of one .gitignore or .crossfootignore */
#define CF_MAX_FILES		1000000u	/* files found under the given folders */

#define CF_MAX_MESSAGE		(32u << 20)	/* bytes of one message to the language server */
#define CF_MAX_HEAD		(8u << 10)	/* bytes of one line before it */
#define CF_MAX_QUEUE		1000u		/* messages that wait to be done */
#define CF_MAX_OPEN		1000u		/* documents open in the editor */
#define CF_MAX_TYPED		(16u << 20)	/* bytes of one of them */
#define CF_MAX_DIAGNOSTICS	2000u		/* findings of one of them that are listed */

#endif
