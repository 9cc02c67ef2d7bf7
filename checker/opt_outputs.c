/* Where results go, and in which formats, when all options are read; see opt_parse.h. */
#include "opt_parse.h"

#include <stdlib.h>

#include "base/status.h"
#include "complain.h"

bool
opt_add_output(struct options *o, struct wanted_output wanted, struct cf_error *err)
{
	if (!VEC_ROOM(o->arena, o->outputs, o->noutputs, o->outputcap)) {
		(void)error_set(err, CF_ENOMEM, NULL, 0, 0, "out of memory");
		return false;
	}
	o->outputs[o->noutputs++] = wanted;
	return true;
}

/* ---- in a job of GitHub's */

/* what a program that runs in a job of GitHub's writes, unless something else is asked for */
static bool
is_on_github(const struct options *o)
{
	const char *actions = getenv("GITHUB_ACTIONS");

	return actions != NULL && strcmp(actions, "true") == 0 && o->statistics == STATISTICS_NONE &&
	    !o->quiet && !o->group;
}

/* annotations go with a summary of the step, in the file that GitHub names */
static bool
add_summary(struct options *o, struct cf_error *err)
{
	const char *path = getenv("GITHUB_STEP_SUMMARY");

	return path == NULL || path[0] == '\0' ||
	    opt_add_output(o, (struct wanted_output){ path, WRITE_GITHUB, true, false }, err);
}

/* ---- all of them */

bool
opt_settle_outputs(struct options *o, struct cf_error *err)
{
	unsigned given = o->format, plain = given == WRITE_FORMATS ? WRITE_TEXT : given;
	size_t standard = 0;
	bool annotates;

	for (size_t i = 0; i < o->noutputs; i++) {
		bool is_stdout = strcmp(o->outputs[i].path, "-") == 0;

		standard += is_stdout || o->outputs[i].format == WRITE_FORMATS;
		o->outputs[i].unsaid = o->outputs[i].format == WRITE_FORMATS &&
		    given == WRITE_FORMATS;
		if (o->outputs[i].format == WRITE_FORMATS)
			o->outputs[i].format = plain;
		for (size_t k = 0; is_stdout && k < i; k++) {
			if (strcmp(o->outputs[k].path, "-") != 0)
				continue;
			(void)error_set(err, CF_EINPUT, NULL, 0, 0,
			    "two outputs go to the standard output");
			return error_help(err, "give each --output a file of its own");
		}
	}
	if (given == WRITE_FORMATS && is_on_github(o))
		plain = WRITE_GITHUB;
	annotates = standard == 0 && plain == WRITE_GITHUB;
	if (standard == 0 && !opt_add_output(o, (struct wanted_output){ "-", plain, false, true }, err))
		return false;
	for (size_t i = 0; i < o->noutputs; i++)
		annotates |= strcmp(o->outputs[i].path, "-") == 0 &&
		    o->outputs[i].format == WRITE_GITHUB;
	return !annotates || add_summary(o, err);
}

bool
options_have_format(const struct options *o, enum write_format format)
{
	for (size_t i = 0; i < o->noutputs; i++)
		if (o->outputs[i].format == format)
			return true;
	return false;
}

bool
options_explain(const struct options *o)
{
	for (size_t i = 0; i < o->noutputs; i++)
		if (write_explains((enum write_format)o->outputs[i].format))
			return true;
	return false;
}
