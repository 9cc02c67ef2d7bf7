/* Paths: absolute ones, and as a person reads them; see config.h. */
#define _XOPEN_SOURCE 700	/* for realpath(); NOLINT(*-reserved-identifier,cert-dcl*) */
#include "config/config.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

const char *
path_real(struct arena *a, const char *path)
{
	char *real = realpath(path, NULL);
	const char *copy = real == NULL ? NULL : arena_str(a, str_of(real)).p;

	free(real);
	return copy;
}

const char *
path_shown(struct arena *a, const char *path)
{
	const char *here = path_real(a, ".");
	size_t n = here == NULL ? 0 : strlen(here);

	if (n > 1 && strncmp(path, here, n) == 0 && path[n] == '/' && path[n + 1] != '\0')
		return path + n + 1;
	return path;
}

const char *
path_folder(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ".";
	if (slash == path)
		return "/";
	return arena_str(a, (struct str){ path, (size_t)(slash - path) }).p;
}

bool
path_is_in(const char *path, const char *folder)
{
	size_t n = strcmp(folder, "/") == 0 ? 0 : strlen(folder);

	return strncmp(path, folder, n) == 0 && (path[n] == '\0' || path[n] == '/');
}

const char *
path_repository(struct arena *a, const char *folder)
{
	struct stat st;

	for (;; folder = path_folder(a, folder)) {
		bool top = strcmp(folder, "/") == 0;

		if (lstat(arena_printf(a, "%s/.git", top ? "" : folder).p, &st) == 0)
			return folder;
		if (top)
			return NULL;
	}
}

const char *
config_path(struct arena *a, const struct given *g)
{
	if (g->s.n > 0 && g->s.p[0] == '/')
		return arena_str(a, g->s).p;
	return arena_printf(a, "%s%.*s", g->file->folder, (int)g->s.n, g->s.p).p;
}

const char *
path_from(struct arena *a, const char *folder, const char *path)
{
	size_t n = strlen(folder), same = 0;
	struct str up = CF_S("");

	for (size_t i = 0; i <= n; i++) {
		bool end = folder[i] == '\0' || folder[i] == '/';

		if (end && strncmp(folder, path, i) == 0 && path[i] == '/')
			same = i;
		if (path[i] != folder[i])
			break;
	}
	if (n == 1)	/* the root itself */
		return path + 1;
	for (size_t i = same; i < n; i++)
		if (folder[i] == '/')
			up = arena_printf(a, "../%.*s", (int)up.n, up.p);
	return arena_printf(a, "%.*s%s", (int)up.n, up.p, path + same + 1).p;
}
