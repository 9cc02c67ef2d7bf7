/* What was mended, and what was left, as the user is told; see fix.h. */
#include "fix.h"

#include <stdlib.h>

void
fix_print_diff(struct fixing *x, const char *path)
{
	struct buf b;

	buf_init(&b);
	edits_diff(&b, path, buf_str(&x->old), x->one.edit, x->one.nedits);
	if (b.failed)
		fix_fail(x, CF_ENOMEM, path, "out of memory");
	else
		(void)fwrite(b.p, 1, b.n, stdout);
	buf_release(&b);
}

/* "; 5 findings in the baseline" */
static void
put_end(const struct fixing *x, struct buf *b)
{
	if (x->one.left.known > 0) {
		buf_puts(b, "; ");
		buf_many(b, x->one.left.known, "finding");
		buf_puts(b, " in the baseline");
	}
	buf_putc(b, '\n');
}

static int
passed_by_place(const void *a, const void *b)
{
	const struct fix_passed *x = a, *y = b;

	if (x->rel->place.from != y->rel->place.from)
		return x->rel->place.from < y->rel->place.from ? -1 : 1;
	return strcmp(x->rel->rule, y->rel->rule);
}

/* "report.md:5:12 tables/share: it would break something else", for each that is left */
static void
put_passed(struct fixing *x, struct buf *b, const char *path)
{
	if (x->one.npassed > 1)
		qsort(x->one.passed, x->one.npassed, sizeof(*x->one.passed), passed_by_place);
	for (size_t i = 0; i < x->one.npassed; i++) {
		const struct cf_relation *rel = x->one.passed[i].rel;

		buf_puts(b, "  ");
		text_clean(b, str_of(path));
		buf_printf(b, ":%zu:%zu %s: %s\n", rel->place.line, rel->place.column, rel->rule,
		    x->one.passed[i].why);
	}
}

void
fix_note(struct fixing *x, const char *path)
{
	const struct fix_left *l = &x->one.left;
	const struct { size_t n; const char *why; } left[] = {
		{ l->doubtful, "in doubt" },
		{ l->several, "not the only one for its place" },
		{ l->markup, "not plain text on one line" },
		{ l->worse, "that would break something else" },
	};
	const char *sep = "; left: ";
	struct buf b;

	buf_init(&b);
	text_clean(&b, str_of(path));
	buf_puts(&b, ": ");
	buf_many(&b, x->one.nedits, "place");
	buf_puts(&b, x->options->apply ? " mended" : " to mend");
	for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++) {
		if (left[i].n == 0)
			continue;
		buf_puts(&b, sep);
		buf_many(&b, left[i].n, "suggestion");
		buf_printf(&b, " %s", left[i].why);
		sep = ", ";
	}
	put_end(x, &b);
	put_passed(x, &b, path);
	if (x->one.nedits + l->doubtful + l->several + l->markup + l->worse + l->known > 0)
		(void)fwrite(b.p, 1, b.n, stderr);
	buf_release(&b);
}

void
fix_note_left_alone(const struct fixing *x, const char *path, const struct cf_report *rep)
{
	struct buf b;
	size_t n = 0;

	for (size_t i = 0; i < rep->n; i++)
		n += write_counts(&rep->relations[i]) && rep->relations[i].suggestion != NULL;
	if (n + x->one.left.known == 0)
		return;
	buf_init(&b);
	text_clean(&b, str_of(path));
	buf_puts(&b, ": left alone: it has no lines");
	if (n > 0) {
		buf_puts(&b, "; ");
		buf_many(&b, n, "suggestion");
		buf_puts(&b, n == 1 ? " is for you to put in" : " are for you to put in");
	}
	put_end(x, &b);
	(void)fwrite(b.p, 1, b.n, stderr);
	buf_release(&b);
}
