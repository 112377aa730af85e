/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-json-writer.h"
#include "fac-json.h"

G_BEGIN_DECLS

/** fac_sandbox_json_has: there and not null. */
gboolean fac_sandbox_json_has (FacJsonValue value);
/** fac_sandbox_json_text: a string member's text, %NULL when absent, null or empty. */
const char *fac_sandbox_json_text (FacJsonValue object, const char *name);
/** fac_sandbox_json_number: a number member, or @fallback. */
FacDecimal fac_sandbox_json_number (FacJsonValue object, const char *name, FacDecimal fallback);
/** fac_sandbox_json_copy: writes @value as it was written; nothing when it is absent or null. */
void fac_sandbox_json_copy (FacJsonWriter *writer, const char *name, FacJsonValue value);
/** fac_sandbox_json_plain: writes @value as JavaScript would: no blanks, no trailing zeros, only needed escapes. */
void fac_sandbox_json_plain (FacJsonWriter *writer, const char *name, FacJsonValue value);
/** fac_sandbox_json_members: copies the members of @object that @names (%NULL-terminated) lists, in that order. */
void fac_sandbox_json_members (FacJsonWriter *writer, FacJsonValue object, const char *const *names);
/** fac_sandbox_json_merge: the same from @changes where it has the member (null takes it away), else from @base. */
void fac_sandbox_json_merge (FacJsonWriter *writer, FacJsonValue base, FacJsonValue changes, const char *const *names);
/** fac_sandbox_json_pick: the member of @changes if it is there (even null), else of @base. */
FacJsonValue fac_sandbox_json_pick (FacJsonValue base, FacJsonValue changes, const char *name);
/** fac_sandbox_json_hash: SHA-256 of the value's meaning: order of members, blanks, nulls and trailing zeros do not
 * count. Returns: (transfer full) */
char *fac_sandbox_json_hash (FacJsonValue value);
/** fac_sandbox_json_strv: an array's strings. Returns: (transfer full) (nullable): %NULL when there are none */
char **fac_sandbox_json_strv (FacJsonValue array);
/** fac_sandbox_json_load: text that we wrote ourselves. Returns: (transfer full): never %NULL */
FacJson *fac_sandbox_json_load (const char *text);

G_END_DECLS
