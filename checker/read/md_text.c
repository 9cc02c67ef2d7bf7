/*
 * Plain Markdown, by md4c. It gives no positions, but what it hands to the text
 * callback lies inside the input, except for line breaks: check the range, then
 * subtract. Blocks are made as their words end, so that they come in source
 * order: an item is made before the list inside it.
 */
#include "read/md.h"

#include <md4c.h>

#include "base/limits.h"
#include "read/html_region.h"
#include "read/inline.h"

#define LONG_LINE	60	/* bytes; headings are shorter */

struct list {
	uint32_t number;
	bool item_done;		/* the words of its current item have been made a block */
};

struct parse {
	struct md *m;
	struct doc *d;
	struct flow flow;
	uint32_t begin;			/* of the first words of the block; NONE: none yet */
	uint32_t last;			/* end of the last bytes taken from the source */
	MD_BLOCKTYPE block;		/* of the words: P, H, CODE or HTML */
	unsigned level;			/* of a heading */
	struct list list[CF_MAX_DEPTH + 1];
	unsigned depth;			/* of lists; may pass what `list` holds */
};

static struct list *
top(struct parse *p)
{
	return &p->list[p->depth > CF_MAX_DEPTH ? CF_MAX_DEPTH : p->depth];
}

static void
start(struct parse *p, MD_BLOCKTYPE block)
{
	p->block = block;
	p->begin = NONE;
	flow_begin(&p->flow, p->d->arena, p->m->s);
}

static void
make_paragraph(struct parse *p, struct text t, bool bold)
{
	struct list *l = top(p);

	if (p->depth == 0 || l->item_done) {
		(void)doc_paragraph(p->d, t, bold);
		return;
	}
	l->item_done = true;
	(void)doc_item(p->d, p->depth, l->number, t, bold);
}

/* is line i nothing but dashes? */
static bool
is_dashes(const struct md *m, size_t i)
{
	struct span line = i < m->nlines ? md_line(m, i) : (struct span){ 0, 0 };
	uint32_t at = md_first(m, line), end = at;

	while (end < line.to && m->s.p[end] == '-')
		end++;
	return end > at && str_trim(str_sub(m->s, end, line.to)).n == 0;
}

static bool
has_letter(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (ch_alpha(s.p[i]) || (unsigned char)s.p[i] >= 0x80)
			return true;
	return false;
}

/*
 * A conversion from PDF parts its pages by "---", which makes a heading of the
 * last lines of the page. Words that go over lines, end as a sentence does or are
 * a whole line that begins small are none, nor is a line to sign on or a page number.
 */
static bool
is_end_of_page(const struct parse *p, uint32_t begin, struct str words)
{
	size_t first = source_line_of(p->d->source, begin);
	size_t last = source_line_of(p->d->source, p->last);

	if (words.n == 0 || p->m->s.p[md_first(p->m, md_line(p->m, first))] == '#' ||
	    !is_dashes(p->m, last + 1))
		return false;
	return last > first || !has_letter(words) ||
	    (words.n > LONG_LINE && words.p[0] >= 'a' && words.p[0] <= 'z') ||
	    strchr(".,;", words.p[words.n - 1]) != NULL ||
	    str_ends(words, CF_S(".\"")) || str_ends(words, CF_S(".\u201D"));
}

/* the words so far become a block */
static void
finish(struct parse *p)
{
	struct doc *d = p->d;
	uint32_t begin = p->begin;
	struct text t;
	bool bold;

	p->begin = NONE;
	if (begin == NONE)
		return;
	if (p->block == MD_BLOCK_HTML) {
		html_blocks(d, begin, p->last);
		return;
	}
	t = flow_end(&p->flow, d, begin, &bold);
	if (t.s.n == 0 || d->failed)
		return;
	if (p->block == MD_BLOCK_H && !is_end_of_page(p, begin, t.s))
		(void)doc_heading(d, p->level, t);
	else if (p->block == MD_BLOCK_CODE)
		(void)doc_code(d, t);
	else
		make_paragraph(p, t, bold);
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
	struct parse *p = ctx;

	finish(p);
	start(p, type == MD_BLOCK_LI ? MD_BLOCK_P : type);
	if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
		p->depth++;
		*top(p) = (struct list){ .number = ++p->m->nlists, .item_done = true };
	} else if (type == MD_BLOCK_LI) {
		top(p)->item_done = false;
	} else if (type == MD_BLOCK_H) {
		p->level = ((MD_BLOCK_H_DETAIL *)detail)->level;
	}
	return p->d->failed ? -1 : 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
	struct parse *p = ctx;

	(void)detail;
	finish(p);
	start(p, MD_BLOCK_P);
	if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
		p->depth--;
	return p->d->failed ? -1 : 0;
}

/* What one definition says is copied for each link to it: a few long ones could
 * keep md4c busy for hours. False: past the limit. */
static bool
count_link(struct parse *p, size_t bytes)
{
	p->m->links += bytes;
	if (p->m->links <= CF_MAX_LINKS)
		return true;
	p->d->failed = true;
	p->d->limit = "bytes of link targets, for each link again (CF_MAX_LINKS)";
	return false;
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *ctx)
{
	struct parse *p = ctx;
	const MD_SPAN_A_DETAIL *a = detail;
	const MD_SPAN_IMG_DETAIL *image = detail;

	if ((type == MD_SPAN_A && !count_link(p, (size_t)a->href.size + a->title.size)) ||
	    (type == MD_SPAN_IMG && !count_link(p, (size_t)image->src.size + image->title.size)))
		return -1;
	if (type == MD_SPAN_STRONG)
		flow_tag(&p->flow, TAG_BOLD, false, p->last, p->last);
	return 0;
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *ctx)
{
	struct parse *p = ctx;

	(void)detail;
	if (type == MD_SPAN_STRONG)
		flow_tag(&p->flow, TAG_BOLD, true, p->last, p->last);
	return 0;
}

/* A line break: md4c's own text. Its place is the next line end in the source,
 * which to md4c may be a '\r' alone. */
static void
line_break(struct parse *p)
{
	struct str s = p->m->s;
	uint32_t from = p->last, at;

	while (from < s.n && s.p[from] != '\n' && s.p[from] != '\r')
		from++;
	if (p->begin == NONE || from == s.n)
		return;
	at = s.p[from] == '\r' && from + 1 < s.n && s.p[from + 1] == '\n' ? from + 1 : from;
	if (p->block == MD_BLOCK_CODE) {
		flow_text(&p->flow, p->last, from);	/* blanks at the end of the line */
		flow_verbatim(&p->flow, CF_S("\n"), from, at + 1);
	} else if (p->block != MD_BLOCK_HTML) {
		flow_break(&p->flow, from, at + 1);
	}
	p->last = at + 1;
}

/* One inline tag, or the part of it that stands on this line. */
static void
inline_tag(struct parse *p, uint32_t from, uint32_t to)
{
	struct tag tag;

	if (p->m->s.p[from] != '<' || !tag_scan(str_sub(p->m->s, 0, to), from, &tag))
		return;
	if (tag.kind == TAG_UNKNOWN)
		flow_text(&p->flow, from, to);
	else
		flow_tag(&p->flow, tag.kind, tag.closing, from, to);
}

/* indentation inside code: the blanks between the last bytes and these */
static void
code_indent(struct parse *p, uint32_t from)
{
	for (uint32_t i = p->last; i < from; i++)
		if (!ch_space(p->m->s.p[i]))
			return;
	flow_text(&p->flow, p->last, from);
}

static void
take(struct parse *p, MD_TEXTTYPE type, uint32_t from, uint32_t to)
{
	bool first = p->begin == NONE;

	if (first)
		p->begin = from;
	if (p->block == MD_BLOCK_CODE && !first)
		code_indent(p, from);
	if (p->block != MD_BLOCK_HTML && type == MD_TEXT_ENTITY)
		flow_entity(&p->flow, from, to);
	else if (p->block != MD_BLOCK_HTML && type == MD_TEXT_HTML)
		inline_tag(p, from, to);
	else if (p->block != MD_BLOCK_HTML)
		flow_text(&p->flow, from, to);
	p->last = to;
}

static int
text(MD_TEXTTYPE type, const MD_CHAR *s, MD_SIZE size, void *ctx)
{
	struct parse *p = ctx;
	uintptr_t at = (uintptr_t)s, base = (uintptr_t)p->m->s.p;

	if (size == 0)
		return 0;
	if (at >= base && at + size <= base + p->m->s.n)
		take(p, type, (uint32_t)(at - base), (uint32_t)(at - base + size));
	else if (*s == '\n' || type == MD_TEXT_BR || type == MD_TEXT_SOFTBR ||
	    p->block != MD_BLOCK_CODE)
		line_break(p);
	return p->d->failed || p->flow.b.failed ? -1 : 0;
}

void
md_text(struct md *m, uint32_t from, uint32_t to)
{
	static const MD_PARSER parser = {
		/* a PDF conversion indents by accident: an indented line is words */
		.flags = MD_FLAG_STRIKETHROUGH | MD_FLAG_NOINDENTEDCODEBLOCKS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = text,
	};
	struct parse p = { .m = m, .d = m->d, .last = from };

	if (from >= to)
		return;
	start(&p, MD_BLOCK_P);
	if (md_parse(m->s.p + from, to - from, &parser, &p) != 0)
		m->d->failed = true;
}
