/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-figures.h"

#include <string.h>

static GPtrArray *
summaries (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fac_document_summary_unref);
}

static void
clear_paid (gpointer data)
{
  g_free (((FacPaidSum *) data)->id);
}

FacCustomerFigures *
fac_customer_figures_new (void)
{
  FacCustomerFigures *self = g_atomic_rc_box_new0 (FacCustomerFigures);

  self->balances = g_array_new (FALSE, TRUE, sizeof (FacBalance));
  self->totals = g_array_new (FALSE, TRUE, sizeof (FacStatusTotal));
  self->unpaid = summaries ();
  self->recent = summaries ();
  self->payments = summaries ();
  self->paid = g_array_new (FALSE, TRUE, sizeof (FacPaidSum));
  g_array_set_clear_func (self->paid, clear_paid);
  return self;
}

FacCustomerFigures *
fac_customer_figures_ref (FacCustomerFigures *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  FacCustomerFigures *self = data;

  g_array_unref (self->balances);
  g_array_unref (self->totals);
  g_array_unref (self->paid);
  g_clear_pointer (&self->unpaid, g_ptr_array_unref);
  g_clear_pointer (&self->recent, g_ptr_array_unref);
  g_clear_pointer (&self->payments, g_ptr_array_unref);
}

void
fac_customer_figures_unref (FacCustomerFigures *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* Pesos first, the others as they come. */
static FacBalance *
balance_in (FacCustomerFigures *self, const char *currency)
{
  FacBalance balance = { .due = FAC_DECIMAL_ZERO };
  const gboolean pesos = g_str_equal (currency, "MXN");

  for (guint i = 0; i < self->balances->len; i++)
    if (g_str_equal (g_array_index (self->balances, FacBalance, i).currency, currency))
      return &g_array_index (self->balances, FacBalance, i);
  g_strlcpy (balance.currency, currency, sizeof balance.currency);
  g_array_insert_val (self->balances, pesos ? 0 : self->balances->len, balance);
  return &g_array_index (self->balances, FacBalance, pesos ? 0 : self->balances->len - 1);
}

void
fac_customer_figures_add_due (FacCustomerFigures *self, const char *currency, FacDecimal due)
{
  FacBalance *balance = balance_in (self, currency);

  balance->due = fac_decimal_add (balance->due, due);
  balance->count++;
  self->n_unpaid++;
}

static FacStatusTotal *
total_of (FacCustomerFigures *self, char type, FacDocumentStatus status, const char *currency)
{
  FacStatusTotal total = { .type = type, .status = status, .total = FAC_DECIMAL_ZERO };

  for (guint i = 0; i < self->totals->len; i++)
    {
      FacStatusTotal *known = &g_array_index (self->totals, FacStatusTotal, i);

      if (known->type == type && known->status == status
          && g_str_equal (known->currency, currency))
        return known;
    }
  g_strlcpy (total.currency, currency, sizeof total.currency);
  g_array_append_val (self->totals, total);
  return &g_array_index (self->totals, FacStatusTotal, self->totals->len - 1);
}

void
fac_customer_figures_add_document (FacCustomerFigures *self, char type, FacDocumentStatus status,
                                   const char *currency, FacDecimal total)
{
  FacStatusTotal *sum = total_of (self, type, status, currency);

  sum->total = fac_decimal_add (sum->total, total);
  sum->count++;
  self->n_documents++;
  if (fac_document_status_is_editable (status))
    self->n_drafts++;
}

void
fac_customer_figures_add_paid (FacCustomerFigures *self, const char *id, const char *currency,
                               FacDecimal amount)
{
  FacPaidSum sum = { .id = g_strdup (id), .amount = amount };

  g_strlcpy (sum.currency, currency, sizeof sum.currency);
  g_array_append_val (self->paid, sum);
}
