/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-outbox-entry.h"

G_DEFINE_BOXED_TYPE (FacOutboxEntry, fac_outbox_entry, fac_outbox_entry_ref, fac_outbox_entry_unref)

static void
entry_clear (gpointer data)
{
  FacOutboxEntry *self = data;

  g_free (self->object_id);
  g_free (self->remote_id);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_free (self->payload_hash);
  g_free (self->idempotency_key);
  g_free (self->waits_for);
  g_free (self->needs);
  g_free (self->title);
  g_free (self->error_code);
  g_free (self->error_path);
  g_free (self->error_message);
  g_free (self->error_log_id);
}

FacOutboxEntry *
fac_outbox_entry_new (void)
{
  return g_atomic_rc_box_new0 (FacOutboxEntry);
}

FacOutboxEntry *
fac_outbox_entry_ref (FacOutboxEntry *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
fac_outbox_entry_unref (FacOutboxEntry *self)
{
  g_atomic_rc_box_release_full (self, entry_clear);
}
