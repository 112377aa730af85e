/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-query.h"

G_BEGIN_DECLS

/** Base snapshots: the bytes both sides last agreed on, while an object has edits here. */
/** fac_base_table_put: keeps @content, in place of what was kept. */
gboolean fac_base_table_put    (FacDb *db, FacEntity entity, const char *id, GBytes *content, GError **error);
/** fac_base_table_remove: forgets it; that there is none is no error. */
gboolean fac_base_table_remove (FacDb *db, FacEntity entity, const char *id, GError **error);
/** fac_base_table_get: Returns: (transfer full) (nullable): %NULL without @error when there is none */
GBytes  *fac_base_table_get    (FacDb *db, FacEntity entity, const char *id, GError **error);

G_END_DECLS
