/* Tokens of expressions. For expr_parse.c only. */
#ifndef CF_RULES_EXPR_LEX_H
#define CF_RULES_EXPR_LEX_H

#include "base/str.h"

enum token_kind {
	TOKEN_END,
	TOKEN_NAME,
	TOKEN_NUMBER,
	TOKEN_TEXT,	/* a quoted text, quotes included */
	TOKEN_SIGN,	/* an operator or bracket, one or two characters */
	TOKEN_BAD	/* `what` says why */
};

struct token {
	enum token_kind kind;
	size_t from, to;	/* bytes of the text */
	struct str s;
	const char *what;
};

/* the token at or after `at` */
struct token token_at(struct str text, size_t at);

#endif
