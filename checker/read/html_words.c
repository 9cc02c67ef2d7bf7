/* From text nodes and tags to words; see html.h. */
#include "read/html.h"
#include "read/inline.h"

static uint32_t
place_of(const struct html *h, const char *p)
{
	return (uint32_t)(p - h->src.p);
}

struct span
html_span(const struct html *h, GumboStringPiece piece)
{
	uint32_t from;

	if (piece.length == 0)
		return (struct span){ 0, 0 };
	from = place_of(h, piece.data);
	return (struct span){ from, from + (uint32_t)piece.length };
}

struct span
html_element_span(const struct html *h, const GumboNode *n)
{
	struct span open = html_span(h, n->v.element.original_tag);
	struct span close = html_span(h, n->v.element.original_end_tag);

	if (open.to == 0)
		open.from = h->from;
	if (close.to <= open.from)
		close.to = h->from + (uint32_t)h->bytes.n;
	return (struct span){ open.from, close.to };
}

void
html_flow_begin(const struct html *h, struct flow *f)
{
	flow_begin(f, h->d->arena, h->src);
	f->wraps = h->page;
}

/* line by line, without the marks of a quote */
static void
add_quoted(const struct html *h, struct flow *f, struct span at)
{
	while (at.from < at.to) {
		const char *nl = memchr(h->src.p + at.from, '\n', at.to - at.from);
		uint32_t from = at.from;

		at.from = nl == NULL ? at.to : place_of(h, nl) + 1;
		if (from > 0 && h->src.p[from - 1] == '\n')
			while (from < at.from && (h->src.p[from] == '>' || h->src.p[from] == ' '))
				from++;
		inline_add(f, from, at.from, INLINE_HTML);
	}
}

static bool
is_words(const GumboNode *n)
{
	return n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_WHITESPACE ||
	    n->type == GUMBO_NODE_CDATA;
}

void
html_add_words(const struct html *h, struct flow *f, const GumboNode *n)
{
	struct span at;

	if (!is_words(n))
		return;
	at = html_span(h, n->v.text.original_text);
	if (h->quoted)
		add_quoted(h, f, at);
	else if (at.from < at.to)
		inline_add(f, at.from, at.to, INLINE_HTML);
}

void
html_add_verbatim(const struct html *h, struct flow *f, const GumboNode *n)
{
	struct span at;
	uint32_t start;

	if (!is_words(n))
		return;
	at = html_span(h, n->v.text.original_text);
	start = at.from;
	while (at.from < at.to) {
		char c = h->src.p[at.from];
		uint32_t len = c == '&' ? (uint32_t)entity_length(str_sub(h->src, 0, at.to),
		    at.from) : 0;

		if (len == 0 && (c != '\r' || at.from + 1 == at.to)) {
			at.from++;
			continue;
		}
		flow_text(f, start, at.from);
		if (len > 0)
			flow_entity(f, at.from, at.from + len);
		at.from += len > 0 ? len : 1;	/* "\r\n" is "\n" */
		start = at.from;
	}
	flow_text(f, start, at.to);
}

void
html_add_tag(const struct html *h, struct flow *f, const GumboNode *n, bool leaving)
{
	enum tag_kind kind = tag_kind_of(n->v.element.tag);
	struct span at = html_span(h, leaving ? n->v.element.original_end_tag :
	    n->v.element.original_tag);

	flow_tag(f, kind, leaving, at.from, at.to);
	if (kind != TAG_BOLD && html_style_bold(n))
		flow_tag(f, TAG_BOLD, leaving, at.from, at.to);
}

struct text
html_words_of(struct html *h, const GumboNode *root, bool *bold)
{
	uint32_t at = html_span(h, root->v.element.original_tag).to;
	struct html_walk w;
	const GumboNode *n;
	struct flow f;

	html_flow_begin(h, &f);
	f.bold = html_style_bold(root);
	html_walk_begin(&w, &h->scratch, root);
	while ((n = html_walk_next(&w)) != NULL) {
		if (!html_is_element(n)) {
			html_add_words(h, &f, n);
		} else if (!w.leaving && html_seen(h, n) != HTML_READ) {
			html_walk_skip(&w);
		} else if (html_is(n, GUMBO_TAG_TABLE) && !w.leaving &&
		    !(h->page && html_is_layout(h, n))) {
			html_add_tag(h, &f, n, false);
			html_walk_skip(&w);
		} else {
			html_add_tag(h, &f, n, w.leaving);
		}
	}
	return flow_end(&f, h->d, at == 0 ? h->from : at, bold);
}
