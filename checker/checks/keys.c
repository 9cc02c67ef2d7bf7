/* Keys out of text; see keys.h. */
#include "checks/keys.h"

#include "facts/scan.h"

#define MAX_STEPS	8u	/* of one path; deeper ones are cut */
#define MAX_RANGE	100u	/* members of one range; of a longer one only the ends are taken */
#define MAX_PAREN	6u	/* bytes inside brackets that can be a sub-paragraph */
#define MAX_DIGITS	9u	/* of a number in a sequence */

/* ---- steps */

static bool
is_number(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ch_digit(s.p[i]))
			return false;
	return s.n > 0;
}

static bool
is_letters(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ch_alpha(s.p[i]))
			return false;
	return s.n > 0;
}

static struct str
without_zeros(struct str s)
{
	if (is_number(s))
		while (s.n > 1 && s.p[0] == '0')
			s = str_sub(s, 1, s.n);
	return s;
}

/* small letters, one space for many */
static struct str
folded(struct arena *a, struct str s)
{
	char *p;
	size_t n = 0;

	s = str_trim(without_zeros(s));
	p = arena_alloc(a, s.n + 1, 1);
	for (size_t i = 0; p != NULL && i < s.n; i++)
		if (!ch_space(s.p[i]) || !ch_space(s.p[i + 1 < s.n ? i + 1 : i]))
			p[n++] = ch_space(s.p[i]) ? ' ' : ch_lower(s.p[i]);
	return (struct str){ p, p == NULL ? 0 : n };
}

struct step {
	struct str s;
	bool paren;
};

struct path {
	struct step step[MAX_STEPS];
	size_t n;
};

static void
push(struct path *p, struct str s, bool paren)
{
	if (p->n < MAX_STEPS)
		p->step[p->n++] = (struct step){ without_zeros(s), paren };
}

/* "3.1": two steps */
static void
push_word(struct path *p, struct str word)
{
	size_t from = 0;

	for (size_t i = 0; i <= word.n; i++) {
		if (i < word.n && word.p[i] != '.')
			continue;
		push(p, str_sub(word, from, i), false);
		from = i + 1;
	}
}

static bool
is_roman(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (strchr("ivxIVX", s.p[i]) == NULL)
			return false;
	return s.n > 1;
}

enum form { FORM_NUMBER, FORM_LETTER, FORM_ROMAN, FORM_OTHER };

static enum form
form_of(struct str s)
{
	if (is_number(s))
		return FORM_NUMBER;
	if (is_roman(s))
		return FORM_ROMAN;
	return s.n == 1 && is_letters(s) ? FORM_LETTER : FORM_OTHER;
}

/* may one come after the other on the same level? "(i)" begins romans and is a letter */
static bool
same_level(struct str before, struct str s)
{
	enum form a = form_of(before), b = form_of(s);

	if (a == b)
		return a != FORM_OTHER;
	return (a == FORM_ROMAN && b == FORM_LETTER && strchr("ivxIVX", s.p[0]) != NULL) ||
	    (b == FORM_ROMAN && a == FORM_LETTER && strchr("ivxIVX", before.p[0]) != NULL);
}

/* a bare "(3)" goes on from the last of its kind: 52 (2) (b) and (3) is 52 (3) */
static void
continue_path(struct path *p, struct str s)
{
	size_t i = p->n;

	while (i > 0 && (!p->step[i - 1].paren || !same_level(p->step[i - 1].s, s)))
		i--;
	if (i > 0)
		p->n = i - 1;
	push(p, s, true);
}

static struct str
path_str(struct arena *a, const struct path *p)
{
	size_t room = 1, n = 0;
	char *out;

	for (size_t i = 0; i < p->n; i++)
		room += p->step[i].s.n + 1;
	out = arena_alloc(a, room, 1);
	for (size_t i = 0; out != NULL && i < p->n; i++) {
		if (i > 0)
			out[n++] = KEY_STEP;
		for (size_t k = 0; k < p->step[i].s.n; k++)
			out[n++] = ch_lower(p->step[i].s.p[k]);
	}
	return (struct str){ out, out == NULL ? 0 : n };
}

static struct str
path_shown(struct arena *a, const struct path *p)
{
	struct str s = p->n == 0 ? CF_S("") : p->step[0].s;

	for (size_t i = 1; i < p->n; i++) {
		bool paren = p->step[i].paren;
		struct str parts[] = { s, paren ? CF_S(" (") : CF_S("."), p->step[i].s,
			paren ? CF_S(")") : CF_S("") };

		s = arena_join(a, parts, 4);
	}
	return s;
}

/* ---- tokens */

enum token_kind { TOKEN_WORD, TOKEN_PAREN, TOKEN_AND, TOKEN_TO, TOKEN_NOISE, TOKEN_END };

struct token {
	enum token_kind kind;
	struct str s;		/* of a bracket, what is inside */
	size_t from, to;
	bool tight;		/* a range with no space around it: "2-4" */
};

static bool
ch_word(char c)
{
	return ch_alpha(c) || ch_digit(c);
}

static size_t
word_end(struct str s, size_t i)
{
	while (i < s.n && (ch_word(s.p[i]) || (s.p[i] == '.' && i + 1 < s.n &&
	    ch_word(s.p[i + 1]))))
		i++;
	return i;
}

/* words that stand between keys, and those that can be none */
static enum token_kind
word_kind(struct str w)
{
	if (str_eq_folded(w, CF_S("and")) || str_eq_folded(w, CF_S("or")))
		return TOKEN_AND;
	if (str_eq_folded(w, CF_S("to")) || str_eq_folded(w, CF_S("through")))
		return TOKEN_TO;
	if (w.n <= 1 || is_roman(w))
		return TOKEN_WORD;
	for (size_t i = 0; i < w.n; i++)
		if (ch_digit(w.p[i]))
			return TOKEN_WORD;
	if (w.n > 3 || !is_letters(w))
		return TOKEN_NOISE;
	for (size_t i = 0; i < w.n; i++)	/* "AA", but not "no" and "Nos" */
		if (ch_lower(w.p[i]) == w.p[i])
			return TOKEN_NOISE;
	return TOKEN_WORD;
}

/* "(a)" at i: where it ends; 0: none is there */
static size_t
paren_end(struct str s, size_t i)
{
	size_t k = i + 1;

	while (k < s.n && k - i <= MAX_PAREN && ch_word(s.p[k]))
		k++;
	return k > i + 1 && k < s.n && s.p[k] == ')' ? k + 1 : 0;
}

/* the token at or after i, before `end` */
static struct token
next_token(struct str whole, size_t i, size_t end)
{
	struct str s = str_sub(whole, 0, end);
	struct token t = { .kind = TOKEN_END };
	size_t n;

	while (i < s.n && (n = space_at(s, i)) > 0)
		i += n;
	t.from = t.to = i;
	if (i >= s.n)
		return t;
	if (s.p[i] == '(' && (n = paren_end(s, i)) > 0) {
		t.kind = TOKEN_PAREN;
		t.to = n;
		t.s = str_sub(s, i + 1, n - 1);
	} else if (ch_word(s.p[i])) {
		t.to = word_end(s, i);
		t.s = str_sub(s, i, t.to);
		t.kind = word_kind(t.s);
	} else if (dash_at(s, i, &n) != DASH_NONE) {
		t.kind = TOKEN_TO;
		t.to = i + n;
		t.tight = i > 0 && ch_word(s.p[i - 1]) && t.to < s.n && ch_word(s.p[t.to]);
	} else {
		t.kind = strchr(",;&", s.p[i]) != NULL ? TOKEN_AND : TOKEN_NOISE;
		do	/* never a part of a character */
			t.to++;
		while (t.to < s.n && ((unsigned char)s.p[t.to] & 0xC0) == 0x80);
	}
	return t;
}

/* ---- lists */

struct list {
	struct arena *a;
	struct str text;
	struct path path;	/* of the key that is being read, or was last */
	size_t from, to;
	bool open;		/* one is being read */
	bool range, tight;	/* it is the end of a range */
	struct key *keys;
	size_t n, cap;
	bool cut;
};

static void
add_key(struct list *l, const struct path *p, size_t from, size_t to, struct str joined)
{
	if (l->n >= KEYS_LONGEST || !VEC_ROOM(l->a, l->keys, l->n, l->cap)) {
		l->cut = true;
		return;
	}
	l->keys[l->n++] = (struct key){ .path = path_str(l->a, p), .shown = path_shown(l->a, p),
		.joined = joined, .from = from, .to = to };
}

/* what lies between the last key and p; false: they are no range */
static bool
add_between(struct list *l, const struct path *p, struct str joined)
{
	struct key_number a, b;
	size_t from = l->keys[l->n - 1].from;
	struct path member = *p;

	if (!key_number(l->keys[l->n - 1].path, &a) || !key_number(path_str(l->a, p), &b) ||
	    !str_eq(a.head, b.head) || a.letter != b.letter || b.number <= a.number)
		return false;
	if (b.number - a.number > MAX_RANGE)
		return true;
	for (uint32_t i = a.number + 1; i < b.number; i++) {
		struct str last = p->step[p->n - 1].s, letters = { last.p, 0 };
		char first = last.p[0] >= 'a' ? 'a' : 'A';

		while (letters.n < last.n && !ch_digit(last.p[letters.n]))
			letters.n++;
		member.step[p->n - 1].s = b.letter ?
		    arena_printf(l->a, "%c", (char)(first + (int)i - 1)) :
		    arena_printf(l->a, "%.*s%u", (int)letters.n, letters.p, (unsigned)i);
		add_key(l, &member, from, l->to, joined);
	}
	return true;
}

/* the key that was being read is complete */
static void
close_key(struct list *l)
{
	struct key *last = l->n > 0 ? &l->keys[l->n - 1] : NULL;
	bool range = l->range && last != NULL;
	struct str joined = CF_S("");

	if (!l->open)
		return;
	l->open = l->range = false;
	if (range && l->tight)
		joined = folded(l->a, str_sub(l->text, last->from, l->to));
	if (range)
		last->joined = joined;
	if (range && !add_between(l, &l->path, joined) && l->tight) {	/* "A-1" */
		*last = (struct key){ .path = joined, .from = last->from, .to = l->to,
			.shown = str_sub(l->text, last->from, l->to) };
		return;
	}
	add_key(l, &l->path, l->from, l->to, joined);
}

static void
take_token(struct list *l, const struct token *t)
{
	switch (t->kind) {
	case TOKEN_WORD:
		close_key(l);
		l->path.n = 0;
		push_word(&l->path, t->s);
		l->from = t->from;
		l->open = true;
		break;
	case TOKEN_PAREN:
		if (l->open) {
			push(&l->path, t->s, true);
		} else {
			continue_path(&l->path, t->s);
			l->from = t->from;
			l->open = true;
		}
		break;
	case TOKEN_AND:
		close_key(l);
		l->range = false;
		break;
	case TOKEN_TO:
		close_key(l);
		l->range = true;
		l->tight = t->tight;
		break;
	case TOKEN_NOISE:
	case TOKEN_END:
		close_key(l);
		break;
	}
	if (l->open)
		l->to = t->to;
}

size_t
keys_read(struct arena *a, struct str text, size_t from, size_t to, struct key **out, bool *cut)
{
	struct list l = { .a = a, .text = text };
	struct token t = { .to = from };

	do {
		t = next_token(text, t.to, to);
		take_token(&l, &t);
	} while (t.kind != TOKEN_END && !l.cut);
	if (l.n == 0) {	/* a title */
		l.keys = arena_new(a, struct key);
		l.keys[0] = key_read(a, text, from, to);
		l.n = l.keys[0].path.n > 0;
	}
	*out = l.keys;
	*cut = l.cut;
	return l.n;
}

struct key
key_read(struct arena *a, struct str text, size_t from, size_t to)
{
	struct token t = next_token(text, from, to);
	size_t first = t.from, last = t.to;
	struct path p = { .n = 0 };

	if (t.kind == TOKEN_WORD)
		push_word(&p, t.s);
	else if (t.kind == TOKEN_PAREN)
		push(&p, t.s, true);
	if (p.n > 0)
		while ((t = next_token(text, last, to)).kind == TOKEN_PAREN) {
			push(&p, t.s, true);
			last = t.to;
		}
	if (p.n > 0 && (t.kind == TOKEN_END || (t.kind == TOKEN_NOISE && t.to >= to)))
		return (struct key){ .path = path_str(a, &p), .shown = path_shown(a, &p),
			.from = first, .to = last };
	while (to > first && ch_space(text.p[to - 1]))
		to--;
	return (struct key){ .path = folded(a, str_sub(text, first, to)),
		.shown = str_sub(text, first, to), .from = first, .to = to };
}

struct str
key_parent(struct str path)
{
	while (path.n > 0 && path.p[path.n - 1] != KEY_STEP)
		path.n--;
	if (path.n > 0)
		path.n--;
	return path;
}

bool
key_number(struct str path, struct key_number *out)
{
	size_t at = key_parent(path).n, digits;
	struct str step;

	if (at > 0)
		at++;
	step = str_sub(path, at, path.n);
	*out = (struct key_number){ .head = str_sub(path, 0, at) };
	if (step.n == 1 && step.p[0] >= 'a' && step.p[0] <= 'z') {
		out->letter = true;
		out->number = (uint32_t)(step.p[0] - 'a') + 1;
		return true;
	}
	digits = step.n;
	while (digits > 0 && ch_digit(step.p[digits - 1]))
		digits--;
	if (digits == step.n || step.n - digits > MAX_DIGITS ||
	    (digits > 0 && !is_letters(str_trim(str_sub(step, 0, digits)))))
		return false;
	for (size_t i = digits; i < step.n; i++)
		out->number = out->number * 10 + (uint32_t)(step.p[i] - '0');
	out->head.n += digits;
	return true;
}
