/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-facturapi-mapping.h"

#include <glib/gi18n.h>

/* Members that give access to something: never stored (sync.md, Pull). */
static const char *const secrets[] = {
  "edit_link", "edit_link_expires_at", "secret", "url", "download_url", "signed_url", "api_key",
  "apikey", "api_keys", "test_key", "live_key", "user_key", "password", "token", NULL
};

GBytes *
fac_facturapi_body (FacRemoteItem *item, const char *idempotency_key, gboolean update)
{
  g_autoptr (FacJsonWriter) json = fac_json_writer_new ();

  if (item->entity == FAC_ENTITY_CUSTOMER)
    fac_facturapi_write_customer (json, NULL, item->customer, update);
  else if (item->entity == FAC_ENTITY_PRODUCT)
    fac_facturapi_write_product (json, NULL, item->product, update);
  else
    fac_facturapi_write_invoice (json, item->invoice, idempotency_key, update);
  return fac_json_writer_finish (json);
}

FacRemoteItem *
fac_facturapi_read_item (FacEntity entity, FacJsonValue value, GError **error)
{
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (entity);

  fac_facturapi_take (&item->remote_id, value, "id");
  if (item->remote_id == NULL)
    {
      fac_facturapi_unreadable (error, 200, _("The answer of the service has no object in it."));
      return NULL;
    }
  fac_facturapi_take (&item->external_id, value, "external_id");
  if (entity == FAC_ENTITY_CUSTOMER)
    item->customer = fac_facturapi_read_customer (value);
  else if (entity == FAC_ENTITY_PRODUCT)
    item->product = fac_facturapi_read_product (value);
  else
    item->invoice = fac_facturapi_read_invoice (value);
  item->body = fac_json_without (value, secrets);
  return g_steal_pointer (&item);
}

FacRemotePage *
fac_facturapi_read_page (FacEntity entity, FacJsonValue value, GError **error)
{
  g_autoptr (FacRemotePage) page = g_new0 (FacRemotePage, 1);
  FacJsonValue data = fac_json_get (value, "data");

  page->items = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_remote_item_unref);
  if (fac_json_kind (data) != FAC_JSON_ARRAY)
    {
      fac_facturapi_unreadable (error, 200, _("The answer of the service has no list in it."));
      return NULL;
    }
  for (guint i = 0; i < fac_json_length (data); i++)
    {
      FacRemoteItem *item = fac_facturapi_read_item (entity, fac_json_at (data, i), error);

      if (item == NULL)
        return NULL;
      g_ptr_array_add (page->items, item);
      g_thread_yield ();
    }
  page->page = (int) fac_json_int (fac_json_get (value, "page"), 0);
  page->total_pages = (int) fac_json_int (fac_json_get (value, "total_pages"), 0);
  page->total_results = (int) fac_json_int (fac_json_get (value, "total_results"), 0);
  fac_facturapi_take (&page->next_cursor, value, "next_cursor");
  return g_steal_pointer (&page);
}

GPtrArray *
fac_facturapi_read_catalog (FacJsonValue value)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_catalog_entry_free);
  FacJsonValue data = fac_json_get (value, "data");

  for (guint i = 0; i < fac_json_length (data); i++)
    {
      FacJsonValue row = fac_json_at (data, i);
      const char *key = fac_json_string (fac_json_get (row, "key"));
      const char *text = fac_json_string (fac_json_get (row, "description"));

      if (key != NULL)
        g_ptr_array_add (entries, fac_catalog_entry_new (key, text != NULL ? text : "", NULL));
    }
  return entries;
}
