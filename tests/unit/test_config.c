/*
 * config/config.h: what a configuration says, of several that extend one another which
 * counts, what is refused, and how paths are written.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "config/config.h"
#include "tests/unit/folder.h"

struct fixture {
	struct arena arena;
	struct configs configs;
	struct buf errors;
	struct folder folder;
};

static void
note_error(void *ctx, const struct cf_error *err)
{
	const char *name = strrchr(err->path, '/');

	buf_printf(ctx, "%s:%zu:%zu: %s\n", name == NULL ? err->path : name + 1, err->line,
	    err->column, err->message);
}

static int
setup(void **state)
{
	static struct fixture f;

	if (folder_make(&f.folder) != 0)
		return -1;
	arena_init(&f.arena, CF_MAX_MEMORY);
	buf_init(&f.errors);
	configs_init(&f.configs, &f.arena, note_error, &f.errors);
	*state = &f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	configs_release(&f->configs);
	arena_release(&f->arena);
	buf_release(&f->errors);
	return folder_remove(&f->folder);
}

static const char *
path(struct fixture *f, const char *name)
{
	return arena_printf(&f->arena, "%s/%s", f->folder.path, name).p;
}

static void
put(struct fixture *f, const char *name, const char *text)
{
	folder_put(path(f, name), text);
}

static const struct config *
read_config(struct fixture *f, const char *text)
{
	put(f, "c.yml", text);
	return config_read(&f->configs, path(f, "c.yml"));
}

static void
refuses(struct fixture *f, const char *text, const char *errors)
{
	assert_null(read_config(f, text));
	buf_putc(&f->errors, '\0');
	assert_string_equal(f->errors.p, errors);
}

static void
assert_given(const struct given_list *list, size_t i, const char *want)
{
	assert_true(i < list->n);
	assert_true(str_eq(list->p[i].s, str_of(want)));
}

static void
reads_every_key(void **state)
{
	struct fixture *f = *state;
	const struct config *c = read_config(f,
	    "packs: [rules/, own.yml]\n"
	    "default-rules: false\n"
	    "with: { code: X }\n"
	    "only: tables/*\n"
	    "except: [mean]\n"
	    "severity: { tables/share: info }\n"
	    "profile: ci\n"
	    "min-severity: warning\n"
	    "fail-on: never\n"
	    "ignore: drafts/\n"
	    "baseline: known.baseline\n"
	    "overrides:\n"
	    "  - files: [a/**]\n"
	    "    fail-on: info\n"
	    "suppressions:\n"
	    "  - { report: a.pdf, rule: mean, fingerprint: 0123456789abcdef, reason: because }\n");

	assert_non_null(c);
	assert_given(&c->packs, 1, "own.yml");
	assert_true(c->default_rules.by.file != NULL && c->default_rules.value == 0);
	assert_given(&c->with, 0, "code");
	assert_given(&c->settings.only, 0, "tables/*");
	assert_given(&c->settings.except, 0, "mean");
	assert_int_equal(c->settings.nseverity, 1);
	assert_int_equal(c->settings.severity[0].value, CF_INFO);
	assert_int_equal(c->settings.profile.value, 3);
	assert_int_equal(c->settings.min_severity.value, CF_WARNING);
	assert_int_equal(c->settings.fail_on.value, CF_ERROR + 1);
	assert_given(&c->ignore, 0, "drafts/");
	assert_true(str_eq(c->baseline.s, CF_S("known.baseline")));
	assert_string_equal(config_path(&f->arena, &c->baseline), path(f, "known.baseline"));
	assert_int_equal(c->noverrides, 1);
	assert_int_equal(c->override[0].settings.fail_on.value, CF_INFO);
	assert_int_equal(c->nsuppressions, 1);
	assert_true(str_eq(c->suppression[0].reason.s, CF_S("because")));
	/* a value knows its place */
	assert_int_equal(c->settings.except.p[0].at->pos.line, 5);
	assert_int_equal(c->settings.except.p[0].at->pos.column, 10);
}

static void
may_be_empty(void **state)
{
	const struct config *c = read_config(*state, "# nothing\n");

	assert_non_null(c);
	assert_int_equal(c->packs.n, 0);
}

/* what is nearer wins; lists add up; of severities and overrides the nearer come last */
static void
extends_others(void **state)
{
	struct fixture *f = *state;
	const struct config *c;

	put(f, "base.yml", "packs: [b.yml]\nfail-on: info\nprofile: ci\nseverity: { x: info }\n"
	    "except: [one]\nonly: [far]\noverrides:\n  - { files: b, fail-on: error }\n");
	c = read_config(f, "extends: base.yml\npacks: [a.yml]\nfail-on: never\n"
	    "severity: { x: error }\nexcept: [two]\nonly: [near]\n"
	    "overrides:\n  - { files: a, fail-on: warning }\n");
	assert_non_null(c);
	assert_int_equal(c->nfiles, 2);
	assert_int_equal(c->settings.fail_on.value, CF_ERROR + 1);
	assert_int_equal(c->settings.profile.value, 3);
	assert_int_equal(c->settings.nseverity, 2);
	assert_int_equal(c->settings.severity[1].value, CF_ERROR);
	assert_int_equal(c->settings.except.n, 2);
	assert_int_equal(c->settings.only.n, 1);
	assert_given(&c->settings.only, 0, "near");
	assert_int_equal(c->noverrides, 2);
	assert_given(&c->override[1].files, 0, "a");
	assert_int_equal(c->packs.n, 2);
}

static void
refuses_circles(void **state)
{
	struct fixture *f = *state;

	put(f, "b.yml", "extends: c.yml\n");
	refuses(f, "extends: [b.yml]\n", arena_printf(&f->arena,
	    "b.yml:1:10: configurations extend each other in a circle, or one twice: %s/c.yml\n",
	    f->folder.path).p);
}

static void
refuses_what_is_not_there(void **state)
{
	refuses(*state, "extends: no.yml\n",
	    "c.yml:1:10: cannot read \"no.yml\": No such file or directory\n");
}

static void
refuses_long_chains(void **state)
{
	struct fixture *f = *state;

	for (unsigned i = 0; i < CF_MAX_CONFIGS; i++)
		put(f, arena_printf(&f->arena, "e%u.yml", i).p,
		    arena_printf(&f->arena, "extends: e%u.yml\n", i + 1).p);
	refuses(f, "extends: e0.yml\n", "e14.yml:1:10: more than 16 configurations extend one "
	    "another (CF_MAX_CONFIGS)\n");
}

static void
refuses_mistakes(void **state)
{
	refuses(*state,
	    "pack: a\n"
	    "profile: officier\n"
	    "only: []\n"
	    "severity: [a]\n"
	    "severity2: {}\n"
	    "except: { a: b }\n"
	    "overrides: { files: a }\n"
	    "suppressions:\n"
	    "  - { rule: mean, fingerprint: 12 }\n"
	    "ignore: &a x\n",
	    "c.yml:1:1: unknown key \"pack\" in a configuration\n"
	    "c.yml:2:10: \"profile\" cannot be \"officier\"\n"
	    "c.yml:3:7: \"only\" is an empty list\n"
	    "c.yml:4:11: \"severity\" must be a map, not a list\n"
	    "c.yml:5:1: unknown key \"severity2\" in a configuration\n"
	    "c.yml:6:9: \"except\" must be a text or a list of texts, not a map\n"
	    "c.yml:7:12: \"overrides\" must be a list of maps, not a map\n"
	    "c.yml:9:7: the suppression has no \"report\"\n"
	    "c.yml:9:32: \"12\" is no fingerprint\n"
	    "c.yml:10:9: an anchor (&name) cannot stand in a configuration\n");
}

static void
refuses_what_is_no_map(void **state)
{
	refuses(*state, "- a\n", "c.yml:1:1: a configuration must be a map, not a list\n");
}

static void
refuses_what_is_no_yaml(void **state)
{
	refuses(*state, "a: [b\n", "c.yml:2:1: not YAML: did not find expected ',' or ']' while "
	    "parsing a flow sequence that begins at line 1\n");
}

/* the nearest folder counts, and nothing beyond a folder with .git in it */
static void
finds_the_nearest(void **state)
{
	struct fixture *f = *state;
	const struct config *c;

	put(f, ".crossfoot.yml", "fail-on: info\n");
	assert_int_equal(mkdir(path(f, "a"), 0777), 0);
	assert_int_equal(mkdir(path(f, "a/b"), 0777), 0);
	assert_int_equal(mkdir(path(f, "repo"), 0777), 0);
	assert_int_equal(mkdir(path(f, "repo/.git"), 0777), 0);
	put(f, "a/.crossfoot.yml", "fail-on: never\n");
	assert_true(config_find(&f->configs, path(f, "a/b"), &c));
	assert_int_equal(c->settings.fail_on.value, CF_ERROR + 1);
	assert_true(config_find(&f->configs, f->folder.path, &c));
	assert_int_equal(c->settings.fail_on.value, CF_INFO);
	assert_true(config_find(&f->configs, path(f, "repo"), &c));
	assert_null(c);
}

static void
refuses_two_in_one_folder(void **state)
{
	struct fixture *f = *state;
	const struct config *c;

	put(f, ".crossfoot.yml", "");
	put(f, ".crossfoot.yaml", "");
	assert_false(config_find(&f->configs, f->folder.path, &c));
	assert_null(c);
	/* it is said once */
	assert_false(config_find(&f->configs, f->folder.path, &c));
	buf_putc(&f->errors, '\0');
	assert_string_equal(f->errors.p,
	    ".crossfoot.yaml:0:0: there is a .crossfoot.yml beside it: only one can count\n");
}

static void
writes_paths(void **state)
{
	static const char *const paths[][3] = {
		{ "/a", "/a/b.md", "b.md" },
		{ "/a", "/a/b/c.md", "b/c.md" },
		{ "/a/b", "/a/c.md", "../c.md" },
		{ "/a/b", "/a/bc/d.md", "../bc/d.md" },
		{ "/a/bc", "/a/b/d.md", "../b/d.md" },
		{ "/a/b", "/x.md", "../../x.md" },
		{ "/", "/x/y.md", "x/y.md" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		assert_string_equal(path_from(&f->arena, paths[i][0], paths[i][1]), paths[i][2]);
	assert_string_equal(path_folder(&f->arena, "a/b.md"), "a");
	assert_string_equal(path_folder(&f->arena, "b.md"), ".");
	assert_string_equal(path_folder(&f->arena, "/b.md"), "/");
}

int
main(void)
{
#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(reads_every_key),
		TEST(may_be_empty),
		TEST(extends_others),
		TEST(refuses_circles),
		TEST(refuses_what_is_not_there),
		TEST(refuses_long_chains),
		TEST(refuses_mistakes),
		TEST(refuses_what_is_no_map),
		TEST(refuses_what_is_no_yaml),
		TEST(finds_the_nearest),
		TEST(refuses_two_in_one_folder),
		TEST(writes_paths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
