/* Patterns of file names, matched without going back; see glob.h. */
#include "base/glob.h"

#include "base/limits.h"

enum step_kind {
	STEP_CHAR,
	STEP_ANY,	/* ? */
	STEP_CLASS,	/* [a-z] */
	STEP_STAR,	/* what is not a slash */
	STEP_FOLDERS,	/* "**" and its slash: nothing, or folders with their slashes */
	STEP_ALL	/* "**" at the end: anything */
};

struct step {
	enum step_kind kind;
	struct str s;	/* STEP_CHAR: one byte; STEP_CLASS: what stands in [ ] */
};

/* the length of the "[:alpha:]" that s begins with; 0: it does not */
static size_t
named_length(struct str s)
{
	size_t i = 2;

	if (!str_starts(s, CF_S("[:")))
		return 0;
	while (i < s.n && ch_lower(s.p[i]) >= 'a' && ch_lower(s.p[i]) <= 'z')
		i++;
	return str_starts(str_sub(s, i, s.n), CF_S(":]")) ? i + 2 : 0;
}

static bool
is_between(char c, char from, char to)
{
	return (unsigned char)c >= (unsigned char)from && (unsigned char)c <= (unsigned char)to;
}

static bool
is_in_pairs(const char *pair, char c)
{
	for (; *pair != '\0'; pair += 2)
		if (is_between(c, pair[0], pair[1]))
			return true;
	return false;
}

/* is c of the characters with this name? As in the C locale, whatever the language. */
static bool
is_of(struct str name, char c)
{
	static const struct {
		const char *name, *has;	/* pairs: from, to */
	} known[] = {
		{ "alpha", "azAZ" }, { "digit", "09" }, { "alnum", "azAZ09" },
		{ "lower", "az" }, { "upper", "AZ" }, { "xdigit", "09afAF" },
		{ "space", "\t\r  " }, { "blank", "\t\t  " },
		{ "punct", "!/:@[`{~" }, { "graph", "!~" }, { "print", " ~" },
		{ "cntrl", "\001\037\177\177" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (str_eq(name, str_of(known[i].name)))
			return is_in_pairs(known[i].has, c);
	return false;
}

/* where "[...]" that begins at p[at] ends, one past the "]"; at itself: it is no class */
static size_t
class_end(struct str p, size_t at)
{
	size_t i = at + 1;

	if (i < p.n && (p.p[i] == '!' || p.p[i] == '^'))
		i++;
	if (i < p.n && p.p[i] == ']')
		i++;
	for (; i < p.n && p.p[i] != ']'; i++) {
		size_t n = named_length(str_sub(p, i, p.n));

		if (n > 0)
			i += n - 1;
		else if (p.p[i] == '\\' && i + 1 < p.n)
			i++;
	}
	return i < p.n ? i + 1 : at;
}

static bool
class_has(struct str s, char c)
{
	bool not = s.n > 0 && (s.p[0] == '!' || s.p[0] == '^'), found = false;

	for (size_t i = not ? 1 : 0; i < s.n; i++) {
		size_t n = named_length(str_sub(s, i, s.n));
		char from, to;

		if (n > 0) {
			found = found || is_of(str_sub(s, i + 2, i + n - 2), c);
			i += n - 1;
			continue;
		}
		if (s.p[i] == '\\' && i + 1 < s.n)
			i++;
		from = to = s.p[i];
		if (i + 2 < s.n && s.p[i + 1] == '-') {
			to = s.p[i + 2];
			i += 2;
		}
		found = found || is_between(c, from, to);
	}
	return found != not && c != '/';
}

/* the step that begins at p[*at], which goes past it */
static struct step
next_step(struct str p, size_t *at)
{
	size_t i = *at, end;
	char c = p.p[i];

	if (c == '*' && i + 1 < p.n && p.p[i + 1] == '*' && (i == 0 || p.p[i - 1] == '/')) {
		if (i + 2 == p.n) {
			*at = p.n;
			return (struct step){ STEP_ALL, CF_S("") };
		}
		if (p.p[i + 2] == '/') {
			*at = i + 3;
			return (struct step){ STEP_FOLDERS, CF_S("") };
		}
	}
	*at = i + 1;
	if (c == '*') {
		while (*at < p.n && p.p[*at] == '*')
			++*at;
		return (struct step){ STEP_STAR, CF_S("") };
	}
	if (c == '?')
		return (struct step){ STEP_ANY, CF_S("") };
	if (c == '[' && (end = class_end(p, i)) > i) {
		*at = end;
		return (struct step){ STEP_CLASS, str_sub(p, i + 1, end - 1) };
	}
	if (c == '\\' && i + 1 < p.n) {
		*at = i + 2;
		return (struct step){ STEP_CHAR, str_sub(p, i + 1, i + 2) };
	}
	return (struct step){ STEP_CHAR, str_sub(p, i, i + 1) };
}

static bool
takes(const struct step *s, char c)
{
	switch (s->kind) {
	case STEP_CHAR:
		return c == s->s.p[0];
	case STEP_ANY:
	case STEP_STAR:
		return c != '/';
	case STEP_CLASS:
		return class_has(s->s, c);
	case STEP_FOLDERS:
	case STEP_ALL:
		break;
	}
	return true;
}

/* at[i]: the steps so far can end before path byte i. The same after one more step. */
static void
advance(const struct step *s, bool *at, struct str path)
{
	bool inside = false, before = at[0], now;

	if (s->kind == STEP_CHAR || s->kind == STEP_ANY || s->kind == STEP_CLASS) {
		at[0] = false;
		for (size_t i = 1; i <= path.n; i++) {
			now = at[i];
			at[i] = before && takes(s, path.p[i - 1]);
			before = now;
		}
		return;
	}
	for (size_t i = 0; i <= path.n; i++) {
		bool goes_on = i > 0 && inside && takes(s, path.p[i - 1]);

		inside = at[i] || goes_on;
		at[i] = at[i] || (goes_on && (s->kind != STEP_FOLDERS || path.p[i - 1] == '/'));
	}
}

static bool
match(struct arena *work, struct str pattern, struct str path)
{
	bool *at = arena_array(work, path.n + 1, bool);
	size_t i = 0;

	if (at == NULL)
		return false;
	at[0] = true;
	while (i < pattern.n) {
		struct step s = next_step(pattern, &i);

		advance(&s, at, path);
	}
	return at[path.n];
}

static struct str
last_name(struct str path)
{
	size_t i = path.n;

	while (i > 0 && path.p[i - 1] != '/')
		i--;
	return str_sub(path, i, path.n);
}

bool
glob_matches(struct arena *work, struct str pattern, struct str path)
{
	bool anchored = pattern.n > 0 && memchr(pattern.p, '/', pattern.n) != NULL;

	if (pattern.n > CF_MAX_GLOB || path.n > CF_MAX_PATH)
		return false;
	if (!anchored)
		path = last_name(path);
	else if (pattern.p[0] == '/')
		pattern = str_sub(pattern, 1, pattern.n);
	return match(work, pattern, path);
}

/* spaces at the end count only behind a backslash */
static struct str
without_end(struct str s)
{
	if (s.n > 0 && s.p[s.n - 1] == '\r')
		s.n--;
	while (s.n > 0 && s.p[s.n - 1] == ' ' && (s.n < 2 || s.p[s.n - 2] != '\\'))
		s.n--;
	return s;
}

bool
ignore_pattern_read(struct str line, struct ignore_pattern *out)
{
	struct str s = without_end(line);

	*out = (struct ignore_pattern){ .keeps = s.n > 0 && s.p[0] == '!' };
	if (s.n == 0 || s.p[0] == '#')
		return false;
	if (out->keeps)
		s = str_sub(s, 1, s.n);
	if (s.n > 1 && s.p[s.n - 1] == '/') {
		out->folders = true;
		s.n--;
	}
	out->glob = s;
	return s.n > 0 && !(s.n == 1 && s.p[0] == '/');
}

bool
ignore_pattern_matches(struct arena *work, const struct ignore_pattern *p, struct str path,
    bool folder)
{
	return (folder || !p->folders) && glob_matches(work, p->glob, path);
}
