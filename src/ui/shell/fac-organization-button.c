/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-organization-button.h"

#include "fac-sandbox-process.h"
#include "fac-text.h"

#include <glib/gi18n.h>

#define PRACTICE_PROVIDER "sandbox"

struct _FacOrganizationButton
{
  AdwBin         parent_instance;

  GtkMenuButton *button;
  GtkWidget     *face;
  GtkLabel      *name;
  GtkLabel      *detail;
  GtkPopover    *popover;
  GtkListBox    *list;
  GtkWidget     *offline_list;
  GtkSwitch     *offline;
  GtkWidget     *practice;

  FacDirectory  *directory;
  FacWorkspace  *workspace;

  gboolean       updating;
};

G_DEFINE_FINAL_TYPE (FacOrganizationButton, fac_organization_button, ADW_TYPE_BIN)

static const char *
name_of (const FacOrganization *organization)
{
  if (!fac_text_is_empty (organization->name))
    return organization->name;
  return organization->legal_name != NULL ? organization->legal_name : "";
}

static char *
detail_of (const FacOrganization *organization)
{
  gboolean practice = g_strcmp0 (organization->provider, PRACTICE_PROVIDER) == 0;
  const char *environment = practice                 ? C_("environment", "Practice")
                            : organization->livemode ? C_("environment", "Live")
                                                     : C_("environment", "Test");

  if (fac_text_is_empty (organization->tax_id))
    return g_strdup (environment);
  return g_strdup_printf ("%s · %s", organization->tax_id, environment);
}

static gboolean
is_practice (const FacOrganization *organization)
{
  return g_strcmp0 (organization->provider, PRACTICE_PROVIDER) == 0;
}

static void
update (FacOrganizationButton *self)
{
  FacOrganization *organization = self->workspace != NULL
    ? fac_workspace_get_organization (self->workspace)
                                                          : NULL;
  g_autofree char *detail = NULL;
  g_autofree char *spoken = NULL;

  if (organization == NULL)
    return;
  detail = detail_of (organization);
  gtk_label_set_label (self->name, name_of (organization));
  gtk_label_set_label (self->detail, detail);
  /* Translators: accessible name of the switcher: name, then RFC and environment */
  spoken = g_strdup_printf (_("Organization: %s, %s"), name_of (organization), detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

static void
show_offline (FacOrganizationButton *self)
{
  gboolean offline = fac_workspace_get_simulated_offline (self->workspace);
  FacOrganization *organization = fac_workspace_get_organization (self->workspace);

  self->updating = TRUE;
  gtk_widget_set_visible (self->offline_list, offline || is_practice (organization));
  gtk_switch_set_active (self->offline, offline);
  self->updating = FALSE;
}

static void
on_offline_changed (FacOrganizationButton *self)
{
  if (!self->updating && self->workspace != NULL)
    fac_workspace_set_simulated_offline (self->workspace, gtk_switch_get_active (self->offline));
}

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  FacOrganizationButton *self = data;
  FacOrganization *organization = fac_directory_item_get_organization (item);
  FacOrganization *current = self->workspace != NULL
    ? fac_workspace_get_organization (self->workspace) : NULL;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *detail = detail_of (organization);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name_of (organization));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "organization", g_strdup (organization->id), g_free);
  if (current != NULL && g_strcmp0 (current->id, organization->id) == 0)
    {
      GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _("Open now"), -1);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), check);
    }
  return row;
}

static void
on_popover_show (FacOrganizationButton *self)
{
  gboolean practice_known = FALSE;
  g_autofree char *sandbox = NULL;

  /* bound anew each time, so that the mark is where it belongs */
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->directory), make_row, self, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->directory)); i++)
    {
      g_autoptr (FacDirectoryItem) item = g_list_model_get_item (G_LIST_MODEL (self->directory), i);

      if (is_practice (fac_directory_item_get_organization (item)))
        practice_known = TRUE;
    }
  sandbox = practice_known ? NULL : fac_sandbox_process_find ();
  gtk_widget_set_visible (self->practice, sandbox != NULL);
  if (self->workspace != NULL)
    show_offline (self);
}

static void
on_row_activated (FacOrganizationButton *self, GtkListBoxRow *row)
{
  const char *id = g_object_get_data (G_OBJECT (row), "organization");

  gtk_popover_popdown (self->popover);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.switch", "s", id);
}

static void
on_door_clicked (FacOrganizationButton *self)
{
  gtk_popover_popdown (self->popover);
}

static void
fac_organization_button_dispose (GObject *object)
{
  FacOrganizationButton *self = FAC_ORGANIZATION_BUTTON (object);

  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_object (&self->workspace);
  g_clear_object (&self->directory);
  G_OBJECT_CLASS (fac_organization_button_parent_class)->dispose (object);
}

static void
fac_organization_button_class_init (FacOrganizationButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_organization_button_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/shell/fac-organization-button.ui");
  gtk_widget_class_bind_template_child (widget_class, FacOrganizationButton, button);
  gtk_widget_class_bind_template_child (widget_class, FacOrganizationButton, face);
  gtk_widget_class_bind_template_child (widget_class, FacOrganizationButton, name);
  gtk_widget_class_bind_template_child (widget_class, FacOrganizationButton, detail);
  gtk_widget_class_bind_template_child (widget_class, FacOrganizationButton, popover);
  gtk_widget_class_bind_template_child (widget_class, FacOrganizationButton, list);
  gtk_widget_class_bind_template_child (widget_class, FacOrganizationButton, offline_list);
  gtk_widget_class_bind_template_child (widget_class, FacOrganizationButton, offline);
  gtk_widget_class_bind_template_child (widget_class, FacOrganizationButton, practice);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_show);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_door_clicked);
}

static void
fac_organization_button_init (FacOrganizationButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* the menu button centres its child in a box of its own */
  gtk_widget_set_halign (gtk_widget_get_parent (self->face), GTK_ALIGN_FILL);
  g_signal_connect_object (self->offline, "notify::active", G_CALLBACK (on_offline_changed), self,
                           G_CONNECT_SWAPPED);
}

void
fac_organization_button_set_directory (FacOrganizationButton *self, FacDirectory *directory)
{
  g_set_object (&self->directory, directory);
}

void
fac_organization_button_set_workspace (FacOrganizationButton *self, FacWorkspace *workspace)
{
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_set_object (&self->workspace, workspace);
  if (workspace == NULL)
    return;
  g_signal_connect_object (workspace, "notify::organization", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::simulated-offline", G_CALLBACK (show_offline), self,
                           G_CONNECT_SWAPPED);
  update (self);
  show_offline (self);
}
