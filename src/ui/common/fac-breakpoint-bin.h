/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAC_TYPE_BREAKPOINT_BIN (fac_breakpoint_bin_get_type ())
G_DECLARE_FINAL_TYPE (FacBreakpointBin, fac_breakpoint_bin, FAC, BREAKPOINT_BIN, GtkWidget)

/** FacBreakpointBin: tells when its width crosses "threshold" by "narrow" (notifies, after the allocation). Property
 * "child". */
gboolean fac_breakpoint_bin_is_narrow (FacBreakpointBin *self);

G_END_DECLS
