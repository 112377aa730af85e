/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fac_document_search_present: lets the person pick one of the stamped invoices, or type a folio fiscal. The dialog's
 * "picked" (const char *uuid, const char *words) tells which. Returns: (transfer none): the dialog */
GtkWidget *fac_document_search_present (GtkWidget *from, FacWorkspace *workspace);
/** fac_document_search_name_async: what the document with folio fiscal @uuid is called here; finish: %NULL when it is
 * not known. */
void       fac_document_search_name_async  (FacWorkspace *workspace, const char *uuid, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
char      *fac_document_search_name_finish (GAsyncResult *result, GError **error);

G_END_DECLS
