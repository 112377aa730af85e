/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** FacAddress: fields of the API's Address (§3.2); @country is ISO 3166-1 alpha-3, %NULL meaning MEX. */
typedef struct
{
  char *street;
  char *exterior;
  char *interior;
  char *neighborhood;
  char *city;
  char *municipality;
  char *zip;
  char *state;
  char *country;
} FacAddress;

#define FAC_TYPE_ADDRESS (fac_address_get_type ())
GType fac_address_get_type (void);
/** fac_address_new: empty. Returns: (transfer full) */
FacAddress *fac_address_new   (void);
/** fac_address_copy: a deep copy that may be changed. Returns: (transfer full) */
FacAddress *fac_address_copy  (const FacAddress *self);
/** fac_address_free: frees it with all it owns. */
void        fac_address_free  (FacAddress *self);
/** fac_address_equal: whether every field is the same; %NULL is empty text, and no country is MEX. Both are
 * (nullable). */
gboolean    fac_address_equal (const FacAddress *a, const FacAddress *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacAddress, fac_address_free)

/** fac_address_to_variant, fac_address_from_variant: see fac-variant.h. */
GVariant   *fac_address_to_variant   (const FacAddress *self);
/** fac_address_from_variant: see fac-variant.h. Returns: (transfer full) (nullable): %NULL when @variant is no a{sv} */
FacAddress *fac_address_from_variant (GVariant *variant);

/** fac_address_is_foreign: a country is given and it is not MEX. */
gboolean fac_address_is_foreign (const FacAddress *self);
/** fac_address_format: one line for paper and lists ("Av. Hidalgo 128, Centro, 50000 Toluca, Méx."). Returns: (transfer
 * full) */
char *fac_address_format (const FacAddress *self);

G_END_DECLS
