/* Where a number belongs in a list of numbers, such as an offset among the beginnings of lines. */
#ifndef CF_BASE_FLOOR_H
#define CF_BASE_FLOOR_H

#include <stddef.h>
#include <stdint.h>

/* the index of the last of n ascending numbers that is not greater; 0 when all are */
static inline size_t
floor_index(const uint32_t *list, size_t n, uint32_t number)
{
	size_t lo = 0, hi = n;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (list[mid] <= number)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

#endif
