/*
 * Number formats of spreadsheets; see sheet_format.h. A number is kept as the decimal
 * digits that stand in the file, rounded to the 15 that a spreadsheet shows at most: what
 * it prints is then what a person sees, half rounded up.
 */
#include "read/sheet_format.h"

#include <stdio.h>
#include <stdlib.h>

#define SHOWN_DIGITS 15

/* 0.d[0]d[1]... times 10 to the power of `point`; n == 0: nothing */
struct decimal {
	bool negative;
	unsigned char d[24];
	int n, point;
};

struct out {
	char *p;
	size_t n;
};

/* A section of a format. */
struct section {
	const char *p;
	size_t n;
};

/* What the placeholders of a section say. */
struct shape {
	int whole;			/* least digits before the point */
	int least, most;		/* digits after it */
	int percents, thousands;	/* "%" signs; commas that divide by 1000 */
	int exponent;			/* least digits of it; 0: none */
	bool grouped, any, fraction;
};

static void
put(struct out *o, struct str s)
{
	if (s.n > SHEET_ROOM - 1 - o->n)
		s.n = SHEET_ROOM - 1 - o->n;
	if (s.n > 0)
		memcpy(o->p + o->n, s.p, s.n);
	o->n += s.n;
}

static void
put_char(struct out *o, char c)
{
	put(o, (struct str){ &c, 1 });
}

static void
put_padded(struct out *o, long value, int width)
{
	char digits[24];

	(void)snprintf(digits, sizeof(digits), "%0*ld", width, value);
	put(o, str_of(digits));
}

/* ---- decimals */

static bool
parse(struct str s, struct decimal *x)
{
	size_t i = 0;
	bool point = false, any = false;

	*x = (struct decimal){ .n = 0 };
	if (i < s.n && (s.p[i] == '-' || s.p[i] == '+'))
		x->negative = s.p[i++] == '-';
	for (; i < s.n && (ch_digit(s.p[i]) || (s.p[i] == '.' && !point)); i++) {
		if (s.p[i] == '.') {
			point = true;
			continue;
		}
		any = true;
		if (x->n == 0 && s.p[i] == '0') {
			x->point -= point;
			continue;
		}
		if (x->n < (int)sizeof(x->d))
			x->d[x->n++] = (unsigned char)(s.p[i] - '0');
		x->point += !point;
	}
	if (any && i < s.n && (s.p[i] == 'E' || s.p[i] == 'e')) {
		char digits[16];
		size_t len = s.n - i - 1 < sizeof(digits) - 1 ? s.n - i - 1 : sizeof(digits) - 1;
		long e;

		memcpy(digits, s.p + i + 1, len);
		digits[len] = '\0';
		e = strtol(digits, NULL, 10);
		x->point += e > 400 ? 400 : e < -400 ? -400 : (int)e;
		i = s.n;
	}
	return any && i == s.n;
}

/* keep so many digits, the last one rounded half up */
static void
round_to(struct decimal *x, int n)
{
	bool up;

	if (n >= x->n)
		return;
	if (n < 0) {
		x->n = 0;
		return;
	}
	up = x->d[n] >= 5;
	x->n = n;
	while (up && x->n > 0) {
		if (++x->d[x->n - 1] < 10)
			return;
		x->n--;
	}
	if (up) {
		x->d[0] = 1;
		x->n = 1;
		x->point++;
	}
}

static int
digit_at(const struct decimal *x, int i)
{
	return i >= 0 && i < x->n ? x->d[i] : 0;
}

/* the whole part; false when it is too large */
static bool
whole_of(const struct decimal *x, long *whole)
{
	*whole = 0;
	if (x->point > 12)
		return false;
	for (int i = 0; i < x->point; i++)
		*whole = *whole * 10 + digit_at(x, i);
	return true;
}

/* only to compare with the bounds of a condition */
static double
rough(const struct decimal *x)
{
	double v = 0, scale = 1;

	for (int i = 0; i < x->n; i++)
		v = v * 10 + x->d[i];
	for (int i = x->n; i < x->point; i++)
		v *= 10;
	for (int i = x->point; i < x->n; i++)
		scale *= 10;
	return (x->negative ? -v : v) / scale;
}

/* ---- formats */

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
	struct decimal x;
	long year;

	return parse(value, &x) && x.n <= x.point && !x.negative && whole_of(&x, &year) &&
	    year >= 1900 && year <= 2100;
}

/* the token that begins at i: a quoted text, a bracket, an escaped or a plain character */
static size_t
token_end(const struct section *s, size_t i)
{
	const char *end;

	switch (s->p[i]) {
	case '"':
		end = memchr(s->p + i + 1, '"', s->n - i - 1);
		return end == NULL ? s->n : (size_t)(end - s->p) + 1;
	case '[':
		end = memchr(s->p + i, ']', s->n - i);
		return end == NULL ? s->n : (size_t)(end - s->p) + 1;
	case '\\':
	case '_':
	case '*':
		/* what follows may take several bytes */
		for (i += 2; i < s->n && ((unsigned char)s->p[i] & 0xC0) == 0x80; i++)
			;
		return i > s->n ? s->n : i;
	default:
		return i + 1;
	}
}

/* the nth section, from 0; false: there is none */
static bool
section_of(const char *code, unsigned nth, struct section *out)
{
	struct section all = { code, strlen(code) };
	size_t from = 0, i = 0;

	while (i < all.n) {
		if (all.p[i] == ';') {
			if (nth-- == 0)
				break;
			from = i + 1;
		}
		i = token_end(&all, i);
	}
	if (i >= all.n && nth > 0)
		return false;
	*out = (struct section){ code + from, (i > all.n ? all.n : i) - from };
	return true;
}

/* "[>=100]": is it so? -1: the section has no condition */
static int
condition_of(const struct section *s, const struct decimal *x)
{
	for (size_t i = 0; i < s->n; i = token_end(s, i)) {
		struct str inside = { s->p + i + 1, token_end(s, i) - i - 2 };
		struct decimal bound;
		size_t op = 0;
		double a, b;

		if (s->p[i] != '[' || inside.n < 2 || inside.n > 40 ||
		    strchr("<>=", inside.p[0]) == NULL)
			continue;
		while (op < inside.n && op < 2 && strchr("<>=", inside.p[op]) != NULL)
			op++;
		if (!parse(str_sub(inside, op, inside.n), &bound))
			continue;
		a = rough(x);
		b = rough(&bound);
		if (op == 2)
			return inside.p[0] == '<' ? inside.p[1] == '>' ? a < b || a > b : a <= b :
			    a >= b;
		return inside.p[0] == '<' ? a < b : inside.p[0] == '>' ? a > b : a <= b && a >= b;
	}
	return -1;
}

/* which section a number takes; *bare: its sign is not shown of itself */
static struct section
choose(const char *code, const struct decimal *x, bool *bare)
{
	struct section s = { code, strlen(code) }, other;
	int holds;

	*bare = false;
	if (!section_of(code, 0, &s))
		return s;
	holds = condition_of(&s, x);
	if (holds >= 0) {
		for (unsigned i = 1; holds == 0 && section_of(code, i, &other) && i < 3; i++) {
			s = other;
			holds = condition_of(&s, x) != 0;
		}
		return s;
	}
	if (x->n == 0 && section_of(code, 2, &other)) {
		return other;
	}
	if (x->negative && x->n > 0 && section_of(code, 1, &other)) {
		*bare = true;
		return other;
	}
	return s;
}

/* ---- numbers */

static struct shape
shape_of(const struct section *s)
{
	struct shape f = { .whole = 0 };
	bool after = false, exponent = false;
	int commas = 0;

	for (size_t i = 0; i < s->n; i = token_end(s, i)) {
		char c = s->p[i];

		if (c == '0' || c == '#' || c == '?') {
			f.any = true;
			if (exponent) {
				f.exponent += c == '0';
			} else if (after) {
				commas = 0;
				f.most++;
				f.least = c == '0' ? f.most : f.least;
			} else {
				f.whole += c == '0';
				f.grouped |= commas > 0;
				commas = 0;
			}
		} else if (c == ',' && f.any && !exponent) {
			commas++;
		} else if (c == '.' && !exponent) {
			after = true;
		} else if (c == '%') {
			f.percents++;
		} else if (c == '/' && f.any) {
			f.fraction = true;
		} else if ((c == 'E' || c == 'e') && i + 1 < s->n &&
		    (s->p[i + 1] == '+' || s->p[i + 1] == '-')) {
			exponent = true;
		}
	}
	f.thousands = commas;
	if (exponent)
		f.exponent = f.exponent < 1 ? 1 : f.exponent > 9 ? 9 : f.exponent;
	return f;
}

/* the digits of a number, in the form that the placeholders give */
static void
put_digits(struct out *o, const struct decimal *x, const struct shape *f)
{
	int whole = x->point > f->whole ? x->point : f->whole, decimals = f->most;

	if (whole > 60)
		whole = 60;
	for (int i = whole; i > 0; i--) {
		put_char(o, (char)('0' + digit_at(x, x->point - i)));
		if (f->grouped && i > 1 && (i - 1) % 3 == 0)
			put_char(o, ',');
	}
	while (decimals > f->least && digit_at(x, x->point + decimals - 1) == 0)
		decimals--;
	if (decimals > 0)
		put_char(o, '.');
	for (int i = 0; i < decimals && i < 60; i++)
		put_char(o, (char)('0' + digit_at(x, x->point + i)));
}

static void
put_exponent(struct out *o, struct decimal *x, const struct shape *f)
{
	struct shape one = { .whole = 1, .least = f->least, .most = f->most };
	int e = x->n == 0 ? 0 : x->point - 1;

	x->point = x->n == 0 ? 0 : 1;
	round_to(x, 1 + f->most);
	if (x->point > 1) {
		x->point = 1;
		e++;
	}
	put_digits(o, x, &one);
	put_char(o, 'E');
	put_char(o, e < 0 ? '-' : '+');
	put_padded(o, e < 0 ? -e : e, f->exponent);
}

/* a number without a format: as many digits as fit into a cell */
static void
put_general(struct out *o, struct decimal *x)
{
	struct shape f = { .whole = 1 };
	int e = x->point - 1;

	if (x->negative && x->n > 0)
		put_char(o, '-');
	if (x->n > 0 && (x->point > 11 || x->point < -4)) {
		struct shape s = { .whole = 1, .most = 5 };

		x->point = 1;
		round_to(x, 6);
		e += x->point > 1;
		x->point = 1;
		put_digits(o, x, &s);
		put_char(o, 'E');
		put_char(o, e < 0 ? '-' : '+');
		put_padded(o, e < 0 ? -e : e, 2);
		return;
	}
	f.most = x->point < 1 ? 9 : 10 - x->point;
	if (f.most < 0)
		f.most = 0;
	round_to(x, x->point + f.most);
	put_digits(o, x, &f);
}

/* "[$£-809]": the sign of a currency; colours and conditions show nothing */
static void
put_bracket(struct out *o, struct str s)
{
	size_t end = 2;

	if (s.n < 3 || s.p[1] != '$')
		return;
	while (end < s.n && s.p[end] != '-' && s.p[end] != ']')
		end++;
	put(o, str_sub(s, 2, end));
}

static void
put_literal(struct out *o, const struct section *s, size_t from, size_t to)
{
	struct str t = { s->p + from, to - from };

	switch (t.p[0]) {
	case '"':
		put(o, str_sub(t, 1, t.n > 1 && t.p[t.n - 1] == '"' ? t.n - 1 : t.n));
		break;
	case '[':
		put_bracket(o, t);
		break;
	case '\\':
		put(o, str_sub(t, 1, t.n));
		break;
	case '_':	/* as wide as the next one: nothing that is seen */
	case '*':	/* fills the cell */
	case ',':
	case '@':
		break;
	default:
		put(o, t);
		break;
	}
}

static bool
is_placeholder(char c)
{
	return c == '0' || c == '#' || c == '?' || c == '.' || c == ',';
}

static void
put_number(struct out *o, const struct section *s, struct decimal *x, bool bare)
{
	struct shape f = shape_of(s);
	bool done = false;

	if (f.fraction || x->point > 40) {
		put_general(o, x);
		return;
	}
	if (x->n > 0)
		x->point += 2 * f.percents - 3 * f.thousands;
	if (f.exponent == 0)
		round_to(x, x->point + f.most);
	if (x->negative && !bare && x->n > 0 && f.any)
		put_char(o, '-');
	for (size_t i = 0, next; i < s->n; i = next) {
		next = token_end(s, i);
		if (is_placeholder(s->p[i]) && f.any) {
			if (!done && f.exponent > 0)
				put_exponent(o, x, &f);
			else if (!done)
				put_digits(o, x, &f);
			done = true;
		} else if ((s->p[i] == 'E' || s->p[i] == 'e') && f.exponent > 0) {
			next = i + 2 > s->n ? s->n : i + 2;
		} else {
			put_literal(o, s, i, next);
		}
	}
}

/* ---- dates */

struct moment {
	long year, month, day, weekday;		/* weekday 0: Sunday */
	long hour, minute, second;
	long hours;				/* since the beginning of all days */
};

/* after H. Hinnant, from days since 1970-01-01 */
static void
set_date(struct moment *t, long days)
{
	long z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
	long doe = z - era * 146097;
	long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	long mp = (5 * doy + 2) / 153;

	t->day = doy - (153 * mp + 2) / 5 + 1;
	t->month = mp < 10 ? mp + 3 : mp - 9;
	t->year = yoe + era * 400 + (t->month <= 2);
	t->weekday = (days % 7 + 11) % 7;
}

static bool
moment_of(const struct decimal *x, bool from_1904, struct moment *t)
{
	long days, fraction = 0, seconds;

	if ((x->negative && x->n > 0) || !whole_of(x, &days) || days > 2958465)
		return false;
	for (int i = 0; i < 9; i++)
		fraction = fraction * 10 + digit_at(x, x->point + i);
	seconds = (fraction * 864 + 5000000) / 10000000;	/* of 86,400, rounded */
	days += seconds / 86400;
	seconds %= 86400;
	*t = (struct moment){ .hour = seconds / 3600, .minute = seconds / 60 % 60,
		.second = seconds % 60, .hours = days * 24 + seconds / 3600 };
	/* in the calendar from 1900, 1900 is a leap year by mistake */
	set_date(t, from_1904 ? days - 24107 : days < 60 ? days - 25568 : days - 25569);
	return true;
}

static size_t
run_length(const struct section *s, size_t i)
{
	size_t n = 1;

	while (i + n < s->n && ch_lower(s->p[i + n]) == ch_lower(s->p[i]))
		n++;
	return n;
}

static void
put_name(struct out *o, const char *const *names, long at, size_t letters)
{
	struct str name = str_of(names[at]);

	put(o, letters == 3 ? str_sub(name, 0, 3) : name);
}

/* is this run of "m" about minutes: after hours, or before seconds? */
static bool
is_minutes(const struct section *s, size_t from, size_t to, char before)
{
	if (before == 'h')
		return true;
	for (size_t i = to; i < s->n; i = token_end(s, i)) {
		char c = ch_lower(s->p[i]);

		if (c == 's')
			return true;
		if (c == 'y' || c == 'd' || c == 'h' || (c == 'm' && i > from))
			return false;
	}
	return false;
}

static void
put_date_part(struct out *o, const struct moment *t, char c, size_t n, bool minutes, bool half)
{
	static const char *const months[] = { "January", "February", "March", "April", "May",
		"June", "July", "August", "September", "October", "November", "December" };
	static const char *const days[] = { "Sunday", "Monday", "Tuesday", "Wednesday",
		"Thursday", "Friday", "Saturday" };
	long hour = half ? (t->hour + 11) % 12 + 1 : t->hour;

	if (c == 'y')
		put_padded(o, n > 2 ? t->year : t->year % 100, n > 2 ? 4 : 2);
	else if (c == 'm' && minutes)
		put_padded(o, t->minute, n > 1 ? 2 : 1);
	else if (c == 'm' && n > 2)
		put_name(o, months, t->month - 1, n);
	else if (c == 'm')
		put_padded(o, t->month, n > 1 ? 2 : 1);
	else if (c == 'd' && n > 2)
		put_name(o, days, t->weekday, n);
	else if (c == 'd')
		put_padded(o, t->day, n > 1 ? 2 : 1);
	else if (c == 'h')
		put_padded(o, hour, n > 1 ? 2 : 1);
	else
		put_padded(o, t->second, n > 1 ? 2 : 1);
}

/* "AM/PM" or "A/P" begins here: its length */
static size_t
half_day(const struct section *s, size_t i)
{
	struct str rest = { s->p + i, s->n - i };

	return str_starts_folded(rest, CF_S("am/pm")) ? 5 :
	    str_starts_folded(rest, CF_S("a/p")) ? 3 : 0;
}

static bool
has_half_day(const struct section *s)
{
	for (size_t i = 0; i < s->n; i = token_end(s, i))
		if (half_day(s, i) > 0)
			return true;
	return false;
}

/* "[h]": hours that go on beyond a day */
static bool
is_elapsed(const struct section *s, size_t i)
{
	return s->p[i] == '[' && i + 1 < s->n && strchr("hHmMsS", s->p[i + 1]) != NULL &&
	    (i + 2 >= s->n || strchr("hHmMsS]", s->p[i + 2]) != NULL);
}

static bool
is_date(const struct section *s)
{
	for (size_t i = 0; i < s->n; i = token_end(s, i))
		if (strchr("ymdhsYMDHS", s->p[i]) != NULL || is_elapsed(s, i))
			return true;
	return false;
}

static void
put_elapsed(struct out *o, const struct moment *t, char unit)
{
	long n = t->hours;

	if (unit != 'h')
		n = n * 60 + t->minute;
	if (unit == 's')
		n = n * 60 + t->second;
	put_padded(o, n, 1);
}

static void
put_date(struct out *o, const struct section *s, const struct moment *t)
{
	bool half = has_half_day(s);
	char before = '\0';	/* the last part that was put */

	for (size_t i = 0, next; i < s->n; i = next) {
		char c = ch_lower(s->p[i]);
		size_t n = half_day(s, i);

		next = token_end(s, i);
		if (n > 0) {
			put(o, n == 3 ? t->hour < 12 ? CF_S("A") : CF_S("P") :
			    t->hour < 12 ? CF_S("AM") : CF_S("PM"));
			next = i + n;
		} else if (is_elapsed(s, i)) {
			before = ch_lower(s->p[i + 1]);
			put_elapsed(o, t, before);
		} else if (strchr("ymdhs", c) != NULL) {
			n = run_length(s, i);
			put_date_part(o, t, c, n, c == 'm' && is_minutes(s, i, i + n, before),
			    half);
			before = c;
			next = i + n;
		} else {
			put_literal(o, s, i, next);
		}
	}
}

/* ---- all of it */

static bool
is_general(const struct section *s)
{
	for (size_t i = 0; i < s->n; i = token_end(s, i))
		if (str_starts_folded((struct str){ s->p + i, s->n - i }, CF_S("general")))
			return true;
	return s->n == 1 && s->p[0] == '@';
}

struct str
sheet_show(const char *code, struct str value, bool from_1904, char out[SHEET_ROOM])
{
	struct out o = { out, 0 };
	struct decimal x;
	struct section s;
	struct moment t;
	bool bare;

	if (!parse(value, &x))
		return value;
	round_to(&x, SHOWN_DIGITS);
	s = choose(code, &x, &bare);
	if (is_general(&s)) {
		put_general(&o, &x);
	} else if (is_date(&s)) {
		if (!moment_of(&x, from_1904, &t))
			return value;
		put_date(&o, &s, &t);
	} else {
		put_number(&o, &s, &x, bare);
	}
	return str_trim((struct str){ out, o.n });
}
