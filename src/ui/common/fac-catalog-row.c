/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-row.h"

#include "fac-catalog-dialog.h"
#include "fac-text.h"

#include <glib/gi18n.h>

struct _FacCatalogRow
{
  AdwActionRow  parent_instance;

  FacWorkspace *workspace;
  char         *catalog;
  char         *key;
  char         *name;
};

enum { PICKED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacCatalogRow, fac_catalog_row, ADW_TYPE_ACTION_ROW)

static void
show (FacCatalogRow *self)
{
  g_autofree char *text = NULL;

  if (fac_text_is_empty (self->key))
    text = g_strdup (_("Not chosen yet"));
  else if (fac_text_is_empty (self->name))
    text = g_strdup (self->key);
  else
    text = g_strdup_printf ("%s · %s", self->key, self->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
}

static void
on_picked (FacCatalogRow *self, const char *key, const char *name)
{
  fac_catalog_row_set_key (self, key, name);
  g_signal_emit (self, signals[PICKED], 0);
}

static void
fac_catalog_row_activate (AdwActionRow *row)
{
  FacCatalogRow *self = FAC_CATALOG_ROW (row);
  GtkWidget *dialog;

  if (self->workspace == NULL)
    return;
  dialog = fac_catalog_dialog_new (self->workspace, self->catalog,
                                   adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)),
                                   NULL);
  gtk_window_set_transient_for (GTK_WINDOW (dialog),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  g_signal_connect_object (dialog, "picked", G_CALLBACK (on_picked), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
fac_catalog_row_finalize (GObject *object)
{
  FacCatalogRow *self = FAC_CATALOG_ROW (object);

  g_clear_object (&self->workspace);
  g_free (self->catalog);
  g_free (self->key);
  g_free (self->name);
  G_OBJECT_CLASS (fac_catalog_row_parent_class)->finalize (object);
}

static void
fac_catalog_row_class_init (FacCatalogRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_catalog_row_finalize;
  ADW_ACTION_ROW_CLASS (klass)->activate = fac_catalog_row_activate;
  signals[PICKED] = g_signal_new ("picked", FAC_TYPE_CATALOG_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL,
                                  G_TYPE_NONE, 0);
}

static void
fac_catalog_row_init (FacCatalogRow *self)
{
  GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE, "icon-name", "edit-find-symbolic",
                                   "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (self), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

void
fac_catalog_row_setup (FacCatalogRow *self, FacWorkspace *workspace, const char *catalog)
{
  g_set_object (&self->workspace, workspace);
  fac_set_string (&self->catalog, catalog);
  show (self);
}

const char *
fac_catalog_row_get_key (FacCatalogRow *self)
{
  return self->key;
}

const char *
fac_catalog_row_get_name (FacCatalogRow *self)
{
  return self->name;
}

static void
on_name_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCatalogRow) self = data;
  g_autoptr (GPtrArray) entries = fac_workspace_search_catalog_finish (FAC_WORKSPACE (source),
                                                                       result, NULL);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const FacCatalogEntry *entry = entries->pdata[i];

      if (g_strcmp0 (entry->key, self->key) == 0 && self->name == NULL)
        fac_set_string (&self->name, entry->es);
    }
  show (self);
}

void
fac_catalog_row_set_key (FacCatalogRow *self, const char *key, const char *name)
{
  fac_set_string (&self->key, key);
  fac_set_string (&self->name, name);
  show (self);
  if (!fac_text_is_empty (key) && name == NULL && self->workspace != NULL)
    fac_workspace_search_catalog_async (self->workspace, self->catalog, key, 5, NULL, on_name_found,
                                        g_object_ref (self));
}
