/* Findings one a line, "path:line:col: severity[rule] message", for editors and grep. */
#include "write/write.h"

void
concise_report(struct writer *w, const struct cf_report *rep)
{
	struct buf *b = &w->buf;

	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		if (!write_is_listed(w, rel))
			continue;
		text_clean(b, str_of(rep->path));
		if (rel->place.spot == NULL)
			buf_printf(b, ":%zu:%zu", rel->place.line, rel->place.column);
		buf_puts(b, ": ");
		text_spot(b, &rel->place);
		buf_printf(b, "%s[%s] ", rel->verdict == CF_FAILED ? write_severity(rel->severity) :
		    write_verdict(rel->verdict), rel->rule);
		text_clean(b, str_of(rel->message));
		buf_putc(b, '\n');
	}
}
