/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi-check.h"

G_BEGIN_DECLS

/** fac_cfdi_fault_sentence: what is wrong, in one line without place and values. Returns: (transfer full) */
char *fac_cfdi_fault_sentence (const FacCfdiFault *fault);
/** fac_cfdi_fault_place: where, what stands there and what would be right, in one line. Returns: (transfer full)
 * (nullable): %NULL when there is nothing to say */
char *fac_cfdi_fault_place (const FacCfdiFault *fault);
/** fac_cfdi_fault_text: what is wrong and where, in the language of the session and in one line.
 * Returns: (transfer full) */
char *fac_cfdi_fault_text (const FacCfdiFault *fault);

G_END_DECLS
