/*
 * Page marks and sections. Reports come out of PDF with the furniture of every
 * page between their lines: "Page 87", "This page is intentionally left blank",
 * and the running header, which looks like a heading. Such a block must neither
 * open a section nor end a table.
 */
#include "doc/doc.h"

/* the digits that s begins with: how many */
static size_t
count_digits(struct str s)
{
	size_t n = 0;

	while (n < s.n && ch_digit(s.p[n]))
		n++;
	return n;
}

bool
doc_is_page_number(struct str s)
{
	char word[24];
	struct str w = { word, 0 };
	size_t digits;
	bool page, dashes;

	for (size_t i = 0; i < s.n; i++) {
		if (ch_space(s.p[i]) || s.p[i] == '|' || s.p[i] == ':')
			continue;
		if (w.n == sizeof(word))
			return false;
		word[w.n++] = ch_lower(s.p[i]);
	}
	page = str_starts(w, CF_S("page"));
	dashes = str_starts(w, CF_S("-"));
	w = str_sub(w, page ? 4 : dashes, w.n);
	digits = count_digits(w);
	if (digits == 0 || digits > 5)
		return false;
	w = str_sub(w, digits, w.n);
	if (page && str_starts(w, CF_S("of")))
		return w.n > 2 && 2 + count_digits(str_sub(w, 2, w.n)) == w.n;
	return page ? w.n == 0 : str_eq(w, dashes ? CF_S("-") : CF_S("page"));
}

static bool
is_page_line(struct str s)
{
	return doc_is_page_number(s) ||
	    (s.n < 60 && str_has_folded(s, CF_S("page is intentionally left blank"))) ||
	    (s.n < 60 && str_has_folded(s, CF_S("page is left intentionally blank")));
}

/*
 * A heading is a running header when it repeats the last heading of its level
 * with nothing of that level or above between; when it has a number in it
 * ("Agenda Item 7") and is called as a section that it stands in or, being of the
 * first level, as any before; or when it follows a page mark directly and the same
 * heading stood directly below that mark before.
 */
struct seen {
	uint64_t hash;
	struct block *block;
};

struct ring {
	struct seen at[64];
	size_t n;
};

struct heading_memory {
	struct seen last[8];	/* the last heading of each level */
	struct ring first;	/* numbered headings of the first level seen before */
	struct ring pairs;	/* (mark above, heading) seen before */
};

/* the block that put this hash into the ring; NULL: it is put there now, for b */
static struct block *
seen_before(struct ring *r, uint64_t hash, struct block *b)
{
	for (size_t i = 0; i < r->n && i < 64; i++)
		if (r->at[i].hash == hash)
			return r->at[i].block;
	r->at[r->n++ % 64] = (struct seen){ hash, b };
	return NULL;
}

static bool
has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (ch_digit(s.p[i]))
			return true;
	return false;
}

/* the last heading of this level with these words; one above it, when they have a number */
static struct block *
last_like(const struct heading_memory *m, const struct block *b, unsigned level, uint64_t h)
{
	unsigned least = has_digit(b->text.s) ? 1 : level;

	for (unsigned l = level; l >= least && b->text.s.n > 0; l--)
		if (m->last[l].hash == h)
			return m->last[l].block;
	return NULL;
}

static bool
is_running_header(struct heading_memory *m, struct block *b, uint64_t above)
{
	uint64_t h = str_hash_folded(b->text.s);
	unsigned level = b->level > 7 ? 7 : b->level;
	struct block *first = last_like(m, b, level, h), *x;

	if (above != 0 && (x = seen_before(&m->pairs, above ^ (h << 1), b)) != NULL)
		first = x;
	if (level == 1 && has_digit(b->text.s) && (x = seen_before(&m->first, h, b)) != NULL)
		first = x;
	if (first != NULL) {
		first->repeats = true;
		return true;
	}
	m->last[level] = (struct seen){ h, b };
	for (unsigned l = level + 1; l < 8; l++)
		m->last[l] = (struct seen){ 0, NULL };
	return false;
}

static void
mark_pages(struct doc *d)
{
	struct heading_memory m = { 0 };
	uint64_t above = 0;	/* hash of the first-level heading or mark just above, or 0 */

	for (size_t i = 0; i < d->nblocks; i++) {
		struct block *b = &d->blocks[i];
		bool heading = b->kind == BLOCK_HEADING;

		if (((heading || b->kind == BLOCK_PARAGRAPH) && is_page_line(b->text.s)) ||
		    (heading && is_running_header(&m, b, above)))
			b->kind = BLOCK_PAGE_MARK;
		above = b->kind == BLOCK_PAGE_MARK ||
		    (b->kind == BLOCK_HEADING && b->level == 1) ? str_hash_folded(b->text.s) : 0;
	}
}

static uint32_t
open_section(struct doc *d, uint32_t current, size_t block)
{
	const struct block *b = &d->blocks[block];
	uint32_t parent = current;

	while (parent != 0 && d->sections[parent].level >= b->level)
		parent = d->sections[parent].parent;
	if (!VEC_ROOM(d->arena, d->sections, d->nsections, d->sectioncap)) {
		d->failed = true;
		return current;
	}
	d->sections[d->nsections] = (struct section){ .parent = parent, .level = b->level,
		.title = b->text, .first_block = (uint32_t)block };
	return (uint32_t)d->nsections++;
}

/* sections are in the order of their headings, so what is inside one follows it */
static void
close_sections(struct doc *d)
{
	for (size_t i = d->nsections; i-- > 0; ) {
		struct section *s = &d->sections[i];

		if (s->end == 0)
			s->end = (uint32_t)i + 1;
		if (s->parent != NONE && d->sections[s->parent].end < s->end)
			d->sections[s->parent].end = s->end;
	}
}

void
doc_outline(struct doc *d)
{
	uint32_t current = 0;

	if (!VEC_ROOM(d->arena, d->sections, d->nsections, d->sectioncap)) {
		d->failed = true;
		return;
	}
	d->sections[d->nsections++] = (struct section){ .parent = NONE };
	mark_pages(d);
	for (size_t i = 0; i < d->nblocks && !d->failed; i++) {
		if (d->blocks[i].kind == BLOCK_HEADING)
			current = open_section(d, current, i);
		d->blocks[i].section = current;
	}
	close_sections(d);
}

size_t
doc_section_path(const struct doc *d, uint32_t section, struct arena *a, const char *const **out)
{
	size_t n = 0, i;
	const char **path;

	for (uint32_t s = section; s != 0 && s != NONE; s = d->sections[s].parent)
		n++;
	path = arena_array(a, n, const char *);
	*out = path;
	i = n;
	for (uint32_t s = section; path != NULL && s != 0 && s != NONE; s = d->sections[s].parent)
		path[--i] = arena_str(a, d->sections[s].title.s).p;
	return path == NULL ? 0 : n;
}
