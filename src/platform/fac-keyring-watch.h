/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FacKeyringWatch: hears on the session bus when a keyring is unlocked, or one comes that was absent. Never asks to
 * unlock. */
typedef struct _FacKeyringWatch FacKeyringWatch;

/** FacKeyringOpened: what was locked or absent may answer now; called on the main context it was made on. */
typedef void (*FacKeyringOpened) (gpointer data);

/** fac_keyring_watch_new: @opened gets @data, until fac_keyring_watch_free(). Returns: (transfer full) */
FacKeyringWatch *fac_keyring_watch_new  (FacKeyringOpened opened, gpointer data);
/** fac_keyring_watch_free: @opened is not called any more. */
void             fac_keyring_watch_free (FacKeyringWatch *self);

G_END_DECLS
