/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-open-invoice.h"

#include "fac-invoice-totals.h"
#include "fac-money.h"
#include "fac-text.h"

#include <string.h>

FacOpenInvoice *
fac_open_invoice_new (void)
{
  FacOpenInvoice *self = g_new0 (FacOpenInvoice, 1);

  self->currency = g_strdup ("MXN");
  self->exchange = fac_decimal_from_int (1);
  self->installment = 1;
  self->taxability = g_strdup ("01");
  self->taxes = g_array_new (FALSE, TRUE, sizeof (FacTax));
  return self;
}

FacOpenInvoice *
fac_open_invoice_copy (const FacOpenInvoice *self)
{
  FacOpenInvoice *copy = g_new0 (FacOpenInvoice, 1);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->uuid = g_strdup (self->uuid);
  copy->series = g_strdup (self->series);
  copy->folio_number = g_strdup (self->folio_number);
  copy->customer_id = g_strdup (self->customer_id);
  copy->customer_name = g_strdup (self->customer_name);
  copy->currency = g_strdup (self->currency);
  copy->taxability = g_strdup (self->taxability);
  copy->taxes = g_array_copy (self->taxes);
  return copy;
}

void
fac_open_invoice_free (FacOpenInvoice *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->uuid);
  g_free (self->series);
  g_free (self->folio_number);
  g_free (self->customer_id);
  g_free (self->customer_name);
  g_free (self->currency);
  g_free (self->taxability);
  g_array_unref (self->taxes);
  g_free (self);
}

GPtrArray *
fac_open_invoices_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fac_open_invoice_free);
}

static gboolean
is_same_tax (const FacTax *a, const FacTax *b)
{
  return a->kind == b->kind && a->factor == b->factor && !a->withholding == !b->withholding
         && (a->factor == FAC_TAX_EXENTO || fac_decimal_equal (a->rate, b->rate));
}

static void
add_tax (GArray *taxes, const FacLineTax *line)
{
  FacTax tax = { .kind = line->tax->kind, .factor = line->tax->factor,
                 .withholding = line->tax->withholding, .rate = line->tax->rate,
                 .has_base = TRUE, .base = line->base };

  for (guint i = 0; i < taxes->len; i++)
    {
      FacTax *known = &g_array_index (taxes, FacTax, i);

      if (!is_same_tax (known, &tax))
        continue;
      known->base = fac_decimal_add (known->base, tax.base);
      return;
    }
  g_array_append_val (taxes, tax);
}

/* A payment tells 01 to 05 alone: what is left of the others is what they are taxed with. */
static const char *
taxability_of (const FacInvoice *invoice, gboolean taxed)
{
  const char *common = NULL;

  if (taxed)
    return "02";
  for (guint i = 0; i < invoice->lines->len; i++)
    {
      const FacInvoiceLine *line = g_ptr_array_index (invoice->lines, i);
      const char *own = line->product->taxability;

      if (own == NULL || (common != NULL && !g_str_equal (common, own)))
        return "01";
      common = own;
    }
  return common != NULL && strchr ("1345", common[strlen (common) - 1]) != NULL ? common : "01";
}

void
fac_open_invoice_take_taxes (FacOpenInvoice *self, const FacInvoice *invoice)
{
  g_autoptr(FacInvoiceTotals) totals = fac_invoice_totals_new ();

  fac_invoice_totals_compute (totals, invoice);
  g_array_set_size (self->taxes, 0);
  for (guint i = 0; i < totals->line_taxes->len; i++)
    add_tax (self->taxes, &g_array_index (totals->line_taxes, FacLineTax, i));
  for (guint i = 0; i < self->taxes->len; i++)
    {
      FacTax *tax = &g_array_index (self->taxes, FacTax, i);

      tax->base = fac_decimal_round (tax->base, totals->decimals, FAC_ROUND_HALF_UP);
    }
  fac_set_string (&self->taxability, taxability_of (invoice, self->taxes->len > 0));
  self->taxes_known = TRUE;
}

static FacDecimal
less (FacDecimal whole, FacDecimal part)
{
  FacDecimal rest = fac_decimal_sub (whole, part);

  return fac_decimal_sign (rest) < 0 ? FAC_DECIMAL_ZERO : rest;
}

FacDecimal
fac_open_invoice_free_balance (const FacOpenInvoice *self)
{
  return less (self->balance, self->waiting);
}

FacDecimal
fac_open_invoice_unclaimed (const FacOpenInvoice *self)
{
  return less (fac_open_invoice_free_balance (self), self->drafted);
}

static FacDecimal
size_of (FacDecimal value)
{
  return fac_decimal_sign (value) < 0 ? fac_decimal_neg (value) : value;
}

FacDecimal
fac_open_invoice_gap (const FacOpenInvoice *self)
{
  FacDecimal counting, leaving_out;

  if (!self->told_known)
    return FAC_DECIMAL_ZERO;
  counting = fac_decimal_sub (self->told, self->explained);
  leaving_out = fac_decimal_sub (counting, self->credited);
  return fac_decimal_compare (size_of (leaving_out), size_of (counting)) < 0
         ? leaving_out : counting;
}

char *
fac_open_invoice_folio (const FacOpenInvoice *self)
{
  if (fac_text_is_empty (self->folio_number))
    return g_strdup (self->uuid);
  if (fac_text_is_empty (self->series))
    return g_strdup (self->folio_number);
  return g_strconcat (self->series, " ", self->folio_number, NULL);
}
