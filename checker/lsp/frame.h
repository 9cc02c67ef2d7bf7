/*
 * Messages out of a stream of bytes, and back: a head of lines, one of which says
 * how long the message is, an empty line, the message. What is no message is
 * passed over up to the next head, so that a client that sends rubbish is told so
 * and can go on.
 */
#ifndef CF_LSP_FRAME_H
#define CF_LSP_FRAME_H

#include "base/buf.h"

struct frames {
	struct buf in;
	size_t at;		/* what lies before it has been read */
	size_t scanned;		/* no line ends in [at, scanned) */
	size_t length;		/* of the message, when `sized` */
	size_t discard;		/* bytes of a message that is passed over, still to come */
	size_t rubbish;		/* bytes that were passed over since the last message */
	unsigned bad;		/* times that was said */
	bool sized, body;	/* a length was read; the head is over */
	bool said;		/* that there is rubbish, since the last message */
};

enum frame_kind {
	FRAME_MORE,	/* bytes are missing */
	FRAME_MESSAGE,
	FRAME_BAD,	/* no message: `why` says what was met; go on */
	FRAME_LOST	/* too much of that: give up */
};

void frames_init(struct frames *f);
void frames_release(struct frames *f);
/* more bytes; they are copied. false when memory ran out */
bool frames_put(struct frames *f, struct str bytes);
/* the next message, good until bytes are put; *why is a literal */
enum frame_kind frames_next(struct frames *f, struct str *message, const char **why);
/* has something begun that is not at its end? */
bool frames_is_half(const struct frames *f);

/* a message with its head, at the end of `out` */
void frame_write(struct buf *out, struct str message);

#endif
