/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-pull-window.h"

G_BEGIN_DECLS

/** The windows of the lists being walked. */

/** fac_window_table_put: inserts or updates; pages that are done already stay done, unless @anew. */
gboolean   fac_window_table_put (FacDb *db, const FacPullWindow *window, gboolean anew, GError **error);
/** fac_window_table_all: by list, the newest first. Returns: (transfer full) (element-type FacPullWindow) (nullable) */
GPtrArray *fac_window_table_all (FacDb *db, GError **error);

G_END_DECLS
