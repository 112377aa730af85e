/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-zip-writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _FacZipWriter
{
  char           *path;
  char           *partial; /* %NULL once it has its name */
  int             fd;
  struct archive *archive;
};

static void
set_errno (GError **error, int number)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (number), g_strerror (number));
}

static gboolean
check (FacZipWriter *self, int result, GError **error)
{
  if (result >= ARCHIVE_WARN)
    return TRUE;
  set_errno (error, archive_errno (self->archive) > 0 ? archive_errno (self->archive) : EIO);
  return FALSE;
}

FacZipWriter *
fac_zip_writer_new (const char *path, GError **error)
{
  g_autoptr (FacZipWriter) self = g_new0 (FacZipWriter, 1);

  self->path = g_strdup (path);
  self->partial = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  self->fd = g_open (self->partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (self->fd < 0)
    {
      set_errno (error, errno);
      g_clear_pointer (&self->partial, g_free);
      return NULL;
    }
  self->archive = archive_write_new ();
  /* names in UTF-8, whatever the locale says */
  if (!check (self, archive_write_set_format_zip (self->archive), error)
      || !check (self, archive_write_set_options (self->archive, "hdrcharset=UTF-8"), error)
      || !check (self, archive_write_open_fd (self->archive, self->fd), error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
fac_zip_writer_add (FacZipWriter *self, const char *name, GBytes *content, gint64 time,
                    GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize length;
  const void *bytes = g_bytes_get_data (content, &length);
  gboolean done;

  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_entry_set_mtime (entry, (time_t) (time / G_USEC_PER_SEC), 0);
  done = check (self, archive_write_header (self->archive, entry), error)
         && (length == 0
             || check (self, (int) MIN (archive_write_data (self->archive, bytes, length), 0),
                       error));
  archive_entry_free (entry);
  return done;
}

gboolean
fac_zip_writer_close (FacZipWriter *self, GError **error)
{
  if (!check (self, archive_write_close (self->archive), error))
    return FALSE;
  if (fsync (self->fd) != 0 || g_rename (self->partial, self->path) != 0)
    {
      set_errno (error, errno);
      return FALSE;
    }
  g_clear_pointer (&self->partial, g_free);
  return TRUE;
}

void
fac_zip_writer_free (FacZipWriter *self)
{
  if (self->archive != NULL)
    archive_write_free (self->archive);
  if (self->partial != NULL && self->fd >= 0)
    g_unlink (self->partial);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->partial);
  g_free (self->path);
  g_free (self);
}
