/* Parts of a zip archive, with minizip reading from memory; see zip.h. */
#include "read/zip.h"

#include <minizip/unzip.h>
#include <stdlib.h>

#include "base/limits.h"

/* A part by its name. */
struct entry {
	uint64_t hash;		/* of the name in small letters */
	unz64_file_pos at;
};

struct zip {
	struct str bytes;
	size_t at;		/* of the reading position */
	const char *path;
	unzFile file;
	struct entry *entry;	/* by hash */
	size_t nentries;
	struct str part;	/* the name of the one that is being taken out */
	uint64_t packed, given;	/* its bytes */
	uint64_t total;		/* bytes of all parts so far */
};

bool
zip_is(struct str bytes)
{
	static const struct str heads[] = { { "PK\003\004", 4 }, { "PK\005\006", 4 } };

	return str_starts(bytes, heads[0]) || str_starts(bytes, heads[1]);
}

/* ---- a file that is bytes in memory, as minizip asks for it */

static voidpf
memory_open(voidpf z, const void *name, int mode)
{
	(void)name;
	(void)mode;
	return z;
}

static uLong
memory_read(voidpf opaque, voidpf stream, void *to, uLong n)
{
	struct zip *z = stream;
	struct str s = str_sub(z->bytes, z->at, n > SIZE_MAX - z->at ? SIZE_MAX : z->at + n);

	(void)opaque;
	if (s.n > 0)
		memcpy(to, s.p, s.n);
	z->at += s.n;
	return (uLong)s.n;
}

static uLong
memory_write(voidpf opaque, voidpf stream, const void *from, uLong n)
{
	(void)opaque;
	(void)stream;
	(void)from;
	(void)n;
	return 0;
}

static ZPOS64_T
memory_tell(voidpf opaque, voidpf stream)
{
	const struct zip *z = stream;

	(void)opaque;
	return z->at;
}

static long
memory_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
	struct zip *z = stream;
	uint64_t base = origin == ZLIB_FILEFUNC_SEEK_SET ? 0 :
	    origin == ZLIB_FILEFUNC_SEEK_CUR ? z->at : z->bytes.n;

	(void)opaque;
	if (base > z->bytes.n || offset > z->bytes.n - base)
		return -1;
	z->at = (size_t)(base + offset);
	return 0;
}

static int
memory_close(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

/* ---- the archive */

#define LONGEST_NAME 256u

static uint64_t
hash_of(struct str name)
{
	uint64_t h = CF_HASH_SEED;

	for (size_t i = 0; i < name.n; i++) {
		char c = ch_lower(name.p[i]);

		h = str_hash(h, (struct str){ &c, 1 });
	}
	return h;
}

static int
by_hash(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return (x->hash > y->hash) - (x->hash < y->hash);
}

/* false when the list of parts is damaged */
static bool
index_parts(struct zip *z)
{
	char name[LONGEST_NAME + 1];
	int st = unzGoToFirstFile(z->file);

	for (; st == UNZ_OK && z->nentries < CF_MAX_ZIP_PARTS; st = unzGoToNextFile(z->file)) {
		struct entry *e = &z->entry[z->nentries];

		if (unzGetCurrentFileInfo64(z->file, NULL, name, sizeof(name), NULL, 0, NULL,
		    0) != UNZ_OK || unzGetFilePos64(z->file, &e->at) != UNZ_OK)
			return false;
		name[LONGEST_NAME] = '\0';
		e->hash = hash_of(str_of(name));
		z->nentries++;
	}
	if (z->nentries > 1)
		qsort(z->entry, z->nentries, sizeof(*z->entry), by_hash);
	return z->nentries > 0;
}

struct zip *
zip_open(struct str bytes, const char *path, struct cf_error *err)
{
	zlib_filefunc64_def memory = { .zopen64_file = memory_open, .zread_file = memory_read,
		.zwrite_file = memory_write, .ztell64_file = memory_tell,
		.zseek64_file = memory_seek, .zclose_file = memory_close,
		.zerror_file = memory_close };
	struct zip *z = calloc(1, sizeof(*z));
	unz_global_info64 info;

	if (z == NULL) {
		(void)error_set(err, CF_ENOMEM, path, 0, 0, "out of memory");
		return NULL;
	}
	z->bytes = bytes;
	z->path = path;
	memory.opaque = z;
	z->file = unzOpen2_64(path, &memory);
	if (z->file != NULL)
		z->entry = calloc(CF_MAX_ZIP_PARTS, sizeof(*z->entry));
	if (z->file != NULL && z->entry == NULL) {
		(void)error_set(err, CF_ENOMEM, path, 0, 0, "out of memory");
	} else if (z->file == NULL || unzGetGlobalInfo64(z->file, &info) != UNZ_OK ||
	    !index_parts(z)) {
		(void)error_set(err, CF_EINPUT, path, 0, 0,
		    "is a zip archive without its list of parts: it is truncated or damaged");
	} else if (info.number_entry > CF_MAX_ZIP_PARTS) {
		(void)error_set(err, CF_ELIMIT, path, 0, 0,
		    "a zip archive of %llu parts; the limit is %u (CF_MAX_ZIP_PARTS)",
		    (unsigned long long)info.number_entry, CF_MAX_ZIP_PARTS);
	} else {
		return z;
	}
	zip_close(z);
	return NULL;
}

void
zip_close(struct zip *z)
{
	if (z == NULL)
		return;
	if (z->file != NULL)
		(void)unzClose(z->file);
	free(z->entry);
	free(z);
}

static bool
locate(struct zip *z, struct str name)
{
	struct entry key = { .hash = hash_of(name) };
	const struct entry *e = name.n == 0 || name.n >= LONGEST_NAME ? NULL :
	    bsearch(&key, z->entry, z->nentries, sizeof(key), by_hash);

	return e != NULL && unzGoToFilePos64(z->file, &e->at) == UNZ_OK;
}

bool
zip_has(struct zip *z, struct str name)
{
	return locate(z, name);
}

enum cf_status
zip_begin(struct zip *z, struct str name, struct cf_error *err)
{
	unz_file_info64 info;

	if (!locate(z, name) || unzGetCurrentFileInfo64(z->file, &info, NULL, 0, NULL, 0, NULL,
	    0) != UNZ_OK)
		return error_set(err, CF_EINPUT, z->path, 0, 0,
		    "has no part \"%.*s\": it is damaged", (int)name.n, name.p);
	if ((info.flag & 1) != 0)
		return error_set(err, CF_EINPUT, z->path, 0, 0,
		    "is protected by a password: save it without one first");
	if (unzOpenCurrentFile(z->file) != UNZ_OK)
		return error_set(err, CF_EINPUT, z->path, 0, 0,
		    "the part \"%.*s\" cannot be unpacked: the file is damaged", (int)name.n,
		    name.p);
	z->part = name;
	z->packed = info.compressed_size;
	z->given = 0;
	return CF_OK;
}

enum cf_status
zip_more(struct zip *z, void *to, size_t room, size_t *n, struct cf_error *err)
{
	int got = unzReadCurrentFile(z->file, to, (unsigned)(room > 1u << 20 ? 1u << 20 : room));

	*n = got > 0 ? (size_t)got : 0;
	if (got < 0)
		return error_set(err, CF_EINPUT, z->path, 0, 0,
		    "the part \"%.*s\" cannot be unpacked: the file is truncated or damaged",
		    (int)z->part.n, z->part.p);
	z->given += *n;
	z->total += *n;
	if (z->total > CF_MAX_UNPACKED)
		return error_set(err, CF_ELIMIT, z->path, 0, 0,
		    "unpacks to more than %u bytes (CF_MAX_UNPACKED)", CF_MAX_UNPACKED);
	if (z->given > CF_FREE_UNPACKED && z->given / CF_MAX_RATIO > z->packed)
		return error_set(err, CF_ELIMIT, z->path, 0, 0,
		    "the part \"%.*s\" unpacks to more than %u times its size (CF_MAX_RATIO)",
		    (int)z->part.n, z->part.p, CF_MAX_RATIO);
	return CF_OK;
}

void
zip_end(struct zip *z)
{
	(void)unzCloseCurrentFile(z->file);
}
