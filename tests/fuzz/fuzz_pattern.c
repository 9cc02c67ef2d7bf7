/* What a pattern is said to need is in every text that it matches, and a match begins where
 * it is said to. The input is a pattern, a line end, and a text. */
#include <stdlib.h>

#include "base/limits.h"
#include "rules/literals.h"
#include "rules/pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
holds_one(const struct literals *need, struct str text)
{
	for (size_t i = 0; i < need->n; i++)
		if (str_has_folded(text, need->item[i]))
			return true;
	return false;
}

static bool
is_of_word(char c)
{
	return ch_alpha(c) || ch_digit(c) || c == '_';
}

static bool
may_begin(const struct literals *l, struct str text, size_t at)
{
	if (!l->starts_known)
		return true;
	if (l->at_line && (at == 0 || text.p[at - 1] == '\n' || text.p[at - 1] == '\r'))
		return true;
	if (l->at_word && at > 0 && at < text.n && is_of_word(text.p[at - 1]) &&
	    is_of_word(text.p[at]))
		return false;
	for (size_t i = 0; i < l->nstarts; i++)
		if (str_starts_folded(str_sub(text, at, text.n), l->start[i]))
			return true;
	return false;
}

/* other letters that are k and s in another case are looked at apart */
static bool
is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *nl = memchr(data, '\n', size);
	struct pattern_options opts = { .ignore_case = size % 2 == 0, .searched = true };
	struct str source, text, message;
	struct literals need;
	struct matcher *m;
	struct pattern *p;
	struct arena a;
	size_t at, to;

	if (nl == NULL)
		return 0;
	source = (struct str){ (const char *)data, (size_t)(nl - data) };
	text = (struct str){ (const char *)nl + 1, size - source.n - 1 };
	if (!is_ascii(text) || !is_ascii(source))
		return 0;
	arena_init(&a, CF_MAX_MEMORY);
	p = pattern_compile(&a, &a, source, &opts, &message, &at);
	m = matcher_new();
	if (p != NULL && m != NULL) {
		need = literals_of(&a, source);
		if (pattern_match(m, p, text, 0) == MATCH_YES) {
			if (need.n > 0 && !holds_one(&need, text))
				abort();
			/* \K moves the beginning of what is matched */
			if (!str_has_folded(source, CF_S("\\k")) && match_capture(m, 0, &at, &to) &&
			    (!may_begin(&need, text, at) ||
			    pattern_match_here(m, p, text, at) != MATCH_YES))
				abort();
		}
	}
	matcher_free(m);
	pattern_free(p);
	arena_release(&a);
	return 0;
}
