/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-receivables.h"

#include <string.h>

static const int last_days[] = { 30, 60, 90 };

static void
clear (gpointer data)
{
  g_array_unref (((FacReceivables *) data)->currencies);
}

FacReceivables *
fac_receivables_new (void)
{
  FacReceivables *self = g_atomic_rc_box_new0 (FacReceivables);

  self->currencies = g_array_new (FALSE, TRUE, sizeof (FacReceivable));
  return self;
}

FacReceivables *
fac_receivables_ref (FacReceivables *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
fac_receivables_unref (FacReceivables *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static FacReceivable *
find_currency (FacReceivables *self, const char *currency)
{
  FacReceivable one = { 0 };

  for (guint i = 0; i < self->currencies->len; i++)
    if (strcmp (g_array_index (self->currencies, FacReceivable, i).currency, currency) == 0)
      return &g_array_index (self->currencies, FacReceivable, i);
  g_strlcpy (one.currency, currency, sizeof one.currency);
  if (strcmp (currency, "MXN") == 0)
    {
      g_array_prepend_val (self->currencies, one);
      return &g_array_index (self->currencies, FacReceivable, 0);
    }
  g_array_append_val (self->currencies, one);
  return &g_array_index (self->currencies, FacReceivable, self->currencies->len - 1);
}

void
fac_receivables_add (FacReceivables *self, const char *currency, FacAge age, FacDecimal due)
{
  FacReceivable *one = find_currency (self, currency);

  one->due[age] = fac_decimal_add (one->due[age], due);
  one->count[age]++;
}

FacDecimal
fac_receivable_sum (const FacReceivable *self)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (gsize i = 0; i < FAC_N_AGES; i++)
    sum = fac_decimal_add (sum, self->due[i]);
  return sum;
}

int
fac_age_days (gint64 date, gint64 now)
{
  return (int) MAX (0, (now - date) / G_TIME_SPAN_DAY);
}

FacAge
fac_age_of (gint64 date, gint64 now)
{
  const int days = fac_age_days (date, now);

  for (gsize i = 0; i < G_N_ELEMENTS (last_days); i++)
    if (days <= last_days[i])
      return (FacAge) i;
  return FAC_AGE_MORE;
}

void
fac_age_dates (FacAge age, gint64 now, gint64 *from, gint64 *to)
{
  *from = age < FAC_AGE_MORE ? now - (last_days[age] + 1) * G_TIME_SPAN_DAY + 1 : 0;
  *to = age > FAC_AGE_30 ? now - (last_days[age - 1] + 1) * G_TIME_SPAN_DAY + 1 : 0;
}
