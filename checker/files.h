/*
 * Inputs: which files the arguments mean, and what is in them. Folders are
 * walked, their names in byte order; names that begin with a dot are left out. A folder
 * that links lead to again is entered once.
 */
#ifndef CF_FILES_H
#define CF_FILES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "config/ignore.h"
#include "crossfoot.h"

struct file_list {
	struct arena *arena;	/* with no `oom` */
	const char **path;	/* "-" is the standard input */
	size_t n, cap;
	cf_error_fn fn;		/* told of each path that cannot be used */
	/* told of each file of a folder that looks like a report in a format that is not
	 * read; `ending` is a literal in small letters */
	void (*pass_over)(void *ctx, const char *path, const char *ending);
	struct ignore *ignore;	/* what is left out of folders; NULL: nothing is */
	bool force_ignore;	/* and of what is named */
	/* told of each report or folder that is; `why`: ".gitignore:3" */
	void (*left_out)(void *ctx, const char *path, bool folder, const char *why);
	size_t nleft;		/* how often */
	struct map entered;	/* folders, in the walk at hand */
	/* told of each file of a folder that crossfoot wrote: it is left out; or NULL */
	void (*own_file)(void *ctx);
	void *ctx;		/* for all of them */
};

/* add what the path means: itself, or the reports under it when it is a folder */
void files_add(struct file_list *list, const char *path);

/* all bytes of a file, or of the standard input for "-" */
enum cf_status file_read(struct buf *into, const char *path, struct cf_error *err);

#endif
