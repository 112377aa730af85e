/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-queue-page.h"

#include "fac-outbox-model.h"
#include "fac-pull-row.h"
#include "fac-queue-row.h"

#include <glib/gi18n.h>

/* times in the rows ("in 4 minutes") are told anew this often */
#define REFRESH_SECONDS 5

struct _FacQueuePage
{
  FacPage         parent_instance;

  GtkWidget      *retry_all;
  GtkStack       *stack;
  GtkListBox     *list;
  FacPullRow     *pull;

  FacOutboxModel *model;

  guint           timer;
};

G_DEFINE_FINAL_TYPE (FacQueuePage, fac_queue_page, FAC_TYPE_PAGE)

static GtkWidget *
make_row (gpointer operation, gpointer data)
{
  FacQueuePage *self = data;

  return fac_queue_row_new (fac_page_get_workspace (FAC_PAGE (self)), self->model, operation);
}

static void
on_items_changed (FacQueuePage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
  gtk_widget_set_visible (self->retry_all, n > 1);
}

static void
on_failed (FacQueuePage *self, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog;

  if (root == NULL)
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (root), _("The Queue Was Not Changed"), NULL);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_retry_all (FacQueuePage *self)
{
  fac_outbox_model_retry (self->model, NULL);
}

static gboolean
on_timer (gpointer data)
{
  FacQueuePage *self = data;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    fac_queue_row_update (FAC_QUEUE_ROW (row));
  return G_SOURCE_CONTINUE;
}

static void
fac_queue_page_constructed (GObject *object)
{
  FacQueuePage *self = FAC_QUEUE_PAGE (object);

  G_OBJECT_CLASS (fac_queue_page_parent_class)->constructed (object);
  self->model = fac_outbox_model_new (fac_page_get_workspace (FAC_PAGE (self)));
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (on_failed), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->model), make_row, self, NULL);
  fac_pull_row_set_workspace (self->pull, fac_page_get_workspace (FAC_PAGE (self)));
  on_items_changed (self);
  self->timer = g_timeout_add_seconds (REFRESH_SECONDS, on_timer, self);
}

static void
fac_queue_page_dispose (GObject *object)
{
  FacQueuePage *self = FAC_QUEUE_PAGE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (fac_queue_page_parent_class)->dispose (object);
}

static void
fac_queue_page_class_init (FacQueuePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = fac_queue_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = fac_queue_page_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/queue/fac-queue-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FacQueuePage, retry_all);
  gtk_widget_class_bind_template_child (widget_class, FacQueuePage, stack);
  gtk_widget_class_bind_template_child (widget_class, FacQueuePage, list);
  gtk_widget_class_bind_template_child (widget_class, FacQueuePage, pull);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_all);
}

static void
fac_queue_page_init (FacQueuePage *self)
{
  g_type_ensure (FAC_TYPE_PULL_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
}

FacPage *
fac_queue_page_new (FacWorkspace *workspace)
{
  return g_object_new (FAC_TYPE_QUEUE_PAGE, "workspace", workspace, NULL);
}
