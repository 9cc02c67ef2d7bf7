/* Configurations and sidecar files: their mistakes while they are written; see server.h. */
#include "base/limits.h"
#include "lsp/server.h"

bool
is_config(const struct document *d)
{
	struct str path = str_of(d->path);

	return config_is_file(path) || config_is_sidecar(path);
}

/* With its packs, parameters and the rules that it names, as if it counted for a report. */
void
check_config(struct server *s, struct document *d)
{
	struct mistakes_of of = { .server = s, .document = d, .others = true };
	struct options o = s->options;
	const struct config *c;
	struct arena work;
	struct plans plans;

	arena_init(&work, CF_MAX_MEMORY);
	o.arena = &work;
	o.config = NULL;
	(void)plans_serve(&plans, &o, NULL, note_mistake, &of);
	c = config_read_text(&plans.configs, d->path, buf_str(&d->text));
	if (c != NULL && !config_is_sidecar(str_of(d->path)))
		(void)plan_try(&plans, c);
	plans_end(&plans);
	arena_release(&work);
	mistakes_end(&of);
}
