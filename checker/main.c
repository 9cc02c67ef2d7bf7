/* The tool: the command line comes in, the exit status goes out. */
#define _DEFAULT_SOURCE		/* madvise(), sbrk(); NOLINT(bugprone-reserved-identifier,cert-dcl*) */
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "base/limits.h"
#include "command.h"
#include "complain.h"
#include "output.h"

static int
run(const struct options *o)
{
	switch (o->command) {
	case COMMAND_CHECK:
		return command_check(o);
	case COMMAND_SHOW:
		return command_show(o);
	case COMMAND_TEST:
		return command_test(o);
	case COMMAND_RULES:
		return command_rules(o);
	case COMMAND_EXPLAIN:
		return command_explain(o);
	case COMMAND_LSP:
		return command_lsp(o);
	case COMMAND_GENERATE:
		return command_generate(o);
	case COMMAND_SCHEMA:
		return o->args.n > 0 ? command_config_schema() : command_schema();
	case COMMAND_CONFIG:
		return command_config(o);
	case COMMAND_INIT:
		return command_init(o);
	case COMMAND_FIX:
		return command_fix(o);
	case COMMAND_HELP:
		options_help(stdout, o->about);
		break;
	case COMMAND_VERSION:
		printf("crossfoot %s\n", CF_VERSION);
		break;
	case COMMANDS:
		break;
	}
	return stdout_is_written() ? EXIT_CLEAN : EXIT_NOT_CHECKED;
}

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
#define FIRST_HEAP	(16 << 20)
#define HUGE_PAGE	((size_t)2 << 20)

/* The memory that every check needs comes in huge pages, where there are such: that a
 * page is touched for the first time takes the kernel longer than to clear it. */
static void
begin_heap(void)
{
	uintptr_t here = (uintptr_t)sbrk(0);
	char *first, *end;

	(void)sbrk((intptr_t)(HUGE_PAGE - here % HUGE_PAGE));
	(void)mallopt(M_TOP_PAD, FIRST_HEAP);
	first = malloc(1);
	end = sbrk(0);
	if (first != NULL && first < end)
		(void)madvise(first - (uintptr_t)first % HUGE_PAGE,
		    (size_t)(end - first), MADV_HUGEPAGE);
	free(first);
}
#else
static void
begin_heap(void)
{
}
#endif

/* Each input takes memory and gives it all back: keep it for the next one, or the
 * kernel clears the same pages again for every file. */
static void
keep_freed_memory(void)
{
#ifdef __GLIBC__
	(void)mallopt(M_MMAP_THRESHOLD, 32 << 20);
	(void)mallopt(M_TRIM_THRESHOLD, 64 << 20);
	begin_heap();
	(void)mallopt(M_TOP_PAD, 1 << 20);
#endif
}

int
main(int argc, char **argv)
{
	struct options options;
	struct cf_error err;
	struct arena arena;
	int status;

	(void)signal(SIGPIPE, SIG_IGN);	/* a closed pipe is a write error like any other */
	keep_freed_memory();
	arena_init(&arena, CF_MAX_MEMORY);
	if (options_parse(&options, &arena, argc, argv, &err)) {
		status = run(&options);
	} else {
		complain(stderr, &err);
		status = EXIT_NOT_CHECKED;
	}
	arena_release(&arena);
	if (output_is_closed(stdout)) {
		/* the signal that was held back until all was tidied up */
		(void)signal(SIGPIPE, SIG_DFL);
		(void)raise(SIGPIPE);
	}
	return status;
}
