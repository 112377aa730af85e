/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * FacZipWriter: files put into one archive, which appears under its name when it is whole, or not at all. Blocking: for
 * worker threads, one at a time. Errors: G_IO_ERROR.
 */
typedef struct _FacZipWriter FacZipWriter;

/** fac_zip_writer_new: begins beside @path, which is replaced by fac_zip_writer_close(). Returns: (transfer full)
 * (nullable) */
FacZipWriter *fac_zip_writer_new   (const char *path, GError **error);
/** fac_zip_writer_add: @name in the archive, UTF-8. @time: of its last change, microseconds UTC. */
gboolean      fac_zip_writer_add   (FacZipWriter *self, const char *name, GBytes *content, gint64 time, GError **error);
/** fac_zip_writer_close: the archive is whole now. It can only be freed afterwards. */
gboolean      fac_zip_writer_close (FacZipWriter *self, GError **error);
/** fac_zip_writer_free: what was not closed leaves nothing behind. */
void          fac_zip_writer_free  (FacZipWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacZipWriter, fac_zip_writer_free)

G_END_DECLS
