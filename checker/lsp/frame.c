/* Taking a stream apart; see frame.h. */
#include "lsp/frame.h"

#include "base/limits.h"

#define MOST_RUBBISH	(1u << 20)	/* bytes without a message among them */
#define MOST_BAD	100u		/* times that something was wrong, in a row */

static const struct str length_key = WORD("content-length:");

void
frames_init(struct frames *f)
{
	*f = (struct frames){ 0 };
	buf_init(&f->in);
}

void
frames_release(struct frames *f)
{
	buf_release(&f->in);
}

bool
frames_put(struct frames *f, struct str bytes)
{
	if (f->at > 0) {	/* what was read makes room */
		memmove(f->in.p, f->in.p + f->at, f->in.n - f->at);
		f->in.n -= f->at;
		f->scanned = f->scanned > f->at ? f->scanned - f->at : 0;
		f->at = 0;
	}
	buf_put(&f->in, bytes);
	return !f->in.failed;
}

/* ---- heads */

/* digits alone; what has too many of them is past every limit */
static bool
read_length(struct str s, size_t *out)
{
	s = str_trim(s);
	*out = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (!ch_digit(s.p[i]))
			return false;
		*out = *out > SIZE_MAX / 16 ? SIZE_MAX / 2 : *out * 10 + (size_t)(s.p[i] - '0');
	}
	return s.n > 0;
}

/* where the length is spoken of in a line; line.n: nowhere */
static size_t
find_length_key(struct str line)
{
	for (size_t i = 0; i + length_key.n <= line.n; i++)
		if (str_starts_folded(str_sub(line, i, line.n), length_key))
			return i;
	return line.n;
}

static enum frame_kind
pass_over(struct frames *f, size_t n, const char *what, const char **why)
{
	f->rubbish += n;
	if (f->rubbish > MOST_RUBBISH || f->bad > MOST_BAD) {
		*why = "too much that is no message";
		return FRAME_LOST;
	}
	if (f->said)
		return FRAME_MORE;
	f->said = true;
	f->bad++;
	*why = what;
	return FRAME_BAD;
}

/* the head is over */
static enum frame_kind
end_head(struct frames *f, const char **why)
{
	if (!f->sized)	/* lines that end nothing; what stood before them was told of */
		return FRAME_MORE;
	f->sized = false;
	if (f->length > CF_MAX_MESSAGE) {
		f->discard = f->length;
		f->bad++;
		*why = "the message is too long (CF_MAX_MESSAGE) and was passed over";
		return FRAME_BAD;
	}
	f->body = true;
	return FRAME_MORE;
}

/* a line of a head; FRAME_MORE: nothing to be told */
static enum frame_kind
head_line(struct frames *f, struct str line, const char **why)
{
	size_t key;

	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	if (line.n == 0)
		return end_head(f, why);
	key = find_length_key(line);
	if (key < line.n) {
		f->sized = read_length(str_sub(line, key + length_key.n, line.n), &f->length);
		if (!f->sized)
			return pass_over(f, line.n, "Content-Length is no number", why);
		return key == 0 ? FRAME_MORE :
		    pass_over(f, key, "something stands before Content-Length", why);
	}
	if (str_starts_folded(line, CF_S("content-type:")))
		return FRAME_MORE;	/* there is only one that is in use */
	return pass_over(f, line.n + 1, "this is no head of a message", why);
}

/* a line that does not end: its tail may yet be a head */
static enum frame_kind
long_line(struct frames *f, const char **why)
{
	size_t n = f->in.n - f->at;

	if (n <= CF_MAX_HEAD)
		return FRAME_MORE;
	f->at = f->in.n - length_key.n;
	f->scanned = f->in.n;
	return pass_over(f, n - length_key.n, "this is no head of a message", why);
}

/* ---- messages */

/* whatever is left of a message that is passed over */
static bool
discard(struct frames *f)
{
	size_t n = f->in.n - f->at;

	if (n > f->discard)
		n = f->discard;
	f->discard -= n;
	f->at += n;
	f->scanned = f->at;
	return f->discard == 0;
}

static bool
take_body(struct frames *f, struct str *message)
{
	if (f->in.n - f->at < f->length)
		return false;
	*message = (struct str){ f->length == 0 ? "" : f->in.p + f->at, f->length };
	f->at += f->length;
	f->scanned = f->at;
	f->body = f->said = false;
	f->rubbish = 0;
	return true;
}

/* the next line of a head; false when it does not end yet */
static bool
take_line(struct frames *f, struct str *line)
{
	const char *nl;

	if (f->scanned < f->at)
		f->scanned = f->at;
	nl = f->scanned == f->in.n ? NULL :
	    memchr(f->in.p + f->scanned, '\n', f->in.n - f->scanned);
	if (nl == NULL) {
		f->scanned = f->in.n;
		return false;
	}
	*line = (struct str){ f->in.p + f->at, (size_t)(nl - f->in.p) - f->at };
	f->at = (size_t)(nl - f->in.p) + 1;
	return true;
}

enum frame_kind
frames_next(struct frames *f, struct str *message, const char **why)
{
	enum frame_kind kind = FRAME_MORE;
	struct str line;

	*why = "";
	while (kind == FRAME_MORE) {
		if (f->discard > 0 && !discard(f))
			return FRAME_MORE;
		if (f->body)
			return take_body(f, message) ? FRAME_MESSAGE : FRAME_MORE;
		if (!take_line(f, &line))
			return long_line(f, why);
		kind = head_line(f, line, why);
	}
	return kind;
}

bool
frames_is_half(const struct frames *f)
{
	return f->body || f->sized || f->discard > 0 || f->at < f->in.n;
}

void
frame_write(struct buf *out, struct str message)
{
	buf_printf(out, "Content-Length: %zu\r\n\r\n", message.n);
	buf_put(out, message);
}
