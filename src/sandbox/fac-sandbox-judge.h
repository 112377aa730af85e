/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/** FAC_SANDBOX_STRUCTURE: the PAC's code of what breaks the SAT's schemas. */
#define FAC_SANDBOX_STRUCTURE "301"

/** fac_sandbox_judge: adds what the SAT's judge finds in @xml, a document issued in postal code @zip (nullable).
 * @only: (nullable): its findings of that code alone */
void fac_sandbox_judge (FacSandboxRequest *request, GBytes *xml, const char *zip, const char *only, GPtrArray *faults);

G_END_DECLS
