/*
 * A rule while it is read, for read_rule.c, read_maps.c and read_tests.c only.
 */
#ifndef CF_RULES_DRAFT_H
#define CF_RULES_DRAFT_H

#include "rules/value.h"

struct draft {
	struct reader *r;
	const struct node *map;
	struct rule *rule;
	const struct kind *kind;	/* NULL: not known */
	struct scope *scope;		/* names of expressions; NULL: not needed so far */
	struct scope *room;		/* for them */
	bool lost;			/* a name is missing after a mistake: expressions are not read */
};

/* the names that expressions of this rule may use; made when first asked for */
struct scope *draft_scope(struct draft *d);
void draft_expression(struct draft *d, const struct node *n, const char *name, uint8_t want,
    struct expression *out);
/* a filter of tables, under the key `name` */
void draft_filter(struct draft *d, const struct node *n, const char *name,
    struct table_filter *out);
void draft_pattern(struct draft *d, const struct node *n, const struct param *p,
    const struct pattern **out);

/* read_maps.c: maps and lists of a rule that hold more than plain values */
void read_let(struct draft *d, const struct node *n);
void read_types(struct draft *d, const struct node *n);
void read_approximate(struct draft *d, const struct node *n);
void read_words(struct draft *d, const struct node *n);
void read_levels(struct draft *d, const struct node *n);
void read_shown(struct draft *d, const struct node *n);
void read_places(struct draft *d, const struct node *n);

/* read_tests.c: the tests that it carries */
void read_tests(struct draft *d, const struct node *n);

#endif
