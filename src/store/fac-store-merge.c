/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-base-table.h"
#include "fac-conflict-table.h"
#include "fac-history-table.h"
#include "fac-merge.h"
#include "fac-outbox-queue.h"
#include "fac-stored-content.h"
#include "fac-variant.h"

#include <glib/gi18n-lib.h>

/* One update or deletion about to leave, what the service has now, and what it had when both sides last agreed. */
typedef struct
{
  gint64     entry_id;
  FacPulled *theirs; /* NULL: it is gone there */
  FacPulled *base;   /* (nullable) */
} Command;

typedef struct
{
  FacStoreMerge outcome;
  GBytes       *payload;
} Outcome;

typedef struct
{
  FacStoreSession *session;
  const Command   *command;
  FacOutboxRow    *row;
  FacStoredObject *object;
  GBytes          *mine;
  GBytes          *theirs;
  GBytes          *base;
  Outcome         *outcome;
} Meeting;

static void
command_free (gpointer data)
{
  Command *command = data;

  g_clear_pointer (&command->theirs, fac_pulled_free);
  g_clear_pointer (&command->base, fac_pulled_free);
  g_free (command);
}

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  g_clear_pointer (&outcome->payload, g_bytes_unref);
  g_free (outcome);
}

static GBytes *
bytes_of (GVariant *variant)
{
  return variant != NULL ? g_variant_get_data_as_bytes (variant) : NULL;
}

/* ---- keeping a conflict ---------------------------------------------------------------------- */

static gboolean
keep_conflict (Meeting *self, GError **error)
{
  g_autoptr (FacConflict) conflict = fac_conflict_new (self->object->entity, self->object->id);
  FacStoreSession *session = self->session;

  conflict->base = self->base != NULL ? g_bytes_ref (self->base) : NULL;
  conflict->theirs = self->theirs != NULL ? g_bytes_ref (self->theirs) : NULL;
  if (self->command->theirs != NULL && self->command->theirs->body != NULL)
    conflict->body = g_bytes_ref (self->command->theirs->body);
  conflict->found_at = session->now;
  self->outcome->outcome = FAC_STORE_MERGE_CONFLICT;
  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  fac_store_session_changed (session, self->object->entity, self->object->id);
  return fac_conflict_table_put (session->db, conflict, error)
         && fac_outbox_table_set_state (session->db, self->row->entry->id, FAC_OUTBOX_CONFLICT,
                                        FALSE, FALSE, error)
         && (self->object->document == NULL
             || fac_history_table_add (session->db, self->object->id, session->now, "conflict",
                                       NULL, error));
}

/* ---- merging --------------------------------------------------------------------------------- */

/* The operation takes what is here now: its request has not left, and what waits behind it is the same again. */
static gboolean
take_newest (Meeting *self, GError **error)
{
  FacDb *db = self->session->db;
  const FacOutboxEntry *entry = self->row->entry;
  g_autofree char *hash = fac_variant_hash (self->mine);
  g_autoptr (GPtrArray) rows = NULL;

  if (g_str_equal (hash, entry->payload_hash))
    return TRUE;
  rows = fac_outbox_table_of_object (db, entry->entity, entry->object_id, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const FacOutboxRow *other = g_ptr_array_index (rows, i);

      if (other->entry->id > entry->id && other->entry->verb == FAC_OUTBOX_UPDATE
          && fac_outbox_row_is_waiting (other)
          && !fac_outbox_table_remove (db, other->entry->id, error))
        return FALSE;
    }
  return rows != NULL && fac_outbox_table_set_payload (db, entry->id, self->mine, error);
}

/* What may still arrive is sent again as it was, so that it is known when it does; newer edits follow it. */
static gboolean
send_as_it_is (Meeting *self, GError **error)
{
  self->outcome->outcome = FAC_STORE_MERGE_SEND;
  self->outcome->payload = g_bytes_ref (self->row->unsure ? self->row->entry->payload : self->mine);
  return self->row->unsure || take_newest (self, error);
}

static gboolean
send_merged (Meeting *self, GVariant *merged, GError **error)
{
  FacStoreSession *session = self->session;
  FacStoredObject *object = self->object;
  g_autoptr (FacStoredObject) after = NULL;

  if (!take_newest (self, error)
      || !fac_stored_content_put (session, object, merged, FAC_OFFLINE_CHANGED, error)
      || !fac_base_table_put (session->db, object->entity, object->id, self->theirs, error)
      || !fac_stored_content_set_body (session->db, object->entity, object->id,
                                       self->command->theirs->body, error))
    return FALSE;
  after = fac_stored_object_need (session->db, object->entity, object->id, error);
  if (after == NULL)
    return FALSE;
  self->outcome->outcome = FAC_STORE_MERGE_SEND;
  self->outcome->payload = g_bytes_ref (fac_stored_object_payload (after));
  return fac_outbox_table_set_payload (session->db, self->row->entry->id, self->outcome->payload,
                                       error)
         && (object->document == NULL
             || fac_history_table_add (session->db, object->id, session->now, "merged", NULL,
                                       error));
}

/* An earlier attempt may have arrived: what the service has exactly as it was sent is no edit of somebody else. */
static GVariant *
base_with_echo (Meeting *self, GVariant *base, GVariant *theirs)
{
  g_autoptr (GVariant) sent = fac_variant_from_bytes (self->row->entry->payload);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (sent == NULL || !self->row->unsure)
    return g_variant_ref (base);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_iter_init (&iter, base);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &value))
    {
      g_autoptr (GVariant) before = value;
      g_autoptr (GVariant) echo = g_variant_lookup_value (sent, name, NULL);
      g_autoptr (GVariant) there = g_variant_lookup_value (theirs, name, NULL);

      if (!fac_merge_same (echo, there))
        g_variant_builder_add (&builder, "{sv}", name, before);
      else if (there != NULL)
        g_variant_builder_add (&builder, "{sv}", name, there);
    }
  g_variant_iter_init (&iter, theirs);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &value))
    {
      g_autoptr (GVariant) there = value;
      g_autoptr (GVariant) echo = g_variant_lookup_value (sent, name, NULL);
      g_autoptr (GVariant) before = g_variant_lookup_value (base, name, NULL);

      if (before == NULL && fac_merge_same (echo, there))
        g_variant_builder_add (&builder, "{sv}", name, there);
    }
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static gboolean
merge_update (Meeting *self, GError **error)
{
  g_autoptr (GVariant) mine = fac_variant_from_bytes (self->mine);
  g_autoptr (GVariant) theirs = fac_variant_from_bytes (self->theirs);
  g_autoptr (GVariant) known = self->base != NULL ? fac_variant_from_bytes (self->base) : NULL;
  g_autoptr (GVariant) base = known != NULL ? base_with_echo (self, known, theirs) : NULL;
  g_autoptr (GVariant) merged = NULL;
  g_autoptr (FacMerge) merge = NULL;

  if (base != NULL && fac_merge_same (base, theirs))
    return send_as_it_is (self, error);
  merge = fac_merge_new (base, mine, theirs);
  g_clear_pointer (&self->base, g_bytes_unref);
  self->base = bytes_of (base);
  if (fac_merge_conflicts (merge)->len > 0)
    return take_newest (self, error) && keep_conflict (self, error);
  merged = fac_merge_result (merge);
  if (!fac_merge_same (merged, theirs))
    return send_merged (self, merged, error);
  self->outcome->outcome = FAC_STORE_MERGE_DONE;
  return take_newest (self, error);
}

/* ---- the meeting ----------------------------------------------------------------------------- */

/* What the service last sent tells its side better than what was written here from it. */
static gboolean
find_base (Meeting *self, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (self->command->base != NULL)
    self->base = fac_stored_content_theirs (self->object, self->command->base);
  else
    self->base =
        fac_base_table_get (self->session->db, self->object->entity, self->object->id, &failure);
  /* without edits before its deletion, what is here is what both sides had */
  if (failure == NULL && self->base == NULL && self->row->entry->verb == FAC_OUTBOX_DELETE
      && fac_stored_object_payload (self->object) != NULL)
    self->base = g_bytes_ref (fac_stored_object_payload (self->object));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
meet_update (Meeting *self, GError **error)
{
  const FacPulled *theirs = self->command->theirs;

  self->mine = fac_stored_object_payload (self->object);
  if (self->mine == NULL) /* nothing was written here: what was asked for goes as it is */
    {
      self->outcome->outcome = FAC_STORE_MERGE_SEND;
      self->outcome->payload = g_bytes_ref (self->row->entry->payload);
      return TRUE;
    }
  if (theirs == NULL)
    return keep_conflict (self, error);
  if (fac_stored_content_equal (self->object, self->row->entry->payload, theirs))
    {
      self->outcome->outcome = FAC_STORE_MERGE_DONE; /* it has arrived before */
      return TRUE;
    }
  self->theirs = fac_stored_content_theirs (self->object, theirs);
  return merge_update (self, error);
}

static gboolean
meet_deletion (Meeting *self, GError **error)
{
  g_autoptr (GVariant) theirs = NULL;
  g_autoptr (GVariant) base = NULL;

  self->theirs = fac_stored_content_theirs (self->object, self->command->theirs);
  theirs = fac_variant_from_bytes (self->theirs);
  base = self->base != NULL ? fac_variant_from_bytes (self->base) : NULL;
  if (base != NULL && !fac_merge_same (base, theirs))
    return keep_conflict (self, error);
  self->outcome->outcome = FAC_STORE_MERGE_SEND;
  return TRUE;
}

static gboolean
merge_remote (FacStoreSession *session, gpointer data, GError **error)
{
  const Command *command = data;
  g_autoptr (FacOutboxRow) row = fac_outbox_table_find (session->db, command->entry_id, error);
  g_autoptr (FacStoredObject) object = NULL;
  Outcome *outcome = g_new0 (Outcome, 1);
  Meeting self = { .session = session, .command = command, .row = row, .outcome = outcome };
  gboolean ok = FALSE;

  session->result = outcome;
  session->free_result = outcome_free;
  if (row != NULL)
    object = fac_stored_object_load (session->db, row->entry->entity, row->entry->object_id, error);
  if (object == NULL)
    {
      if (*error == NULL)
        g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND, _("It is not here any more"));
      return FALSE;
    }
  self.object = object;
  ok = find_base (&self, error)
       && (row->entry->verb == FAC_OUTBOX_DELETE ? meet_deletion (&self, error)
                                                 : meet_update (&self, error))
       && (outcome->outcome == FAC_STORE_MERGE_CONFLICT
           || fac_conflict_table_remove (session->db, object->entity, object->id, error));
  g_clear_pointer (&self.theirs, g_bytes_unref);
  g_clear_pointer (&self.base, g_bytes_unref);
  return ok;
}

void
fac_store_merge_remote_async (FacStore *self, gint64 entry_id, FacPulled *theirs, FacPulled *base,
                              GAsyncReadyCallback callback, gpointer data)
{
  Command *command = g_new0 (Command, 1);

  command->entry_id = entry_id;
  command->theirs = theirs;
  command->base = base;
  _fac_store_write (self, merge_remote, command, command_free, fac_store_merge_remote_async,
                    callback, data);
}

gboolean
fac_store_merge_remote_finish (FacStore *self, GAsyncResult *result, FacStoreMerge *outcome,
                               GBytes **payload, GError **error)
{
  Outcome *got;

  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_merge_remote_async), FALSE);
  got = g_task_propagate_pointer (G_TASK (result), error);
  if (got == NULL)
    return FALSE;
  *outcome = got->outcome;
  *payload = g_steal_pointer (&got->payload);
  outcome_free (got);
  return TRUE;
}
