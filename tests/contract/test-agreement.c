/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-contract.h"

#include "fac-catalog.h"
#include "fac-ids.h"
#include "fac-invoice-rules.h"
#include "fac-facturapi-provider.h"
#include "fac-test.h"
#include "fac-text.h"

#include <string.h>

/*
 * The program's rules and figures against the service's judge, who has arithmetic of his own: what the program finds
 * nothing wrong with is stamped, with the same total; what it would not send is refused. A good invoice is changed in
 * one field, then in two.
 */

static FacContractSandbox *sandbox;
static FacHttpClient *client;
static FacCatalog *catalog;
static FacOrganization *organization;
static FacContract contract = { "sandbox", NULL };

typedef enum
{
  JUDGED,
  SAT_ALONE_KNOWS, /* its register, its rates of exchange, keys newer than the starter catalogue */
  PUT_RIGHT        /* the service rounds, fills or drops what the program asks the person to write rightly */
} Knowledge;

typedef struct
{
  const char *field;
  const char *value;
  Knowledge   knowledge;
} Edit;

#define LONG_TEXT "<long>"

static const Edit edits[] = {
  { "customer.legal_name", "ESCUELA|KEMPER" }, { "customer.legal_name", "" },
  { "customer.legal_name", LONG_TEXT },
  { "customer.legal_name", "ESCUELA KEMPER URGATE SA DE CV", SAT_ALONE_KNOWS },
  { "customer.legal_name", " ESCUELA KEMPER URGATE " },
  { "customer.tax_id", "EKU9003173C8" }, { "customer.tax_id", "EKU" }, { "customer.tax_id", "" },
  { "customer.tax_id", "XAXX010101000" }, { "customer.tax_id", "XEXX010101000" },
  { "customer.tax_id", "eku9003173c9" },
  { "customer.tax_system", "612" }, { "customer.tax_system", "999" },
  { "customer.tax_system", "" }, { "customer.tax_system", "616" },
  { "customer.zip", "99999", SAT_ALONE_KNOWS }, { "customer.zip", "1" }, { "customer.zip", "" },
  { "customer.zip", "06600", SAT_ALONE_KNOWS },
  { "use", "G01" }, { "use", "D01" }, { "use", "S01" }, { "use", "ZZZ" }, { "use", "CP01" },
  { "use", "CN01" },
  { "payment_form", "01" }, { "payment_form", "99" }, { "payment_form", "77" },
  { "payment_form", "17" },
  { "payment_method", "PPD" }, { "payment_method", "XXX" },
  { "currency", "USD" }, { "currency", "JPY", SAT_ALONE_KNOWS }, { "currency", "KWD" },
  { "currency", "XXX" }, { "currency", "ABC" },
  { "exchange", "17.123456" }, { "exchange", "1.1234567" }, { "exchange", "0" },
  { "exchange", "-1", PUT_RIGHT }, { "exchange", "12345678" },
  { "conditions", "30|60" }, { "conditions", LONG_TEXT }, { "conditions", "Contado" },
  { "export", "02" }, { "export", "09" }, { "export", "03" },
  { "place_of_issue", "99999" }, { "place_of_issue", "06600" },
  { "description", "" }, { "description", "a|b" }, { "description", LONG_TEXT },
  { "description", "  a   b  " }, { "description", "ñ & < > \" ' € 🎉" },
  { "product_key", "00000000", SAT_ALONE_KNOWS }, { "product_key", "123" },
  { "product_key", "01010101" }, { "product_key", "43211503" }, { "product_key", "" },
  { "unit_key", "H87" }, { "unit_key", "ZZZ", SAT_ALONE_KNOWS }, { "unit_key", "", PUT_RIGHT },
  { "unit_key", "KGM" },
  { "unit_name", "a|b" }, { "unit_name", "Servicio" }, { "unit_name", LONG_TEXT },
  { "sku", "a|b" }, { "sku", LONG_TEXT }, { "sku", "" },
  { "price", "0" }, { "price", "-1" }, { "price", "0.000001" }, { "price", "0.0000001" },
  { "price", "123456789.123456" }, { "price", "999999999999999999" },
  { "quantity", "0" }, { "quantity", "-1" }, { "quantity", "0.000001" },
  { "quantity", "1.1234567", PUT_RIGHT }, { "quantity", "123456789" }, { "quantity", "3" },
  { "discount", "864" }, { "discount", "864.01" }, { "discount", "-1" },
  { "discount", "1.1234567" }, { "discount", "863.999999" }, { "discount", "0" },
  { "included", "" },
  { "taxability", "01" }, { "taxability", "03" }, { "taxability", "02" }, { "taxability", "04" },
  { "taxability", "09" },
  { "taxes", "none" }, { "taxes", "IVA 0.08" }, { "taxes", "IVA 0" }, { "taxes", "IVA exempt" },
  { "taxes", "IVA 0.15" }, { "taxes", "IVA 0.16 twice" }, { "taxes", "ISR 0.10" },
  { "taxes", "ISR 0.35" }, { "taxes", "ISR 0.36" }, { "taxes", "IVA withheld 0.106667" },
  { "taxes", "IVA withheld 0.16" }, { "taxes", "IVA withheld 0.17" }, { "taxes", "IEPS 0.08" },
  { "taxes", "IEPS 0.09" }, { "taxes", "IEPS quota 5.9" }, { "taxes", "IEPS quota 44" },
  { "taxes", "IEPS 0.08 included" }, { "taxes", "IEPS 0.08 broken down" },
  { "taxes", "IEPS 0.08 subtracted" },
  { "local", "ISH" }, { "local", "" }, { "local", "a|b" },
  { "third_party", "CACX7605101P8" }, { "third_party", "CACX" },
  { "third_party", "EKU9003173C9", SAT_ALONE_KNOWS },
  { "account", "1234" }, { "account", "a|b" }, { "account", "" },
  { "customs", "15  48  3009  0001234" }, { "customs", "15 48 3009 0001234" }, { "customs", "" },
  { "relation", "01" }, { "relation", "04" }, { "relation", "99" }, { "relation", "01 wrong" },
  { "global", "month 04" }, { "global", "month 99" },
  { "line", "another" }, { "line", "none" },
};

static void
set_taxes (FacProduct *product, const char *value)
{
  g_auto (GStrv) words = g_strsplit (value, " ", -1);
  gboolean withheld = g_str_equal (words[0], "ISR") || strstr (value, "withheld") != NULL;
  const char *rate = NULL;
  FacTaxKind kind = FAC_TAX_IVA;
  FacTax tax;

  for (gsize i = 0; words[i] != NULL; i++)
    if (g_ascii_isdigit (words[i][0]))
      rate = words[i];
  if (g_str_equal (value, "none"))
    {
      g_array_set_size (product->taxes, 0);
      return;
    }
  if (!withheld && !g_str_equal (words[0], "IEPS") && strstr (value, "twice") == NULL)
    g_array_set_size (product->taxes, 0);
  g_assert_true (fac_tax_kind_from_api (words[0], &kind));
  tax = fac_tax_make (kind, strstr (value, "exempt") ? FAC_TAX_EXENTO
                            : strstr (value, "quota") ? FAC_TAX_CUOTA : FAC_TAX_TASA, withheld, rate);
  tax.ieps_mode = strstr (value, "included") ? FAC_IEPS_UNIT
                  : strstr (value, "broken") ? FAC_IEPS_BREAK_DOWN
                  : strstr (value, "subtracted") ? FAC_IEPS_SUBTRACT_BEFORE_BREAK_DOWN : FAC_IEPS_SUM_BEFORE_TAXES;
  g_array_append_val (product->taxes, tax);
}

static void
set_local (FacProduct *product, const char *name)
{
  FacLocalTax local = { .rate = fac_decimal_make (3, 2) };

  fac_local_tax_set_name (&local, name);
  g_array_append_val (product->local_taxes, local);
}

static void
set_text_list (char ***list, const char *text)
{
  g_strfreev (*list);
  *list = *text != '\0' ? g_strsplit (text, "\n", -1) : g_strsplit (" ", " ", 1);
}

/* Returns: FALSE when @edit is none of the line's */
static gboolean
change_line (FacInvoiceLine *line, const Edit *edit, const char *value)
{
  const struct { const char *name; char **place; } texts[] = {
    { "description", &line->product->description }, { "product_key", &line->product->product_key },
    { "unit_key", &line->product->unit_key }, { "unit_name", &line->product->unit_name },
    { "sku", &line->product->sku }, { "taxability", &line->product->taxability },
  };
  const struct { const char *name; FacDecimal *place; } numbers[] = {
    { "price", &line->product->price }, { "quantity", &line->quantity }, { "discount", &line->discount },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (edit->field, texts[i].name))
      return fac_set_string (texts[i].place, value), TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (g_str_equal (edit->field, numbers[i].name))
      return fac_decimal_parse (value, -1, numbers[i].place), TRUE;
  if (g_str_equal (edit->field, "taxes"))
    return set_taxes (line->product, value), TRUE;
  if (g_str_equal (edit->field, "local"))
    return set_local (line->product, value), TRUE;
  if (g_str_equal (edit->field, "included"))
    return line->product->tax_included = TRUE;
  if (g_str_equal (edit->field, "account"))
    return set_text_list (&line->property_tax_account, value), TRUE;
  if (g_str_equal (edit->field, "customs"))
    return set_text_list (&line->customs_keys, value), TRUE;
  if (!g_str_equal (edit->field, "third_party"))
    return FALSE;
  line->third_party = line->third_party != NULL ? line->third_party : fac_third_party_new ();
  fac_set_string (&line->third_party->legal_name, "XOCHILT CASAS CHAVEZ");
  fac_set_string (&line->third_party->tax_id, value);
  fac_set_string (&line->third_party->tax_system, "612");
  fac_set_string (&line->third_party->zip, "36257");
  return TRUE;
}

static void
change_lines (FacInvoice *invoice, const char *value)
{
  if (g_str_equal (value, "none"))
    g_ptr_array_set_size (invoice->lines, 0);
  else if (invoice->lines->len > 0)
    g_ptr_array_add (invoice->lines, fac_invoice_line_copy (invoice->lines->pdata[0]));
}

static void
change (FacInvoice *invoice, const Edit *edit)
{
  g_autofree char *text = g_str_equal (edit->value, LONG_TEXT) ? g_strnfill (1001, 'A') : g_strdup (edit->value);
  const char *unknown[] = { strstr (text, "wrong") ? "no-uuid" : "7B3FC188-DCE3-512C-9BEA-A2F2980FDC1F", NULL };
  const struct { const char *name; char **place; } texts[] = {
    { "customer.legal_name", &invoice->customer->legal_name }, { "customer.tax_id", &invoice->customer->tax_id },
    { "customer.tax_system", &invoice->customer->tax_system }, { "customer.zip", &invoice->customer->address->zip },
    { "use", &invoice->use }, { "payment_form", &invoice->payment_form }, { "currency", &invoice->currency },
    { "payment_method", &invoice->payment_method }, { "conditions", &invoice->conditions },
    { "export", &invoice->export_code }, { "place_of_issue", &invoice->place_of_issue },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (edit->field, texts[i].name))
      {
        fac_set_string (texts[i].place, text);
        if (g_str_equal (edit->field, "currency"))
          fac_decimal_parse ("17.5", -1, &invoice->exchange);
        return;
      }
  if (g_str_equal (edit->field, "exchange"))
    fac_decimal_parse (text, -1, &invoice->exchange);
  else if (g_str_equal (edit->field, "relation"))
    {
      text[2] = '\0';
      g_ptr_array_add (invoice->related_documents, fac_relation_new (text, unknown));
    }
  else if (g_str_equal (edit->field, "global"))
    {
      g_clear_pointer (&invoice->global, fac_global_info_free);
      invoice->global = fac_global_info_new ("month", text + strlen ("month "), 2026);
    }
  else if (g_str_equal (edit->field, "line"))
    change_lines (invoice, text);
  else
    for (guint i = 0; i < MIN (invoice->lines->len, 1); i++)
      g_assert_true (change_line (invoice->lines->pdata[i], edit, text));
}

static char *
errors_of (const FacInvoice *invoice, const FacInvoiceTotals *totals)
{
  const FacRulesContext context = { organization, FAC_CATALOG_SOURCE (catalog), g_get_real_time () };
  g_autoptr (GPtrArray) findings = fac_invoice_check (invoice, totals, &context);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const FacFinding *finding = findings->pdata[i];

      if (finding->severity == FAC_FINDING_ERROR)
        g_string_append_printf (text, "%s %s; ", finding->field, finding->code != NULL ? finding->code : "");
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static gboolean
has (Knowledge knowledge, const Edit *first, const Edit *second)
{
  return (first != NULL && first->knowledge == knowledge) || (second != NULL && second->knowledge == knowledge);
}

/* Returns: (nullable): what the two did not agree about */
static char *
judge (const Edit *first, const Edit *second)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_invoice ();
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autoptr (FacRemoteItem) draft = NULL, stamped = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *errors = NULL, *key = fac_id_new (), *ours = NULL, *theirs = NULL;

  if (first != NULL)
    change (wanted->invoice, first);
  if (second != NULL)
    change (wanted->invoice, second);
  fac_invoice_totals_compute (totals, wanted->invoice);
  errors = errors_of (wanted->invoice, totals);
  draft = fac_contract_create (&contract, wanted, key, &error);
  if (draft != NULL)
    stamped = fac_contract_stamp (&contract, draft->remote_id, &error);
  if (stamped == NULL && has (SAT_ALONE_KNOWS, first, second))
    return NULL;
  if (stamped == NULL)
    return errors != NULL ? NULL : g_strdup_printf ("refused, and nothing was found: %s", error->message);
  if (errors != NULL && has (PUT_RIGHT, first, second))
    return NULL;
  if (errors != NULL)
    return g_strdup_printf ("stamped, and it would not have been sent: %s", errors);
  if (fac_decimal_equal (stamped->invoice->total, totals->total))
    return NULL;
  ours = fac_decimal_to_string (totals->total);
  theirs = fac_decimal_to_string (stamped->invoice->total);
  return g_strdup_printf ("our total %s, theirs %s", ours, theirs);
}

static guint
report (const Edit *first, const Edit *second)
{
  g_autofree char *difference = judge (first, second);

  if (difference == NULL)
    return 0;
  g_test_message ("%s=%s %s=%s: %s", first != NULL ? first->field : "", first != NULL ? first->value : "",
                  second != NULL ? second->field : "", second != NULL ? second->value : "", difference);
  return 1;
}

static void
test_single (void)
{
  guint differences = report (NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    differences += report (&edits[i], NULL);
  g_assert_cmpuint (differences, ==, 0);
}

static void
test_pairs (void)
{
  const char *given = g_getenv ("FACTURADOR_TEST_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 0) : (guint32) g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint differences = 0, pairs = g_getenv ("FACTURADOR_THOROUGH") != NULL ? 5000 : 200;

  g_test_message ("seed %u: set FACTURADOR_TEST_SEED to run the same pairs", seed);
  for (guint i = 0; i < pairs; i++)
    differences += report (&edits[g_rand_int_range (rand, 0, G_N_ELEMENTS (edits))],
                           &edits[g_rand_int_range (rand, 0, G_N_ELEMENTS (edits))]);
  g_assert_cmpuint (differences, ==, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *starter = NULL, *reason = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  g_test_init (&argc, &argv, NULL);
  sandbox = fac_contract_sandbox_start (&reason);
  g_assert_nonnull (sandbox);
  client = fac_http_client_new ();
  contract.provider = fac_facturapi_provider_new (client, fac_contract_sandbox_url (sandbox), fac_contract_sandbox_key (sandbox));
  starter = fac_test_built ("data/catalogs.db");
  catalog = fac_catalog_open_sync (starter, NULL, &error);
  g_assert_no_error (error);
  fac_provider_get_organization_async (contract.provider, NULL, fac_test_got, &result);
  organization = fac_provider_get_organization_finish (contract.provider, fac_test_result (&result), &error);
  g_assert_no_error (error);
  g_test_add_func ("/agreement/one-change", test_single);
  g_test_add_func ("/agreement/two-changes", test_pairs);
  code = g_test_run ();
  g_clear_pointer (&organization, fac_organization_unref);
  g_clear_object (&catalog);
  g_clear_object (&contract.provider);
  g_clear_object (&client);
  fac_contract_sandbox_stop (sandbox);
  return code;
}
