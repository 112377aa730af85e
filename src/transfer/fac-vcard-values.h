/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FacVcardValues: what a card has of one kind, the preferred first, otherwise in the order of the card. */
typedef struct _FacVcardValues FacVcardValues;

/** fac_vcard_values_new: none yet. Returns: (transfer full) */
FacVcardValues *fac_vcard_values_new  (void);
/** fac_vcard_values_free: frees it with all it owns; %NULL is allowed. */
void            fac_vcard_values_free (FacVcardValues *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacVcardValues, fac_vcard_values_free)
/** fac_vcard_values_add: one more with the @parameters of its line, (nullable) "TYPE=work,pref"; one that is there
 * already stays where it is preferred more, and "" is none. */
void            fac_vcard_values_add  (FacVcardValues *self, const char *parameters, const char *text);
/** fac_vcard_values_get: Returns: (transfer none) (nullable): %NULL when there are not so many */
const char     *fac_vcard_values_get  (const FacVcardValues *self, guint index);

/** fac_vcard_phone: the number of "tel:+52-55-1234;ext=55" is "+52-55-1234 ext. 55" (RFC 3966); others as they are.
 * Returns: (transfer full) */
char           *fac_vcard_phone       (const char *text);

G_END_DECLS
