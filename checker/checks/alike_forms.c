/* Names by what all ways to write them share; see alike_forms.h. */
#include "checks/alike_forms.h"

#include "base/limits.h"

#define MOST_FORMS	8u	/* of one name; further ones are not compared */

static size_t
slot_of(const struct alike_finder *f, uint64_t key)
{
	size_t i = (size_t)key & (f->slots - 1);

	while (f->slot[i] != 0 && f->forms[f->slot[i] - 1].key != key)
		i = (i + 1) & (f->slots - 1);
	return i;
}

static void
grow(struct alike_finder *f)
{
	f->slots = f->slots == 0 ? 4096 : 2 * f->slots;
	f->slot = arena_array(f->a, f->slots, uint32_t);
	for (size_t i = 0; i < f->n; i++)
		if (f->forms[i].first)
			f->slot[slot_of(f, f->forms[i].key)] = (uint32_t)i + 1;
}

void
alike_put(struct alike_finder *f, unsigned way, const struct place *p, size_t from, size_t to,
    uint64_t name, uint64_t form)
{
	uint64_t key = (name ^ name >> 32) + way * 0x9E3779B97F4A7C15ull;
	uint32_t *link, k = 0;

	if (2 * (f->n + 1) > f->slots)
		grow(f);
	link = &f->slot[slot_of(f, key)];
	for (; *link != 0; link = &f->forms[*link - 1].next) {
		if (f->forms[*link - 1].form == form) {
			f->forms[*link - 1].n++;
			return;
		}
		k++;
	}
	if (k == MOST_FORMS)
		return;
	if (f->n >= CF_MAX_WORDS) {
		f->out->cut = true;
		return;
	}
	*link = (uint32_t)f->n + 1;
	if (VEC_ROOM(f->a, f->forms, f->n, f->cap))
		f->forms[f->n++] = (struct form){ key, form, p, from, to, 1, 0, k == 0, way };
}

void
alike_report(struct alike_finder *f, const struct form *wrong, const struct form *right)
{
	struct alikes *out = f->out;

	if (VEC_ROOM(f->a, out->item, out->n, out->cap))
		out->item[out->n++] = (struct alike){ wrong->place, wrong->from, wrong->to,
			wrong->n, form_words(right), right->place, right->from, right->to,
			right->n };
}
