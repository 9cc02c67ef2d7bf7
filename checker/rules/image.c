/* Words and where addresses are among them in, rules out; see image.h. */
#include "rules/image.h"

#include "rules/store.h"

/* a copy in which the addresses are true; NULL when memory ran out */
static unsigned char *
copy_image(struct arena *a, const struct frozen_image *f)
{
	unsigned char *base = arena_calloc(a, f->n, sizeof(*f->word), alignof(max_align_t));
	unsigned char *at = base;

	if (base == NULL)
		return NULL;
	memcpy(base, f->word, f->n * sizeof(*f->word));
	for (size_t i = 0; i < f->nsteps; i++) {
		unsigned char *address;
		uintptr_t offset;

		at += f->step[i] * sizeof(*f->word);
		memcpy(&offset, at, sizeof(offset));
		address = base + offset;
		memcpy(at, &address, sizeof(address));
	}
	return base;
}

/* what PCRE2 has compiled; in the order in which the rules asked for it */
static bool
give_code(struct pattern_store *store, struct pattern *const *p, size_t n)
{
	size_t i = 0;

	while (i < n && pattern_thaw(p[i], store))
		i++;
	return i == n;
}

bool
image_thaw(struct rules *rules)
{
	const struct frozen_image *f = &frozen_image;
	unsigned char *base;
	struct rules made;

	if (rules->store == NULL || f->n == 0)
		return false;
	base = copy_image(&rules->arena, f);
	if (base == NULL)
		return false;
	memcpy(&made, base + f->rules, sizeof(made));
	if (!give_code(rules->store, made.patterns, made.npatterns)) {
		for (size_t i = 0; i < made.npatterns; i++)
			pattern_free(made.patterns[i]);
		return false;
	}
	made.arena = rules->arena;
	made.needed = rules->needed;
	made.store = rules->store;
	made.settings = rules->settings;
	made.file = rules->file;
	made.nfiles = rules->nfiles;
	made.filecap = rules->filecap;
	*rules = made;
	return true;
}
