/*
 * A whole HTML page: headings, paragraphs, lists, definitions and tables in the
 * order of the page, each word with its place in the source. What a person does
 * not read as part of the report (html_seen.c) is left out, and that is said.
 */
#include <assert.h>

#include "base/limits.h"
#include "read/html.h"
#include "read/html_guard.h"

static_assert(CF_MAX_HTML == 16 << 20, "the limit says so");

struct list {
	const GumboNode *node;	/* <ul>, <ol>, <dl> */
	uint32_t id;
	bool numbered;
	int64_t next;		/* number of the next item */
	uint32_t number;	/* of this item, or 0 */
	bool item;		/* an item is open, and its first words are not yet a block */
};

/* What the words being collected will be. */
struct page {
	struct html *h;
	struct flow f;
	struct list list[CF_MAX_DEPTH + 1];
	unsigned depth;		/* of lists */
	uint32_t nlists;
	unsigned level;		/* of the open heading; 0: none */
	const GumboNode *code;	/* the open <pre> of code */
	const GumboNode *term;	/* the <dt> whose words are not yet a block */
	const GumboNode *table;	/* the outermost data table that is open: it has been read */
	unsigned breaks;	/* <br> since the last words */
};

/* ---- blocks */

static void
add_block(struct page *p, struct text t, bool bold)
{
	struct list *l = &p->list[p->depth];
	struct doc *d = p->h->d;
	struct block *b;

	if (p->level > 0) {
		(void)doc_heading(d, p->level, t);
	} else if (p->code != NULL) {
		(void)doc_code(d, t);
	} else if (p->depth > 0 && l->item) {
		b = doc_item(d, p->depth, l->id, t, bold);
		if (b != NULL)
			b->number = l->number;
		l->item = false;
	} else {
		(void)doc_paragraph(d, t, bold);
	}
}

/* the words so far become a block; what is bold goes on being so */
static void
finish(struct page *p)
{
	struct flow *f = &p->f, old = *f;
	struct doc *d = p->h->d;
	struct text t;
	bool bold;

	t = flow_end(f, d, p->h->from, &bold);
	html_flow_begin(p->h, f);
	f->bold = old.bold;
	f->sup = old.sup;
	p->breaks = 0;
	p->term = NULL;
	if (t.s.n > 0 && !d->failed)
		add_block(p, t, bold);
}

/* ---- lists */

static int64_t
integer(const GumboNode *n, const char *name, int64_t otherwise)
{
	const GumboAttribute *a = gumbo_get_attribute(&n->v.element.attributes, name);
	const char *s = a == NULL ? "" : a->value;
	bool minus = *s == '-';
	int64_t v = 0;

	s += minus;
	if (!ch_digit(*s))
		return otherwise;
	for (; ch_digit(*s) && v < 1000000; s++)
		v = v * 10 + (*s - '0');
	return minus ? -v : v;
}

static bool
is_list(const GumboNode *n)
{
	return html_is(n, GUMBO_TAG_UL) || html_is(n, GUMBO_TAG_OL) || html_is(n, GUMBO_TAG_DL);
}

static void
open_list(struct page *p, const GumboNode *n)
{
	const GumboAttribute *type = gumbo_get_attribute(&n->v.element.attributes, "type");
	bool counts_back = gumbo_get_attribute(&n->v.element.attributes, "reversed") != NULL;

	if (p->depth == CF_MAX_DEPTH)	/* the guard lets no more through */
		return;
	p->list[++p->depth] = (struct list){ .node = n, .id = ++p->nlists,
		.next = integer(n, "start", 1), .numbered = html_is(n, GUMBO_TAG_OL) &&
		!counts_back && (type == NULL || strcmp(type->value, "1") == 0) };
}

static void
close_list(struct page *p, const GumboNode *n)
{
	if (p->depth > 0 && p->list[p->depth].node == n)
		p->depth--;
}

static void
open_item(struct page *p, const GumboNode *n)
{
	struct list *l = &p->list[p->depth];

	if (p->depth == 0)
		return;
	l->item = true;
	l->number = 0;
	if (!l->numbered || !html_is(n, GUMBO_TAG_LI))
		return;
	l->next = integer(n, "value", l->next);
	if (l->next > 0 && l->next <= UINT32_MAX)
		l->number = (uint32_t)l->next;
	l->next++;
}

/* "term: definition" is one item; further definitions are paragraphs */
static void
open_definition(struct page *p, const GumboNode *n)
{
	struct span at = html_span(p->h, n->v.element.original_tag);

	if (p->term == NULL || !flow_any(&p->f)) {
		finish(p);
	} else if (p->f.prev == ':') {
		flow_break(&p->f, at.from, at.to);
	} else {
		p->f.gap_to = 0;
		flow_verbatim(&p->f, CF_S(": "), at.from, at.to);
	}
	p->term = NULL;
}

/* ---- elements */

static unsigned
heading_level(const GumboNode *n)
{
	const GumboAttribute *role;

	if (n->v.element.tag >= GUMBO_TAG_H1 && n->v.element.tag <= GUMBO_TAG_H6)
		return (unsigned)(n->v.element.tag - GUMBO_TAG_H1) + 1;
	role = gumbo_get_attribute(&n->v.element.attributes, "role");
	if (role == NULL || strcmp(role->value, "heading") != 0)
		return 0;
	return (unsigned)(integer(n, "aria-level", 2) < 1 ? 1 :
	    integer(n, "aria-level", 2) > 6 ? 6 : integer(n, "aria-level", 2));
}

/* does it stand on lines of its own? */
static bool
is_block(const GumboNode *n)
{
	static const GumboTag more[] = { GUMBO_TAG_MAIN, GUMBO_TAG_NAV, GUMBO_TAG_ASIDE,
		GUMBO_TAG_DETAILS, GUMBO_TAG_SUMMARY, GUMBO_TAG_FORM, GUMBO_TAG_LEGEND,
		GUMBO_TAG_BODY, GUMBO_TAG_DIR, GUMBO_TAG_MENU };

	return (tag_kind_of(n->v.element.tag) == TAG_BREAK && !html_is(n, GUMBO_TAG_BR)) ||
	    TAG_IN(n->v.element.tag, more);
}

/* <pre> with <code> as the first thing in it */
static bool
is_code(const GumboNode *n)
{
	const GumboVector *v = &n->v.element.children;

	for (unsigned i = 0; i < v->length; i++)
		if (html_is_element(v->data[i]))
			return html_is(v->data[i], GUMBO_TAG_CODE) ||
			    html_is(v->data[i], GUMBO_TAG_SAMP);
	return false;
}

/* the figure's only table and its caption; both NULL when it is not so */
static void
look_at_figure(struct html *h, const GumboNode *figure)
{
	const GumboNode *caption = NULL, *table = NULL;
	unsigned depth = 0, tables = 0;

	for (const GumboNode *n = figure; n != NULL;
	    n = html_after(n, &depth, html_is_element(n) && !html_is(n, GUMBO_TAG_TABLE))) {
		if (html_is(n, GUMBO_TAG_FIGCAPTION))
			caption = n;
		if (html_is(n, GUMBO_TAG_TABLE)) {
			table = n;
			tables++;
		}
	}
	h->figcaption = tables == 1 && caption != NULL ? caption : NULL;
	h->figure_table = h->figcaption != NULL ? table : NULL;
}

static void
line_break(struct page *p)
{
	if (++p->breaks == 2 && p->level == 0 && p->code == NULL)
		finish(p);	/* an empty line parts paragraphs */
}

static void
enter(struct page *p, const GumboNode *n)
{
	struct html *h = p->h;

	if (html_is(n, GUMBO_TAG_DD))
		open_definition(p, n);
	else if (is_block(n) && p->level == 0)
		finish(p);
	if (heading_level(n) > 0 && p->level == 0) {
		finish(p);
		p->level = heading_level(n);
	}
	if (is_list(n)) {
		open_list(p, n);
	} else if (html_is(n, GUMBO_TAG_LI) || html_is(n, GUMBO_TAG_DT)) {
		open_item(p, n);
		p->term = html_is(n, GUMBO_TAG_DT) ? n : NULL;
	} else if (html_is(n, GUMBO_TAG_FIGURE)) {
		look_at_figure(h, n);
	} else if (html_is(n, GUMBO_TAG_PRE) && p->code == NULL && is_code(n)) {
		p->code = n;
	} else if (html_is(n, GUMBO_TAG_BR)) {
		line_break(p);
	}
	html_add_tag(h, &p->f, n, false);
}

static void
leave(struct page *p, const GumboNode *n)
{
	if (html_is(n, GUMBO_TAG_DT) && p->term == n) {
		/* its definition may follow */
	} else if (heading_level(n) > 0 && p->level > 0) {
		finish(p);
		p->level = 0;
	} else if (is_block(n) && p->level == 0) {
		finish(p);
	}
	if (p->code == n)
		p->code = NULL;
	if (is_list(n))
		close_list(p, n);
	html_add_tag(p->h, &p->f, n, true);
}

static void
add_words(struct page *p, const GumboNode *n)
{
	if (p->code != NULL) {
		html_add_verbatim(p->h, &p->f, n);
		return;
	}
	html_add_words(p->h, &p->f, n);
	if (n->type == GUMBO_NODE_TEXT)
		p->breaks = 0;
}

/* a data table is read as a whole; after that only tables inside it are looked for */
static bool
take_table(struct page *p, const GumboNode *n)
{
	if (!html_is(n, GUMBO_TAG_TABLE) || html_is_layout(p->h, n))
		return false;
	if (p->table == NULL) {
		finish(p);
		p->table = n;
	}
	html_table(p->h, n);
	return true;
}

static void
read_tree(struct page *p, const GumboNode *root)
{
	struct html *h = p->h;
	struct html_walk w;
	const GumboNode *n;

	html_find_main(h, root);
	html_walk_begin(&w, &h->scratch, root);
	html_flow_begin(h, &p->f);
	while ((n = html_walk_next(&w)) != NULL && !h->d->failed) {
		if (!html_is_element(n)) {
			if (p->table == NULL)
				add_words(p, n);
		} else if (w.leaving) {
			if (p->table == NULL)
				leave(p, n);
			if (p->table == n)
				p->table = NULL;
		} else if (html_leave_out(h, n) || n == h->figcaption) {
			html_walk_skip(&w);
		} else if (!take_table(p, n) && p->table == NULL) {
			enter(p, n);
		}
	}
	finish(p);
	html_say_left_out(h);
}

static void
read_guarded(struct page *p)
{
	struct html *h = p->h;
	jmp_buf oom;

	arena_init(&h->scratch, CF_MAX_MEMORY);
	h->scratch.oom = &oom;
	if (setjmp(oom) == 0) {
		h->until = arena_array(&h->scratch, CF_MAX_COLUMNS, uint32_t);
		read_tree(p, html_parse(&h->scratch, h->bytes));
	} else {
		h->d->failed = true;
	}
	arena_release(&h->scratch);
}

void
read_html(struct doc *d)
{
	struct str src = d->source->bytes;
	uint32_t from = d->source->line[0];	/* after a byte order mark, which is no word */
	struct html h = { .d = d, .src = src, .from = from, .bytes = str_sub(src, from, src.n),
		.page = true };
	struct page *p = arena_new(d->arena, struct page);

	d->limit = html_guard(h.bytes);
	d->failed = d->limit != NULL || p == NULL;
	if (d->failed)
		return;
	p->h = &h;
	read_guarded(p);
	if (d->nblocks == 0 && !d->failed)
		doc_skip(d, (struct span){ from, (uint32_t)src.n }, false,
		    CF_S("no text was found in this page"));
}

/* ---- is it HTML? */

/* past white space, comments and declarations that are not the document type */
static size_t
skip_prolog(struct str s)
{
	size_t i = str_starts(s, CF_S("\xEF\xBB\xBF")) ? 3 : 0;
	struct tag t;

	for (;;) {
		while (i < s.n && ch_space(s.p[i]))
			i++;
		if (i == s.n || s.p[i] != '<' || str_starts_folded(str_sub(s, i, s.n),
		    CF_S("<!doctype")) || !tag_scan(s, i, &t) || t.kind != TAG_COMMENT)
			return i;
		i = t.end;
	}
}

bool
html_is_page(struct str bytes)
{
	struct str head = str_sub(bytes, skip_prolog(bytes), bytes.n);

	return str_starts_folded(str_sub(head, 0, 64), CF_S("<!doctype html")) ||
	    (head.n > 0 && tag_is(head, 0, CF_S("html")) && head.p[0] == '<');
}

#define FIRST_BYTES	16384u	/* looked at for tags */
#define MANY_TAGS	12u

bool
html_is_fragment(struct str bytes)
{
	struct str head = str_sub(bytes, 0, FIRST_BYTES);
	size_t at = skip_prolog(head), blocks = 0, lines = 0;

	if (at == head.n || head.p[at] != '<')
		return false;
	for (; at < head.n; at++) {
		struct tag t;

		lines += head.p[at] == '\n';
		if ((head.p[at] == '#' || head.p[at] == '|') && at > 0 && head.p[at - 1] == '\n')
			return false;	/* Markdown that begins with HTML */
		if (head.p[at] == '<' && tag_scan(head, at, &t) && t.kind == TAG_BREAK)
			blocks++;
	}
	return blocks >= MANY_TAGS && blocks * 2 >= lines;
}
