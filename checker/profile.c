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

void
profile_apply(const struct options *o, bool pack, struct write_options *out)
{
	unsigned name = o->profile;

	if (name == PROFILE_AUTO && pack && o->format == WRITE_TEXT)
		name = PROFILE_OFFICER;
	out->min_severity = o->min_severity == SEVERITY_UNSET ? profiles[name].min_severity :
	    (enum cf_severity)o->min_severity;
	out->group = profiles[name].group || o->group;
	out->brief = profiles[name].brief;
}

enum cf_severity
profile_least(const struct options *o)
{
	unsigned least = CF_ERROR;

	if (o->profile != PROFILE_CI)
		return CF_INFO;
	/* what is listed or decides the exit status must be found */
	if (o->min_severity != SEVERITY_UNSET && o->min_severity < least)
		least = o->min_severity;
	if (o->fail_on < least)
		least = o->fail_on;
	return (enum cf_severity)least;
}
