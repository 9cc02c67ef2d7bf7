/* Tables along an axis; see grid.h. */
#include "checks/grid.h"

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
axis_is_total(struct axis x, uint32_t item)
{
	const struct column *k;

	if (x.down)
		return x.t->rows[item].kind == ROW_TOTAL;
	k = &x.t->columns[item];
	for (uint32_t i = 0; i < k->npath; i++)
		if (label_is_total(k->path[i]))
			return true;
	return false;
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

struct str
axis_line_label(struct axis x, uint32_t line)
{
	return axis_label((struct axis){ x.t, !x.down }, line);
}

const struct figure *
cell_quantity(const struct cell *c)
{
	const struct figure *f;

	if (c == NULL || c->kind != CELL_FIGURES || c->nfigures == 0)
		return NULL;
	f = &c->figures[0];
	if ((f->flags & ((FIGURE_NOT_A_QUANTITY & ~FIGURE_YEAR) | FIGURE_RANGE)) != 0)
		return NULL;
	if (c->nfigures == 1)
		return f;
	if (c->nfigures == 2 && (c->figures[1].unit == UNIT_PERCENT ||
	    (c->figures[1].flags & FIGURE_OF) != 0) && f->unit != UNIT_PERCENT)
		return f;
	return NULL;
}

const struct figure *
cell_share(const struct cell *c)
{
	if (cell_quantity(c) == NULL || c->nfigures != 2 || c->figures[1].unit != UNIT_PERCENT)
		return NULL;
	return &c->figures[1];
}

bool
label_is_percent(struct str label)
{
	static const struct str words[] = {
		WORD("%"), WORD("per cent"), WORD("percent"), WORD("share"), WORD("proportion"),
	};

	return STR_HAS_ANY(label, words);
}

bool
label_is_ratio(struct str label)
{
	static const struct str words[] = {
		WORD("average"), WORD("mean"), WORD("median"), WORD("rate"), WORD("ratio"),
		WORD(" per "), WORD("index"), WORD("rank"), WORD("score"), WORD("margin"),
		WORD("/1"), WORD("density"), WORD("growth"), WORD("highest"), WORD("lowest"),
		WORD("maximum"), WORD("minimum"), WORD("avg"), WORD("yield"), WORD("price"), WORD("weighted"),
	};

	return label_is_percent(label) || STR_HAS_ANY(label, words);
}

bool
column_is_percent(const struct table *t, uint32_t col)
{
	const struct column *k = &t->columns[col];
	uint32_t percent = 0, other = 0;

	for (uint32_t i = 0; i < k->npath; i++)
		if (label_is_percent(k->path[i]))
			return true;
	for (uint32_t r = t->header_rows; r < t->nrows; r++) {
		const struct figure *f = cell_quantity(table_at(t, r, col));

		if (f != NULL && f->unit == UNIT_PERCENT)
			percent++;
		else if (f != NULL)
			other++;
	}
	return percent > other;
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
