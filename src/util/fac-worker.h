/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** fac_worker_run: g_task_run_in_thread() for work that fac_worker_wait() knows of. */
void fac_worker_run    (GTask *task, GTaskThreadFunc work);
/** fac_worker_return: completes @task with @result, which @free_result frees when nobody takes it; with @error when it
 * is %NULL. Both are (transfer full). */
void fac_worker_return (GTask *task, gpointer result, GDestroyNotify free_result, GError *error);

/** fac_worker_wait: blocks until nothing works any more; the program's last act, before its libraries tidy up. */
void fac_worker_wait   (void);

G_END_DECLS
