/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"

/* A number of decimal digits, counted the way it is taught at school: the reference of the property tests. */
#define SLOW_DIGITS 160

typedef struct
{
  int    length;
  guint8 digits[SLOW_DIGITS]; /* the lowest first */
} SlowNumber;

SlowNumber slow_from_magnitude (unsigned __int128 value);
SlowNumber slow_shift (SlowNumber a, int zeros);
SlowNumber slow_add (SlowNumber a, SlowNumber b);
SlowNumber slow_sub (SlowNumber a, SlowNumber b);
SlowNumber slow_mul (SlowNumber a, SlowNumber b);
SlowNumber slow_divide (SlowNumber a, SlowNumber b, SlowNumber *rest);
int        slow_compare (SlowNumber a, SlowNumber b);
/* the quotient rounded as FacDecimal should; FALSE when FAC_ROUND_NEVER loses something */
gboolean   slow_rounded (SlowNumber a, SlowNumber b, FacRounding mode, SlowNumber *out);
char      *slow_to_text (SlowNumber a, gboolean negative, guint scale);
