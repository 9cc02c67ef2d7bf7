/*
 * crossfoot test: the tests inside rule packs. Each is a small report that is
 * checked with its rule alone; how the relations end must be what it says.
 */
#include "base/limits.h"
#include "base/status.h"
#include "command.h"
#include "complain.h"

struct tally {
	size_t passed, failed;
	size_t rules, uncovered;
};

/* the text a relation speaks of */
static struct str
text_at(const struct rule_test *test, const struct cf_relation *rel)
{
	return str_sub(test->text, rel->place.from, rel->place.to);
}

static bool
is_as_asked(const struct rule_test *test, const struct cf_relation *rel)
{
	return rel->verdict == CF_FAILED &&
	    (test->message.n == 0 || str_eq(str_trim(test->message), str_of(rel->message))) &&
	    (test->at.n == 0 || str_eq(str_trim(test->at), text_at(test, rel)));
}

/* says what must not be there, so it holds where it finds nothing */
static bool
is_about_faults(const struct rule *rule)
{
	return rule->check == CHECK_PATTERN || rule->check == CHECK_PAIR ||
	    rule->check == CHECK_SUPPRESSION;
}

/* Any other rule must have found figures that agree: silence proves nothing. */
static bool
passes(const struct rule *rule, const struct rule_test *test, const struct cf_report *rep)
{
	if (test->want == CF_HELD && is_about_faults(rule))
		return cf_report_count(rep, CF_FAILED) == 0;
	if (test->want != CF_FAILED)
		return cf_report_count(rep, test->want) > 0 && cf_report_count(rep, CF_FAILED) == 0;
	for (size_t i = 0; i < rep->n; i++)
		if (is_as_asked(test, &rep->relations[i]))
			return true;
	return false;
}

/* the word a rule file uses */
static const char *
want_word(enum cf_verdict want)
{
	return want == CF_FAILED ? "fails" : want == CF_HELD ? "holds" : write_verdict(want);
}

/* `"message" at "text"` of each finding */
static void
put_findings(struct buf *b, const struct rule_test *test, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		if (rel->verdict != CF_FAILED)
			continue;
		buf_puts(b, "\n    fails: ");
		text_clean(b, str_of(rel->message));
		buf_puts(b, "\n       at: ");
		text_clean(b, text_at(test, rel));
	}
}

/* with nothing decided: why each could not be */
static void
put_reasons(struct buf *b, const struct rule_test *test, const struct cf_report *rep)
{
	if (cf_report_count(rep, CF_UNDECIDED) < rep->n)
		return;
	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		if (rel->reason == NULL)
			continue;
		buf_puts(b, "\n    undecided: ");
		text_clean(b, str_of(rel->reason));
		buf_puts(b, "\n       at: ");
		text_clean(b, text_at(test, rel));
	}
}

static void
put_got(struct buf *b, const struct rule_test *test, const struct cf_report *rep)
{
	const char *sep = "";

	for (int v = 0; v < CF_VERDICTS; v++) {
		size_t n = cf_report_count(rep, (enum cf_verdict)v);

		if (n == 0)
			continue;
		buf_printf(b, "%s%zu %s", sep, n, write_verdict((enum cf_verdict)v));
		sep = ", ";
	}
	if (sep[0] == '\0')
		buf_puts(b, "no relation at all: no table, row or match was looked at");
	put_findings(b, test, rep);
	put_reasons(b, test, rep);
	for (size_t i = 0; i < rep->nskips; i++) {
		buf_puts(b, "\n    not checked: ");
		text_clean(b, str_of(rep->skips[i].reason));
	}
}

static void
print_failure(const struct rule *rule, const struct rule_test *test, const struct cf_report *rep,
    const struct cf_error *err)
{
	struct buf b;

	buf_init(&b);
	text_clean(&b, str_of(rule->path));
	buf_printf(&b, ":%zu: %s: expected %s", test->line, rule->name, want_word(test->want));
	if (test->message.n > 0) {
		buf_puts(&b, " with \"");
		text_clean(&b, str_trim(test->message));
		buf_putc(&b, '"');
	}
	if (test->at.n > 0) {
		buf_puts(&b, " at \"");
		text_clean(&b, str_trim(test->at));
		buf_putc(&b, '"');
	}
	buf_puts(&b, ", got ");
	if (rep != NULL)
		put_got(&b, test, rep);
	else
		text_clean(&b, str_of(err->message));
	buf_putc(&b, '\n');
	if (b.n > 0)
		(void)fwrite(b.p, 1, b.n, stdout);
	buf_release(&b);
}

static bool
run_test(const struct cf_rules *rules, const struct rule *rule, const struct rule_test *test)
{
	struct cf_options opts = { .keep = (1u << CF_VERDICTS) - 1, .only = &rule->name,
		.nonly = 1 };
	struct cf_input in = { .path = rule->path, .bytes = test->text.p, .n = test->text.n,
		.format = "markdown" };
	struct cf_report *rep = NULL;
	struct cf_error err;
	bool ok = cf_check(&rep, rules, &in, &opts, &err) == CF_OK && passes(rule, test, rep);

	if (!ok)
		print_failure(rule, test, rep, &err);
	cf_report_free(rep);
	return ok;
}

/*
 * --coverage: a rule without a test that makes it fire may never fire, one without
 * a test that it is silent in may always do. Says so; false when one is missing.
 */
static bool
is_covered(const struct rule *rule)
{
	bool fires = false, silent = false;
	struct buf b;

	for (size_t i = 0; i < rule->ntests; i++) {
		fires |= rule->tests[i].want == CF_FAILED;
		silent |= rule->tests[i].want != CF_FAILED;
	}
	if (fires && silent)
		return true;
	buf_init(&b);
	text_clean(&b, str_of(rule->path));
	buf_printf(&b, ":%zu: %s: no test %s%s%s\n", rule->line, rule->name,
	    fires ? "" : "makes it fire (\"fails\")", fires || silent ? "" : ", and none ",
	    silent ? "" : "keeps it silent (\"holds\" or \"undecided\")");
	if (b.n > 0)
		(void)fwrite(b.p, 1, b.n, stdout);
	buf_release(&b);
	return false;
}

static void
test_rule(const struct cf_rules *rules, const struct rule *rule, struct tally *tally,
    bool coverage)
{
	for (size_t t = 0; t < rule->ntests; t++) {
		if (run_test(rules, rule, &rule->tests[t]))
			tally->passed++;
		else
			tally->failed++;
	}
	if (rule->adapted && rule->ntests == 0) {	/* they are tested as they were written */
		printf("%s is adapted, but no test of it is\n", rule->name);
		return;
	}
	if (coverage)
		tally->uncovered += !is_covered(rule);
	else if (rule->ntests == 0)
		printf("%s has no test\n", rule->name);
	tally->rules++;
}

/* ---- which rules */

/*
 * With a configuration all rules are loaded that are used here, since its parameters may be
 * those of any; but of packs that were named only their rules are tested, and what these
 * extend. What is wrong with them was told already.
 */
static struct cf_rules *
rules_named(const struct options *o)
{
	struct cf_rules *named = NULL;

	if (o->args.n > 0)
		(void)rules_load(&named, o->args.p, o->args.n, 0, NULL, NULL);
	return named;
}

static bool
is_asked_for(const struct options *o, const struct cf_rules *named, const struct rule *rule)
{
	return (named == NULL || map_get(&named->rules.names, str_of(rule->name)) != NULL) &&
	    is_wanted(o, rule);
}

int
command_test(const struct options *o)
{
	bool mistakes = false;
	struct cf_rules *rules = load_rules(o, &mistakes);
	struct cf_rules *named;
	struct tally tally = { 0 };

	if (rules == NULL)
		return EXIT_NOT_CHECKED;
	named = rules_named(o);
	for (size_t i = 0; i < rules->rules.n; i++)
		if (is_asked_for(o, named, rules->rules.rule[i]))
			test_rule(rules, rules->rules.rule[i], &tally, o->coverage);
	cf_rules_free(named);
	cf_rules_free(rules);
	if (o->coverage)
		printf("%zu of %zu rules have a test that fires and one that is silent\n",
		    tally.rules - tally.uncovered, tally.rules);
	printf("%zu passed, %zu failed\n", tally.passed, tally.failed);
	if (!stdout_is_written() || mistakes)
		return EXIT_NOT_CHECKED;
	return tally.failed > 0 || tally.uncovered > 0 ? EXIT_FINDINGS : EXIT_CLEAN;
}
