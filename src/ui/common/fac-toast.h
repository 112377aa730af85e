/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * fac_toast_new: a toast that says @text, which is no markup: names of companies have an "&". Returns: (transfer full)
 */
AdwToast *fac_toast_new (const char *text);

G_END_DECLS
