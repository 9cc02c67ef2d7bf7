/*
 * HTML tables in Markdown. Markdown ends an HTML block at a blank line, a table
 * may hold some: so each "<table" is paired with its "</table>" over the whole
 * document first, and the lines between are cut out.
 */
#include "read/md.h"
#include "read/tag.h"

bool
md_html_starts(const struct md *m, uint32_t at, uint32_t to)
{
	struct str s = str_sub(m->s, 0, to);
	bool cells = memchr(m->s.p + at, '\t', to - at) != NULL, block = false;
	struct tag tag;

	while (at < to) {
		const char *next;

		if (s.p[at] == '<') {
			if (tag_is(s, at, CF_S("table")))
				return true;
			if (!tag_scan(s, at, &tag) || tag.kind == TAG_UNKNOWN)
				return false;
			block = block || tag.kind == TAG_BREAK;
			at = (uint32_t)tag.end;
		} else if (s.p[at] == ' ') {
			at++;
		} else {
			/* words before it: layout after <div>, but not in a cell */
			next = cells || !block ? NULL : memchr(s.p + at, '<', to - at);
			if (next == NULL)
				return false;
			at = (uint32_t)(next - s.p);
		}
	}
	return false;
}

static bool
add_open(struct md *m, uint32_t from)
{
	if (!VEC_ROOM(m->d->arena, m->tables, m->ntables, m->tablecap)) {
		m->d->failed = true;
		return false;
	}
	m->tables[m->ntables++] = (struct table_tag){ .from = from };
	return true;
}

/* `open` links the tables that are still open through their `close` fields */
static void
pair_tables(struct md *m, uint32_t at)
{
	size_t open = 0;	/* index + 1; 0: none */

	while (at < m->s.n) {
		const char *p = memchr(m->s.p + at, '<', m->s.n - at);

		if (p == NULL)
			break;
		at = (uint32_t)(p - m->s.p);
		if (str_starts(str_sub(m->s, at, m->s.n), CF_S("<!--"))) {
			at = (uint32_t)tag_comment_end(m->s, at);
			continue;
		}
		if (tag_is(m->s, at, CF_S("table"))) {
			if (!add_open(m, at))
				return;
			m->tables[m->ntables - 1].close = (uint32_t)open;
			open = m->ntables;
		} else if (open != 0 && tag_is(m->s, at, CF_S("/table"))) {
			const char *end = memchr(p, '>', m->s.n - at);
			size_t above = m->tables[open - 1].close;

			m->tables[open - 1].close =
			    end == NULL ? (uint32_t)m->s.n : (uint32_t)(end + 1 - m->s.p);
			open = above;
		}
		at++;
	}
	while (open != 0) {
		size_t above = m->tables[open - 1].close;

		m->tables[open - 1].close = 0;
		open = above;
	}
}

/* the line that holds source byte `at`, at or after line i */
static size_t
line_of(const struct md *m, size_t i, uint32_t at)
{
	while (i + 1 < m->nlines && m->d->source->line[i + 1] <= at)
		i++;
	return i;
}

static size_t
next_blank(const struct md *m, size_t i)
{
	while (i < m->nlines && str_trim(source_text(m->d->source, md_line(m, i))).n > 0)
		i++;
	return i;
}

struct region
md_html_region(struct md *m, size_t i)
{
	struct region r = { .kind = REGION_HTML, .end = i + 1 };
	struct span line = md_line(m, i);
	const struct table_tag *endless = NULL;

	if (!m->tables_known)
		pair_tables(m, line.from);
	m->tables_known = true;
	while (m->table < m->ntables && m->tables[m->table].from < line.from)
		m->table++;
	/* a table that begins on the line another one ends on belongs to the region */
	while (m->table < m->ntables && m->tables[m->table].from < md_line(m, r.end - 1).to) {
		const struct table_tag *t = &m->tables[m->table++];
		size_t end = t->close != 0 ? line_of(m, r.end - 1, t->close - 1) + 1 :
		    next_blank(m, r.end);

		if (t->close == 0 && endless == NULL)
			endless = t;
		if (end > r.end)
			r.end = end;
	}
	if (endless != NULL)	/* the others are inside it, or end with it */
		doc_skip(m->d, (struct span){ endless->from, endless->from + 6 }, false,
		    CF_S("HTML table without an end: it is read to the next blank line"));
	return r;
}
