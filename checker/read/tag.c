/* Scanning one HTML tag; see tag.h. The states are those of the HTML standard's tokenizer. */
#include "read/tag.h"

bool
tag_find(GumboTag tag, const GumboTag *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == tag)
			return true;
	return false;
}

enum tag_kind
tag_kind_of(GumboTag tag)
{
	static const GumboTag breaks[] = { GUMBO_TAG_BR, GUMBO_TAG_P, GUMBO_TAG_TD, GUMBO_TAG_TH,
		GUMBO_TAG_TR, GUMBO_TAG_TABLE, GUMBO_TAG_DIV, GUMBO_TAG_LI, GUMBO_TAG_UL,
		GUMBO_TAG_OL, GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5,
		GUMBO_TAG_H6, GUMBO_TAG_CAPTION, GUMBO_TAG_HR, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_PRE,
		GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE, GUMBO_TAG_HEADER, GUMBO_TAG_FOOTER,
		GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_CENTER, GUMBO_TAG_DL,
		GUMBO_TAG_DT, GUMBO_TAG_DD, GUMBO_TAG_ADDRESS, GUMBO_TAG_FIELDSET,
		GUMBO_TAG_THEAD, GUMBO_TAG_TBODY, GUMBO_TAG_TFOOT };

	if (tag == GUMBO_TAG_UNKNOWN || tag == GUMBO_TAG_LAST)
		return TAG_UNKNOWN;
	if (tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG)
		return TAG_BOLD;
	if (tag == GUMBO_TAG_SUP)
		return TAG_SUP;
	if (tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_TEMPLATE)
		return TAG_HIDDEN;
	return TAG_IN(tag, breaks) ? TAG_BREAK : TAG_PLAIN;
}

static enum tag_kind
kind_of_name(struct str name)
{
	/* <o:p> of a word processor, <x-chart> of a site: never words */
	if (memchr(name.p, ':', name.n) != NULL || memchr(name.p, '-', name.n) != NULL)
		return TAG_PLAIN;
	return tag_kind_of(gumbo_tagn_enum(name.p, (unsigned)name.n));
}

static size_t
find(struct str s, size_t at, char c)
{
	const char *p = at < s.n ? memchr(s.p + at, c, s.n - at) : NULL;

	return p == NULL ? s.n : (size_t)(p - s.p);
}

static size_t
skip_space(struct str s, size_t i)
{
	while (i < s.n && ch_space(s.p[i]))
		i++;
	return i;
}

/* the value after "=", quoted or not; s.n when it never ends */
static size_t
skip_value(struct str s, size_t i)
{
	if (i < s.n && (s.p[i] == '"' || s.p[i] == '\'')) {
		i = find(s, i + 1, s.p[i]);
		return i < s.n ? i + 1 : s.n;
	}
	while (i < s.n && !ch_space(s.p[i]) && s.p[i] != '>')
		i++;
	return i;
}

/* from after the tag's name to one past its '>'; 0 when there is none */
static size_t
skip_attributes(struct str s, size_t i, unsigned *count)
{
	for (;;) {
		while (i < s.n && (ch_space(s.p[i]) || s.p[i] == '/'))
			i++;
		if (i >= s.n)
			return 0;
		if (s.p[i] == '>')
			return i + 1;
		(*count)++;
		i++;	/* even a '=' begins a name here */
		while (i < s.n && !ch_space(s.p[i]) && s.p[i] != '/' && s.p[i] != '>' &&
		    s.p[i] != '=')
			i++;
		i = skip_space(s, i);
		if (i < s.n && s.p[i] == '=')
			i = skip_value(s, skip_space(s, i + 1));
	}
}

size_t
tag_comment_end(struct str s, size_t at)
{
	for (size_t i = at + 4; i < s.n; i++) {
		i = find(s, i, '>');
		if (i < s.n && s.p[i - 1] == '-' && s.p[i - 2] == '-')
			return i + 1;
	}
	return s.n;
}

bool
tag_scan(struct str s, size_t at, struct tag *tag)
{
	size_t i = at + 1, close;

	*tag = (struct tag){ .kind = TAG_COMMENT };
	if (i + 1 >= s.n)
		return false;
	if (str_starts(str_sub(s, i, s.n), CF_S("!--"))) {
		tag->end = tag_comment_end(s, at);
		return true;
	}
	if ((s.p[i] == '!' || s.p[i] == '?') && ch_alpha(s.p[i + 1])) {
		close = find(s, i, '>');
		tag->end = close + 1;
		return close < s.n;
	}
	tag->closing = s.p[i] == '/';
	i += tag->closing;
	if (!ch_alpha(s.p[i]))
		return false;
	tag->name.p = s.p + i;
	while (i < s.n && !ch_space(s.p[i]) && s.p[i] != '/' && s.p[i] != '>')
		i++;
	tag->name.n = (size_t)(s.p + i - tag->name.p);
	tag->kind = kind_of_name(tag->name);
	tag->end = skip_attributes(s, i, &tag->attributes);
	if (tag->end == 0) {
		close = find(s, at, '>');
		tag->end = close + 1;
		return close < s.n;
	}
	return true;
}

bool
tag_is(struct str s, size_t at, struct str name)
{
	size_t i = at + 1;

	for (size_t k = 0; k < name.n; k++, i++)
		if (i >= s.n || ch_lower(s.p[i]) != name.p[k])
			return false;
	return i >= s.n || ch_space(s.p[i]) || s.p[i] == '>' || s.p[i] == '/';
}
