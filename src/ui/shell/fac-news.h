/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-window.h"

G_BEGIN_DECLS

/**
 * fac_news_follow: tells of documents of @workspace that were stamped or refused: in a toast of @window, or by the desktop while
 * another window is in front. As long as both live.
 */
void fac_news_follow (FacWindow *window, FacWorkspace *workspace);

G_END_DECLS
