/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-organization.h"
#include "fac-store-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FAC_TYPE_ORGANIZATION_STORE (fac_organization_store_get_type ())
G_DECLARE_FINAL_TYPE (FacOrganizationStore, fac_organization_store, FAC, ORGANIZATION_STORE, GObject)

/**
 * FacOrganizationStore: $XDG_DATA_HOME/facturador/facturador.db: the organizations known and their flags
 * ("simulated-offline"); no secrets. Same threads and rules as #FacStore. Opening it takes the lock of the whole data
 * folder: FAC_STORE_ERROR_LOCKED.
 */
/** fac_organization_store_open_async: makes @folder (0700), opens or migrates "facturador.db" in it. */
void                  fac_organization_store_open_async  (const char *folder, GCancellable *cancellable,
                                                          GAsyncReadyCallback callback, gpointer data);
/** fac_organization_store_open_finish: Errors: %FAC_STORE_ERROR. Returns: (transfer full) (nullable) */
FacOrganizationStore *fac_organization_store_open_finish (GAsyncResult *result, GError **error);
/** fac_organization_store_close_async: waits for queued writes, checkpoints, lets the lock go; ends with
 * write_finish. */
void       fac_organization_store_close_async (FacOrganizationStore *self, GAsyncReadyCallback callback, gpointer data);
/** fac_organization_store_list_async: all of them, in order of arrival. */
void       fac_organization_store_list_async  (FacOrganizationStore *self, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer data);
/** fac_organization_store_list_finish: Returns: (transfer full) (nullable) (element-type FacOrganization) */
GPtrArray *fac_organization_store_list_finish (FacOrganizationStore *self, GAsyncResult *result, GError **error);
/** fac_organization_store_save_async: inserts @organization or replaces that of its id; ends with write_finish. */
void       fac_organization_store_save_async  (FacOrganizationStore *self, FacOrganization *organization,
                                               GAsyncReadyCallback callback, gpointer data);
/** fac_organization_store_get_flag_async: reads what was kept under @flag for @organization. */
void       fac_organization_store_get_flag_async  (FacOrganizationStore *self, const char *organization,
                                                   const char *flag, GCancellable *cancellable,
                                                   GAsyncReadyCallback callback, gpointer data);
/** fac_organization_store_get_flag_finish: Returns: (transfer full) (nullable): %NULL without @error when it is not
 * set */
char      *fac_organization_store_get_flag_finish (FacOrganizationStore *self, GAsyncResult *result, GError **error);
/** fac_organization_store_set_flag_async: keeps @value; %NULL takes the flag away. Ends with write_finish. */
void       fac_organization_store_set_flag_async  (FacOrganizationStore *self, const char *organization,
                                                   const char *flag, const char *value, GAsyncReadyCallback callback,
                                                   gpointer data);
/** fac_organization_store_get_mapping_async: which field each column of files with @signature was last imported as. */
void       fac_organization_store_get_mapping_async  (FacOrganizationStore *self, const char *signature,
                                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                                      gpointer data);
/** fac_organization_store_get_mapping_finish: Returns: (transfer full) (nullable): %NULL without @error when there is
 * none */
char      *fac_organization_store_get_mapping_finish (FacOrganizationStore *self, GAsyncResult *result,
                                                      GError **error);
/** fac_organization_store_set_mapping_async: keeps it. Ends with write_finish. */
void       fac_organization_store_set_mapping_async  (FacOrganizationStore *self, const char *signature,
                                                      const char *mapping, GAsyncReadyCallback callback,
                                                      gpointer data);
/** fac_organization_store_write_finish: for every writing verb. Returns: %FALSE with @error */
gboolean   fac_organization_store_write_finish (FacOrganizationStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
