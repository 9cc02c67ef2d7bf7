/*
 * agree: places that state the same quantity give the same value. All places are
 * collected, put together by their key, and held against each other; a conflict is
 * reported once, at the first place that most of the others contradict. Across
 * documents the places of the others come from the bundle, and a conflict is
 * reported in the document that has that first place.
 */
#include <stdlib.h>

#include "checks/agree_parts.h"
#include "checks/name.h"
#include "checks/refs.h"

#define MOST_PLACES 2000u	/* of one quantity */

/* each place gets the report that it stands in, what was worked out the first */
static void
find_reports(struct agree *g)
{
	struct run *run = g->ev->run;
	struct refs r;

	if (g->n == 0 || g->ev->rule->scope_by != SCOPE_SECTION)
		return;
	refs_begin(&r, run, g->ev->rule);
	for (size_t i = 0; i < g->n; i++)
		g->at[i].group = refs_group(&r, g->at[i].at.from);
}

/* the key as it is compared; capitals are left to the comparison */
static struct str
key_folded(struct arena *a, enum agree_as as, struct str key)
{
	if (as == AGREE_NAME)
		return name_folded(a, key);
	return as == AGREE_WORDS ? agree_words_alone(a, key) : key;
}

static int
by_key(const void *x, const void *y)
{
	const struct stated *a = x, *b = y;
	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->fold_hash != b->fold_hash)
		return a->fold_hash < b->fold_hash ? -1 : 1;
	if (a->document != b->document)
		return a->document < b->document ? -1 : 1;
	return a->at.from != b->at.from ? (a->at.from < b->at.from ? -1 : 1) :
	    (a->order > b->order) - (a->order < b->order);
}

static bool
same_quantity(const struct stated *a, const struct stated *b)
{
	return a->group == b->group && a->fold_hash == b->fold_hash &&
	    str_eq_folded(a->fold, b->fold);
}

/* two patterns may find the same figure */
static void
drop_doubles(struct agree *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->n; i++)
		if (n == 0 || g->at[i].at.to == 0 || g->at[i].document != g->at[n - 1].document ||
		    g->at[i].at.from != g->at[n - 1].at.from ||
		    !same_quantity(&g->at[i], &g->at[n - 1]))
			g->at[n++] = g->at[i];
	g->n = n;
}

/* ---- one quantity */

static bool
is_text(const struct stated *s)
{
	return s->value.type == TYPE_TEXT && s->value.absent == NULL;
}

static bool
agree(struct eval *ev, const struct stated *a, const struct stated *b)
{
	const char *why;

	/* of many texts each is held against each */
	if (a->hash != b->hash && is_text(a) && is_text(b))
		return false;
	return eval_equal(ev, a->value, b->value, &why) >= TRUTH_MAYBE;
}

static bool
all_agree_with(struct eval *ev, const struct stated *s, size_t n, size_t one)
{
	for (size_t i = 0; i < n; i++)
		if (!agree(ev, &s[i], &s[one]))
			return false;
	return true;
}

static int
by_value(const void *x, const void *y)
{
	const uint64_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

/* the hashes of texts in order; NULL: not all are texts */
static const uint64_t *
hashes_of(struct eval *ev, const struct stated *s, size_t n)
{
	uint64_t *hash = arena_array(ev->run->item, n, uint64_t);

	for (size_t i = 0; i < n; i++) {
		if (!is_text(&s[i]))
			return NULL;
		hash[i] = s[i].hash;
	}
	qsort(hash, n, sizeof(*hash), by_value);
	return hash;
}

/* the number of hashes below a limit */
static size_t
below(const uint64_t *hash, size_t n, uint64_t limit)
{
	size_t lo = 0;

	while (lo < n) {
		size_t mid = lo + (n - lo) / 2;

		if (hash[mid] < limit)
			lo = mid + 1;
		else
			n = mid;
	}
	return lo;
}

/* how many places agree with one: texts are not held against each other one by one */
static size_t
count_agreed(struct eval *ev, const struct stated *s, size_t n, size_t one, const uint64_t *hash)
{
	size_t with = 0;

	if (hash != NULL)
		return (s[one].hash == UINT64_MAX ? n : below(hash, n, s[one].hash + 1)) -
		    below(hash, n, s[one].hash);
	for (size_t k = 0; k < n; k++)
		with += agree(ev, &s[one], &s[k]);
	return with;
}

/*
 * Which place most of the others agree with, of those that are sure when there are
 * any. Of as many, what is counted or stands in a table is rather right than a
 * sentence.
 */
static size_t
most_agreed(struct eval *ev, const struct stated *s, size_t n)
{
	size_t best = 0, most = 0;
	const uint64_t *hash;

	if (all_agree_with(ev, s, n, 0))
		return 0;
	hash = hashes_of(ev, s, n);
	for (size_t i = 0; i < n; i++) {
		size_t with;

		if (s[i].doubt != NULL)
			continue;
		with = count_agreed(ev, s, n, i, hash);
		if (with > most || (with == most && agree_is_prose(&s[best]) && !agree_is_prose(&s[i]))) {
			most = with;
			best = i;
		}
	}
	return best;
}

/* ---- what is said of it */

static void
add_places(struct eval *ev, const struct stated *s, size_t n, size_t at, struct outcome *o)
{
	struct report_evidence *e = arena_array(ev->run->item, n, struct report_evidence);
	struct cf_evidence *x = arena_array(ev->run->item, n, struct cf_evidence);

	for (size_t i = 0; i < n; i++) {
		const struct bundled *b = s[i].other;

		if (i == at || s[i].at.from == s[i].at.to)
			continue;
		if (b != NULL)
			x[o->nelsewhere++] = (struct cf_evidence){ "place", b->printed.p, b->place,
				b->path };
		else
			e[o->nevidence++] = (struct report_evidence){ "place", s[i].at, s[i].table,
				s[i].row, s[i].col };
	}
	o->evidence = e;
	o->elsewhere = x;
}

/* "1,395 in "Summary"", "1,395 in costs.md": with the title of the section, if it has one */
static struct str
place_words(struct eval *ev, const struct stated *s)
{
	struct arena *a = ev->run->item;
	struct str title;

	if (s->at.from == s->at.to)
		return arena_printf(a, "%.*s worked out", (int)s->printed.n, s->printed.p);
	if (s->other != NULL)
		return arena_printf(a, "%.*s in %s", (int)s->printed.n, s->printed.p,
		    s->other->path);
	title = report_clip(a, ev->run->doc->sections[s->section].title.s, 40);
	if (title.n == 0 && ev->rule->across_documents && ev->run->bundle != NULL)
		return arena_printf(a, "%.*s here", (int)s->printed.n, s->printed.p);
	if (title.n == 0)
		return s->printed;
	return arena_printf(a, "%.*s in \"%.*s\"", (int)s->printed.n, s->printed.p,
	    (int)title.n, title.p);
}

/* each value once, where it stands first */
static struct str
places_words(struct eval *ev, const struct stated *s, size_t n)
{
	struct arena *a = ev->run->item;
	struct str out = CF_S("");
	size_t shown = 0;

	for (size_t i = 0; i < n && shown < 6; i++) {
		struct str one = place_words(ev, &s[i]);
		size_t k = 0;

		while (k < i && !str_eq_folded(s[k].printed, s[i].printed))
			k++;
		if (k < i)
			continue;
		out = arena_printf(a, "%.*s%s%.*s", (int)out.n, out.p, shown++ > 0 ? "; " : "",
		    (int)one.n, one.p);
	}
	return out;
}

/* speak of place `at`, which place `best` contradicts, or is the same */
static void
report_place(struct eval *ev, const struct stated *s, size_t n, size_t at, size_t best,
    struct outcome o)
{
	struct str places = places_words(ev, s, n);
	const struct var vars[] = { { "key", s[at].key }, { "places", places },
		{ "stated", s[at].printed } };

	o.at = s[at].at;
	o.section = s[at].section;
	o.table = s[at].table;
	o.row = s[at].row;
	o.col = s[at].col;
	o.stated = s[at].counted ? CF_S("") : s[at].printed;
	o.computed = s[best].printed;
	o.relation = o.note = places;
	add_places(ev, s, n, at, &o);
	o.vars = vars;
	o.nvars = sizeof(vars) / sizeof(vars[0]);
	report_add(ev->run->report, &o);
}

static void
report_quantity(struct eval *ev, struct stated *s, size_t n)
{
	struct outcome o = { .rule = ev->rule, .because = CF_BY_RULE, .verdict = CF_HELD };
	size_t best, at = 0;

	eval_next(ev);
	if (n > MOST_PLACES) {
		report_tally(ev->run->report, ev->rule, CF_UNDECIDED, "too many places state it");
		return;
	}
	for (size_t i = 0; i < n; i++)
		s[i].hash = is_text(&s[i]) ? str_hash_folded(s[i].value.as.text) : 0;
	best = most_agreed(ev, s, n);
	for (size_t i = 0; i < n && o.verdict != CF_FAILED; i++) {
		if (agree(ev, &s[i], &s[best]))
			continue;
		at = i;
		o.reason = s[i].doubt != NULL ? s[i].doubt : s[best].doubt;
		o.verdict = o.reason == NULL ? CF_FAILED : CF_UNDECIDED;
	}
	/* what was worked out has no place: speak of what contradicts it */
	if (o.verdict != CF_HELD && s[at].at.from == s[at].at.to) {
		size_t other = best;

		best = at;
		at = other;
	}
	if (s[at].other != NULL)	/* it is said where that document is checked */
		return;
	if (!report_wants(ev->run->report, o.verdict) || s[at].at.from == s[at].at.to)
		report_tally(ev->run->report, ev->rule, o.verdict, o.reason);
	else
		report_place(ev, s, n, at, best, o);
}

/* ---- all of them */

void
check_agree(struct run *run, const struct rule *rule)
{
	struct agree g = { .ev = eval_begin(run, rule) };

	agree_collect(&g);
	find_reports(&g);
	if (rule->across_documents && run->into != NULL) {
		agree_put_into_bundle(&g);
		return;
	}
	if (rule->across_documents && run->bundle != NULL)
		agree_add_others(&g);
	for (size_t i = 0; i < g.n; i++) {
		g.at[i].fold = key_folded(run->scratch, rule->agree_as, g.at[i].key);
		g.at[i].fold_hash = str_hash_folded(g.at[i].fold);
	}
	if (g.n > 1)
		qsort(g.at, g.n, sizeof(*g.at), by_key);
	drop_doubles(&g);
	for (size_t i = 0, k; i < g.n; i = k) {
		for (k = i + 1; k < g.n && same_quantity(&g.at[k], &g.at[i]); k++)
			;
		if (k - i > 1)
			report_quantity(g.ev, g.at + i, k - i);
	}
}
