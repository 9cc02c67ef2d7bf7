/* The tables of rule keys; see kinds.h. A new parameter is one line here. */
#include "rules/kinds.h"

#define AT(field) offsetof(struct rule, field)

static const struct choice severities[] = {
	{ "error", CF_ERROR }, { "warning", CF_WARNING }, { "info", CF_INFO }, { NULL, 0 },
};

static const struct choice roundings[] = {
	{ "half", ROUNDING_HALF }, { "truncate", ROUNDING_TRUNCATE }, { "none", ROUNDING_NONE },
	{ NULL, 0 },
};

static const struct choice acrosses[] = {
	{ "rows", ACROSS_ROWS }, { "columns", ACROSS_COLUMNS }, { "both", ACROSS_BOTH },
	{ NULL, 0 },
};

static const struct choice changes[] = {
	{ "difference", AS_DIFFERENCE }, { "percent", AS_PERCENT }, { "points", AS_POINTS },
	{ NULL, 0 },
};

static const struct choice dates[] = {
	{ "weekday", DATE_CHECK_WEEKDAY }, { "exists", DATE_CHECK_EXISTS },
	{ "year", DATE_CHECK_YEAR }, { NULL, 0 },
};

static const struct choice places[] = {
	{ "prose", WHERE_PROSE }, { "tables", WHERE_TABLES }, { "code", WHERE_CODE },
	{ "headings", WHERE_HEADINGS },
	{ NULL, 0 },
};

const struct choice test_choices[] = {
	{ "holds", CF_HELD }, { "fails", CF_FAILED }, { "undecided", CF_UNDECIDED }, { NULL, 0 },
};

static const char *const share_captures[] = { "part", "base", "percent", NULL };

const struct param common_params[] = {
	{ "id", PARAM_ID, true, AT(id), NULL, NULL,
	    "its name within the pack: small letters, digits and -" },
	{ "title", PARAM_TEXT, true, AT(title), NULL, NULL, "what must hold, in one line" },
	{ "check", PARAM_CHECK, true, AT(check), NULL, NULL, "the kind of rule" },
	{ "severity", PARAM_CHOICE, false, AT(severity), severities, NULL,
	    "how bad a finding is; warning when not given" },
	{ "message", PARAM_TEMPLATE, true, AT(message), NULL, NULL,
	    "what a finding says, with {names}; {{ is a brace" },
	{ "help", PARAM_TEMPLATE, false, AT(help), NULL, NULL,
	    "what to do about a finding, with {names}" },
	{ "why", PARAM_TEXT, false, AT(why), NULL, NULL, "why the rule is there, for explain" },
	{ "source", PARAM_TEXT, false, AT(source), NULL, NULL, "where the rule comes from" },
	{ "in", PARAM_SELECTOR, false, AT(in), NULL, NULL, "the sections it is narrowed to" },
	{ "table", PARAM_FILTER, false, AT(table), NULL, NULL, "the tables it is narrowed to" },
	{ "rounding", PARAM_CHOICE, false, AT(rounding), roundings, NULL,
	    "how printed figures were rounded; half when not given" },
	{ "tests", PARAM_TESTS, false, AT(tests), test_choices, NULL,
	    "small reports, and how the rule ends in them" },
	{ .name = NULL },
};

#define FILTER(field) offsetof(struct table_filter, field)

const struct param filter_params[] = {
	{ "caption", PARAM_SELECTOR, false, FILTER(caption), NULL, NULL, "its caption" },
	{ "header", PARAM_SELECTOR, false, FILTER(header), NULL, NULL, "columns it must have" },
	{ "section", PARAM_SELECTOR, false, FILTER(section), NULL, NULL,
	    "the title of its section, or of one above" },
	{ "rows", PARAM_SELECTOR, false, FILTER(rows), NULL, NULL, "row labels it must have" },
	{ .name = NULL },
};

const struct param join_params[] = {
	{ "left", PARAM_FILTER, true, offsetof(struct join, left), NULL, NULL,
	    "the tables with the row labels" },
	{ "right", PARAM_FILTER, true, offsetof(struct join, right), NULL, NULL,
	    "those with more columns of the same rows, after it in its section" },
	{ .name = NULL },
};

#define JOIN { "join", PARAM_JOIN, false, AT(join), NULL, NULL, \
	"tables to be set side by side first: true, or which ones" }

static const struct param total_params[] = {
	{ "across", PARAM_CHOICE, false, AT(across), acrosses, NULL,
	    "rows adds down a column, columns along a row; both when not given" },
	{ "parts", PARAM_SELECTOR, false, AT(parts), NULL, NULL, "rows or columns that add up" },
	{ "total", PARAM_SELECTOR, false, AT(total), NULL, NULL, "the row or column of the total" },
	{ "except", PARAM_SELECTOR, false, AT(except), NULL, NULL, "rows or columns to leave out" },
	JOIN,
	{ .name = NULL },
};

static const struct param share_params[] = {
	{ "part", PARAM_SELECTOR, false, AT(part), NULL, NULL, "the count" },
	{ "share", PARAM_SELECTOR, false, AT(share), NULL, NULL, "the percentage" },
	{ "of", PARAM_SELECTOR, false, AT(of), NULL, NULL, "the base" },
	{ "match", PARAM_PATTERN, false, AT(match), NULL, share_captures,
	    "a pattern for text, with the captures part, base and percent" },
	{ "scope", PARAM_CHOICES, false, AT(where), places, NULL,
	    "where the pattern looks; prose and tables when not given" },
	JOIN,
	{ .name = NULL },
};

static const struct param sums_to_params[] = {
	{ "parts", PARAM_SELECTOR, false, AT(parts), NULL, NULL, "the rows that add up" },
	{ "share", PARAM_SELECTOR, false, AT(share), NULL, NULL, "the columns to add up" },
	{ "to", PARAM_NUMBER, false, AT(sum), NULL, NULL, "the whole; 100 when not given" },
	{ "except", PARAM_SELECTOR, false, AT(except), NULL, NULL, "rows to leave out" },
	{ .name = NULL },
};

static const struct param mean_params[] = {
	{ "mean", PARAM_SELECTOR, false, AT(mean), NULL, NULL, "the column of the mean" },
	{ "of", PARAM_SELECTOR, false, AT(of), NULL, NULL, "the columns it is the mean of" },
	{ .name = NULL },
};

static const struct param change_params[] = {
	{ "change", PARAM_SELECTOR, false, AT(change), NULL, NULL, "the column of the change" },
	{ "from", PARAM_SELECTOR, false, AT(from), NULL, NULL, "the earlier column" },
	{ "to", PARAM_SELECTOR, false, AT(to), NULL, NULL, "the later column" },
	{ "as", PARAM_CHOICE, false, AT(as), changes, NULL,
	    "what the change is; any of them when not given" },
	{ .name = NULL },
};

static const struct param breakdown_params[] = {
	{ "breakdown", PARAM_SELECTOR, false, AT(breakdown), NULL, NULL,
	    "the column of the cells with figures in them" },
	{ "equals", PARAM_SELECTOR, false, AT(equals), NULL, NULL, "the column they add up to" },
	{ .name = NULL },
};

static const struct param date_params[] = {
	{ "date", PARAM_CHOICES, false, AT(date), dates, NULL,
	    "what is looked at; all of it when not given" },
	{ "scope", PARAM_CHOICES, false, AT(where), places, NULL,
	    "where it looks; prose and tables when not given" },
	{ .name = NULL },
};

static const struct choice eaches[] = {
	{ "document", EACH_DOCUMENT }, { "table", EACH_TABLE }, { "row", EACH_ROW },
	{ "column", EACH_COLUMN }, { "cell", EACH_CELL }, { "section", EACH_SECTION },
	{ "list", EACH_LIST }, { "match", EACH_MATCH }, { NULL, 0 },
};

/* what stands before others is read before them: names of later ones are made by it */
static const struct param relation_params[] = {
	{ "each", PARAM_CHOICE, true, AT(each), eaches, NULL,
	    "what it is stated of, one after the other" },
	{ "ignore-case", PARAM_FLAG, false, AT(options.ignore_case), NULL, NULL,
	    "in `match` capitals and small letters are the same" },
	{ "match", PARAM_PATTERN, false, AT(match), NULL, NULL,
	    "with each: match, the pattern; its captures are names" },
	{ "scope", PARAM_CHOICES, false, AT(where), places, NULL,
	    "with each: match, where it looks; prose and tables when not given" },
	{ "let", PARAM_LET, false, AT(let), NULL, NULL,
	    "names for values, each an expression that may use those before it" },
	{ "where", PARAM_STATEMENT, false, AT(filter), NULL, NULL,
	    "of which of them it is stated; of all when not given" },
	{ "expect", PARAM_STATEMENT, true, AT(expect), NULL, NULL, "what must hold" },
	{ "at", PARAM_VALUE, false, AT(at), NULL, NULL,
	    "the cell or capture that a finding speaks of; else a side of the comparison" },
	JOIN,
	{ .name = NULL },
};

static const struct choice betters[] = {
	{ "high", BETTER_HIGH }, { "low", BETTER_LOW }, { NULL, 0 },
};

static const struct choice countables[] = {
	{ "list", COUNT_LIST }, { "table", COUNT_TABLE }, { "sentence", COUNT_SENTENCE },
	{ NULL, 0 },
};

static const struct choice comparisons[] = {
	{ "number", AGREE_NUMBER }, { "text", AGREE_TEXT }, { "words", AGREE_WORDS },
	{ "name", AGREE_NAME }, { "date", AGREE_DATE }, { "period", AGREE_PERIOD },
	{ NULL, 0 },
};

static const struct choice within[] = {
	{ "section", SCOPE_SECTION }, { NULL, 0 },
};

const struct choice type_choices[] = {
	{ "figure", TYPE_NUMBER }, { "date", TYPE_DATE }, { "period", TYPE_PERIOD },
	{ "word", TYPE_TEXT }, { NULL, 0 },
};

const struct choice approximators[] = {
	{ "about", APPROX_ABOUT }, { "nearly", APPROX_NEARLY }, { "over", APPROX_OVER },
	{ "under", APPROX_UNDER }, { "at-least", APPROX_AT_LEAST },
	{ "at-most", APPROX_AT_MOST }, { NULL, 0 },
};

static const struct param claim_params[] = {
	{ "ignore-case", PARAM_FLAG, false, AT(options.ignore_case), NULL, NULL,
	    "in `match` capitals and small letters are the same" },
	{ "match", PARAM_PATTERN, true, AT(match), NULL, NULL,
	    "the sentence; its captures are names" },
	{ "not", PARAM_PATTERN, false, AT(not), NULL, NULL,
	    "what is no such sentence, though `match` matches there" },
	{ "scope", PARAM_CHOICES, false, AT(where), places, NULL,
	    "where it looks; prose and tables when not given" },
	{ "captures", PARAM_TYPES, false, AT(types), NULL, NULL,
	    "what a capture is read as: figure, date, period or word" },
	{ "approximate", PARAM_APPROXIMATE, false, AT(approximate), NULL, NULL,
	    "words before a captured figure that widen or turn it" },
	{ "words", PARAM_WORDS, false, AT(words), NULL, NULL,
	    "words that are figures: doubled: 1.9..2.1" },
	{ "let", PARAM_LET, false, AT(let), NULL, NULL,
	    "names for values, each an expression that may use the captures" },
	{ "where", PARAM_STATEMENT, false, AT(filter), NULL, NULL,
	    "of which sentences it is stated; of all when not given" },
	{ "expect", PARAM_STATEMENT, true, AT(expect), NULL, NULL, "what must hold" },
	{ "at", PARAM_VALUE, false, AT(at), NULL, NULL,
	    "the capture that a finding speaks of; else a side of the comparison" },
	{ .name = NULL },
};

static const struct param rag_params[] = {
	{ "value", PARAM_SELECTOR, true, AT(value), NULL, NULL, "the column of the result" },
	{ "status", PARAM_SELECTOR, true, AT(status), NULL, NULL, "the column of the status" },
	{ "target", PARAM_SELECTOR, false, AT(target), NULL, NULL,
	    "the column of the target, which is taken as exact" },
	{ "previous", PARAM_SELECTOR, false, AT(previous), NULL, NULL,
	    "the column of the result before" },
	{ "measures", PARAM_SELECTOR, false, AT(measures), NULL, NULL,
	    "the rows it is about; all when not given" },
	{ "better", PARAM_CHOICE, false, AT(better), betters, NULL,
	    "which is better, a high result (when not given) or a low one" },
	{ "low", PARAM_SELECTOR, false, AT(low), NULL, NULL, "rows for which low is better" },
	{ "polarity", PARAM_SELECTOR, false, AT(polarity), NULL, NULL,
	    "the column that says High or Low is better" },
	{ "let", PARAM_LET, false, AT(let), NULL, NULL,
	    "names for more values, each an expression about the row" },
	{ "levels", PARAM_LEVELS, true, AT(levels), NULL, NULL,
	    "each status and when it is due; the first that holds is the right one" },
	{ "shown", PARAM_SHOWN, false, AT(levels), NULL, NULL,
	    "how a status is shown, if not by its name or first letter" },
	{ .name = NULL },
};

static const struct param trend_params[] = {
	{ "from", PARAM_SELECTOR, true, AT(from), NULL, NULL, "the column of the earlier figure" },
	{ "to", PARAM_SELECTOR, true, AT(to), NULL, NULL, "the column of the later figure" },
	{ "shown", PARAM_SELECTOR, true, AT(shown), NULL, NULL, "the column of the arrow or word" },
	{ "measures", PARAM_SELECTOR, false, AT(measures), NULL, NULL,
	    "the rows it is about; all when not given" },
	{ "up", PARAM_SELECTOR, false, AT(up), NULL, NULL, "what says that it went up" },
	{ "down", PARAM_SELECTOR, false, AT(down), NULL, NULL, "what says that it went down" },
	{ "same", PARAM_SELECTOR, false, AT(same), NULL, NULL, "what says that it stayed" },
	{ "improved", PARAM_SELECTOR, false, AT(improved), NULL, NULL,
	    "what says that it got better" },
	{ "worsened", PARAM_SELECTOR, false, AT(worsened), NULL, NULL,
	    "what says that it got worse" },
	{ "better", PARAM_CHOICE, false, AT(better), betters, NULL,
	    "which is better, a high figure (when not given) or a low one" },
	{ "low", PARAM_SELECTOR, false, AT(low), NULL, NULL, "rows for which low is better" },
	{ "polarity", PARAM_SELECTOR, false, AT(polarity), NULL, NULL,
	    "the column that says High or Low is better" },
	{ .name = NULL },
};

static const char *const count_captures[] = { "n", NULL };

static const struct param count_params[] = {
	{ "ignore-case", PARAM_FLAG, false, AT(options.ignore_case), NULL, NULL,
	    "in `match` capitals and small letters are the same" },
	{ "match", PARAM_PATTERN, true, AT(match), NULL, count_captures,
	    "the sentence; its capture n is how many there are" },
	{ "of", PARAM_CHOICE, false, AT(count_of), countables, NULL,
	    "what is counted: the list (when not given) or table that follows, or what the "
	    "rest of the sentence lists" },
	{ .name = NULL },
};

const struct param place_params[] = {
	{ "match", PARAM_PATTERN, false, offsetof(struct agree_place, match), NULL, NULL,
	    "a pattern with the capture value, and key if there are several quantities" },
	{ "scope", PARAM_CHOICES, false, offsetof(struct agree_place, where), places, NULL,
	    "where the pattern looks; prose and tables when not given" },
	{ "in", PARAM_SELECTOR, false, offsetof(struct agree_place, in), NULL, NULL,
	    "the sections it is narrowed to" },
	{ "table", PARAM_FILTER, false, offsetof(struct agree_place, table), NULL, NULL,
	    "the tables it is narrowed to" },
	{ "row", PARAM_SELECTOR, false, offsetof(struct agree_place, row), NULL, NULL,
	    "the row of a cell" },
	{ "column", PARAM_SELECTOR, false, offsetof(struct agree_place, column), NULL, NULL,
	    "the column of a cell" },
	{ "value", PARAM_VALUE, false, offsetof(struct agree_place, expr), NULL, NULL,
	    "an expression about the document" },
	{ "list", PARAM_SELECTOR, false, offsetof(struct agree_place, list), NULL, NULL,
	    "the section whose first list is counted" },
	{ "field", PARAM_SELECTOR, false, offsetof(struct agree_place, field), NULL, NULL,
	    "a label of the front sheet of each report" },
	{ "by", PARAM_SELECTOR, false, offsetof(struct agree_place, by), NULL, NULL,
	    "with field: the label whose value says of what it is" },
	{ "acronyms", PARAM_FLAG, false, offsetof(struct agree_place, acronyms), NULL, NULL,
	    "true: the words that each acronym in brackets stands for" },
	{ .name = NULL },
};

static const struct param agree_params[] = {
	{ "as", PARAM_CHOICE, false, AT(agree_as), comparisons, NULL,
	    "how the values are compared; as numbers when not given" },
	{ "places", PARAM_PLACES, true, AT(places), NULL, NULL, "where the quantity is stated" },
	{ "across-documents", PARAM_FLAG, false, AT(across_documents), NULL, NULL,
	    "all documents that are checked together must agree" },
	{ "by-item", PARAM_FLAG, false, AT(by_item), NULL, NULL,
	    "a place without a key is of the agenda item that it stands in" },
	{ "scope-by", PARAM_CHOICE, false, AT(scope_by), within, NULL,
	    "section: those of one report must agree, not those of the document" },
	{ "starts", PARAM_PATTERNS, false, AT(starts), places, NULL,
	    "with scope-by: section, where a report begins; at top headings when not given" },
	{ .name = NULL },
};

/* the flags stand before the patterns, because those are compiled with them */
static const struct param pattern_params[] = {
	{ "ignore-case", PARAM_FLAG, false, AT(options.ignore_case), NULL, NULL,
	    "capitals and small letters are the same" },
	{ "ucp", PARAM_FLAG, false, AT(options.ucp), NULL, NULL,
	    "\\w, \\d and \\b know all of Unicode; slower" },
	{ "match", PARAM_PATTERN, true, AT(match), NULL, NULL, "what is a finding" },
	{ "not", PARAM_PATTERN, false, AT(not), NULL, NULL,
	    "what is none, though `match` matches there" },
	{ "suggest", PARAM_TEMPLATE, false, AT(suggest), NULL, NULL,
	    "what to put in its place, with {names}" },
	{ "let", PARAM_LET, false, AT(let), NULL, NULL,
	    "names for values, each an expression that may use the captures" },
	{ "expect", PARAM_STATEMENT, false, AT(expect), NULL, NULL,
	    "what must hold of each match; without it, each match is a finding" },
	{ "at", PARAM_VALUE, false, AT(at), NULL, NULL,
	    "the capture that a finding of `expect` speaks of" },
	{ "scope", PARAM_CHOICES, false, AT(where), places, NULL,
	    "where it looks; prose and tables when not given" },
	{ .name = NULL },
};

/* ---- reference, require, variant */

static const struct choice scopes_by[] = {
	{ "date", SCOPE_DATE }, { "section", SCOPE_SECTION }, { NULL, 0 },
};

static const struct choice reference_kinds[] = {
	{ "undefined", REFERENCE_UNDEFINED }, { "duplicate", REFERENCE_DUPLICATE },
	{ "gap", REFERENCE_GAP }, { "order", REFERENCE_ORDER }, { "unused", REFERENCE_UNUSED },
	{ "start", REFERENCE_START }, { "left-out", REFERENCE_LEFT_OUT },
	{ NULL, 0 },
};

static const char *const define_captures[] = { "key", "sub", "date", NULL };
static const char *const refer_captures[] = { "keys", "key", NULL };

const struct param lookout_params[] = {
	{ "match", PARAM_PATTERN, true, offsetof(struct place_pattern, match), NULL, NULL,
	    "the pattern" },
	{ "scope", PARAM_CHOICES, false, offsetof(struct place_pattern, where), places, NULL,
	    "where it looks; as the rule says when not given" },
	{ "in", PARAM_SELECTOR, false, offsetof(struct place_pattern, in), NULL, NULL,
	    "the sections it is narrowed to" },
	{ .name = NULL },
};

const struct param field_params[] = {
	{ "label", PARAM_SELECTOR, true, offsetof(struct field, label), NULL, NULL,
	    "what it is called" },
	{ "name", PARAM_TEXT, false, offsetof(struct field, name), NULL, NULL,
	    "what a message calls it when it is missing; its label when not given" },
	{ "form", PARAM_PATTERN, false, offsetof(struct field, form), NULL, NULL,
	    "a pattern that its value must match" },
	{ "one-of", PARAM_SELECTOR, false, offsetof(struct field, one_of), NULL, NULL,
	    "what its value may be" },
	{ "when", PARAM_SHOWN, false, offsetof(struct field, when), NULL, NULL,
	    "other labels, and the value each must have for the field to be asked for" },
	{ "optional", PARAM_FLAG, false, offsetof(struct field, may_be_missing), NULL, NULL,
	    "true: it may be missing; when it is there, it must be filled" },
	{ .name = NULL },
};

/* a flag stands before the patterns, because those are compiled with it */
static const struct param reference_params[] = {
	{ "ignore-case", PARAM_FLAG, false, AT(options.ignore_case), NULL, NULL,
	    "in the patterns capitals and small letters are the same" },
	{ "define", PARAM_PATTERNS, true, AT(define), places, define_captures,
	    "what defines a key, at the beginning of a text or a line: patterns with the "
	    "capture key, or sub for a paragraph below the last key" },
	{ "refer", PARAM_PATTERNS, false, AT(refer), places, refer_captures,
	    "what refers to keys: patterns with the capture keys or key, and date if it "
	    "says of which day" },
	{ "scope-by", PARAM_CHOICE, false, AT(scope_by), scopes_by, NULL,
	    "date: keys belong to the date they stand under; section: to their report" },
	{ "dated", PARAM_PATTERNS, false, AT(dated), places, NULL,
	    "with scope-by: date, what says the date of all that follows; headings with a "
	    "date when not given" },
	{ "starts", PARAM_PATTERNS, false, AT(starts), places, NULL,
	    "with scope-by: section, where a report begins; at top headings when not given" },
	{ "restart", PARAM_FLAG, false, AT(restart), NULL, NULL,
	    "true: 1 (1.1, A) defined again begins the numbers of another report" },
	{ "here", PARAM_FLAG, false, AT(here), NULL, NULL,
	    "true: what is referred to stands in its own report, even if nothing of its kind does" },
	{ "report", PARAM_CHOICES, false, AT(report), reference_kinds, NULL,
	    "what is a finding; undefined when not given" },
	{ "scope", PARAM_CHOICES, false, AT(where), places, NULL,
	    "where the patterns look; prose and tables when not given" },
	{ .name = NULL },
};

static const struct param require_params[] = {
	{ "fields", PARAM_FIELDS, true, AT(fields), NULL, NULL,
	    "the labels, each a text, a /regex/ or a map of label, form, one-of and when" },
	{ "if", PARAM_SELECTOR, false, AT(when_table), NULL, NULL,
	    "a label that a table must have for the rule to apply to it" },
	{ "per-report", PARAM_FLAG, false, AT(per_report), NULL, NULL,
	    "true: asked of each report of an agenda pack that has a front sheet, anywhere in it" },
	{ "blank", PARAM_SELECTOR, false, AT(blank), NULL, NULL,
	    "values that count as nothing" },
	{ "scope", PARAM_CHOICES, false, AT(where), places, NULL,
	    "without `if` and `table`, where it looks; prose and tables when not given" },
	{ .name = NULL },
};

static const struct choice differences[] = {
	{ "spaces", BUT_FOR_SPACES }, { "hyphens", BUT_FOR_HYPHENS },
	{ "apostrophes", BUT_FOR_APOSTROPHES }, { "capitals", BUT_FOR_CAPITALS },
	{ "letters", BUT_FOR_LETTERS }, { "words", BUT_FOR_WORDS },
	{ "endings", BUT_FOR_ENDINGS }, { "final-s", BUT_FOR_FINAL_S },
	{ "brands", BUT_FOR_BRANDS }, { NULL, 0 },
};

static const struct param variant_params[] = {
	{ "names", PARAM_SPELLINGS, false, AT(names), NULL, NULL,
	    "ways to spell one thing, or a list of such lists" },
	{ "prefer", PARAM_SELECTOR, false, AT(prefer), NULL, NULL,
	    "those that are right; what most places have when not given" },
	{ "near", PARAM_FLAG, false, AT(near), NULL, NULL,
	    "true: also names that are a letter away from a much more frequent one" },
	{ "same-but-for", PARAM_CHOICES, false, AT(but_for), differences, NULL,
	    "also names that differ in nothing else; letters and words: in those of `match`" },
	{ "match", PARAM_PATTERN, false, AT(match), NULL, NULL,
	    "with same-but-for letters or words, the names: the capture name, or all of it" },
	{ "scope", PARAM_CHOICES, false, AT(where), places, NULL,
	    "where it looks; prose and tables when not given" },
	{ .name = NULL },
};

static const char *const pair_captures[] = { "open", "close", NULL };

static const struct param pair_params[] = {
	{ "match", PARAM_PATTERN, true, AT(match), NULL, pair_captures,
	    "what opens and closes: the captures open and close, and maybe for what only closes "
	    "when something is open" },
	{ "scope", PARAM_CHOICES, false, AT(where), places, NULL,
	    "where it looks; prose and tables when not given" },
	{ .name = NULL },
};

static const struct choice remark_faults[] = {
	{ "malformed", REMARK_MALFORMED }, { "unknown", REMARK_UNKNOWN },
	{ "unused", REMARK_UNUSED }, { NULL, 0 },
};

static const struct param suppression_params[] = {
	{ "report", PARAM_CHOICES, true, AT(remarks), remark_faults, NULL,
	    "what is a finding: a remark that is malformed, one that names an unknown rule, one "
	    "that is unused" },
	{ .name = NULL },
};

static const char *const suppression_names[] = { "problem", "rule", NULL };
static const char *const ranges_captures[] = { "from", NULL };

static const struct param ranges_params[] = {
	{ "match", PARAM_PATTERN, true, AT(match), NULL, ranges_captures,
	    "a range: the captures from and to; without to it is one page" },
	{ "scope", PARAM_CHOICES, false, AT(where), places, NULL,
	    "where it looks; prose and tables when not given" },
	{ .name = NULL },
};

static const char *const ranges_names[] = { "kind", "from", "to", "previous", NULL };

static const struct param blocks_params[] = {
	{ .name = NULL },
};

static const char *const blocks_names[] = { "group", "others", NULL };

static const struct param restated_params[] = {
	{ "columns", PARAM_SELECTOR, true, AT(value), NULL, NULL,
	    "columns whose figures are held against each other; the first of each table" },
	{ "within", PARAM_NUMBER, true, AT(sum), NULL, NULL,
	    "by how many per cent percentages and rates may differ; counts may not" },
	{ "noise", PARAM_TEXT, false, AT(noise), NULL, NULL,
	    "words of the labels that tell nothing apart" },
	{ "lines", PARAM_FLAG, false, AT(lines), NULL, NULL,
	    "true: also lines that are a figure and what it counts" },
	{ .name = NULL },
};

static const char *const restated_names[] = { "label", "other", "section", NULL };
static const char *const pair_names[] = { "kind", NULL };
static const char *const reference_names[] = {
	"kind", "key", "first", "missing", "previous", "date", NULL,
};
static const char *const require_names[] = { "field", "kind", "value", NULL };
static const char *const variant_names[] = { "right", "times", "others", NULL };

#define REFERENCE_KIND	reference_params, reference_names, false, EACH_DOCUMENT
#define REQUIRE_KIND	require_params, require_names, false, EACH_DOCUMENT
#define PAIR_KIND	pair_params, pair_names, false, EACH_DOCUMENT
#define SUPPRESSION_KIND	suppression_params, suppression_names, false, EACH_DOCUMENT
#define RANGES_KIND	ranges_params, ranges_names, false, EACH_DOCUMENT
#define BLOCKS_KIND	blocks_params, blocks_names, false, EACH_DOCUMENT
#define RESTATED_KIND	restated_params, restated_names, false, EACH_DOCUMENT
#define VARIANT_KIND	variant_params, variant_names, false, EACH_DOCUMENT

const char *const common_names[] = {
	"stated", "computed", "difference", "row", "column", "table", "match", NULL,
};

static const char *const no_names[] = { NULL };
static const char *const rag_names[] = { "status", "expected", "value", "target", "previous",
	NULL };
static const char *const trend_names[] = { "from", "to", "shown", "expected", NULL };
static const char *const count_names[] = { "n", "count", NULL };
static const char *const agree_names[] = { "key", "places", NULL };
static const char *const share_names[] = { "part", "base", NULL };
static const char *const change_names[] = { "from", "to", NULL };
static const char *const breakdown_names[] = { "equals", NULL };
static const char *const date_names[] = { "weekday", "right", "date", "year", NULL };

/* the parameters and names of a check are called after its enumerator */
#define TOTAL_KIND	total_params, no_names, false, EACH_DOCUMENT
#define SHARE_KIND	share_params, share_names, false, EACH_DOCUMENT
#define SUMS_TO_KIND	sums_to_params, no_names, false, EACH_DOCUMENT
#define MEAN_KIND	mean_params, no_names, false, EACH_DOCUMENT
#define CHANGE_KIND	change_params, change_names, false, EACH_DOCUMENT
#define BREAKDOWN_KIND	breakdown_params, breakdown_names, false, EACH_DOCUMENT
#define DATE_KIND	date_params, date_names, false, EACH_DOCUMENT
#define PATTERN_KIND	pattern_params, no_names, true, EACH_MATCH
#define RELATION_KIND	relation_params, no_names, true, EACH_DOCUMENT
#define RAG_KIND	rag_params, rag_names, false, EACH_ROW
#define TREND_KIND	trend_params, trend_names, false, EACH_ROW
#define CLAIM_KIND	claim_params, no_names, true, EACH_MATCH
#define COUNT_KIND	count_params, count_names, true, EACH_MATCH
#define AGREE_KIND	agree_params, agree_names, false, EACH_DOCUMENT

const struct kind kinds[CHECK_KINDS] = {
#define CHECK(name, id, help) [CHECK_##name] = { id, help, name##_KIND },
#include "rules/checks.def"
#undef CHECK
};

const struct param *
param_find(const struct param *params, struct str name)
{
	for (; params->name != NULL; params++)
		if (str_eq(str_of(params->name), name))
			return params;
	return NULL;
}

const struct kind *
kind_find(struct str id)
{
	for (size_t i = 0; i < CHECK_KINDS; i++)
		if (str_eq(str_of(kinds[i].id), id))
			return &kinds[i];
	return NULL;
}
