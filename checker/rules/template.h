/* Messages with {names} in them, piece by piece; template_fill() is in rules.h. */
#ifndef CF_RULES_TEMPLATE_H
#define CF_RULES_TEMPLATE_H

#include "base/str.h"

enum template_kind {
	TEMPLATE_TEXT,		/* stands for itself */
	TEMPLATE_NAME,		/* the text is what was between { and } */
	TEMPLATE_LONE_BRACE	/* a { that no name and } follow; stands for itself */
};

struct template_piece {
	enum template_kind kind;
	struct str text;
	size_t from, to;	/* in the template, braces included */
};

/* the piece at *at, which moves on; false at the end */
bool template_next(struct str tmpl, size_t *at, struct template_piece *piece);

#endif
