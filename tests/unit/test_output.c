/* output.h: a file is replaced as a whole, or left as it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "output.h"
#include "tests/unit/folder.h"

struct fixture {
	struct arena arena;
	struct folder folder;
	struct cf_error err;
};

static int
setup(void **state)
{
	static struct fixture f;

	if (folder_make(&f.folder) != 0)
		return -1;
	arena_init(&f.arena, CF_MAX_MEMORY);
	*state = &f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	arena_release(&f->arena);
	return folder_remove(&f->folder);
}

static const char *
put(struct fixture *f, const char *name, const char *text)
{
	const char *path = arena_printf(&f->arena, "%s/%s", f->folder.path, name).p;

	folder_put(path, text);
	return path;
}

static void
assert_holds(const char *path, const char *want)
{
	char text[64] = "";
	FILE *in = fopen(path, "rb");

	assert_non_null(in);
	text[fread(text, 1, sizeof(text) - 1, in)] = '\0';
	(void)fclose(in);
	assert_string_equal(text, want);
}

/* nothing is left beside it */
static void
assert_alone(struct fixture *f, const char *names)
{
	char command[160], said[128] = "";
	FILE *p;

	(void)snprintf(command, sizeof(command), "ls '%s' | tr '\\n' ' '", f->folder.path);
	p = popen(command, "r");
	assert_non_null(p);
	said[fread(said, 1, sizeof(said) - 1, p)] = '\0';
	(void)pclose(p);
	assert_string_equal(said, names);
}

static void
replaces_and_keeps_mode_and_link(void **state)
{
	struct fixture *f = *state;
	const char *path = put(f, "a.md", "one"), *link;
	struct stat st;

	link = arena_printf(&f->arena, "%s/link.md", f->folder.path).p;
	assert_int_equal(chmod(path, 0604), 0);
	assert_int_equal(symlink("a.md", link), 0);
	assert_true(file_replace(&f->arena, link, CF_S("one"), CF_S("two"), &f->err));
	assert_holds(path, "two");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0604);
	assert_int_equal(lstat(link, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_alone(f, "a.md link.md ");
}

/* only who may give files away can see that: others pass it over */
static void
keeps_owner_or_refuses(void **state)
{
	struct fixture *f = *state;
	const char *path = put(f, "a.md", "one");
	struct stat st;
	bool good;

	if (geteuid() != 0 || chown(path, 1, 2) != 0)
		skip();
	assert_int_equal(chmod(path, 0640), 0);
	assert_true(file_replace(&f->arena, path, CF_S("one"), CF_S("two"), &f->err));
	assert_holds(path, "two");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_uid, 1);
	assert_int_equal(st.st_gid, 2);
	assert_int_equal(st.st_mode & 0777, 0640);
	assert_int_equal(chmod(path, 0644), 0);
	assert_int_equal(chmod(f->folder.path, 0777), 0);
	assert_int_equal(seteuid(3), 0);
	good = file_replace(&f->arena, path, CF_S("two"), CF_S("three"), &f->err);
	assert_int_equal(seteuid(0), 0);
	assert_false(good);
	assert_string_equal(f->err.message,
	    "its owner and group cannot be kept, so it is left as it is");
	assert_holds(path, "two");
	assert_alone(f, "a.md ");
}

static void
refuses_what_has_changed(void **state)
{
	static const char *const others[] = { "onE", "on", "one!", "" };
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		const char *path = put(f, "a.md", others[i]);

		assert_false(file_replace(&f->arena, path, CF_S("one"), CF_S("two"), &f->err));
		assert_string_equal(f->err.message,
		    "has changed in the meantime, and is left as it is");
		assert_holds(path, others[i]);
		assert_alone(f, "a.md ");
	}
}

static void
refuses_what_is_no_file(void **state)
{
	struct fixture *f = *state;

	assert_false(file_replace(&f->arena, f->folder.path, CF_S(""), CF_S("two"), &f->err));
	assert_string_equal(f->err.message, "is no file that can be replaced");
	assert_false(file_replace(&f->arena, "/dev/null", CF_S(""), CF_S("two"), &f->err));
	assert_false(file_replace(&f->arena, arena_printf(&f->arena, "%s/no.md", f->folder.path).p,
	    CF_S(""), CF_S("two"), &f->err));
	assert_alone(f, "");
}

int
main(void)
{
#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(replaces_and_keeps_mode_and_link),
		TEST(keeps_owner_or_refuses),
		TEST(refuses_what_has_changed),
		TEST(refuses_what_is_no_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
