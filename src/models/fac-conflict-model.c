/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-conflict-model.h"

#include "fac-conflict-field-private.h"
#include "fac-conflict-words.h"
#include "fac-error.h"
#include "fac-variant.h"
#include "fac-workspace-private.h"

#include <glib/gi18n-lib.h>

/* a little longer than the offer to take it back is in view */
#define TAKE_BACK_TIME (12 * G_TIME_SPAN_SECOND)

struct _FacConflictModel
{
  GObject parent_instance;

  FacWorkspace *workspace;
  FacEntity     entity;
  char         *id;
  FacConflict  *conflict; /* (nullable) */
  FacConflict  *decided;  /* as it was when the person decided */
  FacMerge     *merge;    /* (nullable) */
  char         *title;
  char         *currency;
  GListStore   *fields;
  GListStore   *settled;
  GCancellable *cancellable;
  gboolean      loaded;
  gboolean      loading;
  gboolean      again;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void load (FacConflictModel *self);

G_DEFINE_FINAL_TYPE (FacConflictModel, fac_conflict_model, G_TYPE_OBJECT)

static void
emit_changed (FacConflictModel *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- words ---------------------------------------------------------------------------------- */

static FacConflictField *
make_field (FacConflictModel *self, const char *path, gboolean known, GVariant *base,
            GVariant *mine, GVariant *theirs)
{
  char *name = fac_conflict_field_name (path);

  if (name == NULL)
    return NULL;
  return _fac_conflict_field_new (
    path, name,
    known ? fac_conflict_value_text (self->workspace, path, base, self->currency) : NULL,
    fac_conflict_value_text (self->workspace, path, mine, self->currency),
    fac_conflict_value_text (self->workspace, path, theirs, self->currency));
}

static gboolean
is_to_be_decided (FacConflictModel *self, const char *path)
{
  GPtrArray *conflicts = self->merge != NULL ? fac_merge_conflicts (self->merge) : NULL;

  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      const FacMergeConflict *conflict = g_ptr_array_index (conflicts, i);

      if (g_str_equal (conflict->path, path))
        return TRUE;
    }
  return FALSE;
}

static void
add_settled (FacConflictModel *self, const char *path, GVariant *base, GVariant *mine,
             GVariant *theirs)
{
  g_autoptr (FacConflictField) field = make_field (self, path, TRUE, base, mine, theirs);

  if (field == NULL)
    return;
  if (fac_merge_same (base, mine))
    _fac_conflict_field_set_choice (field, FAC_MERGE_THEIRS);
  else if (fac_merge_same (base, theirs))
    _fac_conflict_field_set_choice (field, FAC_MERGE_MINE);
  g_list_store_append (self->settled, field);
}

static gboolean
is_of_type (const GVariantType *type, GVariant *base, GVariant *mine, GVariant *theirs)
{
  return base != NULL && mine != NULL && theirs != NULL && g_variant_is_of_type (base, type)
         && g_variant_is_of_type (mine, type) && g_variant_is_of_type (theirs, type);
}

static void walk (FacConflictModel *self, const char *path, GVariant *base, GVariant *mine,
                  GVariant *theirs);

static void
walk_member (FacConflictModel *self, const char *path, const char *name, GVariant *base,
             GVariant *mine, GVariant *theirs)
{
  g_autoptr (GVariant) before = g_variant_lookup_value (base, name, NULL);
  g_autoptr (GVariant) here = g_variant_lookup_value (mine, name, NULL);
  g_autoptr (GVariant) there = g_variant_lookup_value (theirs, name, NULL);
  g_autofree char *member =
      path[0] != '\0' ? g_strconcat (path, "/", name, NULL) : g_strdup (name);

  walk (self, member, before, here, there);
}

static void
walk_object (FacConflictModel *self, const char *path, GVariant *base, GVariant *mine,
             GVariant *theirs)
{
  GVariant *const sides[] = { mine, theirs, base };
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      GVariantIter iter;
      const char *name;

      g_variant_iter_init (&iter, sides[i]);
      while (g_variant_iter_next (&iter, "{&sv}", &name, NULL))
        if (g_hash_table_add (seen, (gpointer) name))
          walk_member (self, path, name, base, mine, theirs);
    }
}

static void
walk_list (FacConflictModel *self, const char *path, GVariant *base, GVariant *mine,
           GVariant *theirs)
{
  const gsize n = g_variant_n_children (base);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) before = g_variant_get_child_value (base, i);
      g_autoptr (GVariant) here = g_variant_get_child_value (mine, i);
      g_autoptr (GVariant) there = g_variant_get_child_value (theirs, i);
      g_autofree char *item = g_strdup_printf ("%s/%" G_GSIZE_FORMAT, path, i);

      walk (self, item, before, here, there);
    }
}

/* What differs and is not to be decided. */
static void
walk (FacConflictModel *self, const char *path, GVariant *base, GVariant *mine, GVariant *theirs)
{
  if (fac_merge_same (mine, theirs) || is_to_be_decided (self, path))
    return;
  if (is_of_type (G_VARIANT_TYPE_VARDICT, base, mine, theirs))
    walk_object (self, path, base, mine, theirs);
  else if (g_str_equal (path, "lines")
           && is_of_type (G_VARIANT_TYPE ("aa{sv}"), base, mine, theirs)
           && g_variant_n_children (base) == g_variant_n_children (mine)
           && g_variant_n_children (base) == g_variant_n_children (theirs))
    walk_list (self, path, base, mine, theirs);
  else
    add_settled (self, path, base, mine, theirs);
}

static void
list_fields (FacConflictModel *self, gboolean known)
{
  GPtrArray *conflicts = fac_merge_conflicts (self->merge);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const FacMergeConflict *conflict = g_ptr_array_index (conflicts, i);
      g_autoptr (FacConflictField) field = make_field (self, conflict->path, known, conflict->base,
                                                       conflict->mine, conflict->theirs);

      /* what has no name is decided by what is here, as the merge does without a choice */
      if (field == NULL)
        fac_merge_decide (self->merge, conflict->path, FAC_MERGE_MINE);
      else
        g_list_store_append (self->fields, field);
    }
}

/* ---- loading -------------------------------------------------------------------------------- */

static char *
title_of (FacEntity entity, GVariant *content)
{
  g_autoptr (GVariant) customer = NULL;
  const char *text = NULL;

  if (entity == FAC_ENTITY_CUSTOMER)
    g_variant_lookup (content, "legal_name", "&s", &text);
  else if (entity == FAC_ENTITY_PRODUCT)
    g_variant_lookup (content, "description", "&s", &text);
  else
    customer = g_variant_lookup_value (content, "customer", G_VARIANT_TYPE_VARDICT);
  if (customer != NULL)
    g_variant_lookup (customer, "legal_name", "&s", &text);
  return g_strdup (text);
}

static GVariant *
read_side (GBytes *bytes)
{
  return bytes != NULL ? fac_variant_from_bytes (bytes) : NULL;
}

static void
read_conflict (FacConflictModel *self)
{
  g_autoptr (GVariant) base = read_side (self->conflict->base);
  g_autoptr (GVariant) mine = read_side (self->conflict->mine);
  g_autoptr (GVariant) theirs = read_side (self->conflict->theirs);
  GVariant *present = mine != NULL ? mine : theirs;

  if (present == NULL)
    return;
  self->title = title_of (self->entity, present);
  g_variant_lookup (present, "currency", "s", &self->currency);
  if (mine != NULL && theirs != NULL)
    {
      self->merge = fac_merge_new (base, mine, theirs);
      list_fields (self, base != NULL);
    }
  if (base != NULL)
    walk (self, "", base, mine != NULL ? mine : base, theirs != NULL ? theirs : base);
}

static void
take_conflict (FacConflictModel *self, FacConflict *conflict)
{
  g_clear_pointer (&self->conflict, fac_conflict_free);
  g_clear_pointer (&self->merge, fac_merge_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->currency, g_free);
  g_list_store_remove_all (self->fields);
  g_list_store_remove_all (self->settled);
  self->conflict = conflict;
  if (conflict != NULL)
    read_conflict (self);
}

static gboolean
same_bytes (GBytes *a, GBytes *b)
{
  return a == NULL || b == NULL ? a == b : g_bytes_equal (a, b);
}

static gboolean
same_conflict (const FacConflict *a, const FacConflict *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return same_bytes (a->base, b->base) && same_bytes (a->mine, b->mine)
         && same_bytes (a->theirs, b->theirs);
}

static void
on_conflict (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacConflictModel) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacConflict) conflict =
      fac_store_get_conflict_finish (FAC_STORE (source), result, &error);

  self->loading = FALSE;
  if (self->workspace == NULL)
    return;
  if (error == NULL && (!self->loaded || !same_conflict (self->conflict, conflict)))
    {
      self->loaded = TRUE;
      take_conflict (self, g_steal_pointer (&conflict));
      emit_changed (self);
    }
  if (self->again)
    load (self);
}

static void
load (FacConflictModel *self)
{
  self->again = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  fac_store_get_conflict_async (self->workspace->store, self->entity, self->id, self->cancellable,
                                on_conflict, g_object_ref (self));
}

static void
on_workspace_changed (FacWorkspace *workspace, FacEntity entity, const char *id,
                      FacConflictModel *self)
{
  if (entity == self->entity && (id == NULL || g_str_equal (id, self->id)))
    load (self);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_conflict_model_dispose (GObject *object)
{
  FacConflictModel *self = FAC_CONFLICT_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_conflict_model_parent_class)->dispose (object);
}

static void
fac_conflict_model_finalize (GObject *object)
{
  FacConflictModel *self = FAC_CONFLICT_MODEL (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->currency);
  g_clear_pointer (&self->conflict, fac_conflict_free);
  g_clear_pointer (&self->decided, fac_conflict_free);
  g_clear_pointer (&self->merge, fac_merge_free);
  g_clear_object (&self->fields);
  g_clear_object (&self->settled);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (fac_conflict_model_parent_class)->finalize (object);
}

static void
fac_conflict_model_class_init (FacConflictModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fac_conflict_model_dispose;
  object_class->finalize = fac_conflict_model_finalize;
  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_CONFLICT_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
fac_conflict_model_init (FacConflictModel *self)
{
  self->fields = g_list_store_new (FAC_TYPE_CONFLICT_FIELD);
  self->settled = g_list_store_new (FAC_TYPE_CONFLICT_FIELD);
  self->cancellable = g_cancellable_new ();
}

FacConflictModel *
fac_conflict_model_new (FacWorkspace *workspace, FacEntity entity, const char *id)
{
  FacConflictModel *self = g_object_new (FAC_TYPE_CONFLICT_MODEL, NULL);

  self->workspace = g_object_ref (workspace);
  self->entity = entity;
  self->id = g_strdup (id);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_workspace_changed), self, 0);
  load (self);
  return self;
}

gboolean
fac_conflict_model_is_loaded (FacConflictModel *self)
{
  return self->loaded;
}

FacConflictKind
fac_conflict_model_get_kind (FacConflictModel *self)
{
  if (self->conflict == NULL)
    return FAC_CONFLICT_NONE;
  if (self->conflict->theirs == NULL)
    return FAC_CONFLICT_GONE_THERE;
  return self->conflict->mine == NULL ? FAC_CONFLICT_DELETED_HERE : FAC_CONFLICT_FIELDS;
}

FacEntity
fac_conflict_model_get_entity (FacConflictModel *self)
{
  return self->entity;
}

const char *
fac_conflict_model_get_id (FacConflictModel *self)
{
  return self->id;
}

const char *
fac_conflict_model_get_title (FacConflictModel *self)
{
  return self->title;
}

GListModel *
fac_conflict_model_get_fields (FacConflictModel *self)
{
  return G_LIST_MODEL (self->fields);
}

GListModel *
fac_conflict_model_get_settled (FacConflictModel *self)
{
  return G_LIST_MODEL (self->settled);
}

/* ---- deciding ------------------------------------------------------------------------------- */

void
fac_conflict_model_choose (FacConflictModel *self, FacConflictField *field, FacMergeChoice choice)
{
  if (self->merge == NULL || !fac_merge_decide (self->merge, field->path, choice))
    return;
  _fac_conflict_field_set_choice (field, choice);
  emit_changed (self);
}

void
fac_conflict_model_choose_all (FacConflictModel *self, FacMergeChoice choice)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->fields));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FacConflictField) field = g_list_model_get_item (G_LIST_MODEL (self->fields), i);

      if (fac_merge_decide (self->merge, field->path, choice))
        _fac_conflict_field_set_choice (field, choice);
    }
  emit_changed (self);
}

gboolean
fac_conflict_model_is_decided (FacConflictModel *self)
{
  return self->merge != NULL && fac_merge_is_decided (self->merge);
}

static GBytes *
chosen_content (FacConflictModel *self, gboolean keep)
{
  g_autoptr (GVariant) result = NULL;

  if (self->merge == NULL)
    {
      GBytes *left = self->conflict->mine != NULL ? self->conflict->mine : self->conflict->theirs;

      return keep && left != NULL ? g_bytes_ref (left) : NULL;
    }
  result = fac_merge_result (self->merge);
  return fac_variant_to_bytes (result);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacConflictModel *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->workspace != NULL)
    _fac_workspace_wake (self->workspace);
  g_task_return_boolean (task, TRUE);
}

void
fac_conflict_model_decide_async (FacConflictModel *self, gboolean keep,
                                 GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  g_autoptr (GBytes) content = NULL;
  gint64 leaves_at;

  if (self->conflict == NULL)
    {
      g_task_return_new_error (task, FAC_ERROR, FAC_ERROR_NOT_FOUND, "%s",
                               _("There is nothing to decide"));
      return;
    }
  g_clear_pointer (&self->decided, fac_conflict_free);
  self->decided = fac_conflict_copy (self->conflict);
  content = chosen_content (self, keep);
  leaves_at = fac_clock_now (self->workspace->clock) + TAKE_BACK_TIME;
  fac_store_resolve_conflict_async (self->workspace->store, self->entity, self->id, content,
                                    leaves_at, on_written, g_steal_pointer (&task));
}

gboolean
fac_conflict_model_decide_finish (FacConflictModel *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
fac_conflict_model_take_back_async (FacConflictModel *self, GAsyncReadyCallback callback,
                                    gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  if (self->decided == NULL)
    g_task_return_new_error (task, FAC_ERROR, FAC_ERROR_NOT_FOUND, "%s",
                             _("There is nothing to decide"));
  else
    fac_store_reopen_conflict_async (self->workspace->store, self->decided, on_written,
                                     g_steal_pointer (&task));
}

gboolean
fac_conflict_model_take_back_finish (FacConflictModel *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
