/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-clock.h"

G_BEGIN_DECLS

#define FAC_TYPE_FAULT_CLOCK (fac_fault_clock_get_type ())
G_DECLARE_FINAL_TYPE (FacFaultClock, fac_fault_clock, FAC, FAULT_CLOCK, FacClock)

/** fac_fault_clock_new: runs as the machine's, but leaps over the time until the next timeout: seconds of backoff cost
 * milliseconds, a quarter of an hour costs 50 of them; so many times more where all is slow. */
FacClock *fac_fault_clock_new      (void);
/** fac_fault_clock_leap: from now on it is @seconds later. */
void      fac_fault_clock_leap     (FacFaultClock *self, int seconds);
/** fac_fault_clock_set_real: while it is, timeouts last as long as they say. */
void      fac_fault_clock_set_real (FacFaultClock *self, gboolean real);
/** fac_fault_clock_set_busy: while @is_busy says so minutes are not leapt over, for 2 s at most: a request that lasts a
 * thousandth of a quarter of an hour must not find that all of it has passed. */
void      fac_fault_clock_set_busy (FacFaultClock *self, GSourceFunc is_busy, gpointer data);

G_END_DECLS
