/*
 * Words that widen a figure or turn it ("about 40", "over 300"), and words that
 * are figures ("doubled"): field notes C1.6. Which words these are is the rule's.
 */
#include "checks/eval.h"

#define LOOK_BACK 48u	/* bytes before a figure in which such words stand */

/* does a text end with one of the words? */
static bool
ends_with(struct eval *ev, const struct selector *words, struct str s)
{
	s = str_trim(s);
	for (size_t i = 0; i < words->n; i++) {
		const struct selector_item *w = &words->items[i];
		size_t from = s.n >= w->exact.n ? s.n - w->exact.n : 0;

		if (w->regex != NULL) {
			if (pattern_match(ev->run->matcher, w->regex, s, 0) == MATCH_YES)
				return true;
		} else if (w->exact.n > 0 && str_eq_folded(str_sub(s, from, s.n), w->exact) &&
		    (from == 0 || !ch_alpha(s.p[from - 1]))) {
			return true;
		}
	}
	return false;
}

/* half a unit of the last digit that is not 0: "40" gives 5, "1.2" gives 0.05 */
static bool
half_of_last_digit(const struct figure *f, struct number *out)
{
	bool big = false;
	int64_t m = f->m;
	int zeros = 0;

	for (; m != 0 && m % 10 == 0; m /= 10)
		zeros++;
	*out = number_whole(1);
	out->lo = out->v = out->hi = wide_pow10(zeros, &big);
	out->den = wide_mul(2, wide_pow10(f->d, &big), &big);
	return !big;
}

/* the wider of that and the figure's own interval */
static void
about(const struct figure *f, struct number *n)
{
	struct number half, low, high;

	if (half_of_last_digit(f, &half) && number_sub(*n, half, &low) &&
	    number_add(*n, half, &high)) {
		low.lo = low.v;
		high.hi = high.v;
		if (number_min(low, *n, &low) && number_max(high, *n, &high))
			(void)number_hull(low, *n, high, n);
	}
}

/* from nine tenths of it */
static void
nearly(struct number *n)
{
	struct number tenth, low;

	if (number_div(*n, number_whole(10), &tenth) && number_sub(*n, tenth, &low)) {
		low.lo = low.v;
		(void)number_hull(low, *n, *n, n);
	}
}

static void
turn(enum approximator how, const struct figure *f, struct number *n)
{
	switch (how) {
	case APPROX_ABOUT:
		about(f, n);
		break;
	case APPROX_NEARLY:
		nearly(n);
		break;
	case APPROX_OVER:
		n->no_hi = true;
		break;
	case APPROX_UNDER:
		n->no_lo = true;
		break;
	case APPROX_AT_LEAST:
		n->lo = n->v;
		n->no_hi = true;
		break;
	case APPROX_AT_MOST:
		n->hi = n->v;
		n->no_lo = true;
		break;
	case APPROXIMATORS:
		break;
	}
}

void
approximate(struct eval *ev, const struct cell_ref *c, const struct figure *f, struct number *n)
{
	size_t from = f->from > LOOK_BACK ? f->from - LOOK_BACK : 0;
	struct str before = str_sub(c->text->s, from, f->from);

	for (int i = 0; i < APPROXIMATORS; i++) {
		const struct selector *words = &ev->rule->approximate[i];

		if (selector_is_set(words) && ends_with(ev, words, before)) {
			turn((enum approximator)i, f, n);
			return;
		}
	}
}

bool
word_number(struct eval *ev, const struct cell_ref *c, struct number *n)
{
	struct str s = cell_ref_str(c);

	for (size_t i = 0; i < ev->rule->nwords; i++) {
		const struct word_figure *w = &ev->rule->words[i];
		struct number low, high, sum;

		if (!str_eq_folded(w->word, s))
			continue;
		low = number_point(&w->from);
		high = number_point(&w->to);
		return number_add(low, high, &sum) && number_div(sum, number_whole(2), &sum) &&
		    number_hull(low, sum, high, n);	/* the middle stands for it */
	}
	return false;
}
