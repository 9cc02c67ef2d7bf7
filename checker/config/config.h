/*
 * Configurations, `.crossfoot.yml`: which rules are used and what is done with findings, for
 * the reports in a folder and below. YAML with the manners of rule files: what is unknown or
 * malformed is a mistake with its place. Every value knows where it was given.
 *
 * The nearest one counts, looked for in the folder of the report and upwards, as far as the
 * root of the repository (a folder with .git in it) or of the file system. Those above it are
 * not looked at; it may name them in `extends`.
 */
#ifndef CF_CONFIG_CONFIG_H
#define CF_CONFIG_CONFIG_H

#include "config/stamp.h"
#include "rules/value.h"

struct config_file {
	const char *path;	/* as a person calls it from where the tool is */
	const char *folder;	/* that it is in, with its "/" at the end, or "" for here */
	const char *place;	/* the same folder, absolute, without the "/" */
	struct source source;
	struct mistakes m;
	const struct node *root;	/* NULL: it is empty */
};

/* One text that was given somewhere. */
struct given {
	struct str s;
	const struct config_file *file;	/* NULL: nothing was given */
	const struct node *at;
};

struct given_list {
	struct given *p;
	size_t n, cap;
};

/* One of several, as a number. */
struct given_choice {
	unsigned value;
	struct given by;
};

/* What an override may set, too. */
struct config_settings {
	struct given_list only, except;	/* names of rules, "pack/id", "id" or a whole "pack/..." */
	bool only_set;
	struct given_choice *severity;	/* of rules; the last that fits counts */
	size_t nseverity, severitycap;
	struct given_choice profile, min_severity, fail_on;
};

struct config_override {
	const struct config_file *file;
	const struct node *at;
	struct given_list files;	/* globs */
	struct config_settings settings;
};

/* A finding that is silenced from outside. */
struct config_suppression {
	struct given rule, fingerprint, reason;
	struct given report;	/* which report; nothing: that of the sidecar file */
};

struct config {
	struct config_file **file;	/* it and those that it extends, the nearest first */
	size_t nfiles, filecap;
	struct given_list packs, ignore;
	struct given_choice default_rules;
	struct given_list with;		/* the names of parameters, for show */
	struct given baseline;
	struct config_settings settings;
	struct config_override *override;	/* the last that fits counts */
	size_t noverrides, overridecap;
	struct config_suppression *suppression;
	size_t nsuppressions, suppressioncap;
};

extern const struct choice config_profiles[], config_severities[], config_fail_ons[],
    config_flags[];

/* All configurations of a run; each is read once. */
struct configs {
	struct arena *arena;	/* with no `oom` */
	cf_error_fn fn;		/* told of each mistake */
	void *ctx;
	struct map of_folder;	/* struct found, by the absolute path */
	struct map of_file;	/* struct found, by the absolute path of the file */
	struct rules values;	/* its arena takes copied values */
	struct stamps *seen;	/* takes note of each file that is looked for; may be NULL */
};

void configs_init(struct configs *cs, struct arena *a, cf_error_fn fn, void *ctx);
void configs_release(struct configs *cs);

/* The configuration in this file. NULL: it cannot be used, and all that is wrong was told. */
const struct config *config_read(struct configs *cs, const char *path);
/* the same of one that is being written: `text` is what the file will hold. The text must stay. */
const struct config *config_read_text(struct configs *cs, const char *path, struct str text);
/* is that the name of a sidecar file, or of a configuration? */
bool config_is_sidecar(struct str path);
bool config_is_file(struct str path);
/*
 * The configuration for what is in a folder (absolute): *out NULL when there is none. false
 * when there is one that cannot be used; what is wrong is told the first time.
 */
bool config_find(struct configs *cs, const char *folder, const struct config **out);
/* The sidecar file of a report, which holds nothing but `suppressions`; *out NULL when there
 * is none, false when it cannot be used, which was told. */
bool config_sidecar(struct configs *cs, const char *report, const struct config **out);

/* ---- read.c; run with the arenas' `oom` set */

/* the keys of one file into *c; what is there already stays, as the nearest counts */
void config_take(struct configs *cs, struct config *c, struct config_file *f);
/* the same of a sidecar file */
void config_take_sidecar(struct configs *cs, struct config *c, struct config_file *f);
bool config_add(struct configs *cs, struct given_list *list, struct given g);

/* ---- paths */

/* the absolute path without links, NULL when there is nothing there */
const char *path_real(struct arena *a, const char *path);
/* an absolute path as it is shortest from where the tool is */
const char *path_shown(struct arena *a, const char *path);
/* is the absolute path that of the folder, or of what is in it? */
bool path_is_in(const char *path, const char *folder);
/* the root of the git repository that an absolute folder is in; NULL: it is in none */
const char *path_repository(struct arena *a, const char *folder);
/* the folder a path is in, "." for a bare name */
const char *path_folder(struct arena *a, const char *path);
/* a path that was written in a configuration, from where the tool is */
const char *config_path(struct arena *a, const struct given *g);
/* an absolute path from an absolute folder: "a/b.md", "../c.md" */
const char *path_from(struct arena *a, const char *folder, const char *path);

/* an error at a value of a configuration, with its line and caret */
void config_error(struct cf_error *err, const struct given *g, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
