/*
 * The parser of expressions and the typing of its nodes. For expr_parse.c and
 * expr_type.c only.
 */
#ifndef CF_RULES_EXPR_PARSE_H
#define CF_RULES_EXPR_PARSE_H

#include "rules/expr_lex.h"
#include "rules/value.h"

#define MAX_ARGS 64u	/* of one call, or elements of one list */

struct parser {
	struct reader *r;
	const struct node *n;	/* the scalar */
	const char *key;
	struct str text;
	struct scope *scope;
	struct token t;		/* the one to be taken next */
	size_t end;		/* of the last one taken */
	unsigned depth;
	bool failed;		/* a mistake was noted: nothing more is said */
};

/* the place in the rule file of bytes [from, to) of the expression */
struct span parser_place(const struct parser *p, size_t from, size_t to);
/* note a mistake at these bytes unless there is one already; false when advice would be lost */
#define parser_fail(p, from, to, ...) \
	(!(p)->failed && ((p)->failed = true) && \
	mistake((p)->r->m, parser_place((p), (from), (to)), __VA_ARGS__))

struct expr *expr_new(struct parser *p, enum expr_op op, size_t from, size_t to);
void expr_args(struct parser *p, struct expr *e, struct expr *const *arg, uint32_t n);

/* give a node its type from those of its arguments; notes a mistake when they do not fit */
void type_name_node(struct parser *p, struct expr *e, struct str name);
void type_operator(struct parser *p, struct expr *e, struct str sign);
void type_list(struct parser *p, struct expr *e);
/* the call of a function, a member or an index */
void type_call(struct parser *p, struct expr *e, struct str name, enum function_form form,
    struct expr **arg);

#endif
