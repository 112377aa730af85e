/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi-file.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** fac_cfdi_facts_fill: fills @box with what is told of @file: the verdict, each part that was checked, the faults, the
 * facts, and what could not be checked. */
void fac_cfdi_facts_fill (GtkBox *box, FacCfdiFile *file);

G_END_DECLS
