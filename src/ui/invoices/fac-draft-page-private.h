/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-breakpoint-bin.h"
#include "fac-customer-picker.h"
#include "fac-draft-page.h"
#include "fac-findings-box.h"
#include "fac-pdf-view.h"

G_BEGIN_DECLS

typedef struct
{
  /* children */
  FacBreakpointBin  *bin;
  GtkStack          *stack;      /* the paper over the form */
  GtkViewport       *viewport;
  AdwClamp          *clamp;
  GtkWidget         *form;
  AdwBin            *fields;
  AdwBin            *side;       /* right of the form */
  AdwBin            *below;      /* under it */
  GtkWidget         *aside;      /* summary and findings; lies in one of them */
  GtkWidget         *aside_box;
  AdwBin            *summary;
  AdwBin            *hint;
  AdwBin            *paper_side;
  AdwBin            *paper_over;
  GtkToggleButton   *preview_button;
  GtkWidget         *stamp_button;
  GtkMenuButton     *menu_button;
  GtkWidget         *customer_title;
  FacCustomerPicker *customer;
  FacFindingsBox    *findings;
  GtkWidget         *offline_note;
  FacPdfView        *paper;

  /* owned */
  FacInvoiceDraft *draft;
  GCancellable    *drawing;
  guint            draw_timer;
  GtkWidget       *focus_before; /* what had the focus when the paper came; weak */
  gboolean         previewing;
  gboolean         leaving;
} FacDraftPagePrivate;

FacDraftPagePrivate *_fac_draft_page_private (FacDraftPage *self);

void _fac_draft_page_install_actions (GtkWidgetClass *widget_class);
/** _fac_draft_page_add_stamp_key: Ctrl+Enter, also in a text of several lines, which would take it for one more. */
void _fac_draft_page_add_stamp_key   (FacDraftPage *self);
void _fac_draft_page_update_actions  (FacDraftPage *self);

/** _fac_draft_page_bind_paper: the callbacks of the template that are about the paper. */
void _fac_draft_page_bind_paper      (GtkWidgetClass *widget_class);
/** _fac_draft_page_arrange: lays form, summary and paper out as there is room. */
void _fac_draft_page_arrange         (FacDraftPage *self);
void _fac_draft_page_show_preview    (FacDraftPage *self, gboolean show);
/** _fac_draft_page_close_preview: the focus goes back to the form, too. */
void _fac_draft_page_close_preview   (FacDraftPage *self);
/** _fac_draft_page_is_covered: whether the paper lies over the form. */
gboolean _fac_draft_page_is_covered  (FacDraftPage *self);
/** _fac_draft_page_uncover: takes away a paper that lies over the form. */
void _fac_draft_page_uncover         (FacDraftPage *self);
/** _fac_draft_page_redraw_soon: the paper, while it is shown, follows the draft. */
void _fac_draft_page_redraw_soon     (FacDraftPage *self);
/** _fac_draft_page_get_focus: what has the cursor of the window. Returns: (transfer none) (nullable) */
GtkWidget *_fac_draft_page_get_focus (FacDraftPage *self);
/** _fac_draft_page_is_in_form: whether @widget (nullable) lies in the form. */
gboolean _fac_draft_page_is_in_form  (FacDraftPage *self, GtkWidget *widget);

G_END_DECLS
