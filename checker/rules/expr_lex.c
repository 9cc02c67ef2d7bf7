/* The text of an expression in, tokens out; see expr_lex.h. */
#include "rules/expr_lex.h"

static bool
is_name_char(char c)
{
	return ch_alpha(c) || ch_digit(c) || c == '_';
}

static size_t
name_end(struct str s, size_t i)
{
	while (i < s.n && is_name_char(s.p[i]))
		i++;
	return i;
}

/* digits, perhaps with a point and more digits; a letter after it is a mistake */
static struct token
number_token(struct str s, size_t at)
{
	struct token t = { TOKEN_NUMBER, at, at, CF_S(""), NULL };
	size_t i = at;

	while (i < s.n && ch_digit(s.p[i]))
		i++;
	if (i + 1 < s.n && s.p[i] == '.' && ch_digit(s.p[i + 1]))
		for (i++; i < s.n && ch_digit(s.p[i]); i++)
			;
	t.to = i;
	if (i < s.n && is_name_char(s.p[i])) {
		t.kind = TOKEN_BAD;
		t.to = name_end(s, i);
		t.what = "is no number";
	}
	return t;
}

/* "..." or '...', with \ before a quote or another \; an r before it: as it stands */
static struct token
text_token(struct str s, size_t at)
{
	struct token t = { TOKEN_TEXT, at, s.n, CF_S(""), NULL };
	bool raw = s.p[at] == 'r';
	size_t i = at + raw;
	char quote = s.p[i];

	for (i++; i < s.n; i++) {
		if (s.p[i] == '\\' && !raw && i + 1 < s.n) {
			i++;
		} else if (s.p[i] == quote) {
			t.to = i + 1;
			return t;
		}
	}
	t.kind = TOKEN_BAD;
	t.what = "has no quote at its end";
	return t;
}

static struct token
sign_token(struct str s, size_t at)
{
	static const char *const two[] = { "==", "!=", "<=", ">=", "&&", "||" };
	struct token t = { TOKEN_SIGN, at, at + 1, CF_S(""), NULL };

	for (size_t i = 0; i < sizeof(two) / sizeof(two[0]); i++) {
		if (str_starts(str_sub(s, at, s.n), str_of(two[i]))) {
			t.to = at + 2;
			return t;
		}
	}
	if (strchr("()[].,?:<>!+-*/%", s.p[at]) != NULL)
		return t;
	t.kind = TOKEN_BAD;
	while (t.to < s.n && ((unsigned char)s.p[t.to] & 0xC0) == 0x80)
		t.to++;
	t.what = s.p[at] == '=' ? "is no operator; to compare, write ==" :
	    s.p[at] == '&' ? "is no operator; write &&" :
	    s.p[at] == '|' ? "is no operator; write ||" : "has no meaning here";
	return t;
}

struct token
token_at(struct str s, size_t at)
{
	struct token t = { TOKEN_END, s.n, s.n, CF_S(""), NULL };
	char c;

	while (at < s.n && ch_space(s.p[at]))
		at++;
	if (at >= s.n)
		return t;
	c = s.p[at];
	if (c == '"' || c == '\'' ||
	    (c == 'r' && at + 1 < s.n && (s.p[at + 1] == '"' || s.p[at + 1] == '\'')))
		t = text_token(s, at);
	else if (ch_alpha(c) || c == '_')
		t = (struct token){ TOKEN_NAME, at, name_end(s, at), CF_S(""), NULL };
	else if (ch_digit(c))
		t = number_token(s, at);
	else
		t = sign_token(s, at);
	t.s = str_sub(s, t.from, t.to);
	return t;
}
