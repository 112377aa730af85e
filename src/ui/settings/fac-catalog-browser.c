/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-browser.h"

#include "fac-result-list.h"
#include "fac-toast.h"
#include "fac-typed-search.h"

#include <glib/gi18n.h>

#define MOST_RESULTS 60

struct _FacCatalogBrowser
{
  AdwWindow        parent_instance;

  AdwToastOverlay *toasts;
  GtkDropDown     *catalogs;
  GtkSearchEntry  *search;
  GtkStack        *stack;
  GtkListBox      *list;
  GtkWidget       *more;
  AdwStatusPage   *nothing;

  FacWorkspace    *workspace;
  FacTypedSearch   typed;
  GPtrArray       *entries;
};

G_DEFINE_FINAL_TYPE (FacCatalogBrowser, fac_catalog_browser, ADW_TYPE_WINDOW)

static const struct { const char *name; const char *title; } catalogs[] = {
  { FAC_CATALOG_PRODUCTS, N_("Products and services") },
  { FAC_CATALOG_UNITS, N_("Units") },
  { FAC_CATALOG_ZIPS, N_("Postal codes") },
  { FAC_CATALOG_TAX_SYSTEMS, N_("Regímenes fiscales") },
  { FAC_CATALOG_USES, N_("Uses of the CFDI") },
  { FAC_CATALOG_PAYMENT_FORMS, N_("Forms of payment") },
  { FAC_CATALOG_PAYMENT_METHODS, N_("Methods of payment") },
  { FAC_CATALOG_TAXABILITY, N_("Tax objects") },
  { FAC_CATALOG_RELATIONS, N_("Kinds of relation") },
  { FAC_CATALOG_INVOICE_TYPES, N_("Kinds of document") },
  { FAC_CATALOG_EXPORT, N_("Export") },
  { FAC_CATALOG_PERIODICITIES, N_("Periods of a global invoice") },
  { FAC_CATALOG_MONTHS, N_("Months of a global invoice") },
  { FAC_CATALOG_CURRENCIES, N_("Currencies") },
  { FAC_CATALOG_COUNTRIES, N_("Countries") },
  { FAC_CATALOG_STATES, N_("States of Mexico") },
  { FAC_CATALOG_BANKS, N_("Banks") },
  { FAC_CATALOG_CUSTOMS, N_("Customs offices") },
  { FAC_CATALOG_TARIFFS, N_("Tariff fractions") },
  { "port-stations", N_("Stations, ports and airports") },
  { "hazardous-materials", N_("Hazardous materials") },
  { FAC_CATALOG_EARNINGS, N_("Payroll: earnings") },
  { FAC_CATALOG_DEDUCTIONS, N_("Payroll: deductions") },
  { FAC_CATALOG_OTHER_PAYMENTS, N_("Payroll: other payments") },
  { FAC_CATALOG_COMPLEMENT_KEYS, N_("Other keys of complements") },
  { FAC_CATALOG_SERVICE_VALUES, N_("Values of the service") },
};

static gboolean
is_spanish (void)
{
  return g_str_has_prefix (pango_language_to_string (gtk_get_default_language ()), "es");
}

static char *
key_words (const FacCatalogEntry *entry)
{
  const char *english = is_spanish () ? NULL : entry->en;

  if (entry->valid_to != NULL && english != NULL)
    /* Translators: a key, its English name, and the last day on which it may be used */
    return g_strdup_printf (_("%s · %s · until %s"), entry->key, english, entry->valid_to);
  if (entry->valid_to != NULL)
    /* Translators: a key, and the last day on which it may be used */
    return g_strdup_printf (_("%s · until %s"), entry->key, entry->valid_to);
  if (english != NULL)
    return g_strdup_printf ("%s · %s", entry->key, english);
  return g_strdup (entry->key);
}

static GtkWidget *
make_row (const FacCatalogEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = key_words (entry);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *entry->es != '\0' ? entry->es : entry->key);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static const char *
chosen (FacCatalogBrowser *self)
{
  const guint i = gtk_drop_down_get_selected (self->catalogs);

  return i < G_N_ELEMENTS (catalogs) ? catalogs[i].name : catalogs[0].name;
}

/* Without a file some lists are empty, and postal codes are found one by one. */
static const char *
nothing_words (FacCatalogBrowser *self)
{
  if (fac_workspace_has_whole_catalog (self->workspace))
    return _("Try a more general word, or the first digits of the key.");
  return _("Try a more general word, or the whole key. A file with the complete catalogs, which the "
           "preferences import, has many more.");
}

static void
show_entries (FacCatalogBrowser *self)
{
  fac_result_list_clear (self->list);
  for (guint i = 0; i < MIN (self->entries->len, MOST_RESULTS); i++)
    gtk_list_box_append (self->list, make_row (self->entries->pdata[i]));
  gtk_widget_set_visible (self->more, self->entries->len > MOST_RESULTS);
  adw_status_page_set_description (self->nothing, nothing_words (self));
  gtk_stack_set_visible_child_name (self->stack, self->entries->len > 0 ? "list" : "nothing");
  fac_result_list_select_first (self->list);
}

static void
copy (FacCatalogBrowser *self, GtkListBoxRow *row)
{
  const FacCatalogEntry *entry;
  g_autofree char *words = NULL;

  if (row == NULL || self->entries == NULL)
    return;
  entry = self->entries->pdata[gtk_list_box_row_get_index (row)];
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), entry->key);
  /* Translators: a key of a catalog that now is in the clipboard */
  words = g_strdup_printf (_("“%s” copied"), entry->key);
  adw_toast_overlay_add_toast (self->toasts, fac_toast_new (words));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCatalogBrowser) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = fac_workspace_search_catalog_finish (FAC_WORKSPACE (source), result, &error);

  if (entries == NULL)
    return;
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = entries;
  show_entries (self);
  if (fac_typed_search_answer (&self->typed))
    copy (self, gtk_list_box_get_selected_row (self->list));
}

static void
search (FacCatalogBrowser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (self->workspace == NULL)
    return;
  fac_workspace_search_catalog_async (self->workspace, chosen (self), text, MOST_RESULTS + 1,
                                      fac_typed_search_begin (&self->typed, text), on_found,
                                      g_object_ref (self));
}

static void
on_search_changed (FacCatalogBrowser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (!fac_typed_search_is_asked (&self->typed, text))
    search (self);
}

static void
on_catalog_changed (FacCatalogBrowser *self)
{
  search (self);
}

static void
on_search_activate (FacCatalogBrowser *self)
{
  on_search_changed (self);
  if (fac_typed_search_enter (&self->typed, TRUE))
    copy (self, gtk_list_box_get_selected_row (self->list));
}

static void
on_row_activated (FacCatalogBrowser *self, GtkListBoxRow *row)
{
  copy (self, row);
}

static void
on_stop_search (FacCatalogBrowser *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
fac_catalog_browser_dispose (GObject *object)
{
  FacCatalogBrowser *self = FAC_CATALOG_BROWSER (object);

  fac_typed_search_clear (&self->typed);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (fac_catalog_browser_parent_class)->dispose (object);
}

static void
fac_catalog_browser_class_init (FacCatalogBrowserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_catalog_browser_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/settings/fac-catalog-browser.ui");
  gtk_widget_class_bind_template_child (widget_class, FacCatalogBrowser, toasts);
  gtk_widget_class_bind_template_child (widget_class, FacCatalogBrowser, catalogs);
  gtk_widget_class_bind_template_child (widget_class, FacCatalogBrowser, search);
  gtk_widget_class_bind_template_child (widget_class, FacCatalogBrowser, stack);
  gtk_widget_class_bind_template_child (widget_class, FacCatalogBrowser, list);
  gtk_widget_class_bind_template_child (widget_class, FacCatalogBrowser, more);
  gtk_widget_class_bind_template_child (widget_class, FacCatalogBrowser, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_catalog_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fac_catalog_browser_init (FacCatalogBrowser *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (catalogs); i++)
    gtk_string_list_append (titles, _(catalogs[i].title));
  gtk_drop_down_set_model (self->catalogs, G_LIST_MODEL (titles));
  fac_result_list_follow (self->list, self->search);
}

void
fac_catalog_browser_present (GtkWindow *parent, FacWorkspace *workspace)
{
  FacCatalogBrowser *self = g_object_new (FAC_TYPE_CATALOG_BROWSER, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  search (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_window_present (GTK_WINDOW (self));
}
