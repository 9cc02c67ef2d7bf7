/* Rule files: their mistakes while they are written; see server.h. */
#include "lsp/server.h"

/* does a line begin with the key? */
static bool
has_key(struct str text, struct str key)
{
	const char *nl;

	for (size_t at = 0; at < text.n; at = nl == NULL ? text.n : (size_t)(nl - text.p) + 1) {
		if (str_starts(str_sub(text, at, text.n), key))
			return true;
		nl = memchr(text.p + at, '\n', text.n - at);
	}
	return false;
}

bool
is_rule_file(const struct document *d)
{
	struct str text = buf_str(&d->text);

	return d->is_yaml && (has_key(text, CF_S("pack:")) ||
	    (has_key(text, CF_S("rules:")) && str_has_folded(text, CF_S("check:"))));
}

struct mistakes_of {
	struct server *server;
	struct document *document;
	bool failed;
};

/* the byte of a line and column, both from 1; lines end with LF here */
static size_t
offset_of(struct str text, size_t line, size_t column)
{
	size_t at = 0;

	for (; line > 1 && at < text.n; line--) {
		const char *nl = memchr(text.p + at, '\n', text.n - at);

		at = nl == NULL ? text.n : (size_t)(nl - text.p) + 1;
	}
	for (; column > 1 && at < text.n && text.p[at] != '\n'; column--)
		do
			at++;
		while (at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80);
	return at;
}

/* cf_error_fn */
static void
note_mistake(void *ctx, const struct cf_error *err)
{
	struct mistakes_of *of = ctx;
	struct document *d = of->document;
	struct str text = buf_str(&d->text);
	struct buf message;
	size_t from, to;

	if (strcmp(err->path, d->path) != 0)
		return;	/* of another file, which says so itself */
	from = offset_of(text, err->line, err->column);
	to = from + err->carets < text.n ? from + err->carets : text.n;
	buf_init(&message);
	buf_puts(&message, err->message);
	if (err->help[0] != '\0')
		buf_printf(&message, "\n%s", err->help);
	buf_put(&message, (struct str){ "", 1 });
	of->failed |= message.failed || !document_add_mistake(d, from, to, message.p);
	buf_release(&message);
}

void
check_rule_file(struct server *s, struct document *d)
{
	const struct options *o = &s->options;
	unsigned load = LOAD_REASONS | (o->no_default_rules ? 0u : (unsigned)LOAD_DEFAULTS);
	struct rule_text open = { d->path, buf_str(&d->text) };
	struct mistakes_of of = { s, d, false };

	if (rules_try(&open, o->rules.p, o->rules.n, load, note_mistake, &of) == CF_ENOMEM)
		of.failed = true;
	if (of.failed) {
		document_forget(d);
		d->checked = true;
		server_tell(s, TELL_ERROR, "memory ran out while a rule file was checked");
	}
}
