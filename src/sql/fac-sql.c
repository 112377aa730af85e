/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sql.h"

static void
bind_all (FacStatement *statement, const char *types, va_list values)
{
  for (int i = 1; *types != 0; types++, i++)
    switch (*types)
      {
      case 't':
        fac_statement_bind_text (statement, i, va_arg (values, const char *));
        break;
      case 'i':
        fac_statement_bind_int (statement, i, va_arg (values, int));
        break;
      case 'l':
        fac_statement_bind_int (statement, i, va_arg (values, gint64));
        break;
      case 'b':
        fac_statement_bind_blob (statement, i, va_arg (values, GBytes *));
        break;
      case 'd':
        fac_statement_bind_decimal (statement, i, va_arg (values, FacDecimal));
        break;
      case 'n':
        fac_statement_bind_null (statement, i);
        break;
      default:
        g_assert_not_reached ();
      }
}

static FacStatement *
prepare_valist (FacDb *db, GError **error, const char *sql, const char *types, va_list values)
{
  FacStatement *statement = fac_db_prepare (db, sql, error);

  if (statement != NULL)
    bind_all (statement, types, values);
  return statement;
}

FacStatement *
fac_sql_prepare (FacDb *db, GError **error, const char *sql, const char *types, ...)
{
  FacStatement *statement;
  va_list values;

  va_start (values, types);
  statement = prepare_valist (db, error, sql, types, values);
  va_end (values);
  return statement;
}

gboolean
fac_sql_run (FacDb *db, GError **error, const char *sql, const char *types, ...)
{
  FacStatement *statement;
  va_list values;
  gboolean ok;

  va_start (values, types);
  statement = prepare_valist (db, error, sql, types, values);
  va_end (values);
  ok = statement != NULL && fac_statement_run (statement, error);
  if (statement != NULL)
    fac_statement_reset (statement);
  return ok;
}

FacStatement *
fac_sql_find (FacDb *db, GError **error, const char *sql, const char *types, ...)
{
  FacStatement *statement;
  va_list values;

  va_start (values, types);
  statement = prepare_valist (db, error, sql, types, values);
  va_end (values);
  if (statement == NULL)
    return NULL;
  if (fac_statement_step (statement, error))
    return statement;
  fac_statement_reset (statement);
  return NULL;
}

gboolean
fac_sql_end (FacStatement *row, GError *failure, GError **error)
{
  if (row != NULL)
    fac_statement_reset (row);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

GArray *
fac_sql_keys (FacStatement *row, GError *failure, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (failure == NULL && row != NULL && fac_statement_step (row, &failure))
    {
      gint64 key = fac_statement_int (row, 0);

      g_array_append_val (keys, key);
    }
  return fac_sql_end (row, failure, error) ? g_steal_pointer (&keys) : NULL;
}

GPtrArray *
fac_sql_texts (FacStatement *row, GError *failure, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  while (failure == NULL && row != NULL && fac_statement_step (row, &failure))
    g_ptr_array_add (texts, fac_statement_dup (row, 0));
  return fac_sql_end (row, failure, error) ? g_steal_pointer (&texts) : NULL;
}

gboolean
fac_sql_any (FacStatement *found)
{
  if (found != NULL)
    fac_statement_reset (found);
  return found != NULL;
}

char *
fac_sql_text (FacStatement *found)
{
  char *text = found != NULL ? fac_statement_dup (found, 0) : NULL;

  if (found != NULL)
    fac_statement_reset (found);
  return text;
}

GBytes *
fac_sql_blob (FacStatement *found)
{
  GBytes *bytes = found != NULL ? fac_statement_blob (found, 0) : NULL;

  if (found != NULL)
    fac_statement_reset (found);
  return bytes;
}
