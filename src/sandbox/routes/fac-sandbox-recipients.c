/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-recipients.h"

#include "fac-sandbox-errors.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-mail.h"
#include "fac-sandbox-validate.h"

#define MOST 10

static const FacField fields[] = { { "email", FAC_FIELD_ANY } };
static const FacSchema schema = FAC_SCHEMA (fields);

static void
take (FacJsonValue value, GPtrArray *addresses, GPtrArray *faults)
{
  g_autofree char *path = fac_json_path (value);
  const char *text = fac_json_string (value);

  if (fac_json_kind (value) != FAC_JSON_STRING)
    fac_sandbox_fault (faults, "invalid_type", path,
                       "El campo «%s» debe ser una dirección de correo.", path);
  else if (!fac_sandbox_is_email (text))
    fac_sandbox_fault (faults, "invalid_format", path,
                       "El campo «%s» no es una dirección de correo.", path);
  else
    g_ptr_array_add (addresses, g_strdup (text));
}

static void
read_addresses (FacSandboxRequest *request, GPtrArray *addresses, GPtrArray *faults)
{
  FacJsonValue email = fac_json_get (request->body, "email");

  fac_sandbox_validate (request->body, &schema, TRUE, faults);
  if (!fac_sandbox_json_has (email))
    return;
  if (fac_json_kind (email) != FAC_JSON_ARRAY)
    {
      take (email, addresses, faults);
      return;
    }
  if (fac_json_length (email) > MOST)
    fac_sandbox_fault (faults, "too_large", "email", "Se admiten hasta %u direcciones.", MOST);
  for (guint i = 0; i < fac_json_length (email); i++)
    take (fac_json_at (email, i), addresses, faults);
}

char **
fac_sandbox_recipients (FacSandboxRequest *request, const char *fallback, const char *missing,
                        const char *bounced, FacSandboxAnswer **answer)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  read_addresses (request, addresses, faults);
  if (faults->len > 0)
    {
      *answer = fac_sandbox_error_invalid (faults);
      return NULL;
    }
  if (addresses->len == 0 && fallback != NULL)
    g_ptr_array_add (addresses, g_strdup (fallback));
  if (addresses->len == 0)
    {
      *answer = fac_sandbox_error (400, missing);
      return NULL;
    }
  for (guint i = 0; i < addresses->len; i++)
    if (fac_sandbox_mail_bounces (g_ptr_array_index (addresses, i)))
      {
        *answer = fac_sandbox_error (400, bounced);
        return NULL;
      }
  g_ptr_array_set_free_func (addresses, NULL);
  g_ptr_array_add (addresses, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&addresses), FALSE);
}
