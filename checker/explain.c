/*
 * crossfoot explain: one page about a rule. Its example is the first of its tests
 * that fails, checked while the page is made, so that it shows what the program
 * really says.
 */
#include "explain.h"

#include "base/status.h"
#include "complain.h"

#define EXAMPLE_NAME	"report.md"	/* what the example is called in the finding */

/* ---- examples */

static const struct rule_test *
first_test(const struct rule *rule, enum cf_verdict want)
{
	for (size_t i = 0; i < rule->ntests; i++)
		if (rule->tests[i].want == want)
			return &rule->tests[i];
	return NULL;
}

/* what the program says about the test's text */
static void
put_finding(struct buf *b, const struct cf_rules *rules, const struct rule *rule,
    const struct rule_test *test)
{
	struct cf_options opts = { .keep = 1u << CF_FAILED, .only = &rule->name, .nonly = 1 };
	struct cf_input in = { .path = EXAMPLE_NAME, .bytes = test->text.p, .n = test->text.n,
		.format = "markdown" };
	struct write_options how = { .format = WRITE_TEXT };
	struct cf_report *rep = NULL;
	struct cf_error err;
	struct writer w;

	if (cf_check(&rep, rules, &in, &opts, &err) != CF_OK) {
		page_text(b, 4, str_of(err.message));
		return;
	}
	writer_init(&w, NULL, &how);
	text_report(&w, rep);
	if (rep->n > 0)
		page_lines(b, 4, buf_str(&w.buf));
	else
		page_text(b, 4, CF_S("Nothing: this test of the rule does not pass, see "
		    "crossfoot test."));
	b->failed |= w.buf.failed || w.failed;
	writer_release(&w);
	cf_report_free(rep);
}

static void
put_examples(struct buf *b, const struct cf_rules *rules, const struct rule *rule)
{
	const struct rule_test *wrong = first_test(rule, CF_FAILED);
	const struct rule_test *right = first_test(rule, CF_HELD);

	page_heading(b, "WRONG");
	if (wrong == NULL) {
		page_text(b, 2, CF_S("The rule has no test that fails, so there is no example."));
	} else {
		page_lines(b, 4, wrong->text);
		buf_puts(b, "\n  of which crossfoot says:\n\n");
		put_finding(b, rules, rule, wrong);
	}
	page_heading(b, "RIGHT");
	if (right == NULL)
		page_text(b, 2, CF_S("The rule has no test that holds, so there is no example."));
	else
		page_lines(b, 4, right->text);
}

/* ---- parameters */

/* those of every rule that belong on its page; its severity stands at the top */
static bool
is_shown(const struct param *p)
{
	return is_setting(p) && p->offset != offsetof(struct rule, severity);
}

static bool
sets(const struct rule *rule, const struct param *p)
{
	for (size_t i = 0; i < rule->nsettings; i++)
		if (str_eq(rule->settings[i].key, str_of(p->name)))
			return true;
	return false;
}

/* "key: value", as the rule file has it, and what the key is for */
static void
put_setting(struct buf *b, const struct rule_setting *s, const struct param *p)
{
	const char *nl = memchr(s->value.p, '\n', s->value.n);
	size_t end = nl == NULL ? s->value.n : (size_t)(nl - s->value.p);

	buf_printf(b, "  %s:", p->name);
	if (s->value.n > 0 && ch_space(s->value.p[0])) {	/* it begins below the key */
		buf_putc(b, '\n');
		page_lines(b, 4, s->value);
	} else {
		buf_putc(b, ' ');
		text_clean(b, str_sub(s->value, 0, end));
		buf_putc(b, '\n');
		page_lines(b, 4, str_sub(s->value, end + 1, s->value.n));
	}
	page_text(b, 6, str_of(p->help));
}

static void
put_parameters(struct buf *b, const struct rule *rule)
{
	const struct kind *kind = &kinds[rule->check];

	bool any = false;

	for (size_t i = 0; i < rule->nsettings; i++) {
		const struct rule_setting *s = &rule->settings[i];
		const struct param *own = param_find(kind->params, s->key);
		const struct param *common = param_find(common_params, s->key);

		if (own == NULL && (common == NULL || !is_shown(common)))
			continue;
		if (!any)
			page_heading(b, "WHAT IT SETS");
		any = true;
		put_setting(b, s, own != NULL ? own : common);
	}
	page_heading(b, "WHAT A RULE LIKE IT COULD SET BESIDES");
	for (const struct param *p = kind->params; p->name != NULL; p++)
		if (!sets(rule, p))
			page_param(b, p);
	for (const struct param *p = common_params; p->name != NULL; p++)
		if (is_shown(p) && !sets(rule, p))
			page_param(b, p);
}

/* ---- the rest of the page */

/* what an author writes behind a finding that is no mistake */
static void
put_remark(struct buf *b, const struct rule *rule)
{
	if (rule->check == CHECK_SUPPRESSION) {
		page_text(b, 2, CF_S("No remark in a report can silence what it finds."));
		return;
	}
	buf_printf(b, "  <!-- crossfoot-disable-line %s -- reason -->\n", rule->name);
	page_text(b, 6, CF_S("in a report, silences what it finds on this line; there are "
	    "disable-next-line, disable and enable, and disable-file, too"));
}

/* the options of `check` that bear on one rule */
static void
put_silence(struct buf *b, const struct rule *rule)
{
	page_heading(b, "HOW TO LEAVE IT OUT");
	buf_printf(b, "  crossfoot check --exclude-rule %s PATH\n", rule->name);
	page_text(b, 6, CF_S("runs all rules but this one"));
	buf_printf(b, "  crossfoot check --rule %s PATH\n", rule->name);
	page_text(b, 6, CF_S("runs this one alone"));
	if (rule->severity < CF_ERROR) {
		buf_printf(b, "  crossfoot check --min-severity %s PATH\n",
		    write_severity(rule->severity + 1));
		page_text(b, 6, CF_S("leaves out all findings below this severity, and with them "
		    "those of this rule"));
	} else {
		buf_puts(b, "  crossfoot check --fail-on never PATH\n");
		page_text(b, 6, CF_S("lists its findings, and the exit status is still 0"));
	}
	buf_printf(b, "  except: [%s]\n", rule->name);
	page_text(b, 6, CF_S("in the configuration, .crossfoot.yml, leaves it out for all reports"));
	put_remark(b, rule);
}

static bool
is_built_in(const struct options *o, const struct rule *rule)
{
	for (size_t i = 0; !o->no_default_rules && i < nbuiltin_packs; i++)
		if (strcmp(rule->path, builtin_packs[i].path) == 0)
			return true;
	return false;
}

static void
put_origin(struct buf *b, const struct options *o, const struct rule *rule)
{
	page_heading(b, "WHERE IT COMES FROM");
	if (rule->source.n > 0) {
		buf_puts(b, "  source: ");
		text_clean(b, rule->source);
		buf_putc(b, '\n');
	}
	buf_puts(b, "  defined in ");
	text_clean(b, str_of(rule->path));
	buf_printf(b, ", line %zu%s\n", rule->line, is_built_in(o, rule) ?
	    "; it is built into the program" : "");
}

static void
explain_rule(struct buf *b, const struct options *o, const struct cf_rules *rules,
    const struct rule *rule)
{
	const struct kind *kind = &kinds[rule->check];
	const char *severity = write_severity(rule->severity);

	buf_printf(b, "%s\n", rule->name);
	page_text(b, 2, rule->title);
	page_heading(b, "WHAT IT CHECKS");
	buf_printf(b, "  check: %s\n", kind->id);
	page_text(b, 6, str_of(kind->help));
	buf_printf(b, "      (crossfoot explain %s says more about rules of this kind)\n", kind->id);
	buf_printf(b, "  severity: %s\n", severity);
	page_text(b, 6, rule->severity == CF_ERROR ?
	    CF_S("a finding makes crossfoot check end with status 1; where the evidence is thin it "
	        "is only a warning") :
	    CF_S("a finding is listed, and fails a run only when --fail-on says so"));
	if (rule->why.n > 0) {
		page_heading(b, "WHY");
		page_text(b, 2, rule->why);
	}
	put_examples(b, rules, rule);
	if (rule->help.n > 0 && first_test(rule, CF_FAILED) == NULL) {	/* else it was in the finding */
		page_heading(b, "WHAT TO DO");
		page_text(b, 2, rule->help);
	}
	put_parameters(b, rule);
	put_silence(b, rule);
	put_origin(b, o, rule);
}

/* ---- finding what is meant */

static bool
refuse_unknown(const struct options *o, const struct rules *rules, const char *name)
{
	struct nearest near = { .arena = o->arena, .found = str_of(name) };
	struct cf_error err;

	for (size_t i = 0; i < rules->n; i++)
		nearest_offer(&near, strchr(name, '/') == NULL ? rules->rule[i]->id :
		    str_of(rules->rule[i]->name));
	for (size_t i = 0; i < CHECK_KINDS; i++)
		nearest_offer(&near, str_of(kinds[i].id));
	nearest_offer(&near, CF_S("functions"));
	(void)error_set(&err, CF_EINPUT, NULL, 0, 0, "there is no rule or check \"%s\"", name);
	if (near.best.n > 0)
		(void)error_help(&err, "did you mean %.*s?", (int)near.best.n, near.best.p);
	else
		(void)error_help(&err, "crossfoot rules lists the rules and their checks");
	complain(stderr, &err);
	return false;
}

static bool
refuse_ambiguous(const struct rule *one, const struct rule *two, const char *name)
{
	struct cf_error err;

	(void)error_set(&err, CF_EINPUT, NULL, 0, 0, "several rules are called \"%s\"", name);
	(void)error_help(&err, "say which: %.100s or %.100s", one->name, two->name);
	complain(stderr, &err);
	return false;
}

/* the rule with this name, or the one with this id; NULL, and *good false, after a complaint */
static const struct rule *
find_rule(const struct options *o, const struct rules *rules, const char *name, bool *good)
{
	const struct rule *found = NULL;

	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *rule = rules->rule[i];

		if (str_eq(str_of(rule->name), str_of(name)))
			return rule;
		if (!str_eq(rule->id, str_of(name)))
			continue;
		if (found != NULL) {
			*good = refuse_ambiguous(found, rule, name);
			return NULL;
		}
		found = rule;
	}
	if (found == NULL)
		*good = refuse_unknown(o, rules, name);
	return found;
}

static bool
explain(struct buf *b, const struct options *o, const struct cf_rules *rules, const char *name)
{
	const struct kind *kind = kind_find(str_of(name));
	const struct rule *rule;
	bool good = true;

	if (kind != NULL) {
		explain_check(b, kind, &rules->rules);
		return true;
	}
	rule = find_rule(o, &rules->rules, name, &good);
	if (rule != NULL)
		explain_rule(b, o, rules, rule);
	return good;
}

int
command_explain(const struct options *o)
{
	const char *name = o->args.p[0];
	bool mistakes = false, good = true;
	struct cf_rules *rules = NULL;
	struct buf b;

	buf_init(&b);
	if (strcmp(name, "functions") == 0) {
		explain_functions(&b);
	} else {
		rules = load_rules(o, &mistakes);
		good = rules != NULL && explain(&b, o, rules, name);
	}
	if (b.failed)
		good = complain_of_memory();
	else if (b.n > 0)
		(void)fwrite(b.p, 1, b.n, stdout);
	buf_release(&b);
	cf_rules_free(rules);
	return !stdout_is_written() || !good || mistakes ? EXIT_NOT_CHECKED : EXIT_CLEAN;
}
