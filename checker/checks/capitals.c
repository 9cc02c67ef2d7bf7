/* The capitalised words of the texts; see capitals.h. */
#include "checks/capitals.h"

#define BASE	0x100000001b3ull	/* of the hashes, which are polynomials */

bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

bool
is_letter(struct str s, size_t i)
{
	return i < s.n && (ch_alpha(s.p[i]) || ((unsigned char)s.p[i] >= 0xC3 &&
	    (unsigned char)s.p[i] < 0xE2) || ((unsigned char)s.p[i] & 0xC0) == 0x80);
}

size_t
apostrophe_at(struct str s, size_t i)
{
	if (s.p[i] == '\'')
		return 1;
	if (s.p[i] != '\xE2')
		return 0;
	return str_starts(str_sub(s, i, s.n), CF_S("\xE2\x80\x99")) ? 3 : 0;
}

bool
is_minor_word(struct str s)
{
	static const struct str words[] = { WORD("the"), WORD("a"), WORD("an"), WORD("in"),
		WORD("on"), WORD("of"), WORD("for"), WORD("to"), WORD("at"), WORD("by"),
		WORD("and"), WORD("or"), WORD("with"), WORD("from"), WORD("as"), WORD("is"),
		WORD("no"), WORD("all"), WORD("our"), WORD("its"), WORD("per"), WORD("any"),
		WORD("some"), WORD("not") };

	if (s.n > 4)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (s.n == words[i].n && str_starts_folded(s, words[i]))
			return true;
	return false;
}

/* ---- hashes */

static uint64_t
hash_byte(uint64_t h, char c)
{
	return h * BASE + (unsigned char)c;
}

uint64_t
name_hash(struct str s, unsigned marks)
{
	uint64_t h = 0;
	size_t mark;

	for (size_t i = 0; i < s.n; i++) {
		if (ch_alpha(s.p[i])) {		/* most are */
			h = hash_byte(h, (marks & MARK_CAPITAL) != 0 ? s.p[i] : ch_lower(s.p[i]));
		} else if (s.p[i] == ' ' || s.p[i] == '-') {
			if ((marks & (s.p[i] == ' ' ? MARK_SPACE : MARK_HYPHEN)) != 0)
				h = hash_byte(h, s.p[i]);
		} else if ((mark = apostrophe_at(s, i)) > 0) {
			if ((marks & MARK_APOSTROPHE) != 0)
				h = hash_byte(h, '\'');
			i += mark - 1;
		} else {
			h = hash_byte(h, s.p[i]);
		}
	}
	return h;
}

/* the hash of what b follows, and of b */
static uint64_t
hash_with(uint64_t h, const struct capital *b)
{
	for (size_t i = b->marks; i < b->n; i++)
		h *= BASE;
	return h + b->hash;
}

uint64_t
name_hash_joined(const struct capital *a, const struct capital *b)
{
	return hash_with(a->hash, b);
}

uint64_t
name_hash_apart(const struct capital *a, const struct capital *b)
{
	return hash_with(hash_byte(a->hash, ' '), b);
}

/* ---- words */

/* an apostrophe or hyphen that belongs to the word: "Carer's", "Carers' Centre" */
static size_t
inner_mark(struct str s, size_t i)
{
	size_t n = apostrophe_at(s, i);

	if (n > 0 && i > 0 && s.p[i - 1] == 's' && i + n + 1 < s.n && s.p[i + n] == ' ' &&
	    is_capital(s.p[i + n + 1]))
		return n;
	if (n == 0)
		n = s.p[i] == '-';
	return n > 0 && is_letter(s, i + n) ? n : 0;
}

/* "@ElleryCouncil", "www.BookBus.example" */
static bool
is_address(struct str s, size_t from, size_t to)
{
	return (from > 0 && strchr("@/.#_\\", s.p[from - 1]) != NULL) ||
	    (to + 1 < s.n && (s.p[to] == '.' || s.p[to] == '@' || s.p[to] == '/') &&
	    is_letter(s, to + 1));
}

/* where the next one begins; s.n: nowhere */
static size_t
next_capital(struct str s, size_t i)
{
	while (i < s.n && (!is_capital(s.p[i]) || (i > 0 && (is_letter(s, i - 1) ||
	    ch_digit(s.p[i - 1])))))
		i++;
	return i;
}

/* What is read of a word. */
struct word {
	size_t from, to;
	size_t marks;
	unsigned is;
	uint64_t hash;
};

/* go to its end */
static void
read_word(struct str s, struct word *w)
{
	size_t i = w->from, mark;

	while (i < s.n) {
		char c = s.p[i];

		if (is_letter(s, i) || ch_digit(c)) {
			if (ch_digit(c))
				w->is &= ~(unsigned)CAPITAL_LETTERS;
			else if (c >= 'a' && c <= 'z')
				w->is |= CAPITAL_SMALL;
			w->hash = hash_byte(w->hash, ch_lower(c));
			i++;
		} else if ((mark = inner_mark(s, i)) > 0) {
			if (c == '-')
				w->is |= CAPITAL_HYPHEN;
			w->marks += mark;
			i += mark;
		} else {
			break;
		}
	}
	w->to = i;
}

/* the next one from `at` on, which is the end of the one before it, or 0 */
static bool
next_word(struct str s, size_t at, struct word *w)
{
	size_t i = next_capital(s, at);
	struct str word;

	if (i >= s.n)
		return false;
	*w = (struct word){ .from = i, .is = CAPITAL_LETTERS };
	read_word(s, w);
	word = str_sub(s, w->from, w->to);
	if (at > 0 && i == at + 1 && s.p[at] == ' ')
		w->is |= CAPITAL_JOINED;
	if (is_minor_word(word))
		w->is |= CAPITAL_MINOR;
	if (str_eq(word, CF_S("St")) || str_eq(word, CF_S("Saint")))
		w->is |= CAPITAL_SAINT;
	if (is_address(s, w->from, w->to))
		w->is |= CAPITAL_ADDRESS;
	return true;
}

static bool
is_short(const struct word *w)
{
	return w->to - w->from <= UINT16_MAX && w->marks <= UINT8_MAX;
}

static const struct capitals *
collect(struct run *run)
{
	const struct texts *texts = texts_of(run);
	struct arena *a = run->doc->arena;
	struct capitals *out = arena_new(a, struct capitals);
	uint32_t *first = arena_array(a, texts->n + 1, uint32_t);
	struct capital *word = NULL;
	size_t n = 0, cap = 0;
	struct word w;

	for (size_t i = 0; i < texts->n; i++) {
		struct str s = texts->place[i].text->s;

		for (size_t at = 0; next_word(s, at, &w); at = w.to)
			if (is_short(&w) && VEC_ROOM(a, word, n, cap))
				word[n++] = (struct capital){ w.hash, (uint32_t)w.from,
					(uint16_t)(w.to - w.from), (uint8_t)w.marks, (uint8_t)w.is };
		first[i + 1] = (uint32_t)n;
	}
	*out = (struct capitals){ word, first };
	return out;
}

const struct capitals *
capitals_of(struct run *run)
{
	if (run->capitals == NULL)
		run->capitals = collect(run);
	return run->capitals;
}
