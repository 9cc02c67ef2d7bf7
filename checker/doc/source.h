/*
 * The bytes of one input, or the text derived from it, and where its lines are. Everything else in the
 * program keeps byte offsets; they become lines and columns once, when a person
 * will read them.
 */
#ifndef CF_DOC_SOURCE_H
#define CF_DOC_SOURCE_H

#include "base/arena.h"
#include "base/status.h"

struct span {
	uint32_t from, to;	/* bytes of the source, half open */
};

struct spots;

struct source {
	const char *path;
	struct str bytes;	/* of the input, or the text that was derived from it */
	struct spots *spots;	/* of a derived text (doc/spot.h); NULL: the input has lines */
	uint32_t *line;		/* offset of each line's first byte */
	size_t nlines;
	uint32_t *points;	/* code points before each CHUNK bytes; NULL: no line is long */
	/* the last answer of source_pos(), so that ascending questions are cheap */
	uint32_t last_offset;
	size_t last_line, last_column;
};

struct pos {
	size_t line, column;	/* from 1; columns count code points */
};

/*
 * Check the bytes (valid UTF-8, no NUL, no file past its limit) and index the
 * lines. A byte order mark is left out of the lines. The bytes stay
 * the caller's. CF_EINPUT or CF_ELIMIT with line and column when refused.
 */
enum cf_status source_init(struct source *src, struct arena *a, const char *path,
    struct str bytes, struct cf_error *err);

/* CF_ELIMIT when a line has more than `most` bytes */
enum cf_status source_check_lines(const struct source *src, size_t most, struct cf_error *err);

/* the same for a text that a reader derived: it is good UTF-8, its lines are its blocks.
 * CF_ELIMIT when a line is too long, CF_ENOMEM */
enum cf_status source_init_derived(struct source *src, struct arena *a, struct str bytes,
    struct spots *spots, struct cf_error *err);

/* the line, counted from 0, that holds the offset */
size_t source_line_of(const struct source *src, uint32_t offset);
struct pos source_pos(struct source *src, uint32_t offset);
/* the line (from 1) without its line end */
struct span source_line(const struct source *src, size_t line);
struct str source_text(const struct source *src, struct span at);
/* fill in the line and column fields of a place from its bytes */
void source_place(struct source *src, struct span at, struct cf_place *place);

#endif
