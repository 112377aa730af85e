/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The service's JSON of documents is most of the database: it is kept deflated. */

/** fac_body_pack: Returns: (transfer full): @body deflated, or itself when that is no shorter */
GBytes *fac_body_pack   (GBytes *body);
/** fac_body_unpack: what fac_body_pack() was given; text that was never packed as it is. Returns: (transfer full)
 * (nullable): damaged */
GBytes *fac_body_unpack (GBytes *packed);

G_END_DECLS
