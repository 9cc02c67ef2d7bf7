/*
 * Numbers of expressions: intervals with rational ends, exact. A printed figure
 * is everything that rounds to it; a whole count and a number that a rule states
 * are themselves. Results that would pass 126 bits are refused, never rounded.
 */
#ifndef CF_CHECKS_NUMBER_H
#define CF_CHECKS_NUMBER_H

#include "checks/judge.h"
#include "checks/wide.h"
#include "rules/rules.h"

struct number {
	wide lo, v, hi;		/* over den: the ends, and the value as printed */
	wide den;		/* positive */
	bool no_lo, no_hi;	/* "over 300" has no upper end, "up to 300" no lower one */
};

/*
 * How sure a statement is. Sorted, so that "and" is the least of two and "or" the
 * greatest; "not" turns the order round.
 */
enum truth {
	TRUTH_FALSE,	/* it cannot be */
	TRUTH_UNKNOWN,	/* something is missing, or rounding hides it */
	TRUTH_MAYBE,	/* it can be, within rounding */
	TRUTH_TRUE	/* as printed */
};

static inline enum truth
truth_not(enum truth t)
{
	return t == TRUTH_FALSE ? TRUTH_TRUE : t == TRUTH_TRUE ? TRUTH_FALSE : t;
}

struct number number_whole(int64_t n);
struct number number_point(const struct figure *f);	/* exactly the value printed */
/* with the interval of its last printed place; false: too large */
bool number_of(const struct figure *f, enum rounding rounding, struct number *out);

/* each is false when the result is too large, or (div) the divisor may be zero */
bool number_add(struct number a, struct number b, struct number *out);
bool number_sub(struct number a, struct number b, struct number *out);
bool number_mul(struct number a, struct number b, struct number *out);
bool number_div(struct number a, struct number b, struct number *out);
bool number_may_be_zero(struct number a);
bool number_mod(struct number a, struct number b, struct number *out);	/* whole points only */
struct number number_neg(struct number a);
struct number number_abs(struct number a);
bool number_round(struct number a, int decimals, struct number *out);
bool number_min(struct number a, struct number b, struct number *out);
bool number_max(struct number a, struct number b, struct number *out);

/* from the lower end of one to the upper end of another, with the value of a third */
bool number_hull(struct number low, struct number v, struct number high, struct number *out);

/* equal as printed: true; equal for some choice inside the intervals: maybe */
enum truth number_eq(struct number a, struct number b);
/* true or false when the intervals do not overlap (they may touch), else unknown */
enum truth number_lt(struct number a, struct number b);

static inline bool
number_is_point(struct number a)
{
	return a.lo == a.v && a.v == a.hi && !a.no_lo && !a.no_hi;
}

/* the value in at most `places` decimals, fewer when it needs or has room for no more;
 * false: too large */
bool number_dec(struct number a, uint8_t places, struct dec *out);

#endif
