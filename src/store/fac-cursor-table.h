/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"

G_BEGIN_DECLS

/** How far a walk over the service's lists has come. */
/** fac_cursor_table_set: keeps @value (nullable) under @name. */
gboolean fac_cursor_table_set (FacDb *db, const char *name, const char *value, GError **error);
/** fac_cursor_table_get: Returns: (transfer full) (nullable): %NULL without @error when nothing was kept */
char    *fac_cursor_table_get (FacDb *db, const char *name, GError **error);

G_END_DECLS
