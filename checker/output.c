/* Opening and closing the output; see output.h. */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/status.h"

static bool
refuse(struct cf_error *err, const char *path)
{
	(void)error_set(err, CF_EIO, path, 0, 0, "cannot be written: %s", strerror(errno));
	return false;
}

/* a pipe, a device or a link keeps being one: it is written to, not replaced */
static bool
is_special(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

bool
output_open(struct output *out, struct arena *a, const char *path, struct cf_error *err)
{
	int fd;

	*out = (struct output){ .file = stdout, .path = path };
	if (path == NULL)
		return true;
	if (is_special(path)) {
		out->file = fopen(path, "wb");
		return out->file != NULL || refuse(err, path);
	}
	out->temporary = arena_printf(a, "%s.%ld.tmp", path, (long)getpid()).p;
	fd = open(out->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return refuse(err, path);
	out->file = fdopen(fd, "wb");
	if (out->file == NULL) {
		(void)close(fd);
		(void)unlink(out->temporary);
		return refuse(err, path);
	}
	return true;
}

bool
output_close(struct output *out, bool good, struct cf_error *err)
{
	if (out->path == NULL)
		return good;
	if (fclose(out->file) != 0 && good)
		good = refuse(err, out->path);
	if (out->temporary == NULL)
		return good;
	if (good && rename(out->temporary, out->path) != 0)
		good = refuse(err, out->path);
	if (!good)
		(void)unlink(out->temporary);
	return good;
}
