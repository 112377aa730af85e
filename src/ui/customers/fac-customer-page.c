/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-page-private.h"

#include "fac-catalog-source.h"
#include "fac-conflict-banner.h"
#include "fac-email.h"
#include "fac-fact-rows.h"
#include "fac-page-host.h"
#include "fac-tax-id.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define NOTES_MS  800

G_DEFINE_FINAL_TYPE (FacCustomerPage, fac_customer_page, FAC_TYPE_PAGE)

static FacWorkspace *
workspace_of (FacCustomerPage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

/* ---- notes ----------------------------------------------------------------------------------- */

static char *
notes_text (FacCustomerPage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->notes);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
on_notes_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCustomerPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    fac_toast_error (GTK_WIDGET (self), error);
  else if (self->id != NULL && self->notes_timer == 0)
    gtk_label_set_label (self->notes_state, _("Saved on this computer"));
}

void
_fac_customer_page_flush_notes (FacCustomerPage *self)
{
  g_autofree char *text = NULL;

  if (self->notes_timer == 0)
    return;
  g_clear_handle_id (&self->notes_timer, g_source_remove);
  text = notes_text (self);
  fac_workspace_set_customer_notes_async (workspace_of (self), self->id, text, on_notes_kept,
                                          g_object_ref (self));
}

static gboolean
on_notes_timer (gpointer data)
{
  _fac_customer_page_flush_notes (data);
  return G_SOURCE_REMOVE;
}

static void
on_notes_changed (FacCustomerPage *self)
{
  if (self->showing)
    return;
  gtk_label_set_label (self->notes_state, "");
  g_clear_handle_id (&self->notes_timer, g_source_remove);
  self->notes_timer = g_timeout_add (NOTES_MS, on_notes_timer, self);
}

/* What is being typed is newer than what is stored. */
static void
show_notes (FacCustomerPage *self)
{
  const char *notes = self->customer->notes != NULL ? self->customer->notes : "";
  g_autofree char *shown = notes_text (self);

  if (self->notes_timer != 0 || g_str_equal (shown, notes))
    return;
  self->showing = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->notes), notes, -1);
  self->showing = FALSE;
}

/* ---- facts ----------------------------------------------------------------------------------- */

static char *
tax_system_text (FacCustomerPage *self)
{
  const char *key = self->customer->tax_system;
  const char *name = key != NULL
                       ? fac_ui_catalog_name (workspace_of (self), FAC_CATALOG_TAX_SYSTEMS, key)
                       : NULL;

  if (fac_text_is_empty (key) || name == NULL)
    return g_strdup (key);
  return g_strdup_printf ("%s · %s", key, name);
}

static char *
place_text (const FacCustomer *customer)
{
  const FacAddress *address = customer->address;
  const char *const all[] = { address->zip, address->municipality, address->state,
                              address->country };
  const char *parts[G_N_ELEMENTS (all) + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (!fac_text_is_empty (all[i]) && g_strcmp0 (all[i], "MEX") != 0)
      parts[n++] = all[i];
  return g_strjoinv (" · ", (char **) parts);
}

static void
on_mail_copied (GtkButton *button, FacCustomerPage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)),
                          g_object_get_data (G_OBJECT (button), "address"));
  fac_toast (GTK_WIDGET (self), _("E-mail address copied"));
}

static GtkWidget *
mail_row (FacCustomerPage *self, const char *address)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), address);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("E-mail"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  fac_ui_name_control (button, _("Copy e-mail address"));
  g_object_set_data_full (G_OBJECT (button), "address", g_strdup (address), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_mail_copied), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
show_mails (FacCustomerPage *self)
{
  g_autofree char *all = fac_customer_dup_emails (self->customer);
  g_auto (GStrv) addresses = fac_email_split (all);

  for (guint i = 0; i < self->mails->len; i++)
    adw_preferences_group_remove (self->facts, self->mails->pdata[i]);
  g_ptr_array_set_size (self->mails, 0);
  for (guint i = 0; addresses[i] != NULL; i++)
    {
      GtkWidget *row = mail_row (self, addresses[i]);

      adw_preferences_group_add (self->facts, row);
      g_ptr_array_add (self->mails, row);
    }
}

static void
show_conflict (FacCustomerPage *self)
{
  const gboolean lacks = self->customer != NULL && fac_customer_is_incomplete (self->customer);

  if (!fac_conflict_say (self->notice, workspace_of (self), FAC_ENTITY_CUSTOMER, self->id) && lacks)
    fac_notice_bar_say (self->notice, _("Its tax data is not complete: nothing can be invoiced to "
                                        "it until it is."), _("_Complete…"), "customer.edit");
}

static void
show_facts (FacCustomerPage *self)
{
  const FacCustomer *customer = self->customer;
  const char *name = fac_text_is_empty (customer->legal_name) ? _("Without name")
                                                              : customer->legal_name;
  g_autofree char *system = tax_system_text (self);
  g_autofree char *place = place_text (customer);

  fac_page_set_title (FAC_PAGE (self), name);
  fac_page_set_subtitle (FAC_PAGE (self), customer->tax_id);
  fac_fact_row_show (self->tax_id_row, customer->tax_id);
  fac_fact_row_show (self->tax_system_row, system);
  fac_fact_row_show (self->place_row, place);
  show_mails (self);
  show_notes (self);
  show_conflict (self);
}

/* ---- loading --------------------------------------------------------------------------------- */

static void
on_figures (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCustomerPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacCustomerFigures) figures =
      fac_workspace_get_customer_figures_finish (FAC_WORKSPACE (source), result, &error);

  if (self->id == NULL)
    return;
  if (figures == NULL)
    {
      fac_object_load_fail (self->load, error);
      return;
    }
  g_clear_pointer (&self->figures, fac_customer_figures_unref);
  self->figures = g_steal_pointer (&figures);
  _fac_customer_page_show_figures (self);
  fac_object_load_show (self->load);
}

static void
on_customer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCustomerPage) self = data;
  g_autoptr (GError) error = NULL;
  FacCustomer *customer = fac_workspace_get_customer_finish (FAC_WORKSPACE (source), result,
                                                             &error);

  if (self->id == NULL)
    {
      g_clear_pointer (&customer, fac_customer_unref);
      return;
    }
  if (customer == NULL)
    {
      fac_object_load_fail (self->load, error);
      return;
    }
  g_clear_pointer (&self->customer, fac_customer_unref);
  self->customer = customer;
  show_facts (self);
  fac_workspace_get_customer_figures_async (workspace_of (self), self->id,
                                            fac_object_load_get_cancellable (self->load),
                                            on_figures, g_object_ref (self));
}

static void
start (FacPage *page, FacObjectLoad *load)
{
  FacCustomerPage *self = FAC_CUSTOMER_PAGE (page);

  fac_workspace_get_customer_async (workspace_of (self), self->id,
                                    fac_object_load_get_cancellable (load), on_customer,
                                    g_object_ref (self));
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
fac_customer_page_flush (FacPage *page)
{
  _fac_customer_page_flush_notes (FAC_CUSTOMER_PAGE (page));
}

static gboolean
fac_customer_page_leave (FacPage *page)
{
  _fac_customer_page_flush_notes (FAC_CUSTOMER_PAGE (page));
  return TRUE;
}

static void
fac_customer_page_dispose (GObject *object)
{
  FacCustomerPage *self = FAC_CUSTOMER_PAGE (object);

  g_clear_object (&self->load);
  g_clear_handle_id (&self->notes_timer, g_source_remove);
  g_clear_pointer (&self->customer, fac_customer_unref);
  g_clear_pointer (&self->figures, fac_customer_figures_unref);
  g_clear_pointer (&self->mails, g_ptr_array_unref);
  g_clear_pointer (&self->unpaid_rows, g_ptr_array_unref);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (fac_customer_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, failed);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, notice);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, tax_id_row);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, tax_system_row);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, place_row);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, facts);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, balance_row);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, balance);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, unpaid);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, last_row);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, totals);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, recent);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, all_row);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, payments_group);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, payments);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, invoices_group);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, no_invoices);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, notes);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPage, notes_state);
  gtk_widget_class_bind_template_callback (widget_class, on_notes_changed);
}

static void
fac_customer_page_class_init (FacCustomerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_customer_page_dispose;
  FAC_PAGE_CLASS (klass)->flush = fac_customer_page_flush;
  FAC_PAGE_CLASS (klass)->leave = fac_customer_page_leave;
  g_type_ensure (FAC_TYPE_NOTICE_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/customers/fac-customer-page.ui");
  bind_children (widget_class);
  _fac_customer_page_install_actions (widget_class);
}

static void
fac_customer_page_init (FacCustomerPage *self)
{
  self->mails = g_ptr_array_new ();
  self->unpaid_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_ui_name_list (GTK_WIDGET (self->tax_id_row), _("Customer"));
}

FacPage *
fac_customer_page_new (FacWorkspace *workspace, const char *id)
{
  FacCustomerPage *self = g_object_new (FAC_TYPE_CUSTOMER_PAGE, "workspace", workspace, NULL);

  self->id = g_strdup (id);
  fac_page_set_title (FAC_PAGE (self), _("Customer"));
  g_signal_connect_object (workspace, "conflicts-changed", G_CALLBACK (show_conflict), self,
                           G_CONNECT_SWAPPED);
  self->load = fac_object_load_new (FAC_PAGE (self), FAC_ENTITY_CUSTOMER, id, self->stack,
                                    self->failed, start);
  return FAC_PAGE (self);
}
