/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fac_id_new: a random UUID in lower case, for local identifiers and idempotency keys. Returns: (transfer full) */
char *fac_id_new (void);
/** fac_id_is_uuid: whether @text is a UUID in either case (SAT: folio fiscal, 36 characters). */
gboolean fac_id_is_uuid (const char *text);

G_END_DECLS
