/*
 * Tables that hold no data: they only say where on the page their contents stand,
 * and these are read as if the table were not there.
 */
#include "read/html.h"

/* What one table is made of, at its own level. */
struct make {
	unsigned most;		/* cells in one row */
	unsigned rows;		/* with words in two cells or more */
	bool headed;		/* it has a <th>, a <caption> or a <thead> with rows */
};

static void
look_at_row(const struct html *h, const GumboNode *row, struct make *m)
{
	const GumboVector *cells = &row->v.element.children;
	unsigned n = 0, worded = 0;

	for (unsigned i = 0; i < cells->length; i++) {
		const GumboNode *c = cells->data[i];

		m->headed = m->headed || html_is(c, GUMBO_TAG_TH);
		if (!html_is(c, GUMBO_TAG_TD))
			continue;
		n++;
		if (worded < 2 && html_has_words(h, c))
			worded++;
	}
	m->most = n > m->most ? n : m->most;
	m->rows += worded >= 2;
}

static struct make
look_at(const struct html *h, const GumboNode *table)
{
	const GumboVector *parts = &table->v.element.children;
	struct make m = { 0 };

	for (unsigned i = 0; i < parts->length && !m.headed && m.rows < 2; i++) {
		const GumboNode *part = parts->data[i];

		if (!html_is_element(part))
			continue;
		m.headed = html_is(part, GUMBO_TAG_CAPTION) || (html_is(part, GUMBO_TAG_THEAD) &&
		    part->v.element.children.length > 0);
		for (unsigned k = 0; k < part->v.element.children.length; k++) {
			const GumboNode *row = part->v.element.children.data[k];

			if (html_is(row, GUMBO_TAG_TR))
				look_at_row(h, row, &m);
		}
	}
	return m;
}

/* a heading, or a table of its own */
static bool
holds_structure(const GumboNode *table)
{
	unsigned depth = 0;

	for (const GumboNode *n = table; n != NULL; n = html_after(n, &depth, html_is_element(n)))
		if (n != table && html_is_element(n) && (n->v.element.tag == GUMBO_TAG_TABLE ||
		    (n->v.element.tag >= GUMBO_TAG_H1 && n->v.element.tag <= GUMBO_TAG_H6)))
			return true;
	return false;
}

bool
html_is_layout(struct html *h, const GumboNode *table)
{
	const GumboAttribute *role = gumbo_get_attribute(&table->v.element.attributes, "role");
	struct make m;

	if (role != NULL && (str_eq_folded(str_of(role->value), CF_S("presentation")) ||
	    str_eq_folded(str_of(role->value), CF_S("none"))))
		return true;
	if (table == h->figure_table)
		return false;
	m = look_at(h, table);
	if (m.headed || m.rows >= 2)
		return false;
	return m.most <= 1 || holds_structure(table);
}
