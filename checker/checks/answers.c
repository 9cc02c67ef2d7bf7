/* Questions in, answers out; see answers.h. */
#include "checks/answers.h"

#define LONGEST_QUESTION 512u	/* bytes */
#define MOST_ANSWERED	200000u	/* tables in all answers of one rule to filters */

/* The bytes of a question, while they are put together. */
struct asked {
	struct eval *ev;
	char at[LONGEST_QUESTION];
	size_t n;
	bool bound[SCOPE_NAMES];	/* names that the question itself gives something */
	bool kept;			/* so far nothing was found why its answer cannot be kept */
};

static void
put(struct asked *q, const void *bytes, size_t n)
{
	if (n > LONGEST_QUESTION - q->n) {
		q->kept = false;
		return;
	}
	memcpy(q->at + q->n, bytes, n);
	q->n += n;
}

/* What comes of the arguments alone. Most others look at the match or table at hand. */
static bool
is_of_arguments(enum function f)
{
	static const enum function those[] = { FUNCTION_COUNT, FUNCTION_CELL_OF, FUNCTION_CELL_OF_ROW,
		FUNCTION_ROW_INDEX, FUNCTION_LIST_INDEX, FUNCTION_ROW_OF, FUNCTION_COLUMN_OF,
		FUNCTION_ROW_LABEL, FUNCTION_ROW_CELLS, FUNCTION_ROW_GROUP, FUNCTION_ROW_TOTAL,
		FUNCTION_COLUMN_NAME, FUNCTION_COLUMN_PATH, FUNCTION_COLUMN_CELLS,
		FUNCTION_CELL_TEXT, FUNCTION_CELL_ROW, FUNCTION_CELL_COLUMN,
		FUNCTION_TABLE_SECTION, FUNCTION_TABLE_CAPTION, FUNCTION_TABLE_ROWS,
		FUNCTION_TABLE_COLUMNS, FUNCTION_SECTION_TITLE, FUNCTION_SECTION_LEVEL,
		FUNCTION_MATCHES, FUNCTION_CONTAINS, FUNCTION_MENTIONS, FUNCTION_EXTRACT,
		FUNCTION_LOWER, FUNCTION_TRIM, FUNCTION_INITIALS, FUNCTION_UNIT, FUNCTION_SIZE,
		FUNCTION_DATE, FUNCTION_YEAR, FUNCTION_MONTH, FUNCTION_DAY, FUNCTION_PERIOD,
		FUNCTION_HAS };

	for (size_t i = 0; i < sizeof(those) / sizeof(those[0]); i++)
		if (those[i] == f)
			return true;
	return false;
}

/* The value of a name from outside. A cell counts for its words, where only these are asked
 * for: as a figure it is read with what stands around it. */
static void
put_value(struct asked *q, const struct value *v, bool words)
{
	struct str s;

	put(q, &v->type, sizeof(v->type));
	put(q, &v->absent, sizeof(v->absent));
	if (v->absent != NULL)
		return;
	if (v->type == TYPE_DATE) {
		put(q, &v->as.date, sizeof(v->as.date));
		return;
	}
	if (v->type == TYPE_CELL && (!words || eval_is_figure(q->ev, v)))
		q->kept = false;
	else if (v->type != TYPE_CELL && v->type != TYPE_TEXT)
		q->kept = false;
	if (!q->kept)
		return;
	s = eval_text(q->ev, *v).as.text;
	put(q, &s.n, sizeof(s.n));
	put(q, s.p, s.n);
}

/* is the i-th argument taken as words? two cells may be compared as words, too */
static bool
is_asked_as_words(const struct expr *e, uint32_t i)
{
	if (e->op == EXPR_CALL)
		return e->as.function == FUNCTION_CELL_TEXT || e->as.function == FUNCTION_HAS ||
		    functions[e->as.function].arg[i] == TYPE_TEXT;
	return (e->op == EXPR_EQ || e->op == EXPR_NE) && (e->arg[1 - i]->type == TYPE_CELL ||
	    e->arg[1 - i]->type == TYPE_TEXT);
}

/* every value that an expression takes from outside */
static void
put_names(struct asked *q, const struct expr *e, bool words)
{
	if (e->op == EXPR_CALL && !is_of_arguments(e->as.function))
		q->kept = false;
	if (e->op == EXPR_MACRO)
		q->bound[e->as.slot] = true;
	if (e->op == EXPR_NAME && !q->bound[e->as.slot])
		put_value(q, &q->ev->slot[e->as.slot], words);
	for (uint32_t i = 0; i < e->n && q->kept; i++)
		put_names(q, e->arg[i], is_asked_as_words(e, i));
}

struct str
answers_question(struct eval *ev, const struct expr *e, const struct value *list)
{
	struct asked q;
	char *p;

	if (list != NULL && (list->type != (TYPE_LIST | TYPE_TABLE) || !list->as.list.kept))
		return CF_S("");
	q = (struct asked){ .ev = ev, .kept = true };
	put(&q, &e, sizeof(e));
	if (list != NULL) {
		put(&q, &list->as.list.at, sizeof(list->as.list.at));
		q.bound[e->as.slot] = true;
		put_names(&q, e->arg[1], false);
	}
	if (!q.kept)
		return CF_S("");
	p = arena_alloc(ev->run->item, q.n, 1);
	memcpy(p, q.at, q.n);
	return (struct str){ p, q.n };
}

const struct value *
answers_find(const struct eval *ev, struct str question)
{
	return question.n == 0 ? NULL : map_get(&ev->answers, question);
}

void
answers_keep(struct eval *ev, struct str question, struct value *answer)
{
	struct arena *a = ev->run->scratch;
	size_t n = answer->as.list.n;
	struct value *kept;

	if (question.n == 0 || answer->absent != NULL)
		return;
	if (question.n > sizeof(struct expr *)) {	/* it is not the same each time */
		if (n + 1 > MOST_ANSWERED - ev->nanswered)
			return;
		ev->nanswered += n + 1;
	}
	kept = arena_new(a, struct value);
	*kept = *answer;
	kept->as.list.at = arena_array(a, n, struct value);
	if (n > 0)
		memcpy(kept->as.list.at, answer->as.list.at, n * sizeof(*kept->as.list.at));
	kept->as.list.kept = true;
	(void)map_put(&ev->answers, a, arena_str(a, question), kept);
	*answer = *kept;
}
