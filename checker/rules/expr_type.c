/*
 * Types of expressions: what each node gives, and whether its arguments fit;
 * see expr_parse.h. The list of functions is functions.def.
 */
#include "rules/expr_parse.h"

#define TYPE_LIST(t) (TYPE_LIST | TYPE_##t)
const struct function_help functions[FUNCTIONS] = {
#define FUNCTION(id, does, name, form, result, a, b, c, min, help) \
	[FUNCTION_##id] = { name, help, TYPE_##result, { TYPE_##a, TYPE_##b, TYPE_##c }, \
	    (TYPE_##a != TYPE_NONE) + (TYPE_##b != TYPE_NONE) + (TYPE_##c != TYPE_NONE), min, \
	    FORM_##form },
#include "rules/functions.def"
#undef FUNCTION
};
#undef TYPE_LIST

const char *
type_name(uint8_t type)
{
	static const char *const one[] = { "nothing", "true or false", "a number", "a text",
		"a date", "a period", "a cell", "a row", "a column", "a table", "a section",
		"a list of the document" };
	static const char *const list[] = { "an empty list", "a list of truths",
		"a list of numbers", "a list of texts", "a list of dates", "a list of periods",
		"a list of cells", "a list of rows", "a list of columns", "a list of tables",
		"a list of sections", "a list of lists" };
	static const char *const other[] = { "the name of a row or column, in quotes",
		"a regular expression, in quotes",
		"anything", "a list" };

	if (type >= TYPE_LIST)
		return list[type - TYPE_LIST];
	return type >= TYPE_SELECTOR ? other[type - TYPE_SELECTOR] : one[type];
}

/* ---- scopes */

bool
scope_add(struct scope *s, struct str name, uint8_t type, uint32_t *slot)
{
	if (s->n == SCOPE_NAMES)
		return false;
	*slot = s->n;
	s->name[s->n++] = (struct scope_name){ name, type, NULL };
	if (s->n > s->most)
		s->most = s->n;
	return true;
}

bool
name_is_reserved(struct str name)
{
	return str_eq(name, CF_S("true")) || str_eq(name, CF_S("false")) ||
	    str_eq(name, CF_S("in"));
}

int
scope_find(const struct scope *s, struct str name)
{
	for (uint32_t i = s->n; i-- > 0;)	/* the variable of a macro comes first */
		if (s->name[i].type != TYPE_NONE && str_eq(s->name[i].name, name))
			return (int)i;
	return -1;
}

void
type_name_node(struct parser *p, struct expr *e, struct str name)
{
	struct names names = { .arena = p->r->m->arena, .found = name };
	int slot = scope_find(p->scope, name);

	if (str_eq(name, CF_S("true")) || str_eq(name, CF_S("false"))) {
		e->op = EXPR_BOOL;
		e->type = TYPE_BOOL;
		e->as.truth = name.n == 4;
		return;
	}
	if (slot >= 0) {
		e->type = p->scope->name[slot].type;
		e->as.slot = (uint32_t)slot;
		return;
	}
	if (!parser_fail(p, e->from, e->to, "unknown name \"%s\"", shown(p->r->m, name)))
		return;
	for (uint32_t i = 0; i < p->scope->n; i++) {
		if (p->scope->name[i].needs != NULL && str_eq(p->scope->name[i].name, name)) {
			mistake_help(p->r->m, "there is one when the rule has a \"%s\"",
			    p->scope->name[i].needs);
			return;
		}
	}
	for (uint32_t i = 0; i < p->scope->n; i++)
		if (p->scope->name[i].type != TYPE_NONE)
			names_offer(&names, p->scope->name[i].name);
	names_help(p->r->m, &names, "the names here are");
}

/* ---- arguments */

static bool
is_text_list(const struct expr *e)
{
	if (e->op != EXPR_LIST || e->n == 0)
		return false;
	for (uint32_t i = 0; i < e->n; i++)
		if (e->arg[i]->op != EXPR_TEXT)
			return false;
	return true;
}

/* does a value of type `type` do where `want` is wanted? */
static bool
fits(uint8_t type, uint8_t want)
{
	if (type == want || want == TYPE_ANY)
		return true;
	if (want == TYPE_ANY_LIST)
		return (type & TYPE_LIST) != 0;
	if (want == TYPE_TEXT || want == TYPE_NUMBER)
		return type == TYPE_CELL;
	return want == (TYPE_LIST | TYPE_NUMBER) && type == (TYPE_LIST | TYPE_CELL);
}

static bool
argument_fits(const struct expr *e, uint8_t want)
{
	if (want == TYPE_SELECTOR)
		return e->op == EXPR_TEXT || is_text_list(e);
	if (want == TYPE_PATTERN)
		return e->op == EXPR_TEXT;
	return fits(e->type, want);
}

/* is a function about the table at hand: cell("a", "b"), row("a"), column("b")? */
static bool
is_about_table_here(const struct function_help *f)
{
	return f->form == FORM_CALL && f->arg[0] == TYPE_SELECTOR && f->result != TYPE_TABLE &&
	    f->result != (TYPE_LIST | TYPE_TABLE);
}

static bool
call_fits(const struct parser *p, const struct function_help *f, struct expr *const *arg,
    uint32_t n)
{
	if (n < f->min || n > f->nargs || (is_about_table_here(f) && !p->scope->table))
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (!argument_fits(arg[i], f->arg[i]))
			return false;
	return true;
}

/* ---- what is made of arguments at load */

static void
make_selector(struct parser *p, struct expr *e)
{
	uint32_t n = e->op == EXPR_TEXT ? 1 : e->n;
	struct selector_item *items = arena_array(&p->r->rules->arena, n, struct selector_item);

	for (uint32_t i = 0; i < n; i++) {
		const struct expr *x = e->op == EXPR_TEXT ? e : e->arg[i];
		bool raw = p->text.p[x->from] == 'r';

		if (!value_selector_at(p->r, p->n, p->key, x->as.text, x->from + 1u + raw,
		    &items[i]))
			p->failed = true;
	}
	e->selector = (struct selector){ items, n };
}

/* `searched`: in the whole document */
static void
make_pattern(struct parser *p, struct expr *e, bool searched)
{
	const struct pattern_options opts = { .searched = searched };
	bool raw = p->text.p[e->from] == 'r';

	e->pattern = value_compile(p->r, p->n, e->as.text, e->from + 1u + raw, &opts);
	if (e->pattern == NULL)
		p->failed = true;
}

/* ---- calls */

static void
offer_functions(struct names *names, enum function_form form, uint8_t of)
{
	for (size_t i = 0; i < FUNCTIONS; i++)
		if (functions[i].form == form && (of == TYPE_NONE || fits(of, functions[i].arg[0])) &&
		    (i == 0 || strcmp(functions[i].name, functions[i - 1].name) != 0))
			names_offer(names, str_of(functions[i].name));
}

/* "cell(the name of a row ..., ...)": what a function may be called with */
static struct str
form_words(struct arena *a, const struct function_help *f)
{
	struct str s = f->form == FORM_CALL ? arena_printf(a, "%s(", f->name) : CF_S("");

	for (uint8_t i = 0; i < f->nargs; i++)
		s = arena_printf(a, "%.*s%s%s", (int)s.n, s.p, i == 0 ? "" : ", ",
		    type_name(f->arg[i]));
	return f->form == FORM_CALL ? arena_printf(a, "%.*s)", (int)s.n, s.p) : s;
}

/* cell("a", "b") where there is no table */
static bool
refuse_table_here(struct parser *p, struct expr *e, struct str name, enum function_form form,
    struct expr *const *arg)
{
	if (p->scope->table || form != FORM_CALL || e->n == 0 ||
	    !argument_fits(arg[0], TYPE_SELECTOR))
		return false;
	for (size_t i = 0; i < FUNCTIONS; i++) {
		if (!is_about_table_here(&functions[i]) || !str_eq(str_of(functions[i].name), name))
			continue;
		if (parser_fail(p, e->from, e->to, "there is no table here"))
			mistake_help(p->r->m, "say which one: %s(table(\"its caption\"), ...)",
			    functions[i].name);
		return true;
	}
	return false;
}

static void
refuse_call(struct parser *p, struct expr *e, struct str name, enum function_form form,
    struct expr *const *arg)
{
	struct mistakes *m = p->r->m;
	struct str have = CF_S(""), may = CF_S("");

	if (refuse_table_here(p, e, name, form, arg))
		return;
	for (uint32_t i = 0; i < e->n; i++)
		have = arena_printf(m->arena, "%.*s%s%s", (int)have.n, have.p,
		    i == 0 ? "" : " and ", type_name(arg[i]->type));
	for (size_t i = 0; i < FUNCTIONS; i++) {
		struct str words;

		if (functions[i].form != form || !str_eq(str_of(functions[i].name), name))
			continue;
		words = form_words(m->arena, &functions[i]);
		may = arena_printf(m->arena, "%.*s%s%.*s", (int)may.n, may.p,
		    may.n == 0 ? "" : " or ", (int)words.n, words.p);
	}
	if (form == FORM_MEMBER) {
		if (parser_fail(p, e->from, e->to, "%.*s has no \"%s\"", (int)have.n, have.p,
		    shown(m, name))) {
			struct names names = { .arena = m->arena, .found = name };

			offer_functions(&names, FORM_MEMBER, arg[0]->type);
			if (names.all.n > 0)
				names_help(m, &names, "it has");
		}
	} else if (parser_fail(p, e->from, e->to, "%s cannot take %.*s", form == FORM_INDEX ?
	    "[ ]" : shown(m, arena_printf(m->arena, "%.*s()", (int)name.n, name.p)),
	    have.n == 0 ? 7 : (int)have.n, have.n == 0 ? "nothing" : have.p)) {
		mistake_help(m, form == FORM_INDEX ? "it stands after %.*s" : "write %.*s",
		    (int)may.n, may.p);
	}
}

static void
refuse_function(struct parser *p, struct expr *e, struct str name)
{
	struct names names = { .arena = p->r->m->arena, .found = name };

	if (!parser_fail(p, e->from, e->from + name.n, "unknown function \"%s\"",
	    shown(p->r->m, name)))
		return;
	offer_functions(&names, FORM_CALL, TYPE_NONE);
	names_help(p->r->m, &names, "the functions are");
}

void
type_call(struct parser *p, struct expr *e, struct str name, enum function_form form,
    struct expr **arg)
{
	bool known = form != FORM_CALL;
	size_t f;

	for (f = 0; f < FUNCTIONS; f++) {
		if (functions[f].form != form || name.n == 0 ||
		    functions[f].name[0] != name.p[0] || !str_eq(str_of(functions[f].name), name))
			continue;
		known = true;
		if (call_fits(p, &functions[f], arg, e->n))
			break;
	}
	if (!known) {
		refuse_function(p, e, name);
		return;
	}
	if (f == FUNCTIONS) {
		refuse_call(p, e, name, form, arg);
		return;
	}
	e->as.function = (enum function)f;
	e->type = functions[f].result == TYPE_ANY ? (uint8_t)(arg[0]->type & ~(unsigned)TYPE_LIST) :
	    functions[f].result;
	for (uint32_t i = 0; i < e->n; i++) {
		if (functions[f].arg[i] == TYPE_SELECTOR)
			make_selector(p, arg[i]);
		if (functions[f].arg[i] == TYPE_PATTERN)
			make_pattern(p, arg[i], f == FUNCTION_FOUND);
	}
	expr_args(p, e, arg, e->n);
}

void
type_list(struct parser *p, struct expr *e)
{
	uint8_t type = e->n == 0 ? TYPE_NUMBER : e->arg[0]->type;

	if (p->failed)
		return;
	for (uint32_t i = 0; i < e->n; i++) {
		uint8_t x = e->arg[i]->type;

		if ((x & TYPE_LIST) != 0) {
			(void)parser_fail(p, e->arg[i]->from, e->arg[i]->to,
			    "a list of lists cannot be made");
			return;
		}
		/* cells beside numbers or texts are read as these */
		if (type == TYPE_CELL && (x == TYPE_NUMBER || x == TYPE_TEXT))
			type = x;
		if (!fits(x, type)) {
			(void)parser_fail(p, e->arg[i]->from, e->arg[i]->to,
			    "%s in %s", type_name(x), type_name(TYPE_LIST | type));
			return;
		}
	}
	e->type = TYPE_LIST | type;
}

/* ---- operators */

static bool
both(const struct expr *e, uint8_t want)
{
	return fits(e->arg[0]->type, want) && fits(e->arg[1]->type, want);
}

static bool
can_be_compared(const struct expr *e, bool in_order)
{
	uint8_t a = e->arg[0]->type, b = e->arg[1]->type;

	if (both(e, TYPE_NUMBER) || (a == b && (a == TYPE_DATE || a == TYPE_PERIOD)))
		return true;
	return !in_order && (both(e, TYPE_TEXT) || (a == b && a == TYPE_BOOL));
}

/* x in [..]: of one kind */
static bool
can_be_in(const struct expr *e)
{
	uint8_t a = e->arg[0]->type, b = e->arg[1]->type;

	if ((b & TYPE_LIST) == 0)
		return false;
	b &= (uint8_t)~TYPE_LIST;
	if (a == b)
		return a <= TYPE_CELL;	/* rows, tables and the like cannot be compared */
	return (a == TYPE_CELL && (b == TYPE_TEXT || b == TYPE_NUMBER)) ||
	    (b == TYPE_CELL && (a == TYPE_TEXT || a == TYPE_NUMBER));
}

static uint8_t
operator_type(const struct expr *e)
{
	switch (e->op) {
	case EXPR_NOT:
		return e->arg[0]->type == TYPE_BOOL ? TYPE_BOOL : TYPE_NONE;
	case EXPR_NEGATE:
		return fits(e->arg[0]->type, TYPE_NUMBER) ? TYPE_NUMBER : TYPE_NONE;
	case EXPR_ADD:
		if (e->arg[0]->type == TYPE_TEXT || e->arg[1]->type == TYPE_TEXT)
			return both(e, TYPE_TEXT) ? TYPE_TEXT : TYPE_NONE;
		return both(e, TYPE_NUMBER) ? TYPE_NUMBER : TYPE_NONE;
	case EXPR_SUB:
	case EXPR_MUL:
	case EXPR_DIV:
	case EXPR_MOD:
		return both(e, TYPE_NUMBER) ? TYPE_NUMBER : TYPE_NONE;
	case EXPR_LT:
	case EXPR_LE:
	case EXPR_GT:
	case EXPR_GE:
		return can_be_compared(e, true) ? TYPE_BOOL : TYPE_NONE;
	case EXPR_EQ:
	case EXPR_NE:
		return can_be_compared(e, false) ? TYPE_BOOL : TYPE_NONE;
	case EXPR_IN:
		return can_be_in(e) ? TYPE_BOOL : TYPE_NONE;
	case EXPR_AND:
	case EXPR_OR:
		return both(e, TYPE_BOOL) ? TYPE_BOOL : TYPE_NONE;
	case EXPR_COND:
		if (e->arg[0]->type != TYPE_BOOL)
			return TYPE_NONE;
		if (fits(e->arg[1]->type, e->arg[2]->type))
			return e->arg[2]->type;
		return fits(e->arg[2]->type, e->arg[1]->type) ? e->arg[1]->type : TYPE_NONE;
	case EXPR_BOOL:
	case EXPR_NUMBER:
	case EXPR_TEXT:
	case EXPR_LIST:
	case EXPR_NAME:
	case EXPR_CALL:
	case EXPR_MACRO:
		break;
	}
	return TYPE_NONE;
}

void
type_operator(struct parser *p, struct expr *e, struct str sign)
{
	struct mistakes *m = p->r->m;

	if (p->failed)
		return;
	e->type = operator_type(e);
	if (e->type != TYPE_NONE)
		return;
	if (e->n == 1)
		(void)parser_fail(p, e->from, e->to, "\"%s\" cannot stand before %s",
		    shown(m, sign), type_name(e->arg[0]->type));
	else if (parser_fail(p, e->from, e->to, "\"%s\" cannot stand between %s and %s",
	    shown(m, sign), type_name(e->arg[e->n - 2]->type), type_name(e->arg[e->n - 1]->type)) &&
	    (e->arg[0]->type == TYPE_TEXT || e->arg[1]->type == TYPE_TEXT))
		mistake_help(m, "number(...) reads the figure of a text");
}
