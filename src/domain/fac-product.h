/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-tax.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FacProduct: a product or service (API §3.6), or its snapshot inside a line. Reference counted; not changed once
 * shared.
 * @price: unit price, with all its taxes inside when @tax_included; no currency of its own.
 * @taxes: (element-type FacTax); @local_taxes: (element-type FacLocalTax): arrays of values, never %NULL
 */
typedef struct
{
  char       *id;
  char       *remote_id;
  char       *description;
  char       *product_key; /* c_ClaveProdServ, 8 digits */
  char       *unit_key;    /* c_ClaveUnidad */
  char       *unit_name;
  char       *sku;
  char       *barcode;     /* stays on this machine */
  FacDecimal  price;
  gboolean    tax_included;
  char       *taxability;  /* c_ObjetoImp "01" to "08" */
  GArray     *taxes;
  GArray     *local_taxes;
  gint64      created_at;
  gint64      updated_at;
  char      **unread;         /* what was typed and cannot be read, see fac-unread.h (nullable); never sent */
} FacProduct;

#define FAC_TYPE_PRODUCT (fac_product_get_type ())
GType       fac_product_get_type (void);
/** fac_product_new: empty, with a new id, unit H87 "Pieza", taxability 02, IVA 16 % added to the price. */
FacProduct *fac_product_new   (void);
/** fac_product_ref: one more reference, on any thread. Returns: (transfer full) */
FacProduct *fac_product_ref   (FacProduct *self);
/** fac_product_unref: lets one reference go, on any thread; the last one frees it. */
void        fac_product_unref (FacProduct *self);
/** fac_product_copy: a deep copy that may be changed. Returns: (transfer full) */
FacProduct *fac_product_copy  (const FacProduct *self);
/** fac_product_equal_content: whether what the person wrote is equal; ids and times do not count. */
gboolean    fac_product_equal_content (const FacProduct *a, const FacProduct *b);
/** fac_product_round_price: its price with the six decimals at most that a document may have, rounded half up.
 * Returns: whether it had more */
gboolean    fac_product_round_price (FacProduct *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacProduct, fac_product_unref)

/** fac_product_to_variant: see fac-variant.h. */
GVariant   *fac_product_to_variant   (const FacProduct *self);
/** fac_product_from_variant: see fac-variant.h. Returns: (transfer full) (nullable): %NULL when @variant is no a{sv} */
FacProduct *fac_product_from_variant (GVariant *variant);

G_END_DECLS
