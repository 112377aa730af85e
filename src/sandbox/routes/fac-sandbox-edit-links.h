/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/** FAC_SANDBOX_EDIT_LINKS: the path, outside /v2, that a secret is put after. */
#define FAC_SANDBOX_EDIT_LINKS "/tax-info/"

/** fac_sandbox_edit_link_new: a fresh one-use link of @customer, in place of the one before, for seven days. Inside the
 * request's transaction. */
gboolean fac_sandbox_edit_link_new (FacSandboxRequest *request, const char *customer, GError **error);

/** FacSandboxEditLink: whose data a link may change. */
typedef struct
{
  char    *customer;
  char    *organization;
  gboolean livemode;
} FacSandboxEditLink;

void fac_sandbox_edit_link_clear (FacSandboxEditLink *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FacSandboxEditLink, fac_sandbox_edit_link_clear)

/** fac_sandbox_edit_link_find: the link with @secret. Returns: %FALSE when there is none that can still be used, or
 * with @error set */
gboolean fac_sandbox_edit_link_find (FacSandbox *sandbox, const char *secret, FacSandboxEditLink *link,
                                     GError **error);
/** fac_sandbox_edit_link_use: it cannot be used again. */
gboolean fac_sandbox_edit_link_use (FacSandbox *sandbox, const char *secret, GError **error);

G_END_DECLS
