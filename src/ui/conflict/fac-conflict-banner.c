/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-conflict-banner.h"

#include "fac-conflict-model.h"

#include <glib/gi18n.h>

typedef struct
{
  FacPage          *page; /* owns this */
  GtkWidget        *bar;
  FacEntity         entity;
  FacConflictModel *model;
} Banner;

static void
banner_free (gpointer data)
{
  Banner *self = data;

  g_clear_object (&self->model);
  g_free (self);
}

char *
fac_conflict_action (FacEntity entity, const char *id)
{
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new ("(is)", (int) entity, id));

  return g_action_print_detailed_name ("win.decide", target);
}

static const char *
words_for (FacConflictKind kind)
{
  switch (kind)
    {
    case FAC_CONFLICT_FIELDS:
      return _("This was changed here and at the service. Nothing is lost: decide what holds.");
    case FAC_CONFLICT_GONE_THERE:
      return _("You changed this here, but it no longer exists at the service.");
    case FAC_CONFLICT_DELETED_HERE:
      return _("You deleted this here, but it was changed at the service meanwhile.");
    case FAC_CONFLICT_NONE:
    default:
      return NULL;
    }
}

gboolean
fac_conflict_say (FacNoticeBar *bar, FacWorkspace *workspace, FacEntity entity, const char *id)
{
  const gboolean waits = fac_workspace_has_conflict (workspace, id);
  g_autofree char *action = fac_conflict_action (entity, id);

  fac_notice_bar_say (bar, waits ? words_for (FAC_CONFLICT_FIELDS) : NULL, _("_Decide…"), action);
  return waits;
}

static void
on_changed (FacConflictModel *model, Banner *self)
{
  const char *text = words_for (fac_conflict_model_get_kind (model));
  g_autofree char *action =
      fac_conflict_action (self->entity, fac_conflict_model_get_id (model));

  fac_notice_bar_say (FAC_NOTICE_BAR (self->bar), text, _("_Decide…"), action);
}

static void
on_object_id (FacPage *page, GParamSpec *pspec, Banner *self)
{
  const char *id = fac_page_get_object_id (page);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  fac_notice_bar_say (FAC_NOTICE_BAR (self->bar), NULL, NULL, NULL);
  if (id == NULL)
    return;
  self->model = fac_conflict_model_new (fac_page_get_workspace (page), self->entity, id);
  /* the page frees both; an answer that comes later finds the model without a workspace */
  g_signal_connect (self->model, "changed", G_CALLBACK (on_changed), self);
}

static void
on_destroy (FacPage *page, Banner *self)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
}

void
fac_conflict_banner_follow (FacPage *page, FacEntity entity)
{
  Banner *self = g_new0 (Banner, 1);

  self->page = page;
  self->entity = entity;
  self->bar = fac_notice_bar_new ();
  fac_page_add_banner (page, self->bar);
  g_object_set_data_full (G_OBJECT (page), "fac-conflict-banner", self, banner_free);
  g_signal_connect (page, "notify::object-id", G_CALLBACK (on_object_id), self);
  g_signal_connect (page, "destroy", G_CALLBACK (on_destroy), self);
  on_object_id (page, NULL, self);
}
