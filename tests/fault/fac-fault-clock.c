/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-fault-clock.h"

#include "fac-test.h"

#define SHORTER 20000 /* times: 2 s to 0, 15 min to 45 ms */
#define LONG_MS 60000 /* what is due so much later is not due in the middle of something… */
#define BUSY_MS 2000  /* …but no work is waited for longer than that */

struct _FacFaultClock
{
  FacClock    parent_instance;
  GMutex      mutex;
  gint64      leapt;
  gboolean    real;
  GSourceFunc is_busy; /* (nullable) */
  gpointer    busy_data;
};

G_DEFINE_FINAL_TYPE (FacFaultClock, fac_fault_clock, FAC_TYPE_CLOCK)

typedef struct
{
  FacFaultClock *clock;
  gint64         due;
  gint64         at_latest; /* by the real clock */
  GSourceFunc    callback;
  gpointer       data;
} Leap;

static gint64
fac_fault_clock_now (FacClock *clock)
{
  FacFaultClock *self = FAC_FAULT_CLOCK (clock);
  gint64 now;

  g_mutex_lock (&self->mutex);
  now = g_get_real_time () + self->leapt;
  g_mutex_unlock (&self->mutex);
  return now;
}

static gboolean
on_due (gpointer data)
{
  Leap *leap = data;
  FacFaultClock *self = leap->clock;
  const gint64 ahead = leap->due - fac_fault_clock_now (FAC_CLOCK (self));

  if (g_get_monotonic_time () < leap->at_latest && self->is_busy != NULL
      && self->is_busy (self->busy_data))
    return G_SOURCE_CONTINUE;
  g_mutex_lock (&self->mutex);
  self->leapt += MAX (ahead, 0);
  g_mutex_unlock (&self->mutex);
  leap->callback (leap->data);
  return G_SOURCE_REMOVE;
}

static guint
fac_fault_clock_add_timeout (FacClock *clock, guint milliseconds, GSourceFunc callback, gpointer data)
{
  Leap *leap = g_new0 (Leap, 1);

  leap->clock = FAC_FAULT_CLOCK (clock);
  leap->due = fac_fault_clock_now (clock) + (gint64) milliseconds * 1000;
  leap->callback = callback;
  leap->data = data;
  if (!leap->clock->real)
    {
      if (milliseconds >= LONG_MS)
        leap->at_latest = g_get_monotonic_time () + fac_test_patience (BUSY_MS) * (gint64) 1000;
      milliseconds = fac_test_patience (2 + milliseconds / SHORTER);
    }
  return g_timeout_add_full (G_PRIORITY_DEFAULT, milliseconds, on_due, leap, g_free);
}

static void
fac_fault_clock_remove_timeout (FacClock *clock, guint id)
{
  g_source_remove (id);
}

static void
fac_fault_clock_finalize (GObject *object)
{
  g_mutex_clear (&FAC_FAULT_CLOCK (object)->mutex);
  G_OBJECT_CLASS (fac_fault_clock_parent_class)->finalize (object);
}

static void
fac_fault_clock_class_init (FacFaultClockClass *klass)
{
  FacClockClass *clock_class = FAC_CLOCK_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fac_fault_clock_finalize;
  clock_class->now = fac_fault_clock_now;
  clock_class->add_timeout = fac_fault_clock_add_timeout;
  clock_class->remove_timeout = fac_fault_clock_remove_timeout;
}

static void
fac_fault_clock_init (FacFaultClock *self)
{
  g_mutex_init (&self->mutex);
}

FacClock *
fac_fault_clock_new (void)
{
  return g_object_new (FAC_TYPE_FAULT_CLOCK, NULL);
}

void
fac_fault_clock_leap (FacFaultClock *self, int seconds)
{
  g_mutex_lock (&self->mutex);
  self->leapt += seconds * (gint64) G_USEC_PER_SEC;
  g_mutex_unlock (&self->mutex);
}

void
fac_fault_clock_set_real (FacFaultClock *self, gboolean real)
{
  self->real = real;
}

void
fac_fault_clock_set_busy (FacFaultClock *self, GSourceFunc is_busy, gpointer data)
{
  self->is_busy = is_busy;
  self->busy_data = data;
}
