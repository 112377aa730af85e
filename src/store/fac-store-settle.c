/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-base-table.h"
#include "fac-conflict-table.h"
#include "fac-outbox-queue.h"
#include "fac-store-private.h"

gboolean
_fac_store_settle (FacStoreSession *session, FacEntity entity, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacStoredObject) object = fac_stored_object_need (session->db, entity, id, error);
  g_autoptr (FacConflict) conflict = NULL;
  g_autoptr (GBytes) base = NULL;

  if (object == NULL)
    return FALSE;
  conflict = fac_conflict_table_find (session->db, entity, id, &failure);
  if (failure == NULL)
    base = fac_base_table_get (session->db, entity, id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  /* the service has something else by now: what waits meets it again, and takes it */
  if (conflict != NULL || base == NULL || !g_bytes_equal (base, fac_stored_object_payload (object)))
    return TRUE;
  if (!fac_outbox_queue_take_back (session, entity, id, 0, error))
    return FALSE;
  return fac_outbox_queue_has (session->db, entity, id, 0)
         || (fac_stored_object_set_state (session->db, object, FAC_OFFLINE_SYNCED, error)
             && fac_base_table_remove (session->db, entity, id, error));
}
