/* What a person can read of a sum; see legible.h. */
#include "checks/legible.h"

/* what a call makes of it; any other is not legible */
static const unsigned char of_call[FUNCTIONS] = {
	[FUNCTION_NUMBER] = LEGIBLE_VALUE, [FUNCTION_NUMBER_TEXT] = LEGIBLE_VALUE,
	[FUNCTION_COUNT] = LEGIBLE_VALUE, [FUNCTION_SIZE_LIST] = LEGIBLE_VALUE,
	[FUNCTION_SUM] = LEGIBLE_SUM, [FUNCTION_MEAN] = LEGIBLE_SUM, [FUNCTION_MIN] = LEGIBLE_SUM,
	[FUNCTION_MAX] = LEGIBLE_SUM, [FUNCTION_ROUND] = LEGIBLE_SUM,
	[FUNCTION_PCT] = LEGIBLE_SUM, [FUNCTION_CHANGE] = LEGIBLE_SUM,
	[FUNCTION_POINTS] = LEGIBLE_SUM, [FUNCTION_OCCURS] = LEGIBLE_SUM
};

static enum legible
of_operands(const struct expr *e)
{
	enum legible x = legible_of(e->arg[0]), y = legible_of(e->arg[1]);

	if (x == LEGIBLE_NOT || y == LEGIBLE_NOT)
		return LEGIBLE_NOT;
	return x == LEGIBLE_FACTORS || y == LEGIBLE_FACTORS || e->arg[0]->op == EXPR_NUMBER ||
	    e->arg[1]->op == EXPR_NUMBER ? LEGIBLE_FACTORS : LEGIBLE_SUM;
}

enum legible
legible_of(const struct expr *e)
{
	if (e->type != TYPE_NUMBER)
		return LEGIBLE_VALUE;
	if (e->op == EXPR_MOD)		/* "(99 + 1) % 100" is for machines */
		return LEGIBLE_NOT;
	if (e->op == EXPR_MUL || e->op == EXPR_DIV || e->op == EXPR_ADD || e->op == EXPR_SUB)
		return of_operands(e);
	if (e->op == EXPR_NEGATE || (e->op == EXPR_CALL && e->as.function == FUNCTION_ABS))
		return legible_of(e->arg[0]);
	return e->op == EXPR_CALL ? (enum legible)of_call[e->as.function] : LEGIBLE_VALUE;
}

bool
legible_stands_in(struct str words, struct str value)
{
	for (size_t i = 0; i + value.n <= words.n; i++)
		if (str_starts(str_sub(words, i, words.n), value) &&
		    !(i > 0 && ch_digit(words.p[i - 1])) &&
		    !(i + value.n < words.n && ch_digit(words.p[i + value.n])))
			return true;
	return false;
}
