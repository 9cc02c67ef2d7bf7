/* A ring of jobs between the threads and the one that writes; see jobs.h. */
#include "jobs.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#define AHEAD		4u	/* jobs in the ring for each thread */
#define MOST_THREADS	256u
#define STACK		(8u << 20)	/* as much as the first thread mostly has */

struct slot {
	struct job job;
	bool ready;
};

struct ring {
	const struct jobs *jobs;
	struct slot *slot;
	size_t nslots;
	pthread_mutex_t lock;
	pthread_cond_t room, ready;	/* a job may be taken; one is ready */
	size_t taken, written;		/* how many inputs so far */
	bool stop;
};

unsigned
jobs_cores(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > (long)MOST_THREADS ? MOST_THREADS : (unsigned)n;
}

static void
finish(struct job *job)
{
	cf_report_free(job->report);
	job->report = NULL;
}

/* ---- in the threads */

/* the next input; NULL when there is none */
static struct slot *
take(struct ring *r)
{
	struct slot *s = NULL;

	(void)pthread_mutex_lock(&r->lock);
	while (!r->stop && r->taken < r->jobs->n && r->taken - r->written >= r->nslots)
		(void)pthread_cond_wait(&r->room, &r->lock);
	if (!r->stop && r->taken < r->jobs->n) {
		s = &r->slot[r->taken % r->nslots];
		s->job.index = r->taken++;
		r->jobs->take(r->jobs->ctx, &s->job);
	}
	(void)pthread_mutex_unlock(&r->lock);
	return s;
}

static void *
work(void *arg)
{
	struct ring *r = arg;
	struct slot *s;

	while ((s = take(r)) != NULL) {
		r->jobs->work(r->jobs->ctx, &s->job);
		(void)pthread_mutex_lock(&r->lock);
		s->ready = true;
		(void)pthread_cond_signal(&r->ready);
		(void)pthread_mutex_unlock(&r->lock);
	}
	return NULL;
}

/* ---- in the thread that called */

static void
write_all(struct ring *r)
{
	for (size_t i = 0; i < r->jobs->n && !r->stop; i++) {
		struct slot *s = &r->slot[i % r->nslots];
		bool more;

		(void)pthread_mutex_lock(&r->lock);
		while (!s->ready)
			(void)pthread_cond_wait(&r->ready, &r->lock);
		(void)pthread_mutex_unlock(&r->lock);
		more = r->jobs->done(r->jobs->ctx, &s->job);
		finish(&s->job);
		(void)pthread_mutex_lock(&r->lock);
		s->ready = false;
		r->written++;
		r->stop = !more;
		(void)pthread_cond_broadcast(&r->room);
		(void)pthread_mutex_unlock(&r->lock);
	}
}

static unsigned
start(struct ring *r, pthread_t *thread, unsigned n)
{
	pthread_attr_t attr;
	unsigned started = 0;

	if (pthread_attr_init(&attr) != 0)
		return 0;
	(void)pthread_attr_setstacksize(&attr, STACK);
	while (started < n && pthread_create(&thread[started], &attr, work, r) == 0)
		started++;
	(void)pthread_attr_destroy(&attr);
	return started;
}

/* everything in this thread, one after the other */
static void
run_alone(const struct jobs *jobs)
{
	struct job job = { .report = NULL };
	bool more = true;

	buf_init(&job.bytes);
	for (; job.index < jobs->n && more; job.index++) {
		jobs->take(jobs->ctx, &job);
		jobs->work(jobs->ctx, &job);
		more = jobs->done(jobs->ctx, &job);
		finish(&job);
	}
	buf_release(&job.bytes);
}

static void
run_threads(struct ring *r, unsigned n)
{
	pthread_t thread[MOST_THREADS];
	unsigned started;

	(void)pthread_mutex_init(&r->lock, NULL);
	(void)pthread_cond_init(&r->room, NULL);
	(void)pthread_cond_init(&r->ready, NULL);
	started = start(r, thread, n);
	if (started == 0)
		run_alone(r->jobs);
	else
		write_all(r);
	for (unsigned i = 0; i < started; i++)
		(void)pthread_join(thread[i], NULL);
	(void)pthread_cond_destroy(&r->ready);
	(void)pthread_cond_destroy(&r->room);
	(void)pthread_mutex_destroy(&r->lock);
}

bool
jobs_run(const struct jobs *jobs)
{
	size_t n = jobs->threads < MOST_THREADS ? jobs->threads : MOST_THREADS;
	struct ring r = { .jobs = jobs };

	n = n < jobs->n ? n : jobs->n;
	if (n < 2) {
		run_alone(jobs);
		return true;
	}
	r.nslots = n * AHEAD;
	r.slot = calloc(r.nslots, sizeof(*r.slot));
	if (r.slot == NULL)
		return false;
	for (size_t i = 0; i < r.nslots; i++)
		buf_init(&r.slot[i].job.bytes);
	run_threads(&r, (unsigned)n);
	for (size_t i = 0; i < r.nslots; i++) {
		finish(&r.slot[i].job);	/* those that came after the last that was written */
		buf_release(&r.slot[i].job.bytes);
	}
	free(r.slot);
	return true;
}
