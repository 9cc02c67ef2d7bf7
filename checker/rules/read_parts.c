/* Patterns with places, fields, spellings; see read_parts.h. */
#include "rules/read_parts.h"

#include "base/limits.h"

#define MOST_KEYS 8u

static void
check_keys(struct reader *r, const struct node *n, const char *what, const struct param *params)
{
	const char *known[MOST_KEYS] = { NULL };

	for (size_t i = 0; params[i].name != NULL && i + 1 < MOST_KEYS; i++)
		known[i] = params[i].name;
	map_check_keys(r->m, n, what, known);
}

/* ---- patterns */

/* a regex with or without slashes around it */
static bool
read_regex(struct reader *r, const struct node *n, const char *name,
    const struct pattern_options *opts, const struct pattern **out)
{
	struct str s;
	size_t at = 0;

	if (!value_scalar(r, n, name, &s))
		return false;
	if (s.n > 2 && s.p[0] == '/' && s.p[s.n - 1] == '/') {
		s = str_sub(s, 1, s.n - 1);
		at = 1;
	}
	*out = value_compile(r, n, s, at, opts);
	return *out != NULL;
}

static bool
has_a_capture(struct reader *r, const struct node *n, const struct param *p,
    const struct pattern *pattern)
{
	struct names names = { .arena = r->m->arena };

	if (p->captures == NULL)
		return true;
	for (const char *const *c = p->captures; *c != NULL; c++) {
		if (pattern_capture(pattern, str_of(*c)) >= 0)
			return true;
		names_offer(&names, str_of(*c));
	}
	if (mistake(r->m, n->at, "the pattern of \"%s\" has none of the captures %.*s", p->name,
	    (int)names.all.n, names.all.p))
		mistake_help(r->m, "write (?<%s>...) around what identifies it", p->captures[0]);
	return false;
}

static bool
read_place_map(struct reader *r, const struct node *n, const struct param *p,
    const struct pattern_options *opts, struct place_pattern *out)
{
	const struct node *match = node_get(n, CF_S("match")), *scope = node_get(n, CF_S("scope")),
	    *in = node_get(n, CF_S("in"));
	bool fine = true;

	check_keys(r, n, arena_printf(r->m->arena, "\"%s\"", p->name).p, lookout_params);
	if (match == NULL) {
		mistake(r->m, map_place(n), "a pattern of \"%s\" has no \"match\"", p->name);
		return false;
	}
	if (scope != NULL)
		fine = value_choices(r, scope, "scope", p->choices, &out->where);
	if (in != NULL)
		fine = value_selector(r, in, "in", &out->in) && fine;
	return read_regex(r, match, "match", opts, &out->match) &&
	    has_a_capture(r, match, p, out->match) && fine;
}

static bool
read_place(struct reader *r, const struct node *n, const struct param *p,
    const struct pattern_options *opts, struct place_pattern *out)
{
	if (n->kind == NODE_MAP)
		return read_place_map(r, n, p, opts, out);
	return read_regex(r, n, p->name, opts, &out->match) && has_a_capture(r, n, p, out->match);
}

/* is it a list with something in it? */
static bool
is_full_list(struct reader *r, const struct node *n, const char *name)
{
	if (n->kind == NODE_LIST && n->n > 0)
		return true;
	if (n->kind == NODE_LIST)
		mistake(r->m, n->at, "\"%s\" is an empty list", name);
	else
		value_mismatch(r, n, name, "a list");
	return false;
}

bool
value_patterns(struct reader *r, const struct node *n, const struct param *p,
    const struct pattern_options *opts, struct place_patterns *out)
{
	struct place_pattern *items;
	bool fine = true;
	size_t k = 0;

	if (n->kind == NODE_LIST && !is_full_list(r, n, p->name))
		return false;
	items = arena_array(&r->rules->arena, n->kind == NODE_LIST ? n->n : 1,
	    struct place_pattern);
	if (n->kind != NODE_LIST)
		fine = read_place(r, n, p, opts, &items[k++]);
	else
		for (const struct node *item = n->first; item != NULL; item = item->next)
			fine = read_place(r, item, p, opts, &items[k++]) && fine;
	/* half a list would find other things than the rule means */
	*out = (struct place_patterns){ items, fine ? k : 0 };
	return fine;
}

/* ---- fields */

static bool
read_conditions(struct reader *r, const struct node *n, struct field *out)
{
	struct field_condition *when;
	bool fine = true;
	size_t k = 0;

	if (n->kind != NODE_MAP) {
		if (value_mismatch(r, n, "when", "a map"))
			mistake_help(r->m, "write when: { another label: the value it must have }");
		return false;
	}
	when = arena_array(&r->rules->arena, n->n, struct field_condition);
	for (const struct node *v = n->first; v != NULL; v = v->next, k++)
		fine = !v->key->bad && value_selector(r, v->key, "when", &when[k].label) &&
		    value_selector(r, v, "when", &when[k].value) && fine;
	out->when = when;
	out->nwhen = k;
	return fine;
}

/* how the rule calls a field: its text, or the words of its pattern */
static struct str
field_name(const struct selector *label)
{
	const struct selector_item *item = &label->items[0];

	if (item->npath > 0)
		item = &item->path[item->npath - 1];
	return item->regex == NULL ? item->exact : pattern_source(item->regex);
}

static bool
read_field(struct reader *r, const struct node *n, struct field *out)
{
	static const struct pattern_options opts = { .ignore_case = false };
	const struct node *label = n, *v;
	bool fine = true;

	if (n->kind == NODE_MAP) {
		check_keys(r, n, "a field", field_params);
		label = node_get(n, CF_S("label"));
		if (label == NULL) {
			mistake(r->m, map_place(n), "a field without a \"label\"");
			return false;
		}
		if ((v = node_get(n, CF_S("form"))) != NULL)
			fine = read_regex(r, v, "form", &opts, &out->form);
		if ((v = node_get(n, CF_S("one-of"))) != NULL)
			fine = value_selector(r, v, "one-of", &out->one_of) && fine;
		if ((v = node_get(n, CF_S("when"))) != NULL)
			fine = read_conditions(r, v, out) && fine;
		if ((v = node_get(n, CF_S("optional"))) != NULL)
			fine = value_flag(r, v, "optional", &out->may_be_missing) && fine;
	}
	if (!value_selector(r, label, "label", &out->label))
		return false;
	v = n->kind == NODE_MAP ? node_get(n, CF_S("name")) : NULL;
	if (v == NULL)
		out->name = field_name(&out->label);
	else
		fine = value_text(r, v, "name", &out->name) && fine;
	return fine;
}

bool
value_fields(struct reader *r, const struct node *n, const char *name, struct fields *out)
{
	struct field *items;
	bool fine = true;
	size_t k = 0;

	if (!is_full_list(r, n, name))
		return false;
	items = arena_array(&r->rules->arena, n->n, struct field);
	for (const struct node *item = n->first; item != NULL; item = item->next)
		fine = read_field(r, item, &items[k++]) && fine;
	*out = (struct fields){ items, fine ? k : 0 };
	return fine;
}

/* ---- spellings */

struct spelling {
	struct str name;
	uint32_t listed;	/* its place in the list */
};

/* longer ones first, or "SCP" would be found inside "Sefton SCP" */
static void
sort_spellings(struct spelling *s, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct spelling x = s[i];
		size_t k = i;

		for (; k > 0 && s[k - 1].name.n < x.name.n; k--)
			s[k] = s[k - 1];
		s[k] = x;
	}
}

#define APOSTROPHE "\xE2\x80\x99"
#define SPELLING_ROOM 12u	/* bytes one byte of a name may become in the pattern */

/* a name as a regex: any white space for a space, either apostrophe, all else as it is */
static size_t
put_spelling(char *p, struct str name, bool apostrophes)
{
	static const char both[] = "(?:'|" APOSTROPHE ")", space[] = "\\s+";
	size_t n = 0;

	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		bool last_space = ch_space(c) && i + 1 < name.n && ch_space(name.p[i + 1]);

		if (last_space)
			continue;
		if (ch_space(c)) {
			memcpy(p + n, space, sizeof(space) - 1);
			n += sizeof(space) - 1;
		} else if (c == '\'' && apostrophes) {
			memcpy(p + n, both, sizeof(both) - 1);
			n += sizeof(both) - 1;
		} else {
			if (!ch_alpha(c) && !ch_digit(c) && (unsigned char)c < 0x80)
				p[n++] = '\\';
			p[n++] = c;
		}
	}
	return n;
}

/* (one)|(two), as whole words */
static struct str
spellings_source(struct arena *a, const struct spelling *s, size_t n)
{
	static const char head[] = "(?<![\\p{L}\\p{N}])(?:", tail[] = ")(?![\\p{L}\\p{N}])";
	size_t room = sizeof(head) + sizeof(tail) + 3 * n, k = sizeof(head) - 1;
	bool apostrophes = true;
	char *p;

	for (size_t i = 0; i < n; i++) {
		room += SPELLING_ROOM * s[i].name.n;
		/* a list that tells the two apostrophes apart means it */
		for (size_t at = 0; at + 3 <= s[i].name.n; at++)
			if (memcmp(s[i].name.p + at, APOSTROPHE, 3) == 0)
				apostrophes = false;
	}
	p = arena_alloc(a, room, 1);
	memcpy(p, head, k);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			p[k++] = '|';
		p[k++] = '(';
		k += put_spelling(p + k, s[i].name, apostrophes);
		p[k++] = ')';
	}
	memcpy(p + k, tail, sizeof(tail) - 1);
	return (struct str){ p, k + sizeof(tail) - 1 };
}

static bool
read_spelling(struct reader *r, const struct node *n, const char *name, struct spelling *s,
    size_t k, bool *case_matters)
{
	struct str text;

	if (!value_scalar(r, n, name, &text))
		return false;
	s[k] = (struct spelling){ arena_str(&r->rules->arena, str_trim(text)), (uint32_t)k };
	for (size_t i = 0; i < k; i++) {
		if (str_eq(s[i].name, s[k].name)) {
			mistake(r->m, n->at, "\"%s\" stands twice in this list",
			    shown(r->m, s[k].name));
			return false;
		}
		if (str_eq_folded(s[i].name, s[k].name))
			*case_matters = true;
	}
	return true;
}

static bool
read_group(struct reader *r, const struct node *n, const char *name, struct spellings *out)
{
	struct arena *a = &r->rules->arena;
	struct spelling *s;
	struct str *names;
	uint32_t *capture;
	bool case_matters = false;
	size_t k = 0;

	if (n->kind != NODE_LIST || n->n < 2 || n->n > CF_MAX_CAPTURES) {
		if (n->kind != NODE_LIST)
			return value_mismatch(r, n, name, "a list of lists") && false;
		mistake(r->m, n->at, "\"%s\" must list 2 to %u ways to spell a thing", name,
		    CF_MAX_CAPTURES);
		return false;
	}
	s = arena_array(r->m->arena, n->n, struct spelling);
	for (const struct node *item = n->first; item != NULL; item = item->next)
		if (!read_spelling(r, item, name, s, k++, &case_matters))
			return false;
	sort_spellings(s, k);
	names = arena_array(a, k, struct str);
	capture = arena_array(a, k, uint32_t);
	for (size_t i = 0; i < k; i++) {
		names[s[i].listed] = s[i].name;
		capture[s[i].listed] = (uint32_t)i + 1;
	}
	*out = (struct spellings){ .name = names, .capture = capture, .n = k };
	out->match = value_compile(r, n, arena_str(a, spellings_source(r->m->arena, s, k)), 0,
	    &(struct pattern_options){ .ignore_case = !case_matters, .searched = true });
	return out->match != NULL;
}

bool
value_spellings(struct reader *r, const struct node *n, const char *name,
    struct spelling_groups *out)
{
	struct spellings *items;
	bool fine = true;
	size_t k = 0;

	if (!is_full_list(r, n, name))
		return false;
	items = arena_array(&r->rules->arena, n->n, struct spellings);
	if (n->first->kind == NODE_SCALAR)
		fine = read_group(r, n, name, &items[k++]);
	else
		for (const struct node *item = n->first; item != NULL; item = item->next)
			fine = read_group(r, item, name, &items[k++]) && fine;
	*out = (struct spelling_groups){ items, fine ? k : 0 };
	return fine;
}
