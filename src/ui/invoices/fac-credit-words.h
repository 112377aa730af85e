/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-credit-note.h"

G_BEGIN_DECLS

/** fac_credit_problem_words: why there is no credit note, in the reader's language; "" when it is fine. */
const char *fac_credit_problem_words (FacCreditProblem problem);

G_END_DECLS
