/* What defines a key, and what only looks like it; see refs.h. */
#include "checks/refs_parts.h"

/* "2. ", "(b) ": what a list shows before an item is words of it in Word and PDF; its length */
static size_t
item_number(struct str s)
{
	size_t i = s.n > 0 && s.p[0] == '(', first = i;

	while (i < s.n && i - first < 4 && (ch_digit(s.p[i]) || ch_alpha(s.p[i])))
		i++;
	if (i == first || i + 1 >= s.n || (s.p[i] != '.' && s.p[i] != ')') || !ch_space(s.p[i + 1]))
		return 0;
	return i + 2;
}

/* nothing but markup, or the number of an item, stands before it in the text */
static bool
begins_text(struct str s, size_t from)
{
	size_t number = item_number(s);

	for (size_t i = number <= from ? number : 0; i < from; i++)
		if (ch_alpha(s.p[i]) || ch_digit(s.p[i]) || (unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

#define LINE_MARKUP 40u		/* bytes of markup that may stand before the words of a line */

/* nothing but markup stands before it in its line */
static bool
begins_line(const struct text *t, size_t at)
{
	for (size_t n = 0; n < LINE_MARKUP && at > 0; n++) {
		if (text_is_line(t, --at))
			return true;
		if (strchr(" \t*_>#-+|", t->s.p[at]) == NULL)
			return false;
	}
	return at == 0;
}

/* "[^2]:", which no sentence has at the start of a line by chance */
static bool
is_note(struct str s)
{
	s = str_trim(s);
	return str_starts(s, CF_S("[")) && str_ends(s, CF_S("]:"));
}

/* "Table 3 (continued)" defines nothing new */
static bool
is_continued(struct str s, size_t to)
{
	struct str rest = str_sub(s, to, to + 60);
	static const char *const words[] = { "continued", "cont'd", "contd", "cont." };

	if (!str_has_folded(rest, CF_S("cont")))	/* as mostly */
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_has_folded(rest, str_of(words[i])))
			return true;
	return false;
}

/* a word behind which a table is referred to, whatever follows: "as in Table 1: Fees" */
static bool
is_referring(struct str word)
{
	static const char *const words[] = { "see", "in", "of", "to", "from", "by", "as", "at",
		"on", "and", "or", "with", "per", "under", "refer", "attached", "the", "this",
		"also", "page" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_eq_folded(word, str_of(words[i])))
			return true;
	return false;
}

/*
 * "... of the students attended Table 1: Enrolment": in a PDF the caption beside a column of
 * words may be read as the rest of one of its lines. That is enough for what refers to the table,
 * not for how the captions are numbered.
 */
static bool
is_caption_in_line(const struct refs *r, struct str s, size_t from, size_t to)
{
	size_t end = from, word;

	if (strcmp(r->run->doc->format, "pdf") != 0 ||
	    (r->rule->report & ~(unsigned)REFERENCE_UNDEFINED) != 0 || to + 2 >= s.n || s.p[to] != ':' ||
	    s.p[to + 1] != ' ' || s.p[to + 2] < 'A' || s.p[to + 2] > 'Z')
		return false;
	while (end > 0 && s.p[end - 1] == ' ')
		end--;
	word = end;
	while (word > 0 && ch_alpha(s.p[word - 1]))
		word--;
	return word < end ? !is_referring(str_sub(s, word, end)) : end > 0 && s.p[end - 1] == '.';
}

static void
add_definition(struct refs *r, const struct matches *m, bool sub, size_t from, size_t to)
{
	const struct text *t = m->place.text;
	struct definition *d;
	bool weak = !begins_text(t->s, m->from);

	if (weak && !begins_line(t, m->from) && !is_caption_in_line(r, t->s, m->from, to))
		return;
	weak = weak && !is_note(str_sub(t->s, m->from, m->to));
	if (!VEC_ROOM(r->a, r->defs, r->ndefs, r->defcap))
		return;
	d = &r->defs[r->ndefs];
	*d = (struct definition){ .key = key_read(r->a, t->s, from, to),
		.place = &m->texts->place[m->text - 1], .from = m->from, .to = m->to,
		.sub = sub, .weak = weak, .again = is_continued(t->s, m->to) };
	if (d->key.path.n == 0 || d->key.from >= d->key.to)
		return;
	d->at = text_span(t, d->key.from, d->key.to);
	r->ndefs++;
}

void
refs_define(struct refs *r, const struct place_pattern *p)
{
	int key = pattern_capture(p->match, CF_S("key")), sub = pattern_capture(p->match,
	    CF_S("sub"));
	struct matches m;
	struct rule view;
	size_t from, to, a, b;

	refs_matches(r, p, &view, &m);
	while (matches_next(&m)) {
		bool has_key = matches_capture(&m, key, &from, &to) && from < to;
		bool has_sub = matches_capture(&m, sub, &a, &b) && a < b;

		if (has_key)
			add_definition(r, &m, false, from, has_sub && a >= to ? b : to);
		else if (has_sub)
			add_definition(r, &m, true, a, b);
	}
}
