/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"
#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** fac_ui_date: "20 Nov 2026" in local time; "" for 0. Returns: (transfer full) */
char *fac_ui_date (gint64 microseconds);
/** fac_ui_date_time: with hours and minutes. Returns: (transfer full) */
char *fac_ui_date_time (gint64 microseconds);
/** fac_ui_since: "just now", "3 minutes ago", "yesterday at 17:20", or the date. Returns: (transfer full) */
char *fac_ui_since (gint64 microseconds, gint64 now);
/** fac_ui_until: "in 20 seconds", "in 4 minutes", or the time. Returns: (transfer full) */
char *fac_ui_until (gint64 microseconds, gint64 now);
/** fac_ui_name_control: names a control for assistive technology and gives it a tooltip. */
void  fac_ui_name_control (GtkWidget *widget, const char *name);
/** fac_ui_name_list: names the list that @row lies in for assistive technology, where no title above it does. */
void  fac_ui_name_list (GtkWidget *row, const char *name);
/**
 * fac_ui_tip_own_text: the tip of a label or inscription is its text, asked for when the pointer rests there. A tip
 * that is set anew with each text would make GTK ask the display server where the pointer is, and wait, for each cell
 * of a list.
 */
void  fac_ui_tip_own_text (GtkWidget *widget);
/** fac_ui_has_focus: whether the cursor of its window is in @widget. */
gboolean fac_ui_has_focus (GtkWidget *widget);
/** fac_ui_move_child: takes @child out of @from and puts it into @to, where it may be already. */
void  fac_ui_move_child (AdwBin *from, AdwBin *to, GtkWidget *child);
/** fac_ui_document_kind: what a document of the SAT's @type (I, E, P, N, T) is called. Returns: (transfer none) */
const char *fac_ui_document_kind (char type);
/** fac_ui_catalog_name: the words of a key of a small catalogue. Returns: (transfer none) (nullable) */
const char *fac_ui_catalog_name (FacWorkspace *workspace, const char *catalog, const char *key);

/** fac_status_page_fail: tells @error in words. Returns: %FALSE when there is nothing to tell: it was cancelled */
gboolean fac_status_page_fail (AdwStatusPage *page, const GError *error);

/** fac_combo_widen: choices of @row in whole lines instead of twenty letters. */
void  fac_combo_widen (AdwComboRow *row);
/** fac_new_button: the suggested button of a list page, with a plus sign. */
GtkWidget *fac_new_button (const char *label, const char *tooltip, const char *action);
/** fac_new_button_set_short: only the plus sign, where there is little room; other widgets are left alone. */
void       fac_new_button_set_short (GtkWidget *button, gboolean is_short);

G_END_DECLS
