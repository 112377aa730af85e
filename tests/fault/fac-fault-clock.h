/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-clock.h"

G_BEGIN_DECLS

#define FAC_TYPE_FAULT_CLOCK (fac_fault_clock_get_type ())
G_DECLARE_FINAL_TYPE (FacFaultClock, fac_fault_clock, FAC, FAULT_CLOCK, FacClock)

/** fac_fault_clock_new: runs as the machine's, but leaps over the time until the next timeout: seconds of backoff cost
 * milliseconds, a quarter of an hour costs 50 of them. */
FacClock *fac_fault_clock_new (void);
/** fac_fault_clock_leap: from now on it is @seconds later. */
void      fac_fault_clock_leap (FacFaultClock *self, int seconds);
/** fac_fault_clock_set_real: while it is, timeouts last as long as they say. */
void      fac_fault_clock_set_real (FacFaultClock *self, gboolean real);

G_END_DECLS
