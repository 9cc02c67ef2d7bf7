/*
 * What of a page is text for a person who reads the report: not what is hidden
 * or struck out, and not the menus, header and footer that the site puts around it.
 */
#include "base/utf8.h"
#include "read/html.h"

/* ---- attributes */

static struct str
attribute(const GumboNode *n, const char *name)
{
	const GumboAttribute *a = gumbo_get_attribute(&n->v.element.attributes, name);

	return a == NULL ? CF_S("") : str_of(a->value);
}

static bool
attribute_is(const GumboNode *n, const char *name, struct str value)
{
	return str_eq_folded(attribute(n, name), value);
}

static bool
has_class(const GumboNode *n, const struct str *list, size_t count)
{
	struct str s = attribute(n, "class");

	return s.n > 0 && str_has_any_folded(s, list, count);
}

/* classes that frameworks give to what is for screen readers only */
static bool
is_for_ears(const GumboNode *n)
{
	static const struct str list[] = {
		WORD("visually-hidden"), WORD("visuallyhidden"), WORD("sr-only"),
		WORD("screen-reader"), WORD("element-invisible"),
	};

	return has_class(n, list, sizeof(list) / sizeof(list[0]));
}

/* the name of an element that HTML does not know: "ix:header" */
static struct str
unknown_name(const GumboNode *n)
{
	GumboStringPiece p = n->v.element.original_tag;
	size_t from = 1, to;

	for (to = from; to < p.length && !ch_space(p.data[to]) && p.data[to] != '>' &&
	    p.data[to] != '/';)
		to++;
	return p.length == 0 ? CF_S("") : str_sub((struct str){ p.data, p.length }, from, to);
}

/* ---- what is no text, or not shown */

static bool
is_machine(const GumboNode *n)
{
	static const GumboTag list[] = { GUMBO_TAG_HEAD, GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,
		GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_SVG, GUMBO_TAG_IFRAME,
		GUMBO_TAG_OBJECT, GUMBO_TAG_CANVAS, GUMBO_TAG_AUDIO, GUMBO_TAG_VIDEO,
		GUMBO_TAG_SELECT, GUMBO_TAG_DATALIST, GUMBO_TAG_TEXTAREA };

	return TAG_IN(n->v.element.tag, list);
}

static bool
is_struck(const GumboNode *n)
{
	return n->v.element.tag == GUMBO_TAG_DEL || n->v.element.tag == GUMBO_TAG_S ||
	    n->v.element.tag == GUMBO_TAG_STRIKE;
}

static bool
is_hidden_by_style(const GumboNode *n)
{
	struct str style = attribute(n, "style"), visibility;

	if (style.n == 0)
		return false;
	visibility = html_style(style, CF_S("visibility"));
	return str_starts_folded(html_style(style, CF_S("display")), CF_S("none")) ||
	    str_starts_folded(visibility, CF_S("hidden")) ||
	    str_starts_folded(visibility, CF_S("collapse"));
}

/* a letter or a digit at byte i, ASCII or not; *len bytes belong together */
static bool
is_word(struct str s, size_t i, size_t *len)
{
	uint32_t cp;

	*len = s.p[i] == '&' ? entity_length(s, i) : 0;
	if (*len > 0)
		return false;
	*len = 1;
	if ((unsigned char)s.p[i] < 0x80)
		return ch_alpha(s.p[i]) || ch_digit(s.p[i]);
	cp = utf8_at(s.p + i, s.n - i, len);
	/* not punctuation, arrows and boxes, signs of a font's own, or emoji */
	return cp >= 0xC0 && (cp < 0x2000 || cp > 0x2BFF) && (cp < 0x3000 || cp > 0x303F) &&
	    (cp < 0xE000 || cp > 0xF8FF) && cp < 0x1F000;
}

bool
html_has_words(const struct html *h, const GumboNode *root)
{
	unsigned depth = 0;

	for (const GumboNode *n = root; n != NULL;) {
		if (n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_CDATA) {
			struct span at = html_span(h, n->v.text.original_text);
			struct str s = str_sub(h->src, 0, at.to);
			size_t len;

			for (size_t i = at.from; i < at.to; i += len)
				if (is_word(s, i, &len))
					return true;
		}
		n = html_after(n, &depth, html_is_element(n) && !is_machine(n));
	}
	return false;
}

static bool
is_hidden(const struct html *h, const GumboNode *n)
{
	if (n->v.element.attributes.length == 0)
		return false;
	return gumbo_get_attribute(&n->v.element.attributes, "hidden") != NULL ||
	    is_hidden_by_style(n) || is_for_ears(n) ||
	    /* what is kept from screen readers is still seen, but a mere sign says nothing */
	    (attribute_is(n, "aria-hidden", CF_S("true")) && !html_has_words(h, n));
}

/* ---- menus and the like */

static bool
is_main(const GumboNode *n)
{
	return n->v.element.tag == GUMBO_TAG_MAIN || n->v.element.tag == GUMBO_TAG_ARTICLE ||
	    attribute_is(n, "role", CF_S("main"));
}

static bool
is_inside_main(const GumboNode *n)
{
	for (n = n->parent; n != NULL && html_is_element(n); n = n->parent)
		if (is_main(n))
			return true;
	return false;
}

static bool
is_inside_heading(const GumboNode *n)
{
	for (n = n->parent; n != NULL && html_is_element(n); n = n->parent)
		if (n->v.element.tag >= GUMBO_TAG_H1 && n->v.element.tag <= GUMBO_TAG_H6)
			return true;
	return false;
}

static bool
contains(const GumboNode *root, GumboTag tag)
{
	unsigned depth = 0;

	for (const GumboNode *n = root; n != NULL; n = html_after(n, &depth, html_is_element(n)))
		if (n != root && html_is(n, tag))
			return true;
	return false;
}

static bool
is_one_of(struct str s, const struct str *list, size_t n)
{
	for (size_t i = 0; i < n && s.n > 0; i++)
		if (str_eq_folded(s, list[i]))
			return true;
	return false;
}

#define IS_ONE_OF(s, list) is_one_of((s), (list), sizeof(list) / sizeof((list)[0]))

static bool
is_furniture(const struct html *h, const GumboNode *n)
{
	static const struct str menus[] = { WORD("navigation"), WORD("search"), WORD("menu"),
		WORD("menubar"), WORD("toolbar"), WORD("doc-toc") };
	static const struct str around[] = { WORD("banner"), WORD("contentinfo"),
		WORD("complementary") };
	struct str role = attribute(n, "role");
	GumboTag tag = n->v.element.tag;

	/* an element without an end of its own might have swallowed the report */
	if (n->v.element.original_end_tag.length == 0)
		return false;
	if (tag == GUMBO_TAG_NAV || IS_ONE_OF(role, menus))
		return true;
	if (tag == GUMBO_TAG_BUTTON)
		return !is_inside_heading(n);
	if (!h->has_main || is_inside_main(n) || contains(n, GUMBO_TAG_MAIN) ||
	    contains(n, GUMBO_TAG_ARTICLE))
		return false;
	if (tag == GUMBO_TAG_HEADER || tag == GUMBO_TAG_FOOTER || tag == GUMBO_TAG_ASIDE ||
	    IS_ONE_OF(role, around))
		return h->main_has_title || !contains(n, GUMBO_TAG_H1);
	return false;
}

enum html_seen
html_seen(const struct html *h, const GumboNode *n)
{
	if (is_machine(n))
		return HTML_MACHINE;
	if (n->v.element.tag == GUMBO_TAG_UNKNOWN && str_eq_folded(unknown_name(n), CF_S("ix:header")))
		return HTML_MACHINE;
	if (is_struck(n))
		return HTML_STRUCK;
	if (is_hidden(h, n))
		return HTML_HIDDEN;
	return h->page && is_furniture(h, n) ? HTML_FURNITURE : HTML_READ;
}

/* ---- saying so */

static void
count(struct html *h, struct html_left_out *l, const GumboNode *n)
{
	struct span at = html_span(h, n->v.element.original_tag);

	if (at.to == 0 || !html_has_words(h, n))
		return;
	if (l->n++ == 0)
		l->first = at;
}

bool
html_leave_out(struct html *h, const GumboNode *n)
{
	enum html_seen seen = html_seen(h, n);

	switch (seen) {
	case HTML_HIDDEN:
		count(h, &h->hidden, n);
		break;
	case HTML_STRUCK:
		count(h, &h->struck, n);
		break;
	case HTML_FURNITURE:
		count(h, &h->furniture, n);
		break;
	case HTML_READ:
	case HTML_MACHINE:
		break;
	}
	return seen != HTML_READ;
}

static void
say(struct html *h, const struct html_left_out *l, const char *what)
{
	if (l->n > 0 && !h->d->failed)
		doc_skip(h->d, l->first, false, l->n == 1 ? str_of(what) :
		    arena_printf(h->d->arena, "%s (%u places)", what, l->n));
}

void
html_say_left_out(struct html *h)
{
	say(h, &h->hidden, "text that is not shown is left out");
	say(h, &h->struck, "text that is struck out is left out");
	say(h, &h->furniture, "menus, headers and footers of the site are left out");
}

void
html_find_main(struct html *h, const GumboNode *root)
{
	struct html_walk w;
	const GumboNode *n;

	html_walk_begin(&w, &h->scratch, root);
	while ((n = html_walk_next(&w)) != NULL) {
		if (!html_is_element(n) || w.leaving || !is_main(n))
			continue;
		h->has_main = true;
		h->main_has_title = h->main_has_title || contains(n, GUMBO_TAG_H1);
		html_walk_skip(&w);
	}
}
