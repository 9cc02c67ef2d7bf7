/*
 * Sums as a person reads them, and near misses: what the checks need to put a
 * relation into words.
 */
#ifndef CF_CHECKS_WORDS_H
#define CF_CHECKS_WORDS_H

#include "checks/sums.h"

/* the text of a figure's cell as printed, without markup: "1,234", "56%" */
struct str figure_printed(const struct table *t, uint32_t row, uint32_t col,
    const struct figure *f);

/* "%" for a percentage that is printed without a sign, else NULL */
const char *percent_sign(const struct figure *f);

/* "2 + 1 + 56 = 59"; a long sum shows its first and last parts and how many there are */
struct str sum_words(struct arena *a, const struct line *l, bool all);
/* the same with how far it is from what is stated: "..., 1 less than 78" */
struct str sum_note(struct arena *a, const struct line *l, struct str stated);

/*
 * Is the stated total what a slip of the pen makes of the computed one? One
 * digit wrong, left out, added or swapped with its neighbour, or off by no more
 * than `percent` in a hundred.
 */
bool is_near_miss(struct dec stated, struct dec computed, int percent);
/* is it the same number but for two neighbouring digits that changed places? */
bool is_swap(struct dec a, struct dec b);
/* is it the same number but for one digit, with as many of them? */
bool is_one_digit(struct dec a, struct dec b);
/* is it the same number but for its decimal point: 26.3 for 263? */
bool is_shifted(struct dec a, struct dec b);
/* one digit, or two neighbours swapped: a gap of 300 or 450 */
bool is_typing_slip(struct dec gap);
/* the same by a digit far from the last one: what is off by 3,000 where units are counted is
 * hardly so by chance */
bool is_telling_slip(const struct line *l);
/* can these parts make such a total at all? Not when it is smaller than one of
 * them, or off by more than half */
bool is_plausible(const struct line *l);

struct dec figure_dec(const struct figure *f);

#endif
