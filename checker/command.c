/* What the commands share, and those of them that are short; see command.h. */
#include "command.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/status.h"
#include "complain.h"
#include "config/config.h"
#include "files.h"
#include "output.h"
#include "rules/mistake.h"

/* cf_error_fn: complain on stderr and set the bool that `ctx` points to */
static void
complain_and_note(void *ctx, const struct cf_error *err)
{
	bool *noted = ctx;

	*noted = true;
	complain(stderr, err);
}

/* ---- rules */

void
nearest_offer(struct nearest *near, struct str name)
{
	struct names names = { .arena = near->arena, .found = near->found,
		.all = CF_S(""), .best = CF_S("") };

	names_offer(&names, name);
	if (names.best.n > 0 && (near->best.n == 0 || names.distance < near->distance)) {
		near->best = name;
		near->distance = names.distance;
	}
}

/* what the name could mean instead */
static struct str
name_like(const struct options *o, const struct rule *r, const char *name)
{
	if (names_whole_pack(str_of(name)))
		return arena_printf(o->arena, "%.*s/*", (int)r->pack.n, r->pack.p);
	return strchr(name, '/') == NULL ? r->id : str_of(r->name);
}

/* tell of a name that no rule has, with the one that is nearest */
static bool
check_name(const struct options *o, const struct rules *rules, const char *name, cf_error_fn fn,
    void *ctx)
{
	struct nearest near = { .arena = o->arena, .found = str_of(name) };
	struct cf_error err;

	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *r = rules->rule[i];

		if (rule_is_named(r, &name, 1))
			return true;
		nearest_offer(&near, name_like(o, r, name));
	}
	(void)error_set(&err, CF_EINPUT, NULL, 0, 0, "there is no rule \"%s\"", name);
	if (near.best.n > 0)
		(void)error_help(&err, "did you mean %.*s?", (int)near.best.n, near.best.p);
	else
		(void)error_help(&err, "crossfoot rules lists them");
	fn(ctx, &err);
	return false;
}

/* complain of a pack that the configuration names and that is not there */
static bool
is_there(const char *path, const struct given *g)
{
	struct cf_error err;
	struct stat st;

	if (stat(path, &st) == 0)
		return true;
	config_error(&err, g, "cannot find \"%.200s\": %s", path, strerror(errno));
	(void)error_help(&err, "paths are from the folder of the configuration");
	complain(stderr, &err);
	return false;
}

/* rule files: those of the configuration, then those of the command line */
static bool
add_packs(const struct options *o, const struct config *c, struct strings *packs, bool *mistakes)
{
	const struct strings *mine = o->command == COMMAND_TEST ? &o->args : &o->rules;

	for (size_t i = 0; c != NULL && i < c->packs.n; i++) {
		const char *path = config_path(o->arena, &c->packs.p[i]);

		if (!is_there(path, &c->packs.p[i])) {
			*mistakes = true;
			continue;
		}
		if (!VEC_ROOM(o->arena, packs->p, packs->n, packs->cap))
			return false;
		packs->p[packs->n++] = path;
	}
	for (size_t i = 0; i < mine->n; i++) {
		if (!VEC_ROOM(o->arena, packs->p, packs->n, packs->cap))
			return false;
		packs->p[packs->n++] = mine->p[i];
	}
	return true;
}

static bool
wants_defaults(const struct options *o, const struct config *c)
{
	if (o->command == COMMAND_TEST)
		return o->args.n == 0;
	return !o->no_default_rules &&
	    (c == NULL || c->default_rules.by.file == NULL || c->default_rules.value == 1);
}

static enum cf_status
load(const struct options *o, const struct config *c, unsigned what, struct cf_rules **rules,
    bool *mistakes)
{
	size_t n = c == NULL ? 0 : c->nfiles;
	struct rules_config *configs = arena_array(o->arena, n, struct rules_config);
	struct strings packs = { NULL, 0, 0 };

	*rules = NULL;
	if ((configs == NULL && n > 0) || !add_packs(o, c, &packs, mistakes))
		return CF_ENOMEM;
	for (size_t i = 0; i < n; i++)
		configs[i] = (struct rules_config){ c->file[i]->path, c->file[i]->source.bytes };
	return rules_load_configured(rules, packs.p, packs.n, configs, n, what, complain_and_note,
	    mistakes);
}

/* the configuration that counts where the tool is run, for commands that look at no report;
 * false when it cannot be used */
static bool
config_here(const struct options *o, struct configs *cs, const struct config **c)
{
	const char *here = path_real(o->arena, ".");

	*c = NULL;
	if (o->config != NULL)
		*c = config_read(cs, o->config);
	else if (!o->no_config && o->command != COMMAND_TEST && here != NULL)
		return config_find(cs, here, c);
	return o->config == NULL || *c != NULL;
}

struct cf_rules *
load_rules(const struct options *o, bool *mistakes)
{
	struct cf_rules *rules = NULL;
	const struct config *c;
	struct configs cs;

	configs_init(&cs, o->arena, complain_and_note, mistakes);
	if (config_here(o, &cs, &c))
		rules = load_rules_with(o, c, mistakes);
	else
		*mistakes = true;
	configs_release(&cs);
	return rules;
}

struct cf_rules *
load_rules_with(const struct options *o, const struct config *c, bool *mistakes)
{
	bool reasons = o->command == COMMAND_TEST || o->command == COMMAND_EXPLAIN || o->json ||
	    options_explain(o);
	unsigned what = reasons ? LOAD_REASONS : 0;
	struct cf_rules *rules;
	struct cf_error err;
	bool known = true;

	if (wants_defaults(o, c))
		what |= LOAD_DEFAULTS;
	if (load(o, c, what, &rules, mistakes) != CF_OK)
		*mistakes = true;
	if (rules == NULL || cf_rules_count(rules) == 0) {
		(void)error_set(&err, CF_ERULE, NULL, 0, 0, rules == NULL ? "out of memory" :
		    "there are no rules to go by");
		complain(stderr, &err);
		known = false;
	}
	if (!known || !check_rule_names(o, &rules->rules, complain_and_note, mistakes)) {
		*mistakes = true;
		cf_rules_free(rules);
		return NULL;
	}
	return rules;
}

bool
is_wanted(const struct options *o, const struct rule *rule)
{
	return (o->only.n == 0 || rule_is_named(rule, o->only.p, o->only.n)) &&
	    !rule_is_named(rule, o->except.p, o->except.n);
}

bool
check_rule_names(const struct options *o, const struct rules *rules, cf_error_fn fn, void *ctx)
{
	bool known = true;

	for (size_t i = 0; known && i < o->only.n; i++)
		known = check_name(o, rules, o->only.p[i], fn, ctx);
	for (size_t i = 0; known && i < o->except.n; i++)
		known = check_name(o, rules, o->except.p[i], fn, ctx);
	return known;
}

bool
complain_of_memory(void)
{
	struct cf_error err;

	(void)error_set(&err, CF_ENOMEM, NULL, 0, 0, "out of memory");
	complain(stderr, &err);
	return false;
}

bool
stdout_is_written(void)
{
	struct cf_error err;

	if (fflush(stdout) == 0 && !ferror(stdout))
		return true;
	if (output_is_closed(stdout))
		return false;
	(void)error_set(&err, CF_EIO, "<stdout>", 0, 0, "cannot be written");
	complain(stderr, &err);
	return false;
}

/* ---- show */

int
command_show(const struct options *o)
{
	const char *path = o->args.n == 0 ? "-" : o->args.p[0];
	struct cf_input in = { .path = strcmp(path, "-") == 0 ? "<stdin>" : path,
		.format = options_input_format(o), .original = o->original };
	struct cf_error err = { .status = CF_OK };
	enum cf_status st;
	struct buf bytes;

	buf_init(&bytes);
	st = file_read(&bytes, path, &err);
	if (st == CF_OK) {
		in.bytes = buf_str(&bytes).p;
		in.n = bytes.n;
		st = o->text ? cf_show_text(stdout, &in, &err) : cf_show(stdout, &in, &err);
	}
	buf_release(&bytes);
	if (st != CF_OK && !output_is_closed(stdout))
		complain(stderr, &err);
	return st != CF_OK || !stdout_is_written() ? EXIT_NOT_CHECKED : EXIT_CLEAN;
}
