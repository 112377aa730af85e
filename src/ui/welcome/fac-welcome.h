/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-directory.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_WELCOME (fac_welcome_get_type ())
G_DECLARE_FINAL_TYPE (FacWelcome, fac_welcome, FAC, WELCOME, AdwBin)

/** FacWelcome: the first start and its doors; one that cannot be used here is absent. */
void fac_welcome_set_directory (FacWelcome *self, FacDirectory *directory);
void fac_welcome_open_menu (FacWelcome *self);

G_END_DECLS
