/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-contract.h"

#include "fac-test.h"
#include "fac-text.h"

#include <string.h>

static gboolean
page_has (FacRemotePage *page, const char *remote_id)
{
  for (guint i = 0; i < page->items->len; i++)
    if (g_strcmp0 (((FacRemoteItem *) g_ptr_array_index (page->items, i))->remote_id,
                   remote_id) == 0)
      return TRUE;
  return FALSE;
}

static void
promise_check (FacContract *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fac_provider_check_async (self->provider, NULL, fac_test_got, &result);
  g_assert_true (fac_provider_check_finish (self->provider, fac_test_result (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpint (fac_provider_capabilities (self->provider) & FAC_CAPABILITY_INVOICES, !=, 0);
}

static void
promise_organization (FacContract *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacOrganization) organization = NULL;

  fac_provider_get_organization_async (self->provider, NULL, fac_test_got, &result);
  organization = fac_provider_get_organization_finish (self->provider, fac_test_result (&result),
                                                       &error);
  g_assert_no_error (error);
  g_assert_false (fac_text_is_empty (organization->remote_id));
  g_assert_false (fac_text_is_empty (organization->legal_name));
  g_assert_false (fac_text_is_empty (organization->tax_id));
  g_assert_cmpuint (strlen (organization->tax_system), ==, 3);
  g_assert_cmpuint (strlen (organization->address->zip), ==, 5);
  g_assert_false (organization->livemode);
}

static void
promise_cancellation (FacContract *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fac_provider_check_async (self->provider, cancellable, fac_test_got, &result);
  g_cancellable_cancel (cancellable);
  g_assert_false (fac_provider_check_finish (self->provider, fac_test_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
promise_customer_life (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_customer ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) created = fac_contract_create (self, wanted, NULL, &error);
  g_autoptr (FacRemoteItem) read = NULL;
  g_autoptr (FacRemoteItem) changed = fac_contract_customer ();
  g_autoptr (FacRemoteItem) updated = NULL;
  g_autoptr (FacRemoteItem) removed = NULL;
  g_autoptr (FacRemotePage) page = NULL;
  FacRemoteQuery query = { .text = "kemper" };

  g_assert_no_error (error);
  g_assert_cmpint (created->entity, ==, FAC_ENTITY_CUSTOMER);
  g_assert_true (fac_customer_equal_content (created->customer, wanted->customer));
  g_assert_cmpstr (created->customer->id, ==, "");
  g_assert_cmpint (created->customer->created_at, >, 0);
  g_assert_cmpint (created->server_time, >, 0);
  fac_contract_assert_parses (self, created);

  read = fac_contract_get (self, FAC_ENTITY_CUSTOMER, created->remote_id, &error);
  g_assert_no_error (error);
  g_assert_true (fac_customer_equal_content (read->customer, wanted->customer));
  page = fac_contract_list (self, FAC_ENTITY_CUSTOMER, &query, &error);
  g_assert_no_error (error);
  g_assert_true (page_has (page, created->remote_id));

  /* what is emptied here is emptied there */
  changed->remote_id = g_strdup (created->remote_id);
  fac_set_string (&changed->customer->email, NULL);
  fac_set_string (&changed->customer->phone, "5511111111");
  fac_set_string (&changed->customer->address->interior, NULL);
  updated = fac_contract_update (self, changed, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (updated->remote_id, ==, created->remote_id);
  g_assert_true (fac_customer_equal_content (updated->customer, changed->customer));

  removed = fac_contract_remove (self, FAC_ENTITY_CUSTOMER, created->remote_id, &error);
  g_assert_no_error (error);
  fac_contract_assert_gone (self, FAC_ENTITY_CUSTOMER, created->remote_id);
}

static void
promise_customer_once (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_customer ();
  g_autoptr (FacRemoteItem) first = fac_contract_create (self, wanted, NULL, NULL);
  g_autoptr (FacRemoteItem) second = fac_contract_create (self, wanted, NULL, NULL);

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_cmpstr (first->remote_id, ==, second->remote_id);
}

static void
promise_customer_refused (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_customer ();
  g_autoptr (GError) error = NULL;

  fac_set_string (&wanted->customer->legal_name, NULL);
  g_assert_null (fac_contract_create (self, wanted, NULL, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);
}

/* Nothing but name and e-mail: it is taken to be completed, and is no receiver until then. */
static void
promise_incomplete_customer (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_remote_item_new (FAC_ENTITY_CUSTOMER);
  g_autoptr (FacRemoteItem) draft = fac_contract_invoice ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) created = NULL, again = NULL, held = NULL, updated = NULL;

  wanted->customer = fac_customer_new ();
  fac_set_string (&wanted->customer->legal_name, "CLIENTE SIN DATOS");
  fac_set_string (&wanted->customer->email, "sin.datos@example.com");
  created = fac_contract_create (self, wanted, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (created->customer->legal_name, ==, "CLIENTE SIN DATOS");
  g_assert_null (created->customer->tax_id);
  g_assert_null (created->customer->tax_system);
  again = fac_contract_create (self, wanted, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->remote_id, ==, created->remote_id);

  fac_set_string (&draft->invoice->customer->remote_id, created->remote_id);
  held = fac_contract_create (self, draft, "incomplete", &error);
  g_assert_no_error (error);
  g_assert_null (fac_contract_stamp (self, held->remote_id, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);

  wanted->remote_id = g_strdup (created->remote_id);
  g_assert_null (fac_contract_update (self, wanted, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);
  fac_set_string (&wanted->customer->tax_id, "EKU9003173C9");
  fac_set_string (&wanted->customer->legal_name, "ESCUELA KEMPER URGATE");
  fac_set_string (&wanted->customer->tax_system, "601");
  fac_set_string (&wanted->customer->address->zip, "42501");
  updated = fac_contract_update (self, wanted, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (updated->customer->tax_id, ==, "EKU9003173C9");
}

static void
promise_foreign_customer (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_customer ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) created = NULL;

  fac_set_string (&wanted->customer->legal_name, "Dunder Mifflin Paper");
  fac_set_string (&wanted->customer->tax_id, "198912171");
  fac_set_string (&wanted->customer->tax_system, NULL);
  fac_set_string (&wanted->customer->address->zip, "18503");
  fac_set_string (&wanted->customer->address->state, "US-PA");
  fac_set_string (&wanted->customer->address->country, "USA");
  created = fac_contract_create (self, wanted, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (created->customer->address->country, ==, "USA");
  g_assert_cmpstr (created->customer->tax_id, ==, "198912171");
}

static void
promise_product_life (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_product ("Ukelele tenor", "UKE-7");
  g_autoptr (GError) error = NULL;
  FacTax isr = fac_tax_make (FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.0125");
  g_autoptr (FacRemoteItem) created = NULL;
  g_autoptr (FacRemoteItem) changed = fac_contract_product ("Ukelele soprano", "UKE-7");
  g_autoptr (FacRemoteItem) updated = NULL;
  g_autoptr (FacRemoteItem) removed = NULL;
  g_autoptr (FacRemotePage) page = NULL;
  FacRemoteQuery query = { .sku = "UKE-7" };

  g_array_append_val (wanted->product->taxes, isr);
  created = fac_contract_create (self, wanted, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (fac_product_equal_content (created->product, wanted->product));
  g_assert_cmpint (created->product->created_at, >, 0);
  fac_contract_assert_parses (self, created);
  page = fac_contract_list (self, FAC_ENTITY_PRODUCT, &query, &error);
  g_assert_no_error (error);
  g_assert_true (page_has (page, created->remote_id));

  changed->remote_id = g_strdup (created->remote_id);
  fac_set_string (&changed->product->taxability, "01");
  g_array_set_size (changed->product->taxes, 0);
  fac_decimal_parse ("0.000001", -1, &changed->product->price);
  updated = fac_contract_update (self, changed, &error);
  g_assert_no_error (error);
  g_assert_true (fac_product_equal_content (updated->product, changed->product));

  removed = fac_contract_remove (self, FAC_ENTITY_PRODUCT, created->remote_id, &error);
  g_assert_no_error (error);
  fac_contract_assert_gone (self, FAC_ENTITY_PRODUCT, created->remote_id);
}

static void
promise_product_refused (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_product (NULL, "X");
  g_autoptr (GError) error = NULL;

  g_assert_null (fac_contract_create (self, wanted, NULL, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);
}

static void
promise_pages (FacContract *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemotePage) beyond = NULL;
  FacRemoteQuery query = { .limit = 2, .text = "paginado" };

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("Servicio paginado %u", i);
      g_autoptr (FacRemoteItem) wanted = fac_contract_product (name, NULL);
      g_autoptr (FacRemoteItem) created = fac_contract_create (self, wanted, NULL, &error);

      g_assert_no_error (error);
    }
  for (query.page = 1; query.page <= 3; query.page++)
    {
      g_autoptr (FacRemotePage) page
        = fac_contract_list (self, FAC_ENTITY_PRODUCT, &query, &error);

      g_assert_no_error (error);
      g_assert_cmpint (page->page, ==, query.page);
      g_assert_cmpint (page->total_results, ==, 5);
      g_assert_cmpint (page->total_pages, ==, 3);
      g_assert_cmpuint (page->items->len, ==, query.page < 3 ? 2 : 1);
      g_assert_cmpint (page->server_time, >, 0);
      for (guint i = 0; i < page->items->len; i++)
        g_hash_table_add (seen, g_strdup (((FacRemoteItem *) page->items->pdata[i])->remote_id));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 5);
  query.page = 31;
  beyond = fac_contract_list (self, FAC_ENTITY_PRODUCT, &query, &error);
  g_assert_null (beyond);
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);
}

/* A service that has just started may read its catalogue first. */
static GPtrArray *
search_catalog (FacProvider *provider, const char *catalog, const char *text)
{
  GPtrArray *entries = NULL;
  g_autoptr (GError) error = NULL;

  for (guint tries = fac_test_patience (1); tries > 0 && entries == NULL; tries--)
    {
      g_autoptr (GAsyncResult) result = NULL;

      g_clear_error (&error);
      fac_provider_search_catalog_async (provider, catalog, text, NULL, fac_test_got, &result);
      entries = fac_provider_search_catalog_finish (provider, fac_test_result (&result), &error);
      if (error != NULL && !g_error_matches (error, FAC_API_ERROR, FAC_API_ERROR_UNCERTAIN))
        break;
    }
  g_assert_no_error (error);
  return entries;
}

static void
promise_catalogs (FacContract *self)
{
  static const struct { const char *catalog, *text, *key; } cases[] = {
    { FAC_CATALOG_UNITS, "pieza", "H87" },
    { FAC_CATALOG_UNITS, "E48", "E48" },
    { FAC_CATALOG_PRODUCTS, "facturación", "84111506" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) entries = search_catalog (self->provider, cases[i].catalog,
                                                      cases[i].text);
      gboolean found = FALSE;

      for (guint j = 0; j < entries->len; j++)
        found = found || g_str_equal (((FacCatalogEntry *) entries->pdata[j])->key, cases[i].key);
      g_test_message ("%s %s: %u", cases[i].catalog, cases[i].text, entries->len);
      g_assert_true (found);
    }
}

void
fac_contract_add_parties (FacContract *self)
{
  fac_contract_add (self, "check", promise_check);
  fac_contract_add (self, "organization", promise_organization);
  fac_contract_add (self, "cancellation", promise_cancellation);
  fac_contract_add (self, "customer-life", promise_customer_life);
  fac_contract_add (self, "customer-once", promise_customer_once);
  fac_contract_add (self, "customer-refused", promise_customer_refused);
  fac_contract_add (self, "incomplete-customer", promise_incomplete_customer);
  fac_contract_add (self, "foreign-customer", promise_foreign_customer);
  fac_contract_add (self, "product-life", promise_product_life);
  fac_contract_add (self, "product-refused", promise_product_refused);
  fac_contract_add (self, "pages", promise_pages);
  fac_contract_add (self, "catalogs", promise_catalogs);
}
