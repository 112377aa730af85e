/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-foreign.h"

FacInvoice *
sy_make_foreign (guint number, gint64 age)
{
  FacInvoice *invoice = fac_invoice_new (FAC_INVOICE_INGRESO);

  fac_set_string (&invoice->id, "");
  invoice->status = FAC_STATUS_TIMBRADA;
  invoice->date = SY_NOW - age - number * G_USEC_PER_SEC;
  invoice->created_at = invoice->date;
  invoice->folio_number = g_strdup_printf ("%u", number);
  return invoice;
}

/* @count documents, a second apart, the newest of them @age old. */
void
sy_add_foreign (Fixture *self, guint count, gint64 age)
{
  for (guint i = count; i > 0; i--)
    {
      g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_INVOICE);

      item->invoice = sy_make_foreign (i, age);
      fac_mock_provider_add (self->mock, item);
    }
}

void
sy_add_issued (Fixture *self, guint count, gint64 age)
{
  for (guint i = count; i > 0; i--)
    {
      g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_INVOICE);

      item->invoice = sy_make_foreign (i, age);
      item->invoice->uuid = g_uuid_string_random ();
      fac_mock_provider_add (self->mock, item);
    }
}

FacRemoteItem *
sy_add_foreign_draft (Fixture *self, gint64 age)
{
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_INVOICE);

  item->invoice = sy_make_foreign (0, age);
  item->invoice->status = FAC_STATUS_BORRADOR;
  item->invoice->date = 0;
  return fac_mock_provider_add (self->mock, item);
}

FacRemoteItem *
sy_add_foreign_customer (Fixture *self, const char *name, gint64 age)
{
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_CUSTOMER);

  item->customer = fac_customer_new ();
  fac_set_string (&item->customer->id, "");
  fac_set_string (&item->customer->legal_name, name);
  fac_set_string (&item->customer->tax_id, "BBB010101BBB");
  fac_set_string (&item->customer->tax_system, "601");
  fac_set_string (&item->customer->address->zip, "50000");
  item->customer->created_at = SY_NOW - age;
  return fac_mock_provider_add (self->mock, item);
}

void
sy_add_foreign_products (Fixture *self, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_PRODUCT);

      item->product = fac_product_new ();
      fac_set_string (&item->product->id, "");
      fac_set_string (&item->product->description, "Artículo");
      item->product->created_at = SY_NOW - 10 * DAY;
      fac_mock_provider_add (self->mock, item);
    }
}

void
sy_refresh (Fixture *self)
{
  fac_sync_service_wake (self->sync, TRUE);
  sy_quiet (self);
}

void
sy_remove_foreign (Fixture *self, FacEntity entity, const char *remote_id)
{
  GPtrArray *items = fac_mock_provider_items (self->mock, entity);

  for (guint i = 0; i < items->len; i++)
    {
      const FacRemoteItem *item = g_ptr_array_index (items, i);

      if (g_str_equal (item->remote_id, remote_id))
        {
          g_ptr_array_remove_index (items, i);
          return;
        }
    }
  g_assert_not_reached ();
}
