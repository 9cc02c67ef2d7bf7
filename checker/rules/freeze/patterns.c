/*
 * patterns > frozen_rules.c: the built-in rules, and their patterns compiled, as C. Run when the
 * program is built; fails when the rules have a mistake. See rules/store.h, rules/image.h.
 */
#include <stdio.h>
#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "rules/freeze/image.h"
#include "rules/freeze/needed.h"
#include "rules/rules.h"
#include "rules/store.h"

/* here all is read, compiled and made */
const struct frozen_patterns frozen_patterns = { NULL, 0, NULL, "", "", 0 };
const struct frozen_image frozen_image = { NULL, 0, NULL, 0, 0 };
const struct needed frozen_needed = { .npatterns = 0 };

static void
on_mistake(void *ctx, const struct cf_error *err)
{
	(void)ctx;
	fprintf(stderr, "%s:%zu:%zu: %s\n", err->path, err->line, err->column, err->message);
}

static void
put_patterns(const struct rules *rules)
{
	for (size_t i = 0; i < rules->npatterns; i++) {
		struct str source = pattern_source(rules->patterns[i]);

		printf("static const char source_%zu[] = {", i);
		for (size_t k = 0; k < source.n; k++)
			printf("'\\%03o',", (unsigned)(unsigned char)source.p[k]);
		printf("0};\n");
	}
	printf("static const struct frozen_pattern patterns[] = {\n");
	for (size_t i = 0; i < rules->npatterns; i++)
		printf("{{source_%zu,%zu},%uu},\n", i, pattern_source(rules->patterns[i]).n,
		    pattern_flags(rules->patterns[i]));
	printf("};\n");
}

/* Compiled once more: the rules keep theirs to themselves. */
static bool
put_code(const struct rules *rules)
{
	const pcre2_code **code = calloc(rules->npatterns, sizeof(pcre2_code *));
	uint8_t *bytes = NULL;
	PCRE2_SIZE n = 0, where;
	int error;
	bool fine = code != NULL;

	for (size_t i = 0; i < rules->npatterns && fine; i++) {
		struct str s = pattern_source(rules->patterns[i]);

		code[i] = pcre2_compile((PCRE2_SPTR)s.p, s.n, pattern_flags(rules->patterns[i]),
		    &error, &where, NULL);
		fine = code[i] != NULL;
	}
	fine = fine && pcre2_serialize_encode(code, (int32_t)rules->npatterns, &bytes, &n,
	    NULL) == (int32_t)rules->npatterns;
	printf("static const _Alignas(16) unsigned char code[] = {");
	for (size_t i = 0; i < n; i++)
		printf("%s%u,", i % 32 == 0 ? "\n" : "", bytes[i]);
	printf("0};\n");
	pcre2_serialize_free(bytes);
	for (size_t i = 0; code != NULL && i < rules->npatterns; i++)
		pcre2_code_free((pcre2_code *)(uintptr_t)code[i]);
	free(code);
	return fine;
}

int
main(void)
{
	char version[64] = "", unicode[64] = "";
	uint32_t link_size = 0;
	struct cf_rules *set = NULL;
	bool fine;

	if (rules_load(&set, NULL, 0, LOAD_DEFAULTS, on_mistake, NULL) != CF_OK)
		return 1;
	printf("/* Made by checker/rules/freeze/patterns.c from the rule files: do not edit. */\n"
	    "#include \"rules/image.h\"\n#include \"rules/store.h\"\n\n");
	put_patterns(&set->rules);
	fine = put_code(&set->rules) &&
	    pcre2_config(PCRE2_CONFIG_VERSION, version) > 0 &&
	    pcre2_config(PCRE2_CONFIG_UNICODE_VERSION, unicode) > 0 &&
	    pcre2_config(PCRE2_CONFIG_LINKSIZE, &link_size) == 0;
	printf("const struct frozen_patterns frozen_patterns = { patterns, %zu, code, \"%s\", "
	    "\"%s\", %u };\n", set->rules.npatterns, version, unicode, link_size);
	fine = fine && put_needed(&set->rules) && put_image(on_mistake);
	cf_rules_free(set);
	return !fine || ferror(stdout) != 0 || fflush(stdout) != 0;
}
