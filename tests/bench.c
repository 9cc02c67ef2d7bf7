/*
 * bench RUNS COMMAND [ARG...]: run a command that many times with its output
 * thrown away, and print the median of user + system time in milliseconds, and
 * the largest resident set in KiB. Wall time is not taken: the machine may be
 * busy with something else. With -w in front it is, where threads are to be
 * measured: then the least of all runs is printed.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_RUNS 1000

static double
milliseconds(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

static int
by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* user and system time of all children so far; *largest is the largest of them */
static double
children(long *largest)
{
	struct rusage used;

	if (getrusage(RUSAGE_CHILDREN, &used) != 0)
		return 0;
	*largest = used.ru_maxrss;
	return milliseconds(used.ru_utime) + milliseconds(used.ru_stime);
}

static double
wall(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
		return 0;
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* 127 when it could not be started */
static int
run(char **command)
{
	pid_t child = fork();
	int status, null;

	if (child == 0) {
		null = open("/dev/null", O_RDWR);
		if (null >= 0) {
			(void)dup2(null, 0);
			(void)dup2(null, 1);
			(void)dup2(null, 2);
		}
		(void)execvp(command[0], command);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0)
		return 127;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

int
main(int argc, char **argv)
{
	bool walls = argc > 1 && strcmp(argv[1], "-w") == 0;
	char **arg = argv + (walls ? 2 : 1);
	double took[MAX_RUNS];
	long runs = arg[0] != NULL && arg[1] != NULL ? strtol(arg[0], NULL, 10) : 0, largest = 0;

	if (runs < 1 || runs > MAX_RUNS) {
		(void)fprintf(stderr, "usage: bench [-w] RUNS COMMAND [ARG...]\n");
		return 2;
	}
	for (long i = 0; i < runs; i++) {
		double before = walls ? wall() : children(&largest);
		int status = run(arg + 1);

		if (status > 1) {
			(void)fprintf(stderr, "bench: %s ended with status %d\n", arg[1], status);
			return 1;
		}
		took[i] = (walls ? wall() : children(&largest)) - before;
	}
	qsort(took, (size_t)runs, sizeof(took[0]), by_value);
	(void)children(&largest);
	(void)printf("%.3f %ld\n", took[walls ? 0 : runs / 2], largest);
	return 0;
}
