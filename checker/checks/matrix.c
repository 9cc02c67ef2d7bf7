/* Figures of one axis as integers; see matrix.h. */
#include "checks/matrix.h"

#include "facts/shape.h"

#define MAX_SCALE 9	/* decimals of a line that is searched */
#define MAX_BITS 24	/* that one line may say */
#define SAME_BITS 20	/* two items that agree in so much say the same */
#define LOOK_BACK 64u	/* items between which a restatement is looked for */

/* decimals that are used: "12.50000" has one */
static uint8_t
used_decimals(const struct figure *f)
{
	uint8_t d = f->d;

	for (int64_t v = f->m; d > 0 && v % 10 == 0; v /= 10)
		d--;
	return d;
}

/* a row or column whose figures are all parts of one, whatever it is called:
 * "0.71429 0.7 0.08571" */
static bool
item_is_fractions(struct axis x, uint32_t item)
{
	uint32_t n = 0, whole = 0;
	uint8_t most = 0;

	for (uint32_t l = 0; l < axis_lines(x); l++) {
		const struct figure *f = !axis_is_line(x, l) ? NULL :
		    cell_quantity(axis_cell(x, item, l));
		wide v;

		if (f == NULL || f->m == 0)
			continue;
		if (!figure_scaled(f, f->d < 9 ? 9 : f->d, &v) || v < 0 || v > 1000000000)
			return false;
		n += used_decimals(f) > 0;
		whole += used_decimals(f) == 0;
		if (used_decimals(f) > most)
			most = used_decimals(f);
	}
	return n >= 3 && n > whole && most > 2;
}

enum item_class
item_class_of(struct axis x, uint32_t item)
{
	if (axis_is_percent(x, item))
		return ITEM_PERCENT;
	if (item_is_fractions(x, item))
		return ITEM_FRACTION;
	return (axis_says(x, item) & LABEL_RATIO) != 0 ? ITEM_RATIO : ITEM_PLAIN;
}

static void
fill_line(struct matrix *m, uint32_t l)
{
	uint8_t d = 0, used = 0;

	for (uint32_t i = 0; i < m->nitems; i++) {
		const struct figure *f = cell_quantity(axis_cell(m->x, m->item[i], m->line[l]));

		if (f == NULL)
			continue;
		if (f->d > d)
			d = f->d;
		if (used_decimals(f) > used)
			used = used_decimals(f);
	}
	m->unit[l] = m->one[l] = 1;
	for (uint8_t i = used; i < d && i < MAX_SCALE; i++)
		m->unit[l] *= 10;
	for (uint8_t i = 0; i < d && i < MAX_SCALE; i++)
		m->one[l] *= 10;
	for (uint32_t i = 0; i < m->nitems && d <= MAX_SCALE; i++) {
		const struct figure *f = cell_quantity(axis_cell(m->x, m->item[i], m->line[l]));
		size_t at = matrix_at(m, i, l);

		m->state[at] = f != NULL && figure_scaled(f, d, &m->value[at]);
	}
}

int
matrix_bits(const struct matrix *m, uint32_t line, wide v)
{
	int bits = 0;

	v = v < 0 ? -v : v;
	v /= v % m->one[line] == 0 ? m->one[line] : m->unit[line];
	while (v > 1 && bits < MAX_BITS) {
		v >>= 1;
		bits++;
	}
	return bits;
}

static bool
says_the_same(const struct matrix *m, uint32_t i, uint32_t k)
{
	int bits = 0;

	for (uint32_t l = 0; l < m->nlines; l++) {
		wide v = m->state[matrix_at(m, i, l)] ? m->value[matrix_at(m, i, l)] : 0;
		wide w = m->state[matrix_at(m, k, l)] ? m->value[matrix_at(m, k, l)] : 0;

		if (v != w)
			return false;
		bits += v == 0 ? 0 : matrix_bits(m, l, v);
	}
	return bits >= SAME_BITS;
}

static uint64_t
hash_of(const struct matrix *m, uint32_t i)
{
	uint64_t hash = CF_HASH_SEED;

	for (uint32_t l = 0; l < m->nlines; l++) {
		size_t at = matrix_at(m, i, l);

		hash = (hash ^ (m->state[at] ? (uint64_t)m->value[at] : 0)) * 0x100000001b3ull;
	}
	return hash;
}

static void
find_restatements(struct matrix *m, struct arena *a)
{
	uint64_t *hash = arena_array(a, m->nitems, uint64_t);

	for (uint32_t i = 0; i < m->nitems; i++) {
		m->same[i] = NONE;
		hash[i] = hash_of(m, i);
		for (uint32_t k = i; k-- > 0 && i - k <= LOOK_BACK;) {
			if (hash[i] != hash[k] || !says_the_same(m, i, k))
				continue;
			m->same[i] = m->same[k] != NONE ? m->same[k] : k;
			m->restates = true;
			break;
		}
	}
}

/* a row of years among the rows heads what follows it */
static bool
item_is_years(struct axis x, uint32_t item)
{
	uint32_t years = 0;

	for (uint32_t l = 0; l < axis_lines(x); l++) {
		const struct cell *c = axis_cell(x, item, l);

		if (!axis_is_line(x, l) || cell_quantity(c) == NULL)
			continue;
		if (!cell_is_year(c))
			return false;
		years++;
	}
	return years > 1;
}

void
matrix_init(struct matrix *m, struct arena *a, struct axis x)
{
	uint32_t items = axis_items(x), lines = axis_lines(x);

	*m = (struct matrix){ .x = x };
	m->item = arena_array(a, items, uint32_t);
	m->line = arena_array(a, lines, uint32_t);
	for (uint32_t i = 0; i < items; i++)
		if (axis_is_item(x, i) && !item_is_years(x, i))
			m->item[m->nitems++] = i;
	for (uint32_t l = 0; l < lines; l++)
		if (axis_is_line(x, l))
			m->line[m->nlines++] = l;
	m->value = arena_array(a, (size_t)m->nitems * m->nlines, wide);
	m->state = arena_array(a, (size_t)m->nitems * m->nlines, uint8_t);
	m->unit = arena_array(a, m->nlines, wide);
	m->one = arena_array(a, m->nlines, wide);
	m->ratio_line = arena_array(a, m->nlines, bool);
	m->class = arena_array(a, m->nitems, enum item_class);
	m->words = arena_array(a, m->nitems, bool);
	m->walk = arena_array(a, m->nitems, uint32_t);
	m->best = arena_array(a, m->nitems, uint32_t);
	m->same = arena_array(a, m->nitems, uint32_t);
	for (uint32_t l = 0; l < m->nlines; l++) {
		fill_line(m, l);
		m->ratio_line[l] = item_class_of((struct axis){ x.t, !x.down }, m->line[l]) != ITEM_PLAIN;
	}
	for (uint32_t i = 0; i < m->nitems; i++) {
		m->class[i] = item_class_of(x, m->item[i]);
		m->words[i] = axis_is_words(x, m->item[i]);
		m->fractions = m->fractions || m->class[i] == ITEM_FRACTION;
	}
	find_restatements(m, a);
}
