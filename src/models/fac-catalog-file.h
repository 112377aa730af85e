/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

G_BEGIN_DECLS

#define FAC_TYPE_CATALOG_FILE (fac_catalog_file_get_type ())
G_DECLARE_FINAL_TYPE (FacCatalogFile, fac_catalog_file, FAC, CATALOG_FILE, GObject)

/** FacCatalogFile: the file with the SAT's complete catalogues: which one is used, and another one instead. Signal
 * "changed". */
FacCatalogFile *fac_catalog_file_new        (FacWorkspace *workspace);
/** fac_catalog_file_import: takes over the catalogues of the file at @path; those in use stay until it is done, and
 * when it fails. */
void            fac_catalog_file_import     (FacCatalogFile *self, const char *path);
/** fac_catalog_file_cancel: ends an import that runs; nothing of it stays. */
void            fac_catalog_file_cancel     (FacCatalogFile *self);
/** fac_catalog_file_remove: what was imported is deleted; what the system or the program brings is used again. */
void            fac_catalog_file_remove     (FacCatalogFile *self);
gboolean        fac_catalog_file_is_running (FacCatalogFile *self);
/** fac_catalog_file_get_percent: of the import that runs. */
guint           fac_catalog_file_get_percent (FacCatalogFile *self);
/** fac_catalog_file_get_error: why the last import failed. Returns: (transfer none) (nullable) */
const GError   *fac_catalog_file_get_error  (FacCatalogFile *self);
/** fac_catalog_file_is_complete: whether complete catalogues are used; the following tell which. */
gboolean        fac_catalog_file_is_complete (FacCatalogFile *self);
/** fac_catalog_file_is_imported: whether they are those that were imported here. */
gboolean        fac_catalog_file_is_imported (FacCatalogFile *self);
const char     *fac_catalog_file_get_path    (FacCatalogFile *self);
/** fac_catalog_file_get_vintage: in the words of the file. Returns: (transfer none) (nullable) */
const char     *fac_catalog_file_get_vintage (FacCatalogFile *self);
guint           fac_catalog_file_get_products (FacCatalogFile *self);
guint           fac_catalog_file_get_units    (FacCatalogFile *self);
guint           fac_catalog_file_get_zips     (FacCatalogFile *self);

G_END_DECLS
