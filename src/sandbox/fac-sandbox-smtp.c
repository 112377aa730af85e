/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-mail.h"

#include <curl/curl.h>
#include <gio/gio.h>
#include <string.h>

#define TIME_LIMIT 30L

typedef struct
{
  char  *url;
  char  *from;
  char **to;
  GBytes *message;
  gsize  sent;
} Delivery;

static void
delivery_free (gpointer data)
{
  Delivery *self = data;

  g_free (self->url);
  g_free (self->from);
  g_strfreev (self->to);
  g_bytes_unref (self->message);
  g_free (self);
}

static size_t
on_read (char *buffer, size_t size, size_t count, void *data)
{
  Delivery *self = data;
  gsize length;
  const char *text = g_bytes_get_data (self->message, &length);
  gsize part = MIN (length - self->sent, size * count);

  memcpy (buffer, text + self->sent, part);
  self->sent += part;
  return part;
}

static void
deliver (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Delivery *self = data;
  CURL *curl = curl_easy_init ();
  struct curl_slist *to = NULL;
  CURLcode code;

  for (char **address = self->to; *address != NULL; address++)
    to = curl_slist_append (to, *address);
  curl_easy_setopt (curl, CURLOPT_URL, self->url);
  curl_easy_setopt (curl, CURLOPT_PROXY, "");
  curl_easy_setopt (curl, CURLOPT_MAIL_FROM, self->from);
  curl_easy_setopt (curl, CURLOPT_MAIL_RCPT, to);
  curl_easy_setopt (curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt (curl, CURLOPT_READFUNCTION, on_read);
  curl_easy_setopt (curl, CURLOPT_READDATA, self);
  curl_easy_setopt (curl, CURLOPT_TIMEOUT, TIME_LIMIT);
  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  code = curl_easy_perform (curl);
  if (code != CURLE_OK)
    g_printerr ("facturador-sandbox: mail: %s\n", curl_easy_strerror (code));
  curl_slist_free_all (to);
  curl_easy_cleanup (curl);
  g_task_return_boolean (task, code == CURLE_OK);
}

void
fac_sandbox_smtp_submit (const char *server, const char *from, const char *const *to,
                         GBytes *message)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Delivery *delivery = g_new0 (Delivery, 1);

  delivery->url = g_strdup_printf ("smtp://%s", server);
  delivery->from = g_strdup (from);
  delivery->to = g_strdupv ((char **) to);
  delivery->message = g_bytes_ref (message);
  g_task_set_task_data (task, delivery, delivery_free);
  g_task_run_in_thread (task, deliver);
}
