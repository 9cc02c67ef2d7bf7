/* Counting open elements and attributes before gumbo does; see html_guard.h. */
#include "read/html_guard.h"

#include <assert.h>

#include "base/limits.h"
#include "read/tag.h"

static_assert(CF_MAX_DEPTH == 200 && CF_MAX_ATTRIBUTES == 256 && CF_MAX_HTML == 16 << 20,
    "the reasons say so");

struct open {
	uint64_t name;		/* a hash */
	bool ends_by_next;
};

struct guard {
	struct open open[CF_MAX_DEPTH];
	size_t n;
	bool foreign;	/* SVG or MathML was met: there no end tag is implied */
	unsigned inside;	/* SVG or MathML elements that are open, or may be */
	bool strange;	/* HTML inside of these was met: it is not sure when they end */
};

/* elements that another of their kind, or of the same table, always ends */
static bool
ends_by_itself(GumboTag tag)
{
	static const GumboTag list[] = { GUMBO_TAG_P, GUMBO_TAG_TR, GUMBO_TAG_TD, GUMBO_TAG_TH,
		GUMBO_TAG_TBODY, GUMBO_TAG_THEAD, GUMBO_TAG_TFOOT, GUMBO_TAG_COLGROUP };

	return TAG_IN(tag, list);
}

/* elements that the next of their kind ends only when nothing else is open between */
static bool
ends_by_next(GumboTag tag)
{
	static const GumboTag list[] = { GUMBO_TAG_LI, GUMBO_TAG_DT, GUMBO_TAG_OPTION };

	return TAG_IN(tag, list);
}

/* elements whose end is the end of all that stands open in them */
static bool
ends_all_inside(GumboTag tag)
{
	static const GumboTag list[] = { GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_DL, GUMBO_TAG_DIV,
		GUMBO_TAG_TABLE, GUMBO_TAG_SELECT };

	return TAG_IN(tag, list);
}

static bool
is_void(GumboTag tag)
{
	static const GumboTag list[] = { GUMBO_TAG_BR, GUMBO_TAG_COL, GUMBO_TAG_IMG, GUMBO_TAG_HR,
		GUMBO_TAG_INPUT, GUMBO_TAG_WBR, GUMBO_TAG_META, GUMBO_TAG_LINK, GUMBO_TAG_AREA,
		GUMBO_TAG_BASE, GUMBO_TAG_EMBED, GUMBO_TAG_PARAM, GUMBO_TAG_SOURCE,
		GUMBO_TAG_TRACK };

	return TAG_IN(tag, list);
}

static void
close_element(struct guard *g, GumboTag tag, uint64_t name)
{
	size_t i = g->n, left;

	while (i > 0 && g->open[i - 1].name != name)
		i--;
	if (i == 0)
		return;
	left = i - 1;
	for (; i < g->n; i++)
		if (!g->open[i].ends_by_next || !ends_all_inside(tag))
			g->open[left++] = g->open[i];
	g->n = left;
}

/* elements of SVG and MathML in which HTML may stand */
static bool
may_hold_html(struct str name)
{
	static const struct str list[] = { WORD("foreignobject"), WORD("desc"), WORD("title"),
		WORD("annotation-xml"), WORD("mi"), WORD("mo"), WORD("mn"), WORD("ms"),
		WORD("mtext") };

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (str_eq_folded(name, list[i]))
			return true;
	return false;
}

/* keep count of SVG and MathML: at most as many are open in gumbo's eyes */
static void
take_foreign(struct guard *g, struct str html, const struct tag *t, GumboTag tag)
{
	if (tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_MATH) {
		g->inside += !t->closing;
		g->inside -= t->closing && g->inside > 0;
	} else if (g->inside > 0 && !t->closing && may_hold_html(t->name)) {
		const char *next = memchr(html.p + t->end, '<', html.n - t->end);

		/* "<title>Words</title>" does no harm */
		if (next == NULL || !tag_is(html, (size_t)(next - html.p), CF_S("/title")))
			g->strange = true;
	}
}

/*
 * Where a script ends: what is in it is not HTML. In SVG it might be, so that it is
 * looked at there as all the rest.
 */
static size_t
script_end(const struct guard *g, struct str html, const struct tag *t)
{
	size_t at = t->end;

	if (t->closing || g->inside > 0 || g->strange || !str_eq_folded(t->name, CF_S("script")))
		return at;
	for (; at < html.n; at++) {
		const char *p = memchr(html.p + at, '<', html.n - at);

		if (p == NULL)
			return html.n;
		at = (size_t)(p - html.p);
		if (tag_is(html, at, CF_S("/script")))
			return at;
	}
	return html.n;
}

/* false: too deep */
static bool
take_tag(struct guard *g, const struct tag *t)
{
	GumboTag tag = gumbo_tagn_enum(t->name.p, (unsigned)t->name.n);
	uint64_t name = str_hash_folded(tag == GUMBO_TAG_DD ? CF_S("dt") : t->name);
	struct open *top = g->n > 0 ? &g->open[g->n - 1] : NULL;

	if (tag == GUMBO_TAG_DD)
		tag = GUMBO_TAG_DT;	/* each ends the other */
	if (tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_MATH)
		g->foreign = true;
	if (!g->foreign && (ends_by_itself(tag) || is_void(tag)))
		return true;
	if (t->closing) {
		close_element(g, tag, name);
		return true;
	}
	if (ends_by_next(tag) && top != NULL && top->name == name)
		return true;
	if (g->n == CF_MAX_DEPTH)
		return false;
	g->open[g->n++] = (struct open){ name, ends_by_next(tag) };
	return true;
}

const char *
html_guard(struct str html)
{
	struct guard g = { .n = 0 };
	size_t at = 0;

	if (html.n > CF_MAX_HTML)
		return "HTML too large: the limit is CF_MAX_HTML = 16 MiB";
	while (at < html.n) {
		const char *p = memchr(html.p + at, '<', html.n - at);
		struct tag t;

		if (p == NULL)
			break;
		at = (size_t)(p - html.p);
		if (!tag_scan(html, at, &t)) {
			if (memchr(p, '>', html.n - at) == NULL)
				break;
			at++;
			continue;
		}
		if (t.attributes > CF_MAX_ATTRIBUTES)
			return "HTML tag with too many attributes: the limit is "
			    "CF_MAX_ATTRIBUTES = 256";
		if (t.name.n > 0 && !take_tag(&g, &t))
			return "HTML elements nested too deeply: the limit is CF_MAX_DEPTH = 200";
		take_foreign(&g, html, &t, gumbo_tagn_enum(t.name.p, (unsigned)t.name.n));
		at = script_end(&g, html, &t);
	}
	return NULL;
}
