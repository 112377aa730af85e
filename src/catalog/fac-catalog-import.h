/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** FAC_CATALOG_FULL_NAME: the name of the full set in the data folder of the program or of a distribution. */
#define FAC_CATALOG_FULL_NAME "sat-catalogs.sqlite"

/** FacCatalogImportProgress: on the caller's context. @done of @whole (rows or bytes). */
typedef void (*FacCatalogImportProgress) (gint64 done, gint64 whole, gpointer data);

/**
 * fac_catalog_import_sync: reads the SAT's catalogues from @source, the SQLite form or one of the files of the TSV form
 * (TABLE.tsv with the columns of the SQLite form in its first line, all tables of the same folder are taken), checks
 * them, and puts them in @target, which is replaced when all went well. The source is only read: neither its views nor
 * its triggers or other code come along. Blocking.
 * Errors: %FAC_ERROR_INVALID with what is wrong, %FAC_ERROR_TOO_LARGE, %G_IO_ERROR_CANCELLED
 */
gboolean fac_catalog_import_sync (const char *source, const char *target, FacCatalogImportProgress progress,
                                  gpointer data, GCancellable *cancellable, GError **error);
/** fac_catalog_import_async: the same on a worker thread; @progress on the caller's context until it has finished. */
void     fac_catalog_import_async (const char *source, const char *target, FacCatalogImportProgress progress,
                                   gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer data);
/** fac_catalog_import_finish: whether @target holds the new catalogues. */
gboolean fac_catalog_import_finish (GAsyncResult *result, GError **error);

G_END_DECLS
