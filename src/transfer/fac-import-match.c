/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-match.h"

#include "fac-customer.h"
#include "fac-product.h"
#include "fac-tax-id.h"
#include "fac-text.h"

struct _FacImportMatch
{
  FacEntity   entity;
  GHashTable *exact; /* identity with name → object */
  GHashTable *loose; /* identity alone → object, or SEVERAL */
  GHashTable *names; /* of products: description → object, or SEVERAL */
  GHashTable *lines; /* "exact" or "loose" identity of a row that is imported → line */
  GHashTable *taken; /* stored object → line */
};

static char several_mark;
#define SEVERAL ((gpointer) &several_mark)

static char *
folded (const char *text)
{
  return text != NULL ? fac_text_fold (text) : g_strdup ("");
}

static gboolean
has_own_rfc (const FacCustomer *customer)
{
  return !fac_text_is_empty (customer->tax_id) && !fac_tax_id_is_generic (customer->tax_id);
}

/* NULL: nothing says who it is */
static char *
exact_key (FacEntity entity, gconstpointer object)
{
  const FacCustomer *customer = object;
  const FacProduct *product = object;
  g_autofree char *name = folded (entity == FAC_ENTITY_CUSTOMER ? customer->legal_name
                                                                : product->description);
  const char *code = entity == FAC_ENTITY_CUSTOMER ? customer->tax_id : product->sku;

  if (*name == '\0' && fac_text_is_empty (code))
    return NULL;
  return g_strconcat (fac_text_is_empty (code) ? "" : code, "\n", name, NULL);
}

/* NULL: its name is part of who it is */
static const char *
loose_key (FacEntity entity, gconstpointer object)
{
  const FacProduct *product = object;

  if (entity == FAC_ENTITY_CUSTOMER)
    return has_own_rfc (object) ? ((const FacCustomer *) object)->tax_id : NULL;
  return fac_text_is_empty (product->sku) ? NULL : product->sku;
}

static void
add_name (FacImportMatch *self, gpointer object)
{
  g_autofree char *name = folded (((const FacProduct *) object)->description);
  const gboolean there = g_hash_table_contains (self->names, name);

  if (*name != '\0')
    g_hash_table_insert (self->names, g_steal_pointer (&name), there ? SEVERAL : object);
}

static void
add_existing (FacImportMatch *self, gpointer object)
{
  const char *code = loose_key (self->entity, object);
  g_autofree char *key = exact_key (self->entity, object);

  if (self->entity == FAC_ENTITY_PRODUCT)
    add_name (self, object);
  if (key != NULL)
    {
      const gboolean there = g_hash_table_contains (self->exact, key);

      g_hash_table_insert (self->exact, g_steal_pointer (&key), there ? SEVERAL : object);
    }
  if (code != NULL)
    g_hash_table_insert (self->loose, g_strdup (code),
                         g_hash_table_contains (self->loose, code) ? SEVERAL : object);
}

FacImportMatch *
fac_import_match_new (FacEntity entity, GPtrArray *existing)
{
  FacImportMatch *self = g_new0 (FacImportMatch, 1);

  self->entity = entity;
  self->exact = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->loose = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->taken = g_hash_table_new (NULL, NULL);
  for (guint i = 0; existing != NULL && i < existing->len; i++)
    add_existing (self, g_ptr_array_index (existing, i));
  return self;
}

void
fac_import_match_free (FacImportMatch *self)
{
  g_hash_table_unref (self->exact);
  g_hash_table_unref (self->loose);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->lines);
  g_hash_table_unref (self->taken);
  g_free (self);
}

/* One of both may have got its SKU since: then the description tells. */
static gpointer
find_by_name (FacImportMatch *self, gconstpointer object)
{
  const FacProduct *product = object;
  g_autofree char *name = NULL, *key = NULL;

  if (self->entity == FAC_ENTITY_CUSTOMER || fac_text_is_empty (product->description))
    return NULL;
  name = folded (product->description);
  if (fac_text_is_empty (product->sku))
    return g_hash_table_lookup (self->names, name);
  key = g_strconcat ("\n", name, NULL);
  return g_hash_table_lookup (self->exact, key);
}

gpointer
fac_import_match_find (FacImportMatch *self, gconstpointer object, gboolean *several)
{
  g_autofree char *key = exact_key (self->entity, object);
  const char *code = loose_key (self->entity, object);
  gpointer found = key != NULL ? g_hash_table_lookup (self->exact, key) : NULL;

  if (found == NULL && code != NULL)
    found = g_hash_table_lookup (self->loose, code);
  if (found == NULL)
    found = find_by_name (self, object);
  *several = found == SEVERAL;
  return found == SEVERAL ? NULL : found;
}

static guint
take_text (FacImportMatch *self, const char *prefix, const char *key, guint line)
{
  g_autofree char *whole = g_strconcat (prefix, key, NULL);
  const guint other = GPOINTER_TO_UINT (g_hash_table_lookup (self->lines, whole));

  if (other == 0)
    g_hash_table_insert (self->lines, g_steal_pointer (&whole), GUINT_TO_POINTER (line));
  return other;
}

guint
fac_import_match_take (FacImportMatch *self, gconstpointer object, gconstpointer before, guint line)
{
  g_autofree char *key = exact_key (self->entity, object);
  const char *code = loose_key (self->entity, object);
  guint other = 0;

  if (before != NULL)
    {
      other = GPOINTER_TO_UINT (g_hash_table_lookup (self->taken, before));
      if (other == 0)
        g_hash_table_insert (self->taken, (gpointer) before, GUINT_TO_POINTER (line));
    }
  else if (code != NULL)
    other = take_text (self, "code\n", code, line);
  if (other == 0 && code == NULL && key != NULL)
    other = take_text (self, "name\n", key, line);
  return other;
}
