/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-organization-store.h"

#include "fac-organization-table.h"
#include "fac-store-private.h"

#include <glib/gi18n-lib.h>

struct _FacOrganizationStore
{
  GObject      parent_instance;
  FacDbWriter *writer;
  FacDbReader *reader;
};

G_DEFINE_FINAL_TYPE (FacOrganizationStore, fac_organization_store, G_TYPE_OBJECT)

typedef struct
{
  FacOrganization *organization;
  char            *id;
  char            *flag;
  char            *value;
} Command;

static void
command_free (gpointer data)
{
  Command *command = data;

  g_clear_pointer (&command->organization, fac_organization_unref);
  g_free (command->id);
  g_free (command->flag);
  g_free (command->value);
  g_free (command);
}

static void
on_reader_stopped (gpointer writer, gpointer task)
{
  fac_db_writer_stop (writer, task);
}

static void
fac_organization_store_finalize (GObject *object)
{
  FacOrganizationStore *self = FAC_ORGANIZATION_STORE (object);

  if (self->reader != NULL)
    fac_db_reader_stop (g_steal_pointer (&self->reader), on_reader_stopped, self->writer, NULL);
  G_OBJECT_CLASS (fac_organization_store_parent_class)->finalize (object);
}

static void
fac_organization_store_class_init (FacOrganizationStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_organization_store_finalize;
}

static void
fac_organization_store_init (FacOrganizationStore *self)
{
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  FacOrganizationStore *self;
  FacDataLock *lock;
  FacDb *writer;
  FacDb *reader;

  if (!_fac_store_open_files (data, FAC_ORGANIZATIONS_APPLICATION_ID, &lock, &writer, &reader,
                              &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self = g_object_new (FAC_TYPE_ORGANIZATION_STORE, NULL);
  self->writer = fac_db_writer_new (writer, lock, data, NULL);
  self->reader = fac_db_reader_new (reader, self->writer);
  g_task_return_pointer (task, self, g_object_unref);
}

void
fac_organization_store_open_async (const char *folder, GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, fac_organization_store_open_async);
  g_task_set_task_data (task, g_strdup (folder), g_free);
  g_task_run_in_thread (task, open_in_thread);
}

FacOrganizationStore *
fac_organization_store_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_organization_store_open_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GTask *
task_for (FacOrganizationStore *self, gpointer tag, GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, tag);
  return task;
}

static gboolean
refuse_closed (FacOrganizationStore *self, GTask *task, Command *command)
{
  if (self->reader != NULL)
    return FALSE;
  if (command != NULL)
    command_free (command);
  g_task_return_new_error (task, FAC_STORE_ERROR, FAC_STORE_ERROR_FAILED, _("The database is closed"));
  g_object_unref (task);
  return TRUE;
}

static void
write_command (FacOrganizationStore *self, GTask *task, FacDbWork work, Command *command)
{
  if (!refuse_closed (self, task, command))
    fac_db_writer_push (self->writer, task, work, command, command_free);
}

/* ---- reading ---------------------------------------------------------------------------------- */

static gpointer
read_list (FacDb *db, gpointer data, GError **error)
{
  return fac_organization_table_list (db, error);
}

void
fac_organization_store_list_async (FacOrganizationStore *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = task_for (self, fac_organization_store_list_async, cancellable, callback, data);

  if (!refuse_closed (self, task, NULL))
    fac_db_reader_push (self->reader, task, read_list, NULL, NULL,
                        (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
fac_organization_store_list_finish (FacOrganizationStore *self, GAsyncResult *result,
                                    GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_organization_store_list_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
read_flag (FacDb *db, gpointer data, GError **error)
{
  const Command *command = data;

  return fac_organization_table_get_flag (db, command->id, command->flag, error);
}

void
fac_organization_store_get_flag_async (FacOrganizationStore *self, const char *organization,
                                       const char *flag,
                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = task_for (self, fac_organization_store_get_flag_async, cancellable, callback, data);
  Command *command = g_new0 (Command, 1);

  command->id = g_strdup (organization);
  command->flag = g_strdup (flag);
  if (!refuse_closed (self, task, command))
    fac_db_reader_push (self->reader, task, read_flag, command, command_free, g_free);
}

char *
fac_organization_store_get_flag_finish (FacOrganizationStore *self, GAsyncResult *result,
                                        GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_organization_store_get_flag_async),
                        NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
read_mapping (FacDb *db, gpointer data, GError **error)
{
  return fac_organization_table_get_mapping (db, data, error);
}

void
fac_organization_store_get_mapping_async (FacOrganizationStore *self, const char *signature,
                                          GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer data)
{
  GTask *task = task_for (self, fac_organization_store_get_mapping_async, cancellable, callback,
                          data);

  if (!refuse_closed (self, task, NULL))
    fac_db_reader_push (self->reader, task, read_mapping, g_strdup (signature), g_free, g_free);
}

char *
fac_organization_store_get_mapping_finish (FacOrganizationStore *self, GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result,
                                                  fac_organization_store_get_mapping_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- writing ---------------------------------------------------------------------------------- */

static gboolean
save (FacStoreSession *session, gpointer data, GError **error)
{
  const Command *command = data;

  return fac_organization_table_put (session->db, command->organization, error);
}

static gboolean
set_flag (FacStoreSession *session, gpointer data, GError **error)
{
  const Command *command = data;

  return fac_organization_table_set_flag (session->db, command->id, command->flag, command->value,
                                          error);
}

static gboolean
set_mapping (FacStoreSession *session, gpointer data, GError **error)
{
  const Command *command = data;

  return fac_organization_table_set_mapping (session->db, command->id, command->value,
                                             session->now, error);
}

void
fac_organization_store_set_mapping_async (FacOrganizationStore *self, const char *signature,
                                          const char *mapping, GAsyncReadyCallback callback,
                                          gpointer data)
{
  Command *command = g_new0 (Command, 1);

  command->id = g_strdup (signature);
  command->value = g_strdup (mapping);
  write_command (self, task_for (self, fac_organization_store_set_mapping_async, NULL, callback,
                                 data), set_mapping, command);
}

void
fac_organization_store_save_async (FacOrganizationStore *self, FacOrganization *organization,
                                   GAsyncReadyCallback callback, gpointer data)
{
  Command *command = g_new0 (Command, 1);

  command->organization = fac_organization_ref (organization);
  write_command (self, task_for (self, fac_organization_store_save_async, NULL, callback, data),
                 save, command);
}

void
fac_organization_store_set_flag_async (FacOrganizationStore *self, const char *organization,
                                       const char *flag,
                                       const char *value, GAsyncReadyCallback callback, gpointer data)
{
  Command *command = g_new0 (Command, 1);

  command->id = g_strdup (organization);
  command->flag = g_strdup (flag);
  command->value = g_strdup (value);
  write_command (self, task_for (self, fac_organization_store_set_flag_async, NULL, callback,
                                 data), set_flag,
                 command);
}

gboolean
fac_organization_store_write_finish (FacOrganizationStore *self, GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
fac_organization_store_close_async (FacOrganizationStore *self, GAsyncReadyCallback callback,
                                    gpointer data)
{
  GTask *task = task_for (self, fac_organization_store_close_async, NULL, callback, data);

  if (!refuse_closed (self, task, NULL))
    fac_db_reader_stop (g_steal_pointer (&self->reader), on_reader_stopped, self->writer, task);
}
