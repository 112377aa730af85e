/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include "fac-text.h"

#include <string.h>

static const char *const known[] = {
  "products/81112101", "products/43211503",
  "units/H87", "units/E48",
  "tax_systems/601", "tax_systems/605", "tax_systems/612", "tax_systems/616", "tax_systems/621",
  "tax_systems/626",
  "cfdi_uses/G03", "cfdi_uses/S01", "cfdi_uses/D01", "cfdi_uses/CP01",
  "payment_forms/01", "payment_forms/03", "payment_forms/99",
  "currencies/MXN", "currencies/USD", "currencies/XXX",
  "zips/42501", "zips/86991", "zips/36257",
  "countries/USA",
  "relation_types/01", "relation_types/04",
};

static FacKnown
knows (FacCatalogSource *source, const char *catalog, const char *key)
{
  TestCatalog *self = (TestCatalog *) source;
  g_autofree char *name = g_strconcat (catalog, "/", key, NULL);

  self->asked++;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i], name))
      return FAC_KNOWN_YES;
  return self->unsure != NULL && strstr (self->unsure, catalog) != NULL
         ? FAC_KNOWN_UNSURE : FAC_KNOWN_NO;
}

static FacCatalogEntry *
lookup (FacCatalogSource *source, const char *catalog, const char *key)
{
  return knows (source, catalog, key) == FAC_KNOWN_YES
         ? fac_catalog_entry_new (key, key, NULL) : NULL;
}

static FacKnown
use_allowed (FacCatalogSource *source, const char *use, const char *system, gboolean moral)
{
  if (((TestCatalog *) source)->unsure != NULL
      && strstr (((TestCatalog *) source)->unsure, "uses") != NULL)
    return FAC_KNOWN_UNSURE;
  if (g_str_equal (use, "S01"))
    return FAC_KNOWN_YES;
  if (use[0] == 'D')
    return moral ? FAC_KNOWN_NO : FAC_KNOWN_YES;
  return g_str_equal (system, "616") || g_str_equal (system, "605") ? FAC_KNOWN_NO : FAC_KNOWN_YES;
}

static FacKnown
system_allowed (FacCatalogSource *source, const char *system, gboolean moral)
{
  if (g_str_equal (system, "601"))
    return moral ? FAC_KNOWN_YES : FAC_KNOWN_NO;
  if (g_str_equal (system, "612") || g_str_equal (system, "605"))
    return moral ? FAC_KNOWN_NO : FAC_KNOWN_YES;
  return FAC_KNOWN_YES;
}

static void
test_catalog_source_init (FacCatalogSourceInterface *iface)
{
  iface->lookup = lookup;
  iface->knows = knows;
  iface->use_allowed = use_allowed;
  iface->system_allowed = system_allowed;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestCatalog, test_catalog, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FAC_TYPE_CATALOG_SOURCE,
                                                      test_catalog_source_init))

static void
test_catalog_class_init (TestCatalogClass *klass)
{
}

static void
test_catalog_init (TestCatalog *self)
{
}

FacDecimal
rules_decimal (const char *text)
{
  FacDecimal value;

  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

FacInvoiceLine *
rules_add_line (FacInvoice *invoice, const char *price)
{
  g_autoptr(FacProduct) product = fac_product_new ();
  FacInvoiceLine *line;

  product->description = g_strdup ("Soporte técnico");
  product->product_key = g_strdup ("81112101");
  product->price = rules_decimal (price);
  line = fac_invoice_line_new (product);
  g_ptr_array_add (invoice->lines, line);
  return line;
}

void
rules_set_up (RulesFixture *self, gconstpointer data)
{
  self->organization = fac_organization_new ();
  fac_set_string (&self->organization->tax_id, "EKU9003173C9");
  fac_set_string (&self->organization->legal_name, "ESCUELA KEMPER URGATE");
  fac_set_string (&self->organization->tax_system, "601");
  fac_set_string (&self->organization->timezone, "America/Mexico_City");
  fac_set_string (&self->organization->address->zip, "42501");
  self->catalog = g_object_new (test_catalog_get_type (), NULL);
  self->context = (FacRulesContext) { self->organization, FAC_CATALOG_SOURCE (self->catalog),
                                      RULES_NOW };
  self->invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  self->invoice->customer = fac_customer_new ();
  fac_set_string (&self->invoice->customer->legal_name, "UNIVERSIDAD ROBOTICA ESPAÑOLA");
  fac_set_string (&self->invoice->customer->tax_id, "URE180429TM6");
  fac_set_string (&self->invoice->customer->tax_system, "601");
  fac_set_string (&self->invoice->customer->address->zip, "86991");
  rules_add_line (self->invoice, "1250.00");
}

void
rules_tear_down (RulesFixture *self, gconstpointer data)
{
  g_clear_pointer (&self->organization, fac_organization_unref);
  g_clear_object (&self->catalog);
  g_clear_pointer (&self->invoice, fac_invoice_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
}

void
rules_check (RulesFixture *self)
{
  g_autoptr(FacInvoiceTotals) totals = fac_invoice_totals_new ();

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  fac_invoice_totals_compute (totals, self->invoice);
  self->findings = fac_invoice_check (self->invoice, totals, &self->context);
}

const FacFinding *
rules_find (GPtrArray *findings, const char *field, const char *code)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const FacFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->field, field) && g_str_equal (finding->code, code))
        return finding;
    }
  return NULL;
}

void
rules_print (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const FacFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *text = fac_finding_text (finding, NULL);

      g_test_message ("%s %s: %s", finding->field, finding->code, text);
    }
}

void
rules_assert_only (RulesFixture *self, const char *field, FacSeverity severity, const char *code)
{
  const FacFinding *finding;

  rules_check (self);
  rules_print (self->findings);
  finding = rules_find (self->findings, field, code);
  g_assert_nonnull (finding);
  g_assert_cmpint (finding->severity, ==, severity);
  g_assert_cmpuint (self->findings->len, ==, 1);
}

void
rules_assert_error (RulesFixture *self, const char *field, const char *code)
{
  rules_assert_only (self, field, FAC_FINDING_ERROR, code);
}

void
rules_assert_clean (RulesFixture *self)
{
  rules_check (self);
  rules_print (self->findings);
  g_assert_cmpuint (self->findings->len, ==, 0);
}

FacInvoiceLine *
rules_line_at (RulesFixture *self, guint index)
{
  return g_ptr_array_index (self->invoice->lines, index);
}
