/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_CATALOG_DIALOG (fac_catalog_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FacCatalogDialog, fac_catalog_dialog, FAC, CATALOG_DIALOG, AdwWindow)

/** FacCatalogDialog: searches a SAT catalogue by key or words. Signal "picked" (const char *key, const char *name),
 * then it closes. */
GtkWidget *fac_catalog_dialog_new (FacWorkspace *workspace, const char *catalog, const char *title, const char *text);

/** FacEntrySearch: searches something else than a catalogue; @finish gives (element-type FacCatalogEntry). */
typedef struct
{
  const char *hint; /* translated: what to type */
  const char *none; /* translated: what to try when nothing was found */
  void       (*start)  (FacWorkspace *workspace, const char *text, guint limit, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer data);
  GPtrArray *(*finish) (GAsyncResult *result, GError **error);
} FacEntrySearch;
/** fac_catalog_dialog_new_search: the same dialog over @search, which is copied. */
GtkWidget *fac_catalog_dialog_new_search (FacWorkspace *workspace, const FacEntrySearch *search, const char *title);

G_END_DECLS
