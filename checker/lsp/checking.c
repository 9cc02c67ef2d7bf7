/* Checking what is open; see server.h. */
#include "base/limits.h"
#include "base/status.h"
#include "lsp/server.h"
#include "profile.h"

/* hover and lenses speak of what held, too */
#define KEEP (1u << CF_HELD | 1u << CF_ROUNDING | 1u << CF_FAILED | 1u << CF_UNDECIDED)

/* the least severity that is shown */
static enum cf_severity
least_shown(const struct document *d)
{
	struct write_options w = { .format = WRITE_JSON };

	profile_apply(&d->settled.plan->options, false, &w);
	return w.min_severity;
}

static void
check_report(struct document *d)
{
	const struct settled *by = &d->settled;
	struct cf_options opts = by->plan->check;
	struct cf_input in = { .path = d->path, .bytes = buf_str(&d->text).p, .n = d->text.n,
		.format = d->format };
	size_t n;

	opts.keep = KEEP;
	opts.suppress = by->suppress;
	opts.nsuppress = by->nsuppress;
	opts.least = least_shown(d);
	if (cf_check(&d->report, by->plan->loaded->rules, &in, &opts, &d->error) != CF_OK)
		return;
	if (by->baseline != NULL)
		baseline_apply(by->baseline, by->place, d->report);
	/* places in a text that was derived from it are none in the editor */
	if (cf_report_text(d->report, &n) != in.bytes) {
		cf_report_free(d->report);
		d->report = NULL;
		(void)error_set(&d->error, CF_EINPUT, d->path, 0, 0, "not checked: this is no text "
		    "that can be edited; crossfoot check reads it");
	}
}

static void
check_text(struct server *s, struct document *d)
{
	if (d->too_large)
		(void)error_set(&d->error, CF_ELIMIT, d->path, 0, 0, "not checked: too large to be "
		    "checked while it is edited (%u bytes, CF_MAX_TYPED); crossfoot check takes more",
		    CF_MAX_TYPED);
	else if (is_config(d))
		check_config(s, d);
	else if (is_rule_file(d))
		check_rule_file(s, d);
	else if (d->is_yaml || d->settled.left_out != NULL)
		;	/* no report, or none that is checked */
	else if (d->settled.plan == NULL)
		(void)error_set(&d->error, CF_ERULE, d->path, 0, 0,
		    "not checked: its configuration or rules cannot be used");
	else
		check_report(d);
}

void
check_document(struct server *s, struct document *d)
{
	plans_freshen(s, NULL);
	if (d->checked)
		return;
	d->checked = true;
	d->revision = ++s->documents.revisions;
	plans_settle(s, d);
	check_text(s, d);
}

bool
is_shown(const struct document *d, const struct cf_relation *rel)
{
	return write_counts(rel) && rel->severity >= least_shown(d);
}

const struct rule *
rule_of(const struct document *d, const struct cf_relation *rel)
{
	return map_get(&d->settled.plan->loaded->rules->rules.names, str_of(rel->rule));
}
