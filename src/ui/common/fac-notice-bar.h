/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_NOTICE_BAR (fac_notice_bar_get_type ())
G_DECLARE_FINAL_TYPE (FacNoticeBar, fac_notice_bar, FAC, NOTICE_BAR, GtkWidget)

/** FacNoticeBar: a lasting condition above a page: text and at most one button. Properties: "text", "button-label",
 * "action-name", "revealed". */
GtkWidget *fac_notice_bar_new (void);
/** fac_notice_bar_say: shows @text; @label and @action (detailed, both nullable) make the button. NULL @text hides the
 * bar. */
void fac_notice_bar_say (FacNoticeBar *self, const char *text, const char *label, const char *action);
/** fac_notice_bar_set_warns: %FALSE: what it says is worth knowing, and nothing is wrong; at first it warns. */
void fac_notice_bar_set_warns (FacNoticeBar *self, gboolean warns);

G_END_DECLS
