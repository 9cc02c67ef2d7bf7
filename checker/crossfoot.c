/*
 * The public functions that check and show one input: they call the stages in
 * their order. When memory runs out anywhere inside, an arena jumps back here.
 */
#include "crossfoot.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "checks/bundle.h"
#include "checks/check.h"
#include "checks/diagnosis.h"
#include "checks/suppress.h"
#include "read/read.h"
#include "rules/mistake.h"
#include "write/write.h"

/* All that one input needs; it goes when the input is done. */
struct stages {
	const struct cf_input *in;
	struct cf_error *err;
	struct arena arena, scratch, item, relations;
	jmp_buf oom;
	struct source source;
	struct doc doc;
	struct facts facts;
	/* cf_check */
	const struct rules *rules;
	const struct cf_options *opts;
	struct cf_report *report;
	struct matcher *matcher;
	struct cf_bundle *into;		/* cf_bundle_add */
	/* cf_show */
	FILE *out;
};

typedef enum cf_status stages_fn(struct stages *s);

/* show the line of an error; all before its column is good UTF-8 */
static void
add_snippet(struct cf_error *err, struct str bytes)
{
	size_t at = 0, len;

	if (err == NULL || err->line == 0 || err->column == 0 || err->snippet[0] != '\0')
		return;
	for (size_t line = 1; line < err->line && at < bytes.n; line++) {
		const char *nl = memchr(bytes.p + at, '\n', bytes.n - at);

		at = nl == NULL ? bytes.n : (size_t)(nl - bytes.p) + 1;
	}
	for (size_t column = 1; column < err->column && at < bytes.n; column++) {
		(void)utf8_at(bytes.p + at, bytes.n - at, &len);
		at += len;
	}
	error_snippet(err, bytes, (struct span){ (uint32_t)at, (uint32_t)at + 1 });
}

static enum cf_status
read_input(struct stages *s)
{
	enum cf_status st = read_any(&s->doc, &s->arena, &s->source, s->in, s->err);

	if (st != CF_OK)
		add_snippet(s->err, (struct str){ s->in->bytes, s->in->n });
	if (st == CF_OK)
		facts_collect(&s->facts, &s->doc);
	return st;
}

static bool
is_asked_for(const struct rule *rule, const struct cf_options *opts)
{
	return rule_severity(rule, opts->grades, opts->ngrades) >= opts->least &&
	    (opts->nonly == 0 || rule_is_named(rule, opts->only, opts->nonly)) &&
	    !rule_is_named(rule, opts->except, opts->nexcept);
}

/* the rules that the caller wants run: all of them, or a selection in the same order */
static struct rules
wanted_rules(struct stages *s)
{
	struct rules wanted = *s->rules;
	const struct rule **rule;

	if (s->opts->nonly == 0 && s->opts->nexcept == 0 && s->opts->least == CF_INFO &&
	    s->into == NULL)
		return wanted;
	rule = arena_array(&s->arena, wanted.n, const struct rule *);
	wanted.n = 0;
	for (size_t i = 0; i < s->rules->n; i++)
		if (is_asked_for(s->rules->rule[i], s->opts) &&
		    (s->into == NULL || s->rules->rule[i]->across_documents))
			rule[wanted.n++] = s->rules->rule[i];
	wanted.rule = rule;
	return wanted;
}

static enum cf_status
check_input(struct stages *s)
{
	struct run run = { .doc = &s->doc, .facts = &s->facts, .report = s->report,
		.matcher = s->matcher, .rules = s->rules, .scratch = &s->scratch,
		.item = &s->item, .relations = &s->relations, .time = s->opts->time,
		.bundle = s->opts->bundle, .into = s->into };
	enum cf_status st = read_input(s);
	struct rules rules;

	if (st != CF_OK)
		return st;
	rules = wanted_rules(s);
	s->report->doc = &s->doc;
	s->report->agenda = s->facts.agenda;
	s->report->grades = s->opts->grades;
	s->report->ngrades = s->opts->ngrades;
	s->report->suppress = s->opts->suppress;
	s->report->nsuppress = s->opts->nsuppress;
	s->report->shows = s->opts->tables;
	run_rules(&run, &rules);
	diagnose(&run, &rules);
	suppress(&run, &rules);
	report_finish(s->report, &s->doc, &s->facts);
	return CF_OK;
}

static enum cf_status
show_input(struct stages *s)
{
	enum cf_status st = read_input(s);

	if (st != CF_OK)
		return st;
	if (!show_document(s->out, &s->doc, &s->facts))
		return error_set(s->err, CF_EIO, s->in->path, 0, 0, "cannot write what was read");
	return CF_OK;
}

/* run with memory that is given back, whatever happens */
static enum cf_status
run_stages(struct stages *s, stages_fn *fn)
{
	enum cf_status st;

	arena_init(&s->arena, CF_MAX_MEMORY);
	arena_init(&s->scratch, CF_MAX_MEMORY);
	arena_init(&s->item, CF_MAX_MEMORY);
	arena_init(&s->relations, CF_MAX_MEMORY);
	if (setjmp(s->oom) != 0) {
		st = error_set(s->err, CF_ENOMEM, s->in->path, 0, 0,
		    "memory ran out while this was checked");
	} else {
		s->arena.oom = s->scratch.oom = s->item.oom = s->relations.oom = &s->oom;
		if (s->report != NULL)
			s->report->arena.oom = &s->oom;
		if (s->into != NULL)
			s->into->arena.oom = &s->oom;
		st = fn(s);
	}
	if (s->report != NULL)
		s->report->arena.oom = NULL;
	if (s->into != NULL)
		s->into->arena.oom = NULL;
	arena_release(&s->item);
	arena_release(&s->scratch);
	arena_release(&s->relations);
	arena_release(&s->arena);
	return st;
}

/* a report of one input, made with what `s` says */
static enum cf_status
make_report(struct stages *s, struct cf_report **out)
{
	enum cf_status st;

	*out = NULL;
	s->report = calloc(1, sizeof(*s->report));
	s->matcher = matcher_new();
	if (s->report != NULL)
		report_init(s->report, s->opts->keep);
	if (s->report == NULL || s->matcher == NULL)
		st = error_set(s->err, CF_ENOMEM, s->in->path, 0, 0, "out of memory");
	else
		st = run_stages(s, check_input);
	matcher_free(s->matcher);
	if (st == CF_OK)
		*out = s->report;
	else
		cf_report_free(s->report);
	return st;
}

enum cf_status
cf_check(struct cf_report **out, const struct cf_rules *rules, const struct cf_input *in,
    const struct cf_options *opts, struct cf_error *err)
{
	static const struct cf_options findings = { .keep = 1u << CF_FAILED };
	struct stages s = { .in = in, .err = err, .rules = &rules->rules,
		.opts = opts == NULL ? &findings : opts };

	return make_report(&s, out);
}

enum cf_status
cf_show(FILE *out, const struct cf_input *in, struct cf_error *err)
{
	struct stages s = { .in = in, .err = err, .out = out };

	return run_stages(&s, show_input);
}

static enum cf_status
show_text(struct stages *s)
{
	enum cf_status st = read_any(&s->doc, &s->arena, &s->source, s->in, s->err);
	struct str text = s->source.bytes;

	if (st != CF_OK)
		return st;
	if (text.n > 0 && (fwrite(text.p, 1, text.n, s->out) != text.n || fflush(s->out) != 0))
		return error_set(s->err, CF_EIO, s->in->path, 0, 0, "cannot write what was read");
	return CF_OK;
}

enum cf_status
cf_show_text(FILE *out, const struct cf_input *in, struct cf_error *err)
{
	struct stages s = { .in = in, .err = err, .out = out };

	return run_stages(&s, show_text);
}

/* ---- several documents */

bool
cf_rules_across(const struct cf_rules *rules)
{
	for (size_t i = 0; i < rules->rules.n; i++)
		if (rules->rules.rule[i]->across_documents)
			return true;
	return false;
}

struct cf_bundle *
cf_bundle_new(void)
{
	struct cf_bundle *b = calloc(1, sizeof(*b));

	if (b != NULL)
		arena_init(&b->arena, CF_MAX_MEMORY);
	return b;
}

enum cf_status
cf_bundle_add(struct cf_bundle *bundle, const struct cf_rules *rules, const struct cf_input *in,
    struct cf_error *err)
{
	static const struct cf_options nothing = { .keep = 0 };
	struct stages s = { .in = in, .err = err, .rules = &rules->rules, .opts = &nothing,
		.into = bundle };
	struct cf_report *rep;
	const char *path;
	enum cf_status st;

	if (bundle_document(bundle, in->path) < bundle->ndocuments)
		return CF_OK;	/* named twice, it says what it says but once */
	path = arena_str(&bundle->arena, str_of(in->path)).p;
	if (path == NULL || !VEC_ROOM(&bundle->arena, bundle->path, bundle->ndocuments,
	    bundle->pathcap))
		return error_set(err, CF_ENOMEM, in->path, 0, 0, "out of memory");
	bundle->path[bundle->ndocuments++] = path;
	st = make_report(&s, &rep);
	cf_report_free(rep);
	return st;
}

void
cf_bundle_free(struct cf_bundle *bundle)
{
	if (bundle == NULL)
		return;
	arena_release(&bundle->arena);
	free(bundle);
}

/* ---- what a report holds */

void
cf_report_free(struct cf_report *report)
{
	if (report == NULL)
		return;
	arena_release(&report->arena);
	free(report);
}

const char *
cf_report_text(const struct cf_report *report, size_t *n)
{
	*n = report->bytes.n;
	return report->bytes.p;
}

size_t
cf_report_size(const struct cf_report *report)
{
	return report->n;
}

const struct cf_relation *
cf_report_get(const struct cf_report *report, size_t i)
{
	return &report->relations[i];
}

size_t
cf_report_count(const struct cf_report *report, enum cf_verdict verdict)
{
	return report->count[verdict];
}

size_t
cf_report_suppressed(const struct cf_report *report)
{
	return report->suppressed;
}

size_t
cf_report_rules(const struct cf_report *report)
{
	return report->nrules;
}

const struct cf_rule_count *
cf_report_rule(const struct cf_report *report, size_t i)
{
	return &report->rules[i];
}

size_t
cf_report_skips(const struct cf_report *report)
{
	return report->nskips;
}

const struct cf_skip *
cf_report_skip(const struct cf_report *report, size_t i)
{
	return &report->skips[i];
}
