/* Choosing a reader; see read.h. */
#include "read/read.h"

#include "read/delim.h"
#include "read/md.h"

struct reader {
	const char *name;
	unsigned (*bid)(struct str path, struct str bytes);	/* 0: not mine */
	void (*read)(struct doc *d);
};

static bool
has_ending(struct str path, const char *const *endings)
{
	for (; *endings != NULL; endings++) {
		struct str e = str_of(*endings);

		if (path.n > e.n && str_eq_folded(str_sub(path, path.n - e.n, path.n), e))
			return true;
	}
	return false;
}

static unsigned
bid_markdown(struct str path, struct str bytes)
{
	static const char *const endings[] = { ".md", ".markdown", ".mdown", ".txt", NULL };

	(void)bytes;
	return has_ending(path, endings) ? 90 : 10;
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
bid_tsv(struct str path, struct str bytes)
{
	static const char *const endings[] = { ".tsv", ".tab", NULL };

	if (has_ending(path, endings))
		return 90;
	return looks_tabbed(bytes) ? 50 : 0;
}

static unsigned
bid_csv(struct str path, struct str bytes)
{
	static const char *const endings[] = { ".csv", NULL };

	(void)bytes;
	return has_ending(path, endings) ? 90 : 0;
}

static const struct reader readers[] = {
	{ "markdown", bid_markdown, read_markdown },
	{ "tsv", bid_tsv, read_tsv },
	{ "csv", bid_csv, read_csv },
};

#define NREADERS (sizeof(readers) / sizeof(readers[0]))

/* Text, but of a kind that would only be misread: better to say so. */
static bool
is_whole_html(struct str path, struct str bytes)
{
	static const char *const endings[] = { ".html", ".htm", ".xhtml", NULL };
	struct str head = str_trim(str_sub(bytes, 0, 512));

	return has_ending(path, endings) || str_eq_folded(str_sub(head, 0, 9), CF_S("<!doctype")) ||
	    str_eq_folded(str_sub(head, 0, 5), CF_S("<html"));
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
		    readers[i].bid(path, src->bytes);

		if (bid > most) {
			best = &readers[i];
			most = bid;
		}
	}
	if (format == NULL && is_whole_html(path, src->bytes)) {
		(void)error_set(err, CF_EINPUT, src->path, 0, 0,
		    "a whole HTML page is not read; convert it to Markdown first");
		return NULL;
	}
	if (best == NULL)
		(void)error_set(err, CF_EINPUT, src->path, 0, 0,
		    "unknown format \"%s\": there are markdown, tsv and csv", format);
	return best;
}

enum cf_status
read_document(struct doc *doc, struct arena *a, struct source *src, const char *format,
    struct cf_error *err)
{
	const struct reader *reader = choose(src, format, err);
	jmp_buf *oom = a->oom;

	if (reader == NULL)
		return CF_EINPUT;
	doc_init(doc, a, src, reader->name);
	/* md4c holds memory of its own while it calls back: no jump may pass it */
	a->oom = NULL;
	reader->read(doc);
	if (!doc->failed)
		doc_outline(doc);
	a->oom = oom;
	if (!doc->failed)
		return CF_OK;
	if (doc->limit != NULL)
		return error_set(err, CF_ELIMIT, src->path, 0, 0, "a limit was passed: %s",
		    doc->limit);
	return error_set(err, CF_ENOMEM, src->path, 0, 0, "out of memory");
}
