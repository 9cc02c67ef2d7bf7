/* The text of a Word document, element by element; see docx.h. */
#include "read/docx.h"

#include <stdlib.h>

#include "base/utf8.h"

enum {
	B_P = 1, B_PPR, B_PSTYLE, B_ILVL, B_NUMID, B_OUTLINE, B_IND,
	B_R, B_RPR, B_RSTYLE, B_BOLD, B_VANISH, B_RAISED, B_T, B_DEL_TEXT, B_TAB, B_BREAK,
	B_HYPHEN, B_SYM, B_FIELD, B_INS, B_DEL, B_FOOT_REF, B_END_REF, B_NOTE_MARK,
	B_TABLE, B_ROW, B_ROW_HEADER, B_GRID_BEFORE, B_CELL, B_SPAN, B_VMERGE, B_HMERGE, B_TRPR,
	B_HIDDEN_ROW, B_BOX, B_ALTERNATE, B_CHOICE, B_FALLBACK, B_NOTE, B_OTHER_FORMAT, B_MATH_TEXT,
	B_MATH_PART, B_LEFT_OUT
};

static const struct xml_word words[] = {
	{ "w:p", B_P }, { "w:pPr", B_PPR }, { "w:pStyle", B_PSTYLE },
	{ "w:ilvl", B_ILVL }, { "w:numId", B_NUMID }, { "w:outlineLvl", B_OUTLINE },
	{ "w:ind", B_IND }, { "w:r", B_R }, { "w:rPr", B_RPR }, { "w:rStyle", B_RSTYLE },
	{ "w:b", B_BOLD }, { "w:vanish", B_VANISH }, { "w:vertAlign", B_RAISED },
	{ "w:t", B_T }, { "w:delText", B_DEL_TEXT }, { "w:tab", B_TAB }, { "w:ptab", B_TAB },
	{ "w:br", B_BREAK }, { "w:cr", B_BREAK }, { "w:noBreakHyphen", B_HYPHEN },
	{ "w:sym", B_SYM }, { "w:fldChar", B_FIELD }, { "w:ins", B_INS }, { "w:moveTo", B_INS },
	{ "w:del", B_DEL }, { "w:moveFrom", B_DEL }, { "w:footnoteReference", B_FOOT_REF },
	{ "w:endnoteReference", B_END_REF }, { "w:footnoteRef", B_NOTE_MARK },
	{ "w:endnoteRef", B_NOTE_MARK }, { "w:tbl", B_TABLE }, { "w:tr", B_ROW },
	{ "w:trPr", B_TRPR }, { "w:tblHeader", B_ROW_HEADER }, { "w:gridBefore", B_GRID_BEFORE },
	{ "w:hidden", B_HIDDEN_ROW }, { "w:tc", B_CELL }, { "w:gridSpan", B_SPAN },
	{ "w:vMerge", B_VMERGE }, { "w:hMerge", B_HMERGE }, { "w:txbxContent", B_BOX },
	{ "c:AlternateContent", B_ALTERNATE }, { "c:Choice", B_CHOICE },
	{ "c:Fallback", B_FALLBACK }, { "w:footnote", B_NOTE }, { "w:endnote", B_NOTE },
	{ "w:altChunk", B_OTHER_FORMAT }, { "w:subDoc", B_OTHER_FORMAT },
	{ "m:t", B_MATH_TEXT }, { "m:num", B_MATH_PART }, { "m:den", B_MATH_PART },
	{ "m:sub", B_MATH_PART }, { "m:sup", B_MATH_PART }, { "m:deg", B_MATH_PART },
	/* what is no text of the document, or not that of today */
	{ "w:instrText", B_LEFT_OUT }, { "w:delInstrText", B_LEFT_OUT },
	{ "w:pPrChange", B_LEFT_OUT }, { "w:rPrChange", B_LEFT_OUT },
	{ "w:sectPr", B_LEFT_OUT }, { "w:tblPr", B_LEFT_OUT }, { "w:tblGrid", B_LEFT_OUT },
	{ "w:tblPrEx", B_LEFT_OUT }, { "w:trPrChange", B_LEFT_OUT },
	{ "w:tcPrChange", B_LEFT_OUT }, { "w:tabs", B_LEFT_OUT }, { "w:sdtPr", B_LEFT_OUT },
	{ "w:sdtEndPr", B_LEFT_OUT }, { "w:rt", B_LEFT_OUT }, { "w:numberingChange", B_LEFT_OUT },
	{ "w:smartTagPr", B_LEFT_OUT }, { "w:customXmlPr", B_LEFT_OUT },
	{ "w:ffData", B_LEFT_OUT }, { "w:framePr", B_LEFT_OUT },
};

#define FIELDS 64u	/* that stand in one another */

/* The properties of a paragraph, as far as they are known. */
struct para {
	struct para *outer;		/* that of the text box or table it stands in */
	struct str style_id;
	const struct word_style *style;
	long num;			/* -1: as the style says */
	int level, outline;		/* the same */
	long indent;			/* twips */
	bool mark_gone;			/* its end is deleted: it goes on in the next */
	bool joined;			/* it waits for the next */
};

struct body {
	struct word *w;
	struct para *para;
	/* the run */
	const struct word_style *run_style;
	int bold, hidden;		/* -1: not said */
	bool raised;
	bool in_run, in_rpr, in_ppr, in_trpr;
	bool words;			/* inside w:t */
	/* fields */
	bool is_code[FIELDS];		/* its instruction is open, not its result */
	unsigned fields, codes;
	/* alternatives: has one been taken? */
	unsigned choice_depth;
	bool chosen[FIELDS];
	/* notes */
	bool is_end;			/* endnotes */
	const struct word_note *note;	/* that is open, or NULL */
};

/* ---- paragraphs */

static const struct word_style *
style_of(const struct body *b)
{
	const struct word_styles *all = &b->w->styles;
	const struct word_style *s = b->para->style;

	return s != NULL ? s : all->normal;
}

static void
open_paragraph(struct body *b)
{
	struct arena *a = b->w->d->arena;
	struct para *p = b->para;

	if (p != NULL && p->joined && compose_in_paragraph(&b->w->c)) {
		*p = (struct para){ .outer = p->outer, .num = -1, .level = -1, .outline = -1 };
		return;
	}
	p = arena_new(a, struct para);
	if (p == NULL) {
		b->w->d->failed = true;
		return;
	}
	*p = (struct para){ .outer = b->para, .num = -1, .level = -1, .outline = -1 };
	b->para = p;
	compose_open(&b->w->c);
}

/* the numbering of the paragraph and its level; NULL: none */
static struct word_num *
num_of(const struct body *b, int *level)
{
	const struct para *p = b->para;
	const struct word_style *s = style_of(b);
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

static void
close_paragraph(struct body *b)
{
	struct para *p = b->para;
	const struct word_style *s = style_of(b);
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

/* whatever comes now is no paragraph that one with a deleted end could go on in */
static void
settle(struct body *b)
{
	if (b->para != NULL && b->para->joined && compose_in_paragraph(&b->w->c)) {
		b->para->joined = false;
		if (!compose_any(&b->w->c))
			b->para->num = 0;	/* all of it is gone: it is not counted */
		close_paragraph(b);
	}
}

static void
paragraph_property(struct body *b, unsigned id, const char *const *attrs)
{
	struct para *p = b->para;

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

/* ---- runs */

static void
begin_run(struct body *b)
{
	b->in_run = true;
	b->run_style = NULL;
	b->bold = b->hidden = -1;
	b->raised = false;
}

static bool
run_says(int own, const struct word_style *run, const struct word_style *para, bool hidden)
{
	int of_run = run == NULL ? -1 : hidden ? run->hidden : run->bold;
	int of_para = para == NULL ? -1 : hidden ? para->hidden : para->bold;

	return own >= 0 ? own == 1 : of_run >= 0 ? of_run == 1 : of_para == 1;
}

/* is what comes here shown? */
static bool
is_shown(const struct body *b)
{
	return b->para != NULL && b->codes == 0 &&
	    !run_says(b->hidden, b->run_style, style_of(b), true);
}

static void
put_words(struct body *b, struct str s)
{
	if (is_shown(b))
		compose_text(&b->w->c, s, run_says(b->bold, b->run_style, style_of(b), false),
		    b->raised);
}

static void
run_property(struct body *b, unsigned id, const char *const *attrs)
{
	const char *value = xml_attr(attrs, "val");

	if (!b->in_run)
		return;
	if (id == B_RSTYLE)
		b->run_style = word_style(&b->w->styles, str_of(value));
	else if (id == B_BOLD)
		b->bold = xml_true(value, true);
	else if (id == B_VANISH)
		b->hidden = xml_true(value, true);
	else
		b->raised = str_eq(str_of(value), CF_S("superscript"));
}

/* a sign of one of the fonts that hold signs only */
static void
put_symbol(struct body *b, const char *const *attrs)
{
	static const struct { const char *font; unsigned code; uint32_t cp; } signs[] = {
		{ "Wingdings", 0xFC, 0x2713 }, { "Wingdings", 0xFB, 0x2717 },
		{ "Wingdings", 0xFE, 0x2611 }, { "Wingdings", 0xA8, 0x2610 },
		{ "Wingdings", 0x6F, 0x2610 }, { "Wingdings", 0xDF, 0x2190 },
		{ "Wingdings", 0xE0, 0x2192 }, { "Wingdings", 0xE1, 0x2191 },
		{ "Wingdings", 0xE2, 0x2193 }, { "Wingdings", 0xE7, 0x2190 },
		{ "Wingdings", 0xE8, 0x2192 }, { "Wingdings", 0xE9, 0x2191 },
		{ "Wingdings", 0xEA, 0x2193 }, { "Wingdings", 0x6C, 0x25CF },
		{ "Wingdings", 0x6E, 0x25A0 }, { "Wingdings 3", 0x66, 0x2190 },
		{ "Wingdings 3", 0x67, 0x2192 }, { "Wingdings 3", 0x68, 0x2191 },
		{ "Wingdings 3", 0x69, 0x2193 }, { "Wingdings 3", 0x70, 0x25B2 },
		{ "Wingdings 3", 0x71, 0x25BC }, { "Wingdings 3", 0x75, 0x25B6 },
		{ "Symbol", 0xA3, 0x2264 }, { "Symbol", 0xB3, 0x2265 },
		{ "Symbol", 0xB0, 0xB0 }, { "Symbol", 0xB1, 0xB1 }, { "Symbol", 0xB4, 0xD7 },
		{ "Symbol", 0xB8, 0xF7 }, { "Symbol", 0x2D, 0x2212 }, { "Symbol", 0xAC, 0x2190 },
		{ "Symbol", 0xAD, 0x2191 }, { "Symbol", 0xAE, 0x2192 },
		{ "Symbol", 0xAF, 0x2193 }, { "Symbol", 0xB7, 0x2022 },
	};
	const char *font = xml_attr(attrs, "font"), *digits = xml_attr(attrs, "char");
	unsigned long code = digits == NULL ? 0 : strtoul(digits, NULL, 16);
	uint32_t cp = 0xFFFD;	/* a sign that is not known is still a sign */
	char out[4];

	if (code >= 0xF000 && code <= 0xF0FF)
		code -= 0xF000;
	for (size_t i = 0; font != NULL && i < sizeof(signs) / sizeof(signs[0]); i++)
		if (signs[i].code == code && strcmp(signs[i].font, font) == 0)
			cp = signs[i].cp;
	put_words(b, (struct str){ out, utf8_put(cp, out) });
}

/* ---- fields */

static void
field_char(struct body *b, const char *const *attrs)
{
	struct str type = str_of(xml_attr(attrs, "fldCharType"));

	if (str_eq(type, CF_S("begin"))) {
		if (b->fields < FIELDS) {
			b->is_code[b->fields++] = true;
			b->codes++;
		}
	} else if (b->fields > 0) {
		b->codes -= b->is_code[b->fields - 1];
		b->is_code[b->fields - 1] = false;
		b->fields -= str_eq(type, CF_S("end"));
	}
}

/* ---- notes */

static void
note_reference(struct body *b, struct word_notes *notes, const char *const *attrs)
{
	bool own_mark = xml_true(xml_attr(attrs, "customMarkFollows"), false);
	struct word_note note = { .id = xml_number(attrs, "id", -1) };

	if (!is_shown(b))
		return;
	if (!VEC_ROOM(b->w->d->arena, notes->p, notes->n, notes->cap)) {
		b->w->d->failed = true;
		return;
	}
	note.order = (uint32_t)notes->n + 1;
	if (!own_mark) {
		note.number = ++notes->last;
		compose_mark(&b->w->c, note.number);
	}
	notes->p[notes->n++] = note;
}

static int
note_by_id(const void *a, const void *b)
{
	const struct word_note *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static int
note_has_id(const void *key, const void *b)
{
	const struct word_note *x = key, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* the text of a note begins; false: nothing refers to it */
static bool
begin_note(struct body *b, const char *const *attrs)
{
	const struct word_notes *notes = b->is_end ? &b->w->end : &b->w->foot;
	struct word_note key = { .id = xml_number(attrs, "id", -1) };
	const char *type = xml_attr(attrs, "type");

	b->note = notes->n == 0 || (type != NULL && strcmp(type, "normal") != 0) ? NULL :
	    bsearch(&key, notes->p, notes->n, sizeof(key), note_has_id);
	if (b->note == NULL)
		return false;
	b->w->c.note = b->is_end ? SPOT_ENDNOTE : SPOT_FOOTNOTE;
	b->w->c.note_number = b->note->order;
	return true;
}

static void
note_mark(struct body *b)
{
	if (b->note == NULL || b->note->number == 0)
		return;
	compose_mark(&b->w->c, b->note->number);
	compose_break(&b->w->c, false);
}

/* ---- tables */

static void
vertical_merge(struct body *b, const char *const *attrs)
{
	struct str value = str_of(xml_attr(attrs, "val"));

	if (!str_eq(value, CF_S("restart")))
		compose_cell_goes_on(&b->w->c);
}

/* inserted or deleted: a run, the end of a paragraph, or a row; false: leave it out */
static bool
tracked(struct body *b, bool inserted)
{
	bool gone = inserted == b->w->d->original;

	if (b->in_trpr) {
		if (gone)
			compose_row_drop(&b->w->c);
		return true;
	}
	if (b->in_ppr) {	/* with w:rPr it is about the end of the paragraph */
		if (gone && b->in_rpr && b->para != NULL)
			b->para->mark_gone = true;
		return true;
	}
	return !gone;
}

/* ---- elements */

static void
say_other_format(struct body *b)
{
	uint32_t at = (uint32_t)b->w->c.v.n;

	doc_skip(b->w->d, (struct span){ at, at }, false,
	    CF_S("a part in another format (altChunk or subDoc) is not read"));
}

/* of alternatives the first is taken; false: not this one */
static bool
choose(struct body *b, unsigned id)
{
	if (id == B_ALTERNATE) {
		if (b->choice_depth < FIELDS)
			b->chosen[b->choice_depth] = false;
		b->choice_depth++;
		return true;
	}
	if (b->choice_depth == 0 || b->choice_depth > FIELDS)
		return b->choice_depth == 0;
	if (b->chosen[b->choice_depth - 1])
		return false;
	b->chosen[b->choice_depth - 1] = true;
	return true;
}

static bool
open_block(struct body *b, unsigned id, const char *const *attrs)
{
	struct compose *c = &b->w->c;

	switch (id) {
	case B_P:
		if (!compose_in_paragraph(c) || (b->para != NULL && b->para->joined))
			open_paragraph(b);
		else
			return false;	/* a paragraph cannot stand in a paragraph */
		break;
	case B_TABLE:
		settle(b);
		if (compose_in_paragraph(c))
			return false;
		compose_table(c);
		break;
	case B_ROW:
		compose_row(c);
		break;
	case B_CELL:
		compose_cell(c);
		break;
	case B_SPAN:
		compose_cell_spans(c, xml_number(attrs, "val", 1), 1);
		break;
	case B_VMERGE:
		vertical_merge(b, attrs);
		break;
	case B_GRID_BEFORE:
		compose_skip_columns(c, xml_number(attrs, "val", 0));
		break;
	case B_ROW_HEADER:
		if (xml_true(xml_attr(attrs, "val"), true))
			compose_row_header(c);
		break;
	case B_HIDDEN_ROW:
		if (b->in_trpr && xml_true(xml_attr(attrs, "val"), true))
			compose_row_drop(c);
		break;
	case B_BOX:
		compose_box(c);
		break;
	case B_NOTE:
		return begin_note(b, attrs);
	case B_OTHER_FORMAT:
		say_other_format(b);
		break;
	default:
		break;
	}
	return true;
}

static void
open_inline(struct body *b, unsigned id, const char *const *attrs)
{
	struct compose *c = &b->w->c;

	switch (id) {
	case B_R:
		begin_run(b);
		break;
	case B_TAB:
		if (b->in_run && is_shown(b))
			compose_break(c, false);
		break;
	case B_BREAK:
		if (is_shown(b))
			compose_break(c, true);
		break;
	case B_HYPHEN:
		put_words(b, CF_S("-"));
		break;
	case B_SYM:
		put_symbol(b, attrs);
		break;
	case B_FIELD:
		field_char(b, attrs);
		break;
	case B_FOOT_REF:
		note_reference(b, &b->w->foot, attrs);
		break;
	case B_END_REF:
		note_reference(b, &b->w->end, attrs);
		break;
	case B_NOTE_MARK:
		note_mark(b);
		break;
	case B_MATH_PART:
		compose_break(c, false);
		break;
	default:
		break;
	}
}

static bool
open(void *ctx, unsigned id, const char *const *attrs)
{
	struct body *b = ctx;

	switch (id) {
	case B_LEFT_OUT:
		return false;
	case B_PPR:
		b->in_ppr = true;
		break;
	case B_TRPR:
		b->in_trpr = true;
		break;
	case B_RPR:
		b->in_rpr = true;
		break;
	case B_PSTYLE:
	case B_ILVL:
	case B_NUMID:
	case B_OUTLINE:
	case B_IND:
		paragraph_property(b, id, attrs);
		break;
	case B_RSTYLE:
	case B_BOLD:
	case B_VANISH:
	case B_RAISED:
		run_property(b, id, attrs);
		break;
	case B_T:
	case B_MATH_TEXT:
		b->words = true;
		break;
	case B_DEL_TEXT:
		b->words = b->w->d->original;
		break;
	case B_INS:
	case B_DEL:
		return tracked(b, id == B_INS);
	case B_ALTERNATE:
	case B_CHOICE:
	case B_FALLBACK:
		return choose(b, id);
	default:
		open_inline(b, id, attrs);
		return open_block(b, id, attrs);
	}
	return true;
}

static void
close_block(struct body *b, unsigned id)
{
	struct compose *c = &b->w->c;

	switch (id) {
	case B_P:
		if (b->para != NULL && b->para->mark_gone)
			b->para->joined = true;
		else if (b->para != NULL)
			close_paragraph(b);
		break;
	case B_CELL:
		settle(b);
		compose_cell_end(c);
		break;
	case B_ROW:
		compose_row_end(c);
		break;
	case B_TABLE:
		compose_table_end(c);
		break;
	case B_BOX:
		settle(b);
		compose_box_end(c);
		break;
	case B_NOTE:
		settle(b);
		c->note = SPOT_NONE;
		b->note = NULL;
		break;
	default:
		break;
	}
}

static void
close(void *ctx, unsigned id)
{
	struct body *b = ctx;

	switch (id) {
	case B_PPR:
		b->in_ppr = false;
		break;
	case B_TRPR:
		b->in_trpr = false;
		break;
	case B_RPR:
		b->in_rpr = false;
		break;
	case B_R:
		b->in_run = false;
		break;
	case B_T:
	case B_MATH_TEXT:
	case B_DEL_TEXT:
		b->words = false;
		break;
	case B_MATH_PART:
		compose_break(&b->w->c, false);
		break;
	case B_ALTERNATE:
		b->choice_depth--;
		break;
	default:
		close_block(b, id);
		break;
	}
}

static void
text(void *ctx, struct str s)
{
	struct body *b = ctx;

	if (b->words)
		put_words(b, s);
}

enum cf_status
word_read_text(struct word *w, struct str part, struct cf_error *err)
{
	struct body *b = arena_new(w->d->arena, struct body);
	struct xml_reader r = { .words = words, .nwords = sizeof(words) / sizeof(words[0]),
		.open = open, .close = close, .text = text, .ctx = b, .failed = &w->d->failed };
	enum cf_status st;

	if (b == NULL) {
		w->d->failed = true;
		return CF_OK;
	}
	b->w = w;
	b->bold = b->hidden = -1;
	b->is_end = str_has_folded(part, CF_S("endnote"));
	st = xml_read(w->k->zip, w->k->path, part, &r, err);
	if (st == CF_OK)
		settle(b);
	if (w->foot.n > 1)
		qsort(w->foot.p, w->foot.n, sizeof(*w->foot.p), note_by_id);
	if (w->end.n > 1)
		qsort(w->end.p, w->end.n, sizeof(*w->end.p), note_by_id);
	return st;
}
