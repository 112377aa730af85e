/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-stored-content.h"

#include "fac-base-table.h"
#include "fac-invoice-merge.h"
#include "fac-text.h"
#include "fac-variant.h"

GBytes *
fac_stored_content_theirs (const FacStoredObject *object, const FacPulled *theirs)
{
  if (object->customer != NULL)
    {
      g_autoptr (FacCustomer) taken =
          fac_customer_take_theirs (object->customer->customer, theirs->customer);

      return fac_customer_payload (taken);
    }
  if (object->product != NULL)
    {
      g_autoptr (FacProduct) taken =
          fac_product_take_theirs (object->product->product, theirs->product);

      return fac_product_payload (taken);
    }
  else
    {
      g_autoptr (FacInvoice) taken =
          fac_invoice_take_theirs (object->document->invoice, theirs->invoice);

      return fac_invoice_payload (taken);
    }
}

gboolean
fac_stored_content_equal (const FacStoredObject *object, GBytes *sent, const FacPulled *theirs)
{
  g_autoptr (GVariant) variant = fac_variant_from_bytes (sent);

  if (variant == NULL)
    return FALSE;
  if (object->customer != NULL)
    {
      g_autoptr (FacCustomer) mine = fac_customer_from_variant (variant);
      g_autoptr (FacCustomer) taken = fac_customer_take_theirs (mine, theirs->customer);

      return fac_customer_equal_content (mine, taken);
    }
  if (object->product != NULL)
    {
      g_autoptr (FacProduct) mine = fac_product_from_variant (variant);
      g_autoptr (FacProduct) taken = fac_product_take_theirs (mine, theirs->product);

      return fac_product_equal_content (mine, taken);
    }
  else
    {
      g_autoptr (FacInvoice) mine = fac_invoice_from_variant (variant);
      g_autoptr (FacInvoice) taken = fac_invoice_take_theirs (mine, theirs->invoice);

      return fac_invoice_equal_content (mine, taken);
    }
}

/* The stored id of the service wins; what it does not have yet has none. */
static void
set_remote_id (char **field, const char *stored, FacOfflineState state)
{
  if (state == FAC_OFFLINE_CREATED)
    g_clear_pointer (field, g_free);
  else if (stored != NULL)
    fac_set_string (field, stored);
}

static gboolean
put_customer (FacStoreSession *session, const FacStoredObject *object, GVariant *content,
              FacOfflineState state, GError **error)
{
  const FacCustomer *old = object->customer->customer;
  g_autoptr (FacCustomer) mine = fac_customer_from_variant (content);

  fac_set_string (&mine->id, old->id);
  set_remote_id (&mine->remote_id, old->remote_id, state);
  mine->created_at = old->created_at;
  mine->updated_at = session->now;
  return fac_customer_table_put (session->db, mine, state, TRUE, error);
}

static gboolean
put_product (FacStoreSession *session, const FacStoredObject *object, GVariant *content,
             FacOfflineState state, GError **error)
{
  const FacProduct *old = object->product->product;
  g_autoptr (FacProduct) mine = fac_product_from_variant (content);

  fac_set_string (&mine->id, old->id);
  set_remote_id (&mine->remote_id, old->remote_id, state);
  mine->created_at = old->created_at;
  mine->updated_at = session->now;
  return fac_product_table_put (session->db, mine, state, TRUE, error);
}

static gboolean
put_invoice (FacStoreSession *session, const FacStoredObject *object, GVariant *content,
             FacOfflineState state, GError **error)
{
  const FacInvoice *old = object->document->invoice;
  g_autoptr (FacInvoice) mine = fac_invoice_from_variant (content);

  fac_set_string (&mine->id, old->id);
  set_remote_id (&mine->remote_id, old->remote_id, state);
  mine->status = old->status;
  mine->created_at = old->created_at;
  mine->updated_at = session->now;
  return fac_document_table_put (session->db, mine, state, TRUE, TRUE, error);
}

gboolean
fac_stored_content_put (FacStoreSession *session, const FacStoredObject *object, GVariant *content,
                        FacOfflineState state, GError **error)
{
  fac_store_session_changed (session, object->entity, object->id);
  if (object->customer != NULL)
    return put_customer (session, object, content, state, error);
  if (object->product != NULL)
    return put_product (session, object, content, state, error);
  return put_invoice (session, object, content, state, error);
}

gboolean
fac_stored_content_set_body (FacDb *db, FacEntity entity, const char *id, GBytes *body,
                             GError **error)
{
  if (body == NULL)
    return TRUE;
  if (entity == FAC_ENTITY_CUSTOMER)
    return fac_customer_table_set_body (db, id, body, error);
  if (entity == FAC_ENTITY_PRODUCT)
    return fac_product_table_set_body (db, id, body, error);
  return fac_document_table_set_body (db, id, body, error);
}

gboolean
fac_stored_content_forget (FacStoreSession *session, const FacStoredObject *object, GError **error)
{
  FacDb *db = session->db;

  fac_store_session_changed (session, object->entity, object->id);
  if (!fac_base_table_remove (db, object->entity, object->id, error))
    return FALSE;
  if (object->customer != NULL)
    {
      g_autoptr (FacCustomer) copy = fac_customer_copy (object->customer->customer);

      g_clear_pointer (&copy->remote_id, g_free);
      return fac_customer_table_put (db, copy, FAC_OFFLINE_CREATED, TRUE, error);
    }
  if (object->product != NULL)
    {
      g_autoptr (FacProduct) copy = fac_product_copy (object->product->product);

      g_clear_pointer (&copy->remote_id, g_free);
      return fac_product_table_put (db, copy, FAC_OFFLINE_CREATED, TRUE, error);
    }
  else
    {
      g_autoptr (FacInvoice) copy = fac_invoice_copy (object->document->invoice);

      g_clear_pointer (&copy->remote_id, g_free);
      copy->status = FAC_STATUS_BORRADOR;
      return fac_document_table_put (db, copy, FAC_OFFLINE_CREATED, TRUE, TRUE, error);
    }
}
