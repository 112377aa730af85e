/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-conflict.h"
#include "fac-db.h"

G_BEGIN_DECLS

/** fac_conflict_table_find: without @mine. Returns: (transfer full) (nullable): %NULL without @error when there is
 * none */
FacConflict *fac_conflict_table_find   (FacDb *db, FacEntity entity, const char *id, GError **error);
/** fac_conflict_table_put: keeps base, theirs, body and time of @conflict. */
gboolean     fac_conflict_table_put    (FacDb *db, const FacConflict *conflict, GError **error);
/** fac_conflict_table_remove: it is decided; that there is none is no error. */
gboolean     fac_conflict_table_remove (FacDb *db, FacEntity entity, const char *id, GError **error);

/** fac_conflict_table_ids: Returns: (transfer full) (element-type utf8): local ids of all that wait for a decision */
GPtrArray   *fac_conflict_table_ids    (FacDb *db, GError **error);

G_END_DECLS
