/* Several writers side by side; see outputs.h. */
#include "outputs.h"

#include <stdlib.h>

#include "base/status.h"
#include "command.h"
#include "complain.h"
#include "config/config.h"
#include "profile.h"

/* ---- opening and closing */

static bool
open_one(struct outputs *o, struct destination *d, const struct wanted_output *wanted,
    struct cf_error *err)
{
	const char *path = strcmp(wanted->path, "-") == 0 ? NULL : wanted->path;

	d->format = (enum write_format)wanted->format;
	d->writer.opts.summary = wanted->append;
	if (wanted->append)
		return output_append(&d->out, path, err);
	if (output_open(&d->out, o->options->arena, path, err))
		return true;
	for (size_t i = 0; i < o->n; i++) {
		if (!output_is_other(&d->out, &o->item[i].out))
			continue;
		(void)error_set(err, CF_EIO, path, 0, 0, "two outputs go to this file");
		return error_help(err, "give each --output a file of its own");
	}
	return false;
}

/* text in a file whose name ends as those of another format do: was that meant? */
static void
note_ending(const struct wanted_output *wanted)
{
	static const struct { const char *ending; enum write_format format; } known[] = {
		{ ".html", WRITE_HTML }, { ".sarif", WRITE_SARIF }, { ".xml", WRITE_JUNIT },
		{ ".json", WRITE_JSON },
	};
	struct cf_error err;

	for (size_t i = 0; wanted->unsaid && i < sizeof(known) / sizeof(*known); i++) {
		if (!str_ends(str_of(wanted->path), str_of(known[i].ending)))
			continue;
		(void)error_set(&err, CF_OK, wanted->path, 0, 0,
		    "written as text; for %s write --output %s=%s",
		    known[i].format == WRITE_HTML ? "a page" : write_format_name(known[i].format),
		    write_format_name(known[i].format), wanted->path);
		complain_note(stderr, &err);
	}
}

bool
outputs_open(struct outputs *o, const struct options *options)
{
	struct cf_error err;

	*o = (struct outputs){ .options = options };
	o->item = arena_array(options->arena, options->noutputs, struct destination);
	if (o->item == NULL)
		return complain_of_memory();
	for (; o->n < options->noutputs; o->n++) {
		note_ending(&options->outputs[o->n]);
		if (open_one(o, &o->item[o->n], &options->outputs[o->n], &err))
			continue;
		complain(stderr, &err);
		(void)outputs_close(o, false);
		return false;
	}
	return true;
}

static struct write_options
options_of(const struct outputs *o, const struct destination *d, const struct rules *rules)
{
	const struct options *options = o->options;
	struct write_options opts = {
		.format = d->format,
		.show = options->show,
		.color = options_color(options, d->out.file),
		.quiet = options->quiet,
		.statistics = (enum write_statistics)options->statistics,
		.fail_on = options->fail_on,
		.rules = rules,
		.root = o->root,
		.here = o->here,
		.summary = d->writer.opts.summary,
	};

	if (d->format != WRITE_TEXT && d->format != WRITE_JSON)
		opts.statistics = STATISTICS_NONE;
	profile_apply(options, false, &opts);
	return opts;
}

/* In a job of GitHub's the root is where it keeps what it has checked out. */
static void
find_root(struct outputs *o)
{
	struct arena *a = o->options->arena;
	const char *workspace = getenv("GITHUB_WORKSPACE");

	o->here = path_real(a, ".");
	if (o->here == NULL)
		return;
	o->root = workspace == NULL || workspace[0] == '\0' ? NULL : path_real(a, workspace);
	if (o->root == NULL || !path_is_in(o->here, o->root))
		o->root = path_repository(a, o->here);
}

void
outputs_begin(struct outputs *o, const struct rules *rules)
{
	find_root(o);
	for (size_t i = 0; i < o->n; i++) {
		struct write_options opts = options_of(o, &o->item[i], rules);

		writer_init(&o->item[i].writer, o->item[i].out.file, &opts);
		o->item[i].begun = true;
	}
}

static void
finish_one(struct destination *d, bool good)
{
	if (d->begun && good)
		d->incomplete = !writer_finish(&d->writer);
	else if (d->begun)
		writer_release(&d->writer);
	d->begun = false;
}

void
outputs_finish(struct outputs *o, bool good)
{
	for (size_t i = 0; i < o->n; i++)
		finish_one(&o->item[i], good);
}

/* one output; *err gets what went wrong, if it is to be said */
static bool
close_one(struct destination *d, bool good, struct cf_error *err)
{
	if (good && d->incomplete && !output_is_closed(d->out.file))
		(void)error_set(err, CF_EIO, d->out.path == NULL ? "<stdout>" : d->out.path, 0, 0,
		    "the results could not be written in full");
	return output_close(&d->out, good && !d->incomplete, err);
}

bool
outputs_close(struct outputs *o, bool good)
{
	bool all = good;

	outputs_finish(o, good);
	for (size_t i = 0; i < o->n; i++) {
		struct cf_error err = { .status = CF_OK };

		all &= close_one(&o->item[i], good, &err);
		if (err.status != CF_OK)
			complain(stderr, &err);
	}
	o->n = 0;
	return all;
}

void
outputs_remove(struct outputs *o)
{
	for (size_t i = 0; i < o->n; i++)
		output_remove(&o->item[i].out);
}

/* ---- writing */

void
outputs_report(struct outputs *o, const struct options *options, const struct cf_report *rep)
{
	for (size_t i = 0; i < o->n; i++) {
		struct writer *w = &o->item[i].writer;

		if (w->failed)
			continue;
		profile_apply(options, rep->pack, &w->opts);
		w->opts.fail_on = options->fail_on;
		writer_report(w, rep);
	}
}

void
outputs_failure(struct outputs *o, const struct cf_error *err)
{
	for (size_t i = 0; i < o->n; i++)
		writer_failure(&o->item[i].writer, err);
}

void
outputs_pass_over(struct outputs *o, const char *path, const char *ending)
{
	for (size_t i = 0; i < o->n; i++)
		writer_pass_over(&o->item[i].writer, path, ending);
}

void
outputs_ignore(struct outputs *o, const char *path, bool folder, const char *why)
{
	for (size_t i = 0; i < o->n; i++)
		writer_ignore(&o->item[i].writer, path, folder, why);
}

void
outputs_own_file(struct outputs *o)
{
	for (size_t i = 0; i < o->n; i++)
		writer_own_file(&o->item[i].writer);
}

/* ---- what there is */

bool
outputs_are_open(const struct outputs *o)
{
	for (size_t i = 0; i < o->n; i++)
		if (!o->item[i].writer.failed)
			return true;
	return false;
}

bool
outputs_have(const struct outputs *o, enum write_format format)
{
	for (size_t i = 0; i < o->n; i++)
		if (o->item[i].format == format)
			return true;
	return false;
}

bool
outputs_tell_skips(const struct outputs *o)
{
	return outputs_have(o, WRITE_TEXT) && !o->options->quiet;
}

bool
outputs_tell_passed(const struct outputs *o)
{
	for (size_t i = 0; i < o->n; i++)
		if (write_tells_passed(o->item[i].format))
			return true;
	return false;
}

const char *
outputs_replace(const struct outputs *o, const char *path)
{
	for (size_t i = 0; i < o->n; i++)
		if (output_replaces(&o->item[i].out, path))
			return o->item[i].out.path;
	return NULL;
}

struct writer *
outputs_first(struct outputs *o)
{
	return &o->item[0].writer;
}
