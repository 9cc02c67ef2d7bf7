/*
 * crossfoot check: load the rules, find the inputs, check them and write. Threads read and
 * check; this one writes, in the order of the inputs. Only a few inputs and their reports
 * are in memory at a time.
 */
#include "base/limits.h"
#include "base/status.h"
#include "command.h"
#include "complain.h"
#include "files.h"
#include "interrupt.h"
#include "jobs.h"
#include "outputs.h"
#include "profile.h"
#include "progress.h"

struct session {
	const struct options *options;
	const struct cf_rules *rules;
	struct cf_options check;
	struct cf_bundle *bundle;	/* what the inputs state together, or NULL */
	struct file_list list;
	struct outputs outputs;
	struct progress progress;
	bool findings;		/* at or above --fail-on */
	bool not_checked;	/* something could not be */
	bool incomplete;	/* a limit or an error inside a report that was checked */
};

static void
say(struct session *s, const struct cf_error *err)
{
	progress_clear(&s->progress);
	complain(stderr, err);
}

/* cf_error_fn: an input that cannot be checked at all */
static void
fail_input(void *ctx, const struct cf_error *err)
{
	struct session *s = ctx;

	s->not_checked = true;
	say(s, err);
	outputs_failure(&s->outputs, err);
}

/* a file of a folder that is left out */
static void
pass_over(void *ctx, const char *path, const char *ending)
{
	struct session *s = ctx;

	outputs_pass_over(&s->outputs, path, ending);
}

/* Some formats have no place for what was left out: stderr must say it. */
static void
note_passed_over(struct session *s)
{
	struct buf b;

	if (outputs_tell_passed(&s->outputs))
		return;
	buf_init(&b);
	text_passed_over(&b, outputs_first(&s->outputs));
	if (b.n > 0)
		(void)fwrite(b.p, 1, b.n, stderr);
	buf_release(&b);
}

/* Text lists what was not checked itself; elsewhere stderr must say it. */
static void
note_skips(struct session *s, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->nskips; i++) {
		const struct cf_skip *skip = &rep->skips[i];
		struct cf_error err;

		if (!skip->failed)
			continue;
		s->incomplete = true;
		if (skip->place.spot == NULL)
			(void)error_set(&err, CF_ELIMIT, rep->path, skip->place.line,
			    skip->place.column, "not checked: %s", skip->reason);
		else
			(void)error_set(&err, CF_ELIMIT, rep->path, 0, 0, "not checked: %s%s%s",
			    skip->place.spot->words,
			    skip->place.spot->words[0] == '\0' ? "" : ": ", skip->reason);
		if (!outputs_tell_skips(&s->outputs))
			say(s, &err);
	}
}

static void
note_findings(struct session *s, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->n && !s->findings; i++)
		s->findings = rep->relations[i].verdict == CF_FAILED &&
		    (unsigned)rep->relations[i].severity >= s->options->fail_on;
}

static enum cf_status
read_file(const struct session *s, const char *path, struct buf *bytes, struct cf_input *in,
    struct cf_error *err)
{
	enum cf_status st = file_read(bytes, path, err);

	*in = (struct cf_input){ .path = strcmp(path, "-") == 0 ? "<stdin>" : path,
		.format = options_input_format(s->options), .original = s->options->original };
	if (st == CF_OK) {
		in->bytes = buf_str(bytes).p;
		in->n = bytes->n;
	}
	return st;
}

/* ---- one input, from reading to writing */

static bool
is_stdin(const struct session *s, size_t index)
{
	return strcmp(s->list.path[index], "-") == 0;
}

static void
check_bytes(const struct session *s, struct job *job, enum cf_status st, const struct cf_input *in)
{
	if (st == CF_OK)
		(void)cf_check(&job->report, s->rules, in, &s->check, &job->error);
}

/* the standard input is read in its turn: who comes first gets all of it */
static void
take_input(void *ctx, struct job *job)
{
	const struct session *s = ctx;
	struct cf_input in;

	if (is_stdin(s, job->index))
		check_bytes(s, job, read_file(s, "-", &job->bytes, &in, &job->error), &in);
}

static void
check_input(void *ctx, struct job *job)
{
	const struct session *s = ctx;
	const char *path = s->list.path[job->index];
	struct cf_input in;

	if (!is_stdin(s, job->index))
		check_bytes(s, job, read_file(s, path, &job->bytes, &in, &job->error), &in);
}

static bool
write_input(void *ctx, struct job *job)
{
	struct session *s = ctx;

	progress_clear(&s->progress);
	if (job->report == NULL) {
		fail_input(s, &job->error);
	} else {
		outputs_report(&s->outputs, job->report);
		note_skips(s, job->report);
		note_findings(s, job->report);
	}
	progress_step(&s->progress);
	return outputs_are_open(&s->outputs);
}

/* ---- all of them */

static void
find_files(struct session *s)
{
	s->list = (struct file_list){ .arena = s->options->arena, .fn = fail_input,
		.pass_over = pass_over, .ctx = s };
	for (size_t i = 0; i < s->options->args.n; i++)
		files_add(&s->list, s->options->args.p[i]);
}

/* No output must take the place of anything that was named to be read. */
static bool
outputs_are_free(struct session *s)
{
	const struct rules *rules = &s->rules->rules;
	const char *what = "reports that are checked", *path = NULL;
	struct cf_error err;

	for (size_t i = 0; i < s->list.n && path == NULL; i++)
		path = outputs_replace(&s->outputs, s->list.path[i]);
	if (path == NULL)
		what = "rule files in use";
	for (size_t i = 0; i < rules->nfiles && path == NULL; i++)
		path = outputs_replace(&s->outputs, rules->file[i]);
	if (path == NULL)
		return true;
	(void)error_set(&err, CF_EIO, path, 0, 0,
	    "is itself one of the %s, so the results are not written there", what);
	(void)error_help(&err, "choose another name for --output");
	say(s, &err);
	return false;
}

/*
 * With rules that look across documents, what each of the inputs states is needed
 * before the first is checked. What cannot be read is said when its turn comes;
 * standard input can be read only once and stands alone.
 */
static void
collect_bundle(struct session *s)
{
	struct cf_input in;
	struct cf_error err;
	struct buf bytes;

	if (s->list.n < 2 || !cf_rules_across(s->rules))
		return;
	buf_init(&bytes);
	s->bundle = cf_bundle_new();
	for (size_t i = 0; s->bundle != NULL && i < s->list.n; i++)
		if (!is_stdin(s, i) && read_file(s, s->list.path[i], &bytes, &in, &err) == CF_OK)
			(void)cf_bundle_add(s->bundle, s->rules, &in, &err);
	buf_release(&bytes);
	s->check.bundle = s->bundle;
}

static bool
check_files(struct session *s)
{
	struct jobs jobs = { .n = s->list.n, .ctx = s, .take = take_input, .work = check_input,
		.done = write_input,
		.threads = s->options->jobs > 0 ? s->options->jobs : jobs_cores() };
	bool good;

	collect_bundle(s);
	progress_begin(&s->progress, stderr, s->list.n);
	good = jobs_run(&jobs) || complain_of_memory();
	progress_clear(&s->progress);
	cf_bundle_free(s->bundle);
	return good;
}

static void
tidy(void *ctx)
{
	struct session *s = ctx;

	outputs_remove(&s->outputs);
}

static bool
write_all(struct session *s)
{
	struct interrupt interrupt;
	bool good;

	interrupt_begin(&interrupt, tidy, s);
	good = outputs_open(&s->outputs, s->options);
	if (good) {
		outputs_begin(&s->outputs, &s->rules->rules);
		find_files(s);
		good = outputs_are_free(s) && check_files(s);
		note_passed_over(s);
		interrupt_lock(&interrupt);
		good = outputs_close(&s->outputs, good);
		interrupt_unlock(&interrupt);
	}
	interrupt_end(&interrupt);
	return good;
}

/* what the formats need besides the findings */
static void
ask_for_more(const struct options *o, struct cf_options *check)
{
	for (size_t i = 0; i < o->noutputs; i++) {
		check->keep |= write_keeps((enum write_format)o->outputs[i].format);
		check->tables |= write_shows_tables((enum write_format)o->outputs[i].format);
	}
}

int
command_check(const struct options *o)
{
	struct session s = { .options = o,
		.check = { .keep = o->show | 1u << CF_FAILED, .only = o->only.p,
			.nonly = o->only.n, .except = o->except.p, .nexcept = o->except.n,
			.least = profile_least(o), .time = o->statistics != STATISTICS_NONE } };
	struct cf_rules *rules = load_rules(o, &s.not_checked);
	struct cf_error err;

	if (rules == NULL)
		return EXIT_NOT_CHECKED;
	s.rules = rules;
	ask_for_more(o, &s.check);
	if (!write_all(&s))
		s.not_checked = true;
	cf_rules_free(rules);
	if (s.incomplete && options_have_format(o, WRITE_TEXT) && !o->quiet) {
		(void)error_set(&err, CF_ELIMIT, NULL, 0, 0, "the check is not complete");
		(void)error_help(&err, "see what is \"not checked\"");
		complain(stderr, &err);
	}
	if (s.not_checked || s.incomplete)
		return EXIT_NOT_CHECKED;
	return s.findings ? EXIT_FINDINGS : EXIT_CLEAN;
}
