/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FAC_BACKOFF_LEAST (2 * G_USEC_PER_SEC)
#define FAC_BACKOFF_MOST  (15 * 60 * (gint64) G_USEC_PER_SEC)

/** fac_backoff_delay: microseconds to wait after @attempts failures in a row: exponential with full jitter, never
 * less than 2 s nor more than 15 min. @random: any 32 bits. */
gint64 fac_backoff_delay (guint attempts, guint32 random);
/** fac_backoff_poll: likewise for asking again whether something accepted has ended; it starts at 5 s. */
gint64 fac_backoff_poll (guint attempts, guint32 random);
/** fac_backoff_slow: after "slow down": what the server asked for in seconds (0: nothing) plus jitter, 24 h at
 * most. */
gint64 fac_backoff_slow (int retry_after, guint attempts, guint32 random);

G_END_DECLS
