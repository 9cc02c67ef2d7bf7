/* Does a text, or a column, match a selector? Reading them is read_selector.c's. */
#include "rules/selector.h"

#define JOINT		" > "
#define LONGEST_PATH	1024u	/* bytes of a joined header path */

bool
selector_is_set(const struct selector *s)
{
	return s->n > 0;
}

static bool
step_matches(struct matcher *m, const struct selector_item *step, struct str text)
{
	if (step->regex == NULL)
		return str_eq_folded(step->exact, text);
	return pattern_match(m, step->regex, text, 0) == MATCH_YES;
}

bool
selector_matches(struct matcher *m, const struct selector *s, struct str text)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct selector_item *item = &s->items[i];

		if (step_matches(m, item->npath > 0 ? &item->path[item->npath - 1] : item, text))
			return true;
	}
	return false;
}

/* "2021/22 > %" of a column in `room`; n == 0 when it is a single step or too long */
static struct str
joined_path(const struct column *c, char room[LONGEST_PATH])
{
	size_t n = 0;

	if (c->npath < 2)
		return CF_S("");
	for (uint32_t i = 0; i < c->npath; i++) {
		struct str step = c->path[i], joint = i == 0 ? CF_S("") : CF_S(JOINT);

		if (step.n > LONGEST_PATH || joint.n + step.n > LONGEST_PATH - n)
			return CF_S("");
		memcpy(room + n, joint.p, joint.n);
		if (step.n > 0)
			memcpy(room + n + joint.n, step.p, step.n);
		n += joint.n + step.n;
	}
	return (struct str){ room, n };
}

/* step by step, the last step against the leaf */
static bool
path_matches(struct matcher *m, const struct selector_item *item, const struct column *c)
{
	if (item->npath > c->npath)
		return false;
	for (size_t i = 0; i < item->npath; i++)
		if (!step_matches(m, &item->path[i], c->path[c->npath - item->npath + i]))
			return false;
	return true;
}

static bool
matches_column(struct matcher *m, const struct selector *s, const struct column *c)
{
	char room[LONGEST_PATH];
	struct str whole = joined_path(c, room);

	for (size_t i = 0; i < s->n; i++) {
		const struct selector_item *item = &s->items[i];

		if (item->npath > 0) {
			if (path_matches(m, item, c))
				return true;
		} else if (step_matches(m, item, c->leaf) ||
		    (whole.n > 0 && step_matches(m, item, whole))) {
			return true;
		}
	}
	return false;
}

bool
selector_matches_column(struct matcher *m, const struct selector *s, const struct column *c)
{
	struct answer *known;

	if (s->n == 0 || c->npath == 0)
		return matches_column(m, s, c);
	known = matcher_answer(m, s->items, c->path);
	if (known->of != s->items || known->about != c->path) {
		bool yes = matches_column(m, s, c);

		*known = (struct answer){ s->items, c->path, yes };
	}
	return known->yes;
}
