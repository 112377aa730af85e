/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-http-transfer.h"

#include "fac-api-error.h"
#include "fac-http-delivery.h"

#include <glib/gi18n.h>
#include <string.h>

#define DEFAULT_MAX_BYTES (64u * 1024u * 1024u)
#define DEFAULT_DEADLINE_MS 60000
#define CONNECT_LIMIT_MS 15000
#define MAX_HEADERS 200
#define MAX_HEADER_BYTES 65536

struct _FacHttpTransfer
{
  char               *method;
  char               *url;
  char               *bearer;
  GBytes             *body;
  FacHttpWrite        write;
  char               *content_type;
  gsize               max_bytes;
  GOutputStream      *sink;
  guint               deadline_ms;

  FacHttpParse        parse;
  gpointer            parse_data;
  GDestroyNotify      parse_destroy;
  GDestroyNotify      result_destroy;
  GTask              *task;

  CURL               *easy;
  CURLU              *address;
  char               *host;
  gboolean            plain; /* http, which only loopback may have */
  struct curl_slist  *headers;
  struct curl_slist  *pins;

  gboolean            may_have_left;
  gboolean            too_large;
  gboolean            unkept; /* the sink did not take it */
  gboolean            head_complete;
  guint               attempts;
  GHashTable         *answer_headers;
  gsize               header_bytes;
  GByteArray         *answer;
  gsize               received;
};

static void
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
}

void
fac_http_response_free (FacHttpResponse *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->headers, g_hash_table_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

FacHttpTransfer *
fac_http_transfer_new (const FacHttpRequest *request,
                       FacHttpParse          parse,
                       gpointer              parse_data,
                       GDestroyNotify        parse_destroy,
                       GDestroyNotify        result_destroy,
                       GTask                *task)
{
  FacHttpTransfer *self = g_new0 (FacHttpTransfer, 1);

  self->method = g_strdup (request->method);
  self->url = g_strdup (request->url);
  self->bearer = g_strdup (request->bearer);
  self->body = request->body != NULL ? g_bytes_ref (request->body) : NULL;
  self->write = request->write;
  self->content_type = g_strdup (request->content_type);
  self->max_bytes = request->max_bytes != 0 ? request->max_bytes : DEFAULT_MAX_BYTES;
  self->sink = request->sink != NULL ? g_object_ref (request->sink) : NULL;
  self->deadline_ms = request->deadline_ms != 0 ? request->deadline_ms : DEFAULT_DEADLINE_MS;
  self->parse = parse;
  self->parse_data = parse_data;
  self->parse_destroy = parse_destroy;
  self->result_destroy = result_destroy;
  self->task = task;
  self->answer = g_byte_array_new ();
  self->answer_headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

static void
transfer_free (FacHttpTransfer *self)
{
  if (self->easy != NULL)
    curl_easy_cleanup (self->easy);
  curl_url_cleanup (self->address);
  for (struct curl_slist *line = self->headers; line != NULL; line = line->next)
    wipe (line->data);
  curl_slist_free_all (self->headers);
  curl_slist_free_all (self->pins);
  wipe (self->bearer);
  g_free (self->bearer);
  g_free (self->method);
  g_free (self->url);
  g_free (self->content_type);
  g_free (self->host);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_byte_array_unref (self->answer);
  g_hash_table_unref (self->answer_headers);
  if (self->parse_destroy != NULL)
    self->parse_destroy (self->parse_data);
  g_clear_object (&self->sink);
  g_clear_object (&self->task);
  g_free (self);
}

CURL *
fac_http_transfer_easy (FacHttpTransfer *self)
{
  return self->easy;
}

const char *
fac_http_transfer_host (FacHttpTransfer *self)
{
  return self->host;
}

GCancellable *
fac_http_transfer_cancellable (FacHttpTransfer *self)
{
  return g_task_get_cancellable (self->task);
}

static gboolean
is_loopback_address (const char *text)
{
  g_autoptr (GInetAddress) address = text != NULL ? g_inet_address_new_from_string (text) : NULL;

  return address != NULL && g_inet_address_get_is_loopback (address);
}

static void
insecure (GError **error, const char *message)
{
  g_propagate_error (error, fac_api_error_new (FAC_API_ERROR_INSECURE, NULL, message));
}

static char *
address_part (FacHttpTransfer *self, CURLUPart part, unsigned int flags)
{
  char *text = NULL;
  char *copy;

  if (curl_url_get (self->address, part, &text, flags) != CURLUE_OK)
    return NULL;
  copy = g_strdup (text);
  curl_free (text);
  return copy;
}

static char *
bare_host (const char *host)
{
  gsize length = strlen (host);

  if (host[0] == '[' && length > 2 && host[length - 1] == ']')
    return g_strndup (host + 1, length - 2);
  return g_strdup (host);
}

/* curl's own parser judges the address that curl will use: two could disagree on the host. */
static gboolean
check_address (FacHttpTransfer *self, GError **error)
{
  g_autofree char *scheme = NULL, *host = NULL, *port = NULL, *user = NULL, *bare = NULL;
  gboolean named;

  self->address = curl_url ();
  if (self->url == NULL ||
      curl_url_set (self->address, CURLUPART_URL, self->url, 0) != CURLUE_OK)
    {
      insecure (error, _("The address of the service cannot be read."));
      return FALSE;
    }
  scheme = address_part (self, CURLUPART_SCHEME, 0);
  host = address_part (self, CURLUPART_HOST, 0);
  port = address_part (self, CURLUPART_PORT, CURLU_DEFAULT_PORT);
  user = address_part (self, CURLUPART_USER, 0);
  if (scheme == NULL || host == NULL || port == NULL || user != NULL)
    {
      insecure (error, _("The address of the service cannot be used."));
      return FALSE;
    }
  bare = bare_host (host);
  named = g_ascii_strcasecmp (bare, "localhost") == 0;
  self->plain = strcmp (scheme, "https") != 0;
  if (self->plain && (strcmp (scheme, "http") != 0 || (!named && !is_loopback_address (bare))))
    {
      insecure (error, _("The address of the service is not secure: it must begin with https."));
      return FALSE;
    }
  if (self->plain && named)
    {
      g_autofree char *pin = g_strdup_printf ("%s:%s:127.0.0.1,[::1]", bare, port);

      self->pins = curl_slist_append (NULL, pin);
    }
  self->host = g_strdup_printf ("%s://%s:%s", scheme, host, port);
  return TRUE;
}

static gboolean
is_plain_text (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (*c <= ' ' || *c >= 127)
      return FALSE;
  return TRUE;
}

/* Runs when the connection stands and the request is about to leave. */
static int
on_before_request (void *data, char *remote_ip, char *local_ip, int remote_port, int local_port)
{
  FacHttpTransfer *self = data;

  if (self->plain && !is_loopback_address (remote_ip))
    return CURL_PREREQFUNC_ABORT;
  /* curl silently repeats a request when a kept connection dies without an answer; but the
   * first one may have been executed, and only the caller knows how to find out. */
  if (self->attempts > 0 && strcmp (self->method, "GET") != 0)
    return CURL_PREREQFUNC_ABORT;
  self->attempts++;
  self->may_have_left = TRUE;
  return CURL_PREREQFUNC_OK;
}

static gboolean
has_succeeded (FacHttpTransfer *self)
{
  long status = 0;

  curl_easy_getinfo (self->easy, CURLINFO_RESPONSE_CODE, &status);
  return status >= 200 && status <= 299;
}

static size_t
on_body (char *bytes, size_t size, size_t count, void *data)
{
  FacHttpTransfer *self = data;
  gsize length = size * count;

  if (length > self->max_bytes - MIN (self->received, self->max_bytes))
    {
      self->too_large = TRUE;
      return 0;
    }
  self->received += length;
  if (self->sink != NULL && has_succeeded (self))
    {
      self->unkept = !g_output_stream_write_all (self->sink, bytes, length, NULL, NULL, NULL);
      return self->unkept ? 0 : length;
    }
  g_byte_array_append (self->answer, (const guint8 *) bytes, (guint) length);
  return length;
}

static size_t
on_header (char *bytes, size_t size, size_t count, void *data)
{
  FacHttpTransfer *self = data;
  gsize length = size * count;
  g_autofree char *line = g_strndup (bytes, length);
  char *colon = strchr (line, ':');

  self->header_bytes += length;
  if (self->header_bytes > MAX_HEADER_BYTES)
    {
      self->too_large = TRUE;
      return 0;
    }
  if (g_str_has_prefix (line, "HTTP/"))
    {
      g_hash_table_remove_all (self->answer_headers);
      self->head_complete = FALSE;
    }
  else if (*line == '\r' || *line == '\n')
    self->head_complete = TRUE;
  else if (colon != NULL && g_hash_table_size (self->answer_headers) < MAX_HEADERS)
    {
      *colon = '\0';
      g_hash_table_insert (self->answer_headers, g_ascii_strdown (line, -1),
                           g_strdup (g_strstrip (colon + 1)));
    }
  return length;
}

static void
add_header (FacHttpTransfer *self, const char *line)
{
  self->headers = curl_slist_append (self->headers, line);
}

static gboolean
set_headers (FacHttpTransfer *self, GError **error)
{
  g_autofree char *type = NULL;

  if (self->bearer != NULL)
    {
      char *line;

      if (!is_plain_text (self->bearer))
        {
          g_propagate_error (error,
                             fac_api_error_new (FAC_API_ERROR_KEY, NULL,
                                                _("The key holds characters that no key has.")));
          return FALSE;
        }
      line = g_strdup_printf ("Authorization: Bearer %s", self->bearer);
      add_header (self, line);
      wipe (line);
      g_free (line);
    }
  if (self->body != NULL)
    type = g_strdup_printf ("Content-Type: %s", self->content_type != NULL ? self->content_type
                                                                           : "application/json");
  add_header (self, type != NULL ? type : "Content-Type:");
  add_header (self, "Expect:");
  curl_easy_setopt (self->easy, CURLOPT_HTTPHEADER, self->headers);
  return TRUE;
}

static void
set_method (FacHttpTransfer *self)
{
  gsize length = 0;
  const char *bytes = self->body != NULL ? g_bytes_get_data (self->body, &length) : NULL;

  if (strcmp (self->method, "GET") == 0)
    {
      curl_easy_setopt (self->easy, CURLOPT_HTTPGET, 1L);
      return;
    }
  if (self->body != NULL || strcmp (self->method, "POST") == 0)
    {
      curl_easy_setopt (self->easy, CURLOPT_POST, 1L);
      curl_easy_setopt (self->easy, CURLOPT_POSTFIELDS, bytes != NULL ? bytes : "");
      curl_easy_setopt (self->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) length);
    }
  curl_easy_setopt (self->easy, CURLOPT_CUSTOMREQUEST, self->method);
}

static void
set_security (FacHttpTransfer *self)
{
  curl_easy_setopt (self->easy, CURLOPT_PROTOCOLS_STR, self->plain ? "http" : "https");
  curl_easy_setopt (self->easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (self->easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (self->easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt (self->easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (self->easy, CURLOPT_HEADEROPT, (long) CURLHEADER_SEPARATE);
  curl_easy_setopt (self->easy, CURLOPT_PREREQFUNCTION, on_before_request);
  curl_easy_setopt (self->easy, CURLOPT_PREREQDATA, self);
  if (self->pins != NULL)
    curl_easy_setopt (self->easy, CURLOPT_RESOLVE, self->pins);
  if (self->plain)
    curl_easy_setopt (self->easy, CURLOPT_NOPROXY, "*");
}

gboolean
fac_http_transfer_prepare (FacHttpTransfer *self, CURLSH *share, GError **error)
{
  if (!check_address (self, error))
    return FALSE;
  if (self->write != NULL)
    {
      g_clear_pointer (&self->body, g_bytes_unref);
      self->body = self->write (self->parse_data);
    }
  self->easy = curl_easy_init ();
  curl_easy_setopt (self->easy, CURLOPT_PRIVATE, self);
  curl_easy_setopt (self->easy, CURLOPT_CURLU, self->address);
  curl_easy_setopt (self->easy, CURLOPT_SHARE, share);
  curl_easy_setopt (self->easy, CURLOPT_NOSIGNAL, 1L);
  /* Else a transfer that is given up waits for its name to be resolved, and all others too. */
  curl_easy_setopt (self->easy, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt (self->easy, CURLOPT_USERAGENT, "Facturador/" PACKAGE_VERSION);
  curl_easy_setopt (self->easy, CURLOPT_ACCEPT_ENCODING, "gzip");
  curl_easy_setopt (self->easy, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_2TLS);
  curl_easy_setopt (self->easy, CURLOPT_PIPEWAIT, self->plain ? 0L : 1L);
  curl_easy_setopt (self->easy, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt (self->easy, CURLOPT_TIMEOUT_MS, (long) self->deadline_ms);
  curl_easy_setopt (self->easy, CURLOPT_CONNECTTIMEOUT_MS,
                    (long) MIN (self->deadline_ms, CONNECT_LIMIT_MS));
  curl_easy_setopt (self->easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt (self->easy, CURLOPT_WRITEDATA, self);
  curl_easy_setopt (self->easy, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt (self->easy, CURLOPT_HEADERDATA, self);
  set_security (self);
  set_method (self);
  return set_headers (self, error);
}

static void
deliver (FacHttpTransfer *self, FacHttpResponse *response, GError *error)
{
  FacHttpDelivery *delivery = g_new0 (FacHttpDelivery, 1);

  delivery->task = g_steal_pointer (&self->task);
  delivery->parse = self->parse;
  delivery->parse_data = self->parse_data;
  delivery->parse_destroy = g_steal_pointer (&self->parse_destroy);
  delivery->result_destroy = self->result_destroy;
  delivery->response = response;
  delivery->error = error;
  transfer_free (self);
  fac_http_delivery_send (delivery);
}

static GError *
transport_error (FacHttpTransfer *self, CURLcode code)
{
  if (self->too_large)
    return fac_api_error_new (FAC_API_ERROR_UNCERTAIN, NULL,
                              _("The answer of the service is larger than it should be."));
  if (self->unkept)
    return fac_api_error_new (FAC_API_ERROR_UNCERTAIN, NULL,
                              _("The answer of the service could not be kept."));
  if (self->may_have_left)
    return fac_api_error_new (FAC_API_ERROR_UNCERTAIN, NULL,
                              code == CURLE_OPERATION_TIMEDOUT
                                ? _("The service did not answer in time.")
                                : _("The connection broke before the answer was complete."));
  switch ((int) code)
    {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_ABORTED_BY_CALLBACK:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return fac_api_error_new (FAC_API_ERROR_INSECURE, NULL,
                                _("The service could not prove that it is the one it says."));
    default:
      return fac_api_error_new (FAC_API_ERROR_OFFLINE, NULL,
                                _("No connection to the service could be made."));
    }
}

static FacHttpResponse *
take_response (FacHttpTransfer *self, int status)
{
  FacHttpResponse *response = g_new0 (FacHttpResponse, 1);
  const char *date = g_hash_table_lookup (self->answer_headers, "date");
  time_t seconds = date != NULL ? curl_getdate (date, NULL) : -1;

  response->status = status;
  response->headers = g_hash_table_ref (self->answer_headers);
  response->body = g_byte_array_free_to_bytes (g_steal_pointer (&self->answer));
  response->server_time = seconds > 0 ? (gint64) seconds * G_USEC_PER_SEC : 0;
  self->answer = g_byte_array_new ();
  return response;
}

void
fac_http_transfer_done (FacHttpTransfer *self, CURLcode code)
{
  long status = 0;

  curl_easy_getinfo (self->easy, CURLINFO_RESPONSE_CODE, &status);
  /* A refusal counts by its status line even when its text is cut; a success must be complete. */
  if ((code == CURLE_OK && self->head_complete) || status >= 400)
    deliver (self, take_response (self, (int) status), NULL);
  else
    deliver (self, NULL, transport_error (self, code));
}

void
fac_http_transfer_fail (FacHttpTransfer *self, GError *error)
{
  deliver (self, NULL, error);
}
