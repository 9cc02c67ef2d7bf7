/* Running another program; see child.h. */
#include "read/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"

#define SAID	400u	/* bytes kept of what it complains about */

struct child {
	pid_t pid;
	int in, out, err;	/* our ends; -1: closed */
	struct str input;
	struct buf *output, *said;
	struct timespec until;
};

/* ---- finding it */

/* the program's path in `path`, a colon-separated list; false: it is nowhere */
static bool
find_program(const char *name, char *out, size_t size)
{
	const char *path = getenv("PATH");

	if (path == NULL || *path == '\0')
		path = "/usr/local/bin:/usr/bin:/bin";
	while (*path != '\0') {
		size_t n = strcspn(path, ":"), len = strlen(name);

		/* a folder that is not named in full could be a stranger's */
		if (n > 0 && path[0] == '/' && n + len + 2 <= size) {
			memcpy(out, path, n);
			out[n] = '/';
			memcpy(out + n + 1, name, len + 1);
			if (access(out, X_OK) == 0)
				return true;
		}
		path += n;
		path += *path == ':';
	}
	return false;
}

/* ---- in the child: only what is safe after fork() */

static void
limit(int what, rlim_t most)
{
	struct rlimit r = { most, most };

	(void)setrlimit(what, &r);
}

static void
become(const char *path, const char *const *argv, int in, int out, int err)
{
	char *const none[] = { NULL };
	sigset_t nothing;
	union {
		const char *const *given;
		char *const *wanted;	/* execve() changes none of them */
	} args = { argv };

	if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0)
		_exit(126);
	for (int fd = 3; fd < 1024; fd++)
		(void)close(fd);
	(void)sigemptyset(&nothing);
	(void)sigprocmask(SIG_SETMASK, &nothing, NULL);
	limit(RLIMIT_CPU, CF_MAX_CHILD_SECONDS);
	limit(RLIMIT_AS, CF_MAX_CHILD_MEMORY);
	/* pdftocairo keeps a page in a file without a name */
	limit(RLIMIT_FSIZE, CF_MAX_CHILD_OUTPUT);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, 64);
	(void)execve(path, args.wanted, none);
	_exit(127);
}

/* ---- in the parent */

static void
shut(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

static bool
open_ends(int in[2], int out[2], int err[2])
{
	/* a socket, so that writing to a child that is gone is an error and no signal */
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, in) != 0)
		return false;
	if (pipe(out) != 0) {
		(void)close(in[0]);
		(void)close(in[1]);
		return false;
	}
	if (pipe(err) != 0) {
		for (int i = 0; i < 2; i++) {
			(void)close(in[i]);
			(void)close(out[i]);
		}
		return false;
	}
	return true;
}

static bool
start(struct child *c, const char *path, const char *const *argv)
{
	int in[2], out[2], err[2], error;

	if (!open_ends(in, out, err))
		return false;
	c->pid = fork();
	error = errno;
	if (c->pid == 0)
		become(path, argv, in[1], out[1], err[1]);
	(void)close(in[1]);
	(void)close(out[1]);
	(void)close(err[1]);
	c->in = in[0];
	c->out = out[0];
	c->err = err[0];
	(void)fcntl(c->in, F_SETFL, O_NONBLOCK);
	errno = error;
	return c->pid > 0;
}

/* milliseconds that are left */
static int
time_left(const struct child *c)
{
	struct timespec now;
	long long ms;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	ms = (long long)(c->until.tv_sec - now.tv_sec) * 1000 +
	    (c->until.tv_nsec - now.tv_nsec) / 1000000;
	return ms < 0 ? 0 : (int)ms;
}

static void
feed(struct child *c)
{
	ssize_t n = send(c->in, c->input.p, c->input.n, MSG_NOSIGNAL);

	if (n > 0)
		c->input = str_sub(c->input, (size_t)n, c->input.n);
	if (c->input.n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
		shut(&c->in);
}

#define PART	65536u	/* bytes read at once: what a pipe holds */

/* what it writes; false: past the limit, or out of memory */
static bool
take_output(struct child *c)
{
	ssize_t n;

	if (!buf_room(c->output, PART))
		return false;
	n = read(c->out, c->output->p + c->output->n, PART);
	if (n == 0 || (n < 0 && errno != EINTR))
		shut(&c->out);
	if (n > 0)
		c->output->n += (size_t)n;
	return c->output->n <= CF_MAX_CHILD_OUTPUT;
}

static void
take_complaint(struct child *c)
{
	char part[1024];
	ssize_t n = read(c->err, part, sizeof(part));

	if (n == 0 || (n < 0 && errno != EINTR))
		shut(&c->err);
	if (n > 0 && c->said->n < SAID)
		buf_put(c->said, str_sub((struct str){ part, (size_t)n }, 0, SAID - c->said->n));
}

static enum child_end
talk(struct child *c)
{
	while (c->out >= 0 || c->err >= 0) {
		struct pollfd fd[3] = { { c->out, POLLIN, 0 }, { c->err, POLLIN, 0 },
			{ c->in, POLLOUT, 0 } };
		int n = poll(fd, 3, time_left(c));

		if (n == 0)
			return CHILD_TOO_LONG;
		if (n < 0 && errno != EINTR)
			return CHILD_FAILED;
		if (n < 0)
			continue;
		if (fd[2].revents != 0)
			feed(c);
		if (fd[1].revents != 0)
			take_complaint(c);
		if (fd[0].revents != 0 && !take_output(c))
			return c->output->failed ? CHILD_NO_MEMORY : CHILD_TOO_MUCH;
	}
	return CHILD_DONE;
}

static enum child_end
finish(struct child *c, enum child_end end)
{
	int status = 0;

	shut(&c->in);
	shut(&c->out);
	shut(&c->err);
	if (end != CHILD_DONE)
		(void)kill(c->pid, SIGKILL);
	while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (end != CHILD_DONE)
		return end;
	if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
		return CHILD_TOO_LONG;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? CHILD_DONE : CHILD_FAILED;
}

enum child_end
child_run(const char *const *argv, struct str input, struct buf *out, struct buf *said)
{
	struct child c = { .in = -1, .out = -1, .err = -1, .input = input, .output = out,
		.said = said };
	char path[1024];

	if (!find_program(argv[0], path, sizeof(path)))
		return CHILD_MISSING;
	(void)clock_gettime(CLOCK_MONOTONIC, &c.until);
	c.until.tv_sec += CF_MAX_CHILD_SECONDS;
	if (start(&c, path, argv))
		return finish(&c, talk(&c));
	buf_puts(said, strerror(errno));
	shut(&c.in);
	shut(&c.out);
	shut(&c.err);
	return CHILD_NOT_STARTED;
}
