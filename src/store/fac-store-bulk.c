/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-bulk.h"

#include "fac-history-table.h"
#include "fac-store-private.h"

typedef struct
{
  GPtrArray *ids;
  char      *kind;
  char      *detail;
} Command;

static void
command_free (gpointer data)
{
  Command *command = data;

  g_ptr_array_unref (command->ids);
  g_free (command->kind);
  g_free (command->detail);
  g_free (command);
}

static gboolean
note_many (FacStoreSession *session, gpointer data, GError **error)
{
  const Command *command = data;

  for (guint i = 0; i < command->ids->len; i++)
    if (!fac_history_table_add (session->db, command->ids->pdata[i], session->now, command->kind,
                                command->detail, error))
      return FALSE;
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, NULL);
  return TRUE;
}

void
fac_store_note_many_async (FacStore *self, GPtrArray *ids, const char *kind, const char *detail,
                           GAsyncReadyCallback callback, gpointer data)
{
  Command *command = g_new0 (Command, 1);

  command->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (command->ids, g_strdup (ids->pdata[i]));
  command->kind = g_strdup (kind);
  command->detail = g_strdup (detail);
  _fac_store_write (self, note_many, command, command_free, fac_store_note_many_async, callback,
                    data);
}
