/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-upload.h"

#include <stdarg.h>
#include <string.h>

guint
fac_sandbox_upload (FacSandboxClient *self, const char *path, ...)
{
  SoupMultipart *multipart = soup_multipart_new ("multipart/form-data");
  g_autofree char *base = fac_test_sandbox_judged (self->sandbox->url);
  g_autofree char *url = g_strconcat (base, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", self->key, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupMessage) message = NULL;
  const char *name;
  va_list args;

  va_start (args, path);
  while ((name = va_arg (args, const char *)) != NULL)
    {
      GBytes *bytes = va_arg (args, GBytes *);

      if (bytes != NULL && g_str_equal (name, "password"))
        {
          g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL),
                                             g_bytes_get_size (bytes));

          soup_multipart_append_form_string (multipart, name, text);
        }
      else if (bytes != NULL)
        soup_multipart_append_form_file (multipart, name, "file.bin", "application/octet-stream",
                                         bytes);
    }
  va_end (args);
  message = soup_message_new_from_multipart (url, multipart);
  soup_multipart_free (multipart);
  soup_message_set_method (message, "PUT");
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                bearer);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->json, fac_json_unref);
  self->body = soup_session_send_and_read (self->session, message, NULL, &error);
  g_assert_no_error (error);
  self->status = soup_message_get_status (message);
  self->json = fac_json_parse (self->body, NULL);
  return self->status;
}
