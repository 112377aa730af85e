/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define FAC_TYPE_PATHS (fac_paths_get_type ())
G_DECLARE_FINAL_TYPE (FacPaths, fac_paths, FAC, PATHS, GObject)

/**
 * fac_paths_new:
 * @data: (nullable): data folder, or %NULL for $XDG_DATA_HOME/facturador
 * @cache: (nullable): cache folder, or %NULL for $XDG_CACHE_HOME/facturador
 *
 * Names the folders of the program; makes none. Tests pass their own. Architecture §5.2: folders 0700, files 0600.
 */
FacPaths *fac_paths_new (const char *data, const char *cache);
/** fac_paths_get_data: the data folder. */
const char *fac_paths_get_data (FacPaths *self);
/** fac_paths_get_cache: the cache folder; what is in it can be made again. */
const char *fac_paths_get_cache (FacPaths *self);
/** fac_paths_for_organization: <data>/<organization>/<test|live>. Returns: (transfer full) */
char *fac_paths_for_organization (FacPaths *self, const char *organization, gboolean livemode);
/** fac_paths_for_cache: likewise in the cache folder. Returns: (transfer full) */
char *fac_paths_for_cache (FacPaths *self, const char *organization, gboolean livemode);
/** fac_paths_find_data: a read-only file installed with the program, or in the build tree; FACTURADOR_DATADIR
 * wins when it is set. Returns: (transfer full) (nullable): %NULL when there is none */
char *fac_paths_find_data (FacPaths *self, const char *name);
/** fac_paths_make_private: makes @folder and its parents with mode 0700. Blocking: not on the main thread. */
gboolean fac_paths_make_private (const char *folder, GError **error);

G_END_DECLS
