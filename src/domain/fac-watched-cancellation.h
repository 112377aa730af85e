/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-document-summary.h"

G_BEGIN_DECLS

/** FacWatchedState: where a cancellation that was asked for stands, as long as it is not done. */
typedef enum
{
  FAC_WATCHED_QUEUED,    /* it waits here */
  FAC_WATCHED_REFUSED,   /* the service or the SAT did not take it */
  FAC_WATCHED_VERIFYING, /* the SAT checks it */
  FAC_WATCHED_PENDING,   /* the receiver has it */
  FAC_WATCHED_REJECTED,  /* the receiver said no */
  FAC_WATCHED_EXPIRED    /* nobody answered in time */
} FacWatchedState;

/** FacWatchedCancellation: a document whose cancellation was asked for and is not done. @asked_at: microseconds UTC,
 * 0: not known on this computer. @words: what the service answered (nullable) */
typedef struct
{
  FacDocumentSummary *summary;
  FacWatchedState     state;
  gint64              asked_at;
  char               *words;
} FacWatchedCancellation;

/** fac_watched_cancellation_free: frees it with all it owns. */
void       fac_watched_cancellation_free (FacWatchedCancellation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacWatchedCancellation, fac_watched_cancellation_free)
/** fac_watched_cancellations_new: an empty list that frees them. Returns: (element-type FacWatchedCancellation) */
GPtrArray *fac_watched_cancellations_new (void);
/** fac_watched_is_moving: whether somebody else is to act: the SAT or the receiver. */
gboolean   fac_watched_is_moving         (FacWatchedState state);

G_END_DECLS
