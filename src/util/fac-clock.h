/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define FAC_TYPE_CLOCK (fac_clock_get_type ())
G_DECLARE_DERIVABLE_TYPE (FacClock, fac_clock, FAC, CLOCK, GObject)

/**
 * FacClockClass:
 * @now: microseconds since 1970 in UTC
 * @add_timeout: calls back after @milliseconds on the thread-default main context
 *
 * "Now" behind an interface, so that tests stop and move time. Safe to read from any thread.
 */
struct _FacClockClass
{
  GObjectClass parent_class;

  gint64 (*now)         (FacClock *self);
  guint  (*add_timeout) (FacClock *self, guint milliseconds, GSourceFunc callback, gpointer data);
  void   (*remove_timeout) (FacClock *self, guint id);
};

/** fac_clock_new: the machine's clock. */
FacClock *fac_clock_new (void);
/** fac_clock_now: microseconds since 1970 in UTC. */
gint64 fac_clock_now (FacClock *self);
/** fac_clock_add_timeout: one call of @callback after @milliseconds. Returns: an id for fac_clock_remove_timeout() */
guint fac_clock_add_timeout (FacClock *self, guint milliseconds, GSourceFunc callback, gpointer data);
/** fac_clock_remove_timeout: forgets a timeout that has not run. */
void fac_clock_remove_timeout (FacClock *self, guint id);

#define FAC_TYPE_TEST_CLOCK (fac_test_clock_get_type ())
G_DECLARE_FINAL_TYPE (FacTestClock, fac_test_clock, FAC, TEST_CLOCK, FacClock)

/** fac_test_clock_new: a clock that stands still at @now until it is moved. */
FacTestClock *fac_test_clock_new (gint64 now);
/** fac_test_clock_advance: moves time and runs the timeouts that fall due, in order. */
void fac_test_clock_advance (FacTestClock *self, gint64 microseconds);
/** fac_test_clock_set_wrong: what it shows is @microseconds ahead of the time that passes, as after somebody has set
 * the clock; timeouts still run when their time has passed. */
void fac_test_clock_set_wrong (FacTestClock *self, gint64 microseconds);

G_END_DECLS
