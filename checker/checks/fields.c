/* The labels of front sheets; see fields.h. */
#include "checks/fields.h"

#define FIRST_BLOCKS 120u	/* in which a report gives its fields */

struct report_labels {
	struct labels labels;
	bool read;
};

const struct labels *
report_labels(struct run *run, size_t part)
{
	const struct agenda *g = run->facts->agenda;
	const struct part *p = &g->part[part];
	struct report_labels *r;
	uint32_t to = part + 1 < g->n ? g->part[part + 1].block : (uint32_t)run->doc->nblocks;

	if (run->fields == NULL)
		run->fields = arena_array(run->doc->arena, g->n, struct report_labels);
	r = &run->fields[part];
	if (r->read)
		return &r->labels;
	r->read = true;
	r->labels.arena = run->doc->arena;
	if (p->sheet != NULL)	/* its labels need no colon, and come first */
		labels_of_table(&r->labels, run, p->sheet);
	labels_between(&r->labels, run, p->block,
	    to - p->block > FIRST_BLOCKS ? p->block + FIRST_BLOCKS : to);
	return &r->labels;
}

const struct label *
report_field(struct run *run, size_t part, const struct selector *label)
{
	const struct labels *all = report_labels(run, part);

	for (size_t i = 0; i < all->n; i++)
		if (label_is(run, label, all->label[i].words))
			return &all->label[i];
	return NULL;
}
