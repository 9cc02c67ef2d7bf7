/* Waiting for signals; see interrupt.h. */
#include "interrupt.h"

#include <string.h>

static void *
wait_for_signal(void *arg)
{
	struct interrupt *i = arg;
	int sig;

	if (sigwait(&i->signals, &sig) != 0)
		return NULL;
	(void)pthread_mutex_lock(&i->lock);
	if (i->ending) {
		(void)pthread_mutex_unlock(&i->lock);
		return NULL;
	}
	i->tidy(i->ctx);
	/* end by the signal itself, so that who started the program sees it */
	(void)signal(sig, SIG_DFL);
	(void)pthread_sigmask(SIG_UNBLOCK, &i->signals, NULL);
	(void)raise(sig);
	(void)pthread_mutex_unlock(&i->lock);
	return NULL;
}

/* those that are ignored, as under nohup, stay so */
static void
add_signal(struct interrupt *i, int sig)
{
	struct sigaction action;

	if (sigaction(sig, NULL, &action) != 0 || action.sa_handler == SIG_IGN)
		return;
	(void)sigaddset(&i->signals, sig);
	i->wake = sig;
}

void
interrupt_begin(struct interrupt *i, void (*tidy)(void *ctx), void *ctx)
{
	*i = (struct interrupt){ .tidy = tidy, .ctx = ctx };
	(void)sigemptyset(&i->signals);
	add_signal(i, SIGINT);
	add_signal(i, SIGTERM);
	add_signal(i, SIGHUP);
	if (i->wake == 0 || pthread_mutex_init(&i->lock, NULL) != 0)
		return;
	(void)pthread_sigmask(SIG_BLOCK, &i->signals, &i->before);
	i->running = pthread_create(&i->thread, NULL, wait_for_signal, i) == 0;
	if (!i->running)
		(void)pthread_sigmask(SIG_SETMASK, &i->before, NULL);
}

void
interrupt_lock(struct interrupt *i)
{
	if (i->running)
		(void)pthread_mutex_lock(&i->lock);
}

void
interrupt_unlock(struct interrupt *i)
{
	if (i->running)
		(void)pthread_mutex_unlock(&i->lock);
}

void
interrupt_end(struct interrupt *i)
{
	if (!i->running)
		return;
	/* to cancel the thread would load a library for unwinding its stack */
	(void)pthread_mutex_lock(&i->lock);
	i->ending = true;
	(void)pthread_mutex_unlock(&i->lock);
	(void)pthread_kill(i->thread, i->wake);
	(void)pthread_join(i->thread, NULL);
	(void)pthread_mutex_destroy(&i->lock);
	(void)pthread_sigmask(SIG_SETMASK, &i->before, NULL);
	i->running = false;
}
