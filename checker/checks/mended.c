/* What was put right, in words; see mended.h. */
#include "checks/mended.h"

#include "checks/signature.h"
#include "checks/words.h"

static struct str
relation_words(struct graph *g, const struct relation *r, const struct repair *p)
{
	struct arena *a = g->arena;
	struct fit_result fit = fit_with(g, r, p->cell.f, &p->with);
	const struct figure **op = arena_array(a, r->n, const struct figure *);
	struct str v = dec_format(a, fit.computed, true), x, y;
	struct line l = { .part = op, .nparts = r->n, .fit = fit };

	for (uint32_t i = 0; i < r->n; i++)
		op[i] = r->op[i].f == p->cell.f ? &p->with : r->op[i].f;
	if (r->n == 0)
		return CF_S("there are only dashes to add up");
	x = dec_format(a, figure_dec(op[0]), true);
	y = r->n > 1 ? dec_format(a, figure_dec(op[1]), true) : CF_S("");
	if (r->kind == KIND_SHARE)
		return arena_printf(a, "%.*s of %.*s is %.*s%%", (int)x.n, x.p, (int)y.n, y.p,
		    (int)v.n, v.p);
	if (r->kind == KIND_CHANGE)
		return arena_printf(a, "from %.*s to %.*s is %.*s%%", (int)x.n, x.p, (int)y.n, y.p,
		    (int)v.n, v.p);
	if (r->rule->check == CHECK_CHANGE)
		return arena_printf(a, "%.*s - %.*s = %.*s", (int)y.n, y.p, (int)x.n, x.p,
		    (int)v.n, v.p);
	if (r->kind == KIND_MEAN)
		l.fit = fit_sum(op[0], op, NULL, r->n);
	x = sum_words(a, &l, false);
	return r->kind == KIND_SUM ? x : arena_printf(a, "%.*s, divided by %u is %.*s", (int)x.n,
	    x.p, r->n, (int)v.n, v.p);
}

#define SHOWN_SUMS 3u

/* all that it mends, those too that nobody would have been told of */
static struct str
all_words(struct graph *g, const struct repair *p)
{
	struct str s = CF_S("");
	size_t n = 0;

	for (const struct use *u = first_use(g, p->cell.f); u < g->use + g->nuse &&
	    u->f == p->cell.f && n < SHOWN_SUMS; u++) {
		const struct relation *r = &g->at[u->relation];
		struct str one;

		if (!is_explained(g, r, p))
			continue;
		one = relation_words(g, r, p);
		s = arena_printf(g->arena, "%.*s%s%.*s", (int)s.n, s.p, n > 0 ? "; " : "",
		    (int)one.n, one.p);
		n++;
	}
	if (p->mended + p->borne > n && n > 0)
		s = arena_printf(g->arena, "%.*s; and %zu more", (int)s.n, s.p,
		    p->mended + p->borne - n);
	return s;
}

/* the cells of the relations that it mends, each once; what was stated is a result */
static void
add_evidence(struct graph *g, const struct repair *p, struct outcome *o)
{
	const struct use *first = first_use(g, p->cell.f), *end = g->use + g->nuse;
	struct report_evidence *e;
	size_t most = 0, n = 0;

	for (const struct use *u = first; u < end && u->f == p->cell.f; u++)
		most += g->at[u->relation].n + 1;
	e = arena_array(g->arena, most + 1, struct report_evidence);
	for (const struct use *u = first; u < end && u->f == p->cell.f; u++) {
		const struct relation *r = &g->at[u->relation];

		if (!is_explained(g, r, p))
			continue;
		for (uint32_t k = 0; k <= r->n; k++) {
			const struct member *m = k == 0 ? &r->stated : &r->op[k - 1];
			size_t at = 0;

			while (at < n && e[at].span.from != m->f->span.from)
				at++;
			if (at == n && m->f != p->cell.f)
				e[n++] = (struct report_evidence){ k == 0 ? "result" : "part",
					m->f->span, g->t, m->row, m->col };
		}
	}
	if (p->other.role != NULL)
		e[n++] = p->other;
	o->evidence = e;
	o->nevidence = n;
}

/* the first relation it mends; sums before others, for its rule is the finding's */
static const struct relation *
first_mended(struct graph *g, const struct repair *p)
{
	const struct relation *first = NULL;

	for (size_t i = 0; i < g->n; i++) {
		const struct relation *r = &g->at[i];

		if (!is_in(r, p->cell.f) || !is_explained(g, r, p))
			continue;
		if (first == NULL || (first->verdict != CF_FAILED && r->verdict == CF_FAILED) ||
		    (first->kind != KIND_SUM && r->kind == KIND_SUM &&
		    (first->verdict == CF_FAILED) == (r->verdict == CF_FAILED)))
			first = r;
	}
	return first;
}

static void
withdraw(struct graph *g, const struct relation *r)
{
	report_withdraw(g->run->report, r->rule, r->at, r->words,
	    "it follows from another figure that is reported");
}

static void
put_in_place(struct relation *r, const struct figure *f, const struct figure *with)
{
	if (r->stated.f == f)
		r->stated.f = with;
	for (uint32_t k = 0; k < r->n; k++)
		if (r->op[k].f == f)
			r->op[k].f = with;
}

/*
 * The figure is told of once, and right from now on: what holds with it bears other figures
 * out, and must not be broken by putting another one right. Of what fails or is undecided
 * all the same nothing is known.
 */
static void
settle_repair(struct graph *g, const struct repair *p)
{
	const struct figure *f = p->cell.f;
	struct figure *with = arena_new(g->arena, struct figure);

	*with = p->with;
	for (const struct use *u = first_use(g, f); u < g->use + g->nuse && u->f == f; u++) {
		struct relation *r = &g->at[u->relation];
		bool explained = is_explained(g, r, p);

		if (is_open(r))
			withdraw(g, r);
		if (explained) {
			r->exact = fit_with(g, r, f, with).fit == FIT_EXACT;
			r->verdict = CF_HELD;
			r->weak = false;
		} else if (r->verdict == CF_FAILED || r->weak) {
			r->solved = true;
		}
		put_in_place(r, f, with);
	}
}

/* which figure it is, is not known: but of `but` nothing more is said */
static void
settle_all(struct graph *g, const struct figure *f, const struct relation *but)
{
	for (const struct use *u = first_use(g, f); u < g->use + g->nuse && u->f == f; u++) {
		struct relation *r = &g->at[u->relation];

		if (r->solved || r->verdict == CF_HELD)
			continue;
		r->solved = true;
		if (r->verdict == CF_FAILED && r != but)
			withdraw(g, r);
	}
}

/* "2 sums", "a sum and a percentage": what the figure does not agree with */
static struct str
needing_words(struct graph *g, const struct repair *p)
{
	struct arena *a = g->arena;
	size_t sums = 0, others = 0;
	struct str s, t;

	for (const struct use *u = first_use(g, p->cell.f); u < g->use + g->nuse &&
	    u->f == p->cell.f; u++) {
		const struct relation *r = &g->at[u->relation];

		if (!is_explained(g, r, p))
			continue;
		if (r->kind == KIND_SHARE || r->kind == KIND_CHANGE)
			others++;
		else
			sums++;
	}
	s = sums == 1 ? CF_S("a sum") : arena_printf(a, "%zu sums", sums);
	t = others == 1 ? CF_S("a percentage") : arena_printf(a, "%zu percentages", others);
	if (others == 0 || sums == 0)
		return others == 0 ? s : t;
	return arena_printf(a, "%.*s and %.*s", (int)s.n, s.p, (int)t.n, t.p);
}

static struct str
message_of(struct graph *g, const struct repair *p)
{
	struct str needing = needing_words(g, p);

	return arena_printf(g->arena, "{row}, {column} says {stated}, but %.*s need%s {computed}%s",
	    (int)needing.n, needing.p, p->mended + p->borne == 1 ? "s" : "",
	    p->other.role != NULL ? ", which stands elsewhere" : "");
}

/* what kind of slip it may be, and what to do */
static struct str
help_of(struct graph *g, const struct repair *p)
{
	const char *slip = signature_of_figure(p->cell.f, &p->with);

	return arena_printf(g->arena, "%s%sLook the figure up where it comes from%s", slip == NULL ? "" :
	    slip, slip == NULL ? "" : " ", p->mended + p->borne > 1 ?
	    ": the others agree with each other." : ".");
}

void
report_repair(struct graph *g, const struct repair *p)
{
	const struct cell *c = table_at(g->t, p->cell.row, p->cell.col);
	const struct relation *first = first_mended(g, p);
	struct outcome o = outcome_at(first->rule, g->t, p->cell.row, p->cell.col, p->cell.f);
	struct dec v = figure_dec(&p->with);

	o.verdict = CF_FAILED;
	o.because = CF_BY_SIBLINGS;
	o.stated = figure_str(&c->text, p->cell.f);
	o.computed = figure_like(g->arena, &c->text, p->cell.f, v);
	o.suggestion = o.computed;
	o.sign = column_is_percent(g->t, p->cell.col) ? percent_sign(p->cell.f) : NULL;
	o.relation = o.note = all_words(g, p);
	o.message = message_of(g, p);
	o.help = help_of(g, p);
	if (p->mended == 0) {
		o.doubtful = true;
		o.reason = "none of these sums is sure alone";
	} else if (p->mended + p->borne == 1) {
		o.doubtful = first->doubt != NULL;
		o.reason = first->doubt;
	}
	add_evidence(g, p, &o);
	settle_repair(g, p);
	report_add(g->run->report, &o);
}

void
report_either(struct graph *g, const struct repair *p)
{
	const struct relation *first = first_mended(g, p);

	settle_all(g, p->cell.f, first);
	report_suggest_nothing(g->run->report, first->rule, first->at, first->words);
}
