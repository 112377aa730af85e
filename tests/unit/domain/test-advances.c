/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Advances: their invoice, what the invoice of the sale names, and the notes that apply them, to
 * the cent. */
#include "fac-advance.h"
#include "fac-open-advance.h"
#include "fac-test.h"
#include "fac-text.h"

#define UUID_A "11111111-1111-4111-8111-111111111111"
#define UUID_B "22222222-2222-4222-8222-222222222222"
#define UUID_F "33333333-3333-4333-8333-333333333333"
#define MOST_NOTES 4

static FacDecimal
decimal (const char *text)
{
  FacDecimal value;

  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

static const FacTaxPreset *
preset (const char *key)
{
  gsize n;
  const FacTaxPreset *presets = fac_tax_presets (&n);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (presets[i].key, key))
      return &presets[i];
  g_assert_not_reached ();
}

static FacInvoice *
advance_of (const char *taxes, const char *amount, const char *currency, const char *exchange)
{
  g_autoptr (FacCustomer) customer = fac_customer_new ();
  const FacAdvanceTerms terms = { customer, decimal (amount), currency, decimal (exchange), "03",
                                  preset (taxes) };
  FacPriceTarget near;
  FacInvoice *invoice;

  fac_set_string (&customer->tax_id, "EKU9003173C9");
  fac_set_string (&customer->default_invoice_use, "G01");
  invoice = fac_advance_invoice (&terms, &near);
  g_assert_nonnull (invoice);
  invoice->status = FAC_STATUS_TIMBRADA;
  fac_set_string (&invoice->uuid, UUID_A);
  return invoice;
}

/* The sale: of the same customer, large enough for all. */
static FacInvoice *
final_for (const FacInvoice *advance, const char *total)
{
  FacInvoice *final = fac_invoice_new (FAC_INVOICE_INGRESO);

  g_clear_pointer (&final->customer, fac_customer_unref);
  final->customer = fac_customer_copy (advance->customer);
  fac_set_string (&final->currency, advance->currency);
  final->exchange = advance->exchange;
  final->status = FAC_STATUS_TIMBRADA;
  fac_set_string (&final->uuid, UUID_F);
  final->total = decimal (total);
  return final;
}

static char *
plain (FacDecimal value)
{
  return fac_decimal_to_string (fac_decimal_trim (value, 0));
}

/* subtotal, taxes, withheld, total */
static char *
figures_of (const FacInvoice *invoice)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autofree char *subtotal = NULL, *added = NULL, *withheld = NULL, *total = NULL;

  fac_invoice_totals_compute (totals, invoice);
  subtotal = plain (totals->subtotal);
  added = plain (totals->transferred);
  withheld = plain (totals->withheld);
  total = plain (totals->total);
  return g_strdup_printf ("%s %s %s %s", subtotal, added, withheld, total);
}

static void
assert_frame (const FacInvoice *note)
{
  g_assert_cmpint (note->type, ==, FAC_INVOICE_EGRESO);
  g_assert_cmpstr (note->payment_form, ==, "30");
  g_assert_cmpstr (note->payment_method, ==, "PUE");
  g_assert_cmpstr (note->use, ==, "G02");
  g_assert_cmpuint (note->related_documents->len, ==, 1);
  g_assert_true (fac_advance_named (note, UUID_F));
  for (guint i = 0; i < note->lines->len; i++)
    {
      const FacProduct *product = ((FacInvoiceLine *) note->lines->pdata[i])->product;

      g_assert_cmpstr (product->description, ==, "Aplicación de anticipo");
      g_assert_cmpstr (product->product_key, ==, "84111506");
      g_assert_cmpstr (product->unit_key, ==, "ACT");
    }
}

typedef struct
{
  const char *taxes;
  const char *currency;
  const char *exchange;
  const char *amount;
  const char *billed;                /* figures of the advance's invoice */
  const char *parts[MOST_NOTES + 1]; /* applied one after the other, each to its own invoice */
  const char *applied[MOST_NOTES];   /* and the figures of each note */
} Golden;

static const Golden golden[] = {
#include "advances-golden.h"
};

static void
test_golden (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (golden), >=, 20);
  for (guint i = 0; i < G_N_ELEMENTS (golden); i++)
    {
      const Golden *one = &golden[i];
      g_autoptr (FacInvoice) advance = advance_of (one->taxes, one->amount, one->currency,
                                                   one->exchange);
      g_autoptr (FacInvoice) final = final_for (advance, "99999999");
      g_autofree char *billed = figures_of (advance);
      FacDecimal applied = FAC_DECIMAL_ZERO;

      g_test_message ("%s of %s %s", one->taxes, one->amount, one->currency);
      g_assert_cmpstr (billed, ==, one->billed);
      for (guint j = 0; one->parts[j] != NULL; j++)
        {
          FacCreditProblem problem;
          g_autoptr (FacInvoice) note = fac_advance_apply (advance, applied, final,
                                                           decimal (one->parts[j]), &problem);
          g_autofree char *figures = NULL;

          g_assert_cmpint (problem, ==, FAC_CREDIT_FINE);
          assert_frame (note);
          figures = figures_of (note);
          g_assert_cmpstr (figures, ==, one->applied[j]);
          g_assert_true (fac_decimal_equal (note->exchange, advance->exchange));
          applied = fac_decimal_add (applied, note->total);
        }
    }
}

static void
test_invoice (void)
{
  g_autoptr (FacInvoice) advance = advance_of ("iva16", "11600", "MXN", "1");
  const FacInvoiceLine *line = g_ptr_array_index (advance->lines, 0);
  const FacAdvanceTerms cent = { NULL, decimal ("0.005"), "MXN", decimal ("1"), "03",
                                 preset ("iva16") };
  FacPriceTarget near;

  g_assert_true (fac_advance_is (advance));
  g_assert_cmpstr (line->product->description, ==, "Anticipo del bien o servicio");
  g_assert_cmpstr (advance->payment_method, ==, "PUE");
  g_assert_cmpstr (advance->use, ==, "G01");
  g_assert_null (fac_advance_invoice (&cent, &near));
  g_assert_false (near.found);
  /* what else is sold makes it no advance, nor does another type */
  advance->type = FAC_INVOICE_EGRESO;
  g_assert_false (fac_advance_is (advance));
  advance->type = FAC_INVOICE_INGRESO;
  g_ptr_array_add (advance->lines, fac_invoice_line_copy (line));
  g_assert_true (fac_advance_is (advance));
  line = g_ptr_array_index (advance->lines, 1);
  fac_set_string (&line->product->product_key, "01010101");
  g_assert_false (fac_advance_is (advance));
}

static void
test_relations (void)
{
  g_autoptr (FacInvoice) invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  const char *const other[] = { UUID_A, NULL };
  const FacRelation *named;

  g_ptr_array_add (invoice->related_documents, fac_relation_new ("04", other));
  g_assert_false (fac_advance_named (invoice, UUID_A));
  fac_advance_name (invoice, UUID_A);
  fac_advance_name (invoice, UUID_B);
  fac_advance_name (invoice, UUID_A);
  g_assert_cmpuint (invoice->related_documents->len, ==, 2);
  named = g_ptr_array_index (invoice->related_documents, 1);
  g_assert_cmpuint (g_strv_length (named->documents), ==, 2);
  fac_advance_unname (invoice, UUID_A);
  g_assert_false (fac_advance_named (invoice, UUID_A));
  g_assert_true (fac_advance_named (invoice, UUID_B));
  fac_advance_unname (invoice, UUID_B);
  g_assert_cmpuint (invoice->related_documents->len, ==, 1);
}

static FacCreditProblem
problem_of (const FacInvoice *advance, const char *applied, const FacInvoice *final,
            const char *amount)
{
  FacCreditProblem problem;
  g_autoptr (FacInvoice) note = fac_advance_apply (advance, decimal (applied), final,
                                                   decimal (amount), &problem);

  g_assert_true ((note != NULL) == (problem == FAC_CREDIT_FINE));
  return problem;
}

static void
test_problems (void)
{
  g_autoptr (FacInvoice) advance = advance_of ("iva16", "1000", "MXN", "1");
  g_autoptr (FacInvoice) final = final_for (advance, "800");

  g_assert_cmpint (problem_of (advance, "0", final, "800"), ==, FAC_CREDIT_FINE);
  g_assert_cmpint (problem_of (advance, "0", final, "800.01"), ==, FAC_CREDIT_TOO_MUCH);
  g_assert_cmpint (problem_of (advance, "500", final, "500.01"), ==, FAC_CREDIT_TOO_MUCH);
  g_assert_cmpint (problem_of (advance, "1000", final, "1"), ==, FAC_CREDIT_NOTHING_LEFT);
  g_assert_cmpint (problem_of (advance, "0", final, "0"), ==, FAC_CREDIT_NOTHING_CHOSEN);
  g_assert_cmpint (problem_of (advance, "0", final, "1.001"), ==, FAC_CREDIT_DECIMALS);
  g_assert_cmpint (problem_of (final, "0", advance, "1"), ==, FAC_CREDIT_WRONG_TYPE);
  fac_set_string (&final->currency, "USD");
  g_assert_cmpint (problem_of (advance, "0", final, "1"), ==, FAC_CREDIT_OTHER_CURRENCY);
  fac_set_string (&final->currency, "MXN");
  fac_set_string (&final->customer->tax_id, "URE180429TM6");
  g_assert_cmpint (problem_of (advance, "0", final, "1"), ==, FAC_CREDIT_OTHER_CUSTOMER);
  fac_set_string (&final->customer->tax_id, "EKU9003173C9");
  final->status = FAC_STATUS_CANCELADA;
  g_assert_cmpint (problem_of (advance, "0", final, "1"), ==, FAC_CREDIT_CANCELLED);
}

/* Neither is stamped yet: the note names nothing, and is the same else. */
static void
test_before_the_stamps (void)
{
  g_autoptr (FacInvoice) advance = advance_of ("iva16", "1160", "MXN", "1");
  g_autoptr (FacInvoice) final = final_for (advance, "5000");
  g_autoptr (FacInvoice) note = NULL;
  FacCreditProblem problem;

  advance->status = final->status = FAC_STATUS_EN_COLA;
  fac_set_string (&advance->uuid, NULL);
  fac_set_string (&final->uuid, NULL);
  note = fac_advance_apply (advance, FAC_DECIMAL_ZERO, final, decimal ("1160"), &problem);
  g_assert_nonnull (note);
  g_assert_cmpuint (note->related_documents->len, ==, 0);
  g_assert_true (fac_decimal_equal (note->total, decimal ("1160")));
}

static void
add_open (GPtrArray *open, const char *currency, const char *left)
{
  FacOpenAdvance *advance = fac_open_advance_new ();

  fac_set_string (&advance->currency, currency);
  advance->left = decimal (left);
  g_ptr_array_add (open, advance);
}

/* Several advances to one invoice: the oldest first, of its currency alone. */
static void
test_allocate (void)
{
  g_autoptr (GPtrArray) open = fac_open_advances_new ();
  const struct { const char *total; const char *taken[4]; } cases[] = {
    { "50", { "50", "0", "0", "0" } },     { "100", { "100", "0", "0", "0" } },
    { "150.5", { "100", "0", "50.5", "0" } }, { "400", { "100", "0", "200", "30" } },
    { "0", { "0", "0", "0", "0" } },
  };

  add_open (open, "MXN", "100");
  add_open (open, "USD", "70");
  add_open (open, "MXN", "200");
  add_open (open, "MXN", "30");
  g_assert_true (fac_decimal_equal (fac_open_advances_sum (open, "MXN"), decimal ("330")));
  g_assert_true (fac_decimal_equal (fac_open_advances_sum (open, "USD"), decimal ("70")));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) taken = fac_open_advances_allocate (open, decimal (cases[i].total), "MXN");

      g_assert_cmpuint (taken->len, ==, 4);
      for (guint j = 0; j < 4; j++)
        g_assert_true (fac_decimal_equal (g_array_index (taken, FacDecimal, j),
                                          decimal (cases[i].taken[j])));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/advances/golden", test_golden);
  g_test_add_func ("/advances/invoice", test_invoice);
  g_test_add_func ("/advances/relations", test_relations);
  g_test_add_func ("/advances/problems", test_problems);
  g_test_add_func ("/advances/before-the-stamps", test_before_the_stamps);
  g_test_add_func ("/advances/allocate", test_allocate);
  return g_test_run ();
}
