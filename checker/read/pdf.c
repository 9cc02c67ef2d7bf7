/*
 * PDF: pdftotext of poppler is run on the file, and what it writes is made into a
 * document. Positions are pages with boxes.
 */
#include "read/pdf.h"

#include <stdio.h>

#include "base/limits.h"
#include "read/child.h"

bool
pdf_is(struct str bytes)
{
	/* some bytes may stand before it */
	struct str head = str_sub(bytes, 0, 1024);

	for (size_t i = 0; i + 5 <= head.n; i++)
		if (memcmp(head.p + i, "%PDF-", 5) == 0)
			return i == 0 || !ch_alpha(head.p[0]);
	return false;
}

/* ---- from words to a document */

/* the height that most letters of the document have */
static float
body_height(const struct pdf *p)
{
	size_t count[400] = { 0 }, most = 0;

	for (size_t i = 0; i < p->npages; i++) {
		for (size_t k = 0; k < p->page[i].nwords; k++) {
			const struct pdf_word *w = &p->page[i].word[k];
			float h = pdf_height(w->box) * 4;

			if (h < 400)
				count[(size_t)h] += w->s.n;
		}
	}
	for (size_t i = 0; i < 400; i++)
		if (count[i] > count[most])
			most = i;
	return (float)most / 4 + 0.125F;
}

#define BETWEEN 4u	/* pages without tables that are drawn rather than a program run again */

/* may there be tables on the page, or a row of one that goes over from the next page or to it? */
static bool
is_suspect(const struct pdf *p, size_t page)
{
	unsigned rows = pdf_count_tabular(&p->page[page]);

	return rows >= 2 || (rows == 1 &&
	    ((page > 0 && pdf_count_tabular(&p->page[page - 1]) >= 2) ||
	    (page + 1 < p->npages && pdf_count_tabular(&p->page[page + 1]) >= 2)));
}

/* pages on which there may be tables are looked at for ruling lines, a run at a time */
static void
draw_pages(struct pdf *p)
{
	for (size_t i = 0, end; i < p->npages && p->draw != NULL; i = end) {
		end = i + 1;
		if (!is_suspect(p, i))
			continue;
		for (size_t k = end; k < p->npages && k <= end + BETWEEN; k++)
			if (is_suspect(p, k))
				end = k + 1;
		p->rules_from = (uint32_t)i + 1;
		pdf_read_rules(p, p->draw(p->ctx, (uint32_t)i + 1, (uint32_t)end));
	}
	for (size_t i = 0; i < p->npages; i++) {
		struct pdf_page *page = &p->page[i];

		if (page->nrules > 0 && pdf_find_grids(p, page)) {
			page->nrows = 0;
			pdf_find_rows(p, page);
		}
	}
}

static bool
make_pages(struct pdf *p, struct str output)
{
	if (!pdf_read_words(p, output))
		return false;
	for (size_t i = 0; i < p->npages; i++)
		pdf_turn(&p->page[i]);
	p->body = body_height(p);
	pdf_find_hyphens(p);
	for (size_t i = 0; i < p->npages; i++) {
		pdf_find_axes(p, &p->page[i]);
		pdf_find_rows(p, &p->page[i]);
	}
	draw_pages(p);
	pdf_find_marks(p);
	for (size_t i = 0; i < p->npages; i++)
		pdf_find_tables(p, &p->page[i]);
	pdf_find_breaks(p);
	return true;
}

static void
derive_guarded(struct pdf *p, struct derive *v, struct str output)
{
	jmp_buf oom;

	p->arena->oom = &oom;
	if (setjmp(oom) != 0) {
		v->d->failed = true;
	} else if (!make_pages(p, output)) {
		v->d->failed = true;
		v->d->limit = "pages of one PDF (CF_MAX_PAGES)";
	} else {
		pdf_put_blocks(p, v);
	}
	p->arena->oom = NULL;
}

enum cf_status
pdf_derive(struct doc *d, struct pdf *p, struct str output, struct cf_error *err)
{
	struct arena scratch;
	struct derive v;

	derive_begin(&v, d);
	arena_init(&scratch, CF_MAX_MEMORY);
	p->arena = &scratch;
	derive_guarded(p, &v, output);
	p->arena = NULL;
	arena_release(&scratch);
	return derive_end(&v, err);
}

/* ---- running poppler */

/* the first line of what it complains about */
static struct str
first_line(struct str s)
{
	const char *nl = s.n == 0 ? NULL : memchr(s.p, '\n', s.n);

	return nl == NULL ? s : str_sub(s, 0, (size_t)(nl - s.p));
}

static bool
says(struct str said, struct str what)
{
	return str_has_folded(said, what);
}

static enum cf_status
explain(enum child_end end, const char *path, struct str said, struct cf_error *err)
{
	struct str line = first_line(said);

	switch (end) {
	case CHILD_DONE:
		break;
	case CHILD_MISSING:
		return error_set(err, CF_EINPUT, path, 0, 0,
		    "is a PDF; to read it pdftotext must be installed, which is in the package "
		    "poppler-utils");
	case CHILD_TOO_LONG:
		return error_set(err, CF_ELIMIT, path, 0, 0,
		    "pdftotext took too long on it: the limit is CF_MAX_CHILD_SECONDS = %u s",
		    CF_MAX_CHILD_SECONDS);
	case CHILD_TOO_MUCH:
		return error_set(err, CF_ELIMIT, path, 0, 0,
		    "pdftotext finds too much text in it: the limit is CF_MAX_CHILD_OUTPUT = %u "
		    "MiB", CF_MAX_CHILD_OUTPUT >> 20);
	case CHILD_NOT_STARTED:
		return error_set(err, CF_EIO, path, 0, 0,
		    "is a PDF, and no process could be started to read it: %.*s", (int)line.n,
		    line.p);
	case CHILD_NO_MEMORY:
		return error_set(err, CF_ENOMEM, path, 0, 0, "out of memory");
	case CHILD_FAILED:
		if (says(said, CF_S("password")))
			return error_set(err, CF_EINPUT, path, 0, 0,
			    "is protected by a password: save it without one first");
		return error_set(err, CF_EINPUT, path, 0, 0,
		    "is a PDF that pdftotext cannot read: %.*s", (int)line.n, line.p);
	}
	return CF_OK;
}

struct drawing {
	struct str file;
	struct buf output;
};

/* Without the lines tables are still found by how their words stand: no error. */
static struct str
draw(void *ctx, uint32_t first, uint32_t last)
{
	struct drawing *d = ctx;
	char from[12], to[12];
	const char *argv[] = { "pdftocairo", "-ps", "-origpagesizes", "-f", from, "-l", to, "-", "-",
		NULL };
	struct buf said = { 0 };
	enum child_end end;

	(void)snprintf(from, sizeof(from), "%u", first);
	(void)snprintf(to, sizeof(to), "%u", last);
	buf_clear(&d->output);
	end = child_run(argv, d->file, &d->output, &said);
	buf_release(&said);
	return end == CHILD_DONE ? buf_str(&d->output) : CF_S("");
}

enum cf_status
read_pdf(struct doc *d, struct str file, const char *format, struct cf_error *err)
{
	static const char *const argv[] = { "pdftotext", "-bbox-layout", "-enc", "UTF-8", "-", "-",
		NULL };
	struct drawing drawing = { .file = file };
	struct pdf p = { .draw = draw, .ctx = &drawing };
	struct buf words = { 0 }, said = { 0 };
	enum cf_status st;
	enum child_end end;

	(void)format;
	if (!pdf_is(file))
		return error_set(err, CF_EINPUT, d->source->path, 0, 0,
		    "is no PDF: it does not begin as one");
	end = child_run(argv, file, &words, &said);
	d->format = "pdf";
	st = end != CHILD_DONE ? explain(end, d->source->path, buf_str(&said), err) :
	    pdf_derive(d, &p, buf_str(&words), err);
	buf_release(&drawing.output);
	buf_release(&words);
	buf_release(&said);
	return st;
}
