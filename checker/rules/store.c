/* Serialized patterns in, compiled ones out; see store.h. */
#include "rules/store.h"

#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct pattern_store {
	size_t next;		/* that is probably asked for */
	pcre2_code *code[];	/* NULL: taken */
};

#define LONGEST_VERSION	64u

static bool
says(uint32_t what, const char *expected)
{
	char text[LONGEST_VERSION];
	int n = pcre2_config(what, NULL);

	return n > 0 && (size_t)n <= sizeof(text) && pcre2_config(what, text) > 0 &&
	    strcmp(text, expected) == 0;
}

/* PCRE2 itself compares no more than the version, and not to its end */
static bool
is_of_this_library(const struct frozen_patterns *f)
{
	uint32_t link_size = 0;

	return f->n > 0 && pcre2_config(PCRE2_CONFIG_LINKSIZE, &link_size) == 0 &&
	    link_size == f->link_size && says(PCRE2_CONFIG_VERSION, f->version) &&
	    says(PCRE2_CONFIG_UNICODE_VERSION, f->unicode);
}

struct pattern_store *
store_new(void)
{
	const struct frozen_patterns *f = &frozen_patterns;
	struct pattern_store *s;

	if (!is_of_this_library(f))
		return NULL;
	s = calloc(1, sizeof(*s) + f->n * sizeof(pcre2_code *));
	if (s == NULL)
		return NULL;
	if (pcre2_serialize_decode(s->code, (int32_t)f->n, f->code, NULL) != (int32_t)f->n) {
		free(s);
		return NULL;
	}
	return s;
}

void
store_free(struct pattern_store *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < frozen_patterns.n; i++)
		pcre2_code_free(s->code[i]);
	free(s);
}

static bool
is_it(const struct pattern_store *s, size_t i, struct str source, uint32_t flags)
{
	const struct frozen_pattern *p = &frozen_patterns.pattern[i];

	return s->code[i] != NULL && p->flags == flags && str_eq(p->source, source);
}

void *
store_take(struct pattern_store *s, struct str source, uint32_t flags, size_t *number)
{
	size_t n = frozen_patterns.n;
	pcre2_code *code;

	if (s == NULL)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		size_t at = (s->next + i) % n;

		if (!is_it(s, at, source, flags))
			continue;
		code = s->code[at];
		s->code[at] = NULL;
		s->next = at + 1;
		*number = at;
		return code;
	}
	return NULL;
}
