/* Reading, asking and writing baselines; see baseline.h. */
#include "baseline.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "base/status.h"
#include "complain.h"
#include "config/config.h"
#include "files.h"
#include "output.h"
#include "rules/mistake.h"

static const char head[] = BASELINE_HEAD;
#define VERSION "1"

static int
by_place(const void *a, const void *b)
{
	const struct baseline_entry *x = a, *y = b;
	int c = strcmp(x->path, y->path);

	if (c == 0)
		c = strcmp(x->rule, y->rule);
	return c != 0 ? c : strcmp(x->fingerprint, y->fingerprint);
}

static void
sort(struct baseline *b)
{
	if (b->n > 1)
		qsort(b->entry, b->n, sizeof(*b->entry), by_place);
}

static bool
begin(struct baseline *b, struct arena *a, const char *path, struct cf_error *err)
{
	*b = (struct baseline){ .arena = a, .path = path };
	b->folder = path_real(a, path_folder(a, path));
	if (b->folder != NULL)
		return true;
	(void)error_set(err, CF_EIO, path, 0, 0, "%s", strerror(errno));
	return false;
}

/* ---- reading */

static bool
refuse(struct cf_error *err, const struct baseline *b, struct str text, struct str line,
    size_t number, const char *what)
{
	uint32_t from = (uint32_t)(line.p - text.p);

	(void)error_set(err, CF_EINPUT, b->path, number, 1, "%s", what);
	error_snippet(err, text, (struct span){ from, from + (uint32_t)line.n });
	return error_help(err, "mend the line, or write the baseline anew with --write-baseline");
}

static struct str
next_word(struct str *rest)
{
	const char *space = rest->n == 0 ? NULL : memchr(rest->p, ' ', rest->n);
	size_t n = space == NULL ? rest->n : (size_t)(space - rest->p);
	struct str word = str_sub(*rest, 0, n);

	*rest = str_sub(*rest, n + 1, rest->n);
	return word;
}

/* a path with its escapes undone; NULL when one is unknown */
static const char *
unescaped(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; p != NULL && i < s.n; i++) {
		char c = s.p[i];

		if (c == '\\') {
			c = ++i < s.n ? s.p[i] : '\0';
			c = c == 'n' ? '\n' : c == 'r' ? '\r' : c == '\\' ? c : '\0';
			if (c == '\0')
				return NULL;
		}
		p[n++] = c;
	}
	return p;
}

static bool
is_fingerprint(struct str s)
{
	size_t n = 0;

	while (n < s.n && (ch_digit(s.p[n]) || (s.p[n] >= 'a' && s.p[n] <= 'f')))
		n++;
	return n == 16 && s.n == 16;
}

static bool
read_entry(struct baseline *b, struct str line, size_t number)
{
	struct str rest = line, fingerprint = next_word(&rest), rule = next_word(&rest);
	const char *path = unescaped(b->arena, rest);

	if (memchr(line.p, '\0', line.n) != NULL || !is_fingerprint(fingerprint) || rule.n == 0 || rest.n == 0 || path == NULL ||
	    !VEC_ROOM(b->arena, b->entry, b->n, b->cap))
		return false;
	b->entry[b->n++] = (struct baseline_entry){ .path = path, .line = number,
		.rule = arena_str(b->arena, rule).p,
		.fingerprint = arena_str(b->arena, fingerprint).p };
	return true;
}

static bool
check_head(const struct baseline *b, struct str text, struct str line, struct cf_error *err)
{
	struct str version = str_sub(line, strlen(head), line.n);

	if (!str_starts(line, str_of(head))) {
		(void)error_set(err, CF_EINPUT, b->path, 1, 1,
		    "is no baseline: it does not begin with \"%s" VERSION "\"", head);
		return false;
	}
	if (str_eq(version, CF_S(VERSION)))
		return true;
	(void)refuse(err, b, text, line, 1, "is a baseline of another version than " VERSION);
	return error_help(err, "this is crossfoot " CF_VERSION ", which knows version " VERSION
	    "; write it anew with --write-baseline");
}

bool
baseline_take(struct baseline *b, struct str text, struct cf_error *err)
{
	size_t number = 1;

	for (size_t at = 0; at < text.n || number == 1; number++) {
		const char *nl = at >= text.n ? NULL : memchr(text.p + at, '\n', text.n - at);
		size_t end = nl == NULL ? text.n : (size_t)(nl - text.p);
		struct str line = str_sub(text, at, end);

		if (str_ends(line, CF_S("\r")))
			line.n--;
		at = end + 1;
		if (number == 1 && !check_head(b, text, line, err))
			return false;
		if (number > 1 && line.n > 0 && line.p[0] != '#' &&
		    !read_entry(b, line, number))
			return refuse(err, b, text, line, number,
			    "is no line of a baseline: fingerprint, rule and path");
	}
	sort(b);
	return true;
}

static bool
slurp(struct buf *text, const char *path, struct cf_error *err)
{
	struct stat st;

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		(void)error_set(err, CF_EIO, path, 0, 0, "is no file that can be a baseline");
		return false;
	}
	if (file_read(text, path, err) != CF_OK)
		return false;
	if (text->n <= CF_MAX_BASELINE)
		return true;
	(void)error_set(err, CF_ELIMIT, path, 0, 0, "too large for a baseline (CF_MAX_BASELINE)");
	return false;
}

bool
baseline_read(struct baseline *b, struct arena *a, const char *path, struct cf_error *err)
{
	struct buf text;
	struct stat st;
	bool good;

	if (!begin(b, a, path, err))
		return false;
	buf_init(&text);
	good = slurp(&text, path, err);
	if (!good && stat(path, &st) != 0)
		(void)error_help(err, "crossfoot check --write-baseline %.150s PATH... writes one",
		    path);
	good = good && baseline_take(b, buf_str(&text), err);
	buf_release(&text);
	return good;
}

/* ---- asking */

struct asked {
	struct baseline *b;
	const char *path;
};

static bool
is_known(void *ctx, const struct cf_report *rep, const struct cf_relation *rel)
{
	const struct asked *x = ctx;
	struct baseline_entry key = { .path = x->path, .rule = rel->rule,
		.fingerprint = rel->fingerprint }, *e;

	(void)rep;
	e = x->b->n == 0 ? NULL :
	    bsearch(&key, x->b->entry, x->b->n, sizeof(key), by_place);
	if (e == NULL)
		return false;
	e->seen = true;
	return true;
}

/* was a rule given up, or a part not read? Then nothing is known of what was not found */
static bool
is_whole(const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->nskips; i++)
		if (rep->skips[i].failed)
			return false;
	return true;
}

static bool
was_run(const struct cf_report *rep, const char *rule)
{
	for (size_t i = 0; i < rep->nrules; i++)
		if (strcmp(rep->rules[i].rule, rule) == 0)
			return true;
	return false;
}

/* the first entry of a path, or where it would be */
static size_t
first_of(const struct baseline *b, const char *path)
{
	size_t lo = 0, hi = b->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (strcmp(b->entry[mid].path, path) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

const char *
baseline_path(const struct baseline *b, const char *path)
{
	return path_from(b->arena, b->folder, path);
}

void
baseline_apply(struct baseline *b, const char *path, struct cf_report *rep)
{
	struct asked x = { b, path };

	rep->known += report_take_out(rep, is_known, &x);
	if (!is_whole(rep))
		return;
	for (size_t i = first_of(b, x.path); i < b->n && strcmp(b->entry[i].path, x.path) == 0; i++)
		b->entry[i].stale = !b->entry[i].seen && was_run(rep, b->entry[i].rule);
}

size_t
baseline_stale(struct baseline *b)
{
	const char *last = NULL;
	bool gone = false;
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++) {
		struct baseline_entry *e = &b->entry[i];
		struct stat st;

		if (last == NULL || strcmp(last, e->path) != 0)
			gone = stat(arena_printf(b->arena, "%s/%s", b->folder, e->path).p,
			    &st) != 0 && errno == ENOENT;
		last = e->path;
		e->stale = e->stale || gone;
		n += e->stale;
	}
	return n;
}

/* ---- writing */

bool
baseline_new(struct baseline *b, struct arena *a, const char *path, struct cf_error *err)
{
	struct cf_error other;
	struct buf text;
	struct stat st;
	bool good = true;

	if (!begin(b, a, path, err))
		return false;
	if (stat(path, &st) != 0)
		return true;
	buf_init(&text);
	good = slurp(&text, path, err);
	if (good && text.n > 0 && !str_starts(buf_str(&text), str_of(head))) {
		good = check_head(b, buf_str(&text), buf_str(&text), &other);
		*err = other;
		(void)error_help(err, "it is not replaced; choose another name");
	}
	buf_release(&text);
	return good;
}

bool
baseline_add(struct baseline *b, const char *path, const struct cf_report *rep)
{
	const char *mine = baseline_path(b, path);

	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		if (rel->verdict != CF_FAILED || rel->suppressed != CF_NOT_SUPPRESSED)
			continue;
		if (!VEC_ROOM(b->arena, b->entry, b->n, b->cap))
			return false;
		b->entry[b->n++] = (struct baseline_entry){ .path = mine, .seen = true,
			.rule = arena_str(b->arena, str_of(rel->rule)).p,
			.fingerprint = arena_str(b->arena, str_of(rel->fingerprint)).p };
	}
	return true;
}

static void
put_path(FILE *f, const char *path)
{
	for (; *path != '\0'; path++) {
		if (*path == '\\' || *path == '\n' || *path == '\r')
			(void)fputc('\\', f);
		(void)fputc(*path == '\n' ? 'n' : *path == '\r' ? 'r' : *path, f);
	}
}

void
baseline_print(FILE *f, const struct baseline *b)
{
	const struct baseline_entry *last = NULL;

	(void)fprintf(f, "%s" VERSION "\n# Findings that are known: fingerprint, rule, report.\n",
	    head);
	for (size_t i = 0; i < b->n; i++) {
		const struct baseline_entry *e = &b->entry[i];

		if (e->stale || (last != NULL && by_place(last, e) == 0))
			continue;	/* a report that was named twice says it once */
		last = e;
		(void)fprintf(f, "%s %s ", e->fingerprint, e->rule);
		put_path(f, e->path);
		(void)fputc('\n', f);
	}
}

bool
baseline_write(struct baseline *b, struct cf_error *err)
{
	struct output out;

	sort(b);
	if (!output_open(&out, b->arena, b->path, err))
		return false;
	baseline_print(out.file, b);
	return output_close(&out, true, err);
}
