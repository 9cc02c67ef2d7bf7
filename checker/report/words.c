/* Outcomes in words: messages and help of rules with their names filled in. */
#include "report/report_parts.h"

#define MAX_VARS	(SCOPE_NAMES + 9u + 8u)	/* names, numbers, and those of every rule */
#define LONGEST_COLUMN	60u	/* a longer header path gives way to its last step */

static struct str
row_words(struct cf_report *rep, const struct outcome *o)
{
	struct str label;

	if (o->table == NULL)
		return CF_S("");
	label = str_trim(o->table->rows[o->row].label);
	if (label.n == 0)
		return arena_printf(&rep->arena, "row %u", o->row + 1);
	return report_clip(&rep->arena, label, REPORT_LONGEST);
}

/* "2021/22 > %": the steps of a header path, each said once */
static struct str
path_words(struct cf_report *rep, const struct column *c)
{
	struct str s = c->npath == 0 ? CF_S("") : str_trim(c->path[0]);

	for (uint32_t i = 1; i < c->npath; i++) {
		struct str step = str_trim(c->path[i]);

		if (str_eq_folded(step, c->path[i - 1]))
			continue;
		if (s.n + step.n > LONGEST_COLUMN)
			return str_trim(c->leaf);
		s = arena_printf(&rep->arena, "%.*s > %.*s", (int)s.n, s.p, (int)step.n, step.p);
	}
	return s;
}

static struct str
column_words(struct cf_report *rep, const struct outcome *o)
{
	struct str s;

	if (o->table == NULL)
		return CF_S("");
	s = path_words(rep, &o->table->columns[o->col]);
	if (s.n == 0)
		return arena_printf(&rep->arena, "column %u", o->col + 1);
	return report_clip(&rep->arena, s, REPORT_LONGEST);
}

static struct str
table_words(struct cf_report *rep, const struct outcome *o)
{
	if (o->table == NULL)
		return CF_S("");
	if (o->table->caption.n == 0)
		return arena_printf(&rep->arena, "table %u", o->table->number);
	return report_clip(&rep->arena, o->table->caption, REPORT_LONGEST);
}

struct str
report_printed(struct cf_report *rep, struct span at)
{
	return report_clip(&rep->arena, source_text(rep->doc->source, at), REPORT_LONGEST);
}

/* a figure as a sentence needs it: with the sign that its column's header has for it */
static struct str
signed_words(struct cf_report *rep, const struct outcome *o, struct str figure)
{
	if (o->sign == NULL || figure.n == 0)
		return figure;
	return arena_printf(&rep->arena, "%.*s%s", (int)figure.n, figure.p, o->sign);
}

/* a message or help of the rule with its names filled in */
static const char *
fill_in(struct cf_report *rep, const struct outcome *o, struct str words)
{
	struct var vars[MAX_VARS];
	size_t n = 0;

	for (size_t i = 0; i < o->nvars && n < MAX_VARS - 7; i++)
		vars[n++] = o->vars[i];
	vars[n++] = (struct var){ "stated", signed_words(rep, o, o->stated) };
	vars[n++] = (struct var){ "computed", signed_words(rep, o, o->computed) };
	vars[n++] = (struct var){ "difference", o->difference };
	vars[n++] = (struct var){ "row", row_words(rep, o) };
	vars[n++] = (struct var){ "column", column_words(rep, o) };
	vars[n++] = (struct var){ "table", table_words(rep, o) };
	vars[n++] = (struct var){ "match", report_printed(rep, o->at) };
	return template_fill(&rep->arena, words, vars, n).p;
}

const char *
report_message(struct cf_report *rep, const struct outcome *o)
{
	const struct rule *r = o->rule;

	if (o->verdict == CF_FAILED && (o->message.n > 0 || r->message.n > 0))
		return fill_in(rep, o, o->message.n > 0 ? o->message : r->message);
	return report_copy(rep, r->title.n > 0 ? r->title : str_of(r->name));
}

const char *
report_help(struct cf_report *rep, const struct outcome *o)
{
	struct str help = o->help.n > 0 ? o->help : o->rule->help;

	return o->verdict != CF_FAILED || help.n == 0 ? "" : fill_in(rep, o, help);
}
