/* Rule files: their mistakes while they are written; see server.h. */
#include "base/limits.h"
#include "command.h"
#include "lsp/server.h"

/* does a line begin with the key? */
static bool
has_key(struct str text, struct str key)
{
	const char *nl;

	for (size_t at = 0; at < text.n; at = nl == NULL ? text.n : (size_t)(nl - text.p) + 1) {
		if (str_starts(str_sub(text, at, text.n), key))
			return true;
		nl = memchr(text.p + at, '\n', text.n - at);
	}
	return false;
}

bool
is_rule_file(const struct document *d)
{
	struct str text = buf_str(&d->text);

	return d->is_yaml && (has_key(text, CF_S("pack:")) ||
	    (has_key(text, CF_S("rules:")) && str_has_folded(text, CF_S("check:"))));
}

/*
 * It is read beside the rules that count in its folder: those of the options, and the packs of
 * the configuration, which `extends` may name.
 */
void
check_rule_file(struct server *s, struct document *d)
{
	struct mistakes_of of = { .server = s, .document = d };
	struct rule_text open = { d->path, buf_str(&d->text) };
	struct options o = s->options;
	struct arena work;
	const struct config *c = d->settled.plan == NULL ? NULL : d->settled.plan->config;
	unsigned load = LOAD_REASONS | (wants_defaults(&o, c) ? (unsigned)LOAD_DEFAULTS : 0u);
	struct strings packs;

	arena_init(&work, CF_MAX_MEMORY);
	o.arena = &work;
	if (!wanted_packs(&o, c, &packs) ||
	    rules_try(&open, packs.p, packs.n, load, note_mistake, &of) == CF_ENOMEM)
		of.failed = true;
	arena_release(&work);
	mistakes_end(&of);
}
