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
add_signal(sigset_t *set, int sig)
{
	struct sigaction action;

	if (sigaction(sig, NULL, &action) == 0 && action.sa_handler != SIG_IGN)
		(void)sigaddset(set, sig);
}

void
interrupt_begin(struct interrupt *i, void (*tidy)(void *ctx), void *ctx)
{
	*i = (struct interrupt){ .tidy = tidy, .ctx = ctx };
	(void)sigemptyset(&i->signals);
	add_signal(&i->signals, SIGINT);
	add_signal(&i->signals, SIGTERM);
	add_signal(&i->signals, SIGHUP);
	if (pthread_mutex_init(&i->lock, NULL) != 0)
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
	(void)pthread_cancel(i->thread);
	(void)pthread_join(i->thread, NULL);
	(void)pthread_mutex_destroy(&i->lock);
	(void)pthread_sigmask(SIG_SETMASK, &i->before, NULL);
	i->running = false;
}
