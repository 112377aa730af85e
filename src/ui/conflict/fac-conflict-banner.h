/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-notice-bar.h"
#include "fac-page.h"

G_BEGIN_DECLS

/** fac_conflict_banner_follow: says above @page that what it shows, an object of @entity, was changed at the service
 * too, and leads to the page where that is decided. */
void fac_conflict_banner_follow (FacPage *page, FacEntity entity);
/** fac_conflict_action: detailed action that opens the page for the object with local @id. Returns: (transfer full) */
char *fac_conflict_action (FacEntity entity, const char *id);
/** fac_conflict_say: says in @bar that the object was changed at the service too, when it waits to be decided; else the
 * bar is hidden. Returns: whether it waits */
gboolean fac_conflict_say (FacNoticeBar *bar, FacWorkspace *workspace, FacEntity entity, const char *id);

G_END_DECLS
