/* Reports written another way; see variants.h. */
#include "tests/variants.h"

#include <stdlib.h>
#include <string.h>

#include "tests/case_file.h"
#include "tests/invariants.h"

struct variant {
	const char *name;
	size_t blank_lines;	/* in front */
	bool crlf, cut;
};

static char *
write_variant(const struct variant *v, const struct cf_input *in, size_t *n)
{
	char *out = must(malloc(2 * (in->n + v->blank_lines) + 1));
	size_t from = 0, to = in->n, at = 0;

	if (v->cut && to > 0 && in->bytes[to - 1] == '\n')
		to--;
	for (size_t i = 0; i < v->blank_lines; i++)
		out[at++] = '\n';
	for (; from < to; from++) {
		if (v->crlf && in->bytes[from] == '\n')
			out[at++] = '\r';
		out[at++] = in->bytes[from];
	}
	*n = at;
	return out;
}

static bool
relations_agree(const struct variant *v, const struct cf_relation *a, const struct cf_relation *b)
{
	return strcmp(a->rule, b->rule) == 0 && a->verdict == b->verdict &&
	    strcmp(a->message, b->message) == 0 && strcmp(a->stated, b->stated) == 0 &&
	    strcmp(a->computed, b->computed) == 0 &&
	    strcmp(a->fingerprint, b->fingerprint) == 0 &&
	    a->place.line + v->blank_lines == b->place.line && a->place.column == b->place.column;
}

static bool
reports_agree(const struct variant *v, const struct cf_report *a, const struct cf_report *b,
    char *message, size_t n)
{
	size_t na = cf_report_size(a), nb = cf_report_size(b);

	for (size_t i = 0; i < na && i < nb; i++) {
		const struct cf_relation *x = cf_report_get(a, i), *y = cf_report_get(b, i);

		if (relations_agree(v, x, y))
			continue;
		(void)snprintf(message, n, "%s: %s at %zu:%zu became %s at %zu:%zu (\"%s\", \"%s\")",
		    v->name, x->rule, x->place.line, x->place.column, y->rule, y->place.line,
		    y->place.column, x->message, y->message);
		return false;
	}
	if (na != nb)
		(void)snprintf(message, n, "%s: %zu relations became %zu", v->name, na, nb);
	return na == nb;
}

static bool
variant_agrees(const struct variant *v, const struct cf_rules *rules, const struct cf_input *in,
    const struct cf_report *report, char *message, size_t n)
{
	struct cf_input other = *in;
	struct cf_options opts = { .keep = ~0u };
	struct cf_report *got = NULL;
	struct cf_error err;
	char *bytes = write_variant(v, in, &other.n), inner[300];
	bool ok;

	other.bytes = bytes;
	if (cf_check(&got, rules, &other, &opts, &err) != CF_OK) {
		(void)snprintf(message, n, "%s: %s", v->name, err.message);
		ok = false;
	} else if (!report_is_sound(&other, got, inner, sizeof(inner))) {
		(void)snprintf(message, n, "%s: %s", v->name, inner);
		ok = false;
	} else {
		ok = reports_agree(v, report, got, message, n);
	}
	cf_report_free(got);
	free(bytes);
	return ok;
}

bool
variants_agree(const struct cf_rules *rules, const struct cf_input *in,
    const struct cf_report *report, char *message, size_t n)
{
	static const struct variant all[] = {
		{ "with CRLF line ends", 0, true, false },
		{ "without the last line end", 0, false, true },
		{ "two lines further down", 2, false, false },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (!variant_agrees(&all[i], rules, in, report, message, n))
			return false;
	return true;
}
