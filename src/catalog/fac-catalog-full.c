/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-full.h"

#include "fac-text.h"

#include <string.h>

#define INDEX_SCHEMA                                                                               \
  "CREATE TABLE entries (id INTEGER PRIMARY KEY, catalog TEXT, key TEXT NOT NULL, es TEXT NOT "    \
  "NULL, en TEXT, "                                                                                \
  "valid_from TEXT, valid_to TEXT, folded TEXT NOT NULL);"                                                             \
  "CREATE INDEX entries_key ON entries (key);"                                                     \
  "CREATE VIRTUAL TABLE words USING fts5 (text, content='', detail=none, prefix='1 2 3', "         \
  "tokenize='unicode61 remove_diacritics 2');"                                                     \
  "CREATE VIRTUAL TABLE spelling USING fts5vocab (words, row);"

/* key, name, none, from, to, other words to find it by. Constant text: names of tables cannot be
 * bound. */
typedef struct
{
  const char *name;
  const char *find;
  const char *all;
  const char *prefix;
  const char *count;
  const char *table;
  const char *usual; /* of the starter set: key, other names with '|' between */
} Source;

static const Source sources[FAC_CATALOG_N_FULL] = {
  {
    FAC_CATALOG_PRODUCTS,
    "SELECT id, texto, NULL, nullif (vigencia_desde, ''), nullif (vigencia_hasta, '') "
    "FROM cfdi_40_productos_servicios WHERE id = ?",
    "SELECT id, texto, NULL, nullif (vigencia_desde, ''), nullif (vigencia_hasta, ''), similares "
    "FROM cfdi_40_productos_servicios WHERE texto <> '' ORDER BY length (texto), id",
    "SELECT 1 FROM cfdi_40_productos_servicios WHERE id >= ? AND id < ? LIMIT 1",
    "SELECT count(*) FROM cfdi_40_productos_servicios", "cfdi_40_productos_servicios",
    "SELECT key, names FROM entries WHERE catalog = 'products' ORDER BY id",
  },
  {
    FAC_CATALOG_UNITS,
    "SELECT id, texto, NULL, nullif (vigencia_desde, ''), nullif (vigencia_hasta, '') "
    "FROM cfdi_40_claves_unidades WHERE id = ?",
    "SELECT id, texto, NULL, nullif (vigencia_desde, ''), nullif (vigencia_hasta, ''), simbolo "
    "FROM cfdi_40_claves_unidades ORDER BY length (texto), id",
    "SELECT 1 FROM cfdi_40_claves_unidades WHERE id >= ? AND id < ? LIMIT 1",
    "SELECT count(*) FROM cfdi_40_claves_unidades", "cfdi_40_claves_unidades",
    "SELECT key, names FROM entries WHERE catalog = 'units' ORDER BY id",
  },
  {
    FAC_CATALOG_ZIPS,
    "SELECT z.id, s.texto || iif (z.municipio_texto <> '', ' · ' || z.municipio_texto, ''), NULL, "
    "NULL, NULL "
    "FROM cfdi_40_codigos_postales AS z JOIN cfdi_40_estados AS s ON s.estado = z.estado AND "
    "s.pais = 'MEX' "
    "WHERE z.id = ?",
    "SELECT z.id, s.texto || iif (z.municipio_texto <> '', ' · ' || z.municipio_texto, '') || "
    "iif (z.estimulo_frontera = 1, ' · probable estímulo de la frontera norte', iif "
    "(z.estimulo_frontera = 2, ' · probable estímulo de la frontera sur', '')), NULL, NULL, NULL, '' "
    "FROM cfdi_40_codigos_postales AS z JOIN cfdi_40_estados AS s ON s.estado = z.estado AND "
    "s.pais = 'MEX' "
    "ORDER BY z.id",
    "SELECT 1 FROM cfdi_40_codigos_postales WHERE id >= ? AND id < ? LIMIT 1",
    "SELECT count(*) FROM cfdi_40_codigos_postales", "cfdi_40_codigos_postales",
    NULL,
  },
};

struct _FacCatalogFull
{
  gatomicrefcount  owners;
  char            *path;
  GMutex           lock; /* of db: single rows, never held for long */
  FacDb           *db;
  GMutex           index_lock;
  FacCatalogIndex *indexes[FAC_CATALOG_N_FULL];
  GHashTable      *others; /* name → FacCatalogIndex */
};

static FacDb *
open_source (const char *path, GError **error)
{
  return fac_db_open (path, FAC_DB_READ_ONLY | FAC_DB_IMMUTABLE, error);
}

FacCatalogFull *
fac_catalog_full_ref (FacCatalogFull *self)
{
  g_atomic_ref_count_inc (&self->owners);
  return self;
}

void
fac_catalog_full_unref (FacCatalogFull *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->owners))
    return;
  for (guint i = 0; i < FAC_CATALOG_N_FULL; i++)
    fac_catalog_index_free (self->indexes[i]);
  g_hash_table_unref (self->others);
  if (self->db != NULL)
    fac_db_close (self->db);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->index_lock);
  g_free (self->path);
  g_free (self);
}

FacCatalogFull *
fac_catalog_full_open (const char *path, GError **error)
{
  FacCatalogFull *self = g_new0 (FacCatalogFull, 1);
  gboolean usable;

  g_atomic_ref_count_init (&self->owners);
  g_mutex_init (&self->lock);
  g_mutex_init (&self->index_lock);
  self->path = g_strdup (path);
  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) fac_catalog_index_free);
  self->db = open_source (path, error);
  usable = self->db != NULL;
  for (guint i = 0; usable && i < FAC_CATALOG_N_FULL; i++)
    usable = fac_db_prepare (self->db, sources[i].find, error) != NULL &&
      fac_db_prepare (self->db, sources[i].all, error) != NULL;
  if (!usable)
    g_clear_pointer (&self, fac_catalog_full_unref);
  return self;
}

FacDb *
fac_catalog_full_connect (FacCatalogFull *self, GError **error)
{
  return open_source (self->path, error);
}

gboolean
fac_catalog_full_kind (const char *name, FacCatalogFullKind *kind)
{
  for (guint i = 0; i < FAC_CATALOG_N_FULL; i++)
    if (g_str_equal (sources[i].name, name))
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

FacCatalogEntry *
fac_catalog_full_first (FacCatalogFull *self, const char *sql, const char *key)
{
  FacCatalogEntry *entry = NULL;
  FacStatement *row;

  g_mutex_lock (&self->lock);
  row = fac_db_prepare (self->db, sql, NULL);
  if (row != NULL)
    {
      fac_statement_bind_text (row, 1, key);
      if (fac_statement_step (row, NULL))
        entry = fac_catalog_entry_read (row, 0);
      fac_statement_reset (row);
    }
  g_mutex_unlock (&self->lock);
  return entry;
}

FacCatalogEntry *
fac_catalog_full_find (FacCatalogFull *self, FacCatalogFullKind kind, const char *key)
{
  return fac_catalog_full_first (self, sources[kind].find, key);
}

gboolean
fac_catalog_full_has_prefix (FacCatalogFull *self, FacCatalogFullKind kind, const char *prefix)
{
  g_autofree char *end = g_strconcat (prefix, "~", NULL);
  gboolean found = FALSE;
  FacStatement *row;

  g_mutex_lock (&self->lock);
  row = fac_db_prepare (self->db, sources[kind].prefix, NULL);
  if (row != NULL)
    {
      fac_statement_bind_text (row, 1, prefix);
      fac_statement_bind_text (row, 2, end);
      found = fac_statement_step (row, NULL);
      fac_statement_reset (row);
    }
  g_mutex_unlock (&self->lock);
  return found;
}

/* The first column of the first row of @sql for @value. */
static char *
read_text (FacCatalogFull *self, const char *sql, const char *value)
{
  char *text = NULL;
  FacStatement *row;

  g_mutex_lock (&self->lock);
  row = fac_db_prepare (self->db, sql, NULL);
  if (row != NULL)
    {
      if (value != NULL)
        fac_statement_bind_text (row, 1, value);
      if (fac_statement_step (row, NULL))
        text = fac_statement_dup (row, 0);
      fac_statement_reset (row);
    }
  g_mutex_unlock (&self->lock);
  return text;
}

char *
fac_catalog_full_zone (FacCatalogFull *self, const char *zip)
{
  return read_text (self,
                    "SELECT nullif (huso_iana, '') FROM cfdi_40_codigos_postales WHERE id = ?", zip);
}

char *
fac_catalog_full_border (FacCatalogFull *self, const char *zip)
{
  return read_text (self, "SELECT estimulo_frontera FROM cfdi_40_codigos_postales WHERE id = ?",
                    zip);
}

const char *
fac_catalog_full_path (FacCatalogFull *self)
{
  return self->path;
}

gint64
fac_catalog_full_count (FacCatalogFull *self, FacCatalogFullKind kind)
{
  g_autofree char *count = read_text (self, sources[kind].count, NULL);

  return count != NULL ? g_ascii_strtoll (count, NULL, 10) : 0;
}

char *
fac_catalog_full_vintage (FacCatalogFull *self, FacCatalogFullKind kind)
{
  return read_text (self, "SELECT nullif (vintage, '') FROM _meta WHERE tabla = ?",
                    sources[kind].table);
}

gboolean
fac_catalog_full_answers (FacCatalogFull *self, const char *sql)
{
  gboolean answers;

  g_mutex_lock (&self->lock);
  answers = fac_db_prepare (self->db, sql, NULL) != NULL;
  g_mutex_unlock (&self->lock);
  return answers;
}

typedef struct
{
  gint64 position;
  char  *words;
} Usual;

static void
free_usual (Usual *usual)
{
  g_free (usual->words);
  g_free (usual);
}

static GHashTable *
read_usual (const Source *source, const char *starter)
{
  GHashTable *all =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_usual);
  FacDb *db = source->usual != NULL ? open_source (starter, NULL) : NULL;
  FacStatement *rows = db != NULL ? fac_db_prepare (db, source->usual, NULL) : NULL;

  while (rows != NULL && fac_statement_step (rows, NULL))
    {
      Usual *usual = g_new0 (Usual, 1);

      usual->position = g_hash_table_size (all) + 1;
      usual->words = fac_statement_dup (rows, 1);
      g_hash_table_insert (all, fac_statement_dup (rows, 0), usual);
    }
  if (db != NULL)
    fac_db_close (db);
  return all;
}

/* The SAT's other names stand between commas. */
static char *
fold_names (const char *name, const char *similar, const char *usual)
{
  GString *names = g_string_new (name);
  g_autofree char *folded = NULL;
  char *text;

  if (!fac_text_is_empty (similar))
    {
      g_autofree char *others = g_strdup (similar);

      g_string_append_printf (names, " | %s", g_strdelimit (others, ",", '|'));
    }
  if (!fac_text_is_empty (usual))
    g_string_append_printf (names, " | %s", usual);
  text = g_string_free (names, FALSE);
  folded = fac_text_fold (text);
  g_free (text);
  return g_steal_pointer (&folded);
}

static gboolean
copy_row (FacStatement *row, gint64 id, const char *words, FacStatement *entry, FacStatement *text,
          GError **error)
{
  g_autofree char *folded =
    fold_names (fac_statement_text (row, 1), fac_statement_text (row, 5), words);

  fac_statement_reset (entry);
  fac_statement_bind_int (entry, 1, id);
  for (int i = 0; i < 5; i++)
    fac_statement_bind_text (entry, i + 2, fac_statement_text (row, i));
  fac_statement_bind_text (entry, 7, folded);
  fac_statement_reset (text);
  fac_statement_bind_int (text, 1, id);
  fac_statement_bind_text (text, 2, folded);
  return fac_statement_run (entry, error) && fac_statement_run (text, error);
}

static gboolean
copy_rows (const Source *source, FacDb *from, FacDb *to, GHashTable *usual, GError **error)
{
  g_autoptr (GError) problem = NULL;
  FacStatement *rows = fac_db_prepare (from, source->all, error);
  FacStatement *entry = fac_db_prepare (to,
    "INSERT INTO entries (id, key, es, en, valid_from, valid_to, folded) VALUES (?, ?, ?, ?, ?, ?, ?)", error);
  FacStatement *text = fac_db_prepare (to, "INSERT INTO words (rowid, text) VALUES (?, ?)", error);
  gint64 next = g_hash_table_size (usual) + 1;
  gboolean copied = rows != NULL && entry != NULL && text != NULL;

  while (copied && fac_statement_step (rows, &problem))
    {
      const Usual *known = g_hash_table_lookup (usual, fac_statement_text (rows, 0));

      copied = copy_row (rows, known != NULL ? known->position : next++,
                         known != NULL ? known->words : NULL, entry, text, &problem);
    }
  if (rows != NULL)
    fac_statement_reset (rows);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return copied && (error == NULL || *error == NULL);
}

static FacCatalogIndex *
make_index (FacCatalogFull *self, const Source *source, const char *starter, GError **error)
{
  g_autoptr (GHashTable) usual = read_usual (source, starter);
  FacDb *from = open_source (self->path, error);
  FacDb *to = from != NULL ? fac_db_open (":memory:", FAC_DB_CREATE, error) : NULL;
  gboolean made = to != NULL && fac_db_exec (to, INDEX_SCHEMA, error) &&
    fac_db_begin (to, FAC_DB_WRITE, error) && copy_rows (source, from, to, usual, error) &&
    fac_db_commit (to, error);

  if (from != NULL)
    fac_db_close (from);
  if (!made && to != NULL)
    g_clear_pointer (&to, fac_db_close);
  return to != NULL ? fac_catalog_index_new (to) : NULL;
}

static FacCatalogIndex *
get_index (FacCatalogFull *self, FacCatalogFullKind kind, const char *starter)
{
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&self->index_lock);
  if (self->indexes[kind] == NULL)
    self->indexes[kind] = make_index (self, &sources[kind], starter, &error);
  g_mutex_unlock (&self->index_lock);
  if (error != NULL)
    g_message ("Full catalogue: %s", error->message);
  return self->indexes[kind];
}

GPtrArray *
fac_catalog_full_search (FacCatalogFull *self, FacCatalogFullKind kind, const char *starter,
                         const char *text, guint limit, const FacCatalogHints *hints)
{
  FacCatalogIndex *index = get_index (self, kind, starter);

  if (index == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) fac_catalog_entry_free);
  return fac_catalog_index_search (index, 0, G_MAXINT64, text, limit, hints);
}

static FacCatalogIndex *
get_other_index (FacCatalogFull *self, const char *name, const char *sql)
{
  const Source source = { .name = name, .all = sql };
  g_autoptr (GError) error = NULL;
  FacCatalogIndex *index;

  g_mutex_lock (&self->index_lock);
  index = g_hash_table_lookup (self->others, name);
  if (index == NULL)
    index = make_index (self, &source, NULL, &error);
  if (index != NULL && !g_hash_table_contains (self->others, name))
    g_hash_table_insert (self->others, g_strdup (name), index);
  g_mutex_unlock (&self->index_lock);
  if (error != NULL)
    g_message ("Full catalogue: %s", error->message);
  return index;
}

GPtrArray *
fac_catalog_full_search_rows (FacCatalogFull *self, const char *name, const char *sql,
                              const char *text, guint limit)
{
  FacCatalogIndex *index = get_other_index (self, name, sql);

  if (index == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) fac_catalog_entry_free);
  return fac_catalog_index_search (index, 0, G_MAXINT64, text, limit, NULL);
}
