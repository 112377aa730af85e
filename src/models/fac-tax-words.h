/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-tax.h"

G_BEGIN_DECLS

/** fac_tax_words: those of the person's language, for screens; paper and the SAT speak Spanish. */
const FacTaxWords *fac_tax_words (void);

G_END_DECLS
