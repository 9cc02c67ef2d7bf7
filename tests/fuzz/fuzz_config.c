/*
 * Any bytes as a configuration, or behind an "s" as a sidecar file: no crash, no leak, no hang;
 * every error has words, and a caret inside its line when it has a place; what is taken can be
 * used. A configuration that names other files may read them: files of this repository.
 */
#include <stdint.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "plan.h"
#include "tests/fuzz/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_given(const struct given *g)
{
	check_that(g->file != NULL && g->at != NULL && g->at->pos.line > 0);
	check_that(utf8_check(g->s) == g->s.n);
}

static void
check_list(const struct given_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		check_given(&list->p[i]);
}

static void
check_config(const struct config *c, bool sidecar)
{
	check_list(&c->packs);
	check_list(&c->ignore);
	check_list(&c->with);
	check_list(&c->settings.only);
	for (size_t i = 0; i < c->noverrides; i++)
		check_list(&c->override[i].files);
	for (size_t i = 0; i < c->nsuppressions; i++) {
		const struct config_suppression *s = &c->suppression[i];

		check_given(&s->rule);
		check_given(&s->fingerprint);
		check_that(s->fingerprint.s.n == 16 && (s->report.file == NULL) == sidecar);
	}
	check_that(!sidecar || (c->packs.n == 0 && c->noverrides == 0));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *paths[] = { "tests/library/sample.yml" };
	bool sidecar = size > 0 && data[0] == 's';
	struct str text = { (const char *)data + sidecar, size - sidecar };
	struct options o = { .command = COMMAND_CHECK, .min_severity = SEVERITY_UNSET,
		.no_default_rules = true, .rules = { paths, 1, 1 } };
	const struct config *c;
	struct plans plans;
	struct arena work;
	size_t errors = 0;

	arena_init(&work, CF_MAX_MEMORY);
	o.arena = &work;
	check_that(plans_serve(&plans, &o, NULL, check_error, &errors));
	c = config_read_text(&plans.configs, sidecar ? "tests/fuzz/a.xlsx.crossfoot.yml" :
	    "tests/fuzz/.crossfoot.yml", text);
	check_that((c == NULL) == (errors > 0));
	if (c != NULL) {
		check_config(c, sidecar);
		if (!sidecar)
			(void)plan_try(&plans, c);
	}
	plans_end(&plans);
	arena_release(&work);
	return 0;
}
