/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-rows.h"

#include "fac-error.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define MOST_BYTES (256 * 1024 * 1024)
#define MOST_CELL  8192
#define BYTES_OF_ROW 64

struct _FacCatalogRows
{
  const FacCatalogTable *table;
  const char            *cells[FAC_CATALOG_MOST_COLUMNS + 1];

  FacStatement *statement; /* of the SQLite form */
  gint64        count;

  char *text; /* of the TSV form, cut into its cells as it is read */
  char *rest;
  guint line;
  gint  places[FAC_CATALOG_MOST_COLUMNS]; /* of our columns among its own */
};

static FacCatalogRows *
rows_new (const FacCatalogTable *table)
{
  FacCatalogRows *self = g_new0 (FacCatalogRows, 1);

  self->table = table;
  return self;
}

void
fac_catalog_rows_free (FacCatalogRows *self)
{
  if (self->statement != NULL)
    fac_statement_reset (self->statement);
  g_free (self->text);
  g_free (self);
}

/* ---- SQLite --------------------------------------------------------------------------------- */

static gboolean
has_table (FacDb *db, const char *name, gboolean *has, GError **error)
{
  FacStatement *row = fac_db_prepare (db,
    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ? AND rootpage > 0", error);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return FALSE;
  fac_statement_bind_text (row, 1, name);
  *has = fac_statement_step (row, &failure);
  fac_statement_reset (row);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gint64
count_rows (FacDb *db, const char *sql)
{
  FacStatement *row = fac_db_prepare (db, sql, NULL);
  gint64 count = 0;

  if (row == NULL)
    return 0;
  if (fac_statement_step (row, NULL))
    count = fac_statement_int (row, 0);
  fac_statement_reset (row);
  return count;
}

FacCatalogRows *
fac_catalog_rows_open_sqlite (FacDb *db, const FacCatalogTable *table, GError **error)
{
  g_autoptr (FacCatalogRows) self = rows_new (table);
  g_autoptr (GError) failure = NULL;
  gboolean has;

  if (!has_table (db, table->name, &has, error) || !has)
    return NULL;
  self->statement = fac_db_prepare (db, table->select, &failure);
  if (self->statement == NULL)
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("The table “%s” is not as it should be: %s"),
                   table->name, failure->message);
      return NULL;
    }
  self->count = count_rows (db, table->count);
  return g_steal_pointer (&self);
}

static gboolean
next_of_sqlite (FacCatalogRows *self, GError **error)
{
  if (!fac_statement_step (self->statement, error))
    return FALSE;
  for (guint i = 0; i < self->table->n_columns; i++)
    {
      self->cells[i] = fac_statement_text (self->statement, (int) i);
      if (self->cells[i] == NULL)
        self->cells[i] = "";
    }
  return TRUE;
}

/* ---- TSV ------------------------------------------------------------------------------------ */

static char *
next_line (FacCatalogRows *self)
{
  char *line = self->rest;
  char *end;

  if (line == NULL || *line == '\0')
    return NULL;
  end = strchr (line, '\n');
  self->rest = end != NULL ? end + 1 : NULL;
  if (end != NULL)
    *end = '\0';
  if (end != NULL && end > line && end[-1] == '\r')
    end[-1] = '\0';
  self->line++;
  return line;
}

static gboolean
read_header (FacCatalogRows *self, GError **error)
{
  g_auto (GStrv) wanted = g_strsplit (self->table->columns, ", ", -1);
  char *line = next_line (self);
  g_auto (GStrv) found = g_strsplit (line != NULL ? line : "", "\t", -1);

  for (guint i = 0; i < self->table->n_columns; i++)
    {
      self->places[i] = -1;
      for (gint j = 0; found[j] != NULL; j++)
        if (g_str_equal (found[j], wanted[i]))
          self->places[i] = j;
      if (self->places[i] == -1)
        {
          g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("%s.tsv has no column “%s”"),
                       self->table->name, wanted[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
load (FacCatalogRows *self, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;
  GStatBuf info;

  if (g_stat (path, &info) == 0 && info.st_size > MOST_BYTES)
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE, _("%s.tsv is too large for a catalog"),
                   self->table->name);
      return FALSE;
    }
  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  if (!g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("%s.tsv is not text in UTF-8"),
                   self->table->name);
      return FALSE;
    }
  self->count = (gint64) (length / BYTES_OF_ROW);
  self->text = g_steal_pointer (&text);
  self->rest = g_str_has_prefix (self->text, "\xef\xbb\xbf") ? self->text + 3 : self->text;
  return TRUE;
}

FacCatalogRows *
fac_catalog_rows_open_tsv (const char *folder, const FacCatalogTable *table, GError **error)
{
  g_autofree char *name = g_strconcat (table->name, ".tsv", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (FacCatalogRows) self = rows_new (table);

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  if (!load (self, path, error) || !read_header (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
place_cell (FacCatalogRows *self, gint place, const char *cell)
{
  for (guint i = 0; i < self->table->n_columns; i++)
    if (self->places[i] == place)
      self->cells[i] = cell;
}

static gboolean
next_of_tsv (FacCatalogRows *self, GError **error)
{
  char *line = next_line (self);
  gint place = 0;

  if (line == NULL)
    return FALSE;
  memset (self->cells, 0, sizeof self->cells);
  for (char *cell = line; cell != NULL; place++)
    {
      char *end = strchr (cell, '\t');

      if (end != NULL)
        *end = '\0';
      place_cell (self, place, cell);
      cell = end != NULL ? end + 1 : NULL;
    }
  for (guint i = 0; i < self->table->n_columns; i++)
    if (self->cells[i] == NULL)
      {
        g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("%s.tsv, line %u: cells are missing"),
                     self->table->name, self->line);
        return FALSE;
      }
  return TRUE;
}

/* ---- both ----------------------------------------------------------------------------------- */

gint64
fac_catalog_rows_count (FacCatalogRows *self)
{
  return self->count;
}

const char *const *
fac_catalog_rows_next (FacCatalogRows *self, GError **error)
{
  if (!(self->statement != NULL ? next_of_sqlite (self, error) : next_of_tsv (self, error)))
    return NULL;
  for (guint i = 0; i < self->table->n_columns; i++)
    if (strlen (self->cells[i]) > MOST_CELL || !g_utf8_validate (self->cells[i], -1, NULL))
      {
        g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("The table “%s” holds what is no text"),
                     self->table->name);
        return NULL;
      }
  return self->cells;
}
