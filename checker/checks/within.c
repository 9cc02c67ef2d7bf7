/* Indexes by section, made when they are first asked for; see within.h. */
#include "checks/within.h"

#include "checks/texts.h"

/* those of section s are at[first[s] .. first[s + 1]) */
struct by_section {
	uint32_t *at, *first;
};

/* the section of the i-th of them */
typedef uint32_t section_of_fn(const struct run *run, size_t i);

static uint32_t
section_of_table(const struct run *run, size_t i)
{
	return run->facts->tables[i].section;
}

static uint32_t
section_of_text(const struct run *run, size_t i)
{
	return run->texts->place[i].section;
}

static struct by_section *
index_by_section(const struct run *run, size_t n, section_of_fn *section_of)
{
	struct arena *a = run->doc->arena;
	struct by_section *x = arena_new(a, struct by_section);
	size_t sections = run->doc->nsections;

	x->at = arena_array(a, n, uint32_t);
	x->first = arena_array(a, sections + 2, uint32_t);
	/* first[s + 2] counts, then first[s + 1] is where the next of s goes */
	for (size_t i = 0; i < n; i++)
		x->first[section_of(run, i) + 2]++;
	for (size_t s = 0; s < sections; s++)
		x->first[s + 2] += x->first[s + 1];
	for (size_t i = 0; i < n; i++)
		x->at[x->first[section_of(run, i) + 1]++] = (uint32_t)i;
	return x;
}

static struct within
between(const struct by_section *x, uint32_t section, uint32_t end)
{
	return (struct within){ x->at + x->first[section], x->first[end] - x->first[section] };
}

static const struct by_section *
tables_by_section(struct run *run)
{
	if (run->tables_by_section == NULL)
		run->tables_by_section = index_by_section(run, run->facts->ntables,
		    section_of_table);
	return run->tables_by_section;
}

struct within
tables_within(struct run *run, uint32_t section)
{
	return between(tables_by_section(run), section, run->doc->sections[section].end);
}

struct within
tables_directly_in(struct run *run, uint32_t section)
{
	return between(tables_by_section(run), section, section + 1);
}

struct within
texts_within(struct run *run, uint32_t section)
{
	const struct texts *t = texts_of(run);

	if (run->texts_by_section == NULL)
		run->texts_by_section = index_by_section(run, t->n, section_of_text);
	return between(run->texts_by_section, section, run->doc->sections[section].end);
}
