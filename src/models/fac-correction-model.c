/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-correction-model.h"

#include "fac-store-corrections.h"
#include "fac-workspace-private.h"

struct _FacCorrectionModel
{
  GObject parent_instance;

  FacWorkspace  *workspace;
  char          *id;
  FacCorrection *correction;
  GCancellable  *cancellable;
  gboolean       loading;
  gboolean       again;
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void load (FacCorrectionModel *self);

G_DEFINE_FINAL_TYPE (FacCorrectionModel, fac_correction_model, G_TYPE_OBJECT)

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCorrectionModel) self = data;
  g_autoptr (GError) error = NULL;
  FacCorrection *found = fac_store_get_correction_finish (FAC_STORE (source), result, &error);

  self->loading = FALSE;
  if (self->workspace == NULL)
    {
      g_clear_pointer (&found, fac_correction_free);
      return;
    }
  if (error == NULL)
    {
      g_clear_pointer (&self->correction, fac_correction_free);
      self->correction = found;
      g_signal_emit (self, signals[CHANGED], 0);
    }
  if (self->again)
    load (self);
}

static void
load (FacCorrectionModel *self)
{
  self->again = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  fac_store_get_correction_async (self->workspace->store, self->id, self->cancellable, on_read,
                                  g_object_ref (self));
}

static gboolean
is_one_of_both (FacCorrectionModel *self, const char *id)
{
  return id == NULL || g_str_equal (id, self->id)
         || (self->correction != NULL
             && (g_str_equal (id, self->correction->original->id)
                 || g_str_equal (id, self->correction->substitute->id)));
}

static void
on_workspace_changed (FacWorkspace *workspace, FacEntity entity, const char *id,
                      FacCorrectionModel *self)
{
  if ((entity == FAC_ENTITY_INVOICE && is_one_of_both (self, id)) || entity == FAC_ENTITY_OUTBOX)
    load (self);
}

static void
fac_correction_model_dispose (GObject *object)
{
  FacCorrectionModel *self = FAC_CORRECTION_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_correction_model_parent_class)->dispose (object);
}

static void
fac_correction_model_finalize (GObject *object)
{
  FacCorrectionModel *self = FAC_CORRECTION_MODEL (object);

  g_free (self->id);
  g_clear_pointer (&self->correction, fac_correction_free);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (fac_correction_model_parent_class)->finalize (object);
}

static void
fac_correction_model_class_init (FacCorrectionModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_correction_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_correction_model_finalize;
  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_CORRECTION_MODEL, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
fac_correction_model_init (FacCorrectionModel *self)
{
  self->cancellable = g_cancellable_new ();
}

FacCorrectionModel *
fac_correction_model_new (FacWorkspace *workspace, const char *id)
{
  FacCorrectionModel *self = g_object_new (FAC_TYPE_CORRECTION_MODEL, NULL);

  self->workspace = g_object_ref (workspace);
  self->id = g_strdup (id);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_workspace_changed), self, 0);
  load (self);
  return self;
}

const FacCorrection *
fac_correction_model_get (FacCorrectionModel *self)
{
  return self->correction;
}
