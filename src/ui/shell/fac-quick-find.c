/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-quick-find.h"

#include "fac-document-summary.h"
#include "fac-money.h"
#include "fac-page-host.h"
#include "fac-result-list.h"
#include "fac-status-pill.h"
#include "fac-text.h"
#include "fac-typed-search.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define MOST_OF_EACH 6

static const FacEntity searched[] = { FAC_ENTITY_INVOICE, FAC_ENTITY_CUSTOMER, FAC_ENTITY_PRODUCT };

struct _FacQuickFind
{
  AdwWindow       parent_instance;

  GtkSearchEntry *search;
  GtkStack       *stack;
  GtkListBox     *list;

  FacWorkspace   *workspace;
  FacTypedSearch  typed;
  GPtrArray      *found[G_N_ELEMENTS (searched)];
  guint           waiting;
};

typedef struct
{
  FacQuickFind *self;
  GCancellable *cancellable;
  guint         which;
} Search;

G_DEFINE_FINAL_TYPE (FacQuickFind, fac_quick_find, ADW_TYPE_WINDOW)

static GtkWidget *
make_row (FacEntity entity, const char *id, const char *icon, const char *title,
          const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  g_object_set_data (G_OBJECT (row), "entity", GUINT_TO_POINTER (entity));
  return row;
}

static GtkWidget *
make_document_row (const FacDocumentSummary *document)
{
  g_autofree char *date = fac_ui_date (document->date);
  g_autofree char *total = fac_money_format (fac_money (document->total, document->currency));
  g_autofree char *subtitle = g_strjoin (" · ", document->folio != NULL ? document->folio : "—",
                                         total, NULL);
  g_autofree char *dated = *date != '\0' ? g_strjoin (" · ", subtitle, date, NULL)
    : g_strdup (subtitle);
  const char *name = fac_text_is_empty (document->customer_name) ? _("Without customer")
                                                                : document->customer_name;
  GtkWidget *row = make_row (FAC_ENTITY_INVOICE, document->id, "text-x-generic-symbolic", name,
                             dated);
  GtkWidget *pill = fac_status_pill_new ();

  fac_status_pill_set_status (FAC_STATUS_PILL (pill), document->status);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
  return row;
}

static GtkWidget *
make_product_row (const FacProduct *product)
{
  g_autofree char *price = fac_decimal_format (product->price, 2, 6);
  g_autofree char *subtitle = fac_text_is_empty (product->sku) ? g_strdup (price)
                                                               : g_strjoin (" · ", product->sku,
                                                                            price, NULL);

  return make_row (FAC_ENTITY_PRODUCT, product->id, "package-x-generic-symbolic",
                   product->description, subtitle);
}

static GtkWidget *
make_result (FacEntity entity, gpointer result)
{
  const FacCustomer *customer = result;

  if (entity == FAC_ENTITY_INVOICE)
    return make_document_row (result);
  if (entity == FAC_ENTITY_PRODUCT)
    return make_product_row (result);
  return make_row (FAC_ENTITY_CUSTOMER, customer->id, "avatar-default-symbolic",
                   fac_text_is_empty (customer->legal_name) ? _("Without name")
                     : customer->legal_name,
                   customer->tax_id != NULL ? customer->tax_id : "");
}

static void
show_found (FacQuickFind *self)
{
  gboolean asked = !fac_text_is_empty (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gboolean any = FALSE;

  fac_result_list_clear (self->list);
  for (guint which = 0; which < G_N_ELEMENTS (searched); which++)
    for (guint i = 0; self->found[which] != NULL && i < self->found[which]->len; i++)
      {
        gtk_list_box_append (self->list, make_result (searched[which],
                                                      self->found[which]->pdata[i]));
        any = TRUE;
      }
  gtk_stack_set_visible_child_name (self->stack, any ? "list" : asked ? "nothing" : "hint");
  fac_result_list_select_first (self->list);
}

static void
open_row (FacQuickFind *self, GtkListBoxRow *row)
{
  g_autofree char *id = NULL;
  FacEntity entity;
  GtkWidget *window = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));

  if (row == NULL)
    return;
  id = g_strdup (g_object_get_data (G_OBJECT (row), "id"));
  entity = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "entity"));
  gtk_window_close (GTK_WINDOW (self));
  fac_page_show (window, entity, id);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  Search *search = data;
  g_autoptr (FacQuickFind) self = search->self;
  g_autoptr (GPtrArray) found = fac_workspace_find_finish (FAC_WORKSPACE (source), result, NULL);

  if (!g_cancellable_is_cancelled (search->cancellable))
    {
      g_clear_pointer (&self->found[search->which], g_ptr_array_unref);
      self->found[search->which] = g_steal_pointer (&found);
      /* all at once, so that the rows do not jump under the cursor */
      if (--self->waiting == 0)
        show_found (self);
      if (self->waiting == 0 && fac_typed_search_answer (&self->typed))
        open_row (self, gtk_list_box_get_selected_row (self->list));
    }
  g_object_unref (search->cancellable);
  g_free (search);
}

static void
start (FacQuickFind *self, guint which, const char *text, GCancellable *cancellable)
{
  g_autoptr (FacQuery) query = fac_query_new (searched[which]);
  Search *search = g_new0 (Search, 1);

  query->text = g_strdup (text);
  query->by_name = TRUE;
  search->self = g_object_ref (self);
  search->cancellable = g_object_ref (cancellable);
  search->which = which;
  fac_workspace_find_async (self->workspace, query, MOST_OF_EACH, cancellable, on_found, search);
}

static void
on_search_changed (FacQuickFind *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  GCancellable *cancellable;

  if (fac_typed_search_is_asked (&self->typed, text))
    return;
  cancellable = fac_typed_search_begin (&self->typed, text);
  if (fac_text_is_empty (text))
    {
      for (guint which = 0; which < G_N_ELEMENTS (searched); which++)
        g_clear_pointer (&self->found[which], g_ptr_array_unref);
      show_found (self);
      fac_typed_search_answer (&self->typed);
      return;
    }
  self->waiting = G_N_ELEMENTS (searched);
  for (guint which = 0; which < G_N_ELEMENTS (searched); which++)
    start (self, which, text, cancellable);
}

static void
on_search_activate (FacQuickFind *self)
{
  on_search_changed (self);
  if (fac_typed_search_enter (&self->typed, TRUE))
    open_row (self, gtk_list_box_get_selected_row (self->list));
}

static void
on_row_activated (FacQuickFind *self, GtkListBoxRow *row)
{
  open_row (self, row);
}

static void
on_stop_search (FacQuickFind *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
fac_quick_find_dispose (GObject *object)
{
  FacQuickFind *self = FAC_QUICK_FIND (object);

  fac_typed_search_clear (&self->typed);
  g_clear_object (&self->workspace);
  for (guint which = 0; which < G_N_ELEMENTS (searched); which++)
    g_clear_pointer (&self->found[which], g_ptr_array_unref);
  G_OBJECT_CLASS (fac_quick_find_parent_class)->dispose (object);
}

static void
fac_quick_find_class_init (FacQuickFindClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_quick_find_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/shell/fac-quick-find.ui");
  gtk_widget_class_bind_template_child (widget_class, FacQuickFind, search);
  gtk_widget_class_bind_template_child (widget_class, FacQuickFind, stack);
  gtk_widget_class_bind_template_child (widget_class, FacQuickFind, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fac_quick_find_init (FacQuickFind *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_result_list_follow (self->list, self->search);
}

void
fac_quick_find_present (GtkWidget *from, FacWorkspace *workspace)
{
  FacQuickFind *self = g_object_new (FAC_TYPE_QUICK_FIND, "transient-for",
                                     gtk_widget_get_root (from), NULL);

  self->workspace = g_object_ref (workspace);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_window_present (GTK_WINDOW (self));
}
