/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-payment-draft.h"

G_BEGIN_DECLS

struct _FacPaymentDraft
{
  GObject parent_instance;

  FacWorkspace    *workspace;
  FacInvoiceDraft *draft;
  GPtrArray       *open;      /* FacOpenInvoice */
  GHashTable      *rates;     /* currency → FacDecimal, of the day of the payment */
  char            *customer;  /* whose invoices @open are (nullable) */
  char            *step;      /* what is being changed (nullable) */
  char            *first;     /* local id of the invoice that is paid first (nullable) */
  gboolean         by_hand;
  gboolean         looking;
  gboolean         reading;   /* the taxes of an invoice */
  gboolean         own_edit;
  GCancellable    *closing;
  guint            settle_timer;
};

/* Joins the step that was begun: what the program adds is taken back with what the person did. */
void _fac_payment_draft_change     (FacPaymentDraft *self, FacPaymentEdit edit, gpointer data);
void _fac_payment_draft_tell       (FacPaymentDraft *self);
/* Balances, instalments and taxes follow what is stored. */
void _fac_payment_draft_renew      (FacPaymentDraft *self);
/* Only of what is paid: to know the taxes of an invoice is to read all of it. */
void _fac_payment_draft_read_taxes (FacPaymentDraft *self);

G_END_DECLS
