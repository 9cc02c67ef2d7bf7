/* Words and where addresses are among them in, rules out; see image.h. */
#include "rules/image.h"

#include <stdlib.h>

#include "rules/store.h"

/* a copy in which the addresses are true; NULL when memory ran out */
static uintptr_t *
copy_image(const struct frozen_image *f)
{
	uintptr_t *word = malloc(f->n * sizeof(*word));	/* an arena would clear it first */
	size_t at = 0;

	if (word == NULL)
		return NULL;
	memcpy(word, f->word, f->n * sizeof(*word));
	for (size_t i = 0; i < f->nsteps; i++) {
		unsigned char *address;

		at += f->step[i];
		address = (unsigned char *)word + word[at];
		memcpy(&word[at], &address, sizeof(address));
	}
	return word;
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
	struct rules made;
	uintptr_t *image;

	if (rules->store == NULL || f->n == 0)
		return false;
	image = copy_image(f);
	if (image == NULL)
		return false;
	memcpy(&made, (unsigned char *)image + f->rules, sizeof(made));
	if (!give_code(rules->store, made.patterns, made.npatterns)) {
		for (size_t i = 0; i < made.npatterns; i++)
			pattern_free(made.patterns[i]);
		free(image);
		return false;
	}
	made.image = image;
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
