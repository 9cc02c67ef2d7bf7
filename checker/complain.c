/* Errors as a person reads them; see complain.h. */
#include "complain.h"

#include <stdarg.h>

#include "base/utf8.h"
#include "write/write.h"

static void
put_snippet(struct buf *b, const struct cf_error *err)
{
	struct str line = str_of(err->snippet);
	size_t carets = utf8_width(str_sub(line, err->caret, err->caret + err->carets));

	buf_printf(b, "%7zu | ", err->line);
	text_clean(b, line);
	buf_puts(b, "\n        | ");
	buf_pad(b, ' ', utf8_width(str_sub(line, 0, err->caret)));
	buf_pad(b, '^', carets == 0 ? 1 : carets);
	buf_putc(b, '\n');
}

static void
say(FILE *out, const char *word, const struct cf_error *err)
{
	struct buf b;

	buf_init(&b);
	text_clean(&b, str_of(err->path[0] == '\0' ? "crossfoot" : err->path));
	if (err->line > 0)
		buf_printf(&b, ":%zu:%zu", err->line, err->column);
	buf_printf(&b, ": %s: ", word);
	text_clean(&b, str_of(err->message));
	buf_putc(&b, '\n');
	if (err->snippet[0] != '\0')
		put_snippet(&b, err);
	if (err->help[0] != '\0') {
		buf_puts(&b, "   help: ");
		text_clean(&b, str_of(err->help));
		buf_putc(&b, '\n');
	}
	if (b.n > 0)
		(void)fwrite(b.p, 1, b.n, out);
	buf_release(&b);
}

void
complain(FILE *out, const struct cf_error *err)
{
	say(out, "error", err);
}

void
complain_note(FILE *out, const struct cf_error *err)
{
	say(out, "note", err);
}

bool
error_help(struct cf_error *err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(err->help, sizeof(err->help), fmt, ap);
	va_end(ap);
	return false;
}
