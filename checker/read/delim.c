/*
 * Reading TSV and CSV files; see delim.h. Both go over the records twice: once
 * to count rows and columns, once to fill the grid.
 */
#include "read/delim.h"

#include "base/limits.h"

/* The records of one file, field by field. */
struct records {
	struct doc *d;
	struct str s;
	char separator;
	uint32_t at;		/* the next byte */
	struct grid *g;		/* NULL while counting */
	size_t row, col;	/* of the next field */
	size_t ncols;		/* the most seen */
	bool unclosed;		/* a quoted field ran to the end of the file */
};

struct grid *
grid_or_skip(struct doc *d, size_t nrows, size_t ncols, struct span span)
{
	struct grid *g = NULL;
	struct str why;

	if (ncols > CF_MAX_COLUMNS) {
		why = arena_printf(d->arena, "table of %zu columns: the limit is "
		    "CF_MAX_COLUMNS = %u", ncols, CF_MAX_COLUMNS);
	} else if (ncols != 0 && nrows > CF_MAX_CELLS / ncols) {
		why = arena_printf(d->arena, "table of %zu rows and %zu columns: the limit is "
		    "CF_MAX_CELLS = %u cells", nrows, ncols, CF_MAX_CELLS);
	} else {
		g = grid_new(d, (uint32_t)nrows, (uint32_t)ncols, span);
		return g;
	}
	if (why.n == 0)
		d->failed = true;
	doc_skip(d, span, true, why);
	return NULL;
}

void
grid_pad(struct doc *d, struct grid *g, uint32_t row, uint32_t col, uint32_t at)
{
	struct cell *c;

	if (col >= g->ncols || d->failed)
		return;
	c = grid_put(d, g, row, col, (struct text){ .s = CF_S(""), .span = { at, at } });
	while (c != NULL && ++col < g->ncols)
		g->cell[(size_t)row * g->ncols + col] = c;
}

static void
put(struct records *r, struct text text)
{
	if (r->g != NULL)
		(void)grid_put(r->d, r->g, (uint32_t)r->row, (uint32_t)r->col, text);
	r->col++;
	if (r->col > r->ncols)
		r->ncols = r->col;
}

/* the record is over: empty cells on the right, then the line end at r->at */
static void
end_record(struct records *r)
{
	if (r->g != NULL)
		grid_pad(r->d, r->g, (uint32_t)r->row, (uint32_t)r->col, r->at);
	r->row++;
	r->col = 0;
	if (r->at < r->s.n && r->s.p[r->at] == '\r')
		r->at++;
	if (r->at < r->s.n && r->s.p[r->at] == '\n')
		r->at++;
}

/* a '\r' belongs to the line end only before '\n' or at the end of the file */
static bool
at_line_end(const struct records *r)
{
	const char *p = r->s.p + r->at;
	size_t left = r->s.n - r->at;

	return left == 0 || *p == '\n' || (*p == '\r' && (left == 1 || p[1] == '\n'));
}

static void
plain_field(struct records *r)
{
	uint32_t from = r->at;

	while (!at_line_end(r) && r->s.p[r->at] != r->separator)
		r->at++;
	put(r, text_of_source(r->s, from, r->at));
}

/* the inside [from, to) of a quoted field: "" is one quote, a line end a space */
static struct text
quoted_text(struct records *r, uint32_t from, uint32_t to)
{
	struct text_builder b;
	struct text t;
	uint32_t start = from;

	text_begin(&b, r->d->arena, r->s);
	for (uint32_t i = from; i < to; i++) {
		uint32_t end = i + 1;
		char c = r->s.p[i];

		if (c == '\r' && end < to && r->s.p[end] == '\n')
			end++;
		else if (c != '"' && c != '\n' && c != '\r')
			continue;
		else if (c == '"')
			end++;	/* the second of the pair */
		text_add(&b, start, i);
		if (c == '"')
			text_add_for(&b, CF_S("\""), i, end);
		else
			text_add_line(&b, i, end);
		start = end;
		i = end - 1;
	}
	text_add(&b, start, to);
	if (b.failed)
		r->d->failed = true;
	t = text_end(&b);
	if (t.s.n == 0)
		t.span = (struct span){ from, from };
	return t;
}

static void
quoted_field(struct records *r)
{
	uint32_t from = ++r->at, to;
	bool odd = false;

	for (;;) {
		const char *q = r->at < r->s.n ?
		    memchr(r->s.p + r->at, '"', r->s.n - r->at) : NULL;

		if (q == NULL) {
			to = r->at = (uint32_t)r->s.n;
			r->unclosed = true;
			break;
		}
		to = (uint32_t)(q - r->s.p);
		r->at = to + 1;
		if (r->at >= r->s.n || r->s.p[r->at] != '"')
			break;
		r->at++;
		odd = true;
	}
	/* anything between the closing quote and the separator belongs to no field */
	while (!at_line_end(r) && r->s.p[r->at] != r->separator)
		r->at++;
	if (r->g == NULL)
		put(r, (struct text){ .s = CF_S("") });
	else if (odd || memchr(r->s.p + from, '\n', to - from) != NULL)
		put(r, quoted_text(r, from, to));
	else
		put(r, text_of_source(r->s, from, to));
}

static void
read_records(struct records *r)
{
	r->at = r->d->source->line[0];
	r->row = r->col = 0;
	while (r->at < r->s.n && !r->d->failed) {
		for (;;) {
			if (r->separator != '\t' && r->at < r->s.n && r->s.p[r->at] == '"')
				quoted_field(r);
			else
				plain_field(r);
			if (at_line_end(r) || r->d->failed)
				break;
			r->at++;
		}
		end_record(r);
	}
}

static void
read_delimited(struct doc *d, char separator)
{
	struct records r = { .d = d, .s = d->source->bytes, .separator = separator };
	struct span all = { d->source->line[0], (uint32_t)r.s.n };

	read_records(&r);
	if (r.row == 0)
		return;
	if (r.unclosed)
		doc_skip(d, all, false, CF_S("a quoted field is never closed: all that follows it "
		    "is one field"));
	r.g = grid_or_skip(d, r.row, r.ncols, all);
	if (r.g == NULL)
		return;
	read_records(&r);
	if (!d->failed)
		(void)doc_table(d, r.g);
}

void
read_tsv(struct doc *d)
{
	read_delimited(d, '\t');
}

#define LOOKED_AT 65536u	/* bytes from which the separator is known */

/* The marks of one line that are in no quotes. */
struct separators {
	uint32_t commas;	/* but those between two digits */
	uint32_t decimals;	/* these */
	uint32_t semicolons;
};

/* a line of s from *i on; quoted line ends do not end it */
static struct separators
count_separators(struct str s, size_t *i)
{
	struct separators n = { 0 };
	bool quoted = false;

	for (; *i < s.n && (quoted || s.p[*i] != '\n'); ++*i) {
		bool decimal = *i > 0 && *i + 1 < s.n && ch_digit(s.p[*i - 1]) &&
		    ch_digit(s.p[*i + 1]);

		quoted ^= s.p[*i] == '"';
		if (quoted)
			continue;
		n.semicolons += s.p[*i] == ';';
		n.commas += s.p[*i] == ',' && !decimal;
		n.decimals += s.p[*i] == ',' && decimal;
	}
	++*i;
	return n;
}

#define MANY_TO_COMMAS 4u	/* semicolons for each comma that is not between digits */

/* Where commas go before decimals, fields are parted by semicolons: most lines have some,
 * mostly as many as the first, and hardly a comma but between digits. */
static bool
has_semicolons(struct str s)
{
	uint32_t fields = 0, with = 0, alike = 0, without = 0;
	size_t i = 0;

	if (s.n > LOOKED_AT)
		s = str_sub(s, 0, LOOKED_AT);
	while (i < s.n) {
		struct separators n = count_separators(s, &i);

		if (n.semicolons > 0 && n.semicolons >= MANY_TO_COMMAS * n.commas) {
			fields = with++ == 0 ? n.semicolons : fields;
			alike += n.semicolons == fields;
		} else {
			without += n.commas + n.decimals > 0;
		}
	}
	return with > 1 && with > 2 * without && 4 * alike >= 3 * with;
}

void
read_csv(struct doc *d)
{
	read_delimited(d, has_semicolons(d->source->bytes) ? ';' : ',');
}
