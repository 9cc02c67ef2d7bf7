/* Shares in sentences and in cells; see share_text.h. */
#include "checks/share_text.h"

#include "checks/judge.h"
#include "checks/matches.h"
#include "checks/wide.h"
#include "checks/words.h"

/* flags of figures that make a share a guess */
#define FIGURE_UNSURE (FIGURE_NOT_A_QUANTITY | FIGURE_APPROXIMATE | FIGURE_RANGE)

enum { PART, BASE, PERCENT, FIGURES };

static const char *const roles[FIGURES] = { "part", "base", "share" };

struct share {
	struct run *run;
	struct arena *a;
	const struct rule *rule;
	struct matches m;
	int capture[FIGURES], doubt;
	/* the figures of the text that has been scanned last */
	const struct text *text;
	struct figure *scanned;
	size_t nscanned;
	/* of one match */
	struct figure figure[FIGURES];
	bool has_percent, doubtful;
};

/* what the words around a figure say of it */
static unsigned
flags_at(struct share *s, size_t from)
{
	size_t lo = 0, hi;

	if (s->text != s->m.place.text) {
		s->text = s->m.place.text;
		s->nscanned = figures_scan(s->a, s->text, s->m.place.table != NULL, &s->scanned);
	}
	hi = s->nscanned;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->scanned[mid].from < from)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < s->nscanned && s->scanned[lo].from == from ? s->scanned[lo].flags : 0;
}

/* the figures of the match; false when one cannot be read as the pattern does */
static bool
read_figures(struct share *s)
{
	size_t from, to;

	s->has_percent = false;
	for (int i = 0; i < FIGURES; i++) {
		struct figure *f = &s->figure[i];

		if (!matches_capture(&s->m, s->capture[i], &from, &to) || from == to) {
			if (i == PERCENT)
				return true;
			return false;
		}
		if (!figure_at(s->m.place.text, from, f) || f->to < to)
			return false;
		f->flags = (uint16_t)(f->flags | flags_at(s, from));
	}
	s->has_percent = true;
	return true;
}

static bool
is_unsure(const struct share *s)
{
	unsigned flags = s->figure[PART].flags | s->figure[BASE].flags;

	if (s->has_percent)
		flags |= s->figure[PERCENT].flags;
	return s->doubtful || (flags & FIGURE_UNSURE) != 0;
}

static bool
is_whole_count(const struct figure *f)
{
	return f->q == 0 && f->d == 0 && (f->unit == UNIT_COUNT || f->unit == UNIT_OTHER);
}

/* a part of more than ten times its base: they were not counted in the same things */
static bool
is_far_more(const struct share *s)
{
	struct dec part = figure_dec(&s->figure[PART]);
	struct dec base = figure_dec(&s->figure[BASE]);

	if (base.m <= 0 || base.m > INT64_MAX / 10)
		return false;
	base.m *= 10;
	return dec_cmp(part, base) > 0;
}

/* why this share cannot be judged at all, or NULL */
static const char *
obstacle(const struct share *s)
{
	const struct figure *part = &s->figure[PART], *base = &s->figure[BASE];

	if ((part->unit == UNIT_MONEY) != (base->unit == UNIT_MONEY) ||
	    part->currency != base->currency)
		return "part and base have different units";
	if (part->unit == UNIT_PERCENT || base->unit == UNIT_PERCENT ||
	    part->unit == UNIT_POINTS || base->unit == UNIT_POINTS)
		return "a percentage of a percentage";
	if (s->has_percent && s->figure[PERCENT].unit != UNIT_PERCENT)
		return "the share is not printed as a percentage";
	return NULL;
}

/* ---- words */

static struct str
printed(const struct share *s, int i)
{
	return figure_str(s->m.place.text, &s->figure[i]);
}

/* the share with one decimal more than it is stated with */
static struct str
finer_share(const struct share *s)
{
	struct figure finer = s->figure[PERCENT];
	struct fit_result r;

	finer.m = 0;
	finer.d = (uint8_t)(finer.decimals + 1);
	finer.decimals = finer.d;
	finer.q = (int8_t)-(int)finer.d;
	r = fit_share(&finer, &s->figure[PART], &s->figure[BASE]);
	if (r.fit == FIT_TOO_LARGE)
		return CF_S("");
	return dec_format(s->a, r.computed, true);
}

/* which count the stated share would be, if any (GRIM) */
static struct str
count_words(const struct share *s)
{
	const struct figure *p = &s->figure[PERCENT], *base = &s->figure[BASE];
	struct str share = printed(s, PERCENT), all = printed(s, BASE), count;
	struct figure k = { 0 };
	bool big = false;
	wide n, hundred;

	if (!is_whole_count(&s->figure[PART]) || !is_whole_count(base) || base->m <= 0)
		return CF_S("");
	n = wide_mul(p->m, base->m, &big);
	hundred = wide_mul(100, wide_pow10(p->d, &big), &big);
	if (big || n < 0 || wide_div(n, hundred) > INT64_MAX)
		return CF_S("");
	k.m = (int64_t)wide_div(n, hundred);
	if (fit_share(p, &k, base).fit != FIT_EXACT)
		return arena_printf(s->a, "; no whole number out of %.*s is %.*s", (int)all.n,
		    all.p, (int)share.n, share.p);
	count = dec_format(s->a, (struct dec){ .m = k.m }, true);
	return arena_printf(s->a, "; %.*s of %.*s would be %.*s", (int)share.n, share.p,
	    (int)all.n, all.p, (int)count.n, count.p);
}

static void
say_share(const struct share *s, const struct fit_result *fit, struct outcome *o)
{
	const struct figure *p = &s->figure[PERCENT];
	struct str part = printed(s, PART), base = printed(s, BASE), exact, more;

	o->stated = printed(s, PERCENT);
	if (fit->fit == FIT_TOO_LARGE)
		return;
	exact = finer_share(s);
	o->computed = figure_like(s->a, s->m.place.text, p, fit->computed);
	o->difference = dec_format(s->a, fit->gap, true);
	o->relation = arena_printf(s->a, "%.*s / %.*s = %.*s%%", (int)part.n, part.p,
	    (int)base.n, base.p, (int)exact.n, exact.p);
	if (o->verdict != CF_FAILED)
		return;
	more = count_words(s);
	o->suggestion = o->computed;
	o->note = arena_printf(s->a, "%.*s of %.*s is %.*s%%%.*s", (int)part.n, part.p,
	    (int)base.n, base.p, (int)exact.n, exact.p, (int)more.n, more.p);
}

static void
say_bounds(const struct share *s, struct outcome *o)
{
	struct str part = printed(s, PART), base = printed(s, BASE);
	bool more = o->verdict == CF_FAILED;

	o->stated = part;
	o->relation = arena_printf(s->a, "%.*s %s %.*s", (int)part.n, part.p,
	    more ? ">" : "<=", (int)base.n, base.p);
	if (more)
		o->note = arena_printf(s->a, "%.*s is more than %.*s", (int)part.n, part.p,
		    (int)base.n, base.p);
}

/* ---- verdicts */

static void
report_share(struct share *s, enum cf_verdict verdict, const char *reason,
    const struct fit_result *fit)
{
	struct cf_report *rep = s->run->report;
	const struct place *place = &s->m.place;
	struct report_evidence evidence[FIGURES];
	struct var vars[2];
	struct outcome o;
	size_t n = s->has_percent ? FIGURES : PERCENT;

	if (!report_wants(rep, verdict)) {
		report_tally(rep, s->rule, verdict, reason);
		return;
	}
	o = outcome_in(s->rule, place, s->m.from, s->m.to);
	o.at = s->figure[s->has_percent ? PERCENT : PART].span;
	o.verdict = verdict;
	o.because = CF_BY_RULE;
	o.reason = reason;
	for (size_t i = 0; i < n; i++)
		evidence[i] = (struct report_evidence){ roles[i], s->figure[i].span, place->table,
			place->row, place->col };
	o.evidence = evidence;
	o.nevidence = n;
	vars[0] = (struct var){ "part", printed(s, PART) };
	vars[1] = (struct var){ "base", printed(s, BASE) };
	o.vars = vars;
	o.nvars = 2;
	if (s->has_percent)
		say_share(s, fit, &o);
	else
		say_bounds(s, &o);
	report_add(rep, &o);
}

static void
judge_share(struct share *s)
{
	struct fit_result fit = fit_share(&s->figure[PERCENT], &s->figure[PART], &s->figure[BASE]);

	if (fit.fit == FIT_INTERVAL && s->rule->rounding == ROUNDING_NONE)
		fit.fit = FIT_OUTSIDE;
	switch (fit.fit) {
	case FIT_EXACT:
	case FIT_INTERVAL:
		report_share(s, CF_HELD, NULL, &fit);
		return;
	case FIT_OUTSIDE:
		if (is_unsure(s) || is_far_more(s))
			report_share(s, CF_UNDECIDED, "may be a share of something else", &fit);
		else
			report_share(s, CF_FAILED, NULL, &fit);
		return;
	case FIT_TOO_LARGE:
		report_share(s, CF_UNDECIDED, s->figure[BASE].m == 0 ?
		    "a share of nothing" : "numbers too large to judge", &fit);
		return;
	}
}

static void
judge_bounds(struct share *s)
{
	struct dec part = figure_dec(&s->figure[PART]);
	struct dec base = figure_dec(&s->figure[BASE]);

	if (dec_cmp(part, base) <= 0)
		report_share(s, CF_HELD, NULL, NULL);
	else if (is_unsure(s))
		report_share(s, CF_UNDECIDED, "may be a share of something else", NULL);
	else
		report_share(s, CF_FAILED, NULL, NULL);
}

static void
report_unread(const struct share *s)
{
	struct outcome o = outcome_in(s->rule, &s->m.place, s->m.from, s->m.to);

	o.verdict = CF_UNDECIDED;
	o.because = CF_BY_RULE;
	o.reason = "not read as a figure";
	o.stated = str_sub(s->m.place.text->s, s->m.from, s->m.to);
	report_add(s->run->report, &o);
}

static void
judge_match(struct share *s)
{
	static const struct fit_result none = { .fit = FIT_TOO_LARGE };
	size_t from, to;
	const char *why;

	s->doubtful = matches_capture(&s->m, s->doubt, &from, &to);
	if (!read_figures(s)) {
		report_unread(s);
		return;
	}
	why = obstacle(s);
	if (why != NULL)
		report_share(s, CF_UNDECIDED, why, &none);
	else if (s->has_percent)
		judge_share(s);
	else
		judge_bounds(s);
}

void
check_share_text(struct run *run, const struct rule *rule)
{
	struct share s = { .run = run, .a = run->scratch, .rule = rule };

	s.capture[PART] = pattern_capture(rule->match, CF_S("part"));
	s.capture[BASE] = pattern_capture(rule->match, CF_S("base"));
	s.capture[PERCENT] = pattern_capture(rule->match, CF_S("percent"));
	s.doubt = pattern_capture(rule->match, CF_S("doubt"));
	matches_begin(&s.m, run, rule);
	while (matches_next(&s.m))
		judge_match(&s);
}
