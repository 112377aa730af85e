/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-operation-private.h"
#include "fac-workspace-private.h"

struct _FacOutboxModel
{
  GObject parent_instance;

  FacWorkspace *workspace;
  GPtrArray    *operations; /* FacOperation */
  GCancellable *cancellable;
  gboolean      reading;
  gboolean      again;
};

enum { FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);
static void read_outbox (FacOutboxModel *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (FacOutboxModel, fac_outbox_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return FAC_TYPE_OPERATION;
}

static guint
get_n_items (GListModel *model)
{
  return FAC_OUTBOX_MODEL (model)->operations->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  FacOutboxModel *self = FAC_OUTBOX_MODEL (model);

  return position < self->operations->len ? g_object_ref (self->operations->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* What keeps an operation waiting, found in one pass over the entries in their order. */
typedef struct
{
  GHashTable *by_id;     /* gint64 to FacOutboxEntry */
  GHashTable *by_object; /* object id to its entry before */
} Order;

static FacOutboxEntry *
find_blocker (const Order *order, const FacOutboxEntry *entry)
{
  FacOutboxEntry *blocker = NULL;

  for (gsize i = 0; i < entry->n_waits_for; i++)
    {
      FacOutboxEntry *other = g_hash_table_lookup (order->by_id, &entry->waits_for[i]);

      /* what the person must put right is said before what goes on by itself */
      if (other != NULL
          && (blocker == NULL || other->state == FAC_OUTBOX_REFUSED
              || other->state == FAC_OUTBOX_CONFLICT))
        blocker = other;
    }
  return blocker != NULL ? blocker : g_hash_table_lookup (order->by_object, entry->object_id);
}

/* As the store sees it: requests of stamped documents stand side by side. */
static gboolean
holds_up_others (const FacOutboxEntry *entry)
{
  if (entry->verb == FAC_OUTBOX_EMAIL || entry->verb == FAC_OUTBOX_CANCEL)
    return FALSE;
  return entry->verb != FAC_OUTBOX_STAMP || entry->state != FAC_OUTBOX_REFUSED;
}

static GPtrArray *
make_operations (GPtrArray *entries)
{
  GPtrArray *operations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) by_object = g_hash_table_new (g_str_hash, g_str_equal);
  const Order order = { by_id, by_object };

  for (guint i = 0; i < entries->len; i++)
    {
      FacOutboxEntry *entry = entries->pdata[i];

      g_ptr_array_add (operations, _fac_operation_new (entry, find_blocker (&order, entry)));
      g_hash_table_insert (by_id, &entry->id, entry);
      if (holds_up_others (entry))
        g_hash_table_insert (by_object, entry->object_id, entry);
    }
  return operations;
}

/* Rows whose words are the same stay: the person may be reading or pressing something in them. */
static void
take_entries (FacOutboxModel *self, GPtrArray *entries)
{
  g_autoptr (GPtrArray) old = self->operations;
  GPtrArray *made = make_operations (entries);
  const guint least = MIN (old->len, made->len);
  guint first = 0;
  guint last = 0;

  while (first < least && _fac_operation_same (old->pdata[first], made->pdata[first]))
    first++;
  while (last < least - first
         && _fac_operation_same (old->pdata[old->len - 1 - last], made->pdata[made->len - 1 - last]))
    last++;
  self->operations = made;
  if (old->len - first - last > 0 || made->len - first - last > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), first, old->len - first - last,
                                made->len - first - last);
}

static void
on_entries (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacOutboxModel) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = fac_store_outbox_finish (FAC_STORE (source), result, &error);

  self->reading = FALSE;
  if (self->workspace == NULL)
    return;
  if (entries != NULL)
    take_entries (self, entries);
  if (self->again)
    read_outbox (self);
}

static void
read_outbox (FacOutboxModel *self)
{
  self->again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  fac_store_outbox_async (self->workspace->store, self->cancellable, on_entries,
                          g_object_ref (self));
}

static void
on_workspace_changed (FacWorkspace *workspace, FacEntity entity, const char *id,
                      FacOutboxModel *self)
{
  if (entity == FAC_ENTITY_OUTBOX)
    read_outbox (self);
}

/* the page with the model may be gone before the answer, and the queue must be woken all the same */
typedef struct
{
  FacOutboxModel *model;
  FacWorkspace   *workspace;
} Request;

static Request *
request_new (FacOutboxModel *self)
{
  Request *request = g_new (Request, 1);

  request->model = g_object_ref (self);
  request->workspace = g_object_ref (self->workspace);
  return request;
}

static void
request_free (Request *request)
{
  g_object_unref (request->model);
  g_object_unref (request->workspace);
  g_free (request);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Request *request = data;
  g_autoptr (GError) error = NULL;

  if (fac_store_write_finish (FAC_STORE (source), result, &error))
    _fac_workspace_wake (request->workspace);
  else
    g_signal_emit (request->model, signals[FAILED], 0, error);
  request_free (request);
}

static void
fac_outbox_model_dispose (GObject *object)
{
  FacOutboxModel *self = FAC_OUTBOX_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_outbox_model_parent_class)->dispose (object);
}

static void
fac_outbox_model_finalize (GObject *object)
{
  FacOutboxModel *self = FAC_OUTBOX_MODEL (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->operations);
  G_OBJECT_CLASS (fac_outbox_model_parent_class)->finalize (object);
}

static void
fac_outbox_model_class_init (FacOutboxModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fac_outbox_model_dispose;
  object_class->finalize = fac_outbox_model_finalize;
  signals[FAILED] = g_signal_new ("failed", FAC_TYPE_OUTBOX_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
fac_outbox_model_init (FacOutboxModel *self)
{
  self->operations = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

FacOutboxModel *
fac_outbox_model_new (FacWorkspace *workspace)
{
  FacOutboxModel *self = g_object_new (FAC_TYPE_OUTBOX_MODEL, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_workspace_changed), self, 0);
  read_outbox (self);
  return self;
}

void
fac_outbox_model_retry (FacOutboxModel *self, FacOperation *operation)
{
  fac_store_retry_async (self->workspace->store, operation != NULL ? operation->entry->id : 0,
                         on_done, request_new (self));
}

void
fac_outbox_model_discard (FacOutboxModel *self, FacOperation *operation)
{
  fac_store_discard_async (self->workspace->store, operation->entry->id, on_done,
                           request_new (self));
}

void
fac_outbox_model_take_as_sent (FacOutboxModel *self, FacOperation *operation)
{
  fac_store_take_as_sent_async (self->workspace->store, operation->entry->id, on_done,
                                request_new (self));
}
