/* Files that an answer rests on: whether one of them has changed; see config/stamp.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "config/stamp.h"

struct fixture {
	struct arena arena;
	struct stamps stamps;
	char folder[64], file[80], other[80];
};

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void
anew(struct fixture *f)
{
	arena_reset(&f->arena);
	stamps_init(&f->stamps, &f->arena);
}

static void
changes_are_seen(void **state)
{
	struct fixture *f = *state;

	anew(f);
	assert_false(stamps_changed(&f->stamps));
	write_file(f->file, "one");
	stamps_add(&f->stamps, f->file);
	stamps_add(&f->stamps, f->file);
	assert_false(stamps_changed(&f->stamps));
	write_file(f->file, "three");
	assert_true(stamps_changed(&f->stamps));
	/* what was not there comes, and goes again */
	anew(f);
	stamps_add(&f->stamps, f->other);
	assert_false(stamps_changed(&f->stamps));
	write_file(f->other, "");
	assert_true(stamps_changed(&f->stamps));
	assert_int_equal(unlink(f->other), 0);
	assert_false(stamps_changed(&f->stamps));
	/* another file in its place, of the same size */
	anew(f);
	stamps_add(&f->stamps, f->file);
	write_file(f->other, "threo");
	assert_int_equal(rename(f->other, f->file), 0);
	assert_true(stamps_changed(&f->stamps));
}

static void
a_folder_may_only_be_there(void **state)
{
	static const struct timespec long_ago[2] = { { 1000000, 0 }, { 1000000, 0 } };
	struct fixture *f = *state;

	anew(f);
	stamps_add_being(&f->stamps, f->folder);
	write_file(f->other, "more in it");
	assert_false(stamps_changed(&f->stamps));
	anew(f);
	/* the clock of a file system goes in steps */
	assert_int_equal(utimensat(AT_FDCWD, f->folder, long_ago, 0), 0);
	stamps_add(&f->stamps, f->folder);
	assert_int_equal(unlink(f->other), 0);
	assert_true(stamps_changed(&f->stamps));
}

static void
a_file_has_many_names(void **state)
{
	struct fixture *f = *state;
	char path[128];

	anew(f);
	write_file(f->file, "one");
	stamps_add(&f->stamps, f->file);
	stamps_add(&f->stamps, f->other);
	(void)snprintf(path, sizeof(path), "%s/./file", f->folder);
	assert_true(stamps_have(&f->stamps, path));
	assert_false(stamps_have(&f->stamps, f->other));	/* it is not there */
	assert_false(stamps_have(&f->stamps, f->folder));
	stamps_add(NULL, path);
}

static int
begin(void **state)
{
	static struct fixture f = { .folder = "/tmp/crossfoot-stamp-XXXXXX" };

	arena_init(&f.arena, CF_MAX_MEMORY);
	assert_non_null(mkdtemp(f.folder));
	(void)snprintf(f.file, sizeof(f.file), "%s/file", f.folder);
	(void)snprintf(f.other, sizeof(f.other), "%s/other", f.folder);
	*state = &f;
	return 0;
}

static int
end(void **state)
{
	struct fixture *f = *state;

	(void)unlink(f->file);
	(void)unlink(f->other);
	assert_int_equal(rmdir(f->folder), 0);
	arena_release(&f->arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changes_are_seen),
		cmocka_unit_test(a_folder_may_only_be_there),
		cmocka_unit_test(a_file_has_many_names),
	};

	return cmocka_run_group_tests_name("stamp", tests, begin, end);
}
