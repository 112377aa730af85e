/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FacAcuse: the SAT's receipt of a cancellation. @date: as written, local time; @status: 201 received, 202 cancelled
 * before. */
typedef struct
{
  char *uuid;
  char *date;
  char *rfc;
  char *status;
} FacAcuse;

/** fac_acuse_free: frees it with all it owns. */
void fac_acuse_free (FacAcuse *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacAcuse, fac_acuse_free)

/** fac_acuse_read: what @xml says of the document @uuid (%NULL: of the first in it). Only the SAT can check its
 * signature: that is a secret of its own. Errors: FAC_ERROR_INVALID, _TOO_LARGE, also when it is about other documents.
 * Returns: (transfer full) (nullable) */
FacAcuse *fac_acuse_read (GBytes *xml, const char *uuid, GError **error);

G_END_DECLS
