/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-preferences-window.h"

#include "fac-catalog-group.h"
#include "fac-choice-row.h"
#include "fac-key-group.h"
#include "fac-settings.h"
#include "fac-storage-group.h"

#include <glib/gi18n.h>

struct _FacPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  AdwPreferencesPage  *page;
  FacChoiceRow        *scheme;

  GSettings           *settings;
};

G_DEFINE_FINAL_TYPE (FacPreferencesWindow, fac_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
fac_preferences_window_dispose (GObject *object)
{
  FacPreferencesWindow *self = FAC_PREFERENCES_WINDOW (object);

  g_clear_object (&self->settings);
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
  if (workspace != NULL && fac_workspace_uses_keyring (workspace))
    adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (fac_key_group_new (workspace)));
  if (workspace != NULL)
    {
      adw_preferences_page_add (self->page,
                                ADW_PREFERENCES_GROUP (fac_catalog_group_new (workspace)));
      adw_preferences_page_add (self->page,
                                ADW_PREFERENCES_GROUP (fac_storage_group_new (workspace)));
    }
  gtk_window_present (GTK_WINDOW (self));
}
