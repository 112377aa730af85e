/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_PREFERENCES_WINDOW (fac_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (FacPreferencesWindow, fac_preferences_window, FAC, PREFERENCES_WINDOW, AdwPreferencesWindow)

void fac_preferences_window_present (GtkWindow *parent, GSettings *settings, FacWorkspace *workspace);

G_END_DECLS
