/* Notes of a Word document, and where they are referred to; see docx_body.h. */
#include "read/docx_body.h"

#include <stdlib.h>

void
word_note_reference(struct word_body *b, struct word_notes *notes, const char *const *attrs)
{
	bool own_mark = xml_true(xml_attr(attrs, "customMarkFollows"), false);
	struct word_note note = { .id = xml_number(attrs, "id", -1) };

	if (!word_is_shown(b))
		return;
	if (!VEC_ROOM(b->w->d->arena, notes->p, notes->n, notes->cap)) {
		b->w->d->failed = true;
		return;
	}
	note.order = (uint32_t)notes->n + 1;
	if (!own_mark) {
		note.number = ++notes->last;
		compose_mark(&b->w->c, note.number);
	}
	notes->p[notes->n++] = note;
}

/* ---- their texts */

static int
note_by_id(const void *a, const void *b)
{
	const struct word_note *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

void
word_sort_notes(struct word_notes *notes)
{
	if (notes->n > 1)
		qsort(notes->p, notes->n, sizeof(*notes->p), note_by_id);
}

static int
note_has_id(const void *key, const void *b)
{
	const struct word_note *x = key, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

bool
word_begin_note(struct word_body *b, const char *const *attrs)
{
	const struct word_notes *notes = b->is_end ? &b->w->end : &b->w->foot;
	struct word_note key = { .id = xml_number(attrs, "id", -1) };
	const char *type = xml_attr(attrs, "type");

	b->note = notes->n == 0 || (type != NULL && strcmp(type, "normal") != 0) ? NULL :
	    bsearch(&key, notes->p, notes->n, sizeof(key), note_has_id);
	if (b->note == NULL)
		return false;
	b->w->c.note = b->is_end ? SPOT_ENDNOTE : SPOT_FOOTNOTE;
	b->w->c.note_number = b->note->order;
	return true;
}

void
word_end_note(struct word_body *b)
{
	b->w->c.note = SPOT_NONE;
	b->note = NULL;
}

void
word_note_mark(struct word_body *b)
{
	if (b->note == NULL || b->note->number == 0)
		return;
	compose_mark(&b->w->c, b->note->number);
	compose_break(&b->w->c, false);
}
