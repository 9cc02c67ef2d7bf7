/* crossfoot generate; see generate.h. */
#include "generate.h"

#include "base/status.h"
#include "complain.h"
#include "rules/mistake.h"

static const struct {
	const char *name;
	void (*fn)(struct buf *b);
} kinds_of_text[] = {
	{ "man", generate_manual },
	{ "rules-man", generate_rules_manual },
	{ "bash", generate_bash },
	{ "zsh", generate_zsh },
	{ "fish", generate_fish },
};
#define NKINDS (sizeof(kinds_of_text) / sizeof(kinds_of_text[0]))

static int
refuse(const struct options *o, const char *name)
{
	struct nearest near = { .arena = o->arena, .found = str_of(name) };
	struct cf_error err;

	for (size_t i = 0; i < NKINDS; i++)
		nearest_offer(&near, str_of(kinds_of_text[i].name));
	(void)error_set(&err, CF_EINPUT, NULL, 0, 0, "\"%s\" cannot be generated", name);
	if (near.best.n > 0)
		(void)error_help(&err, "did you mean %.*s?", (int)near.best.n, near.best.p);
	else
		(void)error_help(&err, "known: %s", options_command(COMMAND_GENERATE)->args);
	complain(stderr, &err);
	return EXIT_NOT_CHECKED;
}

int
command_generate(const struct options *o)
{
	const char *name = o->args.p[0];
	bool good = true;
	struct buf b;
	size_t i = 0;

	while (i < NKINDS && strcmp(kinds_of_text[i].name, name) != 0)
		i++;
	if (i == NKINDS)
		return refuse(o, name);
	buf_init(&b);
	kinds_of_text[i].fn(&b);
	if (b.failed)
		good = complain_of_memory();
	else
		(void)fwrite(b.p, 1, b.n, stdout);
	buf_release(&b);
	return stdout_is_written() && good ? EXIT_CLEAN : EXIT_NOT_CHECKED;
}
