/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files of the store's folder @root, each named by its @place in it. Blocking. Errors: FAC_STORE_ERROR. */

/** fac_kept_file_write: durably: after a power cut it is whole or absent. Another file of that name is set aside. */
gboolean fac_kept_file_write     (const char *root, const char *place, GBytes *bytes, GError **error);
/** fac_kept_file_read: FAC_STORE_ERROR_CORRUPT unless it is what @hash says. Returns: (transfer full) (nullable) */
GBytes  *fac_kept_file_read      (const char *root, const char *place, const char *hash, GError **error);
/** fac_kept_file_set_aside: renames it to .altered, so that nothing of the person's is lost; one that is gone is no
 * error. */
gboolean fac_kept_file_set_aside (const char *root, const char *place, GError **error);

G_END_DECLS
