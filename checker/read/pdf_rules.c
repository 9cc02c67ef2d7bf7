/*
 * Ruling lines, from what pdftocairo -ps writes: PostScript of a few operators, in which
 * a line is a thin rectangle that is filled, or a path that is stroked. Anything else,
 * words, pictures, fonts, is passed over.
 */
#include "read/pdf.h"

#define THIN	2.6F	/* points: a rectangle that is no wider is a line */
#define SHORT	6.0F	/* a line that is shorter is none */
#define STACK	32u	/* of saved states, and of operands */
#define PATH	64u	/* points and rectangles of one path */

#define MOST_DIGITS 9u	/* of a number; more say nothing */

static const float power[MOST_DIGITS + 1] = { 1e0F, 1e1F, 1e2F, 1e3F, 1e4F, 1e5F, 1e6F, 1e7F, 1e8F,
	1e9F };

struct matrix {
	float a, b, c, d, x, y;
};

struct reader {
	struct pdf *p;
	struct str s;
	size_t at;
	struct pdf_page *page;
	float wide;			/* the width of a wide page, which is written on its side; or 0 */
	struct matrix now, saved[STACK];
	unsigned nsaved;
	float operand[STACK];
	unsigned n;
	struct pdf_box path[PATH];	/* lines from x0, y0 to x1, y1; rectangles */
	bool rectangle[PATH];
	unsigned part[PATH];		/* which part of the path a line belongs to */
	unsigned npath, nparts;
	float x, y;			/* where the path is */
};

static struct pdf_box
upright(struct pdf_box b)
{
	struct pdf_box o = b;

	if (b.x0 > b.x1) {
		o.x0 = b.x1;
		o.x1 = b.x0;
	}
	if (b.y0 > b.y1) {
		o.y0 = b.y1;
		o.y1 = b.y0;
	}
	return o;
}

static void
add_rule(struct reader *r, struct pdf_box b)
{
	struct pdf_page *page = r->page;

	b = upright(b);
	if (r->wide > 0)
		b = (struct pdf_box){ r->wide - b.y1, b.x0, r->wide - b.y0, b.x1 };
	b = pdf_turned(page, b);
	if ((b.x1 - b.x0 > THIN && b.y1 - b.y0 > THIN) ||
	    (b.x1 - b.x0 < SHORT && b.y1 - b.y0 < SHORT) || page->nrules == PDF_MAX_RULES)
		return;
	(void)VEC_ROOM(r->p->arena, page->rule, page->nrules, page->rulecap);
	page->rule[page->nrules++] = b;
}

static void
add_outline(struct reader *r, struct pdf_box b)
{
	add_rule(r, (struct pdf_box){ b.x0, b.y0, b.x1, b.y0 });
	add_rule(r, (struct pdf_box){ b.x0, b.y1, b.x1, b.y1 });
	add_rule(r, (struct pdf_box){ b.x0, b.y0, b.x0, b.y1 });
	add_rule(r, (struct pdf_box){ b.x1, b.y0, b.x1, b.y1 });
}

/* one past the last line of the part that begins with line i; *box is around all of them */
static unsigned
end_of_part(const struct reader *r, unsigned i, struct pdf_box *box)
{
	unsigned end = i;

	*box = upright(r->path[i]);
	for (; end < r->npath && !r->rectangle[end] && r->part[end] == r->part[i]; end++)
		*box = pdf_around(*box, upright(r->path[end]));
	return end;
}

/* the path is painted: what is filled is a line when all of it is thin */
static void
paint(struct reader *r, bool stroke)
{
	for (unsigned i = 0, end; i < r->npath; i = end) {
		struct pdf_box box = r->path[i];

		end = i + 1;
		if (!stroke && !r->rectangle[i])
			end = end_of_part(r, i, &box);
		if (stroke && r->rectangle[i])
			add_outline(r, upright(box));
		else
			add_rule(r, box);
	}
	r->npath = 0;
}

static void
to_page(const struct reader *r, float x, float y, float *px, float *py)
{
	*px = r->now.a * x + r->now.c * y + r->now.x;
	*py = r->now.b * x + r->now.d * y + r->now.y;
}

static void
add_to_path(struct reader *r, float x0, float y0, float x1, float y1, bool rectangle)
{
	struct pdf_box b;

	if (r->npath == PATH)
		return;
	to_page(r, x0, y0, &b.x0, &b.y0);
	to_page(r, x1, y1, &b.x1, &b.y1);
	r->path[r->npath] = b;
	r->part[r->npath] = r->nparts;
	r->rectangle[r->npath++] = rectangle;
}

static void
concat(struct reader *r, const float *m)
{
	struct matrix o = r->now;

	r->now = (struct matrix){ m[0] * o.a + m[1] * o.c, m[0] * o.b + m[1] * o.d,
		m[2] * o.a + m[3] * o.c, m[2] * o.b + m[3] * o.d,
		m[4] * o.a + m[5] * o.c + o.x, m[4] * o.b + m[5] * o.d + o.y };
}

/* operators of one letter */
static void
letter(struct reader *r, char c)
{
	const float *v = r->operand;

	switch (c) {
	case 'q':
		if (r->nsaved < STACK)
			r->saved[r->nsaved++] = r->now;
		break;
	case 'Q':
		if (r->nsaved > 0)
			r->now = r->saved[--r->nsaved];
		break;
	case 'm':
		if (r->n != 2)
			break;
		r->x = v[0];
		r->y = v[1];
		r->nparts++;
		break;
	case 'l':
		if (r->n != 2)
			break;
		add_to_path(r, r->x, r->y, v[0], v[1], false);
		r->x = v[0];
		r->y = v[1];
		break;
	case 'f':
	case 'S':
		paint(r, c == 'S');
		break;
	case 'n':
	case 'c':
		r->npath = 0;	/* it only clips, or is curved */
		break;
	}
}

static bool
is(struct str s, const char two[3])
{
	return s.n == 2 && s.p[0] == two[0] && s.p[1] == two[1];
}

static void
operator(struct reader *r, struct str s)
{
	const float *v = r->operand;

	if (s.n == 1)
		letter(r, s.p[0]);
	else if (is(s, "cm") && r->n == 6)
		concat(r, v);
	else if (is(s, "re") && r->n == 4)
		add_to_path(r, v[0], v[1], v[0] + v[2], v[1] + v[3], true);
	else if (is(s, "f*"))
		paint(r, false);
	r->n = 0;
}

/* ---- words of PostScript */

/* past a string in round brackets, which may hold others */
static void
skip_string(struct reader *r)
{
	const char *p = r->s.p + r->at, *end = r->s.p + r->s.n;
	unsigned depth = 0;

	for (; p < end; p++) {
		if (*p > ')' && *p != '\\')
			continue;
		if (*p == '\\') {
			p++;
		} else if (*p == '(') {
			depth++;
		} else if (*p == ')' && --depth == 0) {
			p++;
			break;
		}
	}
	r->at = p < end ? (size_t)(p - r->s.p) : r->s.n;
}

static void
skip_to(struct reader *r, char end)
{
	const char *p = memchr(r->s.p + r->at, end, r->s.n - r->at);

	r->at = p == NULL ? r->s.n : (size_t)(p - r->s.p) + 1;
}

/* past an array, which says nothing of lines: mostly words with what moves them */
static void
skip_array(struct reader *r)
{
	const char *end = r->s.p + r->s.n;

	for (;;) {
		const char *p = r->s.p + r->at;

		while (p < end && *p != '(' && *p != ']')
			p++;
		r->at = (size_t)(p - r->s.p);
		if (p == end || *p == ']')
			return;
		skip_string(r);
	}
}

/* to the comment that begins a page: what stands before is fonts */
static void
skip_to_page(struct reader *r)
{
	struct str mark = CF_S("%%Page:");

	while (r->at < r->s.n) {
		skip_to(r, '%');
		if (r->at < 2 || r->s.p[r->at - 2] == '\n') {
			r->at--;
			if (str_starts(str_sub(r->s, r->at, r->s.n), mark))
				return;
			r->at++;
		}
	}
}

/* the width of the page as it is in the file, when it is wide */
static float
wide_page(const struct pdf_page *page)
{
	float width, height;

	if (page == NULL)
		return 0;
	width = page->turn == PDF_UPRIGHT ? page->width : page->height;
	height = page->turn == PDF_UPRIGHT ? page->height : page->width;
	return width > height ? width : 0;
}

static void
begin_page(struct reader *r)
{
	uint32_t number = r->page == NULL ? r->p->rules_from : r->page->number + 1;

	r->page = number >= 1 && number <= r->p->npages ? &r->p->page[number - 1] : NULL;
	r->wide = 0;
	r->now = (struct matrix){ 1, 0, 0, 1, 0, 0 };
	r->nsaved = r->n = r->npath = 0;
}

/* the flip that each page of cairo begins with is not applied: its y, as ours, goes down */
static bool
is_flip(const struct reader *r, struct str word)
{
	return r->n == 6 && is(word, "cm") && r->nsaved <= 1 && r->operand[0] > 0.99F &&
	    r->operand[0] < 1.01F && r->operand[3] < -0.99F && r->operand[3] > -1.01F &&
	    r->operand[5] > 100;
}

static bool
read_operand(struct reader *r, struct str s)
{
	size_t i = s.p[0] == '-', digits = 0, places = 0;
	uint64_t v = 0;
	bool point = false;
	float f;

	if (i == s.n)
		return false;
	for (; i < s.n; i++) {
		if (s.p[i] == '.' && !point) {
			point = true;
			continue;
		}
		if (!ch_digit(s.p[i]))
			return false;
		if (++digits > MOST_DIGITS)
			continue;
		v = v * 10 + (uint64_t)(s.p[i] - '0');
		places += point;
	}
	f = (float)v / power[places];
	if (r->n == STACK)
		r->n = 0;
	r->operand[r->n++] = s.p[0] == '-' ? -f : f;
	return true;
}

/* blanks and what else ends a word */
static bool
ends_word(char c)
{
	switch (c) {
	case ' ': case '\n': case '\t': case '\r': case '\f': case '\v': case '\0':
	case '(': case ')': case '<': case '>': case '[': case ']': case '{': case '}': case '%':
		return true;
	default:
		return false;
	}
}

static void
take_word(struct reader *r)
{
	const char *from = r->s.p + r->at, *end = r->s.p + r->s.n, *p = from;
	struct str s;

	while (p < end && !ends_word(*p))
		p++;
	s = (struct str){ from, (size_t)(p - from) };
	r->at += s.n;
	if (s.n == 0)
		r->at++;	/* a bracket */
	else if (is_flip(r, s))
		r->n = 0;
	else if (!read_operand(r, s))
		operator(r, s);
}

static void
take_comment(struct reader *r)
{
	struct str rest = str_sub(r->s, r->at, r->s.n);

	if (str_starts(rest, CF_S("%%Page:")))
		begin_page(r);
	if (str_starts(rest, CF_S("%%PageOrientation: Landscape")))
		r->wide = wide_page(r->page);
	skip_to(r, '\n');
}

void
pdf_read_rules(struct pdf *p, struct str output)
{
	struct reader r = { .p = p, .s = output };

	skip_to_page(&r);
	while (r.at < output.n) {
		switch (output.p[r.at]) {
		case '%':
			take_comment(&r);
			if (r.page == NULL)
				skip_to_page(&r);
			break;
		case '(':
			skip_string(&r);
			break;
		case '[':
			skip_array(&r);
			break;
		case '<':
			skip_to(&r, '>');
			break;
		case ' ': case '\n': case '\t': case '\r': case '\f': case '\v': case '\0':
			r.at++;
			break;
		default:
			take_word(&r);
			break;
		}
	}
}
