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

/* is one of these words in it? as a whole word, or with an "s" */
static bool
has_word(struct str s, const struct str *words, size_t n)
{
	for (size_t at = 0; at < s.n; at++) {
		if (!ch_alpha(s.p[at]) || (at > 0 && ch_alpha(s.p[at - 1])))
			continue;
		for (size_t i = 0; i < n; i++) {
			size_t end = at + words[i].n;

			if (!str_eq_folded(str_sub(s, at, end), words[i]))
				continue;
			end += end < s.n && ch_lower(s.p[end]) == 's';
			if (end == s.n || !ch_alpha(s.p[end]))
				return true;
		}
	}
	return false;
}

#define WORD(w) { (w), sizeof(w) - 1 }

bool
label_is_percent(struct str label)
{
	static const struct str words[] = {
		WORD("per cent"), WORD("percent"), WORD("percentage"), WORD("proportion"), WORD("pct"),
	};
	static const struct str share[] = { WORD("share of total"), WORD("share of all") };
	struct str s = str_trim(label), last = str_sub(s, s.n < 5 ? 0 : s.n - 5, s.n);

	if (memchr(s.p, '%', s.n) != NULL || has_word(s, words, sizeof(words) / sizeof(words[0])) ||
	    has_word(s, share, 2))
		return true;
	/* "Market share", but not "Share capital" nor "Earnings per share" */
	return str_eq_folded(last, CF_S("share")) &&
	    !(s.n >= 9 && str_eq_folded(str_sub(s, s.n - 9, s.n), CF_S("per share")));
}

bool
label_is_mean(struct str label)
{
	static const struct str words[] = { WORD("average"), WORD("mean"), WORD("avg") };

	return has_word(label, words, sizeof(words) / sizeof(words[0]));
}

bool
label_is_ratio(struct str label)
{
	static const struct str words[] = {
		WORD("average"), WORD("mean"), WORD("median"), WORD("rate"), WORD("ratio"),
		WORD("per"), WORD("index"), WORD("rank"), WORD("score"), WORD("margin"),
		WORD("density"), WORD("growth"), WORD("highest"), WORD("lowest"),
		WORD("maximum"), WORD("minimum"), WORD("avg"), WORD("yield"), WORD("price"), WORD("weighted"),
	};

	return label_is_percent(label) || str_has_folded(label, CF_S("/1")) ||
	    has_word(label, words, sizeof(words) / sizeof(words[0]));
}

bool
label_is_change(struct str label)
{
	static const char *const word[] = { "change", "difference", "variance", "compared to",
		"compared with", "movement", "increase", "decrease", "+/-", "variation", "growth" };

	for (size_t i = 0; i < sizeof(word) / sizeof(word[0]); i++)
		if (str_has_folded(label, str_of(word[i])))
			return true;
	return false;
}

/* |f| > limit */
static bool
is_beyond(const struct figure *f, int64_t limit)
{
	int64_t m = f->m < 0 ? -(f->m + 1) : f->m;

	for (uint8_t d = f->d; d > 0; d--)
		m /= 10;
	return m > limit;
}

#define LARGE_PERCENT 1000	/* "Associates (50%)" over 2,239: no percentage */

bool
axis_is_percent(struct axis x, uint32_t item)
{
	const struct column *k = &x.t->columns[x.down ? 0 : item];
	uint32_t percent = 0, other = 0;
	bool label = x.down && label_is_percent(x.t->rows[item].label), large = false;

	for (uint32_t i = 0; !x.down && i < k->npath; i++)
		label = label || label_is_percent(k->path[i]);
	for (uint32_t l = x.down ? 0 : x.t->header_rows; l < axis_lines(x); l++) {
		const struct figure *f = cell_quantity(axis_cell(x, item, l));

		if (f == NULL)
			continue;
		percent += f->unit == UNIT_PERCENT;
		other += f->unit != UNIT_PERCENT;
		large = large || is_beyond(f, LARGE_PERCENT);
	}
	return (label && !large) || percent > other;
}

bool
column_is_percent(const struct table *t, uint32_t col)
{
	return axis_is_percent((struct axis){ t, false }, col);
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
