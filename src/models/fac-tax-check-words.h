/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-tax-id-report.h"

G_BEGIN_DECLS

/* The SAT's list of article 69-B (EFOS) in plain words. */

/** fac_efos_title: where the RFC stands: "Not in the list", "Definitivo". Returns: (transfer full) */
char       *fac_efos_title    (const FacTaxIdReport *report);
/** fac_efos_meaning: what that means for who invoices to it or buys from it. Returns: (transfer none) */
const char *fac_efos_meaning  (const FacTaxIdReport *report);
/** fac_efos_is_grave: whether the SAT presumes or holds that its invoices are false. */
gboolean    fac_efos_is_grave (const FacTaxIdReport *report);
/** fac_efos_label: what an entry of the evidence is. Returns: (transfer none): @name itself when it is new to us */
const char *fac_efos_label    (const char *name);
/** fac_efos_text: all of it, for the clipboard. @date: when it was asked, in words. Returns: (transfer full) */
char       *fac_efos_text     (const FacTaxIdReport *report, const char *date);

G_END_DECLS
