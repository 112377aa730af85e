/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Preferences of the person: names of the GSettings keys, used nowhere as literals. Business data never lies here. */
#define FAC_SETTINGS_SCHEMA "org.example.Facturador"
#define FAC_SETTING_WINDOW_WIDTH     "window-width"
#define FAC_SETTING_WINDOW_HEIGHT    "window-height"
#define FAC_SETTING_WINDOW_MAXIMIZED "window-maximized"
#define FAC_SETTING_LAST_PAGE        "last-page"
#define FAC_SETTING_LAST_ORGANIZATION "last-organization"
#define FAC_SETTING_CATALOG_PATH     "catalog-path"
#define FAC_SETTING_COLOR_SCHEME     "color-scheme"
#define FAC_SETTING_SAVE_FOLDER      "save-folder"
#define FAC_SETTING_FILE_NAMES       "file-names"
#define FAC_SETTING_LIST_SORT        "invoice-sort"

/** fac_settings_are_installed: whether their compiled schema is found; without it there are no settings. */
gboolean   fac_settings_are_installed (void);
/** fac_settings_new: the program's settings, which must be installed. Returns: (transfer full) */
GSettings *fac_settings_new (void);

G_END_DECLS
