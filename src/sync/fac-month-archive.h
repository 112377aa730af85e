/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** FacMonthFile: one XML of the ZIP and the folio fiscal that is written in it. */
typedef struct
{
  char   *uuid;
  GBytes *xml;
} FacMonthFile;

/**
 * FacMonthArchive: the ZIP of a month in a file that nobody else sees and that ends with this object; read forwards, a
 * few documents at a time, so that its size costs no memory. Reference counted. Its functions touch the disk: they are
 * for a thread, one at a time.
 */
typedef struct _FacMonthArchive FacMonthArchive;

/** fac_month_archive_new: an empty one, in @folder. Returns: (transfer full) (nullable) */
FacMonthArchive *fac_month_archive_new   (const char *folder, GError **error);
/** fac_month_archive_ref: one more reference, on any thread. Returns: (transfer full) */
FacMonthArchive *fac_month_archive_ref   (FacMonthArchive *self);
/** fac_month_archive_unref: lets one reference go, on any thread; the last one frees it. */
void             fac_month_archive_unref (FacMonthArchive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacMonthArchive, fac_month_archive_unref)
/** fac_month_archive_sink: where the ZIP is written before it is read. Returns: (transfer full) */
GOutputStream   *fac_month_archive_sink  (FacMonthArchive *self);
/** fac_month_archive_next: the next documents, none at the end; what is no XML of a stamped document is passed over.
 * Returns: (transfer full) (nullable) (element-type FacMonthFile): %NULL where the ZIP cannot be read any further */
GPtrArray       *fac_month_archive_next  (FacMonthArchive *self, GError **error);

G_END_DECLS
