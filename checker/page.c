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

/* the keys of a map */
static void
put_keys(struct buf *b, const char *before, const struct param *params)
{
	buf_puts(b, before);
	for (const struct param *p = params; p->name != NULL; p++)
		buf_printf(b, "%s%s", p == params ? "" : ", ", p->name);
}

static void
put_choices(struct buf *b, const char *before, const struct choice *choices)
{
	buf_puts(b, before);
	for (const struct choice *c = choices; c->name != NULL; c++)
		buf_printf(b, "%s%s", c == choices ? "" : c[1].name == NULL ? " or " : ", ", c->name);
}

void
page_type(struct buf *b, const struct param *p)
{
	switch (p->type) {
	case PARAM_TEXT:
	case PARAM_CHECK:
	case PARAM_TESTS:
		buf_puts(b, "a text");
		break;
	case PARAM_ID:
		buf_puts(b, "a name of small letters, digits and -");
		break;
	case PARAM_TEMPLATE:
		buf_puts(b, "a text with {names}");
		break;
	case PARAM_CHOICE:
		put_choices(b, "", p->choices);
		break;
	case PARAM_CHOICES:
		put_choices(b, "one or a list of ", p->choices);
		break;
	case PARAM_SELECTOR:
		buf_puts(b, "a name, a /regex/, or a list of them");
		break;
	case PARAM_FILTER:
		put_keys(b, "a map with any of ", filter_params);
		break;
	case PARAM_JOIN:
		put_keys(b, "true, or a map of ", join_params);
		break;
	case PARAM_PATTERN:
		buf_puts(b, "a regular expression (PCRE2)");
		break;
	case PARAM_NUMBER:
		buf_puts(b, "a number");
		break;
	case PARAM_FLAG:
		buf_puts(b, "true or false");
		break;
	case PARAM_STATEMENT:
		buf_puts(b, "an expression that is true or false");
		break;
	case PARAM_VALUE:
		buf_puts(b, "an expression");
		break;
	case PARAM_LET:
		buf_puts(b, "a map of names, each with an expression");
		break;
	case PARAM_TYPES:
		put_choices(b, "a map of captures, each ", type_choices);
		break;
	case PARAM_APPROXIMATE:
		put_choices(b, "a map of words or /regex/ under ", approximators);
		break;
	case PARAM_WORDS:
		buf_puts(b, "a map of words, each with a number or low..high");
		break;
	case PARAM_LEVELS:
		buf_puts(b, "a map of names, each with an expression that is true or false");
		break;
	case PARAM_SHOWN:
		buf_puts(b, "a map of names, each with a text, a /regex/, or a list of them");
		break;
	case PARAM_PLACES:
		put_keys(b, "a list of maps with any of ", place_params);
		break;
	case PARAM_PATTERNS:
		put_keys(b, "one or a list of regular expressions (PCRE2) and maps of ",
		    lookout_params);
		break;
	case PARAM_FIELDS:
		put_keys(b, "a list of names, /regex/ and maps of ", field_params);
		break;
	case PARAM_SPELLINGS:
		buf_puts(b, "a list of texts, or of such lists");
		break;
	}
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
