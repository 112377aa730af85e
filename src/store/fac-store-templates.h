/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-store.h"
#include "fac-template.h"

G_BEGIN_DECLS

/* Documents that new ones are begun from. They are this computer's own: the service does not hear of them. */

/** fac_store_save_template_async: @invoice as @name, in place of one with that name. Ends with
 * fac_store_write_finish(). */
void fac_store_save_template_async   (FacStore *self, const char *name, const FacInvoice *invoice, gint64 now,
                                      GAsyncReadyCallback callback, gpointer data);
/** fac_store_delete_template_async: likewise. */
void fac_store_delete_template_async (FacStore *self, const char *name, GAsyncReadyCallback callback, gpointer data);
/** fac_store_templates_async: all, by name. */
void       fac_store_templates_async  (FacStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer data);
/** fac_store_templates_finish: Returns: (transfer full) (nullable) (element-type FacTemplate) */
GPtrArray *fac_store_templates_finish (FacStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
