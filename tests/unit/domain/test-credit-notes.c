/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "credit-case.h"

#include "fac-invoice-totals.h"
#include "fac-test.h"
#include "fac-text.h"

#include <string.h>

static const char *const problems[] = {
  [FAC_CREDIT_FINE] = "fine",
  [FAC_CREDIT_NO_INVOICE] = "no-invoice",
  [FAC_CREDIT_WRONG_TYPE] = "wrong-type",
  [FAC_CREDIT_NOT_STAMPED] = "not-stamped",
  [FAC_CREDIT_CANCELLED] = "cancelled",
  [FAC_CREDIT_TWICE] = "twice",
  [FAC_CREDIT_OTHER_CUSTOMER] = "other-customer",
  [FAC_CREDIT_OTHER_CURRENCY] = "other-currency",
  [FAC_CREDIT_NOTHING_LEFT] = "nothing-left",
  [FAC_CREDIT_NOTHING_CHOSEN] = "nothing-chosen",
  [FAC_CREDIT_TOO_MUCH] = "too-much",
  [FAC_CREDIT_DECIMALS] = "decimals",
  [FAC_CREDIT_NO_PRICE] = "no-price",
};

static FacDecimal
decimal (const char *text)
{
  FacDecimal value;

  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

/* ---- the note as text ----------------------------------------------------------------------- */

static void
write_line (GString *out, const FacInvoiceLine *line, const FacInvoiceTotals *totals, guint i)
{
  const FacLineTotals *figures = &g_array_index (totals->lines, FacLineTotals, i);
  g_autofree char *quantity = fac_decimal_to_string (line->quantity);
  g_autofree char *price = fac_decimal_to_string (fac_decimal_trim (line->product->price, 2));
  g_autofree char *amount = fac_decimal_to_string (figures->amount);
  g_autofree char *discount = fac_decimal_to_string (figures->discount);

  g_string_append_printf (out, "line %s %s quantity=%s price=%s amount=%s discount=%s %s\n",
                          line->product->product_key != NULL ? line->product->product_key : "-",
                          line->product->unit_key, quantity, price, amount, discount,
                          line->product->description);
  for (guint t = figures->first_tax; t < figures->first_tax + figures->n_taxes; t++)
    {
      const FacLineTax *tax = &g_array_index (totals->line_taxes, FacLineTax, t);
      g_autofree char *label = fac_tax_label (tax->tax, NULL);
      g_autofree char *base = fac_decimal_to_string (tax->base);
      g_autofree char *value = fac_decimal_to_string (tax->amount);

      g_string_append_printf (out, "  %s base=%s amount=%s\n", label, base, value);
    }
}

static char *
note_text (const FacInvoice *note)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  const FacRelation *relation = g_ptr_array_index (note->related_documents, 0);
  g_autofree char *exchange = fac_decimal_to_string (note->exchange);
  g_autofree char *total = NULL;
  GString *out = g_string_new (NULL);

  fac_invoice_totals_compute (totals, note);
  g_string_append_printf (out, "%c %s %s %s %s %s", note->type, note->use, note->payment_method,
                          note->payment_form, note->currency, exchange);
  g_string_append_printf (out, " relation %s", relation->relationship);
  for (guint i = 0; relation->documents[i] != NULL; i++)
    g_string_append_printf (out, " %s", relation->documents[i] + 24);
  g_string_append (out, "\n");
  for (guint i = 0; i < note->lines->len; i++)
    write_line (out, g_ptr_array_index (note->lines, i), totals, i);
  for (guint i = 0; i < totals->local_groups->len; i++)
    {
      const FacLocalTaxGroup *group = &g_array_index (totals->local_groups, FacLocalTaxGroup, i);
      g_autofree char *amount = fac_decimal_to_string (group->amount);

      g_string_append_printf (out, "local %s %s%s\n", group->name, amount,
                              group->withholding ? " withheld" : "");
    }
  total = fac_decimal_to_string (totals->total);
  g_string_append_printf (out, "total %s\n", total);
  g_assert_true (fac_decimal_equal (note->total, totals->total));
  return g_string_free (out, FALSE);
}

static void
test_golden (gconstpointer data)
{
  g_autoptr (CreditCase) self = credit_case_read (data, NULL, NULL);
  g_autofree char *found = self->note != NULL ? note_text (self->note)
                                              : g_strdup_printf ("problem %s\n",
                                                                 problems[self->problem]);

  g_assert_cmpint (self->note == NULL, ==, self->problem != FAC_CREDIT_FINE);
  g_assert_cmpstr (found, ==, self->expected);
}

/* ---- shares --------------------------------------------------------------------------------- */

static void
test_shares (void)
{
  const FacDecimal totals[] = { decimal ("100.00"), decimal ("50.00"), decimal ("25.00") };
  const struct { const char *total; const char *shares[3]; } rows[] = {
    { "175.00", { "100.00", "50.00", "25.00" } },
    { "60.00", { "60.00", "0.00", "0.00" } },
    { "120.50", { "100.00", "20.50", "0.00" } },
    { "200.00", { "100.00", "50.00", "50.00" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) shares = fac_credit_shares (decimal (rows[i].total), totals, 3);

      g_assert_cmpuint (shares->len, ==, 3);
      for (guint j = 0; j < 3; j++)
        g_assert_true (fac_decimal_equal (g_array_index (shares, FacDecimal, j),
                                          decimal (rows[i].shares[j])));
    }
}

static void
test_named (void)
{
  const char *const first[] = { "AAAAAAAA-0000-4000-8000-000000000001", NULL };
  const char *const both[] = { "aaaaaaaa-0000-4000-8000-000000000001",
                               "AAAAAAAA-0000-4000-8000-000000000002", NULL };
  g_autoptr (FacInvoice) note = fac_invoice_new (FAC_INVOICE_EGRESO);
  g_autoptr (FacInvoice) sale = fac_invoice_new (FAC_INVOICE_INGRESO);
  g_autoptr (FacInvoice) advance = fac_invoice_new (FAC_INVOICE_EGRESO);
  g_autoptr (GPtrArray) of_note = NULL;
  g_autoptr (GPtrArray) of_sale = NULL;
  g_autoptr (GPtrArray) of_advance = NULL;

  g_ptr_array_add (note->related_documents, fac_relation_new ("03", first));
  g_ptr_array_add (note->related_documents, fac_relation_new ("01", both));
  g_ptr_array_add (sale->related_documents, fac_relation_new ("01", first));
  g_ptr_array_add (advance->related_documents, fac_relation_new ("07", first));
  g_ptr_array_add (advance->related_documents, fac_relation_new ("04", both));
  of_note = fac_credit_named (note);
  of_sale = fac_credit_named (sale);
  of_advance = fac_credit_named (advance);
  g_assert_cmpuint (of_note->len, ==, 2);
  g_assert_cmpstr (of_note->pdata[0], ==, first[0]);
  g_assert_cmpstr (of_note->pdata[1], ==, both[1]);
  g_assert_cmpuint (of_sale->len, ==, 0);
  g_assert_cmpuint (of_advance->len, ==, 1);
}

static void
add_golden (void)
{
  g_autofree char *folder = fac_test_file ("golden/credit-notes");
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL)
    if (g_str_has_suffix (name, ".txt"))
      {
        g_autofree char *path = g_strconcat ("/credit-notes/golden/", name, NULL);

        g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_golden,
                                   g_free);
        n++;
      }
  g_assert_cmpuint (n, >=, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_golden ();
  g_test_add_func ("/credit-notes/shares", test_shares);
  g_test_add_func ("/credit-notes/named", test_named);
  return g_test_run ();
}
