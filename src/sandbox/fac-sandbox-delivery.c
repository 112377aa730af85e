/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-auth.h"
#include "fac-sandbox-events.h"

#include <libsoup/soup.h>

#define TIMEOUT 10
#define UNDER_WAY "fac-under-way"

/* Seconds until the next attempt after one that failed; then it is given up. */
static const gint64 waits[] = { 10, 60, 5 * 60, 30 * 60, 2 * 3600, 6 * 3600 };

typedef struct
{
  FacSandbox  *sandbox;
  SoupMessage *message;
  char        *id;
} Delivery;

static void
delivery_free (Delivery *self)
{
  g_clear_object (&self->message);
  g_free (self->id);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Delivery, delivery_free)

/* The address may be anywhere, as with the real service; but nothing leaves this machine. */
static gboolean
is_loopback (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *origin = NULL;

  if (uri == NULL || g_strcmp0 (g_uri_get_scheme (uri), "http") != 0
      || g_uri_get_host (uri) == NULL)
    return FALSE;
  origin = strchr (g_uri_get_host (uri), ':') != NULL
    ? g_strdup_printf ("http://[%s]", g_uri_get_host (uri))
    : g_strdup_printf ("http://%s", g_uri_get_host (uri));
  return fac_sandbox_origin_allowed (origin);
}

static gboolean
note (FacSandbox *sandbox, const char *id, const char *status, guint answer, GError **error)
{
  FacStatement *update = fac_db_prepare (sandbox->db,
                                         "UPDATE deliveries SET status = ?2, answer = ?3"
                                         " WHERE id = ?1", error);

  if (update == NULL)
    return FALSE;
  fac_statement_bind_text (update, 1, id);
  fac_statement_bind_text (update, 2, status);
  if (answer > 0)
    fac_statement_bind_int (update, 3, answer);
  return fac_statement_run (update, error);
}

static gboolean
settle (Delivery *self, gboolean arrived, gboolean overdue, guint answer, GError **error)
{
  FacSandbox *sandbox = self->sandbox;
  gboolean forget = arrived || overdue;

  if (!fac_db_begin (sandbox->db, FAC_DB_WRITE, error))
    return FALSE;
  if (note (sandbox, self->id, arrived ? "delivered" : "failed", answer, error)
      && (!forget || fac_sandbox_later_forget (sandbox, "webhook", self->id, error))
      && (arrived || !overdue
          || fac_sandbox_later (sandbox, fac_sandbox_now (sandbox), "webhook", self->id, error))
      && fac_db_commit (sandbox->db, error))
    return TRUE;
  fac_db_rollback (sandbox->db);
  return FALSE;
}

static SoupSession *
courier (FacSandbox *sandbox)
{
  if (sandbox->courier == NULL)
    {
      sandbox->courier = G_OBJECT (soup_session_new_with_options ("proxy-resolver", NULL,
                                                                  "timeout", TIMEOUT, NULL));
      g_object_set_data_full (sandbox->courier, UNDER_WAY,
                              g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                              (GDestroyNotify) g_hash_table_unref);
    }
  return SOUP_SESSION (sandbox->courier);
}

/* The deliveries that were sent and not answered yet, and whether the next attempt fell due since. */
static GHashTable *
under_way (FacSandbox *sandbox)
{
  return g_object_get_data (G_OBJECT (courier (sandbox)), UNDER_WAY);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Delivery) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result,
                                                               &error);
  guint status = body != NULL ? soup_message_get_status (self->message) : 0;
  gboolean overdue;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_error (&error);
  overdue = g_hash_table_lookup (under_way (self->sandbox), self->id) != NULL;
  g_hash_table_remove (under_way (self->sandbox), self->id);
  if (!settle (self, SOUP_STATUS_IS_SUCCESSFUL (status), overdue, status, &error))
    g_printerr ("facturador-sandbox: %s\n", error->message);
}

static void
post (FacSandbox *sandbox, const char *id, const char *url, const char *secret, const char *event)
{
  gsize length = strlen (event);
  g_autofree char *signature = fac_sandbox_event_sign (secret, event, length);
  g_autoptr (GBytes) bytes = g_bytes_new (event, length);
  Delivery *self = g_new0 (Delivery, 1);

  self->sandbox = sandbox;
  self->id = g_strdup (id);
  self->message = soup_message_new ("POST", url);
  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_set_request_body_from_bytes (self->message, "application/json", bytes);
  soup_message_headers_append (soup_message_get_request_headers (self->message),
                               "Facturapi-Signature", signature);
  g_hash_table_insert (under_way (sandbox), g_strdup (id), NULL);
  soup_session_send_and_read_async (courier (sandbox), self->message, G_PRIORITY_DEFAULT, NULL,
                                    on_sent, self);
}

/* The next attempt is on the list before this one begins, so that none is forgotten in a crash; it is
 * taken off when this one arrives. */
static gboolean
begin_attempt (FacSandbox *sandbox, const char *id, guint attempts, GError **error)
{
  FacStatement *update = fac_db_prepare (sandbox->db,
                                         "UPDATE deliveries SET attempts = ?2 WHERE id = ?1",
                                         error);

  if (update == NULL)
    return FALSE;
  fac_statement_bind_text (update, 1, id);
  fac_statement_bind_int (update, 2, attempts + 1);
  if (!fac_statement_run (update, error))
    return FALSE;
  if (attempts >= G_N_ELEMENTS (waits))
    return TRUE;
  return fac_sandbox_later (sandbox, fac_sandbox_now (sandbox) + waits[attempts] * G_USEC_PER_SEC,
                            "webhook", id, error);
}

/* While the clock leaps no answer is heard: what is under way waits for the end of the leap. */
static gboolean
put_off (FacSandbox *sandbox, const char *id, GError **error)
{
  g_hash_table_insert (under_way (sandbox), g_strdup (id), GINT_TO_POINTER (TRUE));
  return fac_sandbox_later (sandbox, MAX (fac_sandbox_now (sandbox), sandbox->leap_end)
                            + waits[0] * G_USEC_PER_SEC, "webhook", id, error);
}

static gboolean
on_due (FacSandbox *sandbox, const char *id, GError **error)
{
  g_autofree char *url = NULL, *secret = NULL, *event = NULL;
  FacStatement *select =
    fac_db_prepare (sandbox->db,
                    "SELECT w.url, w.secret, e.body, d.attempts FROM deliveries d"
                    " JOIN webhooks w ON w.id = d.webhook JOIN events e ON e.id = d.event"
                    " WHERE d.id = ?1 AND d.status <> 'delivered' AND w.status = 'enabled'", error);
  gboolean found;
  guint attempts;

  if (select == NULL)
    return FALSE;
  if (g_hash_table_contains (under_way (sandbox), id))
    return put_off (sandbox, id, error);
  fac_statement_bind_text (select, 1, id);
  found = fac_statement_step (select, error);
  url = found ? fac_statement_dup (select, 0) : NULL;
  secret = found ? fac_statement_dup (select, 1) : NULL;
  event = found ? fac_statement_dup (select, 2) : NULL;
  attempts = found ? (guint) fac_statement_int (select, 3) : 0;
  fac_statement_reset (select);
  if (!found)
    return *error == NULL;
  if (!is_loopback (url))
    return note (sandbox, id, "not_loopback", 0, error);
  if (!begin_attempt (sandbox, id, attempts, error))
    return FALSE;
  post (sandbox, id, url, secret, event);
  return TRUE;
}

const FacSandboxJobKind fac_sandbox_delivery_jobs[] = { { "webhook", on_due }, { NULL } };
