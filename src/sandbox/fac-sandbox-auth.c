/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-auth.h"

#include "fac-sandbox-keys.h"

#include <string.h>

FacSandboxAnswer *
fac_sandbox_authenticate (FacSandboxRequest *request, const char *authorization,
                          FacSandboxRole roles)
{
  const gsize prefix = strlen ("Bearer ");

  if (authorization == NULL || g_ascii_strncasecmp (authorization, "Bearer ", prefix) != 0)
    return fac_sandbox_error (401, "missing_credentials");
  request->role = fac_sandbox_key_find (request->sandbox, authorization + prefix,
                                        &request->organization);
  if (request->role == 0)
    return fac_sandbox_error (401, "api_key_invalid");
  if ((request->role & roles) == 0)
    return fac_sandbox_error (403, "api_key_not_allowed");
  request->livemode = request->role == FAC_ROLE_LIVE;
  return NULL;
}

static gboolean
is_loopback_name (const char *name, gsize length)
{
  static const char *const names[] = { "127.0.0.1", "localhost", "[::1]" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize own = strlen (names[i]);

      if (length >= own && g_ascii_strncasecmp (name, names[i], own) == 0
          && (length == own || (name[own] == ':' && strspn (name + own + 1,
                                                            "0123456789") == length - own - 1)))
        return TRUE;
    }
  return FALSE;
}

gboolean
fac_sandbox_host_allowed (const char *host)
{
  return host != NULL && is_loopback_name (host, strlen (host));
}

gboolean
fac_sandbox_origin_allowed (const char *origin)
{
  const char *scheme = "http://";

  if (origin == NULL)
    return TRUE;
  if (!g_str_has_prefix (origin, scheme))
    return FALSE;
  return is_loopback_name (origin + strlen (scheme), strlen (origin) - strlen (scheme));
}
