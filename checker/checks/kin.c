/* Groups with the same labels; see kin.h. */
#include "checks/kin.h"

#define KIN_ITEMS 64u	/* of one group; larger ones are not looked at */

static uint32_t
group_of(const struct matrix *m, uint32_t i)
{
	return axis_group(m->x, m->item[i]);
}

static struct str
label_of(const struct matrix *m, uint32_t i)
{
	return str_trim(axis_label(m->x, m->item[i]));
}

static bool
holds_group(const uint32_t *groups, uint32_t n, uint32_t group)
{
	for (uint32_t i = 0; i < n; i++)
		if (groups[i] == group)
			return true;
	return false;
}

uint32_t
kin_groups(const struct matrix *m, uint32_t out[KIN_GROUPS])
{
	uint32_t n = 0;

	for (uint32_t i = 0; i + 2 < m->nitems; i++) {
		uint32_t group = group_of(m, i);

		if (group == NONE || group_of(m, i + 1) != group || group_of(m, i + 2) != group ||
		    holds_group(out, n, group))
			continue;
		if (n == KIN_GROUPS)
			return 0;
		out[n++] = group;
	}
	return n;
}

/* the item of the group with this label; NONE: there is none, or more than one */
static uint32_t
named(const struct matrix *m, uint32_t group, struct str label)
{
	uint32_t found = NONE, looked = 0;

	for (uint32_t i = 0; i < m->nitems && looked < KIN_ITEMS; i++) {
		if (group_of(m, i) != group)
			continue;
		looked++;
		if (label.n == 0 || !str_eq_folded(label_of(m, i), label))
			continue;
		if (found != NONE)
			return NONE;
		found = i;
	}
	return found;
}

/* has the group no labels but those of the other one? */
static bool
is_within(const struct matrix *m, uint32_t group, uint32_t other)
{
	for (uint32_t i = 0; i < m->nitems; i++)
		if (group_of(m, i) == group && named(m, other, label_of(m, i)) == NONE)
			return false;
	return true;
}

bool
kin_in_group(const struct matrix *m, const struct trial *t, uint32_t group, struct trial *out)
{
	out->total = named(m, group, label_of(m, t->total));
	if (out->total == NONE || !is_within(m, group, group_of(m, t->total)))
		return false;
	out->n = 0;
	for (uint32_t k = 0; k < t->n; k++) {
		uint32_t i = named(m, group, label_of(m, t->part[k]));

		if (i == NONE || i == out->total)
			return false;
		out->part[out->n++] = i;
	}
	return true;
}

/* the namesakes of an item in the other groups; false: fewer than two have one */
static bool
namesakes(const struct matrix *m, const uint32_t *groups, uint32_t n, uint32_t which, uint32_t item,
    struct trial *t)
{
	t->total = item;
	t->n = 0;
	for (uint32_t g = 0; g < n; g++) {
		uint32_t i = g == which ? NONE : named(m, groups[g], label_of(m, item));

		if (i != NONE && m->class[i] == m->class[item])
			t->part[t->n++] = i;
	}
	return t->n > 1;
}

static void
add_up(const struct matrix *m, struct adder *s, struct trial *t)
{
	adder_clear(s, m);
	for (uint32_t k = 0; k < t->n; k++)
		adder_add(s, m, t->part[k]);
	trial_count(t, m, s);
	t->natural = true;
}

/* one group as the sum of all others, item by item */
static void
try_family(const struct matrix *m, struct arena *a, const uint32_t *groups, uint32_t n,
    uint32_t which, trial_fn *fn, void *arg)
{
	struct trial t = { .part = arena_array(a, n, uint32_t) }, all = { .n = 0 };
	struct adder s;
	uint32_t items = 0;

	adder_init(&s, a, m);
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < m->nitems; i++) {
			if (group_of(m, i) != groups[which] ||
			    !namesakes(m, groups, n, which, i, &t))
				continue;
			add_up(m, &s, &t);
			if (pass == 1) {
				struct trial one = t;

				one.family = all.bits;
				one.family_outside = all.outside;
				fn(arg, &one);
				continue;
			}
			items++;
			all.exact += t.exact;
			all.single += t.single;
			all.outside += t.outside;
			all.bits += t.bits + t.single_bits;
		}
		/* they may hold for some of the rows only, but not by one part alone */
		if (items < 2 || all.exact < 3 || all.exact + all.single < all.outside)
			return;
	}
}

void
find_families(const struct matrix *m, struct arena *a, trial_fn *fn, void *arg)
{
	uint32_t groups[KIN_GROUPS], n = kin_groups(m, groups);

	for (uint32_t g = 0; g < n && n >= 3; g++)
		try_family(m, a, groups, n, g, fn, arg);
}
