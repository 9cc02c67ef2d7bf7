/*
 * Expressions of rules (`expect`, `let`, `where`): the grammar and precedence
 * of CEL, parsed into a tree whose types and names are checked when the rule is
 * loaded. Evaluating it is checks/eval.c's.
 *
 *   expr   = or ["?" or ":" expr]           or  = and {"||" and}
 *   and    = rel {"&&" rel}                 rel = add {relop add}
 *   relop  = "<" "<=" ">=" ">" "==" "!=" "in"
 *   add    = mul {("+" | "-") mul}          mul = unary {("*" | "/" | "%") unary}
 *   unary  = "!"... member | "-"... member | member
 *   member = primary {"." name ["(" args ")"] | "[" expr "]"}
 *   primary = name ["(" args ")"] | "(" expr ")" | "[" args "]" | literal
 */
#ifndef CF_RULES_EXPR_H
#define CF_RULES_EXPR_H

#include "rules/selector.h"

/* What a value is. A list of such is the same with TYPE_LIST added. */
enum type {
	TYPE_NONE,		/* not known: a mistake was noted */
	TYPE_BOOL,
	TYPE_NUMBER,		/* an interval */
	TYPE_TEXT,
	TYPE_DATE,
	TYPE_PERIOD,		/* a year, a financial year, a quarter, a month */
	TYPE_CELL,		/* a text with its place: a cell, a capture, a title; read as a
				 * number or as words, whichever is asked for */
	TYPE_ROW,
	TYPE_COLUMN,
	TYPE_TABLE,
	TYPE_SECTION,
	TYPE_ITEMS,		/* a list of the document */
	/* of function arguments only */
	TYPE_SELECTOR = 0x20,
	TYPE_PATTERN,
	TYPE_ANY,
	TYPE_ANY_LIST,
	TYPE_LIST = 0x40	/* a bit */
};

enum expr_op {
	EXPR_BOOL,
	EXPR_NUMBER,
	EXPR_TEXT,
	EXPR_LIST,		/* [a, b] */
	EXPR_NAME,		/* a slot of the environment */
	EXPR_CALL,		/* of a function, a member, an index */
	EXPR_MACRO,		/* all, exists, filter, map: args are list and body */
	EXPR_NOT, EXPR_NEGATE,
	EXPR_MUL, EXPR_DIV, EXPR_MOD, EXPR_ADD, EXPR_SUB,
	EXPR_LT, EXPR_LE, EXPR_GT, EXPR_GE, EXPR_EQ, EXPR_NE, EXPR_IN,
	EXPR_AND, EXPR_OR,
	EXPR_COND		/* a ? b : c */
};

enum macro { MACRO_ALL, MACRO_EXISTS, MACRO_FILTER, MACRO_MAP };

enum function {
#define FUNCTION(id, does, name, form, result, a, b, c, min, help) FUNCTION_##id,
#include "rules/functions.def"
#undef FUNCTION
	FUNCTIONS
};

/* There are thousands of them, so they are kept small. */
struct expr {
	enum expr_op op;
	uint8_t type;			/* enum type and TYPE_LIST */
	uint32_t from, to;		/* bytes of the expression's text */
	uint32_t n;
	const struct expr **arg;
	union {
		bool truth;
		const struct figure *number;
		struct str text;
		enum function function;
		struct {
			uint32_t slot;	/* EXPR_NAME; EXPR_MACRO: of its variable */
			enum macro macro;
		};
	} as;
	union {				/* what an argument is that is no value */
		struct selector selector;	/* EXPR_TEXT or EXPR_LIST of them */
		const struct pattern *pattern;	/* EXPR_TEXT */
	};
};

/* An expression with its text, for messages that show the sum. */
struct expression {
	const struct expr *root;	/* NULL: not given */
	struct str text;
};

/*
 * The names an expression may use, by slot. The first of them are those of the
 * thing that is gone through (`each`), then captures, then `let`.
 */
#define SCOPE_NAMES 128u
struct scope_name {
	struct str name;
	uint8_t type;		/* TYPE_NONE: this slot has no name here */
	const char *needs;	/* the key of a rule that gives it one, or NULL */
};
struct scope {
	struct scope_name name[SCOPE_NAMES];
	uint32_t n;
	uint32_t most;		/* slots in use at any time, variables of macros included */
	bool table;		/* there is a table at hand: cell("a", "b") means its cell */
};

/* slots that every scope has, named or not */
enum slot {
	SLOT_TABLE, SLOT_ROW, SLOT_COLUMN, SLOT_CELL, SLOT_SECTION, SLOT_MATCH, SLOT_ITEMS,
	SLOT_FIXED
};

/* slots of a `rag` rule after the fixed ones */
enum rag_slot {
	SLOT_VALUE = SLOT_FIXED, SLOT_TARGET, SLOT_PREVIOUS, SLOT_OFF, SLOT_MET, SLOT_IMPROVED,
	SLOT_MAINTAINED, SLOT_RAG_END
};

struct reader;
struct node;

/* the slot of a new name; false, with no mistake noted, when there are too many */
bool scope_add(struct scope *s, struct str name, uint8_t type, uint32_t *slot);
/* "true", "false", "in": these can name nothing */
bool name_is_reserved(struct str name);
/* the slot with this name, or -1 */
int scope_find(const struct scope *s, struct str name);

/*
 * Read a scalar as an expression of type `want` (TYPE_NONE: of any). False after
 * a mistake, which points into the expression. All memory is the rules'.
 */
bool value_expression(struct reader *r, const struct node *n, const char *name,
    struct scope *scope, uint8_t want, struct expression *out);

/* "a number", "a list of cells": for messages */
const char *type_name(uint8_t type);

/* one line of the function list: "sum(list of numbers)", what it gives, what it does */
struct function_help {
	const char *name, *help;
	uint8_t result, arg[3], nargs, min;
	enum function_form { FORM_CALL, FORM_MEMBER, FORM_INDEX } form;
};
extern const struct function_help functions[FUNCTIONS];

#endif
