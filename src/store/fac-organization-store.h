/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-organization.h"
#include "fac-store-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FAC_TYPE_ORGANIZATION_STORE (fac_organization_store_get_type ())
G_DECLARE_FINAL_TYPE (FacOrganizationStore, fac_organization_store, FAC, ORGANIZATION_STORE, GObject)

/**
 * FacOrganizationStore: $XDG_DATA_HOME/facturador/facturador.db: the organizations known and their flags ("simulated-offline"); no secrets.
 * Same threads and rules as #FacStore. Opening it takes the lock of the whole data folder: FAC_STORE_ERROR_LOCKED.
 */
void                  fac_organization_store_open_async  (const char *folder, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
FacOrganizationStore *fac_organization_store_open_finish (GAsyncResult *result, GError **error);
/** fac_organization_store_close_async: waits for queued writes, checkpoints, lets the lock go; ends with write_finish. */
void       fac_organization_store_close_async (FacOrganizationStore *self, GAsyncReadyCallback callback, gpointer data);
void       fac_organization_store_list_async  (FacOrganizationStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** Returns: (transfer full) (element-type FacOrganization) */
GPtrArray *fac_organization_store_list_finish (FacOrganizationStore *self, GAsyncResult *result, GError **error);
void       fac_organization_store_save_async  (FacOrganizationStore *self, FacOrganization *organization, GAsyncReadyCallback callback, gpointer data);
void       fac_organization_store_forget_async (FacOrganizationStore *self, const char *id, GAsyncReadyCallback callback, gpointer data);
void       fac_organization_store_get_flag_async  (FacOrganizationStore *self, const char *organization, const char *flag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
char      *fac_organization_store_get_flag_finish (FacOrganizationStore *self, GAsyncResult *result, GError **error);
void       fac_organization_store_set_flag_async  (FacOrganizationStore *self, const char *organization, const char *flag, const char *value, GAsyncReadyCallback callback, gpointer data);
gboolean   fac_organization_store_write_finish (FacOrganizationStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
