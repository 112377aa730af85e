/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-clock.h"

G_DEFINE_TYPE (FacClock, fac_clock, G_TYPE_OBJECT)

typedef struct
{
  GSourceFunc callback;
  gpointer    data;
} Once;

static gboolean
on_timeout (gpointer data)
{
  Once *once = data;

  once->callback (once->data);
  return G_SOURCE_REMOVE;
}

static gint64
machine_now (FacClock *self)
{
  return g_get_real_time ();
}

static guint
machine_add_timeout (FacClock *self, guint milliseconds, GSourceFunc callback, gpointer data)
{
  g_autoptr (GSource) source = g_timeout_source_new (milliseconds);
  Once *once = g_new (Once, 1);

  *once = (Once) { callback, data };
  g_source_set_callback (source, on_timeout, once, g_free);
  return g_source_attach (source, g_main_context_get_thread_default ());
}

static void
machine_remove_timeout (FacClock *self, guint id)
{
  GSource *source = g_main_context_find_source_by_id (g_main_context_get_thread_default (), id);

  if (source != NULL)
    g_source_destroy (source);
}

static void
fac_clock_class_init (FacClockClass *klass)
{
  klass->now = machine_now;
  klass->add_timeout = machine_add_timeout;
  klass->remove_timeout = machine_remove_timeout;
}

static void
fac_clock_init (FacClock *self)
{
}

FacClock *
fac_clock_new (void)
{
  return g_object_new (FAC_TYPE_CLOCK, NULL);
}

gint64
fac_clock_now (FacClock *self)
{
  return FAC_CLOCK_GET_CLASS (self)->now (self);
}

guint
fac_clock_add_timeout (FacClock *self, guint milliseconds, GSourceFunc callback, gpointer data)
{
  return FAC_CLOCK_GET_CLASS (self)->add_timeout (self, milliseconds, callback, data);
}

void
fac_clock_remove_timeout (FacClock *self, guint id)
{
  FAC_CLOCK_GET_CLASS (self)->remove_timeout (self, id);
}
