/* A sheet becomes headings, paragraphs and tables of the document; see sheet_write.h. */
#include "read/sheet_write.h"

/* ---- headings and paragraphs */

/* the heading of the sheet, before the first thing in it */
static void
begin_sheet(struct sheet *s, struct book *b)
{
	uint32_t from;

	if (s->spot_name != 0)
		return;
	s->spot_name = derive_name(&b->v, s->name);
	from = derive_spot(&b->v, (struct spot){ .kind = SPOT_SHEET, .name = s->spot_name });
	derive_put(&b->v, s->name);
	(void)doc_heading(b->d, 1, derive_text(&b->v, from));
	derive_line(&b->v);
}

static bool
is_prose(const struct sheet *s, const struct sheet_part *p)
{
	if (p->left != p->right)
		return false;
	for (size_t i = p->first; i < p->end; i++)
		if (s->cell[i].kind != SHEET_WORDS)
			return p->end - p->first == 1 && !sheet_is_hidden(&s->cell[i]);
	return true;
}

static void
write_prose(const struct sheet *s, struct book *b, const struct sheet_part *p)
{
	for (size_t i = p->first; i < p->end; i++) {
		uint32_t from = sheet_spot(b, s, s->cell[i].row, s->cell[i].col);

		derive_put(&b->v, sheet_words(s, &s->cell[i]));
		(void)doc_paragraph(b->d, derive_text(&b->v, from), s->cell[i].bold);
		derive_line(&b->v);
	}
}

/* ---- what is not read */

/* "C" */
static struct str
column_name(struct arena *a, uint32_t col)
{
	char letters[8];
	size_t at = sizeof(letters);

	for (; col > 0 && at > 0; col = (col - 1) / 26)
		letters[--at] = (char)('A' + (col - 1) % 26);
	return arena_str(a, (struct str){ letters + at, sizeof(letters) - at });
}

static void
say(struct book *b, uint32_t at, struct str words)
{
	if (words.n == 0)
		b->d->failed = true;
	else
		doc_skip(b->d, (struct span){ at, at }, false, words);
}

static void
say_left_out(const struct sheet *s, struct book *b, uint32_t at)
{
	struct arena *a = b->k->arena;
	struct str col = column_name(a, s->first_hidden_column);

	if (s->hidden_rows > 0)
		say(b, at, arena_printf(a, s->hidden_rows == 1 ?
		    "%zu hidden row is not read: row %u" :
		    "%zu hidden rows are not read, the first is row %u", s->hidden_rows,
		    s->first_hidden_row));
	if (s->hidden_columns > 0)
		say(b, at, arena_printf(a, s->hidden_columns == 1 ?
		    "%zu hidden column is not read: column %.*s" :
		    "%zu hidden columns are not read, the first is column %.*s",
		    s->hidden_columns, (int)col.n, col.p));
	if (s->no_value > 0)
		say(b, at, arena_printf(a, s->no_value == 1 ?
		    "%zu formula has no value in the file: open and save it in a spreadsheet "
		    "program" : "%zu formulas have no values in the file: open and save it in a "
		    "spreadsheet program", s->no_value));
}

/* in one line: these have no place that a person could go to at once */
void
book_say_hidden(struct book *b, struct str names, size_t n)
{
	uint32_t at;

	if (n == 0)
		return;
	at = derive_spot(&b->v, (struct spot){ .kind = SPOT_NONE });
	say(b, at, arena_printf(b->k->arena, "%zu hidden %s not read: %.*s%s", n,
	    n == 1 ? "sheet is" : "sheets are", (int)names.n, names.p, n > 10 ? ", ..." : ""));
}

/* ---- the sheet */

void
sheet_write(struct sheet *s, struct book *b)
{
	uint32_t at = (uint32_t)b->v.n;

	if (s->ncells > 0 || s->no_value > 0)
		begin_sheet(s, b);
	say_left_out(s, b, at);
	for (size_t i = 0; i < s->ncells;) {
		struct sheet_part all = sheet_next_part(s, i);

		for (i = all.end; all.first < all.end && !b->d->failed && !b->k->failed;) {
			struct sheet_part p = sheet_cut(s, &all);

			if (is_prose(s, &p))
				write_prose(s, b, &p);
			else
				sheet_write_table(s, b, &p);
			all.first = p.end;
		}
	}
}
