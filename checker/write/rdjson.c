/*
 * The diagnostic format of reviewdog. Its columns count the bytes of UTF-8 from 1, and
 * ends are exclusive. Files without lines have a path alone; the message says where.
 */
#include "write/object.h"

static const char *
severity_of(enum cf_severity severity)
{
	switch (severity) {
	case CF_INFO: return "INFO";
	case CF_WARNING: return "WARNING";
	case CF_ERROR: return "ERROR";
	}
	return "UNKNOWN_SEVERITY";
}

static void
put_position(struct writer *w, cJSON *o, const char *key, const struct cf_report *rep, size_t line,
    size_t at)
{
	cJSON *position = object_inside(w, o, key);
	size_t first = line > 0 && line <= rep->nlines ? rep->line[line - 1] : at;

	object_number(w, position, "line", line);
	object_number(w, position, "column", at < first ? 1 : at - first + 1);
}

static void
put_range(struct writer *w, cJSON *o, const struct cf_report *rep, const struct cf_place *p)
{
	cJSON *range = object_inside(w, o, "range");

	put_position(w, range, "start", rep, p->line, p->from);
	put_position(w, range, "end", rep, p->end_line, p->to);
}

static cJSON *
diagnostic_of(struct writer *w, const struct cf_report *rep, const struct cf_relation *rel)
{
	cJSON *o = cJSON_CreateObject(), *location, *list, *one;
	const char *sum = rel->note[0] != '\0' ? rel->note : rel->relation;
	const struct cf_spot *spot = rel->place.spot;
	struct str words = arena_printf(&w->scratch, "%s%s%s%s%s%s%s", spot == NULL ? "" : spot->words,
	    spot == NULL ? "" : ": ", rel->message, sum[0] == '\0' ? "" : "\n= ", sum,
	    rel->help[0] == '\0' ? "" : "\n", rel->help);

	w->failed |= words.n == 0;
	object_put(w, o, "message", cJSON_CreateString(words.p));
	location = object_inside(w, o, "location");
	object_string(w, location, "path", object_utf8(w, write_path(rep->path)));
	if (spot == NULL)
		put_range(w, location, rep, &rel->place);
	object_string(w, o, "severity", severity_of(rel->severity));
	object_string(w, object_inside(w, o, "code"), "value", rel->rule);
	if (rel->suggestion == NULL || spot != NULL)
		return o;
	list = object_list(w, o, "suggestions");
	one = cJSON_CreateObject();
	put_range(w, one, rep, &rel->place);
	object_string(w, one, "text", rel->suggestion);
	object_push(w, list, one);
	return o;
}

void
rdjson_begin(struct writer *w)
{
	buf_puts(&w->buf, "{\n \"source\": {\"name\": \"crossfoot\"},\n \"diagnostics\": [");
}

void
rdjson_report(struct writer *w, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		if (rel->verdict == CF_FAILED && write_is_listed(w, rel))
			object_element(w, &w->buf, w->nlisted++ == 0, diagnostic_of(w, rep, rel));
	}
}

void
rdjson_finish(struct writer *w)
{
	buf_puts(&w->buf, "\n ]\n}\n");
}
