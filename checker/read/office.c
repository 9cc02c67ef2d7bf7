/* Telling office files apart; see office.h. */
#include "read/office.h"

#define OLE CF_S("\320\317\021\340\241\261\032\341")

struct office {
	const char *format;		/* as it is asked for; NULL: not read */
	const char *type;		/* in the content type or media type */
	const char *what;
	office_fn *read;
};

static const struct office kinds[] = {
	{ "docx", "wordprocessingml", "a Word document (DOCX)", read_docx },
	{ "docx", "ms-word", "a Word document (DOCM)", read_docx },
	{ "xlsx", "spreadsheetml", "a spreadsheet (XLSX)", read_xlsx },
	{ NULL, "sheet.binary", "a binary spreadsheet (XLSB)", NULL },
	{ "xlsx", "ms-excel", "a spreadsheet (XLSM)", read_xlsx },
	{ NULL, "presentationml", "a presentation (PPTX)", NULL },
	{ NULL, "ms-powerpoint", "a presentation (PPTM)", NULL },
	{ "odt", "opendocument.text", "a text document (ODT)", read_odt },
	{ "ods", "opendocument.spreadsheet", "a spreadsheet (ODS)", read_ods },
	{ NULL, "opendocument.presentation", "an OpenDocument presentation (ODP)", NULL },
	{ NULL, "opendocument", "an OpenDocument file of another kind", NULL },
	{ NULL, "epub", "an e-book (EPUB)", NULL },
};

#define NKINDS (sizeof(kinds) / sizeof(kinds[0]))

bool
office_is(struct str bytes)
{
	return zip_is(bytes) || str_starts(bytes, OLE);
}

static bool
has(struct str s, struct str what)
{
	const char *p = s.p, *end = s.p + s.n;

	for (; what.n <= (size_t)(end - p); p++) {
		p = memchr(p, what.p[0], (size_t)(end - p) - what.n + 1);
		if (p == NULL)
			return false;
		if (memcmp(p, what.p, what.n) == 0)
			return true;
	}
	return false;
}

static enum cf_status
refuse_old(struct str file, const char *path, struct cf_error *err)
{
	/* the name of the stream that holds the encrypted zip, in UTF-16 */
	static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

	if (has(file, (struct str){ encrypted, sizeof(encrypted) }))
		return error_set(err, CF_EINPUT, path, 0, 0,
		    "is protected by a password: save it without one first");
	return error_set(err, CF_EINPUT, path, 0, 0,
	    "is an old Word or Excel file (.doc, .xls), which is not read; save it as .docx or "
	    ".xlsx first");
}

/* ---- what kind of zip */

/* the media type that OpenDocument files begin with; "" for others */
static enum cf_status
media_type(struct package *k, struct str *type, struct cf_error *err)
{
	char head[128];
	enum cf_status st;
	size_t n = 0;

	*type = CF_S("");
	if (!zip_has(k->zip, CF_S("mimetype")))
		return CF_OK;
	st = zip_begin(k->zip, CF_S("mimetype"), err);
	if (st != CF_OK)
		return st;
	st = zip_more(k->zip, head, sizeof(head), &n, err);
	zip_end(k->zip);
	*type = arena_str(k->arena, (struct str){ head, n });
	k->failed |= type->n < n;
	return st;
}

enum { MANIFEST_ENCRYPTION = 1 };

static const struct xml_word manifest_words[] = { { "n:encryption-data", MANIFEST_ENCRYPTION } };

static bool
manifest_open(void *ctx, unsigned id, const char *const *attrs)
{
	(void)id;
	(void)attrs;
	*(bool *)ctx = true;
	return true;
}

static void
manifest_close(void *ctx, unsigned id)
{
	(void)ctx;
	(void)id;
}

/* OpenDocument encrypts its parts one by one */
static enum cf_status
check_password(struct package *k, struct cf_error *err)
{
	static const struct str manifest = { "META-INF/manifest.xml", 21 };
	bool encrypted = false;
	struct xml_reader r = { .words = manifest_words, .nwords = 1, .open = manifest_open,
		.close = manifest_close, .ctx = &encrypted };
	enum cf_status st = !zip_has(k->zip, manifest) ? CF_OK :
	    xml_read(k->zip, k->path, manifest, &r, err);

	if (st == CF_OK && encrypted)
		return error_set(err, CF_EINPUT, k->path, 0, 0,
		    "is protected by a password: save it without one first");
	return st;
}

static const struct office *
kind_of(struct str type)
{
	for (size_t i = 0; i < NKINDS; i++)
		if (has(type, str_of(kinds[i].type)))
			return &kinds[i];
	return NULL;
}

static enum cf_status
read_kind(const struct office *kind, struct doc *d, struct package *k, struct str main,
    const char *format, struct cf_error *err)
{
	enum cf_status st;

	if (kind == NULL)
		return error_set(err, CF_EINPUT, k->path, 0, 0,
		    "is a zip archive, but no document of Word, Excel or OpenDocument");
	if (kind->read == NULL)
		return error_set(err, CF_EINPUT, k->path, 0, 0,
		    "is %s, which is not read; save it as DOCX, ODT, XLSX or ODS first", kind->what);
	if (format != NULL && strcmp(format, kind->format) != 0)
		return error_set(err, CF_EINPUT, k->path, 0, 0, "is %s, not %s", kind->what,
		    format);
	d->format = kind->format;
	st = kind->read(d, k, main, err);
	d->failed |= k->failed;
	if (k->limit != NULL)
		d->limit = k->limit;
	return st;
}

static enum cf_status
read_zip(struct doc *d, struct package *k, const char *format, struct cf_error *err)
{
	struct str type, main = CF_S("content.xml");
	enum cf_status st = media_type(k, &type, err);
	bool odf = str_starts(type, CF_S("application/vnd.oasis"));

	if (st == CF_OK && odf)
		st = check_password(k, err);
	if (st == CF_OK && type.n == 0 && zip_has(k->zip, CF_S("[Content_Types].xml")))
		st = opc_main(k, &type, &main, err);
	if (st == CF_OK && k->failed) {
		d->failed = true;
		return CF_OK;
	}
	return st != CF_OK ? st : read_kind(kind_of(type), d, k, main, format, err);
}

enum cf_status
read_office(struct doc *d, struct str file, const char *format, struct cf_error *err)
{
	const char *path = d->source->path;
	struct package k = { .arena = d->arena, .path = path };
	enum cf_status st;

	if (str_starts(file, OLE))
		return refuse_old(file, path, err);
	if (!zip_is(file))
		return error_set(err, CF_EINPUT, path, 0, 0,
		    "is no zip archive, as every DOCX, ODT, XLSX and ODS file is");
	k.zip = zip_open(file, path, err);
	if (k.zip == NULL)
		return CF_EINPUT;
	st = read_zip(d, &k, format, err);
	zip_close(k.zip);
	return st;
}
