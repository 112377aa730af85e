/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi.h"
#include "fac-json.h"
#include "fac-sandbox-company.h"

G_BEGIN_DECLS

/** FacComplementContext: what a complement may look at besides its own data. @cfdi has its heading and its parties
 * already. */
typedef struct
{
  FacSandbox        *sandbox;
  FacSandboxCompany *company;
  FacJsonValue       input;
  FacCfdi           *cfdi;
} FacComplementContext;

/**
 * fac_complements_check: adds a fault for whatever is wrong in the complements, the complements of the lines, the
 * namespaces and the addenda of @body (API §2.3.2); @type: of the document. What only the SAT's matrix forbids is left
 * to the checker of the finished XML.
 * @base: the draft that @body changes, may be absent; @partial: nothing is required (drafts)
 */
void fac_complements_check (FacJsonValue body, FacJsonValue base, const char *type, gboolean partial,
                            GPtrArray *faults);

/** fac_complements_fill: writes the complements, namespaces and addenda of @input into @cfdi and its lines. */
void fac_complements_fill (FacSandbox *sandbox, FacSandboxCompany *company, FacJsonValue input, FacCfdi *cfdi);

G_END_DECLS
