/* The styles of a Word document; see docx.h. */
#include "read/docx.h"

#include <stdlib.h>

#define LONGEST_CHAIN 20u	/* styles that are based on one another */

enum { S_STYLE = 1, S_NAME, S_BASED_ON, S_OUTLINE, S_NUM, S_LEVEL, S_BOLD, S_HIDDEN, S_CHANGE,
	S_CONDITION };

static const struct xml_word words[] = {
	{ "w:style", S_STYLE }, { "w:name", S_NAME }, { "w:basedOn", S_BASED_ON },
	{ "w:outlineLvl", S_OUTLINE }, { "w:numId", S_NUM }, { "w:ilvl", S_LEVEL },
	{ "w:b", S_BOLD }, { "w:vanish", S_HIDDEN }, { "w:rPrChange", S_CHANGE },
	{ "w:pPrChange", S_CHANGE }, { "w:tblStylePr", S_CONDITION },
};

struct reading {
	struct word_styles *out;
	struct package *k;
	struct word_style *style;	/* the one that is open */
};

static struct str
keep(struct package *k, const char *s)
{
	struct str mine = s == NULL ? CF_S("") : arena_str(k->arena, str_of(s));

	k->failed |= mine.n == 0 && s != NULL && s[0] != '\0';
	return mine;
}

static void
begin_style(struct reading *r, const char *const *attrs)
{
	struct str type = str_of(xml_attr(attrs, "type"));

	r->style = NULL;
	if (!VEC_ROOM(r->k->arena, r->out->p, r->out->n, r->out->cap)) {
		r->k->failed = true;
		return;
	}
	r->style = &r->out->p[r->out->n++];
	*r->style = (struct word_style){ .id = keep(r->k, xml_attr(attrs, "styleId")),
		.paragraph = type.n == 0 || str_eq(type, CF_S("paragraph")),
		.is_default = xml_true(xml_attr(attrs, "default"), false), .outline = -1,
		.bold = -1, .hidden = -1, .num = -1, .level = -1 };
}

/* "heading 2" has its level even where nothing else says it; "toc 1" lists headings */
static void
take_name(struct word_style *s, struct str name)
{
	if (str_starts_folded(name, CF_S("heading ")) && name.n == 9 && name.p[8] >= '1' &&
	    name.p[8] <= '9' && s->outline < 0)
		s->outline = name.p[8] - '1';
	if (str_eq_folded(name, CF_S("table of figures")) ||
	    (str_starts_folded(name, CF_S("toc ")) && name.n == 5 && ch_digit(name.p[4])))
		s->contents = true;
}

static bool
open(void *ctx, unsigned id, const char *const *attrs)
{
	struct reading *r = ctx;
	const char *value = xml_attr(attrs, "val");

	if (id == S_STYLE) {
		begin_style(r, attrs);
		return true;
	}
	if (r->style == NULL)
		return true;
	switch (id) {
	case S_NAME:
		take_name(r->style, str_of(value));
		break;
	case S_BASED_ON:
		r->style->based_on = keep(r->k, value);
		break;
	case S_OUTLINE:
		r->style->outline = (int)xml_number(attrs, "val", -1);
		break;
	case S_NUM:
		r->style->num = xml_number(attrs, "val", -1);
		break;
	case S_LEVEL:
		r->style->level = (int)xml_number(attrs, "val", -1);
		break;
	case S_BOLD:
		r->style->bold = xml_true(value, true);
		break;
	case S_HIDDEN:
		r->style->hidden = xml_true(value, true);
		break;
	default:
		return false;
	}
	return true;
}

static void
close(void *ctx, unsigned id)
{
	struct reading *r = ctx;

	if (id == S_STYLE)
		r->style = NULL;
}

/* ---- inheritance */

static int
by_id(const void *a, const void *b)
{
	const struct word_style *x = a, *y = b;
	size_t n = x->id.n < y->id.n ? x->id.n : y->id.n;
	int c = n == 0 ? 0 : memcmp(x->id.p, y->id.p, n);

	return c != 0 ? c : (x->id.n > y->id.n) - (x->id.n < y->id.n);
}

static struct word_style *
find(const struct word_styles *styles, struct str id)
{
	struct word_style key = { .id = id };

	return styles->n == 0 ? NULL :
	    bsearch(&key, styles->p, styles->n, sizeof(*styles->p), by_id);
}

const struct word_style *
word_style(const struct word_styles *styles, struct str id)
{
	return find(styles, id);
}

static void
inherit(const struct word_styles *styles, struct word_style *s, unsigned depth)
{
	struct word_style *base = s->based_on.n == 0 ? NULL : find(styles, s->based_on);

	if (s->resolved)
		return;
	s->resolved = true;	/* before its base: a ring ends here */
	if (base == NULL || depth == LONGEST_CHAIN)
		return;
	inherit(styles, base, depth + 1);
	if (s->outline < 0)
		s->outline = base->outline;
	if (s->bold < 0)
		s->bold = base->bold;
	if (s->hidden < 0)
		s->hidden = base->hidden;
	if (s->num < 0) {
		s->num = base->num;
		if (s->level < 0)
			s->level = base->level;
	}
	s->contents |= base->contents;
}

enum cf_status
word_read_styles(struct word_styles *out, struct package *k, struct str part,
    struct cf_error *err)
{
	struct reading reading = { .out = out, .k = k };
	struct xml_reader r = { .words = words, .nwords = sizeof(words) / sizeof(words[0]),
		.open = open, .close = close, .ctx = &reading, .failed = &k->failed };
	enum cf_status st;

	*out = (struct word_styles){ .n = 0 };
	if (part.n == 0)
		return CF_OK;
	st = xml_read(k->zip, k->path, part, &r, err);
	if (out->n > 1)
		qsort(out->p, out->n, sizeof(*out->p), by_id);
	for (size_t i = 0; i < out->n; i++) {
		inherit(out, &out->p[i], 0);
		if (out->p[i].is_default && out->p[i].paragraph)
			out->normal = &out->p[i];
	}
	return st;
}
