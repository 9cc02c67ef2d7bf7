/*
 * crossfoot fix: what is suggested is put in, where the finding is not in doubt, one thing
 * alone is suggested for a place, and the report with all of it has no finding that it had
 * not before. Files without lines are left alone.
 */
#include <stdlib.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "base/status.h"
#include "command.h"
#include "complain.h"
#include "diff.h"
#include "files.h"
#include "output.h"
#include "sift.h"

/* Why suggestions of a file were left. */
struct left {
	size_t doubtful;	/* it may be another figure */
	size_t several;		/* for one place, or for places that overlap */
	size_t markup;		/* text that means something else where it would stand */
	size_t worse;		/* with all of them, something else does not agree */
};

struct fixing {
	const struct options *options;
	struct plans plans;
	struct sift sift;
	struct ignore ignore;
	struct arena work;	/* of one file */
	struct buf old, new;
	struct edit *edit;
	size_t nedits, editcap;
	size_t addressed;	/* findings that the edits are meant for */
	struct left left;
	bool changes, failed;
};

/* cf_error_fn */
static void
fail(void *ctx, const struct cf_error *err)
{
	struct fixing *x = ctx;

	x->failed = true;
	complain(stderr, err);
}

static void
fail_with(struct fixing *x, enum cf_status st, const char *path, const char *why)
{
	struct cf_error err;

	(void)error_set(&err, st, path, 0, 0, "%s", why);
	fail(x, &err);
}

/* ---- which suggestions */

/* does the text bring in a character that means something in the format? */
static bool
is_plain(const struct cf_report *rep, struct str old, const char *text)
{
	const char *special = strcmp(rep->format, "csv") == 0 ? ",\"\n" :
	    strcmp(rep->format, "tsv") == 0 ? "\t\n" : "<>&|*_[]`\\\n\t";

	for (; *text != '\0'; text++)
		if (strchr(special, *text) != NULL &&
		    (old.n == 0 || memchr(old.p, *text, old.n) == NULL))
			return false;
	return old.n > 0 && memchr(old.p, '\n', old.n) == NULL;
}

static int
by_place(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

static void
gather(struct fixing *x, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];
		struct str old = str_sub(rep->bytes, rel->place.from, rel->place.to);

		if (!write_counts(rel) || rel->suggestion == NULL)
			continue;
		if (rel->doubtful)
			x->left.doubtful++;
		else if (!is_plain(rep, old, rel->suggestion))
			x->left.markup++;
		else if (VEC_ROOM(&x->work, x->edit, x->nedits, x->editcap))
			x->edit[x->nedits++] = (struct edit){ rel->place.from, rel->place.to,
				str_of(rel->suggestion) };
		else
			fail_with(x, CF_ENOMEM, rep->path, "out of memory");
	}
	if (x->nedits > 1)
		qsort(x->edit, x->nedits, sizeof(*x->edit), by_place);
}

/* places that overlap: one edit when all say the same of the same place, else none */
static void
keep_clear(struct fixing *x)
{
	size_t n = 0, i = 0;

	while (i < x->nedits) {
		size_t first = i, end = x->edit[i].to;
		bool same = true;

		for (i++; i < x->nedits && x->edit[i].from < end; i++) {
			const struct edit *e = &x->edit[i];

			same = same && by_place(e, &x->edit[first]) == 0 &&
			    str_eq(e->text, x->edit[first].text);
			end = e->to > end ? e->to : end;
		}
		if (same) {
			x->addressed += i - first;
			x->edit[n++] = x->edit[first];
		} else {
			x->left.several += i - first;
		}
	}
	x->nedits = n;
}

/* with the edits, are there as many findings fewer as they are meant for? */
static bool
is_better(struct fixing *x, const struct plan *plan, struct cf_input in,
    const struct cf_report *before)
{
	struct cf_options opts = plan->check;
	struct cf_report *after;
	struct cf_error err;
	size_t now, then = before->count[CF_FAILED] + before->known;

	in.bytes = buf_str(&x->new).p;
	in.n = x->new.n;
	if (!plan_suppressions(&x->plans, plan, in.path, &opts.suppress, &opts.nsuppress) ||
	    cf_check(&after, plan->loaded->rules, &in, &opts, &err) != CF_OK)
		return false;
	now = after->count[CF_FAILED];
	cf_report_free(after);
	return now + x->addressed <= then;
}

/* ---- writing */

static void
write_file(struct fixing *x, const char *path)
{
	struct cf_error err;

	if (!file_replace(&x->work, path, buf_str(&x->old), buf_str(&x->new), &err))
		fail(x, &err);
}

static void
print_diff(struct fixing *x, const char *path)
{
	struct buf b;

	buf_init(&b);
	edits_diff(&b, path, buf_str(&x->old), x->edit, x->nedits);
	if (b.failed)
		fail_with(x, CF_ENOMEM, path, "out of memory");
	else
		(void)fwrite(b.p, 1, b.n, stdout);
	buf_release(&b);
}

/* "3 suggestions applied; left: 1 in doubt" */
static void
note(const struct fixing *x, const char *path)
{
	const struct { size_t n; const char *why; } left[] = {
		{ x->left.doubtful, "in doubt" },
		{ x->left.several, "not the only one for its place" },
		{ x->left.markup, "not plain text on one line" },
		{ x->left.worse, "that would break something else" },
	};
	const char *sep = "; left: ";
	struct buf b;

	buf_init(&b);
	text_clean(&b, str_of(path));
	buf_puts(&b, ": ");
	buf_many(&b, x->nedits, "place");
	buf_puts(&b, x->options->apply ? " mended" : " to mend");
	for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++) {
		if (left[i].n == 0)
			continue;
		buf_puts(&b, sep);
		buf_many(&b, left[i].n, "suggestion");
		buf_printf(&b, " %s", left[i].why);
		sep = ", ";
	}
	buf_putc(&b, '\n');
	if (x->nedits + x->left.doubtful + x->left.several + x->left.markup + x->left.worse > 0)
		(void)fwrite(b.p, 1, b.n, stderr);
	buf_release(&b);
}

/* ---- one file */

static void
settle(struct fixing *x, const struct plan *plan, const struct cf_input *in, struct cf_report *rep)
{
	if (!sift_report(&x->sift, plan, in->path, rep)) {
		x->failed = true;
		return;
	}
	gather(x, rep);
	keep_clear(x);
	buf_clear(&x->new);
	edits_make(&x->new, buf_str(&x->old), x->edit, x->nedits);
	if (x->new.failed) {
		fail_with(x, CF_ENOMEM, in->path, "out of memory");
		x->nedits = 0;
	} else if (x->nedits > 0 && !is_better(x, plan, *in, rep)) {
		x->left.worse = x->addressed;
		x->nedits = 0;
	}
	if (x->nedits == 0)
		return;
	x->changes = true;
	if (x->options->apply)
		write_file(x, in->path);
	else
		print_diff(x, in->path);
}

static bool
is_file(struct fixing *x, const char *path)
{
	struct stat st;

	if (strcmp(path, "-") == 0) {
		fail_with(x, CF_EINPUT, "<stdin>", "the standard input cannot be mended");
		return false;
	}
	if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
		return true;
	fail_with(x, CF_EIO, path, "is no file that can be mended");
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
	x->edit = NULL;
	x->nedits = x->editcap = x->addressed = 0;
	x->left = (struct left){ 0 };
	opts = plan->check;
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
	if (!rep->derived) {
		settle(x, plan, &in, rep);
		note(x, path);
	}
	cf_report_free(rep);
}

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
	struct file_list list = { .arena = x->options->arena, .fn = fail, .pass_over = pass_over,
		.left_out = leave_out, .ctx = x };

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
