/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-join-page.h"

#include "fac-customer-join-field.h"
#include "fac-customer-join.h"
#include "fac-page-host.h"
#include "fac-queue-toast.h"
#include "fac-result-list.h"
#include "fac-tax-id.h"
#include "fac-text.h"
#include "fac-typed-search.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define MOST_FOUND 20

enum { ONE, OTHER };

struct _FacCustomerJoinPage
{
  FacPage              parent_instance;

  GtkSearchEntry      *search;
  GtkListBox          *found;
  GtkWidget           *decisions;
  AdwComboRow         *stays;
  AdwPreferencesGroup *fields_group;

  FacCustomer         *customers[2]; /* the one it was opened for, and the one picked */
  GPtrArray           *rows;         /* a choice for each field that differs */
  FacTypedSearch       typed;
};

G_DEFINE_FINAL_TYPE (FacCustomerJoinPage, fac_customer_join_page, FAC_TYPE_PAGE)

/* ---- fields ------------------------------------------------------------------------------------ */

static const FacCustomer *
kept_one (FacCustomerJoinPage *self)
{
  return self->customers[adw_combo_row_get_selected (self->stays)];
}

static void
choose_again (FacCustomerJoinPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const guint field = GPOINTER_TO_UINT (g_object_get_data (self->rows->pdata[i], "field"));

      adw_combo_row_set_selected (self->rows->pdata[i],
                                  fac_customer_join_field_best (field, self->customers[ONE],
                                                                self->customers[OTHER],
                                                                kept_one (self)));
    }
}

static void
add_choice (FacCustomerJoinPage *self, guint field)
{
  GtkWidget *row = adw_combo_row_new ();
  g_auto (GStrv) choices = fac_customer_join_field_choices (field, self->customers[ONE],
                                                            self->customers[OTHER]);
  g_autoptr (GtkStringList) model = gtk_string_list_new ((const char *const *) choices);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), fac_customer_join_field_title (field));
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (row), TRUE);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  fac_combo_widen (ADW_COMBO_ROW (row));
  g_object_set_data (G_OBJECT (row), "field", GUINT_TO_POINTER (field));
  adw_preferences_group_add (self->fields_group, row);
  g_ptr_array_add (self->rows, row);
}

static const char *
name_of (const FacCustomer *customer)
{
  return fac_text_is_empty (customer->legal_name) ? _("Without name") : customer->legal_name;
}

/* Those that are to be combined often have one name: what else tells them apart. */
static char *
describe (const FacCustomer *customer)
{
  g_autofree char *date = fac_ui_date (customer->last_invoice_at);
  /* Translators: %s is a date */
  g_autofree char *last = customer->last_invoice_at != 0
      ? g_strdup_printf (_("last invoice %s"), date) : NULL;
  const char *const all[] = { name_of (customer), customer->email, customer->phone, last };
  const char *parts[G_N_ELEMENTS (all) + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (!fac_text_is_empty (all[i]))
      parts[n++] = all[i];
  return g_strjoinv (" · ", (char **) parts);
}

static void
show_decisions (FacCustomerJoinPage *self)
{
  g_autofree char *one = describe (self->customers[ONE]);
  g_autofree char *other = describe (self->customers[OTHER]);
  const char *const texts[] = { one, other, NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (texts);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->fields_group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  adw_combo_row_set_model (self->stays, G_LIST_MODEL (model));
  for (guint i = 0; i < fac_customer_join_fields (); i++)
    if (fac_customer_join_field_differs (i, self->customers[ONE], self->customers[OTHER]))
      add_choice (self, i);
  choose_again (self);
  gtk_widget_set_visible (GTK_WIDGET (self->fields_group), self->rows->len > 0);
  gtk_widget_set_visible (self->decisions, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "join.go", TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->stays));
}

/* ---- finding the other --------------------------------------------------------------------------- */

static void
on_picked (FacCustomerJoinPage *self, GtkListBoxRow *row)
{
  FacCustomer *customer = g_object_get_data (G_OBJECT (row), "customer");

  g_clear_pointer (&self->customers[OTHER], fac_customer_unref);
  self->customers[OTHER] = fac_customer_ref (customer);
  show_decisions (self);
}

static void
add_found (FacCustomerJoinPage *self, FacCustomer *customer)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *detail = fac_text_is_empty (customer->email)
      ? g_strdup (customer->tax_id)
      : g_strjoin (" · ", customer->tax_id != NULL ? customer->tax_id : "—", customer->email,
                   NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name_of (customer));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "customer", fac_customer_ref (customer),
                          (GDestroyNotify) fac_customer_unref);
  gtk_list_box_append (self->found, row);
}

static void
pick_selected (FacCustomerJoinPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->found);

  if (row != NULL)
    on_picked (self, row);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCustomerJoinPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) customers = fac_workspace_find_finish (FAC_WORKSPACE (source), result,
                                                               &error);

  if (customers == NULL || self->customers[ONE] == NULL)
    return;
  fac_result_list_clear (self->found);
  for (guint i = 0; i < customers->len; i++)
    {
      FacCustomer *customer = customers->pdata[i];

      if (g_strcmp0 (customer->id, self->customers[ONE]->id) != 0)
        add_found (self, customer);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->found),
                          gtk_list_box_get_row_at_index (self->found, 0) != NULL);
  fac_result_list_select_first (self->found);
  if (fac_typed_search_answer (&self->typed))
    pick_selected (self);
}

/* Before anything is typed: those of the same RFC. */
static void
find (FacCustomerJoinPage *self)
{
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_CUSTOMER);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  fac_set_string (&query->text, fac_text_is_empty (text) ? self->customers[ONE]->tax_id : text);
  fac_workspace_find_async (fac_page_get_workspace (FAC_PAGE (self)), query, MOST_FOUND,
                            fac_typed_search_begin (&self->typed, text), on_found,
                            g_object_ref (self));
}

static void
on_search_changed (FacCustomerJoinPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (!fac_typed_search_is_asked (&self->typed, text))
    find (self);
}

static void
on_search_activate (FacCustomerJoinPage *self)
{
  on_search_changed (self);
  if (fac_typed_search_enter (&self->typed, TRUE))
    pick_selected (self);
}

/* ---- joining --------------------------------------------------------------------------------------- */

static void
on_parted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  g_autoptr (GError) error = NULL;

  if (!fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    fac_toast_error (window, error);
}

static void
part (FacWorkspace *workspace, gpointer join, GtkWidget *window)
{
  fac_customer_part_async (workspace, join, on_parted, window);
}

static const FacCustomer *
deleted_one (FacCustomerJoinPage *self)
{
  return self->customers[1 - adw_combo_row_get_selected (self->stays)];
}

static void
on_joined (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCustomerJoinPage) self = data;
  g_autoptr (GError) error = NULL;
  FacJoin *join = fac_customer_join_finish (FAC_WORKSPACE (source), result, &error);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  AdwToast *toast;

  if (join == NULL || window == NULL)
    {
      g_clear_pointer (&join, fac_customer_join_drop);
      if (error != NULL && window != NULL)
        fac_show_error (GTK_WIDGET (self), _("The customers were not combined"), error);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "join.go", TRUE);
      return;
    }
  toast = fac_toast_take_back (window, FAC_WORKSPACE (source), _("Customers combined"), join, part,
                               (GDestroyNotify) fac_customer_join_drop);
  if (toast != NULL)
    fac_queue_toast_follow (toast, FAC_WORKSPACE (source), deleted_one (self)->id,
                            FAC_OPERATION_DELETE, TRUE);
  fac_page_close (FAC_PAGE (self));
}

static FacCustomer *
joined_customer (FacCustomerJoinPage *self)
{
  FacCustomer *kept = fac_customer_copy (kept_one (self));
  g_autofree char *emails = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      AdwComboRow *row = self->rows->pdata[i];

      fac_customer_join_field_take (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "field")),
                                    adw_combo_row_get_selected (row), self->customers[ONE],
                                    self->customers[OTHER], kept);
    }
  /* the one that was chosen is not among the others */
  emails = fac_customer_dup_emails (kept);
  fac_customer_set_emails (kept, emails);
  return kept;
}

static void
act_go (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacCustomerJoinPage *self = FAC_CUSTOMER_JOIN_PAGE (widget);
  g_autoptr (FacCustomer) kept = NULL;

  if (self->customers[OTHER] == NULL)
    return;
  kept = joined_customer (self);
  gtk_widget_action_set_enabled (widget, "join.go", FALSE);
  fac_customer_join_async (fac_page_get_workspace (FAC_PAGE (self)), kept, deleted_one (self)->id,
                           on_joined, g_object_ref (self));
}

/* ---- object ------------------------------------------------------------------------------------ */

static void
fac_customer_join_page_focus (FacPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (FAC_CUSTOMER_JOIN_PAGE (page)->search));
}

static void
fac_customer_join_page_dispose (GObject *object)
{
  FacCustomerJoinPage *self = FAC_CUSTOMER_JOIN_PAGE (object);

  fac_typed_search_clear (&self->typed);
  g_clear_pointer (&self->customers[ONE], fac_customer_unref);
  g_clear_pointer (&self->customers[OTHER], fac_customer_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (fac_customer_join_page_parent_class)->dispose (object);
}

static void
fac_customer_join_page_class_init (FacCustomerJoinPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_customer_join_page_dispose;
  FAC_PAGE_CLASS (klass)->focus = fac_customer_join_page_focus;
  gtk_widget_class_install_action (widget_class, "join.go", NULL, act_go);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "join.go",
                                       NULL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/customers/fac-customer-join-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FacCustomerJoinPage, search);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerJoinPage, found);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerJoinPage, decisions);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerJoinPage, stays);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerJoinPage, fields_group);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_picked);
  gtk_widget_class_bind_template_callback (widget_class, choose_again);
}

static void
fac_customer_join_page_init (FacCustomerJoinPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_ui_name_list (GTK_WIDGET (self->stays), _("Which one stays"));
  fac_result_list_follow (self->found, self->search);
  fac_combo_widen (self->stays);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "join.go", FALSE);
}

FacPage *
fac_customer_join_page_new (FacWorkspace *workspace, FacCustomer *customer)
{
  FacCustomerJoinPage *self = g_object_new (FAC_TYPE_CUSTOMER_JOIN_PAGE, "workspace", workspace,
                                            NULL);

  self->customers[ONE] = fac_customer_ref (customer);
  fac_page_set_title (FAC_PAGE (self), _("Combine Customers"));
  fac_page_set_subtitle (FAC_PAGE (self), customer->legal_name);
  if (fac_tax_id_check (customer->tax_id) != FAC_TAX_ID_EMPTY)
    find (self);
  return FAC_PAGE (self);
}
