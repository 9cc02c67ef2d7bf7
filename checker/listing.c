/* crossfoot rules: which rules there are, for a person pack by pack, or as JSON. */
#include <stdlib.h>

#include "command.h"
#include "rules/kinds.h"
#include "tree.h"

#define WIDEST_NAME	48u	/* a longer one pushes its line to the right */

/* A rule, and the how-manieth it is. */
struct listed {
	const struct rule *rule;
	size_t at;
};

/* a pack may be made of several files, and still be listed in one piece */
static int
by_pack(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;
	struct str p = x->rule->pack, q = y->rule->pack;
	int c = memcmp(p.p, q.p, p.n < q.n ? p.n : q.n);

	if (c == 0)
		c = (p.n > q.n) - (p.n < q.n);
	return c != 0 ? c : (x->at > y->at) - (x->at < y->at);
}

/* ---- as text */

/* how many of the list from here on belong to one pack */
static size_t
pack_size(const struct listed *list, size_t n)
{
	size_t k = 0;

	while (k < n && str_eq(list[k].rule->pack, list[0].rule->pack))
		k++;
	return k;
}

static void
put_rule(struct buf *b, const struct rule *r, size_t width)
{
	buf_printf(b, "  %-*s  %-7s  %-9s  ", (int)width, r->name, write_severity(r->severity),
	    kinds[r->check].id);
	text_clean(b, r->title);
	buf_putc(b, '\n');
}

static bool
list_text(const struct listed *list, size_t n)
{
	size_t width = 0;
	struct buf b;
	bool good;

	for (size_t i = 0; i < n; i++) {
		size_t w = strlen(list[i].rule->name);

		width = w > width && w <= WIDEST_NAME ? w : width;
	}
	buf_init(&b);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || !str_eq(list[i].rule->pack, list[i - 1].rule->pack)) {
			buf_printf(&b, "%s%.*s: ", i == 0 ? "" : "\n",
			    (int)list[i].rule->pack.n, list[i].rule->pack.p);
			buf_many(&b, pack_size(list + i, n - i), "rule");
			buf_putc(&b, '\n');
		}
		put_rule(&b, list[i].rule, width);
	}
	buf_puts(&b, "\ncrossfoot explain NAME says more about a rule\n");
	good = !b.failed || complain_of_memory();
	if (good)
		(void)fwrite(b.p, 1, b.n, stdout);
	buf_release(&b);
	return good;
}

/* ---- as JSON */

static void
put_text(struct tree *t, cJSON *o, const char *key, struct str s)
{
	if (s.n == 0)
		(void)tree_put(t, o, key, cJSON_CreateNull());
	else
		tree_string(t, o, key, s.p);	/* texts of rules end in NUL */
}

static cJSON *
json_rule(struct tree *t, struct arena *a, const struct rule *r)
{
	cJSON *o = cJSON_CreateObject();

	tree_string(t, o, "name", r->name);
	put_text(t, o, "pack", r->pack);
	put_text(t, o, "id", r->id);
	tree_string(t, o, "check", kinds[r->check].id);
	tree_string(t, o, "severity", write_severity(r->severity));
	put_text(t, o, "title", r->title);
	put_text(t, o, "source", r->source);
	put_text(t, o, "why", r->why);
	put_text(t, o, "help", r->help);
	tree_string(t, o, "path", write_utf8(a, r->path));
	tree_number(t, o, "line", r->line);
	tree_number(t, o, "tests", r->ntests);
	return o;
}

static bool
list_json(struct arena *a, const struct listed *list, size_t n)
{
	struct tree t = { false };
	cJSON *root = cJSON_CreateObject(), *rules;

	tree_number(&t, root, "version", 1);
	rules = tree_put(&t, root, "rules", cJSON_CreateArray());
	for (size_t i = 0; i < n; i++)
		(void)tree_push(&t, rules, json_rule(&t, a, list[i].rule));
	return tree_print(&t, root);
}

int
command_rules(const struct options *o)
{
	bool mistakes = false;
	struct cf_rules *rules = load_rules(o, &mistakes);
	struct listed *list;
	size_t n = 0;
	bool good = true;

	if (rules == NULL)
		return EXIT_NOT_CHECKED;
	list = arena_array(o->arena, rules->rules.n, struct listed);
	for (size_t i = 0; list != NULL && i < rules->rules.n; i++)
		if (is_wanted(o, rules->rules.rule[i]))
			list[n++] = (struct listed){ rules->rules.rule[i], i };
	if (n > 1)
		qsort(list, n, sizeof(*list), by_pack);
	if (list == NULL)
		good = complain_of_memory();
	else if (o->json)
		good = list_json(o->arena, list, n);
	else
		good = list_text(list, n);
	cf_rules_free(rules);
	return !good || !stdout_is_written() || mistakes ? EXIT_NOT_CHECKED : EXIT_CLEAN;
}
