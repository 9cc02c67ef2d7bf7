/* Headings, paragraphs and keys on the pages of crossfoot explain; see explain.h. */
#include "explain.h"

#include "base/utf8.h"

#define WIDTH 88u	/* of running text */

void
page_heading(struct buf *b, const char *heading)
{
	buf_printf(b, "\n%s\n", heading);
}

/* the next word of s at *at, without the white space around it; n == 0 at the end */
static struct str
next_word(struct str s, size_t *at)
{
	size_t from = *at, to;

	while (from < s.n && ch_space(s.p[from]))
		from++;
	for (to = from; to < s.n && !ch_space(s.p[to]);)
		to++;
	*at = to;
	return str_sub(s, from, to);
}

void
page_text(struct buf *b, size_t indent, struct str s)
{
	size_t at = 0, column = 0;

	for (struct str word; (word = next_word(s, &at)).n > 0;) {
		size_t width = utf8_width(word);

		if (column > 0 && column + 1 + width > WIDTH) {
			buf_putc(b, '\n');
			column = 0;
		}
		buf_pad(b, ' ', column == 0 ? indent : 1);
		column += (column == 0 ? indent : 1) + width;
		text_clean(b, word);
	}
	buf_putc(b, '\n');
}

/* ---- lines */

static struct str
next_line(struct str s, size_t *at)
{
	const char *nl = memchr(s.p + *at, '\n', s.n - *at);
	size_t to = nl == NULL ? s.n : (size_t)(nl - s.p);
	struct str line = str_sub(s, *at, to);

	*at = nl == NULL ? s.n : to + 1;
	return line;
}

static size_t
spaces(struct str line)
{
	size_t n = 0;

	while (n < line.n && line.p[n] == ' ')
		n++;
	return n;
}

/* how many spaces stand before every line from `at` on */
static size_t
common_spaces(struct str s, size_t at)
{
	size_t least = SIZE_MAX;

	while (at < s.n) {
		struct str line = next_line(s, &at);

		if (str_trim(line).n > 0 && spaces(line) < least)
			least = spaces(line);
	}
	return least == SIZE_MAX ? 0 : least;
}

/* a tab stays one, so that a table of tabs can be copied from the page */
static void
put_line(struct buf *b, struct str line)
{
	size_t from = 0;

	for (size_t i = 0; i < line.n; i++) {
		if (line.p[i] != '\t')
			continue;
		text_clean(b, str_sub(line, from, i));
		buf_putc(b, '\t');
		from = i + 1;
	}
	text_clean(b, str_sub(line, from, line.n));
	buf_putc(b, '\n');
}

void
page_lines(struct buf *b, size_t indent, struct str s)
{
	size_t common = common_spaces(s, 0), at = 0;

	while (s.n > 0 && ch_space(s.p[s.n - 1]))
		s.n--;
	while (at < s.n) {
		struct str line = next_line(s, &at);

		line = str_sub(line, common, line.n);
		buf_pad(b, ' ', str_trim(line).n > 0 ? indent : 0);
		put_line(b, line);
	}
}

/* ---- keys */

/* what the value of a key is, in words that its keys or choices follow */
static const char *
words_of(enum param_type type)
{
	switch (type) {
	case PARAM_TEXT:
	case PARAM_CHECK:
	case PARAM_TESTS:
		return "a text";
	case PARAM_ID:
		return "a name of small letters, digits and -";
	case PARAM_TEMPLATE:
		return "a text with {names}";
	case PARAM_CHOICE:
		return "";
	case PARAM_CHOICES:
		return "one or a list of ";
	case PARAM_SELECTOR:
		return "a name, a /regex/, or a list of them";
	case PARAM_FILTER:
		return "a map with any of ";
	case PARAM_JOIN:
		return "true, or a map of ";
	case PARAM_PATTERN:
		return "a regular expression (PCRE2)";
	case PARAM_NUMBER:
		return "a number";
	case PARAM_FLAG:
		return "true or false";
	case PARAM_STATEMENT:
		return "an expression that is true or false";
	case PARAM_VALUE:
		return "an expression";
	case PARAM_LET:
		return "a map of names, each with an expression";
	case PARAM_TYPES:
		return "a map of captures, each ";
	case PARAM_APPROXIMATE:
		return "a map of words or /regex/ under ";
	case PARAM_WORDS:
		return "a map of words, each with a number or low..high";
	case PARAM_LEVELS:
		return "a map of names, each with an expression that is true or false";
	case PARAM_SHOWN:
		return "a map of names, each with a text, a /regex/, or a list of them";
	case PARAM_PLACES:
		return "a list of maps with any of ";
	case PARAM_PATTERNS:
		return "one or a list of regular expressions (PCRE2) and maps of ";
	case PARAM_FIELDS:
		return "a list of names, /regex/ and maps of ";
	case PARAM_SPELLINGS:
		return "a list of texts, or of such lists";
	}
	return "";
}

/* the keys of the map that it is, or NULL */
static const struct param *
keys_of(enum param_type type)
{
	static const struct { enum param_type type; const struct param *keys; } maps[] = {
		{ PARAM_FILTER, filter_params },
		{ PARAM_JOIN, join_params },
		{ PARAM_PLACES, place_params },
		{ PARAM_PATTERNS, lookout_params },
		{ PARAM_FIELDS, field_params },
	};

	for (size_t i = 0; i < sizeof(maps) / sizeof(maps[0]); i++)
		if (maps[i].type == type)
			return maps[i].keys;
	return NULL;
}

/* what it is one of, or a list or map of; NULL: anything */
static const struct choice *
choices_of(const struct param *p)
{
	if (p->type == PARAM_TYPES)
		return type_choices;
	if (p->type == PARAM_APPROXIMATE)
		return approximators;
	return p->type == PARAM_CHOICE || p->type == PARAM_CHOICES ? p->choices : NULL;
}

void
page_type(struct buf *b, const struct param *p)
{
	const struct param *keys = keys_of(p->type);
	const struct choice *choices = choices_of(p);

	buf_puts(b, words_of(p->type));
	for (const struct param *k = keys; k != NULL && k->name != NULL; k++)
		buf_printf(b, "%s%s", k == keys ? "" : ", ", k->name);
	for (const struct choice *c = choices; c != NULL && c->name != NULL; c++)
		buf_printf(b, "%s%s", c == choices ? "" : c[1].name == NULL ? " or " : ", ", c->name);
}

const struct param *
params_inside(const struct param *p)
{
	if (p->type == PARAM_PLACES)
		return place_params;
	if (p->type == PARAM_FIELDS)
		return field_params;
	return p->type == PARAM_FILTER ? filter_params : NULL;
}

void
page_param(struct buf *b, const struct param *p)
{
	buf_printf(b, "  %s: ", p->name);
	page_type(b, p);
	buf_puts(b, p->required ? "; needed\n" : "\n");
	page_text(b, 6, str_of(p->help));
	for (const struct param *in = params_inside(p); in != NULL && in->name != NULL; in++)
		buf_printf(b, "        %s: %s\n", in->name, in->help);
}

bool
is_setting(const struct param *p)
{
	return p->type != PARAM_ID && p->type != PARAM_CHECK && p->type != PARAM_TESTS &&
	    p->type != PARAM_TEXT && p->type != PARAM_TEMPLATE;
}
