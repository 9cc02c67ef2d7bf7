/*
 * For whom a report is checked: what is listed, and how. Options that are given
 * always win over the profile.
 *
 *   author    everything, remarks too, in the order of the document
 *   officer   errors and warnings, by the reports of an agenda pack
 *   ci        errors (or what --fail-on asks for), one line for each; rules that find none
 *             of them are not run
 *
 * Without --profile it is that of an author, or in text and HTML that of an officer when
 * the document is an agenda pack.
 */
#ifndef CF_PROFILE_H
#define CF_PROFILE_H

#include "opt.h"

enum profile_name { PROFILE_AUTO, PROFILE_AUTHOR, PROFILE_OFFICER, PROFILE_CI };

/* what is written of a document in out->format; `pack`: it is an agenda pack */
void profile_apply(const struct options *o, bool pack, struct write_options *out);
/* the least severity of the rules that are run */
enum cf_severity profile_least(const struct options *o);

#endif
