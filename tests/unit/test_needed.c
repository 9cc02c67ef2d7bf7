/* What patterns need, and that a text they match is never passed over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "rules/literals.h"
#include "rules/rules.h"
#include "rules/store.h"

/* ---- literals */

static void
assert_needs(const char *pattern, const char *expected)
{
	struct literals l;
	struct arena a;
	struct buf b;

	arena_init(&a, CF_MAX_MEMORY);
	buf_init(&b);
	l = literals_of(&a, str_of(pattern));
	for (size_t i = 0; i < l.n; i++)
		buf_printf(&b, "%s%.*s", i == 0 ? "" : "|", (int)l.item[i].n, l.item[i].p);
	for (size_t k = 0; k < l.nmore; k++)
		for (size_t i = 0; i < l.more[k].n; i++)
			buf_printf(&b, "%s%.*s", i == 0 ? " & " : "|", (int)l.more[k].item[i].n,
			    l.more[k].item[i].p);
	buf_putc(&b, '\0');
	assert_string_equal(b.p, expected);
	buf_release(&b);
	arena_release(&a);
}

static void
literals(void **state)
{
	assert_needs("\\bTable \\d+", "table ");
	assert_needs("(?:rose|fell) by \\d", "rose by |fell by ");
	/* what may be missing is not needed, what comes behind it is */
	assert_needs("(?:of )?the quorum", "of the quoru|the quorum");
	assert_needs("per ?cent", "per cent|percent");
	assert_needs("x*quorum", "quorum");
	assert_needs("(?:quorum){2,}", "quorum");
	assert_needs("(?:quorum){0,2}", "");
	/* classes of a few, options, spaces of (?x) */
	assert_needs("[Qq]uorum", "quorum");
	assert_needs("(?x) quo rum \\ is # the end", "quorum is");
	assert_needs("(?i:QUORUM)", "quorum");
	/* a comment may stand between a letter and what makes it optional */
	assert_needs("(?x)zz ab#may be missing\n?yy", "zzabyy|zzayy");
	assert_needs("zzab(?#c)?yy", "zzabyy|zzayy");
	assert_needs("zz(?#c)abyy", "zzabyy");
	/* looking ahead and behind: what must be there, not what must not */
	assert_needs("\\d+(?= quorum)", " quorum");
	assert_needs("(?<!the )quorum(?! is)", "quorum");
	/* the head of a part that is not wholly known */
	assert_needs("in (?:20\\d\\d|May \\d+)", "in 20|in may ");
	/* one alternative that is not known is enough to know nothing */
	assert_needs("quorum|\\d+", "");
	/* other letters than ASCII have other cases */
	assert_needs("caf\xC3\xA9 quorum", " quorum & caf");
	/* signs have none, but for those that are letters */
	assert_needs("\\d\xC2\xB9", "\xC2\xB9");
	assert_needs("[\xC2\xB9\xE2\x80\x9C](?=\\d)", "\xC2\xB9|\xE2\x80\x9C");
	assert_needs("[\xC2\xB9\xC2\xB5]quorum", "quorum");
	/* ends of lines and tabs; a group once more */
	assert_needs("[T]he[ \\n\\t]the", "the the|the\nthe|the\tthe");
	assert_needs("the\\nquorum", "the\nquorum");
	assert_needs("(?<a>\\d) quorum (?P=a)", " quorum ");
	/* one of two, by what came before; or by what is around, which is not understood */
	assert_needs("(?<a>x)?quorum(?(<a>)y|zz)", "xquorum|quorum");
	assert_needs("(?<a>x)?quorum (?(<a>)(?=y))the panel", "the panel & xquorum |quorum ");
	assert_needs("(?(?=x)y|z)quorum", "");
	/* too common to be of use; not understood */
	assert_needs("e", "");
	assert_needs("(?&name)quorum(?<name>x)", "");
	assert_needs("quorum(*ACCEPT)x", "");
	assert_needs("\\x71uorum", "");
	assert_needs("q(?<*aq)cd|(?>efg)", "");
	assert_needs("(a)\\1'|'quorum", "'|'quorum");
	assert_needs("[[:alpha:]x]quorum", "quorum");
	assert_needs("[x[:;]quorum|]the panel", "");
}

/* what else must be there, what says most first; not what one alternative of the whole needs */
static void
more_literals(void **state)
{
	assert_needs("quorum\\d+ of the panel", " of the pane & quorum");
	assert_needs("quorum\\d+(?= panel)\\d", " panel & quorum");
	assert_needs("(?<a>quorum)\\d+(?:panel|jury)", "quorum & panel|jury");
	assert_needs("quorum\\d+(?:panel)?", "quorum");
	assert_needs("quorum\\d+(?:panel|\\d)", "quorum");
	assert_needs("quorum\\d+panel|quorum\\d+jury", "quorum");
	assert_needs("quorum\\d+e\\d", "quorum");
	assert_needs("qa\\dqb\\dqc\\dqd\\dqe\\dqf\\dqg\\dqquorum",
	    "qquorum & qc & qd & qf & qg & qb & qe");
}

/* "^" is the beginning of a line, "\b" before the others that of a word; "?": anywhere */
static void
assert_begins(const char *pattern, const char *expected)
{
	struct literals l;
	struct arena a;
	struct buf b;

	arena_init(&a, CF_MAX_MEMORY);
	buf_init(&b);
	l = literals_of(&a, str_of(pattern));
	if (!l.starts_known)
		buf_putc(&b, '?');
	if (l.starts_known && l.at_line)
		buf_putc(&b, '^');
	if (l.starts_known && l.at_word)
		buf_puts(&b, "\\b");
	for (size_t i = 0; i < l.nstarts; i++)
		buf_printf(&b, "%s%.*s", i == 0 ? "" : "|", (int)l.start[i].n, l.start[i].p);
	buf_putc(&b, '\0');
	assert_string_equal(b.p, expected);
	buf_release(&b);
	arena_release(&a);
}

static void
beginnings(void **state)
{
	assert_begins("Table \\d+", "table ");
	assert_begins("\\b(?:rose|fell) by \\d", "\\brose by |fell by ");
	assert_begins("(?x) \\b (?:rose|fell) \\  by", "\\brose by|fell by");
	assert_begins("(?<![\\w/-])rose", "\\brose");
	assert_begins("(?<!the )rose", "rose");
	/* what stands further back, or before one alternative alone, says nothing */
	assert_begins("(?<![\\w]x)rose", "rose");
	assert_begins("\\brose|fell", "rose|fell");
	/* what may be missing at the front */
	assert_begins("(?:the )?quorum", "the quor|quorum");
	assert_begins("(?:\\d )?quorum", "?");
	assert_begins("x*quorum", "?");
	assert_begins("\\d quorum", "?");
	/* the beginnings of lines, when something else is known besides */
	assert_begins("from \\d|^\\d", "^from ");
	assert_begins("(?x) (?| \\b from \\ \\d | ^ [(]? \\d )", "^from |(");
	assert_begins("(?:from|^\\d)?", "?");
	assert_begins("x?(?:from|^\\d)", "?");
	assert_begins("(?:^|(?<=; ))from", "from");
	assert_begins("(?:^|\\b)\\d|from", "?");
	assert_begins("(?:the )?\\d(?:and|or)", "?");
	assert_begins("^\\d", "?");
	/* verbs and \G depend on where a search begins */
	assert_begins("quorum(*SKIP)x|from", "?");
	assert_begins("\\Gquorum", "?");
	/* too common: every word */
	assert_begins("[etaoin]", "?");
}

/* ---- finder */

static uint32_t
step(const struct word_finder *f, uint32_t node, char byte)
{
	return finder_step(f, node, f->class[(unsigned char)byte]);
}

static void
assert_found(const struct word_finder *f, const char *text, const char *expected)
{
	uint32_t at = 0;
	struct buf b;

	buf_init(&b);
	for (const char *p = text; *p != '\0'; p++) {
		at = step(f, at, *p);
		for (unsigned word = f->hit[at]; word != 0; word = f->up[word])
			buf_printf(&b, "%u ", word);
	}
	buf_putc(&b, '\0');
	assert_string_equal(b.p, expected);
	buf_release(&b);
}

static void
finder(void **state)
{
	struct word_finder f;
	struct arena a;

	arena_init(&a, CF_MAX_MEMORY);
	finder_init(&f, &a);
	assert_int_equal(finder_add(&f, CF_S("he")), 1);
	assert_int_equal(finder_add(&f, CF_S("she")), 2);
	assert_int_equal(finder_add(&f, CF_S("hers")), 3);
	assert_int_equal(finder_add(&f, CF_S("he")), 1);
	assert_int_equal(finder_add(&f, CF_S("% of")), 4);
	assert_int_equal(finder_add(&f, CF_S("")), 0);
	assert_true(finder_make(&f));
	assert_found(&f, "USHERS", "2 1 3 ");
	assert_found(&f, "shhe % ofhe", "1 4 1 ");
	assert_found(&f, "s h e \xC3\xA9 hxe", "");
	arena_release(&a);
}

static void
full_finder(void **state)
{
	struct word_finder f;
	struct arena a;
	size_t n = 0;
	char s[9];

	arena_init(&a, CF_MAX_MEMORY);
	finder_init(&f, &a);
	do
		(void)snprintf(s, sizeof(s), "%08zx", n * 2654435761u % 0xFFFFFFFFu);
	while (finder_add(&f, str_of(s)) != 0 && ++n < 100000);
	assert_in_range(n, 5000, 99999);
	assert_true(finder_make(&f));
	assert_found(&f, "00000000", "1 ");
	arena_release(&a);
}

/* The nodes of a text that is gone through in parts are those of one step after the other,
 * wherever the gaps between the words lie. */
static void
walk_in_parts(void **state)
{
	static const char letters[] = "hers%of ..";
	struct word_finder f;
	uint8_t class[300];
	uint16_t node[300];
	struct arena a;
	unsigned random = 1;

	arena_init(&a, CF_MAX_MEMORY);
	finder_init(&f, &a);
	(void)finder_add(&f, CF_S("hershe"));
	(void)finder_add(&f, CF_S("% of"));
	assert_true(finder_make(&f));
	for (size_t n = 0; n <= 300; n++) {
		uint32_t at = 0;

		for (size_t i = 0; i < n; i++) {
			random = random * 1103515245u + 12345u;
			/* few gaps, or none, in some of the texts */
			class[i] = f.class[(unsigned char)letters[(random >> 16) %
			    (sizeof(letters) - 1 - (n % 3 == 0 ? 2 : 0))]];
		}
		finder_walk(&f, class, n, node);
		for (size_t i = 0; i < n; i++) {
			at = finder_step(&f, at, class[i]);
			assert_int_equal(node[i], at);
		}
	}
	arena_release(&a);
}

/* ---- no match is lost */

/* is one of n words in the text? */
static bool
has_one(const struct needed *needed, const uint32_t *word, size_t n, struct str text)
{
	uint32_t at = 0;

	for (size_t i = 0; i < text.n; i++) {
		at = step(&needed->finder, at, text.p[i]);
		for (uint32_t word_here = needed->finder.hit[at]; word_here != 0;
		    word_here = needed->finder.up[word_here])
			for (size_t k = 0; k < n; k++)
				if (word[k] == word_here)
					return true;
	}
	return false;
}

/* is all in the text that a pattern needs? */
static bool
may_match(const struct needed *needed, const struct pattern *p, struct str text)
{
	const struct needed_words *w = &needed->of[pattern_number(p)];

	if (w->n > 0 && !has_one(needed, w->word, w->n, text))
		return false;
	for (size_t i = 0; i < w->nmore; i++)
		if (!has_one(needed, w->more[i].word, w->more[i].n, text))
			return false;
	return true;
}

/* may a match begin at `from`, by what is known? */
static bool
may_begin(const struct needed *needed, const struct pattern *p, struct str text, size_t from)
{
	struct needed_words w = needed->of[pattern_number(p)];
	uint32_t at = 0;

	if (!w.starts_known || (w.at_line && from == 0))
		return true;
	for (size_t i = from; i < text.n; i++) {
		at = step(&needed->finder, at, text.p[i]);
		for (uint32_t word_here = needed->finder.hit[at]; word_here != 0;
		    word_here = needed->finder.up[word_here])
			for (size_t k = 0; k < w.nstarts; k++)
				if (w.start[k] == word_here &&
				    needed->length[w.start[k]] == i + 1 - from)
					return true;
	}
	return false;
}

struct tried {
	struct cf_rules *rules;
	const struct needed *needed;
	struct matcher *matcher;
	size_t matches, passed_over, places;
};

/* The same match is found where it begins, and it may begin there. */
static void
try_place(struct tried *t, const struct pattern *p, struct str line)
{
	size_t from, to, again, end;

	assert_true(match_capture(t->matcher, 0, &from, &to));
	if (!pattern_is_searched(p))
		return;
	assert_true(may_begin(t->needed, p, line, from));
	assert_int_equal(pattern_match_here(t->matcher, p, line, from), MATCH_YES);
	assert_true(match_capture(t->matcher, 0, &again, &end));
	assert_int_equal(again, from);
	assert_int_equal(end, to);
	if (from > 0 && (unsigned char)line.p[from - 1] < 0x80)	/* it was the first one */
		assert_int_equal(pattern_match_here(t->matcher, p, line, from - 1), MATCH_NO);
	t->places += t->needed->of[pattern_number(p)].starts_known;
}

static void
try_line(struct tried *t, struct str line)
{
	for (size_t i = 0; i < t->rules->rules.npatterns; i++) {
		const struct pattern *p = t->rules->rules.patterns[i];
		bool may = may_match(t->needed, p, line);

		/* what an expression asks of one text is not searched for, whatever it matches */
		t->passed_over += !may && pattern_is_searched(p);
		if (pattern_match(t->matcher, p, line, 0) != MATCH_YES)
			continue;
		assert_true(may);
		t->matches += pattern_is_searched(p);
		try_place(t, p, line);
	}
}

static void
try_text(struct tried *t, struct str s)
{
	while (s.n > 0) {
		const char *nl = memchr(s.p, '\n', s.n);
		size_t n = nl == NULL ? s.n : (size_t)(nl - s.p);

		try_line(t, str_sub(s, 0, n));
		s = str_sub(s, n + 1, s.n);
	}
}

/* every built-in pattern against every line of the packs' own tests, which all match some */
static void
no_match_is_lost(void **state)
{
	struct tried t = { .matcher = matcher_new() };
	const struct rules *r;

	assert_non_null(t.matcher);
	assert_int_equal(rules_load(&t.rules, NULL, 0, LOAD_DEFAULTS | LOAD_REASONS, NULL, NULL),
	    CF_OK);
	r = &t.rules->rules;
	t.needed = needed_of(r->needed, r->patterns, r->npatterns);
	assert_non_null(t.needed);
	assert_ptr_equal(needed_of(r->needed, r->patterns, r->npatterns), t.needed);
	for (size_t i = 0; i < r->n; i++)
		for (size_t k = 0; k < r->rule[i]->ntests; k++)
			try_text(&t, r->rule[i]->tests[k].text);
	assert_true(t.matches > 1000);
	assert_true(t.passed_over > 200 * t.matches);
	assert_in_range(t.places, 250, 100000);
	cf_rules_free(t.rules);
	matcher_free(t.matcher);
}

/* ---- what was worked out when the program was built */

static void
assert_same_numbers(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	assert_int_equal(n, m);
	if (n > 0)
		assert_memory_equal(a, b, n * sizeof(*a));
}

static void
assert_same_words(const struct needed_words *a, const struct needed_words *b)
{
	assert_same_numbers(a->word, a->n, b->word, b->n);
	assert_int_equal(a->nmore, b->nmore);
	for (size_t i = 0; i < a->nmore; i++)
		assert_same_numbers(a->more[i].word, a->more[i].n, b->more[i].word, b->more[i].n);
	assert_same_numbers(a->start, a->nstarts, b->start, b->nstarts);
	assert_int_equal(a->starts_known, b->starts_known);
	assert_int_equal(a->at_line, b->at_line);
	assert_int_equal(a->at_word, b->at_word);
}

static void
assert_same_finder(const struct word_finder *a, const struct word_finder *b)
{
	assert_true(a->made && b->made);
	assert_int_equal(a->nnodes, b->nnodes);
	assert_int_equal(a->nclasses, b->nclasses);
	assert_int_equal(a->nwords, b->nwords);
	assert_memory_equal(a->class, b->class, sizeof(a->class));
	for (size_t i = 0; i < a->nnodes; i++) {
		assert_int_equal(a->node[i].child, b->node[i].child);
		assert_int_equal(a->node[i].sibling, b->node[i].sibling);
		assert_int_equal(a->node[i].word, b->node[i].word);
		assert_int_equal(a->node[i].byte, b->node[i].byte);
	}
	assert_memory_equal(a->next, b->next, a->nnodes * a->nclasses * sizeof(*a->next));
	assert_memory_equal(a->hit, b->hit, a->nnodes * sizeof(*a->hit));
	assert_memory_equal(a->up, b->up, (a->nwords + 1) * sizeof(*a->up));
}

static const struct needed *
needed_by(const struct cf_rules *set)
{
	return needed_of(set->rules.needed, set->rules.patterns, set->rules.npatterns);
}

/* A check takes its patterns from there, and they are those that are compiled elsewhere. */
static void
frozen(void **state)
{
	struct cf_rules *stored, *compiled;
	const struct needed *made;

	assert_int_equal(rules_load(&stored, NULL, 0, LOAD_DEFAULTS, NULL, NULL), CF_OK);
	assert_int_equal(rules_load(&compiled, NULL, 0, LOAD_DEFAULTS | LOAD_REASONS, NULL, NULL),
	    CF_OK);
	made = needed_by(compiled);
	assert_ptr_equal(needed_by(stored), &frozen_needed);
	assert_ptr_not_equal(made, &frozen_needed);
	assert_same_finder(&frozen_needed.finder, &made->finder);
	assert_memory_equal(frozen_needed.length, made->length, made->finder.nwords + 1);
	assert_int_equal(stored->rules.npatterns, compiled->rules.npatterns);
	for (size_t i = 0; i < stored->rules.npatterns; i++) {
		const struct pattern *s = stored->rules.patterns[i], *c = compiled->rules.patterns[i];

		assert_int_equal(pattern_stored(s), i);
		assert_int_equal(pattern_stored(c), NOT_STORED);
		assert_true(str_eq(pattern_source(s), pattern_source(c)));
		assert_int_equal(pattern_flags(s), pattern_flags(c));
		assert_int_equal(pattern_captures(s), pattern_captures(c));
		assert_memory_equal(pattern_needs(s), pattern_needs(c), sizeof(struct needs));
		assert_same_words(&frozen_needed.of[i], &made->of[i]);
	}
	cf_rules_free(stored);
	cf_rules_free(compiled);
}

/* ---- long documents, in which the texts are looked up */

#define RULE "pack: a\nrules:\n  - id: b\n    title: c\n    check: pattern\n    match: kept secret\n" \
	"    ignore-case: true\n    message: m\n"

/* the string that a text ends with, as a number of the finder; 0: none */
static uint32_t
word_at_end(const struct word_finder *f, struct str s)
{
	uint32_t at = 0;

	for (size_t i = 0; i < s.n; i++)
		at = finder_step(f, at, f->class[(unsigned char)s.p[i]]);
	return f->hit[at];
}

/* What a rule file adds is found beside what was found when the program was built. */
static void
frozen_and_more(void **state)
{
	struct cf_rules *set;
	const struct needed *made;
	size_t own;

	assert_int_equal(rules_load(&set, NULL, 0, LOAD_DEFAULTS, NULL, NULL), CF_OK);
	own = set->rules.npatterns;
	assert_int_equal(rules_add(&set->rules, "a.yml", CF_S(RULE), NULL, NULL), CF_OK);
	assert_int_equal(set->rules.npatterns, own + 1);
	made = needed_by(set);
	assert_true(made->finder.made);
	assert_true(made->finder.nwords > frozen_needed.finder.nwords);
	for (size_t i = 0; i < own; i++)
		assert_same_words(&made->of[i], &frozen_needed.of[i]);
	assert_memory_equal(made->length, frozen_needed.length, frozen_needed.finder.nwords + 1);
	assert_int_equal(made->of[own].n, 1);
	assert_int_equal(made->of[own].word[0],
	    word_at_end(&made->finder, CF_S("It was Kept Secret")));
	assert_int_equal(word_at_end(&made->finder, CF_S("from January")),
	    word_at_end(&frozen_needed.finder, CF_S("from January")));
	cf_rules_free(set);
}

static size_t
findings_in(const struct buf *text)
{
	struct cf_input in = { .path = "a.md", .bytes = text->p, .n = text->n, .format = "markdown" };
	struct cf_rules set;
	struct cf_report *report;
	size_t n;

	rules_init(&set.rules);
	assert_int_equal(rules_add(&set.rules, "a.yml", CF_S(RULE), NULL, NULL), CF_OK);
	assert_int_equal(cf_check(&report, &set, &in, NULL, NULL), CF_OK);
	n = cf_report_count(report, CF_FAILED);
	cf_report_free(report);
	rules_release(&set.rules);
	return n;
}

/* "K" of kelvin and the long s are a k and an s in another case */
static void
odd_letters(void **state)
{
	struct buf b;

	buf_init(&b);
	buf_puts(&b, "It was KEPT secret.\n\nIt was \xE2\x84\xAA" "ept secret.\n\n"
	    "It was kept \xC5\xBF" "ecret.\n\nIt was kept \xE2\x84\xAA" "ecret.\n\n");
	assert_int_equal(findings_in(&b), 3);
	for (int i = 0; i < 1000; i++)
		buf_puts(&b, "Nothing is here.\n\n");
	buf_puts(&b, "It was kept secret.\n");
	assert_int_equal(findings_in(&b), 4);
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(literals),
		cmocka_unit_test(more_literals),
		cmocka_unit_test(beginnings),
		cmocka_unit_test(finder),
		cmocka_unit_test(full_finder),
		cmocka_unit_test(walk_in_parts),
		cmocka_unit_test(no_match_is_lost),
		cmocka_unit_test(frozen), cmocka_unit_test(frozen_and_more),
		cmocka_unit_test(odd_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
