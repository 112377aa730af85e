/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-credit-note.h"

#include "fac-text.h"

static void
item_free (gpointer data)
{
  FacCreditItem *item = data;

  fac_invoice_unref (item->invoice);
  g_array_unref (item->quantities);
  g_free (item);
}

FacCreditBasis *
fac_credit_basis_new (void)
{
  FacCreditBasis *self = g_new0 (FacCreditBasis, 1);

  self->items = g_ptr_array_new_with_free_func (item_free);
  return self;
}

void
fac_credit_basis_free (FacCreditBasis *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  g_free (self);
}

static gboolean
same_text (const char *a, const char *b)
{
  return g_strcmp0 (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static gboolean
same_code (const char *a, const char *b)
{
  return g_ascii_strcasecmp (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

/* Two people may share a generic RFC. */
static gboolean
same_customer (const FacCustomer *a, const FacCustomer *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (!same_code (a->tax_id, b->tax_id))
    return FALSE;
  return !(fac_customer_is_public (a) || fac_address_is_foreign (a->address))
         || same_text (a->legal_name, b->legal_name);
}

static FacCreditProblem
judge (const FacCreditBasis *self, const FacInvoice *invoice)
{
  if (invoice->type != FAC_INVOICE_INGRESO)
    return FAC_CREDIT_WRONG_TYPE;
  if (invoice->status == FAC_STATUS_CANCELADA || invoice->status == FAC_STATUS_EN_CANCELACION)
    return FAC_CREDIT_CANCELLED;
  if (invoice->status != FAC_STATUS_TIMBRADA || fac_text_is_empty (invoice->uuid))
    return FAC_CREDIT_NOT_STAMPED;
  for (guint i = 0; i < self->items->len; i++)
    {
      const FacCreditItem *item = g_ptr_array_index (self->items, i);

      if (same_code (item->invoice->uuid, invoice->uuid))
        return FAC_CREDIT_TWICE;
      if (!same_customer (item->invoice->customer, invoice->customer))
        return FAC_CREDIT_OTHER_CUSTOMER;
      if (!same_code (item->invoice->currency, invoice->currency))
        return FAC_CREDIT_OTHER_CURRENCY;
    }
  return FAC_CREDIT_FINE;
}

static gboolean
same_thing (const FacProduct *a, const FacProduct *b)
{
  return same_text (a->description, b->description) && same_text (a->product_key, b->product_key)
         && same_text (a->unit_key, b->unit_key) && same_text (a->sku, b->sku);
}

/* Lines of the same thing: first the one of the same price gives back, then the others in order. */
static void
take_back (FacCreditItem *item, const FacInvoiceLine *returned)
{
  FacDecimal quantity = returned->quantity;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < item->invoice->lines->len && fac_decimal_sign (quantity) > 0; i++)
      {
        const FacInvoiceLine *line = g_ptr_array_index (item->invoice->lines, i);
        FacDecimal *left = &g_array_index (item->quantities, FacDecimal, i);
        FacDecimal taken;

        if (!same_thing (line->product, returned->product)
            || (pass == 0 && !fac_decimal_equal (line->product->price, returned->product->price)))
          continue;
        taken = fac_decimal_compare (*left, quantity) < 0 ? *left : quantity;
        *left = fac_decimal_sub (*left, taken);
        quantity = fac_decimal_sub (quantity, taken);
      }
}

FacCreditProblem
fac_credit_basis_add (FacCreditBasis *self, const FacInvoice *invoice, const FacEarlierNote *notes,
                      gsize n_notes)
{
  FacCreditProblem problem = judge (self, invoice);
  FacCreditItem *item;

  if (problem != FAC_CREDIT_FINE)
    return problem;
  item = g_new0 (FacCreditItem, 1);
  item->invoice = fac_invoice_copy (invoice);
  item->quantities = g_array_new (FALSE, FALSE, sizeof (FacDecimal));
  for (guint i = 0; i < invoice->lines->len; i++)
    {
      const FacInvoiceLine *line = g_ptr_array_index (invoice->lines, i);

      g_array_append_val (item->quantities, line->quantity);
    }
  for (gsize i = 0; i < n_notes; i++)
    {
      item->credited = fac_decimal_add (item->credited, notes[i].amount);
      for (guint j = 0; j < notes[i].note->lines->len; j++)
        take_back (item, g_ptr_array_index (notes[i].note->lines, j));
    }
  item->left = fac_decimal_sub (invoice->total, item->credited);
  if (fac_decimal_sign (item->left) > 0)
    {
      g_ptr_array_add (self->items, item);
      return FAC_CREDIT_FINE;
    }
  item_free (item);
  return FAC_CREDIT_NOTHING_LEFT;
}

FacDecimal
fac_credit_basis_left (const FacCreditBasis *self)
{
  FacDecimal left = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < self->items->len; i++)
    left = fac_decimal_add (left, ((FacCreditItem *) g_ptr_array_index (self->items, i))->left);
  return left;
}

GArray *
fac_credit_shares (FacDecimal total, const FacDecimal *totals, gsize n)
{
  GArray *shares = g_array_new (FALSE, FALSE, sizeof (FacDecimal));
  FacDecimal rest = total;

  for (gsize i = 0; i < n; i++)
    {
      const gboolean all = i + 1 == n || fac_decimal_compare (rest, totals[i]) <= 0;
      FacDecimal share = all ? rest : totals[i];

      g_array_append_val (shares, share);
      rest = fac_decimal_sub (rest, share);
    }
  return shares;
}

static void
add_named (GPtrArray *found, char *uuid)
{
  for (guint i = 0; i < found->len; i++)
    if (same_code (found->pdata[i], uuid))
      return;
  g_ptr_array_add (found, uuid);
}

GPtrArray *
fac_credit_named (const FacInvoice *note)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; note->type == FAC_INVOICE_EGRESO && i < note->related_documents->len; i++)
    {
      const FacRelation *relation = g_ptr_array_index (note->related_documents, i);

      if (!same_text (relation->relationship, FAC_CREDIT_NOTE)
          && !same_text (relation->relationship, FAC_CREDIT_RETURNS)
          && !same_text (relation->relationship, FAC_CREDIT_ADVANCE))
        continue;
      for (char **uuid = relation->documents; uuid != NULL && *uuid != NULL; uuid++)
        if (!fac_text_is_empty (*uuid))
          add_named (found, *uuid);
    }
  return found;
}
