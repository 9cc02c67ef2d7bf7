/* Does a text, or a column, match a selector? Reading them is read_selector.c's. */
#include "rules/selector.h"

#define LONGEST_PATH	1024u	/* bytes: longer names of columns are not looked at as a whole */

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
	bool whole = c->npath > 1 && c->name.n <= LONGEST_PATH;

	for (size_t i = 0; i < s->n; i++) {
		const struct selector_item *item = &s->items[i];

		if (item->npath > 0) {
			if (path_matches(m, item, c))
				return true;
		} else if (step_matches(m, item, c->leaf) ||
		    (whole && step_matches(m, item, c->name))) {
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
