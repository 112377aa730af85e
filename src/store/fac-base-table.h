/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-query.h"

G_BEGIN_DECLS

/** Base snapshots: the bytes both sides last agreed on, while an object has edits here. */
gboolean fac_base_table_put    (FacDb *db, FacEntity entity, const char *id, GBytes *content, GError **error);
gboolean fac_base_table_remove (FacDb *db, FacEntity entity, const char *id, GError **error);
GBytes  *fac_base_table_get    (FacDb *db, FacEntity entity, const char *id, GError **error); /* (transfer full) (nullable) */

G_END_DECLS
