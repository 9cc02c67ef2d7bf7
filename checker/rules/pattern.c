/* PCRE2 behind a small door: patterns in, matches out, nothing unbounded; see pattern.h. */
#include "rules/pattern.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/limits.h"
#include "rules/literals.h"
#include "rules/store.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#define JIT_STACK_FIRST	(64u << 10)
#define JIT_STACK_MOST	(1u << 20)
/* Compiling to machine code takes as long as the interpreter takes for about so many
 * bytes at least, and so many for each of the code; most patterns of a pack never see as many in
 * one report. */
#define JIT_AFTER	(4u << 10)
#define JIT_AFTER_EACH	4u
#define BYTES_OF_CALL	64u	/* what one more search costs, in bytes searched */
#define BYTES_OF_PLACE	16u	/* what a try at one place gains by machine code, in such bytes */
#define ANSWERS		1024u	/* that are remembered */
#define MACHINE_CODE	12u	/* times the size of what is interpreted, at most and about */

/* What a pattern that is used much gets, while threads may share it. */
struct machine {
	_Atomic(pcre2_code *) code;	/* a copy with machine code; NULL so far, or for good */
	atomic_size_t seen;		/* bytes that were searched without it */
};

struct pattern {
	pcre2_code *code;		/* interpreted */
	struct machine *machine;
	size_t size;			/* of the code, in bytes */
	struct needs needs;
	uint64_t line_first;		/* classes: a match begins a line with one; 0: not known */
	size_t number;
	bool searched;
	struct str source;
	uint32_t flags;
	size_t stored;			/* its number in the store; or NOT_STORED */
	uint32_t captures;
	uint32_t names, entry;		/* the table of named captures: how many, bytes of one */
	const unsigned char *table;	/* each: the number in two bytes, then the name and a NUL */
};

struct matcher {
	pcre2_match_data *data;
	pcre2_match_context *context, *here;	/* the second for a match at one place alone */
	pcre2_jit_stack *stack;		/* NULL: matching goes without JIT */
	uint32_t pairs;			/* of the last match */
	struct answer answer[ANSWERS];
};

static uint32_t
compile_flags(const struct pattern_options *opts)
{
	uint32_t flags = PCRE2_UTF | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C;

	if (opts->ignore_case)
		flags |= PCRE2_CASELESS;
	if (opts->ucp)
		flags |= PCRE2_UCP;
	if (opts->searched)
		flags |= PCRE2_USE_OFFSET_LIMIT;	/* for pattern_match_here() */
	return flags;
}

/* the class of a byte: letters lose their case, control characters share theirs */
static inline uint64_t
class_of(unsigned c)
{
	return 1ull << (c & (63 ^ (c >> 1 & 32)));
}

/* Bytes outside ASCII add classes besides their own, which can only make a text
 * be searched for nothing. */
uint64_t
text_classes(struct str s)
{
	uint64_t there[4] = { 0 };	/* a bit for each byte; class_of() of all, in the end */

	for (size_t i = 0; i < s.n; i++) {
		unsigned c = (unsigned char)s.p[i];

		there[c >> 6] |= 1ull << (c & 63);
	}
	return there[0] | there[2] | ((there[1] | there[3]) & UINT32_MAX) |
	    (there[1] | there[3]) >> 32 | ((there[2] | there[3]) != 0 ? CLASS_WIDE : 0);
}

static uint64_t
needed_class(unsigned c)
{
	return c < 0x80 ? class_of(c) : CLASS_WIDE;
}

/* what PCRE2 knows of every match */
static struct needs
read_needs(const pcre2_code *code)
{
	struct needs needs = { .first = ~0ull };
	const uint8_t *bitmap = NULL;
	uint32_t type = 0, unit = 0;

	/* in characters, none of which has less than one byte */
	(void)pcre2_pattern_info(code, PCRE2_INFO_MINLENGTH, &needs.shortest);
	(void)pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &type);
	(void)pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &bitmap);
	if (type == 1) {
		(void)pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODEUNIT, &unit);
		needs.first = needed_class(unit);
	} else if (bitmap != NULL) {
		needs.first = 0;
		for (unsigned c = 0; c < 256; c++)
			if ((bitmap[c / 8] >> (c % 8) & 1) != 0)
				needs.first |= needed_class(c);
	}
	(void)pcre2_pattern_info(code, PCRE2_INFO_LASTCODETYPE, &type);
	if (type == 1) {
		(void)pcre2_pattern_info(code, PCRE2_INFO_LASTCODEUNIT, &unit);
		needs.all = needed_class(unit);
	}
	return needs;
}

/*
 * With which classes a match begins, for a pattern that matches at the beginning of lines
 * alone; PCRE2 does not say it of these. 0: not known. Bytes outside ASCII may always be
 * one: some are letters of ASCII in another case.
 */
static uint64_t
first_classes(struct arena *a, struct str source)
{
	uint64_t classes = 0;
	struct literals l;

	if (source.n == 0 || memchr(source.p, '^', source.n) == NULL)
		return 0;
	l = literals_of(a, source);
	for (size_t i = 0; i < l.nstarts && !l.at_line; i++)
		classes |= class_of((unsigned char)l.start[i].p[0]);
	return classes;
}

static bool
begins_lines(const pcre2_code *code)
{
	uint32_t type = 0;

	(void)pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &type);
	return type == 2;
}

/* can it match only at the beginning of s, and not there? */
static bool
begins_otherwise(const struct pattern *p, struct str s)
{
	return p->line_first != 0 && s.n > 0 && (unsigned char)s.p[0] < 0x80 &&
	    (p->line_first & class_of((unsigned char)s.p[0])) == 0 &&
	    memchr(s.p, '\n', s.n) == NULL && memchr(s.p, '\r', s.n) == NULL;
}

static void
read_info(struct pattern *p)
{
	(void)pcre2_pattern_info(p->code, PCRE2_INFO_SIZE, &p->size);
	(void)pcre2_pattern_info(p->code, PCRE2_INFO_CAPTURECOUNT, &p->captures);
	(void)pcre2_pattern_info(p->code, PCRE2_INFO_NAMECOUNT, &p->names);
	(void)pcre2_pattern_info(p->code, PCRE2_INFO_NAMEENTRYSIZE, &p->entry);
	(void)pcre2_pattern_info(p->code, PCRE2_INFO_NAMETABLE, &p->table);
}

struct pattern *
pattern_compile(struct arena *a, struct arena *scratch, struct str source,
    const struct pattern_options *opts, struct str *message, size_t *offset)
{
	struct pattern *p;
	struct str copy;
	int code;

	*offset = 0;
	if (source.n > CF_MAX_PATTERN) {
		*message = arena_printf(scratch, "it has %zu bytes; the limit is %u", source.n,
		    CF_MAX_PATTERN);
		return NULL;
	}
	/* all that may jump comes first: from here on p->code would be lost */
	p = arena_new(a, struct pattern);
	copy = arena_str(a, source);
	if (p == NULL || copy.n != source.n || (p->machine = arena_new(a, struct machine)) == NULL) {
		*message = CF_S("out of memory");
		return NULL;
	}
	p->source = copy;
	p->line_first = opts->searched ? 0 : first_classes(scratch, copy);	/* else see needed.h */
	p->searched = opts->searched;
	p->flags = compile_flags(opts);
	p->stored = NOT_STORED;
	p->code = store_take(opts->store, copy, p->flags, &p->stored);
	if (p->code == NULL)
		p->code = pcre2_compile((PCRE2_SPTR)copy.p, copy.n, p->flags, &code, offset, NULL);
	if (p->code == NULL) {
		char text[160];

		if (code == PCRE2_ERROR_HEAP_FAILED && a->oom != NULL)
			longjmp(*a->oom, 1);
		if (pcre2_get_error_message(code, (PCRE2_UCHAR *)text, sizeof(text)) < 0)
			text[0] = '\0';
		*message = arena_str(scratch, str_of(text));
		return NULL;
	}
	read_info(p);
	if (p->captures > CF_MAX_CAPTURES) {
		pattern_free(p);
		*message = arena_printf(scratch, "it has %u captures; the limit is %u", p->captures,
		    CF_MAX_CAPTURES);
		return NULL;
	}
	p->needs = read_needs(p->code);
	if (!begins_lines(p->code))
		p->line_first = 0;
	return p;
}

void
pattern_free(struct pattern *p)
{
	if (p == NULL)
		return;
	pcre2_code_free(p->code);
	pcre2_code_free(atomic_load(&p->machine->code));
	p->code = NULL;
	atomic_store(&p->machine->code, NULL);
}

void
pattern_freeze(struct pattern *p)
{
	pattern_free(p);
	p->table = NULL;
}

bool
pattern_thaw(struct pattern *p, struct pattern_store *store)
{
	p->code = store_take(store, p->source, p->flags, &p->stored);
	if (p->code != NULL)
		(void)pcre2_pattern_info(p->code, PCRE2_INFO_NAMETABLE, &p->table);
	return p->code != NULL;
}

struct str
pattern_source(const struct pattern *p)
{
	return p->source;
}

uint32_t
pattern_flags(const struct pattern *p)
{
	return p->flags;
}

size_t
pattern_stored(const struct pattern *p)
{
	return p->stored;
}

size_t
pattern_size(const struct pattern *p)
{
	return p->size * (2 + MACHINE_CODE);	/* there may be a copy with machine code */
}

const struct needs *
pattern_needs(const struct pattern *p)
{
	return &p->needs;
}

bool
pattern_is_searched(const struct pattern *p)
{
	return p->searched;
}

void
pattern_set_number(struct pattern *p, size_t number)
{
	p->number = number;
}

size_t
pattern_number(const struct pattern *p)
{
	return p->number;
}

uint32_t
pattern_captures(const struct pattern *p)
{
	return p->captures;
}

static uint32_t
entry_number(const unsigned char *entry)
{
	return (uint32_t)entry[0] << 8 | entry[1];
}

static const char *
entry_name(const unsigned char *entry)
{
	return (const char *)entry + 2;
}

int
pattern_capture(const struct pattern *p, struct str name)
{
	for (uint32_t i = 0; i < p->names; i++) {
		const unsigned char *entry = p->table + (size_t)i * p->entry;

		if (str_eq(str_of(entry_name(entry)), name))
			return (int)entry_number(entry);
	}
	return -1;
}

const char *
pattern_capture_name(const struct pattern *p, uint32_t index)
{
	for (uint32_t i = 0; i < p->names; i++) {
		const unsigned char *entry = p->table + (size_t)i * p->entry;

		if (entry_number(entry) == index)
			return entry_name(entry);
	}
	return NULL;
}

static pcre2_match_context *
context_new(pcre2_jit_stack *stack)
{
	pcre2_match_context *context = pcre2_match_context_create(NULL);

	if (context == NULL)
		return NULL;
	(void)pcre2_set_match_limit(context, CF_MATCH_LIMIT);
	(void)pcre2_set_heap_limit(context, CF_HEAP_LIMIT);
	if (stack != NULL)
		pcre2_jit_stack_assign(context, NULL, stack);
	return context;
}

struct matcher *
matcher_new(void)
{
	struct matcher *m = calloc(1, sizeof(*m));

	if (m == NULL)
		return NULL;
	m->data = pcre2_match_data_create(CF_MAX_CAPTURES + 1, NULL);
	m->stack = pcre2_jit_stack_create(JIT_STACK_FIRST, JIT_STACK_MOST, NULL);
	m->context = context_new(m->stack);
	m->here = context_new(m->stack);
	if (m->data == NULL || m->context == NULL || m->here == NULL) {
		matcher_free(m);
		return NULL;
	}
	return m;
}

void
matcher_free(struct matcher *m)
{
	if (m == NULL)
		return;
	pcre2_jit_stack_free(m->stack);
	pcre2_match_context_free(m->context);
	pcre2_match_context_free(m->here);
	pcre2_match_data_free(m->data);
	free(m);
}

/* Make the machine code, unless another thread has; NULL where there is none. */
static pcre2_code *
make_jit(const struct pattern *p)
{
	/* with tables of its own: codes of one store share theirs, and count who does so without
	 * a thought of other threads */
	pcre2_code *none = NULL, *made = pcre2_code_copy_with_tables(p->code);

	if (made == NULL || pcre2_jit_compile(made, PCRE2_JIT_COMPLETE) != 0) {
		pcre2_code_free(made);
		return NULL;
	}
	if (atomic_compare_exchange_strong(&p->machine->code, &none, made))
		return made;
	pcre2_code_free(made);
	return none;
}

/* the code for a search that costs as much as one of `cost` bytes */
static const pcre2_code *
code_for(const struct pattern *p, size_t cost)
{
	pcre2_code *jit = atomic_load_explicit(&p->machine->code, memory_order_acquire);
	size_t seen, after = p->size * JIT_AFTER_EACH;

	if (jit != NULL)
		return jit;
	after = after > JIT_AFTER ? after : JIT_AFTER;
	seen = atomic_fetch_add_explicit(&p->machine->seen, cost, memory_order_relaxed);
	/* when it cannot be made, try again only after as many bytes */
	if (seen / after == (seen + cost) / after)
		return p->code;
	jit = make_jit(p);
	return jit == NULL ? p->code : jit;
}

/* One match: of what, where, and how. */
struct search {
	const struct pattern *p;
	struct str s;
	size_t at;
	pcre2_match_context *context;
};

/* The source was checked once, as a whole. Machine code is run by the shortest way. */
static int
match_with(struct matcher *m, const pcre2_code *code, const struct search *x)
{
	PCRE2_SPTR s = (PCRE2_SPTR)(x->s.n == 0 ? "" : x->s.p);

	return (code == x->p->code ? pcre2_match : pcre2_jit_match)(code, s, x->s.n, x->at,
	    PCRE2_NO_UTF_CHECK, m->data, x->context);
}

static enum match_result
match(struct matcher *m, const pcre2_code *code, const struct search *x)
{
	int rc = match_with(m, code, x);

	if (rc == PCRE2_ERROR_JIT_STACKLIMIT)
		rc = match_with(m, x->p->code, x);
	else if (rc < PCRE2_ERROR_NOMATCH && code == x->p->code) {
		/* Machine code gets further within the same limit. It must not depend on
		 * what was searched before whether a limit is reached. */
		const pcre2_code *jit = make_jit(x->p);

		if (jit != NULL)
			rc = match_with(m, jit, x);
	}
	if (rc == PCRE2_ERROR_NOMATCH)
		return MATCH_NO;
	if (rc <= 0)
		return MATCH_LIMIT;
	m->pairs = (uint32_t)rc;
	return MATCH_YES;
}

enum match_result
pattern_match(struct matcher *m, const struct pattern *p, struct str s, size_t at)
{
	m->pairs = 0;
	if (s.n > CF_MAX_SUBJECT)
		return MATCH_LIMIT;
	if (begins_otherwise(p, s))
		return MATCH_NO;
	/* inside a character nothing can match, and PCRE2 relies on not being there */
	while (at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80)
		at++;
	if (at > s.n)
		return MATCH_NO;
	return match(m, code_for(p, s.n - at + BYTES_OF_CALL), &(struct search){ p, s, at,
	    m->context });
}

enum match_result
pattern_match_here(struct matcher *m, const struct pattern *p, struct str s, size_t at)
{
	m->pairs = 0;
	if (s.n > CF_MAX_SUBJECT)
		return MATCH_LIMIT;
	if (at > s.n)
		return MATCH_NO;
	(void)pcre2_set_offset_limit(m->here, at);
	return match(m, code_for(p, BYTES_OF_PLACE), &(struct search){ p, s, at, m->here });
}

struct answer *
matcher_answer(struct matcher *m, const void *of, const void *about)
{
	/* things in an arena are some words apart */
	size_t key = ((uintptr_t)of >> 4) * 31 + ((uintptr_t)about >> 4);

	return &m->answer[(key ^ key >> 10) % ANSWERS];
}

bool
match_capture(const struct matcher *m, uint32_t i, size_t *from, size_t *to)
{
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(m->data);

	if (i >= m->pairs || ends[2 * i] == PCRE2_UNSET || ends[2 * i] > ends[2 * i + 1])
		return false;
	*from = ends[2 * i];
	*to = ends[2 * i + 1];
	return true;
}
