/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi-check.h"

G_BEGIN_DECLS

/** fac_cfdi_fault_text: what is wrong and where, in the language of the session and in one line.
 * Returns: (transfer full) */
char *fac_cfdi_fault_text (const FacCfdiFault *fault);

G_END_DECLS
