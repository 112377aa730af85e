/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-query.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** FacExportFormat: CSV: UTF-8 with its mark, commas, decimal points; VCARD: version 4.0, customers only. */
typedef enum { FAC_EXPORT_CSV, FAC_EXPORT_VCARD } FacExportFormat;

/** FacExport: writes customers or products to a stream, as fac_table_read() and fac_vcard_read() read them back. */
typedef struct _FacExport FacExport;

/** fac_export_new: writes what comes before the first row, headers in the language of the interface. Blocking, as all
 * of it. Returns: (transfer full) (nullable) */
FacExport *fac_export_new    (FacEntity entity, FacExportFormat format, GOutputStream *stream, GError **error);
/** fac_export_free: frees it with all it owns; the stream stays open. */
void       fac_export_free   (FacExport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacExport, fac_export_free)
/** fac_export_row: @object: FacCustomer or FacProduct */
gboolean   fac_export_row    (FacExport *self, gconstpointer object, GError **error);
/** fac_export_finish: writes what is still held back. */
gboolean   fac_export_finish (FacExport *self, GError **error);

G_END_DECLS
