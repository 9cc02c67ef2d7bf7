/*
 * pair: what opens is closed, and what closes was opened. In prose a pair may reach over
 * several paragraphs, since a page or a line of a converted report may end inside it; in
 * a table it stands in one cell. That all is in pairs is no relation: there would be
 * one for each bracket.
 */
#include "checks/matches.h"

#define FARTHEST	40u	/* texts over which a pair in prose may reach */

/* Something that was opened and is not closed so far. */
struct open {
	size_t text;		/* number of its place */
	size_t from, to;
};

struct pairs {
	struct run *run;
	const struct rule *rule;
	struct open *open;	/* the last one is closed first */
	size_t n, cap;
	size_t last;		/* text that was spoken of last, + 1 */
};

static void
conclude(struct pairs *p, size_t text, size_t from, size_t to, const char *kind)
{
	const struct place *place = &texts_of(p->run)->place[text];
	struct var kinds = { "kind", str_of(kind) };
	struct outcome o = outcome_in(p->rule, place, from, to);

	o.verdict = CF_FAILED;
	o.because = CF_BY_RULE;
	o.stated = str_sub(place->text->s, from, to);
	o.vars = &kinds;
	o.nvars = 1;
	report_add(p->run->report, &o);
}

static bool
ends_sentence(struct str s)
{
	return s.n > 0 && strchr(".!?", s.p[s.n - 1]) != NULL;
}

/* "(Budget" and in the next line "2022) ...", which Markdown takes for an item of a list */
static bool
is_closed_by_marker(const struct pairs *p, const struct place *place)
{
	struct str s = p->run->doc->source->bytes;
	size_t i = place->text->span.to, digits = 0;

	while (i < s.n && ch_space(s.p[i]))
		i++;
	for (; i < s.n && ch_digit(s.p[i]); i++)
		digits++;
	return digits >= 2 && i < s.n && s.p[i] == ')';
}

/* the end of what names a picture or a link: "![A map, 2012)](map.png)" */
static bool
ends_label(const struct pairs *p, const struct place *place, size_t to)
{
	struct str s = p->run->doc->source->bytes;
	size_t at = text_span(place->text, to - 1, to).to;

	return at + 1 < s.n && s.p[at] == ']' && s.p[at + 1] == '(';
}

static void
never_closed(struct pairs *p, const struct open *o)
{
	const struct place *place = &texts_of(p->run)->place[o->text];

	/* of those in one text the first is enough */
	if (p->last == o->text + 1)
		return;
	p->last = o->text + 1;
	/* a cell may be cut short, what closes may stand in the next one */
	if (place->table == NULL ? !is_closed_by_marker(p, place) :
	    ends_sentence(place->text->s))
		conclude(p, o->text, o->from, o->to, "opens here and is not closed");
}

/* what nothing in this text can close */
static void
give_up(struct pairs *p, size_t text)
{
	const struct texts *texts = texts_of(p->run);
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct open *o = &p->open[i];

		if (o->text == text || (text < texts->n && texts->place[text].table == NULL &&
		    text - o->text <= FARTHEST))
			p->open[n++] = *o;
		else
			never_closed(p, o);
	}
	p->n = n;
}

void
check_pair(struct run *run, const struct rule *rule)
{
	struct pairs p = { .run = run, .rule = rule };
	int open = pattern_capture(rule->match, CF_S("open"));
	int maybe = pattern_capture(rule->match, CF_S("maybe"));
	size_t from, to, last = 0;
	struct matches m;

	matches_begin(&m, run, rule);
	while (matches_next(&m)) {
		size_t text = m.text - 1;

		if (text != last)
			give_up(&p, text);
		last = text;
		if (matches_capture(&m, open, &from, &to)) {
			if (VEC_ROOM(run->scratch, p.open, p.n, p.cap))
				p.open[p.n++] = (struct open){ text, from, to };
		} else if (p.n > 0) {
			p.n--;
		} else if (!matches_capture(&m, maybe, &from, &to) &&
		    !ends_label(&p, &m.place, m.to)) {
			conclude(&p, text, m.from, m.to, "closes here and was not opened");
		}
	}
	give_up(&p, SIZE_MAX);
}
