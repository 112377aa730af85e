/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"

G_BEGIN_DECLS

/** FacDataLock: the right of one opener to a folder; the system takes it back when the process ends, however it
 * ends. */
typedef struct _FacDataLock FacDataLock;

/** fac_data_lock_take: Errors: FAC_STORE_ERROR_LOCKED, _READ_ONLY, _FULL, _FAILED. Returns: (transfer full)
 * (nullable) */
FacDataLock *fac_data_lock_take (const char *folder, GError **error);
/** fac_data_lock_get_note: what the last one to close wrote down; anything, when it could not. (transfer full) */
char        *fac_data_lock_get_note (FacDataLock *self);
/** fac_data_lock_set_note: leaves @note for the next one; of some hundred bytes at most. */
void         fac_data_lock_set_note (FacDataLock *self, const char *note);
/** fac_data_lock_withdraw: frees it, and leaves no file of it that was not there before. */
void         fac_data_lock_withdraw (FacDataLock *self);
/** fac_data_lock_free: frees it with all it owns. */
void         fac_data_lock_free (FacDataLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacDataLock, fac_data_lock_free)

G_END_DECLS
