/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-breakpoint-bin.h"
#include "fac-invoice-page.h"
#include "fac-invoice-payments.h"
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
  GtkWidget        *choice_buttons[2];
  GtkMenuButton    *choices_button;
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
  GtkBox           *groups;
  GtkWidget        *requests;
  AdwActionRow     *cancel_row;
  GtkWidget        *withdraw_button;
  GtkWidget        *ask_button;
  AdwActionRow     *email_row;
  GtkWidget        *withdraw_email_button;
  GtkWidget        *decide_email_button;
  AdwActionRow     *acuse_row;
  GtkWidget        *acuse_buttons;
  GtkWidget        *related_group;
  GtkListBox       *related;
  GtkWidget        *history_group;
  FacInvoicePayments *payments;
  GtkListBox       *history;
  AdwStatusPage    *failed;
  FacPdfView       *paper;

  FacIssuedDocument *document;
  char              *id;
  GBytes            *shown; /* PDF that the view has */
  char              *title;
  GCancellable      *reading; /* what is related */
  GPtrArray         *group_widgets; /* as the table of groups; in the page */
  GHashTable        *enabled;       /* names of the actions that are */
  char              *choices;       /* what the menu of them holds */
};

void _fac_invoice_page_install_actions (GtkWidgetClass *widget_class);
void _fac_invoice_page_update_actions  (FacInvoicePage *self);
/** _fac_invoice_page_install_groups, _make_groups, _update_groups: all of fac-invoice-page-groups.h. */
void _fac_invoice_page_install_groups  (GtkWidgetClass *widget_class);
void _fac_invoice_page_make_groups     (FacInvoicePage *self);
void _fac_invoice_page_update_groups   (FacInvoicePage *self);
/** _fac_invoice_page_enable: whether @action can be done now; what is shown of it follows. */
void _fac_invoice_page_enable          (FacInvoicePage *self, const char *action, gboolean enabled);
/** _fac_invoice_page_show_choices: two of the enabled actions as buttons, the others in their menu. */
void _fac_invoice_page_show_choices    (FacInvoicePage *self, const FacInvoice *invoice);
/** _fac_invoice_page_dup_link: where the SAT tells of the document. Returns: (transfer full) (nullable) */
char *_fac_invoice_page_dup_link         (FacInvoicePage *self);
gboolean _fac_invoice_page_may_cancel    (FacInvoicePage *self, const FacInvoice *invoice);
/** _fac_invoice_page_write_substitute: opens a draft that replaces @invoice, which waits for its stamp to be
 * cancelled. */
void _fac_invoice_page_write_substitute  (FacInvoicePage *self, const FacInvoice *invoice, const char *motive);
/** _fac_invoice_page_replace: the action that explains this first, or goes on with what was begun. */
void _fac_invoice_page_replace           (GtkWidget *widget, const char *name, GVariant *parameter);
/** _fac_invoice_page_open_related: shows the document of @row. */
void _fac_invoice_page_open_related     (FacInvoicePage *self, GtkListBoxRow *row);
/** _fac_invoice_page_tell_printed: says where the print dialog's job went, and notes it in the history. */
void _fac_invoice_page_tell_printed    (FacInvoicePage *self, GAsyncResult *result, gboolean acuse);
/** _fac_invoice_page_save: asks where, and writes the document, or the receipt of its cancellation, as PDF or XML. */
void _fac_invoice_page_save             (FacInvoicePage *self, gboolean acuse, gboolean pdf);
/** _fac_invoice_page_history_word: a kind of event in words. Returns: (transfer none) */
const char *_fac_invoice_page_history_word (const char *kind);

G_END_DECLS
