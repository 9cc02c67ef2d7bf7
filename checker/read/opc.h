/*
 * The parts of an Office Open XML file and how they lead to each other: the main part is
 * named by its content type, the others by its relationships.
 */
#ifndef CF_READ_OPC_H
#define CF_READ_OPC_H

#include "base/arena.h"
#include "read/xml.h"

struct package {
	struct zip *zip;
	struct arena *arena;	/* with no `oom` */
	const char *path;
	bool failed;		/* memory ran out, or a limit was passed: */
	const char *limit;	/* which, or NULL */
};

/* the content type of the main part ("" when there is none that is known) and its name */
enum cf_status opc_main(struct package *k, struct str *type, struct str *part,
    struct cf_error *err);

struct opc_rel {
	struct str id;		/* "rId7" */
	struct str type;	/* the last step of its name: "styles" */
	struct str part;	/* the name of the part that it leads to */
};

struct opc_rels {
	struct opc_rel *p;
	size_t n, cap;
};

/* the relationships of a part inside the file; none when it has none */
enum cf_status opc_rels(struct package *k, struct str part, struct opc_rels *out,
    struct cf_error *err);
/* the part that it leads to; n == 0: none, or it is not there */
struct str opc_by_type(const struct package *k, const struct opc_rels *rels, const char *type);
struct str opc_by_id(const struct package *k, const struct opc_rels *rels, struct str id);

#endif
