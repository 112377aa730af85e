/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-store.h"

G_BEGIN_DECLS

/** fac_store_note_many_async: as fac_store_add_history_async(), of each of @ids (element-type utf8) in one transaction.
 * Ends with fac_store_write_finish(). */
void fac_store_note_many_async     (FacStore *self, GPtrArray *ids, const char *kind, const char *detail,
                                    GAsyncReadyCallback callback, gpointer data);

G_END_DECLS
