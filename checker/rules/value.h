/*
 * Reading the value of one key: a scalar or list of the tree in, a typed value
 * in the rules' arena out. Each says false after it has noted a mistake (or when
 * the value was refused before); `name` is the key, for messages. Run with the
 * arenas' `oom` set.
 */
#ifndef CF_RULES_VALUE_H
#define CF_RULES_VALUE_H

#include "rules/kinds.h"
#include "rules/yaml.h"

struct reader {
	struct rules *rules;
	struct mistakes *m;
};

/* "text", "list", "map": for messages */
const char *node_kind_name(const struct node *n);
/* where to point when something is missing from a map */
struct span map_place(const struct node *map);
/* refuse all keys but the known ones (NULL ends them); `what` the map is, for messages */
void map_check_keys(struct mistakes *m, const struct node *map, const char *what,
    const char *const *known);

/* note that a value is not of the kind it must be; false when that was not noted */
bool value_mismatch(struct reader *r, const struct node *n, const char *name, const char *want);

/* a scalar with something in it; the text is the tree's */
bool value_scalar(struct reader *r, const struct node *n, const char *name, struct str *out);
/* the same, copied */
bool value_text(struct reader *r, const struct node *n, const char *name, struct str *out);
/* small letters, digits and -; copied */
bool value_id(struct reader *r, const struct node *n, const char *name, struct str *out);
bool value_flag(struct reader *r, const struct node *n, const char *name, bool *out);
bool value_number(struct reader *r, const struct node *n, const char *name, struct figure *out);
bool value_choice(struct reader *r, const struct node *n, const char *name,
    const struct choice *choices, unsigned *out);
/* one or a list of them, or-ed together */
bool value_choices(struct reader *r, const struct node *n, const char *name,
    const struct choice *choices, unsigned *out);
bool value_selector(struct reader *r, const struct node *n, const char *name,
    struct selector *out);
/* a text that stands at `base` inside the scalar, as one alternative of a selector */
bool value_selector_at(struct reader *r, const struct node *n, const char *name, struct str s,
    size_t base, struct selector_item *out);
bool value_pattern(struct reader *r, const struct node *n, const char *name,
    const struct pattern_options *opts, const struct pattern **out);

/*
 * Compile the part of a scalar's text that begins at `at`; the pattern belongs
 * to the rules. NULL after a mistake, which points into the pattern.
 */
const struct pattern *value_compile(struct reader *r, const struct node *n, struct str source,
    size_t at, const struct pattern_options *opts);

#endif
