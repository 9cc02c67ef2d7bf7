/*
 * --statistics: what each rule came to over all inputs, how often it applied and
 * how long it took. The counts of one report after the other are summed up here.
 */
#include "write/write.h"

#include <stdlib.h>

#define WIDEST_NAME	48u	/* of a rule; a longer one pushes its line to the right */
#define WIDTH		11u	/* of a column of numbers */
#define WIDEST_LINE	96u	/* of the list of names at the end */

void
statistics_add(struct writer *w, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->nrules; i++) {
		const struct cf_rule_count *from = &rep->rules[i];
		size_t k = i;	/* every report of a run has the same rules in the same order */

		if (k >= w->nrules || strcmp(w->rules[k].rule, from->rule) != 0)
			for (k = 0; k < w->nrules && strcmp(w->rules[k].rule, from->rule) != 0;)
				k++;
		if (k == w->nrules) {
			if (!VEC_ROOM(&w->arena, w->rules, w->nrules, w->rulecap)) {
				w->failed = true;
				return;
			}
			w->rules[w->nrules++] = (struct cf_rule_count){
				.rule = arena_str(&w->arena, str_of(from->rule)).p };
		}
		for (size_t v = 0; v < CF_VERDICTS; v++)
			w->rules[k].count[v] += from->count[v];
		w->rules[k].ns += from->ns;
	}
}

size_t
statistics_applied(const struct cf_rule_count *rule)
{
	size_t n = 0;

	for (size_t v = 0; v < CF_VERDICTS; v++)
		n += rule->count[v];
	return n;
}

static int
by_cost(const void *a, const void *b)
{
	const struct cf_rule_count *x = a, *y = b;

	if (x->ns != y->ns)
		return x->ns < y->ns ? 1 : -1;
	return strcmp(x->rule, y->rule);
}

void
statistics_order(struct writer *w)
{
	if (w->opts.statistics == STATISTICS_BY_COST && w->nrules > 1)
		qsort(w->rules, w->nrules, sizeof(*w->rules), by_cost);
}

/* ---- as text */

/* a number in its column, behind a space */
static void
put_cell(struct buf *b, size_t n)
{
	size_t digits = (size_t)snprintf(NULL, 0, "%zu", n), wide = digits + (digits - 1) / 3;

	buf_pad(b, ' ', wide < WIDTH ? WIDTH - wide + 1 : 1);
	buf_count(b, n);
}

static void
put_row(struct buf *b, size_t width, const char *name, const struct cf_rule_count *c)
{
	static const enum cf_verdict column[] = { CF_HELD, CF_ROUNDING, CF_FAILED, CF_UNDECIDED };
	size_t n = strlen(name);

	text_clean(b, str_of(name));
	buf_pad(b, ' ', n < width ? width - n : 0);
	put_cell(b, statistics_applied(c));
	for (size_t i = 0; i < sizeof(column) / sizeof(column[0]); i++)
		put_cell(b, c->count[column[i]]);
	buf_printf(b, " %11.2f\n", (double)c->ns / 1e6);
}

/* "never applied: a, b, c", in lines that are not too long */
static void
put_idle(struct writer *w)
{
	static const char head[] = "never applied: ";
	struct buf *b = &w->buf;
	size_t at = 0;

	for (size_t i = 0; i < w->nrules; i++) {
		size_t n = strlen(w->rules[i].rule);

		if (statistics_applied(&w->rules[i]) > 0)
			continue;
		if (at == 0) {
			buf_puts(b, head);
		} else if (at + 2 + n > WIDEST_LINE) {
			buf_puts(b, ",\n");
			buf_pad(b, ' ', sizeof(head) - 1);
		} else {
			buf_puts(b, ", ");
		}
		at = at == 0 || at + 2 + n > WIDEST_LINE ? sizeof(head) - 1 + n : at + 2 + n;
		text_clean(b, str_of(w->rules[i].rule));
	}
	buf_puts(b, at == 0 ? "" : "\n");
}

void
statistics_text(struct writer *w)
{
	struct cf_rule_count all = { .rule = "all rules" };
	struct buf *b = &w->buf;
	size_t width = strlen(all.rule);

	for (size_t i = 0; i < w->nrules; i++) {
		size_t n = strlen(w->rules[i].rule);

		width = n > width && n <= WIDEST_NAME ? n : width;
		for (size_t v = 0; v < CF_VERDICTS; v++)
			all.count[v] += w->rules[i].count[v];
		all.ns += w->rules[i].ns;
	}
	buf_puts(b, "rule");
	buf_pad(b, ' ', width - 4);
	buf_printf(b, " %11s %11s %11s %11s %11s %11s\n", "applied", "held", "rounding", "failed",
	    "undecided", "time in ms");
	for (size_t i = 0; i < w->nrules; i++)
		put_row(b, width, w->rules[i].rule, &w->rules[i]);
	put_row(b, width, all.rule, &all);
	put_idle(w);
	buf_putc(b, '\n');
}
