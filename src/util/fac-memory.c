/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-memory.h"

#include "fac-worker.h"

#include <malloc.h>

#define OFTEN (10 * G_USEC_PER_SEC)

void
fac_memory_keep_small (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, 256 * 1024);
  mallopt (M_TRIM_THRESHOLD, 512 * 1024);
#endif
}

static void
give_back (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  g_task_return_boolean (task, TRUE);
}

void
fac_memory_give_back (void)
{
  static gint64 last;
  const gint64 now = g_get_monotonic_time ();
  g_autoptr (GTask) task = NULL;

  if (last != 0 && now - last < OFTEN)
    return;
  last = now;
  task = g_task_new (NULL, NULL, NULL, NULL);
  fac_worker_run (task, give_back);
}
