/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-db-private.h"

#include <string.h>

FacStatement *
fac_statement_new (FacDb *db, const char *sql, GError **error)
{
  FacStatement *self;
  sqlite3_stmt *handle;
  const int code = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle,
                                       NULL);

  if (code != SQLITE_OK)
    {
      fac_db_fail (db, code, error);
      return NULL;
    }
  self = g_new (FacStatement, 1);
  *self = (FacStatement) { db, handle, g_strdup (sql) };
  return self;
}

void
fac_statement_free (FacStatement *self)
{
  sqlite3_finalize (self->handle);
  g_free (self->sql);
  g_free (self);
}

static void
check_bound (FacStatement *self, int index, int code)
{
  if (code != SQLITE_OK)
    g_critical ("parameter %d of “%s”: %s", index, self->sql, sqlite3_errstr (code));
}

void
fac_statement_bind_text (FacStatement *self, int index, const char *value)
{
  check_bound (self, index, sqlite3_bind_text (self->handle, index, value, -1, SQLITE_TRANSIENT));
}

void
fac_statement_bind_int (FacStatement *self, int index, gint64 value)
{
  check_bound (self, index, sqlite3_bind_int64 (self->handle, index, value));
}

void
fac_statement_bind_decimal (FacStatement *self, int index, FacDecimal value)
{
  char buffer[FAC_DECIMAL_BUFFER];
  const gsize length = fac_decimal_write (value, buffer);

  check_bound (self, index, sqlite3_bind_text (self->handle, index, buffer, (int) length,
                                               SQLITE_TRANSIENT));
}

void
fac_statement_bind_blob (FacStatement *self, int index, GBytes *value)
{
  gsize size;
  const void *data;

  if (value == NULL)
    {
      fac_statement_bind_null (self, index);
      return;
    }
  data = g_bytes_get_data (value, &size);
  /* without a pointer SQLite would bind null for a blob of no bytes */
  check_bound (self, index,
               sqlite3_bind_blob64 (self->handle, index, data != NULL ? data : "", size,
                                    SQLITE_TRANSIENT));
}

void
fac_statement_bind_null (FacStatement *self, int index)
{
  check_bound (self, index, sqlite3_bind_null (self->handle, index));
}

gboolean
fac_statement_step (FacStatement *self, GError **error)
{
  const int code = sqlite3_step (self->handle);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    fac_db_fail (self->db, code, error);
  sqlite3_reset (self->handle);
  return FALSE;
}

gboolean
fac_statement_run (FacStatement *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  while (fac_statement_step (self, &problem))
    ;
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

void
fac_statement_reset (FacStatement *self)
{
  sqlite3_reset (self->handle);
}

char *
fac_statement_expand (FacStatement *self)
{
  char *text = sqlite3_expanded_sql (self->handle);
  char *copy = g_strdup (text);

  sqlite3_free (text);
  return copy;
}

const char *
fac_statement_text (FacStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

char *
fac_statement_dup (FacStatement *self, int column)
{
  return g_strdup (fac_statement_text (self, column));
}

gint64
fac_statement_int (FacStatement *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

FacDecimal
fac_statement_decimal (FacStatement *self, int column)
{
  const char *text = fac_statement_text (self, column);
  FacDecimal value = FAC_DECIMAL_ZERO;

  if (text != NULL && !fac_decimal_parse (text, sqlite3_column_bytes (self->handle, column),
                                          &value))
    return fac_decimal_overflowed ();
  return value;
}

GBytes *
fac_statement_blob (FacStatement *self, int column)
{
  const void *data;

  if (fac_statement_is_null (self, column))
    return NULL;
  data = sqlite3_column_blob (self->handle, column);
  return g_bytes_new (data, sqlite3_column_bytes (self->handle, column));
}

gboolean
fac_statement_is_null (FacStatement *self, int column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}
