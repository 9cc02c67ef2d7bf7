/* Runs of words, signs and fields of a Word document; see docx_body.h. */
#include "read/docx_body.h"

#include <stdlib.h>

#include "base/utf8.h"

/* ---- runs */

void
word_begin_run(struct word_body *b)
{
	b->in_run = true;
	b->run_style = NULL;
	b->bold = b->hidden = -1;
	b->raised = false;
}

static bool
run_says(int own, const struct word_style *run, const struct word_style *para, bool hidden)
{
	int of_run = run == NULL ? -1 : hidden ? run->hidden : run->bold;
	int of_para = para == NULL ? -1 : hidden ? para->hidden : para->bold;

	return own >= 0 ? own == 1 : of_run >= 0 ? of_run == 1 : of_para == 1;
}

bool
word_is_shown(const struct word_body *b)
{
	return b->para != NULL && b->codes == 0 &&
	    !run_says(b->hidden, b->run_style, word_body_style(b), true);
}

void
word_put(struct word_body *b, struct str s)
{
	if (word_is_shown(b))
		compose_text(&b->w->c, s, run_says(b->bold, b->run_style, word_body_style(b), false),
		    b->raised);
}

void
word_run_property(struct word_body *b, unsigned id, const char *const *attrs)
{
	const char *value = xml_attr(attrs, "val");

	if (!b->in_run)
		return;
	if (id == B_RSTYLE)
		b->run_style = word_style(&b->w->styles, str_of(value));
	else if (id == B_BOLD)
		b->bold = xml_true(value, true);
	else if (id == B_VANISH)
		b->hidden = xml_true(value, true);
	else
		b->raised = str_eq(str_of(value), CF_S("superscript"));
}

/* ---- signs */

void
word_put_symbol(struct word_body *b, const char *const *attrs)
{
	static const struct { const char *font; unsigned code; uint32_t cp; } signs[] = {
		{ "Wingdings", 0xFC, 0x2713 }, { "Wingdings", 0xFB, 0x2717 },
		{ "Wingdings", 0xFE, 0x2611 }, { "Wingdings", 0xA8, 0x2610 },
		{ "Wingdings", 0x6F, 0x2610 }, { "Wingdings", 0xDF, 0x2190 },
		{ "Wingdings", 0xE0, 0x2192 }, { "Wingdings", 0xE1, 0x2191 },
		{ "Wingdings", 0xE2, 0x2193 }, { "Wingdings", 0xE7, 0x2190 },
		{ "Wingdings", 0xE8, 0x2192 }, { "Wingdings", 0xE9, 0x2191 },
		{ "Wingdings", 0xEA, 0x2193 }, { "Wingdings", 0x6C, 0x25CF },
		{ "Wingdings", 0x6E, 0x25A0 }, { "Wingdings 3", 0x66, 0x2190 },
		{ "Wingdings 3", 0x67, 0x2192 }, { "Wingdings 3", 0x68, 0x2191 },
		{ "Wingdings 3", 0x69, 0x2193 }, { "Wingdings 3", 0x70, 0x25B2 },
		{ "Wingdings 3", 0x71, 0x25BC }, { "Wingdings 3", 0x75, 0x25B6 },
		{ "Symbol", 0xA3, 0x2264 }, { "Symbol", 0xB3, 0x2265 },
		{ "Symbol", 0xB0, 0xB0 }, { "Symbol", 0xB1, 0xB1 }, { "Symbol", 0xB4, 0xD7 },
		{ "Symbol", 0xB8, 0xF7 }, { "Symbol", 0x2D, 0x2212 }, { "Symbol", 0xAC, 0x2190 },
		{ "Symbol", 0xAD, 0x2191 }, { "Symbol", 0xAE, 0x2192 },
		{ "Symbol", 0xAF, 0x2193 }, { "Symbol", 0xB7, 0x2022 },
	};
	const char *font = xml_attr(attrs, "font"), *digits = xml_attr(attrs, "char");
	unsigned long code = digits == NULL ? 0 : strtoul(digits, NULL, 16);
	uint32_t cp = 0xFFFD;	/* a sign that is not known is still a sign */
	char out[4];

	if (code >= 0xF000 && code <= 0xF0FF)
		code -= 0xF000;
	for (size_t i = 0; font != NULL && i < sizeof(signs) / sizeof(signs[0]); i++)
		if (signs[i].code == code && strcmp(signs[i].font, font) == 0)
			cp = signs[i].cp;
	word_put(b, (struct str){ out, utf8_put(cp, out) });
}

/* ---- fields */

void
word_field_char(struct word_body *b, const char *const *attrs)
{
	struct str type = str_of(xml_attr(attrs, "fldCharType"));

	if (str_eq(type, CF_S("begin"))) {
		if (b->fields < WORD_NESTED) {
			b->is_code[b->fields++] = true;
			b->codes++;
		}
	} else if (b->fields > 0) {
		b->codes -= b->is_code[b->fields - 1];
		b->is_code[b->fields - 1] = false;
		b->fields -= str_eq(type, CF_S("end"));
	}
}
