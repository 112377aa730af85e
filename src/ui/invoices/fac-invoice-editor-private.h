/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-breakpoint-bin.h"
#include "fac-customer-picker.h"
#include "fac-findings-box.h"
#include "fac-invoice-editor.h"
#include "fac-line-grid.h"
#include "fac-line-search.h"
#include "fac-more-section.h"
#include "fac-payment-section.h"
#include "fac-pdf-view.h"
#include "fac-totals-box.h"
#include "fac-twin-hint.h"

G_BEGIN_DECLS

struct _FacInvoiceEditor
{
  FacPage parent_instance;

  /* children */
  FacBreakpointBin  *bin;
  GtkStack          *stack;      /* in the narrow form: the paper over the form */
  GtkWidget         *form;
  AdwBin            *side;       /* right of the form */
  AdwBin            *below;      /* under it */
  GtkWidget         *aside;      /* totals and findings; lies in one of them */
  AdwBin            *paper_side;
  AdwBin            *paper_over;
  GtkWidget         *start;
  GtkWidget         *end;
  GtkToggleButton   *preview_button;
  GtkWidget         *stamp_button;
  FacCustomerPicker *customer;
  FacLineGrid       *grid;
  FacLineSearch     *search;
  FacPaymentSection *payment;
  FacMoreSection    *more;
  FacTotalsBox      *totals;
  FacFindingsBox    *findings;
  FacTwinHint       *twin;
  GtkWidget         *offline_note;
  FacPdfView        *paper;

  /* owned */
  FacInvoiceDraft *draft;
  GCancellable    *drawing;
  guint            draw_timer;
  GtkWidget       *focus_before; /* what had the focus when the paper came; weak */
  gboolean         previewing;
  gboolean         leaving;
};

void _fac_invoice_editor_install_actions (GtkWidgetClass *widget_class);
void _fac_invoice_editor_add_stamp_key (FacInvoiceEditor *self);
void _fac_invoice_editor_show_preview (FacInvoiceEditor *self, gboolean show);
/** _fac_invoice_editor_close_preview: the focus goes back to the form, too. */
void _fac_invoice_editor_close_preview (FacInvoiceEditor *self);
void _fac_invoice_editor_update_actions (FacInvoiceEditor *self);

G_END_DECLS
