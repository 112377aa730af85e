/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-json.h"
#include "fac-sandbox-trouble.h"

/* What a proxy in front of the service says when the service itself does not answer. */
#define PROXY_PAGE "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>" \
  "<h1>502 Bad Gateway</h1><hr></body></html>\n"

static FacSandboxAnswer *
too_many (void)
{
  FacSandboxAnswer *answer = fac_sandbox_error (429, "rate_limit_exceeded");

  fac_sandbox_answer_header (answer, "Retry-After", "1");
  return answer;
}

FacSandboxAnswer *
fac_sandbox_trouble_answer (FacSandboxTroubleKind kind)
{
  switch (kind)
    {
    case FAC_TROUBLE_500:
      return fac_sandbox_error (500, "internal_error");
    case FAC_TROUBLE_502_HTML:
      return fac_sandbox_answer_html (502, g_strdup (PROXY_PAGE));
    case FAC_TROUBLE_503:
      return fac_sandbox_error_text (503, "internal_error",
                                     "El servicio no está disponible por ahora.");
    case FAC_TROUBLE_429:
      return too_many ();
    case FAC_TROUBLE_401:
      return fac_sandbox_error (401, "api_key_invalid");
    case FAC_TROUBLE_402:
      return fac_sandbox_error (402, "subscription_required");
    case FAC_TROUBLE_403:
      return fac_sandbox_error (403, "forbidden");
    case FAC_TROUBLE_409:
      return fac_sandbox_error (409, "conflict");
    case FAC_TROUBLE_NONE:
    case FAC_TROUBLE_REFUSE:
    case FAC_TROUBLE_RESET_BEFORE:
    case FAC_TROUBLE_EXECUTE_THEN_CUT:
    case FAC_TROUBLE_HALF:
    case FAC_TROUBLE_DRIP:
    case FAC_TROUBLE_DELAY:
    case FAC_TROUBLE_BAD_JSON:
    case FAC_TROUBLE_WRONG_TYPES:
    case FAC_TROUBLE_PENDING_THEN_VALID:
    case FAC_TROUBLE_PENDING_THEN_FAILED:
    default:
      return NULL;
    }
}

static void write_twisted (FacJsonWriter *writer, const char *name, FacJsonValue value);

static void
write_members (FacJsonWriter *writer, FacJsonValue value)
{
  for (guint i = 0; i < fac_json_length (value); i++)
    write_twisted (writer, fac_json_name_at (value, i), fac_json_at (value, i));
}

/* Names and nesting stay, and each leaf is of a type that nobody expects there. */
static void
write_twisted (FacJsonWriter *writer, const char *name, FacJsonValue value)
{
  switch (fac_json_kind (value))
    {
    case FAC_JSON_OBJECT:
      fac_json_writer_begin_object (writer, name);
      write_members (writer, value);
      fac_json_writer_end_object (writer);
      break;
    case FAC_JSON_ARRAY:
      fac_json_writer_begin_array (writer, name);
      for (guint i = 0; i < fac_json_length (value); i++)
        write_twisted (writer, NULL, fac_json_at (value, i));
      fac_json_writer_end_array (writer);
      break;
    case FAC_JSON_NUMBER:
      fac_json_writer_begin_object (writer, name);
      fac_json_writer_end_object (writer);
      break;
    case FAC_JSON_STRING:
      fac_json_writer_begin_array (writer, name);
      fac_json_writer_end_array (writer);
      break;
    case FAC_JSON_BOOLEAN:
    case FAC_JSON_NULL:
      fac_json_writer_string (writer, name, "?");
      break;
    case FAC_JSON_ABSENT:
    default:
      break;
    }
}

static GBytes *
twist (GBytes *body)
{
  g_autoptr (FacJson) json = fac_json_parse (body, NULL);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  if (json == NULL)
    return g_bytes_ref (body);
  write_twisted (writer, NULL, fac_json_root (json));
  return fac_json_writer_finish (writer);
}

void
fac_sandbox_trouble_spoil (FacSandboxTroubleKind kind, FacSandboxAnswer *answer)
{
  g_autoptr (GBytes) whole = g_steal_pointer (&answer->body);

  if (kind == FAC_TROUBLE_WRONG_TYPES)
    answer->body = twist (whole);
  else
    answer->body = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);
}
