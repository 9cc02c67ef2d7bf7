/* Rules from files and folders: which are read, in what order, and what is said when not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"
#include "rules/frozen.h"
#include "rules/image.h"
#include "rules/packs.h"
#include "rules/store.h"
#include "tests/unit/folder.h"

struct fixture {
	struct folder folder;
	struct buf errors;	/* "path: message" a line, without the folder */
	struct cf_rules *rules;
};

static struct fixture fixture;

static void
note_error(void *ctx, const struct cf_error *err)
{
	struct fixture *f = ctx;
	size_t n = strlen(f->folder.path);
	bool inside = strncmp(err->path, f->folder.path, n) == 0;

	buf_printf(&f->errors, "%s: %s\n", err->path + (inside ? n : 0), err->message);
}

static void
path_in(struct fixture *f, const char *name, char out[256])
{
	(void)snprintf(out, 256, "%s%s", f->folder.path, name);
}

static void
make_folder(struct fixture *f, const char *name)
{
	char path[256];

	path_in(f, name, path);
	assert_int_equal(mkdir(path, 0700), 0);
}

static void
make_file(struct fixture *f, const char *name, const char *text)
{
	char path[256];

	path_in(f, name, path);
	folder_put(path, text);
}

/* a pack with one rule, called pack/one */
static void
make_pack(struct fixture *f, const char *name, const char *pack)
{
	char text[256];

	(void)snprintf(text, sizeof(text),
	    "pack: %s\nrules: [{id: one, title: t, check: mean, message: m}]\n", pack);
	make_file(f, name, text);
}

static int
setup(void **state)
{
	struct fixture *f = &fixture;

	*f = (struct fixture){ .rules = NULL };
	buf_init(&f->errors);
	*state = f;
	return folder_make(&f->folder);
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	cf_rules_free(f->rules);
	buf_release(&f->errors);
	return folder_remove(&f->folder);
}

/* load one or two paths inside the folder */
static enum cf_status
load(struct fixture *f, const char *one, const char *two)
{
	char a[256], b[256];
	const char *const paths[] = { a, b };

	path_in(f, one, a);
	path_in(f, two == NULL ? "" : two, b);
	cf_rules_free(f->rules);
	buf_clear(&f->errors);
	return cf_rules_load(&f->rules, paths, two == NULL ? 1 : 2, false, note_error, f);
}

static void
assert_rules(struct fixture *f, const char *want)
{
	struct buf got;

	buf_init(&got);
	for (size_t i = 0; i < cf_rules_count(f->rules); i++)
		buf_printf(&got, "%s ", f->rules->rules.rule[i]->name);
	buf_putc(&got, '\0');
	assert_string_equal(got.p, want);
	buf_release(&got);
}

static void
assert_errors(struct fixture *f, const char *want)
{
	buf_putc(&f->errors, '\0');
	assert_string_equal(f->errors.p, want);
}

static void
folders_in_order(void **state)
{
	struct fixture *f = *state;

	make_folder(f, "/b");
	make_folder(f, "/b/deeper");
	make_folder(f, "/.hidden");
	make_pack(f, "/c.yml", "c");
	make_pack(f, "/a.yaml", "a");
	make_pack(f, "/b/z.yml", "bz");
	make_pack(f, "/b/deeper/x.yml", "bdx");
	make_pack(f, "/b/a.yml", "ba");
	make_pack(f, "/.hidden/h.yml", "hidden");
	make_pack(f, "/.h.yml", "hidden");
	make_file(f, "/notes.md", "not: a pack\n");
	assert_int_equal(load(f, "", NULL), CF_OK);
	assert_errors(f, "");
	assert_rules(f, "a/one ba/one bdx/one bz/one c/one ");
	/* paths in the order they are given; a slash at the end makes no other path */
	assert_int_equal(load(f, "/c.yml", "/b/"), CF_OK);
	assert_rules(f, "c/one ba/one bdx/one bz/one ");
	assert_true(str_ends(str_of(f->rules->rules.rule[1]->path), CF_S("/b/a.yml")));
	assert_false(str_ends(str_of(f->rules->rules.rule[1]->path), CF_S("//a.yml")));
}

static void
links(void **state)
{
	struct fixture *f = *state;
	char from[256], to[256];

	make_folder(f, "/a");
	make_pack(f, "/one.yml", "one");
	path_in(f, "/a/again.yml", to);
	path_in(f, "/one.yml", from);
	assert_int_equal(symlink(from, to), 0);
	path_in(f, "/a/up", to);
	path_in(f, "", from);
	assert_int_equal(symlink(from, to), 0);
	path_in(f, "/a/up.yml", to);
	assert_int_equal(symlink(from, to), 0);
	/* a linked file is read; a linked folder is only when it is given itself */
	assert_int_equal(load(f, "/a", NULL), CF_OK);
	assert_rules(f, "one/one ");
	/* and what is met by two names is one file */
	assert_int_equal(load(f, "/a/up", "/one.yml"), CF_OK);
	assert_rules(f, "one/one ");
}

static void
a_file_whatever_its_name(void **state)
{
	struct fixture *f = *state;

	make_pack(f, "/rules", "a");
	assert_int_equal(load(f, "/rules", NULL), CF_OK);
	assert_rules(f, "a/one ");
	make_file(f, "/empty.txt", "");
	assert_int_equal(load(f, "/empty.txt", "/rules"), CF_ERULE);
	assert_errors(f, "/empty.txt: the file is empty; a pack was expected\n");
	assert_rules(f, "a/one ");
}

static void
what_is_not_there(void **state)
{
	struct fixture *f = *state;
	char path[256];

	make_pack(f, "/a.yml", "a");
	make_folder(f, "/none");
	make_file(f, "/none/notes.txt", "nothing");
	assert_int_equal(load(f, "/b.yml", "/a.yml"), CF_EIO);
	assert_errors(f, "/b.yml: cannot find the rules: No such file or directory\n");
	assert_rules(f, "a/one ");
	assert_int_equal(load(f, "/a.yml", "/none"), CF_EIO);
	assert_errors(f, "/none: no rule file (*.yml, *.yaml) is in this folder\n");
	path_in(f, "/none/gone.yml", path);
	assert_int_equal(symlink("nowhere", path), 0);
	assert_int_equal(load(f, "/none", NULL), CF_EIO);
	assert_errors(f, "/none/gone.yml: cannot open the rule file: No such file or directory\n");
	path_in(f, "/a.yml", path);
	if (chmod(path, 0) == 0 && access(path, R_OK) != 0) {	/* root reads it all the same */
		assert_int_equal(load(f, "", NULL), CF_EIO);
		assert_rules(f, "");
	}
}

/* the first failure is the status; all are told, in every file */
static void
every_failure_is_told(void **state)
{
	struct fixture *f = *state;

	make_file(f, "/a.yml", "pack: a\nrules: []\n");
	make_file(f, "/b.yml", "pack: b\nrule: []\n");
	make_pack(f, "/c.yml", "c");
	assert_int_equal(load(f, "", "/d"), CF_ERULE);
	assert_errors(f,
	    "/a.yml: \"rules\" is an empty list\n"
	    "/b.yml: the pack has no \"rules\"\n"
	    "/b.yml: unknown key \"rule\" in a pack\n"
	    "/d: cannot find the rules: No such file or directory\n");
	assert_rules(f, "c/one ");
	assert_int_equal(load(f, "/d", ""), CF_EIO);
}

static void
nothing_at_all(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(cf_rules_load(&f->rules, NULL, 0, false, NULL, NULL), CF_OK);
	assert_int_equal(cf_rules_count(f->rules), 0);
	assert_int_equal(load(f, "/a.yml", NULL), CF_EIO);	/* frees the one before */
	cf_rules_free(f->rules);
	/* nobody listens */
	assert_int_equal(cf_rules_load(&f->rules, (const char *const[]){ "/nowhere" }, 1, false,
	    NULL, NULL), CF_EIO);
	cf_rules_free(f->rules);
	f->rules = NULL;
	cf_rules_free(NULL);
}

static void
built_in_packs(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(cf_rules_load(&f->rules, NULL, 0, true, note_error, f), CF_OK);
	assert_errors(f, "");
	assert_true(cf_rules_count(f->rules) >= nbuiltin_packs);
	for (size_t i = 1; i < nbuiltin_packs; i++)
		assert_true(strcmp(builtin_packs[i - 1].path, builtin_packs[i].path) < 0);
}

/* are the settings of `brief` those of `full`, but for the reasons? */
static bool
same_settings(const struct rule *full, const struct rule *brief)
{
	size_t n = 0;

	for (size_t i = 0; i < full->nsettings; i++) {
		const struct rule_setting *s = &full->settings[i];

		if (str_eq(s->key, CF_S("why")) || str_eq(s->key, CF_S("source")))
			continue;
		if (n == brief->nsettings || !str_eq(s->key, brief->settings[n].key) ||
		    !str_eq(s->value, brief->settings[n].value))
			return false;
		n++;
	}
	return n == brief->nsettings;
}

/* the built-in rules without reasons, read and compiled like those of any file */
static void
read_built_in(struct rules *rules, struct fixture *f)
{
	struct packs ps;

	rules_init(rules);
	rules->settings = true;
	packs_begin(&ps, rules, note_error, f);
	for (size_t i = 0; i < nbuiltin_packs; i++)
		packs_add_builtin(&ps, &builtin_packs[i]);
	assert_int_equal(packs_end(&ps), CF_OK);
}

/* leaving out tests and reasons leaves out nothing else, and moves no line */
static void
built_in_packs_without_reasons(void **state)
{
	struct fixture *f = *state;
	struct rules brief;
	struct cf_rules *full;

	read_built_in(&brief, f);
	assert_int_equal(rules_load(&full, NULL, 0, LOAD_DEFAULTS | LOAD_REASONS, note_error, f),
	    CF_OK);
	assert_errors(f, "");
	assert_int_equal(full->rules.n, brief.n);
	for (size_t i = 0; i < full->rules.n; i++) {
		const struct rule *a = full->rules.rule[i], *b = brief.rule[i];

		assert_string_equal(a->name, b->name);
		assert_int_equal(a->line, b->line);
		assert_true(same_settings(a, b));
		assert_true(a->ntests > 0);
		assert_int_equal(b->ntests, 0);
	}
	cf_rules_free(full);
	rules_release(&brief);
}

static void
assert_same_tree(const struct node *a, const struct node *b)
{
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->style, b->style);
	assert_memory_equal(&a->at, &b->at, sizeof(a->at));
	assert_int_equal(a->pos.line, b->pos.line);
	assert_int_equal(a->pos.column, b->pos.column);
	assert_true(str_eq(a->s, b->s));
	assert_int_equal(a->s.p[a->s.n], 0);
	assert_int_equal(a->n, b->n);
	assert_int_equal(a->key == NULL, b->key == NULL);
	if (a->key != NULL)
		assert_same_tree(a->key, b->key);
	for (a = a->first, b = b->first; a != NULL && b != NULL; a = a->next, b = b->next)
		assert_same_tree(a, b);
	assert_true(a == NULL && b == NULL);
}

/* the trees that were read when the program was built are those of the texts */
static void
frozen_packs(void **state)
{
	for (size_t i = 0; i < nbuiltin_packs; i++) {
		struct arena arena;
		struct source source;
		struct cf_error err;
		struct mistakes m = { .arena = &arena, .source = &source };
		const struct node *read, *frozen;

		arena_init(&arena, CF_MAX_MEMORY);
		assert_int_equal(source_init(&source, &arena, builtin_packs[i].path,
		    builtin_packs[i].without_reasons, &err), CF_OK);
		read = yaml_read(&m);
		frozen = frozen_read(&m, &frozen_trees[i]);
		assert_non_null(read);
		assert_non_null(frozen);
		assert_same_tree(frozen, read);
		arena_release(&arena);
	}
}

static void
assert_same_pattern(const struct pattern *a, const struct pattern *b)
{
	assert_int_equal(a == NULL, b == NULL);
	if (a == NULL)
		return;
	assert_true(str_eq(pattern_source(a), pattern_source(b)));
	assert_int_equal(pattern_flags(a), pattern_flags(b));
	assert_int_equal(pattern_number(a), pattern_number(b));
	assert_int_equal(pattern_captures(a), pattern_captures(b));
	for (uint32_t i = 1; i <= pattern_captures(a); i++) {
		const char *x = pattern_capture_name(a, i), *y = pattern_capture_name(b, i);

		assert_int_equal(x == NULL, y == NULL);
		if (x != NULL)
			assert_string_equal(x, y);
	}
}

static void
assert_same_selector(const struct selector *a, const struct selector *b)
{
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		assert_true(str_eq(a->items[i].exact, b->items[i].exact));
		assert_same_pattern(a->items[i].regex, b->items[i].regex);
	}
}

static void
assert_same_expr(const struct expr *a, const struct expr *b)
{
	assert_int_equal(a->op, b->op);
	assert_int_equal(a->type, b->type);
	assert_int_equal(a->from, b->from);
	assert_int_equal(a->to, b->to);
	assert_int_equal(a->n, b->n);
	if (a->op == EXPR_TEXT)
		assert_true(str_eq(a->as.text, b->as.text));
	if (a->op == EXPR_CALL)
		assert_int_equal(a->as.function, b->as.function);
	for (uint32_t i = 0; i < a->n; i++) {
		const struct expr *x = a->arg[i], *y = b->arg[i];
		uint8_t wanted = a->op != EXPR_CALL || i > 2 ? TYPE_ANY :
		    functions[a->as.function].arg[i];

		assert_same_expr(x, y);
		if (wanted == TYPE_SELECTOR && x->op == EXPR_TEXT)
			assert_same_selector(&x->selector, &y->selector);
		if (wanted == TYPE_PATTERN)
			assert_same_pattern(x->pattern, y->pattern);
	}
}

static void
assert_same_expression(const struct expression *a, const struct expression *b)
{
	assert_true(str_eq(a->text, b->text));
	assert_int_equal(a->root == NULL, b->root == NULL);
	if (a->root != NULL)
		assert_same_expr(a->root, b->root);
}

static void
assert_same_rule(const struct rule *a, const struct rule *b)
{
	assert_string_equal(a->name, b->name);
	assert_string_equal(a->path, b->path);
	assert_int_equal(a->line, b->line);
	assert_int_equal(a->check, b->check);
	assert_int_equal(a->severity, b->severity);
	assert_true(str_eq(a->title, b->title));
	assert_true(str_eq(a->message, b->message));
	assert_same_pattern(a->match, b->match);
	assert_int_equal(a->nlet, b->nlet);
	for (size_t i = 0; i < a->nlet; i++) {
		assert_true(str_eq(a->let[i].name, b->let[i].name));
		assert_same_expression(&a->let[i].value, &b->let[i].value);
	}
	assert_same_expression(&a->filter, &b->filter);
	assert_same_expression(&a->expect, &b->expect);
	assert_same_expression(&a->at, &b->at);
}

/* the rules that were loaded when the program was built are those of the files */
static void
frozen_rules(void **state)
{
	struct fixture *f = *state;
	struct rules read, frozen;

	read_built_in(&read, f);
	rules_init(&frozen);
	frozen.store = store_new();
	assert_true(image_thaw(&frozen));
	assert_int_equal(frozen.n, read.n);
	assert_int_equal(frozen.npatterns, read.npatterns);
	for (size_t i = 0; i < read.n; i++) {
		assert_same_rule(frozen.rule[i], read.rule[i]);
		assert_ptr_equal(map_get(&frozen.names, str_of(read.rule[i]->name)), frozen.rule[i]);
	}
	store_free(frozen.store);
	rules_release(&frozen);
	rules_release(&read);
	assert_errors(f, "");
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(folders_in_order), TEST(links), TEST(a_file_whatever_its_name),
		TEST(what_is_not_there), TEST(every_failure_is_told), TEST(nothing_at_all),
		TEST(built_in_packs),
		TEST(built_in_packs_without_reasons),
		cmocka_unit_test(frozen_packs),
		TEST(frozen_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
