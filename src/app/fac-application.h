/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_APPLICATION (fac_application_get_type ())
G_DECLARE_FINAL_TYPE (FacApplication, fac_application, FAC, APPLICATION, AdwApplication)

FacApplication *fac_application_new (void);

/** fac_application_run: g_application_run(), and nothing works any more afterwards. Returns: exit status */
int             fac_application_run (FacApplication *self, int argc, char *argv[]);

G_END_DECLS
