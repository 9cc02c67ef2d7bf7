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

struct session {
	const struct options *options;
	const struct cf_rules *rules;
	struct cf_options check;
	struct cf_bundle *bundle;	/* what the inputs state together, or NULL */
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

/* JSON lines have no place for what was left out: stderr must say it */
static void
note_passed_over(struct session *s)
{
	struct buf b;

	if (s->options->format != WRITE_JSONL)
		return;
	buf_init(&b);
	text_passed_over(&b, &s->writer);
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
note_findings(struct session *s, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->n && !s->findings; i++)
		s->findings = write_counts(&rep->relations[i]) &&
		    (unsigned)rep->relations[i].severity >= s->options->fail_on;
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

static void
check_file(struct session *s, const char *path, struct buf *bytes)
{
	struct cf_input in;
	struct cf_report *rep = NULL;
	struct cf_error err;
	enum cf_status st = read_file(s, path, bytes, &in, &err);

	if (st == CF_OK)
		st = cf_check(&rep, s->rules, &in, &s->check, &err);
	if (st != CF_OK) {
		fail_input(s, &err);
		return;
	}
	profile_apply(s->options, rep->pack, &s->writer.opts);
	writer_report(&s->writer, rep);
	note_skips(s, rep);
	note_findings(s, rep);
	cf_report_free(rep);
}

static void
find_files(struct session *s, struct file_list *list)
{
	*list = (struct file_list){ .arena = s->options->arena, .fn = fail_input,
		.pass_over = pass_over, .ctx = s };
	for (size_t i = 0; i < s->options->args.n; i++)
		files_add(list, s->options->args.p[i]);
}

/* The output must not take the place of anything that was named to be read. */
static bool
output_is_free(const struct session *s, const struct output *out, const struct file_list *list,
    struct cf_error *err)
{
	const struct rules *rules = &s->rules->rules;
	const char *what = NULL;

	for (size_t i = 0; i < list->n && what == NULL; i++)
		if (output_replaces(out, list->path[i]))
			what = "reports that are checked";
	for (size_t i = 0; i < rules->nfiles && what == NULL; i++)
		if (output_replaces(out, rules->file[i]))
			what = "rule files in use";
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

	if (list->n < 2 || !cf_rules_across(s->rules))
		return;
	s->bundle = cf_bundle_new();
	for (size_t i = 0; s->bundle != NULL && i < list->n; i++)
		if (strcmp(list->path[i], "-") != 0 &&
		    read_file(s, list->path[i], bytes, &in, &err) == CF_OK)
			(void)cf_bundle_add(s->bundle, s->rules, &in, &err);
	s->check.bundle = s->bundle;
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
	cf_bundle_free(s->bundle);
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

int
command_check(const struct options *o)
{
	struct session s = { .options = o,
		.check = { .keep = o->show | 1u << CF_FAILED, .only = o->only.p,
			.nonly = o->only.n, .except = o->except.p, .nexcept = o->except.n,
			.least = profile_least(o), .time = o->statistics != STATISTICS_NONE } };
	struct cf_rules *rules = load_rules(o, &s.not_checked);
	struct output out;
	struct cf_error err;

	if (rules == NULL)
		return EXIT_NOT_CHECKED;
	s.rules = rules;
	if (!output_open(&out, o->arena, o->output, &err)) {
		complain(stderr, &err);
		s.not_checked = true;
	} else if (!write_all(&s, &out)) {
		s.not_checked = true;
	}
	cf_rules_free(rules);
	if (s.incomplete && o->format == WRITE_TEXT && !o->quiet) {
		(void)error_set(&err, CF_ELIMIT, NULL, 0, 0, "the check is not complete");
		(void)error_help(&err, "see what is \"not checked\"");
		complain(stderr, &err);
	}
	if (s.not_checked || s.incomplete)
		return EXIT_NOT_CHECKED;
	return s.findings ? EXIT_FINDINGS : EXIT_CLEAN;
}
