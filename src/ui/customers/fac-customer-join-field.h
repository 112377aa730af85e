/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-customer.h"

G_BEGIN_DECLS

/* What two customers of the same taxpayer may differ in. A choice is one of the texts that are offered, by its index:
 * what either has, and, where nothing of it need be lost, all of it. */

/** fac_customer_join_fields: how many there are. */
guint       fac_customer_join_fields        (void);
/** fac_customer_join_field_title: Returns: a title, translated */
const char *fac_customer_join_field_title   (guint field);
/** fac_customer_join_field_differs: whether there is something to choose. */
gboolean    fac_customer_join_field_differs (guint field, const FacCustomer *one,
                                             const FacCustomer *other);
/** fac_customer_join_field_choices: Returns: (transfer full) (array zero-terminated=1): the texts that are offered */
char      **fac_customer_join_field_choices (guint field, const FacCustomer *one,
                                             const FacCustomer *other);
/** fac_customer_join_field_best: the choice that loses least: all of it, or else what @stays, one of the two, has,
 * unless that is empty. */
guint       fac_customer_join_field_best    (guint field, const FacCustomer *one,
                                             const FacCustomer *other, const FacCustomer *stays);
/** fac_customer_join_field_take: writes what was chosen into @kept. */
void        fac_customer_join_field_take    (guint field, guint choice, const FacCustomer *one,
                                             const FacCustomer *other, FacCustomer *kept);

G_END_DECLS
