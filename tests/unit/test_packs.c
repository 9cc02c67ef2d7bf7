/*
 * Packs with parameters, and packs that extend others: what a rule is in the end,
 * whatever the order of the files, and that none of it grows without bound. The
 * words of the mistakes are in tests/bad/rules/.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "rules/packs.h"
#include "tests/unit/assert_str.h"

struct fixture {
	struct rules rules;
	struct packs packs;
	struct buf errors;
};

static void
note_error(void *ctx, const struct cf_error *err)
{
	buf_printf(ctx, "%s:%zu:%zu: %s\n", err->path, err->line, err->column, err->message);
}

static int
setup(void **state)
{
	static struct fixture f;

	rules_init(&f.rules);
	buf_init(&f.errors);
	packs_begin(&f.packs, &f.rules, note_error, &f.errors);
	f.packs.reasons = true;
	*state = &f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	rules_release(&f->rules);
	buf_release(&f->errors);
	return 0;
}

static void
add(struct fixture *f, const char *path, const char *yaml)
{
	packs_add(&f->packs, path, str_of(yaml), NULL);
}

static void
end(struct fixture *f, enum cf_status want, const char *errors)
{
	enum cf_status st = packs_end(&f->packs);

	buf_putc(&f->errors, '\0');
	assert_string_equal(f->errors.p, errors);
	assert_int_equal(st, want);
}

static const struct rule *
rule(const struct fixture *f, const char *name)
{
	for (size_t i = 0; i < f->rules.n; i++)
		if (strcmp(f->rules.rule[i]->name, name) == 0)
			return f->rules.rule[i];
	return NULL;
}

/* the texts of a selector, with a comma between them */
static void
assert_selector(const struct selector *s, const char *want)
{
	char got[512] = "";
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		struct str item = s->items[i].regex != NULL ?
		    pattern_source(s->items[i].regex) : s->items[i].exact;

		n += (size_t)snprintf(got + n, sizeof(got) - n, "%s%.*s", i == 0 ? "" : ",",
		    (int)item.n, item.p);
	}
	assert_string_equal(got, want);
}

#define BASE \
	"pack: base\n" \
	"params:\n" \
	"  total: { default: Total, help: the total }\n" \
	"  parts: [Health, Police]\n" \
	"  where:\n" \
	"  code: 'A$$'\n" \
	"rules:\n" \
	"  - id: sum\n" \
	"    title: 'To ${total}: $5 and $$5 of ${code}${where}.'\n" \
	"    check: total\n" \
	"    message: m\n" \
	"    in: $where\n" \
	"    total: $total\n" \
	"    parts: [Housing, $parts, $where, '/^${code}/']\n" \
	"    table: { header: [$where], rows: $parts }\n" \
	"    tests:\n" \
	"      - holds: as it was\n" \
	"      - fails: the ${total} is\n" \
	"  - { id: other, title: t, check: mean, message: m }\n"

/* ---- one pack */

static void
defaults(void **state)
{
	struct fixture *f = *state;
	const struct rule *r;

	add(f, "base.yml", BASE);
	end(f, CF_OK, "");
	r = rule(f, "base/sum");
	assert_str(r->title, "To Total: $5 and $5 of A$.");
	assert_selector(&r->total, "Total");
	assert_selector(&r->parts, "Housing,Health,Police,^A$");
	assert_selector(&r->in, "");
	assert_selector(&r->table.header, "");
	assert_selector(&r->table.rows, "Health,Police");
	assert_false(r->adapted);
	assert_int_equal(r->ntests, 2);
	assert_str(r->tests[1].text, "the Total is");
	assert_int_equal(r->line, 8);
}

static void
dollars(void **state)
{
	struct fixture *f = *state;

	add(f, "a.yml",
	    "pack: a\n"
	    "params: { m: n, $x: y }\n"
	    "rules:\n"
	    "  - { id: a, title: $$m, check: total, message: '$1 $ US$m', parts: [$5m, '$$$m'] }\n"
	    "  - { id: $m, title: t, check: total, message: m }\n");
	end(f, CF_ERULE, "a.yml:2:17: \"$x\" cannot be the name of a parameter\n"
	    "a.yml:5:11: \"id\" holds \"$\"; only a-z, 0-9 and - may stand in it\n");
	assert_str(rule(f, "a/a")->title, "$m");
	assert_str(rule(f, "a/a")->message, "$1 $ US$m");
	assert_selector(&rule(f, "a/a")->parts, "$5m,$$m");
}

static void
several_files(void **state)
{
	struct fixture *f = *state;

	add(f, "a.yml", "pack: a\nparams: { x: y }\n"
	    "rules: [{ id: one, title: $z, check: mean, message: m }]\n");
	add(f, "b.yml", "pack: a\nparams: { z: w, x: v }\n"
	    "rules: [{ id: two, title: $x, check: mean, message: m }]\n");
	add(f, "c.yml", "pack: c\nextends: a\nwith: { z: 1, x: 2 }\n");
	end(f, CF_ERULE, "b.yml:2:17: the parameter \"x\" exists already\n");
	assert_str(rule(f, "a/one")->title, "1");
	assert_str(rule(f, "a/two")->title, "2");
}

/* ---- packs that extend others */

static void
extending(void **state)
{
	struct fixture *f = *state;
	const struct rule *r;

	add(f, "top.yml",
	    "pack: top\n"
	    "extends: base\n"
	    "with: { total: /^All/, parts: [Schools], where: Item 7 }\n"
	    "off: other\n"
	    "severity: { base/sum: info }\n"
	    "rules: [{ id: own, title: t, check: mean, message: m }]\n");
	add(f, "base.yml", BASE);
	end(f, CF_OK, "");
	assert_int_equal(f->rules.n, 2);
	assert_non_null(rule(f, "top/own"));
	r = rule(f, "base/sum");
	assert_selector(&r->total, "^All");
	assert_selector(&r->parts, "Housing,Schools,Item 7,^A$");
	assert_selector(&r->in, "Item 7");
	assert_selector(&r->table.header, "Item 7");
	assert_int_equal(r->severity, CF_INFO);
	assert_string_equal(r->path, "base.yml");
	/* of its tests only the one that is adapted too is run */
	assert_true(r->adapted);
	assert_int_equal(r->ntests, 1);
	assert_str(r->tests[0].text, "the /^All/ is");
}

static const char *const levels[] = {
	BASE,
	("pack: middle\nparams: { name: Sum, unused: u }\nextends: base\n"
	"with: { total: 'The ${name}$$', code: B }\nseverity: { sum: info, other: info }\n"),
	"pack: outer\nextends: middle\nwith: { name: Lot, code: C }\nseverity: { sum: error }\n",
};

/* the outermost pack decides, in whatever order the files come */
static void
several_levels(void **state)
{
	static const unsigned order[][3] = {
		{ 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < 6; i++) {
		for (size_t k = 0; k < 3; k++)
			add(f, "x.yml", levels[order[i][k]]);
		end(f, CF_OK, "");
		assert_selector(&rule(f, "base/sum")->total, "The Lot$");
		assert_selector(&rule(f, "base/sum")->parts, "Housing,Health,Police,^C");
		assert_int_equal(rule(f, "base/sum")->severity, CF_ERROR);
		assert_int_equal(rule(f, "base/other")->severity, CF_INFO);
		(void)teardown(state);
		(void)setup(state);
	}
}

/* packs beside each other put their settings together; of two the last counts */
static void
side_by_side(void **state)
{
	struct fixture *f = *state;

	add(f, "base.yml", BASE);
	add(f, "one.yml", "pack: one\nextends: base\nwith: { total: One, code: D }\noff: [other]\n");
	add(f, "two.yml", "pack: two\nextends: [base, one]\nwith: { total: Two }\n");
	end(f, CF_OK, "");
	assert_int_equal(f->rules.n, 1);
	assert_selector(&rule(f, "base/sum")->total, "Two");
	assert_selector(&rule(f, "base/sum")->parts, "Housing,Health,Police,^D");
}

static void
built_in(void **state)
{
	struct fixture *f = *state;
	size_t n;

	add(f, "a.yml", "pack: a\nextends: tables\noff: [share]\nseverity: { mean: error }\n");
	end(f, CF_OK, "");
	n = f->rules.n;
	assert_true(n > 4);
	assert_null(rule(f, "tables/share"));
	assert_null(rule(f, "dates/weekday"));
	assert_int_equal(rule(f, "tables/mean")->severity, CF_ERROR);
	assert_int_equal(rule(f, "tables/mean")->ntests, 2);
}

/* a rule that is off is not read, so that its mistakes are no hindrance */
static void
off_with_mistakes(void **state)
{
	struct fixture *f = *state;

	add(f, "a.yml", "pack: a\nrules: [{ id: b, check: men }, { id: c, title: t, check: mean, "
	    "message: m }]\n");
	add(f, "d.yml", "pack: d\nextends: a\noff: b\n");
	end(f, CF_OK, "");
	assert_int_equal(f->rules.n, 1);
}

static void
a_circle_is_cut(void **state)
{
	struct fixture *f = *state;

	add(f, "a.yml", "pack: a\nextends: c\nrules: [{ id: x, title: t, check: mean, message: m }]\n");
	add(f, "b.yml", "pack: b\nextends: a\nrules: [{ id: x, title: t, check: mean, message: m }]\n");
	add(f, "c.yml", "pack: c\nextends: b\nrules: [{ id: x, title: t, check: mean, message: m }]\n");
	end(f, CF_ERULE, "b.yml:2:10: packs extend each other in a circle: a extends c (a.yml:2:10), "
	    "c extends b (c.yml:2:10), b extends a (b.yml:2:10)\n");
	assert_int_equal(f->rules.n, 3);
}

/* ---- bounds */

static void
chains(void **state)
{
	struct fixture *f = *state;
	char path[32], yaml[256];

	for (int up = 0; up < 2; up++) {
		for (int k = 0; k < 200; k++) {
			int i = up == 1 ? k : 199 - k;

			(void)snprintf(path, sizeof(path), "%d.yml", i);
			(void)snprintf(yaml, sizeof(yaml), "pack: p%d\nextends: p%d\n"
			    "rules: [{ id: x, title: t, check: mean, message: m }]\n", i, i + 1);
			add(f, path, i == 199 ? "pack: p199\n"
			    "rules: [{ id: x, title: t, check: mean, message: m }]\n" : yaml);
		}
		assert_int_equal(packs_end(&f->packs), CF_ELIMIT);
		assert_non_null(strstr(f->errors.p,
		    ".yml:2:10: more than 16 packs extend one another in a chain\n"));
		assert_int_equal(f->rules.n, 200);
		(void)teardown(state);
		(void)setup(state);
	}
}

static void
many_rules_and_parameters(void **state)
{
	struct fixture *f = *state;
	struct buf yaml;

	buf_init(&yaml);
	buf_puts(&yaml, "pack: a\nparams:\n");
	for (int i = 0; i < 1001; i++)
		buf_printf(&yaml, "  p%d: v%d\n", i, i);
	buf_puts(&yaml, "rules:\n");
	for (int i = 0; i < 10000; i++)
		buf_printf(&yaml, "- {id: r%d, title: 't ${p%d}', check: mean, message: m, of: $p%d}\n",
		    i, i % 1000, (i * 7) % 1000);
	packs_add(&f->packs, "a.yml", buf_str(&yaml), NULL);
	buf_clear(&yaml);
	buf_puts(&yaml, "pack: b\nextends: a\noff:\n");
	for (int i = 0; i < 5000; i++)
		buf_printf(&yaml, "  - r%d\n", i);
	buf_puts(&yaml, "with:\n");
	for (int i = 0; i < 2000; i++)
		buf_printf(&yaml, "  p%d: w%d\n", i, i);
	packs_add(&f->packs, "b.yml", buf_str(&yaml), NULL);
	assert_int_equal(packs_end(&f->packs), CF_ELIMIT);
	assert_non_null(strstr(f->errors.p, "a.yml:1003:3: more than 1000 parameters in a pack\n"));
	assert_non_null(strstr(f->errors.p, "b.yml: error: 900 more") == NULL ?
	    strstr(f->errors.p, "900 more mistakes in this file are not shown") : f->errors.p);
	assert_int_equal(f->rules.n, 5000);
	assert_str(rule(f, "a/r5000")->title, "t w0");
	buf_release(&yaml);
}

/* parameters within parameters double at each level; long lists are used often */
static void
bombs(void **state)
{
	struct fixture *f = *state;
	struct buf yaml;

	buf_init(&yaml);
	for (int i = 0; i < 15; i++) {
		buf_clear(&yaml);
		buf_printf(&yaml, "pack: p%d\nparams: { a%d: '%s' }\n", i, i, "0123456789");
		if (i > 0)
			buf_printf(&yaml, "extends: p%d\nwith: { a%d: '%s' }\n", i - 1, i - 1,
			    "${aN}${aN}${aN}${aN}${aN}${aN}${aN}${aN}");
		buf_puts(&yaml, "rules: [{ id: x, title: t, check: mean, message: m }]\n");
		for (size_t k = 0; k < yaml.n; k++)
			if (yaml.p[k] == 'N')
				yaml.p[k] = (char)('0' + i % 10);
		packs_add(&f->packs, "p.yml", buf_str(&yaml), NULL);
	}
	assert_true(packs_end(&f->packs) >= CF_ELIMIT);
	assert_non_null(strstr(f->errors.p, "with its parameters the text has more than 65536 bytes"));
	(void)teardown(state);
	(void)setup(state);

	buf_clear(&yaml);
	buf_puts(&yaml, "pack: a\nparams:\n  long:\n");
	for (int i = 0; i < 10000; i++)
		buf_printf(&yaml, "  - v%d\n", i);
	buf_puts(&yaml, "rules:\n");
	for (int i = 0; i < 10000; i++)
		buf_printf(&yaml, "- {id: r%d, title: t, check: mean, message: m, of: $long}\n", i);
	packs_add(&f->packs, "a.yml", buf_str(&yaml), NULL);
	assert_int_equal(packs_end(&f->packs), CF_ELIMIT);
	assert_non_null(strstr(f->errors.p, "the parameters make more than 16777216 bytes of text"));
	assert_true(f->rules.n < 100);
	buf_release(&yaml);
}

static void
too_many_files(void **state)
{
	struct fixture *f = *state;

	for (unsigned i = 0; i < CF_MAX_RULE_FILES + 5; i++)
		add(f, "a.yml", i == 0 ? BASE : "pack: a\nextends: base\n");
	end(f, CF_ELIMIT, "a.yml:0:0: more than 10000 rule files\n");
	assert_int_equal(f->rules.n, 2);
}

/* memory that runs out at any point is an error and nothing else */
static void
out_of_memory(void **state)
{
	struct fixture *f = *state;
	enum cf_status st = CF_ENOMEM;

	for (int which = 0; which < 2; which++) {
		st = CF_ENOMEM;
		for (size_t limit = 0; st != CF_OK && limit < 1 << 20; limit += 512) {
			struct arena *a = which == 0 ? &f->packs.arena : &f->rules.arena;

			a->limit = limit;
			for (size_t k = 0; k < 3; k++)
				add(f, "x.yml", levels[2 - k]);
			st = packs_end(&f->packs);
			assert_true(st == CF_OK || st == CF_ENOMEM);
			if (st == CF_ENOMEM)
				assert_int_equal(str_of(strstr(f->errors.p, "out of memory")).n, 14);
			assert_null(f->rules.arena.oom);
			(void)teardown(state);
			(void)setup(state);
		}
		assert_int_equal(st, CF_OK);
	}
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(defaults), TEST(dollars), TEST(several_files), TEST(extending),
		TEST(several_levels), TEST(side_by_side), TEST(built_in), TEST(off_with_mistakes),
		TEST(a_circle_is_cut), TEST(chains), TEST(many_rules_and_parameters), TEST(bombs),
		TEST(too_many_files), TEST(out_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
