/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-conflict-words.h"
#include "models-fixture.h"

static void
assert_name (const char *path, const char *expected)
{
  g_autofree char *name = fac_conflict_field_name (path);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_names (void)
{
  assert_name ("phone", "Phone");
  assert_name ("tax_id", "RFC");
  assert_name ("address/zip", "Postal code");
  assert_name ("customer/address/zip", "Customer: postal code");
  assert_name ("lines", "Lines");
  assert_name ("lines/1", "Line 2");
  assert_name ("lines/1/quantity", "Line 2: quantity");
  assert_name ("lines/0/product/price", "Line 1: unit price");
  assert_name ("lines/2/third_party/tax_id", "Line 3, third party: RFC");
  assert_name ("remote_id", NULL);
  assert_name ("customer/updated_at", NULL);
}

/* Every member that both sides may differ in has a name: what has none is decided without the person. */
static void
test_all_named (void)
{
  static const char *const silent[] = {
    "id", "remote_id", "idempotency_key", "status", "uuid", "created_at", "updated_at",
    "stamped_at", "sat_validated_at", "total", "cancellation_status", "verification_url",
    "from_catalog", NULL,
  };
  g_autoptr (FacCustomer) customer = models_customer ("CLIENTE");
  g_autoptr (FacProduct) product = models_product ("Clavo", "1.50");
  g_autoptr (FacInvoice) invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  g_autoptr (FacInvoiceLine) line = fac_invoice_line_new (product);
  GVariant *const objects[] = { fac_customer_to_variant (customer),
                                fac_product_to_variant (product),
                                fac_invoice_to_variant (invoice),
                                fac_invoice_line_to_variant (line) };

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      g_autoptr (GVariant) object = g_variant_ref_sink (objects[i]);
      GVariantIter iter;
      const char *member;

      g_variant_iter_init (&iter, object);
      while (g_variant_iter_next (&iter, "{&sv}", &member, NULL))
        {
          g_autofree char *name = fac_conflict_field_name (member);

          if (name == NULL && !g_strv_contains (silent, member))
            g_error ("%s has no name", member);
        }
    }
}

static void
assert_value (FacWorkspace *workspace, const char *path, GVariant *value, const char *currency,
              const char *expected)
{
  g_autoptr (GVariant) own = value != NULL ? g_variant_ref_sink (value) : NULL;
  g_autofree char *text = fac_conflict_value_text (workspace, path, own, currency);

  g_assert_cmpstr (text, ==, expected);
}

static GVariant *
one_line (void)
{
  g_autoptr (FacProduct) product = models_product ("Clavo", "1.50");
  g_autoptr (FacInvoiceLine) line = fac_invoice_line_new (product);
  GVariant *items[] = { fac_invoice_line_to_variant (line) };

  return g_variant_new_array (G_VARIANT_TYPE_VARDICT, items, 1);
}

static GVariant *
taxes (void)
{
  const FacTax tax = fac_tax_make (FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.16");
  GVariant *items[] = { fac_tax_to_variant (&tax) };

  return g_variant_new_array (G_VARIANT_TYPE_VARDICT, items, 1);
}

static void
test_values (void)
{
  FacWorkspace *workspace = models_workspace (NULL);

  assert_value (workspace, "phone", NULL, NULL, "(empty)");
  assert_value (workspace, "phone", g_variant_new_string (""), NULL, "(empty)");
  assert_value (workspace, "phone", g_variant_new_string ("555"), NULL, "555");
  assert_value (workspace, "price", g_variant_new_string ("1234.5"), NULL, "$1,234.50");
  assert_value (workspace, "lines/0/discount", g_variant_new_string ("3"), "USD", "$3.00 USD");
  assert_value (workspace, "lines/0/quantity", g_variant_new_string ("2"), NULL, "2");
  assert_value (workspace, "lines/0/discount_percent", g_variant_new_string ("10"), NULL, "10 %");
  assert_value (workspace, "tax_included", g_variant_new_boolean (TRUE), NULL, "Yes");
  assert_value (workspace, "tax_system", g_variant_new_string ("601"), NULL,
                "601 · General de Ley Personas Morales");
  assert_value (workspace, "tax_system", g_variant_new_string ("999"), NULL, "999");
  assert_value (workspace, "taxes", taxes (), NULL, "IVA 16 %");
  assert_value (workspace, "lines", one_line (), NULL, "1 × Clavo · $1.50");
  /* a value that another version wrote in another shape is still shown */
  assert_value (workspace, "price", g_variant_new_int32 (7), NULL, "7");
  models_close (workspace);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conflict/names", test_names);
  g_test_add_func ("/conflict/all-named", test_all_named);
  g_test_add_func ("/conflict/values", test_values);
  return g_test_run ();
}
