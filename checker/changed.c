/* Asking git what has changed, and taking its answer apart; see changed.h. */
#include "changed.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "base/status.h"
#include "program.h"
#include "complain.h"
#include "config/config.h"

/* lines of the file as it is now */
struct range {
	size_t first, last;
};

struct changed_file {
	struct range *range;	/* ascending */
	size_t n, cap;
};

/* ---- asking git */

/* what must not be obeyed: programs that a repository or a person has set up */
static const char *const safely[] = { "git", "--no-pager", "--literal-pathspecs", "-c",
	"core.fsmonitor=false", "-c", "core.quotePath=false", "-c", "core.hooksPath=/dev/null",
	NULL };
static const char *const set[] = { "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C",
	"CROSSFOOT_NOTHING=", NULL };
static const char *const unset[] = { "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_PAGER",
	"GIT_TRACE", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS",
	"GIT_ICASE_PATHSPECS", NULL };

struct words {
	struct arena *arena;
	const char **p;
	size_t n, cap;
	bool failed;
};

static void
put(struct words *w, const char *word)
{
	if (word == NULL || !VEC_ROOM(w->arena, w->p, w->n, w->cap))
		w->failed = true;
	else
		w->p[w->n++] = word;
}

static void
put_all(struct words *w, const char *const *word)
{
	for (; *word != NULL; word++)
		put(w, *word);
}

static bool
out_of_memory(struct cf_error *err)
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

/* run git with these words; what it says is in the arena, NULL after an error */
static const char *
ask(struct changed *c, struct words *w, const char *what, size_t *n, struct cf_error *err)
{
	struct program git = { .set = set, .unset = unset, .most = CF_MAX_GIT };
	const char *said = NULL;
	enum program_end end;
	struct str why;

	if (!w->failed && VEC_ROOM(w->arena, w->p, w->n, w->cap))
		w->p[w->n] = NULL;
	else
		return out_of_memory(err) ? "" : NULL;
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
		said = arena_str(c->arena, buf_str(&git.said)).p;
	*n = git.said.n;
	buf_release(&git.said);
	buf_release(&git.complained);
	return said;
}

/* git is run where the reports are; in a hook it knows by itself, from GIT_DIR */
static struct words
begin(const struct changed *c, const char *folder)
{
	struct words w = { .arena = c->arena };

	put_all(&w, safely);
	if (c->unfiltered != NULL)
		put_all(&w, c->unfiltered);
	if (getenv("GIT_DIR") == NULL) {
		put(&w, "-C");
		put(&w, folder);
	}
	return w;
}

static const char *
folder_of(struct arena *a, const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return path_real(a, path);
	return path_real(a, path_folder(a, path));
}

/* ---- taking the answers apart */

static bool
remember(struct changed *c, struct map *map, struct str name, void *value)
{
	jmp_buf oom;

	if (setjmp(oom) != 0) {
		c->arena->oom = NULL;
		return false;
	}
	c->arena->oom = &oom;
	(void)map_put(map, c->arena, name, value);
	c->arena->oom = NULL;
	return true;
}

bool
changed_take_names(struct changed *c, struct str said, struct map *map)
{
	for (size_t at = 0; at < said.n;) {
		const char *nul = memchr(said.p + at, '\0', said.n - at);
		struct str name = str_sub(said, at, nul == NULL ? said.n : (size_t)(nul - said.p));
		struct changed_file *f = arena_new(c->arena, struct changed_file);

		if (f == NULL || !remember(c, map, name, f))
			return false;
		at += name.n + 1;
	}
	return true;
}

/* the byte that an escape of a quoted name stands for; *i goes to its last character */
static char
escape_at(struct str s, size_t *i)
{
	static const char from[] = "abfnrtv", to[] = "\a\b\f\n\r\t\v";
	const char *known = s.p[*i] == '\0' ? NULL : strchr(from, s.p[*i]);
	unsigned value = 0;

	if (known != NULL)
		return to[known - from];
	if (s.p[*i] < '0' || s.p[*i] > '7')
		return s.p[*i];
	for (size_t k = 0; k < 3 && *i + k < s.n; k++)
		value = value * 8 + (unsigned)(s.p[*i + k] - '0');
	*i += 2;
	return (char)value;
}

/* the name in "+++ b/name", "+++ \"b/na\\tme\""; n == 0: the file is gone */
static struct str
name_in(struct arena *a, struct str line)
{
	struct str s = str_sub(line, 4, line.n);
	char *p;
	size_t n = 0;

	if (str_ends(s, CF_S("\t")))
		s.n--;	/* behind a name with spaces */
	if (s.n == 0 || s.p[0] != '"')
		return str_starts(s, CF_S("b/")) ? str_sub(s, 2, s.n) : CF_S("");
	s = str_sub(s, 1, s.n - 1);
	p = arena_alloc(a, s.n + 1, 1);
	for (size_t i = 0; p != NULL && i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n) {
			i++;
			p[n++] = escape_at(s, &i);
		} else {
			p[n++] = s.p[i];
		}
	}
	return n > 2 ? (struct str){ p + 2, n - 2 } : CF_S("");
}

/* "-12,3" or "-12" at *s, which goes past it */
static struct range
numbers_at(struct str *s)
{
	size_t number[2] = { 0, 1 }, i = 1;

	for (int k = 0; k < 2 && i < s->n; k++) {
		number[k] = 0;
		while (i < s->n && ch_digit(s->p[i]))
			number[k] = number[k] * 10 + (size_t)(s->p[i++] - '0');
		if (i >= s->n || s->p[i] != ',')
			break;
		i++;
	}
	while (i < s->n && s->p[i] != '+' && s->p[i] != '@')
		i++;
	*s = str_sub(*s, i, s->n);
	return (struct range){ number[0], number[1] };
}

/* "@@ -a,b +c,d @@": the lines that follow it, and what they mean for the file as it is now */
static size_t
take_hunk(struct changed *c, struct changed_file *f, struct str line)
{
	struct str s = str_sub(line, 3, line.n);
	struct range old = numbers_at(&s), now = numbers_at(&s);
	struct range r = { now.first, now.first + now.last - 1 };

	if (now.last == 0)	/* lines are gone from between these two */
		r = (struct range){ now.first, now.first + 1 };
	if (f != NULL && VEC_ROOM(c->arena, f->range, f->n, f->cap))
		f->range[f->n++] = r;
	return old.last + now.last;
}

void
changed_take_patch(struct changed *c, struct str s)
{
	struct changed_file *f = NULL;
	size_t inside = 0;	/* lines of the hunk at hand that are still to come */

	for (size_t at = 0; at < s.n;) {
		const char *nl = memchr(s.p + at, '\n', s.n - at);
		size_t end = nl == NULL ? s.n : (size_t)(nl - s.p);
		struct str line = str_sub(s, at, end);

		at = end + 1;
		if (inside > 0 && (str_starts(line, CF_S("+")) || str_starts(line, CF_S("-"))))
			inside--;
		else if (str_starts(line, CF_S("+++ ")))
			f = map_get(&c->files, name_in(c->arena, line));
		else if (str_starts(line, CF_S("@@ ")))
			inside = take_hunk(c, f, line);
	}
}

/* ---- the questions */

/* the option that unsets what is configured; the name may have a "=" inside */
static const char *
option_without(struct arena *a, struct str name)
{
	bool plain = memchr(name.p, '=', name.n) == NULL;

	return arena_printf(a, "%s%.*s=%s", plain ? "" : "--config-env=", (int)name.n, name.p,
	    plain ? "" : "CROSSFOOT_NOTHING").p;
}

/* Filters are programs too, which git would run on the files: whatever is set of any is unset. */
static bool
leave_filters(struct changed *c, const char *folder, struct cf_error *err)
{
	struct words w = begin(c, folder), without = { .arena = c->arena };
	const char *said;
	size_t n;

	put(&w, "config");
	put(&w, "--list");
	put(&w, "--name-only");
	put(&w, "-z");
	said = ask(c, &w, "git cannot say how it is configured", &n, err);
	for (size_t at = 0; said != NULL && at < n;) {
		struct str name = str_of(said + at);

		at += name.n + 1;
		if (!str_starts(name, CF_S("filter.")))
			continue;
		if (memchr(name.p, '=', name.n) == NULL)
			put(&without, "-c");
		put(&without, option_without(c->arena, name));
	}
	if (without.failed || !VEC_ROOM(c->arena, without.p, without.n, without.cap))
		return out_of_memory(err);
	without.p[without.n] = NULL;
	c->unfiltered = without.p;
	return said != NULL;
}

/* the same when the answer is one line: without what ends it; NULL with *err set */
static const char *
ask_line(struct changed *c, struct words *w, const char *complaint, struct cf_error *err)
{
	size_t n;
	const char *said = ask(c, w, complaint, &n, err);

	return said == NULL ? NULL : arena_str(c->arena, str_trim((struct str){ said, n })).p;
}

static bool
find_top(struct changed *c, const char *folder, struct cf_error *err)
{
	struct words w = begin(c, folder);
	const char *said;

	put(&w, "rev-parse");
	put(&w, "--show-toplevel");
	said = ask_line(c, &w, "--changed-since needs a git repository around the reports", err);
	if (said == NULL)
		return false;
	c->top = path_real(c->arena, said);
	if (c->top != NULL)
		return true;
	(void)error_set(err, CF_EIO, NULL, 0, 0, "git names a repository that is not there");
	return false;
}

/* the revision as a hash, so that it can be taken for nothing else */
static const char *
find_revision(struct changed *c, const char *folder, struct cf_error *err)
{
	struct words w = begin(c, folder);

	put(&w, "rev-parse");
	put(&w, "--verify");
	put(&w, "--quiet");
	put(&w, "--end-of-options");
	put(&w, arena_printf(c->arena, "%s^{commit}", c->revision).p);
	return ask_line(c, &w, arena_printf(c->arena, "git knows no revision \"%.200s\"",
	    c->revision).p, err);
}

static void
put_paths(struct words *w, const struct options *o)
{
	put(w, "--");
	for (size_t i = 0; i < o->args.n; i++) {
		const char *path = o->args.p[i], *folder = folder_of(w->arena, path);
		const char *slash = strrchr(path, '/');
		struct stat st;

		if (folder == NULL)
			continue;	/* it is told elsewhere that it is not there */
		if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
			put(w, folder);
		else
			put(w, arena_printf(w->arena, "%s/%s", folder,
			    slash == NULL ? path : slash + 1).p);
	}
}

static struct words
begin_diff(const struct changed *c, const char *folder, const char *revision, const char *how)
{
	static const char *const diff[] = { "diff", "--no-ext-diff", "--no-textconv", "--no-color",
		"--no-renames", "--no-relative", "--ignore-submodules=all", "--src-prefix=a/",
		"--dst-prefix=b/", "-O/dev/null", NULL };
	struct words w = begin(c, folder);

	put_all(&w, diff);
	put(&w, how);
	if (strcmp(how, "--name-only") == 0)
		put(&w, "-z");
	else
		put(&w, "--inter-hunk-context=0");
	put(&w, "--end-of-options");
	put(&w, revision);
	return w;
}

static bool
ask_all(struct changed *c, const struct options *o, const char *folder, const char *revision,
    struct cf_error *err)
{
	static const char what[] = "git cannot say what has changed";
	struct words tracked = begin(c, folder);
	struct words names = begin_diff(c, folder, revision, "--name-only");
	struct words patch = begin_diff(c, folder, revision, "--unified=0");
	const char *said;
	size_t n;

	put(&tracked, "ls-files");
	put(&tracked, "-z");
	put(&tracked, "--full-name");
	put_paths(&tracked, o);
	put_paths(&names, o);
	put_paths(&patch, o);
	said = ask(c, &tracked, what, &n, err);
	if (said == NULL)
		return false;
	if (!changed_take_names(c, (struct str){ said, n }, &c->tracked))
		return out_of_memory(err);
	said = ask(c, &names, what, &n, err);
	if (said == NULL)
		return false;
	if (!changed_take_names(c, (struct str){ said, n }, &c->files))
		return out_of_memory(err);
	said = ask(c, &patch, what, &n, err);
	if (said == NULL)
		return false;
	changed_take_patch(c, (struct str){ said, n });
	return true;
}

bool
changed_begin(struct changed *c, const struct options *o, struct cf_error *err)
{
	const char *folder = NULL, *revision;

	*c = (struct changed){ .arena = o->arena, .revision = o->changed_since };
	for (size_t i = 0; i < o->args.n; i++) {
		if (strcmp(o->args.p[i], "-") == 0) {
			(void)error_set(err, CF_EINPUT, NULL, 0, 0, "--changed-since cannot tell "
			    "what has changed in the standard input");
			return false;
		}
		if (folder == NULL)
			folder = folder_of(c->arena, o->args.p[i]);
	}
	if (folder == NULL)
		folder = ".";
	if (!find_top(c, folder, err) || !leave_filters(c, folder, err))
		return false;
	revision = find_revision(c, folder, err);
	return revision != NULL && ask_all(c, o, folder, revision, err);
}

/* ---- asking about a report */

static bool
touches(const struct changed_file *f, const struct cf_place *p)
{
	size_t lo = 0, hi = f->n;

	while (lo < hi) {	/* the first range that does not end before the place */
		size_t mid = lo + (hi - lo) / 2;

		if (f->range[mid].last < p->line)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < f->n && f->range[lo].first <= p->end_line;
}

static bool
is_unchanged(void *ctx, const struct cf_report *rep, const struct cf_relation *rel)
{
	const struct changed_file *f = ctx;

	(void)rep;
	if (f == NULL)
		return true;
	if (touches(f, &rel->place))
		return false;
	for (size_t i = 0; i < rel->nevidence; i++)
		if (rel->evidence[i].path == NULL && touches(f, &rel->evidence[i].place))
			return false;
	return true;
}

void
changed_apply(const struct changed *c, const char *path, struct cf_report *rep)
{
	size_t n = strlen(c->top);
	struct changed_file *f;
	struct str name;

	if (strncmp(path, c->top, n) != 0 || path[n] != '/')
		return;		/* outside of the repository: all of it is shown */
	name = str_of(path + n + 1);
	if (map_get(&c->tracked, name) == NULL)
		return;		/* new */
	f = map_get(&c->files, name);
	if (f != NULL && (f->n == 0 || rep->derived))
		return;		/* changed, but git cannot say where */
	rep->unchanged += report_take_out(rep, is_unchanged, f);
}
