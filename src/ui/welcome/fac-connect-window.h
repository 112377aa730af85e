/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-directory.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_CONNECT_WINDOW (fac_connect_window_get_type ())
G_DECLARE_FINAL_TYPE (FacConnectWindow, fac_connect_window, FAC, CONNECT_WINDOW, AdwWindow)

/** fac_connect_window_present: asks for a key, checks it and opens its organization. */
void fac_connect_window_present (GtkWindow *parent, FacDirectory *directory);

G_END_DECLS
