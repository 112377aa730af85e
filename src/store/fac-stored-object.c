/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-stored-object.h"

#include "fac-base-table.h"
#include "fac-conflict-table.h"
#include "fac-sql.h"
#include "fac-text.h"
#include "fac-variant.h"

#include <glib/gi18n-lib.h>

void
fac_stored_object_free (FacStoredObject *self)
{
  g_clear_pointer (&self->customer, fac_customer_row_free);
  g_clear_pointer (&self->product, fac_product_row_free);
  g_clear_pointer (&self->document, fac_document_row_free);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_free (self->title);
  g_free (self);
}

GBytes *
fac_customer_payload (const FacCustomer *customer)
{
  g_autoptr (FacCustomer) copy = fac_customer_copy (customer);

  copy->created_at = copy->updated_at = 0;
  return fac_variant_to_bytes (fac_customer_to_variant (copy));
}

GBytes *
fac_product_payload (const FacProduct *product)
{
  g_autoptr (FacProduct) copy = fac_product_copy (product);

  copy->created_at = copy->updated_at = 0;
  return fac_variant_to_bytes (fac_product_to_variant (copy));
}

GBytes *
fac_invoice_payload (const FacInvoice *invoice)
{
  g_autoptr (FacInvoice) copy = fac_invoice_copy (invoice);

  copy->created_at = copy->updated_at = 0;
  copy->status = FAC_STATUS_BORRADOR;
  return fac_variant_to_bytes (fac_invoice_to_variant (copy));
}

/* The same bytes as fac_invoice_payload(): a draft's status is 0, and that is left out. */
static GBytes *
payload_of_content (GVariant *content)
{
  GVariantBuilder builder;
  GVariantIter iter;
  GVariant *entry;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_iter_init (&iter, content);
  while ((entry = g_variant_iter_next_value (&iter)) != NULL)
    {
      const char *name;

      g_variant_get_child (entry, 0, "&s", &name);
      if (!g_str_equal (name, "status") && !g_str_equal (name, "created_at")
          && !g_str_equal (name, "updated_at"))
        g_variant_builder_add_value (&builder, entry);
      g_variant_unref (entry);
    }
  return fac_variant_to_bytes (g_variant_builder_end (&builder));
}

G_STATIC_ASSERT (FAC_STATUS_BORRADOR == 0);

static char *
invoice_title (const FacInvoice *invoice)
{
  g_autofree char *folio = fac_invoice_folio (invoice);
  const char *name = invoice->customer != NULL ? invoice->customer->legal_name : NULL;

  if (folio != NULL && !fac_text_is_empty (name))
    return g_strdup_printf ("%s · %s", folio, name);
  return g_strdup (folio != NULL ? folio : name);
}

GBytes *
fac_stored_object_payload (FacStoredObject *self)
{
  if (self->payload == NULL && self->customer != NULL)
    self->payload = fac_customer_payload (self->customer->customer);
  else if (self->payload == NULL && self->product != NULL)
    self->payload = fac_product_payload (self->product->product);
  else if (self->payload == NULL && self->document->complete)
    self->payload = fac_invoice_payload (self->document->invoice);
  return self->payload;
}

static FacStoredObject *
from_customer (FacCustomerRow *row)
{
  FacStoredObject *self;

  if (row == NULL)
    return NULL;
  self = g_new0 (FacStoredObject, 1);
  self->entity = FAC_ENTITY_CUSTOMER;
  self->customer = row;
  self->id = row->customer->id;
  self->remote_id = row->customer->remote_id;
  self->state = row->place.state;
  self->wanted = row->place.wanted;
  self->title = g_strdup (row->customer->legal_name);
  return self;
}

static FacStoredObject *
from_product (FacProductRow *row)
{
  FacStoredObject *self;

  if (row == NULL)
    return NULL;
  self = g_new0 (FacStoredObject, 1);
  self->entity = FAC_ENTITY_PRODUCT;
  self->product = row;
  self->id = row->product->id;
  self->remote_id = row->product->remote_id;
  self->state = row->place.state;
  self->wanted = row->place.wanted;
  self->title = g_strdup (row->product->description);
  return self;
}

static FacStoredObject *
from_document (FacDocumentRow *row)
{
  FacStoredObject *self;

  if (row == NULL)
    return NULL;
  self = g_new0 (FacStoredObject, 1);
  self->entity = FAC_ENTITY_INVOICE;
  self->document = row;
  self->id = row->invoice->id;
  self->remote_id = row->invoice->remote_id;
  self->state = row->state;
  self->wanted = row->wanted;
  self->status = row->invoice->status;
  self->title = invoice_title (row->invoice);
  return self;
}

FacStoredObject *
fac_stored_object_saved (FacInvoice *invoice, GVariant *content, FacOfflineState state,
                         gboolean wanted)
{
  FacDocumentRow *row = g_new0 (FacDocumentRow, 1);
  FacStoredObject *self;

  row->invoice = fac_invoice_ref (invoice);
  row->state = state;
  row->wanted = wanted;
  row->complete = TRUE;
  self = from_document (row);
  self->payload = payload_of_content (content);
  return self;
}

FacStoredObject *
fac_stored_object_load (FacDb *db, FacEntity entity, const char *id, GError **error)
{
  if (entity == FAC_ENTITY_CUSTOMER)
    return from_customer (fac_customer_table_find (db, id, error));
  if (entity == FAC_ENTITY_PRODUCT)
    return from_product (fac_product_table_find (db, id, error));
  return from_document (fac_document_table_find (db, id, error));
}

FacStoredObject *
fac_stored_object_load_remote (FacDb *db, FacEntity entity, const char *remote_id, GError **error)
{
  if (entity == FAC_ENTITY_CUSTOMER)
    return from_customer (fac_customer_table_find_remote (db, remote_id, error));
  if (entity == FAC_ENTITY_PRODUCT)
    return from_product (fac_product_table_find_remote (db, remote_id, error));
  return from_document (fac_document_table_find_remote (db, remote_id, error));
}

FacStoredObject *
fac_stored_object_need (FacDb *db, FacEntity entity, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacStoredObject) self = fac_stored_object_load (db, entity, id, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (self == NULL || self->state == FAC_OFFLINE_DELETED)
    g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND, _("It is not here any more"));
  else
    return g_steal_pointer (&self);
  return NULL;
}

gboolean
fac_stored_object_set_state (FacDb *db, const FacStoredObject *self, FacOfflineState state,
                             GError **error)
{
  if (self->customer != NULL)
    return fac_customer_table_put (db, self->customer->customer, state, self->wanted, error);
  if (self->product != NULL)
    return fac_product_table_put (db, self->product->product, state, self->wanted, error);
  return fac_document_table_set_state (db, self->document, state, error);
}

gboolean
fac_stored_object_show (FacDb *db, const FacStoredObject *self, FacOfflineState *state,
                        GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) base = fac_base_table_get (db, self->entity, self->id, &failure);
  FacOfflineState before = FAC_OFFLINE_CREATED;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (self->remote_id != NULL)
    before = base != NULL ? FAC_OFFLINE_CHANGED : FAC_OFFLINE_SYNCED;
  if (state != NULL)
    *state = before;
  return fac_stored_object_set_state (db, self, before, error);
}

gboolean
fac_stored_object_remove (FacDb *db, FacEntity entity, const char *id, GError **error)
{
  if (!fac_sql_run (db, error, "DELETE FROM outbox WHERE entity = ? AND object_id = ?", "it",
                    (int) entity, id)
      || !fac_base_table_remove (db, entity, id, error)
      || !fac_conflict_table_remove (db, entity, id, error))
    return FALSE;
  if (entity == FAC_ENTITY_CUSTOMER)
    return fac_customer_table_remove (db, id, error);
  if (entity == FAC_ENTITY_PRODUCT)
    return fac_product_table_remove (db, id, error);
  return fac_document_table_remove (db, id, error);
}
