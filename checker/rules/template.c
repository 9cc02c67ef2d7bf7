/* Reading and filling templates; see template.h. */
#include "rules/template.h"

#include "rules/rules.h"

static bool
is_name_char(char c)
{
	return ch_alpha(c) || ch_digit(c) || c == '_' || c == '-' || (unsigned char)c >= 0x80;
}

bool
template_next(struct str tmpl, size_t *at, struct template_piece *piece)
{
	size_t from = *at, to;

	if (from >= tmpl.n)
		return false;
	if (tmpl.p[from] != '{') {
		const char *brace = memchr(tmpl.p + from, '{', tmpl.n - from);

		to = brace == NULL ? tmpl.n : (size_t)(brace - tmpl.p);
		*piece = (struct template_piece){ TEMPLATE_TEXT,
			str_sub(tmpl, from, to), from, to };
	} else if (from + 1 < tmpl.n && tmpl.p[from + 1] == '{') {
		to = from + 2;
		*piece = (struct template_piece){ TEMPLATE_TEXT, CF_S("{"), from, to };
	} else {
		to = from + 1;
		while (to < tmpl.n && is_name_char(tmpl.p[to]))
			to++;
		if (to > from + 1 && to < tmpl.n && tmpl.p[to] == '}') {
			*piece = (struct template_piece){ TEMPLATE_NAME,
				str_sub(tmpl, from + 1, to), from, to + 1 };
			to++;
		} else {
			to = from + 1;
			*piece = (struct template_piece){ TEMPLATE_LONE_BRACE,
				str_sub(tmpl, from, to), from, to };
		}
	}
	*at = to;
	return true;
}

/* what stands in the report for a piece */
static struct str
value_of(struct str tmpl, const struct template_piece *piece, const struct var *vars,
    size_t nvars)
{
	if (piece->kind != TEMPLATE_NAME)
		return piece->text;
	for (size_t i = 0; i < nvars; i++)
		if (str_eq(str_of(vars[i].name), piece->text))
			return vars[i].value;
	return str_sub(tmpl, piece->from, piece->to);
}

struct str
template_fill(struct arena *a, struct str tmpl, const struct var *vars, size_t nvars)
{
	struct template_piece piece;
	size_t n = 0, at = 0;
	char *p;

	while (template_next(tmpl, &at, &piece))
		n += value_of(tmpl, &piece, vars, nvars).n;
	p = arena_alloc(a, n + 1, 1);
	if (p == NULL)
		return CF_S("");
	n = at = 0;
	while (template_next(tmpl, &at, &piece)) {
		struct str value = value_of(tmpl, &piece, vars, nvars);

		if (value.n > 0)
			memcpy(p + n, value.p, value.n);
		n += value.n;
	}
	return (struct str){ p, n };
}
