/*
 * crossfoot check: load the rules, find the inputs, check them and write. Threads read and
 * check; this one writes, in the order of the inputs. Only a few inputs and their reports
 * are in memory at a time.
 */
#include <unistd.h>

#include "base/limits.h"
#include "base/status.h"
#include "command.h"
#include "complain.h"
#include "files.h"
#include "interrupt.h"
#include "jobs.h"
#include "outputs.h"
#include "progress.h"
#include "sift.h"

/* How one of the inputs is checked; settled before the threads begin, which only read it. */
struct task {
	const struct plan *plan;	/* NULL: it cannot be, which was told */
	const struct cf_suppression *suppress;
	size_t nsuppress;
	bool no_sidecar;		/* there is one that cannot be used */
};

struct session {
	const struct options *options;
	struct plans plans;
	struct sift sift;
	struct ignore ignore;
	struct rules all;	/* the rules of all plans, by name, for the writers */
	struct file_list list;
	struct task *tasks;	/* of each in the list */
	struct outputs outputs;
	struct progress progress;
	bool on_terminal;	/* results go to the same terminal, perhaps */
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

/* a report or folder that an ignore file leaves out */
static void
leave_out(void *ctx, const char *path, bool folder, const char *why)
{
	struct session *s = ctx;

	outputs_ignore(&s->outputs, path, folder, why);
}

/* a page of a folder that an earlier run wrote */
static void
own_file(void *ctx)
{
	struct session *s = ctx;

	outputs_own_file(&s->outputs);
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
	text_ignored(&b, outputs_first(&s->outputs));
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
note_findings(struct session *s, const struct plan *plan, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->n && !s->findings; i++)
		s->findings = write_counts(&rep->relations[i]) &&
		    (unsigned)rep->relations[i].severity >= plan->options.fail_on;
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
	const struct task *t = &s->tasks[job->index];
	struct cf_options opts = t->plan->check;

	opts.suppress = t->suppress;
	opts.nsuppress = t->nsuppress;
	opts.bundle = t->plan->loaded->bundle;
	if (st == CF_OK)
		(void)cf_check(&job->report, t->plan->loaded->rules, in, &opts, &job->error);
}

/* what keeps an input from being read at all; it is in job->error */
static bool
is_stopped(const struct session *s, struct job *job)
{
	const struct task *t = &s->tasks[job->index];

	if (t->plan == NULL)
		(void)error_set(&job->error, CF_ERULE, s->list.path[job->index], 0, 0,
		    "its configuration or rules cannot be used");
	else if (t->no_sidecar)
		(void)error_set(&job->error, CF_ERULE, s->list.path[job->index], 0, 0,
		    "its sidecar file cannot be used");
	return t->plan == NULL || t->no_sidecar;
}

/* the standard input is read in its turn: who comes first gets all of it */
static void
take_input(void *ctx, struct job *job)
{
	const struct session *s = ctx;
	struct cf_input in;

	if (is_stdin(s, job->index) && !is_stopped(s, job))
		check_bytes(s, job, read_file(s, "-", &job->bytes, &in, &job->error), &in);
}

static void
check_input(void *ctx, struct job *job)
{
	const struct session *s = ctx;
	const char *path = s->list.path[job->index];
	struct cf_input in;

	if (!is_stdin(s, job->index) && !is_stopped(s, job))
		check_bytes(s, job, read_file(s, path, &job->bytes, &in, &job->error), &in);
}

static void
write_report(struct session *s, struct job *job)
{
	const struct plan *plan = s->tasks[job->index].plan;
	const char *path = s->list.path[job->index];

	plan_note_unused(&s->plans, plan, path, job->report);
	if (!sift_report(&s->sift, plan, path, job->report))
		s->not_checked = true;
	outputs_report(&s->outputs, &plan->options, job->report);
	note_skips(s, job->report);
	note_findings(s, plan, job->report);
}

static bool
write_input(void *ctx, struct job *job)
{
	struct session *s = ctx;

	if (s->on_terminal)
		progress_clear(&s->progress);
	if (job->report == NULL) {
		fail_input(s, &job->error);
	} else {
		write_report(s, job);
	}
	progress_step(&s->progress);
	return outputs_are_open(&s->outputs);
}

/* ---- all of them */

static void
find_files(struct session *s)
{
	s->list = (struct file_list){ .arena = s->options->arena, .fn = fail_input,
		.pass_over = pass_over, .left_out = leave_out,
		.own_file = own_file, .force_ignore = s->options->force_ignore, .ctx = s };
	plans_ignore(&s->plans, &s->ignore, fail_input, s);
	if (!s->options->no_ignore)
		s->list.ignore = &s->ignore;
	for (size_t i = 0; i < s->options->args.n; i++)
		files_add(&s->list, s->options->args.p[i]);
	ignore_release(&s->ignore);
}

/* the list of what is silenced from outside is only borrowed: keep it */
static bool
settle_suppressions(struct session *s, const char *path, struct task *t)
{
	const struct cf_suppression *list;
	struct cf_suppression *mine;

	t->no_sidecar = !plan_suppressions(&s->plans, t->plan, path, &list, &t->nsuppress);
	if (t->no_sidecar || t->nsuppress == 0)
		return true;
	mine = arena_array(s->options->arena, t->nsuppress, struct cf_suppression);
	if (mine == NULL)
		return false;
	memcpy(mine, list, t->nsuppress * sizeof(*mine));
	t->suppress = mine;
	return true;
}

/* how each of the inputs is checked; false when memory ran out */
static bool
settle_inputs(struct session *s)
{
	bool good;

	s->tasks = arena_array(s->options->arena, s->list.n, struct task);
	good = s->tasks != NULL || s->list.n == 0;
	for (size_t i = 0; good && i < s->list.n; i++) {
		s->tasks[i].plan = plan_for(&s->plans, s->list.path[i]);
		if (s->tasks[i].plan != NULL)
			good = settle_suppressions(s, s->list.path[i], &s->tasks[i]);
	}
	return (good && plans_gather(&s->plans, &s->all)) || complain_of_memory();
}

/* No output must take the place of anything that was named to be read. */
static bool
outputs_are_free(struct session *s)
{
	const char *what = "reports that are checked", *path = NULL;
	struct cf_error err;

	for (size_t i = 0; i < s->list.n && path == NULL; i++)
		path = outputs_replace(&s->outputs, s->list.path[i]);
	if (path == NULL)
		what = "rule files or configurations in use";
	for (size_t k = 0; k < s->plans.nloaded && path == NULL; k++) {
		const struct cf_rules *set = s->plans.loaded[k]->rules;

		for (size_t i = 0; set != NULL && i < set->rules.nfiles && path == NULL; i++)
			path = outputs_replace(&s->outputs, set->rules.file[i]);
	}
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

	buf_init(&bytes);
	for (size_t i = 0; s->list.n > 1 && i < s->list.n; i++) {
		struct loaded *l = s->tasks[i].plan == NULL ? NULL : s->tasks[i].plan->loaded;

		if (l == NULL || !cf_rules_across(l->rules) || is_stdin(s, i))
			continue;
		if (l->bundle == NULL)
			l->bundle = cf_bundle_new();
		if (l->bundle != NULL &&
		    read_file(s, s->list.path[i], &bytes, &in, &err) == CF_OK)
			(void)cf_bundle_add(l->bundle, l->rules, &in, &err);
	}
	buf_release(&bytes);
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
	s->on_terminal = isatty(STDOUT_FILENO) == 1 && !s->options->quiet;
	good = jobs_run(&jobs) || complain_of_memory();
	progress_clear(&s->progress);
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
		outputs_begin(&s->outputs, &s->all);
		find_files(s);
		good = settle_inputs(s) && outputs_are_free(s) && check_files(s);
		note_passed_over(s);
		outputs_finish(&s->outputs, good);
		interrupt_lock(&interrupt);
		good = outputs_close(&s->outputs, good);
		interrupt_unlock(&interrupt);
	}
	interrupt_end(&interrupt);
	return good;
}

/* is there a plan for any of what was named? What is wrong with the others is told, too. */
static bool
some_plan(struct session *s)
{
	const struct options *o = s->options;
	bool some = false;

	for (size_t i = 0; i < o->args.n; i++)
		some = plan_for(&s->plans, o->args.p[i]) != NULL || some;
	return some;
}

static void
run(struct session *s)
{
	bool complete;

	if (!write_all(s))
		s->not_checked = true;
	complete = !s->not_checked && !s->incomplete && !s->plans.mistakes;
	if (!sift_end(&s->sift, complete))
		s->not_checked = true;
}

int
command_check(const struct options *o)
{
	struct session s = { .options = o };
	struct cf_error err;

	if (plans_begin(&s.plans, o) && some_plan(&s) && sift_begin(&s.sift, &s.plans))
		run(&s);
	else
		s.not_checked = true;
	s.not_checked = s.not_checked || s.plans.mistakes;
	plans_end(&s.plans);
	if (s.incomplete && options_have_format(o, WRITE_TEXT) && !o->quiet) {
		(void)error_set(&err, CF_ELIMIT, NULL, 0, 0, "the check is not complete");
		(void)error_help(&err, "see what is \"not checked\"");
		complain(stderr, &err);
	}
	if (s.not_checked || s.incomplete)
		return EXIT_NOT_CHECKED;
	return s.findings ? EXIT_FINDINGS : EXIT_CLEAN;
}
