/* Running git so that it obeys nothing that a repository has set up; see changed_git.h. */
#include "changed_git.h"

#include <errno.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/status.h"
#include "program.h"

/* what must not be obeyed: programs that a repository or a person has set up */
static const char *const safely[] = { "git", "--no-pager", "--literal-pathspecs", "-c",
	"core.fsmonitor=false", "-c", "core.quotePath=false", "-c", "core.hooksPath=/dev/null",
	NULL };
static const char *const set[] = { "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C",
	"CROSSFOOT_NOTHING=", NULL };
static const char *const unset[] = { "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_PAGER",
	"GIT_TRACE", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS",
	"GIT_ICASE_PATHSPECS", NULL };

void
git_put(struct git_words *w, const char *word)
{
	if (word == NULL || !VEC_ROOM(w->arena, w->p, w->n, w->cap))
		w->failed = true;
	else
		w->p[w->n++] = word;
}

void
git_put_all(struct git_words *w, const char *const *word)
{
	for (; *word != NULL; word++)
		git_put(w, *word);
}

bool
git_out_of_memory(struct cf_error *err)
{
	(void)error_set(err, CF_ENOMEM, NULL, 0, 0, "out of memory");
	return false;
}

/* the first line of what git complained of */
static struct str
first_line(const struct buf *b)
{
	struct str s = buf_str(b);
	const char *nl = s.n == 0 ? NULL : memchr(s.p, '\n', s.n);

	return str_sub(s, 0, nl == NULL ? s.n : (size_t)(nl - s.p));
}

/* what git says, in the arena, which gives nothing when it has no room; NULL after an error */
static const char *
keep(struct arena *a, const struct buf *said, size_t *n, struct cf_error *err)
{
	struct str copy = arena_str(a, buf_str(said));

	*n = copy.n;
	if (copy.n == said->n)
		return copy.p;
	(void)git_out_of_memory(err);
	return NULL;
}

const char *
git_ask(struct changed *c, struct git_words *w, const char *what, size_t *n, struct cf_error *err)
{
	struct program git = { .set = set, .unset = unset, .most = CF_MAX_GIT };
	const char *said = NULL;
	enum program_end end;
	struct str why;

	if (w->failed || !VEC_ROOM(w->arena, w->p, w->n, w->cap)) {
		(void)git_out_of_memory(err);
		return NULL;
	}
	w->p[w->n] = NULL;
	git.argv = w->p;
	end = program_run(&git);
	why = first_line(&git.complained);
	if (end == PROGRAM_FAILED && git.error == ENOENT)
		(void)error_set(err, CF_EIO, NULL, 0, 0, "--changed-since needs git, and there is "
		    "none in PATH");
	else if (end == PROGRAM_FAILED)
		(void)error_set(err, CF_EIO, NULL, 0, 0, "git cannot be run: %s",
		    strerror(git.error));
	else if (end == PROGRAM_TOO_MUCH)
		(void)error_set(err, CF_ELIMIT, NULL, 0, 0, "git says more than %u bytes "
		    "(CF_MAX_GIT)", CF_MAX_GIT);
	else if (end == PROGRAM_KILLED || git.status != 0)
		(void)error_set(err, CF_EIO, NULL, 0, 0, "%s%s%.*s", what, why.n > 0 ? ": " : "",
		    (int)(why.n < 300 ? why.n : 300), why.p);
	else
		said = keep(c->arena, &git.said, n, err);
	buf_release(&git.said);
	buf_release(&git.complained);
	return said;
}

struct git_words
git_begin(const struct changed *c, const char *folder)
{
	struct git_words w = { .arena = c->arena };

	git_put_all(&w, safely);
	if (c->unfiltered != NULL)
		git_put_all(&w, c->unfiltered);
	/* in a hook git knows by itself where it is */
	if (getenv("GIT_DIR") == NULL) {
		git_put(&w, "-C");
		git_put(&w, folder);
	}
	return w;
}
