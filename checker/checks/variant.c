/*
 * variant: one thing is spelled one way, that of most places. The ways are listed in
 * the rule, or they are found: names a letter apart (near.h), or the same but for
 * little (alike.h).
 */
#include "checks/alike.h"
#include "checks/near.h"

#include "checks/matches.h"

#define MAX_EVIDENCE 20u
#define CLEARLY_MORE 2u	/* how often more a form stands there before it is proposed */

/* A place where one of the ways is found. */
struct spelled {
	const struct place *place;
	size_t from, to;
	size_t way;
};

/* All places of one thing. */
struct thing {
	struct run *run;
	const struct rule *rule;
	const struct spellings *ways;
	struct spelled *at;
	size_t n, cap;
	size_t *count;		/* of each way */
	size_t right;		/* the way that is right */
};

static void
collect(struct thing *t)
{
	struct rule view = *t->rule;
	struct matches m;
	size_t from, to;

	view.match = t->ways->match;
	matches_begin(&m, t->run, &view);
	while (matches_next(&m)) {
		size_t way = 0;

		while (way < t->ways->n &&
		    !matches_capture(&m, (int)t->ways->capture[way], &from, &to))
			way++;
		if (way == t->ways->n || !VEC_ROOM(t->run->scratch, t->at, t->n, t->cap))
			continue;
		t->at[t->n++] = (struct spelled){ &m.texts->place[m.text - 1], m.from, m.to, way };
		t->count[way]++;
	}
}

/* the one that is preferred, else the most frequent, the first of equals */
static void
choose(struct thing *t)
{
	const struct selector *prefer = &t->rule->prefer;

	for (size_t i = 0; i < t->ways->n; i++) {
		if (selector_is_set(prefer) &&
		    selector_matches(t->run->matcher, prefer, t->ways->name[i])) {
			t->right = i;
			return;
		}
		if (t->count[i] > t->count[t->right])
			t->right = i;
	}
}

static bool
has_small_letters(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= 'a' && s.p[i] <= 'z')
			return true;
	return false;
}

/* the right one in capitals, where the other has them too and is not an abbreviation */
static struct str
like(struct arena *a, struct str right, struct str wrong, struct str listed)
{
	char *p;

	if (has_small_letters(wrong) || !has_small_letters(listed))
		return right;
	p = arena_alloc(a, right.n + 1, 1);
	for (size_t i = 0; p != NULL && i < right.n; i++)
		p[i] = right.p[i] >= 'a' && right.p[i] <= 'z' ? (char)(right.p[i] - 32) :
		    right.p[i];
	return p == NULL ? right : (struct str){ p, right.n };
}

static struct report_evidence
evidence_at(const char *role, const struct place *p, size_t from, size_t to)
{
	return (struct report_evidence){ role, text_span(p->text, from, to), p->table, p->row,
		p->col };
}

/* What is said of one place. */
struct saying {
	enum cf_verdict verdict;
	struct str right;		/* what should stand there */
	struct str listed;		/* this one, as the rule has it */
	size_t times, others;		/* of the right one; of this one */
	const struct report_evidence *evidence;
	size_t nevidence;
};

static size_t
count_words(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += !ch_space(s.p[i]) && (i == 0 || ch_space(s.p[i - 1]));
	return n;
}

/*
 * Is it clear enough which of the two is right, to propose it? A rule that prefers one says so;
 * else it is only the number of places, and little more of them is chance. What has fewer words
 * is never proposed: a name that lost its space, or the words that made it another one's.
 */
static bool
is_clear(const struct rule *rule, const struct saying *say, struct str stated, struct str right)
{
	if (selector_is_set(&rule->prefer))
		return true;
	return say->times >= CLEARLY_MORE * say->others &&
	    count_words(right) >= count_words(stated);
}

static void
conclude(struct run *run, const struct rule *rule, const struct spelled *s,
    const struct saying *say)
{
	struct var vars[3];
	struct outcome o;

	if (!report_wants(run->report, say->verdict)) {
		report_tally(run->report, rule, say->verdict, NULL);
		return;
	}
	o = outcome_in(rule, s->place, s->from, s->to);
	o.verdict = say->verdict;
	o.because = CF_BY_RULE;
	o.stated = str_sub(s->place->text->s, s->from, s->to);
	o.evidence = say->evidence;
	o.nevidence = say->nevidence;
	if (say->verdict == CF_FAILED) {
		o.computed = like(run->item, say->right, o.stated, say->listed);
		/* what stands across markup cannot be replaced as a whole */
		if (is_clear(rule, say, o.stated, o.computed) &&
		    str_eq_folded(source_text(run->doc->source, o.at), o.stated))
			o.suggestion = o.computed;
	}
	vars[0] = (struct var){ "right", say->right };
	vars[1] = (struct var){ "times", arena_printf(run->item, "%zu", say->times) };
	vars[2] = (struct var){ "others", arena_printf(run->item, "%zu", say->others) };
	o.vars = vars;
	o.nvars = 3;
	report_add(run->report, &o);
	arena_reset(run->item);
}

static void
check_listed(struct run *run, const struct rule *rule, const struct spellings *ways)
{
	struct thing t = { .run = run, .rule = rule, .ways = ways };
	struct report_evidence evidence[MAX_EVIDENCE];
	struct saying say = { .verdict = CF_HELD, .evidence = evidence };
	bool agreed = true;

	t.count = arena_array(run->scratch, ways->n, size_t);
	collect(&t);
	if (t.n == 0)
		return;
	choose(&t);
	say.right = ways->name[t.right];
	say.times = t.count[t.right];
	for (size_t i = 0; i < t.n && say.nevidence < MAX_EVIDENCE; i++)
		if (t.at[i].way == t.right)
			evidence[say.nevidence++] = evidence_at("right", t.at[i].place,
			    t.at[i].from, t.at[i].to);
	for (size_t i = 0; i < t.n; i++) {
		if (t.at[i].way == t.right)
			continue;
		agreed = false;
		say.verdict = CF_FAILED;
		say.others = t.count[t.at[i].way];
		say.listed = ways->name[t.at[i].way];
		conclude(run, rule, &t.at[i], &say);
	}
	if (agreed)
		conclude(run, rule, &t.at[0], &say);
}

/* ---- near */

/* "Oriol Road" with its wrong word put right */
static struct str
mended(struct run *run, const struct near_place *p, struct str word)
{
	struct str s = p->place->text->s, before = str_sub(s, p->from, p->word_from),
	    after = str_sub(s, p->word_to, p->to);

	return arena_printf(run->scratch, "%.*s%.*s%.*s", (int)before.n, before.p, (int)word.n,
	    word.p, (int)after.n, after.p);
}

static void
report_near(struct run *run, const struct rule *rule, const struct near_name *name)
{
	const struct near_place *p = &name->places[0];
	struct report_evidence evidence[MAX_EVIDENCE];
	struct saying say = { .verdict = CF_FAILED, .times = name->times, .others = name->n,
		.evidence = evidence };

	for (size_t i = 0; i < name->n && i < MAX_EVIDENCE; i++)
		evidence[say.nevidence++] = evidence_at("place", name->places[i].place,
		    name->places[i].from, name->places[i].to);
	say.right = mended(run, p, name->right);
	conclude(run, rule, &(struct spelled){ p->place, p->from, p->to, 0 }, &say);
}

static void
check_near(struct run *run, const struct rule *rule)
{
	const struct texts *texts = texts_of(run);
	struct saying say = { .verdict = CF_HELD };
	struct near_names names;

	near_find(run, rule, &names);
	for (size_t i = 0; i < names.n; i++)
		report_near(run, rule, &names.name[i]);
	if (names.cut)
		report_add_skip(run->report, texts->place[texts->n - 1].text->span, true,
		    arena_printf(run->scratch, "%s: too many words; some were not compared",
		    rule->name));
	if (names.n == 0 && names.compared > 0)
		conclude(run, rule, &(struct spelled){ texts->place, 0, texts->place[0].text->s.n,
		    0 }, &say);
}

/* ---- the same but for ... */

static void
report_alike(struct run *run, const struct rule *rule, const struct alike *x)
{
	struct report_evidence right = evidence_at("right", x->right_place, x->right_from,
	    x->right_to);
	struct saying say = { .verdict = CF_FAILED, .right = x->right, .listed = CF_S(""),
		.times = x->times, .others = x->others, .evidence = &right, .nevidence = 1 };

	conclude(run, rule, &(struct spelled){ x->place, x->from, x->to, 0 }, &say);
}

static void
check_alike(struct run *run, const struct rule *rule)
{
	const struct texts *texts = texts_of(run);
	struct saying say = { .verdict = CF_HELD };
	struct alikes found;

	alike_find(run, rule, &found);
	for (size_t i = 0; i < found.n; i++)
		report_alike(run, rule, &found.item[i]);
	if (found.cut)
		report_add_skip(run->report, texts->place[texts->n - 1].text->span, true,
		    arena_printf(run->scratch, "%s: too many names; some were not compared",
		    rule->name));
	if (found.n == 0 && found.compared > 0)
		conclude(run, rule, &(struct spelled){ texts->place, 0, texts->place[0].text->s.n,
		    0 }, &say);
}

void
check_variant(struct run *run, const struct rule *rule)
{
	for (size_t i = 0; i < rule->names.n; i++)
		check_listed(run, rule, &rule->names.item[i]);
	if (rule->near)
		check_near(run, rule);
	if (rule->but_for != 0)
		check_alike(run, rule);
}
