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
	static const struct choice own[] = { { NULL, 0 } };
	static const struct {
		const struct param *keys;
		const struct choice *choices;
		const char *words;
	} types[] = {
#define OWN own
#define PARAM(id, keys, choices, words) [PARAM_##id] = { keys, choices, words },
#include "rules/params.def"
#undef PARAM
#undef OWN
	};
	const struct choice *choices = types[p->type].choices;

	if (types[p->type].keys != NULL)
		put_keys(b, types[p->type].words, types[p->type].keys);
	else if (choices != NULL)
		put_choices(b, types[p->type].words, choices == own ? p->choices : choices);
	else
		buf_puts(b, types[p->type].words);
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
