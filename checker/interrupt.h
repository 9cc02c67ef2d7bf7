/*
 * When a run is interrupted (Ctrl-C, kill, a closed terminal), files that are half
 * written are removed before the program ends as the signal wants it. A thread of its own
 * waits for the signals, so that no handler and no global is needed.
 */
#ifndef CF_INTERRUPT_H
#define CF_INTERRUPT_H

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>

struct interrupt {
	void (*tidy)(void *ctx);	/* called in the other thread, under `lock` */
	void *ctx;
	pthread_mutex_t lock;		/* held while files take their names */
	pthread_t thread;
	sigset_t signals, before;
	int wake;			/* one of the signals; 0: all are ignored */
	bool running, ending;		/* `ending` under `lock` */
};

/* before any other thread is started: they are not to get the signals */
void interrupt_begin(struct interrupt *i, void (*tidy)(void *ctx), void *ctx);
void interrupt_lock(struct interrupt *i);
void interrupt_unlock(struct interrupt *i);
void interrupt_end(struct interrupt *i);

#endif
