/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-answer-class.h"

#include "fac-api-error.h"

FacAnswerClass
fac_answer_class (const GError *error)
{
  static const FacAnswerClass classes[] = {
    [FAC_API_ERROR_OFFLINE] = FAC_ANSWER_UNREACHED,
    [FAC_API_ERROR_UNCERTAIN] = FAC_ANSWER_UNSURE,
    [FAC_API_ERROR_SERVER] = FAC_ANSWER_UNSURE,
    [FAC_API_ERROR_SLOW_DOWN] = FAC_ANSWER_SLOW_DOWN,
    [FAC_API_ERROR_KEY] = FAC_ANSWER_KEY,
    [FAC_API_ERROR_ACCOUNT] = FAC_ANSWER_ACCOUNT,
    [FAC_API_ERROR_REFUSED] = FAC_ANSWER_REFUSED,
    [FAC_API_ERROR_NOT_FOUND] = FAC_ANSWER_GONE,
    [FAC_API_ERROR_CONFLICT] = FAC_ANSWER_CONFLICT,
    [FAC_API_ERROR_NOT_SUPPORTED] = FAC_ANSWER_REFUSED,
    [FAC_API_ERROR_INSECURE] = FAC_ANSWER_BLOCKED,
  };

  if (error == NULL)
    return FAC_ANSWER_DONE;
  if (error->domain != FAC_API_ERROR || (guint) error->code >= G_N_ELEMENTS (classes))
    return FAC_ANSWER_UNSURE;
  return classes[error->code];
}

static const FacApiProblem *
first_problem (const FacApiErrorDetail *detail)
{
  return detail != NULL && detail->problems->len > 0 ? g_ptr_array_index (detail->problems, 0)
                                                     : NULL;
}

FacAnswerReason
fac_answer_reason (const GError *error)
{
  const FacApiErrorDetail *detail = fac_api_error_detail (error);
  const FacApiProblem *problem = first_problem (detail);
  FacAnswerReason reason = { .message = error->message };

  if (detail != NULL)
    {
      reason.code = detail->code;
      reason.path = detail->path;
      reason.log_id = detail->log_id;
    }
  if (problem != NULL)
    {
      reason.code = problem->code != NULL ? problem->code : reason.code;
      reason.path = problem->path != NULL ? problem->path : reason.path;
      reason.message = problem->message != NULL ? problem->message : reason.message;
    }
  return reason;
}

gboolean
fac_answer_has_code (const GError *error, const char *code)
{
  const FacApiErrorDetail *detail = fac_api_error_detail (error);
  const FacApiProblem *problem = first_problem (detail);

  return detail != NULL
         && (g_strcmp0 (detail->code, code) == 0
             || (problem != NULL && g_strcmp0 (problem->code, code) == 0));
}

int
fac_answer_retry_after (const GError *error)
{
  const FacApiErrorDetail *detail = fac_api_error_detail (error);

  return detail != NULL ? detail->retry_after : 0;
}
