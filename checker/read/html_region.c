/*
 * HTML inside Markdown: each <table> becomes a table, words outside tables become
 * paragraphs. Without a table it is not worth a tree.
 */
#include "read/html_region.h"

#include "base/limits.h"
#include "read/html.h"
#include "read/html_guard.h"
#include "read/inline.h"

static void
end_paragraph(struct html *h, struct flow *f)
{
	bool bold;
	struct text t = flow_end(f, h->d, h->from, &bold);

	html_flow_begin(h, f);
	if (t.s.n > 0 && !h->d->failed)
		(void)doc_paragraph(h->d, t, bold);
}

static void
read_tree(struct html *h)
{
	size_t tables = 0;	/* open */
	struct html_walk w;
	const GumboNode *n;
	struct flow f;

	h->until = arena_array(&h->scratch, CF_MAX_COLUMNS, uint32_t);
	html_walk_begin(&w, &h->scratch, html_parse(&h->scratch, h->bytes));
	html_flow_begin(h, &f);
	while ((n = html_walk_next(&w)) != NULL && !h->d->failed) {
		bool table = html_is(n, GUMBO_TAG_TABLE);

		if (html_is_element(n) && !w.leaving && html_leave_out(h, n)) {
			html_walk_skip(&w);
			continue;
		}
		if (tables == 0 && html_is_element(n)) {
			if (tag_kind_of(n->v.element.tag) == TAG_BREAK &&
			    !html_is(n, GUMBO_TAG_BR))
				end_paragraph(h, &f);
			html_add_tag(h, &f, n, w.leaving);
		} else if (tables == 0) {
			html_add_words(h, &f, n);
		}
		if (table && !w.leaving) {
			html_table(h, n);
			tables++;
		} else if (table) {
			tables--;
		}
	}
	end_paragraph(h, &f);
	html_say_left_out(h);
}

static bool
has_table(struct str s)
{
	for (size_t at = 0; at < s.n; at++) {
		const char *p = memchr(s.p + at, '<', s.n - at);

		if (p == NULL)
			return false;
		at = (size_t)(p - s.p);
		if (tag_is(s, at, CF_S("table")))
			return true;
	}
	return false;
}

static void
read_with_tables(struct html *h)
{
	jmp_buf oom;

	arena_init(&h->scratch, CF_MAX_MEMORY);
	h->scratch.oom = &oom;
	if (setjmp(oom) == 0)
		read_tree(h);
	else
		h->d->failed = true;
	arena_release(&h->scratch);
}

void
html_blocks(struct doc *d, uint32_t from, uint32_t to)
{
	struct html h = { .d = d, .src = d->source->bytes, .from = from };
	uint32_t line = d->source->line[source_line_of(d->source, from)];
	const char *why;
	struct text t;
	bool bold;

	h.bytes = str_sub(h.src, from, to);
	h.quoted = from > line && memchr(h.src.p + line, '>', from - line) != NULL;
	if (!has_table(h.bytes)) {
		t = inline_read(d, from, to, INLINE_HTML, &bold);
		if (t.s.n > 0 && !d->failed)
			(void)doc_paragraph(d, t, bold);
		return;
	}
	why = html_guard(h.bytes);
	if (why != NULL)
		doc_skip(d, (struct span){ from, to }, true, str_of(why));
	else
		read_with_tables(&h);
}
