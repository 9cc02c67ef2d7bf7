/* The text of a Word document, element by element; see docx_body.h. */
#include "read/docx_body.h"

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
	{ "w:vMerge", B_VMERGE }, { "w:txbxContent", B_BOX },
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

/* ---- tables and tracked changes */

static void
vertical_merge(struct word_body *b, const char *const *attrs)
{
	struct str value = str_of(xml_attr(attrs, "val"));

	if (!str_eq(value, CF_S("restart")))
		compose_cell_goes_on(&b->w->c);
}

/* inserted or deleted: a run, the end of a paragraph, or a row; false: leave it out */
static bool
tracked(struct word_body *b, bool inserted)
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

/* ---- parts in another format, and alternatives */

static void
say_other_format(struct word_body *b)
{
	uint32_t at = (uint32_t)b->w->c.v.n;

	doc_skip(b->w->d, (struct span){ at, at }, false,
	    CF_S("a part in another format (altChunk or subDoc) is not read"));
}

/* of alternatives the first is taken; false: not this one */
static bool
choose(struct word_body *b, unsigned id)
{
	if (id == B_ALTERNATE) {
		if (b->choice_depth < WORD_NESTED)
			b->chosen[b->choice_depth] = false;
		b->choice_depth++;
		return true;
	}
	if (b->choice_depth == 0 || b->choice_depth > WORD_NESTED)
		return b->choice_depth == 0;
	if (b->chosen[b->choice_depth - 1])
		return false;
	b->chosen[b->choice_depth - 1] = true;
	return true;
}

/* ---- elements */

static void
open_in_table(struct word_body *b, unsigned id, const char *const *attrs)
{
	struct compose *c = &b->w->c;

	switch (id) {
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
	default:
		break;
	}
}

static bool
open_block(struct word_body *b, unsigned id, const char *const *attrs)
{
	struct compose *c = &b->w->c;

	switch (id) {
	case B_P:
		if (!compose_in_paragraph(c) || (b->para != NULL && b->para->joined))
			word_open_paragraph(b);
		else
			return false;	/* a paragraph cannot stand in a paragraph */
		break;
	case B_TABLE:
		word_settle(b);
		if (compose_in_paragraph(c))
			return false;
		compose_table(c);
		break;
	case B_BOX:
		compose_box(c);
		break;
	case B_NOTE:
		return word_begin_note(b, attrs);
	case B_OTHER_FORMAT:
		say_other_format(b);
		break;
	default:
		open_in_table(b, id, attrs);
		break;
	}
	return true;
}

static void
open_inline(struct word_body *b, unsigned id, const char *const *attrs)
{
	struct compose *c = &b->w->c;

	switch (id) {
	case B_R:
		word_begin_run(b);
		break;
	case B_TAB:
		if (b->in_run && word_is_shown(b))
			compose_break(c, false);
		break;
	case B_BREAK:
		if (word_is_shown(b))
			compose_break(c, true);
		break;
	case B_HYPHEN:
		word_put(b, CF_S("-"));
		break;
	case B_SYM:
		word_put_symbol(b, attrs);
		break;
	case B_FIELD:
		word_field_char(b, attrs);
		break;
	case B_FOOT_REF:
		word_note_reference(b, &b->w->foot, attrs);
		break;
	case B_END_REF:
		word_note_reference(b, &b->w->end, attrs);
		break;
	case B_NOTE_MARK:
		word_note_mark(b);
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
	struct word_body *b = ctx;

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
		word_paragraph_property(b, id, attrs);
		break;
	case B_RSTYLE:
	case B_BOLD:
	case B_VANISH:
	case B_RAISED:
		word_run_property(b, id, attrs);
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
close_block(struct word_body *b, unsigned id)
{
	struct compose *c = &b->w->c;

	switch (id) {
	case B_P:
		if (b->para != NULL && b->para->mark_gone)
			b->para->joined = true;
		else if (b->para != NULL)
			word_close_paragraph(b);
		break;
	case B_CELL:
		word_settle(b);
		compose_cell_end(c);
		break;
	case B_ROW:
		compose_row_end(c);
		break;
	case B_TABLE:
		compose_table_end(c);
		break;
	case B_BOX:
		word_settle(b);
		compose_box_end(c);
		break;
	case B_NOTE:
		word_settle(b);
		word_end_note(b);
		break;
	default:
		break;
	}
}

static void
close(void *ctx, unsigned id)
{
	struct word_body *b = ctx;

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
	struct word_body *b = ctx;

	if (b->words)
		word_put(b, s);
}

enum cf_status
word_read_text(struct word *w, struct str part, struct cf_error *err)
{
	struct word_body *b = arena_new(w->d->arena, struct word_body);
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
		word_settle(b);
	word_sort_notes(&w->foot);
	word_sort_notes(&w->end);
	return st;
}
