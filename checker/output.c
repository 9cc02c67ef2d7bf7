/* Opening and closing the output; see output.h. */
#define _XOPEN_SOURCE 700	/* for realpath(); NOLINT(*-reserved-identifier,cert-dcl*) */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/status.h"

static bool
refuse(struct cf_error *err, const char *path)
{
	(void)error_set(err, CF_EIO, path, 0, 0, "cannot be written: %s", strerror(errno));
	return false;
}

/*
 * What is there under the name already. A pipe or a device keeps being one: it
 * is written to, not replaced (true). A link to a file is followed, so that the
 * file is replaced and the link stays.
 */
static bool
look_at(struct output *out, struct arena *a, struct stat *st)
{
	char *real;

	out->target = out->path;
	if (stat(out->path, st) != 0)
		return lstat(out->path, st) == 0;	/* a link that leads nowhere yet */
	if (!S_ISREG(st->st_mode))
		return true;
	out->replaces = true;
	out->dev = st->st_dev;
	out->ino = st->st_ino;
	real = realpath(out->path, NULL);
	if (real != NULL)
		out->target = arena_str(a, str_of(real)).p;
	free(real);
	return false;
}

/* owner, group and mode of the file that was there; false when its owner cannot be kept */
static bool
take_over(int fd, const struct stat *was)
{
	struct stat now;
	bool kept = fstat(fd, &now) == 0 &&
	    ((now.st_uid == was->st_uid && now.st_gid == was->st_gid) ||
	    fchown(fd, was->st_uid, was->st_gid) == 0);

	(void)fchmod(fd, was->st_mode & 0777);	/* after the owner, which it is meant for */
	return kept;
}

bool
output_open(struct output *out, struct arena *a, const char *path, struct cf_error *err)
{
	struct stat was;
	int fd;

	*out = (struct output){ .file = stdout, .path = path };
	if (path == NULL)
		return true;
	if (look_at(out, a, &was)) {
		out->file = fopen(path, "wb");
		return out->file != NULL || refuse(err, path);
	}
	out->temporary = arena_printf(a, "%s.%ld.tmp", out->target, (long)getpid()).p;
	fd = open(out->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
	    out->replaces ? 0600 : 0666);
	if (fd < 0)
		return refuse(err, path);
	if (out->replaces)
		out->keeps_owner = take_over(fd, &was);
	out->file = fdopen(fd, "wb");
	if (out->file == NULL) {
		(void)close(fd);
		(void)unlink(out->temporary);
		return refuse(err, path);
	}
	return true;
}

bool
output_append(struct output *out, const char *path, struct cf_error *err)
{
	*out = (struct output){ .path = path, .target = path, .file = fopen(path, "ab") };
	return out->file != NULL || refuse(err, path);
}

bool
output_is_other(const struct output *out, const struct output *other)
{
	struct stat a, b;

	return out->temporary != NULL && other->temporary != NULL &&
	    stat(out->temporary, &a) == 0 && fstat(fileno(other->file), &b) == 0 &&
	    a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

void
output_remove(const struct output *out)
{
	if (out->temporary != NULL)
		(void)unlink(out->temporary);
}

bool
output_replaces(const struct output *out, const char *path)
{
	struct stat st;

	if (!out->replaces)
		return false;
	if ((strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &st) : stat(path, &st)) != 0)
		return false;
	return st.st_dev == out->dev && st.st_ino == out->ino;
}

bool
output_is_closed(FILE *f)
{
	struct pollfd p = { .fd = fileno(f), .events = POLLOUT };

	return ferror(f) != 0 && poll(&p, 1, 0) == 1 && (p.revents & POLLERR) != 0;
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
	if (good && rename(out->temporary, out->target) != 0)
		good = refuse(err, out->path);
	if (!good)
		(void)unlink(out->temporary);
	return good;
}

/* does the file hold this, and nothing else? */
static bool
holds(const char *path, struct str text)
{
	char part[16u << 10];
	FILE *f = fopen(path, "rb");
	size_t at = 0, n;
	bool same = f != NULL;

	while (same && (n = fread(part, 1, sizeof(part), f)) > 0) {
		same = n <= text.n - at && memcmp(part, text.p + at, n) == 0;
		at += n;
	}
	same = same && ferror(f) == 0 && at == text.n;
	if (f != NULL)
		(void)fclose(f);
	return same;
}

bool
file_replace(struct arena *a, const char *path, struct str old, struct str now,
    struct cf_error *err)
{
	struct output out;
	struct stat st;
	bool good;

	if (stat(path, &st) != 0)
		return refuse(err, path);
	if (!S_ISREG(st.st_mode)) {	/* it would be written to at once */
		(void)error_set(err, CF_EIO, path, 0, 0, "is no file that can be replaced");
		return false;
	}
	if (!output_open(&out, a, path, err))
		return false;
	good = fwrite(now.p, 1, now.n, out.file) == now.n && fflush(out.file) == 0;
	if (!good)
		(void)refuse(err, path);
	if (good && !out.keeps_owner) {
		(void)error_set(err, CF_EIO, path, 0, 0,
		    "its owner and group cannot be kept, so it is left as it is");
		good = false;
	}
	if (good && !holds(path, old)) {
		(void)error_set(err, CF_EIO, path, 0, 0,
		    "has changed in the meantime, and is left as it is");
		good = false;
	}
	return output_close(&out, good, err);
}
