/*
 * crossfoot fix: the files, one after the other; see fix.h. Files without lines are left alone,
 * and how much is suggested for them is told.
 */
#include "fix.h"

#include <sys/stat.h>

#include "base/limits.h"
#include "base/status.h"
#include "command.h"
#include "complain.h"
#include "files.h"
#include "output.h"

/* cf_error_fn */
static void
fail(void *ctx, const struct cf_error *err)
{
	struct fixing *x = ctx;

	x->failed = true;
	complain(stderr, err);
}

void
fix_fail(struct fixing *x, enum cf_status st, const char *path, const char *why)
{
	struct cf_error err;

	(void)error_set(&err, st, path, 0, 0, "%s", why);
	fail(x, &err);
}

/* ---- one file */

static bool
write_file(struct fixing *x, const char *path)
{
	struct cf_error err;

	if (file_replace(&x->work, path, buf_str(&x->old), buf_str(&x->new), &err))
		return true;
	fail(x, &err);
	return false;
}

/* false when it failed, which was told: then nothing was mended */
static bool
settle(struct fixing *x, const struct plan *plan, const struct cf_input *in, struct cf_report *rep)
{
	fix_find_witnesses(x, rep);
	fix_gather(x, plan, rep);
	fix_keep_clear(x);
	x->one.edit = arena_array(&x->work, x->one.nproposals, struct edit);
	if (x->one.edit == NULL && x->one.nproposals > 0) {
		fix_fail(x, CF_ENOMEM, in->path, "out of memory");
		return false;
	}
	fix_take(x, plan, in, 0, x->one.nproposals);
	(void)fix_put_in(x, 0, 0);
	if (x->new.failed) {
		fix_fail(x, CF_ENOMEM, in->path, "out of memory");
		return false;
	}
	if (x->one.nedits == 0)
		return true;
	x->changes = true;
	if (x->options->apply)
		return write_file(x, in->path);
	fix_print_diff(x, in->path);
	return true;
}

static void
treat(struct fixing *x, const struct plan *plan, const struct cf_input *in, struct cf_report *rep)
{
	fix_find_before(x, rep);
	if (!fix_find_blames(x, rep))
		return;
	if (!sift_report(&x->sift, plan, in->path, rep)) {
		x->failed = true;
		return;
	}
	x->one.left.known = rep->known;
	if (rep->derived)
		fix_note_left_alone(x, in->path, rep);
	else if (settle(x, plan, in, rep))
		fix_note(x, in->path);
}

static bool
is_file(struct fixing *x, const char *path)
{
	struct stat st;

	if (strcmp(path, "-") == 0) {
		fix_fail(x, CF_EINPUT, "<stdin>", "the standard input cannot be mended");
		return false;
	}
	if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
		return true;
	fix_fail(x, CF_EIO, path, "is no file that can be mended");
	return false;
}

static void
fix_file(struct fixing *x, const char *path)
{
	const struct plan *plan = is_file(x, path) ? plan_for(&x->plans, path) : NULL;
	struct cf_report *rep = NULL;
	struct cf_options opts;
	struct cf_input in;
	struct cf_error err;

	if (plan == NULL) {
		x->failed = true;
		return;
	}
	arena_reset(&x->work);
	x->one = (struct fix_one){ 0 };
	opts = plan->check;
	opts.keep |= 1u << CF_HELD;
	if (file_read(&x->old, path, &err) != CF_OK) {
		fail(x, &err);
		return;
	}
	if (!plan_suppressions(&x->plans, plan, path, &opts.suppress, &opts.nsuppress)) {
		x->failed = true;
		return;
	}
	in = (struct cf_input){ .path = path, .bytes = buf_str(&x->old).p, .n = x->old.n,
		.format = options_input_format(x->options), .original = x->options->original };
	if (cf_check(&rep, plan->loaded->rules, &in, &opts, &err) != CF_OK) {
		fail(x, &err);
		return;
	}
	treat(x, plan, &in, rep);
	cf_report_free(rep);
}

/* ---- all of them */

static void
pass_over(void *ctx, const char *path, const char *ending)
{
	(void)ctx;
	(void)path;
	(void)ending;
}

static void
leave_out(void *ctx, const char *path, bool folder, const char *why)
{
	(void)ctx;
	(void)path;
	(void)folder;
	(void)why;
}

static void
fix_all(struct fixing *x)
{
	struct file_list list = { .arena = x->options->arena, .fn = fail,
		.pass_over = pass_over, .left_out = leave_out,
		.force_ignore = x->options->force_ignore, .ctx = x };

	plans_ignore(&x->plans, &x->ignore, fail, x);
	if (!x->options->no_ignore)
		list.ignore = &x->ignore;
	for (size_t i = 0; i < x->options->args.n; i++)
		files_add(&list, x->options->args.p[i]);
	ignore_release(&x->ignore);
	for (size_t i = 0; i < list.n; i++)
		fix_file(x, list.path[i]);
}

int
command_fix(const struct options *o)
{
	struct fixing x = { .options = o };

	arena_init(&x.work, CF_MAX_MEMORY);
	buf_init(&x.old);
	buf_init(&x.new);
	if (plans_begin(&x.plans, o) && sift_begin(&x.sift, &x.plans))
		fix_all(&x);
	else
		x.failed = true;
	x.failed = x.failed || x.plans.mistakes;
	plans_end(&x.plans);
	buf_release(&x.old);
	buf_release(&x.new);
	arena_release(&x.work);
	if (!stdout_is_written() || x.failed)
		return EXIT_NOT_CHECKED;
	return x.changes && o->dry_run ? EXIT_FINDINGS : EXIT_CLEAN;
}
