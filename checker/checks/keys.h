/*
 * What identifies a thing that is referred to: "4", "3.1", "B", "59 (2) (a)", or a
 * title. Lists and ranges of them are taken apart: "52 (2) and (3) and 53 (2)",
 * "3.1 to 3.4", "A, B and C", "2-4".
 */
#ifndef CF_CHECKS_KEYS_H
#define CF_CHECKS_KEYS_H

#include "base/arena.h"

#define KEYS_LONGEST	500u	/* keys of one list; what follows them is not read */
#define KEY_STEP	'\x1f'	/* between the steps of a path */

struct key {
	struct str path;	/* the same for all ways to write it: numbers without zeros in
				 * front, small letters, a KEY_STEP between steps */
	struct str shown;	/* as it is printed, or would be */
	struct str joined;	/* "2-4" as a single key, should there be such; n == 0: no range */
	size_t from, to;	/* where in the text; of what a range leaves out, all of it */
};

/* the keys of text[from, to); *cut when there are more than KEYS_LONGEST */
size_t keys_read(struct arena *a, struct str text, size_t from, size_t to, struct key **out,
    bool *cut);

/* text[from, to) as one key, whatever it says */
struct key key_read(struct arena *a, struct str text, size_t from, size_t to);

/* the path one step up, n == 0: there is none */
struct str key_parent(struct str path);

/* The last step of a path as a place in a sequence. */
struct key_number {
	struct str head;	/* what the members of the sequence share: parent and letters */
	bool letter;		/* "C" rather than "3" */
	uint32_t number;	/* "C": 3 */
};

/* false: it has none ("2a", a title) */
bool key_number(struct str path, struct key_number *out);

#endif
