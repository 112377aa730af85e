/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-refusal.h"

#include "fac-outbox-entry.h"

FacErrorText *
fac_refusal_find (GPtrArray *entries, const char *id)
{
  for (guint i = entries->len; i > 0; i--)
    {
      const FacOutboxEntry *entry = entries->pdata[i - 1];

      if (g_strcmp0 (entry->object_id, id) == 0 && entry->error_message != NULL)
        return fac_error_present_code (entry->error_code, entry->error_message, entry->error_path,
                                       entry->error_log_id);
    }
  return NULL;
}

static gboolean
same_customer (const FacCustomer *a, const FacCustomer *b)
{
  return a != NULL && b != NULL && fac_customer_equal_content (a, b);
}

static gboolean
same_lines (const FacInvoice *a, const FacInvoice *b)
{
  if (a->lines->len != b->lines->len)
    return FALSE;
  for (guint i = 0; i < a->lines->len; i++)
    if (!fac_invoice_line_equal (a->lines->pdata[i], b->lines->pdata[i]))
      return FALSE;
  return TRUE;
}

gboolean
fac_refusal_stands (const FacErrorText *refusal, const FacInvoice *refused,
                    const FacInvoice *invoice)
{
  const char *field = refusal->field != NULL ? refusal->field : "";

  if (g_str_has_prefix (field, "customer"))
    return same_customer (refused->customer, invoice->customer);
  if (g_str_has_prefix (field, "items"))
    return same_lines (refused, invoice);
  return fac_invoice_equal_content (refused, invoice);
}
