/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-credit-note.h"
#include "fac-invoice-totals.h"
#include "fac-test.h"
#include "fac-text.h"

#include <string.h>

/* The golden cases: one file each, invoices and what is asked above "expect", the note below
 * (tests/golden/credit-notes). */

typedef struct
{
  GPtrArray      *invoices; /* (element-type FacInvoice) */
  GPtrArray      *notes;    /* of the last invoice */
  GArray         *amounts;
  FacCreditBasis *basis;
  FacInvoice     *note;
  FacCreditProblem problem;
} Case;

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

/* the value of "name=…" among @words, or NULL */
static const char *
option (char **words, const char *name)
{
  const gsize length = strlen (name);

  for (gsize i = 0; words[i] != NULL; i++)
    if (strncmp (words[i], name, length) == 0 && words[i][length] == '=')
      return words[i] + length + 1;
  return NULL;
}

static gboolean
has (char **words, const char *word)
{
  return g_strv_contains ((const char *const *) words, word);
}

/* ---- the invoices --------------------------------------------------------------------------- */

static void
add_invoice (Case *self, char **words)
{
  FacInvoice *invoice = fac_invoice_new (option (words, "type") != NULL
                                         ? option (words, "type")[0] : FAC_INVOICE_INGRESO);
  const char *customer = option (words, "customer"), *status = option (words, "status");

  invoice->status = status == NULL ? FAC_STATUS_TIMBRADA
                    : g_str_equal (status, "cancelled") ? FAC_STATUS_CANCELADA
                    : g_str_equal (status, "cancelling") ? FAC_STATUS_EN_CANCELACION
                    : FAC_STATUS_EN_COLA;
  invoice->series = g_strdup ("A");
  invoice->folio_number = g_strdup (words[1]);
  invoice->uuid = g_strdup_printf ("00000000-0000-4000-8000-%012d", atoi (words[1]));
  g_clear_pointer (&invoice->customer, fac_customer_unref);
  invoice->customer = fac_customer_new ();
  fac_set_string (&invoice->customer->tax_id, customer != NULL ? customer : "URE180429TM6");
  fac_set_string (&invoice->customer->legal_name, option (words, "name"));
  if (option (words, "method") != NULL)
    fac_set_string (&invoice->payment_method, option (words, "method"));
  if (option (words, "form") != NULL)
    fac_set_string (&invoice->payment_form, option (words, "form"));
  if (option (words, "currency") != NULL)
    fac_set_string (&invoice->currency, option (words, "currency"));
  if (option (words, "exchange") != NULL)
    invoice->exchange = decimal (option (words, "exchange"));
  g_ptr_array_add (self->invoices, invoice);
}

static FacInvoice *
last_invoice (Case *self)
{
  return g_ptr_array_index (self->invoices, self->invoices->len - 1);
}

static void
add_line (Case *self, char **words)
{
  FacInvoice *invoice = last_invoice (self);
  g_autoptr (FacProduct) product = fac_product_new ();
  FacInvoiceLine *line;

  g_array_set_size (product->taxes, 0);
  product->description = option (words, "name") != NULL
                         ? g_strdup (option (words, "name"))
                         : g_strdup_printf ("Cosa-%u", invoice->lines->len + 1);
  product->price = decimal (option (words, "price"));
  product->tax_included = has (words, "included");
  if (option (words, "taxability") != NULL)
    fac_set_string (&product->taxability, option (words, "taxability"));
  line = fac_invoice_line_new (product);
  line->quantity = decimal (option (words, "quantity"));
  if (option (words, "discount") != NULL)
    line->discount = decimal (option (words, "discount"));
  g_ptr_array_add (invoice->lines, line);
}

static void
add_tax (Case *self, char **words)
{
  FacInvoice *invoice = last_invoice (self);
  FacInvoiceLine *line = g_ptr_array_index (invoice->lines, invoice->lines->len - 1);
  FacTax tax = { 0 };

  g_assert_true (fac_tax_kind_from_api (words[1], &tax.kind));
  g_assert_true (fac_tax_factor_from_text (words[2], &tax.factor));
  tax.rate = decimal (words[3]);
  tax.withholding = has (words, "withheld");
  if (option (words, "mode") != NULL)
    g_assert_true (fac_ieps_mode_from_api (option (words, "mode"), &tax.ieps_mode));
  tax.has_base = option (words, "base") != NULL;
  if (tax.has_base)
    tax.base = decimal (option (words, "base"));
  g_array_append_val (line->product->taxes, tax);
}

static void
add_local (Case *self, char **words)
{
  FacInvoice *invoice = last_invoice (self);
  FacInvoiceLine *line = g_ptr_array_index (invoice->lines, invoice->lines->len - 1);
  FacLocalTax tax = { 0 };

  fac_local_tax_set_name (&tax, words[1]);
  tax.rate = decimal (words[2]);
  tax.withholding = has (words, "withheld");
  tax.has_base = option (words, "base") != NULL;
  if (tax.has_base)
    tax.base = decimal (option (words, "base"));
  g_array_append_val (line->product->local_taxes, tax);
}

/* "earlier AMOUNT LINE:QUANTITY…": a note of the last invoice. */
static void
add_earlier (Case *self, char **words)
{
  FacInvoice *invoice = last_invoice (self);
  FacInvoice *note = fac_invoice_new (FAC_INVOICE_EGRESO);
  FacDecimal amount = decimal (words[1]);

  for (gsize i = 2; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], ":", 2);
      FacInvoiceLine *line =
        fac_invoice_line_copy (g_ptr_array_index (invoice->lines, atoi (parts[0])));

      line->quantity = decimal (parts[1]);
      g_ptr_array_add (note->lines, line);
    }
  g_ptr_array_add (self->notes, note);
  g_array_append_val (self->amounts, amount);
}

/* The invoice that was read goes into the basis, with its earlier notes. */
static void
close_invoice (Case *self)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autofree FacEarlierNote *earlier = g_new0 (FacEarlierNote, self->notes->len + 1);
  FacInvoice *invoice;

  if (self->invoices->len == 0 || self->problem != FAC_CREDIT_FINE)
    return;
  invoice = last_invoice (self);
  fac_invoice_totals_compute (totals, invoice);
  invoice->total = totals->total;
  for (guint i = 0; i < self->notes->len; i++)
    earlier[i] = (FacEarlierNote) { self->notes->pdata[i],
                                    g_array_index (self->amounts, FacDecimal, i) };
  self->problem = fac_credit_basis_add (self->basis, invoice, earlier, self->notes->len);
  g_ptr_array_set_size (self->notes, 0);
  g_array_set_size (self->amounts, 0);
}

static void
make_note (Case *self, char **words)
{
  close_invoice (self);
  if (self->problem != FAC_CREDIT_FINE)
    return;
  if (g_str_equal (words[1], "whole"))
    self->note = fac_credit_note_whole (self->basis, words[2], &self->problem);
  else if (g_str_equal (words[1], "amount"))
    self->note = fac_credit_note_amount (self->basis, words[2], decimal (words[3]), &self->problem);
  else
    {
      g_autoptr (GArray) picks = g_array_new (FALSE, FALSE, sizeof (FacCreditPick));

      g_assert_cmpstr (words[1], ==, "lines");
      for (gsize i = 3; words[i] != NULL; i++)
        {
          g_auto (GStrv) parts = g_strsplit (words[i], ":", 3);
          FacCreditPick pick = { atoi (parts[0]), atoi (parts[1]), decimal (parts[2]) };

          g_array_append_val (picks, pick);
        }
      self->note = fac_credit_note_lines (self->basis, words[2],
                                          (const FacCreditPick *) (const void *) picks->data,
                                          picks->len, &self->problem);
    }
}

static void
read_input (Case *self, char **words)
{
  if (g_str_equal (words[0], "invoice"))
    {
      close_invoice (self);
      add_invoice (self, words);
    }
  else if (g_str_equal (words[0], "line"))
    add_line (self, words);
  else if (g_str_equal (words[0], "tax"))
    add_tax (self, words);
  else if (g_str_equal (words[0], "local"))
    add_local (self, words);
  else if (g_str_equal (words[0], "earlier"))
    add_earlier (self, words);
  else
    {
      g_assert_cmpstr (words[0], ==, "note");
      make_note (self, words);
    }
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
case_clear (Case *self)
{
  g_ptr_array_unref (self->invoices);
  g_ptr_array_unref (self->notes);
  g_array_unref (self->amounts);
  fac_credit_basis_free (self->basis);
  g_clear_pointer (&self->note, fac_invoice_unref);
}

static void
test_golden (gconstpointer data)
{
  Case self = {
    .invoices = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_unref),
    .notes = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_unref),
    .amounts = g_array_new (FALSE, FALSE, sizeof (FacDecimal)),
    .basis = fac_credit_basis_new (),
  };
  g_autofree char *text = NULL, *found = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) halves = NULL;
  g_auto (GStrv) rows = NULL;

  g_file_get_contents (data, &text, NULL, &error);
  g_assert_no_error (error);
  halves = g_strsplit (text, "expect\n", 2);
  g_assert_nonnull (halves[1]);
  rows = g_strsplit (halves[0], "\n", -1);
  for (gsize i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (rows[i]), " ", -1);

      if (words[0] != NULL && words[0][0] != '#')
        read_input (&self, words);
    }
  found = self.note != NULL ? note_text (self.note)
                            : g_strdup_printf ("problem %s\n", problems[self.problem]);
  g_assert_cmpint (self.note == NULL, ==, self.problem != FAC_CREDIT_FINE);
  g_assert_cmpstr (found, ==, halves[1]);
  case_clear (&self);
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
  of_note = fac_credit_named (note);
  of_sale = fac_credit_named (sale);
  of_advance = fac_credit_named (advance);
  g_assert_cmpuint (of_note->len, ==, 2);
  g_assert_cmpstr (of_note->pdata[0], ==, first[0]);
  g_assert_cmpstr (of_note->pdata[1], ==, both[1]);
  g_assert_cmpuint (of_sale->len, ==, 0);
  g_assert_cmpuint (of_advance->len, ==, 0);
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
