/* read/child.h: a program that cannot be started. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>
#include <cmocka.h>

#include "read/child.h"

/* instead of that of the C library: no process is left */
pid_t
fork(void)
{
	errno = EAGAIN;
	return -1;
}

/* the number that the next file to be opened gets */
static int
next_descriptor(void)
{
	int fd = open("/dev/null", O_RDONLY);

	assert_true(fd >= 0);
	(void)close(fd);
	return fd;
}

static void
no_process_leaves_nothing_open(void **state)
{
	static const char *const argv[] = { "true", NULL };
	int before = next_descriptor();

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct buf out = { 0 }, said = { 0 };

		assert_int_equal(child_run(argv, CF_S("x"), &out, &said), CHILD_NOT_STARTED);
		assert_true(str_eq(buf_str(&said), str_of(strerror(EAGAIN))));
		assert_int_equal(out.n, 0);
		buf_release(&out);
		buf_release(&said);
	}
	assert_int_equal(next_descriptor(), before);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_process_leaves_nothing_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
