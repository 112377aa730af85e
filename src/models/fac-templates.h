/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-template.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

/* What new documents are begun from: templates that the person saved, and the customer's last invoice. */

/** fac_templates_save_async: @invoice as @name, in place of a template with that name; fac_templates_delete_async:
 * takes it away. Both end with fac_templates_write_finish(). */
void       fac_templates_save_async    (FacWorkspace *workspace, const char *name, const FacInvoice *invoice,
                                        GAsyncReadyCallback callback, gpointer data);
void       fac_templates_delete_async  (FacWorkspace *workspace, const char *name, GAsyncReadyCallback callback,
                                        gpointer data);
gboolean   fac_templates_write_finish  (GAsyncResult *result, GError **error);
/** fac_templates_list_async: all, by name. The callback's source is @workspace. */
void       fac_templates_list_async    (FacWorkspace *workspace, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data);
/** fac_templates_list_finish: Returns: (transfer full) (nullable) (element-type FacTemplate) */
GPtrArray *fac_templates_list_finish   (GAsyncResult *result, GError **error);

/** fac_last_invoice_async: the newest document of @type that was made for the customer with local @customer_id, other
 * than @except (nullable). The callback's source is @workspace. */
void        fac_last_invoice_async  (FacWorkspace *workspace, const char *customer_id, FacInvoiceType type,
                                     const char *except, GAsyncReadyCallback callback, gpointer data);
/** fac_last_invoice_finish: Returns: (transfer full) (nullable): %NULL without @error when there is none */
FacInvoice *fac_last_invoice_finish (GAsyncResult *result, GError **error);

G_END_DECLS
