/*
 * The documents that are open in the editor: their text as it is there, and the
 * report on it, which is made when somebody asks and goes with the next edit.
 */
#ifndef CF_LSP_DOCUMENTS_H
#define CF_LSP_DOCUMENTS_H

#include "base/buf.h"
#include "crossfoot.h"
#include "lsp/position.h"
#include "lsp/rpc.h"
#include "plan.h"

/* A mistake in a rule file. */
struct rule_mistake {
	size_t from, to;	/* bytes of the text */
	char *message;
};

/* What counts for a document; all of it is in the server's memory of the plans. */
struct settled {
	size_t since;			/* which plans; 0: not settled */
	const struct plan *plan;	/* NULL: it cannot be checked, which was told */
	const struct cf_suppression *suppress;
	size_t nsuppress;
	struct baseline *baseline;	/* NULL: none */
	const char *place;		/* the document, as the baseline calls it */
	const char *left_out;		/* what says that it is: ".crossfootignore:3"; else NULL */
};

struct document {
	char *uri;
	char *path;		/* of a file: its name; else the URI */
	const char *format;	/* as the editor calls its language, or NULL */
	bool is_file;		/* `path` is one in the file system */
	bool is_yaml;
	cJSON *version;		/* as it was given, or NULL */
	struct buf text;
	struct lines lines;
	bool too_large;		/* its text is not kept (CF_MAX_TYPED) */
	struct settled settled;
	/* what was found out; good while `checked` */
	bool checked;
	struct cf_report *report;
	struct cf_error error;	/* why there is none; status CF_OK: there is no reason */
	struct rule_mistake *mistakes;
	size_t nmistakes, mistakecap;
	size_t revision;	/* of what was found out, for clients that ask for changes */
	bool published;		/* it has been told */
};

struct documents {
	struct document **item;
	size_t n, cap;
	size_t revisions;
};

void documents_release(struct documents *ds);
/* NULL: it is not open */
struct document *documents_find(const struct documents *ds, const char *uri);
/* begin it, or begin it again; NULL when memory ran out or there are too many */
struct document *documents_open(struct documents *ds, const char *uri, const char *language);
void documents_close(struct documents *ds, struct document *d);
/* all of them have to be checked again */
void documents_forget(struct documents *ds);

/* what was found out holds no longer */
void document_forget(struct document *d);
/* a new text; false when memory ran out */
bool document_set(struct document *d, struct str text);
/* an edit: an item of `contentChanges`; *why says what is wrong with it */
bool document_edit(struct document *d, const cJSON *change, bool utf8, const char **why);
bool document_add_mistake(struct document *d, size_t from, size_t to, const char *message);

/* a range of bytes, as an object; a position in params as a byte */
cJSON *document_range(const struct document *d, struct tree *t, size_t from, size_t to, bool utf8);
bool document_offset(const struct document *d, const cJSON *position, bool utf8, size_t *out);

/* the path of "file:///a%20b", made by malloc; else a copy of it; NULL: no memory */
char *uri_path(const char *uri);
/* the URI of an absolute path */
void uri_of_path(struct buf *b, const char *path);

#endif
