/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"
#include "fac-directory.h"

G_BEGIN_DECLS

#define FAC_TYPE_CONTEXT (fac_context_get_type ())
G_DECLARE_FINAL_TYPE (FacContext, fac_context, FAC, CONTEXT, GObject)

/** FacContext: builds and owns what the program is made of; there are no singletons. */
FacContext   *fac_context_new (void);
GSettings    *fac_context_get_settings  (FacContext *self);
/** fac_context_set_forced_offline: --offline. Before opening. */
void          fac_context_set_forced_offline (FacContext *self, gboolean offline);
/** fac_context_hold: fac_directory_hold() for the directory to come, until fac_context_release(). */
void          fac_context_hold         (FacContext *self);
void          fac_context_release      (FacContext *self);
/** fac_context_open_async: opens the catalogues and then the organizations, off the main thread; may be called again
 * after a failure. */
void          fac_context_open_async  (FacContext *self, GAsyncReadyCallback callback, gpointer data);
gboolean      fac_context_open_finish (FacContext *self, GAsyncResult *result, GError **error);
/** fac_context_get_catalog: NULL before it is open, and when it could not be. */
FacCatalogSource *fac_context_get_catalog (FacContext *self);
/** fac_context_get_directory: NULL before it is open. */
FacDirectory *fac_context_get_directory (FacContext *self);

G_END_DECLS
