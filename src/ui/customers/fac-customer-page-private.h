/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-customer-page.h"
#include "fac-notice-bar.h"
#include "fac-object-load.h"

G_BEGIN_DECLS

struct _FacCustomerPage
{
  FacPage             parent_instance;

  GtkStack           *stack;
  AdwStatusPage      *failed;
  GtkScrolledWindow  *scroller;
  FacNoticeBar       *notice;
  AdwActionRow       *tax_id_row;
  AdwActionRow       *tax_system_row;
  AdwActionRow       *place_row;
  AdwPreferencesGroup *facts;
  AdwActionRow       *balance_row;
  GtkLabel           *balance;
  AdwExpanderRow     *unpaid;
  AdwActionRow       *last_row;
  GtkListBox         *totals;
  GtkListBox         *recent;
  AdwActionRow       *all_row;
  AdwPreferencesGroup *payments_group;
  GtkListBox         *payments;
  AdwPreferencesGroup *invoices_group;
  AdwPreferencesGroup *no_invoices;
  GtkTextView        *notes;
  GtkLabel           *notes_state;

  char               *id;
  FacCustomer        *customer;
  FacCustomerFigures *figures;
  FacObjectLoad      *load;
  GPtrArray          *mails;       /* rows of facts, one for each address */
  GPtrArray          *unpaid_rows;
  guint               notes_timer;
  gboolean            showing;
};

/** _fac_customer_page_show_figures: puts what the documents say into its rows. */
void _fac_customer_page_show_figures    (FacCustomerPage *self);
void _fac_customer_page_install_actions (GtkWidgetClass *widget_class);
/** _fac_customer_page_flush_notes: keeps what was typed into the notes now. */
void _fac_customer_page_flush_notes     (FacCustomerPage *self);

G_END_DECLS
