/*
 * Rule files: every key ends up in its field; one mistake leaves the other rules
 * alone; selectors and templates do what they say. The words of each error are
 * in tests/bad/rules/, compared here (run with ACCEPT=1 to write them anew).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <dirent.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "rules/kinds.h"
#include "rules/rules.h"
#include "tests/unit/assert_str.h"

#define BAD "tests/bad/rules/"

static void
note_error(void *ctx, const struct cf_error *err)
{
	struct buf *b = ctx;
	struct str line = str_of(err->snippet);

	buf_puts(b, err->path);
	if (err->line > 0)
		buf_printf(b, ":%zu:%zu", err->line, err->column);
	buf_printf(b, ": error: %s\n", err->message);
	if (line.n > 0) {
		buf_printf(b, "%7zu | %s\n        | ", err->line, err->snippet);
		buf_pad(b, ' ', utf8_width(str_sub(line, 0, err->caret)));
		buf_pad(b, '^', err->carets > 1 ?
		    utf8_width(str_sub(line, err->caret, err->caret + err->carets)) : 1);
		buf_putc(b, '\n');
	}
	if (err->help[0] != '\0')
		buf_printf(b, "   help: %s\n", err->help);
}

struct fixture {
	struct rules rules;
	struct buf errors;
	struct matcher *matcher;
};

static int
setup(void **state)
{
	static struct fixture f;

	rules_init(&f.rules);
	buf_init(&f.errors);
	f.matcher = matcher_new();
	*state = &f;
	return f.matcher == NULL;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	rules_release(&f->rules);
	buf_release(&f->errors);
	matcher_free(f->matcher);
	return 0;
}

static enum cf_status
add(struct fixture *f, const char *path, const char *yaml)
{
	return rules_add(&f->rules, path, str_of(yaml), note_error, &f->errors);
}

/* ---- what a rule holds */

static void
every_common_key(void **state)
{
	struct fixture *f = *state;
	const struct rule *r;

	assert_int_equal(add(f, "a/b.yml",
	    "pack: sample-1\n"
	    "title: Samples\n"
	    "rules:\n"
	    "  - title: Attendance adds up\n"
	    "    id: row-sum\n"
	    "    check: total\n"
	    "    severity: error\n"
	    "    message: '{row}: {computed}, not {stated}; {{x}'\n"
	    "    help: Recount\n"
	    "    why: >-\n"
	    "      Sheets are\n"
	    "      miscounted\n"
	    "    source: An officer\n"
	    "    in: /Training/\n"
	    "    table: { caption: Attendance, header: [Health, /^Ind/], section: S, rows: R }\n"
	    "    rounding: truncate\n"
	    "    across: columns\n"
	    "    parts: [Health, Police]\n"
	    "    total: Total Attendance\n"
	    "    except: VCFS\n"
	    "    tests:\n"
	    "      - holds: |\n"
	    "          a\tb\n"
	    "      - fails: two\n"
	    "        message: three\n"
	    "        at: four\n"
	    "      - undecided: five\n"), CF_OK);
	assert_int_equal(f->errors.n, 0);
	assert_int_equal(f->rules.n, 1);
	r = f->rules.rule[0];
	assert_str(r->pack, "sample-1");
	assert_str(r->id, "row-sum");
	assert_string_equal(r->name, "sample-1/row-sum");
	assert_string_equal(r->path, "a/b.yml");
	assert_int_equal(r->line, 5);
	assert_int_equal(r->column, 9);
	assert_str(r->title, "Attendance adds up");
	assert_int_equal(r->check, CHECK_TOTAL);
	assert_int_equal(r->severity, CF_ERROR);
	assert_str(r->message, "{row}: {computed}, not {stated}; {{x}");
	assert_str(r->help, "Recount");
	assert_str(r->why, "Sheets are miscounted");
	assert_str(r->source, "An officer");
	assert_int_equal(r->in.n, 1);
	assert_str(pattern_source(r->in.items[0].regex), "Training");
	assert_str(r->table.caption.items[0].exact, "Attendance");
	assert_int_equal(r->table.header.n, 2);
	assert_str(pattern_source(r->table.header.items[1].regex), "^Ind");
	assert_str(r->table.section.items[0].exact, "S");
	assert_str(r->table.rows.items[0].exact, "R");
	assert_int_equal(r->rounding, ROUNDING_TRUNCATE);
	assert_int_equal(r->across, ACROSS_COLUMNS);
	assert_str(r->parts.items[1].exact, "Police");
	assert_str(r->total.items[0].exact, "Total Attendance");
	assert_str(r->except.items[0].exact, "VCFS");
	assert_int_equal(r->ntests, 3);
	assert_int_equal(r->tests[0].want, CF_HELD);
	assert_str(r->tests[0].text, "a\tb\n");
	assert_int_equal(r->tests[0].line, 22);
	assert_int_equal(r->tests[1].want, CF_FAILED);
	assert_str(r->tests[1].text, "two");
	assert_str(r->tests[1].message, "three");
	assert_str(r->tests[1].at, "four");
	assert_int_equal(r->tests[2].want, CF_UNDECIDED);
	assert_int_equal(r->tests[2].line, 27);
}

static void
what_is_not_given(void **state)
{
	struct fixture *f = *state;
	const struct rule *r;

	assert_int_equal(add(f, "a.yml",
	    "pack: a\nrules: [{id: b, title: c, check: sums-to, message: d}]"), CF_OK);
	r = f->rules.rule[0];
	assert_int_equal(r->severity, CF_WARNING);
	assert_int_equal(r->across, ACROSS_BOTH);
	assert_int_equal(r->as, AS_ANY);
	assert_int_equal(r->rounding, ROUNDING_HALF);
	assert_int_equal(r->date, DATE_CHECK_WEEKDAY | DATE_CHECK_EXISTS | DATE_CHECK_YEAR);
	assert_int_equal(r->where, WHERE_PROSE | WHERE_TABLES);
	assert_int_equal(r->sum.m, 100);
	assert_int_equal(r->sum.d, 0);
	assert_false(selector_is_set(&r->in));
	assert_false(selector_is_set(&r->parts));
	assert_null(r->match);
	assert_int_equal(r->help.n, 0);
	assert_int_equal(r->ntests, 0);
	assert_int_equal(r->line, 2);
	assert_int_equal(r->column, 14);
}

static void
every_check(void **state)
{
	struct fixture *f = *state;
	const struct rule *const *r;

	assert_int_equal(add(f, "a.yml",
	    "pack: a\n"
	    "rules:\n"
	    "  - { id: a, title: t, message: m, check: share, part: Number, share: '%', of: All,\n"
	    "      match: '(?<part>\\d+) of (?<base>\\d+), (?<percent>\\d+)%', scope: prose }\n"
	    "  - { id: b, title: t, message: m, check: sums-to, parts: /./, share: All, to: 1000,\n"
	    "      except: n/a }\n"
	    "  - { id: c, title: t, message: m, check: mean, mean: Trend, of: [2021, 2022] }\n"
	    "  - { id: d, title: t, message: '{from} {to}', check: change, change: '+/-',\n"
	    "      from: '2021', to: '2022', as: points, severity: info }\n"
	    "  - { id: e, title: t, message: m, check: breakdown, breakdown: Agency,\n"
	    "      equals: All }\n"
	    "  - { id: f, title: t, message: '{weekday} {right}', check: date,\n"
	    "      date: [weekday, year], scope: code }\n"
	    "  - { id: g, title: t, message: '{1} {word}', check: pattern,\n"
	    "      match: '\\b(?<word>\\w+) \\1', not: that that, suggest: '{word}',\n"
	    "      ignore-case: true, ucp: false, scope: [prose, code] }\n"), CF_OK);
	assert_int_equal(f->errors.n, 0);
	assert_int_equal(f->rules.n, 7);
	r = f->rules.rule;
	assert_int_equal(r[0]->check, CHECK_SHARE);
	assert_str(r[0]->part.items[0].exact, "Number");
	assert_str(r[0]->share.items[0].exact, "%");
	assert_str(r[0]->of.items[0].exact, "All");
	assert_int_equal(pattern_capture(r[0]->match, CF_S("percent")), 3);
	assert_int_equal(r[0]->where, WHERE_PROSE);
	assert_int_equal(r[1]->sum.m, 1000);
	assert_str(r[1]->share.items[0].exact, "All");
	assert_str(r[1]->except.items[0].exact, "n/a");
	assert_str(pattern_source(r[1]->parts.items[0].regex), ".");
	assert_str(r[2]->mean.items[0].exact, "Trend");
	assert_str(r[2]->of.items[1].exact, "2022");
	assert_str(r[3]->change.items[0].exact, "+/-");
	assert_str(r[3]->from.items[0].exact, "2021");
	assert_str(r[3]->to.items[0].exact, "2022");
	assert_int_equal(r[3]->as, AS_POINTS);
	assert_int_equal(r[3]->severity, CF_INFO);
	assert_str(r[4]->breakdown.items[0].exact, "Agency");
	assert_str(r[4]->equals.items[0].exact, "All");
	assert_int_equal(r[5]->date, DATE_CHECK_WEEKDAY | DATE_CHECK_YEAR);
	assert_int_equal(r[5]->where, WHERE_CODE);
	assert_int_equal(r[6]->where, WHERE_PROSE | WHERE_CODE);
	assert_true(r[6]->options.ignore_case);
	assert_false(r[6]->options.ucp);
	assert_str(r[6]->suggest, "{word}");
	/* the flags hold for the patterns, wherever they stand in the rule */
	assert_int_equal(pattern_match(f->matcher, r[6]->match, CF_S("The the"), 0), MATCH_YES);
	assert_int_equal(pattern_match(f->matcher, r[6]->not, CF_S("That THAT"), 0), MATCH_YES);
}

/* reference, require, variant: maps and lists of their own */
static void
parts_of_references(void **state)
{
	struct fixture *f = *state;
	const struct rule *const *r;

	assert_int_equal(add(f, "a.yml",
	    "pack: a\n"
	    "rules:\n"
	    "  - { id: a, title: t, message: '{kind} {key} {first} {missing} {previous} {date}',\n"
	    "      check: reference, ignore-case: true, scope-by: date, report: [gap, order],\n"
	    "      define: [/table (?<key>x)/, { match: (?<sub>y), scope: code, in: Annex }],\n"
	    "      refer: (?<keys>z), dated: { match: d }, starts: [s] }\n"
	    "  - { id: d, title: t, message: m, check: reference, define: (?<key>x) }\n"), CF_OK);
	assert_int_equal(f->rules.n, 2);
	r = f->rules.rule;
	assert_int_equal(r[0]->scope_by, SCOPE_DATE);
	assert_int_equal(r[0]->report, REFERENCE_GAP | REFERENCE_ORDER);
	assert_int_equal(r[0]->define.n, 2);
	assert_str(pattern_source(r[0]->define.item[0].match), "table (?<key>x)");
	assert_int_equal(pattern_match(f->matcher, r[0]->define.item[0].match, CF_S("TABLE X"), 0),
	    MATCH_YES);
	assert_int_equal(r[0]->define.item[0].where, 0);
	assert_int_equal(r[0]->define.item[1].where, WHERE_CODE);
	assert_str(r[0]->define.item[1].in.items[0].exact, "Annex");
	assert_int_equal(r[0]->refer.n, 1);
	assert_str(pattern_source(r[0]->dated.item[0].match), "d");
	assert_int_equal(r[0]->starts.n, 1);
	assert_int_equal(r[1]->report, REFERENCE_UNDEFINED);
	assert_int_equal(r[1]->scope_by, SCOPE_WHOLE);
}

static void
parts_of_fields_and_names(void **state)
{
	struct fixture *f = *state;
	const struct rule *const *r;
	const struct field *field;

	assert_int_equal(add(f, "a.yml",
	    "pack: a\n"
	    "rules:\n"
	    "  - { id: b, title: t, message: '{field} {kind} {value}', check: require, if: /^Rep/,\n"
	    "      blank: [TBC, n/a], fields: [Tel, { label: [/^Key/, Part], form: /x/,\n"
	    "      one-of: [A, B], when: { One: C, /Two/: [D, E] } }] }\n"
	    "  - { id: c, title: t, message: '{right} {times} {others}', check: variant,\n"
	    "      near: true, prefer: B, names: [[A, A B C, \"D's\"], [web, Web]] }\n"), CF_OK);
	assert_int_equal(f->rules.n, 2);
	r = f->rules.rule;
	assert_int_equal(r[0]->fields.n, 2);
	assert_str(r[0]->fields.item[0].name, "Tel");
	field = &r[0]->fields.item[1];
	assert_str(field->name, "^Key");
	assert_str(pattern_source(field->form), "x");
	assert_int_equal(field->one_of.n, 2);
	assert_int_equal(field->nwhen, 2);
	assert_str(field->when[0].label.items[0].exact, "One");
	assert_int_equal(field->when[1].value.n, 2);
	assert_int_equal(r[0]->blank.n, 2);
	assert_true(selector_is_set(&r[0]->when_table));
	assert_true(r[1]->near);
	assert_int_equal(r[1]->names.n, 2);
	assert_str(r[1]->names.item[0].name[1], "A B C");
	assert_int_equal(r[1]->names.item[0].capture[1], 1);	/* the longest is tried first */
	assert_int_equal(pattern_match(f->matcher, r[1]->names.item[0].match,
	    CF_S("a  b c"), 0), MATCH_YES);
	assert_int_equal(pattern_match(f->matcher, r[1]->names.item[0].match,
	    CF_S("d\xE2\x80\x99s"), 0), MATCH_YES);
	assert_int_equal(pattern_match(f->matcher, r[1]->names.item[1].match, CF_S("WEB"), 0),
	    MATCH_NO);
}

/* each key of the tables is in the table once, and has its one line of help */
static void
tables_of_keys(void **state)
{
	(void)state;
	for (size_t k = 0; k < CHECK_KINDS; k++) {
		assert_ptr_equal(kind_find(str_of(kinds[k].id)), &kinds[k]);
		for (const struct param *p = kinds[k].params; p->name != NULL; p++) {
			assert_ptr_equal(param_find(kinds[k].params, str_of(p->name)), p);
			assert_null(param_find(common_params, str_of(p->name)));
			assert_true(p->help != NULL && p->help[0] != '\0');
		}
	}
	assert_null(kind_find(CF_S("totals")));
}

/* ---- what is left out, and where */

static void
one_mistake_leaves_the_others(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(add(f, "a.yml",
	    "pack: a\n"
	    "rules:\n"
	    "  - { id: one, title: t, check: total, message: m }\n"
	    "  - { id: two, title: t, check: totle, message: m }\n"
	    "  - { id: three, title: *x, check: total, message: m }\n"
	    "  - { id: four, title: t, title: t, check: total, message: m }\n"
	    "  - { id: five, title: t, check: mean, message: m }\n"), CF_ERULE);
	assert_int_equal(f->rules.n, 2);
	assert_string_equal(f->rules.rule[0]->name, "a/one");
	assert_string_equal(f->rules.rule[1]->name, "a/five");
}

static void
names_are_unique(void **state)
{
	struct fixture *f = *state;
	static const char first[] = "pack: a\nrules: [{id: b, title: c, check: mean, message: d}]";
	static const char other[] = "pack: b\nrules: [{id: b, title: c, check: mean, message: d}]";

	assert_int_equal(add(f, "first.yml", first), CF_OK);
	assert_int_equal(add(f, "other.yml", other), CF_OK);
	assert_int_equal(add(f, "again.yml", first), CF_ERULE);
	assert_str(buf_str(&f->errors),
	    "again.yml:2:14: error: the rule a/b exists already\n"
	    "      2 | rules: [{id: b, title: c, check: mean, message: d}]\n"
	    "        |              ^\n"
	    "   help: the first is at first.yml:2:14\n");
	assert_int_equal(f->rules.n, 2);
}

static void
line_ends_and_marks(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(add(f, "a.yml",
	    "\xEF\xBB\xBFpack: a\r\nrules:\r\n  - title: caf\xC3\xA9\r\n"
	    "    help: 'a line separator\xE2\x80\xA8 is no line of an editor'\r\n"
	    "    check: mean\r\n    message: >-\r\n      one\r\n      two\r\n"
	    "    { \xC3\xA9: 1 }: 2\r\n    id: b\r\n"), CF_ERULE);
	assert_non_null(strstr(f->errors.p, "a.yml:9:5: error: a key must be a plain word"));
	assert_int_equal(add(f, "b.yml",
	    "\xEF\xBB\xBFpack: a\r\nrules:\r\n  - title: \"caf\xC3\xA9\", id: c}\r\n"), CF_ERULE);
	assert_int_equal(add(f, "c.yml",
	    "\xEF\xBB\xBFpack: a\r\nrules:\r\n  - {title: caf\xC3\xA9, id: c, check: mean,\r\n"
	    "     message: \"one\r\n  two\"}\r\n"), CF_OK);
	assert_int_equal(f->rules.n, 1);
	assert_int_equal(f->rules.rule[0]->line, 3);
	assert_int_equal(f->rules.rule[0]->column, 23);
	assert_str(f->rules.rule[0]->message, "one two");
}

static void
mistakes_have_a_cap(void **state)
{
	struct fixture *f = *state;
	struct buf yaml;
	size_t lines = 0;

	buf_init(&yaml);
	buf_puts(&yaml, "pack: a\nrules:\n");
	for (int i = 0; i < 250; i++)
		buf_printf(&yaml, "  - { id: r%d, title: t, check: totl, message: m }\n", i);
	buf_puts(&yaml, "  - { id: last, title: t, check: total, message: m }\n");
	buf_putc(&yaml, '\0');
	assert_int_equal(add(f, "a.yml", yaml.p), CF_ERULE);
	for (size_t i = 0; i < f->errors.n; i++)
		lines += str_starts(str_sub(buf_str(&f->errors), i, f->errors.n),
		    CF_S(": error: "));
	assert_int_equal(lines, 101);
	assert_true(str_ends(buf_str(&f->errors),
	    CF_S("a.yml: error: 150 more mistakes in this file are not shown\n")));
	assert_int_equal(f->rules.n, 1);
	buf_release(&yaml);
}

static void
limits(void **state)
{
	struct fixture *f = *state;
	struct buf yaml;

	buf_init(&yaml);
	buf_pad(&yaml, '#', CF_MAX_RULE_FILE + 1);
	assert_int_equal(rules_add(&f->rules, "big.yml", buf_str(&yaml), note_error, &f->errors),
	    CF_ELIMIT);
	assert_str(buf_str(&f->errors), "big.yml: error: the file has 1048577 bytes; "
	    "the limit for a rule file is 1048576\n");
	for (unsigned file = 0; file < 3; file++) {
		buf_clear(&yaml);
		buf_clear(&f->errors);
		buf_printf(&yaml, "pack: p%u\nrules:\n", file);
		for (unsigned i = 0; i < 8000; i++)
			buf_printf(&yaml, "- {id: r%u, title: t, check: mean, message: m}\n", i);
		assert_int_equal(rules_add(&f->rules, "many.yml", buf_str(&yaml), note_error,
		    &f->errors), file < 2 ? CF_OK : CF_ELIMIT);
	}
	assert_int_equal(f->rules.n, CF_MAX_RULES);
	assert_str(buf_str(&f->errors), "many.yml:4003:8: error: more than 20000 rules\n"
	    "   4003 | - {id: r4000, title: t, check: mean, message: m}\n"
	    "        |        ^^^^^\n");
	buf_release(&yaml);
}

/* patterns that are small as text and large as programs */
static void
pattern_memory(void **state)
{
	struct fixture *f = *state;
	struct buf yaml;

	buf_init(&yaml);
	buf_puts(&yaml, "pack: a\nrules:\n");
	for (unsigned i = 0; i < 4000; i++)
		buf_printf(&yaml, "- {id: r%u, title: t, check: mean, message: m, of: "
		    "'/((?:abcd){200}){15}%u/'}\n", i, i);
	assert_int_equal(rules_add(&f->rules, "a.yml", buf_str(&yaml), note_error, &f->errors),
	    CF_ELIMIT);
	assert_non_null(strstr(f->errors.p,
	    "the patterns take more than 67108864 bytes of memory"));
	assert_true(f->rules.pattern_bytes < CF_MAX_PATTERNS + (1u << 20));
	buf_release(&yaml);
}

/* memory that runs out at any point is an error and nothing else */
static void
out_of_memory(void **state)
{
	struct fixture *f = *state;
	static const char yaml[] =
	    "pack: a\nrules:\n"
	    "  - { id: a, title: t, message: '{1}', check: pattern, match: '(x)', not: y }\n"
	    "  - { id: b, title: t, message: m, check: mean, of: [/a/, b > /c/, d] }\n";
	enum cf_status st = CF_ENOMEM;
	size_t limit;

	for (limit = 0; st != CF_OK && limit < 1 << 16; limit += 64) {
		rules_release(&f->rules);
		rules_init(&f->rules);
		f->rules.arena.limit = limit;
		buf_clear(&f->errors);
		st = add(f, "a.yml", yaml);
		if (st != CF_OK) {
			assert_int_equal(st, CF_ENOMEM);
			assert_str(buf_str(&f->errors), "a.yml: error: out of memory\n");
			assert_null(f->rules.arena.oom);
		}
	}
	assert_int_equal(st, CF_OK);
	assert_int_equal(f->rules.n, 2);
	assert_true(limit > 64);
}

/* ---- selectors and templates */

static const struct rule *
rule_with(struct fixture *f, const char *parts)
{
	struct buf yaml;

	buf_init(&yaml);
	buf_printf(&yaml, "pack: a\nrules:\n  - id: r%zu\n    title: t\n    check: total\n"
	    "    message: m\n    parts: %s\n", f->rules.n, parts);
	buf_putc(&yaml, '\0');
	assert_int_equal(add(f, "a.yml", yaml.p), CF_OK);
	buf_release(&yaml);
	return f->rules.rule[f->rules.n - 1];
}

static bool
matches(struct fixture *f, const char *parts, const char *text)
{
	return selector_matches(f->matcher, &rule_with(f, parts)->parts, str_of(text));
}

static void
selectors_on_text(void **state)
{
	struct fixture *f = *state;

	assert_true(matches(f, "Total Attendance", " total  ATTENDANCE "));
	assert_false(matches(f, "Total Attendance", "Total Attendance 2"));
	assert_true(matches(f, "/^total/", "Total Attendance"));
	assert_false(matches(f, "/^total$/", "Total Attendance"));
	assert_true(matches(f, "[Health, /pol/]", "Metropolitan Police"));
	assert_false(matches(f, "[Health, /pol/]", "Housing"));
	/* a slash, and " > ", may stand inside a regex */
	assert_true(matches(f, "/and/or/", "And/or"));
	assert_true(matches(f, "'/a > b/'", "x a > b x"));
	assert_true(matches(f, "'/a\\/$/'", "a/"));
	assert_true(matches(f, "'> 16'", "> 16"));
	/* of a path, the last step decides */
	assert_true(matches(f, "2021/22 > %", "%"));
	assert_false(matches(f, "2021/22 > %", "2021/22"));
}

static bool
matches_column(struct fixture *f, const char *parts, const struct column *c)
{
	return selector_matches_column(f->matcher, &rule_with(f, parts)->parts, c);
}

static void
selectors_on_columns(void **state)
{
	struct fixture *f = *state;
	const struct str path[] = { CF_S("Sefton"), CF_S("2021/22"), CF_S("Number of visits") };
	const struct column c = { .path = path, .npath = 3, .leaf = path[2],
		.name = CF_S("Sefton > 2021/22 > Number of visits") };
	const struct column bare = { .leaf = CF_S("") };

	assert_true(matches_column(f, "Number of visits", &c));
	assert_false(matches_column(f, "2021/22", &c));
	assert_true(matches_column(f, "2021/22 > number of visits", &c));
	assert_true(matches_column(f, "Sefton > 2021/22 > Number of visits", &c));
	assert_false(matches_column(f, "Sefton > Number of visits", &c));
	assert_false(matches_column(f, "UK > Sefton > 2021/22 > Number of visits", &c));
	assert_true(matches_column(f, "/^2021/ > /^number/", &c));
	assert_false(matches_column(f, "/^2022/ > /^number/", &c));
	assert_true(matches_column(f, "/ > 2021.22 > n/", &c));
	assert_true(matches_column(f, "/sefton.*visits/", &c));
	assert_false(matches_column(f, "a > b", &bare));
	assert_false(matches_column(f, "/./", &bare));
}

static void
steps_are_kept_apart(void **state)
{
	struct fixture *f = *state;
	const struct selector *s = &rule_with(f, "[a > /b > c/ > d, /e/ > /f/]")->parts;

	assert_int_equal(s->n, 2);
	assert_int_equal(s->items[0].npath, 3);
	assert_str(s->items[0].path[0].exact, "a");
	assert_str(pattern_source(s->items[0].path[1].regex), "b > c");
	assert_str(s->items[0].path[2].exact, "d");
	assert_int_equal(s->items[1].npath, 2);
	assert_str(pattern_source(s->items[1].path[1].regex), "f");
}

static void
templates(void **state)
{
	struct fixture *f = *state;
	struct arena *a = &f->rules.arena;
	const struct var vars[] = {
		{ "row", CF_S("Health") }, { "1", CF_S("{row}") }, { "none", { NULL, 0 } },
	};

	assert_str(template_fill(a, CF_S("{row}: {1}{none}!"), vars, 3), "Health: {row}!");
	assert_str(template_fill(a, CF_S("{{row} {{{row}}"), vars, 3), "{row} {Health}");
	assert_str(template_fill(a, CF_S("{other} {row"), vars, 3), "{other} {row");
	assert_str(template_fill(a, CF_S("{} { row } {"), vars, 3), "{} { row } {");
	assert_str(template_fill(a, CF_S(""), vars, 3), "");
	assert_str(template_fill(a, CF_S("{row}"), NULL, 0), "{row}");
}

/* ---- tests/bad/rules */

static bool
read_text(const char *path, struct buf *out)
{
	FILE *file = fopen(path, "rb");
	char part[4096];
	size_t n;

	buf_clear(out);
	if (file == NULL)
		return false;
	while ((n = fread(part, 1, sizeof(part), file)) > 0)
		buf_put(out, (struct str){ part, n });
	(void)fclose(file);
	return true;
}

static void
check_bad(const char *name, struct buf *got, struct buf *want)
{
	char path[300], expected[300];
	const char *const paths[] = { path };
	struct cf_rules *rules;

	(void)snprintf(path, sizeof(path), BAD "%s", name);
	(void)snprintf(expected, sizeof(expected), BAD "%.*s.expected", (int)strlen(name) - 4,
	    name);
	buf_clear(got);
	assert_true(cf_rules_load(&rules, paths, 1, false, note_error, got) >= CF_ELIMIT);
	cf_rules_free(rules);
	if (getenv("ACCEPT") != NULL) {
		FILE *file = fopen(expected, "wb");

		assert_non_null(file);
		assert_int_equal(fwrite(got->p, 1, got->n, file), got->n);
		assert_int_equal(fclose(file), 0);
	}
	if (!read_text(expected, want))
		fail_msg("%s is not there", expected);
	buf_putc(got, '\0');
	buf_putc(want, '\0');
	assert_string_equal(got->p, want->p);
}

static void
bad_files(void **state)
{
	DIR *dir = opendir(BAD);
	const struct dirent *e;
	struct buf got, want;
	size_t n = 0;

	(void)state;
	assert_non_null(dir);
	buf_init(&got);
	buf_init(&want);
	while ((e = readdir(dir)) != NULL) {
		if (!str_ends(str_of(e->d_name), CF_S(".yml")))
			continue;
		check_bad(e->d_name, &got, &want);
		n++;
	}
	(void)closedir(dir);
	assert_true(n >= 90);
	buf_release(&got);
	buf_release(&want);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(every_common_key), TEST(what_is_not_given), TEST(every_check),
		TEST(parts_of_references), TEST(parts_of_fields_and_names),
		TEST(tables_of_keys), TEST(one_mistake_leaves_the_others), TEST(names_are_unique),
		TEST(line_ends_and_marks), TEST(mistakes_have_a_cap), TEST(limits),
		TEST(pattern_memory), TEST(out_of_memory), TEST(selectors_on_text),
		TEST(selectors_on_columns), TEST(steps_are_kept_apart), TEST(templates),
		TEST(bad_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
