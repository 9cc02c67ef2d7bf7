/* read/sheet_format.h: numbers as a spreadsheet shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "read/sheet_format.h"

static void
shows(const char *code, const char *value, const char *want)
{
	char out[SHEET_ROOM], got[SHEET_ROOM];
	struct str s = sheet_show(code, str_of(value), false, out);

	memcpy(got, s.p, s.n);
	got[s.n] = '\0';
	assert_string_equal(got, want);
}

static void
numbers(void **state)
{
	(void)state;
	shows("0", "2.5", "3");
	shows("0", "-2.5", "-3");
	shows("0", "-0.4", "0");
	shows("0.0", "0.05", "0.1");
	shows("0.00", "1.005", "1.01");	/* as it is printed, not as the double next to it */
	shows("0.0", "0.28999999999999998", "0.3");
	shows("0.00", "0.28999999999999998", "0.29");
	shows("#,##0", "1234567.8", "1,234,568");
	shows("#,##0", "999999.5", "1,000,000");
	shows("#,##0", "0", "0");
	shows("#,###", "0", "");
	shows("#,##0.0##", "12.5", "12.5");
	shows("000", "7", "007");
	shows("#,##0,", "1234567", "1,235");
	shows("0.0,,\"m\"", "6349999", "6.3m");
	shows("0%", "0.625", "63%");
	shows("0.0%", "6.0E-2", "6.0%");
	shows("0%", "1", "100%");
	shows("0.00E+00", "12345", "1.23E+04");
	shows("0.00E+00", "0.00099999", "1.00E-03");
	shows("# ?/?", "0.5", "0.5");
}

static void
general(void **state)
{
	(void)state;
	shows("General", "12", "12");
	shows("General", "-0.1", "-0.1");
	shows("General", "0.1", "0.1");
	shows("General", "0.30000000000000004", "0.3");
	shows("General", "33.333333333333336", "33.33333333");
	shows("General", "12345678901", "12345678901");
	shows("General", "1.5E+15", "1.5E+15");
	shows("General", "1.2E-7", "1.2E-07");
	shows("General", "0", "0");
	shows("@", "5", "5");
	shows("General", "no number", "no number");
	shows("General", "", "");
}

static void
sections(void **state)
{
	(void)state;
	shows("#,##0;(#,##0)", "-1500", "(1,500)");
	shows("#,##0;(#,##0);\"nil\"", "0", "nil");
	shows("_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"?\?_);_(@_)", "-42", "(42)");
	shows("_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"?\?_);_(@_)", "0", "-");
	shows("[Red]0;[Blue]-0", "-3", "-3");
	shows(";;;", "5", "");
	shows("[>=1000]#,##0;0.0", "12.34", "12.3");
	shows("[>=1000]#,##0;0.0", "1234.5", "1,235");
	shows("[$\xC2\xA3-809]#,##0.00", "9.5", "\xC2\xA3" "9.50");
	shows("\"\xC2\xA3\"#,##0", "-9", "-\xC2\xA3" "9");
	shows("0\" boats\"", "4", "4 boats");
	shows("0\\%", "4", "4%");
	shows("\"unclosed", "4", "unclosed");
	shows("[unclosed", "4", "");
	shows("\\", "4", "");
}

static void
dates(void **state)
{
	char out[SHEET_ROOM];

	(void)state;
	shows("dd/mm/yyyy", "45083", "06/06/2023");
	shows("dddd d mmmm yyyy", "45083", "Tuesday 6 June 2023");
	shows("d mmm yy", "1", "1 Jan 00");
	shows("d mmm yyyy", "61", "1 Mar 1900");
	shows("h:mm AM/PM", "0.75", "6:00 PM");
	shows("h:mm:ss", "0.99999", "23:59:59");
	shows("yyyy-mm-dd h:mm", "45083.5208333333", "2023-06-06 12:30");
	shows("[h]:mm", "1.5", "36:00");
	shows("mm:ss", "0.0104166666666667", "15:00");
	shows("mmm-yy", "45083", "Jun-23");
	shows("yyyy", "-5", "-5");
	shows("yyyy", "3000000", "3000000");
	assert_true(str_eq(sheet_show("yyyy-mm-dd", CF_S("43621"), true, out),
	    CF_S("2023-06-06")));
	assert_string_equal(sheet_builtin_format(9), "0%");
	assert_null(sheet_builtin_format(50));
	assert_null(sheet_builtin_format(-1));
	assert_true(sheet_is_year(CF_S("2023")));
	assert_false(sheet_is_year(CF_S("2023.5")));
	assert_false(sheet_is_year(CF_S("203")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers), cmocka_unit_test(general), cmocka_unit_test(sections),
		cmocka_unit_test(dates),
	};

	return cmocka_run_group_tests_name("sheet_format", tests, NULL, NULL);
}
