/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-payment-draft.h"

G_BEGIN_DECLS

struct _FacPaymentDraft
{
  GObject parent_instance;

  FacWorkspace    *workspace;
  FacInvoiceDraft *draft;
  GPtrArray       *open;      /* FacOpenInvoice, as they are stored */
  GPtrArray       *seen;      /* FacOpenInvoice, as the deposit at @index sees them */
  guint            index;     /* of the deposit that is shown */
  GHashTable      *rates;     /* currency → FacDecimal, of the day of the payment */
  char            *customer;  /* whose invoices @open are (nullable) */
  char            *step;      /* what is being changed (nullable) */
  char            *first;     /* local id of the invoice that is paid first (nullable) */
  FacPayment      *last;      /* the customer's last payment: its banks and accounts (nullable) */
  gboolean         by_hand;
  gboolean         begun;     /* here: it is no draft of before */
  gboolean         looking;
  gboolean         reading;   /* the taxes of an invoice */
  gboolean         own_edit;
  GCancellable    *closing;
  guint            settle_timer;
};

/* Joins the step that was begun: what the program adds is taken back with what the person did. */
void _fac_payment_draft_change     (FacPaymentDraft *self, FacPaymentEdit edit, gpointer data);
void _fac_payment_draft_tell       (FacPaymentDraft *self);
/* Balances, instalments and taxes of all deposits follow what is stored. */
void _fac_payment_draft_renew      (FacPaymentDraft *self);
/* What the deposit that is shown sees of the invoices. */
void _fac_payment_draft_look_again (FacPaymentDraft *self);
void _fac_payment_draft_recall_rates (FacPaymentDraft *self);
void _fac_payment_draft_begin_step (FacPaymentDraft *self, const char *field);
/* Of all deposits; joins the step that was begun. */
void _fac_payment_draft_change_document (FacPaymentDraft *self, void (*edit) (FacInvoice *, gpointer),
                                         gpointer data);
/* Banks and accounts of the customer's last payment, for a payment that is just begun. */
void _fac_payment_draft_recall_bank (FacPaymentDraft *self);
void _fac_payment_draft_follow_form (FacPaymentDraft *self);
gint64 _fac_payment_draft_today    (FacWorkspace *workspace);
/* Only of what is paid: to know the taxes of an invoice is to read all of it. */
void _fac_payment_draft_read_taxes (FacPaymentDraft *self);

G_END_DECLS
