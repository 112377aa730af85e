/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pdf-cache.h"

#include "fac-document-summary.h"
#include "fac-error.h"
#include "fac-ids.h"
#include "fac-paths.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define LOOKS ".looks" /* how those of the folder look */
#define ENDS_WITHIN 1024 /* bytes, at either end: where readers look for a PDF's marks */

/* Returns: (transfer full) (nullable) */
static char *
name_of (const char *uuid, gboolean cancelled)
{
  g_autofree char *upper = NULL;

  if (uuid == NULL || !fac_id_is_uuid (uuid))
    return NULL;
  upper = g_ascii_strup (uuid, -1);
  return g_strconcat (upper, cancelled ? "-cancelled.pdf" : ".pdf", NULL);
}

static char *
path_of (const char *folder, const char *uuid, gboolean cancelled)
{
  g_autofree char *name = name_of (uuid, cancelled);

  return name != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

/* ---- what is there -------------------------------------------------------------------------- */

/* Name → size in bytes; 0: nothing that was put there by us. */
static GHashTable *
list (const char *folder)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;
      gboolean good;

      if (g_str_equal (name, LOOKS))
        continue;
      good = g_lstat (path, &status) == 0 && S_ISREG (status.st_mode)
                      && status.st_size <= FAC_PDF_CACHE_FILE_MOST;

      g_hash_table_insert (files, g_strdup (name),
                           GSIZE_TO_POINTER (good ? (gsize) status.st_size : 0));
    }
  return files;
}

static void
remove_all (const char *folder, GHashTable *files)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

gboolean
fac_pdf_cache_set_looks (const char *folder, const char *looks)
{
  g_autofree char *path = g_build_filename (folder, LOOKS, NULL);
  g_autofree char *former = NULL;
  g_autoptr (GHashTable) files = NULL;

  if (g_file_get_contents (path, &former, NULL, NULL) && g_str_equal (former, looks))
    return FALSE;
  files = list (folder);
  if (former != NULL)
    remove_all (folder, files);
  if (fac_paths_make_private (folder, NULL))
    g_file_set_contents_full (path, looks, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
  return former != NULL && g_hash_table_size (files) > 0;
}

GPtrArray *
fac_pdf_cache_owed (const char *folder, GPtrArray *documents, gboolean tidy)
{
  GPtrArray *owed =
      g_ptr_array_new_with_free_func ((GDestroyNotify) fac_document_summary_unref);
  g_autoptr (GHashTable) files = list (folder);
  gsize used = 0;

  for (guint i = 0; i < documents->len; i++)
    {
      FacDocumentSummary *document = g_ptr_array_index (documents, i);
      g_autofree char *name = name_of (document->uuid, document->status == FAC_STATUS_CANCELADA);
      const gsize size =
          name != NULL ? GPOINTER_TO_SIZE (g_hash_table_lookup (files, name)) : 0;

      /* for the longest one: what is fetched must never be what has to go next */
      if (used + (size != 0 ? size : FAC_PDF_CACHE_FILE_MOST) > FAC_PDF_CACHE_MOST)
        break;
      used += size;
      if (size != 0)
        g_hash_table_remove (files, name);
      else if (name != NULL)
        g_ptr_array_add (owed, fac_document_summary_ref (document));
    }
  if (tidy)
    remove_all (folder, files);
  return owed;
}

/* ---- one of them ---------------------------------------------------------------------------- */

static gboolean
holds (const char *bytes, gsize length, const char *mark)
{
  return memmem (bytes, length, mark, strlen (mark)) != NULL;
}

/* A page of a proxy has no beginning of a PDF, what was cut has no end of one. */
static gboolean
is_whole (GBytes *pdf)
{
  gsize length;
  const char *bytes = g_bytes_get_data (pdf, &length);
  const gsize part = MIN (length, ENDS_WITHIN);

  return bytes != NULL && holds (bytes, part, "%PDF-")
         && holds (bytes + length - part, part, "startxref")
         && holds (bytes + length - part, part, "%%EOF");
}

static gboolean
check (GBytes *pdf, GError **error)
{
  if (g_bytes_get_size (pdf) > FAC_PDF_CACHE_FILE_MOST)
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE, _("The PDF is too large"));
      return FALSE;
    }
  if (!is_whole (pdf))
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_CORRUPT, _("This is not a whole PDF"));
      return FALSE;
    }
  return TRUE;
}

gboolean
fac_pdf_cache_put (const char *folder, const char *uuid, gboolean cancelled, GBytes *pdf,
                   GError **error)
{
  g_autofree char *path = path_of (folder, uuid, cancelled);
  gsize length;
  const char *bytes = g_bytes_get_data (pdf, &length);

  if (path == NULL)
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("The document has no folio fiscal"));
      return FALSE;
    }
  return check (pdf, error) && fac_paths_make_private (folder, error)
         && g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                      0600, error);
}

static GBytes *
read_all (int fd)
{
  g_autofree char *bytes = g_malloc (FAC_PDF_CACHE_FILE_MOST + 1);
  gsize length = 0;
  gssize more;

  while (length <= FAC_PDF_CACHE_FILE_MOST
         && (more = read (fd, bytes + length, FAC_PDF_CACHE_FILE_MOST + 1 - length)) > 0)
    length += (gsize) more;
  return length > 0 && length <= FAC_PDF_CACHE_FILE_MOST ? g_bytes_new (bytes, length) : NULL;
}

GBytes *
fac_pdf_cache_get (const char *folder, const char *uuid, gboolean cancelled)
{
  g_autofree char *path = path_of (folder, uuid, cancelled);
  const int fd =
      path != NULL ? open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : -1;
  g_autoptr (GBytes) pdf = NULL;

  if (fd < 0)
    return NULL;
  pdf = read_all (fd);
  close (fd);
  return pdf != NULL && is_whole (pdf) ? g_steal_pointer (&pdf) : NULL;
}

void
fac_pdf_cache_drop (const char *folder, const char *uuid, gboolean cancelled)
{
  g_autofree char *path = path_of (folder, uuid, cancelled);

  if (path != NULL)
    g_unlink (path);
}
