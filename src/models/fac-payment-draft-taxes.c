/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment-draft-private.h"

#include "fac-document-load.h"
#include "fac-money.h"
#include "fac-payment-allocation.h"
#include "fac-text.h"
#include "fac-workspace-private.h"

static void
put_renewed (FacInvoice *invoice, gpointer data)
{
  fac_payments_renew (invoice->payments, ((FacPaymentDraft *) data)->open);
}

void
_fac_payment_draft_renew (FacPaymentDraft *self)
{
  _fac_payment_draft_change_document (self, put_renewed, self);
  _fac_payment_draft_look_again (self);
}

static FacOpenInvoice *
find_open (FacPaymentDraft *self, const char *uuid)
{
  for (guint i = 0; uuid != NULL && i < self->open->len; i++)
    {
      FacOpenInvoice *open = self->open->pdata[i];

      if (open->uuid != NULL && g_ascii_strcasecmp (open->uuid, uuid) == 0)
        return open;
    }
  return NULL;
}

/* What the service says is owed is compared with what is known here, and shown where it differs. */
static void
on_summary (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacPaymentDraft) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacPaymentPart) part = fac_provider_payment_summary_finish (FAC_PROVIDER (source),
                                                                         result, &error);
  FacOpenInvoice *open = part != NULL && self->workspace != NULL
                           ? find_open (self, part->document) : NULL;

  if (part == NULL)
    g_debug ("The service did not say what is owed: %s", error->message);
  if (open == NULL)
    return;
  /* kept: all that shows a balance compares it */
  fac_store_put_told_async (fac_workspace_get_store (self->workspace), open->id,
                            part->last_balance, NULL, NULL);
  open->told = part->last_balance;
  open->told_known = TRUE;
  _fac_payment_draft_look_again (self);
  _fac_payment_draft_tell (self);
}

/* Asked with the least amount there is, so that it answers whatever else it thinks. */
static void
ask_summary (FacPaymentDraft *self, const FacInvoice *invoice)
{
  FacWorkspace *workspace = self->workspace;

  if (workspace->provider == NULL || fac_text_is_empty (invoice->remote_id)
      || !fac_connectivity_is_online (workspace->connectivity))
    return;
  fac_provider_payment_summary_async (workspace->provider, invoice->remote_id,
                                      fac_decimal_make (1, fac_currency_decimals (
                                                             invoice->currency)),
                                      self->closing, on_summary, g_object_ref (self));
}

static void
on_invoice (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacPaymentDraft) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacInvoice) invoice = fac_document_load_finish (result, &error);
  FacOpenInvoice *open = invoice != NULL ? find_open (self, invoice->uuid) : NULL;

  self->reading = FALSE;
  if (invoice == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("The taxes of an invoice cannot be read: %s", error->message);
  if (self->workspace == NULL || invoice == NULL)
    return;
  if (open != NULL)
    {
      fac_open_invoice_take_taxes (open, invoice);
      _fac_payment_draft_renew (self);
      ask_summary (self, invoice);
      _fac_payment_draft_tell (self);
    }
  _fac_payment_draft_read_taxes (self);
}

static void
read_taxes_of (FacPaymentDraft *self, const FacPayment *payment)
{
  for (guint i = 0; !self->reading && i < payment->parts->len; i++)
    {
      const FacPaymentPart *part = payment->parts->pdata[i];
      const FacOpenInvoice *open = find_open (self, part->document);

      if (open == NULL || open->taxes_known)
        continue;
      self->reading = TRUE;
      fac_document_load_async (self->workspace, open->id, self->closing, on_invoice,
                               g_object_ref (self));
    }
}

void
_fac_payment_draft_read_taxes (FacPaymentDraft *self)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);

  for (guint i = 0; i < invoice->payments->len; i++)
    read_taxes_of (self, invoice->payments->pdata[i]);
}
