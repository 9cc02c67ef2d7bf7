/* Formats, fonts and shared strings of a spreadsheet; see sheet.h. */
#include "read/sheet.h"

enum { F_CODE = 1, F_FONTS, F_FONT, F_BOLD, F_FORMATS, F_FORMAT, F_ALIGNMENT, F_LEFT_OUT };

static const struct xml_word style_words[] = {
	{ "s:numFmt", F_CODE }, { "s:fonts", F_FONTS }, { "s:font", F_FONT }, { "s:b", F_BOLD },
	{ "s:cellXfs", F_FORMATS }, { "s:xf", F_FORMAT }, { "s:alignment", F_ALIGNMENT },
	{ "s:dxfs", F_LEFT_OUT }, { "s:cellStyleXfs", F_LEFT_OUT },
};

struct styles {
	struct book *b;
	bool in_font, in_formats;
};

static void
add_code(struct book *b, const char *const *attrs)
{
	const char *code = xml_attr(attrs, "formatCode");

	if (code == NULL)
		return;
	if (!VEC_ROOM(b->k->arena, b->code, b->ncode, b->codecap)) {
		b->k->failed = true;
		return;
	}
	b->code[b->ncode++] = (struct book_code){ .id = xml_number(attrs, "numFmtId", -1),
		.code = arena_str(b->k->arena, str_of(code)).p };
}

static const char *
code_of(const struct book *b, long id)
{
	const char *code = sheet_builtin_format(id);

	for (size_t i = 0; i < b->ncode; i++)
		if (b->code[i].id == id)
			return b->code[i].code;
	return code == NULL ? "General" : code;
}

static void
add_font(struct book *b)
{
	if (!VEC_ROOM(b->k->arena, b->bold, b->nbold, b->boldcap)) {
		b->k->failed = true;
		return;
	}
	b->bold[b->nbold++] = false;
}

static void
add_format(struct book *b, const char *const *attrs)
{
	long font = xml_number(attrs, "fontId", -1);

	if (b->nformat > 65490 || !VEC_ROOM(b->k->arena, b->format, b->nformat, b->formatcap)) {
		b->k->failed |= b->nformat <= 65490;	/* no program writes more: left out */
		return;
	}
	b->format[b->nformat++] = (struct book_format){
		.code = code_of(b, xml_number(attrs, "numFmtId", 0)),
		.bold = font >= 0 && (size_t)font < b->nbold && b->bold[font] };
}

static bool
styles_open(void *ctx, unsigned id, const char *const *attrs)
{
	struct styles *s = ctx;
	struct book *b = s->b;
	long indent;

	switch (id) {
	case F_CODE:
		if (b->ncode < 1000)
			add_code(b, attrs);
		break;
	case F_FONT:
		s->in_font = true;
		add_font(b);
		break;
	case F_BOLD:
		if (s->in_font && b->nbold > 0)
			b->bold[b->nbold - 1] = xml_true(xml_attr(attrs, "val"), true);
		break;
	case F_FORMATS:
		s->in_formats = true;
		break;
	case F_FORMAT:
		if (s->in_formats)
			add_format(b, attrs);
		break;
	case F_ALIGNMENT:
		indent = xml_number(attrs, "indent", 0);
		if (s->in_formats && b->nformat > 0 && indent > 0 && indent < 100)
			b->format[b->nformat - 1].indent = (uint8_t)indent;
		break;
	case F_LEFT_OUT:
		return false;
	default:
		break;
	}
	return true;
}

static void
styles_close(void *ctx, unsigned id)
{
	struct styles *s = ctx;

	if (id == F_FONT)
		s->in_font = false;
	else if (id == F_FORMATS)
		s->in_formats = false;
}

enum cf_status
book_read_styles(struct book *b, struct str part, struct cf_error *err)
{
	struct styles s = { .b = b };
	struct xml_reader r = { .words = style_words,
		.nwords = sizeof(style_words) / sizeof(style_words[0]), .open = styles_open,
		.close = styles_close, .ctx = &s, .failed = &b->k->failed };

	return part.n == 0 ? CF_OK : xml_read(b->k->zip, b->k->path, part, &r, err);
}

const struct book_format *
book_format(const struct book *b, long i)
{
	static const struct book_format plain = { .code = "General" };

	return i >= 0 && (size_t)i < b->nformat ? &b->format[i] : &plain;
}

/* ---- shared strings */

enum { S_STRING = 1, S_WORDS, S_READING };

static const struct xml_word string_words[] = {
	{ "s:si", S_STRING }, { "s:t", S_WORDS }, { "s:rPh", S_READING },
};

struct strings {
	struct book *b;
	bool words;
};

static bool
strings_open(void *ctx, unsigned id, const char *const *attrs)
{
	struct strings *s = ctx;

	(void)attrs;
	s->words = id == S_WORDS;
	return id != S_READING;
}

static void
strings_close(void *ctx, unsigned id)
{
	struct strings *s = ctx;
	struct book *b = s->b;
	struct book_strings *all = &b->strings;

	s->words = false;
	if (id != S_STRING)
		return;
	if (!VEC_ROOM(b->k->arena, all->end, all->nend, all->endcap)) {
		b->k->failed = true;
		return;
	}
	all->end[all->nend++] = (uint32_t)all->n;
}

static void
strings_text(void *ctx, struct str s)
{
	struct strings *x = ctx;
	struct book_strings *all = &x->b->strings;

	if (!x->words)
		return;
	while (all->cap - all->n < s.n) {
		if (!arena_grow(x->b->k->arena, &all->p, all->n, &all->cap, 1)) {
			x->b->k->failed = true;
			return;
		}
	}
	memcpy(all->p + all->n, s.p, s.n);
	all->n += s.n;
}

enum cf_status
book_read_strings(struct book *b, struct str part, struct cf_error *err)
{
	struct strings s = { .b = b };
	struct xml_reader r = { .words = string_words,
		.nwords = sizeof(string_words) / sizeof(string_words[0]), .open = strings_open,
		.close = strings_close, .text = strings_text, .ctx = &s,
		.failed = &b->k->failed };

	return part.n == 0 ? CF_OK : xml_read(b->k->zip, b->k->path, part, &r, err);
}

struct str
book_string(const struct book *b, unsigned long i)
{
	const struct book_strings *all = &b->strings;
	uint32_t from;

	if (i >= all->nend)
		return CF_S("");
	from = i == 0 ? 0 : all->end[i - 1];
	return (struct str){ all->p == NULL ? "" : all->p + from, all->end[i] - from };
}
