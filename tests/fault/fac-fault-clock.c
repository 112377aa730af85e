/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-fault-clock.h"

#define SHORTER 20000 /* times: 2 s to 0, 15 min to 45 ms */

struct _FacFaultClock
{
  FacClock parent_instance;
  GMutex   mutex;
  gint64   leapt;
  gboolean real;
};

G_DEFINE_FINAL_TYPE (FacFaultClock, fac_fault_clock, FAC_TYPE_CLOCK)

typedef struct
{
  FacFaultClock *clock;
  gint64         due;
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
  const gint64 ahead = leap->due - fac_fault_clock_now (FAC_CLOCK (leap->clock));

  g_mutex_lock (&leap->clock->mutex);
  leap->clock->leapt += MAX (ahead, 0);
  g_mutex_unlock (&leap->clock->mutex);
  leap->callback (leap->data);
  return G_SOURCE_REMOVE;
}

static guint
fac_fault_clock_add_timeout (FacClock *clock, guint milliseconds, GSourceFunc callback, gpointer data)
{
  Leap *leap = g_new (Leap, 1);

  *leap = (Leap) { FAC_FAULT_CLOCK (clock), fac_fault_clock_now (clock) + (gint64) milliseconds * 1000, callback, data };
  return g_timeout_add_full (G_PRIORITY_DEFAULT, leap->clock->real ? milliseconds : 2 + milliseconds / SHORTER, on_due,
                             leap, g_free);
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
