/* Paragraphs, headings and lists of an OpenDocument text; see odt_text.h. */
#include "read/odt_text.h"

/* ---- words */

static bool
is_hidden(const struct odt_open *in)
{
	for (unsigned i = in->spans < ODT_SPANS ? in->spans : ODT_SPANS; i > 0; i--)
		if (in->span[i - 1] != NULL && in->span[i - 1]->hidden >= 0)
			return in->span[i - 1]->hidden == 1;
	return in->para != NULL && in->para->hidden == 1;
}

static bool
is_bold(const struct odt_open *in)
{
	for (unsigned i = in->spans < ODT_SPANS ? in->spans : ODT_SPANS; i > 0; i--)
		if (in->span[i - 1] != NULL && in->span[i - 1]->bold >= 0)
			return in->span[i - 1]->bold == 1;
	return in->para != NULL && in->para->bold == 1;
}

static bool
is_raised(const struct odt_open *in)
{
	for (unsigned i = in->spans < ODT_SPANS ? in->spans : ODT_SPANS; i > 0; i--)
		if (in->span[i - 1] != NULL && in->span[i - 1]->raised >= 0)
			return in->span[i - 1]->raised == 1;
	return false;
}

bool
odt_is_shown(const struct odt *o)
{
	return o->in != NULL && o->in->open && o->left_out == 0 && !o->in_citation &&
	    !is_hidden(o->in);
}

void
odt_put(struct odt *o, struct str s)
{
	bool bold = is_bold(o->in), raised = is_raised(o->in);
	size_t from = 0;

	for (size_t i = 0; i <= s.n; i++) {
		if (i < s.n && !ch_space(s.p[i]))
			continue;
		compose_text(&o->c, str_sub(s, from, i), bold, raised);
		if (i < s.n)
			compose_break(&o->c, false);
		from = i + 1;
	}
}

/* ---- numbers */

static struct str
heading_number(struct odt *o, const char *const *attrs)
{
	struct odt_open *in = o->in;
	bool none = xml_true(xml_attr(attrs, "is-list-header"), false) ||
	    (in->para != NULL && in->para->no_list);

	if (none || in->outline < 1 || in->outline > ODT_LEVELS)
		return CF_S("");
	odt_count(&o->styles.outline, in->outline - 1,
	    xml_true(xml_attr(attrs, "restart-numbering"), false) ?
	    xml_number(attrs, "start-value", 1) : -1);
	return odt_number(&o->styles.outline, in->outline - 1, o->d->arena);
}

/* The number of the item, for its first paragraph: one that holds only a list of its own,
 * as deeper items of a list that goes on are written, has none and is not counted. */
static struct str
item_number(struct odt *o)
{
	struct odt_list *l = o->depth > o->in->lists && o->depth <= ODT_LEVELS ?
	    &o->list[o->depth - 1] : NULL;

	if (l == NULL || !l->numbered || l->style == NULL)
		return CF_S("");
	l->numbered = false;
	odt_count(l->style, o->depth - 1, l->start);
	return odt_number(l->style, o->depth - 1, o->d->arena);
}

/* ---- paragraphs */

void
odt_open_paragraph(struct odt *o, unsigned id, const char *const *attrs)
{
	struct odt_open *in = o->in;

	if (in == NULL || in->open)
		return;
	in->para = odt_style(&o->styles, 'p', str_of(xml_attr(attrs, "style-name")));
	in->spans = 0;
	in->open = true;
	in->heading = id == T_H;
	in->outline = in->heading ? (unsigned)xml_number(attrs, "outline-level", 1) : 0;
	in->number = item_number(o);
	if (in->heading && in->number.n == 0)
		in->number = heading_number(o, attrs);
	compose_open(&o->c);
	if (o->note_begins) {
		o->note_begins = false;
		compose_mark(&o->c, o->note);
		compose_break(&o->c, false);
	}
}

void
odt_close_paragraph(struct odt *o)
{
	struct odt_open *in = o->in;
	struct made m = { .kind = BLOCK_PARAGRAPH };
	struct odt_list *l;

	if (in == NULL || !in->open)
		return;
	in->open = false;
	m.number = in->number;
	l = o->depth > in->lists && o->depth <= ODT_LEVELS ? &o->list[o->depth - 1] : NULL;
	if (o->in_index > 0) {
		m.kind = BLOCK_CODE;
	} else if (in->heading) {
		m.kind = BLOCK_HEADING;
		m.level = (uint8_t)(in->outline < 1 ? 1 : in->outline > 6 ? 6 : in->outline);
	} else if (l != NULL && l->header) {
		l->header = false;	/* of an item the first paragraph is the item */
		m.kind = BLOCK_ITEM;
		m.level = (uint8_t)o->depth;
		m.list = compose_list(&o->c, m.level, (long)l->number);
	}
	if (in->para != NULL && in->para->indent > 0)
		m.indent = (unsigned)(in->para->indent / 100);
	compose_close(&o->c, &m);
}

/* ---- lists */

void
odt_open_list(struct odt *o, const char *const *attrs)
{
	const char *name = xml_attr(attrs, "style-name");
	bool goes_on = xml_true(xml_attr(attrs, "continue-numbering"), false) ||
	    xml_attr(attrs, "continue-list") != NULL;
	struct odt_list *l;

	if (o->depth++ >= ODT_LEVELS)
		return;
	l = &o->list[o->depth - 1];
	*l = (struct odt_list){ .style = name != NULL ? odt_list_style(&o->styles, str_of(name)) :
		o->depth > 1 ? o->list[o->depth - 2].style : NULL };
	l->number = (uint32_t)++o->nlists;
	/* a list of the same style in an item begins anew when the item is counted */
	if (l->style != NULL && !goes_on &&
	    (o->depth == 1 || l->style != o->list[o->depth - 2].style))
		memset(l->style->begun, 0, sizeof(l->style->begun));
}

void
odt_open_item(struct odt *o, unsigned id, const char *const *attrs)
{
	struct odt_list *l = o->depth > 0 && o->depth <= ODT_LEVELS ? &o->list[o->depth - 1] : NULL;

	if (l == NULL)
		return;
	l->header = true;
	l->numbered = id == T_ITEM;
	l->start = xml_number(attrs, "start-value", -1);
}
