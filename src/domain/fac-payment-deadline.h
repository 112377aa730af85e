/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-organization.h"

G_BEGIN_DECLS

/**
 * fac_payment_deadline: the last moment to issue the document of type P of a payment that arrived at @paid_at
 * (microseconds UTC): the end of the day that FAC_FACT_PAYMENT_COMPLEMENT_DAY sets, in the zone of @organization
 * (nullable).
 * Returns: microseconds UTC, 0 for a time that no calendar holds
 */
gint64 fac_payment_deadline (const FacOrganization *organization, gint64 paid_at);

/** fac_payment_days_left: whole days from @now to @deadline in the zone of @organization: 0 on the last day, negative
 * after it. */
int fac_payment_days_left (const FacOrganization *organization, gint64 deadline, gint64 now);

/** fac_payment_noon: the noon of the day of @time in the zone of @organization: what a payment of which the hour is not
 * known states (cfdi.md §8). Returns: microseconds UTC, @time where no calendar holds it */
gint64 fac_payment_noon (const FacOrganization *organization, gint64 time);

G_END_DECLS
