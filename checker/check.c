/*
 * crossfoot check: load the rules, find the inputs, check and write one after
 * the other. Only one input and its report are in memory at a time.
 */
#include "base/limits.h"
#include "base/status.h"
#include "command.h"
#include "complain.h"
#include "files.h"
#include "output.h"
#include "profile.h"
#include "sift.h"

struct session {
	const struct options *options;
	struct plans plans;
	struct sift sift;
	struct ignore ignore;
	struct writer writer;
	bool findings;		/* at or above --fail-on */
	bool not_checked;	/* something could not be */
	bool incomplete;	/* a limit or an error inside a report that was checked */
};

/* cf_error_fn: an input that cannot be checked at all */
static void
fail_input(void *ctx, const struct cf_error *err)
{
	struct session *s = ctx;

	s->not_checked = true;
	complain(stderr, err);
	writer_failure(&s->writer, err);
}

/* a file of a folder that is left out */
static void
pass_over(void *ctx, const char *path, const char *ending)
{
	struct session *s = ctx;

	writer_pass_over(&s->writer, path, ending);
}

/* a report or folder that an ignore file leaves out */
static void
leave_out(void *ctx, const char *path, bool folder, const char *why)
{
	struct session *s = ctx;

	writer_ignore(&s->writer, path, folder, why);
}

/* JSON lines have no place for what was left out: stderr must say it */
static void
note_passed_over(struct session *s)
{
	struct buf b;

	if (s->options->format != WRITE_JSONL)
		return;
	buf_init(&b);
	text_passed_over(&b, &s->writer);
	text_ignored(&b, &s->writer);
	if (b.n > 0)
		(void)fwrite(b.p, 1, b.n, stderr);
	buf_release(&b);
}

/* Text lists what was not checked itself; elsewhere stderr must say it. */
static void
note_skips(struct session *s, const struct cf_report *rep)
{
	bool listed = s->options->format == WRITE_TEXT && !s->options->quiet;

	for (size_t i = 0; i < rep->nskips; i++) {
		const struct cf_skip *skip = &rep->skips[i];
		struct cf_error err;

		if (!skip->failed)
			continue;
		s->incomplete = true;
		(void)error_set(&err, CF_ELIMIT, rep->path, skip->place.line, skip->place.column,
		    "not checked: %s", skip->reason);
		if (!listed)
			complain(stderr, &err);
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
read_file(struct session *s, const char *path, struct buf *bytes, struct cf_input *in,
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

/* the configuration, the rules or the sidecar file of an input cannot be used; that was told */
static void
fail_plan(struct session *s, const char *path)
{
	struct cf_error err;

	s->not_checked = true;
	(void)error_set(&err, CF_ERULE, path, 0, 0, "its configuration or rules cannot be used");
	writer_failure(&s->writer, &err);
}

static enum cf_status
check_with(struct session *s, const struct plan *plan, const char *path, const struct cf_input *in,
    struct cf_report **rep, struct cf_error *err)
{
	struct cf_options opts = plan->check;
	enum cf_status st;

	if (!plan_suppressions(&s->plans, plan, path, &opts.suppress, &opts.nsuppress))
		return error_set(err, CF_ERULE, in->path, 0, 0, "its sidecar file cannot be used");
	opts.bundle = plan->loaded->bundle;
	st = cf_check(rep, plan->loaded->rules, in, &opts, err);
	if (st == CF_OK)
		plan_note_unused(&s->plans, plan, path, *rep);
	return st;
}

static void
check_file(struct session *s, const char *path, struct buf *bytes)
{
	const struct plan *plan = plan_for(&s->plans, path);
	struct cf_input in;
	struct cf_report *rep = NULL;
	struct cf_error err;
	enum cf_status st;

	if (plan == NULL) {
		fail_plan(s, path);
		return;
	}
	st = read_file(s, path, bytes, &in, &err);
	if (st == CF_OK)
		st = check_with(s, plan, path, &in, &rep, &err);
	if (st != CF_OK) {
		fail_input(s, &err);
		return;
	}
	if (!sift_report(&s->sift, plan, path, rep))
		s->not_checked = true;
	profile_apply(&plan->options, rep->pack, &s->writer.opts);
	writer_report(&s->writer, rep);
	note_skips(s, rep);
	note_findings(s, plan, rep);
	cf_report_free(rep);
}

static void
find_files(struct session *s, struct file_list *list)
{
	*list = (struct file_list){ .arena = s->options->arena, .fn = fail_input,
		.pass_over = pass_over, .left_out = leave_out, .ctx = s };
	plans_ignore(&s->plans, &s->ignore, fail_input, s);
	if (!s->options->no_ignore)
		list->ignore = &s->ignore;
	for (size_t i = 0; i < s->options->args.n; i++)
		files_add(list, s->options->args.p[i]);
	ignore_release(&s->ignore);
	/* all rules that will be in use are known before the output is looked at */
	for (size_t i = 0; i < list->n; i++)
		(void)plan_for(&s->plans, list->path[i]);
}

static bool
replaces_rules(const struct output *out, const struct cf_rules *set)
{
	for (size_t i = 0; set != NULL && i < set->rules.nfiles; i++)
		if (output_replaces(out, set->rules.file[i]))
			return true;
	return false;
}

/* The output must not take the place of anything that was named to be read. */
static bool
output_is_free(const struct session *s, const struct output *out, const struct file_list *list,
    struct cf_error *err)
{
	const char *what = NULL;

	for (size_t i = 0; i < list->n && what == NULL; i++)
		if (output_replaces(out, list->path[i]))
			what = "reports that are checked";
	for (size_t i = 0; i < s->plans.nloaded && what == NULL; i++)
		if (replaces_rules(out, s->plans.loaded[i]->rules))
			what = "rule files or configurations in use";
	if (what == NULL)
		return true;
	(void)error_set(err, CF_EIO, out->path, 0, 0,
	    "is itself one of the %s, so the results are not written there", what);
	return error_help(err, "choose another name for --output");
}

/*
 * With rules that look across documents, what each of the inputs states is needed
 * before the first is checked. What cannot be read is said when its turn comes;
 * standard input can be read only once and stands alone.
 */
static void
collect_bundle(struct session *s, const struct file_list *list, struct buf *bytes)
{
	struct cf_input in;
	struct cf_error err;

	for (size_t i = 0; list->n > 1 && i < list->n; i++) {
		const struct plan *plan = plan_for(&s->plans, list->path[i]);
		struct loaded *l = plan == NULL ? NULL : plan->loaded;

		if (l == NULL || !cf_rules_across(l->rules) || strcmp(list->path[i], "-") == 0)
			continue;
		if (l->bundle == NULL)
			l->bundle = cf_bundle_new();
		if (l->bundle != NULL && read_file(s, list->path[i], bytes, &in, &err) == CF_OK)
			(void)cf_bundle_add(l->bundle, l->rules, &in, &err);
	}
}

static void
check_files(struct session *s, const struct file_list *list)
{
	struct buf bytes;

	buf_init(&bytes);
	collect_bundle(s, list, &bytes);
	for (size_t i = 0; i < list->n && !s->writer.failed; i++)
		check_file(s, list->path[i], &bytes);
	buf_release(&bytes);
}

/* everything between opening the output and closing it */
static bool
write_all(struct session *s, struct output *out)
{
	struct write_options opts = {
		.format = (enum write_format)s->options->format,
		.show = s->options->show,
		.color = options_color(s->options, out->file),
		.quiet = s->options->quiet,
		.statistics = (enum write_statistics)s->options->statistics,
	};
	struct cf_error err = { .status = CF_OK };
	struct file_list list;
	bool good, written;

	profile_apply(s->options, false, &opts);
	writer_init(&s->writer, out->file, &opts);
	find_files(s, &list);
	good = output_is_free(s, out, &list, &err);
	if (good)
		check_files(s, &list);
	note_passed_over(s);
	written = writer_finish(&s->writer);
	if (good && !written && !output_is_closed(out->file))
		(void)error_set(&err, CF_EIO, out->path == NULL ? "<stdout>" : out->path, 0, 0,
		    "the results could not be written in full");
	good = output_close(out, good && written, &err);
	if (err.status != CF_OK)
		complain(stderr, &err);
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
	const struct options *o = s->options;
	struct output out;
	struct cf_error err;
	bool complete;

	if (!output_open(&out, o->arena, o->output, &err)) {
		complain(stderr, &err);
		s->not_checked = true;
		return;
	}
	if (!write_all(s, &out))
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
	if (s.incomplete && o->format == WRITE_TEXT && !o->quiet) {
		(void)error_set(&err, CF_ELIMIT, NULL, 0, 0, "the check is not complete");
		(void)error_help(&err, "see what is \"not checked\"");
		complain(stderr, &err);
	}
	if (s.not_checked || s.incomplete)
		return EXIT_NOT_CHECKED;
	return s.findings ? EXIT_FINDINGS : EXIT_CLEAN;
}
