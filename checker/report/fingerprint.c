/*
 * Fingerprints: what a relation is about, in 64 bits, without where it stands.
 * A baseline made of them survives an edit above, a moved file and another
 * `--show`. Equal ones within a report are told apart by their order.
 */
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>

struct keyed {
	uint64_t hash;
	size_t index;	/* into rep->relations */
};

/* lowest byte first, on every machine */
static uint64_t
mix_number(uint64_t hash, uint64_t number)
{
	char bytes[8];

	for (unsigned i = 0; i < 8; i++)
		bytes[i] = (char)(number >> 8 * i & 0xFF);
	return str_hash(hash, (struct str){ bytes, sizeof(bytes) });
}

/* the strings are hashed one by one, so that ("ab", "c") is not ("a", "bc") */
static uint64_t
mix(uint64_t hash, struct str s)
{
	return mix_number(hash, str_hash_folded(s));
}

static uint64_t
content_hash(const struct cf_report *rep, const struct cf_relation *rel)
{
	static const char verdict[CF_VERDICTS][2] = { "h", "r", "f", "u" };
	uint64_t h = mix(CF_HASH_SEED, str_of(rel->rule));

	h = mix(h, str_of(verdict[rel->verdict]));
	for (size_t i = 0; i < rel->nsection; i++)
		h = mix(h, str_of(rel->section[i]));
	h = mix(h, str_of(rel->label));
	for (size_t i = 0; i < rel->nheader; i++)
		h = mix(h, str_of(rel->header[i]));
	h = mix(h, str_of(rel->stated));
	h = mix(h, str_of(rel->computed));
	return mix(h, str_sub(rep->bytes, rel->place.from, rel->place.to));
}

static int
by_hash(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

void
report_fingerprints(struct cf_report *rep, struct arena *temp)
{
	struct keyed *keys = arena_array(temp, rep->n, struct keyed);
	uint64_t nth = 0;

	if (keys == NULL || rep->n == 0)
		return;
	for (size_t i = 0; i < rep->n; i++)
		keys[i] = (struct keyed){ content_hash(rep, &rep->relations[i]), i };
	qsort(keys, rep->n, sizeof(*keys), by_hash);
	for (size_t i = 0; i < rep->n; i++) {
		struct cf_relation *rel = &rep->relations[keys[i].index];

		nth = i > 0 && keys[i - 1].hash == keys[i].hash ? nth + 1 : 0;
		(void)snprintf(rel->fingerprint, sizeof(rel->fingerprint), "%016llx",
		    (unsigned long long)mix_number(keys[i].hash, nth));
	}
}
