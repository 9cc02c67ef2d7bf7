/* Tracked changes of an OpenDocument text, when they are undone; see odt_text.h. */
#include "read/odt_text.h"

#include <stdlib.h>

#include "base/limits.h"

static int
region_by_id(const void *a, const void *b)
{
	const struct odt_region *x = a, *y = b;
	size_t n = x->id.n < y->id.n ? x->id.n : y->id.n;
	int c = n == 0 ? 0 : memcmp(x->id.p, y->id.p, n);

	return c != 0 ? c : (x->id.n > y->id.n) - (x->id.n < y->id.n);
}

/* ---- what is said of them, in front of the text */

static void
open_region(struct odt *o, const char *const *attrs)
{
	if (o->nregions >= CF_MAX_CHANGES || !VEC_ROOM(o->d->arena, o->region, o->nregions,
	    o->regioncap)) {
		o->d->failed = true;
		if (o->nregions >= CF_MAX_CHANGES)
			o->d->limit = "tracked changes of one text (CF_MAX_CHANGES)";
		return;
	}
	o->region[o->nregions++] = (struct odt_region){
		.id = arena_str(o->d->arena, str_of(xml_attr(attrs, "id"))) };
	o->ngone = 0;
}

void
odt_keep_gone(struct odt *o, struct str s)
{
	while (o->gonecap - o->ngone < s.n) {
		if (!arena_grow(o->d->arena, &o->gone, o->ngone, &o->gonecap, 1)) {
			o->d->failed = true;
			return;
		}
	}
	if (s.n > 0)
		memcpy(o->gone + o->ngone, s.p, s.n);
	o->ngone += s.n;
}

static void
close_region(struct odt *o)
{
	if (o->nregions > 0)
		o->region[o->nregions - 1].words = arena_str(o->d->arena,
		    (struct str){ o->gone, o->ngone });
}

bool
odt_open_tracked(struct odt *o, unsigned id, const char *const *attrs)
{
	switch (id) {
	case T_REGION:
		open_region(o, attrs);
		break;
	case T_INSERTION:
	case T_DELETION:
		if (o->nregions > 0 && id == T_INSERTION)
			o->region[o->nregions - 1].inserted = true;
		else if (o->nregions > 0)
			o->region[o->nregions - 1].deleted = true;
		break;
	case T_P:
	case T_H:
	case T_SPACES:
	case T_TAB:
	case T_BREAK:
		odt_keep_gone(o, CF_S(" "));
		break;
	case T_LEFT_OUT:
		return false;
	default:
		break;
	}
	return true;
}

void
odt_close_tracked(struct odt *o, unsigned id)
{
	o->in_changes -= id == T_CHANGES;
	if (id == T_CHANGES && o->nregions > 1)
		qsort(o->region, o->nregions, sizeof(*o->region), region_by_id);
	if (id == T_REGION)
		close_region(o);
}

/* ---- where they are in the text */

static const struct odt_region *
find_region(const struct odt *o, const char *id)
{
	struct odt_region key = { .id = str_of(id) };

	return id == NULL || o->nregions == 0 ? NULL :
	    bsearch(&key, o->region, o->nregions, sizeof(key), region_by_id);
}

void
odt_change(struct odt *o, unsigned id, const char *const *attrs)
{
	const struct odt_region *r = o->d->original ?
	    find_region(o, xml_attr(attrs, "change-id")) : NULL;

	if (r == NULL)
		return;
	if (id == T_CHANGE && r->deleted && odt_is_shown(o))
		odt_put(o, r->words);
	else if (id == T_CHANGE_START && r->inserted)
		o->left_out++;
	else if (id == T_CHANGE_END && r->inserted && o->left_out > 0)
		o->left_out--;
}
