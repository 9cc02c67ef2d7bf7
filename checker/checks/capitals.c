/* The capitalised words of the texts; see capitals.h. */
#include "checks/capitals.h"

#define SHORTEST_ACRONYM 3u

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
	/* those of each length, one after the other */
	static const char *const words[] = { "", "a", "aninonoftoatbyorasisno",
		"theforandallouritsperanynot", "withfromsome" };
	const char *w;

	if (s.n == 0 || s.n >= sizeof(words) / sizeof(words[0]))
		return false;
	for (w = words[s.n]; *w != '\0'; w += s.n)
		if (ch_lower(s.p[0]) == *w && str_starts_folded(s, (struct str){ w, s.n }))
			return true;
	return false;
}

/* ---- hashes */

uint64_t
name_hash(struct str s, unsigned marks)
{
	uint64_t h = 0;
	size_t mark;

	for (size_t i = 0; i < s.n; i++) {
		if (ch_alpha(s.p[i])) {		/* most are */
			h = name_hash_byte(h, (marks & MARK_CAPITAL) != 0 ? s.p[i] : ch_lower(s.p[i]));
		} else if (s.p[i] == ' ' || s.p[i] == '-') {
			if ((marks & (s.p[i] == ' ' ? MARK_SPACE : MARK_HYPHEN)) != 0)
				h = name_hash_byte(h, s.p[i]);
		} else if ((mark = apostrophe_at(s, i)) > 0) {
			if ((marks & MARK_APOSTROPHE) != 0)
				h = name_hash_byte(h, '\'');
			i += mark - 1;
		} else {
			h = name_hash_byte(h, s.p[i]);
		}
	}
	return h;
}

/* the hash of what b follows, and of b */
static uint64_t
hash_with(uint64_t h, const struct capital *b)
{
	for (size_t i = b->marks; i < b->n; i++)
		h *= NAME_HASH_BASE;
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
	return hash_with(name_hash_byte(a->hash, ' '), b);
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
	return (from > 0 && s.p[from - 1] != ' ' && strchr("@/.#_\\", s.p[from - 1]) != NULL) ||
	    (to + 1 < s.n && (s.p[to] == '.' || s.p[to] == '@' || s.p[to] == '/') &&
	    is_letter(s, to + 1));
}

/* what a byte is; bits */
enum byte_is { BYTE_CAPITAL = 1, BYTE_SMALL = 2, BYTE_DIGIT = 4, BYTE_LETTER = 8, BYTE_MARK = 16 };
#define BYTE_OF_WORD ((unsigned)BYTE_LETTER | (unsigned)BYTE_DIGIT)

static unsigned
byte_is(char c)
{
	if (ch_digit(c))
		return BYTE_DIGIT;
	if (is_letter((struct str){ &c, 1 }, 0))
		return BYTE_LETTER | (is_capital(c) ? (unsigned)BYTE_CAPITAL : 0) |
		    (c >= 'a' && c <= 'z' ? (unsigned)BYTE_SMALL : 0);
	return c == '-' || c == '\'' || c == '\xE2' ? BYTE_MARK : 0;
}

struct bytes {
	unsigned char is[256];	/* byte_is() of each */
};

static inline unsigned
is_at(const struct bytes *b, struct str s, size_t i)
{
	return b->is[(unsigned char)s.p[i]];
}

/* where the next one begins; s.n: nowhere */
static size_t
next_capital(const struct bytes *b, struct str s, size_t i)
{
	while (i < s.n && ((is_at(b, s, i) & BYTE_CAPITAL) == 0 ||
	    (i > 0 && (is_at(b, s, i - 1) & BYTE_OF_WORD) != 0)))
		i++;
	return i;
}

/* What is read of a word. */
struct word {
	size_t from, to;
	size_t marks;
	size_t capitals;
	unsigned is;
	uint64_t hash;
};

/* go to its end */
static void
read_word(const struct bytes *b, struct str s, struct word *w)
{
	size_t i = w->from, mark;
	unsigned all = 0;

	while (i < s.n) {
		unsigned is = is_at(b, s, i);

		if ((is & BYTE_OF_WORD) != 0) {
			all |= is;
			w->capitals += is & BYTE_CAPITAL;
			w->hash = name_hash_byte(w->hash, ch_lower(s.p[i]));
			i++;
		} else if (is == BYTE_MARK && (mark = inner_mark(s, i)) > 0) {
			if (s.p[i] == '-')
				w->is |= CAPITAL_HYPHEN;
			w->marks += mark;
			i += mark;
		} else {
			break;
		}
	}
	w->to = i;
	w->is |= ((all & BYTE_DIGIT) == 0 ? (unsigned)CAPITAL_LETTERS : 0) |
	    ((all & BYTE_SMALL) != 0 ? (unsigned)CAPITAL_SMALL : 0);
}

/* the next one from `at` on, which is the end of the one before it, or 0 */
static bool
next_word(const struct bytes *b, struct str s, size_t at, struct word *w)
{
	size_t i = next_capital(b, s, at);
	struct str word;

	if (i >= s.n)
		return false;
	*w = (struct word){ .from = i };
	read_word(b, s, w);
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

/* has a text no more small letters than capitals? */
static bool
is_in_capitals(const struct bytes *b, struct str s)
{
	size_t small = 0, large = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned is = is_at(b, s, i);

		small += (is & BYTE_SMALL) / BYTE_SMALL;
		large += is & BYTE_CAPITAL;
	}
	return small <= large;
}

/* tell what might be acronyms whether the whole text is like them */
static void
mark_capitals(const struct bytes *b, struct str s, struct capital *word, size_t n)
{
	bool known = false, all = false;

	for (size_t i = 0; i < n; i++) {
		if ((word[i].is & CAPITAL_SMALL) != 0 || word[i].n < SHORTEST_ACRONYM)
			continue;
		if (!known)
			all = is_in_capitals(b, s);
		known = true;
		if (all)
			word[i].is |= CAPITAL_ALL;
	}
}

static bool
is_short(const struct word *w)
{
	return w->to - w->from <= UINT16_MAX && w->marks <= UINT8_MAX;
}

static void
sieve_add(struct sieve *s, uint64_t hash)
{
	s->bit[sieve_bit(hash) / 64] |= 1ull << (sieve_bit(hash) % 64);
}

static void
put_word(struct capitals *out, const struct word *w, struct capital *to)
{
	*to = (struct capital){ w->hash, (uint32_t)w->from, (uint16_t)(w->to - w->from),
		(uint8_t)w->marks, (uint8_t)w->is };
	if ((w->is & CAPITAL_HYPHEN) != 0)
		sieve_add(&out->hyphened, w->hash);
	if ((w->is & CAPITAL_SMALL) != 0 && w->capitals > 1)
		sieve_add(&out->mixed, w->hash);
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
	struct bytes b;
	struct word w;

	for (unsigned c = 0; c < 256; c++)
		b.is[c] = (unsigned char)byte_is((char)c);
	for (size_t i = 0; i < texts->n; i++) {
		struct str s = texts->place[i].text->s;

		for (size_t at = 0; next_word(&b, s, at, &w); at = w.to)
			if (is_short(&w) && VEC_ROOM(a, word, n, cap))
				put_word(out, &w, &word[n++]);
		first[i + 1] = (uint32_t)n;
		if (n > first[i])
			mark_capitals(&b, s, word + first[i], n - first[i]);
	}
	out->word = word;
	out->first = first;
	return out;
}

const struct capitals *
capitals_of(struct run *run)
{
	if (run->capitals == NULL)
		run->capitals = collect(run);
	return run->capitals;
}
