/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** fac_form_leave_ask: asks what becomes of what was typed in the page @from. @sendable: it could be saved; @answer:
 * called with @from and "save", "discard" or "cancel" (const char *), as long as @from lives. */
void fac_form_leave_ask      (GtkWidget *from, gboolean sendable, GCallback answer);
/** fac_form_wait_ask: asks whether what is incomplete in the page @from is saved like this; @text says what that means.
 * @answer: as above, with "save" or "cancel". */
void fac_form_wait_ask       (GtkWidget *from, const char *text, GCallback answer);
/** fac_form_leave_on_escape: Escape leaves the page @from, also while the cursor is in an entry row, which would keep
 * the key for itself. */
void fac_form_leave_on_escape (GtkWidget *from);

G_END_DECLS
