/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-notice-bar.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

/** fac_service_notice_follow: keeps @bar telling what stops the service: no key, key refused, account; for as long as
 * both live. */
void fac_service_notice_follow (FacNoticeBar *bar, FacWorkspace *workspace);

G_END_DECLS
