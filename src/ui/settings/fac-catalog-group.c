/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-group.h"

#include "fac-catalog-browser.h"
#include "fac-catalog-file.h"
#include "fac-text.h"

#include <glib/gi18n.h>

struct _FacCatalogGroup
{
  AdwPreferencesGroup   parent_instance;

  AdwActionRow         *row;
  AdwActionRow         *vintage;
  AdwActionRow         *refusal;
  GtkWidget            *choose;
  GtkWidget            *cancel;
  GtkWidget            *remove;
  GtkWidget            *bar;

  FacCatalogFile       *file;
  GtkFileChooserNative *chooser;
  FacWorkspace         *workspace;
};

G_DEFINE_FINAL_TYPE (FacCatalogGroup, fac_catalog_group, ADW_TYPE_PREFERENCES_GROUP)

static char *
describe (FacCatalogFile *file)
{
  if (fac_catalog_file_is_running (file))
    return g_strdup_printf (_("Importing: %u %%"), fac_catalog_file_get_percent (file));
  if (!fac_catalog_file_is_complete (file))
    return g_strdup (_("Only the common keys, which come with the program"));
  return fac_text_printf (_("%'u products and services\n%'u units\n%'u postal codes"),
                          fac_catalog_file_get_products (file), fac_catalog_file_get_units (file),
                          fac_catalog_file_get_zips (file));
}

static char *
describe_origin (FacCatalogFile *file)
{
  const char *vintage = fac_catalog_file_get_vintage (file);
  g_autofree char *name = g_path_get_basename (fac_catalog_file_get_path (file));

  if (vintage == NULL)
    vintage = _("The file does not say of when they are");
  return fac_catalog_file_is_imported (file) ? g_strdup (vintage)
                                             : g_strdup_printf ("%s\n%s", name, vintage);
}

static const char *
origin_title (FacCatalogFile *file)
{
  if (fac_catalog_file_get_vintage (file) == NULL)
    return fac_catalog_file_is_imported (file) ? _("Imported") : _("Found on this computer");
  return fac_catalog_file_is_imported (file) ? _("Imported, as of")
                                             : _("Found on this computer, as of");
}

static void
show (FacCatalogGroup *self)
{
  const gboolean running = fac_catalog_file_is_running (self->file);
  const gboolean complete = fac_catalog_file_is_complete (self->file);
  const GError *error = fac_catalog_file_get_error (self->file);
  g_autofree char *text = describe (self->file);

  adw_action_row_set_subtitle (self->row, text);
  gtk_widget_set_visible (self->choose, !running);
  gtk_widget_set_visible (self->cancel, running);
  gtk_widget_set_visible (self->bar, running);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar),
                                 fac_catalog_file_get_percent (self->file) / 100.0);
  gtk_widget_set_visible (self->remove, !running && fac_catalog_file_is_imported (self->file));
  gtk_widget_set_visible (GTK_WIDGET (self->vintage), complete);
  if (complete)
    {
      g_autofree char *origin = describe_origin (self->file);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->vintage),
                                     origin_title (self->file));
      adw_action_row_set_subtitle (self->vintage, origin);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->vintage),
                                   fac_catalog_file_get_path (self->file));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), error != NULL);
  adw_action_row_set_subtitle (self->refusal, error != NULL ? error->message : "");
}

static void
on_chosen (GtkNativeDialog *dialog, int response, FacCatalogGroup *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL)
    fac_catalog_file_import (self->file, path);
  g_clear_object (&self->chooser);
}

static void
on_choose (FacCatalogGroup *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Import SAT Catalog"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Import"), NULL);
  gtk_file_filter_set_name (filter, _("Catalogs (SQLite or TSV)"));
  gtk_file_filter_add_suffix (filter, "sqlite");
  gtk_file_filter_add_suffix (filter, "sqlite3");
  gtk_file_filter_add_suffix (filter, "db");
  gtk_file_filter_add_suffix (filter, "tsv");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_cancel (FacCatalogGroup *self)
{
  fac_catalog_file_cancel (self->file);
}

static void
on_remove (FacCatalogGroup *self)
{
  fac_catalog_file_remove (self->file);
}

static void
fac_catalog_group_dispose (GObject *object)
{
  FacCatalogGroup *self = FAC_CATALOG_GROUP (object);

  g_clear_object (&self->file);
  g_clear_object (&self->chooser);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_catalog_group_parent_class)->dispose (object);
}

static void
fac_catalog_group_class_init (FacCatalogGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_catalog_group_dispose;
}

static AdwActionRow *
add_row (FacCatalogGroup *self, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 6);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ADW_ACTION_ROW (row);
}

static GtkWidget *
add_button (FacCatalogGroup *self, AdwActionRow *row, GtkWidget *button, GCallback callback)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (row, button);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
make_remove (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Remove the imported catalogs"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Remove the imported catalogs"), -1);
  return button;
}

static void
on_browse (FacCatalogGroup *self)
{
  fac_catalog_browser_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                               self->workspace);
}

static void
add_browser (FacCatalogGroup *self)
{
  AdwActionRow *row = add_row (self, _("Look Something Up"));

  adw_action_row_set_subtitle (row, _("Keys, postal codes, banks, customs offices, tariff "
                                      "fractions and all other lists"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_swapped (row, "activated", G_CALLBACK (on_browse), self);
}

static void
fac_catalog_group_init (FacCatalogGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("SAT Catalogs"));
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self),
    _("The common keys come with the program. A file with the complete catalogs, SQLite or TSV, "
      "makes every key searchable at once."));
  self->row = add_row (self, _("Catalogs in use"));
  self->choose = add_button (self, self->row, gtk_button_new_with_mnemonic (_("_Import Catalog…")),
                             G_CALLBACK (on_choose));
  self->cancel = add_button (self, self->row, gtk_button_new_with_mnemonic (_("_Cancel")),
                             G_CALLBACK (on_cancel));
  self->vintage = add_row (self, "");
  self->remove = add_button (self, self->vintage, make_remove (), G_CALLBACK (on_remove));
  self->refusal = add_row (self, _("Not imported; nothing was changed"));
  gtk_widget_add_css_class (GTK_WIDGET (self->refusal), "error");
  self->bar = gtk_progress_bar_new ();
  gtk_widget_set_margin_top (self->bar, 6);
  add_browser (self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->bar);
}

GtkWidget *
fac_catalog_group_new (FacWorkspace *workspace)
{
  FacCatalogGroup *self = g_object_new (FAC_TYPE_CATALOG_GROUP, NULL);

  self->workspace = g_object_ref (workspace);
  self->file = fac_catalog_file_new (workspace);
  g_signal_connect_object (self->file, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
