/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-month-archive.h"

#include "fac-cfdi-xml.h"
#include "fac-error.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define FILES_AT_ONCE 64
#define BYTES_AT_ONCE (4u * 1024u * 1024u)
#define BLOCK         65536
/* names that are passed over in one go: an archive of nothing else must not hold its thread */
#define ENTRIES_AT_ONCE 4096

struct _FacMonthArchive
{
  int             fd;
  struct archive *reader;
  gboolean        ended;
};

static void
file_free (gpointer data)
{
  FacMonthFile *file = data;

  g_free (file->uuid);
  g_bytes_unref (file->xml);
  g_free (file);
}

FacMonthArchive *
fac_month_archive_new (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "month-XXXXXX.zip", NULL);
  const int fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  FacMonthArchive *self;

  if (fd < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return NULL;
    }
  /* nothing is left behind, however the program ends */
  g_unlink (path);
  self = g_atomic_rc_box_new0 (FacMonthArchive);
  self->fd = fd;
  return self;
}

FacMonthArchive *
fac_month_archive_ref (FacMonthArchive *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
archive_clear (gpointer data)
{
  FacMonthArchive *self = data;

  archive_read_free (self->reader);
  close (self->fd);
}

void
fac_month_archive_unref (FacMonthArchive *self)
{
  g_atomic_rc_box_release_full (self, archive_clear);
}

GOutputStream *
fac_month_archive_sink (FacMonthArchive *self)
{
  return g_unix_output_stream_new (self->fd, FALSE);
}

static gboolean
broken (FacMonthArchive *self, GError **error)
{
  const char *why = archive_error_string (self->reader);

  g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("The ZIP of the month cannot be read: %s"),
               why != NULL ? why : "");
  return FALSE;
}

static gboolean
open_reader (FacMonthArchive *self, GError **error)
{
  if (self->reader != NULL)
    return TRUE;
  self->reader = archive_read_new ();
  archive_read_support_format_zip (self->reader);
  if (lseek (self->fd, 0, SEEK_SET) == 0
      && archive_read_open_fd (self->reader, self->fd, BLOCK) == ARCHIVE_OK)
    return TRUE;
  return broken (self, error);
}

/* Returns: (nullable): NULL with @error, or without when it is larger than any XML may be */
static GBytes *
read_entry (FacMonthArchive *self, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 block[BLOCK / 4];
  la_ssize_t length;

  while ((length = archive_read_data (self->reader, block, sizeof block)) > 0)
    {
      if (bytes->len + (gsize) length > FAC_CFDI_MAX_BYTES)
        return NULL;
      g_byte_array_append (bytes, block, (guint) length);
    }
  if (length < 0)
    {
      broken (self, error);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
is_xml (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname (entry);
  const gsize length = name != NULL ? strlen (name) : 0;

  return archive_entry_filetype (entry) == AE_IFREG && length > 4
         && g_ascii_strcasecmp (name + length - 4, ".xml") == 0;
}

/* Only what its bytes say counts; whether they are right is for the store to judge. */
static gsize
take (GPtrArray *files, GBytes *xml)
{
  g_autoptr (FacCfdi) cfdi = fac_cfdi_read (xml, NULL);
  FacMonthFile *file;

  if (cfdi == NULL || cfdi->timbre == NULL || cfdi->timbre->uuid == NULL)
    return 0;
  file = g_new0 (FacMonthFile, 1);
  file->uuid = g_strdup (cfdi->timbre->uuid);
  file->xml = g_bytes_ref (xml);
  g_ptr_array_add (files, file);
  return g_bytes_get_size (xml);
}

GPtrArray *
fac_month_archive_next (FacMonthArchive *self, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (file_free);
  g_autoptr (GError) failure = NULL;
  struct archive_entry *entry = NULL;
  gsize taken = 0;
  int found = ARCHIVE_OK;

  if (self->ended)
    return g_steal_pointer (&files);
  if (!open_reader (self, error))
    return NULL;
  for (guint i = 0; i < ENTRIES_AT_ONCE && files->len < FILES_AT_ONCE && taken < BYTES_AT_ONCE; i++)
    {
      g_autoptr (GBytes) xml = NULL;

      found = archive_read_next_header (self->reader, &entry);
      if (found < ARCHIVE_WARN || found == ARCHIVE_EOF)
        break;
      if (is_xml (entry))
        xml = read_entry (self, &failure);
      if (failure != NULL)
        break;
      if (xml != NULL)
        taken += take (files, xml);
    }
  self->ended = failure == NULL && found == ARCHIVE_EOF;
  /* what came before the fault is good; the next call meets it again */
  if (files->len > 0 || self->ended)
    return g_steal_pointer (&files);
  if (failure == NULL)
    broken (self, &failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
