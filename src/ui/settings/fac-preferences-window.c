/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-preferences-window.h"

#include "fac-choice-row.h"
#include "fac-settings.h"
#include "fac-storage-group.h"

#include <glib/gi18n.h>

struct _FacPreferencesWindow
{
  AdwPreferencesWindow  parent_instance;

  AdwPreferencesPage   *page;
  FacChoiceRow         *scheme;
  AdwActionRow         *catalog;
  GtkWidget            *catalog_clear;

  GSettings            *settings;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (FacPreferencesWindow, fac_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
show_catalog (FacPreferencesWindow *self)
{
  g_autofree char *path = g_settings_get_string (self->settings, FAC_SETTING_CATALOG_PATH);

  adw_action_row_set_subtitle (self->catalog, *path != '\0' ? path : _("Not chosen"));
  gtk_widget_set_visible (self->catalog_clear, *path != '\0');
}

static void
on_clear_catalog (FacPreferencesWindow *self)
{
  g_settings_set_string (self->settings, FAC_SETTING_CATALOG_PATH, "");
  show_catalog (self);
}

static void
on_chosen (GtkNativeDialog *dialog, int response, FacPreferencesWindow *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL)
    g_settings_set_string (self->settings, FAC_SETTING_CATALOG_PATH, path);
  show_catalog (self);
  g_clear_object (&self->chooser);
}

static void
on_choose_catalog (FacPreferencesWindow *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Complete SAT Catalogs"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
fac_preferences_window_dispose (GObject *object)
{
  FacPreferencesWindow *self = FAC_PREFERENCES_WINDOW (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (fac_preferences_window_parent_class)->dispose (object);
}

static void
fac_preferences_window_class_init (FacPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_preferences_window_dispose;
  g_type_ensure (FAC_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/settings/fac-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FacPreferencesWindow, page);
  gtk_widget_class_bind_template_child (widget_class, FacPreferencesWindow, scheme);
  gtk_widget_class_bind_template_child (widget_class, FacPreferencesWindow, catalog);
  gtk_widget_class_bind_template_child (widget_class, FacPreferencesWindow, catalog_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_catalog);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_catalog);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fac_preferences_window_init (FacPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fac_preferences_window_present (GtkWindow *parent, GSettings *settings,
                                FacWorkspace *workspace)
{
  const char *values[] = { "default", "light", "dark", NULL };
  const char *labels[] = { _("Follow the desktop"), _("Light"), _("Dark"), NULL };
  FacPreferencesWindow *self = g_object_new (FAC_TYPE_PREFERENCES_WINDOW, "transient-for", parent,
                                             NULL);

  self->settings = g_object_ref (settings);
  fac_choice_row_bind (self->scheme, settings, FAC_SETTING_COLOR_SCHEME, values, labels);
  show_catalog (self);
  if (workspace != NULL)
    adw_preferences_page_add (self->page,
                              ADW_PREFERENCES_GROUP (fac_storage_group_new (workspace)));
  gtk_window_present (GTK_WINDOW (self));
}
