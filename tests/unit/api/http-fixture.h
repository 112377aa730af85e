/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-http-client.h"
#include "fac-loopback.h"

G_BEGIN_DECLS

#define HTTP_TEST_PATIENCE_MS 20000 /* for a busy machine */
#define HTTP_TEST_KEY "sk_test_abcdefghijklmnop"

/** HttpAnswer: what a test looks at of a response. */
typedef struct
{
  int     status;
  gint64  server_time;
  char   *text;
  char   *type;
  char   *retry_after;
} HttpAnswer;

void http_answer_free (gpointer self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HttpAnswer, http_answer_free)

/** http_test_handle: a server that answers and misbehaves by the path it is asked for; @data: (nullable): the server that
 * "/elsewhere" points to. */
gboolean http_test_handle (FacLoopback *server, const char *path, const char *request, GIOStream *stream,
                           gpointer data);

/** http_test_start: sends @request; its result is a HttpAnswer. */
void        http_test_start (FacHttpClient *client, const FacHttpRequest *request, GCancellable *cancellable,
                             GAsyncResult **result);
/** http_test_send: likewise, and waits. Returns: (transfer full) (nullable) */
HttpAnswer *http_test_send (FacHttpClient *client, const FacHttpRequest *request, GError **error);
/** http_test_get_within: GET with the key, at most 100,000 bytes. Returns: (transfer full) (nullable) */
HttpAnswer *http_test_get_within (FacHttpClient *client, FacLoopback *server, const char *path, guint milliseconds,
                                  GError **error);
/** http_test_get: likewise, with patience. Returns: (transfer full) (nullable) */
HttpAnswer *http_test_get (FacHttpClient *client, FacLoopback *server, const char *path, GError **error);

G_END_DECLS
