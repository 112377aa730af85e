/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The one thread that touches Poppler. Jobs wait in order of priority, equal ones in order of arrival; a cancelled one
 * is not begun.
 */

/** FacRenderFunc: works on the render thread with the task's data; what it gives completes the task on the task's own
 * context. */
typedef gpointer (*FacRenderFunc) (gpointer data, GCancellable *cancellable, GError **error);

/**
 * fac_render_queue_push:
 * @task: (transfer full): completed with the pointer that @run gives
 * @priority: lower first
 * @run: the work; @task's data is not touched elsewhere until it ends
 * @free_result: for a result that nobody takes
 */
void fac_render_queue_push (GTask *task, int priority, FacRenderFunc run, GDestroyNotify free_result);
/** fac_render_queue_release: calls @release with @data on the render thread, after what waits. */
void fac_render_queue_release (gpointer data, GDestroyNotify release);

G_END_DECLS
