/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-dialog.h"

#include "fac-result-list.h"
#include "fac-typed-search.h"

#include <glib/gi18n.h>

#define MOST_RESULTS 60

struct _FacCatalogDialog
{
  AdwWindow       parent_instance;

  GtkSearchEntry *search;
  GtkStack       *stack;
  GtkListBox     *list;
  AdwStatusPage  *nothing;

  FacWorkspace   *workspace;
  FacTypedSearch  typed;
  GPtrArray      *entries;
  char           *catalog; /* NULL: by other_search */
  FacEntrySearch  other_search;
};

enum { PICKED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacCatalogDialog, fac_catalog_dialog, ADW_TYPE_WINDOW)

static GtkWidget *
make_used_mark (void)
{
  GtkWidget *mark = gtk_image_new_from_icon_name ("document-open-recent-symbolic");

  gtk_widget_set_tooltip_text (mark, _("Used before"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Used before"), -1);
  gtk_widget_add_css_class (mark, "dim-label");
  return mark;
}

static GtkWidget *
make_row (FacCatalogDialog *self, const FacCatalogEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), entry->es);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), entry->key);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (self->catalog != NULL
      && fac_workspace_uses_key (self->workspace, self->catalog, entry->key))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_used_mark ());
  return row;
}

static void
show_entries (FacCatalogDialog *self)
{
  fac_result_list_clear (self->list);
  for (guint i = 0; i < self->entries->len; i++)
    gtk_list_box_append (self->list, make_row (self, self->entries->pdata[i]));
  gtk_stack_set_visible_child_name (self->stack, self->entries->len > 0 ? "list" : "nothing");
  fac_result_list_select_first (self->list);
}

static void
pick (FacCatalogDialog *self, GtkListBoxRow *row)
{
  const FacCatalogEntry *entry;

  if (row == NULL || self->entries == NULL)
    return;
  entry = self->entries->pdata[gtk_list_box_row_get_index (row)];
  g_signal_emit (self, signals[PICKED], 0, entry->key, entry->es);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCatalogDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  if (self->catalog != NULL)
    entries = fac_workspace_search_catalog_finish (FAC_WORKSPACE (source), result, &error);
  else
    entries = self->other_search.finish (result, &error);
  if (entries == NULL)
    return;
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = g_steal_pointer (&entries);
  show_entries (self);
  if (fac_typed_search_answer (&self->typed))
    pick (self, gtk_list_box_get_selected_row (self->list));
}

static void
search (FacCatalogDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  GCancellable *cancellable = fac_typed_search_begin (&self->typed, text);

  if (self->catalog != NULL)
    fac_workspace_search_catalog_async (self->workspace, self->catalog, text, MOST_RESULTS,
                                        cancellable, on_found, g_object_ref (self));
  else
    self->other_search.start (self->workspace, text, MOST_RESULTS, cancellable, on_found,
                              g_object_ref (self));
}

static void
on_search_changed (FacCatalogDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (!fac_typed_search_is_asked (&self->typed, text))
    search (self);
}

static void
on_search_activate (FacCatalogDialog *self)
{
  on_search_changed (self);
  if (fac_typed_search_enter (&self->typed, TRUE))
    pick (self, gtk_list_box_get_selected_row (self->list));
}

static void
on_row_activated (FacCatalogDialog *self, GtkListBoxRow *row)
{
  pick (self, row);
}

static void
on_stop_search (FacCatalogDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
fac_catalog_dialog_dispose (GObject *object)
{
  FacCatalogDialog *self = FAC_CATALOG_DIALOG (object);

  fac_typed_search_clear (&self->typed);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->catalog, g_free);
  G_OBJECT_CLASS (fac_catalog_dialog_parent_class)->dispose (object);
}

static void
fac_catalog_dialog_class_init (FacCatalogDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_catalog_dialog_dispose;
  signals[PICKED] = g_signal_new ("picked", FAC_TYPE_CATALOG_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/common/fac-catalog-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FacCatalogDialog, search);
  gtk_widget_class_bind_template_child (widget_class, FacCatalogDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FacCatalogDialog, list);
  gtk_widget_class_bind_template_child (widget_class, FacCatalogDialog, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fac_catalog_dialog_init (FacCatalogDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_result_list_follow (self->list, self->search);
}

GtkWidget *
fac_catalog_dialog_new (FacWorkspace *workspace, const char *catalog, const char *title,
                        const char *text)
{
  FacCatalogDialog *self = g_object_new (FAC_TYPE_CATALOG_DIALOG, "title", title, NULL);

  self->workspace = g_object_ref (workspace);
  self->catalog = g_strdup (catalog);
  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->search), text);
  search (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  return GTK_WIDGET (self);
}

GtkWidget *
fac_catalog_dialog_new_search (FacWorkspace *workspace, const FacEntrySearch *other,
                               const char *title)
{
  FacCatalogDialog *self = g_object_new (FAC_TYPE_CATALOG_DIALOG, "title", title, NULL);

  self->workspace = g_object_ref (workspace);
  self->other_search = *other;
  g_object_set (self->search, "placeholder-text", other->hint, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  other->hint, -1);
  adw_status_page_set_description (self->nothing, other->none);
  search (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  return GTK_WIDGET (self);
}
