/* facts/number_words.h: numbers in words, and where they end. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "facts/number_words.h"

static const struct {
	const char *text, *words;	/* "": none begins at its start */
	int64_t value;
} numbers[] = {
	{ "six", "six", 6 },
	{ "Six themes", "Six", 6 },
	{ "forty-eight.", "forty-eight", 48 },
	{ "forty eight", "forty eight", 48 },
	{ "forty, eight", "forty", 40 },
	{ "twenty-eleven", "twenty", 20 },
	{ "nineteen", "nineteen", 19 },
	{ "zero", "zero", 0 },
	{ "a hundred", "a hundred", 100 },
	{ "one hundred and five", "one hundred and five", 105 },
	{ "one hundred five", "one hundred five", 105 },
	{ "one hundred and the", "one hundred", 100 },
	{ "three hundred and forty-two", "three hundred and forty-two", 342 },
	{ "a thousand", "a thousand", 1000 },
	{ "two thousand and twenty", "two thousand and twenty", 2020 },
	{ "five thousand, two hundred", "five thousand, two hundred", 5200 },
	{ "twelve hundred", "twelve hundred", 1200 },
	{ "two hundred thousand", "two hundred thousand", 200000 },
	{ "one million two hundred thousand", "one million two hundred thousand", 1200000 },
	{ "a dozen", "a dozen", 12 },
	{ "two dozen eggs", "two dozen", 24 },
	{ "one of the", "one", 1 },
	{ "one and two", "one", 1 },
	{ "a few", "", 0 },
	{ "a", "", 0 },
	{ "sixth", "", 0 },
	{ "sixty6", "", 0 },
	{ "tent", "", 0 },
	{ "thousand", "", 0 },
	{ "hundreds", "", 0 },
	{ "", "", 0 },
};

static void
words(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		struct str s = str_of(numbers[i].text);
		int64_t value = 0;
		size_t to = 0;
		char got[120], want[120];

		if (!number_words_at(s, 0, &value, &to))
			value = 0, to = 0;
		(void)snprintf(got, sizeof(got), "%s: \"%.*s\" %lld", numbers[i].text, (int)to,
		    s.p, (long long)value);
		(void)snprintf(want, sizeof(want), "%s: \"%s\" %lld", numbers[i].text,
		    numbers[i].words, (long long)numbers[i].value);
		assert_string_equal(got, want);
	}
}

static void
inside_a_word(void **state)
{
	int64_t value;
	size_t to;

	(void)state;
	assert_true(number_words_at(CF_S("of ten"), 3, &value, &to));
	assert_int_equal(to, 6);
	assert_false(number_words_at(CF_S("often"), 2, &value, &to));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),
		cmocka_unit_test(inside_a_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
