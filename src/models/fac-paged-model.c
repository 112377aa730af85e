/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paged-model-private.h"

#include "fac-workspace-private.h"

#define PAGE_ROWS     128
#define FIRST_ROWS    48   /* fills a window; the rest follows once these are on the screen */
#define PAINT_MS      30
#define KEPT_ROWS     4096 /* rows kept beside those that views hold, whatever the list's length */
#define SETTLE_MS     30   /* a burst of changes is followed by one look */

enum
{
  PROP_0,
  PROP_STATE,
  PROP_ERROR,
  N_PROPS
};

enum { ANSWERED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);
static void load (FacPagedModel *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (FacPagedModel, fac_paged_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* ---- what a request carries: late answers of a former generation are dropped --------------- */

typedef struct
{
  FacPagedModel *model;
  guint          generation;
  guint          page;
} Request;

static Request *
request_new (FacPagedModel *self, guint page)
{
  Request *request = g_new0 (Request, 1);

  request->model = g_object_ref (self);
  request->generation = self->generation;
  request->page = page;
  return request;
}

static void
request_free (Request *request)
{
  g_object_unref (request->model);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static gboolean
is_late (Request *request)
{
  return request->generation != request->model->generation;
}

static void
set_state (FacPagedModel *self, FacListState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_state_by_count (FacPagedModel *self)
{
  if (self->keys->len > 0)
    set_state (self, FAC_LIST_READY);
  else
    set_state (self, fac_query_is_narrowed (self->query) ? FAC_LIST_NOTHING_FOUND : FAC_LIST_EMPTY);
}

static void
fail (FacPagedModel *self, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  set_state (self, FAC_LIST_FAILED);
  g_signal_emit (self, signals[ANSWERED], 0);
}

/* Whether @found is still asked for; why there is nothing is shown. @error is taken. */
static gboolean
is_answer (Request *request, gconstpointer found, GError *error)
{
  if (is_late (request))
    {
      g_clear_error (&error);
      return FALSE;
    }
  if (found == NULL)
    fail (request->model, error);
  return found != NULL;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void
on_page_rows (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Request) request = data;
  FacPagedModel *self = request->model;
  GError *error = NULL;
  g_autoptr (FacStorePage) page = fac_store_rows_finish (FAC_STORE (source), result, &error);

  if (!is_late (request))
    g_hash_table_remove (self->asked, GUINT_TO_POINTER (request->page));
  if (is_answer (request, page, error))
    _fac_paged_model_fill (self, page);
}

static void
ask_page (FacPagedModel *self, guint page)
{
  guint from = page * PAGE_ROWS;
  guint count = MIN (PAGE_ROWS, self->keys->len - from);

  if (!g_hash_table_add (self->asked, GUINT_TO_POINTER (page)))
    return;
  fac_store_rows_async (self->workspace->store, self->query->entity,
                        &g_array_index (self->keys, gint64, from), count,
                        self->cancellable, on_page_rows, request_new (self, page));
}

/* Rows that no view holds any more are let go once there are many of them. */
static gboolean
is_unused (gpointer key, gpointer value, gpointer data)
{
  return G_OBJECT (value)->ref_count == 1;
}

static void
let_go (FacPagedModel *self)
{
  if (g_hash_table_size (self->rows) <= self->most_rows)
    return;
  g_hash_table_foreach_remove (self->rows, is_unused, NULL);
  /* a selection of all holds them all: they are not looked through again for each one */
  self->most_rows = MAX (KEPT_ROWS, 2 * g_hash_table_size (self->rows));
}

static gpointer
get_item (GListModel *model, guint position)
{
  FacPagedModel *self = FAC_PAGED_MODEL (model);
  FacRow *row;

  if (position >= self->keys->len)
    return NULL;
  if (self->head != NULL && position < self->head->len)
    return g_object_ref (self->head->pdata[position]);
  let_go (self);
  row = g_object_ref (_fac_paged_model_row (self, fac_paged_key (self->keys, position)));
  if (!fac_row_is_loaded (row))
    ask_page (self, position / PAGE_ROWS);
  return row;
}

static guint
get_n_items (GListModel *model)
{
  return FAC_PAGED_MODEL (model)->keys->len;
}

static GType
get_item_type (GListModel *model)
{
  return FAC_TYPE_ROW;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---- keys ------------------------------------------------------------------------------------ */

static void
on_head_rows (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Request) request = data;
  FacPagedModel *self = request->model;
  GError *error = NULL;
  g_autoptr (FacStorePage) page = fac_store_rows_finish (FAC_STORE (source), result, &error);
  g_autoptr (GArray) keys = NULL;

  if (!is_answer (request, page, error))
    return;
  keys = g_steal_pointer (&self->coming);
  _fac_paged_model_complete (self, keys, page);
  set_state_by_count (self);
}

static void
on_keys (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Request) request = data;
  FacPagedModel *self = request->model;
  GError *error = NULL;
  g_autoptr (GArray) keys = fac_store_keys_finish (FAC_STORE (source), result, &error);

  if (!is_answer (request, keys, error))
    return;
  g_clear_pointer (&self->coming, g_array_unref);
  self->coming = g_steal_pointer (&keys);
  fac_store_rows_async (self->workspace->store, self->query->entity,
                        (const gint64 *) (gpointer) self->coming->data,
                        MIN (self->coming->len, FAC_PAGED_HEAD_ROWS), self->cancellable,
                        on_head_rows, request_new (self, 0));
}

static gboolean
ask_keys (gpointer data)
{
  FacPagedModel *self = data;

  self->keys_id = 0;
  fac_store_keys_async (self->workspace->store, self->query, self->cancellable, on_keys,
                        request_new (self, 0));
  return G_SOURCE_REMOVE;
}

static void
refresh_seen_pages (FacPagedModel *self)
{
  guint n_pages = (self->keys->len + PAGE_ROWS - 1) / PAGE_ROWS;

  for (guint page = 0; page < n_pages; page++)
    {
      gint64 key = fac_paged_key (self->keys, page * PAGE_ROWS);

      if (g_hash_table_contains (self->rows, &key))
        ask_page (self, page);
    }
}

static void
take_first_page (FacPagedModel *self, FacStorePage *page)
{
  if (self->first_of_query)
    {
      _fac_paged_model_show (self, page);
      return;
    }
  _fac_paged_model_fill (self, page);
  if (!page->more)
    _fac_paged_model_take_keys (self, page->keys);
  else
    refresh_seen_pages (self);
}

static void
on_first_page (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Request) request = data;
  FacPagedModel *self = request->model;
  GError *error = NULL;
  g_autoptr (FacStorePage) page = fac_store_first_page_finish (FAC_STORE (source), result, &error);

  if (!is_answer (request, page, error))
    return;
  take_first_page (self, page);
  set_state_by_count (self);
  g_signal_emit (self, signals[ANSWERED], 0);
  if (page->more)
    self->keys_id = g_timeout_add_full (G_PRIORITY_LOW, PAINT_MS, ask_keys, self, NULL);
}

static void
load (FacPagedModel *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->generation++;
  g_clear_handle_id (&self->keys_id, g_source_remove);
  g_hash_table_remove_all (self->asked);
  if (self->state == FAC_LIST_FAILED)
    set_state (self, FAC_LIST_LOADING);
  fac_store_first_page_async (self->workspace->store, self->query, FIRST_ROWS, self->cancellable,
                              on_first_page, request_new (self, 0));
}

static gboolean
on_settled (gpointer data)
{
  FacPagedModel *self = data;

  self->settle_id = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
on_workspace_changed (FacWorkspace *workspace, FacEntity entity, const char *id,
                      FacPagedModel *self)
{
  /* what customers owe is told by their documents */
  const gboolean figures = entity == FAC_ENTITY_INVOICE
                           && self->query->entity == FAC_ENTITY_CUSTOMER;

  if ((entity == self->query->entity || figures) && self->settle_id == 0)
    self->settle_id = g_timeout_add (SETTLE_MS, on_settled, self);
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
fac_paged_model_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  FacPagedModel *self = FAC_PAGED_MODEL (object);

  switch (property)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
fac_paged_model_dispose (GObject *object)
{
  FacPagedModel *self = FAC_PAGED_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  self->generation++;
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->keys_id, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_paged_model_parent_class)->dispose (object);
}

static void
fac_paged_model_finalize (GObject *object)
{
  FacPagedModel *self = FAC_PAGED_MODEL (object);

  g_clear_pointer (&self->query, fac_query_unref);
  g_clear_pointer (&self->head, g_ptr_array_unref);
  g_clear_pointer (&self->coming, g_array_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (fac_paged_model_parent_class)->finalize (object);
}

static void
fac_paged_model_class_init (FacPagedModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fac_paged_model_get_property;
  object_class->dispose = fac_paged_model_dispose;
  object_class->finalize = fac_paged_model_finalize;
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, FAC_TYPE_LIST_STATE,
                                              FAC_LIST_LOADING,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ANSWERED] = g_signal_new ("answered", FAC_TYPE_PAGED_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
fac_paged_model_init (FacPagedModel *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->most_rows = KEPT_ROWS;
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->asked = g_hash_table_new (NULL, NULL);
}

FacPagedModel *
fac_paged_model_new (FacWorkspace *workspace, FacQuery *query)
{
  FacPagedModel *self = g_object_new (FAC_TYPE_PAGED_MODEL, NULL);

  self->workspace = g_object_ref (workspace);
  self->query = fac_query_ref (query);
  self->first_of_query = TRUE;
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_workspace_changed), self, 0);
  load (self);
  return self;
}

void
fac_paged_model_set_query (FacPagedModel *self, FacQuery *query)
{
  if (fac_query_equal (self->query, query))
    return;
  fac_query_ref (query);
  fac_query_unref (self->query);
  self->query = query;
  self->first_of_query = TRUE;
  load (self);
}

FacListState
fac_paged_model_get_state (FacPagedModel *self)
{
  return self->state;
}

const GError *
fac_paged_model_get_error (FacPagedModel *self)
{
  return self->error;
}

void
fac_paged_model_reload (FacPagedModel *self)
{
  load (self);
}

gint64
fac_paged_model_get_key (FacPagedModel *self, guint position)
{
  g_return_val_if_fail (position < self->keys->len, 0);
  return fac_paged_key (self->keys, position);
}
