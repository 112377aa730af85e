/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-welcome.h"

#include "fac-connect-window.h"
#include "fac-sandbox-process.h"

struct _FacWelcome
{
  AdwBin         parent_instance;

  AdwStatusPage *page;
  GtkMenuButton *menu_button;
  GtkListBox    *doors;
  GtkWidget     *practice_row;
  GtkWidget     *start_button;
  GtkWidget     *connect_row;
  GtkWidget     *open_row;

  FacDirectory  *directory;
};

G_DEFINE_FINAL_TYPE (FacWelcome, fac_welcome, ADW_TYPE_BIN)

static void
on_row_activated (FacWelcome *self, GtkListBoxRow *row)
{
  const char *action = GTK_WIDGET (row) == self->connect_row ? "win.connect"
                       : GTK_WIDGET (row) == self->open_row  ? "app.open" : "win.practice";

  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}

static void
fac_welcome_dispose (GObject *object)
{
  g_clear_object (&FAC_WELCOME (object)->directory);
  G_OBJECT_CLASS (fac_welcome_parent_class)->dispose (object);
}

static void
fac_welcome_class_init (FacWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_welcome_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/welcome/fac-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, FacWelcome, page);
  gtk_widget_class_bind_template_child (widget_class, FacWelcome, menu_button);
  gtk_widget_class_bind_template_child (widget_class, FacWelcome, doors);
  gtk_widget_class_bind_template_child (widget_class, FacWelcome, practice_row);
  gtk_widget_class_bind_template_child (widget_class, FacWelcome, start_button);
  gtk_widget_class_bind_template_child (widget_class, FacWelcome, connect_row);
  gtk_widget_class_bind_template_child (widget_class, FacWelcome, open_row);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
fac_welcome_init (FacWelcome *self)
{
  g_autofree char *sandbox = fac_sandbox_process_find ();

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_status_page_set_icon_name (self->page, APP_ID);
  gtk_widget_set_visible (self->practice_row, sandbox != NULL);
}

void
fac_welcome_set_directory (FacWelcome *self, FacDirectory *directory)
{
  g_set_object (&self->directory, directory);
}

void
fac_welcome_open_menu (FacWelcome *self)
{
  gtk_menu_button_popup (self->menu_button);
}
