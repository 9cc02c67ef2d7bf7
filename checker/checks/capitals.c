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

uint64_t
name_hash_joined(const struct capital *a, const struct capital *b)
{
	return a->hash * b->power + b->hash;
}

uint64_t
name_hash_apart(const struct capital *a, const struct capital *b)
{
	return hash_byte(a->hash, ' ') * b->power + b->hash;
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
is_address(struct str s, const struct capital *t)
{
	return (t->from > 0 && strchr("@/.#_\\", s.p[t->from - 1]) != NULL) ||
	    (t->to + 1 < s.n && (s.p[t->to] == '.' || s.p[t->to] == '@' || s.p[t->to] == '/') &&
	    is_letter(s, t->to + 1));
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

/* go to its end */
static void
read_word(struct str s, struct capital *t)
{
	size_t i = t->from, mark;

	while (i < s.n) {
		char c = s.p[i];

		if (is_letter(s, i) || ch_digit(c)) {
			if (ch_digit(c))
				t->is &= ~(unsigned)CAPITAL_LETTERS;
			else if (c >= 'a' && c <= 'z')
				t->is |= CAPITAL_SMALL;
			t->hash = hash_byte(t->hash, ch_lower(c));
			t->power *= BASE;
			i++;
		} else if ((mark = inner_mark(s, i)) > 0) {
			if (c == '-')
				t->is |= CAPITAL_HYPHEN;
			i += mark;
		} else {
			break;
		}
	}
	t->to = (uint32_t)i;
}

/* the next one from `at` on, which is the end of the one before it, or 0 */
static bool
next_word(struct str s, size_t at, struct capital *t)
{
	size_t i = next_capital(s, at);
	struct str word;

	if (i >= s.n)
		return false;
	*t = (struct capital){ .from = (uint32_t)i, .is = CAPITAL_LETTERS, .power = 1 };
	read_word(s, t);
	word = str_sub(s, t->from, t->to);
	if (at > 0 && i == at + 1 && s.p[at] == ' ')
		t->is |= CAPITAL_JOINED;
	if (is_minor_word(word))
		t->is |= CAPITAL_MINOR;
	if (str_eq(word, CF_S("St")) || str_eq(word, CF_S("Saint")))
		t->is |= CAPITAL_SAINT;
	if (is_address(s, t))
		t->is |= CAPITAL_ADDRESS;
	return true;
}

static const struct capitals *
collect(struct run *run)
{
	const struct texts *texts = texts_of(run);
	struct arena *a = run->doc->arena;
	struct capitals *out = arena_new(a, struct capitals);
	uint32_t *first = arena_array(a, texts->n + 1, uint32_t);
	struct capital *word = NULL, t;
	size_t n = 0, cap = 0;

	for (size_t i = 0; i < texts->n; i++) {
		struct str s = texts->place[i].text->s;

		first[i] = (uint32_t)n;
		for (size_t at = 0; next_word(s, at, &t); at = t.to)
			if (VEC_ROOM(a, word, n, cap))
				word[n++] = t;
	}
	first[texts->n] = (uint32_t)n;
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
