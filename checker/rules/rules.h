/*
 * Rules as compiled from YAML: one check with its parameters, an id, a severity
 * and a message each. They know the names of the parameters, not what the
 * checks do with them (checks/).
 */
#ifndef CF_RULES_RULES_H
#define CF_RULES_RULES_H

#include "base/map.h"
#include "rules/expr.h"
#include "rules/needed.h"

enum check_kind {
#define CHECK(name, id, help) CHECK_##name,
#include "rules/checks.def"
#undef CHECK
	CHECK_KINDS
};

/* `table:`: every one that is set must match. */
struct table_filter {
	struct selector caption;
	struct selector header;		/* each item must match some column */
	struct selector section;	/* title of its section or of one above */
	struct selector rows;		/* each item must match some row label */
};

/* `join:`: tables whose right-hand columns are tables of their own */
struct join {
	bool set;
	bool any;		/* whatever has the same number of rows; else by the filters */
	struct table_filter left, right;
};

enum across { ACROSS_BOTH, ACROSS_ROWS, ACROSS_COLUMNS };
enum change_as { AS_ANY, AS_DIFFERENCE, AS_PERCENT, AS_POINTS };
enum rounding { ROUNDING_HALF, ROUNDING_TRUNCATE, ROUNDING_NONE };

/* what `date` looks at; bits */
enum date_check {
	DATE_CHECK_WEEKDAY = 1,		/* the weekday is the date's */
	DATE_CHECK_EXISTS = 2,		/* there is such a day */
	DATE_CHECK_YEAR = 4		/* a year notation is possible */
};

/* where `pattern` and text relations look; bits */
enum where {
	WHERE_PROSE = 1,	/* headings, paragraphs, list items */
	WHERE_TABLES = 2,	/* cells */
	WHERE_CODE = 4,
	WHERE_HEADINGS = 8	/* headings, and paragraphs that are bold from end to end */
};

/* what a relation is stated of, one after the other */
enum each {
	EACH_DOCUMENT,
	EACH_TABLE,
	EACH_ROW,		/* of figures */
	EACH_COLUMN,		/* but that of the labels */
	EACH_CELL,		/* of such a row and column, not empty */
	EACH_SECTION,
	EACH_LIST,
	EACH_MATCH		/* of `match` */
};

enum better { BETTER_HIGH, BETTER_LOW };
/* what `count` counts */
enum count_of { COUNT_LIST, COUNT_TABLE, COUNT_SENTENCE };
/* how the places of `agree` are compared */
enum agree_as { AGREE_NUMBER, AGREE_TEXT, AGREE_WORDS, AGREE_NAME, AGREE_DATE, AGREE_PERIOD };

/* a name that a rule gives to a value */
struct let {
	struct str name;
	struct expression value;
	uint32_t slot;
};

/* a capture that is read as something else than a cell */
struct capture_type {
	uint32_t capture;	/* its number in the pattern */
	uint8_t type;
};

/* words before a figure, and what they make of it (field notes C1.6) */
enum approximator {
	APPROX_ABOUT,		/* half a unit of its last digit that is not 0, either way */
	APPROX_NEARLY,		/* up to a tenth less */
	APPROX_OVER,		/* more */
	APPROX_UNDER,		/* less */
	APPROX_AT_LEAST,	/* it or more */
	APPROX_AT_MOST,		/* it or less */
	APPROXIMATORS
};

/* a word that is a figure: "doubled" is 1.9 to 2.1 */
struct word_figure {
	struct str word;
	struct figure from, to;
};

/* one level of a RAG status, in the order in which they are asked for */
struct level {
	struct str name;
	struct selector shown;		/* not set: its name, or the first letter of it */
	struct expression when;
};

/* One kind of place that states the quantity of an `agree` rule. */
struct agree_place {
	const struct pattern *match;	/* NULL: not of this kind */
	int value, key;			/* captures; key -1: none */
	unsigned where;			/* enum where bits */
	struct selector in;
	struct table_filter table;
	struct selector row, column;	/* cells; both set, or neither */
	struct expression expr;		/* of the document */
	struct selector list;		/* the section whose first list is counted */
	struct selector field, by;	/* of a front sheet: the value, and what it is of */
	bool acronyms;			/* what stands before each "(ABC)" */
};

/* a pattern and where it looks: `define`, `refer`, ... of reference */
struct place_pattern {
	const struct pattern *match;
	unsigned where;		/* enum where bits; 0: as the rule says */
	struct selector in;	/* not set: as the rule says */
};

struct place_patterns {
	const struct place_pattern *item;
	size_t n;
};

/* what `suppression` finds; bits */
enum remark_fault {
	REMARK_MALFORMED = 1,	/* no remark that is known, or it names no rule */
	REMARK_UNKNOWN = 2,	/* it names a rule that there is not */
	REMARK_UNUSED = 4	/* there is nothing to silence */
};

enum scope_by { SCOPE_WHOLE, SCOPE_DATE, SCOPE_SECTION };

/* what `reference` finds; bits */
enum reference_kind {
	REFERENCE_UNDEFINED = 1,
	REFERENCE_DUPLICATE = 2,
	REFERENCE_GAP = 4,
	REFERENCE_ORDER = 8,
	REFERENCE_UNUSED = 16,
	REFERENCE_START = 32,
	REFERENCE_LEFT_OUT = 64
};

/* another field that must have a value before one is asked for */
struct field_condition {
	struct selector label;
	struct selector value;
};

/* a field that `require` looks for */
struct field {
	struct str name;		/* as the rule calls it */
	struct selector label;
	const struct pattern *form;	/* of its value; NULL: any */
	struct selector one_of;		/* not set: any value */
	const struct field_condition *when;	/* all of them */
	size_t nwhen;
	bool may_be_missing;		/* but when it is there, it must be filled */
};

struct fields {
	const struct field *item;
	size_t n;
};

/* ways to spell one thing, for `variant`; each is a capture of `match` */
struct spellings {
	const struct pattern *match;
	const struct str *name;		/* as they are listed in the rule */
	const uint32_t *capture;	/* of each */
	size_t n;
};

struct spelling_groups {
	const struct spellings *item;
	size_t n;
};

/* what names that are one may differ in, for `variant`; bits */
enum but_for {
	BUT_FOR_SPACES = 1,	/* "BookBus", "Book Bus" */
	BUT_FOR_HYPHENS = 2,
	BUT_FOR_APOSTROPHES = 4,
	BUT_FOR_CAPITALS = 8,	/* inside a word */
	BUT_FOR_LETTERS = 16,	/* a letter, in names that `match` finds */
	BUT_FOR_WORDS = 32,	/* a word more or less, in these */
	BUT_FOR_ENDINGS = 64,	/* the ends of words, in these */
	BUT_FOR_FINAL_S = 128,	/* of an acronym: "ILAC", "ILACS" */
	BUT_FOR_BRANDS = 256	/* capitals inside a word that is too long for an acronym */
};
#define BUT_FOR_TITLES ((unsigned)BUT_FOR_LETTERS | (unsigned)BUT_FOR_WORDS | \
    (unsigned)BUT_FOR_ENDINGS)

/* A test inside a rule: a report, and how the rule's relations in it must end. */
struct rule_test {
	enum cf_verdict want;	/* CF_HELD, CF_FAILED or CF_UNDECIDED */
	struct str text;
	struct str message;	/* of the finding; n == 0: not asked */
	struct str at;		/* text at the finding's place; n == 0: not asked */
	size_t line;		/* in the rule file */
};

/* A key that a rule gives, and its value as it is written. */
struct rule_setting {
	struct str key, value;
};

struct rule {
	struct str pack, id;
	const char *name;	/* "pack/id" */
	struct str title, message, help, why, source;
	enum check_kind check;
	enum cf_severity severity;
	struct selector in;	/* sections it is narrowed to */
	struct table_filter table;
	struct join join;		/* total, share, relation */
	enum rounding rounding;
	/* parameters; each check reads those that rules/kinds.c gives it */
	enum across across;
	struct selector parts, total, except;	/* total, sums-to */
	struct selector part, share, of;	/* share; mean (of) */
	struct selector mean;
	struct selector from, to, change;
	enum change_as as;
	struct selector breakdown, equals;
	struct figure sum;	/* sums-to: the N, 100 when not given */
	unsigned date;		/* enum date_check bits */
	unsigned where;		/* enum where bits */
	const struct pattern *match, *not;	/* pattern, share in text */
	struct pattern_options options;	/* that they were compiled with */
	struct str suggest;	/* template for the replacement */
	enum each each;		/* relation; the names in its expressions depend on it */
	const struct let *let;
	size_t nlet;
	struct expression filter;	/* `where`: of which of them */
	const struct expr *early;	/* what of it comes first and needs no `let`; NULL: nothing */
	struct expression expect;	/* what must hold */
	struct expression at;		/* the cell or capture that a finding speaks of */
	const struct capture_type *types;
	size_t ntypes;
	struct selector approximate[APPROXIMATORS];
	const struct word_figure *words;
	size_t nwords;
	/* rag, trend */
	struct selector value, status, target, previous, measures, low, polarity;
	enum better better;
	const struct level *levels;
	size_t nlevels;
	struct selector shown, up, down, same, improved, worsened;
	enum count_of count_of;
	/* agree */
	const struct agree_place *places;
	size_t nplaces;
	enum agree_as agree_as;
	bool across_documents;
	bool by_item;		/* a place without a key is of the agenda item it stands in */
	bool adapted;		/* parameters that were given from outside are used in it */
	bool per_report;	/* require: asked of each report with a front sheet */
	bool restart;		/* reference */
	bool here;		/* reference: what is referred to stands in its own report */
	bool lines;		/* restated */
	bool near;		/* variant */
	/* reference */
	struct place_patterns define, refer, dated, starts;
	enum scope_by scope_by;
	unsigned report;	/* enum reference_kind bits */
	unsigned remarks;	/* suppression: enum remark_fault bits */
	unsigned but_for;	/* variant: enum but_for bits */
	/* require */
	struct fields fields;
	struct selector when_table;	/* `if`: a cell that such a table has */
	struct selector blank;		/* words that count as nothing */
	struct str noise;		/* restated: the same, of labels */
	/* variant */
	struct spelling_groups names;
	struct selector prefer;
	const struct rule_test *tests;
	size_t ntests;
	const struct rule_setting *settings;	/* every key but `tests`, for explain; else none */
	size_t nsettings;
	const char *path;	/* of the rule file */
	size_t line, column;	/* of the rule's id in it */
};

struct rules {
	struct arena arena;
	void *image;			/* the built-in rules, where they came as one; see image.h */
	const struct rule **rule;	/* in order of loading */
	size_t n;
	size_t rulecap;
	struct pattern **patterns;	/* all, to be freed */
	struct map pattern_of;		/* the same by options and source, while they are loaded */
	size_t npatterns, patterncap;
	struct pattern_store *store;	/* while they are loaded; or NULL */
	size_t pattern_bytes;		/* what they take together */
	struct needed_place *needed;	/* what they need; NULL: not to be known */
	struct map names;		/* struct rule by name; those with mistakes, too */
	const char **file;		/* the rule files that were read, with mistakes or not */
	size_t nfiles, filecap;
	bool settings;			/* the rules keep theirs */
};

/* what the public header calls a set of rules */
struct cf_rules {
	struct rules rules;
};

/* does it work out figures of tables from other ones? */
static inline bool
rule_works_out(const struct rule *rule)
{
	return rule->check == CHECK_TOTAL || rule->check == CHECK_BREAKDOWN ||
	    rule->check == CHECK_BLOCKS || rule->check == CHECK_MEAN ||
	    rule->check == CHECK_SHARE || rule->check == CHECK_CHANGE;
}

/* is the rule one of those named, as "pack/id", "id" or "pack/..." with a star? */
bool rule_is_named(const struct rule *rule, const char *const *name, size_t n);
/* the same of one name that need not end in NUL */
bool rule_has_name(const struct rule *rule, struct str name);
/* the same, and a pack with a star means all rules of it */
bool rule_is_meant(const struct rule *rule, struct str name);
bool names_whole_pack(struct str name);
/* how bad its findings are: as the last of the grades that names it says, or else itself */
enum cf_severity rule_severity(const struct rule *rule, const struct cf_grade *grades, size_t n);

void rules_init(struct rules *rules);
void rules_release(struct rules *rules);

/*
 * Load one rule file's text into `rules`. Each mistake goes to fn with path,
 * line, column, snippet, caret and help; the other rules of the file are loaded.
 * It may extend built-in packs and itself nothing else: packs.h loads several.
 * Returns CF_OK or the first failure's status.
 */
enum cf_status rules_add(struct rules *rules, const char *path, struct str yaml, cf_error_fn fn,
    void *ctx);

/* what rules_load() loads besides the files it is given; bits */
enum load_what {
	LOAD_DEFAULTS = 1,	/* the built-in packs */
	LOAD_REASONS = 2	/* built-in packs with their tests, `why` and `source`; and of all
				 * rules their settings */
};

/* A configuration; see packs.h. */
struct rules_config {
	const char *path;
	struct str text;
	bool gives;	/* values to parameters of packs; else it leaves the rules as they are */
};

/* the same as rules_load(), with configurations, that nearest to the report first */
enum cf_status rules_load_configured(struct cf_rules **out, const char *const *paths,
    size_t npaths, const struct rules_config *config, size_t nconfigs, unsigned load,
    cf_error_fn fn, void *ctx);

/* cf_rules_load() */
enum cf_status rules_load(struct cf_rules **out, const char *const *paths, size_t npaths,
    unsigned load, cf_error_fn fn, void *ctx);

/* A rule file that is being written: its text is not yet in the file. */
struct rule_text {
	const char *path;
	struct str text;
};

/* Read a rule file that is being written, beside the others that are in use, and in the place
 * of itself among them; only its mistakes, and theirs, come of it. */
enum cf_status rules_try(const struct rule_text *open, const char *const *paths, size_t npaths,
    unsigned load, cf_error_fn fn, void *ctx);

/* the built-in packs, made from rules/ at build time */
struct builtin_pack {
	const char *path;		/* "rules/tables.yml" */
	struct str text, without_reasons;	/* the same lines in both */
};
extern const struct builtin_pack builtin_packs[];
extern const size_t nbuiltin_packs;

/*
 * A message or suggestion with {names} in it, filled from vars; an unknown name
 * stays as it is (the loader has refused it before).
 */
struct var {
	const char *name;
	struct str value;
};
struct str template_fill(struct arena *a, struct str tmpl, const struct var *vars, size_t nvars);

#endif
