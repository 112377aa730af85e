/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-import.h"

#include "fac-sql.h"
#include "fac-store-private.h"
#include "fac-stored-object.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>

#define ASK_EVERY 64

typedef struct
{
  FacEntity         entity;
  GArray           *items;
  FacStoreProgress *progress;
  GCancellable     *cancellable;
} Import;

FacStoreProgress *
fac_store_progress_new (void)
{
  return g_atomic_rc_box_new0 (FacStoreProgress);
}

FacStoreProgress *
fac_store_progress_ref (FacStoreProgress *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
fac_store_progress_unref (FacStoreProgress *self)
{
  g_atomic_rc_box_release (self);
}

static void
import_free (gpointer data)
{
  Import *import = data;

  g_array_unref (import->items);
  fac_store_progress_unref (import->progress);
  g_clear_object (&import->cancellable);
  g_free (import);
}

/* ---- what came meanwhile ---------------------------------------------------------------------- */

static gboolean
refuse_changed (const char *name, GError **error)
{
  g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE,
               _("“%s” was changed here since the file was checked. Nothing was imported: check the "
                 "file again."), name != NULL ? name : "");
  return FALSE;
}

static gboolean
exists (FacDb *db, GError **error, const char *sql, const char *value)
{
  FacStatement *found = fac_sql_find (db, error, sql, "t", value);

  if (found != NULL)
    fac_statement_reset (found);
  return found != NULL;
}

static gboolean
customer_exists (FacDb *db, const FacCustomer *customer, GError **error)
{
  return !fac_text_is_empty (customer->tax_id) && !fac_tax_id_is_generic (customer->tax_id)
         && exists (db, error,
                    "SELECT seq FROM customers WHERE tax_id = ? AND offline_state <> 3 LIMIT 1",
                    customer->tax_id);
}

static gboolean
product_exists (FacDb *db, const FacProduct *product, GError **error)
{
  g_autofree char *name = NULL;

  if (!fac_text_is_empty (product->sku))
    return exists (db, error,
                   "SELECT seq FROM products WHERE sku = ? AND offline_state <> 3 LIMIT 1",
                   product->sku);
  name = fac_text_fold (product->description != NULL ? product->description : "");
  return exists (db, error,
                 "SELECT seq FROM products WHERE name_key = ? AND offline_state <> 3 LIMIT 1", name);
}

static gboolean
check_new (FacDb *db, FacEntity entity, gconstpointer object, GError **error)
{
  g_autoptr (GError) failure = NULL;
  const gboolean customer = entity == FAC_ENTITY_CUSTOMER;
  const gboolean there = customer ? customer_exists (db, object, &failure)
                                  : product_exists (db, object, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (there)
    refuse_changed (customer ? ((const FacCustomer *) object)->legal_name
                             : ((const FacProduct *) object)->description, error);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_customer (FacDb *db, const FacCustomer *before, GError **error)
{
  g_autoptr (FacStoredObject) old = fac_stored_object_need (db, FAC_ENTITY_CUSTOMER, before->id,
                                                            error);

  return old != NULL && (fac_customer_equal_content (old->customer->customer, before)
                         || refuse_changed (before->legal_name, error));
}

static gboolean
check_product (FacDb *db, const FacProduct *before, GError **error)
{
  g_autoptr (FacStoredObject) old = fac_stored_object_need (db, FAC_ENTITY_PRODUCT, before->id,
                                                            error);

  return old != NULL && (fac_product_equal_content (old->product->product, before)
                         || refuse_changed (before->description, error));
}

/* All before the first is written: what the file itself brings is no news. */
static gboolean
check_all (FacDb *db, const Import *import, GError **error)
{
  for (guint i = 0; i < import->items->len; i++)
    {
      const FacStoreImport *item = &g_array_index (import->items, FacStoreImport, i);
      gboolean as_seen;

      if (item->before == NULL)
        as_seen = check_new (db, import->entity, item->object, error);
      else if (import->entity == FAC_ENTITY_CUSTOMER)
        as_seen = check_customer (db, item->before, error);
      else
        as_seen = check_product (db, item->before, error);
      if (!as_seen || (i % ASK_EVERY == 0
                       && g_cancellable_set_error_if_cancelled (import->cancellable, error)))
        return FALSE;
    }
  return TRUE;
}

/* ---- writing ---------------------------------------------------------------------------------- */

static gboolean
import_all (FacStoreSession *session, gpointer data, GError **error)
{
  const Import *import = data;

  if (!check_all (session->db, import, error))
    return FALSE;
  fac_store_session_changed (session, import->entity, NULL);
  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  for (guint i = 0; i < import->items->len; i++)
    {
      const FacStoreImport *item = &g_array_index (import->items, FacStoreImport, i);
      gboolean changed;

      if (!(import->entity == FAC_ENTITY_CUSTOMER
            ? _fac_store_put_customer (session, item->object, TRUE, &changed, error)
            : _fac_store_put_product (session, item->object, TRUE, &changed, error)))
        return FALSE;
      g_atomic_int_inc (&import->progress->done);
      if (i % ASK_EVERY == 0 && g_cancellable_set_error_if_cancelled (import->cancellable, error))
        return FALSE;
    }
  /* the last moment in which nothing of it was done */
  return !g_cancellable_set_error_if_cancelled (import->cancellable, error);
}

void
fac_store_import_async (FacStore *self, FacEntity entity, GArray *items, FacStoreProgress *progress,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  Import *import = g_new0 (Import, 1);

  import->entity = entity;
  import->items = g_array_ref (items);
  import->progress = fac_store_progress_ref (progress);
  g_set_object (&import->cancellable, cancellable);
  _fac_store_write (self, import_all, import, import_free, fac_store_import_async, callback, data);
}
