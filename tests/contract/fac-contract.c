/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-contract.h"

#include "fac-test.h"
#include "fac-text.h"

#include <string.h>

typedef struct
{
  FacContract *contract;
  void       (*promise) (FacContract *self);
} Promise;

static void
run_promise (gconstpointer data)
{
  const Promise *promise = data;

  promise->promise (promise->contract);
}

void
fac_contract_add (FacContract *self, const char *path, void (*promise) (FacContract *self))
{
  g_autofree char *whole = g_strdup_printf ("/contract/%s/%s", self->name, path);
  Promise *data = g_new0 (Promise, 1);

  data->contract = self;
  data->promise = promise;
  g_test_add_data_func_full (whole, data, run_promise, g_free);
}

FacRemoteItem *
fac_contract_create (FacContract *self, FacRemoteItem *item, const char *key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_create_async (self->provider, item, key, NULL, fac_test_got, &result);
  return fac_provider_item_finish (self->provider, fac_test_result (&result), error);
}

FacRemoteItem *
fac_contract_update (FacContract *self, FacRemoteItem *item, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_update_async (self->provider, item, NULL, fac_test_got, &result);
  return fac_provider_item_finish (self->provider, fac_test_result (&result), error);
}

FacRemoteItem *
fac_contract_get (FacContract *self, FacEntity entity, const char *remote_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_get_async (self->provider, entity, remote_id, NULL, fac_test_got, &result);
  return fac_provider_item_finish (self->provider, fac_test_result (&result), error);
}

FacRemoteItem *
fac_contract_remove (FacContract *self, FacEntity entity, const char *remote_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_remove_async (self->provider, entity, remote_id, NULL, fac_test_got, &result);
  return fac_provider_item_finish (self->provider, fac_test_result (&result), error);
}

FacRemoteItem *
fac_contract_stamp (FacContract *self, const char *remote_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_stamp_async (self->provider, remote_id, NULL, fac_test_got, &result);
  return fac_provider_item_finish (self->provider, fac_test_result (&result), error);
}

FacRemotePage *
fac_contract_list (FacContract          *self,
                   FacEntity             entity,
                   const FacRemoteQuery *query,
                   GError              **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_list_async (self->provider, entity, query, NULL, fac_test_got, &result);
  return fac_provider_list_finish (self->provider, fac_test_result (&result), error);
}

GBytes *
fac_contract_download (FacContract   *self,
                       const char    *remote_id,
                       FacFileFormat  format,
                       GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_download_async (self->provider, remote_id, format, NULL, fac_test_got, &result);
  return fac_provider_download_finish (self->provider, fac_test_result (&result), error);
}

void
fac_contract_assert_gone (FacContract *self, FacEntity entity, const char *remote_id)
{
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GError) remove_error = NULL;

  g_assert_null (fac_contract_get (self, entity, remote_id, &read_error));
  g_assert_error (read_error, FAC_API_ERROR, FAC_API_ERROR_NOT_FOUND);
  g_assert_null (fac_contract_remove (self, entity, remote_id, &remove_error));
  g_assert_error (remove_error, FAC_API_ERROR, FAC_API_ERROR_NOT_FOUND);
}

void
fac_contract_assert_refused (GError **error, int code)
{
  g_assert_nonnull (*error);
  g_test_message ("%s", (*error)->message);
  g_assert_error (*error, FAC_API_ERROR, code);
  g_assert_cmpint (fac_api_error_detail (*error)->status, >=, 400);
  g_assert_cmpint (fac_api_error_detail (*error)->status, <, 500);
  g_assert_cmpstr ((*error)->message, !=, "");
  g_assert_nonnull (fac_api_error_detail (*error)->code);
  g_clear_error (error);
}

void
fac_contract_assert_parses (FacContract *self, FacRemoteItem *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) again
    = fac_provider_parse (self->provider, item->entity, item->body, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (again->remote_id, ==, item->remote_id);
  g_assert_cmpstr (again->external_id, ==, item->external_id);
  if (item->entity == FAC_ENTITY_CUSTOMER)
    g_assert_true (fac_customer_equal_content (again->customer, item->customer));
  else if (item->entity == FAC_ENTITY_PRODUCT)
    g_assert_true (fac_product_equal_content (again->product, item->product));
  else
    g_assert_true (fac_invoice_equal_content (again->invoice, item->invoice));
}

static void
fill_customer (FacCustomer *customer)
{
  FacAddress *address = customer->address;

  fac_set_string (&customer->legal_name, "ESCUELA KEMPER URGATE");
  fac_set_string (&customer->tax_id, "EKU9003173C9");
  fac_set_string (&customer->tax_system, "601");
  fac_set_string (&customer->email, "pagos@example.com");
  fac_set_string (&customer->phone, "5555555555");
  fac_set_string (&customer->default_invoice_use, "G03");
  fac_set_string (&address->street, "Blvd. Atardecer");
  fac_set_string (&address->exterior, "142");
  fac_set_string (&address->interior, "B");
  fac_set_string (&address->neighborhood, "Centro");
  fac_set_string (&address->city, "Pachuca");
  fac_set_string (&address->municipality, "Pachuca de Soto");
  fac_set_string (&address->zip, "42501");
  fac_set_string (&address->state, "Hidalgo");
  fac_set_string (&address->country, "MEX");
}

FacRemoteItem *
fac_contract_customer (void)
{
  FacRemoteItem *item = fac_remote_item_new (FAC_ENTITY_CUSTOMER);

  item->customer = fac_customer_new ();
  fill_customer (item->customer);
  return item;
}

static void
fill_product (FacProduct *product, const char *description, const char *sku)
{
  fac_set_string (&product->description, description);
  fac_set_string (&product->product_key, "80101500");
  fac_set_string (&product->unit_key, "E48");
  fac_set_string (&product->unit_name, "Unidad de servicio");
  fac_set_string (&product->sku, sku);
  product->tax_included = FALSE;
  fac_decimal_parse ("345.60", -1, &product->price);
}

FacRemoteItem *
fac_contract_product (const char *description, const char *sku)
{
  FacRemoteItem *item = fac_remote_item_new (FAC_ENTITY_PRODUCT);

  item->product = fac_product_new ();
  fill_product (item->product, description, sku);
  return item;
}

FacRemoteItem *
fac_contract_invoice (void)
{
  FacRemoteItem *item = fac_remote_item_new (FAC_ENTITY_INVOICE);
  g_autoptr (FacProduct) product = fac_product_new ();
  g_autoptr (FacInvoiceLine) line = NULL;

  fill_product (product, "Consultoría en administración", "CON-1");
  line = fac_invoice_line_new (product);
  fac_decimal_parse ("2.5", -1, &line->quantity);
  fac_decimal_parse ("10.25", -1, &line->discount);
  item->invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  g_ptr_array_add (item->invoice->lines, g_steal_pointer (&line));
  item->invoice->customer = fac_customer_new ();
  fill_customer (item->invoice->customer);
  fac_set_string (&item->invoice->conditions, "30 días");
  return item;
}
