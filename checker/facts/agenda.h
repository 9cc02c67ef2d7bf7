/*
 * The reports that a document is made of: an agenda pack holds an agenda and one
 * report for each of its items, each with a front sheet ("Report to", "Subject");
 * any other document falls into its main sections.
 */
#ifndef CF_FACTS_AGENDA_H
#define CF_FACTS_AGENDA_H

#include "facts/table.h"

/* A report, or what stands before the first. */
struct part {
	uint32_t block;			/* where it begins */
	unsigned number;		/* of its agenda item; 0: not known */
	struct str title;
	const struct table *sheet;	/* its front sheet, or NULL */
};

/* An item as the agenda lists it: "5. Parks (Pages 51 - 66)". */
struct entry {
	uint32_t block;		/* it goes on to the next, or to the end of the agenda */
	unsigned number;
	struct str title;
	bool paged;
};

struct agenda {
	struct part *part;	/* in order; the first begins with the document */
	size_t n, cap;
	struct entry *entry;
	size_t nentries, entrycap;
	uint32_t end;		/* the block after the agenda; 0: there is none */
	size_t sheets, paged;
	bool pack;		/* several front sheets, or items with page ranges */
};

/* Run with the arena's `oom` set. */
void agenda_find(struct agenda *g, const struct facts *f, struct arena *a);

/* the part that a block stands in */
size_t agenda_part(const struct agenda *g, uint32_t block);
/* the number of the agenda item that a block belongs to, in the agenda or in the report of
 * the item itself; 0: none */
unsigned agenda_number(const struct agenda *g, uint32_t block);
/* the block that holds a byte of the source */
uint32_t agenda_block(const struct doc *d, uint32_t offset);

#endif
