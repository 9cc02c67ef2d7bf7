/* The numbers of headings and lists in a Word document; see docx.h. */
#include "read/docx.h"

#include <stdlib.h>

#include "base/limits.h"

enum { N_ABSTRACT = 1, N_LEVEL, N_START, N_FORM, N_TEXT, N_RESTART, N_STYLE, N_PLAIN, N_SUFFIX,
	N_STYLE_LINK, N_NUM_STYLE_LINK, N_NUM, N_ABSTRACT_ID, N_OVERRIDE, N_START_OVERRIDE };

static const struct xml_word words[] = {
	{ "w:abstractNum", N_ABSTRACT }, { "w:lvl", N_LEVEL }, { "w:start", N_START },
	{ "w:numFmt", N_FORM }, { "w:lvlText", N_TEXT }, { "w:lvlRestart", N_RESTART },
	{ "w:pStyle", N_STYLE }, { "w:isLgl", N_PLAIN }, { "w:suff", N_SUFFIX },
	{ "w:styleLink", N_STYLE_LINK }, { "w:numStyleLink", N_NUM_STYLE_LINK },
	{ "w:num", N_NUM }, { "w:abstractNumId", N_ABSTRACT_ID },
	{ "w:lvlOverride", N_OVERRIDE }, { "w:startOverride", N_START_OVERRIDE },
};

struct reading {
	struct word_numbers *out;
	struct package *k;
	struct word_abstract *abstract;	/* those that are open, or NULL */
	struct word_num *num;
	struct word_level *level;
	long override;			/* the level that is overridden; -1: none */
};

static struct str
keep(struct package *k, const char *s)
{
	struct str mine = s == NULL ? CF_S("") : arena_str(k->arena, str_of(s));

	k->failed |= mine.n == 0 && s != NULL && s[0] != '\0';
	return mine;
}

static enum numeral
form_of(struct str name)
{
	static const struct { const char *name; enum numeral form; } forms[] = {
		{ "decimal", NUMERAL_DECIMAL }, { "bullet", NUMERAL_BULLET },
		{ "none", NUMERAL_NONE }, { "lowerLetter", NUMERAL_LOWER_LETTER },
		{ "upperLetter", NUMERAL_UPPER_LETTER }, { "lowerRoman", NUMERAL_LOWER_ROMAN },
		{ "upperRoman", NUMERAL_UPPER_ROMAN }, { "decimalZero", NUMERAL_TWO_DIGITS },
		{ "ordinal", NUMERAL_ORDINAL },
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (str_eq(name, str_of(forms[i].name)))
			return forms[i].form;
	return NUMERAL_DECIMAL;
}

/* ---- reading */

/* is there room for one more of n? */
static bool
may_add(struct reading *r, size_t n)
{
	if (n < CF_MAX_LISTS)
		return true;
	r->k->failed = true;
	r->k->limit = "kinds of lists in one text (CF_MAX_LISTS)";
	return false;
}

static void
begin_abstract(struct reading *r, const char *const *attrs)
{
	struct word_numbers *out = r->out;

	r->abstract = NULL;
	if (!may_add(r, out->nabstract))
		return;
	if (!VEC_ROOM(r->k->arena, out->abstract, out->nabstract, out->abstractcap)) {
		r->k->failed = true;
		return;
	}
	r->abstract = &out->abstract[out->nabstract++];
	*r->abstract = (struct word_abstract){ .id = xml_number(attrs, "abstractNumId", -1) };
}

static void
begin_num(struct reading *r, const char *const *attrs)
{
	struct word_numbers *out = r->out;

	r->num = NULL;
	r->override = -1;
	if (!may_add(r, out->nnum))
		return;
	if (!VEC_ROOM(r->k->arena, out->num, out->nnum, out->numcap)) {
		r->k->failed = true;
		return;
	}
	r->num = &out->num[out->nnum++];
	*r->num = (struct word_num){ .id = xml_number(attrs, "numId", -1), .abstract_id = -1 };
}

/* a level of the numbering, or one that a list has of its own */
static void
begin_level(struct reading *r, const char *const *attrs)
{
	long at = xml_number(attrs, "ilvl", -1);

	r->level = NULL;
	if (at < 0 || at >= WORD_LEVELS)
		return;
	if (r->num != NULL) {
		if (r->num->level == NULL)
			r->num->level = arena_array(r->k->arena, WORD_LEVELS, struct word_level);
		r->k->failed |= r->num->level == NULL;
		r->level = r->num->level == NULL ? NULL : &r->num->level[at];
	} else if (r->abstract != NULL) {
		r->level = &r->abstract->level[at];
	}
	if (r->level != NULL)
		*r->level = (struct word_level){ .given = true, .form = NUMERAL_DECIMAL,
			.start = 0, .restart = -1, .text = CF_S(""), .style = CF_S("") };
}

static void
take_level(struct reading *r, unsigned id, const char *const *attrs)
{
	const char *value = xml_attr(attrs, "val");
	struct word_level *l = r->level;

	if (l == NULL)
		return;
	switch (id) {
	case N_START:
		l->start = xml_number(attrs, "val", 0);
		break;
	case N_FORM:
		l->form = form_of(str_of(value));
		break;
	case N_TEXT:
		l->text = keep(r->k, value);
		break;
	case N_RESTART:
		l->restart = (int)xml_number(attrs, "val", -1);
		break;
	case N_STYLE:
		l->style = keep(r->k, value);
		break;
	case N_PLAIN:
		l->plain = xml_true(value, true);
		break;
	default:	/* N_SUFFIX */
		l->tight = str_eq(str_of(value), CF_S("nothing"));
		break;
	}
}

static void
take_override(struct reading *r, const char *const *attrs)
{
	if (r->num == NULL || r->override < 0 || r->override >= WORD_LEVELS)
		return;
	r->num->has_start[r->override] = true;
	r->num->start[r->override] = xml_number(attrs, "val", 1);
}

static bool
open(void *ctx, unsigned id, const char *const *attrs)
{
	struct reading *r = ctx;

	switch (id) {
	case N_ABSTRACT:
		begin_abstract(r, attrs);
		break;
	case N_NUM:
		begin_num(r, attrs);
		break;
	case N_LEVEL:
		begin_level(r, attrs);
		break;
	case N_STYLE_LINK:
	case N_NUM_STYLE_LINK:
		if (r->abstract != NULL && id == N_STYLE_LINK)
			r->abstract->link = keep(r->k, xml_attr(attrs, "val"));
		else if (r->abstract != NULL)
			r->abstract->linked = keep(r->k, xml_attr(attrs, "val"));
		break;
	case N_ABSTRACT_ID:
		if (r->num != NULL)
			r->num->abstract_id = xml_number(attrs, "val", -1);
		break;
	case N_OVERRIDE:
		r->override = xml_number(attrs, "ilvl", -1);
		break;
	case N_START_OVERRIDE:
		take_override(r, attrs);
		break;
	default:
		take_level(r, id, attrs);
		break;
	}
	return true;
}

static void
close(void *ctx, unsigned id)
{
	struct reading *r = ctx;

	if (id == N_ABSTRACT)
		r->abstract = NULL;
	else if (id == N_NUM)
		r->num = NULL;
	else if (id == N_LEVEL)
		r->level = NULL;
}

/* ---- who belongs to whom */

static int
num_by_id(const void *a, const void *b)
{
	const struct word_num *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static int
abstract_by_id(const void *a, const void *b)
{
	const struct word_abstract *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static struct word_abstract *
find_abstract(struct word_numbers *n, long id)
{
	struct word_abstract key = { .id = id }, *found;

	found = n->nabstract == 0 ? NULL : bsearch(&key, n->abstract, n->nabstract, sizeof(key),
	    abstract_by_id);
	if (found == NULL || found->linked.n == 0)
		return found;
	for (size_t i = 0; i < n->nabstract; i++)
		if (str_eq(n->abstract[i].link, found->linked))
			return &n->abstract[i];
	return found;
}

enum cf_status
word_read_numbers(struct word_numbers *out, struct package *k, struct str part,
    struct cf_error *err)
{
	struct reading reading = { .out = out, .k = k, .override = -1 };
	struct xml_reader r = { .words = words, .nwords = sizeof(words) / sizeof(words[0]),
		.open = open, .close = close, .ctx = &reading, .failed = &k->failed };
	enum cf_status st;

	*out = (struct word_numbers){ .nnum = 0 };
	if (part.n == 0)
		return CF_OK;
	st = xml_read(k->zip, k->path, part, &r, err);
	if (out->nabstract > 1)
		qsort(out->abstract, out->nabstract, sizeof(*out->abstract), abstract_by_id);
	if (out->nnum > 1)
		qsort(out->num, out->nnum, sizeof(*out->num), num_by_id);
	for (size_t i = 0; i < out->nnum; i++)
		out->num[i].abstract = find_abstract(out, out->num[i].abstract_id);
	return st;
}

struct word_num *
word_num(const struct word_numbers *numbers, long id)
{
	struct word_num key = { .id = id };

	return numbers->nnum == 0 ? NULL : bsearch(&key, numbers->num, numbers->nnum, sizeof(key),
	    num_by_id);
}

const struct word_level *
word_level(const struct word_num *num, int level)
{
	if (num->level != NULL && num->level[level].given)
		return &num->level[level];
	return num->abstract == NULL ? NULL : &num->abstract->level[level];
}

int
word_level_of_style(const struct word_num *num, struct str style)
{
	for (int i = 0; num->abstract != NULL && style.n > 0 && i < WORD_LEVELS; i++)
		if (str_eq(num->abstract->level[i].style, style))
			return i;
	return -1;
}

/* ---- counting */

/* a list that begins anew does so the first time that it is used */
static void
begin_list(struct word_num *num)
{
	struct word_abstract *a = num->abstract;

	if (num->used)
		return;
	num->used = true;
	for (int i = 0; i < WORD_LEVELS; i++)
		if (num->has_start[i]) {
			a->at[i] = num->start[i] - 1;
			a->begun[i] = true;
		}
}

static long
start_of(const struct word_num *num, int level)
{
	const struct word_level *l = word_level(num, level);

	return num->has_start[level] ? num->start[level] : l == NULL ? 1 : l->start;
}

static void
count(struct word_num *num, int level)
{
	struct word_abstract *a = num->abstract;

	for (int i = 0; i < level; i++)
		if (!a->begun[i]) {	/* a level above that has had no number shows its first */
			a->begun[i] = true;
			a->at[i] = start_of(num, i);
		}
	a->at[level] = a->begun[level] ? a->at[level] + 1 : start_of(num, level);
	a->begun[level] = true;
	for (int i = level + 1; i < WORD_LEVELS; i++) {
		const struct word_level *l = word_level(num, i);
		int after = l == NULL || l->restart < 0 ? i : l->restart;

		if (level < after)
			a->begun[i] = false;
	}
}

struct str
word_next_number(struct word_num *num, int level, struct arena *arena)
{
	char out[512], room[NUMERAL_ROOM];
	const struct word_level *l;
	size_t n = 0;

	if (num->abstract == NULL)
		return CF_S("");
	begin_list(num);
	count(num, level);
	l = word_level(num, level);
	if (l == NULL || l->form == NUMERAL_BULLET)
		return CF_S("");
	for (size_t i = 0; i < l->text.n; i++) {
		char c = l->text.p[i], next = i + 1 < l->text.n ? l->text.p[i + 1] : '\0';
		struct str part = str_sub(l->text, i, i + 1);

		if (c == '%' && next >= '1' && next <= '9') {
			const struct word_level *of = word_level(num, next - '1');
			enum numeral form = l->plain || of == NULL ? NUMERAL_DECIMAL : of->form;

			part = numeral_write(form, num->abstract->at[next - '1'], room);
			i++;
		}
		if (n + part.n > sizeof(out) - 2)
			break;
		memcpy(out + n, part.p, part.n);
		n += part.n;
	}
	if (str_trim((struct str){ out, n }).n == 0)
		return CF_S("");
	if (!l->tight && !ch_space(out[n - 1]))
		out[n++] = ' ';
	return arena_str(arena, (struct str){ out, n });
}
