/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-outbox-model.h"

G_BEGIN_DECLS

/** fac_queue_sentence: what will be done: "Stamp the invoice for ACME". Returns: (transfer full) */
char *fac_queue_sentence (FacOperation *operation);
/** fac_queue_state: since when, how often it was tried and what comes next. Returns: (transfer full) */
char *fac_queue_state    (FacOperation *operation, gint64 now);
/** fac_queue_waits_for: what it waits for, for a link. Returns: (transfer full) (nullable) */
char *fac_queue_waits_for (FacOperation *operation);
/** fac_queue_answer: the last answer explained. Returns: (transfer full) (nullable) */
char *fac_queue_answer   (FacOperation *operation);
/** fac_queue_details: the last answer as it came: message, code, log id. Returns: (transfer full) (nullable) */
char *fac_queue_details  (FacOperation *operation);
/** fac_queue_consequence: what discarding it means. Returns: (transfer none) */
const char *fac_queue_consequence (FacOperation *operation);

G_END_DECLS
