/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-templates-dialog.h"

#include "fac-page-host.h"
#include "fac-templates.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

struct _FacTemplatesDialog
{
  AdwWindow parent_instance;

  AdwStatusPage *empty;
  GtkStack      *stack;
  GtkListBox    *list;

  FacWorkspace  *workspace;
  GCancellable  *loading;
};

static guint picked;

static void load (FacTemplatesDialog *self);

G_DEFINE_FINAL_TYPE (FacTemplatesDialog, fac_templates_dialog, ADW_TYPE_WINDOW)

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacTemplatesDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_templates_write_finish (result, &error))
    g_warning ("%s", error->message);
  if (self->workspace != NULL)
    load (self);
}

static void
on_delete (GtkWidget *button, FacTemplatesDialog *self)
{
  const char *name = g_object_get_data (G_OBJECT (button), "name");

  fac_templates_delete_async (self->workspace, name, on_deleted, g_object_ref (self));
}

static void
on_activated (GtkWidget *row, FacTemplatesDialog *self)
{
  g_autoptr (FacInvoice) copy =
    fac_invoice_duplicate (g_object_get_data (G_OBJECT (row), "invoice"));

  g_signal_emit (self, picked, 0, copy);
  gtk_window_close (GTK_WINDOW (self));
}

static char *
describe (const FacInvoice *invoice)
{
  g_autofree char *lines = g_strdup_printf (ngettext ("%u line", "%u lines", invoice->lines->len),
                                            invoice->lines->len);

  if (invoice->customer == NULL || fac_text_is_empty (invoice->customer->legal_name))
    return g_steal_pointer (&lines);
  return g_strjoin (" · ", invoice->customer->legal_name, lines, NULL);
}

static void
add_template (FacTemplatesDialog *self, const FacTemplate *template)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *subtitle = describe (template->invoice);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), template->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  fac_ui_name_control (button, _("Delete this template"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (template->name), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_delete), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "invoice", fac_invoice_ref (template->invoice),
                          (GDestroyNotify) fac_invoice_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), self, 0);
  gtk_list_box_append (self->list, row);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacTemplatesDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates = fac_templates_list_finish (result, &error);
  GtkListBoxRow *row;

  if (self->workspace == NULL)
    return;
  if (templates == NULL)
    adw_status_page_set_description (self->empty, error->message);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; templates != NULL && i < templates->len; i++)
    add_template (self, templates->pdata[i]);
  row = gtk_list_box_get_row_at_index (self->list, 0);
  gtk_stack_set_visible_child_name (self->stack, row != NULL ? "list" : "empty");
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
load (FacTemplatesDialog *self)
{
  fac_templates_list_async (self->workspace, self->loading, on_listed, g_object_ref (self));
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_templates_dialog_dispose (GObject *object)
{
  FacTemplatesDialog *self = FAC_TEMPLATES_DIALOG (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_templates_dialog_parent_class)->dispose (object);
}

static void
fac_templates_dialog_finalize (GObject *object)
{
  g_clear_object (&FAC_TEMPLATES_DIALOG (object)->loading);
  G_OBJECT_CLASS (fac_templates_dialog_parent_class)->finalize (object);
}

static void
fac_templates_dialog_class_init (FacTemplatesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_templates_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_templates_dialog_finalize;
  picked = g_signal_new ("picked", FAC_TYPE_TEMPLATES_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                         NULL, G_TYPE_NONE, 1, FAC_TYPE_INVOICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/invoices/fac-templates-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FacTemplatesDialog, empty);
  gtk_widget_class_bind_template_child (widget_class, FacTemplatesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FacTemplatesDialog, list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fac_templates_dialog_init (FacTemplatesDialog *self)
{
  self->loading = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_ui_name_control (GTK_WIDGET (self->list), _("Templates"));
}

GtkWidget *
fac_templates_dialog_new (GtkWindow *parent, FacWorkspace *workspace)
{
  FacTemplatesDialog *self = g_object_new (FAC_TYPE_TEMPLATES_DIALOG, "transient-for", parent,
                                           NULL);

  self->workspace = g_object_ref (workspace);
  load (self);
  return GTK_WIDGET (self);
}

/* ---- saving one ------------------------------------------------------------------------------ */

typedef struct
{
  GtkWidget    *from;
  FacWorkspace *workspace;
  FacInvoice   *invoice;
  GtkWidget    *entry; /* the dialog's */
} Naming;

static void
naming_free (gpointer data, GClosure *closure)
{
  Naming *naming = data;

  g_object_unref (naming->from);
  g_object_unref (naming->workspace);
  fac_invoice_unref (naming->invoice);
  g_free (naming);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) from = data;
  g_autoptr (GError) error = NULL;

  if (fac_templates_write_finish (result, &error))
    fac_toast (from, _("Saved as a template"));
  else
    fac_toast_error (from, error);
}

static char *
name_of (Naming *naming)
{
  return fac_text_normalize_space (gtk_editable_get_text (GTK_EDITABLE (naming->entry)));
}

static void
on_named (AdwMessageDialog *dialog, const char *response, Naming *naming)
{
  g_autofree char *name = name_of (naming);

  if (g_str_equal (response, "save") && *name != '\0')
    fac_templates_save_async (naming->workspace, name, naming->invoice, on_saved,
                              g_object_ref (naming->from));
}

static void
on_name_typed (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *name = fac_text_normalize_space (gtk_editable_get_text (entry));

  adw_message_dialog_set_response_enabled (dialog, "save", *name != '\0');
}

void
fac_template_ask_name (GtkWidget *from, FacWorkspace *workspace, const FacInvoice *invoice)
{
  Naming *naming = g_new0 (Naming, 1);
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (from)), _("Save as a Template?"),
                            _("New invoices can begin from it. A template with the same name is "
                              "replaced."));
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  *naming = (Naming) { g_object_ref (from), g_object_ref (workspace),
                       fac_invoice_duplicate (invoice), gtk_entry_new () };
  fac_ui_name_control (naming->entry, _("Name of the template"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (naming->entry), _("Name of the template"));
  gtk_entry_set_activates_default (GTK_ENTRY (naming->entry), TRUE);
  adw_message_dialog_add_responses (message, "cancel", _("_Cancel"), "save", _("_Save"), NULL);
  adw_message_dialog_set_response_appearance (message, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "save");
  adw_message_dialog_set_close_response (message, "cancel");
  adw_message_dialog_set_response_enabled (message, "save", FALSE);
  adw_message_dialog_set_extra_child (message, naming->entry);
  g_signal_connect_object (naming->entry, "changed", G_CALLBACK (on_name_typed), dialog, 0);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_named), naming, naming_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (naming->entry);
}
