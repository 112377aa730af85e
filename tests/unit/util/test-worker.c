/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-worker.h"

#define WORKERS 3

static int finished; /* (atomic) */

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_usleep (100 * 1000);
  g_atomic_int_inc (&finished);
  g_task_return_boolean (task, TRUE);
}

static void
test_end (void)
{
  for (int i = 0; i < WORKERS; i++)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

      fac_worker_run (task, work);
    }
  fac_worker_wait ();
  g_assert_cmpint (g_atomic_int_get (&finished), ==, WORKERS);
  fac_worker_wait (); /* with nothing to wait for */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/worker/end", test_end);
  return g_test_run ();
}
