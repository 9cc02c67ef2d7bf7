/* The manual page crossfoot-rules(5), from the tables of the rule language; see generate.h. */
#include "explain.h"
#include "generate.h"

static void
put_key(struct buf *b, const char *name, const char *type, const char *help)
{
	buf_printf(b, ".It Cm %s : ", name);
	manual_argument(b, type);
	buf_putc(b, '\n');
	manual_text(b, help);
}

static void
put_param(struct buf *b, const struct param *p)
{
	struct buf type;

	buf_init(&type);
	if (p->type == PARAM_CHECK)
		buf_puts(&type, "one of the checks below");
	else if (p->type == PARAM_TESTS)
		buf_puts(&type, "a list of maps");
	else
		page_type(&type, p);
	if (p->required)
		buf_puts(&type, "; needed");
	buf_put(&type, (struct str){ "", 1 });
	put_key(b, p->name, type.failed ? "" : type.p, p->help);
	b->failed |= type.failed;
	buf_release(&type);
	if (params_inside(p) == NULL)
		return;
	manual_macro(b, ".Bl -tag -width Ds -compact");
	for (const struct param *in = params_inside(p); in->name != NULL; in++) {
		buf_printf(b, ".It Cm %s\n", in->name);
		manual_text(b, in->help);
	}
	manual_macro(b, ".El");
}

static void
put_params(struct buf *b, const struct param *params)
{
	manual_macro(b, ".Bl -tag -width Ds");
	for (const struct param *p = params; p->name != NULL; p++)
		put_param(b, p);
	manual_macro(b, ".El");
}

static void
put_pack(struct buf *b)
{
	static const char *const keys[][3] = {
		{ "pack", "a name of small letters, digits and -; needed",
			"the name of the pack, which stands before that of its rules: pack/rule" },
		{ "title", "a text", "what the pack is about" },
		{ "params", "a map", "parameters: values that stand for ${name} in the rules, each "
			"with its default" },
		{ "extends", "a pack or a list of packs", "packs that come with this one, by name or by "
			"the path of their file" },
		{ "with", "a map", "values for the parameters of packs that are extended" },
		{ "off", "a list of rules", "rules of them that are left out" },
		{ "severity", "a map", "rules of them, each with another severity" },
		{ "rules", "a list of rules; needed without extends", "the rules" },
	};

	manual_macro(b, ".Sh THE FILE");
	manual_text(b, "A rule file is YAML: a map with these keys. Anchors, aliases and tags are not "
	    "taken, and no key may stand twice.");
	manual_macro(b, ".Bl -tag -width Ds");
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		put_key(b, keys[i][0], keys[i][1], keys[i][2]);
	manual_macro(b, ".El");
}

static void
put_checks(struct buf *b)
{
	manual_macro(b, ".Sh CHECKS");
	manual_text(b, "What `check` may be, each with the keys that belong to it.");
	for (size_t i = 0; i < CHECK_KINDS; i++) {
		buf_printf(b, ".Ss %s\n", kinds[i].id);
		manual_text(b, kinds[i].help);
		if (kinds[i].params->name != NULL)
			put_params(b, kinds[i].params);
	}
}

static void
put_functions(struct buf *b)
{
	manual_macro(b, ".Sh FUNCTIONS");
	manual_text(b, "What expressions can call; what stands in [, brackets] may be left out.");
	manual_macro(b, ".Bl -tag -width Ds");
	for (int i = 0; i < FUNCTIONS; i++) {
		struct buf call;

		buf_init(&call);
		page_call(&call, &functions[i]);
		buf_put(&call, (struct str){ "", 1 });
		buf_puts(b, ".It Li ");
		manual_argument(b, call.failed ? "" : call.p);
		b->failed |= call.failed;
		buf_release(&call);
		buf_putc(b, '\n');
		buf_printf(b, "gives %s:\n", type_name(functions[i].result));
		manual_text(b, functions[i].help);
	}
	manual_macro(b, ".El");
}

static void
put_example(struct buf *b)
{
	static const char *const lines[] = {
		"pack: clinics", "rules:", "  - id: visits",
		"    title: Visits are first visits and returns together", "    check: total",
		"    across: columns", "    parts: [First, Return]", "    total: Visits",
		"    severity: error",
		"    message: \"{row}: first and return visits are {computed}, not {stated}\"",
	};

	manual_macro(b, ".Sh EXAMPLES");
	manual_macro(b, ".Bd -literal -offset indent");
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		manual_line(b, lines[i]);
	manual_macro(b, ".Ed");
}

void
generate_rules_manual(struct buf *b)
{
	manual_head(b, "CROSSFOOT-RULES", 5, "crossfoot-rules", "rule files of crossfoot");
	manual_macro(b, ".Sh DESCRIPTION");
	manual_text(b, "Rules say what must hold in a report. They are given to");
	manual_macro(b, ".Xr crossfoot 1");
	manual_text(b, "by its option --rules, and stand beside those that are built in. A mistake in "
	    "a rule file is reported with its place and with what was perhaps meant; the other rules "
	    "are used all the same.");
	put_pack(b);
	manual_macro(b, ".Sh RULES");
	manual_text(b, "A rule is a map with these keys, and those of its check.");
	put_params(b, common_params);
	put_checks(b);
	put_functions(b);
	put_example(b);
	manual_macro(b, ".Sh SEE ALSO");
	manual_macro(b, ".Xr crossfoot 1");
}
