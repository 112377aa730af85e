/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-workspace-private.h"

static void
on_ids (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacWorkspace) self = data;
  g_autoptr (GPtrArray) ids = fac_store_conflict_ids_finish (FAC_STORE (source), result, NULL);
  gboolean changed;

  self->reading_conflicts = FALSE;
  if (ids != NULL)
    {
      changed = ids->len != g_hash_table_size (self->conflicts);
      for (guint i = 0; i < ids->len && !changed; i++)
        changed = !g_hash_table_contains (self->conflicts, ids->pdata[i]);
      g_hash_table_remove_all (self->conflicts);
      for (guint i = 0; i < ids->len; i++)
        g_hash_table_add (self->conflicts, g_strdup (ids->pdata[i]));
      if (changed)
        g_signal_emit_by_name (self, "conflicts-changed");
    }
  if (self->conflicts_again)
    _fac_workspace_read_conflicts (self);
}

void
_fac_workspace_read_conflicts (FacWorkspace *self)
{
  self->conflicts_again = self->reading_conflicts;
  if (self->reading_conflicts || g_cancellable_is_cancelled (self->closing))
    return;
  self->reading_conflicts = TRUE;
  fac_store_conflict_ids_async (self->store, self->closing, on_ids, g_object_ref (self));
}

gboolean
fac_workspace_has_conflict (FacWorkspace *self, const char *id)
{
  return self->conflicts != NULL && id != NULL
         && g_hash_table_contains (self->conflicts, id);
}
