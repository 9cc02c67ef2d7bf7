/* Styles, lists and numbers of OpenDocument texts; see odt.h. */
#include "read/odt.h"

#include <stdlib.h>

#include "base/limits.h"

#define LONGEST_CHAIN 20u

static const struct xml_word words[] = {
	ODT_STYLE_WORDS, { "o:automatic-styles", Y_AUTOMATIC }, { "o:master-styles", Y_MASTER },
};

static struct str
keep(struct package *k, const char *s)
{
	struct str mine = s == NULL ? CF_S("") : arena_str(k->arena, str_of(s));

	k->failed |= mine.n == 0 && s != NULL && s[0] != '\0';
	return mine;
}

/* "1.27cm", "0.5in", "36pt" in twentieths of a point; -1: no such length */
static long
twips_of(const char *s)
{
	static const struct { const char *unit; long twips; } units[] = {
		{ "cm", 567 }, { "mm", 57 }, { "in", 1440 }, { "pt", 20 }, { "pc", 240 },
	};
	long whole = 0, hundredths = 0;
	int digits = 0;

	if (s == NULL || !ch_digit(*s))
		return -1;
	for (; ch_digit(*s) && whole < 10000; s++)
		whole = whole * 10 + (*s - '0');
	if (*s == '.')
		for (s++; ch_digit(*s); s++)
			if (digits++ < 2)
				hundredths = hundredths * 10 + (*s - '0');
	if (digits == 1)
		hundredths *= 10;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(s, units[i].unit) == 0)
			return (whole * 100 + hundredths) * units[i].twips / 100;
	return -1;
}

/* ---- styles */

static char
family_of(struct str name)
{
	return str_eq(name, CF_S("paragraph")) ? 'p' : str_eq(name, CF_S("text")) ? 't' :
	    str_eq(name, CF_S("table-cell")) ? 'c' : str_eq(name, CF_S("table")) ? 'b' : '\0';
}

static void
begin_style(struct odt_styles *s, const char *const *attrs)
{
	char family = family_of(str_of(xml_attr(attrs, "family")));
	const char *list = xml_attr(attrs, "list-style-name");

	s->style = NULL;
	if (family == '\0')
		return;
	if (!VEC_ROOM(s->k->arena, s->p, s->n, s->cap)) {
		s->k->failed = true;
		return;
	}
	s->style = &s->p[s->n++];
	*s->style = (struct odt_style){ .name = keep(s->k, xml_attr(attrs, "name")),
		.parent = keep(s->k, xml_attr(attrs, "parent-style-name")),
		.family = family, .bold = -1, .hidden = -1, .raised = -1, .indent = -1,
		.has_list = list != NULL, .no_list = list != NULL && list[0] == '\0' };
}

static bool
is_bold(const char *weight)
{
	return strcmp(weight, "bold") == 0 || (weight[0] >= '6' && weight[0] <= '9');
}

static void
take_text(struct odt_style *style, const char *const *attrs)
{
	const char *weight = xml_attr(attrs, "font-weight");
	const char *display = xml_attr(attrs, "display");
	const char *position = xml_attr(attrs, "text-position");

	if (weight != NULL)
		style->bold = is_bold(weight);
	if (display != NULL)
		style->hidden = strcmp(display, "none") == 0;
	if (position != NULL)	/* "super 58%", "33% 58%", "-33% 58%" */
		style->raised = strncmp(position, "super", 5) == 0 ||
		    (ch_digit(position[0]) && position[0] != '0');
}

/* ---- styles of lists */

static void
begin_list(struct odt_styles *s, const char *const *attrs)
{
	s->list_style = NULL;
	if (s->nlist >= CF_MAX_LISTS) {
		s->k->failed = true;
		s->k->limit = "kinds of lists in one text (CF_MAX_LISTS)";
		return;
	}
	if (!VEC_ROOM(s->k->arena, s->list, s->nlist, s->listcap)) {
		s->k->failed = true;
		return;
	}
	s->list_style = &s->list[s->nlist++];
	*s->list_style = (struct odt_list_style){ .name = keep(s->k, xml_attr(attrs, "name")) };
}

static enum numeral
form_of(const char *s)
{
	if (s == NULL || s[0] == '\0')
		return NUMERAL_NONE;
	switch (s[0]) {
	case 'a':
		return NUMERAL_LOWER_LETTER;
	case 'A':
		return NUMERAL_UPPER_LETTER;
	case 'i':
		return NUMERAL_LOWER_ROMAN;
	case 'I':
		return NUMERAL_UPPER_ROMAN;
	case '1':
		return strcmp(s, "1st") == 0 ? NUMERAL_ORDINAL : NUMERAL_DECIMAL;
	default:
		return NUMERAL_DECIMAL;
	}
}

static void
take_level(struct odt_styles *s, struct odt_list_style *list, bool bullet,
    const char *const *attrs)
{
	long level = xml_number(attrs, "level", 0);
	struct odt_level *l;

	if (list == NULL || level < 1 || level > ODT_LEVELS)
		return;
	l = &list->level[level - 1];
	*l = (struct odt_level){ .start = xml_number(attrs, "start-value", 1),
		.shown = (int)xml_number(attrs, "display-levels", 1),
		.prefix = keep(s->k, xml_attr(attrs, "num-prefix")),
		.suffix = keep(s->k, xml_attr(attrs, "num-suffix")),
		.form = bullet ? NUMERAL_BULLET : form_of(xml_attr(attrs, "num-format")) };
}

void
odt_style_open(struct odt_styles *s, unsigned id, const char *const *attrs)
{
	switch (id) {
	case Y_STYLE:
		begin_style(s, attrs);
		break;
	case Y_TEXT:
		if (s->style != NULL)
			take_text(s->style, attrs);
		break;
	case Y_PARAGRAPH:
		if (s->style != NULL)
			s->style->indent = twips_of(xml_attr(attrs, "margin-left"));
		break;
	case Y_TABLE:
		if (s->style != NULL && xml_attr(attrs, "display") != NULL)
			s->style->hidden = !xml_true(xml_attr(attrs, "display"), true);
		break;
	case Y_LIST:
		begin_list(s, attrs);
		break;
	case Y_OUTLINE_LEVEL:
		take_level(s, &s->outline, false, attrs);
		break;
	case Y_NUMBER:
	case Y_BULLET:
		take_level(s, s->list_style, id == Y_BULLET, attrs);
		break;
	default:
		break;
	}
}

void
odt_style_close(struct odt_styles *s, unsigned id)
{
	if (id == Y_STYLE)
		s->style = NULL;
	else if (id == Y_LIST)
		s->list_style = NULL;
}

static bool
open(void *ctx, unsigned id, const char *const *attrs)
{
	/* the automatic styles here are those of headers and footers */
	if (id == Y_AUTOMATIC || id == Y_MASTER)
		return false;
	odt_style_open(ctx, id, attrs);
	return true;
}

static void
close(void *ctx, unsigned id)
{
	odt_style_close(ctx, id);
}

enum cf_status
odt_read_styles(struct odt_styles *s, struct cf_error *err)
{
	static const struct str part = { "styles.xml", 10 };
	struct xml_reader r = { .words = words, .nwords = sizeof(words) / sizeof(words[0]),
		.open = open, .close = close, .ctx = s, .failed = &s->k->failed };

	return zip_has(s->k->zip, part) ? xml_read(s->k->zip, s->k->path, part, &r, err) : CF_OK;
}

/* ---- inheritance */

static int
compare(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n == 0 ? 0 : memcmp(a.p, b.p, n);

	return c != 0 ? c : (a.n > b.n) - (a.n < b.n);
}

static int
by_name(const void *a, const void *b)
{
	const struct odt_style *x = a, *y = b;

	return x->family != y->family ? x->family - y->family : compare(x->name, y->name);
}

static int
list_by_name(const void *a, const void *b)
{
	const struct odt_list_style *x = a, *y = b;

	return compare(x->name, y->name);
}

static struct odt_style *
find(const struct odt_styles *s, char family, struct str name)
{
	struct odt_style key = { .family = family, .name = name };

	return s->n == 0 || name.n == 0 ? NULL :
	    bsearch(&key, s->p, s->n, sizeof(key), by_name);
}

const struct odt_style *
odt_style(const struct odt_styles *s, char family, struct str name)
{
	return find(s, family, name);
}

struct odt_list_style *
odt_list_style(const struct odt_styles *s, struct str name)
{
	struct odt_list_style key = { .name = name };

	return s->nlist == 0 || name.n == 0 ? NULL :
	    bsearch(&key, s->list, s->nlist, sizeof(key), list_by_name);
}

static void
inherit(struct odt_styles *s, struct odt_style *style, unsigned depth)
{
	struct odt_style *parent = find(s, style->family, style->parent);

	if (style->resolved)
		return;
	style->resolved = true;
	if (parent == NULL || depth == LONGEST_CHAIN)
		return;
	inherit(s, parent, depth + 1);
	if (style->bold < 0)
		style->bold = parent->bold;
	if (style->hidden < 0)
		style->hidden = parent->hidden;
	if (style->raised < 0)
		style->raised = parent->raised;
	if (style->indent < 0)
		style->indent = parent->indent;
	if (!style->has_list) {
		style->has_list = parent->has_list;
		style->no_list = parent->no_list;
	}
}

void
odt_styles_end(struct odt_styles *s)
{
	if (s->n > 1)
		qsort(s->p, s->n, sizeof(*s->p), by_name);
	if (s->nlist > 1)
		qsort(s->list, s->nlist, sizeof(*s->list), list_by_name);
	for (size_t i = 0; i < s->n; i++)
		inherit(s, &s->p[i], 0);
}

/* ---- numbers */

void
odt_count(struct odt_list_style *list, unsigned level, long start)
{
	for (unsigned i = 0; i < level; i++)
		if (!list->begun[i]) {
			list->begun[i] = true;
			list->at[i] = list->level[i].start;
		}
	list->at[level] = start >= 0 ? start : list->begun[level] ? list->at[level] + 1 :
	    list->level[level].start;
	list->begun[level] = true;
	for (unsigned i = level + 1; i < ODT_LEVELS; i++)
		list->begun[i] = false;
}

static size_t
append(char *out, size_t n, size_t room, struct str s)
{
	if (s.n > room - n)
		return n;
	if (s.n > 0)
		memcpy(out + n, s.p, s.n);
	return n + s.n;
}

struct str
odt_number(const struct odt_list_style *list, unsigned level, struct arena *a)
{
	const struct odt_level *l = &list->level[level];
	unsigned first = l->shown > (int)level ? 0 : level + 1 - (unsigned)(l->shown < 1 ? 1 : l->shown);
	char out[400], room[NUMERAL_ROOM];
	bool any = false;
	size_t n;

	if (l->form == NUMERAL_BULLET || l->form == NUMERAL_NONE)
		return CF_S("");
	n = append(out, 0, 100, l->prefix);
	for (unsigned i = first; i <= level; i++) {
		struct str s = numeral_write(list->level[i].form, list->at[i], room);

		if (s.n == 0)
			continue;
		if (any)
			n = append(out, n, 300, CF_S("."));
		n = append(out, n, 300, s);
		any = true;
	}
	n = append(out, n, sizeof(out) - 1, str_sub(l->suffix, 0, 99));
	if (n > 0 && !ch_space(out[n - 1]))
		out[n++] = ' ';
	return arena_str(a, (struct str){ out, n });
}
