/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** FacHttpResponse: @headers: lower-case name → value. @server_time: the Date header in microseconds UTC, 0 none. */
typedef struct
{
  int         status;
  GHashTable *headers;
  GBytes     *body;
  gint64      server_time;
} FacHttpResponse;

/** fac_http_response_free: frees it with all it owns. */
void fac_http_response_free (FacHttpResponse *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacHttpResponse, fac_http_response_free)

/** FacHttpWrite: makes a request's body on the network thread from the parse data. Returns: (transfer full)
 * (nullable) */
typedef GBytes *(*FacHttpWrite) (gpointer data);

/** FacHttpRequest: @url absolute; @body, or @write to make it, (nullable) with @content_type; @max_bytes: a longer
 * answer is refused (0: 64 MiB); @sink: (nullable): where the body of a success goes piece by piece, from the network
 * thread, instead of into memory; @deadline_ms for the whole exchange (0: 60,000). @bearer: (nullable): sent only to
 * the very host of @url, never to a redirect. */
typedef struct
{
  const char    *method;
  const char    *url;
  const char    *bearer;
  GBytes        *body;
  FacHttpWrite   write;
  const char    *content_type;
  gsize          max_bytes;
  GOutputStream *sink;
  guint          deadline_ms;
} FacHttpRequest;

#define FAC_TYPE_HTTP_CLIENT (fac_http_client_get_type ())
G_DECLARE_FINAL_TYPE (FacHttpClient, fac_http_client, FAC, HTTP_CLIENT, GObject)

/**
 * FacHttpClient: libcurl multi on a network thread of its own: TLS verified, https only (plain http for loopback
 * alone), gzip, keep-alive, HTTP/2, at most 4 transfers at once per host, redirects not followed. @parse runs on a
 * thread beside it and its result is what finish returns, so that JSON touches neither the main thread nor the next
 * requests.
 */
FacHttpClient *fac_http_client_new (void);

/** FacHttpParse: turns an answer into a result; called on a thread of its own, one answer after the other, with the
 * response (owned by the client). */
typedef gpointer (*FacHttpParse) (const FacHttpResponse *response, gpointer data, GError **error);

/** fac_http_client_send: completes @task (returns to its context) with @parse's result or a FAC_API_ERROR; takes over
 * @task.
 * @parse_data is freed with @parse_destroy; @result_destroy frees a result nobody takes. */
void fac_http_client_send (FacHttpClient *self, const FacHttpRequest *request, FacHttpParse parse, gpointer parse_data,
                           GDestroyNotify parse_destroy, GDestroyNotify result_destroy, GTask *task);

G_END_DECLS
