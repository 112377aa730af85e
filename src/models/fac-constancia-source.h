/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-constancia.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * fac_constancia_source_read_file_async: reads the PDF @file; its text is taken out in a process that can do nothing
 * else, for ten seconds at most. @catalog: gives the keys of the régimen.
 */
void fac_constancia_source_read_file_async  (FacCatalogSource *catalog, GFile *file, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer data);
/** fac_constancia_source_read_bytes_async: the same of a PDF in memory. */
void fac_constancia_source_read_bytes_async (FacCatalogSource *catalog, GBytes *pdf, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer data);
/** fac_constancia_source_read_text_async: the same of @text (copied) that a person took out of the document. */
void fac_constancia_source_read_text_async  (FacCatalogSource *catalog, const char *text, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer data);
/** fac_constancia_source_read_finish: Returns: (transfer full) (nullable): %NULL with an error in words for people */
FacConstancia *fac_constancia_source_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
