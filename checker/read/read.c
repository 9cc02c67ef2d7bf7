/* Choosing a reader; see read.h. */
#include "read/read.h"

#include "base/limits.h"
#include "read/delim.h"
#include "read/html.h"
#include "read/md.h"
#include "read/office.h"
#include "read/pdf.h"

struct reader {
	const char *name;
	const char *const *endings;	/* of names that are surely its own; NULL ends them */
	unsigned (*bid)(struct str bytes);	/* by content; 0: not mine */
	void (*read)(struct doc *d);
	bool long_lines;	/* its lines may be of any length */
};

/* A format whose files have no lines: the text is derived from them. Chosen by content. */
struct container {
	const char *const *formats;	/* names that ask for it, and endings of its files */
	bool (*is)(struct str bytes);
	derive_fn *read;
};

#define SURE 90u	/* the bid of a name's ending */

static unsigned
bid_markdown(struct str bytes)
{
	(void)bytes;
	return 10;	/* any text is Markdown */
}

/* the first lines all hold the same number of tabs, and one at least */
static bool
looks_tabbed(struct str bytes)
{
	size_t first = 0, tabs = 0, lines = 0;

	for (size_t i = 0; i < bytes.n && lines < 32; i++) {
		tabs += bytes.p[i] == '\t';
		if (bytes.p[i] != '\n')
			continue;
		if (lines++ == 0)
			first = tabs;
		if (tabs == 0 || tabs != first)
			return false;
		tabs = 0;
	}
	return lines >= 2;
}

static unsigned
bid_tsv(struct str bytes)
{
	return looks_tabbed(bytes) ? 50 : 0;
}

static unsigned
bid_csv(struct str bytes)
{
	(void)bytes;
	return 0;	/* prose has commas, too */
}

static unsigned
bid_html(struct str bytes)
{
	return html_is_page(bytes) ? SURE + 5 : html_is_fragment(bytes) ? 40 : 0;
}

static const char *const markdown_endings[] = { "md", "markdown", "mdown", "txt", NULL };
static const char *const tsv_endings[] = { "tsv", "tab", NULL };
static const char *const csv_endings[] = { "csv", NULL };
static const char *const html_endings[] = { "html", "htm", "xhtml", NULL };

static const struct reader readers[] = {
	{ "markdown", markdown_endings, bid_markdown, read_markdown, false },
	{ "tsv", tsv_endings, bid_tsv, read_tsv, false },
	{ "csv", csv_endings, bid_csv, read_csv, false },
	{ "html", html_endings, bid_html, read_html, true },
};

static const char *const office_formats[] = { "docx", "odt", "xlsx", "ods", NULL };

static const char *const pdf_formats[] = { "pdf", NULL };

static const struct container containers[] = {
	{ office_formats, office_is, read_office },
	{ pdf_formats, pdf_is, read_pdf },
};

#define NCONTAINERS (sizeof(containers) / sizeof(containers[0]))
#define NREADERS (sizeof(readers) / sizeof(readers[0]))

/* ---- names */

/* which of the endings the name has, or NULL */
static const char *
ending_of(struct str path, const char *const *endings)
{
	for (; *endings != NULL; endings++) {
		struct str e = str_of(*endings);

		if (path.n > e.n + 1 && path.p[path.n - e.n - 1] == '.' &&
		    str_eq_folded(str_sub(path, path.n - e.n, path.n), e))
			return *endings;
	}
	return NULL;
}

static bool
is_container_name(struct str path)
{
	for (size_t i = 0; i < NCONTAINERS; i++)
		if (ending_of(path, containers[i].formats) != NULL)
			return true;
	return false;
}

bool
read_knows_name(struct str path)
{
	for (size_t i = 0; i < NREADERS; i++)
		if (ending_of(path, readers[i].endings) != NULL)
			return true;
	return is_container_name(path);
}

static struct str
add_endings(struct arena *a, struct str all, const char *const *e)
{
	for (; *e != NULL; e++)
		all = arena_printf(a, "%.*s%s*.%s", (int)all.n, all.p, all.n == 0 ? "" : ", ",
		    *e);
	return all;
}

struct str
read_endings(struct arena *a)
{
	struct str all = CF_S("");

	for (size_t i = 0; i < NREADERS; i++)
		all = add_endings(a, all, readers[i].endings);
	for (size_t i = 0; i < NCONTAINERS; i++)
		all = add_endings(a, all, containers[i].formats);
	return all;
}

const char *
read_other_ending(struct str path)
{
	static const char *const endings[] = { "doc", "rtf", "xls", "xlsm", "xlsb",
		"pptx", "ppt", "odp", "epub", "rst", "adoc", "tex", NULL };

	return ending_of(path, endings);
}

/* ---- what is not read */

/* known by its first bytes, whatever it is called */
static const char *
foreign_format(struct str bytes)
{
	static const struct { struct str head; const char *what; } formats[] = {
		{ { "{\\rtf", 5 }, "a Rich Text (RTF)" },
	};

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (str_starts(bytes, formats[i].head))
			return formats[i].what;
	return NULL;
}

enum cf_status
read_refuses(const char *path, struct str bytes, struct cf_error *err)
{
	const char *what = foreign_format(bytes);

	if (what == NULL)
		return CF_OK;
	return error_set(err, CF_EINPUT, path, 0, 0,
	    "is %s file, which is not read yet; convert it to Markdown or text first", what);
}

/* ---- choosing */

static unsigned
bid_of(const struct reader *r, struct str path, struct str bytes)
{
	unsigned bid = r->bid(bytes);

	return ending_of(path, r->endings) != NULL && bid < SURE ? SURE : bid;
}

static const struct reader *
choose(const struct source *src, const char *format, struct cf_error *err)
{
	struct str path = str_of(src->path);
	const struct reader *best = NULL;
	unsigned most = 0;

	for (size_t i = 0; i < NREADERS; i++) {
		unsigned bid = format != NULL ?
		    str_eq(str_of(format), str_of(readers[i].name)) :
		    bid_of(&readers[i], path, src->bytes);

		if (bid > most) {
			best = &readers[i];
			most = bid;
		}
	}
	if (best == NULL)
		(void)error_set(err, CF_EINPUT, src->path, 0, 0,
		    "unknown format \"%s\": there are markdown, tsv, csv, html, docx, odt, xlsx, "
		    "ods and pdf", format);
	return best;
}

/* the last step of every reader */
static enum cf_status
finish(struct doc *doc, struct cf_error *err)
{
	if (!doc->failed)
		doc_outline(doc);
	if (!doc->failed)
		return CF_OK;
	if (doc->limit != NULL)
		return error_set(err, CF_ELIMIT, doc->source->path, 0, 0, "a limit was passed: %s",
		    doc->limit);
	return error_set(err, CF_ENOMEM, doc->source->path, 0, 0, "out of memory");
}

enum cf_status
read_document(struct doc *doc, struct arena *a, struct source *src, const char *format,
    struct cf_error *err)
{
	const struct reader *reader = choose(src, format, err);
	jmp_buf *oom = a->oom;
	enum cf_status st;

	if (reader == NULL)
		return CF_EINPUT;
	st = reader->long_lines ? CF_OK : source_check_lines(src, CF_MAX_LINE, err);
	if (st != CF_OK)
		return st;
	doc_init(doc, a, src, reader->name);
	/* md4c holds memory of its own while it calls back: no jump may pass it */
	a->oom = NULL;
	reader->read(doc);
	st = finish(doc, err);
	a->oom = oom;
	return st;
}

/* the container that the bytes are, or that `format` asks for */
static const struct container *
container_for(struct str bytes, const char *format)
{
	for (size_t i = 0; i < NCONTAINERS; i++) {
		const struct container *c = &containers[i];

		for (const char *const *name = c->formats; format != NULL && *name != NULL; name++)
			if (strcmp(*name, format) == 0)
				return c;
		if (c->is(bytes))
			return c;
	}
	return NULL;
}

static enum cf_status
read_container(const struct container *c, struct doc *doc, struct str file, const char *format,
    struct cf_error *err)
{
	struct arena *a = doc->arena;
	jmp_buf *oom = a->oom;
	enum cf_status st;

	if (file.n > CF_MAX_INPUT)
		return error_set(err, CF_ELIMIT, doc->source->path, 0, 0,
		    "the file has %zu bytes; the limit is %u (CF_MAX_INPUT)", file.n,
		    CF_MAX_INPUT);
	a->oom = NULL;	/* zlib and expat hold memory of their own */
	st = c->read(doc, file, format, err);
	if (st == CF_OK)
		st = finish(doc, err);
	a->oom = oom;
	return st;
}

enum cf_status
read_any(struct doc *doc, struct arena *a, struct source *src, const struct cf_input *in,
    struct cf_error *err)
{
	struct str bytes = { in->bytes, in->n };
	const struct container *c = container_for(bytes, in->format);
	enum cf_status st;

	*src = (struct source){ .path = in->path };
	if (bytes.n == 0 && in->format == NULL && is_container_name(str_of(in->path)))
		return error_set(err, CF_EINPUT, in->path, 0, 0, "is empty: the file is damaged");
	if (c != NULL) {
		doc_init(doc, a, src, c->formats[0]);
		doc->original = in->original;
		return read_container(c, doc, bytes, in->format, err);
	}
	st = read_refuses(in->path, bytes, err);
	if (st == CF_OK)
		st = source_init(src, a, in->path, bytes, err);
	return st == CF_OK ? read_document(doc, a, src, in->format, err) : st;
}
