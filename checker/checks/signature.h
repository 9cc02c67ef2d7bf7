/*
 * What an auditor reads off a difference: a row left out or counted twice, a sign, two
 * digits that changed places, a slipped decimal point, the figure of another column. Each
 * is a guess that helps to find the slip; none changes a verdict or a suggestion.
 */
#ifndef CF_CHECKS_SIGNATURE_H
#define CF_CHECKS_SIGNATURE_H

#include "checks/sums.h"

/* the words for one sum that fails: a template for its help, and the row or column that
 * {name} stands for; NULL: the difference says nothing */
struct signature {
	const char *help;
	struct str name;
};

struct signature signature_of_sum(struct axis x, const struct sum_vector *v, uint32_t line,
    const struct line *l);

/* the words for a figure that should be another one, or NULL */
const char *signature_of_figure(const struct figure *printed, const struct figure *right);

#endif
