/* Mistakes in what is open: rule files and configurations; see server.h. */
#include "lsp/server.h"

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

void
note_mistake(void *ctx, const struct cf_error *err)
{
	struct mistakes_of *of = ctx;
	struct document *d = of->document;
	struct str text = buf_str(&d->text);
	bool own = strcmp(err->path, d->path) == 0;
	size_t from = own ? offset_of(text, err->line, err->column) : 0;
	size_t to = from + (own ? err->carets : 0);
	struct buf message;

	if (!own && !of->others)
		return;
	buf_init(&message);
	if (!own && err->path[0] != '\0')
		buf_puts(&message, err->path);
	if (!own && err->line > 0)
		buf_printf(&message, ":%zu:%zu", err->line, err->column);
	if (!own && err->path[0] != '\0')
		buf_puts(&message, ": ");
	buf_puts(&message, err->message);
	if (err->help[0] != '\0')
		buf_printf(&message, "\n%s", err->help);
	buf_put(&message, (struct str){ "", 1 });
	of->failed |= message.failed ||
	    !document_add_mistake(d, from, to < text.n ? to : text.n, message.p);
	buf_release(&message);
}

void
mistakes_end(struct mistakes_of *of)
{
	if (!of->failed)
		return;
	document_forget(of->document);
	of->document->checked = true;
	server_tell(of->server, TELL_ERROR, "memory ran out while a file was checked");
}
