/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * fac_toast_new: a toast that says @text, which is no markup, in up to three lines: names of companies are longer than
 * a telephone is wide. Returns: (transfer full)
 */
AdwToast *fac_toast_new (const char *text);

G_END_DECLS
