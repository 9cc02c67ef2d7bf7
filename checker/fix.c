/*
 * crossfoot fix: what is suggested is put in, where nothing else can be wrong, one thing alone
 * is suggested for a place, and the report with it has no finding that it had not before.
 * Files without lines are left alone, and how much is suggested for them is told.
 */
#include <stdlib.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "base/status.h"
#include "command.h"
#include "complain.h"
#include "diff.h"
#include "files.h"
#include "output.h"
#include "sift.h"

#define TRIES 200u	/* checks of one report with some of the edits in it */

/* An edit, the finding that proposes it, and how many propose it. */
struct proposal {
	struct edit edit;
	const struct cf_relation *rel;
	size_t meant;
	bool taken;
};

/* Why suggestions of a file were left. */
struct left {
	size_t doubtful;	/* it may be something else that is wrong */
	size_t several;		/* for one place, or for places that overlap */
	size_t markup;		/* text that means something else where it would stand */
	size_t worse;		/* with it something else does not agree */
	size_t known;		/* findings in the baseline, whose suggestions are not looked at */
};

/* A suggestion that was left, and why. */
struct passed {
	const struct cf_relation *rel;
	const char *why;
};

/* Where a figure stands that takes part in something that holds, or that a finding is about. */
struct witness {
	size_t from, to;
};

/* A finding without any edit: what tells it from others. */
struct found {
	const char *rule, *message;
	char fingerprint[17];
};

struct fixing {
	const struct options *options;
	struct plans plans;
	struct sift sift;
	struct ignore ignore;
	struct arena work;	/* of one file */
	struct buf old, new;
	struct witness *witness;	/* by place */
	size_t nwitnesses, witnesscap;
	struct witness *blame;	/* by place */
	size_t nblames, blamecap;
	struct passed *passed;
	size_t npassed, passedcap;
	struct proposal *proposal;
	size_t n, cap;
	struct found *found;	/* without any edit, by rule and message */
	size_t before, foundcap;
	unsigned tries;
	struct edit *edit;	/* those that are taken, or tried */
	size_t nedits;
	struct left left;
	bool changes, failed;
};

/* cf_error_fn */
static void
fail(void *ctx, const struct cf_error *err)
{
	struct fixing *x = ctx;

	x->failed = true;
	complain(stderr, err);
}

static void
fail_with(struct fixing *x, enum cf_status st, const char *path, const char *why)
{
	struct cf_error err;

	(void)error_set(&err, st, path, 0, 0, "%s", why);
	fail(x, &err);
}

/* ---- what else may be wrong */

static int
by_span(const void *a, const void *b)
{
	const struct witness *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

static void
add_witness(struct fixing *x, const struct cf_place *p)
{
	if (VEC_ROOM(&x->work, x->witness, x->nwitnesses, x->witnesscap))
		x->witness[x->nwitnesses++] = (struct witness){ p->from, p->to };
}

static void
find_witnesses(struct fixing *x, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		if (rel->verdict != CF_HELD)
			continue;
		add_witness(x, &rel->place);
		for (size_t k = 0; k < rel->nevidence; k++)
			if (rel->evidence[k].path == NULL)
				add_witness(x, &rel->evidence[k].place);
	}
	if (x->nwitnesses > 1)
		qsort(x->witness, x->nwitnesses, sizeof(*x->witness), by_span);
}

static bool
is_among(const struct witness *list, size_t n, const struct cf_place *p)
{
	struct witness key = { p->from, p->to };

	return n > 0 && bsearch(&key, list, n, sizeof(key), by_span) != NULL;
}

static bool
is_at(const struct cf_evidence *e, const struct cf_relation *rel)
{
	return e->path == NULL && e->place.from == rel->place.from && e->place.to == rel->place.to;
}

/* is every other figure of its sum borne out by something that holds? */
static bool
others_hold(const struct fixing *x, const struct cf_relation *rel)
{
	for (size_t i = 0; i < rel->nevidence; i++) {
		const struct cf_evidence *e = &rel->evidence[i];

		if (!is_at(e, rel) && (e->path != NULL ||
		    !is_among(x->witness, x->nwitnesses, &e->place)))
			return false;
	}
	return rel->nevidence > 0;
}

/* what findings are about, those in the baseline too: a figure that one of them calls wrong
 * bears out nothing, whatever else it agrees with */
static void
find_blames(struct fixing *x, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];

		if (write_counts(rel) &&
		    VEC_ROOM(&x->work, x->blame, x->nblames, x->blamecap))
			x->blame[x->nblames++] = (struct witness){ rel->place.from, rel->place.to };
	}
	if (x->nblames > 1)
		qsort(x->blame, x->nblames, sizeof(*x->blame), by_span);
}

/* is another figure that it is worked out from itself what a finding is about? */
static bool
other_is_blamed(const struct fixing *x, const struct cf_relation *rel)
{
	for (size_t i = 0; i < rel->nevidence; i++) {
		const struct cf_evidence *e = &rel->evidence[i];

		if (e->path == NULL && !is_at(e, rel) &&
		    is_among(x->blame, x->nblames, &e->place))
			return true;
	}
	return false;
}

static const struct rule *
rule_of(const struct plan *plan, const struct cf_relation *rel)
{
	const struct rules *rules = &plan->loaded->rules->rules;

	for (size_t i = 0; i < rules->n; i++)
		if (strcmp(rules->rule[i]->name, rel->rule) == 0)
			return rules->rule[i];
	return NULL;
}

static const char *
doubt_of_others(const struct fixing *x, const struct cf_relation *rel)
{
	return others_hold(x, rel) ? NULL : "another figure of it may be wrong";
}

/*
 * Why may something else be wrong than the text at the place? NULL: nothing can. A pattern says
 * what must not stand there. A sum does not say which of its figures is wrong, unless all others
 * are borne out. Of two places that disagree, two spellings, a weekday and its date, either may
 * be right.
 */
static const char *
doubt(const struct fixing *x, const struct plan *plan, const struct cf_relation *rel)
{
	const struct rule *rule = rule_of(plan, rel);

	if (rule == NULL || rel->doubtful)
		return rule == NULL || rel->reason[0] == '\0' ? "the evidence is thin" : rel->reason;
	if (other_is_blamed(x, rel))
		return "another finding is about a figure that it is worked out from";
	switch (rule->check) {
	case CHECK_PATTERN:
		return rule->expect.root == NULL ? NULL : doubt_of_others(x, rel);
	case CHECK_TOTAL:
	case CHECK_SHARE:
	case CHECK_SUMS_TO:
	case CHECK_MEAN:
	case CHECK_CHANGE:
	case CHECK_BREAKDOWN:
		return doubt_of_others(x, rel);
	case CHECK_DATE:
	case CHECK_RAG:
	case CHECK_TREND:
	case CHECK_CLAIM:
	case CHECK_COUNT:
	case CHECK_AGREE:
	case CHECK_RELATION:
	case CHECK_REFERENCE:
	case CHECK_REQUIRE:
	case CHECK_PAIR:
	case CHECK_RANGES:
	case CHECK_BLOCKS:
	case CHECK_RESTATED:
	case CHECK_SUPPRESSION:
	case CHECK_VARIANT:
	case CHECK_KINDS:
		break;
	}
	return "something else may be wrong instead";
}

/* ---- which suggestions */

/* can it be put in, as text within one line? */
static bool
is_plain(const struct cf_report *rep, struct str old, const char *text)
{
	return old.n > 0 && memchr(old.p, '\n', old.n) == NULL &&
	    edit_is_plain(rep->format, old, text);
}

static int
by_place(const void *a, const void *b)
{
	const struct edit *x = &((const struct proposal *)a)->edit;
	const struct edit *y = &((const struct proposal *)b)->edit;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

static void
pass(struct fixing *x, const struct cf_relation *rel, const char *why)
{
	if (VEC_ROOM(&x->work, x->passed, x->npassed, x->passedcap))
		x->passed[x->npassed++] = (struct passed){ rel, why };
}

static void
gather(struct fixing *x, const struct plan *plan, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];
		struct str old = str_sub(rep->bytes, rel->place.from, rel->place.to);

		const char *why;

		if (!write_counts(rel) || rel->suggestion == NULL)
			continue;
		why = doubt(x, plan, rel);
		if (why != NULL) {
			x->left.doubtful++;
			pass(x, rel, why);
		} else if (!is_plain(rep, old, rel->suggestion)) {
			x->left.markup++;
			pass(x, rel, "it is not plain text on one line");
		} else if (VEC_ROOM(&x->work, x->proposal, x->n, x->cap)) {
			x->proposal[x->n++] = (struct proposal){ .edit = { rel->place.from,
				rel->place.to, str_of(rel->suggestion) }, .rel = rel, .meant = 1 };
		} else {
			fail_with(x, CF_ENOMEM, rep->path, "out of memory");
		}
	}
	if (x->n > 1)
		qsort(x->proposal, x->n, sizeof(*x->proposal), by_place);
}

/* places that overlap: one edit when all say the same of the same place, else none */
static void
keep_clear(struct fixing *x)
{
	size_t n = 0, i = 0;

	while (i < x->n) {
		size_t first = i, end = x->proposal[i].edit.to;
		bool same = true;

		for (i++; i < x->n && x->proposal[i].edit.from < end; i++) {
			const struct edit *e = &x->proposal[i].edit;

			same = same && by_place(&x->proposal[i], &x->proposal[first]) == 0 &&
			    str_eq(e->text, x->proposal[first].edit.text);
			end = e->to > end ? e->to : end;
		}
		if (same) {
			x->proposal[n] = x->proposal[first];
			x->proposal[n++].meant = i - first;
		} else {
			x->left.several += i - first;
			for (size_t k = first; k < i; k++)
				pass(x, x->proposal[k].rel, "it is not the only one for its place");
		}
	}
	x->n = n;
}

/* ---- whether they mend it */

/* x->new with what is taken and the proposals [lo, hi); how many findings they are meant for */
static size_t
put_in(struct fixing *x, size_t lo, size_t hi)
{
	size_t meant = 0;

	x->nedits = 0;
	for (size_t i = 0; i < x->n; i++) {
		if (!x->proposal[i].taken && (i < lo || i >= hi))
			continue;
		x->edit[x->nedits++] = x->proposal[i].edit;
		meant += x->proposal[i].meant;
	}
	buf_clear(&x->new);
	edits_make(&x->new, buf_str(&x->old), x->edit, x->nedits);
	return meant;
}

static int
by_message(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int c = strcmp(x->rule, y->rule);

	return c != 0 ? c : strcmp(x->message, y->message);
}

static void
find_before(struct fixing *x, const struct cf_report *rep)
{
	for (size_t i = 0; i < rep->n; i++) {
		const struct cf_relation *rel = &rep->relations[i];
		struct found *f;

		if (!write_counts(rel) ||
		    !VEC_ROOM(&x->work, x->found, x->before, x->foundcap))
			continue;
		f = &x->found[x->before++];
		*f = (struct found){ .rule = rel->rule, .message = rel->message };
		memcpy(f->fingerprint, rel->fingerprint, sizeof(f->fingerprint));
	}
	if (x->before > 1)
		qsort(x->found, x->before, sizeof(*x->found), by_message);
}

static bool
was_there(const struct fixing *x, const struct cf_relation *rel)
{
	struct found key = { .rule = rel->rule, .message = rel->message };

	if (x->before == 0)
		return false;
	if (bsearch(&key, x->found, x->before, sizeof(key), by_message) != NULL)
		return true;
	for (size_t i = 0; i < x->before; i++)
		if (strcmp(x->found[i].fingerprint, rel->fingerprint) == 0)
			return true;
	return false;
}

/* as many findings fewer as the edits are meant for, and none that was not there before? */
static bool
is_less(const struct fixing *x, const struct cf_report *after, size_t meant)
{
	if (after->count[CF_FAILED] + meant > x->before)
		return false;
	for (size_t i = 0; i < after->n; i++)
		if (write_counts(&after->relations[i]) && !was_there(x, &after->relations[i]))
			return false;
	return true;
}

/* is the report with the edits better, and nowhere worse? */
static bool
is_better(struct fixing *x, const struct plan *plan, struct cf_input in, size_t meant)
{
	struct cf_options opts = plan->check;
	struct cf_report *after;
	struct cf_error err;
	bool good;

	in.bytes = buf_str(&x->new).p;
	in.n = x->new.n;
	if (x->new.failed ||
	    !plan_suppressions(&x->plans, plan, in.path, &opts.suppress, &opts.nsuppress) ||
	    cf_check(&after, plan->loaded->rules, &in, &opts, &err) != CF_OK)
		return false;
	good = is_less(x, after, meant);
	cf_report_free(after);
	return good;
}

/* take the proposals [lo, hi) on top of those that are taken: all, or those of them that mend
 * the report */
static void
take(struct fixing *x, const struct plan *plan, const struct cf_input *in, size_t lo, size_t hi)
{
	bool good = lo < hi && x->tries++ < TRIES &&
	    is_better(x, plan, *in, put_in(x, lo, hi));
	size_t middle = lo + (hi - lo) / 2;

	for (size_t i = lo; good && i < hi; i++)
		x->proposal[i].taken = true;
	if (good || lo == hi)
		return;
	if (hi - lo == 1) {
		x->left.worse += x->proposal[lo].meant;
		pass(x, x->proposal[lo].rel, "it would break something else");
		return;
	}
	take(x, plan, in, lo, middle);
	take(x, plan, in, middle, hi);
}

/* ---- writing */

static bool
write_file(struct fixing *x, const char *path)
{
	struct cf_error err;

	if (file_replace(&x->work, path, buf_str(&x->old), buf_str(&x->new), &err))
		return true;
	fail(x, &err);
	return false;
}

static void
print_diff(struct fixing *x, const char *path)
{
	struct buf b;

	buf_init(&b);
	edits_diff(&b, path, buf_str(&x->old), x->edit, x->nedits);
	if (b.failed)
		fail_with(x, CF_ENOMEM, path, "out of memory");
	else
		(void)fwrite(b.p, 1, b.n, stdout);
	buf_release(&b);
}

/* "; 5 findings in the baseline" */
static void
put_end(const struct fixing *x, struct buf *b)
{
	if (x->left.known > 0) {
		buf_puts(b, "; ");
		buf_many(b, x->left.known, "finding");
		buf_puts(b, " in the baseline");
	}
	buf_putc(b, '\n');
}

static int
passed_by_place(const void *a, const void *b)
{
	const struct passed *x = a, *y = b;

	if (x->rel->place.from != y->rel->place.from)
		return x->rel->place.from < y->rel->place.from ? -1 : 1;
	return strcmp(x->rel->rule, y->rel->rule);
}

/* "report.md:5:12 tables/share: it would break something else", for each that is left */
static void
put_passed(struct fixing *x, struct buf *b, const char *path)
{
	if (x->npassed > 1)
		qsort(x->passed, x->npassed, sizeof(*x->passed), passed_by_place);
	for (size_t i = 0; i < x->npassed; i++) {
		const struct cf_relation *rel = x->passed[i].rel;

		buf_puts(b, "  ");
		text_clean(b, str_of(path));
		buf_printf(b, ":%zu:%zu %s: %s\n", rel->place.line, rel->place.column, rel->rule,
		    x->passed[i].why);
	}
}

/* "3 places mended; left: 1 suggestion in doubt", and which */
static void
note(struct fixing *x, const char *path)
{
	const struct { size_t n; const char *why; } left[] = {
		{ x->left.doubtful, "in doubt" },
		{ x->left.several, "not the only one for its place" },
		{ x->left.markup, "not plain text on one line" },
		{ x->left.worse, "that would break something else" },
	};
	const char *sep = "; left: ";
	struct buf b;

	buf_init(&b);
	text_clean(&b, str_of(path));
	buf_puts(&b, ": ");
	buf_many(&b, x->nedits, "place");
	buf_puts(&b, x->options->apply ? " mended" : " to mend");
	for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++) {
		if (left[i].n == 0)
			continue;
		buf_puts(&b, sep);
		buf_many(&b, left[i].n, "suggestion");
		buf_printf(&b, " %s", left[i].why);
		sep = ", ";
	}
	put_end(x, &b);
	put_passed(x, &b, path);
	if (x->nedits + x->left.doubtful + x->left.several + x->left.markup + x->left.worse +
	    x->left.known > 0)
		(void)fwrite(b.p, 1, b.n, stderr);
	buf_release(&b);
}

/* a file without lines: nothing is put in, but what could be is not passed over in silence */
static void
note_left_alone(const struct fixing *x, const char *path, const struct cf_report *rep)
{
	struct buf b;
	size_t n = 0;

	for (size_t i = 0; i < rep->n; i++)
		n += write_counts(&rep->relations[i]) && rep->relations[i].suggestion != NULL;
	if (n + x->left.known == 0)
		return;
	buf_init(&b);
	text_clean(&b, str_of(path));
	buf_puts(&b, ": left alone: it has no lines");
	if (n > 0) {
		buf_puts(&b, "; ");
		buf_many(&b, n, "suggestion");
		buf_puts(&b, n == 1 ? " is for you to put in" : " are for you to put in");
	}
	put_end(x, &b);
	(void)fwrite(b.p, 1, b.n, stderr);
	buf_release(&b);
}

/* ---- one file */

/* false when it failed, which was told: then nothing was mended */
static bool
settle(struct fixing *x, const struct plan *plan, const struct cf_input *in, struct cf_report *rep)
{
	find_witnesses(x, rep);
	gather(x, plan, rep);
	keep_clear(x);
	x->edit = arena_array(&x->work, x->n, struct edit);
	if (x->edit == NULL && x->n > 0) {
		fail_with(x, CF_ENOMEM, in->path, "out of memory");
		return false;
	}
	take(x, plan, in, 0, x->n);
	(void)put_in(x, 0, 0);
	if (x->new.failed) {
		fail_with(x, CF_ENOMEM, in->path, "out of memory");
		return false;
	}
	if (x->nedits == 0)
		return true;
	x->changes = true;
	if (x->options->apply)
		return write_file(x, in->path);
	print_diff(x, in->path);
	return true;
}

static void
treat(struct fixing *x, const struct plan *plan, const struct cf_input *in, struct cf_report *rep)
{
	find_before(x, rep);
	find_blames(x, rep);
	if (!sift_report(&x->sift, plan, in->path, rep)) {
		x->failed = true;
		return;
	}
	x->left.known = rep->known;
	if (rep->derived)
		note_left_alone(x, in->path, rep);
	else if (settle(x, plan, in, rep))
		note(x, in->path);
}

static bool
is_file(struct fixing *x, const char *path)
{
	struct stat st;

	if (strcmp(path, "-") == 0) {
		fail_with(x, CF_EINPUT, "<stdin>", "the standard input cannot be mended");
		return false;
	}
	if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
		return true;
	fail_with(x, CF_EIO, path, "is no file that can be mended");
	return false;
}

static void
fix_file(struct fixing *x, const char *path)
{
	const struct plan *plan = is_file(x, path) ? plan_for(&x->plans, path) : NULL;
	struct cf_report *rep = NULL;
	struct cf_options opts;
	struct cf_input in;
	struct cf_error err;

	if (plan == NULL) {
		x->failed = true;
		return;
	}
	arena_reset(&x->work);
	x->proposal = NULL;
	x->witness = NULL;
	x->found = NULL;
	x->blame = NULL;
	x->passed = NULL;
	x->before = x->foundcap = x->nblames = x->blamecap = x->npassed = x->passedcap = 0;
	x->n = x->cap = x->nedits = x->nwitnesses = x->witnesscap = 0;
	x->tries = 0;
	x->left = (struct left){ 0 };
	opts = plan->check;
	opts.keep |= 1u << CF_HELD;
	if (file_read(&x->old, path, &err) != CF_OK) {
		fail(x, &err);
		return;
	}
	if (!plan_suppressions(&x->plans, plan, path, &opts.suppress, &opts.nsuppress)) {
		x->failed = true;
		return;
	}
	in = (struct cf_input){ .path = path, .bytes = buf_str(&x->old).p, .n = x->old.n,
		.format = options_input_format(x->options), .original = x->options->original };
	if (cf_check(&rep, plan->loaded->rules, &in, &opts, &err) != CF_OK) {
		fail(x, &err);
		return;
	}
	treat(x, plan, &in, rep);
	cf_report_free(rep);
}

static void
pass_over(void *ctx, const char *path, const char *ending)
{
	(void)ctx;
	(void)path;
	(void)ending;
}

static void
leave_out(void *ctx, const char *path, bool folder, const char *why)
{
	(void)ctx;
	(void)path;
	(void)folder;
	(void)why;
}

static void
fix_all(struct fixing *x)
{
	struct file_list list = { .arena = x->options->arena, .fn = fail, .pass_over = pass_over,
		.left_out = leave_out, .force_ignore = x->options->force_ignore, .ctx = x };

	plans_ignore(&x->plans, &x->ignore, fail, x);
	if (!x->options->no_ignore)
		list.ignore = &x->ignore;
	for (size_t i = 0; i < x->options->args.n; i++)
		files_add(&list, x->options->args.p[i]);
	ignore_release(&x->ignore);
	for (size_t i = 0; i < list.n; i++)
		fix_file(x, list.path[i]);
}

int
command_fix(const struct options *o)
{
	struct fixing x = { .options = o };

	arena_init(&x.work, CF_MAX_MEMORY);
	buf_init(&x.old);
	buf_init(&x.new);
	if (plans_begin(&x.plans, o) && sift_begin(&x.sift, &x.plans))
		fix_all(&x);
	else
		x.failed = true;
	x.failed = x.failed || x.plans.mistakes;
	plans_end(&x.plans);
	buf_release(&x.old);
	buf_release(&x.new);
	arena_release(&x.work);
	if (!stdout_is_written() || x.failed)
		return EXIT_NOT_CHECKED;
	return x.changes && o->dry_run ? EXIT_FINDINGS : EXIT_CLEAN;
}
