/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-control.h"

#include "fac-sandbox-trouble.h"

#include <string.h>

#define TOKEN_LENGTH 32

struct _FacSandboxControl
{
  char               *token;
  FacSandboxTroubles *troubles;
};

void
fac_sandbox_control_start (FacSandbox *sandbox)
{
  g_return_if_fail (sandbox->control == NULL);
  sandbox->control = g_new0 (FacSandboxControl, 1);
  sandbox->control->token = fac_sandbox_random (TOKEN_LENGTH);
  sandbox->control->troubles = fac_sandbox_troubles_new ();
}

void
fac_sandbox_control_free (FacSandboxControl *self)
{
  fac_sandbox_troubles_free (self->troubles);
  g_free (self->token);
  g_free (self);
}

const char *
fac_sandbox_control_token (FacSandboxControl *self)
{
  return self->token;
}

FacSandboxTroubles *
fac_sandbox_troubles_of (FacSandboxControl *self)
{
  return self->troubles;
}

/* Every byte is looked at, so that the time taken says nothing about where a guess went wrong. */
static gboolean
same_token (const char *a, const char *b)
{
  gsize length = strlen (a);
  guint different = length != strlen (b);

  for (gsize i = 0; i < length && !different; i++)
    different |= (guchar) a[i] ^ (guchar) b[i];
  return !different;
}

FacSandboxAnswer *
fac_sandbox_control_authenticate (FacSandboxRequest *request)
{
  const char *token = fac_sandbox_request_header (request, "X-Control-Token");

  if (token == NULL)
    return fac_sandbox_error_text (401, "missing_credentials",
                                   "Falta el encabezado X-Control-Token.");
  if (!same_token (request->sandbox->control->token, token))
    return fac_sandbox_error_text (401, "unauthorized", "El encabezado X-Control-Token no es el"
                                                        " de este servicio.");
  return NULL;
}
