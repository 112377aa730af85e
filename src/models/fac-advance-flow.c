/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-advance-flow.h"

#include "fac-store-advances.h"
#include "fac-text.h"
#include "fac-workspace-private.h"

struct _FacAdvanceFlow
{
  GObject parent_instance;

  FacWorkspace *workspace;
  char         *id;
  char         *customer;
  GPtrArray    *uses;
  GPtrArray    *open;
  GCancellable *cancellable;
  gboolean      loading;
  gboolean      again;
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void load (FacAdvanceFlow *self);

G_DEFINE_FINAL_TYPE (FacAdvanceFlow, fac_advance_flow, G_TYPE_OBJECT)

static void
loaded (FacAdvanceFlow *self)
{
  self->loading = FALSE;
  if (self->workspace == NULL)
    return;
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->again)
    load (self);
}

static void
on_open (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacAdvanceFlow) self = data;
  g_autoptr (GPtrArray) open = fac_store_get_open_advances_finish (FAC_STORE (source), result,
                                                                   NULL);

  if (open != NULL && self->customer != NULL)
    {
      g_clear_pointer (&self->open, g_ptr_array_unref);
      self->open = g_steal_pointer (&open);
    }
  loaded (self);
}

static void
on_uses (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacAdvanceFlow) self = data;
  g_autoptr (GPtrArray) uses = fac_store_get_advance_uses_finish (FAC_STORE (source), result, NULL);

  if (uses != NULL)
    {
      g_clear_pointer (&self->uses, g_ptr_array_unref);
      self->uses = g_steal_pointer (&uses);
    }
  if (self->workspace == NULL || self->customer == NULL)
    loaded (self);
  else
    fac_store_get_open_advances_async (FAC_STORE (source), self->customer, self->cancellable,
                                       on_open, g_object_ref (self));
}

static void
load (FacAdvanceFlow *self)
{
  self->again = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  fac_store_get_advance_uses_async (self->workspace->store, self->id, self->cancellable, on_uses,
                                    g_object_ref (self));
}

static void
on_workspace_changed (FacWorkspace *workspace, FacEntity entity, const char *id,
                      FacAdvanceFlow *self)
{
  if (entity == FAC_ENTITY_INVOICE)
    load (self);
}

static void
fac_advance_flow_dispose (GObject *object)
{
  FacAdvanceFlow *self = FAC_ADVANCE_FLOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_advance_flow_parent_class)->dispose (object);
}

static void
fac_advance_flow_finalize (GObject *object)
{
  FacAdvanceFlow *self = FAC_ADVANCE_FLOW (object);

  g_free (self->id);
  g_free (self->customer);
  g_clear_pointer (&self->uses, g_ptr_array_unref);
  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (fac_advance_flow_parent_class)->finalize (object);
}

static void
fac_advance_flow_class_init (FacAdvanceFlowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_advance_flow_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_advance_flow_finalize;
  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_ADVANCE_FLOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
fac_advance_flow_init (FacAdvanceFlow *self)
{
  self->cancellable = g_cancellable_new ();
}

FacAdvanceFlow *
fac_advance_flow_new (FacWorkspace *workspace, const char *id)
{
  FacAdvanceFlow *self = g_object_new (FAC_TYPE_ADVANCE_FLOW, NULL);

  self->workspace = g_object_ref (workspace);
  self->id = g_strdup (id);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_workspace_changed), self, 0);
  load (self);
  return self;
}

void
fac_advance_flow_set_customer (FacAdvanceFlow *self, const char *customer_id)
{
  if (g_strcmp0 (self->customer, customer_id) == 0)
    return;
  fac_set_string (&self->customer, customer_id);
  g_clear_pointer (&self->open, g_ptr_array_unref);
  load (self);
}

const GPtrArray *
fac_advance_flow_get_uses (FacAdvanceFlow *self)
{
  return self->uses;
}

const GPtrArray *
fac_advance_flow_get_open (FacAdvanceFlow *self)
{
  return self->open;
}
