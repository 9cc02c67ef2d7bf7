/* Lines and columns of the source; see source.h. */
#include "doc/source.h"

#include "base/floor.h"
#include "base/limits.h"
#include "base/utf8.h"

/* bytes of the byte order mark, which counts as no column */
static size_t
bom_of(struct str bytes)
{
	return str_starts(bytes, CF_S("\xEF\xBB\xBF")) ? 3 : 0;
}

/* as source_pos(), for bytes that are not known to be text */
static struct pos
raw_pos(struct str bytes, size_t at)
{
	struct pos pos = { 1, 1 };

	for (size_t i = bom_of(bytes); i < at; i++) {
		if (bytes.p[i] == '\n') {
			pos.line++;
			pos.column = 1;
		} else if (((unsigned char)bytes.p[i] & 0xC0) != 0x80) {
			pos.column++;
		}
	}
	return pos;
}

/* the first '\r' that ends a line although there is no '\n' in the file, or s.n */
static size_t
lone_return(struct str s)
{
	const char *cr = s.n == 0 ? NULL : memchr(s.p, '\r', s.n);

	if (cr == NULL || memchr(s.p, '\n', s.n) != NULL || cr + 1 == s.p + s.n)
		return s.n;
	return (size_t)(cr - s.p);
}

static enum cf_status
check_bytes(const char *path, struct str bytes, struct cf_error *err)
{
	const char *nul;
	size_t bad;

	if (bytes.n > CF_MAX_INPUT)
		return error_set(err, CF_ELIMIT, path, 0, 0,
		    "the file has %zu bytes; the limit is %u", bytes.n, CF_MAX_INPUT);
	bad = utf8_check(bytes);
	if (bad < bytes.n) {
		struct pos pos = raw_pos(bytes, bad);

		return error_set(err, CF_EINPUT, path, pos.line, pos.column,
		    "not UTF-8: byte 0x%02X cannot stand here", (unsigned char)bytes.p[bad]);
	}
	nul = bytes.n == 0 ? NULL : memchr(bytes.p, 0, bytes.n);
	if (nul != NULL) {
		struct pos pos = raw_pos(bytes, (size_t)(nul - bytes.p));

		return error_set(err, CF_EINPUT, path, pos.line, pos.column,
		    "a NUL byte: this is not a text file");
	}
	bad = lone_return(bytes);
	if (bad < bytes.n) {
		struct pos pos = raw_pos(bytes, bad);

		return error_set(err, CF_EINPUT, path, pos.line, pos.column,
		    "the lines end in a carriage return alone: convert them to line feeds first");
	}
	return CF_OK;
}

/* a line end more than there are, for what stands after the last one */
static size_t
count_lines(struct str s)
{
	const char *nl;
	size_t n = 1;

	for (size_t at = 0; at < s.n; at = (size_t)(nl - s.p) + 1, n++) {
		nl = memchr(s.p + at, '\n', s.n - at);
		if (nl == NULL)
			break;
	}
	return n;
}

#define CHUNK		4096u		/* bytes between two entries of `points` */
#define LONG_LINE	(64u << 10)	/* bytes; in such a line columns are not counted from its start */

static enum cf_status
index_points(struct source *src, struct arena *a, struct cf_error *err)
{
	size_t n = src->bytes.n / CHUNK + 1;

	src->points = arena_array(a, n, uint32_t);
	if (src->points == NULL)
		return error_set(err, CF_ENOMEM, src->path, 0, 0, "out of memory");
	for (size_t i = 1; i < n; i++)
		src->points[i] = src->points[i - 1] +
		    (uint32_t)utf8_count(str_sub(src->bytes, (i - 1) * CHUNK, i * CHUNK));
	return CF_OK;
}

static enum cf_status
index_lines(struct source *src, struct arena *a, struct cf_error *err)
{
	struct str bytes = src->bytes;
	size_t start = bom_of(bytes), longest = 0;

	src->line = arena_array(a, count_lines(bytes), uint32_t);
	if (src->line == NULL)
		return error_set(err, CF_ENOMEM, src->path, 0, 0, "out of memory");
	for (;;) {
		const char *nl = start < bytes.n ?
		    memchr(bytes.p + start, '\n', bytes.n - start) : NULL;
		size_t end = nl == NULL ? bytes.n : (size_t)(nl - bytes.p);

		longest = end - start > longest ? end - start : longest;
		src->line[src->nlines++] = (uint32_t)start;
		if (nl == NULL)
			return longest > LONG_LINE ? index_points(src, a, err) : CF_OK;
		start = end + 1;
	}
}

enum cf_status
source_check_lines(const struct source *src, size_t most, struct cf_error *err)
{
	for (size_t i = 0; i < src->nlines; i++) {
		size_t end = i + 1 < src->nlines ? src->line[i + 1] - 1 : src->bytes.n;
		size_t n = end - src->line[i];

		if (n > most && src->spots != NULL)
			return error_set(err, CF_ELIMIT, src->path, 0, 0,
			    "a paragraph or a row of a table has %zu bytes; the limit is %zu "
			    "(CF_MAX_LINE)", n, most);
		if (n > most)
			return error_set(err, CF_ELIMIT, src->path, i + 1, 1,
			    "the line has %zu bytes; the limit is %zu", n, most);
	}
	return CF_OK;
}

enum cf_status
source_init(struct source *src, struct arena *a, const char *path, struct str bytes,
    struct cf_error *err)
{
	enum cf_status st = check_bytes(path, bytes, err);

	*src = (struct source){ .path = path, .bytes = bytes };
	return st != CF_OK ? st : index_lines(src, a, err);
}

enum cf_status
source_init_derived(struct source *src, struct arena *a, struct str bytes, struct spots *spots,
    struct cf_error *err)
{
	enum cf_status st;

	*src = (struct source){ .path = src->path, .bytes = bytes, .spots = spots };
	st = index_lines(src, a, err);
	return st != CF_OK ? st : source_check_lines(src, CF_MAX_LINE, err);
}

size_t
source_line_of(const struct source *src, uint32_t offset)
{
	return floor_index(src->line, src->nlines, offset);
}

/* code points before a byte of the source */
static size_t
points_before(const struct source *src, uint32_t offset)
{
	uint32_t chunk = offset / CHUNK;

	return src->points[chunk] + utf8_count(str_sub(src->bytes, (size_t)chunk * CHUNK, offset));
}

struct pos
source_pos(struct source *src, uint32_t offset)
{
	size_t line = source_line_of(src, offset), column = 1;
	uint32_t from = src->line[line];

	if (offset < from)
		offset = from;	/* in the byte order mark */
	if (src->last_line == line + 1 && src->last_offset <= offset) {
		from = src->last_offset;
		column = src->last_column;
	}
	if (offset > from && src->points != NULL && offset - from > CHUNK)
		column += points_before(src, offset) - points_before(src, from);
	else if (offset > from)
		column += utf8_count(str_sub(src->bytes, from, offset));
	src->last_line = line + 1;
	src->last_offset = offset;
	src->last_column = column;
	return (struct pos){ line + 1, column };
}

struct span
source_line(const struct source *src, size_t line)
{
	uint32_t from = src->line[line - 1];
	uint32_t to = line < src->nlines ? src->line[line] - 1 : (uint32_t)src->bytes.n;

	if (to > from && src->bytes.p[to - 1] == '\r')
		to--;
	return (struct span){ from, to };
}

struct str
source_text(const struct source *src, struct span at)
{
	return str_sub(src->bytes, at.from, at.to);
}

void
source_place(struct source *src, struct span at, struct cf_place *place)
{
	struct pos start = source_pos(src, at.from), end = source_pos(src, at.to);

	place->from = at.from;
	place->to = at.to;
	place->line = start.line;
	place->column = start.column;
	place->end_line = end.line;
	place->end_column = end.column;
}
