/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "credit-case.h"

#include "fac-invoice-totals.h"
#include "fac-text.h"

#include <string.h>

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
add_invoice (CreditCase *self, char **words)
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
last_invoice (CreditCase *self)
{
  return g_ptr_array_index (self->invoices, self->invoices->len - 1);
}

static void
add_line (CreditCase *self, char **words)
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
add_tax (CreditCase *self, char **words)
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
add_local (CreditCase *self, char **words)
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
add_earlier (CreditCase *self, char **words)
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
close_invoice (CreditCase *self)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autofree FacEarlierNote *earlier = g_new0 (FacEarlierNote, self->notes->len + 1);
  FacInvoice *invoice;

  if (self->invoices->len == 0 || self->problem != FAC_CREDIT_FINE)
    return;
  invoice = last_invoice (self);
  fac_invoice_totals_compute (totals, invoice);
  invoice->total = totals->total;
  if (self->issue != NULL)
    self->issue (invoice, self->data);
  for (guint i = 0; i < self->notes->len; i++)
    earlier[i] = (FacEarlierNote) { self->notes->pdata[i],
                                    g_array_index (self->amounts, FacDecimal, i) };
  self->problem = fac_credit_basis_add (self->basis, invoice, earlier, self->notes->len);
  g_ptr_array_set_size (self->notes, 0);
  g_array_set_size (self->amounts, 0);
}

static void
make_note (CreditCase *self, char **words)
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
read_input (CreditCase *self, char **words)
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

/* ---- a file ---------------------------------------------------------------------------------- */

CreditCase *
credit_case_read (const char *path, CreditCaseIssue issue, gpointer data)
{
  CreditCase *self = g_new0 (CreditCase, 1);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) halves = NULL;
  g_auto (GStrv) rows = NULL;

  self->invoices = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_unref);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_unref);
  self->amounts = g_array_new (FALSE, FALSE, sizeof (FacDecimal));
  self->basis = fac_credit_basis_new ();
  self->issue = issue;
  self->data = data;
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  halves = g_strsplit (text, "expect\n", 2);
  g_assert_nonnull (halves[1]);
  self->expected = g_strdup (halves[1]);
  rows = g_strsplit (halves[0], "\n", -1);
  for (gsize i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (rows[i]), " ", -1);

      if (words[0] != NULL && words[0][0] != '#')
        read_input (self, words);
    }
  return self;
}

void
credit_case_free (CreditCase *self)
{
  g_ptr_array_unref (self->invoices);
  g_ptr_array_unref (self->notes);
  g_array_unref (self->amounts);
  fac_credit_basis_free (self->basis);
  g_clear_pointer (&self->note, fac_invoice_unref);
  g_free (self->expected);
  g_free (self);
}
