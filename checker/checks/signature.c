/* The auditor's signatures; see signature.h. */
#include "checks/signature.h"

#include "checks/words.h"

#define TELLING 10	/* units: a smaller difference is met by too many figures */
#define TELLING_SIGN 100	/* the same of half a difference */
#define TELLING_COPY 100	/* the same of a figure that stands elsewhere too */

/* v times 10^d as an integer, zeros at its end beyond `d` decimals left off */
static bool
scaled(struct dec v, uint8_t d, wide *out)
{
	*out = v.m;
	for (; v.d > d; v.d--) {
		if (*out % 10 != 0)
			return false;
		*out /= 10;
	}
	for (; v.d < d; v.d++)
		*out *= 10;
	return true;
}

static wide
size_of(wide v)
{
	return v < 0 ? -v : v;
}

/* The figures of one sum as integers of its last place. */
struct sum {
	const struct line *l;
	uint8_t d;
	wide stated, computed, gap;	/* gap: what is stated less what was added up */
};

static bool
sum_of(const struct line *l, struct sum *s)
{
	*s = (struct sum){ .l = l };
	for (uint32_t i = 0; i <= l->nparts; i++) {
		struct dec v = figure_dec(i < l->nparts ? l->part[i] : l->stated);

		for (; v.d > 0 && v.m % 10 == 0; v.d--)
			v.m /= 10;
		if (v.d > s->d)
			s->d = v.d;
	}
	if (s->d > 9 || !scaled(figure_dec(l->stated), s->d, &s->stated) ||
	    !scaled(l->fit.computed, s->d, &s->computed))
		return false;
	s->gap = s->stated - s->computed;
	return s->gap != 0;
}

/* the only part for which `is` says yes; NONE: none or several */
static uint32_t
only_part(const struct sum *s, bool (*is)(const struct sum *s, wide part))
{
	uint32_t found = NONE;

	for (uint32_t i = 0; i < s->l->nparts; i++) {
		wide v;

		if (!scaled(figure_dec(s->l->part[i]), s->d, &v) || v == 0 || !is(s, v))
			continue;
		if (found != NONE)
			return NONE;
		found = i;
	}
	return found;
}

static bool
is_left_out(const struct sum *s, wide part)
{
	return part == -s->gap;
}

static bool
is_twice(const struct sum *s, wide part)
{
	return part == s->gap;
}

static bool
has_other_sign(const struct sum *s, wide part)
{
	return 2 * part == -s->gap && size_of(s->gap) >= TELLING_SIGN;
}

/* does `is` say yes of the part and what it would be if it alone were wrong? */
static bool
if_right(const struct sum *s, wide part, bool (*is)(struct dec a, struct dec b))
{
	wide right = part + s->gap;

	if (size_of(right) > INT64_MAX || size_of(part) > INT64_MAX)
		return false;
	return is((struct dec){ .m = (int64_t)part }, (struct dec){ .m = (int64_t)right });
}

static bool
has_slipped(const struct sum *s, wide part)
{
	return if_right(s, part, is_shifted);
}

static bool
has_swapped(const struct sum *s, wide part)
{
	return if_right(s, part, is_swap);
}

/* what the difference says of one part */
static struct signature
of_a_part(struct axis x, const struct sum *s)
{
	static const struct {
		bool (*is)(const struct sum *s, wide part);
		const char *help;
	} all[] = {
		{ is_left_out, "{difference} is what {name} says: it may have been left out of the total." },
		{ is_twice, "{difference} is what {name} says: it may have been counted twice." },
		{ has_other_sign,
		    "{difference} is twice what {name} says: it may have been added with the other sign." },
		{ has_swapped, "In {name} two digits may have changed places, or the total is off by {difference}." },
		{ has_slipped, "In {name} the decimal point may have slipped, or the total is off by {difference}." }
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		uint32_t part = only_part(s, all[i].is);

		if (part != NONE)
			return (struct signature){ all[i].help, axis_label(x, s->l->item[part]) };
	}
	return (struct signature){ NULL, { NULL, 0 } };
}

static bool
is_part(const struct sum_vector *v, uint32_t item)
{
	for (uint32_t k = 0; k < v->nparts; k++)
		if (v->part[k] == item)
			return true;
	return item == v->total;
}

/* a row near by that is no part, and says just what is missing */
static uint32_t
missing_item(struct axis x, const struct sum_vector *v, uint32_t line, const struct sum *s)
{
	uint32_t found = NONE;

	for (uint32_t i = 0; i < axis_items(x); i++) {
		const struct figure *f = !axis_is_item(x, i) || is_part(v, i) || axis_is_total(x, i) ?
		    NULL : cell_quantity(axis_cell(x, i, line));
		wide w;

		if (f == NULL || !scaled(figure_dec(f), s->d, &w) || w != s->gap)
			continue;
		if (found != NONE)
			return NONE;
		found = i;
	}
	return found;
}

/* the only line beside it whose total is what is stated here */
static uint32_t
copied_from(struct axis x, const struct sum_vector *v, uint32_t line, const struct sum *s)
{
	uint32_t found = NONE;

	for (uint32_t i = 0; i < axis_lines(x); i++) {
		const struct figure *f = i == line || !axis_is_line(x, i) ? NULL :
		    cell_quantity(axis_cell(x, v->total, i));
		wide w;

		if (f == NULL || !scaled(figure_dec(f), s->d, &w) || w != s->stated)
			continue;
		if (found != NONE)
			return NONE;
		found = i;
	}
	return found;
}

struct signature
signature_of_sum(struct axis x, const struct sum_vector *v, uint32_t line, const struct line *l)
{
	struct signature none = { NULL, { NULL, 0 } }, part;
	struct sum s;
	uint32_t at;

	if (l->fit.fit == FIT_TOO_LARGE || !sum_of(l, &s))
		return none;
	if (l->blank != NONE)
		return (struct signature){
			"{name} has no figure here: {difference} may be missing there.",
			axis_label(x, l->blank) };
	if (is_swap(figure_dec(l->stated), l->fit.computed))
		return (struct signature){ "Two digits may have changed places: {stated} for {computed}.",
			axis_label(x, v->total) };
	if (is_shifted(figure_dec(l->stated), l->fit.computed))
		return (struct signature){ "The decimal point may have slipped: {stated} for {computed}.",
			axis_label(x, v->total) };
	at = size_of(s.stated) < TELLING_COPY ? NONE : copied_from(x, v, line, &s);
	if (at != NONE)
		return (struct signature){ "{stated} is what stands under {name}: it may have been copied from there.",
			axis_label((struct axis){ x.t, !x.down }, at) };
	if (size_of(s.gap) < TELLING)
		return none;
	part = of_a_part(x, &s);
	at = part.help != NULL ? NONE : missing_item(x, v, line, &s);
	if (at != NONE)
		return (struct signature){
			"{difference} is what {name} says, which was not added up here: it may belong to the total.",
			axis_label(x, at) };
	return part;
}

const char *
signature_of_figure(const struct figure *printed, const struct figure *right)
{
	struct dec a = figure_dec(printed), b = figure_dec(right);

	if (is_swap(a, b))
		return "Two digits may have changed places: {stated} for {computed}.";
	if (a.m != 0 && a.m == -b.m && a.d == b.d)
		return "The sign may be wrong: {stated} for {computed}.";
	if (is_shifted(a, b))
		return "The decimal point may have slipped: {stated} for {computed}.";
	return NULL;
}
