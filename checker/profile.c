/* What each profile means; see profile.h. */
#include "profile.h"

struct profile {
	enum cf_severity min_severity;
	bool group, brief;
};

static const struct profile profiles[] = {
	[PROFILE_AUTO] = { CF_INFO, false, false },
	[PROFILE_AUTHOR] = { CF_INFO, false, false },
	[PROFILE_OFFICER] = { CF_WARNING, true, false },
	[PROFILE_CI] = { CF_ERROR, false, true },
};

/* errors, and what decides the exit status */
static enum cf_severity
least_of_ci(const struct options *o)
{
	return o->fail_on < CF_ERROR ? (enum cf_severity)o->fail_on : CF_ERROR;
}

void
profile_apply(const struct options *o, bool pack, struct write_options *out)
{
	unsigned name = o->profile;

	if (name == PROFILE_AUTO && pack &&
	    (out->format == WRITE_TEXT || out->format == WRITE_HTML))
		name = PROFILE_OFFICER;
	out->min_severity = profiles[name].min_severity;
	if (name == PROFILE_CI)
		out->min_severity = least_of_ci(o);
	if (o->min_severity != SEVERITY_UNSET)
		out->min_severity = (enum cf_severity)o->min_severity;
	out->group = profiles[name].group || o->group;
	out->brief = profiles[name].brief;
}

enum cf_severity
profile_least(const struct options *o)
{
	enum cf_severity least = least_of_ci(o);

	if (o->profile != PROFILE_CI)
		return CF_INFO;
	return o->min_severity < least ? (enum cf_severity)o->min_severity : least;
}
