/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-keys.h"

#include "fac-catalog-match.h"
#include "fac-text.h"

#include <string.h>

#define DATES "nullif (vigencia_desde, ''), nullif (vigencia_hasta, '')"

/* key, words, none, from, to, another name. @starter: how its keys begin in the starter set. */
static const struct { const char *name; const char *all; const char *starter; } sources[] = {
  { "air-transport-codes",
    "SELECT id, texto, NULL, " DATES ", designador_oaci "
    "FROM ccp_31_codigos_transporte_aereo ORDER BY id",
    NULL },
  { "transport-configs",
    "SELECT id, texto, NULL, " DATES ", '' "
    "FROM ccp_31_configuraciones_autotransporte ORDER BY id",
    "ConfigVehicular " },
  { "rights-of-passage",
    "SELECT id, texto, NULL, " DATES ", concesionario "
    "FROM ccp_31_derechos_de_paso ORDER BY id",
    "TipoDerechoDePaso " },
  { "customs-documents",
    "SELECT id, texto, NULL, " DATES ", '' "
    "FROM ccp_31_documentos_aduaneros ORDER BY id",
    "TipoDocumento " },
  { "packaging-types",
    "SELECT id, texto, NULL, " DATES ", '' "
    "FROM ccp_31_tipos_embalaje ORDER BY id",
    "Embalaje " },
  { "trailer-types",
    "SELECT id, texto, NULL, " DATES ", '' "
    "FROM ccp_31_tipos_remolque ORDER BY id",
    "SubTipoRem " },
  { "hazardous-materials",
    "SELECT id, texto, NULL, " DATES ", clase_o_div "
    "FROM ccp_31_materiales_peligrosos ORDER BY id, rowid",
    NULL },
  { "naval-authorizations",
    "SELECT id, '', NULL, " DATES ", '' "
    "FROM ccp_31_autorizaciones_naviero ORDER BY id",
    NULL },
  { "port-stations",
    "SELECT id, texto, NULL, " DATES ", designador_iata "
    "FROM ccp_31_estaciones ORDER BY id",
    NULL },
  { "marine-containers",
    "SELECT id, texto, NULL, " DATES ", '' "
    "FROM ccp_31_contenedores_maritimos ORDER BY id",
    "TipoContenedor CM" },
  { FAC_CATALOG_BANKS,
    "SELECT id, texto, NULL, " DATES ", razon_social "
    "FROM nomina_bancos ORDER BY id",
    "Banco " },
  { FAC_CATALOG_CUSTOMS,
    "SELECT id, texto, NULL, " DATES ", '' "
    "FROM cfdi_40_aduanas ORDER BY id",
    "Aduana " },
  { FAC_CATALOG_TARIFFS,
    "SELECT fraccion, texto, NULL, " DATES ", '' "
    "FROM cce_20_fracciones_arancelarias ORDER BY fraccion",
    NULL },
};

/* key, name, none, from, to */
static const struct { const char *name; const char *find; } singles[] = {
  { FAC_CATALOG_TARIFFS,
    "SELECT fraccion, texto, NULL, nullif (vigencia_desde, ''), nullif (vigencia_hasta, '') "
    "FROM cce_20_fracciones_arancelarias WHERE fraccion = ?" },
  { FAC_CATALOG_TARIFF_UNITS,
    "SELECT fraccion, unidad, NULL, nullif (vigencia_desde, ''), nullif (vigencia_hasta, '') "
    "FROM cce_20_fracciones_arancelarias WHERE fraccion = ? AND unidad <> ''" },
  { FAC_CATALOG_STATIONS,
    "SELECT id, texto, NULL, nullif (vigencia_desde, ''), nullif (vigencia_hasta, '') "
    "FROM ccp_31_estaciones WHERE id = ?" },
  { FAC_CATALOG_HAZARDS,
    "SELECT id, texto, NULL, nullif (vigencia_desde, ''), nullif (vigencia_hasta, '') "
    "FROM ccp_31_materiales_peligrosos WHERE id = ?" },
  { FAC_CATALOG_GOODS,
    "SELECT id, texto, NULL, nullif (vigencia_desde, ''), nullif (vigencia_hasta, '') "
    "FROM cfdi_40_productos_servicios WHERE id = ? AND carta_porte = 1" },
};

static const char *
find_single (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (singles); i++)
    if (g_str_equal (singles[i].name, name))
      return singles[i].find;
  return NULL;
}

gboolean
fac_catalog_keys_has (const char *name)
{
  return find_single (name) != NULL;
}

gboolean
fac_catalog_keys_answers (FacCatalogFull *full, const char *name)
{
  return fac_catalog_full_answers (full, find_single (name));
}

FacCatalogEntry *
fac_catalog_keys_find (FacCatalogFull *full, const char *name, const char *key)
{
  return fac_catalog_full_first (full, find_single (name), key);
}

static gssize
find_source (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i].name, name))
      return (gssize) i;
  return -1;
}

static gboolean
begins (const char *text, const char *folded_prefix)
{
  g_autofree char *folded = text != NULL ? fac_text_fold (text) : NULL;

  return folded != NULL && g_str_has_prefix (folded, folded_prefix);
}

static gboolean
begins_row (FacStatement *row, const char *folded_prefix)
{
  return begins (fac_statement_text (row, 0), folded_prefix)
         || begins (fac_statement_text (row, 1), folded_prefix)
         || begins (fac_statement_text (row, 5), folded_prefix);
}

GPtrArray *
fac_catalog_keys_full (FacCatalogFull *full, const char *name, const char *prefix)
{
  gssize source = find_source (name);
  g_autoptr (FacDb) db = source >= 0 ? fac_catalog_full_connect (full, NULL) : NULL;
  FacStatement *rows = db != NULL ? fac_db_prepare (db, sources[source].all, NULL) : NULL;
  g_autofree char *folded = fac_text_fold (prefix);
  GPtrArray *found;

  if (rows == NULL)
    return NULL;
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_catalog_entry_free);
  while (fac_statement_step (rows, NULL))
    if (begins_row (rows, folded))
      g_ptr_array_add (found, fac_catalog_entry_new (fac_statement_text (rows, 0),
                                                     fac_statement_text (rows, 1), NULL));
  fac_statement_reset (rows);
  return found;
}

GPtrArray *
fac_catalog_keys_starter (GPtrArray *all, const char *name, const char *prefix)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_catalog_entry_free);
  gssize source = find_source (name);
  const char *beginning = source >= 0 ? sources[source].starter : NULL;
  g_autofree char *folded = fac_text_fold (prefix);

  for (guint i = 0; beginning != NULL && i < all->len; i++)
    {
      const FacCatalogEntry *entry = g_ptr_array_index (all, i);
      const char *key = strchr (entry->key, ' ');

      if (key != NULL && g_str_has_prefix (entry->key, beginning)
          && (begins (key + 1, folded) || begins (entry->es, folded)))
        g_ptr_array_add (found, fac_catalog_entry_new (key + 1, entry->es, NULL));
    }
  return found;
}

/* ---- by words --------------------------------------------------------------------------------- */

gboolean
fac_catalog_keys_is_list (const char *name)
{
  return find_source (name) >= 0;
}

typedef struct
{
  guint            rank;
  guint            place;
  FacCatalogEntry *entry; /* of the starter set */
  const char      *key;
} Found;

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *left = a;
  const Found *right = b;

  if (left->rank != right->rank)
    return left->rank < right->rank ? -1 : 1;
  return left->place < right->place ? -1 : left->place > right->place;
}

static guint
rank_starter (const FacCatalogMatch *match, const char *key, const FacCatalogEntry *entry)
{
  g_autofree char *folded_key = fac_text_fold (key);
  g_autofree char *folded = NULL;

  if (match->words[0] == NULL || g_str_has_prefix (folded_key, match->folded))
    return 0;
  folded = fac_text_fold (entry->es);
  return fac_catalog_match_rank (match, folded) + 1;
}

/* A few dozen rows: looked at one by one. */
static GArray *
find_in_starter (GPtrArray *all, const char *beginning, const FacCatalogMatch *match)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Found));

  for (guint i = 0; i < all->len; i++)
    {
      FacCatalogEntry *entry = g_ptr_array_index (all, i);
      const char *key = strchr (entry->key, ' ');
      Found hit = { .place = i, .entry = entry, .key = key != NULL ? key + 1 : NULL };

      if (key == NULL || !g_str_has_prefix (entry->key, beginning))
        continue;
      hit.rank = rank_starter (match, hit.key, entry);
      if (hit.rank <= FAC_CATALOG_RANK_APART)
        g_array_append_val (found, hit);
    }
  g_array_sort (found, compare_found);
  return found;
}

GPtrArray *
fac_catalog_keys_search (FacCatalogFull *full, GPtrArray *starter, const char *name,
                         const char *text, guint limit)
{
  const gssize source = find_source (name);
  GPtrArray *entries;
  g_autoptr (FacCatalogMatch) match = NULL;
  g_autoptr (GArray) found = NULL;

  if (full != NULL && fac_catalog_full_answers (full, sources[source].all))
    return fac_catalog_full_search_rows (full, name, sources[source].all, text, limit);
  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_catalog_entry_free);
  if (sources[source].starter == NULL)
    return entries;
  match = fac_catalog_match_new (text);
  found = find_in_starter (starter, sources[source].starter, match);
  for (guint i = 0; i < found->len && i < limit; i++)
    {
      const Found *hit = &g_array_index (found, Found, i);
      FacCatalogEntry *copy = fac_catalog_entry_copy (hit->entry);

      g_free (copy->key);
      copy->key = g_strdup (hit->key);
      g_ptr_array_add (entries, copy);
    }
  return entries;
}
