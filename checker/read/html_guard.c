/* Counting open elements and attributes before gumbo does; see html_guard.h. */
#include "read/html_guard.h"

#include <assert.h>

#include "base/limits.h"
#include "read/tag.h"

static_assert(CF_MAX_DEPTH == 200 && CF_MAX_ATTRIBUTES == 256 && CF_MAX_HTML == 16 << 20,
    "the reasons say so");

struct guard {
	uint64_t name[CF_MAX_DEPTH];	/* of the open elements: hashes */
	size_t n;
	bool foreign;	/* SVG or MathML was met: there no end tag is implied */
};

/* elements that end by themselves where the next of their kind begins, or at once */
static bool
ends_by_itself(GumboTag tag)
{
	static const GumboTag list[] = { GUMBO_TAG_P, GUMBO_TAG_LI, GUMBO_TAG_TR, GUMBO_TAG_TD,
		GUMBO_TAG_TH, GUMBO_TAG_TBODY, GUMBO_TAG_THEAD, GUMBO_TAG_TFOOT,
		GUMBO_TAG_COLGROUP, GUMBO_TAG_OPTION, GUMBO_TAG_DD, GUMBO_TAG_DT };

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (list[i] == tag)
			return true;
	return false;
}

static bool
is_void(GumboTag tag)
{
	static const GumboTag list[] = { GUMBO_TAG_BR, GUMBO_TAG_COL, GUMBO_TAG_IMG, GUMBO_TAG_HR,
		GUMBO_TAG_INPUT, GUMBO_TAG_WBR, GUMBO_TAG_META, GUMBO_TAG_LINK, GUMBO_TAG_AREA,
		GUMBO_TAG_BASE, GUMBO_TAG_EMBED, GUMBO_TAG_PARAM, GUMBO_TAG_SOURCE,
		GUMBO_TAG_TRACK };

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (list[i] == tag)
			return true;
	return false;
}

static void
close_element(struct guard *g, uint64_t name)
{
	size_t i = g->n;

	while (i > 0 && g->name[i - 1] != name)
		i--;
	if (i == 0)
		return;
	memmove(&g->name[i - 1], &g->name[i], (g->n - i) * sizeof(g->name[0]));
	g->n--;
}

/* false: too deep */
static bool
take_tag(struct guard *g, const struct tag *t)
{
	GumboTag tag = gumbo_tagn_enum(t->name.p, (unsigned)t->name.n);
	uint64_t name = str_hash_folded(t->name);

	if (tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_MATH)
		g->foreign = true;
	if (!g->foreign && (ends_by_itself(tag) || is_void(tag)))
		return true;
	if (t->closing) {
		close_element(g, name);
		return true;
	}
	if (g->n == CF_MAX_DEPTH)
		return false;
	g->name[g->n++] = name;
	return true;
}

const char *
html_guard(struct str html)
{
	struct guard g = { .n = 0 };
	size_t at = 0;

	if (html.n > CF_MAX_HTML)
		return "HTML table too large: the limit is CF_MAX_HTML = 16 MiB";
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
		at = t.end;
	}
	return NULL;
}
