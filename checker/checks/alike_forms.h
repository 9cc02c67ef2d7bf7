/*
 * Ways to write names, for alike.c and the files alike_*.c only. Each name is put into a group
 * by what all ways to write it share, and in the group by the way it is written; in what two
 * ways may differ is one of the rule's `but_for`. All is kept in the run's scratch, with its
 * `oom` set.
 */
#ifndef CF_CHECKS_ALIKE_FORMS_H
#define CF_CHECKS_ALIKE_FORMS_H

#include "checks/alike.h"
#include "checks/capitals.h"
#include "checks/small_words.h"

/* One way to write a name. */
struct form {
	uint64_t key;		/* of what all ways to write the name share */
	uint64_t form;		/* of how it is written, without what makes no difference */
	const struct place *place;
	size_t from, to;
	uint32_t n;
	uint32_t next;		/* the next way to write it, + 1 */
	bool first;		/* of its name */
	unsigned way;		/* in what it may differ */
};

struct alike_finder {
	struct run *run;
	const struct rule *rule;
	struct arena *a;
	struct alikes *out;
	struct form *forms;	/* in the order of the document */
	size_t n, cap;
	const struct capitals *capitals;
	uint32_t *slot;		/* of the first form of each name, + 1 */
	size_t slots;
	struct small_word *small;	/* what is found in two words, as one */
	size_t nsmall, smallcap;
	size_t *found;		/* which of `out` each is of */
	size_t nfound, foundcap;
};

static inline struct str
form_words(const struct form *x)
{
	return str_sub(x->place->text->s, x->from, x->to);
}

/* ---- alike_forms.c */

/*
 * Count a name, text[from, to) of a place: `name` is name_hash() of what all ways to write it
 * share, `form` that of this one. Of too many names or ways the further ones are left out.
 */
void alike_put(struct alike_finder *f, unsigned way, const struct place *p, size_t from, size_t to,
    uint64_t name, uint64_t form);
/* one way to write a name is wrong, and another right */
void alike_report(struct alike_finder *f, const struct form *wrong, const struct form *right);

/* ---- alike_ways.c */

/* put all names of the n capitalised words of a text, by each way that the rule asks for */
void alike_put_text(struct alike_finder *f, const struct place *p, const struct capital *word,
    size_t n);
/* is one way to write a name wrong beside the other, or are they two names? */
bool alike_is_different(const struct form *a, const struct form *b);
/* is there something in it that might have been written otherwise? */
bool alike_may_vary(const struct form *x);

/* ---- alike_titles.c */

/* titles, matches of the rule's pattern, that differ in a word, a letter or endings: reported */
void alike_find_titles(struct alike_finder *f);

#endif
