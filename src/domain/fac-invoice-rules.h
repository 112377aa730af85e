/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"
#include "fac-findings.h"
#include "fac-invoice-totals.h"
#include "fac-organization.h"

G_BEGIN_DECLS

/**
 * FacRulesContext: what the rules may look at besides the invoice.
 * @organization, @catalog: (nullable): what cannot be known is not judged
 * @now: microseconds UTC, for the 72-hour rule
 */
typedef struct
{
  const FacOrganization *organization;
  FacCatalogSource      *catalog;
  gint64                 now;
} FacRulesContext;

/** fac_invoice_check: all findings for stamping @invoice, errors first, in the order of the form; picks rules by type.
 * Pure.
 * Returns: (transfer full) (element-type FacFinding) */
GPtrArray *fac_invoice_check (const FacInvoice *invoice, const FacInvoiceTotals *totals,
                              const FacRulesContext *context);
/** fac_customer_check: findings of a customer form (RFC, name, régimen × persona, zip, use × régimen, e-mail). */
GPtrArray *fac_customer_check (const FacCustomer *customer, const FacRulesContext *context);
/** fac_product_check: findings of a product form (keys, price, taxability × taxes, rates of c_TasaOCuota). */
GPtrArray *fac_product_check (const FacProduct *product, const FacRulesContext *context);

G_END_DECLS
