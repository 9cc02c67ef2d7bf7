/*
 * Interval arithmetic on printed figures, in integers: formulas C2 and C3 of
 * the field notes. All functions are exact; when a number grows past 128 bits
 * they answer FIT_TOO_LARGE and the relation is undecided.
 */
#ifndef CF_CHECKS_JUDGE_H
#define CF_CHECKS_JUDGE_H

#include "facts/number.h"

enum fit {
	FIT_EXACT,	/* equal as printed (ratios: equal once rounded to the stated place) */
	FIT_INTERVAL,	/* equal for some choice inside the intervals */
	FIT_OUTSIDE,
	FIT_TOO_LARGE	/* numbers too large to judge */
};

/* A decimal: m * 10^-d. */
struct dec {
	int64_t m;
	uint8_t d;
	bool comma;	/* written with a decimal comma, as the figures are that it comes from */
};

struct fit_result {
	enum fit fit;
	struct dec computed;	/* exact sum; ratios: rounded to the stated figure's place */
	struct dec gap;		/* |stated - computed| */
	double p;		/* FIT_INTERVAL of sums: chance that rounding alone misses by so
				 * much (Irwin-Hall); 1 for ratios */
};

/*
 * stated = sum of weight[i] * part[i] (weight NULL: all 1). `padded` zeros are
 * taken off as C1.3 says, over all figures of the relation.
 */
struct fit_result fit_sum(const struct figure *stated, const struct figure *const *part,
    const int *weight, size_t n);
/* percent = 100 * part / base; a base of 0 is FIT_TOO_LARGE unless all are 0 */
struct fit_result fit_share(const struct figure *percent, const struct figure *part,
    const struct figure *base);
/* the base is a sum of parts that is not printed */
struct fit_result fit_share_of_sum(const struct figure *percent, const struct figure *part,
    const struct figure *const *parts, size_t n);
/* percent = 100 * (to - from) / from */
struct fit_result fit_change(const struct figure *percent, const struct figure *from,
    const struct figure *to);
/* the same where what is stated is a fraction: 0.25, not 25%. Of a share `a` is the part
 * and `b` the base, of a change `a` is from and `b` to */
struct fit_result fit_fraction(const struct figure *stated, const struct figure *a,
    const struct figure *b, bool change);
/* stated = mean of the parts */
struct fit_result fit_mean(const struct figure *stated, const struct figure *const *part, size_t n);

/* "1,234.5" or "1 234,5", with the sign in front; thousands marked when `grouped` */
struct str dec_format(struct arena *a, struct dec v, bool grouped);
/* v rounded half away from zero to `d` decimals */
struct dec dec_round(struct dec v, uint8_t d);
int dec_cmp(struct dec a, struct dec b);
/* as the stated figure is printed: its currency, thousands mark, decimals and unit sign */
struct str figure_like(struct arena *a, const struct text *t, const struct figure *f, struct dec v);

#endif
