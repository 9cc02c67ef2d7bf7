/* crossfoot lsp: the server on the standard input and output; see server.h. */
#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "base/status.h"
#include "command.h"
#include "complain.h"
#include "lsp/server.h"

#define MOST_AT_ONCE (4u << 20)	/* bytes that are read before anything is done */

struct stream {
	struct server server;
	bool broken;	/* nobody reads what is written */
	bool ended;	/* nothing more comes in */
};

static void
write_out(void *ctx, struct str bytes)
{
	struct stream *st = ctx;

	while (bytes.n > 0 && !st->broken) {
		ssize_t n = write(STDOUT_FILENO, bytes.p, bytes.n);

		if (n > 0)
			bytes = str_sub(bytes, (size_t)n, bytes.n);
		else if (n < 0 && errno != EINTR)
			st->broken = true;
	}
}

/* is there something to be read now, or within the time? -1: for ever */
static bool
is_readable(int milliseconds)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&p, 1, milliseconds) > 0;
}

/* read what is there; at least once when `wait` */
static void
read_in(struct stream *st, bool wait)
{
	static const int for_ever = -1;
	char piece[64 << 10];
	size_t total = 0;

	while (!st->ended && total < MOST_AT_ONCE && is_readable(wait && total == 0 ? for_ever : 0)) {
		ssize_t n = read(STDIN_FILENO, piece, sizeof(piece));

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0 || !server_take(&st->server, (struct str){ piece, (size_t)n }))
			st->ended = true;
		total += n > 0 ? (size_t)n : 0;
	}
}

int
command_lsp(const struct options *o)
{
	struct stream st = { .server = { .given = o, .write = write_out, .ctx = &st } };
	struct server *s = &st.server;
	bool more = false;
	struct cf_error err;
	int status;

	server_init(s);
	while (s->phase != PHASE_OVER && !st.ended && !st.broken) {
		read_in(&st, !more);
		server_work(s);
		more = server_check_next(s);
	}
	if (st.ended && server_half(s) != NULL) {
		(void)error_set(&err, CF_EINPUT, "<stdin>", 0, 0, "%s", server_half(s));
		complain(stderr, &err);
	}
	/* the protocol asks for 1 when the session was not shut down */
	status = s->orderly || s->phase == PHASE_SHUT_DOWN ? EXIT_CLEAN : EXIT_FINDINGS;
	server_release(s);
	return status;
}
