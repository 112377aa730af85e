/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-conflict-mark.h"

#include "fac-page.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

struct _FacConflictMark
{
  GtkWidget     parent_instance;

  GtkWidget    *image;
  FacRow       *row;
  FacWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (FacConflictMark, fac_conflict_mark, GTK_TYPE_WIDGET)

static void
update (FacConflictMark *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          self->workspace != NULL && self->row != NULL
                            && fac_workspace_has_conflict (self->workspace,
                                                           fac_row_get_id (self->row)));
}

static void
forget_workspace (FacConflictMark *self)
{
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_object (&self->workspace);
}

static void
fac_conflict_mark_root (GtkWidget *widget)
{
  FacConflictMark *self = FAC_CONFLICT_MARK (widget);
  GtkWidget *page = gtk_widget_get_ancestor (widget, FAC_TYPE_PAGE);

  GTK_WIDGET_CLASS (fac_conflict_mark_parent_class)->root (widget);
  if (page == NULL)
    return;
  self->workspace = g_object_ref (fac_page_get_workspace (FAC_PAGE (page)));
  g_signal_connect_swapped (self->workspace, "conflicts-changed", G_CALLBACK (update), self);
  update (self);
}

static void
fac_conflict_mark_unroot (GtkWidget *widget)
{
  forget_workspace (FAC_CONFLICT_MARK (widget));
  GTK_WIDGET_CLASS (fac_conflict_mark_parent_class)->unroot (widget);
}

static void
fac_conflict_mark_dispose (GObject *object)
{
  FacConflictMark *self = FAC_CONFLICT_MARK (object);

  forget_workspace (self);
  g_clear_object (&self->row);
  g_clear_pointer (&self->image, gtk_widget_unparent);
  G_OBJECT_CLASS (fac_conflict_mark_parent_class)->dispose (object);
}

static void
fac_conflict_mark_class_init (FacConflictMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_conflict_mark_dispose;
  widget_class->root = fac_conflict_mark_root;
  widget_class->unroot = fac_conflict_mark_unroot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fac_conflict_mark_init (FacConflictMark *self)
{
  self->image = gtk_image_new_from_icon_name ("dialog-question-symbolic");
  gtk_widget_add_css_class (self->image, "warning");
  fac_ui_name_control (self->image, _("Changed here and at the service: you decide"));
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
fac_conflict_mark_new (void)
{
  return g_object_new (FAC_TYPE_CONFLICT_MARK, NULL);
}

void
fac_conflict_mark_set_row (FacConflictMark *self, FacRow *row)
{
  g_set_object (&self->row, row);
  update (self);
}
