/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-api-error.h"

typedef struct
{
  FacApiErrorDetail *detail;
} FacApiErrorPrivate;

static void
problem_free (gpointer data)
{
  FacApiProblem *problem = data;

  g_free (problem->message);
  g_free (problem->code);
  g_free (problem->source);
  g_free (problem->location);
  g_free (problem->path);
  g_free (problem);
}

FacApiErrorDetail *
fac_api_error_detail_new (void)
{
  FacApiErrorDetail *self = g_new0 (FacApiErrorDetail, 1);

  self->problems = g_ptr_array_new_with_free_func (problem_free);
  return self;
}

void
fac_api_error_detail_free (FacApiErrorDetail *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->path);
  g_free (self->location);
  g_free (self->log_id);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

void
fac_api_error_add_problem (FacApiErrorDetail *self,
                           const char        *message,
                           const char        *code,
                           const char        *source,
                           const char        *location,
                           const char        *path)
{
  FacApiProblem *problem;

  g_return_if_fail (self != NULL);

  problem = g_new0 (FacApiProblem, 1);
  problem->message = g_strdup (message);
  problem->code = g_strdup (code);
  problem->source = g_strdup (source);
  problem->location = g_strdup (location);
  problem->path = g_strdup (path);
  g_ptr_array_add (self->problems, problem);
}

static FacApiErrorDetail *
detail_copy (const FacApiErrorDetail *self)
{
  FacApiErrorDetail *copy = fac_api_error_detail_new ();

  if (self == NULL)
    return copy;
  copy->status = self->status;
  copy->code = g_strdup (self->code);
  copy->path = g_strdup (self->path);
  copy->location = g_strdup (self->location);
  copy->log_id = g_strdup (self->log_id);
  copy->retry_after = self->retry_after;
  for (guint i = 0; i < self->problems->len; i++)
    {
      const FacApiProblem *problem = g_ptr_array_index (self->problems, i);

      fac_api_error_add_problem (copy, problem->message, problem->code, problem->source,
                                 problem->location, problem->path);
    }
  return copy;
}

static void
fac_api_error_private_init (FacApiErrorPrivate *priv)
{
  priv->detail = fac_api_error_detail_new ();
}

static void
fac_api_error_private_copy (const FacApiErrorPrivate *src, FacApiErrorPrivate *dest)
{
  fac_api_error_detail_free (dest->detail);
  dest->detail = detail_copy (src->detail);
}

static void
fac_api_error_private_clear (FacApiErrorPrivate *priv)
{
  g_clear_pointer (&priv->detail, fac_api_error_detail_free);
}

G_DEFINE_EXTENDED_ERROR (FacApiError, fac_api_error)

GError *
fac_api_error_new (FacApiErrorCode code, const FacApiErrorDetail *detail, const char *message)
{
  GError *error = g_error_new_literal (FAC_API_ERROR, code, message != NULL ? message : "");

  if (detail != NULL)
    {
      FacApiErrorPrivate *priv = fac_api_error_get_private (error);

      fac_api_error_detail_free (priv->detail);
      priv->detail = detail_copy (detail);
    }
  return error;
}

const FacApiErrorDetail *
fac_api_error_detail (const GError *error)
{
  if (error == NULL || error->domain != FAC_API_ERROR)
    return NULL;
  return fac_api_error_get_private (error)->detail;
}

gboolean
fac_api_error_may_have_happened (const GError *error)
{
  return g_error_matches (error, FAC_API_ERROR, FAC_API_ERROR_UNCERTAIN) ||
         g_error_matches (error, FAC_API_ERROR, FAC_API_ERROR_SERVER);
}
