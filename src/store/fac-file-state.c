/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-file-state.h"

#include "fac-acuse.h"
#include "fac-cfdi-seal.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

void
fac_file_finding_free (FacFileFinding *self)
{
  g_free (self->document_id);
  g_free (self->uuid);
  g_free (self->path);
  g_free (self->reason);
  g_free (self);
}

void
fac_file_page_free (FacFilePage *self)
{
  g_ptr_array_unref (self->findings);
  g_free (self);
}

static gboolean
verify (FacFileKind kind, GBytes *xml, const char *uuid, GError **error)
{
  g_autoptr (FacAcuse) acuse = NULL;

  if (kind == FAC_FILE_OF_DOCUMENT)
    return fac_cfdi_verify (xml, uuid, error);
  acuse = fac_acuse_read (xml, uuid, error);
  return acuse != NULL;
}

static FacFileState
read_and_verify (FacFileKind kind, const char *path, const char *uuid, const char *hash,
                 char **reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autofree char *found = NULL;
  char *text;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &error))
    {
      *reason = g_strdup (error->message);
      return FAC_FILE_ALTERED;
    }
  xml = g_bytes_new_take (text, length);
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, xml);
  if (!verify (kind, xml, uuid, &error))
    *reason = g_strdup (error->message);
  else if (g_strcmp0 (found, hash) != 0)
    *reason = g_strdup (_("It is not the file that was stored"));
  return *reason == NULL ? FAC_FILE_GOOD : FAC_FILE_ALTERED;
}

FacFileState
fac_file_state_of (const char *root, FacFileKind kind, const char *path, const char *uuid,
                   const char *hash, gint64 size, gboolean thorough, char **reason)
{
  g_autofree char *full = g_build_filename (root, path, NULL);
  GStatBuf status;

  if (g_stat (full, &status) != 0)
    {
      if (errno == ENOENT || errno == ENOTDIR)
        return FAC_FILE_MISSING;
      *reason = g_strdup (g_strerror (errno));
      return FAC_FILE_ALTERED;
    }
  if (!S_ISREG (status.st_mode) || status.st_size != size)
    {
      *reason = g_strdup (_("It is not the file that was stored"));
      return FAC_FILE_ALTERED;
    }
  return thorough ? read_and_verify (kind, full, uuid, hash, reason) : FAC_FILE_GOOD;
}
