/* Documents that are open, and edits of them; see documents.h. */
#include "lsp/documents.h"

#include <stdlib.h>

#include "base/limits.h"

/* ---- which are open */

static void
document_free(struct document *d)
{
	if (d == NULL)
		return;
	document_forget(d);
	free(d->mistakes);
	buf_release(&d->text);
	lines_release(&d->lines);
	cJSON_Delete(d->version);
	free(d->uri);
	free(d->path);
	free(d);
}

void
documents_release(struct documents *ds)
{
	for (size_t i = 0; i < ds->n; i++)
		document_free(ds->item[i]);
	free(ds->item);
	*ds = (struct documents){ 0 };
}

struct document *
documents_find(const struct documents *ds, const char *uri)
{
	for (size_t i = 0; i < ds->n; i++)
		if (strcmp(ds->item[i]->uri, uri) == 0)
			return ds->item[i];
	return NULL;
}

static bool
room_for_one(struct documents *ds)
{
	size_t cap = ds->cap == 0 ? 16 : ds->cap * 2;
	struct document **p;

	if (ds->n >= CF_MAX_OPEN)
		return false;
	if (ds->n < ds->cap)
		return true;
	p = realloc(ds->item, cap * sizeof(struct document *));
	if (p == NULL)
		return false;
	ds->item = p;
	ds->cap = cap;
	return true;
}

static char *
copy_of(const char *s)
{
	size_t n = strlen(s) + 1;
	char *p = malloc(n);

	if (p != NULL)
		memcpy(p, s, n);
	return p;
}

/* what the editor calls the language says how it is read, where that is known */
static void
set_language(struct document *d, const char *language)
{
	static const char *const formats[] = { "markdown", "tsv", "csv", "html" };
	struct str path = str_of(d->path);

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (strcmp(language, formats[i]) == 0)
			d->format = formats[i];
	d->is_yaml = strcmp(language, "yaml") == 0 || str_ends(path, CF_S(".yml")) ||
	    str_ends(path, CF_S(".yaml"));
}

struct document *
documents_open(struct documents *ds, const char *uri, const char *language)
{
	struct document *d = documents_find(ds, uri);

	if (d != NULL)
		documents_close(ds, d);
	d = room_for_one(ds) ? calloc(1, sizeof(*d)) : NULL;
	if (d == NULL)
		return NULL;
	buf_init(&d->text);
	d->uri = copy_of(uri);
	d->path = uri_path(uri);
	d->is_file = strncmp(uri, "file://", 7) == 0;
	if (d->uri == NULL || d->path == NULL) {
		document_free(d);
		return NULL;
	}
	set_language(d, language);
	ds->item[ds->n++] = d;
	return d;
}

void
documents_close(struct documents *ds, struct document *d)
{
	for (size_t i = 0; i < ds->n; i++) {
		if (ds->item[i] != d)
			continue;
		memmove(&ds->item[i], &ds->item[i + 1], (ds->n - i - 1) * sizeof(struct document *));
		ds->n--;
		document_free(d);
		return;
	}
}

void
documents_forget(struct documents *ds)
{
	for (size_t i = 0; i < ds->n; i++)
		document_forget(ds->item[i]);
}

/* ---- what was found out */

void
document_forget(struct document *d)
{
	cf_report_free(d->report);
	d->report = NULL;
	for (size_t i = 0; i < d->nmistakes; i++)
		free(d->mistakes[i].message);
	d->nmistakes = 0;
	d->checked = d->published = false;
	d->error.status = CF_OK;
}

bool
document_add_mistake(struct document *d, size_t from, size_t to, const char *message)
{
	size_t cap = d->mistakecap == 0 ? 16 : d->mistakecap * 2;
	struct rule_mistake *p;

	if (d->nmistakes == d->mistakecap) {
		p = realloc(d->mistakes, cap * sizeof(*p));
		if (p == NULL)
			return false;
		d->mistakes = p;
		d->mistakecap = cap;
	}
	d->mistakes[d->nmistakes] = (struct rule_mistake){ from, to, copy_of(message) };
	return d->mistakes[d->nmistakes++].message != NULL || (d->nmistakes--, false);
}

/* ---- its text */

bool
document_set(struct document *d, struct str text)
{
	document_forget(d);
	d->too_large = text.n > CF_MAX_TYPED;
	d->text.n = 0;
	buf_put(&d->text, d->too_large ? CF_S("") : text);
	return !d->text.failed && lines_index(&d->lines, buf_str(&d->text));
}

/* put `with` in the place of bytes [from, to) */
static bool
replace(struct document *d, size_t from, size_t to, struct str with)
{
	size_t before = d->text.n, tail = before - to;

	if (before - (to - from) + with.n > CF_MAX_TYPED)
		return document_set(d, (struct str){ NULL, (size_t)CF_MAX_TYPED + 1 });
	document_forget(d);
	if (with.n > to - from)
		buf_pad(&d->text, ' ', with.n - (to - from));
	if (d->text.failed)
		return false;
	if (tail > 0)
		memmove(d->text.p + from + with.n, d->text.p + to, tail);
	if (with.n > 0)
		memcpy(d->text.p + from, with.p, with.n);
	d->text.n = from + with.n + tail;
	return lines_index(&d->lines, buf_str(&d->text));
}

bool
document_offset(const struct document *d, const cJSON *position, bool utf8, size_t *out)
{
	struct position at;

	if (!rpc_number(position, "line", &at.line) ||
	    !rpc_number(position, "character", &at.character))
		return false;
	*out = lines_offset(&d->lines, buf_str(&d->text), at, utf8);
	return true;
}

bool
document_edit(struct document *d, const cJSON *change, bool utf8, const char **why)
{
	const char *text = rpc_text(change, "text");
	const cJSON *range = rpc_at(change, "range");
	size_t from, to;

	*why = "a change has no text";
	if (text == NULL)
		return false;
	*why = "out of memory";
	if (range == NULL || cJSON_IsNull(range))
		return document_set(d, str_of(text));
	if (d->too_large) {	/* what is not kept cannot be edited */
		document_forget(d);
		return true;
	}
	*why = "the range of a change is none";
	if (!document_offset(d, rpc_at(range, "start"), utf8, &from) ||
	    !document_offset(d, rpc_at(range, "end"), utf8, &to) || from > to)
		return false;
	*why = "out of memory";
	return replace(d, from, to, str_of(text));
}

/* ---- places in it */

static cJSON *
position_json(const struct document *d, struct tree *t, size_t offset, bool utf8)
{
	struct position at = lines_position(&d->lines, buf_str(&d->text), offset, utf8);
	cJSON *o = cJSON_CreateObject();

	tree_number(t, o, "line", at.line);
	tree_number(t, o, "character", at.character);
	return o;
}

cJSON *
document_range(const struct document *d, struct tree *t, size_t from, size_t to, bool utf8)
{
	cJSON *o = cJSON_CreateObject();

	(void)tree_put(t, o, "start", position_json(d, t, from, utf8));
	(void)tree_put(t, o, "end", position_json(d, t, to, utf8));
	return o;
}
