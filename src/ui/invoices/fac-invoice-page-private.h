/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-breakpoint-bin.h"
#include "fac-invoice-page.h"
#include "fac-issued-document.h"
#include "fac-notice-bar.h"
#include "fac-pdf-view.h"
#include "fac-status-pill.h"

G_BEGIN_DECLS

struct _FacInvoicePage
{
  FacPage parent_instance;

  FacBreakpointBin *bin;
  GtkStack         *stack;
  GtkWidget        *facts;
  AdwBin           *paper_side;
  AdwBin           *paper_over;
  GtkToggleButton  *paper_button;
  GtkWidget        *print_button;
  GtkMenuButton    *save_button;
  GtkWidget        *edit_button;
  FacStatusPill    *pill;
  GtkLabel         *method;
  GtkLabel         *total;
  GtkLabel         *currency;
  GtkLabel         *breakdown;
  FacNoticeBar     *reason;
  GtkWidget        *fiscal;
  AdwActionRow     *uuid_row;
  AdwActionRow     *xml_row;
  GtkImage         *xml_icon;
  AdwActionRow     *verify_row;
  GtkWidget        *cancel_button;
  GtkWidget        *replace_button;
  GtkWidget        *email_button;
  GtkWidget        *requests;
  AdwActionRow     *cancel_row;
  GtkWidget        *withdraw_button;
  GtkWidget        *ask_button;
  AdwActionRow     *email_row;
  GtkWidget        *withdraw_email_button;
  GtkWidget        *decide_email_button;
  AdwActionRow     *acuse_row;
  GtkWidget        *acuse_buttons;
  GtkWidget        *credit_button;
  GtkWidget        *related_group;
  GtkListBox       *related;
  GtkListBox       *history;
  AdwStatusPage    *failed;
  FacPdfView       *paper;

  FacIssuedDocument *document;
  char              *id;
  GBytes            *shown; /* PDF that the view has */
  char              *title;
  GCancellable      *reading; /* what is related */
};

void _fac_invoice_page_install_actions (GtkWidgetClass *widget_class);
void _fac_invoice_page_update_actions  (FacInvoicePage *self);
/** Cancelling and e-mails: their actions, and their rows and buttons as the document is now. */
void _fac_invoice_page_install_requests (GtkWidgetClass *widget_class);
void _fac_invoice_page_update_requests  (FacInvoicePage *self);
gboolean _fac_invoice_page_may_cancel    (FacInvoicePage *self, const FacInvoice *invoice);
/** _fac_invoice_page_write_substitute: opens a draft that replaces @invoice, which waits for its stamp to be
 * cancelled. */
void _fac_invoice_page_write_substitute  (FacInvoicePage *self, const FacInvoice *invoice, const char *motive);
/** _fac_invoice_page_replace: the action that explains this first, or goes on with what was begun. */
void _fac_invoice_page_replace           (GtkWidget *widget, const char *name, GVariant *parameter);
/** Related documents and credit notes: their actions, and their list and button as the document is now. */
void _fac_invoice_page_install_related  (GtkWidgetClass *widget_class);
void _fac_invoice_page_update_related   (FacInvoicePage *self);
void _fac_invoice_page_open_related     (FacInvoicePage *self, GtkListBoxRow *row);
/** _fac_invoice_page_tell_printed: says where the print dialog's job went, and notes it in the history. */
void _fac_invoice_page_tell_printed    (FacInvoicePage *self, GAsyncResult *result, gboolean acuse);
/** _fac_invoice_page_save: asks where, and writes the document, or the receipt of its cancellation, as PDF or XML. */
void _fac_invoice_page_save             (FacInvoicePage *self, gboolean acuse, gboolean pdf);
/** _fac_invoice_page_history_row: a row for a FacHistoryItem. */
GtkWidget *_fac_invoice_page_history_row (gpointer item, gpointer data);
/** _fac_invoice_page_save_history: asks where, and writes the history as text. */
void _fac_invoice_page_save_history    (GtkWidget *widget, const char *name, GVariant *parameter);

G_END_DECLS
