/*
 * Text in groups: an overview of the reports that a document is made of, and a
 * heading above the findings of each, so that in a long agenda pack it is seen at
 * once which report needs what.
 */
#include "base/utf8.h"
#include "write/write.h"

#define WIDEST_TITLE 64u	/* characters of a title in the overview */
#define CUT "..."		/* after one that is longer */

size_t
group_of(const struct cf_report *rep, const struct cf_relation *rel)
{
	size_t lo = 0, hi = rep->nparts;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (rep->parts[mid].from <= rel->place.from)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

/* what is listed of one report; the findings by severity */
struct tally {
	size_t severity[CF_ERROR + 1];
	size_t others;		/* held, rounding, undecided */
};

/* the relations of a report stand together, from *first on, which goes past them */
static struct tally
tally_of(const struct writer *w, const struct cf_report *rep, size_t part, size_t *first)
{
	struct tally t = { .others = 0 };

	for (; *first < rep->n; (*first)++) {
		const struct cf_relation *rel = &rep->relations[*first];

		if (group_of(rep, rel) > part)
			break;
		if (!write_is_listed(w, rel))
			continue;
		if (rel->verdict == CF_FAILED)
			t.severity[rel->severity]++;
		else
			t.others++;
	}
	return t;
}

/* "1 error, 2 warnings" */
static void
put_tally(struct buf *b, const struct tally *t)
{
	const char *sep = write_severities(b, t->severity, "");

	if (t->others > 0) {
		buf_puts(b, sep);
		buf_many(b, t->others, "relation");
	}
}

/* the first characters of s, `most` of them */
static struct str
first_of(struct str s, size_t most)
{
	size_t at = 0;

	for (size_t k = 0; at < s.n && k < most; k++)
		do
			at++;
		while (at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80);
	return str_sub(s, 0, at);
}

/* whole words of s that fit with CUT after them; a word that is too long is cut */
static struct str
words_of(struct str s, size_t most)
{
	struct str fits = first_of(s, most - (sizeof(CUT) - 1));
	size_t at = fits.n;

	while (at > 0 && s.p[at] != ' ')
		at--;
	return str_trim(str_sub(s, 0, at == 0 ? fits.n : at));
}

/* "5. Parks", at most so many characters; how many they are */
static size_t
put_name(struct buf *b, const struct report_part *p, size_t most)
{
	size_t before = b->n;
	struct str s = str_of(p->title);
	bool cut;

	if (p->number > 0)
		buf_printf(b, "%u. ", p->number);
	most -= b->n - before;
	if (s.n == 0)
		s = CF_S("(no title)");
	cut = first_of(s, most).n < s.n;
	if (cut)
		s = words_of(s, most);
	text_clean(b, s);
	buf_puts(b, cut ? CUT : "");
	return utf8_count(str_sub(buf_str(b), before, b->n));
}

void
group_overview(struct writer *w, const struct cf_report *rep)
{
	struct buf *b = &w->buf;
	size_t clean = 0, first = 0;

	text_clean(b, str_of(rep->path));
	buf_puts(b, ", by report:\n");
	for (size_t i = 0; i < rep->nparts; i++) {
		struct tally t = tally_of(w, rep, i, &first);
		size_t n;

		if (t.others == 0 && t.severity[CF_ERROR] == 0 && t.severity[CF_WARNING] == 0 &&
		    t.severity[CF_INFO] == 0) {
			clean++;
			continue;
		}
		buf_puts(b, "  ");
		n = put_name(b, &rep->parts[i], WIDEST_TITLE);
		buf_printf(b, "%*s", (int)(WIDEST_TITLE + 2 - n), "");
		put_tally(b, &t);
		buf_putc(b, '\n');
	}
	if (clean == rep->nparts)
		buf_puts(b, "  nothing to list\n");
	else if (clean > 0) {
		buf_puts(b, "  nothing in ");
		buf_many(b, clean, "other report");
		buf_putc(b, '\n');
	}
	buf_putc(b, '\n');
}

void
group_heading(struct writer *w, const struct cf_report *rep, size_t first)
{
	size_t part = group_of(rep, &rep->relations[first]);
	const struct report_part *p = &rep->parts[part];
	struct tally t = tally_of(w, rep, part, &first);
	struct buf *b = &w->buf;

	buf_puts(b, w->opts.color ? "\033[1m== " : "== ");
	(void)put_name(b, p, REPORT_LONGEST);
	if (rep->derived) {
		buf_puts(b, p->where[0] == '\0' ? "" : " (from ");
		text_clean(b, str_of(p->where));
		buf_puts(b, p->where[0] == '\0' ? ": " : "): ");
	} else {
		buf_printf(b, " (from line %zu): ", p->line);
	}
	put_tally(b, &t);
	buf_puts(b, w->opts.color ? "\033[0m\n\n" : "\n\n");
}
