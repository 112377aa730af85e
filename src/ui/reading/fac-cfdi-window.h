/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi-file.h"
#include "fac-directory.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_CFDI_WINDOW (fac_cfdi_window_get_type ())
G_DECLARE_FINAL_TYPE (FacCfdiWindow, fac_cfdi_window, FAC, CFDI_WINDOW, AdwWindow)

/**
 * FacCfdiWindow: a file with fiscal XML that somebody opened: its paper, and beside it what is right, what is wrong and
 * what cannot be told. Shows at once; the file is read by fac_cfdi_window_load().
 */
FacCfdiWindow *fac_cfdi_window_new  (GtkApplication *application, GFile *file);
/** fac_cfdi_window_load: @catalog, @directory: (nullable): without a directory nothing can be archived. */
void           fac_cfdi_window_load (FacCfdiWindow *self, FacCatalogSource *catalog, FacDirectory *directory);

/** fac_cfdi_window_take_drops: XML that is dropped anywhere on @widget is opened by the application. */
void           fac_cfdi_window_take_drops (GtkWidget *widget);

G_END_DECLS
