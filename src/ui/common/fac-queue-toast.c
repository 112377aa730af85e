/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-queue-toast.h"

typedef struct
{
  AdwToast        *toast; /* borrowed: it owns this */
  FacOutboxModel  *queue;
  char            *id;
  FacOperationVerb verb;
  gboolean         lasting;
  gboolean         seen;
} Follower;

static void
follower_free (gpointer data)
{
  Follower *self = data;

  g_signal_handlers_disconnect_by_data (self->queue, self);
  g_object_unref (self->queue);
  g_free (self->id);
  g_free (self);
}

static gboolean
is_ours (const Follower *self, FacOperation *operation)
{
  return g_str_equal (fac_operation_get_object_id (operation), self->id)
         && (self->verb == 0 || fac_operation_get_verb (operation) == self->verb);
}

static gboolean
is_waiting (FacOperation *operation)
{
  FacOperationState state = fac_operation_get_state (operation);

  return state == FAC_OPERATION_WAITS || state == FAC_OPERATION_BLOCKED
         || state == FAC_OPERATION_PAUSED;
}

static void
end_undo (Follower *self)
{
  if (self->lasting)
    adw_toast_set_button_label (self->toast, NULL);
  else
    adw_toast_dismiss (self->toast);
}

/* What never was in the queue (it had not left yet) can be taken back as long as the toast is there. */
static void
on_queue_changed (GListModel *queue, guint position, guint removed, guint added, Follower *self)
{
  guint found = 0;
  gboolean left = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (FacOperation) operation = g_list_model_get_item (queue, i);

      if (!is_ours (self, operation))
        continue;
      found++;
      left = left || !is_waiting (operation);
    }
  left = left || (self->seen && found == 0);
  self->seen = self->seen || found > 0;
  /* the toast may take the follower with it */
  if (left)
    end_undo (self);
}

void
fac_queue_toast_follow (AdwToast *toast, FacWorkspace *workspace, const char *id,
                        FacOperationVerb verb, gboolean lasting)
{
  Follower *self;

  if (toast == NULL)
    return;
  self = g_new0 (Follower, 1);
  self->toast = toast;
  self->queue = fac_outbox_model_new (workspace);
  self->id = g_strdup (id);
  self->verb = verb;
  self->lasting = lasting;
  g_signal_connect (self->queue, "items-changed", G_CALLBACK (on_queue_changed), self);
  g_object_set_data_full (G_OBJECT (toast), "fac-queue-toast", self, follower_free);
}
