/*
 * rules/expr.h: the grammar and precedence of expressions are CEL's, each node has
 * its type, names have their scope. What they come to is in tests/cases/rules/, what
 * is said about mistakes in tests/bad/rules/. The list of functions in rules/README.md
 * is that of functions.def (run with ACCEPT=1 to write it anew).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "rules/kinds.h"

#define README "rules/README.md"
#define CASES "tests/cases/rules/functions.case"

/* ---- a tree as text: (|| a (&& b c)) */

static const char *
op_name(enum expr_op op)
{
	static const char *const names[] = {
		[EXPR_LIST] = "list", [EXPR_NOT] = "!", [EXPR_NEGATE] = "neg", [EXPR_MUL] = "*",
		[EXPR_DIV] = "/", [EXPR_MOD] = "%", [EXPR_ADD] = "+", [EXPR_SUB] = "-",
		[EXPR_LT] = "<", [EXPR_LE] = "<=", [EXPR_GT] = ">", [EXPR_GE] = ">=",
		[EXPR_EQ] = "==", [EXPR_NE] = "!=", [EXPR_IN] = "in", [EXPR_AND] = "&&",
		[EXPR_OR] = "||", [EXPR_COND] = "?:",
	};

	return names[op];
}

static void put_tree(struct buf *b, const struct expr *e);

static void
put_args(struct buf *b, const struct expr *e, const char *name)
{
	buf_printf(b, "(%s", name);
	for (uint32_t i = 0; i < e->n; i++) {
		buf_putc(b, ' ');
		put_tree(b, e->arg[i]);
	}
	buf_putc(b, ')');
}

static void
put_tree(struct buf *b, const struct expr *e)
{
	static const char *const macros[] = { "all", "exists", "filter", "map" };
	char name[40];

	switch (e->op) {
	case EXPR_BOOL:
		buf_puts(b, e->as.truth ? "true" : "false");
		break;
	case EXPR_NUMBER:
		buf_printf(b, "%lld", (long long)e->as.number->m);
		for (int i = 0; i < e->as.number->d; i++)
			buf_putc(b, '\'');
		break;
	case EXPR_TEXT:
		buf_printf(b, "\"%.*s\"", (int)e->as.text.n, e->as.text.p);
		break;
	case EXPR_NAME:
		buf_printf(b, "$%u", (unsigned)e->as.slot);
		break;
	case EXPR_MACRO:
		(void)snprintf(name, sizeof(name), "%s $%u", macros[e->as.macro],
		    (unsigned)e->as.slot);
		put_args(b, e, name);
		break;
	case EXPR_CALL:
		(void)snprintf(name, sizeof(name), "%s%s",
		    functions[e->as.function].form == FORM_MEMBER ? "." : "",
		    functions[e->as.function].name);
		put_args(b, e, name);
		break;
	case EXPR_LIST: case EXPR_NOT: case EXPR_NEGATE: case EXPR_MUL: case EXPR_DIV:
	case EXPR_MOD: case EXPR_ADD: case EXPR_SUB: case EXPR_LT: case EXPR_LE: case EXPR_GT:
	case EXPR_GE: case EXPR_EQ: case EXPR_NE: case EXPR_IN: case EXPR_AND: case EXPR_OR:
	case EXPR_COND:
		put_args(b, e, op_name(e->op));
		break;
	}
}

/* ---- a rule around an expression */

struct fixture {
	struct rules rules;
	struct buf errors, tree, yaml;
};

static int
setup(void **state)
{
	static struct fixture f;

	rules_init(&f.rules);
	buf_init(&f.errors);
	buf_init(&f.tree);
	buf_init(&f.yaml);
	*state = &f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	rules_release(&f->rules);
	buf_release(&f->errors);
	buf_release(&f->tree);
	buf_release(&f->yaml);
	return 0;
}

static void
note_error(void *ctx, const struct cf_error *err)
{
	struct buf *b = ctx;

	if (b->n == 0)
		buf_printf(b, "%zu: %s", err->column, err->message);
}

/* load a rule about rows with `let: { x: EXPR }`; false: refused */
static bool
load(struct fixture *f, const char *text)
{
	rules_release(&f->rules);
	rules_init(&f->rules);
	buf_clear(&f->errors);
	buf_clear(&f->tree);
	buf_clear(&f->yaml);
	buf_printf(&f->yaml, "pack: a\nrules:\n  - id: b\n    title: c\n    check: relation\n"
	    "    each: row\n    message: m\n    expect: 'true'\n    let:\n      x: |-\n"
	    "        %s\n", text);
	return rules_add(&f->rules, "a.yml", buf_str(&f->yaml), note_error, &f->errors) == CF_OK;
}

/* the tree of a value of any type */
static const char *
tree(struct fixture *f, const char *text)
{
	if (!load(f, text)) {
		buf_putc(&f->errors, '\0');
		return f->errors.p;
	}
	put_tree(&f->tree, f->rules.rule[0]->let[0].value.root);
	buf_putc(&f->tree, '\0');
	return f->tree.p;
}

static uint8_t
type(struct fixture *f, const char *text)
{
	if (!load(f, text))
		fail_msg("%s: %s", text, f->errors.p);
	return f->rules.rule[0]->let[0].value.root->type;
}

#define assert_tree(text, want) assert_string_equal(tree(*state, (text)), (want))

/* ---- grammar */

static void
precedence(void **state)
{
	assert_tree("true || false && true", "(|| true (&& false true))");
	assert_tree("true && false || true", "(|| (&& true false) true)");
	assert_tree("(true || false) && true", "(&& (|| true false) true)");
	assert_tree("1 + 2 * 3", "(+ 1 (* 2 3))");
	assert_tree("1 - 2 - 3", "(- (- 1 2) 3)");
	assert_tree("8 / 4 * 2 % 3", "(% (* (/ 8 4) 2) 3)");
	assert_tree("1 + 2 == 3 && 4 < 5", "(&& (== (+ 1 2) 3) (< 4 5))");
	assert_tree("!true && false", "(&& (! true) false)");
	assert_tree("!(true && false)", "(! (&& true false))");
	assert_tree("!!true", "(! (! true))");
	assert_tree("-1 + 2", "(+ (neg 1) 2)");
	assert_tree("2 - -1", "(- 2 (neg 1))");
	assert_tree("--1", "(neg (neg 1))");
	assert_tree("-2 * 3", "(* (neg 2) 3)");
	assert_tree("1 in [1, 2] && true", "(&& (in 1 (list 1 2)) true)");
	assert_tree("1 + 1 in [2]", "(in (+ 1 1) (list 2))");
}

static void
conditions(void **state)
{
	assert_tree("true ? 1 : 2", "(?: true 1 2)");
	assert_tree("true ? 1 : false ? 2 : 3", "(?: true 1 (?: false 2 3))");
	assert_tree("true ? false ? 1 : 2 : 3", "(?: true (?: false 1 2) 3)");
	assert_tree("1 == 1 || false ? 1 + 1 : 2", "(?: (|| (== 1 1) false) (+ 1 1) 2)");
	assert_tree("(true ? 1 : 2) + 3", "(+ (?: true 1 2) 3)");
	assert_tree("1 ? 2 : 3", "9: \"?:\" cannot stand between a number and a number");
	assert_tree("true ? 1", "9: \"x\" ends where \":\" is expected");
}

/* "a < b < c" means (a < b) < c, as in CEL, and a truth is not less than anything */
static void
comparisons(void **state)
{
	assert_tree("1 < 2 < 3", "9: \"<\" cannot stand between true or false and a number");
	assert_tree("1 == 1 == true", "(== (== 1 1) true)");
	assert_tree("1 < 2 == true", "(== (< 1 2) true)");
	assert_tree("1 <= 2", "(<= 1 2)");
	assert_tree("1 != 2", "(!= 1 2)");
	assert_tree("1 = 2", "11: \"=\" is no operator; to compare, write ==");
}

static void
chains(void **state)
{
	assert_tree("row.label", "(.label $1)");
	assert_tree("row.label.text", "(.text (.label $1))");
	assert_tree("row[\"A\"].column.cells[0]",
	    "([] (.cells (.column ([] $1 \"A\"))) 0)");
	assert_tree("-row[\"A\"]", "(neg ([] $1 \"A\"))");
	assert_tree("!row.total", "(! (.total $1))");
	assert_tree("cell(\"R\", [\"A\", \"/B/\"])", "(cell \"R\" (list \"A\" \"/B/\"))");
	assert_tree("row.label.contains(\"a\")", "(contains (.label $1) \"a\")");
	assert_tree("sum([1, 2][0] + 3 > 2 ? [1] : [2])",
	    "(sum (?: (> (+ ([] (list 1 2) 0) 3) 2) (list 1) (list 2)))");
}

static void
literals(void **state)
{
	assert_tree("12.50", "1250''");
	assert_tree("1.", "9: \"x\" ends where a name is expected");
	assert_tree("\"a\\\"b\\\\c\"", "\"a\"b\\c\"");
	assert_tree("'it\\'s'", "\"it's\"");
	assert_tree("'say \"x\"'", "\"say \"x\"\"");
	assert_tree("\"a\\tb\"", "\"a\tb\"");
	assert_tree("r\"\\d+\\\"", "\"\\d+\\\"");
	assert_tree("r'\\w'", "\"\\w\"");
	assert_tree("\"\"", "\"\"");
	assert_tree("[]", "(list)");
	assert_tree("\"\\d\"", "10: \"\\d\" in a quoted text has no meaning");
	assert_tree("\"abc", "9: \"\"abc\" has no quote at its end");
	assert_tree("12x", "9: \"12x\" is no number");
	assert_tree("1234567890123456789012", "9: \"1234567890123456789012\" has too many digits");
}

static void
macros(void **state)
{
	assert_tree("table.rows.all(r, r.total)", "(all $7 (.rows $0) (.total $7))");
	assert_tree("[1, 2].exists(n, n > 1)", "(exists $7 (list 1 2) (> $7 1))");
	assert_tree("[1].map(n, n * 2).filter(n, n == 2)",
	    "(filter $7 (map $7 (list 1) (* $7 2)) (== $7 2))");
	/* inside each other they have variables of their own */
	assert_tree("[1].all(n, [2].exists(m, n < m))",
	    "(all $7 (list 1) (exists $8 (list 2) (< $7 $8)))");
	/* the nearest one of a name is meant, and it ends with the brackets */
	assert_tree("[1].all(n, [true].all(n, n) && n == 1)",
	    "(all $7 (list 1) (&& (all $8 (list true) $8) (== $7 1)))");
	assert_tree("[true].all(row, row) && row.total",
	    "(&& (all $7 (list true) $7) (.total $1))");
	assert_tree("[1].all(n, n == 1) && n == 1", "31: unknown name \"n\"");
	assert_tree("[1].all(n, n)", "20: this must be true or false, not a number");
	assert_tree("[1].map(n, [n])", "20: a list of lists cannot be made");
	assert_tree("[1].all(in, true)", "17: \"in\" where the name of a variable is expected");
	assert_tree("[1].all(1, true)", "17: \"1\" where the name of a variable is expected");
	assert_tree("row.all(x, true)", "9: all() goes through a list, not a row");
}

/* ---- types */

static void
types(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(type(f, "1 + row[\"A\"]"), TYPE_NUMBER);
	assert_int_equal(type(f, "\"a\" + row.label"), TYPE_TEXT);
	assert_int_equal(type(f, "row[\"A\"]"), TYPE_CELL);
	assert_int_equal(type(f, "cells(row)"), TYPE_LIST | TYPE_CELL);
	assert_int_equal(type(f, "cells(row)[0]"), TYPE_CELL);
	assert_int_equal(type(f, "[row[\"A\"], 1]"), TYPE_LIST | TYPE_NUMBER);
	assert_int_equal(type(f, "[row[\"A\"], \"x\"]"), TYPE_LIST | TYPE_TEXT);
	assert_int_equal(type(f, "table.rows.map(r, r.label)"), TYPE_LIST | TYPE_CELL);
	assert_int_equal(type(f, "table.rows.filter(r, true)"), TYPE_LIST | TYPE_ROW);
	assert_int_equal(type(f, "true ? [1] : cells(row)"), TYPE_LIST | TYPE_NUMBER);
	assert_int_equal(type(f, "true ? row.label : \"x\""), TYPE_TEXT);
	assert_int_equal(type(f, "date(\"1 May 2022\")"), TYPE_DATE);
	assert_int_equal(type(f, "period(\"2022\")"), TYPE_PERIOD);
	assert_int_equal(type(f, "section"), TYPE_SECTION);
}

static void
type_errors(void **state)
{
	assert_tree("1 + true", "9: \"+\" cannot stand between a number and true or false");
	assert_tree("-\"a\"", "9: \"-\" cannot stand before a text");
	assert_tree("!1", "9: \"!\" cannot stand before a number");
	assert_tree("1 && true", "9: \"&&\" cannot stand between a number and true or false");
	assert_tree("\"a\" < \"b\"", "9: \"<\" cannot stand between a text and a text");
	assert_tree("row == row", "9: \"==\" cannot stand between a row and a row");
	assert_tree("row in table.rows",
	    "9: \"in\" cannot stand between a row and a list of rows");
	assert_tree("1 in 2", "9: \"in\" cannot stand between a number and a number");
	assert_tree("[1, true]", "13: true or false in a list of numbers");
	assert_tree("[[1]]", "10: a list of lists cannot be made");
	assert_tree("sum(row)", "9: sum() cannot take a row");
	assert_tree("sum()", "9: sum() cannot take nothing");
	assert_tree("number(1)", "9: number() cannot take a number");
	assert_tree("row[1]", "9: [ ] cannot take a row and a number");
	assert_tree("table.label", "9: a table has no \"label\"");
	assert_tree("matches(row.label, row.label)", "9: matches() cannot take a cell and a cell");
	assert_tree("true ? 1 : \"a\"", "9: \"?:\" cannot stand between a number and a text");
}

static void
hostile(void **state)
{
	struct fixture *f = *state;
	struct buf b;

	buf_init(&b);
	buf_pad(&b, '(', 100);
	buf_puts(&b, "1");
	buf_putc(&b, '\0');
	assert_non_null(strstr(tree(f, b.p), "nested more than 64 deep"));
	buf_clear(&b);
	buf_pad(&b, '!', 100);
	buf_puts(&b, "true");
	buf_putc(&b, '\0');
	assert_non_null(strstr(tree(f, b.p), "nested more than 64 deep"));
	/* what is only long is not deep */
	buf_clear(&b);
	for (int i = 0; i < 1300; i++)
		buf_puts(&b, "1+");
	buf_puts(&b, "1");
	buf_putc(&b, '\0');
	assert_int_equal(type(f, b.p), TYPE_NUMBER);
	buf_clear(&b);
	for (unsigned i = 0; i < CF_MAX_EXPR; i++)
		buf_puts(&b, "1");
	buf_puts(&b, "1");
	buf_putc(&b, '\0');
	assert_non_null(strstr(tree(f, b.p), "is longer than 4096 bytes"));
	buf_clear(&b);
	buf_puts(&b, "[1");
	for (int i = 0; i < 64; i++)
		buf_puts(&b, ", 1");
	buf_puts(&b, "]");
	buf_putc(&b, '\0');
	assert_non_null(strstr(tree(f, b.p), "more than 64 in one list"));
	buf_release(&b);
}

/* ---- the list of functions */

static char *
file_text(const char *path)
{
	FILE *in = fopen(path, "rb");
	char *text = calloc(1, 1 << 20);

	assert_non_null(in);
	assert_non_null(text);
	assert_true(fread(text, 1, (1 << 20) - 1, in) > 0);
	assert_int_equal(fclose(in), 0);
	return text;
}

/* "sum(list of numbers)", "row.label", "row[column]" */
static void
put_form(struct buf *b, const struct function_help *f)
{
	static const char *const one[] = { "", "truth", "number", "text", "date", "period",
		"cell", "row", "column", "table", "section", "list" };
	static const char *const list[] = { "", "truths", "numbers", "texts", "dates", "periods",
		"cells", "rows", "columns", "tables", "sections", "lists" };

	if (f->form == FORM_CALL)
		buf_printf(b, "%s(", f->name);
	for (uint8_t i = 0; i < f->nargs; i++) {
		uint8_t t = f->arg[i];

		buf_puts(b, i == 0 ? "" : f->form == FORM_INDEX ? "[" : ", ");
		buf_puts(b, i >= f->min ? "[" : "");
		if (t >= TYPE_LIST)
			buf_puts(b, list[t - TYPE_LIST]);
		else if (t == TYPE_SELECTOR)
			buf_puts(b, "name");
		else
			buf_puts(b, t == TYPE_PATTERN ? "regex" : t == TYPE_ANY ? "anything" :
			    t == TYPE_ANY_LIST ? "list" : one[t]);
		buf_puts(b, i >= f->min ? "]" : "");
	}
	if (f->form == FORM_CALL)
		buf_putc(b, ')');
	else if (f->form == FORM_MEMBER)
		buf_printf(b, ".%s", f->name);
	else
		buf_putc(b, ']');
}

static void
put_table(struct buf *b)
{
	buf_puts(b, "| written | gives | is |\n| --- | --- | --- |\n");
	for (size_t i = 0; i < FUNCTIONS; i++) {
		buf_puts(b, "| `");
		put_form(b, &functions[i]);
		buf_printf(b, "` | %s | %s |\n", functions[i].result == TYPE_ANY ? "an element" :
		    type_name(functions[i].result), functions[i].help);
	}
}

#define TABLE_BEGIN "<!-- functions, as in checker/rules/functions.def -->\n"
#define TABLE_END "<!-- end of functions -->\n"

static void
list_in_the_readme(void **state)
{
	struct fixture *f = *state;
	char *text = file_text(README), *from = strstr(text, TABLE_BEGIN),
	    *to = strstr(text, TABLE_END);

	assert_non_null(from);
	assert_non_null(to);
	from += sizeof(TABLE_BEGIN) - 1;
	put_table(&f->tree);
	if (getenv("ACCEPT") != NULL) {
		FILE *out = fopen(README, "wb");

		assert_non_null(out);
		(void)fwrite(text, 1, (size_t)(from - text), out);
		(void)fwrite(f->tree.p, 1, f->tree.n, out);
		(void)fputs(to, out);
		assert_int_equal(fclose(out), 0);
	} else {
		buf_putc(&f->tree, '\0');
		*to = '\0';
		assert_string_equal(from, f->tree.p);
	}
	free(text);
}

/* each function has cases: one of its name that holds, one that does not */
static void
cases_of_functions(void **state)
{
	char *text = file_text(CASES);

	(void)state;
	for (size_t i = 0; i < FUNCTIONS; i++) {
		const struct function_help *f = &functions[i];
		char mark[60];

		(void)snprintf(mark, sizeof(mark), f->form == FORM_CALL ? "%s(" :
		    f->form == FORM_MEMBER ? ".%s" : "[\"", f->name);
		if (strstr(text, mark) == NULL)
			fail_msg("%s has no case for %s", CASES, mark);
		assert_true(f->help[0] != '\0' && f->min <= f->nargs);
	}
	free(text);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(precedence),
		TEST(conditions),
		TEST(comparisons),
		TEST(chains),
		TEST(literals),
		TEST(macros),
		TEST(types),
		TEST(type_errors),
		TEST(hostile),
		TEST(list_in_the_readme),
		TEST(cases_of_functions),
	};
#undef TEST

	return cmocka_run_group_tests(tests, NULL, NULL);
}
