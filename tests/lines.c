/* Comparing lines; see lines.h. */
#include "tests/lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/case_file.h"

void
lines_add(struct lines *l, const char *brief, const char *full)
{
	l->line = must(realloc(l->line, (l->n + 1) * sizeof(*l->line)));
	l->line[l->n].brief = must(strdup(brief));
	l->line[l->n++].full = must(strdup(full));
}

void
lines_free(struct lines *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->line[i].brief);
		free(l->line[i].full);
	}
	free(l->line);
	*l = (struct lines){ 0 };
}

/* the next line of `want` that is not blank, without its end; NULL at the end */
static const char *
next_wanted(const char **want, size_t *n)
{
	while (**want != '\0') {
		const char *p = *want;

		*n = strcspn(p, "\n");
		*want += *n + (p[*n] == '\n');
		if (strspn(p, " \t\r") < *n)
			return p;
	}
	return NULL;
}

static bool
equals(const char *s, const char *p, size_t n)
{
	return strlen(s) == n && memcmp(s, p, n) == 0;
}

static bool
is_wanted(const struct came *c, const char *p, size_t n)
{
	return equals(c->brief, p, n) || equals(c->full, p, n);
}

bool
lines_match(const struct lines *came, const char *want)
{
	const char *p;
	size_t i = 0, n;

	while ((p = next_wanted(&want, &n)) != NULL)
		if (i == came->n || !is_wanted(&came->line[i++], p, n))
			return false;
	return i == came->n;
}

void
lines_print_diff(const struct lines *came, const char *want)
{
	bool *found = must(calloc(came->n + 1, sizeof(*found)));
	bool same = true;
	const char *p;
	size_t n;

	while ((p = next_wanted(&want, &n)) != NULL) {
		size_t i = 0;

		while (i < came->n && (found[i] || !is_wanted(&came->line[i], p, n)))
			i++;
		found[i] = i < came->n;
		if (i < came->n)
			continue;
		same = false;
		(void)printf("  - %.*s\n", (int)n, p);
	}
	for (size_t i = 0; i < came->n; i++)
		if (!found[i]) {
			same = false;
			(void)printf("  + %s\n", came->line[i].full);
		}
	if (same)
		(void)printf("  (the same lines in another order)\n");
	free(found);
}

char *
lines_accept(const struct lines *came, const char *want)
{
	char *text = NULL;
	size_t size;
	FILE *out = must(open_memstream(&text, &size));

	for (size_t i = 0; i < came->n; i++) {
		const char *rest = want, *p, *line = came->line[i].full;
		size_t n;

		while ((p = next_wanted(&rest, &n)) != NULL)
			if (equals(came->line[i].brief, p, n))
				line = came->line[i].brief;
		(void)fprintf(out, "%s\n", line);
	}
	(void)fclose(out);
	return must(text);
}
