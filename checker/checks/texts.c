/* The texts of a document, and which of them a rule wants; see texts.h. */
#include "checks/texts.h"

#include <assert.h>

#include "base/limits.h"

void
filter_begin(struct place_filter *f, struct run *run, const struct rule *rule)
{
	*f = (struct place_filter){ .run = run, .rule = rule, .section = NONE };
}

bool
filter_wants(struct place_filter *f, const struct place *p)
{
	unsigned where = f->rule->where == 0 ? WHERE_PROSE | WHERE_TABLES : f->rule->where;

	if ((where & (unsigned)p->where) == 0)
		return false;
	if (p->table != NULL) {
		if (p->table != f->table) {
			f->table = p->table;
			f->wants_table = rule_wants_table(f->run, f->rule, p->table);
		}
		return f->wants_table;
	}
	if (p->section != f->section) {
		f->section = p->section;
		f->wants_section = rule_wants_section(f->run, f->rule, p->section);
	}
	return f->wants_section;
}

/* ---- collecting */

#define SEEN_MARKS 256u

struct collector {
	struct texts *texts;		/* NULL: only count */
	size_t n;
	uint64_t seen[SEEN_MARKS];	/* hashes of texts that may repeat */
};

/* has a heading or mark with these words come before? (A forgotten one only
 * means that it is looked at again.) */
static bool
is_repeated(struct collector *c, struct str s)
{
	uint64_t h = str_hash(CF_HASH_SEED, s), *slot = &c->seen[h % SEEN_MARKS];
	bool again = *slot == h;

	*slot = h;
	return again;
}

static void
collect(struct collector *c, struct place place)
{
	struct str s = place.text->s;

	if (c->texts != NULL) {
		c->texts->place[c->n] = place;
		/* so long a text is always looked at, if only to note that it is long */
		c->texts->classes[c->n] = s.n > CF_MAX_SUBJECT ? ~0ull : text_classes(s);
	}
	c->n++;
}

static void
collect_block(struct collector *c, const struct block *b)
{
	struct place place = { .text = &b->text, .where = WHERE_PROSE, .section = b->section };

	if (b->text.s.n == 0)
		return;
	switch (b->kind) {
	case BLOCK_HEADING:
		place.where |= WHERE_HEADINGS;
		(void)is_repeated(c, b->text.s);	/* as a running header it is known then */
		break;
	case BLOCK_PARAGRAPH:
	case BLOCK_ITEM:
		if (b->bold)
			place.where |= WHERE_HEADINGS;
		break;
	case BLOCK_PAGE_MARK:
		if (is_repeated(c, b->text.s))
			return;
		break;
	case BLOCK_CODE:
		place.where = WHERE_CODE;
		break;
	case BLOCK_TABLE:
		return;
	}
	collect(c, place);
}

/* A table that borrowed the header of the one before it holds that one's cells. */
static bool
is_borrowed(const struct table *t, const struct cell *c)
{
	return c->text.span.to <= t->span.from;
}

static void
collect_cells(struct collector *c, const struct table *t)
{
	struct place place = { .where = WHERE_TABLES, .section = t->section, .table = t };

	for (place.row = 0; place.row < t->nrows; place.row++) {
		for (place.col = 0; place.col < t->ncols; place.col++) {
			const struct cell *x = table_at(t, place.row, place.col);

			if (x == NULL || x->text.s.n == 0 || is_borrowed(t, x))
				continue;
			place.text = &x->text;
			collect(c, place);
		}
	}
}

static size_t
collect_all(const struct run *run, struct texts *texts)
{
	struct collector c = { .texts = texts };

	for (size_t i = 0; i < run->doc->nblocks; i++)
		collect_block(&c, &run->doc->blocks[i]);
	for (size_t i = 0; i < run->facts->ntables; i++)
		collect_cells(&c, &run->facts->tables[i]);
	return c.n;
}

/* ---- what is in them */

/* "K" (kelvin) and "long s" are other cases of k and s: a text with one is looked at always */
static bool
has_odd_letter(struct str s)
{
	for (size_t i = 0; i + 1 < s.n; i++) {
		const unsigned char *p = (const unsigned char *)s.p + i;

		if (p[0] == 0xC5 && p[1] == 0xBF)
			return true;
		if (p[0] == 0xE2 && p[1] == 0x84 && i + 2 < s.n && p[2] == 0xAA)
			return true;
	}
	return false;
}

#define WORTH_FINDING	(8u << 10)	/* bytes: less is as soon searched for each pattern */

/* What stands in the texts, one after the other. */
struct word_search {
	struct texts *texts;
	const struct needed *needed;
	struct arena *a, *kept;		/* the second for what stays */
	uint32_t *last;			/* the text, from 1, in which a word was found last */
	uint16_t *found;		/* words, of each text once */
	size_t n, cap;
	uint32_t *end;			/* of those of each text, in `found` */
};

static_assert(CF_MAX_SUBJECT <= UINT16_MAX + 1u, "a place in a text that is searched at once");

static void
note_word(struct word_search *s, uint32_t word, uint32_t text)
{
	if (s->last[word] == text + 1)
		return;
	s->last[word] = text + 1;
	if (VEC_ROOM(s->a, s->found, s->n, s->cap))
		s->found[s->n++] = (uint16_t)word;
}

static void
note_start(struct word_search *s, size_t at, uint32_t word)
{
	struct texts *t = s->texts;

	if (VEC_ROOM(s->kept, t->start, t->nstarts, t->startcap))
		t->start[t->nstarts++] = (struct text_start){ (uint16_t)at, (uint16_t)word };
}

/* what stands in a text, by the nodes behind each of its bytes */
static void
note_words(struct word_search *s, const uint16_t *node, size_t n, uint32_t text)
{
	const struct word_finder *f = &s->needed->finder;

	for (size_t i = 0; i < n; i++) {
		for (uint32_t word = f->hit[node[i]]; word != 0; word = f->up[word]) {
			note_word(s, word, text);
			if (s->needed->length[word] > 0)
				note_start(s, i + 1 - s->needed->length[word], word);
		}
	}
}

/* from the words of each text to the texts of each word */
static void
index_words(const struct word_search *s)
{
	struct texts *t = s->texts;
	size_t words = s->needed->finder.nwords, k = 0;

	t->first = arena_array(s->kept, words + 2, uint32_t);
	t->with = arena_array(s->kept, s->n, uint32_t);
	for (size_t i = 0; i < s->n; i++)
		t->first[s->found[i] + 1]++;
	for (size_t w = 0; w <= words; w++)
		t->first[w + 1] += t->first[w];
	memset(s->last, 0, (words + 1) * sizeof(*s->last));	/* it has done its work */
	for (uint32_t i = 0; i < t->n; i++)
		for (; k < s->end[i]; k++)
			t->with[t->first[s->found[k]] + s->last[s->found[k]]++] = i;
}

#define BATCH	(32u << 10)	/* bytes, and the last text: of so many the nodes are kept */

/* Is the text not looked into, but always wanted? */
static bool
is_odd(const struct texts *t, size_t i)
{
	struct str text = t->place[i].text->s;

	return text.n > CF_MAX_SUBJECT ||
	    ((t->classes[i] & CLASS_WIDE) != 0 && has_odd_letter(text));
}

/* the texts from `first` on, one behind the other; the number of the text after the last */
static uint32_t
search_batch(struct word_search *s, uint32_t first, uint8_t *class, uint16_t *node)
{
	struct texts *t = s->texts;
	const uint8_t *class_of = s->needed->finder.class;
	uint32_t last = first;
	size_t n = 0;

	for (; last < t->n && n < BATCH; last++) {
		struct str text = t->place[last].text->s;

		for (size_t i = 0; i < text.n && text.n <= CF_MAX_SUBJECT; i++)
			class[n++] = class_of[(unsigned char)text.p[i]];
		class[n++] = 0;
	}
	finder_walk(&s->needed->finder, class, n, node);
	n = 0;
	for (uint32_t i = first; i < last; i++) {
		size_t bytes = t->place[i].text->s.n <= CF_MAX_SUBJECT ? t->place[i].text->s.n : 0;

		if (is_odd(t, i)) {
			note_word(s, 0, i);
			t->odd[i / 64] |= 1ull << (i % 64);
		}
		note_words(s, node + n, bytes, i);
		n += bytes + 1;
		s->end[i] = (uint32_t)s->n;
		t->begin[i + 1] = (uint32_t)t->nstarts;
	}
	return last;
}

static void
search_texts(struct word_search *s)
{
	struct texts *t = s->texts;
	uint8_t *class = arena_array(s->a, BATCH + CF_MAX_SUBJECT + 1, uint8_t);
	uint16_t *node = arena_array(s->a, BATCH + CF_MAX_SUBJECT + 1, uint16_t);

	s->last = arena_array(s->a, s->needed->finder.nwords + 1, uint32_t);
	s->end = arena_array(s->a, t->n, uint32_t);
	t->begin = arena_array(s->kept, t->n + 1, uint32_t);
	t->odd = arena_array(s->kept, t->n / 64 + 1, uint64_t);
	for (uint32_t i = 0; i < t->n; )
		i = search_batch(s, i, class, node);
	index_words(s);
}

static void
find_words(struct run *run, struct texts *t)
{
	struct word_search s = { .texts = t, .a = run->scratch, .kept = run->doc->arena };
	size_t bytes = 0;

	for (size_t i = 0; i < t->n && bytes < WORTH_FINDING; i++)
		bytes += t->place[i].text->s.n;
	if (bytes < WORTH_FINDING || run->rules == NULL)
		return;
	s.needed = needed_of(run->rules->needed, run->rules->patterns, run->rules->npatterns);
	if (s.needed == NULL || !s.needed->finder.made)
		return;
	search_texts(&s);
	t->needed = s.needed;
}

static void
want_word(const struct texts *t, uint32_t word, uint64_t *wanted)
{
	for (uint32_t i = t->first[word]; i < t->first[word + 1]; i++)
		wanted[t->with[i] / 64] |= 1ull << (t->with[i] % 64);
}

/* those with one of n words, and those that are looked at always */
static uint64_t *
texts_with(struct run *run, const struct texts *t, const uint32_t *word, size_t n)
{
	uint64_t *with = arena_array(run->scratch, t->n / 64 + 1, uint64_t);

	want_word(t, 0, with);
	for (size_t i = 0; i < n; i++)
		want_word(t, word[i], with);
	return with;
}

const uint64_t *
texts_wanted(struct run *run, const struct texts *t, const struct pattern *p)
{
	const struct needed_words *words;
	uint64_t *wanted;

	if (t->needed == NULL || pattern_number(p) >= t->needed->npatterns)
		return NULL;
	words = &t->needed->of[pattern_number(p)];
	if (words->n == 0)
		return NULL;
	wanted = texts_with(run, t, words->word, words->n);
	for (size_t i = 0; i < words->nmore; i++) {
		const uint64_t *more = texts_with(run, t, words->more[i].word, words->more[i].n);

		for (size_t k = 0; k <= t->n / 64; k++)
			wanted[k] &= more[k];
	}
	return wanted;
}

/* ---- where matches begin */

void
texts_starts(struct run *run, const struct texts *t, const struct pattern *p, struct starts *s)
{
	const struct needed_words *words;
	uint64_t *wanted;

	*s = (struct starts){ .texts = t };
	if (t->needed == NULL || pattern_number(p) >= t->needed->npatterns)
		return;
	words = &t->needed->of[pattern_number(p)];
	if (!words->starts_known)
		return;
	wanted = arena_array(run->scratch, t->needed->finder.nwords / 64 + 1, uint64_t);
	for (size_t i = 0; i < words->nstarts; i++)
		wanted[words->start[i] / 64] |= 1ull << (words->start[i] % 64);
	s->wanted = wanted;
	s->at_line = words->at_line;
	s->at_word = words->at_word;
}

static bool
is_of_word(char c)
{
	return ch_alpha(c) || ch_digit(c) || c == '_';
}

/* They come nearly in order: what ends earlier may have begun later. */
static void
add_start(struct run *run, struct starts *s, size_t at)
{
	size_t i = s->n;

	if (!VEC_ROOM(run->scratch, s->at, s->n, s->cap))
		return;
	while (i > 0 && s->at[i - 1] > at)
		i--;
	if (i > 0 && s->at[i - 1] == at)
		return;
	memmove(s->at + i + 1, s->at + i, (s->n++ - i) * sizeof(*s->at));
	s->at[i] = at;
}

static void
add_lines(struct run *run, struct starts *s, struct str text)
{
	add_start(run, s, 0);
	if (memchr(text.p, '\n', text.n) == NULL && memchr(text.p, '\r', text.n) == NULL)
		return;		/* most have but one */
	for (size_t i = 1; i < text.n; i++)
		if (text.p[i - 1] == '\n' || text.p[i - 1] == '\r')
			add_start(run, s, i);
}

bool
starts_in(struct run *run, struct starts *s, size_t text)
{
	const struct texts *t = s->texts;
	struct str in = t->place[text].text->s;

	if (s->wanted == NULL || (t->odd[text / 64] >> (text % 64) & 1) != 0)
		return false;
	s->n = 0;
	if (s->at_line)
		add_lines(run, s, in);
	for (uint32_t i = t->begin[text]; i < t->begin[text + 1]; i++) {
		uint32_t word = t->start[i].word, at = t->start[i].at;

		if ((s->wanted[word / 64] >> (word % 64) & 1) == 0)
			continue;
		if (s->at_word && at > 0 && is_of_word(in.p[at]) && is_of_word(in.p[at - 1]))
			continue;
		add_start(run, s, at);
	}
	return true;
}

struct texts *
texts_of(struct run *run)
{
	struct arena *a = run->doc->arena;

	if (run->texts == NULL) {
		run->texts = arena_new(a, struct texts);
		run->texts->n = collect_all(run, NULL);
		run->texts->place = arena_array(a, run->texts->n, struct place);
		run->texts->classes = arena_array(a, run->texts->n, uint64_t);
		(void)collect_all(run, run->texts);
		find_words(run, run->texts);
	}
	return run->texts;
}

struct outcome
outcome_in(const struct rule *rule, const struct place *p, size_t from, size_t to)
{
	return (struct outcome){ .rule = rule, .at = text_span(p->text, from, to),
		.section = p->section, .table = p->table, .row = p->row, .col = p->col };
}
