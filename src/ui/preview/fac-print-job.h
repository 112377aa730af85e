/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * fac_print_job_run_async: the print dialog of the desktop, then the PDF itself as the job, never drawn anew; "Print to
 * File" too. A dialog that is closed ends with G_IO_ERROR_CANCELLED.
 */
void     fac_print_job_run_async  (GtkWindow *parent, GBytes *pdf, const char *title, GAsyncReadyCallback callback,
                                   gpointer data);
/** fac_print_job_run_finish: @printer (out, transfer full): where it went; @file (out, transfer full, nullable): what
 * was written instead of paper. */
gboolean fac_print_job_run_finish (GAsyncResult *result, char **printer, GFile **file, GError **error);

G_END_DECLS
