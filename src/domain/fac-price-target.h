/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-totals.h"

G_BEGIN_DECLS

/** FacPriceGoal: which figure of the document is wanted: what is charged before taxes are withheld, or what is received
 * when they are, which is the document's total. */
typedef enum
{
  FAC_PRICE_GOAL_CHARGED,
  FAC_PRICE_GOAL_RECEIVED
} FacPriceGoal;

/** FacPriceTarget: @price is set when @found; else @below and @above are the nearest figures that can be reached, an
 * overflow where there is none. */
typedef struct
{
  gboolean   found;
  FacDecimal price;
  FacDecimal below;
  FacDecimal above;
} FacPriceTarget;

/** fac_price_goal_figure: what @totals say about @goal. */
FacDecimal fac_price_goal_figure (const FacInvoiceTotals *totals, FacPriceGoal goal);
/**
 * fac_price_target_find: the price of line @line with which @goal is exactly @wanted; of several the one with the
 * fewest decimals, at most six. A discount in percent goes with the price. All figures are those of
 * fac_invoice_totals_compute(). Pure.
 */
FacPriceTarget fac_price_target_find (const FacInvoice *invoice, guint line, FacPriceGoal goal, FacDecimal wanted);
/**
 * fac_price_target_scale: a copy of @invoice in which all prices are larger or smaller by the same part, but for the
 * largest line, which takes the cents. Returns: (transfer full) (nullable): %NULL when @wanted is not reached; @target
 * (out) then holds what is near
 */
FacInvoice *fac_price_target_scale (const FacInvoice *invoice, FacPriceGoal goal, FacDecimal wanted,
                                    FacPriceTarget *target);

G_END_DECLS
