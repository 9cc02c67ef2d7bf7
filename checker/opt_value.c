/* The values of options; see opt_parse.h. */
#include "opt_parse.h"

#include <stdlib.h>

#include "base/status.h"
#include "complain.h"

/* ---- choices and lists */

bool
opt_add_string(struct options *o, struct strings *list, const char *s, struct cf_error *err)
{
	if (!VEC_ROOM(o->arena, list->p, list->n, list->cap)) {
		(void)error_set(err, CF_ENOMEM, NULL, 0, 0, "out of memory");
		return false;
	}
	list->p[list->n++] = s;
	return true;
}

/* the next of a list with commas; false at its end, which *list then says by p == NULL */
static bool
next_of(struct str *list, struct str *one)
{
	const char *comma;

	if (list->p == NULL)
		return false;
	comma = list->n == 0 ? NULL : memchr(list->p, ',', list->n);
	*one = str_sub(*list, 0, comma == NULL ? list->n : (size_t)(comma - list->p));
	*list = comma == NULL ? (struct str){ NULL, 0 } : str_sub(*list, one->n + 1, list->n);
	return true;
}

static bool
find_choice(const struct option *opt, struct str value, unsigned *index)
{
	for (unsigned i = 0; opt->choices[i] != NULL; i++) {
		if (str_eq(value, str_of(opt->choices[i]))) {
			*index = i;
			return true;
		}
	}
	return false;
}

/* "held,undecided": `shows` in bits of verdicts */
static bool
add_verdicts(struct options *o, const struct option *opt, unsigned *bits, const char *value,
    struct cf_error *err)
{
	static const unsigned verdict[] = { 1u << CF_HELD, 1u << CF_ROUNDING, 1u << CF_UNDECIDED,
		1u << CF_FAILED,
		WRITE_VERDICTS | WRITE_SUPPRESSED, WRITE_SUPPRESSED, WRITE_FINGERPRINTS };
	struct str rest = str_of(value), one;
	unsigned index;

	while (next_of(&rest, &one)) {
		if (!find_choice(opt, one, &index))
			return opt_unknown_choice(o, opt, arena_str(o->arena, one).p, err);
		*bits |= verdict[index];
	}
	return true;
}

/* "mean,tables/share"; an empty name is told of where the rules are known */
static bool
add_names(struct options *o, struct strings *list, const char *value, struct cf_error *err)
{
	struct str rest = str_of(value), one;

	while (next_of(&rest, &one))
		if (!opt_add_string(o, list, arena_str(o->arena, str_trim(one)).p, err))
			return false;
	return true;
}

/* ---- outputs */

/* "sarif" of "sarif=found.sarif": a word in small letters; else the file's name has the "=" */
static struct str
format_of(const char *value)
{
	size_t n = strspn(value, "abcdefghijklmnopqrstuvwxyz");

	return (struct str){ value, n > 0 && value[n] == '=' ? n : 0 };
}

/* "found.txt", "sarif=found.sarif" */
static bool
set_output(struct options *o, const struct option *opt, const char *value, struct cf_error *err)
{
	struct wanted_output wanted = { .path = value, .format = WRITE_FORMATS };
	struct str format = format_of(value);

	if (format.n > 0 && !find_choice(opt, format, &wanted.format))
		return opt_unknown_format(o, opt, format, err);
	if (format.n > 0)
		wanted.path += format.n + 1;
	if (format.n > 0 && wanted.path[0] == '\0') {
		(void)error_set(err, CF_EINPUT, NULL, 0, 0, "--output %s needs a file", value);
		return error_help(err, "write --output %sFILE, or --output %s- for the standard output",
		    value, value);
	}
	return opt_add_output(o, wanted, err);
}

/* ---- all of them */

static bool
set_number(const struct option *opt, unsigned *number, const char *value, struct cf_error *err)
{
	size_t n = strspn(value, "0123456789");

	*number = n > 0 && n < 6 && value[n] == '\0' ? (unsigned)strtoul(value, NULL, 10) : 0;
	if (*number > 0)
		return true;
	(void)error_set(err, CF_EINPUT, NULL, 0, 0, "--%s cannot be \"%s\"", opt->name, value);
	return error_help(err, "it takes a whole number from 1");
}

bool
opt_set(struct options *o, const struct option *opt, const char *value, struct cf_error *err)
{
	void *field = (char *)o + opt->offset;

	o->given |= (uint64_t)1 << (opt - option_table);
	if (opt->type == OPTION_FLAG || value == NULL) {
		*(bool *)field = true;
		return true;
	}
	switch (opt->type) {
	case OPTION_FLAG:
	case OPTION_CHOICE:
	case OPTION_MAYBE:
		return find_choice(opt, str_of(value), field) ||
		    opt_unknown_choice(o, opt, value, err);
	case OPTION_OUTPUT:
		return set_output(o, opt, value, err);
	case OPTION_NUMBER:
		return set_number(opt, field, value, err);
	case OPTION_TEXT:
		*(const char **)field = value;
		return true;
	case OPTION_TEXTS:
		return opt_add_string(o, field, value, err);
	case OPTION_NAMES:
		return add_names(o, field, value, err);
	case OPTION_VERDICTS:
		return add_verdicts(o, opt, field, value, err);
	}
	return false;
}
