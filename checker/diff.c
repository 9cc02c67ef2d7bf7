/* Edits put in, and shown; see diff.h. Each keeps the lines as they are counted. */
#include "diff.h"

#define CONTEXT 3u	/* lines around a change */

static size_t
times(struct str s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

bool
edit_is_plain(const char *format, struct str old, const char *text)
{
	const char *special = strcmp(format, "csv") == 0 ? ",\"" :
	    strcmp(format, "tsv") == 0 ? "\t" : "<>&|*_[]`\\\t";
	struct str now = str_of(text);

	for (; *special != '\0'; special++)
		if (times(old, *special) != times(now, *special))
			return false;
	return times(now, '\n') == 0;
}

void
edits_make(struct buf *out, struct str old, const struct edit *edit, size_t n)
{
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		buf_put(out, str_sub(old, at, edit[i].from));
		buf_put(out, edit[i].text);
		at = edit[i].to;
	}
	buf_put(out, str_sub(old, at, old.n));
}

/* Going through the lines of the old text. */
struct lines {
	struct str old;
	size_t at;	/* where the next line begins */
	size_t number;	/* of it, from 1 */
};

static size_t
line_end(struct str s, size_t at)
{
	const char *nl = at >= s.n ? NULL : memchr(s.p + at, '\n', s.n - at);

	return nl == NULL ? s.n : (size_t)(nl - s.p) + 1;
}

/* the start of the line that is `back` lines before the one that begins at `at` */
static size_t
line_before(struct str s, size_t at, size_t back, size_t *number)
{
	while (back > 0 && at > 0) {
		back--;
		at--;
		while (at > 0 && s.p[at - 1] != '\n')
			at--;
		--*number;
	}
	return at;
}

static void
put_line(struct buf *out, char sign, struct str line)
{
	buf_putc(out, sign);
	buf_put(out, line);
	if (!str_ends(line, CF_S("\n")))
		buf_puts(out, "\n\\ No newline at end of file\n");
}

/* the line [from, to) with its edits, which begin at edit[*i] */
static void
put_new_line(struct buf *out, struct str old, size_t from, size_t to, const struct edit *edit,
    size_t n, size_t *i)
{
	size_t at = from;

	buf_putc(out, '+');
	for (; *i < n && edit[*i].from < to; ++*i) {
		buf_put(out, str_sub(old, at, edit[*i].from));
		buf_put(out, edit[*i].text);
		at = edit[*i].to;
	}
	buf_put(out, str_sub(old, at, to));
	if (!str_ends(str_sub(old, from, to), CF_S("\n")))
		buf_puts(out, "\n\\ No newline at end of file\n");
}

/* changed lines that follow each other: first all old ones, then all new ones */
static void
put_changes(struct buf *out, struct lines *l, const struct edit *edit, size_t n, size_t *i)
{
	size_t from = l->at, k = *i;

	while (k < n && edit[k].from < line_end(l->old, l->at)) {
		size_t end = line_end(l->old, l->at);

		put_line(out, '-', str_sub(l->old, l->at, end));
		while (k < n && edit[k].from < end)
			k++;
		l->at = end;
		l->number++;
	}
	while (from < l->at) {
		size_t end = line_end(l->old, from);

		put_new_line(out, l->old, from, end, edit, n, i);
		from = end;
	}
}

/* lines that stay, at most `most`; false at the end of the text */
static bool
put_context(struct buf *out, struct lines *l, size_t most, size_t until)
{
	for (; most > 0 && l->at < l->old.n && l->at < until; most--) {
		size_t end = line_end(l->old, l->at);

		if (end > until)
			break;
		put_line(out, ' ', str_sub(l->old, l->at, end));
		l->at = end;
		l->number++;
	}
	return l->at < l->old.n;
}

/* how many lines from l->at to the line that holds `offset`; no more than `most` + 1 */
static size_t
lines_to(const struct lines *l, size_t offset, size_t most)
{
	size_t at = l->at, n = 0;

	while (n <= most && line_end(l->old, at) <= offset) {
		at = line_end(l->old, at);
		n++;
	}
	return n;
}

static size_t
line_start(struct str s, size_t at)
{
	while (at > 0 && s.p[at - 1] != '\n')
		at--;
	return at;
}

/* one hunk: the edits from *i on that are near each other */
static void
put_hunk(struct buf *out, struct lines *l, const struct edit *edit, size_t n, size_t *i)
{
	struct buf body;
	size_t number, from;

	while (line_end(l->old, l->at) <= edit[*i].from) {
		l->at = line_end(l->old, l->at);
		l->number++;
	}
	number = l->number;
	from = line_before(l->old, l->at, CONTEXT, &number);
	l->at = from;
	l->number = number;
	buf_init(&body);
	(void)put_context(&body, l, CONTEXT, line_start(l->old, edit[*i].from));
	for (;;) {
		put_changes(&body, l, edit, n, i);
		if (*i == n || lines_to(l, edit[*i].from, 2 * CONTEXT) > 2 * CONTEXT)
			break;
		(void)put_context(&body, l, SIZE_MAX, line_start(l->old, edit[*i].from));
	}
	(void)put_context(&body, l, CONTEXT, l->old.n);
	buf_printf(out, "@@ -%zu,%zu +%zu,%zu @@\n", number, l->number - number, number,
	    l->number - number);
	buf_put(out, buf_str(&body));
	out->failed = out->failed || body.failed;
	buf_release(&body);
}

void
edits_diff(struct buf *out, const char *path, struct str old, const struct edit *edit, size_t n)
{
	const char *tab = strpbrk(path, " \t") == NULL ? "" : "\t";	/* ends a name with spaces */
	struct lines l = { .old = old, .number = 1 };
	size_t i = 0;

	buf_printf(out, "--- %s%s\n+++ %s%s\n", path, tab, path, tab);
	while (i < n)
		put_hunk(out, &l, edit, n, &i);
}
