/*
 * Number formats of spreadsheets; see sheet_format.h. A number is kept as the decimal
 * digits that stand in the file, rounded to the 15 that a spreadsheet shows at most: what
 * it prints is then what a person sees, half rounded up.
 */
#include "read/sheet_format.h"

#include "read/sheet_code.h"

#define SHOWN_DIGITS 15

const char *
sheet_builtin_format(long id)
{
	static const char *const formats[50] = {
		[0] = "General", [1] = "0", [2] = "0.00", [3] = "#,##0", [4] = "#,##0.00",
		[9] = "0%", [10] = "0.00%", [11] = "0.00E+00", [12] = "# ?/?", [13] = "# ?\?/??",
		/* what these two show depends on the country: this is the same everywhere */
		[14] = "yyyy-mm-dd", [22] = "yyyy-mm-dd h:mm",
		[15] = "d-mmm-yy", [16] = "d-mmm", [17] = "mmm-yy", [18] = "h:mm AM/PM",
		[19] = "h:mm:ss AM/PM", [20] = "h:mm", [21] = "h:mm:ss",
		[37] = "#,##0;(#,##0)", [38] = "#,##0;(#,##0)", [39] = "#,##0.00;(#,##0.00)",
		[40] = "#,##0.00;(#,##0.00)", [41] = "#,##0;(#,##0);\"-\"",
		[42] = "#,##0;(#,##0);\"-\"", [43] = "#,##0.00;(#,##0.00);\"-\"",
		[44] = "#,##0.00;(#,##0.00);\"-\"", [45] = "mm:ss", [46] = "[h]:mm:ss",
		[47] = "mm:ss", [48] = "##0.0E+0", [49] = "@",
	};

	return id < 0 || id >= 50 ? NULL : formats[id];
}

bool
sheet_is_year(struct str value)
{
	struct sheet_decimal x;
	long year;

	return sheet_decimal_parse(value, &x) && x.n <= x.point && !x.negative &&
	    sheet_decimal_whole(&x, &year) && year >= 1900 && year <= 2100;
}

static bool
is_general(const struct sheet_section *s)
{
	for (size_t i = 0; i < s->n; i = sheet_token_end(s, i))
		if (str_starts_folded((struct str){ s->p + i, s->n - i }, CF_S("general")))
			return true;
	return s->n == 1 && s->p[0] == '@';
}

struct str
sheet_show(const char *code, struct str value, bool from_1904, char out[SHEET_ROOM])
{
	struct sheet_out o = { out, 0 };
	struct sheet_decimal x;
	struct sheet_section s;
	bool bare;

	if (!sheet_decimal_parse(value, &x))
		return value;
	sheet_decimal_round(&x, SHOWN_DIGITS);
	s = sheet_section_for(code, &x, &bare);
	if (is_general(&s)) {
		sheet_put_general(&o, &x);
	} else if (sheet_is_date(&s)) {
		if (!sheet_put_date(&o, &s, &x, from_1904))
			return value;
	} else {
		sheet_put_number(&o, &s, &x, bare);
	}
	return str_trim((struct str){ out, o.n });
}
