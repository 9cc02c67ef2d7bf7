/* Starting another program and listening to it; see program.h. */
#define _XOPEN_SOURCE 700	/* NOLINT(*-reserved-identifier,cert-dcl*) */
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

#define MOST_COMPLAINTS (8u << 10)	/* bytes that are kept of them */

struct pipes {
	int said[2], complained[2];
};

static bool
has_name(const char *entry, const char *name)
{
	size_t n = strcspn(name, "=");

	return strncmp(entry, name, n) == 0 && entry[n] == '=';
}

static bool
is_left_out(const struct program *c, const char *entry)
{
	for (const char *const *s = c->set; *s != NULL; s++)
		if (has_name(entry, *s))
			return true;
	for (const char *const *s = c->unset; *s != NULL; s++)
		if (has_name(entry, *s))
			return true;
	return false;
}

/* ours without what is unset, and what is set; NULL when memory ran out */
static char **
environment_for(const struct program *c)
{
	size_t n = 0, k = 0;
	char **env;

	while (environ[n] != NULL)
		n++;
	for (const char *const *s = c->set; *s != NULL; s++)
		n++;
	env = calloc(n + 1, sizeof(*env));
	if (env == NULL)
		return NULL;
	for (char **e = environ; *e != NULL; e++)
		if (!is_left_out(c, *e))
			env[k++] = *e;
	for (const char *const *s = c->set; *s != NULL; s++)
		env[k++] = (char *)(uintptr_t)*s;
	return env;
}

static void
close_pipe(int p[2])
{
	for (int i = 0; i < 2; i++)
		if (p[i] >= 0)
			(void)close(p[i]);
	p[0] = p[1] = -1;
}

/* the standard input is empty; posix_spawn closes what is marked so */
static int
spawn(struct program *c, const struct pipes *p, char **env, pid_t *pid)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t signals;
	int error;

	if (posix_spawn_file_actions_init(&files) != 0)
		return ENOMEM;
	if (posix_spawnattr_init(&attributes) != 0) {
		(void)posix_spawn_file_actions_destroy(&files);
		return ENOMEM;
	}
	/* we ignore it, but it should not */
	(void)sigemptyset(&signals);
	(void)sigaddset(&signals, SIGPIPE);
	(void)posix_spawnattr_setsigdefault(&attributes, &signals);
	(void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	error = posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	if (error == 0)
		error = posix_spawn_file_actions_adddup2(&files, p->said[1], STDOUT_FILENO);
	if (error == 0)
		error = posix_spawn_file_actions_adddup2(&files, p->complained[1], STDERR_FILENO);
	if (error == 0)
		error = posix_spawnp(pid, c->argv[0], &files, &attributes,
		    (char *const *)(uintptr_t)c->argv, env);
	(void)posix_spawnattr_destroy(&attributes);
	(void)posix_spawn_file_actions_destroy(&files);
	return error;
}

/* what there is to read; false at the end */
static bool
listen_to(int fd, struct buf *b, size_t most)
{
	char part[32u << 10];
	ssize_t n = read(fd, part, sizeof(part));

	if (n < 0)
		return errno == EINTR;
	if (n > 0 && b->n <= most)
		buf_put(b, (struct str){ part, (size_t)n });
	return n > 0;
}

static enum program_end
listen_all(struct program *c, const struct pipes *p, pid_t pid)
{
	struct pollfd fds[2] = { { .fd = p->said[0], .events = POLLIN },
		{ .fd = p->complained[0], .events = POLLIN } };

	while (fds[0].fd >= 0 || fds[1].fd >= 0) {
		if (poll(fds, 2, -1) < 0) {
			if (errno == EINTR)
				continue;
			c->error = errno;
			(void)kill(pid, SIGKILL);
			return PROGRAM_FAILED;
		}
		if (fds[0].revents != 0 && !listen_to(fds[0].fd, &c->said, c->most))
			fds[0].fd = -1;
		if (fds[1].revents != 0 && !listen_to(fds[1].fd, &c->complained, MOST_COMPLAINTS))
			fds[1].fd = -1;
		if (c->said.n > c->most || c->said.failed) {
			c->error = ENOMEM;
			(void)kill(pid, SIGKILL);
			return c->said.failed ? PROGRAM_FAILED : PROGRAM_TOO_MUCH;
		}
	}
	return PROGRAM_ENDED;
}

static enum program_end
wait_for(struct program *c, pid_t pid, enum program_end end)
{
	int status;

	while (waitpid(pid, &status, 0) < 0) {
		if (errno == EINTR)
			continue;
		c->error = errno;
		return PROGRAM_FAILED;
	}
	if (end != PROGRAM_ENDED)
		return end;
	if (!WIFEXITED(status))
		return PROGRAM_KILLED;
	c->status = WEXITSTATUS(status);
	return PROGRAM_ENDED;
}

static bool
open_pipe(int p[2])
{
	if (pipe(p) != 0) {
		p[0] = p[1] = -1;
		return false;
	}
	for (int i = 0; i < 2; i++)
		(void)fcntl(p[i], F_SETFD, FD_CLOEXEC);
	return true;
}

enum program_end
program_run(struct program *c)
{
	struct pipes p = { { -1, -1 }, { -1, -1 } };
	char **env = environment_for(c);
	enum program_end end = PROGRAM_FAILED;
	pid_t pid = -1;

	buf_init(&c->said);
	buf_init(&c->complained);
	c->error = ENOMEM;
	if (env != NULL && open_pipe(p.said) && open_pipe(p.complained))
		c->error = spawn(c, &p, env, &pid);
	else if (env != NULL)
		c->error = errno;
	free(env);
	if (c->error == 0) {
		(void)close(p.said[1]);
		(void)close(p.complained[1]);
		p.said[1] = p.complained[1] = -1;
		end = wait_for(c, pid, listen_all(c, &p, pid));
	}
	close_pipe(p.said);
	close_pipe(p.complained);
	return end;
}
