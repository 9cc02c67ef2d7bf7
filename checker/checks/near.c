/*
 * Near-duplicates of names, in two passes over the words; see near.h.
 *
 * The first pass counts words, and pairs of capitalised words side by side. A rare
 * word is then held against the frequent words that differ by one letter (near_words.h).
 * The second pass collects the places, and drops a word that also stands where the
 * frequent one never does: it is a word of its own.
 */
#include "checks/near_words.h"

#define SHORTEST_NAME	8u	/* bytes of the whole name */

/* words that say what kind of name follows: another name is as likely as a slip */
static bool
is_title(struct str s)
{
	static const char *const titles[] = { "mr", "mrs", "ms", "miss", "dr", "sir", "lady",
		"lord", "cllr", "councillor", "councillors", "cllrs", "professor", "prof", "the",
		"and", "of", "a", "an", "in", "by", "for", "to", "rev", "cathaoirleach", "deputy",
		"director", "chair", "mayor" };

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (str_eq_folded(s, str_of(titles[i])))
			return true;
	return false;
}

/* A word with its neighbours, when all are part of one name. */
struct context {
	uint32_t before, word, after;	/* NONE: not capitalised, or not side by side */
};

/* the name in which the frequent word stands with a neighbour of the rare one: how often */
static uint32_t
shared(const struct near *x, const struct context *c, uint32_t right, bool *front)
{
	uint32_t a = c->before == NONE || is_title(near_spelt(x, c->before)) ? 0 :
	    near_pair_count(x, c->before, right);
	uint32_t b = c->after == NONE || is_title(near_spelt(x, c->after)) ? 0 :
	    near_pair_count(x, right, c->after);

	*front = a >= b;
	return a >= b ? a : b;
}

/* the best reading of a rare word at one of its places */
static uint32_t
best_alike(const struct near *x, const struct context *c, uint32_t *times)
{
	struct near_alike alike;
	uint32_t best = NONE, w;

	*times = 0;
	near_alike_begin(&alike, x, c->word);
	while ((w = near_alike_next(&alike, x)) != NONE) {
		bool front;
		uint32_t n = shared(x, c, w, &front);

		if (n > *times) {
			*times = n;
			best = w;
		}
	}
	return best;
}

static struct near_name *
name_of(struct near *x, uint32_t word, uint32_t right, uint32_t times)
{
	struct near_names *out = x->out;
	uint32_t *slip = &x->slip[word];

	if (*slip == 0) {
		if (!VEC_ROOM(x->a, out->name, out->n, out->cap))
			return NULL;
		out->name[out->n++] = (struct near_name){ .right = near_spelt(x, right),
			.times = times };
		*slip = (uint32_t)out->n;
	}
	return &out->name[*slip - 1];
}

/* Three words in a row, and where they stand. */
struct window {
	struct token t[3];
	uint32_t w[3];
	size_t n;
};

static void
add_place(struct near *x, const struct place *p, const struct window *v, bool front,
    struct near_name *name)
{
	size_t from = front ? v->t[0].from : v->t[1].from, to = front ? v->t[1].to : v->t[2].to;

	if (to - from < SHORTEST_NAME) {
		name->spoiled = true;
		return;
	}
	if (VEC_ROOM(x->a, name->places, name->n, name->cap))
		name->places[name->n++] = (struct near_place){ p, from, to, v->t[1].from,
			v->t[1].to };
}

/* where it is no slip it is a word of its own, and so elsewhere too */
static void
is_no_slip(struct near *x, uint32_t word)
{
	x->can_be[word] = false;
	if (x->slip[word] != 0)
		x->out->name[x->slip[word] - 1].spoiled = true;
}

/* the word in the middle of the window */
static void
look_at(struct near *x, const struct place *p, const struct window *v)
{
	const struct token *t = &v->t[1];
	struct context c = { NONE, v->w[1], NONE };
	struct near_name *name;
	uint32_t right, times;
	bool front;

	if (c.word == NONE || !x->can_be[c.word])
		return;
	if (t->name && v->w[0] != NONE && v->t[0].name && t->joined)
		c.before = v->w[0];
	if (t->name && v->w[2] != NONE && v->t[2].name && v->t[2].joined)
		c.after = v->w[2];
	right = best_alike(x, &c, &times);
	if (right == NONE || times < RATIO * x->words[c.word].n) {
		is_no_slip(x, c.word);
		return;
	}
	name = name_of(x, c.word, right, times);
	if (name != NULL && shared(x, &c, right, &front) > 0)
		add_place(x, p, v, front, name);
}

/* `order` is of the words in the text */
static void
look_at_text(struct near *x, const struct place *p, const uint32_t *order)
{
	struct window v = { .w = { NONE, NONE, NONE } };
	struct str s = p->text->s;
	size_t at = 0, from;

	do {
		v.t[0] = v.t[1];
		v.t[1] = v.t[2];
		v.w[0] = v.w[1];
		v.w[1] = v.w[2];
		from = word_begin(x, s, at);
		v.w[2] = from < s.n ? *order++ : NONE;
		if (from < s.n) {
			v.t[2] = token_at(s, at, from, word_end(x, s, from));
			at = v.t[2].to;
		}
		look_at(x, p, &v);
	} while (from < s.n);
}

/* most texts have no word that could be a slip */
static bool
has_slip(const struct near *x, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (x->order[i] != NONE && x->can_be[x->order[i]])
			return true;
	return false;
}

static void
drop_spoiled(struct near_names *out)
{
	size_t n = 0;

	for (size_t i = 0; i < out->n; i++)
		if (!out->name[i].spoiled && out->name[i].n > 0)
			out->name[n++] = out->name[i];
	out->n = n;
}

void
near_find(struct run *run, const struct rule *rule, struct near_names *out)
{
	struct near x = { .run = run, .rule = rule, .a = run->scratch, .out = out };
	const struct texts *texts = texts_of(run);
	const uint32_t *end;

	*out = (struct near_names){ .n = 0 };
	end = near_count_texts(&x);
	if (x.nwords == 0)
		return;
	x.slip = arena_array(x.a, x.nwords, uint32_t);
	near_find_slips(&x);
	for (size_t i = 0, from = 0; i < texts->n; from = end[i++])
		if (has_slip(&x, from, end[i]))
			look_at_text(&x, &texts->place[i], x.order + from);
	drop_spoiled(out);
}
