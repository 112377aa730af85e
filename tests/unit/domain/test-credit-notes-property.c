/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-credit-note.h"
#include "fac-invoice-totals.h"
#include "fac-text.h"

/*
 * Random invoices, credited in random steps until nothing is left: each note comes to the cent to what was asked for,
 * and together they come to the totals of the invoices.
 */

#define N_HISTORIES 2000
#define MOST_STEPS 6

/* subtotal and a tax may be rounded at the same price: no price then comes to the cent between */
#define MOST_UNREACHABLE 1000 /* one in so many */

static GRand *generator;
static guint n_amounts, n_unreachable;

static int
below (int n)
{
  return g_rand_int_range (generator, 0, n);
}

static void
add_taxes (FacProduct *product)
{
  static const char *const iva[] = { "0.16", "0.16", "0.08", "0" };
  static const char *const ieps[] = { "0.08", "0.265", "0.53", "0.3" };
  FacTax tax;

  g_array_set_size (product->taxes, 0);
  if (below (8) == 0)
    {
      tax = fac_tax_make (FAC_TAX_IEPS, FAC_TAX_TASA, FALSE, ieps[below (4)]);
      tax.ieps_mode = below (3) == 0 ? FAC_IEPS_UNIT : FAC_IEPS_SUM_BEFORE_TAXES;
      g_array_append_val (product->taxes, tax);
    }
  else if (below (10) == 0)
    {
      tax = fac_tax_make (FAC_TAX_IEPS, FAC_TAX_CUOTA, FALSE, "0.5911");
      g_array_append_val (product->taxes, tax);
    }
  tax = below (8) == 0 ? fac_tax_make (FAC_TAX_IVA, FAC_TAX_EXENTO, FALSE, NULL)
                       : fac_tax_make (FAC_TAX_IVA, FAC_TAX_TASA, FALSE, iva[below (4)]);
  g_array_append_val (product->taxes, tax);
  if (below (5) == 0)
    {
      tax = fac_tax_make (FAC_TAX_ISR, FAC_TAX_TASA, TRUE, below (2) ? "0.10" : "0.0125");
      g_array_append_val (product->taxes, tax);
    }
}

static void
add_line (FacInvoice *invoice)
{
  g_autoptr (FacProduct) product = fac_product_new ();
  FacLocalTax local = { 0 };
  FacInvoiceLine *line;

  product->description = g_strdup_printf ("%u", invoice->lines->len);
  add_taxes (product);
  product->price = fac_decimal_make (500 + below (5000000), 2);
  product->tax_included = below (3) == 0;
  if (below (12) == 0)
    {
      fac_local_tax_set_name (&local, "ISH");
      local.rate = fac_decimal_make (3, 2);
      g_array_append_val (product->local_taxes, local);
    }
  line = fac_invoice_line_new (product);
  line->quantity = below (2) ? fac_decimal_from_int (1 + below (20))
                             : fac_decimal_make (1 + below (20000), 3);
  if (below (4) == 0)
    line->discount = fac_decimal_mul (fac_decimal_mul (product->price, line->quantity, 6,
                                                       FAC_ROUND_DOWN),
                                      fac_decimal_make (below (50), 3), 2, FAC_ROUND_DOWN);
  g_ptr_array_add (invoice->lines, line);
}

static FacInvoice *
random_invoice (int number, const char *currency)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  FacInvoice *invoice = fac_invoice_new (FAC_INVOICE_INGRESO);

  for (int n = 1 + below (5); n > 0; n--)
    add_line (invoice);
  fac_set_string (&invoice->currency, currency);
  invoice->uuid = g_strdup_printf ("00000000-0000-4000-8000-%012d", number);
  invoice->status = FAC_STATUS_TIMBRADA;
  fac_invoice_totals_compute (totals, invoice);
  invoice->total = totals->total;
  return invoice;
}

static void
assert_total (const FacInvoice *note, FacDecimal wanted)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autofree char *text = NULL, *expected = fac_decimal_to_string (wanted);

  fac_invoice_totals_compute (totals, note);
  text = fac_decimal_to_string (totals->total);
  if (!fac_decimal_equal (totals->total, wanted))
    g_assert_cmpstr (text, ==, expected);
  for (guint i = 0; i < note->lines->len; i++)
    {
      const FacInvoiceLine *line = g_ptr_array_index (note->lines, i);

      g_assert_cmpint (fac_decimal_sign (line->product->price), >, 0);
      g_assert_cmpuint (line->product->price.scale, <=, 6);
      g_assert_cmpint (fac_decimal_sign (line->quantity), >, 0);
    }
}

/* ---- one invoice, step by step --------------------------------------------------------------- */

typedef struct
{
  FacInvoice *invoice;
  GPtrArray  *notes;
  GArray     *earlier; /* (element-type FacEarlierNote) */
} History;

static FacCreditBasis *
basis_of (const History *self, FacCreditProblem *problem)
{
  FacCreditBasis *basis = fac_credit_basis_new ();

  *problem = fac_credit_basis_add (basis, self->invoice,
                                   (const FacEarlierNote *) (const void *) self->earlier->data,
                                   self->earlier->len);
  return basis;
}

static FacInvoice *
random_lines (const FacCreditBasis *basis, FacCreditProblem *problem)
{
  const FacCreditItem *item = g_ptr_array_index (basis->items, 0);
  g_autofree FacCreditPick *picks = g_new0 (FacCreditPick, item->quantities->len);

  for (guint i = 0; i < item->quantities->len; i++)
    {
      const FacDecimal left = g_array_index (item->quantities, FacDecimal, i);

      picks[i].line = i;
      picks[i].quantity = below (2) ? fac_decimal_mul (left, fac_decimal_make (below (101), 2), 6,
                                                       FAC_ROUND_DOWN) : FAC_DECIMAL_ZERO;
    }
  return fac_credit_note_lines (basis, FAC_CREDIT_RETURNS, picks, item->quantities->len, problem);
}

static FacInvoice *
random_amount (const FacCreditBasis *basis, FacCreditProblem *problem)
{
  const FacDecimal left = fac_credit_basis_left (basis);
  const FacDecimal amount = fac_decimal_mul (left, fac_decimal_make (1 + below (999), 3),
                                             left.scale, FAC_ROUND_DOWN);
  FacInvoice *note = fac_credit_note_amount (basis, FAC_CREDIT_NOTE, amount, problem);

  if (fac_decimal_is_zero (amount))
    g_assert_cmpint (*problem, ==, FAC_CREDIT_NOTHING_CHOSEN);
  else
    {
      n_amounts++;
      if (*problem == FAC_CREDIT_NO_PRICE)
        {
          n_unreachable++;
          return NULL;
        }
      g_assert_cmpint (*problem, ==, FAC_CREDIT_FINE);
      assert_total (note, amount);
    }
  return note;
}

static FacInvoice *
step (const FacCreditBasis *basis, gboolean last)
{
  const FacDecimal left = fac_credit_basis_left (basis);
  FacCreditProblem problem;
  FacInvoice *note;

  if (!last)
    return below (2) ? random_lines (basis, &problem) : random_amount (basis, &problem);
  n_amounts++;
  note = fac_credit_note_whole (basis, FAC_CREDIT_NOTE, &problem);
  if (problem == FAC_CREDIT_NO_PRICE)
    n_unreachable++;
  else
    {
      g_assert_cmpint (problem, ==, FAC_CREDIT_FINE);
      assert_total (note, left);
    }
  return note;
}

static void
keep (History *self, FacInvoice *note)
{
  const FacEarlierNote earlier = { note, note->total };

  g_ptr_array_add (self->notes, note);
  g_array_append_val (self->earlier, earlier);
}

static void
run_history (History *self)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;
  FacCreditProblem problem = FAC_CREDIT_FINE;
  const guint unreachable = n_unreachable;

  for (int i = 0; i <= MOST_STEPS && problem == FAC_CREDIT_FINE; i++)
    {
      g_autoptr (FacCreditBasis) basis = basis_of (self, &problem);
      FacInvoice *note = problem == FAC_CREDIT_FINE ? step (basis, i == MOST_STEPS) : NULL;

      if (note != NULL)
        {
          assert_total (note, note->total);
          sum = fac_decimal_add (sum, note->total);
          keep (self, note);
        }
    }
  if (n_unreachable == unreachable)
    g_assert_true (fac_decimal_equal (sum, self->invoice->total));
}

static void
check_reached (void)
{
  g_test_message ("%u of %u amounts are no total of any prices", n_unreachable, n_amounts);
  g_assert_cmpuint (n_unreachable * MOST_UNREACHABLE, <=, n_amounts);
  n_amounts = n_unreachable = 0;
}

static void
test_histories (void)
{
  static const char *const currencies[] = { "MXN", "MXN", "USD", "JPY" };

  for (int i = 0; i < N_HISTORIES; i++)
    {
      History self = {
        .invoice = random_invoice (i, currencies[below (4)]),
        .notes = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_unref),
        .earlier = g_array_new (FALSE, FALSE, sizeof (FacEarlierNote)),
      };

      if (fac_decimal_sign (self.invoice->total) > 0)
        run_history (&self);
      fac_invoice_unref (self.invoice);
      g_ptr_array_unref (self.notes);
      g_array_unref (self.earlier);
    }
  check_reached ();
}

/* ---- several invoices ------------------------------------------------------------------------ */

static void
test_several (void)
{
  for (int i = 0; i < N_HISTORIES; i++)
    {
      g_autoptr (FacCreditBasis) basis = fac_credit_basis_new ();
      g_autoptr (FacInvoice) whole = NULL;
      g_autoptr (FacInvoice) part = NULL;
      FacDecimal sum = FAC_DECIMAL_ZERO;
      FacCreditProblem problem;

      for (int n = 2 + below (6); n > 0; n--)
        {
          g_autoptr (FacInvoice) invoice = random_invoice (n, "MXN");

          g_assert_cmpint (fac_credit_basis_add (basis, invoice, NULL, 0), ==, FAC_CREDIT_FINE);
          sum = fac_decimal_add (sum, invoice->total);
        }
      whole = fac_credit_note_whole (basis, FAC_CREDIT_NOTE, &problem);
      g_assert_cmpint (problem, ==, FAC_CREDIT_FINE);
      assert_total (whole, sum);
      part = random_amount (basis, &problem);
    }
  check_reached ();
}

/* What is picked of one invoice is left of that one, whatever is left of another; a line that is picked twice counts
 * twice. */
static void
assert_limits (const FacInvoice *first, const FacInvoice *second, const FacEarlierNote *earlier)
{
  g_autoptr (FacCreditBasis) basis = fac_credit_basis_new ();
  const guint n = first->lines->len;
  g_autofree FacCreditPick *picks = g_new0 (FacCreditPick, n + 1);
  FacCreditProblem problem;

  g_assert_cmpint (fac_credit_basis_add (basis, first, earlier, earlier != NULL), ==,
                   FAC_CREDIT_FINE);
  g_assert_cmpint (fac_credit_basis_add (basis, second, NULL, 0), ==, FAC_CREDIT_FINE);
  for (guint i = 0; i < n; i++)
    picks[i] = (FacCreditPick) { 0, i, ((const FacInvoiceLine *) first->lines->pdata[i])->quantity };
  picks[n] = (FacCreditPick) { 0, 0, fac_decimal_make (1, 6) };
  if (earlier != NULL)
    g_assert_null (fac_credit_note_lines (basis, FAC_CREDIT_NOTE, picks, n, &problem));
  else
    g_assert_null (fac_credit_note_lines (basis, FAC_CREDIT_NOTE, picks, n + 1, &problem));
  g_assert_cmpint (problem, ==, FAC_CREDIT_TOO_MUCH);
}

static void
test_limits (void)
{
  for (int i = 0; i < 200; i++)
    {
      g_autoptr (FacInvoice) first = random_invoice (2 * i, "MXN");
      g_autoptr (FacInvoice) second = random_invoice (2 * i + 1, "MXN");
      g_autoptr (FacCreditBasis) alone = fac_credit_basis_new ();
      g_autoptr (FacInvoice) note = NULL;
      FacCreditProblem problem;

      if (fac_decimal_compare (first->total, fac_decimal_from_int (10)) < 0
          || fac_decimal_sign (second->total) <= 0)
        continue;
      assert_limits (first, second, NULL);
      fac_credit_basis_add (alone, first, NULL, 0);
      note = fac_credit_note_amount (alone, FAC_CREDIT_NOTE,
                                     fac_decimal_div (first->total, fac_decimal_from_int (2), 2,
                                                      FAC_ROUND_DOWN), &problem);
      if (note != NULL)
        assert_limits (first, second, &(FacEarlierNote) { note, note->total });
    }
}

int
main (int argc, char **argv)
{
  const char *given = g_getenv ("FACTURADOR_TEST_SEED");
  guint32 seed;
  int status;

  g_test_init (&argc, &argv, NULL);
  seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 0) : (guint32) g_test_rand_int ();
  generator = g_rand_new_with_seed (seed);
  g_test_message ("seed %u: set FACTURADOR_TEST_SEED to run the same invoices", seed);
  g_test_add_func ("/credit-notes/limits", test_limits);
  g_test_add_func ("/credit-notes/histories", test_histories);
  g_test_add_func ("/credit-notes/several", test_several);
  status = g_test_run ();
  g_rand_free (generator);
  return status;
}
