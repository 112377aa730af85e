/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement-edits.h"
#include "fac-contract.h"

#include "fac-catalog.h"
#include "fac-facturapi-provider.h"
#include "fac-ids.h"
#include "fac-invoice-rules.h"
#include "fac-test.h"
#include "fac-text.h"
#include "fac-xml-fragment.h"

#include <libxml/parser.h>

/*
 * The program's rules and figures against the service's judge, who has arithmetic of his own: what the program finds
 * nothing wrong with is stamped, with the same total; what it would not send is refused. A good invoice is changed in
 * one field, then in two; then whole invoices are made up, a third of them wrong on purpose.
 */

#define MADE_UP 500
#define MADE_UP_THOROUGH 5000

static FacContractSandbox *sandbox;
static FacHttpClient *client;
static FacCatalog *catalog;
static FacOrganization *organization;
static FacContract contract = { "sandbox", NULL };
static GPtrArray *edits;

static char *
errors_of (const FacInvoice *invoice, const FacInvoiceTotals *totals)
{
  const FacRulesContext context = { .organization = organization, .catalog = FAC_CATALOG_SOURCE (catalog),
                                    .now = g_get_real_time (), .check_xml = fac_xml_fragment_check };
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
has (AgreementWhose whose, const AgreementEdit *first, const AgreementEdit *second)
{
  return (first != NULL && first->whose == whose) || (second != NULL && second->whose == whose);
}

/* Changes @wanted. Returns: (nullable): what the two did not agree about */
static char *
judge (FacRemoteItem *wanted, const AgreementEdit *first, const AgreementEdit *second)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autoptr (FacRemoteItem) draft = NULL, stamped = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *errors = NULL, *key = fac_id_new (), *ours = NULL, *theirs = NULL;

  if (first != NULL)
    agreement_change (wanted->invoice, first);
  if (second != NULL)
    agreement_change (wanted->invoice, second);
  fac_invoice_totals_compute (totals, wanted->invoice);
  errors = errors_of (wanted->invoice, totals);
  draft = fac_contract_create (&contract, wanted, key, &error);
  if (draft != NULL)
    stamped = fac_contract_stamp (&contract, draft->remote_id, &error);
  if (stamped == NULL && has (AGREEMENT_SAT, first, second))
    return NULL;
  if (stamped == NULL)
    return errors != NULL ? NULL : g_strdup_printf ("refused, and nothing was found: %s", error->message);
  if (errors != NULL && has (AGREEMENT_SERVICE, first, second))
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
report (FacRemoteItem *wanted, const AgreementEdit *first, const AgreementEdit *second)
{
  g_autofree char *difference = judge (wanted, first, second);

  if (difference == NULL)
    return 0;
  g_test_message ("%s=%s %s=%s: %s", first != NULL ? first->field : "", first != NULL ? first->value : "",
                  second != NULL ? second->field : "", second != NULL ? second->value : "", difference);
  return 1;
}

static guint
report_usual (const AgreementEdit *first, const AgreementEdit *second)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_invoice ();

  return report (wanted, first, second);
}

static const AgreementEdit *
any_edit (GRand *rand)
{
  return edits->pdata[g_rand_int_range (rand, 0, (int) edits->len)];
}

/* The names and postal codes in the list are those of one taxpayer: of another one only the register knows them. */
static const AgreementEdit *
any_edit_for (GRand *rand, const FacInvoice *invoice)
{
  gboolean usual = g_strcmp0 (invoice->customer->tax_id, "EKU9003173C9") == 0;
  const AgreementEdit *edit = any_edit (rand);

  while (!usual && g_str_has_prefix (edit->field, "customer."))
    edit = any_edit (rand);
  return edit;
}

static GRand *
new_rand (void)
{
  const char *given = g_getenv ("FACTURADOR_TEST_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 0) : (guint32) g_test_rand_int ();

  g_test_message ("seed %u: set FACTURADOR_TEST_SEED to run the same again", seed);
  return g_rand_new_with_seed (seed);
}

static void
test_single (void)
{
  guint differences = report_usual (NULL, NULL);

  for (guint i = 0; i < edits->len; i++)
    differences += report_usual (edits->pdata[i], NULL);
  g_assert_cmpuint (differences, ==, 0);
}

static void
test_pairs (void)
{
  g_autoptr (GRand) rand = new_rand ();
  guint differences = 0, pairs = g_getenv ("FACTURADOR_THOROUGH") != NULL ? 5000 : 200;

  for (guint i = 0; i < pairs; i++)
    differences += report_usual (any_edit (rand), any_edit (rand));
  g_assert_cmpuint (differences, ==, 0);
}

/* ---- whole invoices ---------------------------------------------------------------------------- */

static void
make_line (FacInvoice *invoice, GRand *rand)
{
  static const char *const quantities[] = { "1", "2", "3", "0.5", "7.25", "12.345678", "120" };
  gsize n_presets;
  const FacTaxPreset *presets = fac_tax_presets (&n_presets);
  const FacTaxPreset *preset = &presets[g_rand_int_range (rand, 0, (int) n_presets)];
  FacInvoiceLine *line = fac_invoice_line_copy (invoice->lines->pdata[0]);

  g_array_set_size (line->product->taxes, 0);
  if (preset->n_taxes > 0)
    g_array_append_vals (line->product->taxes, preset->taxes, (guint) preset->n_taxes);
  fac_set_string (&line->product->taxability, preset->taxability);
  line->product->tax_included = g_rand_boolean (rand);
  line->product->price = fac_decimal_make (g_rand_int_range (rand, 101, 9000000), (guint) g_rand_int_range (rand, 0, 5));
  fac_decimal_parse (quantities[g_rand_int_range (rand, 0, G_N_ELEMENTS (quantities))], -1, &line->quantity);
  line->discount = FAC_DECIMAL_ZERO;
  line->has_discount_percent = g_rand_int_range (rand, 0, 3) == 0;
  line->discount_percent = fac_decimal_make (g_rand_int_range (rand, 0, 900), 1);
  fac_invoice_line_apply_percent (line);
  g_ptr_array_add (invoice->lines, line);
}

static FacRemoteItem *
make_invoice (GRand *rand)
{
  static const AgreementEdit receivers[] = { { (char *) "receiver", (char *) "person", AGREEMENT_BOTH },
                                             { (char *) "receiver", (char *) "generic", AGREEMENT_BOTH },
                                             { (char *) "use", (char *) "S01", AGREEMENT_BOTH } };
  FacRemoteItem *wanted = fac_contract_invoice ();
  FacInvoice *invoice = wanted->invoice;
  guint n_lines = (guint) g_rand_int_range (rand, 1, 7), receiver = (guint) g_rand_int_range (rand, 0, 4);

  for (guint i = 0; i < n_lines; i++)
    make_line (invoice, rand);
  g_ptr_array_remove_index (invoice->lines, 0);
  if (g_rand_int_range (rand, 0, 4) == 0)
    fac_invoice_set_type (invoice, FAC_INVOICE_EGRESO);
  else if (g_rand_boolean (rand))
    {
      fac_set_string (&invoice->payment_method, "PPD");
      fac_set_string (&invoice->payment_form, "99");
    }
  if (receiver < G_N_ELEMENTS (receivers))
    agreement_change (invoice, &receivers[receiver]);
  if (receiver == 1)
    fac_set_string (&invoice->use, "S01");
  return wanted;
}

static void
test_made_up (void)
{
  g_autoptr (GRand) rand = new_rand ();
  guint differences = 0, count = g_getenv ("FACTURADOR_THOROUGH") != NULL ? MADE_UP_THOROUGH : MADE_UP;

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (FacRemoteItem) wanted = make_invoice (rand);
      gboolean wrong = i % 3 == 0;

      differences += report (wanted, wrong ? any_edit_for (rand, wanted->invoice) : NULL,
                             wrong ? any_edit_for (rand, wanted->invoice) : NULL);
    }
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
  edits = agreement_read ();
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
  g_test_add_func ("/agreement/made-up", test_made_up);
  code = g_test_run ();
  g_clear_pointer (&organization, fac_organization_unref);
  g_clear_pointer (&edits, g_ptr_array_unref);
  g_clear_object (&catalog);
  g_clear_object (&contract.provider);
  g_clear_object (&client);
  fac_contract_sandbox_stop (sandbox);
  xmlCleanupParser ();
  return code;
}
