/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-directory.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_WINDOW (fac_window_get_type ())
G_DECLARE_FINAL_TYPE (FacWindow, fac_window, FAC, WINDOW, AdwApplicationWindow)

/**
 * FacWindow: sidebar and pages, or the welcome page, or why the data cannot be opened. Shows something at once; its
 * data comes with fac_window_set_directory(). Signal "shown": the first page with its data has been drawn. Signal
 * "retry": the person asks to open the data again. Signal "left": its organization is not shown any more.
 */
FacWindow *fac_window_new (GtkApplication *application, GSettings *settings);
/** fac_window_set_directory: what to show, once it is open. */
void       fac_window_set_directory (FacWindow *self, FacDirectory *directory);
/** fac_window_show_failure: the data cannot be opened. */
void       fac_window_show_failure  (FacWindow *self, const GError *error);
/** fac_window_show_starting: the data is being opened. */
void       fac_window_show_starting (FacWindow *self);
/** fac_window_flush: hands every unsaved change of its pages to the workspace. */
void       fac_window_flush         (FacWindow *self);

G_END_DECLS
