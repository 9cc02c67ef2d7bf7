/* Matches one by one; see matches.h. */
#include "checks/matches.h"

#include "base/limits.h"

#define LOOK_AHEAD 200u		/* bytes after a match that `not` may look at */

void
matches_begin(struct matches *m, struct run *run, const struct rule *rule)
{
	*m = (struct matches){ .run = run, .rule = rule, .texts = texts_of(run),
		.needs = pattern_needs(rule->match) };
	m->wanted = texts_wanted(run, m->texts, rule->match);
	texts_starts(run, m->texts, rule->match, &m->starts);
	filter_begin(&m->filter, run, rule);
}

/* the next place where a code point begins, from i on */
static size_t
boundary(struct str s, size_t i)
{
	while (i < s.n && ((unsigned char)s.p[i] & 0xC0) == 0x80)
		i++;
	return i < s.n ? i : s.n;
}

/* where the piece that begins at `from` ends: at a space, if there is one */
static size_t
piece_end(struct str s, size_t from)
{
	size_t to = from + CF_MAX_SUBJECT;

	if (s.n - from <= CF_MAX_SUBJECT)
		return s.n;
	while (to > from && s.p[to - 1] != ' ')
		to--;
	if (to > from)
		return to;
	to = from + CF_MAX_SUBJECT;
	while (((unsigned char)s.p[to] & 0xC0) == 0x80)
		to--;
	return to;
}

static void
give_up(struct matches *m, const char *what)
{
	report_add_skip(m->run->report, m->place.text->span, true,
	    arena_printf(m->run->scratch, "%s: %s", m->rule->name, what));
}

/* the first text from `i` on that may have a match; t->n when there is none */
static size_t
next_wanted(const struct matches *m, size_t i)
{
	const struct texts *t = m->texts;

	for (; i < t->n; i++) {
		if (m->wanted != NULL && (m->wanted[i / 64] >> (i % 64)) == 0)
			i |= 63;	/* none in this word */
		else if ((m->wanted == NULL || (m->wanted[i / 64] >> (i % 64) & 1) != 0) &&
		    needs_are_met(m->needs, t->classes[i]))
			return i;
	}
	return t->n;
}

/* false: a match can begin nowhere in this text */
static bool
find_starts(struct matches *m, size_t text)
{
	m->anywhere = !starts_in(m->run, &m->starts, text);
	m->start = 0;
	return m->anywhere || m->starts.n > 0;
}

static bool
next_text(struct matches *m)
{
	const struct texts *t = m->texts;
	struct place *p;

	do {
		m->text = next_wanted(m, m->text);
		if (m->text == t->n)
			return false;
		p = &t->place[m->text++];
	} while (p->text->s.n < m->needs->shortest || !find_starts(m, m->text - 1) ||
	    !filter_wants(&m->filter, p));
	m->place = *p;
	m->piece = str_sub(m->place.text->s, 0, piece_end(m->place.text->s, 0));
	m->offset = m->at = 0;
	if (m->piece.n < p->text->s.n && !p->noted) {
		report_add_skip(m->run->report, p->text->span, false,
		    CF_S("so long a text is searched in pieces: what lies across two is not seen"));
		p->noted = true;
	}
	return true;
}

/* false: the text has been searched to its end */
static bool
next_piece(struct matches *m)
{
	struct str s = m->place.text->s;
	size_t from = m->offset + m->piece.n;

	if (from >= s.n)
		return false;
	m->piece = str_sub(s, from, piece_end(s, from));
	m->offset = from;
	m->at = 0;
	return true;
}

/* the next match in this piece */
static enum match_result
match(struct matches *m)
{
	const struct pattern *p = m->rule->match;
	enum match_result result = MATCH_NO;

	if (m->anywhere)
		return pattern_match(m->run->matcher, p, m->piece, m->at);
	while (result == MATCH_NO && m->start < m->starts.n) {
		size_t at = m->starts.at[m->start++];

		if (at >= m->at)
			result = pattern_match_here(m->run->matcher, p, m->piece, at);
	}
	return result;
}

/* the next one that is not empty */
static bool
search(struct matches *m)
{
	while (m->at < m->piece.n) {
		size_t from, to;

		switch (match(m)) {
		case MATCH_NO:
			return false;
		case MATCH_LIMIT:
			give_up(m, "the pattern reached its match limit here");
			return false;
		case MATCH_YES:
			break;
		}
		if (!match_capture(m->run->matcher, 0, &from, &to))
			return false;
		m->from = m->offset + from;
		m->to = m->offset + to;
		m->at = to > m->at ? to : boundary(m->piece, m->at + 1);
		if (from < to)
			return true;
	}
	return false;
}

bool
matches_next(struct matches *m)
{
	for (;;) {
		if (!m->open && !next_text(m))
			return false;
		m->open = true;
		if (search(m)) {
			if (m->n++ < CF_MAX_MATCHES)
				return true;
			give_up(m, "too many matches; what follows was not searched");
			return false;
		}
		m->open = next_piece(m);
	}
}

bool
matches_capture(const struct matches *m, int i, size_t *from, size_t *to)
{
	if (i < 0 || !match_capture(m->run->matcher, (uint32_t)i, from, to))
		return false;
	*from += m->offset;
	*to += m->offset;
	return true;
}

bool
matches_excluded(const struct matches *m, const struct pattern *not)
{
	size_t from = m->from - m->offset, to = m->to - m->offset, first, last;
	struct str seen = str_sub(m->piece, 0, boundary(m->piece, to + LOOK_AHEAD));

	return pattern_match(m->run->matcher, not, seen, from) == MATCH_YES &&
	    match_capture(m->run->matcher, 0, &first, &last) && first < to;
}
