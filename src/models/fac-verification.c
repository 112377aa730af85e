/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-verification.h"

#include "fac-qr-code.h"

GBytes *
fac_verification_qr (const char *link, guint *side)
{
  return fac_qr_code_make (link, side);
}
