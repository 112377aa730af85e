/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-attachment-table.h"

#include "fac-sql.h"

void
fac_attachment_free (FacAttachment *self)
{
  g_free (self->path);
  g_free (self->hash);
  g_free (self);
}

gboolean
fac_attachment_table_put (FacDb *db, const char *document_id, const char *kind,
                          const FacAttachment *file, gint64 now,
                          GError **error)
{
  return fac_sql_run (db, error,
                      "INSERT OR REPLACE INTO attachments (document, kind, path, hash, size, created_at)"
                      " SELECT seq, ?2, ?3, ?4, ?5, ?6 FROM documents WHERE id = ?1",
                      "tttt" "ll", document_id, kind, file->path, file->hash, file->size, now);
}

FacAttachment *
fac_attachment_table_find (FacDb *db, const char *document_id, const char *kind, GError **error)
{
  FacStatement *found = fac_sql_find (db, error,
                                      "SELECT a.path, a.hash, a.size FROM attachments a JOIN documents d ON"
                                      " d.seq = a.document WHERE d.id = ? AND a.kind = ?", "tt", document_id, kind);
  FacAttachment *file;

  if (found == NULL)
    return NULL;
  file = g_new0 (FacAttachment, 1);
  file->path = fac_statement_dup (found, 0);
  file->hash = fac_statement_dup (found, 1);
  file->size = fac_statement_int (found, 2);
  fac_statement_reset (found);
  return file;
}

gboolean
fac_attachment_table_remove (FacDb *db, const char *document_id, const char *kind, GError **error)
{
  return fac_sql_run (db, error,
                      "DELETE FROM attachments WHERE kind = ?2 AND document ="
                      " (SELECT seq FROM documents WHERE id = ?1)", "tt", document_id, kind);
}
