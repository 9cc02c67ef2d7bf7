/* Collecting the mistakes of a rule file and putting them into words; see mistake.h. */
#include "rules/mistake.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

#define SHOWN_BYTES	60u	/* of a text inside a message */
#define LONGEST_NAME	64u	/* longer ones are never "near" */
#define CONTEXT		80u	/* bytes of a long line before the caret */
#define FEW_NAMES	8u	/* are listed although one of them is near, when they take */
#define FEW_BYTES	72u	/* no more than this */

__attribute__((format(printf, 2, 0)))
static struct str
format_str(struct arena *a, const char *fmt, va_list ap)
{
	char text[sizeof(((struct cf_error *)0)->message)];
	int n = vsnprintf(text, sizeof(text), fmt, ap);

	if (n < 0)
		n = 0;
	if ((size_t)n >= sizeof(text))
		n = (int)sizeof(text) - 1;
	return arena_str(a, (struct str){ text, (size_t)n });
}

bool
mistake(struct mistakes *m, struct span at, const char *fmt, ...)
{
	va_list ap;

	m->total++;
	if (mistakes_full(m))
		return false;
	if (!VEC_ROOM(m->arena, m->list, m->n, m->cap)) {
		m->out_of_memory = true;
		return false;
	}
	va_start(ap, fmt);
	m->list[m->n++] = (struct mistake){
		.status = CF_ERULE, .at = at, .message = format_str(m->arena, fmt, ap),
		.help = CF_S(""),
	};
	va_end(ap);
	return true;
}

void
mistake_is_limit(struct mistakes *m)
{
	if (m->n > 0)
		m->list[m->n - 1].status = CF_ELIMIT;
}

void
mistake_help(struct mistakes *m, const char *fmt, ...)
{
	va_list ap;

	if (m->n == 0 || m->total > m->n)
		return;
	va_start(ap, fmt);
	m->list[m->n - 1].help = format_str(m->arena, fmt, ap);
	va_end(ap);
}

/* bytes of the control character at p, 0 when there is none */
static size_t
control_at(const char *p, size_t n)
{
	unsigned char c = (unsigned char)p[0];

	if (c < 0x20 || c == 0x7F)
		return 1;
	return n >= 2 && c == 0xC2 && (unsigned char)p[1] >= 0x80 && (unsigned char)p[1] < 0xA0 ?
	    2 : 0;
}

/* Terminals obey control characters and choke on what is not UTF-8: a tab
 * becomes a space, everything else of that kind a question mark. */
static void
make_harmless(char *p, size_t n)
{
	size_t i = 0;

	while (i < n) {
		size_t bad = i + utf8_check((struct str){ p + i, n - i });
		size_t len;

		for (; i < bad; i += len) {
			len = control_at(p + i, bad - i);
			if (len == 0)
				len = 1;
			else if (p[i] == '\t')
				p[i] = ' ';
			else
				memset(p + i, '?', len);
		}
		if (bad < n)
			p[i++] = '?';
	}
}

/* the largest k <= n where a code point of s ends */
static size_t
whole(struct str s, size_t n)
{
	if (n >= s.n)
		return s.n;
	while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	return n;
}

const char *
shown(struct mistakes *m, struct str s)
{
	size_t n = whole(s, SHOWN_BYTES);
	const char *more = n < s.n ? "..." : "";
	char text[SHOWN_BYTES];

	if (n > 0)
		memcpy(text, s.p, n);
	make_harmless(text, n);
	return arena_printf(m->arena, "%.*s%s", (int)n, text, more).p;
}

static struct str
line_around(struct str bytes, size_t at)
{
	size_t from = at < bytes.n ? at : bytes.n, to = from;

	while (from > 0 && bytes.p[from - 1] != '\n')
		from--;
	while (to < bytes.n && bytes.p[to] != '\n')
		to++;
	if (to > from && bytes.p[to - 1] == '\r')
		to--;
	if (from == 0 && str_starts(bytes, CF_S("\xEF\xBB\xBF")) && to >= 3)
		from = 3;
	return (struct str){ bytes.p + from, to - from };
}

void
error_snippet(struct cf_error *err, struct str bytes, struct span at)
{
	static const char dots[] = "...";
	struct str line = line_around(bytes, at.from), part;
	size_t offset = (size_t)(line.p - bytes.p);
	size_t room = sizeof(err->snippet) - 1 - 2 * strlen(dots);
	size_t caret = at.from > offset ? at.from - offset : 0;
	size_t end = at.to > offset ? at.to - offset : 0;
	size_t cut = 0, lead;

	if (caret > line.n)
		caret = line.n;
	if (line.n > room && caret > CONTEXT)
		cut = whole(line, caret - CONTEXT);
	part = str_sub(line, cut, line.n);
	part.n = whole(part, room);
	if (end > cut + part.n)
		end = cut + part.n;
	while (end > caret && ch_space(line.p[end - 1]))
		end--;
	lead = cut > 0 ? strlen(dots) : 0;
	memcpy(err->snippet, dots, lead);
	if (part.n > 0)
		memcpy(err->snippet + lead, part.p, part.n);
	make_harmless(err->snippet + lead, part.n);
	memcpy(err->snippet + lead + part.n, cut + part.n < line.n ? dots : "\0\0\0",
	    sizeof(dots));
	err->caret = lead + caret - cut;
	err->carets = end > caret ? end - caret : 1;
}

static void
copy_text(char *to, size_t size, struct str s)
{
	size_t n = whole(s, size - 1);

	if (n > 0)
		memcpy(to, s.p, n);
	to[n] = '\0';
}

static int
by_place(const void *a, const void *b)
{
	const struct mistake *x = a, *y = b;

	if (x->at.from != y->at.from)
		return x->at.from < y->at.from ? -1 : 1;
	return x->at.to < y->at.to ? -1 : x->at.to > y->at.to;
}

void
mistakes_origin(struct mistakes *m, struct origin o)
{
	if (VEC_ROOM(m->arena, m->origins, m->norigins, m->origincap))
		m->origins[m->norigins++] = o;
	else
		m->out_of_memory = true;
}

/* where the value was given that a mistake is in; NULL: it stands there itself */
static const struct origin *
origin_of(const struct mistakes *m, const struct mistake *mi)
{
	for (size_t i = 0; i < m->norigins; i++)
		if (mi->at.from >= m->origins[i].at.from && mi->at.to <= m->origins[i].at.to)
			return &m->origins[i];
	return NULL;
}

static void
put_help(const struct mistakes *m, const struct mistake *mi, struct cf_error *err)
{
	const struct origin *o = origin_of(m, mi);
	size_t room = sizeof(err->help), n;
	char text[sizeof(err->help)];

	copy_text(err->help, room, mi->help);
	if (o == NULL)
		return;
	(void)snprintf(text, sizeof(text), "%s\"%.*s\" was given at %.150s:%zu:%zu",
	    mi->help.n > 0 ? "; " : "", (int)(o->name.n < 40 ? o->name.n : 40), o->name.p, o->path, o->pos.line,
	    o->pos.column);
	n = strlen(text);
	copy_text(err->help, room - n, mi->help);
	memcpy(err->help + strlen(err->help), text, n + 1);
}

enum cf_status
mistakes_report(struct mistakes *m, cf_error_fn fn, void *ctx)
{
	struct cf_error err;

	if (m->n == 0)
		return CF_OK;
	qsort(m->list, m->n, sizeof(*m->list), by_place);
	for (size_t i = 0; i < m->n && fn != NULL; i++) {
		const struct mistake *mi = &m->list[i];
		struct pos pos = source_pos(m->source, mi->at.from);

		(void)error_set(&err, mi->status, m->source->path, pos.line, pos.column, "%s", "");
		copy_text(err.message, sizeof(err.message), mi->message);
		put_help(m, mi, &err);
		error_snippet(&err, m->source->bytes, mi->at);
		fn(ctx, &err);
	}
	if (m->total > m->n && fn != NULL) {
		(void)error_set(&err, CF_ERULE, m->source->path, 0, 0,
		    "%zu more mistakes in this file are not shown", m->total - m->n);
		fn(ctx, &err);
	}
	return m->list[0].status;
}

/* Restricted Damerau-Levenshtein: a swap of two neighbours counts one. */
static size_t
edits(struct str a, struct str b)
{
	size_t row[3][LONGEST_NAME + 1];
	size_t *two = row[0], *one = row[1], *now = row[2], *old;

	for (size_t j = 0; j <= b.n; j++)
		one[j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		now[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			size_t best = one[j - 1] + (ch_lower(a.p[i - 1]) != ch_lower(b.p[j - 1]));

			if (one[j] + 1 < best)
				best = one[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] &&
			    a.p[i - 2] == b.p[j - 1] && two[j - 2] + 1 < best)
				best = two[j - 2] + 1;
			now[j] = best;
		}
		old = two;
		two = one;
		one = now;
		now = old;
	}
	return one[b.n];
}

/* How far apart two words may be: two slips, but never most of a short word. */
static size_t
tolerance(size_t a, size_t b)
{
	size_t n = a > b ? a : b, half = n / 2 < 2 ? n / 2 : 2;

	return n / 3 > half ? n / 3 : half;
}

void
names_offer(struct names *names, struct str name)
{
	struct str found = names->found;
	size_t limit = tolerance(found.n, name.n), d;

	names->n++;
	if (names->all.n < sizeof(((struct cf_error *)0)->help))
		names->all = arena_printf(names->arena, "%.*s%s%.*s", (int)names->all.n,
		    names->all.n == 0 ? "" : names->all.p, names->all.n == 0 ? "" : ", ",
		    (int)name.n, name.p);
	if (found.n > LONGEST_NAME || name.n > LONGEST_NAME || found.n > name.n + limit ||
	    name.n > found.n + limit)
		return;
	d = edits(found, name);
	if (d <= limit && (names->best.n == 0 || d < names->distance)) {
		names->best = name;
		names->distance = d;
	}
}

void
names_help(struct mistakes *m, const struct names *names, const char *what)
{
	int all = (int)names->all.n, best = (int)names->best.n;

	if (best > 0 && names->n <= FEW_NAMES && names->all.n <= FEW_BYTES)
		mistake_help(m, "did you mean \"%.*s\"? (%s: %.*s)", best, names->best.p, what, all,
		    names->all.p);
	else if (best > 0)
		mistake_help(m, "did you mean \"%.*s\"?", best, names->best.p);
	else if (all > 0)
		mistake_help(m, "%s: %.*s", what, all, names->all.p);
}
