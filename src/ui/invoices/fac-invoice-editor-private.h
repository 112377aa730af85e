/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-editor.h"
#include "fac-line-grid.h"
#include "fac-line-search.h"
#include "fac-more-section.h"
#include "fac-payment-section.h"
#include "fac-totals-box.h"
#include "fac-twin-hint.h"

G_BEGIN_DECLS

struct _FacInvoiceEditor
{
  FacDraftPage parent_instance;

  FacLineGrid       *grid;
  FacLineSearch     *search;
  FacPaymentSection *payment;
  FacMoreSection    *more;
  FacTotalsBox      *totals;
  FacTwinHint       *twin;
};

void _fac_invoice_editor_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
