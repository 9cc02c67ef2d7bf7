/* What a paragraph of a Word document is, by its properties; see docx_body.h. */
#include "read/docx_body.h"

const struct word_style *
word_body_style(const struct word_body *b)
{
	const struct word_styles *all = &b->w->styles;
	const struct word_style *s = b->para->style;

	return s != NULL ? s : all->normal;
}

void
word_open_paragraph(struct word_body *b)
{
	struct arena *a = b->w->d->arena;
	struct word_para *p = b->para;

	if (p != NULL && p->joined && compose_in_paragraph(&b->w->c)) {
		*p = (struct word_para){ .outer = p->outer, .num = -1, .level = -1, .outline = -1 };
		return;
	}
	p = arena_new(a, struct word_para);
	if (p == NULL) {
		b->w->d->failed = true;
		return;
	}
	*p = (struct word_para){ .outer = b->para, .num = -1, .level = -1, .outline = -1 };
	b->para = p;
	compose_open(&b->w->c);
}

/* ---- what it turns out to be */

/* the numbering of the paragraph and its level; NULL: none */
static struct word_num *
num_of(const struct word_body *b, int *level)
{
	const struct word_para *p = b->para;
	const struct word_style *s = word_body_style(b);
	long id = p->num >= 0 ? p->num : s == NULL ? -1 : s->num;
	struct word_num *num = id <= 0 ? NULL : word_num(&b->w->numbers, id);

	if (num == NULL)
		return NULL;
	*level = p->level;
	if (*level < 0 && p->num < 0)
		*level = word_level_of_style(num, p->style_id);
	if (*level < 0 && p->num < 0 && s != NULL)
		*level = s->level;
	if (*level < 0)
		*level = 0;
	return *level < WORD_LEVELS ? num : NULL;
}

/* a level of the list that shows nothing, as pandoc writes what goes on in an item */
static bool
shows_nothing(const struct word_num *num, int level)
{
	const struct word_level *l = word_level(num, level);

	return l == NULL || (l->form != NUMERAL_BULLET && l->text.n == 0) ||
	    (l->form == NUMERAL_BULLET && str_trim(l->text).n == 0);
}

void
word_close_paragraph(struct word_body *b)
{
	struct word_para *p = b->para;
	const struct word_style *s = word_body_style(b);
	int outline = p->outline >= 0 ? p->outline : s == NULL ? -1 : s->outline, level;
	struct word_num *num = num_of(b, &level);
	struct made m = { .kind = BLOCK_PARAGRAPH, .number = CF_S("") };

	if (num != NULL)
		m.number = word_next_number(num, level, b->w->d->arena);
	if (s != NULL && s->contents) {
		m.kind = BLOCK_CODE;
	} else if (outline >= 0 && outline < WORD_LEVELS) {
		m.kind = BLOCK_HEADING;
		m.level = (uint8_t)(outline < 6 ? outline + 1 : 6);
	} else if (num != NULL && !shows_nothing(num, level) && !compose_in_table(&b->w->c)) {
		m.kind = BLOCK_ITEM;
		m.level = (uint8_t)(level + 1);
		m.list = compose_list(&b->w->c, m.level, num->id);
	}
	if (p->indent > 0)
		m.indent = (unsigned)(p->indent / 100);
	compose_close(&b->w->c, &m);
	b->para = p->outer;
	/* an instruction does not go over the end of a paragraph: one that does is broken */
	for (unsigned i = 0; i < b->fields; i++)
		b->is_code[i] = false;
	b->codes = 0;
}

void
word_settle(struct word_body *b)
{
	if (b->para != NULL && b->para->joined && compose_in_paragraph(&b->w->c)) {
		b->para->joined = false;
		if (!compose_any(&b->w->c))
			b->para->num = 0;	/* all of it is gone: it is not counted */
		word_close_paragraph(b);
	}
}

/* ---- properties */

void
word_paragraph_property(struct word_body *b, unsigned id, const char *const *attrs)
{
	struct word_para *p = b->para;

	if (!b->in_ppr || p == NULL)
		return;
	switch (id) {
	case B_PSTYLE:
		p->style = word_style(&b->w->styles, str_of(xml_attr(attrs, "val")));
		p->style_id = p->style == NULL ? CF_S("") : p->style->id;
		break;
	case B_ILVL:
		p->level = (int)xml_number(attrs, "val", 0);
		break;
	case B_NUMID:
		p->num = xml_number(attrs, "val", -1);
		break;
	case B_OUTLINE:
		p->outline = (int)xml_number(attrs, "val", -1);
		break;
	default:	/* B_IND */
		p->indent = xml_number(attrs, "left", xml_number(attrs, "start", 0));
		break;
	}
}
