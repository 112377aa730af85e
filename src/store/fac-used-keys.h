/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FacUsedKeys: keys of the SAT's catalogues that the organization uses, those used lately and often first. */
typedef struct
{
  char **products;
  char **units;
} FacUsedKeys;

/** fac_used_keys_free: frees it with all it owns. */
void         fac_used_keys_free (FacUsedKeys *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacUsedKeys, fac_used_keys_free)
/* layers above the store do not see its connections */
typedef struct _FacDb FacDb;
/** fac_used_keys_read: counted from the newest documents' lines and the products changed last; a bounded look, also
 * when there are many. Returns: (transfer full) (nullable) */
FacUsedKeys *fac_used_keys_read (FacDb *db, GError **error);

G_END_DECLS
