/* Taking case files apart; see case_file.h. */
#include "tests/case_file.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[SECTION_KINDS] = {
	[SECTION_RULES] = "rules", [SECTION_INPUT] = "input", [SECTION_FINDINGS] = "findings",
	[SECTION_HELD] = "held", [SECTION_UNDECIDED] = "undecided",
	[SECTION_ROUNDING] = "rounding",
	[SECTION_SUPPRESSED] = "suppressed", [SECTION_SKIPPED] = "skipped",
	[SECTION_ERROR] = "error", [SECTION_SHOW] = "show", [SECTION_XFAIL] = "xfail",
};

void *
must(void *p)
{
	if (p == NULL) {
		(void)fputs("out of memory\n", stderr);
		exit(2);
	}
	return p;
}

static char *
copy(const char *s, size_t n)
{
	char *p = must(malloc(n + 1));

	memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

/* all of a file, or NULL */
static char *
slurp(const char *path, size_t *n)
{
	FILE *in = fopen(path, "rb");
	char part[8192], *all = NULL;
	FILE *out;
	size_t got;

	if (in == NULL)
		return NULL;
	out = must(open_memstream(&all, n));
	while ((got = fread(part, 1, sizeof(part), in)) > 0)
		(void)fwrite(part, 1, got, out);
	(void)fclose(in);
	(void)fclose(out);
	return must(all);
}

static void mistake(struct case_file *f, size_t line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* the first one is kept */
static void
mistake(struct case_file *f, size_t line, const char *fmt, ...)
{
	va_list ap;

	if (f->error_line != 0)
		return;
	f->error_line = line;
	va_start(ap, fmt);
	(void)vsnprintf(f->error, sizeof(f->error), fmt, ap);
	va_end(ap);
}

static size_t
line_end(const struct case_file *f, size_t at)
{
	const char *nl = memchr(f->bytes + at, '\n', f->n - at);

	return nl == NULL ? f->n : (size_t)(nl - f->bytes);
}

/* what stands after a mark, without spaces at both ends */
static char *
trimmed(const char *s, size_t n)
{
	while (n > 0 && (*s == ' ' || *s == '\t')) {
		s++;
		n--;
	}
	while (n > 0 && strchr(" \t\r", s[n - 1]) != NULL)
		n--;
	return copy(s, n);
}

static void
begin_case(struct case_file *f, size_t line, size_t from, size_t to)
{
	f->cases = must(realloc(f->cases, (f->ncases + 1) * sizeof(*f->cases)));
	f->cases[f->ncases++] = (struct test_case){ .path = f->path, .line = line,
		.title = trimmed(f->bytes + from + 3, to - from - 3) };
}

/* "%% name arg", "%% name: arg" */
static struct section *
begin_section(struct case_file *f, size_t line, size_t from, size_t to)
{
	char *mark = trimmed(f->bytes + from + 2, to - from - 2);
	size_t n = strcspn(mark, ": \t");
	struct section *s = NULL;

	for (size_t k = 0; k < SECTION_KINDS; k++)
		if (strlen(names[k]) == n && memcmp(mark, names[k], n) == 0 && f->ncases > 0)
			s = &f->cases[f->ncases - 1].section[k];
	if (f->ncases == 0)
		mistake(f, line, "a section before the first %%%%%% title");
	else if (s == NULL)
		mistake(f, line, "no section is called \"%.*s\"", (int)n, mark);
	else if (s->given)
		mistake(f, line, "a second \"%.*s\" section", (int)n, mark);
	else
		*s = (struct section){ .given = true, .line = line,
			.arg = trimmed(mark + n + (mark[n] == ':'),
			    strlen(mark + n + (mark[n] == ':'))) };
	free(mark);
	return s;
}

/* the lines [from, to) belong to the section */
static void
fill_section(const struct case_file *f, struct section *s, size_t from, size_t to)
{
	size_t n = 0, end = to;
	bool start = true;

	if (s == NULL || s->text != NULL)
		return;
	s->text = must(malloc(to - from + 1));
	for (size_t i = from; i < to; i++) {
		if (start && to - i >= 3 && memcmp(f->bytes + i, "\\%%", 3) == 0)
			i++;
		start = f->bytes[i] == '\n';
		s->text[n++] = f->bytes[i];
	}
	s->text[n] = '\0';
	while (end > from && f->bytes[end - 1] == '\n' &&
	    (end - 1 == from || f->bytes[end - 2] == '\n'))
		end--;
	s->from = from;
	s->to = end;
}

static void
complete_case(struct case_file *f, const struct test_case *c)
{
	bool expects = false;

	for (size_t k = SECTION_FINDINGS; k < SECTION_XFAIL; k++)
		expects = expects || c->section[k].given;
	if (!expects)
		mistake(f, c->line, "the case expects nothing: give it \"%%%% findings\"");
	if (!c->section[SECTION_INPUT].given && !c->section[SECTION_ERROR].given)
		mistake(f, c->line, "the case has no \"%%%% input\"");
	if (c->section[SECTION_XFAIL].given && c->section[SECTION_XFAIL].arg[0] == '\0')
		mistake(f, c->section[SECTION_XFAIL].line, "xfail without a reason");
}

static void
take_apart(struct case_file *f)
{
	struct section *open = NULL;
	size_t body = 0, line = 1;

	for (size_t at = 0; at < f->n && f->error_line == 0; line++) {
		size_t end = line_end(f, at);

		if (end - at >= 2 && memcmp(f->bytes + at, "%%", 2) == 0) {
			fill_section(f, open, body, at);
			open = NULL;
			if (end - at >= 3 && f->bytes[at + 2] == '%')
				begin_case(f, line, at, end);
			else
				open = begin_section(f, line, at, end);
			body = end < f->n ? end + 1 : end;
		}
		at = end + 1;
	}
	fill_section(f, open, body, f->n);
	for (size_t i = 0; i < f->ncases && f->error_line == 0; i++)
		complete_case(f, &f->cases[i]);
}

/* a report with its .expected beside it is one case */
static void
report_as_case(struct case_file *f, const char *path, char *report)
{
	struct test_case *c;

	f->cases = must(calloc(1, sizeof(*f->cases)));
	f->ncases = 1;
	c = &f->cases[0];
	c->path = f->path;
	c->line = 1;
	c->title = copy(path, strlen(path));
	c->section[SECTION_INPUT] = (struct section){ .given = true, .line = 1,
		.arg = copy("md", 2), .text = report };
	c->section[SECTION_FINDINGS] = (struct section){ .given = true, .line = 1,
		.arg = copy("", 0), .to = f->n, .text = copy(f->bytes, f->n) };
}

bool
case_file_read(struct case_file *f, const char *path)
{
	size_t n, len = strlen(path);
	char *bytes = slurp(path, &n);
	const char *slash = strrchr(path, '/');

	*f = (struct case_file){ .bytes = bytes, .n = n };
	if (bytes == NULL)
		return false;
	f->dir = copy(path, slash == NULL ? 0 : (size_t)(slash - path) + 1);
	if (len > 3 && strcmp(path + len - 3, ".md") == 0) {
		f->path = must(malloc(len + 10));
		(void)snprintf(f->path, len + 10, "%.*s.expected", (int)(len - 3), path);
		f->bytes = slurp(f->path, &f->n);
		if (f->bytes == NULL) {
			f->bytes = copy("", 0);
			f->n = 0;
		}
		report_as_case(f, path, bytes);
	} else {
		f->path = copy(path, len);
		take_apart(f);
	}
	return true;
}

void
case_file_free(struct case_file *f)
{
	for (size_t i = 0; i < f->ncases; i++) {
		for (size_t k = 0; k < SECTION_KINDS; k++) {
			free(f->cases[i].section[k].arg);
			free(f->cases[i].section[k].text);
			free(f->cases[i].section[k].accepted);
		}
		free(f->cases[i].title);
	}
	free(f->cases);
	free(f->bytes);
	free(f->path);
	free(f->dir);
}

/* the first section whose text changes, or NULL */
static struct section *
first_accepted(struct case_file *f)
{
	struct section *first = NULL;

	for (size_t i = 0; i < f->ncases; i++)
		for (size_t k = 0; k < SECTION_KINDS; k++) {
			struct section *s = &f->cases[i].section[k];

			if (s->accepted != NULL && (first == NULL || s->from < first->from))
				first = s;
		}
	return first;
}

/* a line that begins with %% would be taken for a mark */
static void
write_escaped(FILE *out, const char *s)
{
	for (bool start = true; *s != '\0'; s++) {
		if (start && s[0] == '%' && s[1] == '%')
			(void)fputc('\\', out);
		start = *s == '\n';
		(void)fputc(*s, out);
	}
}

bool
case_file_write(struct case_file *f)
{
	FILE *out = fopen(f->path, "wb");
	struct section *s;
	size_t at = 0;

	if (out == NULL)
		return false;
	while ((s = first_accepted(f)) != NULL) {
		(void)fwrite(f->bytes + at, 1, s->from - at, out);
		if (s->from > 0 && f->bytes[s->from - 1] != '\n')
			(void)fputc('\n', out);
		write_escaped(out, s->accepted);
		at = s->to;
		free(s->accepted);
		s->accepted = NULL;
	}
	(void)fwrite(f->bytes + at, 1, f->n - at, out);
	return fclose(out) == 0;
}
