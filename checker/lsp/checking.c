/* Checking what is open; see server.h. */
#include "base/limits.h"
#include "base/status.h"
#include "lsp/server.h"

/* hover and lenses speak of what held, too */
#define KEEP (1u << CF_HELD | 1u << CF_ROUNDING | 1u << CF_FAILED | 1u << CF_UNDECIDED)

static void
check_report(struct server *s, struct document *d)
{
	const struct options *o = &s->options;
	struct cf_options opts = { .keep = KEEP, .only = o->only.p, .nonly = o->only.n,
		.except = o->except.p, .nexcept = o->except.n,
		.least = o->min_severity == SEVERITY_UNSET ? CF_INFO :
		    (enum cf_severity)o->min_severity };
	struct cf_input in = { .path = d->path, .bytes = buf_str(&d->text).p, .n = d->text.n,
		.format = d->format };
	size_t n;

	if (cf_check(&d->report, s->rules, &in, &opts, &d->error) != CF_OK)
		return;
	/* places in a text that was derived from it are none in the editor */
	if (cf_report_text(d->report, &n) != in.bytes) {
		cf_report_free(d->report);
		d->report = NULL;
		(void)error_set(&d->error, CF_EINPUT, d->path, 0, 0, "not checked: this is no text "
		    "that can be edited; crossfoot check reads it");
	}
}

void
check_document(struct server *s, struct document *d)
{
	if (d->checked)
		return;
	d->checked = true;
	d->revision = ++s->documents.revisions;
	if (d->too_large)
		(void)error_set(&d->error, CF_ELIMIT, d->path, 0, 0, "not checked: too large to be "
		    "checked while it is edited (%u bytes, CF_MAX_TYPED); crossfoot check takes more",
		    CF_MAX_TYPED);
	else if (is_rule_file(d))
		check_rule_file(s, d);
	else if (!d->is_yaml && s->rules != NULL && cf_rules_count(s->rules) > 0)
		check_report(s, d);
}

bool
is_shown(const struct server *s, const struct cf_relation *rel)
{
	return write_counts(rel) && (s->options.min_severity == SEVERITY_UNSET ||
	    (unsigned)rel->severity >= s->options.min_severity);
}
