/*
 * Rule files on their way to being rules. All files of a run are read into trees
 * first; then it is settled which pack extends which, and with what parameters;
 * then the rules are made, each once, with the parameters that are left.
 */
#ifndef CF_RULES_PACKS_H
#define CF_RULES_PACKS_H

#include "rules/value.h"

struct pack;

/* Which file it is, whatever the path: no file is read twice. All zero: not known. */
struct file_id {
	uint64_t device, number;
};

/* One pack that a file extends. */
struct extends {
	const struct node *at;	/* the name or path as it is written */
	struct pack *to;	/* NULL: there is none, and a mistake was noted */
};

struct pack_file {
	const char *path;
	struct file_id id;
	bool builtin;
	struct source source;
	struct mistakes m;
	const struct node *root;	/* NULL: it is no YAML */
	struct pack *pack;		/* NULL: without a name */
	const struct node *rules;	/* the list, or NULL */
	const struct node *with, *off, *severity;	/* or NULL */
	struct extends *extends;
	size_t nextends;
	bool has_dollars;		/* there may be uses of parameters in it */
	const struct cf_error *refused;	/* before it was read as YAML; NULL: it was not */
};

/* A parameter of a pack. */
struct pack_param {
	struct str name;
	const struct node *value;	/* a scalar or list; an empty scalar: nothing */
	const struct pack_file *file;	/* the value stands here */
	const struct node *defined;	/* its key in `params` */
	const struct pack_file *home;	/* of `defined` */
	bool given;			/* by a pack that extends this one */
};

/* What packs that extend another one say of a rule in it. */
struct pack_rule {
	struct str id;
	bool off;
	bool graded;
	enum cf_severity severity;	/* when graded */
};

enum pack_visit { VISIT_NEW, VISIT_OPEN, VISIT_DONE };

/* All files that carry one name. */
struct pack {
	struct str name;
	struct pack_file **file;
	size_t nfiles, filecap;
	struct pack_param **param;	/* in order */
	size_t nparams, paramcap;
	struct map params;		/* the same by name */
	struct pack_rule **rule;	/* only of one that is extended */
	size_t nrules, rulecap;
	struct map rules;		/* the same by id */
	bool indexed;
	/* the walk along `extends` */
	enum pack_visit visit;
	unsigned height;		/* of the longest chain below it */
	const struct extends *via;	/* while open: by what the walk goes on */
	const struct pack_file *via_file;
	size_t mark;			/* of the last file that gathered it */
};

struct packs;

/* Read a file of rules that another one names. The text is in `a`, whose `oom` is
 * NULL; false with *why set, a literal or in `a`, when that cannot be done. */
typedef bool packs_read_fn(void *ctx, struct arena *a, const char *path, struct str *text,
    struct file_id *id, const char **why);

struct packs {
	struct rules *rules;
	struct arena arena;		/* all that goes once the rules are made */
	packs_read_fn *read;		/* NULL: no paths in `extends` */
	void *read_ctx;
	cf_error_fn fn;
	void *ctx;
	enum cf_status first;		/* the first failure */
	struct pack_file **file;	/* in order of loading */
	size_t nfiles, filecap;
	struct map names;		/* struct pack */
	struct pack **order;		/* each after those that it extends */
	size_t norder, ordercap;
	size_t bytes;			/* of all files */
	size_t expanded;		/* bytes that parameters made */
	size_t gathered;		/* how many files gathered what they extend */
	struct pack_file **config;	/* configurations, that nearest first */
	size_t nconfigs, configcap;
	bool reasons;			/* take built-in packs with all that is in them */
	bool thawed;			/* the built-in rules are there already; see image.h */
	bool full;			/* no more rules are taken */
	bool unreadable;		/* some file is no YAML: it may hold any pack */
	const char *path;		/* of the file at hand, should memory run out */
};

void packs_begin(struct packs *ps, struct rules *rules, cf_error_fn fn, void *ctx);
/* Take in a file; the text may go afterwards. */
void packs_add(struct packs *ps, const char *path, struct str yaml, const struct file_id *id);
/* the file of this id, when it has been added; else NULL */
struct pack_file *packs_file(const struct packs *ps, const struct file_id *id);
void packs_add_builtin(struct packs *ps, const struct builtin_pack *b);
/* Take all built-in packs as they are, when no other file will be added; false: they have to be
 * added one by one. */
bool packs_take_builtin(struct packs *ps);
/* A configuration, that nearest to the report first; its `with` goes to all packs and wins
 * over what they say of one another. All else in it has been read before. */
void packs_add_config(struct packs *ps, const char *path, struct str yaml);
/* Something cannot be taken in: told in the order of the files, except that memory ran out. */
void packs_refuse(struct packs *ps, const struct cf_error *err);
/* Make the rules, give out the mistakes, free what is not needed; the first failure or CF_OK. */
enum cf_status packs_end(struct packs *ps);

/* ---- the steps of it; run with the arenas' `oom` set */

/* find.c: where the packs are that a file extends, read if need be (`oom` is NULL here) */
void packs_find(struct packs *ps, struct pack_file *f);
/* extend.c: the order of the packs, then what they say of one another */
void packs_settle(struct packs *ps);
/* pack.c: what stands around the rules of a file */
void pack_head(struct packs *ps, struct pack_file *f);
/* pack.c: the rules of a file, into ps->rules */
void pack_rules(struct packs *ps, struct pack_file *f);
/* packs.c: run a step; when memory runs out false is returned and the load ends so */
bool packs_guard(struct packs *ps, void (*step)(struct packs *ps, struct pack_file *f),
    struct pack_file *f);
/* packs.c: one more file, NULL when it was refused or there is one too many */
struct pack_file *packs_take(struct packs *ps, const char *path, struct str yaml,
    const struct file_id *id);

#endif
