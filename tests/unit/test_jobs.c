/* Threads: the order of what is handed over, how far they run ahead, stopping; and the
 * words of the progress line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "jobs.h"
#include "progress.h"

struct seen {
	atomic_size_t taken, worked;
	size_t done, ahead;	/* the most that were taken and not yet done */
	size_t stop_at;		/* after so many; 0: never */
	bool in_order, all_worked;
	int owner[1000];	/* how often each was worked on */
};

static void
take(void *ctx, struct job *job)
{
	struct seen *s = ctx;

	(void)job;
	s->taken++;
}

/* the later ones are ready first */
static void
work(void *ctx, struct job *job)
{
	struct seen *s = ctx;
	volatile size_t n = job->index % 7 == 0 ? 200000 : 10;

	while (n > 0)
		n = n - 1;
	s->owner[job->index]++;
	s->worked++;
	buf_clear(&job->bytes);
	buf_printf(&job->bytes, "%zu", job->index);
}

static bool
done(void *ctx, struct job *job)
{
	struct seen *s = ctx;
	size_t ahead = s->taken - s->done;
	char want[24];

	(void)snprintf(want, sizeof(want), "%zu", s->done);
	s->in_order &= job->index == s->done && str_eq(buf_str(&job->bytes), str_of(want));
	s->ahead = ahead > s->ahead ? ahead : s->ahead;
	s->done++;
	return s->done != s->stop_at;
}

static struct seen
run(size_t n, unsigned threads, size_t stop_at)
{
	struct seen s = { .in_order = true, .stop_at = stop_at };
	const struct jobs jobs = { .n = n, .threads = threads, .ctx = &s, .take = take, .work = work,
		.done = done };

	assert_true(jobs_run(&jobs));
	return s;
}

static void
hands_over_in_order(void **state)
{
	static const unsigned threads[] = { 1, 2, 3, 16, 300 };

	(void)state;
	for (size_t i = 0; i < sizeof(threads) / sizeof(threads[0]); i++) {
		struct seen s = run(1000, threads[i], 0);

		assert_true(s.in_order);
		assert_int_equal(s.done, 1000);
		for (size_t k = 0; k < 1000; k++)
			assert_int_equal(s.owner[k], 1);
	}
	assert_int_equal(run(0, 4, 0).done, 0);
	assert_int_equal(run(1, 4, 0).done, 1);
}

static void
runs_ahead_only_a_little(void **state)
{
	struct seen s = run(1000, 4, 0);

	(void)state;
	assert_true(s.ahead <= 16);
	assert_int_equal(run(1000, 1, 0).ahead, 1);
}

static void
stops_when_told(void **state)
{
	struct seen s = run(1000, 4, 10);

	(void)state;
	assert_int_equal(s.done, 10);
	assert_true(s.taken <= 10 + 16);
	s = run(1000, 1, 10);
	assert_true(s.taken == 10);
	assert_true(jobs_cores() >= 1);
}

static const char *
words(size_t n_done, size_t all, uint64_t ms)
{
	static char line[120];

	progress_words(line, sizeof(line), n_done, all, ms);
	return line;
}

static void
says_how_far_it_is(void **state)
{
	(void)state;
	assert_string_equal(words(312, 10000, 3671), "312 of 10,000 files, 84 a second, 1:53 left");
	assert_string_equal(words(2, 3, 60000), "2 of 3 files, 0:30 left");
	assert_string_equal(words(100, 1000000, 100000), "100 of 1,000,000 files, 1 a second, "
	    "277:45:00 left");
	assert_string_equal(words(0, 2, 0), "0 of 2 files, 0:00 left");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hands_over_in_order),
		cmocka_unit_test(runs_ahead_only_a_little),
		cmocka_unit_test(stops_when_told),
		cmocka_unit_test(says_how_far_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
