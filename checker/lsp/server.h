/*
 * The language server: bytes come in, messages go out; see lsp/stream.c for where from
 * and where to. Messages are queued as they come and done in their order; a document
 * is checked when a request asks for what was found in it, or when nothing else is
 * left to do: so of many edits in a row only the last is.
 */
#ifndef CF_LSP_SERVER_H
#define CF_LSP_SERVER_H

#include "baseline.h"
#include "config/ignore.h"
#include "lsp/documents.h"
#include "lsp/frame.h"
#include "plan.h"

enum phase {
	PHASE_NEW,		/* before "initialize" */
	PHASE_RUNNING,
	PHASE_SHUT_DOWN,	/* only "exit" may follow */
	PHASE_OVER
};

/* What counts for documents, as the files said when it was begun; see plans.c. */
struct service {
	bool begun;
	bool broken;		/* --config cannot be used */
	size_t since;		/* counts the beginnings */
	struct arena arena;	/* all of it; no `oom` */
	struct options options;
	struct plans plans;
	struct ignore ignore;
	struct stamps stamps;	/* the files */
	struct baseline **baseline;
	size_t nbaselines, baselinecap;
	struct buf told, before;	/* what was wrong this time, and the last; NUL ends each */
};

struct server {
	/* set by the caller */
	const struct options *given;	/* on the command line */
	void (*write)(void *ctx, struct str bytes);
	void *ctx;
	/* the rest by the server */
	enum phase phase;
	bool orderly;			/* "shutdown" came before the end */
	struct frames frames;
	const char *lost;		/* why it was given up to look for messages; a literal */
	struct message *queue;
	size_t queued, queuecap;
	size_t done;			/* of the queue */
	struct documents documents;
	struct options options;		/* in force */
	struct arena settings;		/* what they are made of; no `oom` */
	char *root;			/* folder of the workspace, or NULL */
	struct service service;
	size_t asked;			/* requests of our own */
	size_t settings_asked;		/* the one for the settings; 0: none is open */
	/* what the client can do */
	bool utf8;			/* places are counted in bytes */
	bool pulls;			/* asks for diagnostics itself */
	bool related, versions, markdown, literals, configuration;
	bool registers_settings, registers_files;	/* it can be asked to tell of changes */
	bool refresh_diagnostics, refresh_lenses;
};

void server_init(struct server *s);
void server_release(struct server *s);
/* bytes that came in; false: give up, nothing more is to be had from this client */
bool server_take(struct server *s, struct str bytes);
/* do all that is queued */
void server_work(struct server *s);
/* check and tell of one document that needs it; false when none does */
bool server_check_next(struct server *s);
/* what is said about an input that ends within a message, or was given up; NULL: nothing */
const char *server_half(const struct server *s);

/* ---- for the parts of it */

/* send and free a message; it may be NULL, or t->failed */
void server_send(struct server *s, struct tree *t, cJSON *json);
/* tell the person; a type of MessageType */
enum message_type { TELL_ERROR = 1, TELL_WARNING, TELL_INFO, TELL_LOG };
void server_tell(struct server *s, enum message_type type, const char *text);
void server_tell_error(struct server *s, const struct cf_error *err);
/* the words of an error, with a NUL at the end */
void server_put_error(struct buf *b, const struct cf_error *err);

/* settings.c */
void settings_init(struct server *s);
/* read what the client has set, and begin anew when that changes something */
void settings_apply(struct server *s, const cJSON *settings);
/* ask the client for them */
void settings_ask(struct server *s);
/* ask it to tell when they change, or files that we read */
void settings_watch(struct server *s);

/* plans.c: configurations, rules and baselines */
void plans_init(struct server *s);
/* forget them all, and what was found by them; the next document that is checked loads them */
void plans_anew(struct server *s);
void plans_release(struct server *s);
/* the same when one of the files they came from has changed; `saved` is one that surely has */
void plans_freshen(struct server *s, const char *saved);
/* see that d->settled is as the files say */
void plans_settle(struct server *s, struct document *d);

/* checking.c: see that d->report or d->mistakes is there */
void check_document(struct server *s, struct document *d);
/* rulefile.c: is it a rule file? check it as one */
bool is_rule_file(const struct document *d);
void check_rule_file(struct server *s, struct document *d);
/* configfile.c: a configuration or a sidecar file */
bool is_config(const struct document *d);
void check_config(struct server *s, struct document *d);
/* is it a finding, and severe enough to be shown? */
bool is_shown(const struct document *d, const struct cf_relation *rel);
/* the rule of a finding, which is in use; NULL: there is none of this name */
const struct rule *rule_of(const struct document *d, const struct cf_relation *rel);

/* mistake.c: mistakes in a file that is open */
struct mistakes_of {
	struct server *server;
	struct document *document;
	bool others;	/* those of other files count, too, and are shown at its beginning */
	bool failed;
};
/* cf_error_fn; ctx is a struct mistakes_of */
void note_mistake(void *ctx, const struct cf_error *err);
/* tells when memory ran out meanwhile */
void mistakes_end(struct mistakes_of *of);

/* diagnostics.c: all of a checked document, as a list */
cJSON *diagnostics(struct server *s, struct tree *t, const struct document *d);
/* one finding */
cJSON *diagnostic_of(struct server *s, struct tree *t, const struct document *d,
    const struct cf_relation *rel);
void publish(struct server *s, struct document *d);
void publish_nothing(struct server *s, const char *uri);

/* Requests: a result that becomes the caller's, or NULL with f->code set. */
typedef cJSON *request_fn(struct server *s, struct tree *t, const cJSON *params,
    struct failure *f);
typedef void notification_fn(struct server *s, const cJSON *params);

request_fn request_initialize;				/* session.c */
request_fn request_diagnostic;				/* diagnostics.c */
request_fn request_actions, request_hover, request_lenses;	/* one file each */
notification_fn note_opened, note_changed, note_closed, note_saved;	/* sync.c */
notification_fn note_settings;				/* settings.c */
notification_fn note_files;				/* plans.c */

/* the document that params.textDocument names, checked; NULL with f set */
struct document *document_of(struct server *s, const cJSON *params, struct failure *f);

#endif
