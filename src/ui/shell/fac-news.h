/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-window.h"

G_BEGIN_DECLS

/**
 * fac_news_follow: tells of documents of @workspace that were stamped, refused, or stamped elsewhere
 * without what was changed here: in a toast of @window, or by the
 * desktop while another window is in front. Several that come together are told in one summary. Until it is stopped.
 */
void fac_news_follow (FacWindow *window, FacWorkspace *workspace);
/** fac_news_stop: the workspace of @window is about to close. */
void fac_news_stop   (FacWindow *window);

G_END_DECLS
