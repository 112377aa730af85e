/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-product.h"

G_BEGIN_DECLS

/** FacThirdParty: "a cuenta de terceros" (API §3.8). */
typedef struct
{
  char *legal_name;
  char *tax_id;
  char *tax_system;
  char *zip;
} FacThirdParty;

/** FacPart: a part of a line's good (API §3.8). */
typedef struct
{
  char       *description;
  char       *product_key;
  char       *sku;
  char       *unit_name;
  FacDecimal  quantity;
  FacDecimal  unit_price;
  gboolean    has_unit_price;
  char      **customs_keys;
} FacPart;

/** fac_third_party_new: empty. Returns: (transfer full) */
FacThirdParty *fac_third_party_new  (void);
/** fac_third_party_copy: a deep copy that may be changed. Returns: (transfer full) */
FacThirdParty *fac_third_party_copy (const FacThirdParty *self);
/** fac_third_party_free: frees it with all it owns. */
void           fac_third_party_free (FacThirdParty *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacThirdParty, fac_third_party_free)

/** fac_part_new: an empty part, quantity 1. */
FacPart *fac_part_new  (void);
/** fac_part_copy: a deep copy that may be changed. Returns: (transfer full) */
FacPart *fac_part_copy (const FacPart *self);
/** fac_part_free: frees it with all it owns. */
void     fac_part_free (FacPart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacPart, fac_part_free)
/** fac_parts_new: an empty list that frees its parts. Returns: (element-type FacPart) */
GPtrArray *fac_parts_new (void);

/**
 * FacInvoiceLine: one concepto (API §3.8). Owned by its #FacInvoice.
 * @product: snapshot, never %NULL; its id names the saved product it came from, if @from_catalog
 * @discount: total of the line, in the invoice's currency, before taxes
 * @discount_percent: what the person typed when @has_discount_percent; @discount is computed from it
 */
typedef struct
{
  FacProduct    *product;
  gboolean       from_catalog;
  FacDecimal     quantity;
  FacDecimal     discount;
  gboolean       has_discount_percent;
  FacDecimal     discount_percent;
  GPtrArray     *parts;                /* (element-type FacPart) (nullable) */
  char         **customs_keys;         /* (nullable) */
  char         **property_tax_account; /* (nullable) */
  FacThirdParty *third_party;          /* (nullable) */
  char          *complement;           /* XML (nullable) */
  char         **complement_data;      /* instead of XML, see fac-line-complement.h (nullable) */
} FacInvoiceLine;

/** fac_invoice_line_new: one of @product (copied), quantity 1. */
FacInvoiceLine *fac_invoice_line_new  (const FacProduct *product);
/** fac_invoice_line_copy: a deep copy that may be changed. Returns: (transfer full) */
FacInvoiceLine *fac_invoice_line_copy (const FacInvoiceLine *self);
/** fac_invoice_line_free: frees it with all it owns. */
void            fac_invoice_line_free (FacInvoiceLine *self);
/** fac_invoice_line_equal: whether what the person wrote is equal; which saved product it came from does not count. */
gboolean        fac_invoice_line_equal (const FacInvoiceLine *a, const FacInvoiceLine *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacInvoiceLine, fac_invoice_line_free)

/** fac_invoice_line_to_variant: see fac-variant.h. */
GVariant       *fac_invoice_line_to_variant   (const FacInvoiceLine *self);
/** fac_invoice_line_from_variant: see fac-variant.h. Returns: (transfer full) (nullable): %NULL when @variant is no
 * a{sv} */
FacInvoiceLine *fac_invoice_line_from_variant (GVariant *variant);

/** fac_invoice_line_set_product: takes over description, keys, price and taxes; quantity and discount stay. */
void fac_invoice_line_set_product (FacInvoiceLine *self, const FacProduct *product);
/** fac_invoice_line_apply_percent: the discount in money that its percentage stands for, to the cent. */
void fac_invoice_line_apply_percent (FacInvoiceLine *self);

G_END_DECLS
