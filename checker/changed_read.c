/* What git says has changed, taken apart; see changed.h. */
#include "changed_git.h"

#include <stdlib.h>

/* ---- names */

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

/* ---- a patch */

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
static struct changed_range
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
	return (struct changed_range){ number[0], number[1] };
}

/* "@@ -a,b +c,d @@": the lines that follow it, and what they mean for the file as it is now */
static size_t
take_hunk(struct changed *c, struct changed_file *f, struct str line)
{
	struct str s = str_sub(line, 3, line.n);
	struct changed_range old = numbers_at(&s), now = numbers_at(&s);
	struct changed_range r = { now.first, now.first + now.last - 1 };

	if (now.last == 0)	/* lines are gone from between these two */
		r = (struct changed_range){ now.first, now.first + 1 };
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
