/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P13: the totals of a long document after an edit, with the texts of every amount. */
#include "fac-invoice-totals.h"
#include "totals-data.h"

static volatile gsize sink;

static FacInvoice *
make_invoice (guint n)
{
  FacInvoice *invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  g_autofree BenchLine *lines = bench_lines_new (n);
  const FacTax taxes[] = { fac_tax_make (FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.160000"),
                           fac_tax_make (FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.012500") };

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FacProduct) product = fac_product_new ();
      FacInvoiceLine *line;

      product->price = fac_decimal_make (lines[i].price, 6);
      g_array_set_size (product->taxes, 0);
      g_array_append_vals (product->taxes, taxes, G_N_ELEMENTS (taxes));
      line = fac_invoice_line_new (product);
      line->quantity = fac_decimal_make (lines[i].quantity, 6);
      line->discount = fac_decimal_make (lines[i].discount, 6);
      g_ptr_array_add (invoice->lines, line);
    }
  return invoice;
}

static void
write_texts (const FacInvoiceTotals *totals)
{
  char text[5][FAC_DECIMAL_BUFFER];

  for (guint i = 0; i < totals->lines->len; i++)
    {
      const FacLineTotals *line = &g_array_index (totals->lines, FacLineTotals, i);
      const FacLineTax *taxes = &g_array_index (totals->line_taxes, FacLineTax, line->first_tax);

      g_assert (line->n_taxes == 2);
      sink += fac_decimal_write (line->amount, text[0]) + fac_decimal_write (line->discount, text[1])
        + fac_decimal_write (taxes[0].base, text[2]) + fac_decimal_write (taxes[0].amount, text[3])
        + fac_decimal_write (taxes[1].amount, text[4]);
    }
}

static void
measure (guint n)
{
  g_autoptr (FacInvoice) invoice = make_invoice (n);
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  FacInvoiceLine *edited = g_ptr_array_index (invoice->lines, n / 2);
  g_autofree char *key = g_strdup_printf ("totals.%u", n);
  g_autofree char *check = g_strdup_printf ("check.totals.%u", n);
  g_autofree char *total = NULL;
  double times_taken[BENCH_REPEATS];

  for (guint i = 0; i < BENCH_REPEATS; i++)
    {
      const double start = bench_now_ms ();

      edited->quantity = fac_decimal_make (bench_edited_quantity (i), 6);
      fac_invoice_totals_compute (totals, invoice);
      write_texts (totals);
      times_taken[i] = bench_now_ms () - start;
    }
  bench_say (key, bench_percentile (times_taken, BENCH_REPEATS, 0.5));
  total = fac_decimal_to_string (totals->total);
  bench_say (check, g_ascii_strtod (total, NULL));
}

int
main (int argc, char **argv)
{
  for (int a = 1; a < argc; a++)
    measure ((guint) atoi (argv[a]));
  return EXIT_SUCCESS;
}
