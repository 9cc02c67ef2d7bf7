/* One line that is written over again; see progress.h. */
#include "progress.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"

#define FIRST_AFTER	1000u	/* milliseconds */
#define EVERY		100u

static uint64_t
now(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
		return 0;
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

void
progress_begin(struct progress *p, FILE *out, size_t all)
{
	const char *term = getenv("TERM");

	*p = (struct progress){ .all = all };
	if (all < 2 || isatty(fileno(out)) != 1 || (term != NULL && strcmp(term, "dumb") == 0))
		return;
	p->out = out;
	p->began = now();
}

void
progress_clear(struct progress *p)
{
	if (!p->shown)
		return;
	(void)fputs("\r\033[K", p->out);
	(void)fflush(p->out);
	p->shown = false;
	p->cleared = true;
}

void
progress_words(char *line, size_t size, size_t done, size_t all, uint64_t ms)
{
	uint64_t rate = ms == 0 ? 0 : (uint64_t)done * 1000 / ms;
	uint64_t left = done == 0 ? 0 : (all - done) * ms / done / 1000;
	struct buf b;

	buf_init(&b);
	buf_count(&b, done);
	buf_puts(&b, " of ");
	buf_many(&b, all, "file");
	if (rate > 0)
		buf_printf(&b, ", %llu a second", (unsigned long long)rate);
	if (left >= 3600)
		buf_printf(&b, ", %llu:%02llu:%02llu left", (unsigned long long)(left / 3600),
		    (unsigned long long)(left / 60 % 60), (unsigned long long)(left % 60));
	else
		buf_printf(&b, ", %llu:%02llu left", (unsigned long long)(left / 60),
		    (unsigned long long)(left % 60));
	(void)snprintf(line, size, "%.*s", (int)b.n, buf_str(&b).p);
	buf_release(&b);
}

void
progress_step(struct progress *p)
{
	char line[120];
	uint64_t t;

	p->done++;
	if (p->out == NULL)
		return;
	t = now();
	if (t - p->began < FIRST_AFTER || (t - p->last < EVERY && !p->cleared) || p->done == p->all)
		return;
	progress_words(line, sizeof(line), p->done, p->all, t - p->began);
	(void)fprintf(p->out, "\r%s\033[K", line);
	(void)fflush(p->out);
	p->last = t;
	p->shown = true;
	p->cleared = false;
}
