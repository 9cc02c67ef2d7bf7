/*
 * Runs case files (tests/README.md) through the public interface.
 *
 *     run_cases FILE...            print what differs, close with the count
 *     run_cases --accept FILE...   rewrite what the cases expect
 *     run_cases --write DIR FILE...   write the inputs of formats without lines as files
 *
 * FILE is a case file, or a Markdown report with NAME.expected beside it.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/case_file.h"
#include "crossfoot.h"
#include "tests/invariants.h"
#include "tests/lines.h"
#include "tests/office.h"
#include "tests/variants.h"

struct tally {
	size_t passed, failed, known;
};

/* What one case came to. */
struct outcome {
	struct lines lines[SECTION_KINDS];
	char broken[600];	/* a promise the report broke, or "" */
};

static void
free_text(char **s)
{
	free(*s);
	*s = NULL;
}

/* a string of its own, printed into */
static char *format(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

static char *
format(const char *fmt, ...)
{
	char *text = NULL;
	size_t n;
	FILE *out = must(open_memstream(&text, &n));
	va_list ap;

	va_start(ap, fmt);
	(void)vfprintf(out, fmt, ap);
	va_end(ap);
	(void)fclose(out);
	return must(text);
}

/* "3:14-16", or "3:14-4:2" when it goes on in another line; in a file without lines the
 * words for it */
static char *
place_text(const struct cf_place *at)
{
	if (at->spot != NULL)
		return format("[%s]", at->spot->words);
	if (at->line == at->end_line)
		return format("%zu:%zu-%zu", at->line, at->column, at->end_column);
	return format("%zu:%zu-%zu:%zu", at->line, at->column, at->end_line, at->end_column);
}

static void
add_relation(struct outcome *o, const struct cf_relation *r)
{
	static const char *const severity[] = { "info", "warning", "error" };
	static const enum section_kind section[CF_VERDICTS] = {
		[CF_HELD] = SECTION_HELD, [CF_ROUNDING] = SECTION_ROUNDING,
		[CF_FAILED] = SECTION_FINDINGS, [CF_UNDECIDED] = SECTION_UNDECIDED,
	};
	char *place = place_text(&r->place), *brief, *full;
	const char *rest = r->verdict == CF_FAILED ? r->message :
	    r->verdict == CF_HELD ? r->relation : r->reason;
	const char *right = r->computed[0] == '\0' && r->suggestion != NULL ? r->suggestion :
	    r->computed;

	enum section_kind k = section[r->verdict];

	if (r->suppressed != CF_NOT_SUPPRESSED) {
		k = SECTION_SUPPRESSED;
		rest = r->justification;
	}
	if (r->verdict == CF_FAILED && r->suppressed == CF_NOT_SUPPRESSED)
		brief = format("%s %s %s \"%s\" -> \"%s\"", place, severity[r->severity], r->rule,
		    r->stated, right);
	else
		brief = format("%s %s", place, r->rule);
	full = format("%s: %s", brief, rest);
	lines_add(&o->lines[k], brief, full);
	free_text(&place);
	free_text(&brief);
	free_text(&full);
}

static void
add_skip(struct outcome *o, const struct cf_skip *s)
{
	char *place = place_text(&s->place);
	char *line = format("%s %s%s", place, s->failed ? "failed: " : "", s->reason);

	lines_add(&o->lines[SECTION_SKIPPED], line, line);
	free_text(&place);
	free_text(&line);
}

/* a cf_error_fn: "rule 3:5: message" */
static void
add_error(void *ctx, const struct cf_error *err)
{
	static const char *const status[] = { "ok", "nomem", "io", "input", "limit", "rule" };
	struct outcome *o = ctx;
	char *line = err->line == 0 ? format("%s: %s", status[err->status], err->message) :
	    format("%s %zu:%zu: %s", status[err->status], err->line, err->column, err->message);

	lines_add(&o->lines[SECTION_ERROR], line, line);
	free_text(&line);
}

/* rules written in the case go through a file, as any others do */
static struct cf_rules *
load_inline(const char *yaml, struct outcome *o)
{
	const char *tmp = getenv("TMPDIR");
	char *dir = format("%s/crossfoot-XXXXXX", tmp == NULL ? "/tmp" : tmp), *path;
	struct cf_rules *rules = NULL;
	const char *paths[1];
	FILE *out;

	(void)must(mkdtemp(dir));
	path = format("%s/case.yml", dir);
	out = must(fopen(path, "wb"));
	(void)fputs(yaml, out);
	(void)fclose(out);
	paths[0] = path;
	(void)cf_rules_load(&rules, paths, 1, false, add_error, o);
	(void)unlink(path);
	(void)rmdir(dir);
	free(path);
	free(dir);
	return must(rules);
}

static struct cf_rules *
load_rules(const struct case_file *f, const struct test_case *c, struct outcome *o)
{
	const struct section *s = &c->section[SECTION_RULES];
	struct cf_rules *rules = NULL;
	const char *paths[1];
	char *path;

	if (!s->given) {
		(void)cf_rules_load(&rules, NULL, 0, true, add_error, o);
		return must(rules);
	}
	if (s->arg[0] == '\0')
		return load_inline(s->text, o);
	path = format("%s%s", f->dir, s->arg);
	paths[0] = path;
	(void)cf_rules_load(&rules, paths, 1, false, add_error, o);
	free(path);
	return must(rules);
}

static void
add_show(struct outcome *o, const struct cf_input *in)
{
	char *text = NULL;
	size_t n;
	FILE *out = must(open_memstream(&text, &n));
	struct cf_error err;

	if (cf_show(out, in, &err) != CF_OK)
		add_error(o, &err);
	(void)fclose(out);
	for (char *line = must(text), *next; *line != '\0'; line = next) {
		next = line + strcspn(line, "\n");
		if (*next == '\n')
			*next++ = '\0';
		if (line[strspn(line, " \t")] != '\0')	/* blank lines do not count */
			lines_add(&o->lines[SECTION_SHOW], line, line);
	}
	free(text);
}

static void
check_input(struct outcome *o, const struct cf_rules *rules, const struct cf_input *in)
{
	struct cf_options opts = { .keep = ~0u };
	struct cf_report *report = NULL;
	struct cf_error err;

	if (cf_check(&report, rules, in, &opts, &err) != CF_OK) {
		add_error(o, &err);
		return;
	}
	for (size_t i = 0; i < cf_report_size(report); i++)
		add_relation(o, cf_report_get(report, i));
	for (size_t i = 0; i < cf_report_skips(report); i++)
		add_skip(o, cf_report_skip(report, i));
	if (report_is_sound(in, report, o->broken, sizeof(o->broken)) &&
	    (in->format == NULL || !office_is_format(in->format)))
		(void)variants_agree(rules, in, report, o->broken, sizeof(o->broken));
	cf_report_free(report);
}

static void
run_case(const struct case_file *f, const struct test_case *c, const struct cf_rules *defaults,
    struct outcome *o)
{
	const struct section *input = &c->section[SECTION_INPUT];
	struct cf_rules *own = c->section[SECTION_RULES].given ? load_rules(f, c, o) : NULL;
	struct cf_input in = { .path = "case" };
	char *file = NULL, *format_name = NULL;

	if (input->given) {
		format_name = must(strdup(input->arg));
		in.original = strstr(format_name, " original") != NULL;
		format_name[strcspn(format_name, " ")] = '\0';
		in.format = strcmp(format_name, "md") == 0 ? "markdown" : format_name;
		in.bytes = input->text;
		in.n = strlen(input->text);
		if (office_is_format(in.format)) {
			file = must(office_file(in.format, in.bytes, in.n, &in.n));
			in.bytes = file;
		}
		check_input(o, own == NULL ? defaults : own, &in);
		if (c->section[SECTION_SHOW].given)
			add_show(o, &in);
	}
	cf_rules_free(own);
	free(file);
	free(format_name);
}

/* the input of a case as DIR/case-N.FORMAT; false when it cannot be written */
static bool
write_input(const struct test_case *c, const char *dir, size_t number)
{
	const struct section *input = &c->section[SECTION_INPUT];
	char *path, *file;
	bool ok = false;
	size_t n;
	FILE *out;

	if (!input->given || !office_is_format(input->arg))
		return true;
	file = must(office_file(input->arg, input->text, strlen(input->text), &n));
	path = format("%s/case-%zu.%s", dir, number, input->arg);
	out = fopen(path, "wb");
	if (out != NULL) {
		ok = fwrite(file, 1, n, out) == n;
		ok = fclose(out) == 0 && ok;
	}
	free(path);
	free(file);
	return ok;
}

static bool
write_inputs(const char *path, const char *dir, size_t *number)
{
	struct case_file f;
	bool ok = true;

	if (!case_file_read(&f, path))
		return false;
	for (size_t i = 0; i < f.ncases && ok; i++)
		ok = write_input(&f.cases[i], dir, (*number)++);
	case_file_free(&f);
	return ok;
}

/* Must a section that the case does not give be empty? */
static bool
is_silence(const struct outcome *o, enum section_kind k)
{
	if (k == SECTION_ERROR)
		return o->lines[k].n == 0;
	if (k != SECTION_SKIPPED)
		return true;
	for (size_t i = 0; i < o->lines[k].n; i++)
		if (strstr(o->lines[k].line[i].full, " failed: ") != NULL)
			return false;
	return true;
}

static bool
section_passes(const struct test_case *c, const struct outcome *o, enum section_kind k)
{
	return c->section[k].given ? lines_match(&o->lines[k], c->section[k].text) :
	    is_silence(o, k);
}

static bool
case_passes(const struct test_case *c, const struct outcome *o)
{
	for (enum section_kind k = SECTION_FINDINGS; k <= SECTION_SHOW; k++)
		if (!section_passes(c, o, k))
			return false;
	return o->broken[0] == '\0';
}

static void
print_failure(const struct test_case *c, const struct outcome *o)
{
	static const char *const names[SECTION_KINDS] = {
		[SECTION_FINDINGS] = "findings", [SECTION_HELD] = "held",
		[SECTION_UNDECIDED] = "undecided", [SECTION_ROUNDING] = "rounding",
		[SECTION_SUPPRESSED] = "suppressed",
		[SECTION_SKIPPED] = "skipped", [SECTION_ERROR] = "error", [SECTION_SHOW] = "show",
	};

	(void)printf("%s:%zu: %s\n", c->path, c->line, c->title);
	for (enum section_kind k = SECTION_FINDINGS; k <= SECTION_SHOW; k++)
		if (!section_passes(c, o, k)) {
			(void)printf("  %s:\n", names[k]);
			lines_print_diff(&o->lines[k], c->section[k].given ?
			    c->section[k].text : "");
		}
	if (o->broken[0] != '\0')
		(void)printf("  ! %s\n", o->broken);
}

static void
judge_case(const struct test_case *c, const struct outcome *o, struct tally *t)
{
	const struct section *xfail = &c->section[SECTION_XFAIL];
	bool pass = case_passes(c, o);

	if (xfail->given && pass) {
		(void)printf("%s:%zu: %s\n  passes, although it is marked: xfail: %s\n", c->path,
		    c->line, c->title, xfail->arg);
		t->failed++;
	} else if (xfail->given) {
		(void)printf("%s:%zu: known to be wrong: %s (%s)\n", c->path, c->line, c->title,
		    xfail->arg);
		t->known++;
	} else if (pass) {
		t->passed++;
	} else {
		print_failure(c, o);
		t->failed++;
	}
}

/* take what came for what is expected; a case known to be wrong stays as it is */
static void
accept_case(struct test_case *c, const struct outcome *o)
{
	if (c->section[SECTION_XFAIL].given)
		return;
	for (enum section_kind k = SECTION_FINDINGS; k <= SECTION_SHOW; k++)
		if (c->section[k].given && !section_passes(c, o, k))
			c->section[k].accepted = lines_accept(&o->lines[k], c->section[k].text);
}

static void
run_file(const char *path, const struct cf_rules *defaults, bool accept, struct tally *t)
{
	struct case_file f;

	if (!case_file_read(&f, path)) {
		(void)printf("%s: cannot be read\n", path);
		t->failed++;
		return;
	}
	if (f.error_line != 0) {
		(void)printf("%s:%zu: %s\n", path, f.error_line, f.error);
		t->failed++;
		case_file_free(&f);
		return;
	}
	for (size_t i = 0; i < f.ncases; i++) {
		struct outcome o = { 0 };

		run_case(&f, &f.cases[i], defaults, &o);
		if (accept)
			accept_case(&f.cases[i], &o);
		else
			judge_case(&f.cases[i], &o, t);
		for (size_t k = 0; k < SECTION_KINDS; k++)
			lines_free(&o.lines[k]);
	}
	if (accept && !case_file_write(&f)) {
		(void)printf("%s: cannot be written\n", f.path);
		t->failed++;
	}
	case_file_free(&f);
}

int
main(int argc, char **argv)
{
	bool accept = argc > 1 && strcmp(argv[1], "--accept") == 0;
	struct outcome loading = { 0 };
	struct test_case none = { 0 };
	struct cf_rules *defaults = load_rules(NULL, &none, &loading);
	struct tally t = { 0 };

	if (argc > 2 && strcmp(argv[1], "--write") == 0) {
		size_t number = 0;

		cf_rules_free(defaults);
		for (int i = 3; i < argc; i++)
			if (!write_inputs(argv[i], argv[2], &number))
				return 1;
		return 0;
	}
	for (size_t i = 0; i < loading.lines[SECTION_ERROR].n; i++) {
		(void)printf("built-in rules: %s\n", loading.lines[SECTION_ERROR].line[i].full);
		t.failed++;
	}
	lines_free(&loading.lines[SECTION_ERROR]);
	for (int i = accept ? 2 : 1; i < argc; i++)
		run_file(argv[i], defaults, accept, &t);
	cf_rules_free(defaults);
	if (!accept)
		(void)printf("%zu passed, %zu failed, %zu skipped\n", t.passed, t.failed,
		    t.known);
	return t.failed > 0;
}
