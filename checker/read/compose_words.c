/* The words of a paragraph while it is open; see compose.h. */
#include "read/compose_frame.h"

#include "read/numeral.h"

/* ---- breaks */

static bool
is_space_at_end(const struct chars *s)
{
	return s->n == 0 || ch_space(s->p[s->n - 1]);
}

static void
close_gap(struct compose *c, struct frame *p, char next)
{
	if (!p->gap)
		return;
	p->gap = false;
	if (p->gap_is_line)
		compose_put(c, &p->chars, CF_S("\n"));
	else if (!is_space_at_end(&p->chars) && !ch_space(next))
		compose_put(c, &p->chars, CF_S(" "));
	p->gap_is_line = false;
}

void
compose_break(struct compose *c, bool line)
{
	struct frame *p = compose_top(c, FRAME_PARAGRAPH);

	if (p == NULL)
		return;
	p->gap = true;
	p->gap_is_line |= line;
}

/* ---- words */

/* as flow.c: a full stop that is not bold makes a bold line no other */
static void
note_weight(struct frame *p, struct str s, bool bold)
{
	bool *weight = bold ? &p->heavy : &p->light;

	for (size_t i = 0; i < s.n && !*weight; i++)
		*weight = bold ? !ch_space(s.p[i]) : ch_alpha(s.p[i]) || ch_digit(s.p[i]) ||
		    (unsigned char)s.p[i] >= 0x80;
}

static void
put_raised(struct compose *c, struct chars *to, struct str s)
{
	char room[NUMERAL_ROOM];

	for (size_t i = 0; i < s.n; i++) {
		if (ch_digit(s.p[i]))
			compose_put(c, to, numeral_superscript((unsigned long)(s.p[i] - '0'), room));
		else
			compose_put(c, to, str_sub(s, i, i + 1));
	}
}

/* without soft hyphens and what else has no width; line ends inside are spaces */
static void
put_plain(struct compose *c, struct chars *to, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool shy = s.p[i] == '\xC2' && i + 1 < s.n && s.p[i + 1] == '\xAD';

		if (!shy && (unsigned char)s.p[i] >= 0x20)
			continue;
		compose_put(c, to, str_sub(s, from, i));
		if (!shy)
			compose_put(c, to, CF_S(" "));
		i += shy;
		from = i + 1;
	}
	compose_put(c, to, str_sub(s, from, s.n));
}

void
compose_text(struct compose *c, struct str s, bool bold, bool raised)
{
	struct frame *p = compose_top(c, FRAME_PARAGRAPH);

	if (p == NULL || s.n == 0)
		return;
	close_gap(c, p, s.p[0]);
	if (raised)
		put_raised(c, &p->chars, s);
	else
		put_plain(c, &p->chars, s);
	note_weight(p, s, bold);
}

void
compose_mark(struct compose *c, uint32_t number)
{
	struct frame *p = compose_top(c, FRAME_PARAGRAPH);
	char room[NUMERAL_ROOM];

	if (p == NULL)
		return;
	close_gap(c, p, '1');
	compose_put(c, &p->chars, numeral_superscript(number, room));
}

bool
compose_any(const struct compose *c)
{
	const struct frame *p = compose_top(c, FRAME_PARAGRAPH);

	return p != NULL && str_trim((struct str){ p->chars.p, p->chars.n }).n > 0;
}
