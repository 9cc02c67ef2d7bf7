/*
 * Selectors as they are written: an exact text, /regex/, a header path of such
 * steps joined with " > ", or a list of these. Matching them is selector.c's.
 */
#include "rules/value.h"

#define JOINT " > "

/*
 * The end of the step that begins at `at`; false for a regex that is not closed.
 * A regex ends at a slash that the end of the text or " > " follows, so that it
 * may hold slashes, and " > ", itself.
 */
static bool
step_end(struct str s, size_t at, size_t *end)
{
	bool regex = at < s.n && s.p[at] == '/';

	for (size_t i = regex ? at + 1 : at; i < s.n; i++) {
		bool joint = str_starts(str_sub(s, i + regex, s.n), CF_S(JOINT));

		if (regex && s.p[i] == '\\') {
			i++;
		} else if (regex && s.p[i] == '/' && (joint || i + 1 == s.n)) {
			*end = i + 1;
			return true;
		} else if (!regex && joint) {
			*end = i;
			return true;
		}
	}
	*end = s.n;
	return !regex;
}

/* A selector as written, and where its text begins in that of its scalar. */
struct written {
	struct str s;
	const struct node *n;
	size_t base;
	const char *name;	/* of the key */
};

/* the step s[from, to) of it */
static bool
read_step(struct reader *r, const struct written *w, size_t from, size_t to,
    struct selector_item *out)
{
	static const struct pattern_options opts = { .ignore_case = true };
	struct str step = str_sub(w->s, from, to);
	const struct node *n = w->n;
	const char *name = w->name;

	if (str_trim(step).n == 0) {
		mistake(r->m, n->at, "\"%s\" has an empty step beside a \">\"", name);
		return false;
	}
	if (step.p[0] != '/') {
		out->exact = arena_str(&r->rules->arena, str_trim(step));
		return true;
	}
	if (step.n == 2) {
		mistake(r->m, n->at, "\"%s\" has an empty pattern", name);
		mistake_help(r->m, "write /regex/");
		return false;
	}
	out->regex = value_compile(r, n, str_sub(step, 1, step.n - 1), w->base + from + 1, &opts);
	return out->regex != NULL;
}

static bool
read_path(struct reader *r, const struct written *w, struct selector_item *out)
{
	struct selector_item *steps = NULL;
	size_t nsteps = 0, cap = 0, from = 0, to;

	for (;;) {
		if (!step_end(w->s, from, &to)) {
			if (mistake(r->m, w->n->at, "\"%s\" has no / at the end of its pattern",
			    shown(r->m, str_sub(w->s, from, to))))
				mistake_help(r->m, "write /regex/; a slash at its end is "
				    "written \\/");
			return false;
		}
		if (from == 0 && to == w->s.n)
			return read_step(r, w, from, to, out);
		if (!VEC_ROOM(&r->rules->arena, steps, nsteps, cap))
			return false;
		if (!read_step(r, w, from, to, &steps[nsteps++]))
			return false;
		if (to >= w->s.n)
			break;
		from = to + strlen(JOINT);
	}
	*out = (struct selector_item){ .path = steps, .npath = nsteps };
	return true;
}

static bool
read_item(struct reader *r, const struct node *n, const char *name, struct selector_item *out)
{
	struct written w = { .n = n, .name = name };

	return value_scalar(r, n, name, &w.s) && read_path(r, &w, out);
}

bool
value_selector(struct reader *r, const struct node *n, const char *name, struct selector *out)
{
	struct selector_item *items;
	bool fine = true;
	size_t k = 0;

	if (n->kind == NODE_MAP || (n->kind == NODE_LIST && n->n == 0)) {
		if (n->kind == NODE_MAP)
			value_mismatch(r, n, name, "a text or a list of texts");
		else
			mistake(r->m, n->at, "\"%s\" is an empty list", name);
		return false;
	}
	items = arena_array(&r->rules->arena, n->kind == NODE_LIST ? n->n : 1,
	    struct selector_item);
	if (n->kind == NODE_SCALAR)
		fine = read_item(r, n, name, &items[k++]);
	else
		for (const struct node *item = n->first; item != NULL; item = item->next)
			fine = read_item(r, item, name, &items[k++]) && fine;
	*out = (struct selector){ items, k };
	return fine;
}

bool
value_selector_at(struct reader *r, const struct node *n, const char *name, struct str s,
    size_t base, struct selector_item *out)
{
	struct written w = { s, n, base, name };

	if (str_trim(s).n > 0)
		return read_path(r, &w, out);
	mistake(r->m, n->at, "an empty text selects nothing");
	return false;
}
