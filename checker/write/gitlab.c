/*
 * GitLab's code quality report: an array of findings. Fingerprints must be unique in it
 * and the same from run to run: they are those of the findings, which say what is wrong
 * but not in which file, with one of the path.
 */
#include "write/object.h"

/* the paths that were written, so that one that is named twice gets another number */
struct paths {
	uint64_t *hash;		/* 0: free */
	size_t n, nslots;
};

static bool
has_path(const struct paths *p, uint64_t hash)
{
	for (size_t i = hash % p->nslots; p->hash[i] != 0; i = (i + 1) % p->nslots)
		if (p->hash[i] == hash)
			return true;
	return false;
}

static void
put_path(struct paths *p, uint64_t hash)
{
	size_t i = hash % p->nslots;

	while (p->hash[i] != 0)
		i = (i + 1) % p->nslots;
	p->hash[i] = hash;
}

/* room for one more */
static bool
grow(struct writer *w, struct paths *p)
{
	struct paths more = { .nslots = p->nslots == 0 ? 64 : 2 * p->nslots, .n = p->n };

	if (2 * p->n < p->nslots)
		return true;
	more.hash = arena_array(&w->arena, more.nslots, uint64_t);
	if (more.hash == NULL)
		return false;
	for (size_t i = 0; i < p->nslots; i++)
		if (p->hash[i] != 0)
			put_path(&more, p->hash[i]);
	*p = more;
	return true;
}

/* a number for this path, another one each time it comes */
static uint64_t
number_of(struct writer *w, const char *path)
{
	struct paths *p = w->own;
	uint64_t hash = str_hash(CF_HASH_SEED, str_of(path));

	if (p == NULL || !grow(w, p)) {
		w->failed = true;
		return hash;
	}
	while (hash == 0 || has_path(p, hash))
		hash = str_hash(hash, CF_S("again"));
	put_path(p, hash);
	p->n++;
	return hash;
}

static const char *
severity_of(enum cf_severity severity)
{
	switch (severity) {
	case CF_INFO: return "info";
	case CF_WARNING: return "minor";
	case CF_ERROR: return "major";
	}
	return "info";
}

static cJSON *
issue_of(struct writer *w, const struct cf_report *rep, const struct cf_relation *rel,
    uint64_t number)
{
	cJSON *o = cJSON_CreateObject(), *location, *lines;
	struct str words, mark = arena_printf(&w->scratch, "%s%016llx", rel->fingerprint,
	    (unsigned long long)number);
	const char *sum = rel->note[0] != '\0' ? rel->note : rel->relation;

	words = arena_printf(&w->scratch, "%s%s%s%s%s%s", rel->place.spot == NULL ? "" :
	    rel->place.spot->words, rel->place.spot == NULL ? "" : ": ", rel->message,
	    sum[0] == '\0' ? "" : " (", sum, sum[0] == '\0' ? "" : ")");
	w->failed |= words.n == 0 || mark.n == 0;
	object_put(w, o, "description", cJSON_CreateString(words.p));
	object_string(w, o, "check_name", rel->rule);
	object_put(w, o, "fingerprint", cJSON_CreateString(mark.p));
	object_string(w, o, "severity", severity_of(rel->severity));
	location = object_inside(w, o, "location");
	object_string(w, location, "path", object_utf8(w, write_path_from_root(w, rep->path)));
	lines = object_inside(w, location, "lines");
	/* a line there must be, even where a file has none */
	object_number(w, lines, "begin", rel->place.spot != NULL ? 1 : rel->place.line);
	object_number(w, lines, "end", rel->place.spot != NULL ? 1 : rel->place.end_line);
	return o;
}

void
gitlab_begin(struct writer *w)
{
	w->own = arena_new(&w->arena, struct paths);
	buf_puts(&w->buf, "[");
}

void
gitlab_report(struct writer *w, const struct cf_report *rep)
{
	uint64_t number = number_of(w, write_path_from_root(w, rep->path));

	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		if (rel->verdict == CF_FAILED && write_is_listed(w, rel))
			object_element(w, &w->buf, w->nlisted++ == 0,
			    issue_of(w, rep, rel, number));
	}
}

void
gitlab_finish(struct writer *w)
{
	buf_puts(&w->buf, "\n]\n");
}
