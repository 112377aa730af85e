/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-findings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_FIELD_HINT (fac_field_hint_get_type ())
G_DECLARE_FINAL_TYPE (FacFieldHint, fac_field_hint, FAC, FIELD_HINT, AdwPreferencesRow)

/** FacFieldHint: what is wrong with the row above it, in words; absent when nothing is. Property "row" (that row). */
void fac_field_hint_set_row (FacFieldHint *self, GtkWidget *row);
/** fac_field_hint_set_target: (nullable): what is focused in place of the row: a field inside of it, which may go. */
void fac_field_hint_set_target (FacFieldHint *self, GtkWidget *target);
/** fac_field_hint_say: NULL @text hides it. */
void fac_field_hint_say (FacFieldHint *self, const char *text, FacSeverity severity);
/** fac_field_hint_tell: something worth knowing about the row, which is not wrong; NULL @text hides it. */
void fac_field_hint_tell (FacFieldHint *self, const char *text);
/** fac_field_hint_show: the gravest of @findings (element-type FacFinding) about @field; @touched FALSE shows no errors
 * yet. */
void fac_field_hint_show (FacFieldHint *self, GPtrArray *findings, const char *field, gboolean touched);
/** fac_field_hint_focus_first: focuses the first field below @within whose hint shows an error. Returns: whether there
 * is one */
gboolean fac_field_hint_focus_first (GtkWidget *within);

G_END_DECLS
