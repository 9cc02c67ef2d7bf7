/* Streaming XML; see xml.h. */
#include "read/xml.h"

#include <expat.h>
#include <stdlib.h>

#include "base/limits.h"

#define SLOTS		1024u	/* a power of two well above XML_WORDS */
#define CHUNK		(64u << 10)
#define SEPARATOR	'\n'	/* cannot stand in a namespace's name */

struct slot {
	const char *local;
	char prefix;
	unsigned id;
};

struct parse {
	const struct xml_reader *r;
	XML_Parser parser;
	struct slot slot[SLOTS];
	uint16_t depth;		/* of open elements */
	uint16_t left_out;	/* the depth at which an element was left out; 0: none was */
	uint16_t open[CF_MAX_XML_DEPTH];	/* their ids */
	const char *refused;	/* why the part is not read on, or NULL */
	bool too_deep;
};

/* ---- names */

struct space {
	char prefix;
	const char *uri;
};

/* the first letter of the prefix that the words are written with */
static const struct space spaces[] = {
	{ 'w', "http://schemas.openxmlformats.org/wordprocessingml/2006/main" },
	{ 'w', "http://purl.oclc.org/ooxml/wordprocessingml/main" },
	{ 's', "http://schemas.openxmlformats.org/spreadsheetml/2006/main" },
	{ 's', "http://purl.oclc.org/ooxml/spreadsheetml/main" },
	{ 'c', "http://schemas.openxmlformats.org/markup-compatibility/2006" },
	{ 'm', "http://schemas.openxmlformats.org/officeDocument/2006/math" },
	{ 'm', "http://purl.oclc.org/ooxml/officeDocument/math" },
	{ 'p', "http://schemas.openxmlformats.org/package/2006/relationships" },
	{ 'k', "http://schemas.openxmlformats.org/package/2006/content-types" },
	{ 't', "urn:oasis:names:tc:opendocument:xmlns:text:1.0" },
	{ 'b', "urn:oasis:names:tc:opendocument:xmlns:table:1.0" },
	{ 'o', "urn:oasis:names:tc:opendocument:xmlns:office:1.0" },
	{ 'y', "urn:oasis:names:tc:opendocument:xmlns:style:1.0" },
	{ 'd', "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" },
	{ 'n', "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" },
	{ 'u', "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" },
};

static char
prefix_of(const char *uri, size_t n)
{
	for (size_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++)
		if (strncmp(spaces[i].uri, uri, n) == 0 && spaces[i].uri[n] == '\0')
			return spaces[i].prefix;
	return '\0';
}

static size_t
slot_of(const char *local)
{
	uint32_t h = 2166136261u;

	for (; *local != '\0'; local++)
		h = (h ^ (unsigned char)*local) * 16777619u;
	return h & (SLOTS - 1);
}

static void
index_words(struct parse *p)
{
	for (size_t i = 0; i < p->r->nwords && i < XML_WORDS; i++) {
		const char *name = p->r->words[i].name;
		size_t at = slot_of(name + 2);

		while (p->slot[at].id != 0)
			at = (at + 1) & (SLOTS - 1);
		p->slot[at] = (struct slot){ name + 2, name[0], p->r->words[i].id };
	}
}

/* "uri SEPARATOR local" */
static unsigned
id_of(const struct parse *p, const char *name)
{
	const char *end = strrchr(name, SEPARATOR);
	const char *local = end == NULL ? name : end + 1;
	char prefix = '?';

	for (size_t at = slot_of(local); p->slot[at].id != 0; at = (at + 1) & (SLOTS - 1)) {
		if (strcmp(p->slot[at].local, local) != 0)
			continue;
		if (prefix == '?')
			prefix = end == NULL ? '\0' : prefix_of(name, (size_t)(end - name));
		if (p->slot[at].prefix == prefix)
			return p->slot[at].id;
	}
	return 0;
}

const char *
xml_attr(const char *const *attrs, const char *name)
{
	for (; *attrs != NULL; attrs += 2) {
		const char *local = strrchr(*attrs, SEPARATOR);

		if (strcmp(local == NULL ? *attrs : local + 1, name) == 0)
			return attrs[1];
	}
	return NULL;
}

long
xml_number(const char *const *attrs, const char *name, long otherwise)
{
	const char *value = xml_attr(attrs, name);
	char *end;
	long n;

	if (value == NULL)
		return otherwise;
	n = strtol(value, &end, 10);
	if (end == value || n > INT32_MAX || n < INT32_MIN)
		return otherwise;
	return n;
}

bool
xml_true(const char *value, bool otherwise)
{
	if (value == NULL)
		return otherwise;
	return strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0;
}

/* ---- what expat calls */

static void
stop(struct parse *p, const char *why)
{
	if (p->refused == NULL)
		p->refused = why;
	(void)XML_StopParser(p->parser, XML_FALSE);
}

static bool
has_failed(const struct parse *p)
{
	return p->r->failed != NULL && *p->r->failed;
}

static void XMLCALL
on_open(void *data, const XML_Char *name, const XML_Char **attrs)
{
	struct parse *p = data;
	unsigned id = 0;

	if (p->depth == CF_MAX_XML_DEPTH) {
		p->too_deep = true;
		stop(p, "its elements are nested too deeply");
		return;
	}
	if (p->left_out == 0) {
		id = id_of(p, name);
		if (id != 0 && !p->r->open(p->r->ctx, id, (const char *const *)attrs)) {
			p->left_out = (uint16_t)(p->depth + 1);
			id = 0;
		}
	}
	p->open[p->depth++] = (uint16_t)id;
	if (has_failed(p))
		(void)XML_StopParser(p->parser, XML_FALSE);
}

static void XMLCALL
on_close(void *data, const XML_Char *name)
{
	struct parse *p = data;
	unsigned id = p->open[--p->depth];

	(void)name;
	if (p->left_out > p->depth)
		p->left_out = 0;
	else if (id != 0)
		p->r->close(p->r->ctx, id);
	if (has_failed(p))
		(void)XML_StopParser(p->parser, XML_FALSE);
}

static void XMLCALL
on_text(void *data, const XML_Char *s, int n)
{
	struct parse *p = data;

	if (p->left_out == 0 && p->r->text != NULL && !has_failed(p))
		p->r->text(p->r->ctx, (struct str){ s, (size_t)n });
}

static void XMLCALL
on_doctype(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public, int subset)
{
	(void)name;
	(void)system;
	(void)public;
	(void)subset;
	stop(data, "it has a DOCTYPE, which no such file needs");
}

/* ---- a part */

static enum cf_status
refuse(const struct parse *p, const char *path, struct str part, struct cf_error *err)
{
	enum XML_Error code = XML_GetErrorCode(p->parser);

	if (has_failed(p))
		return CF_OK;
	if (p->too_deep)
		return error_set(err, CF_ELIMIT, path, 0, 0,
		    "the elements of \"%.*s\" are nested more than %u deep (CF_MAX_XML_DEPTH)",
		    (int)part.n, part.p, CF_MAX_XML_DEPTH);
	if (p->refused != NULL)
		return error_set(err, CF_EINPUT, path, 0, 0, "the part \"%.*s\" is refused: %s",
		    (int)part.n, part.p, p->refused);
	if (code == XML_ERROR_NO_MEMORY)
		return error_set(err, CF_ENOMEM, path, 0, 0, "out of memory");
	return error_set(err, CF_EINPUT, path, 0, 0,
	    "the part \"%.*s\" is no good XML: %s at its line %lu; the file is damaged",
	    (int)part.n, part.p, XML_ErrorString(code), (unsigned long)
	    XML_GetCurrentLineNumber(p->parser));
}

/* One long tag may be looked at again with every piece of it that comes: bound it. While
 * expat waits for more of it, it knows no place. */
static bool
token_is_long(const struct parse *p, uint64_t fed, uint64_t *last)
{
	XML_Index at = XML_GetCurrentByteIndex(p->parser);

	if (at >= 0 && (uint64_t)at > *last)
		*last = (uint64_t)at;
	return fed > *last && fed - *last > CF_MAX_XML_TOKEN;
}

static enum cf_status
feed(struct parse *p, struct zip *z, const char *path, struct str part, struct cf_error *err)
{
	uint64_t fed = 0, last = 0;
	size_t n = 1;

	while (n > 0) {
		void *room = XML_GetBuffer(p->parser, CHUNK);
		enum cf_status st;

		if (room == NULL)
			return refuse(p, path, part, err);
		st = zip_more(z, room, CHUNK, &n, err);
		if (st != CF_OK)
			return st;
		if (XML_ParseBuffer(p->parser, (int)n, n == 0) != XML_STATUS_OK)
			return refuse(p, path, part, err);
		fed += n;
		if (token_is_long(p, fed, &last))
			return error_set(err, CF_ELIMIT, path, 0, 0,
			    "a tag in \"%.*s\" has more than %u bytes (CF_MAX_XML_TOKEN)",
			    (int)part.n, part.p, CF_MAX_XML_TOKEN);
	}
	return CF_OK;
}

enum cf_status
xml_read(struct zip *z, const char *path, struct str part, const struct xml_reader *r,
    struct cf_error *err)
{
	enum cf_status st = zip_begin(z, part, err);
	struct parse *p;

	if (st != CF_OK)
		return st;
	p = calloc(1, sizeof(*p));
	if (p != NULL)
		p->parser = XML_ParserCreateNS(NULL, SEPARATOR);
	if (p == NULL || p->parser == NULL) {
		st = error_set(err, CF_ENOMEM, path, 0, 0, "out of memory");
	} else {
		p->r = r;
		index_words(p);
		XML_SetUserData(p->parser, p);
		XML_SetElementHandler(p->parser, on_open, on_close);
		XML_SetCharacterDataHandler(p->parser, on_text);
		XML_SetStartDoctypeDeclHandler(p->parser, on_doctype);
		st = feed(p, z, path, part, err);
		XML_ParserFree(p->parser);
	}
	free(p);
	zip_end(z);
	return st;
}
