/* Words in, a whole number out; see number_words.h. */
#include "facts/number_words.h"

#include "facts/scan.h"

struct word {
	const char *word;
	int64_t value;
};

static const struct word units[] = {
	{ "zero", 0 }, { "nil", 0 }, { "one", 1 }, { "two", 2 }, { "three", 3 }, { "four", 4 },
	{ "five", 5 }, { "six", 6 }, { "seven", 7 }, { "eight", 8 }, { "nine", 9 },
	{ "ten", 10 }, { "eleven", 11 }, { "twelve", 12 }, { "thirteen", 13 },
	{ "fourteen", 14 }, { "fifteen", 15 }, { "sixteen", 16 }, { "seventeen", 17 },
	{ "eighteen", 18 }, { "nineteen", 19 },
};

static const struct word tens[] = {
	{ "twenty", 20 }, { "thirty", 30 }, { "forty", 40 }, { "fifty", 50 }, { "sixty", 60 },
	{ "seventy", 70 }, { "eighty", 80 }, { "ninety", 90 },
};

static const struct word powers[] = {
	{ "thousand", 1000 }, { "million", 1000000 }, { "billion", 1000000000 },
};

static int64_t
find(const struct word *list, size_t n, struct str word)
{
	for (size_t i = 0; i < n; i++)
		if (word_is(word, list[i].word))
			return list[i].value;
	return -1;
}
#define FIND(list, word) find((list), sizeof(list) / sizeof((list)[0]), (word))

/* past one space or hyphen, and "and" with the space after it; 0: nothing goes on here */
static size_t
joint_end(struct str s, size_t i)
{
	size_t next = ch_at(s, i) == '-' ? i + 1 : skip_spaces(s, i, 1);

	if (ch_at(s, i) == ',')
		next = skip_spaces(s, i + 1, 1);
	if (next == i)
		return 0;
	if (word_is(word_at(s, next), "and") && skip_spaces(s, next + 3, 1) > next + 3)
		next = skip_spaces(s, next + 3, 1);
	return next;
}

/* "twenty", "twenty-one", "seven" at i: below a hundred */
static bool
small_at(struct str s, size_t i, int64_t *value, size_t *to)
{
	struct str w = word_at(s, i);
	int64_t v = FIND(units, w), unit;
	size_t next;

	*to = i + w.n;
	*value = v;
	if (v >= 0)
		return true;
	v = FIND(tens, w);
	if (v < 0)
		return false;
	*value = v;
	next = *to;
	if (ch_at(s, next) == '-' || space_at(s, next) > 0) {
		next += ch_at(s, next) == '-' ? 1 : space_at(s, next);
		w = word_at(s, next);
		unit = FIND(units, w);
		if (unit > 0 && unit < 10) {
			*value = v + unit;
			*to = next + w.n;
		}
	}
	return true;
}

/* "a", "an" before "hundred", "thousand", "dozen" */
static bool
is_article(struct str w)
{
	return word_is(w, "a") || word_is(w, "an");
}

/* below a thousand: "three hundred and four", "a hundred", "twelve" */
static bool
group_at(struct str s, size_t i, int64_t *value, size_t *to)
{
	struct str w = word_at(s, i);
	int64_t rest;
	size_t next, end;

	if (is_article(w)) {
		*value = 1;
		*to = i + w.n;
	} else if (!small_at(s, i, value, to)) {
		return false;
	}
	next = skip_spaces(s, *to, 1);
	if (next > *to && word_is(word_at(s, next), "hundred") && *value > 0 && *value < 100) {
		*value *= 100;
		*to = next + 7;
		next = joint_end(s, *to);
		if (next > 0 && small_at(s, next, &rest, &end) && rest > 0 &&
		    ch_at(s, *to) != ',') {
			*value += rest;
			*to = end;
		}
		return true;
	}
	return !is_article(w);
}

/* "a thousand" and "a dozen": the article counts only before such a word */
static bool
article_at(struct str s, size_t i, int64_t *value, size_t *to)
{
	struct str w = word_at(s, i);
	size_t next = skip_spaces(s, i + w.n, 1);
	struct str noun = word_at(s, next);

	if (!is_article(w) || next == i + w.n)
		return false;
	*to = next + noun.n;
	*value = word_is(noun, "dozen") ? 12 : FIND(powers, noun);
	return *value > 0;
}

bool
number_words_at(struct str s, size_t at, int64_t *value, size_t *to)
{
	int64_t total = 0, v, power, last = INT64_MAX;
	size_t i = at, end = at, next;

	if (letter_before(s, at))
		return false;
	if (article_at(s, at, value, to))
		return !ch_alnum(ch_at(s, *to));
	while (group_at(s, i, &v, &next)) {
		struct str w;

		end = next;
		i = skip_spaces(s, next, 1);
		w = word_at(s, i);
		power = word_is(w, "dozen") ? 12 : FIND(powers, w);
		if (i == next || power < 0 || power >= last) {
			total += v;
			break;
		}
		if (v > INT64_MAX / power / 2)
			return false;
		total += v * power;
		last = power;
		end = i + w.n;
		i = joint_end(s, end);
		if (i == 0 || power == 12)
			break;
	}
	*value = total;
	*to = end;
	return end > at && !ch_alnum(ch_at(s, end));
}
