/* Profiles: what each lists, and that options win over them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "profile.h"

static const struct options unset = { .min_severity = SEVERITY_UNSET,
	.fail_on = FAIL_ON_ERROR };

static struct write_options
applied(struct options o, bool pack)
{
	struct write_options w = { .format = (enum write_format)o.format };

	profile_apply(&o, pack, &w);
	return w;
}

static void
test_auto(void **state)
{
	struct options o = unset;

	(void)state;
	assert_int_equal(applied(o, false).min_severity, CF_INFO);
	assert_false(applied(o, false).group);
	assert_int_equal(applied(o, true).min_severity, CF_WARNING);
	assert_true(applied(o, true).group);
	o.format = WRITE_HTML;	/* a person reads it, too */
	assert_int_equal(applied(o, true).min_severity, CF_WARNING);
	o.format = WRITE_JSON;	/* a program gets everything */
	assert_int_equal(applied(o, true).min_severity, CF_INFO);
	assert_int_equal(profile_least(&o), CF_INFO);
}

static void
test_author(void **state)
{
	struct options o = unset;

	(void)state;
	o.profile = PROFILE_AUTHOR;
	assert_int_equal(applied(o, true).min_severity, CF_INFO);
	assert_false(applied(o, true).group);
	o.group = true;
	assert_true(applied(o, true).group);
}

static void
test_officer(void **state)
{
	struct options o = unset;

	(void)state;
	o.profile = PROFILE_OFFICER;
	assert_int_equal(applied(o, false).min_severity, CF_WARNING);
	assert_true(applied(o, false).group);
	assert_false(applied(o, false).brief);
	o.min_severity = CF_INFO;
	assert_int_equal(applied(o, false).min_severity, CF_INFO);
}

static void
test_ci(void **state)
{
	struct options o = unset;

	(void)state;
	o.profile = PROFILE_CI;
	assert_int_equal(applied(o, true).min_severity, CF_ERROR);
	assert_true(applied(o, true).brief);
	assert_int_equal(profile_least(&o), CF_ERROR);
	o.fail_on = FAIL_ON_NEVER;
	assert_int_equal(profile_least(&o), CF_ERROR);
	o.fail_on = FAIL_ON_WARNING;
	assert_int_equal(profile_least(&o), CF_WARNING);
	assert_int_equal(applied(o, true).min_severity, CF_WARNING);
	o.min_severity = CF_INFO;
	assert_int_equal(profile_least(&o), CF_INFO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_auto),
		cmocka_unit_test(test_author),
		cmocka_unit_test(test_officer),
		cmocka_unit_test(test_ci),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
