/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-rules.h"
#include "fac-tax-id.h"

#include <string.h>

/* 2026-03-02 16:00:00 UTC */
#define NOW G_GINT64_CONSTANT (1772467200000000)

/* A catalogue that knows a few keys, and nothing of the catalogues named in @unsure. */
struct _TestCatalog
{
  GObject     parent_instance;
  const char *unsure;
  guint       asked;
};

G_DECLARE_FINAL_TYPE (TestCatalog, test_catalog, TEST, CATALOG, GObject)

static const char *const known[] = {
  "products/81112101", "products/43211503", "units/H87", "units/E48", "tax_systems/601",
  "tax_systems/612",
  "tax_systems/616", "tax_systems/605", "tax_systems/626", "tax_systems/621", "cfdi_uses/G03",
  "cfdi_uses/S01",
  "cfdi_uses/D01", "cfdi_uses/CP01", "payment_forms/01", "payment_forms/03", "payment_forms/99",
  "currencies/MXN",
  "currencies/USD", "currencies/XXX", "zips/42501", "zips/86991", "zips/36257", "countries/USA",
  "relation_types/01",
  "relation_types/04",
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

typedef struct
{
  FacOrganization *organization;
  TestCatalog     *catalog;
  FacInvoice      *invoice;
  FacRulesContext  context;
  GPtrArray       *findings;
} Fixture;

static void
set (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

static FacDecimal
decimal (const char *text)
{
  FacDecimal value;

  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

static FacInvoiceLine *
add_line (FacInvoice *invoice, const char *price)
{
  g_autoptr(FacProduct) product = fac_product_new ();
  FacInvoiceLine *line;

  product->description = g_strdup ("Soporte técnico");
  product->product_key = g_strdup ("81112101");
  product->price = decimal (price);
  line = fac_invoice_line_new (product);
  g_ptr_array_add (invoice->lines, line);
  return line;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->organization = fac_organization_new ();
  set (&self->organization->tax_id, "EKU9003173C9");
  set (&self->organization->legal_name, "ESCUELA KEMPER URGATE");
  set (&self->organization->tax_system, "601");
  set (&self->organization->timezone, "America/Mexico_City");
  set (&self->organization->address->zip, "42501");
  self->catalog = g_object_new (test_catalog_get_type (), NULL);
  self->context = (FacRulesContext) { self->organization, FAC_CATALOG_SOURCE (self->catalog), NOW };
  self->invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  self->invoice->customer = fac_customer_new ();
  set (&self->invoice->customer->legal_name, "UNIVERSIDAD ROBOTICA ESPAÑOLA");
  set (&self->invoice->customer->tax_id, "URE180429TM6");
  set (&self->invoice->customer->tax_system, "601");
  set (&self->invoice->customer->address->zip, "86991");
  add_line (self->invoice, "1250.00");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->organization, fac_organization_unref);
  g_clear_object (&self->catalog);
  g_clear_pointer (&self->invoice, fac_invoice_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
}

static void
check (Fixture *self)
{
  g_autoptr(FacInvoiceTotals) totals = fac_invoice_totals_new ();

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  fac_invoice_totals_compute (totals, self->invoice);
  self->findings = fac_invoice_check (self->invoice, totals, &self->context);
}

static const FacFinding *
find (GPtrArray *findings, const char *field, const char *code)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const FacFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->field, field) && g_str_equal (finding->code, code))
        return finding;
    }
  return NULL;
}

static void
print (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const FacFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *text = fac_finding_text (finding, NULL);

      g_test_message ("%s %s: %s", finding->field, finding->code, text);
    }
}

/* exactly this finding and no other */
static void
assert_only (Fixture *self, const char *field, FacSeverity severity, const char *code)
{
  const FacFinding *finding;

  check (self);
  print (self->findings);
  finding = find (self->findings, field, code);
  g_assert_nonnull (finding);
  g_assert_cmpint (finding->severity, ==, severity);
  g_assert_cmpuint (self->findings->len, ==, 1);
}

static void
assert_error (Fixture *self, const char *field, const char *code)
{
  assert_only (self, field, FAC_FINDING_ERROR, code);
}

static void
assert_clean (Fixture *self)
{
  check (self);
  print (self->findings);
  g_assert_cmpuint (self->findings->len, ==, 0);
}

static FacInvoiceLine *
line_at (Fixture *self, guint index)
{
  return g_ptr_array_index (self->invoice->lines, index);
}

static void
test_clean (Fixture *self, gconstpointer data)
{
  assert_clean (self);
  /* without a catalogue and an issuer what cannot be known is not judged */
  self->context = (FacRulesContext) { 0 };
  assert_clean (self);
}

static void
test_empty_draft (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->invoice->customer, fac_customer_unref);
  g_ptr_array_set_size (self->invoice->lines, 0);
  check (self);
  g_assert_nonnull (find (self->findings, "customer", "customer-missing"));
  g_assert_nonnull (find (self->findings, "items", "items-missing"));
  g_assert_cmpuint (self->findings->len, ==, 2);
  g_assert_true (fac_findings_has_errors (self->findings));
}

static void
test_customer (Fixture *self, gconstpointer data)
{
  FacCustomer *customer = self->invoice->customer;

  set (&customer->tax_id, "URE180429TM7");
  assert_only (self, "customer.tax_id", FAC_FINDING_WARNING, "tax-id-check-digit");
  set (&customer->tax_id, "URE181329TM6");
  assert_error (self, "customer.tax_id", "CFDI40143");
  set (&customer->tax_id, "");
  assert_error (self, "customer.tax_id", "tax-id-missing");
  set (&customer->tax_id, "URE180429TM6");
  set (&customer->legal_name, "Universidad Robótica, S.A. de C.V.");
  assert_only (self, "customer.legal_name", FAC_FINDING_WARNING, "CFDI40145");
  g_assert_cmpstr (find (self->findings, "customer.legal_name", "CFDI40145")->arguments[0], ==,
                   "UNIVERSIDAD ROBÓTICA");
  set (&customer->legal_name, NULL);
  assert_error (self, "customer.legal_name", "name-missing");
  set (&customer->legal_name, "X|Y");
  assert_error (self, "customer.legal_name", "text-with-bar");
  set (&customer->legal_name, "UNIVERSIDAD");
  set (&customer->address->zip, "8699");
  assert_error (self, "customer.address.zip", "CFDI40147");
  set (&customer->address->zip, "99999");
  assert_error (self, "customer.address.zip", "CFDI40147");
  self->catalog->unsure = "zips";
  assert_clean (self);
  set (&customer->address->zip, NULL);
  assert_error (self, "customer.address.zip", "zip-missing");
  set (&customer->address->zip, "86991");
  set (&customer->email, "no es un correo");
  assert_error (self, "customer.email", "email-shape");
  set (&customer->email, "a@b.mx");
  assert_clean (self);
}

static void
test_regime (Fixture *self, gconstpointer data)
{
  FacCustomer *customer = self->invoice->customer;

  set (&customer->tax_system, "612");
  assert_error (self, "customer.tax_system", "CFDI40158");
  set (&customer->tax_system, "999");
  assert_error (self, "customer.tax_system", "CFDI40157");
  self->catalog->unsure = "tax_systems";
  assert_clean (self);
  self->catalog->unsure = NULL;
  set (&customer->tax_system, NULL);
  assert_error (self, "customer.tax_system", "tax-system-missing");
  set (&customer->tax_system, "601");
  set (&self->invoice->use, "D01");
  assert_error (self, "use", "CFDI40161");
  self->catalog->unsure = "cfdi_uses";
  assert_clean (self);
  self->catalog->unsure = NULL;
  set (&self->invoice->use, "P01");
  assert_error (self, "use", "CFDI40160");
  set (&self->invoice->use, NULL);
  assert_error (self, "use", "use-missing");
}

static void
test_public (Fixture *self, gconstpointer data)
{
  FacCustomer *customer = self->invoice->customer;

  set (&customer->tax_id, FAC_RFC_PUBLIC);
  set (&customer->legal_name, FAC_NAME_PUBLIC);
  set (&customer->tax_system, "616");
  set (&customer->address->zip, "42501");
  set (&self->invoice->use, "S01");
  assert_error (self, "global", "CFDI40130");
  self->invoice->global = fac_global_info_new ("month", "02", 2026);
  assert_clean (self);
  set (&customer->address->zip, "86991");
  assert_error (self, "customer.address.zip", "CFDI40149");
  set (&customer->address->zip, "42501");
  set (&customer->tax_system, "601");
  assert_error (self, "customer.tax_system", "CFDI40159");
  set (&customer->tax_system, "616");
  set (&self->invoice->use, "G03");
  assert_error (self, "use", "CFDI40161");
  set (&self->invoice->use, "S01");
  set (&customer->legal_name, "JUAN PEREZ");
  assert_error (self, "global", "global-not-allowed");
  g_clear_pointer (&self->invoice->global, fac_global_info_free);
  assert_clean (self);
  set (&customer->legal_name, FAC_NAME_PUBLIC);
  set (&customer->tax_id, "CACX7605101P8");
  set (&customer->tax_system, "612");
  set (&customer->address->zip, "36257");
  assert_error (self, "customer.tax_id", "CFDI40146");
}

static void
test_global_period (Fixture *self, gconstpointer data)
{
  FacCustomer *customer = self->invoice->customer;

  set (&customer->tax_id, FAC_RFC_PUBLIC);
  set (&customer->legal_name, FAC_NAME_PUBLIC);
  set (&customer->tax_system, "616");
  set (&customer->address->zip, "42501");
  set (&self->invoice->use, "S01");
  self->invoice->global = fac_global_info_new ("month", "13", 2026);
  assert_error (self, "global.months", "CFDI40134");
  set (&self->invoice->global->months, "2");
  assert_error (self, "global.months", "CFDI40133");
  set (&self->invoice->global->months, "12");
  self->invoice->global->year = 2020;
  assert_error (self, "global.year", "CFDI40136");
  self->invoice->global->year = 2027;
  assert_error (self, "global.year", "CFDI40136");
  self->invoice->global->year = 2021;
  assert_clean (self);
  set (&self->invoice->global->periodicity, "yearly");
  assert_error (self, "global.periodicity", "CFDI40131");
  set (&self->invoice->global->periodicity, "two_months");
  set (&self->invoice->global->months, "13");
  assert_error (self, "global.periodicity", "CFDI40132");
  set (&self->organization->tax_system, "621");
  assert_clean (self);
  set (&self->invoice->global->months, "12");
  assert_error (self, "global.months", "CFDI40135");
}

static void
test_foreign (Fixture *self, gconstpointer data)
{
  FacCustomer *customer = self->invoice->customer;

  set (&customer->tax_id, "98-7654321");
  set (&customer->legal_name, "Acme Tools Inc.");
  set (&customer->tax_system, NULL);
  set (&customer->address->zip, NULL);
  set (&customer->address->country, "USA");
  set (&self->invoice->use, "S01");
  assert_clean (self);
  set (&self->invoice->use, "G03");
  assert_error (self, "use", "CFDI40161");
  set (&self->invoice->use, "S01");
  set (&customer->address->country, "ZZZ");
  assert_error (self, "customer.address.country", "CFDI40150");
  set (&customer->address->country, "USA");
  set (&customer->tax_id, "EKU9003173C9");
  assert_error (self, "customer.address.country", "CFDI40151");
  set (&customer->tax_id, "01234567890123456789012345678901234567890");
  assert_error (self, "customer.tax_id", "CFDI40156");
}

static void
test_payment (Fixture *self, gconstpointer data)
{
  set (&self->invoice->payment_method, "PPD");
  assert_error (self, "payment_form", "CFDI40105");
  set (&self->invoice->payment_form, "99");
  assert_clean (self);
  set (&self->invoice->payment_method, "PUE");
  assert_error (self, "payment_form", "pue-form-99");
  set (&self->invoice->payment_form, "77");
  assert_error (self, "payment_form", "CFDI40104");
  set (&self->invoice->payment_form, NULL);
  assert_error (self, "payment_form", "payment-form-missing");
  set (&self->invoice->payment_form, "03");
  set (&self->invoice->payment_method, "XXX");
  assert_error (self, "payment_method", "CFDI40124");
}

static void
test_currency (Fixture *self, gconstpointer data)
{
  self->invoice->exchange = decimal ("17.5");
  assert_error (self, "exchange", "CFDI40114");
  set (&self->invoice->currency, "USD");
  assert_clean (self);
  self->invoice->exchange = decimal ("1.0");
  assert_only (self, "exchange", FAC_FINDING_WARNING, "exchange-one");
  self->invoice->exchange = FAC_DECIMAL_ZERO;
  assert_error (self, "exchange", "CFDI40115");
  self->invoice->exchange = decimal ("17.1234567");
  assert_error (self, "exchange", "CFDI40117");
  set (&self->invoice->currency, "QQQ");
  assert_error (self, "currency", "CFDI40113");
  set (&self->invoice->currency, "XXX");
  assert_error (self, "currency", "CFDI40113");
}

static void
test_date (Fixture *self, gconstpointer data)
{
  self->invoice->date = NOW - 71 * G_TIME_SPAN_HOUR;
  assert_clean (self);
  self->invoice->date = NOW - 73 * G_TIME_SPAN_HOUR;
  assert_error (self, "date", "401");
  self->invoice->date = NOW + G_TIME_SPAN_HOUR;
  assert_error (self, "date", "401");
}

static void
test_export (Fixture *self, gconstpointer data)
{
  set (&self->invoice->export_code, "02");
  assert_error (self, "export", "CFDI40122");
  g_ptr_array_add (self->invoice->complements, fac_complement_new ("comercio_exterior", "{}"));
  assert_clean (self);
  set (&self->invoice->export_code, "01");
  assert_error (self, "export", "CFDI40222");
  set (&self->invoice->export_code, "09");
  assert_error (self, "export", "CFDI40123");
}

static void
test_head (Fixture *self, gconstpointer data)
{
  static const char *const documents[] = { "not-a-uuid", NULL };
  g_autofree char *conditions = g_strnfill (1001, 'x');

  set (&self->invoice->conditions, conditions);
  assert_error (self, "conditions", "text-too-long");
  set (&self->invoice->conditions, NULL);
  set (&self->invoice->series, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  assert_error (self, "series", "text-too-long");
  set (&self->invoice->series, "A");
  set (&self->invoice->folio_number, "12b");
  assert_error (self, "folio_number", "folio-shape");
  set (&self->invoice->folio_number, "12");
  set (&self->invoice->place_of_issue, "00001");
  assert_error (self, "address.zip", "CFDI40126");
  set (&self->invoice->place_of_issue, NULL);
  g_ptr_array_add (self->invoice->related_documents, fac_relation_new ("01", documents));
  assert_error (self, "related_documents.0.documents", "uuid-shape");
  g_ptr_array_set_size (self->invoice->related_documents, 0);
  set (&self->organization->tax_system, NULL);
  assert_error (self, "organization", "organization_incomplete");
  set (&self->organization->tax_system, "612");
  assert_error (self, "organization", "CFDI40141");
}

static void
test_lines (Fixture *self, gconstpointer data)
{
  FacInvoiceLine *line = line_at (self, 0);

  add_line (self->invoice, "0");
  assert_error (self, "items.1.product.price", "CFDI40166");
  line_at (self, 1)->product->price = decimal ("5");
  line_at (self, 1)->quantity = FAC_DECIMAL_ZERO;
  assert_error (self, "items.1.quantity", "quantity-missing");
  line_at (self, 1)->quantity = decimal ("1.1234567");
  assert_error (self, "items.1.quantity", "quantity-decimals");
  g_ptr_array_set_size (self->invoice->lines, 1);
  line->discount = decimal ("-1");
  assert_error (self, "items.0.discount", "discount-negative");
  line->discount = decimal ("1250");
  assert_error (self, "items.0.product.taxes", "CFDI40174");
  line->discount = decimal ("1251");
  check (self);
  g_assert_nonnull (find (self->findings, "items.0.discount", "CFDI40169"));
  g_assert_nonnull (find (self->findings, "items", "CFDI40110"));
  line->discount = FAC_DECIMAL_ZERO;
  set (&line->product->description, NULL);
  assert_error (self, "items.0.product.description", "description-missing");
  set (&line->product->description, "x");
  set (&line->product->product_key, "8111210");
  assert_error (self, "items.0.product.product_key", "CFDI40162");
  set (&line->product->product_key, "12345678");
  assert_error (self, "items.0.product.product_key", "CFDI40162");
  self->catalog->unsure = "products";
  assert_clean (self);
  set (&line->product->unit_key, "ZZZ");
  assert_error (self, "items.0.product.unit_key", "CFDI40165");
  line->product->price = fac_decimal_overflowed ();
  check (self);
  g_assert_nonnull (find (self->findings, "items.0.product.price", "amount-too-large"));
}

static void
set_taxes (Fixture *self, const char *taxability, const FacTax *taxes, gsize n)
{
  FacProduct *product = line_at (self, 0)->product;

  set (&product->taxability, taxability);
  g_array_set_size (product->taxes, 0);
  if (n > 0)
    g_array_append_vals (product->taxes, taxes, (guint) n);
}

static void
test_taxability (Fixture *self, gconstpointer data)
{
  const FacTax iva = fac_tax_make (FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.16");
  const FacTax isr = fac_tax_make (FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.10");
  const FacTax ieps = fac_tax_make (FAC_TAX_IEPS, FAC_TAX_TASA, FALSE, "0.08");

  set_taxes (self, "02", NULL, 0);
  assert_error (self, "items.0.product.taxability", "CFDI40171");
  set_taxes (self, "01", &iva, 1);
  assert_error (self, "items.0.product.taxability", "CFDI40172");
  set_taxes (self, "01", NULL, 0);
  assert_clean (self);
  set_taxes (self, "03", &isr, 1);
  assert_error (self, "items.0.product.taxability", "CFDI40172");
  set_taxes (self, "06", &iva, 1);
  assert_error (self, "items.0.product.taxability", "CFDI40226");
  set_taxes (self, "06", &isr, 1);
  assert_clean (self);
  set_taxes (self, "08", &ieps, 1);
  assert_error (self, "items.0.product.taxability", "CFDI40226");
  set_taxes (self, "07", &iva, 1);
  assert_error (self, "items.0.product.taxability", "CFDI40227");
  set_taxes (self, "07", &ieps, 1);
  assert_clean (self);
  set_taxes (self, "09", &iva, 1);
  assert_error (self, "items.0.product.taxability", "CFDI40170");
}

static void
test_rates (Fixture *self, gconstpointer data)
{
  static const struct
  {
    FacTaxKind    kind;
    FacTaxFactor  factor;
    gboolean      withholding;
    const char   *rate;
    const char   *code; /* NULL: allowed */
  } cases[] = {
    { FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.160000", NULL },
    { FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.08", NULL },
    { FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0", NULL },
    { FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.15", "CFDI40179" },
    { FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "16", "CFDI40179" },
    { FAC_TAX_IVA, FAC_TAX_EXENTO, FALSE, NULL, NULL },
    { FAC_TAX_IVA, FAC_TAX_TASA, TRUE, "0.106667", NULL },
    { FAC_TAX_IVA, FAC_TAX_TASA, TRUE, "0.17", "CFDI40185" },
    { FAC_TAX_IVA, FAC_TAX_TASA, TRUE, "0.1066667", "CFDI40185" },
    { FAC_TAX_IVA, FAC_TAX_EXENTO, TRUE, NULL, "CFDI40184" },
    { FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.0125", NULL },
    { FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.36", "CFDI40185" },
    { FAC_TAX_ISR, FAC_TAX_TASA, FALSE, "0.10", "CFDI40175" },
    { FAC_TAX_IEPS, FAC_TAX_TASA, FALSE, "0.265", NULL },
    { FAC_TAX_IEPS, FAC_TAX_TASA, FALSE, "0.27", "CFDI40179" },
    { FAC_TAX_IEPS, FAC_TAX_CUOTA, FALSE, "72.1605", NULL },
    { FAC_TAX_IEPS, FAC_TAX_CUOTA, FALSE, "72.1606", "CFDI40179" },
    { FAC_TAX_IEPS, FAC_TAX_TASA, TRUE, "0.03", "CFDI40185" },
    { FAC_TAX_IVA, FAC_TAX_CUOTA, FALSE, "0.16", "CFDI40179" },
    { FAC_TAX_IVA, FAC_TAX_TASA, TRUE, "-0.04", "CFDI40185" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FacTax tax = fac_tax_make (cases[i].kind, cases[i].factor, cases[i].withholding,
                                 cases[i].rate);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      set_taxes (self, "02", &tax, 1);
      check (self);
      print (self->findings);
      g_assert_cmpuint (self->findings->len, ==, cases[i].code != NULL ? 1 : 0);
      if (cases[i].code != NULL)
        g_assert_cmpstr (((FacFinding *) g_ptr_array_index (self->findings, 0))->code, ==,
                         cases[i].code);
    }
}

static void
test_line_details (Fixture *self, gconstpointer data)
{
  FacInvoiceLine *line = line_at (self, 0);

  line->customs_keys = g_strsplit ("15 48 3009 0001234", ",", -1);
  assert_error (self, "items.0.customs_keys", "CFDI40194");
  g_strfreev (line->customs_keys);
  line->customs_keys = g_strsplit ("15  48  3009  0001234", ",", -1);
  assert_clean (self);
  line->property_tax_account = g_strsplit ("12-34", ",", -1);
  assert_error (self, "items.0.property_tax_account", "property-account-shape");
  g_clear_pointer (&line->property_tax_account, g_strfreev);
  line->third_party = fac_third_party_new ();
  set (&line->third_party->tax_id, "EKU9003173C9");
  set (&line->third_party->legal_name, "X");
  set (&line->third_party->tax_system, "601");
  set (&line->third_party->zip, "37161");
  assert_error (self, "items.0.third_party.tax_id", "CFDI40188");
  set (&line->third_party->tax_id, FAC_RFC_THIRD_PARTY);
  assert_error (self, "items.0.third_party.tax_system", "CFDI40223");
  set (&line->third_party->tax_system, "616");
  assert_clean (self);
  line->parts = fac_parts_new ();
  g_ptr_array_add (line->parts, fac_part_new ());
  check (self);
  g_assert_nonnull (find (self->findings, "items.0.parts", "CFDI40196"));
}

static void
test_order (Fixture *self, gconstpointer data)
{
  const FacFinding *first, *second, *last;

  set (&self->invoice->customer->tax_id, "URE180429TM7");
  set (&self->invoice->payment_method, "PPD");
  line_at (self, 0)->product->price = FAC_DECIMAL_ZERO;
  check (self);
  print (self->findings);
  g_assert_cmpuint (self->findings->len, ==, 3);
  first = g_ptr_array_index (self->findings, 0);
  second = g_ptr_array_index (self->findings, 1);
  last = g_ptr_array_index (self->findings, 2);
  g_assert_cmpstr (first->field, ==, "items.0.product.price");
  g_assert_cmpstr (second->field, ==, "payment_form");
  g_assert_cmpstr (last->field, ==, "customer.tax_id");
  g_assert_cmpint (last->severity, ==, FAC_FINDING_WARNING);
}

static void
test_resico (Fixture *self, gconstpointer data)
{
  const FacTax isr = fac_tax_make (FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.0125");

  set (&self->organization->tax_id, "CACX7605101P8");
  set (&self->organization->tax_system, "626");
  assert_only (self, "items", FAC_FINDING_WARNING, "CFDI40225");
  g_array_append_val (line_at (self, 0)->product->taxes, isr);
  assert_clean (self);
}

static void
test_many_lines (Fixture *self, gconstpointer data)
{
  for (int i = 1; i < 5000; i++)
    add_line (self->invoice, "1");
  self->catalog->asked = 0;
  assert_clean (self);
  /* one question for each key, not for each line */
  g_assert_cmpuint (self->catalog->asked, <, 20);
  add_line (self->invoice, "1");
  assert_error (self, "items", "items-too-many");
}

static void
test_other_types (Fixture *self, gconstpointer data)
{
  self->invoice->type = FAC_INVOICE_PAGO;
  g_ptr_array_set_size (self->invoice->lines, 0);
  set (&self->invoice->payment_form, NULL);
  assert_clean (self);
  set (&self->invoice->customer->tax_id, "x");
  assert_error (self, "customer.tax_id", "CFDI40143");
}

static void
test_forms (Fixture *self, gconstpointer data)
{
  FacCustomer *customer = self->invoice->customer;
  g_autoptr(GPtrArray) clean = fac_customer_check (customer, &self->context);
  g_autoptr(GPtrArray) empty = NULL, wrong_use = NULL, product = NULL;
  g_autoptr(FacCustomer) nobody = fac_customer_new ();
  g_autoptr(FacProduct) nothing = fac_product_new ();

  g_assert_cmpuint (clean->len, ==, 0);
  set (&customer->default_invoice_use, "D01");
  wrong_use = fac_customer_check (customer, &self->context);
  g_assert_nonnull (find (wrong_use, "default_invoice_use", "CFDI40161"));
  empty = fac_customer_check (nobody, &self->context);
  g_assert_nonnull (find (empty, "legal_name", "name-missing"));
  g_assert_nonnull (find (empty, "tax_id", "tax-id-missing"));
  g_assert_nonnull (find (empty, "tax_system", "tax-system-missing"));
  g_assert_nonnull (find (empty, "address.zip", "zip-missing"));
  product = fac_product_check (nothing, NULL);
  g_assert_nonnull (find (product, "description", "description-missing"));
  g_assert_nonnull (find (product, "product_key", "product-key-missing"));
  g_assert_nonnull (find (product, "price", "CFDI40166"));
}

#define ADD(name, function) g_test_add ("/rules/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("clean", test_clean);
  ADD ("empty-draft", test_empty_draft);
  ADD ("customer", test_customer);
  ADD ("regime", test_regime);
  ADD ("public", test_public);
  ADD ("global-period", test_global_period);
  ADD ("foreign", test_foreign);
  ADD ("payment", test_payment);
  ADD ("currency", test_currency);
  ADD ("date", test_date);
  ADD ("export", test_export);
  ADD ("head", test_head);
  ADD ("lines", test_lines);
  ADD ("taxability", test_taxability);
  ADD ("rates", test_rates);
  ADD ("line-details", test_line_details);
  ADD ("order", test_order);
  ADD ("resico", test_resico);
  ADD ("many-lines", test_many_lines);
  ADD ("other-types", test_other_types);
  ADD ("forms", test_forms);
  return g_test_run ();
}
