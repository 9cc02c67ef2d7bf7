/*
 * Lists of persons, as minutes print who was there and who voted how: "Councillors
 * P. J. Holt (Chair), B Ogle-Reid and Mrs C Pym". See functions.h.
 */
#include "checks/functions.h"

static const char *const titles[] = { "cllrs", "cllr", "councillors", "councillor", "comhairleoir",
	"mr", "mrs", "ms", "miss", "mx", "dr", "rev", "revd", "reverend", "prof", "professor", "sir",
	"dame", "lord", "lady", "hon", "alderman", "aldermen", "ald", "mayor", "deputy", "reeve",
	"governors", "trustees", "members", "messrs", "cathaoirleach", "the", "district", "county",
	"borough", "town", "parish" };
/* with these a name begins, even where no comma stands before: in the next line */
static const char *const beginnings[] = { "cllrs", "cllr", "councillors", "councillor", "mr", "mrs",
	"ms", "miss", "dr", "alderman", "aldermen" };
/* what stands between commas and is none */
static const char *const roles[] = { "chair", "chairman", "chairwoman", "chairperson", "convener",
	"leader", "deputy leader", "treasurer", "vice chair", "vice-chair", "vice chairman",
	"vice-chairman", "vice convener", "vice-convener", "leas-cathaoirleach", "presiding",
	"in the chair", "jr", "sr", "jnr", "snr", "junior", "senior", "obe", "mbe", "cbe", "bem", "jp",
	"none", "nil" };

#define COUNT_OF(a) (sizeof(a) / sizeof(a)[0])

static bool
is_one_of(struct str s, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq_folded(s, str_of(list[i])))
			return true;
	return false;
}

static bool
is_edge(char c)
{
	return ch_space(c) || (c != '\0' && strchr(".:,;*_-", c) != NULL);
}

static struct str
without_edges(struct str s)
{
	while (s.n > 0 && is_edge(s.p[0]))
		s = str_sub(s, 1, s.n);
	while (s.n > 0 && is_edge(s.p[s.n - 1]))
		s.n--;
	return s;
}

/* how many bytes a word of a list takes at the beginning; 0: there is none */
static size_t
word_at(struct str s, const char *const *list, size_t nlist)
{
	size_t n = 0;

	while (n < s.n && ch_alpha(s.p[n]))
		n++;
	if (!is_one_of(str_sub(s, 0, n), list, nlist))
		return 0;
	return n == s.n || ch_space(s.p[n]) || s.p[n] == '.' || s.p[n] == ':' ? n : 0;
}

/* where the bracket that opens at i is closed; i itself when none opens there */
static size_t
bracket_end(struct str s, size_t i)
{
	size_t depth = 0, end;

	if (s.p[i] != '(')
		return i;
	for (end = i; end < s.n; end++) {
		depth += s.p[end] == '(';
		if (s.p[end] == ')' && --depth == 0)
			break;
	}
	return end;
}

/* a name without what is in brackets, but for initials, and without a role behind a dash */
static struct str
bare(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		size_t end = bracket_end(s, i);

		if (end > i + 3 || (s.p[i] == '(' && end == s.n))
			i = end;
		else if (i > 0 && i + 1 < s.n && ch_space(s.p[i - 1]) &&
		    (str_starts(str_sub(s, i, s.n), CF_S("- ")) ||
		    str_starts(str_sub(s, i, s.n), CF_S("– ")) ||
		    str_starts(str_sub(s, i, s.n), CF_S("— "))))
			break;
		else if (s.p[i] != '.' && !(ch_space(s.p[i]) && n > 0 && p[n - 1] == ' '))
			p[n++] = ch_space(s.p[i]) ? ' ' : s.p[i];
	}
	s = without_edges((struct str){ p, n });
	for (size_t skip; (skip = word_at(s, titles, COUNT_OF(titles))) > 0;)
		s = without_edges(str_sub(s, skip, s.n));
	return s;
}

/* how many bytes part two names here; 0: none do */
static size_t
parting(struct str s, size_t i, size_t depth)
{
	static const char *const words[] = { " and ", " agus ", " & ", " / ", "\nand " };

	if (depth > 0)
		return 0;
	if (s.p[i] == ',' || s.p[i] == ';' || s.p[i] == '\n' || s.p[i] == '\t')
		return 1;
	for (size_t k = 0; k < COUNT_OF(words); k++)
		if (str_starts(str_sub(s, i, s.n), str_of(words[k])))
			return strlen(words[k]);
	return ch_space(s.p[i]) && word_at(str_sub(s, i + 1, s.n), beginnings,
	    COUNT_OF(beginnings)) > 0 ? 1 : 0;
}

#define LONGEST_LABEL	60u	/* bytes before the colon of "Members present:" */

static struct str
without_label(struct str s)
{
	for (size_t i = 0; i < s.n && i < LONGEST_LABEL; i++)
		if (s.p[i] == ':')
			return str_sub(s, i + 1, s.n);
	return s;
}

struct value
people_of(const struct call *call)
{
	struct eval *ev = call->ev;
	const struct value *text = &call->arg[0];
	struct value out = { .type = TYPE_LIST | TYPE_TEXT };
	struct arena *a = ev->run->item;
	size_t cap = 0, from = 0, depth = 0;
	struct str s;

	if (text->absent != NULL)
		return value_absent(out.type, text->absent);
	s = without_label(text->as.text);
	if (!eval_spend(ev, 1 + s.n / BYTES_OF_STEP))
		return value_absent(out.type, why_too_much);
	for (size_t i = 0; i <= s.n; i++) {
		size_t skip = i == s.n ? 1 : parting(s, i, depth);
		struct str name;

		if (i < s.n && skip == 0) {
			depth = s.p[i] == '(' ? depth + 1 : s.p[i] == ')' && depth > 0 ? depth - 1 :
			    depth;
			continue;
		}
		name = bare(a, str_sub(s, from, i));
		from = i + skip;
		i = from - 1;
		if (name.n < 2 || is_one_of(name, roles, COUNT_OF(roles)))
			continue;
		if (!VEC_ROOM(a, out.as.list.at, out.as.list.n, cap))
			break;
		out.as.list.at[out.as.list.n++] = value_text_of(name);
	}
	return out;
}
