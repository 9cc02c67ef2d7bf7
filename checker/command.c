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

/* Loading rules, and who is told of what is wrong with them. */
struct loading {
	const struct options *o;
	const struct config *c;		/* may be NULL */
	cf_error_fn fn;
	void *ctx;
};

/* a path of rules that is not there is a slip of who named it: nothing is done without them */
static bool
is_there(const struct loading *l, const char *path, const struct given *g)
{
	struct cf_error err;
	struct stat st;

	/* a workspace may come from anybody: what is neither file nor folder could keep us waiting
	 * for ever. On the command line it may be asked for. */
	if (stat(path, &st) == 0 && (g == NULL || S_ISREG(st.st_mode) || S_ISDIR(st.st_mode)))
		return true;
	if (g != NULL && stat(path, &st) == 0) {
		config_error(&err, g, "\"%.200s\" is neither a file nor a folder", path);
	} else if (g == NULL) {
		(void)error_set(&err, CF_EIO, path, 0, 0, "cannot find the rules: %s", strerror(errno));
	} else {
		config_error(&err, g, "cannot find \"%.200s\": %s", path, strerror(errno));
		(void)error_help(&err, "paths are from the folder of the configuration");
	}
	l->fn(l->ctx, &err);
	return false;
}

static const struct strings *
named_packs(const struct options *o)
{
	return o->command == COMMAND_TEST ? &o->args : &o->rules;
}

static bool
are_there(const struct loading *l)
{
	const struct strings *mine = named_packs(l->o);
	size_t n = l->c == NULL ? 0 : l->c->packs.n;
	bool all = true;

	for (size_t i = 0; i < n; i++)
		all = is_there(l, config_path(l->o->arena, &l->c->packs.p[i]), &l->c->packs.p[i]) && all;
	for (size_t i = 0; i < mine->n; i++)
		all = is_there(l, mine->p[i], NULL) && all;
	return all;
}

/* as an editor must know it: where a link to it leads from anywhere */
static const char *
pack_path(const struct options *o, const char *path)
{
	const char *real = o->command == COMMAND_LSP ? path_real(o->arena, path) : NULL;

	return real == NULL ? path : real;
}

static bool
add_pack(const struct options *o, const char *path, struct strings *out)
{
	if (!VEC_ROOM(o->arena, out->p, out->n, out->cap))
		return false;
	out->p[out->n++] = pack_path(o, path);
	return true;
}

/* those of the configuration, then those of the command line */
bool
wanted_packs(const struct options *o, const struct config *c, struct strings *out)
{
	const struct strings *mine = named_packs(o);
	size_t n = c == NULL ? 0 : c->packs.n;

	*out = (struct strings){ NULL, 0, 0 };
	for (size_t i = 0; i < n; i++)
		if (!add_pack(o, config_path(o->arena, &c->packs.p[i]), out))
			return false;
	for (size_t i = 0; i < mine->n; i++)
		if (!add_pack(o, mine->p[i], out))
			return false;
	return true;
}

bool
wants_defaults(const struct options *o, const struct config *c)
{
	if (o->command == COMMAND_TEST && c == NULL)
		return o->args.n == 0;
	return !o->no_default_rules &&
	    (c == NULL || c->default_rules.by.file == NULL || c->default_rules.value == 1);
}

/* does it give values to parameters of packs? */
static bool
gives_parameters(const struct config_file *f)
{
	return f->root != NULL && f->root->kind == NODE_MAP &&
	    node_get(f->root, CF_S("with")) != NULL;
}

static struct cf_rules *
load(const struct loading *l, unsigned what)
{
	size_t n = l->c == NULL ? 0 : l->c->nfiles;
	struct rules_config *configs = arena_array(l->o->arena, n, struct rules_config);
	struct cf_rules *rules = NULL;
	struct strings packs;

	if ((configs == NULL && n > 0) || !wanted_packs(l->o, l->c, &packs))
		return NULL;
	for (size_t i = 0; i < n; i++)
		configs[i] = (struct rules_config){ l->c->file[i]->path,
			l->c->file[i]->source.bytes, gives_parameters(l->c->file[i]) };
	(void)rules_load_configured(&rules, packs.p, packs.n, configs, n, what, l->fn, l->ctx);
	return rules;
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
	else if (!o->no_config && here != NULL)
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
		rules = load_rules_with(o, c, complain_and_note, mistakes);
	*mistakes |= rules == NULL;
	configs_release(&cs);
	return rules;
}

/* are there rules, and those that --rule and --exclude-rule name? */
static bool
are_usable(const struct loading *l, const struct cf_rules *rules)
{
	struct cf_error err;

	if (rules != NULL && cf_rules_count(rules) > 0)
		return check_rule_names(l->o, &rules->rules, l->fn, l->ctx);
	(void)error_set(&err, CF_ERULE, NULL, 0, 0, rules == NULL ? "out of memory" :
	    "there are no rules to go by");
	l->fn(l->ctx, &err);
	return false;
}

struct cf_rules *
load_rules_with(const struct options *o, const struct config *c, cf_error_fn fn, void *ctx)
{
	bool reasons = o->command == COMMAND_TEST || o->command == COMMAND_EXPLAIN ||
	    o->command == COMMAND_LSP || o->json || options_explain(o);
	unsigned what = (reasons ? LOAD_REASONS : 0) | (wants_defaults(o, c) ? LOAD_DEFAULTS : 0);
	struct loading l = { .o = o, .c = c, .fn = fn, .ctx = ctx };
	struct cf_rules *rules;

	if (!are_there(&l))
		return NULL;
	rules = load(&l, what);
	if (are_usable(&l, rules))
		return rules;
	cf_rules_free(rules);
	return NULL;
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
