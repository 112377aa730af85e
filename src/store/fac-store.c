/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include <glib/gi18n-lib.h>

struct _FacStore
{
  GObject      parent_instance;
  char        *folder;
  gboolean     fresh;
  FacDbWriter *writer; /* NULL once closed */
  FacDbReader *reader;
};

G_DEFINE_FINAL_TYPE (FacStore, fac_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
on_reader_stopped (gpointer writer, gpointer task)
{
  fac_db_writer_stop (writer, task);
}

/* The reader first: the writer's last checkpoint then finds nobody in its way. */
static void
stop_threads (FacStore *self, GTask *task)
{
  FacDbWriter *writer = g_steal_pointer (&self->writer);

  fac_db_reader_stop (g_steal_pointer (&self->reader), on_reader_stopped, writer, task);
}

static void
fac_store_finalize (GObject *object)
{
  FacStore *self = FAC_STORE (object);

  if (self->writer != NULL)
    stop_threads (self, NULL);
  g_free (self->folder);
  G_OBJECT_CLASS (fac_store_parent_class)->finalize (object);
}

static void
fac_store_class_init (FacStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_store_finalize;
  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2,
                                   G_TYPE_INT, G_TYPE_STRING);
}

static void
fac_store_init (FacStore *self)
{
}

FacStore *
_fac_store_new (const char *folder, gboolean fresh, FacDbWriter *writer, FacDbReader *reader)
{
  FacStore *self = g_object_new (FAC_TYPE_STORE, NULL);

  self->folder = g_strdup (folder);
  self->fresh = fresh;
  self->writer = writer;
  self->reader = reader;
  return self;
}

const char *
fac_store_get_folder (FacStore *self)
{
  return self->folder;
}

gboolean
fac_store_is_fresh (FacStore *self)
{
  return self->fresh;
}

void
fac_store_set_clock (FacStore *self, FacClock *clock)
{
  if (self->writer != NULL)
    fac_db_writer_set_clock (self->writer, clock);
}

void
_fac_store_announce (gpointer self, GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const FacStoreChange *change = g_ptr_array_index (changes, i);

      g_signal_emit (self, signals[CHANGED], 0, change->entity, change->id);
    }
}

guint64
_fac_store_commits (FacStore *self)
{
  return fac_db_writer_commits (self->writer);
}

static gboolean
refuse_closed (FacStore *self, GTask *task, gpointer data, GDestroyNotify free_data)
{
  if (self->writer != NULL)
    return FALSE;
  if (free_data != NULL)
    free_data (data);
  g_task_return_new_error (task, FAC_STORE_ERROR, FAC_STORE_ERROR_FAILED, _("The database is closed"));
  g_object_unref (task);
  return TRUE;
}

void
_fac_store_write (FacStore *self, FacDbWork work, gpointer data, GDestroyNotify free_data,
                  gpointer tag,
                  GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  if (!refuse_closed (self, task, data, free_data))
    fac_db_writer_push (self->writer, task, work, data, free_data);
}

void
_fac_store_read (FacStore *self, FacDbRead read, gpointer data, GDestroyNotify free_data,
                 GDestroyNotify free_result,
                 gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  if (!refuse_closed (self, task, data, free_data))
    fac_db_reader_push (self->reader, task, read, data, free_data, free_result);
}

gboolean
fac_store_write_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
fac_store_close_async (FacStore *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, fac_store_close_async);
  if (!refuse_closed (self, task, NULL, NULL))
    stop_threads (self, task);
}

gboolean
fac_store_close_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_close_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
fac_store_page_free (FacStorePage *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->keys, g_array_unref);
  g_free (self);
}

void
fac_history_event_free (FacHistoryEvent *self)
{
  g_free (self->kind);
  g_free (self->detail);
  g_free (self);
}

void
fac_pulled_free (FacPulled *self)
{
  g_free (self->remote_id);
  g_free (self->external_id);
  g_clear_pointer (&self->customer, fac_customer_unref);
  g_clear_pointer (&self->product, fac_product_unref);
  g_clear_pointer (&self->invoice, fac_invoice_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}
