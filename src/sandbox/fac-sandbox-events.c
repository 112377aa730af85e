/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-events.h"

#include "fac-json-writer.h"
#include "fac-sandbox-json.h"

#include <string.h>

static const char *const types[] = {
  "invoice.global_invoice_created", "invoice.status_updated",
  "invoice.cancellation_status_updated", "invoice.created_from_dashboard",
  "receipt.self_invoice_complete", "receipt.status_updated",
  "receipt.cancellation_status_updated", "customer.edit_link_completed", NULL
};

gboolean
fac_sandbox_event_known (const char *type)
{
  return g_strv_contains (types, type);
}

char *
fac_sandbox_event_sign (const char *secret, const char *body, gsize length)
{
  return g_compute_hmac_for_data (G_CHECKSUM_SHA256, (const guchar *) secret, strlen (secret),
                                  (const guchar *) body, length);
}

/* As JavaScript writes it: who reads an event and writes it again signs the same bytes. */
static char *
write_event (FacSandboxRequest *request, const char *id, const char *type, const char *kind,
             const char *object, const char *messages)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (FacJson) resource = fac_sandbox_json_load (object);
  g_autoptr (FacJson) reasons = messages != NULL ? fac_sandbox_json_load (messages) : NULL;

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "id", id);
  fac_json_writer_time (writer, "created_at", request->now);
  fac_json_writer_boolean (writer, "livemode", request->livemode);
  fac_json_writer_string (writer, "organization", request->organization);
  fac_json_writer_string (writer, "type", type);
  fac_json_writer_begin_object (writer, "data");
  fac_json_writer_string (writer, "type", kind);
  fac_sandbox_json_plain (writer, "object", fac_json_root (resource));
  fac_json_writer_end_object (writer);
  if (reasons != NULL)
    fac_sandbox_json_plain (writer, "related_resource_messages", fac_json_root (reasons));
  fac_json_writer_end_object (writer);
  return fac_json_writer_finish_text (writer);
}

static gboolean
store_event (FacSandboxRequest *request, const char *id, const char *type, const char *body,
             GError **error)
{
  FacStatement *insert =
    fac_db_prepare (request->sandbox->db,
                    "INSERT INTO events (id, organization, livemode, created_at, type, body)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)", error);

  if (insert == NULL)
    return FALSE;
  fac_statement_bind_text (insert, 1, id);
  fac_statement_bind_text (insert, 2, request->organization);
  fac_statement_bind_int (insert, 3, request->livemode);
  fac_statement_bind_int (insert, 4, request->now);
  fac_statement_bind_text (insert, 5, type);
  fac_statement_bind_text (insert, 6, body);
  return fac_statement_run (insert, error);
}

/* Returns: (transfer full) (nullable) (element-type utf8): ids of the webhooks that asked for @type. */
static GPtrArray *
find_listeners (FacSandboxRequest *request, const char *type, GError **error)
{
  FacStatement *select =
    fac_sandbox_request_prepare (request,
      "SELECT id FROM webhooks WHERE organization = ?1 AND livemode = ?2 AND status = 'enabled'"
      " AND EXISTS (SELECT 1 FROM json_each (events) WHERE value IN ('*', ?3))", error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failed = NULL;

  if (select == NULL)
    return NULL;
  fac_statement_bind_text (select, 3, type);
  while (fac_statement_step (select, &failed))
    g_ptr_array_add (ids, fac_statement_dup (select, 0));
  fac_statement_reset (select);
  if (failed == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

static gboolean
queue_delivery (FacSandboxRequest *request, const char *event, const char *webhook, GError **error)
{
  g_autofree char *id = fac_sandbox_new_id (request->sandbox);
  FacStatement *insert =
    fac_db_prepare (request->sandbox->db,
                    "INSERT INTO deliveries (id, event, webhook, status, attempts)"
                    " VALUES (?1, ?2, ?3, 'waiting', 0)", error);

  if (insert == NULL)
    return FALSE;
  fac_statement_bind_text (insert, 1, id);
  fac_statement_bind_text (insert, 2, event);
  fac_statement_bind_text (insert, 3, webhook);
  return fac_statement_run (insert, error)
         && fac_sandbox_later (request->sandbox, request->now, "webhook", id, error);
}

gboolean
fac_sandbox_event (FacSandboxRequest *request, const char *type, const char *kind,
                   const char *object, const char *messages, GError **error)
{
  g_autofree char *id = fac_sandbox_new_id (request->sandbox);
  g_autofree char *body = write_event (request, id, type, kind, object, messages);
  g_autoptr (GPtrArray) listeners = NULL;

  g_return_val_if_fail (fac_sandbox_event_known (type), FALSE);
  if (!store_event (request, id, type, body, error))
    return FALSE;
  listeners = find_listeners (request, type, error);
  for (guint i = 0; listeners != NULL && i < listeners->len; i++)
    if (!queue_delivery (request, id, g_ptr_array_index (listeners, i), error))
      return FALSE;
  return listeners != NULL;
}

char *
fac_sandbox_event_find (FacSandboxRequest *request, const char *id, GError **error)
{
  return fac_sandbox_request_find (request,
    "SELECT body FROM events WHERE organization = ?1 AND livemode = ?2 AND id = ?3", id, error);
}
