/* What files were like; see stamp.h. */
#include "config/stamp.h"

#include <sys/stat.h>

struct stamp {
	struct stamp *before;
	const char *path;
	bool being;		/* nothing else of it counts */
	struct stat was;	/* st_nlink 0: it was not there */
};

void
stamps_init(struct stamps *s, struct arena *a)
{
	*s = (struct stamps){ .arena = a };
}

static void
look(const char *path, struct stat *out)
{
	if (stat(path, out) != 0)
		*out = (struct stat){ .st_nlink = 0 };
}

static bool
put(struct stamps *s, struct stamp *one)
{
	jmp_buf oom;

	if (setjmp(oom) != 0) {
		s->arena->oom = NULL;
		return false;
	}
	s->arena->oom = &oom;
	(void)map_put(&s->of_path, s->arena, str_of(one->path), one);
	s->arena->oom = NULL;
	return true;
}

static void
add(struct stamps *s, const char *path, bool being)
{
	struct stamp *one;

	if (s == NULL || s->failed || map_get(&s->of_path, str_of(path)) != NULL)
		return;
	one = arena_new(s->arena, struct stamp);
	s->failed = one == NULL;
	if (one == NULL)
		return;
	*one = (struct stamp){ .before = s->last, .being = being,
		.path = arena_str(s->arena, str_of(path)).p };
	look(one->path, &one->was);
	s->failed = !put(s, one);
	s->last = one;
}

void
stamps_add(struct stamps *s, const char *path)
{
	add(s, path, false);
}

void
stamps_add_being(struct stamps *s, const char *path)
{
	add(s, path, true);
}

static bool
is_same(const struct stamp *one, const struct stat *b)
{
	const struct stat *a = &one->was;

	if ((a->st_nlink == 0) != (b->st_nlink == 0))
		return false;
	if (one->being || a->st_nlink == 0)
		return true;
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
	    a->st_mode == b->st_mode && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	    a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

bool
stamps_changed(const struct stamps *s)
{
	for (const struct stamp *one = s->last; one != NULL; one = one->before) {
		struct stat now;

		look(one->path, &now);
		if (!is_same(one, &now))
			return true;
	}
	return false;
}

bool
stamps_have(const struct stamps *s, const char *path)
{
	struct stat is;

	if (stat(path, &is) != 0)
		return false;
	for (const struct stamp *one = s->last; one != NULL; one = one->before)
		if (one->was.st_nlink > 0 && one->was.st_dev == is.st_dev &&
		    one->was.st_ino == is.st_ino)
			return true;
	return false;
}
