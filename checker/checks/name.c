/* Names to be compared; see name.h. */
#include "checks/name.h"

#include "facts/scan.h"

/* bytes of an apostrophe, a hyphen, a dash or a hard space at s[i]; 0: none of these */
static size_t
mark_at(struct str s, size_t i)
{
	struct str rest = str_sub(s, i, s.n);

	if (s.p[i] == '\'' || s.p[i] == '-')
		return 1;
	if (str_starts(rest, CF_S("\xC2\xA0")))
		return 2;
	/* U+2010 to U+2019: hyphens, dashes, single quotes */
	return rest.n >= 3 && str_starts(rest, CF_S("\xE2\x80")) &&
	    (unsigned char)rest.p[2] >= 0x90 && (unsigned char)rest.p[2] <= 0x99 ? 3 : 0;
}

/* is it a word that a name may be written without? */
static bool
is_filler(struct str word)
{
	return str_eq(word, CF_S("and")) || str_eq(word, CF_S("the"));
}

/* how many bytes of the word are not its plural's */
static size_t
without_plural(char *word, size_t n)
{
	if (n < 4 || word[n - 1] != 's' || word[n - 2] == 's')
		return n;
	if (word[n - 2] != 'e' || word[n - 3] != 'i')
		return n - 1;
	word[n - 3] = 'y';
	return n - 2;
}

struct str
name_folded(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1, 1);
	size_t n = 0, word = 0;

	for (size_t i = 0; p != NULL && i <= s.n; i++) {
		size_t mark = i < s.n ? mark_at(s, i) : 0;

		if (mark > 0) {
			i += mark - 1;
		} else if (i < s.n && (ch_alpha(s.p[i]) || ch_digit(s.p[i]) ||
		    (unsigned char)s.p[i] >= 0x80)) {
			p[n++] = ch_lower(s.p[i]);
		} else {
			n = is_filler((struct str){ p + word, n - word }) ? word :
			    word + without_plural(p + word, n - word);
			word = n;
		}
	}
	return (struct str){ p, p == NULL ? 0 : n };
}
