/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models-fixture.h"

#include "fac-test.h"
#include "fac-text.h"

const FacServices *
models_services (void)
{
  static FacServices services;

  if (services.clock == NULL)
    {
      g_autofree char *starter = fac_test_built ("data/catalogs.db");
      g_autoptr (GError) error = NULL;
      g_autoptr (GAsyncResult) result = NULL;

      fac_catalog_open_async (starter, NULL, NULL, fac_test_got, &result);
      services.catalog = fac_catalog_open_finish (fac_test_result (&result), &error);
      g_assert_no_error (error);
      services.clock = fac_clock_new ();
      services.http = fac_http_client_new ();
      services.keys = fac_memory_key_store_new ();
    }
  return &services;
}

static FacOrganization *
organization (void)
{
  FacOrganization *issuer = fac_organization_new ();

  fac_set_string (&issuer->id, "prueba");
  fac_set_string (&issuer->provider, "sandbox");
  fac_set_string (&issuer->legal_name, "EMPRESA DE PRUEBA");
  fac_set_string (&issuer->tax_id, "EKU9003173C9");
  fac_set_string (&issuer->tax_system, "601");
  fac_set_string (&issuer->timezone, "America/Mexico_City");
  if (issuer->address == NULL)
    issuer->address = fac_address_new ();
  fac_set_string (&issuer->address->zip, "42501");
  return issuer;
}

FacWorkspace *
models_workspace (const char *folder)
{
  g_autofree char *made = folder == NULL ? fac_test_folder () : g_strdup (folder);
  g_autoptr (FacOrganization) issuer = organization ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FacWorkspace *workspace;

  fac_workspace_open_async (models_services (), issuer, made, NULL, fac_test_got, &result);
  workspace = fac_workspace_open_finish (fac_test_result (&result), &error);
  g_assert_no_error (error);
  return workspace;
}

void
models_close (FacWorkspace *workspace)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fac_workspace_close_async (workspace, fac_test_got, &result);
  fac_workspace_close_finish (workspace, fac_test_result (&result), &error);
  g_assert_no_error (error);
  g_object_unref (workspace);
}

FacCustomer *
models_customer (const char *name)
{
  FacCustomer *customer = fac_customer_new ();

  fac_set_string (&customer->legal_name, name);
  fac_set_string (&customer->tax_id, "URE180429TM6");
  fac_set_string (&customer->tax_system, "601");
  fac_set_string (&customer->default_invoice_use, "G03");
  fac_set_string (&customer->address->zip, "86991");
  return customer;
}

FacProduct *
models_product (const char *description, const char *price)
{
  FacProduct *product = fac_product_new ();

  fac_set_string (&product->description, description);
  fac_set_string (&product->product_key, "27111515");
  g_assert_true (fac_decimal_parse (price, -1, &product->price));
  return product;
}

static gboolean
on_end (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
models_spin (guint milliseconds)
{
  gboolean done = FALSE;

  g_timeout_add (milliseconds, on_end, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}
