/* How files, parts and places are named on the page; see html.h. */
#include "write/html.h"

/* ---- files and parts */

void
html_file_name(const struct html_page *p, struct buf *b)
{
	const char *path = write_utf8(&p->w->scratch, p->rep->path);
	const char *name = path + strlen(path);
	unsigned slashes = 0;

	/* the folder it is in stays, since reports of different months may have one name */
	while (name > path && (slashes += name[-1] == '/') < 2)
		name--;
	html_put(b, name);
}

void
html_part_name(const struct html_page *p, struct buf *b, size_t part)
{
	const struct cf_report *rep = p->rep;
	const struct report_part *one = part < rep->nparts ? &rep->parts[part] : NULL;

	if (one == NULL || rep->nparts < 2) {
		html_file_name(p, b);
		return;
	}
	if (one->number > 0)
		buf_printf(b, "%u. ", one->number);
	html_put(b, one->title[0] == '\0' ? part == 0 ? "At the beginning" : "(no title)" :
	    one->title);
}

/* ---- places */

/* how many page marks stand above the line */
static size_t
pages_above(const struct cf_report *rep, size_t line)
{
	size_t lo = 0, hi = rep->npages;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (rep->pages[mid].line <= line)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static void
put_mark_of(struct buf *b, const struct report_page *page)
{
	buf_puts(b, "\xE2\x80\x9C");
	html_put(b, page->text);
	buf_puts(b, "\xE2\x80\x9D");
}

/* An officer has the pages before them, whose numbers stand in the text, and not its lines. It
 * is not known whether they stand at the top or at the foot. */
void
html_line(const struct html_page *p, struct buf *b, size_t line)
{
	const struct cf_report *rep = p->rep;
	size_t above = pages_above(rep, line);

	if (above == 0) {
		buf_printf(b, "in line %zu", line);
		return;
	}
	buf_puts(b, above < rep->npages ? "between the page marks " : "after the page mark ");
	put_mark_of(b, &rep->pages[above - 1]);
	if (above < rep->npages) {
		buf_puts(b, " and ");
		put_mark_of(b, &rep->pages[above]);
	}
	buf_printf(b, " (line %zu)", line);
}

void
html_place(const struct html_page *p, struct buf *b, const struct cf_place *place)
{
	if (place->spot == NULL) {
		html_line(p, b, place->line);
		return;
	}
	buf_puts(b, "at ");
	html_put(b, place->spot->words);
}
