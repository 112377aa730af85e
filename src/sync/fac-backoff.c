/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-backoff.h"

#define POLL_LEAST (5 * (gint64) G_USEC_PER_SEC)
#define SLOW_MOST  (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

static gint64
jitter (gint64 span, guint32 random)
{
  return (gint64) ((guint64) span * random / G_MAXUINT32);
}

static gint64
between (gint64 least, guint attempts, guint32 random)
{
  /* 2 s · 2^9 is over a quarter of an hour already */
  const gint64 ceiling = MIN (least << (MIN (attempts, 9) + 1), FAC_BACKOFF_MOST);

  return least + jitter (ceiling - least, random);
}

gint64
fac_backoff_delay (guint attempts, guint32 random)
{
  return between (FAC_BACKOFF_LEAST, attempts, random);
}

gint64
fac_backoff_poll (guint attempts, guint32 random)
{
  return between (POLL_LEAST, attempts, random);
}

gint64
fac_backoff_slow (int retry_after, guint attempts, guint32 random)
{
  gint64 asked;

  if (retry_after <= 0)
    return fac_backoff_delay (attempts, random);
  asked = MIN ((gint64) retry_after * G_USEC_PER_SEC, SLOW_MOST);
  return asked + jitter (MIN (asked / 10 + G_USEC_PER_SEC, FAC_BACKOFF_MOST), random);
}
