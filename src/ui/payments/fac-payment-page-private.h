/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-field-hint.h"
#include "fac-key-row.h"
#include "fac-payment-bank.h"
#include "fac-payment-deposits.h"
#include "fac-payment-draft.h"
#include "fac-payment-page.h"
#include "fac-payment-row.h"

G_BEGIN_DECLS

struct _FacPaymentPage
{
  FacDraftPage parent_instance;

  /* children */
  FacPaymentDeposits  *deposits;
  AdwPreferencesGroup *arrived;
  GtkWidget           *amount;
  FacFieldHint        *amount_hint;
  GtkWidget           *date;
  FacFieldHint        *date_hint;
  FacKeyRow           *form;
  FacKeyRow           *currency;
  GtkWidget           *exchange;
  FacFieldHint        *exchange_hint;
  FacPaymentBank      *bank;
  AdwPreferencesGroup *rates;
  GtkWidget           *propose_button;
  GtkListBox          *invoices;
  GtkWidget           *none;     /* why there are no invoices */
  GtkLabel            *sum;

  /* owned */
  FacInvoiceDraft *draft;
  FacPaymentDraft *payment;
  GPtrArray       *rows;      /* FacPaymentRow, borrowed: in the order of the invoices */
  GPtrArray       *rate_rows; /* AdwEntryRow, borrowed: each has its currency as "currency" */
  guint            shown_deposit; /* whose fields are on the screen */
  guint            n_deposits;
  gboolean         filling;
};

/** _fac_payment_page_fill_choices: forms and currencies. */
void _fac_payment_page_fill_choices    (FacPaymentPage *self);
/** _fac_payment_page_show_money: amount, day, form, currency and rates as the payment has them. */
void _fac_payment_page_show_money      (FacPaymentPage *self);
/** _fac_payment_page_show_deposits: which deposits there are, and which one the fields are of. */
void _fac_payment_page_show_deposits   (FacPaymentPage *self);
/** _fac_payment_page_bind_money: children and callbacks of what arrived. */
void _fac_payment_page_bind_money      (GtkWidgetClass *widget_class);
/** _fac_payment_page_focus_money: Returns: whether @field is there */
gboolean _fac_payment_page_focus_money (FacPaymentPage *self, const char *field);
/** _fac_payment_page_find_unread: shows the deposit of which something could not be read, and focuses that. Returns:
 * whether there is one */
gboolean _fac_payment_page_find_unread (FacPaymentPage *self);

G_END_DECLS
