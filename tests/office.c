/* Office files for tests; see office.h. */
#include "tests/office.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_PARTS 40u

/* ---- the zip */

struct bytes {
	char *p;
	size_t n, cap;
	bool failed;
};

static void
put(struct bytes *b, const void *p, size_t n)
{
	if (b->cap - b->n < n) {
		size_t cap = (b->cap + n) * 2 + 256;
		char *more = realloc(b->p, cap);

		if (more == NULL) {
			b->failed = true;
			return;
		}
		b->p = more;
		b->cap = cap;
	}
	if (n > 0)
		memcpy(b->p + b->n, p, n);
	b->n += n;
}

static void
put_number(struct bytes *b, size_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++) {
		char c = i < sizeof(value) ? (char)(value >> 8 * i & 0xFF) : '\0';

		put(b, &c, 1);
	}
}

/* what the local header and the list of parts have in common */
static void
put_common(struct bytes *b, const struct office_part *part)
{
	put_number(b, 20, 2);
	put_number(b, 0, 2);	/* flags */
	put_number(b, 0, 2);	/* not packed */
	put_number(b, 0, 4);	/* time */
	put_number(b, 0, 4);	/* checksum: nobody looks at it */
	put_number(b, part->n, 4);
	put_number(b, part->n, 4);
	put_number(b, strlen(part->name), 2);
	put_number(b, 0, 2);
}

char *
office_zip(const struct office_part *parts, size_t nparts, size_t *size)
{
	struct bytes b = { .n = 0 };
	size_t at[MOST_PARTS], list;

	for (size_t i = 0; i < nparts && i < MOST_PARTS; i++) {
		at[i] = b.n;
		put(&b, "PK\003\004", 4);
		put_common(&b, &parts[i]);
		put(&b, parts[i].name, strlen(parts[i].name));
		put(&b, parts[i].bytes, parts[i].n);
	}
	list = b.n;
	for (size_t i = 0; i < nparts && i < MOST_PARTS; i++) {
		put(&b, "PK\001\002", 4);
		put_number(&b, 20, 2);
		put_common(&b, &parts[i]);
		put_number(&b, 0, 10);
		put_number(&b, at[i], 4);
		put(&b, parts[i].name, strlen(parts[i].name));
	}
	put(&b, "PK\005\006", 4);
	put_number(&b, 0, 4);
	put_number(&b, nparts, 2);
	put_number(&b, nparts, 2);
	put_number(&b, b.n - list - 12, 4);
	put_number(&b, list, 4);
	put_number(&b, 0, 2);
	*size = b.n;
	if (b.failed) {
		free(b.p);
		return NULL;
	}
	return b.p;
}

/* ---- what stands around the parts */

#define WORD_SPACES " xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'" \
	" xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'" \
	" xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'" \
	" xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'" \
	" xmlns:v='urn:schemas-microsoft-com:vml' xmlns:wps='urn:wps' xmlns:a='urn:a'"
#define ODF "urn:oasis:names:tc:opendocument:xmlns:"
#define ODF_SPACES " xmlns:office='" ODF "office:1.0' xmlns:text='" ODF "text:1.0'" \
	" xmlns:table='" ODF "table:1.0' xmlns:style='" ODF "style:1.0'" \
	" xmlns:draw='" ODF "drawing:1.0' xmlns:fo='" ODF "xsl-fo-compatible:1.0'" \
	" xmlns:xlink='http://www.w3.org/1999/xlink'"
#define SHEET_SPACES " xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'" \
	" xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
#define RELS "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
#define TYPES "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"

/* A part by the name that it has in a case; the first of a format is its main part. */
struct kind {
	const char *format, *name, *path, *before, *after;
};

static const struct kind kinds[] = {
	{ "docx", "document", "word/document.xml", "<w:document" WORD_SPACES "><w:body>",
		"</w:body></w:document>" },
	{ "docx", "styles", "word/styles.xml", "<w:styles" WORD_SPACES ">", "</w:styles>" },
	{ "docx", "numbering", "word/numbering.xml", "<w:numbering" WORD_SPACES ">",
		"</w:numbering>" },
	{ "docx", "footnotes", "word/footnotes.xml", "<w:footnotes" WORD_SPACES ">",
		"</w:footnotes>" },
	{ "docx", "endnotes", "word/endnotes.xml", "<w:endnotes" WORD_SPACES ">",
		"</w:endnotes>" },
	{ "odt", "content", "content.xml", "<office:document-content" ODF_SPACES ">",
		"</office:document-content>" },
	{ "odt", "styles", "styles.xml", "<office:document-styles" ODF_SPACES "><office:styles>",
		"</office:styles></office:document-styles>" },
	{ "ods", "content", "content.xml", "<office:document-content" ODF_SPACES ">",
		"</office:document-content>" },
	{ "ods", "styles", "styles.xml", "<office:document-styles" ODF_SPACES "><office:styles>",
		"</office:styles></office:document-styles>" },
	{ "xlsx", "sheet", "xl/worksheets/sheet%u.xml", "<worksheet" SHEET_SPACES ">",
		"</worksheet>" },
	{ "xlsx", "styles", "xl/styles.xml", "<styleSheet" SHEET_SPACES ">", "</styleSheet>" },
	{ "xlsx", "strings", "xl/sharedStrings.xml", "<sst" SHEET_SPACES ">", "</sst>" },
};

static const struct office_part fixed_docx[] = {
	{ "[Content_Types].xml", TYPES "<Override PartName='/word/document.xml' ContentType='"
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/>"
		"</Types>", 0 },
	{ "word/_rels/document.xml.rels", RELS
		"<Relationship Id='r1' Type='x/styles' Target='styles.xml'/>"
		"<Relationship Id='r2' Type='x/numbering' Target='/word/numbering.xml'/>"
		"<Relationship Id='r3' Type='x/footnotes' Target='../word/footnotes.xml'/>"
		"<Relationship Id='r4' Type='x/endnotes' Target='endnotes.xml'/></Relationships>", 0 },
};
static const struct office_part fixed_odt[] = {
	{ "mimetype", "application/vnd.oasis.opendocument.text", 0 },
};
static const struct office_part fixed_ods[] = {
	{ "mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0 },
};
static const struct office_part fixed_xlsx[] = {
	{ "[Content_Types].xml", TYPES "<Override PartName='/xl/workbook.xml' ContentType='"
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/>"
		"</Types>", 0 },
};

/* The file while it is put together; everything allocated is in own[]. */
struct file {
	const char *format;
	struct office_part part[MOST_PARTS];
	size_t n;
	char *own[2 * MOST_PARTS];
	size_t nown;
	struct bytes workbook, rels;
	unsigned sheets;
};

static char *
own(struct file *f, char *p)
{
	if (p != NULL && f->nown < 2 * MOST_PARTS)
		return f->own[f->nown++] = p;
	free(p);	/* more parts than a file holds here */
	return NULL;
}

static void
add_part(struct file *f, const char *name, const char *bytes, size_t n)
{
	if (f->n < MOST_PARTS && name != NULL && bytes != NULL)
		f->part[f->n++] = (struct office_part){ name, bytes, n };
}

static void
puts_to(struct bytes *b, const char *s)
{
	put(b, s, strlen(s));
}

/* "Budget", "Budget hidden": a sheet of the workbook */
static void
add_sheet(struct file *f, const char *name, size_t n)
{
	bool hidden = n > 7 && memcmp(name + n - 7, " hidden", 7) == 0;
	char line[300];

	f->sheets++;
	(void)snprintf(line, sizeof(line), "<sheet name=\"%.*s\" sheetId='%u' r:id='s%u'%s/>",
	    (int)(n == 0 ? 6 : hidden ? n - 7 : n), n == 0 ? "Sheet1" : name, f->sheets,
	    f->sheets, hidden ? " state='hidden'" : "");
	puts_to(&f->workbook, line);
	(void)snprintf(line, sizeof(line), "<Relationship Id='s%u' Type='x/worksheet' "
	    "Target='worksheets/sheet%u.xml'/>", f->sheets, f->sheets);
	puts_to(&f->rels, line);
}

static void
add_kind(struct file *f, const struct kind *k, const char *arg, size_t narg, const char *text,
    size_t n)
{
	struct bytes b = { .n = 0 };
	char path[64];
	size_t len;

	if (strcmp(k->name, "sheet") == 0)
		add_sheet(f, arg, narg);
	/* the only "%u" is in the name of a sheet's part */
	len = strcspn(k->path, "%");
	if (k->path[len] == '\0')
		(void)snprintf(path, sizeof(path), "%s", k->path);
	else
		(void)snprintf(path, sizeof(path), "%.*s%u%s", (int)len, k->path, f->sheets,
		    k->path + len + 2);
	puts_to(&b, k->before);
	put(&b, text, n);
	puts_to(&b, k->after);
	add_part(f, own(f, strdup(path)), own(f, b.p), b.n);
}

/* the part that is called so, and what stands after its name on the line */
static const struct kind *
kind_of(const char *format, const char *name, size_t n, const char **arg, size_t *narg)
{
	size_t len = 0;

	while (len < n && name[len] != ' ')
		len++;
	*arg = name + (len < n ? len + 1 : n);
	*narg = n - (len < n ? len + 1 : n);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].format, format) == 0 && strlen(kinds[i].name) == len &&
		    memcmp(kinds[i].name, name, len) == 0)
			return &kinds[i];
	return NULL;
}

static const struct kind *
main_kind(const char *format)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].format, format) == 0)
			return &kinds[i];
	return NULL;
}

bool
office_is_format(const char *format)
{
	return main_kind(format) != NULL;
}

/* the next line "== ...", or the end */
static size_t
next_mark(const char *text, size_t n, size_t at)
{
	for (; at < n; at++)
		if ((at == 0 || text[at - 1] == '\n') && n - at >= 3 &&
		    memcmp(text + at, "== ", 3) == 0)
			return at;
	return n;
}

static void
add_parts(struct file *f, const char *text, size_t n)
{
	size_t at = next_mark(text, n, 0), blank = 0;

	while (blank < at && (text[blank] == ' ' || text[blank] == '\n'))
		blank++;
	if (blank < at || n == 0)
		add_kind(f, main_kind(f->format), "", 0, text, at);
	while (at < n) {
		const char *nl = memchr(text + at, '\n', n - at), *arg;
		size_t end = nl == NULL ? n : (size_t)(nl - text), next, narg;
		const struct kind *k = kind_of(f->format, text + at + 3, end - at - 3, &arg, &narg);

		end += nl != NULL;
		next = next_mark(text, n, end);
		if (k != NULL)
			add_kind(f, k, arg, narg, text + end, next - end);
		at = next;
	}
}

static void
add_fixed(struct file *f, const struct office_part *parts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		add_part(f, parts[i].name, parts[i].bytes, strlen(parts[i].bytes));
}

static void
finish_workbook(struct file *f)
{
	puts_to(&f->workbook, "</sheets></workbook>");
	puts_to(&f->rels, "<Relationship Id='x1' Type='x/styles' Target='styles.xml'/>"
	    "<Relationship Id='x2' Type='x/sharedStrings' Target='sharedStrings.xml'/>"
	    "</Relationships>");
	add_part(f, "xl/workbook.xml", f->workbook.p, f->workbook.n);
	add_part(f, "xl/_rels/workbook.xml.rels", f->rels.p, f->rels.n);
}

char *
office_file(const char *format, const char *text, size_t n, size_t *size)
{
	struct file f = { .format = format };
	char *zip;

	if (strcmp(format, "odt") == 0)
		add_fixed(&f, fixed_odt, 1);
	else if (strcmp(format, "ods") == 0)
		add_fixed(&f, fixed_ods, 1);
	else if (strcmp(format, "docx") == 0)
		add_fixed(&f, fixed_docx, 2);
	else
		add_fixed(&f, fixed_xlsx, 1);
	puts_to(&f.workbook, "<workbook" SHEET_SPACES "><sheets>");
	puts_to(&f.rels, RELS);
	add_parts(&f, text, n);
	if (strcmp(format, "xlsx") == 0)
		finish_workbook(&f);
	zip = office_zip(f.part, f.n, size);
	for (size_t i = 0; i < f.nown; i++)
		free(f.own[i]);
	free(f.workbook.p);
	free(f.rels.p);
	return zip;
}
