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

struct session {
	const struct options *options;
	const struct cf_rules *rules;
	struct cf_options check;
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
		s->findings = rep->relations[i].verdict == CF_FAILED &&
		    (unsigned)rep->relations[i].severity >= s->options->fail_on;
}

static void
check_file(struct session *s, const char *path, struct buf *bytes)
{
	struct cf_input in = { .path = strcmp(path, "-") == 0 ? "<stdin>" : path,
		.format = options_input_format(s->options) };
	struct cf_report *rep = NULL;
	struct cf_error err;
	enum cf_status st = file_read(bytes, path, &err);

	if (st == CF_OK) {
		in.bytes = buf_str(bytes).p;
		in.n = bytes->n;
		st = cf_check(&rep, s->rules, &in, &s->check, &err);
	}
	if (st != CF_OK) {
		fail_input(s, &err);
		return;
	}
	writer_report(&s->writer, rep);
	note_skips(s, rep);
	note_findings(s, rep);
	cf_report_free(rep);
}

static void
check_files(struct session *s)
{
	struct file_list list = { .arena = s->options->arena, .fn = fail_input, .ctx = s };
	struct buf bytes;

	for (size_t i = 0; i < s->options->args.n; i++)
		files_add(&list, s->options->args.p[i]);
	buf_init(&bytes);
	for (size_t i = 0; i < list.n; i++)
		check_file(s, list.path[i], &bytes);
	buf_release(&bytes);
}

/* everything between opening the output and closing it */
static bool
write_all(struct session *s, struct output *out)
{
	struct write_options opts = {
		.format = (enum write_format)s->options->format,
		.show = s->options->show,
		.min_severity = (enum cf_severity)s->options->min_severity,
		.color = options_color(s->options, out->file),
		.quiet = s->options->quiet,
		.statistics = (enum write_statistics)s->options->statistics,
	};
	struct cf_error err;
	bool good;

	writer_init(&s->writer, out->file, &opts);
	check_files(s);
	good = writer_finish(&s->writer);
	if (!good)
		(void)error_set(&err, CF_EIO, out->path == NULL ? "<stdout>" : out->path, 0, 0,
		    "the results could not be written in full");
	good = output_close(out, good, &err);
	if (!good)
		complain(stderr, &err);
	return good;
}

int
command_check(const struct options *o)
{
	struct session s = { .options = o,
		.check = { .keep = o->show | 1u << CF_FAILED, .only = o->only.p,
			.nonly = o->only.n, .time = o->statistics != STATISTICS_NONE } };
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
