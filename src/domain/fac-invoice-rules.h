/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"
#include "fac-findings.h"
#include "fac-invoice-totals.h"
#include "fac-organization.h"

G_BEGIN_DECLS

/** FacXmlVerdict: what is wrong with XML that a person gave. */
typedef enum
{
  FAC_XML_FINE,
  FAC_XML_BROKEN,     /* not well-formed, or with a declaration or document type of its own */
  FAC_XML_UNDECLARED, /* a prefix that neither the text nor the namespaces declare */
  FAC_XML_NO_ROOT,
  FAC_XML_MANY_ROOTS
} FacXmlVerdict;

/** FacXmlCheck: judges @xml, which the namespaces (element-type FacNamespace) are declared around. @name: (out): the
 * name with an undeclared prefix. */
typedef FacXmlVerdict (*FacXmlCheck) (const char *xml, const GPtrArray *namespaces, gboolean one_root, char **name);

/**
 * FacRulesContext: what the rules may look at besides the invoice.
 * @organization, @catalog: (nullable): what cannot be known is not judged
 * @now: microseconds UTC, for the 72-hour rule
 * @check_xml: (nullable): reads XML, which this layer cannot
 */
typedef struct
{
  const FacOrganization *organization;
  FacCatalogSource      *catalog;
  gint64                 now;
  FacXmlCheck            check_xml;
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
