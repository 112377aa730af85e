/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment-order.h"

#include "fac-balance.h"
#include "fac-due-table.h"
#include "fac-money.h"
#include "fac-open-invoice.h"
#include "fac-sql.h"
#include "fac-stored-object.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>

/* Nothing that waits is counted: what @me states must be true at the moment when it leaves. */
static gboolean
put_balance (FacDb *db, FacOpenInvoice *open, const char *me, GError **error)
{
  const FacBalanceView view = { .me = me };
  FacTaken balance;

  if (!fac_balance_read (db, open->uuid, &view, &balance, error))
    return FALSE;
  open->balance = fac_decimal_add (open->balance,
                                   fac_decimal_make (balance.mine, FAC_DUE_SCALE));
  open->balance = fac_decimal_round (open->balance, fac_currency_decimals (open->currency),
                                     FAC_ROUND_HALF_UP);
  open->installment = balance.installment + 1;
  return TRUE;
}

static FacOpenInvoice *
find_paid (FacDb *db, const char *uuid, const char *me, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (uuid, -1);
  g_autofree char *upper = g_ascii_strup (uuid, -1);
  GError *failure = NULL;
  g_autoptr (FacOpenInvoice) open = NULL;
  FacStatement *row = fac_sql_find (db, &failure,
                                    "SELECT d.uuid, d.series, d.folio, d.currency, d.due"
                                    " FROM documents d WHERE d.uuid IN (?1, ?2) AND d.type = 'I'"
                                    " AND d.payment_method = 'PPD'", "tt", lower, upper);

  if (row != NULL)
    {
      open = fac_open_invoice_new ();
      fac_set_string (&open->uuid, fac_statement_text (row, 0));
      fac_set_string (&open->series, fac_statement_text (row, 1));
      fac_set_string (&open->folio_number, fac_statement_text (row, 2));
      fac_set_string (&open->currency, fac_statement_text (row, 3));
      open->balance = fac_decimal_make (fac_statement_int (row, 4), FAC_DUE_SCALE);
    }
  if (!fac_sql_end (row, failure, error)
      || (open != NULL && !put_balance (db, open, me, error)))
    return NULL;
  return g_steal_pointer (&open);
}

static const FacPaymentPart *
find_part (const FacInvoice *invoice, guint n_payments, const char *uuid)
{
  const FacPaymentPart *part = NULL;

  for (guint i = 0; i < n_payments && part == NULL; i++)
    part = fac_payment_find_part (invoice->payments->pdata[i], uuid);
  return part;
}

static char *
stale_words (const FacOpenInvoice *open)
{
  g_autofree char *folio = fac_open_invoice_folio (open);
  g_autofree char *balance = fac_money_format (fac_money (open->balance, open->currency));

  return g_strdup_printf (_("Invoice %1$s now has %2$s left to be paid, and this would be its payment"
                            " number %3$d. The payment was written with other figures. Open it,"
                            " look at its amounts and stamp it again."),
                          folio, balance, open->installment);
}

static gboolean
check_part (FacDb *db, const FacOutboxEntry *stamp, const FacPaymentPart *part, char **stale,
            GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacOpenInvoice) open = find_paid (db, part->document, stamp->object_id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (open != NULL && (part->installment != open->installment
                       || !fac_decimal_equal (part->last_balance, open->balance)))
    *stale = stale_words (open);
  return TRUE;
}

/* A second payment of the same document to an invoice follows the first one, not what is stored. */
static gboolean
check_parts (FacDb *db, const FacOutboxEntry *stamp, const FacInvoice *invoice, char **stale,
             GError **error)
{
  for (guint i = 0; i < invoice->payments->len; i++)
    {
      const FacPayment *payment = invoice->payments->pdata[i];

      for (guint j = 0; j < payment->parts->len && *stale == NULL; j++)
        {
          const FacPaymentPart *part = payment->parts->pdata[j];

          if (part->document != NULL && find_part (invoice, i, part->document) == NULL
              && !check_part (db, stamp, part, stale, error))
            return FALSE;
        }
    }
  return TRUE;
}

gboolean
fac_payment_order_check (FacDb *db, const FacOutboxEntry *stamp, char **stale, GError **error)
{
  g_autoptr (FacStoredObject) object = NULL;

  *stale = NULL;
  if (stamp->verb != FAC_OUTBOX_STAMP)
    return TRUE;
  object = fac_stored_object_need (db, FAC_ENTITY_INVOICE, stamp->object_id, error);
  if (object == NULL)
    return FALSE;
  return object->document->invoice->type != FAC_INVOICE_PAGO
         || check_parts (db, stamp, object->document->invoice, stale, error);
}
