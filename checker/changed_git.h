/*
 * What the files that ask git share: changed.c asks, changed_git.c runs git, changed_read.c takes
 * its answers apart.
 */
#ifndef CF_CHANGED_GIT_H
#define CF_CHANGED_GIT_H

#include "changed.h"

/* lines of the file as it is now */
struct changed_range {
	size_t first, last;
};

/* In `files` of struct changed, by its path. */
struct changed_file {
	struct changed_range *range;	/* ascending */
	size_t n, cap;
};

/* The arguments of git; remembers that memory ran out. */
struct git_words {
	struct arena *arena;
	const char **p;
	size_t n, cap;
	bool failed;
};

/* the words with which git is run where the reports are */
struct git_words git_begin(const struct changed *c, const char *folder);
/* one more, which is not copied; NULL: memory ran out before */
void git_put(struct git_words *w, const char *word);
/* NULL ends them */
void git_put_all(struct git_words *w, const char *const *word);
/* Run git with these words: what it says, *n bytes, in the arena of *c, ended by a NUL. NULL: it
 * failed; then `what` begins the error */
const char *git_ask(struct changed *c, struct git_words *w, const char *what, size_t *n,
    struct cf_error *err);
/* false, so that `return git_out_of_memory(err)` reads well */
bool git_out_of_memory(struct cf_error *err);

#endif
