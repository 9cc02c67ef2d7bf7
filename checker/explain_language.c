/* crossfoot explain CHECK and crossfoot explain functions; see explain.h. */
#include "explain.h"

/* ---- a check */

static void
put_names(struct buf *b, const struct kind *kind)
{
	page_heading(b, "WHAT ITS MESSAGE MAY USE");
	buf_puts(b, " ");
	for (const char *const *n = common_names; *n != NULL; n++)
		buf_printf(b, " {%s}", *n);
	for (const char *const *n = kind->names; *n != NULL; n++)
		buf_printf(b, " {%s}", *n);
	buf_puts(b, "\n");
	if (kind->captures)
		page_text(b, 2, CF_S("and the captures of `match`, by name or number"));
}

static void
put_rules(struct buf *b, const struct kind *kind, const struct rules *rules)
{
	bool any = false;

	page_heading(b, "RULES OF THIS KIND");
	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *rule = rules->rule[i];

		if (&kinds[rule->check] != kind)
			continue;
		any = true;
		buf_printf(b, "  %s\n", rule->name);
		page_text(b, 6, rule->title);
	}
	page_text(b, 2, any ? CF_S("crossfoot explain with the name of one of them shows an example.") :
	    CF_S("There is none."));
}

void
explain_check(struct buf *b, const struct kind *kind, const struct rules *rules)
{
	buf_printf(b, "check: %s\n", kind->id);
	page_text(b, 2, str_of(kind->help));
	page_heading(b, "ITS PARAMETERS");
	for (const struct param *p = kind->params; p->name != NULL; p++)
		page_param(b, p);
	page_heading(b, "WHAT ANY RULE MAY SET");
	for (const struct param *p = common_params; p->name != NULL; p++)
		if (is_setting(p))
			page_param(b, p);
	put_names(b, kind);
	put_rules(b, kind, rules);
}

/* ---- functions */

#define A_SELECTOR	"\"name\""
#define A_PATTERN	"\"regex\""

static const char *
argument(uint8_t type)
{
	return type == TYPE_SELECTOR ? A_SELECTOR : type == TYPE_PATTERN ? A_PATTERN :
	    type_name(type);
}

/* "round(a number[, a number])", "(a row).label", "(a list)[a number]" */
void
page_call(struct buf *b, const struct function_help *f)
{
	const char *first = argument(f->arg[0]);

	if (f->form == FORM_MEMBER)
		buf_printf(b, "(%s).%s", first, f->name);
	else if (f->form == FORM_INDEX)
		buf_printf(b, "(%s)[%s]", first, argument(f->arg[1]));
	else
		buf_printf(b, "%s(", f->name);
	for (uint8_t i = 0; f->form == FORM_CALL && i < f->nargs; i++)
		buf_printf(b, "%s%s%s", i >= f->min ? "[" : "", i == 0 ? "" : ", ",
		    argument(f->arg[i]));
	for (uint8_t i = f->min; f->form == FORM_CALL && i < f->nargs; i++)
		buf_putc(b, ']');
	buf_puts(b, f->form == FORM_CALL ? ")" : "");
}

void
explain_functions(struct buf *b)
{
	/* where the groups of functions.def begin */
	static const struct {
		enum function first;
		const char *heading;
	} groups[] = {
		{ FUNCTION_SUM, "NUMBERS" }, { FUNCTION_CELL, "CELLS, ROWS, COLUMNS AND TABLES" },
		{ FUNCTION_MATCHES, "TEXTS" }, { FUNCTION_DATE, "DATES AND PERIODS" },
		{ FUNCTION_HAS, "ANYTHING" },
	};

	buf_puts(b, "functions\n");
	page_text(b, 2, CF_S("What the expressions of rules can call. What stands in [, brackets] may "
	    "be left out. A cell may stand where a number or a text is wanted."));
	buf_printf(b, "  %s is %s; %s is %s.\n", A_SELECTOR, type_name(TYPE_SELECTOR), A_PATTERN,
	    type_name(TYPE_PATTERN));
	for (int i = 0; i < FUNCTIONS; i++) {
		const struct function_help *f = &functions[i];

		for (size_t g = 0; g < sizeof(groups) / sizeof(groups[0]); g++)
			if (groups[g].first == (enum function)i)
				page_heading(b, groups[g].heading);
		buf_puts(b, "  ");
		page_call(b, f);
		buf_printf(b, " gives %s\n", type_name(f->result));
		page_text(b, 6, str_of(f->help));
	}
}
