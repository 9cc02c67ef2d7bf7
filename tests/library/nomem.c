/*
 * nomem PACK REPORT...: memory runs out at one allocation after the other, for the library
 * and all the libraries that it stands on. Each call must then return CF_ENOMEM, or do
 * without and return CF_OK; it must not crash, and must give back all that it took, at the
 * latest with the rules, which keep machine code of patterns once it is made.
 * glibc only: the allocator is taken over.
 */
#include <crossfoot.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t n);
extern void __libc_free(void *p);

static size_t count, fail_from, fail_to;	/* of allocations; fail_from 0: none fails */
static long live;

static int
fails(void)
{
	count++;
	if (fail_from == 0 || count < fail_from || count >= fail_to)
		return 0;
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t n)
{
	void *p = fails() ? NULL : __libc_malloc(n);

	live += p != NULL;
	return p;
}

void *
calloc(size_t n, size_t size)
{
	void *p = fails() ? NULL : __libc_calloc(n, size);

	live += p != NULL;
	return p;
}

void *
realloc(void *old, size_t n)
{
	void *p = fails() ? NULL : __libc_realloc(old, n);

	live += old == NULL && p != NULL;
	return p;
}

void
free(void *p)
{
	live -= p != NULL;
	__libc_free(p);
}

/*
 * No machine code is made here: while PCRE2 (10.42, and others before 10.46) makes it, it goes on
 * without the memory that it did not get, and crashes (PCRE2Project/pcre2#627, #697). Which
 * allocation of which run that is depends on how much was searched before.
 */
int
pcre2_jit_compile_8(void *code, uint32_t options)
{
	(void)code;
	(void)options;
	return -48;	/* PCRE2_ERROR_NOMEMORY */
}

static const char *pack;
static char text[1 << 16];
static struct cf_input in;
static struct cf_rules *loaded;
static int keeps;	/* what a call leaves goes with the rules */

static enum cf_status
load(void)
{
	struct cf_rules *rules = NULL;
	enum cf_status st = cf_rules_load(&rules, &pack, 1, false, NULL, NULL);

	if (st == CF_ENOMEM && rules != NULL)
		abort();
	cf_rules_free(rules);
	return st;
}

static enum cf_status
load_defaults(void)
{
	struct cf_rules *rules = NULL;
	enum cf_status st = cf_rules_load(&rules, NULL, 0, true, NULL, NULL);

	if (st == CF_ENOMEM && rules != NULL)
		abort();
	cf_rules_free(rules);
	return st;
}

static enum cf_status
check(void)
{
	struct cf_options opts = { .keep = ~0u };
	struct cf_report *report = NULL;
	struct cf_error err = { .status = CF_OK };
	enum cf_status st = cf_check(&report, loaded, &in, &opts, &err);

	if ((st == CF_OK) != (report != NULL) || (st != CF_OK && err.message[0] == '\0'))
		abort();
	cf_report_free(report);
	return st;
}

static enum cf_status
bundle(void)
{
	struct cf_bundle *b = cf_bundle_new();
	struct cf_error err = { .status = CF_OK };
	enum cf_status st = b == NULL ? CF_ENOMEM : cf_bundle_add(b, loaded, &in, &err);

	cf_bundle_free(b);
	return st;
}

/* one run in which allocations [from, to) fail; 0 when it went wrong */
static int
once(const char *name, enum cf_status (*call)(void), size_t from, size_t to)
{
	long before = live;
	enum cf_status st;

	count = 0;
	fail_from = from;
	fail_to = to;
	st = call();
	fail_from = 0;
	if (st != CF_OK && st != CF_ENOMEM)
		printf("%s: status %d when allocation %zu fails\n", name, (int)st, from);
	else if (live != before && !keeps)
		printf("%s: %ld pieces of memory are left when allocation %zu fails\n", name,
		    live - before, from);
	else
		return 1;
	return 0;
}

/* each allocation of a call, or about `most` of them, alone and with all that follow */
static int
try(const char *name, enum cf_status (*call)(void), size_t most)
{
	size_t n, step;
	int good = once(name, call, 0, 0);

	n = count;
	step = n / most + 1;
	for (size_t i = 1; i <= n && good; i += step)
		good = once(name, call, i, i + 1) && once(name, call, i, SIZE_MAX);
	printf("%s: %zu allocations%s\n", name, n, good ? "" : ": FAILED");
	return good;
}

int
main(int argc, char **argv)
{
	long begin;
	int good;

	/* what is made once and kept: the standard output */
	printf("one allocation after the other fails\n");
	begin = live;
	if (argc < 3 || cf_rules_load(&loaded, NULL, 0, true, NULL, NULL) != CF_OK)
		return 2;
	pack = argv[1];
	good = try("cf_rules_load, a file", load, 2000);
	good &= try("cf_rules_load, built in", load_defaults, 100);
	keeps = 1;
	for (int i = 2; i < argc; i++) {
		FILE *f = fopen(argv[i], "rb");

		if (f == NULL)
			return 2;
		in.path = argv[i];
		in.bytes = text;
		in.n = fread(text, 1, sizeof(text), f);
		fclose(f);
		good &= try(argv[i], check, 1500);
	}
	good &= try("cf_bundle_add", bundle, 300);
	cf_rules_free(loaded);
	if (live != begin)
		printf("%ld pieces of memory are left\n", live - begin);
	return live == begin && good ? 0 : 1;
}
