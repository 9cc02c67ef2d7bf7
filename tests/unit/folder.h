/* A folder of their own for tests that need files; include it behind cmocka.h. */
#ifndef CF_TESTS_UNIT_FOLDER_H
#define CF_TESTS_UNIT_FOLDER_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct folder {
	char path[64];
};

/* 0, or -1 when it cannot be made */
static inline int
folder_make(struct folder *f)
{
	(void)strcpy(f->path, "/tmp/crossfoot-XXXXXX");
	return mkdtemp(f->path) == NULL ? -1 : 0;
}

/* with all that is in it; 0 when it is gone */
static inline int
folder_remove(const struct folder *f)
{
	char command[128];

	(void)snprintf(command, sizeof(command), "rm -rf '%s'", f->path);
	return system(command);
}

/* a file with this text; `path` is where, in this folder */
static inline void
folder_put(const char *path, const char *text)
{
	FILE *out = fopen(path, "wb");

	assert_non_null(out);
	assert_true(fputs(text, out) >= 0);
	assert_int_equal(fclose(out), 0);
}

#endif
