/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-order.h"

#include "fac-search-index.h"
#include "fac-sql.h"

#include <glib/gi18n-lib.h>

/* Milliseconds in the upper bits: 20 bits tell a million documents of one millisecond apart. */
#define TIE_BITS 20
#define MAX_MILLISECONDS ((G_GINT64_CONSTANT (1) << 43) - 1)

gint64
fac_document_order_base (gint64 time)
{
  return CLAMP (time / 1000, 0, MAX_MILLISECONDS) << TIE_BITS;
}

static gboolean
free_key (FacDb *db, gint64 base, gint64 *key, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 end = base + (G_GINT64_CONSTANT (1) << TIE_BITS);
  FacStatement *found = fac_sql_find (db, &failure,
                                      "SELECT max (sort_key) FROM documents WHERE sort_key >= ?"
                                      " AND sort_key < ?",
                                      "ll", base, end);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  *key = found == NULL || fac_statement_is_null (found, 0) ? base + 1 : fac_statement_int (found, 0) + 1;
  if (found != NULL)
    fac_statement_reset (found);
  if (*key < end)
    return TRUE;
  g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_FAILED, _("Too many documents of one moment"));
  return FALSE;
}

gboolean
fac_document_order_choose (FacDb *db, gint64 time, gint64 *key, GError **error)
{
  *key = 0;
  return time < 0 || free_key (db, fac_document_order_base (time), key, error);
}

gboolean
fac_document_order_add (FacDb *db, gint64 key, const char *words, GError **error)
{
  return key == 0 || fac_search_index_put (db, FAC_INDEX_DOCUMENTS, key, NULL, words, error);
}

gboolean
fac_document_order_place (FacDb *db, gint64 old_key, const char *old, gint64 time,
                          const char *words, gint64 *key, GError **error)
{
  if (old_key != 0 && time >= 0
      && (old_key >> TIE_BITS) == (fac_document_order_base (time) >> TIE_BITS))
    {
      *key = old_key;
      return fac_search_index_put (db, FAC_INDEX_DOCUMENTS, old_key, old, words, error);
    }
  *key = 0;
  return (old_key == 0
          || fac_search_index_put (db, FAC_INDEX_DOCUMENTS, old_key, old, NULL, error))
         && fac_document_order_choose (db, time, key, error)
         && fac_document_order_add (db, *key, words, error);
}
