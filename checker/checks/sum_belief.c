/* Is it a sum, or chance? What a proposal is worth, in bits; see sum_finder.h. */
#include <math.h>

#include "checks/sum_finder.h"
#include "checks/words.h"

#define LABEL_BITS 12		/* what the word "total" is worth */
#define PLACE_BITS 3		/* what a run that ends at a boundary is worth */
#define SINGLE_BITS 8		/* what equality with one part may be worth */
#define FEW_LINES 4u		/* so few may agree beside others that are no sums at all */

bool
sums_is_labelled(const struct matrix *m, uint32_t i)
{
	return axis_is_total(m->x, m->item[i]);
}

/* bits of the choice of k among n: which lines agree is not known before */
static int
choice_bits(uint32_t n, uint32_t k)
{
	double bits = 0;

	if (k > n - k)
		k = n - k;
	for (uint32_t i = 0; i < k; i++)
		bits += log2((double)(n - i) / (double)(i + 1));
	return (int)bits;
}

int
sums_surplus_bits(const struct sum_finder *f, const struct trial *t)
{
	uint32_t agree = t->exact + t->interval;

	return t->bits - f->choice - choice_bits(agree + t->outside, t->outside);
}

/* bits by which a proposal is more than chance; 0: not believed */
static int
score_of(const struct sum_finder *f, const struct trial *t)
{
	bool labelled = sums_is_labelled(&f->m, t->total);
	uint32_t agree = t->exact + t->interval;
	int score = sums_surplus_bits(f, t);

	if (t->exact == 0 && (!labelled || !t->natural || t->outside + t->interval > 0) &&
	    (t->interval < ENOUGH_ROUNDED || t->outside > 1))
		return 0;
	if (t->outside > FEW_LINES * agree ||
	    (agree + t->outside > 2 * FEW_LINES && t->outside > agree))
		return 0;
	score += t->single_bits < SINGLE_BITS ? t->single_bits : SINGLE_BITS;
	score += labelled ? LABEL_BITS : 0;
	score += t->natural ? PLACE_BITS : 0;
	return score < ENOUGH_BITS ? 0 : score;
}

static bool
shares_parts(const struct sum_finder *f, const struct trial *t, const struct sum_vector *v)
{
	for (uint32_t i = 0; i < t->n; i++)
		for (uint32_t k = 0; k < v->nparts; k++)
			if (v->part[k] == f->m.item[t->part[i]])
				return true;
	return false;
}

bool
sums_is_explained(const struct sum_finder *f, const struct trial *t)
{
	for (size_t i = 0; i < f->s->n; i++) {
		const struct sum_vector *v = &f->s->vector[i];

		if (v->down == f->m.x.down && v->total == f->m.item[t->total] &&
		    shares_parts(f, t, v))
			return true;
	}
	return false;
}

/* ... or nearly as well? */
static bool
is_known(const struct sum_finder *f, const struct trial *t)
{
	return f->explained[t->total] &&
	    (t->outside * 4 > t->exact + t->interval || sums_is_explained(f, t));
}

/* is the total itself, said again, among its parts? */
static bool
restates_total(const struct matrix *m, const struct trial *t)
{
	uint32_t total = m->same[t->total] == NONE ? t->total : m->same[t->total];

	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t p = t->part[i];

		if (p == total || m->same[p] == total)
			return true;
	}
	return false;
}

/* the first word of a label that is not "total" */
static struct str
first_word(struct str s)
{
	for (size_t i = 0, j; i < s.n; i = j) {
		struct str w;

		for (j = i; j < s.n && ch_alpha(s.p[j]);)
			j++;
		w = str_sub(s, i, j);
		if (w.n > 2 && !label_is_total(w))
			return w;
		j += j == i;
	}
	return CF_S("");
}

/* "Have Total" of "Have", "Have Foil" and "Have First Patrol" */
static bool
is_kin(const struct matrix *m, const struct trial *t)
{
	struct str name = first_word(axis_label(m->x, m->item[t->total]));

	for (uint32_t i = 0; i < t->n; i++)
		if (!str_eq_folded(first_word(axis_label(m->x, m->item[t->part[i]])), name))
			return false;
	return name.n > 0 && sums_is_labelled(m, t->total);
}

void
sums_consider(void *arg, const struct trial *t)
{
	struct sum_finder *f = arg;
	int score = score_of(f, t);
	struct best *b = &f->best[t->total];
	bool kin = score > 0 && is_kin(&f->m, t);
	uint32_t *part;

	if (score == 0 || kin < b->kin || (kin == b->kin && (score < b->score ||
	    (score == b->score && t->n >= b->trial.n))) || restates_total(&f->m, t) || is_known(f, t))
		return;
	part = arena_array(f->run->scratch, t->n, uint32_t);
	memcpy(part, t->part, t->n * sizeof(*part));
	*b = (struct best){ *t, score, kin };
	b->trial.part = part;
}
