/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** check_edit: @xml changed as check-cases.txt says, edits with " ; " between. Returns: (transfer full) (nullable): %NULL
 * where one names nothing of it */
char *check_edit (const char *xml, const char *edits);

G_END_DECLS
