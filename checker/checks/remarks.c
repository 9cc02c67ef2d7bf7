/* Finding the remarks that silence findings, and taking them apart; see remarks.h. */
#include "checks/remarks.h"

#include "base/limits.h"

/* Where the search is, with what is asked in ascending order. */
struct scan {
	struct run *run;
	const struct source *src;
	size_t block;		/* no code block before this one reaches so far */
	size_t ticks_to, ticks;	/* backticks from the start of the line up to there */
	struct remark *list;
	size_t n, cap;
};

static const struct str words[REMARK_VERBS] = {
	[REMARK_DISABLE] = WORD("crossfoot-disable"),
	[REMARK_DISABLE_LINE] = WORD("crossfoot-disable-line"),
	[REMARK_DISABLE_NEXT_LINE] = WORD("crossfoot-disable-next-line"),
	[REMARK_DISABLE_FILE] = WORD("crossfoot-disable-file"),
	[REMARK_ENABLE] = WORD("crossfoot-enable"),
};

struct str
remark_word(enum remark_verb verb)
{
	return verb < REMARK_VERBS ? words[verb] : CF_S("");
}

static const char *
find(struct str s, size_t from, struct str what)
{
	const char *p, *end = s.p + s.n;

	for (p = s.p + from; (size_t)(end - p) >= what.n; p++) {
		p = memchr(p, what.p[0], (size_t)(end - p) - what.n + 1);
		if (p == NULL)
			return NULL;
		if (memcmp(p, what.p, what.n) == 0)
			return p;
	}
	return NULL;
}

static bool
is_in_code_block(struct scan *c, size_t at)
{
	const struct doc *d = c->run->doc;

	while (c->block < d->nblocks && d->blocks[c->block].span.to <= at)
		c->block++;
	return c->block < d->nblocks && d->blocks[c->block].kind == BLOCK_CODE &&
	    d->blocks[c->block].span.from <= at;
}

/* an odd number of backticks before it on its line: it is shown, not said */
static bool
is_in_code_span(struct scan *c, size_t at)
{
	size_t from = c->src->line[source_line_of(c->src, (uint32_t)at)];

	if (c->ticks_to < from) {
		c->ticks_to = from;
		c->ticks = 0;
	}
	for (; c->ticks_to < at; c->ticks_to++)
		c->ticks += c->src->bytes.p[c->ticks_to] == '`';
	return c->ticks % 2 == 1;
}

static struct span
trimmed(struct str bytes, size_t from, size_t to)
{
	while (from < to && ch_space(bytes.p[from]))
		from++;
	while (to > from && ch_space(bytes.p[to - 1]))
		to--;
	return (struct span){ (uint32_t)from, (uint32_t)to };
}

static enum remark_verb
verb_of(struct str word)
{
	enum remark_verb v = REMARK_DISABLE;

	while (v < REMARK_VERBS && !str_eq(words[v], word))
		v++;
	return v;
}

/* what stands between "<!--" and "-->" */
static void
take(struct scan *c, size_t from, size_t to)
{
	struct str bytes = c->src->bytes;
	struct span all = trimmed(bytes, from, to), rest;
	size_t end = all.from;
	const char *dashes;
	struct remark r;

	while (end < all.to && !ch_space(bytes.p[end]))
		end++;
	r = (struct remark){ .at = { all.from, (uint32_t)end }, .reason = CF_S(""),
		.first = source_line_of(c->src, (uint32_t)from),
		.last = source_line_of(c->src, (uint32_t)to) };
	r.verb = verb_of(source_text(c->src, r.at));
	rest = (struct span){ (uint32_t)end, all.to };
	dashes = find(source_text(c->src, rest), 0, CF_S("--"));
	if (dashes != NULL) {
		rest.to = (uint32_t)(dashes - bytes.p);
		r.reason = str_trim(str_sub(bytes, rest.to + 2u, all.to));
	}
	r.rules = trimmed(bytes, rest.from, rest.to);
	if (VEC_ROOM(&c->run->report->arena, c->list, c->n, c->cap))
		c->list[c->n++] = r;
}

bool
remarks_find(struct run *run, struct remark **out, size_t *n)
{
	static const char head[] = "crossfoot-";
	struct scan c = { .run = run, .src = run->doc->source };
	struct str s = c.src->bytes;
	const char *p = s.n == 0 ? NULL : find(s, 0, CF_S("<!--")), *end;
	bool whole = true;

	for (; p != NULL; p = find(s, (size_t)(end - s.p), CF_S("<!--"))) {
		size_t from = (size_t)(p - s.p) + 4, word = from;

		while (word < s.n && ch_space(s.p[word]))
			word++;
		end = s.p + word;
		if (!str_starts(str_sub(s, word, s.n), str_of(head)))
			continue;
		end = find(s, word, CF_S("-->"));
		if (end == NULL)
			break;
		if (is_in_code_block(&c, from) || is_in_code_span(&c, from))
			continue;
		whole = c.n < CF_MAX_REMARKS;
		if (!whole)
			break;
		take(&c, from, (size_t)(end - s.p));
	}
	*out = c.list;
	*n = c.n;
	return whole;
}

static bool
parts_rules(char c)
{
	return ch_space(c) || c == ',';
}

bool
remark_next_rule(const struct source *src, const struct remark *r, uint32_t *at, struct span *rule)
{
	const char *p = src->bytes.p;

	while (*at < r->rules.to && parts_rules(p[*at]))
		++*at;
	rule->from = *at;
	while (*at < r->rules.to && !parts_rules(p[*at]))
		++*at;
	rule->to = *at;
	return rule->from < rule->to;
}
