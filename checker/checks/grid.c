/* Tables along an axis; see grid.h. */
#include "checks/grid.h"

#include <math.h>

bool
axis_is_item(struct axis x, uint32_t item)
{
	if (x.down)
		return x.t->rows[item].kind == ROW_DATA || x.t->rows[item].kind == ROW_TOTAL;
	return x.t->columns[item].kind == COLUMN_FIGURES;
}

bool
axis_is_line(struct axis x, uint32_t line)
{
	return axis_is_item((struct axis){ x.t, !x.down }, line);
}

bool
axis_is_words(struct axis x, uint32_t item)
{
	bool words = false;

	for (uint32_t l = 0; l < axis_lines(x); l++) {
		const struct cell *c = axis_is_line(x, l) ? axis_cell(x, item, l) : NULL;

		if (c == NULL || c->kind == CELL_EMPTY)
			continue;
		if (c->kind != CELL_TEXT && c->kind != CELL_MIXED)
			return false;
		words = words || c->kind == CELL_TEXT;
	}
	return words;
}

bool
axis_is_total(struct axis x, uint32_t item)
{
	if (x.down)
		return x.t->rows[item].kind == ROW_TOTAL;
	return (x.t->columns[item].path_says & LABEL_TOTAL) != 0;
}

uint32_t
axis_group(struct axis x, uint32_t item)
{
	return x.down ? x.t->rows[item].group : x.t->columns[item].parent;
}

struct str
axis_label(struct axis x, uint32_t item)
{
	return x.down ? x.t->rows[item].label : x.t->columns[item].leaf;
}

unsigned
axis_says(struct axis x, uint32_t item)
{
	return x.down ? x.t->rows[item].says : x.t->columns[item].says;
}

unsigned
axis_line_says(struct axis x, uint32_t line)
{
	return axis_says((struct axis){ x.t, !x.down }, line);
}

#define POWERS 20

static double
pow10_of(int n)
{
	static const double power[POWERS] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
		1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19 };

	if (n >= POWERS || n <= -POWERS)
		return pow(10, n);
	return n < 0 ? 1 / power[-n] : power[n];
}

double
figure_value(const struct figure *f)
{
	return (double)f->m * pow10_of(-f->d);
}

double
figure_unit(const struct figure *f)
{
	return pow10_of((f->flags & FIGURE_PADDED) != 0 ? 0 : f->q);
}

bool
figure_scaled(const struct figure *f, uint8_t d, wide *out)
{
	wide v = f->m;

	if (d < f->d || d - f->d > 18)
		return false;
	for (uint8_t i = f->d; i < d; i++)
		v *= 10;
	*out = v;
	return true;
}

struct outcome
outcome_at(const struct rule *rule, const struct table *t, uint32_t row, uint32_t col,
    const struct figure *f)
{
	return (struct outcome){ .rule = rule, .at = f->span, .section = t->section, .table = t,
		.row = row, .col = col };
}

struct report_evidence
evidence_at(const char *role, const struct table *t, uint32_t row, uint32_t col,
    const struct figure *f)
{
	return (struct report_evidence){ role, f->span, t, row, col };
}
