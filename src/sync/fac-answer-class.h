/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FacAnswerClass: what the outbox does next after an answer (design/sync.md).
 * @FAC_ANSWER_UNREACHED: nothing was sent: the same again once the service can be reached
 * @FAC_ANSWER_BLOCKED: nothing was sent, and it is not the network: the same again later
 * @FAC_ANSWER_UNSURE: it may have been executed: resolve before repeating
 */
typedef enum
{
  FAC_ANSWER_DONE,
  FAC_ANSWER_UNREACHED,
  FAC_ANSWER_BLOCKED,
  FAC_ANSWER_UNSURE,
  FAC_ANSWER_SLOW_DOWN,
  FAC_ANSWER_KEY,
  FAC_ANSWER_ACCOUNT,
  FAC_ANSWER_REFUSED,
  FAC_ANSWER_GONE,
  FAC_ANSWER_CONFLICT
} FacAnswerClass;

/** fac_answer_class: @error: (nullable): NULL is done. Errors of domains that are not the service's count as
 * unsure. */
FacAnswerClass fac_answer_class (const GError *error);

/** FacAnswerReason: the words of a refusal, those of its first problem before those of the whole. Members belong
 * to the error. */
typedef struct
{
  const char *code;
  const char *path;
  const char *message;
  const char *log_id;
} FacAnswerReason;

/** fac_answer_reason: what the service said in @error; only a message for errors of other domains. */
FacAnswerReason fac_answer_reason (const GError *error);
/** fac_answer_has_code: whether the service said @code. */
gboolean        fac_answer_has_code (const GError *error, const char *code);
/** fac_answer_retry_after: seconds, 0 none. */
int             fac_answer_retry_after (const GError *error);

G_END_DECLS
