/*
 * crossfoot config show: which configuration counts for a report, and where each value was
 * given. crossfoot init: a configuration to begin with.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/status.h"
#include "command.h"
#include "complain.h"
#include "plan.h"

#define WIDEST_VALUE 40	/* columns before the place */

/* ---- show */

static const char *
choice_name(const struct choice *choices, unsigned value)
{
	while (choices->name != NULL && choices->value != value)
		choices++;
	return choices->name == NULL ? "as the profile says" : choices->name;
}

/* "key: value                    path:line:column" */
static void
put_line(struct buf *b, const char *key, struct str value, const struct given *by)
{
	size_t from = b->n;

	buf_puts(b, key);
	text_clean(b, value);
	buf_pad(b, ' ', b->n - from < WIDEST_VALUE ? WIDEST_VALUE - (b->n - from) : 2);
	if (by == NULL || by->file == NULL) {
		buf_puts(b, "(default)\n");
		return;
	}
	text_clean(b, str_of(by->file->path));
	buf_printf(b, ":%zu:%zu\n", by->at->pos.line, by->at->pos.column);
}

static void
put_list(struct buf *b, const char *key, const struct given_list *list)
{
	if (list->n > 0)
		buf_printf(b, "%s:\n", key);
	for (size_t i = 0; i < list->n; i++)
		put_line(b, "  - ", list->p[i].s, &list->p[i]);
}

/* the value of a parameter: text, or a list of them */
static void
put_value(struct buf *b, const struct node *v)
{
	if (v->kind == NODE_SCALAR) {
		text_clean(b, v->s);
		return;
	}
	buf_putc(b, '[');
	for (const struct node *n = v->first; n != NULL; n = n->next) {
		if (n != v->first)
			buf_puts(b, ", ");
		put_value(b, n);
	}
	buf_putc(b, ']');
}

/* "  name: value", each parameter that is given */
static void
put_with(struct buf *b, const struct given_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct buf line;

		if (i == 0)
			buf_puts(b, "with:\n");
		buf_init(&line);
		buf_puts(&line, "  ");
		text_clean(&line, list->p[i].s);
		buf_puts(&line, ": ");
		put_value(&line, list->p[i].at);
		put_line(b, "", buf_str(&line), &list->p[i]);
		b->failed = b->failed || line.failed;
		buf_release(&line);
	}
}

/* what is in effect, by the command line, the last override that says it, or the file */
static void
put_choice(struct buf *b, const char *key, const struct choice *choices, unsigned fallback,
    const struct given_choice *c)
{
	bool given = c != NULL && c->by.file != NULL;

	put_line(b, key, str_of(choice_name(choices, given ? c->value : fallback)),
	    given ? &c->by : NULL);
}

/* the last of the settings that count and have this one */
static const struct given_choice *
last_of(const struct plan *p, size_t offset)
{
	const struct config *c = p->config;
	const struct given_choice *found = (const void *)((const char *)&c->settings + offset);

	for (size_t i = 0; i < c->noverrides; i++) {
		const struct given_choice *mine =
		    (const void *)((const char *)&c->override[i].settings + offset);

		if (p->on[i] && mine->by.file != NULL)
			found = mine;
	}
	return found;
}

/* of `only`, too, the last counts; what is left out and graded adds up */
static const struct config_settings *
last_only(const struct plan *p)
{
	const struct config_settings *found = &p->config->settings;

	for (size_t i = 0; i < p->config->noverrides; i++)
		if (p->on[i] && p->config->override[i].settings.only_set)
			found = &p->config->override[i].settings;
	return found;
}

static void
put_grades(struct buf *b, const struct config_settings *s, bool *first)
{
	for (size_t i = 0; i < s->nseverity; i++) {
		size_t from;

		if (*first)
			buf_puts(b, "severity:\n");
		*first = false;
		from = b->n;
		buf_puts(b, "  ");
		text_clean(b, s->severity[i].by.s);
		buf_printf(b, ": %s", choice_name(config_severities, s->severity[i].value));
		buf_pad(b, ' ', b->n - from < WIDEST_VALUE ? WIDEST_VALUE - (b->n - from) : 2);
		text_clean(b, str_of(s->severity[i].by.file->path));
		buf_printf(b, ":%zu:%zu\n", s->severity[i].by.at->pos.line,
		    s->severity[i].by.at->pos.column);
	}
}

static void
put_rules(struct buf *b, const struct plan *p)
{
	const struct config *c = p->config;
	bool first = true;

	put_list(b, "only", &last_only(p)->only);
	put_list(b, "except", &c->settings.except);
	for (size_t i = 0; i < c->noverrides; i++)
		if (p->on[i])
			put_list(b, "except", &c->override[i].settings.except);
	put_grades(b, &c->settings, &first);
	for (size_t i = 0; i < c->noverrides; i++)
		if (p->on[i])
			put_grades(b, &c->override[i].settings, &first);
}

static void
put_config(struct buf *b, const struct plan *p)
{
	const struct config *c = p->config;

	for (size_t i = 0; i < c->nfiles; i++) {
		buf_puts(b, i == 0 ? "configuration: " : "extends:       ");
		text_clean(b, str_of(c->file[i]->path));
		buf_putc(b, '\n');
	}
	put_choice(b, "default-rules: ", config_flags, 1, &c->default_rules);
	put_list(b, "packs", &c->packs);
	put_with(b, &c->with);
	put_rules(b, p);
	put_choice(b, "profile: ", config_profiles, 0, last_of(p,
	    offsetof(struct config_settings, profile)));
	put_choice(b, "min-severity: ", config_severities, CF_ERROR + 1, last_of(p,
	    offsetof(struct config_settings, min_severity)));
	put_choice(b, "fail-on: ", config_fail_ons, CF_ERROR, last_of(p,
	    offsetof(struct config_settings, fail_on)));
	if (c->baseline.file != NULL)
		put_line(b, "baseline: ", c->baseline.s, &c->baseline);
	put_list(b, "ignore", &c->ignore);
	for (size_t i = 0; i < c->noverrides; i++)
		if (p->on[i])
			put_list(b, "overrides for files that match", &c->override[i].files);
}

static bool
print(struct buf *b)
{
	bool good = !b->failed;

	if (good && b->n > 0)
		(void)fwrite(b->p, 1, b->n, stdout);
	buf_release(b);
	return good ? stdout_is_written() : complain_of_memory();
}

int
command_config(const struct options *o)
{
	const char *path = o->args.n > 1 ? o->args.p[1] : ".";
	const struct plan *p;
	struct plans plans;
	struct buf b;
	struct stat st;
	bool good = false;

	if (stat(path, &st) != 0) {
		struct cf_error err;

		(void)error_set(&err, CF_EIO, path, 0, 0, "%s", strerror(errno));
		complain(stderr, &err);
		return EXIT_NOT_CHECKED;
	}
	if (plans_begin(&plans, o) && (p = plan_for(&plans, path)) != NULL && !plans.mistakes) {
		buf_init(&b);
		if (p->config != NULL)
			put_config(&b, p);
		else
			buf_puts(&b, "no configuration: there is no .crossfoot.yml in the folder "
			    "of the report or above it\n");
		good = print(&b);
	}
	plans_end(&plans);
	return good ? EXIT_CLEAN : EXIT_NOT_CHECKED;
}

/* ---- init */

static const char beginning[] =
    "# crossfoot: how the reports in this folder and below are checked.\n"
    "# The nearest .crossfoot.yml counts, alone; paths in it are from its own folder.\n"
    "# What is set here is said by \"crossfoot config show REPORT\". The command line wins.\n"
    "# Take the # away in front of what you need.\n"
    "\n"
    "# Another configuration to build on; what stands here wins over it.\n"
    "# extends: ../shared/.crossfoot.yml\n"
    "\n"
    "# Rules of your own, files or folders, and whether the built-in ones are used.\n"
    "# packs: [rules/]\n"
    "# default-rules: true\n"
    "\n"
    "# Parameters of packs: crossfoot explain uk-committee/front-sheet shows some.\n"
    "# with:\n"
    "#   finance-code: FIN\n"
    "\n"
    "# Rules that are run, or not: pack/id, id, or pack/* for all of a pack.\n"
    "# only: [tables/*, dates/*]\n"
    "# except: [patterns/doubled-word]\n"
    "\n"
    "# How bad the findings of a rule are: error, warning or info.\n"
    "# severity:\n"
    "#   tables/mean: error\n"
    "\n"
    "# What is listed, and what fails a run.\n"
    "# profile: auto\n"
    "# min-severity: info\n"
    "# fail-on: error\n"
    "\n"
    "# Reports that are left out when a folder is checked, written as in .gitignore.\n"
    "# ignore: [drafts/, \"*.old.md\"]\n"
    "\n"
    "# Findings that are known; crossfoot check --write-baseline known.baseline . writes it.\n"
    "# baseline: known.baseline\n"
    "\n"
    "# Other settings for some of the reports; of those that fit, the last counts.\n"
    "# overrides:\n"
    "#   - files: [minutes/**]\n"
    "#     except: [references/*]\n"
    "#     fail-on: never\n"
    "\n"
    "# Single findings that are no mistakes, in reports that can hold no remark (PDF, Word,\n"
    "# spreadsheets). crossfoot check --show fingerprints shows the fingerprint of each.\n"
    "# suppressions:\n"
    "#   - report: accounts.xlsx\n"
    "#     rule: tables/column-total\n"
    "#     fingerprint: \"0123456789abcdef\"\n"
    "#     reason: as it was audited\n";

static bool
write_beginning(const char *path, struct cf_error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "wb");
	bool good = f != NULL && fputs(beginning, f) >= 0;
	int error = errno;

	if (f != NULL && fclose(f) != 0) {
		error = errno;
		good = false;
	}
	if (good)
		return true;
	if (fd < 0 && error == EEXIST) {
		(void)error_set(err, CF_EIO, path, 0, 0, "is there already, and is left as it is");
		return false;
	}
	if (fd >= 0)
		(void)unlink(path);	/* half of it helps nobody */
	(void)error_set(err, CF_EIO, path, 0, 0, "cannot be written: %s", strerror(error));
	return false;
}

int
command_init(const struct options *o)
{
	const char *folder = o->args.n > 0 ? o->args.p[0] : ".";
	const char *path = strcmp(folder, ".") == 0 ? ".crossfoot.yml" :
	    arena_printf(o->arena, "%s%s.crossfoot.yml", folder,
	    folder[strlen(folder) - 1] == '/' ? "" : "/").p;
	struct cf_error err;

	if (!write_beginning(path, &err)) {
		complain(stderr, &err);
		return EXIT_NOT_CHECKED;
	}
	(void)printf("%s was written; all in it is a remark so far\n", path);
	return stdout_is_written() ? EXIT_CLEAN : EXIT_NOT_CHECKED;
}
