/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-clock.h"

struct _FacTestClock
{
  FacClock   parent_instance;
  GMutex     lock; /* over all below */
  gint64     now;
  gint64     wrong; /* what the clock on the wall shows beside it */
  guint      last_id;
  GPtrArray *timeouts; /* of Timeout */
};

G_DEFINE_TYPE (FacTestClock, fac_test_clock, FAC_TYPE_CLOCK)

typedef struct
{
  guint         id;
  gint64        due;
  GMainContext *context;
  GSourceFunc   callback;
  gpointer      data;
} Timeout;

static void
timeout_free (gpointer data)
{
  Timeout *timeout = data;

  g_main_context_unref (timeout->context);
  g_free (timeout);
}

static gboolean
on_due (gpointer data)
{
  Timeout *timeout = data;

  timeout->callback (timeout->data);
  return G_SOURCE_REMOVE;
}

static gint64
test_now (FacClock *clock)
{
  FacTestClock *self = FAC_TEST_CLOCK (clock);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->now + self->wrong;
}

static guint
test_add_timeout (FacClock *clock, guint milliseconds, GSourceFunc callback, gpointer data)
{
  FacTestClock *self = FAC_TEST_CLOCK (clock);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Timeout *timeout = g_new0 (Timeout, 1);

  timeout->id = ++self->last_id;
  timeout->due = self->now + (gint64) milliseconds * 1000;
  timeout->context = g_main_context_ref_thread_default ();
  timeout->callback = callback;
  timeout->data = data;
  g_ptr_array_add (self->timeouts, timeout);
  return timeout->id;
}

static void
test_remove_timeout (FacClock *clock, guint id)
{
  FacTestClock *self = FAC_TEST_CLOCK (clock);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  for (guint i = 0; i < self->timeouts->len; i++)
    {
      const Timeout *timeout = g_ptr_array_index (self->timeouts, i);

      if (timeout->id == id)
        {
          g_ptr_array_remove_index (self->timeouts, i);
          return;
        }
    }
}

/* the timeout that falls due first, at @end at the latest; time moves there */
static Timeout *
take_next (FacTestClock *self, gint64 end)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint first = G_MAXUINT;
  gint64 due = end;

  for (guint i = 0; i < self->timeouts->len; i++)
    {
      const Timeout *timeout = g_ptr_array_index (self->timeouts, i);

      if (timeout->due < due || (timeout->due == due && first == G_MAXUINT))
        {
          first = i;
          due = timeout->due;
        }
    }
  self->now = MAX (self->now, due);
  return first == G_MAXUINT ? NULL : g_ptr_array_steal_index (self->timeouts, first);
}

static void
fac_test_clock_finalize (GObject *object)
{
  FacTestClock *self = FAC_TEST_CLOCK (object);

  g_ptr_array_unref (self->timeouts);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (fac_test_clock_parent_class)->finalize (object);
}

static void
fac_test_clock_class_init (FacTestClockClass *klass)
{
  FacClockClass *clock_class = FAC_CLOCK_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fac_test_clock_finalize;
  clock_class->now = test_now;
  clock_class->add_timeout = test_add_timeout;
  clock_class->remove_timeout = test_remove_timeout;
}

static void
fac_test_clock_init (FacTestClock *self)
{
  g_mutex_init (&self->lock);
  self->timeouts = g_ptr_array_new_with_free_func (timeout_free);
}

FacTestClock *
fac_test_clock_new (gint64 now)
{
  FacTestClock *self = g_object_new (FAC_TYPE_TEST_CLOCK, NULL);

  self->now = now;
  return self;
}

void
fac_test_clock_advance (FacTestClock *self, gint64 microseconds)
{
  const gint64 end = fac_clock_now (FAC_CLOCK (self)) - self->wrong + microseconds;
  Timeout *timeout;

  while ((timeout = take_next (self, end)) != NULL)
    g_main_context_invoke_full (timeout->context, G_PRIORITY_DEFAULT, on_due, timeout,
                                timeout_free);
}

void
fac_test_clock_set_wrong (FacTestClock *self, gint64 microseconds)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->wrong = microseconds;
}
