/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-open-advance.h"

FacOpenAdvance *
fac_open_advance_new (void)
{
  FacOpenAdvance *self = g_new0 (FacOpenAdvance, 1);

  self->currency = g_strdup ("MXN");
  return self;
}

void
fac_open_advance_free (FacOpenAdvance *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->uuid);
  g_free (self->folio);
  g_free (self->customer_id);
  g_free (self->customer_name);
  g_free (self->currency);
  g_free (self);
}

GPtrArray *
fac_open_advances_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fac_open_advance_free);
}

static gboolean
is_in (const FacOpenAdvance *advance, const char *currency)
{
  return g_ascii_strcasecmp (advance->currency, currency != NULL ? currency : "") == 0;
}

FacDecimal
fac_open_advances_sum (const GPtrArray *advances, const char *currency)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < advances->len; i++)
    {
      const FacOpenAdvance *advance = g_ptr_array_index (advances, i);

      if (is_in (advance, currency))
        sum = fac_decimal_add (sum, advance->left);
    }
  return sum;
}

GArray *
fac_open_advances_allocate (const GPtrArray *advances, FacDecimal total, const char *currency)
{
  GArray *amounts = g_array_new (FALSE, FALSE, sizeof (FacDecimal));
  FacDecimal rest = total;

  for (guint i = 0; i < advances->len; i++)
    {
      const FacOpenAdvance *advance = g_ptr_array_index (advances, i);
      FacDecimal taken = FAC_DECIMAL_ZERO;

      if (is_in (advance, currency) && fac_decimal_sign (rest) > 0)
        taken = fac_decimal_compare (advance->left, rest) < 0 ? advance->left : rest;
      rest = fac_decimal_sub (rest, taken);
      g_array_append_val (amounts, taken);
    }
  return amounts;
}
