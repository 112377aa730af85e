/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-client.h"

#include "fac-test.h"

#include <string.h>

static FacSandboxClient *
client_new (FacTestSandbox *sandbox, const char *state)
{
  FacSandboxClient *self = g_new0 (FacSandboxClient, 1);

  self->sandbox = sandbox;
  self->state = g_strdup (state);
  self->session = soup_session_new ();
  self->key = self->sandbox->test_key;
  self->kept = g_ptr_array_new_with_free_func (g_free);
  return self;
}

FacSandboxClient *
fac_sandbox_client_new (const char *state)
{
  return client_new (fac_test_sandbox_start (state), state);
}

FacSandboxClient *
fac_sandbox_client_new_control (const char *state)
{
  return client_new (fac_test_sandbox_start_control (state), state);
}

static char *
begin (int *argc, char ***argv)
{
  g_autofree char *root = NULL;

  g_test_init (argc, argv, NULL);
  root = fac_test_folder ();
  return g_build_filename (root, "state", NULL);
}

FacSandboxClient *
fac_sandbox_begin (int *argc, char ***argv)
{
  g_autofree char *state = begin (argc, argv);

  return fac_sandbox_client_new (state);
}

FacSandboxClient *
fac_sandbox_begin_control (int *argc, char ***argv)
{
  g_autofree char *state = begin (argc, argv);

  return fac_sandbox_client_new_control (state);
}

int
fac_sandbox_end (FacSandboxClient *self)
{
  const int result = g_test_run ();

  fac_sandbox_client_free (self);
  return result;
}

const char *
fac_sandbox_keep (FacSandboxClient *self, char *text)
{
  g_ptr_array_add (self->kept, text);
  return text;
}

static void
forget_answer (FacSandboxClient *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->json, fac_json_unref);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
}

void
fac_sandbox_client_free (FacSandboxClient *self)
{
  forget_answer (self);
  soup_session_abort (self->session);
  g_object_unref (self->session);
  fac_test_sandbox_stop (self->sandbox);
  g_ptr_array_unref (self->kept);
  g_free (self->state);
  g_free (self);
}

void
fac_sandbox_client_restart (FacSandboxClient *self)
{
  soup_session_abort (self->session);
  fac_test_sandbox_kill (self->sandbox);
  self->sandbox = fac_test_sandbox_start (self->state);
  self->key = self->sandbox->test_key;
}

static SoupMessage *
make_message (FacSandboxClient *self, const char *method, const char *url, const char *body)
{
  SoupMessage *message = soup_message_new (method, url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *bearer = self->key != NULL ? g_strconcat ("Bearer ", self->key, NULL) : NULL;

  if (bearer != NULL)
    soup_message_headers_replace (headers, "Authorization", bearer);
  if (self->host != NULL)
    soup_message_headers_replace (headers, "Host", self->host);
  if (self->origin != NULL)
    soup_message_headers_replace (headers, "Origin", self->origin);
  if (self->token != NULL)
    soup_message_headers_replace (headers, "X-Control-Token", self->token);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  return message;
}

static gboolean
send_to (FacSandboxClient *self, const char *method, const char *url, const char *body,
         GError **error)
{
  g_autoptr (SoupMessage) message = make_message (self, method, url, body);

  forget_answer (self);
  self->status = 0;
  self->body = soup_session_send_and_read (self->session, message, NULL, error);
  if (self->body == NULL)
    return FALSE;
  self->status = soup_message_get_status (message);
  self->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  self->json = fac_json_parse (self->body, NULL);
  g_assert_nonnull (soup_message_headers_get_one (self->headers, "X-Facturapi-Log-Id"));
  g_assert_nonnull (soup_message_headers_get_one (self->headers, "Date"));
  return TRUE;
}

gboolean
fac_sandbox_try (FacSandboxClient *self, const char *method, const char *path, const char *body,
                 GError **error)
{
  g_autofree char *base = fac_test_sandbox_judged (self->sandbox->url);
  g_autofree char *url = g_strconcat (base, path, NULL);

  return send_to (self, method, url, body, error);
}

guint
fac_sandbox_call (FacSandboxClient *self, const char *method, const char *path, const char *body)
{
  g_autoptr (GError) error = NULL;

  fac_sandbox_try (self, method, path, body, &error);
  g_assert_no_error (error);
  return self->status;
}

guint
fac_sandbox_control (FacSandboxClient *self, const char *method, const char *path, const char *body)
{
  g_autofree char *base = fac_test_sandbox_judged (self->sandbox->url);
  g_autofree char *url = NULL;
  const char *token = self->token;
  g_autoptr (GError) error = NULL;

  base[strlen (base) - strlen ("/v2")] = '\0';
  url = g_strconcat (base, "/_sandbox", path, NULL);
  if (token == NULL)
    self->token = self->sandbox->control_token;
  send_to (self, method, url, body, &error);
  self->token = token;
  g_assert_no_error (error);
  return self->status;
}

guint
fac_sandbox_callf (FacSandboxClient *self, const char *method, const char *body, const char *format,
                   ...)
{
  g_autofree char *path = NULL;
  va_list args;

  va_start (args, format);
  path = g_strdup_vprintf (format, args);
  va_end (args);
  return fac_sandbox_call (self, method, path, body);
}

FacJsonValue
fac_sandbox_at (FacSandboxClient *self, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);
  FacJsonValue value;

  g_assert_nonnull (self->json);
  value = fac_json_root (self->json);
  for (char **part = parts; *part != NULL; part++)
    value = fac_json_kind (value) == FAC_JSON_ARRAY
      ? fac_json_at (value, (guint) g_ascii_strtoull (*part, NULL,
                                                      10)) : fac_json_get (value, *part);
  return value;
}

const char *
fac_sandbox_text (FacSandboxClient *self, const char *path)
{
  return fac_json_string (fac_sandbox_at (self, path));
}

char *
fac_sandbox_literal (FacSandboxClient *self, const char *path)
{
  FacDecimal number;

  g_assert_true (fac_json_decimal (fac_sandbox_at (self, path), &number));
  return fac_decimal_to_string (number);
}

void
fac_sandbox_expect_error (FacSandboxClient *self, guint status, const char *code,
                          const char *detail,
                          const char *path)
{
  if (self->status != status && self->body != NULL)
    g_test_message ("%.*s", (int) g_bytes_get_size (self->body),
                    (const char *) g_bytes_get_data (self->body, NULL));
  g_assert_cmpuint (self->status, ==, status);
  g_assert_cmpstr (fac_sandbox_text (self, "code"), ==, code);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (self, "status"), 0), ==, status);
  g_assert_false (fac_json_boolean (fac_sandbox_at (self, "ok"), TRUE));
  g_assert_nonnull (fac_sandbox_text (self, "message"));
  if (detail == NULL)
    return;
  g_assert_cmpstr (fac_sandbox_text (self, "errors.0.code"), ==, detail);
  g_assert_cmpstr (fac_sandbox_text (self, "errors.0.path"), ==, path);
  g_assert_cmpstr (fac_sandbox_text (self, "path"), ==, path);
  g_assert_nonnull (fac_sandbox_text (self, "errors.0.source"));
  g_assert_nonnull (fac_sandbox_text (self, "errors.0.message"));
}

const char *
fac_sandbox_new_customer (FacSandboxClient *self)
{
  guint status = fac_sandbox_call (self, "POST", "/customers",
    "{\"legal_name\":\"CAFETERIA DEL CENTRO\",\"tax_id\":\"CCE150310AB1\",\"tax_system\":\"601\","
    "\"email\":\"caja@cafeteria.example\",\"address\":{\"zip\":\"06600\"}}");

  g_assert_true (status == 201 || status == 200);
  return fac_sandbox_keep (self, g_strdup (fac_sandbox_text (self, "id")));
}
