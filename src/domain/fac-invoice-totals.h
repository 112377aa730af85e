/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice.h"

G_BEGIN_DECLS

/** FacLineTax: one tax of one line, amounts with 6 decimals in the invoice's currency; EXENTO has no amount. */
typedef struct
{
  const FacTax *tax; /* lives in the invoice */
  FacDecimal    base;
  FacDecimal    amount;
} FacLineTax;

/**
 * FacLineTotals: what one line becomes in the CFDI: ValorUnitario, Importe, Descuento with up to 6 decimals.
 * Its taxes are @n_taxes entries of #FacInvoiceTotals.line_taxes from @first_tax.
 */
typedef struct
{
  FacDecimal unit_price;
  FacDecimal amount;
  FacDecimal discount;
  guint      first_tax;
  guint      n_taxes;
} FacLineTotals;

/** FacTaxGroup: document level, rounded to the currency's decimals: transferred by kind, factor and rate; withheld by
 * kind. */
typedef struct
{
  FacTaxKind   kind;
  FacTaxFactor factor;
  gboolean     withholding;
  FacDecimal   rate;
  FacDecimal   base;
  FacDecimal   amount;
} FacTaxGroup;

/** FacLocalTaxGroup: a local tax of the whole document (implocal), 2 decimals (fewer if the currency has fewer). */
typedef struct
{
  const char *name; /* lives in the invoice */
  gboolean    withholding;
  FacDecimal  rate;
  FacDecimal  amount;
} FacLocalTaxGroup;

/**
 * FacInvoiceTotals: all figures of an invoice (cfdi.md §6): lines keep 6 decimals, each sum is rounded half up once to
 * the currency's decimals, and @total = @subtotal − @discount + @transferred − @withheld + local taxes of the rounded
 * figures.
 *
 * A discount is taken as it is written, before taxes, also where the price has its taxes inside: it is the CFDI's
 * Descuento. Groups come in the order in which the lines first bring them. Documents of types P and T are all zeros.
 *
 * IEPS by its mode (the service describes them in a sentence each; this is our reading):
 * - sum_before_taxes: its amount enters the base of the other taxes;
 * - break_down: it stands beside the other taxes;
 * - unit: it is added into the unit price and not broken down; the other taxes keep the price without it as base;
 * - subtract_before_break_down: the price holds it already; it is not broken down, and is taken off the others' base.
 * A quota's base is the quantity in the taxed unit: the line's, unless the tax says its own.
 */
typedef struct
{
  GArray     *lines;        /* (element-type FacLineTotals), one per line */
  GArray     *line_taxes;   /* (element-type FacLineTax) */
  GArray     *groups;       /* (element-type FacTaxGroup): withheld first, then transferred */
  GArray     *local_groups; /* (element-type FacLocalTaxGroup) */
  guint       decimals;     /* of the currency */
  FacDecimal  subtotal;
  FacDecimal  discount;
  gboolean    has_discount;
  FacDecimal  transferred;
  gboolean    has_transferred; /* FALSE when every transferred tax is exempt or there is none */
  FacDecimal  withheld;
  gboolean    has_withheld;
  FacDecimal  local_transferred;
  FacDecimal  local_withheld;
  FacDecimal  total;
} FacInvoiceTotals;

/** fac_invoice_totals_new: all zeros, for no lines. Returns: (transfer full) */
FacInvoiceTotals *fac_invoice_totals_new (void);
/** fac_invoice_totals_free: frees it with all it owns. */
void fac_invoice_totals_free (FacInvoiceTotals *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacInvoiceTotals, fac_invoice_totals_free)

/** fac_invoice_totals_compute: the one totals function. Pure. @self is cleared and filled again, so that an editor
 * reuses its memory: 5,000 lines take well under a millisecond (performance.md P13). */
void fac_invoice_totals_compute (FacInvoiceTotals *self, const FacInvoice *invoice);

/** fac_product_price_without_tax: unit price before taxes to 6 decimals (price ÷ (1 + Σ rates) when they are included,
 * with IEPS by its mode, and with local taxes; §6 and API §4.2). */
FacDecimal fac_product_price_without_tax (const FacProduct *product);
/** fac_product_price_with_tax: unit price with its transferred taxes, local ones too, to 6 decimals. */
FacDecimal fac_product_price_with_tax (const FacProduct *product);

G_END_DECLS
