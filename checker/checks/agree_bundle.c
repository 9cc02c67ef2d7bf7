/* What documents state, for each other; see agree_parts.h. */
#include "checks/agree_parts.h"

#include "doc/spot.h"

void
agree_put_into_bundle(struct agree *g)
{
	struct run *run = g->ev->run;
	struct cf_bundle *b = run->into;

	for (size_t i = 0; i < g->n; i++) {
		const struct stated *s = &g->at[i];
		struct bundled *out;

		if (s->at.from == s->at.to || !VEC_ROOM(&b->arena, b->at, b->n, b->cap))
			continue;
		out = &b->at[b->n++];
		*out = (struct bundled){ .rule = g->ev->rule, .document = b->ndocuments - 1,
			.path = b->path[b->ndocuments - 1], .value = s->value,
			.place = { .from = s->at.from, .to = s->at.to },
			.key = arena_str(&b->arena, s->key),
			.printed = arena_str(&b->arena, s->printed), .doubt = s->doubt,
			.is_cell = !agree_is_prose(s) };
		if (s->value.type == TYPE_TEXT)
			out->value.as.text = arena_str(&b->arena, s->value.as.text);
		source_place(run->doc->source, s->at, &out->place);
		out->place.spot = source_spot(run->doc->source, s->at, &b->arena);
	}
}

void
agree_add_others(struct agree *g)
{
	struct run *run = g->ev->run;
	const struct cf_bundle *b = run->bundle;
	size_t own = bundle_document(b, run->doc->source->path);

	for (size_t i = 0; i < g->n; i++)
		g->at[i].document = own;
	for (size_t i = 0; i < b->n; i++) {
		const struct bundled *x = &b->at[i];

		if (x->rule != g->ev->rule || x->document == own ||
		    !VEC_ROOM(run->scratch, g->at, g->n, g->cap))
			continue;
		g->at[g->n] = (struct stated){ .value = x->value, .key = x->key,
			.printed = x->printed, .doubt = x->doubt, .other = x,
			.document = x->document, .order = g->n,
			.at = { (uint32_t)x->place.from, (uint32_t)x->place.to } };
		g->n++;
	}
}
