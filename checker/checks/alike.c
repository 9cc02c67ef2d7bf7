/*
 * Names that are the same but for little; see alike.h. All ways to write a name are alike_put
 * together (alike_forms.h). The way that most places have is right, the first of equals.
 */
#include "checks/alike_forms.h"

#define FIRST_FORMS	256u	/* room for these at first */

/* what was found last may be a word: it is one when it stands somewhere in small letters */
static void
note_small(struct alike_finder *f, struct str s)
{
	struct small_word w = { .stands = false };
	char *low = arena_alloc(f->a, s.n + 1, 1);

	for (size_t i = 0; i < s.n; i++)
		if (!ch_space(s.p[i]))
			low[w.s.n++] = ch_lower(s.p[i]);
	w.s.p = low;
	if (VEC_ROOM(f->a, f->small, f->nsmall, f->smallcap) &&
	    VEC_ROOM(f->a, f->found, f->nfound, f->foundcap)) {
		f->small[f->nsmall++] = w;
		f->found[f->nfound++] = f->out->n - 1;
	}
}

/* "Waste Water" and "Wastewater", where "wastewater" is said too: no name, but a word */
static void
drop_words(struct alike_finder *f)
{
	struct alikes *out = f->out;
	size_t n = 0, k = 0;

	small_words_find(f->run, f->small, f->nsmall);
	for (size_t i = 0; i < out->n; i++) {
		bool asked = k < f->nfound && f->found[k] == i;

		if (!asked || !f->small[k].stands)
			out->item[n++] = out->item[i];
		k += asked;
	}
	out->n = n;
}

static void
look_at_name(struct alike_finder *f, const struct form *first)
{
	const struct form *right = first, *x = first;

	f->out->compared += first->n > 1 && alike_may_vary(first);
	if (first->next == 0)
		return;
	for (; x->next != 0; x = &f->forms[x->next - 1])
		if (f->forms[x->next - 1].n > right->n)
			right = &f->forms[x->next - 1];
	for (x = first; x != NULL; x = x->next == 0 ? NULL : &f->forms[x->next - 1])
		if (x != right && alike_is_different(x, right)) {
			alike_report(f, x, right);
			if (x->way == BUT_FOR_SPACES)
				note_small(f, form_words(x));
		}
}

void
alike_find(struct run *run, const struct rule *rule, struct alikes *out)
{
	struct alike_finder f = { .run = run, .rule = rule, .a = run->scratch, .out = out };
	const struct texts *texts = texts_of(run);
	const struct capitals *capitals;
	struct place_filter filter;

	*out = (struct alikes){ .n = 0 };
	if (rule->match != NULL)
		alike_find_titles(&f);
	if ((rule->but_for & ~BUT_FOR_TITLES) == 0)
		return;
	f.capitals = capitals = capitals_of(run);
	f.cap = FIRST_FORMS;
	f.forms = arena_array(f.a, f.cap, struct form);
	filter_begin(&filter, run, rule);
	for (size_t i = 0; i < texts->n; i++) {
		uint32_t first = capitals->first[i], n = capitals->first[i + 1] - first;

		if (n > 0 && filter_wants(&filter, &texts->place[i]))
			alike_put_text(&f, &texts->place[i], capitals->word + first, n);
	}
	for (size_t i = 0; i < f.n; i++)
		if (f.forms[i].first)
			look_at_name(&f, &f.forms[i]);
	drop_words(&f);
}
