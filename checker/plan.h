/*
 * How each report is checked: with the options of the command line, filled up from the
 * configuration that counts for it and its overrides. Rules are loaded once for each
 * configuration, and reports for which the same is said share one plan.
 */
#ifndef CF_PLAN_H
#define CF_PLAN_H

#include "config/ignore.h"
#include "opt.h"

/* The rules of one configuration. */
struct loaded {
	const struct config *config;	/* NULL: there is none */
	struct cf_rules *rules;		/* NULL: there are none to go by, which was told */
	struct cf_bundle *bundle;	/* what its reports state together; the user's to make */
};

struct plan {
	const struct config *config;
	const bool *on;			/* which of its overrides count */
	struct loaded *loaded;
	struct options options;		/* profile, severities, baseline as they are in effect */
	struct cf_options check;	/* `suppress` and `bundle` are the report's own */
};

struct plans {
	const struct options *options;
	struct arena *arena;
	struct arena work;	/* reset for each report */
	cf_error_fn fn;		/* told of each mistake */
	void *ctx;
	struct configs configs;
	const struct config *config;	/* --config */
	struct loaded **loaded;
	size_t nloaded, loadedcap;
	struct plan **plan;
	size_t nplans, plancap;
	bool mistakes;		/* something that was told makes the run incomplete */
};

/* mistakes are told on stderr; false when --config cannot be used */
bool plans_begin(struct plans *ps, const struct options *o);
/* the same with another who is told; `seen` takes note of the files that are looked for */
bool plans_serve(struct plans *ps, const struct options *o, struct stamps *seen, cf_error_fn fn,
    void *ctx);
void plans_end(struct plans *ps);

/* the rules of all plans so far, to be found by their names; false when memory ran out */
bool plans_gather(struct plans *ps, struct rules *all);

/* the folders that the plans leave things out of; see config/ignore.h */
void plans_ignore(struct plans *ps, struct ignore *ig, cf_error_fn fn, void *ctx);

/* the report's absolute path, which stays until the next question; NULL: it is not there.
 * A link counts where it stands, not where it leads. */
const char *plan_place(struct plans *ps, const char *path);

/* The plan for a report, or for a folder; NULL when its configuration or rules cannot be
 * used, which was told. */
const struct plan *plan_for(struct plans *ps, const char *path);
/* the plan of a configuration with all of its overrides, to see what is wrong with it */
const struct plan *plan_try(struct plans *ps, const struct config *c);

/* Findings of this report that are silenced by its sidecar file or the configuration; *n
 * of them, until the next call. false: the sidecar cannot be used, which was told. */
bool plan_suppressions(struct plans *ps, const struct plan *p, const char *path,
    const struct cf_suppression **out, size_t *n);
/* tell of those that silence nothing any more */
void plan_note_unused(struct plans *ps, const struct plan *p, const char *path,
    const struct cf_report *rep);

#endif
