/*
 * Paths as the services want them that show results beside the lines of a repository: from
 * its root, wherever in it the tool was run.
 */
#include "write/write.h"

/* without ".", ".." and doubled slashes; by the words alone, for a link counts where it stands */
static struct str
plain(struct arena *a, struct str path)
{
	char *p = arena_alloc(a, path.n + 1, 1);
	size_t n = 0;

	for (size_t at = 0; p != NULL && at < path.n;) {
		const char *slash = memchr(path.p + at, '/', path.n - at);
		size_t end = slash == NULL ? path.n : (size_t)(slash - path.p);
		struct str part = str_sub(path, at, end);

		at = end + 1;
		if (part.n == 0 || str_eq(part, CF_S(".")))
			continue;
		if (str_eq(part, CF_S(".."))) {
			while (n > 0 && p[--n] != '/')
				;
			continue;
		}
		p[n++] = '/';
		memcpy(p + n, part.p, part.n);
		n += part.n;
	}
	if (p == NULL)
		return CF_S("");
	p[n] = '\0';
	return (struct str){ p, n };
}

const char *
write_path_from_root(struct writer *w, const char *path)
{
	struct str root = str_of(w->opts.root == NULL ? "" : w->opts.root), whole;

	if (root.n == 0 || path[0] == '\0')
		return write_path(path);
	if (str_eq(root, CF_S("/")))
		root.n = 0;
	whole = plain(&w->scratch, path[0] == '/' ? str_of(path) :
	    arena_printf(&w->scratch, "%s/%s", w->opts.here, path));
	if (!str_starts(whole, root) || whole.n <= root.n + 1 || whole.p[root.n] != '/')
		return write_path(path);
	return whole.p + root.n + 1;
}
