/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-merge.h"

#include "fac-stored-object.h"

#include "fac-sql.h"
#include "fac-text.h"

FacCustomer *
fac_customer_take_theirs (const FacCustomer *mine, const FacCustomer *theirs)
{
  FacCustomer *merged = fac_customer_copy (theirs);

  fac_set_string (&merged->id, mine->id);
  if (merged->remote_id == NULL)
    fac_set_string (&merged->remote_id, mine->remote_id);
  fac_set_string (&merged->notes, mine->notes);
  fac_set_string (&merged->other_emails, mine->other_emails);
  merged->created_at = mine->created_at;
  if (merged->updated_at == 0)
    merged->updated_at = mine->updated_at;
  return merged;
}

FacProduct *
fac_product_take_theirs (const FacProduct *mine, const FacProduct *theirs)
{
  FacProduct *merged = fac_product_copy (theirs);

  fac_set_string (&merged->id, mine->id);
  if (merged->remote_id == NULL)
    fac_set_string (&merged->remote_id, mine->remote_id);
  fac_set_string (&merged->barcode, mine->barcode);
  merged->unread = g_strdupv (mine->unread);
  merged->created_at = mine->created_at;
  if (merged->updated_at == 0)
    merged->updated_at = mine->updated_at;
  return merged;
}

/* The receiver's link to the customer here: the service does not know it. */
static void
keep_receiver (FacInvoice *merged, const FacInvoice *mine)
{
  FacCustomer *receiver;

  if (merged->customer == NULL || mine->customer == NULL
      || g_strcmp0 (merged->customer->tax_id, mine->customer->tax_id) != 0)
    return;
  receiver = fac_customer_copy (merged->customer);
  fac_set_string (&receiver->id, mine->customer->id);
  fac_customer_unref (merged->customer);
  merged->customer = receiver;
}

/* The service keeps the discount alone, and not that it was typed as a percentage. */
static void
keep_percentages (FacInvoice *merged, const FacInvoice *mine)
{
  for (guint i = 0; i < MIN (merged->lines->len, mine->lines->len); i++)
    {
      const FacInvoiceLine *typed = mine->lines->pdata[i];
      FacInvoiceLine *line = merged->lines->pdata[i];

      if (!typed->has_discount_percent || !fac_decimal_equal (typed->discount, line->discount))
        continue;
      line->has_discount_percent = TRUE;
      line->discount_percent = typed->discount_percent;
    }
}

/* The service knows what the parts of a payment come to, and neither what arrived nor our ids. */
static void
keep_deposits (FacInvoice *merged, const FacInvoice *mine)
{
  for (guint i = 0; i < MIN (merged->payments->len, mine->payments->len); i++)
    {
      const FacPayment *typed = mine->payments->pdata[i];
      FacPayment *payment = merged->payments->pdata[i];

      if (fac_decimal_equal (fac_payment_amount (typed), payment->deposit))
        payment->deposit = typed->deposit;
      for (guint j = 0; j < payment->parts->len; j++)
        {
          FacPaymentPart *part = payment->parts->pdata[j];
          const FacPaymentPart *own = fac_payment_find_part (typed, part->document);

          if (own != NULL)
            fac_set_string (&part->invoice_id, own->invoice_id);
        }
    }
}

FacInvoice *
fac_invoice_take_theirs (const FacInvoice *mine, const FacInvoice *theirs)
{
  FacInvoice *merged = fac_invoice_copy (theirs);

  fac_set_string (&merged->id, mine->id);
  if (merged->remote_id == NULL)
    fac_set_string (&merged->remote_id, mine->remote_id);
  merged->created_at = mine->created_at;
  if (merged->updated_at == 0)
    merged->updated_at = mine->updated_at;
  keep_receiver (merged, mine);
  keep_percentages (merged, mine);
  keep_deposits (merged, mine);
  merged->unread = g_strdupv (mine->unread);
  return merged;
}

FacInvoice *
fac_invoice_take_service_fields (const FacInvoice *mine, const FacInvoice *theirs)
{
  FacInvoice *merged = fac_invoice_copy (mine);

  if (theirs->remote_id != NULL)
    fac_set_string (&merged->remote_id, theirs->remote_id);
  merged->status = theirs->status;
  fac_set_string (&merged->cancellation_status, theirs->cancellation_status);
  if (theirs->status == FAC_STATUS_BORRADOR)
    return merged;
  fac_set_string (&merged->uuid, theirs->uuid);
  fac_set_string (&merged->series, theirs->series);
  fac_set_string (&merged->folio_number, theirs->folio_number);
  fac_set_string (&merged->verification_url, theirs->verification_url);
  if (theirs->date != 0)
    merged->date = theirs->date;
  merged->stamped_at = theirs->stamped_at;
  merged->total = theirs->total;
  merged->due = theirs->due;
  merged->due_known = theirs->due_known;
  g_ptr_array_set_size (merged->paid, 0);
  for (guint i = 0; i < theirs->paid->len; i++)
    {
      const FacPaid *paid = g_ptr_array_index (theirs->paid, i);

      g_ptr_array_add (merged->paid, fac_paid_new (paid->uuid, paid->amount));
    }
  return merged;
}

gboolean
fac_invoice_is_theirs (const FacInvoice *mine, const FacInvoice *theirs)
{
  g_autoptr (FacInvoice) settled = fac_invoice_take_service_fields (mine, theirs);
  g_autoptr (FacInvoice) taken = fac_invoice_take_theirs (mine, theirs);

  return fac_invoice_equal_content (settled, taken);
}

gboolean
fac_stored_object_adopt (FacDb *db, FacEntity entity, const char *id, const char *remote_id,
                         GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacStoredObject) other = NULL;

  if (remote_id == NULL)
    return TRUE;
  other = fac_stored_object_load_remote (db, entity, remote_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (other == NULL || g_str_equal (other->id, id))
    return TRUE;
  if (entity == FAC_ENTITY_CUSTOMER
      && !fac_sql_run (db, error,
                       "UPDATE documents SET customer = (SELECT seq FROM customers WHERE id = ?) WHERE customer = ?",
                       "tl", id, other->customer->place.seq))
    return FALSE;
  return fac_stored_object_remove (db, entity, other->id, error);
}
