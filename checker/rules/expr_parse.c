/*
 * A scalar of a rule in, a typed tree out; see expr.h for the grammar. The first
 * mistake of an expression is noted, with its place; then nothing more is read.
 */
#include "rules/expr_parse.h"

#include "base/limits.h"

static struct expr *parse_expr(struct parser *p);

struct span
parser_place(const struct parser *p, size_t from, size_t to)
{
	if (mistakes_full(p->r->m))
		return p->n->at;
	return node_part(p->r->m->source, p->n, from, to);
}

struct expr *
expr_new(struct parser *p, enum expr_op op, size_t from, size_t to)
{
	struct expr *e = arena_new(&p->r->rules->arena, struct expr);

	e->op = op;
	e->from = (uint32_t)from;
	e->to = (uint32_t)to;
	return e;
}

void
expr_args(struct parser *p, struct expr *e, struct expr *const *arg, uint32_t n)
{
	const struct expr **copy = arena_array(&p->r->rules->arena, n, const struct expr *);

	for (uint32_t i = 0; i < n; i++)
		copy[i] = arg[i];
	e->arg = copy;
	e->n = n;
}

/* ---- tokens */

static void
advance(struct parser *p)
{
	p->end = p->t.to;
	p->t = token_at(p->text, p->t.to);
	if (p->t.kind == TOKEN_BAD)
		(void)parser_fail(p, p->t.from, p->t.to, "\"%s\" %s", shown(p->r->m, p->t.s),
		    p->t.what);
}

static bool
is_sign(const struct parser *p, const char *sign)
{
	return !p->failed && p->t.kind == TOKEN_SIGN && p->t.s.p[0] == sign[0] &&
	    str_eq(p->t.s, str_of(sign));
}

static bool
take(struct parser *p, const char *sign)
{
	if (!is_sign(p, sign))
		return false;
	advance(p);
	return true;
}

static void
refuse_token(struct parser *p, const char *want)
{
	if (p->t.kind == TOKEN_END)
		(void)parser_fail(p, 0, p->text.n, "\"%s\" ends where %s is expected", p->key,
		    want);
	else
		(void)parser_fail(p, p->t.from, p->t.to, "\"%s\" where %s is expected",
		    shown(p->r->m, p->t.s), want);
}

static void
expect(struct parser *p, const char *sign, const char *want)
{
	if (!take(p, sign))
		refuse_token(p, want);
}

/* ---- literals */

/* the text between the quotes, with what is escaped in its place */
static struct str
unquote(struct parser *p, const struct token *t)
{
	bool raw = t->s.p[0] == 'r';
	struct str in = str_sub(t->s, 1u + raw, t->s.n - 1);
	char *out = arena_alloc(&p->r->rules->arena, in.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < in.n; i++) {
		char c = in.p[i];

		if (c == '\\' && !raw && i + 1 < in.n) {
			c = in.p[++i];
			if (c == 'n' || c == 't') {
				c = c == 'n' ? '\n' : '\t';
			} else if (c != '\\' && c != '"' && c != '\'') {
				size_t at = t->from + 1 + i;

				if (parser_fail(p, at - 1, at + 1,
				    "\"\\%c\" in a quoted text has no meaning", c))
					mistake_help(p->r->m, "write \\\\%c, or r\"...\" for a text "
					    "with backslashes as they stand", c);
			}
		}
		out[n++] = c;
	}
	out[n] = '\0';
	return (struct str){ out, n };
}

static struct expr *
parse_number(struct parser *p)
{
	struct expr *e = expr_new(p, EXPR_NUMBER, p->t.from, p->t.to);
	struct figure *f = arena_new(&p->r->rules->arena, struct figure);
	struct text text = { .s = p->t.s };

	e->type = TYPE_NUMBER;
	e->as.number = f;
	if (!figure_at(&text, 0, f) || f->to != text.s.n)
		(void)parser_fail(p, p->t.from, p->t.to, "\"%s\" has too many digits",
		    shown(p->r->m, p->t.s));
	advance(p);
	return e;
}

static struct expr *
parse_text(struct parser *p)
{
	struct expr *e = expr_new(p, EXPR_TEXT, p->t.from, p->t.to);

	e->type = TYPE_TEXT;
	e->as.text = unquote(p, &p->t);
	advance(p);
	return e;
}

/* "a, b, c" up to a closing sign, which is taken */
static uint32_t
parse_list(struct parser *p, const char *close, const char *want, struct expr **arg, uint32_t n)
{
	if (take(p, close))
		return n;
	do {
		if (n == MAX_ARGS) {
			(void)parser_fail(p, p->t.from, p->t.to, "more than %u in one list",
			    MAX_ARGS);
			return n;
		}
		arg[n++] = parse_expr(p);
	} while (!p->failed && take(p, ","));
	expect(p, close, want);
	return n;
}

static struct expr *
parse_bracket(struct parser *p)
{
	struct expr *arg[MAX_ARGS], *e;
	size_t from = p->t.from;
	uint32_t n;

	advance(p);
	n = parse_list(p, "]", "\",\" or \"]\"", arg, 0);
	e = expr_new(p, EXPR_LIST, from, p->end);
	expr_args(p, e, arg, n);
	type_list(p, e);
	return e;
}

/* ---- names, calls, members */

static struct expr *
parse_call(struct parser *p, struct str name, size_t from, struct expr *first)
{
	struct expr *arg[MAX_ARGS] = { first }, *e;
	uint32_t n = parse_list(p, ")", "\",\" or \")\"", arg, first != NULL);

	e = expr_new(p, EXPR_CALL, from, p->end);
	e->n = n;
	if (!p->failed)
		type_call(p, e, name, FORM_CALL, arg);
	return e;
}

static bool
macro_find(struct str name, enum macro *out)
{
	static const char *const names[] = { "all", "exists", "filter", "map" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (str_eq(str_of(names[i]), name)) {
			*out = (enum macro)i;
			return true;
		}
	}
	return false;
}

/* "list.all(x, x > 0)": the variable's name holds in the body only */
static struct expr *
parse_macro(struct parser *p, enum macro macro, struct expr *list)
{
	struct expr *e = expr_new(p, EXPR_MACRO, list->from, p->t.from), *arg[2] = { list, NULL };
	struct token name = p->t;
	uint32_t slot;

	if (name.kind != TOKEN_NAME || name_is_reserved(name.s)) {
		refuse_token(p, "the name of a variable");
		return e;
	}
	advance(p);
	expect(p, ",", "\",\"");
	if (p->failed)
		return e;
	if (!scope_add(p->scope, name.s, list->type & ~(unsigned)TYPE_LIST & 0xFF, &slot)) {
		(void)parser_fail(p, name.from, name.to, "too many names");
		return e;
	}
	arg[1] = parse_expr(p);
	p->scope->n--;
	expect(p, ")", "\")\"");
	e->as.macro = macro;
	e->as.slot = slot;
	e->to = (uint32_t)p->end;
	expr_args(p, e, arg, 2);
	if (p->failed)
		return e;
	if (macro != MACRO_MAP && arg[1]->type != TYPE_BOOL)
		(void)parser_fail(p, arg[1]->from, arg[1]->to,
		    "this must be true or false, not %s", type_name(arg[1]->type));
	if (macro == MACRO_MAP && (arg[1]->type & TYPE_LIST) != 0)
		(void)parser_fail(p, arg[1]->from, arg[1]->to, "a list of lists cannot be made");
	e->type = macro == MACRO_MAP ? (uint8_t)(TYPE_LIST | arg[1]->type) :
	    macro == MACRO_FILTER ? list->type : TYPE_BOOL;
	return e;
}

/* after the dot */
static struct expr *
parse_member(struct parser *p, struct expr *of)
{
	struct token name = p->t;
	struct expr *e, *arg[1] = { of };
	enum macro macro;

	if (name.kind != TOKEN_NAME) {
		refuse_token(p, "a name");
		return of;
	}
	advance(p);
	if (take(p, "(")) {
		if (p->failed)
			return of;
		if (macro_find(name.s, &macro)) {
			if ((of->type & TYPE_LIST) != 0)
				return parse_macro(p, macro, of);
			(void)parser_fail(p, of->from, of->to, "%.*s() goes through a list, not %s",
			    (int)name.s.n, name.s.p, type_name(of->type));
			return of;
		}
		return parse_call(p, name.s, of->from, of);
	}
	e = expr_new(p, EXPR_CALL, of->from, name.to);
	e->n = 1;
	if (!p->failed)
		type_call(p, e, name.s, FORM_MEMBER, arg);
	return e;
}

static struct expr *
parse_index(struct parser *p, struct expr *of)
{
	struct expr *arg[2] = { of, parse_expr(p) }, *e;

	expect(p, "]", "\"]\"");
	e = expr_new(p, EXPR_CALL, of->from, p->end);
	e->n = 2;
	if (!p->failed)
		type_call(p, e, CF_S("[]"), FORM_INDEX, arg);
	return e;
}

static struct expr *
parse_name(struct parser *p)
{
	struct token name = p->t;
	struct expr *e;

	advance(p);
	if (take(p, "("))
		return parse_call(p, name.s, name.from, NULL);
	e = expr_new(p, EXPR_NAME, name.from, name.to);
	type_name_node(p, e, name.s);
	return e;
}

static struct expr *
parse_primary(struct parser *p)
{
	struct expr *e;

	switch (p->t.kind) {
	case TOKEN_NAME:
		if (str_eq(p->t.s, CF_S("in")))
			break;
		return parse_name(p);
	case TOKEN_NUMBER:
		return parse_number(p);
	case TOKEN_TEXT:
		return parse_text(p);
	case TOKEN_SIGN:
		if (is_sign(p, "["))
			return parse_bracket(p);
		if (take(p, "(")) {
			e = parse_expr(p);
			expect(p, ")", "\")\"");
			return e;
		}
		break;
	case TOKEN_END:
	case TOKEN_BAD:
		break;
	}
	refuse_token(p, "a value");
	return expr_new(p, EXPR_BOOL, p->t.from, p->t.to);
}

static struct expr *
parse_postfix(struct parser *p)
{
	struct expr *e = parse_primary(p);

	while (!p->failed) {
		if (take(p, "."))
			e = parse_member(p, e);
		else if (take(p, "["))
			e = parse_index(p, e);
		else
			break;
	}
	return e;
}

/* ---- operators */

static struct expr *
parse_unary(struct parser *p)
{
	struct token t = p->t;
	struct expr *e, *arg[1];
	bool is_not = is_sign(p, "!");

	if (!is_not && !is_sign(p, "-"))
		return parse_postfix(p);
	if (++p->depth > CF_MAX_EXPR_DEPTH) {
		(void)parser_fail(p, t.from, t.to, "nested more than %u deep", CF_MAX_EXPR_DEPTH);
		return expr_new(p, EXPR_BOOL, t.from, t.to);
	}
	advance(p);
	arg[0] = parse_unary(p);
	p->depth--;
	e = expr_new(p, is_not ? EXPR_NOT : EXPR_NEGATE, t.from, arg[0]->to);
	expr_args(p, e, arg, 1);
	type_operator(p, e, t.s);
	return e;
}

struct binary {
	const char *sign;
	enum expr_op op;
	unsigned level;		/* binds the stronger the larger */
};

static const struct binary *
binary_at(const struct parser *p)
{
	static const struct binary all[] = {
		{ "||", EXPR_OR, 1 }, { "&&", EXPR_AND, 2 },
		{ "==", EXPR_EQ, 3 }, { "!=", EXPR_NE, 3 }, { "<", EXPR_LT, 3 },
		{ "<=", EXPR_LE, 3 }, { ">", EXPR_GT, 3 }, { ">=", EXPR_GE, 3 },
		{ "in", EXPR_IN, 3 },
		{ "+", EXPR_ADD, 4 }, { "-", EXPR_SUB, 4 },
		{ "*", EXPR_MUL, 5 }, { "/", EXPR_DIV, 5 }, { "%", EXPR_MOD, 5 },
	};

	if (p->failed || (p->t.kind != TOKEN_SIGN && p->t.kind != TOKEN_NAME))
		return NULL;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i].sign[0] == p->t.s.p[0] && str_eq(str_of(all[i].sign), p->t.s))
			return &all[i];
	return NULL;
}

static struct expr *
parse_binary(struct parser *p, unsigned level)
{
	struct expr *left = parse_unary(p);
	const struct binary *b;

	while ((b = binary_at(p)) != NULL && b->level >= level) {
		struct token sign = p->t;
		struct expr *arg[2] = { left, NULL }, *e;

		advance(p);
		arg[1] = parse_binary(p, b->level + 1);
		e = expr_new(p, b->op, left->from, arg[1]->to);
		expr_args(p, e, arg, 2);
		type_operator(p, e, sign.s);
		left = e;
	}
	return left;
}

static struct expr *
parse_cond(struct parser *p)
{
	struct expr *arg[3] = { parse_binary(p, 1) }, *e;

	if (!take(p, "?"))
		return arg[0];
	arg[1] = parse_expr(p);
	expect(p, ":", "\":\"");
	arg[2] = p->failed ? arg[1] : parse_expr(p);
	e = expr_new(p, EXPR_COND, arg[0]->from, arg[2]->to);
	expr_args(p, e, arg, 3);
	type_operator(p, e, CF_S("?:"));
	return e;
}

static struct expr *
parse_expr(struct parser *p)
{
	struct expr *e;

	if (p->failed || ++p->depth > CF_MAX_EXPR_DEPTH) {
		(void)parser_fail(p, p->t.from, p->t.to, "nested more than %u deep",
		    CF_MAX_EXPR_DEPTH);
		return expr_new(p, EXPR_BOOL, p->t.from, p->t.to);
	}
	e = parse_cond(p);
	p->depth--;
	return e;
}

/* ---- the entry */

bool
value_expression(struct reader *r, const struct node *n, const char *key, struct scope *scope,
    uint8_t want, struct expression *out)
{
	struct parser p = { .r = r, .n = n, .key = key, .scope = scope };
	struct expr *e;

	if (!value_scalar(r, n, key, &p.text))
		return false;
	if (p.text.n > CF_MAX_EXPR) {
		if (mistake(r->m, n->at, "\"%s\" is longer than %u bytes", key, CF_MAX_EXPR))
			mistake_is_limit(r->m);
		return false;
	}
	advance(&p);
	e = parse_expr(&p);
	if (!p.failed && p.t.kind != TOKEN_END)
		refuse_token(&p, "an operator or the end");
	if (!p.failed && want != TYPE_NONE && e->type != want)
		(void)parser_fail(&p, e->from, e->to, "\"%s\" must be %s, not %s", key,
		    type_name(want), type_name(e->type));
	if (p.failed)
		return false;
	*out = (struct expression){ e, arena_str(&r->rules->arena, p.text) };
	return true;
}
