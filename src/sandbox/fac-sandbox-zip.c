/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-zip.h"

#include "fac-error.h"

#include <archive.h>
#include <archive_entry.h>

struct _FacSandboxZip
{
  struct archive *archive;
  GByteArray     *out;
};

static la_ssize_t
on_write (struct archive *archive, void *data, const void *bytes, size_t length)
{
  g_byte_array_append (data, bytes, (guint) length);
  return (la_ssize_t) length;
}

FacSandboxZip *
fac_sandbox_zip_new (void)
{
  FacSandboxZip *self = g_new0 (FacSandboxZip, 1);

  self->out = g_byte_array_new ();
  self->archive = archive_write_new ();
  archive_write_set_format_zip (self->archive);
  archive_write_set_bytes_in_last_block (self->archive, 1);
  archive_write_open (self->archive, self->out, NULL, on_write, NULL);
  return self;
}

void
fac_sandbox_zip_free (FacSandboxZip *self)
{
  archive_write_free (self->archive);
  g_clear_pointer (&self->out, g_byte_array_unref);
  g_free (self);
}

static gboolean
check (FacSandboxZip *self, gboolean done, GError **error)
{
  if (!done)
    g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, "the ZIP file could not be written: %s",
                 archive_error_string (self->archive));
  return done;
}

gboolean
fac_sandbox_zip_add (FacSandboxZip *self, const char *name, GBytes *bytes, gint64 time,
                     GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);
  gboolean done;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, time / G_USEC_PER_SEC, 0);
  done = archive_write_header (self->archive, entry) == ARCHIVE_OK
    && archive_write_data (self->archive, data, length) == (la_ssize_t) length;
  archive_entry_free (entry);
  return check (self, done, error);
}

GBytes *
fac_sandbox_zip_finish (FacSandboxZip *self, GError **error)
{
  if (!check (self, archive_write_close (self->archive) == ARCHIVE_OK, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&self->out));
}
