/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-editor-private.h"

#include "fac-field-hint.h"
#include "fac-invoice-page.h"
#include "fac-money.h"
#include "fac-page-host.h"
#include "fac-target-dialog.h"
#include "fac-templates.h"
#include "fac-templates-dialog.h"
#include "fac-text.h"

#include <glib/gi18n.h>

static FacWorkspace *
workspace_of (FacInvoiceEditor *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

/* what cannot be read is not thrown away: the person gets back to it */
static gboolean
commit_line (FacInvoiceEditor *self)
{
  if (fac_line_grid_commit (self->grid))
    return TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
  gtk_widget_error_bell (GTK_WIDGET (self->grid));
  return FALSE;
}

/* ---- stamping ------------------------------------------------------------------------------- */

static void
show_document (FacInvoiceEditor *self)
{
  GtkWidget *host = gtk_widget_get_ancestor (GTK_WIDGET (self), FAC_TYPE_PAGE_HOST);
  FacPage *page = fac_invoice_page_new (workspace_of (self),
                                        fac_invoice_draft_get_invoice (self->draft)->id);

  fac_page_close (FAC_PAGE (self));
  if (host != NULL)
    fac_page_push (host, page);
}

static void
on_stamped (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoiceEditor) self = data;
  g_autoptr (GError) error = NULL;

  if (self->draft == NULL)
    return;
  if (!fac_invoice_draft_stamp_finish (FAC_INVOICE_DRAFT (source), result, &error))
    {
      self->leaving = FALSE;
      gtk_widget_set_sensitive (self->stamp_button, TRUE);
      fac_toast_error (GTK_WIDGET (self), error);
      return;
    }
  show_document (self);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  g_autoptr (FacInvoiceEditor) self = data;

  if (!g_str_equal (response, "stamp") || self->draft == NULL)
    return;
  /* From here on the queue owns the document: nothing may write it as a draft again. */
  self->leaving = TRUE;
  gtk_widget_set_sensitive (self->stamp_button, FALSE);
  fac_invoice_draft_stamp_async (self->draft, on_stamped, g_object_ref (self));
}

static char *
describe_stamping (FacInvoiceEditor *self)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);
  const FacInvoiceTotals *totals = fac_invoice_draft_get_totals (self->draft);
  FacOrganization *organization = fac_workspace_get_organization (workspace_of (self));
  g_autofree char *total = fac_decimal_format (totals->total, totals->decimals, totals->decimals);
  g_autofree char *first = NULL;
  const char *consequence;
  gboolean online;

  g_object_get (workspace_of (self), "online", &online, NULL);
  /* Translators: name of the customer, a line below the total and its currency */
  first = g_strdup_printf (_("%1$s\nTotal %2$s %3$s"), invoice->customer->legal_name, total,
                           invoice->currency);
  consequence = !online
      ? _("You are offline: it will wait in the queue and be sent when there is a connection.")
                : organization->livemode
                ? _("It becomes a fiscal document: it can be cancelled, but not changed any more.")
                                         : _("Test: it gets a stamp without fiscal validity.");
  return g_strdup_printf ("%s\n\n%s", first, consequence);
}

static void
ask_stamping (FacInvoiceEditor *self)
{
  g_autofree char *body = describe_stamping (self);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                              _("Stamp This Invoice?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "stamp",
                                    _("_Stamp"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "stamp",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stamp");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), g_object_ref (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
act_stamp (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (widget);
  GPtrArray *findings;

  if (self->leaving || !commit_line (self))
    return;
  /* what cannot be read is in no draft */
  if (fac_field_hint_focus_first (widget))
    {
      fac_toast_here (widget, _("Complete the marked fields"));
      return;
    }
  fac_invoice_draft_check (self->draft);
  findings = fac_invoice_draft_get_findings (self->draft);
  for (guint i = 0; i < findings->len; i++)
    {
      const FacFinding *finding = findings->pdata[i];

      if (finding->severity != FAC_FINDING_ERROR)
        continue;
      fac_toast_here (widget, _("Something is missing before stamping"));
      fac_invoice_editor_focus_field (self, finding->field);
      return;
    }
  ask_stamping (self);
}

/* ---- the others ----------------------------------------------------------------------------- */

static void
act_preview (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (widget);

  fac_line_grid_commit (self->grid);
  _fac_invoice_editor_show_preview (self, !self->previewing);
}

/* The paper goes first, then the page. */
static void
act_escape (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (widget);

  if (self->previewing)
    _fac_invoice_editor_close_preview (self);
  else
    gtk_widget_activate_action (widget, "win.back", NULL);
}

static void
act_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (widget);

  if (commit_line (self))
    fac_invoice_draft_undo (self->draft);
}

static void
act_redo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (widget);

  if (commit_line (self))
    fac_invoice_draft_redo (self->draft);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoiceEditor) self = data;
  g_autoptr (GError) error = NULL;

  if (fac_invoice_draft_flush_finish (FAC_INVOICE_DRAFT (source), result, &error))
    fac_toast (GTK_WIDGET (self), _("The draft is saved"));
  else
    fac_toast_error (GTK_WIDGET (self), error);
}

static void
act_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (widget);

  if (self->leaving)
    return;
  fac_line_grid_commit (self->grid);
  fac_invoice_draft_flush_async (self->draft, FALSE, on_saved, g_object_ref (self));
}

static void
act_paste (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (FAC_INVOICE_EDITOR (widget)->grid), "line.paste", NULL);
}

static void
act_duplicate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (widget);
  GtkWidget *host = gtk_widget_get_ancestor (widget, FAC_TYPE_PAGE_HOST);
  g_autoptr (FacInvoice) copy = fac_invoice_duplicate (fac_invoice_draft_get_invoice (self->draft));
  g_autoptr (FacInvoiceDraft) draft = fac_invoice_draft_new (workspace_of (self), copy);
  FacPage *page = fac_invoice_editor_new (workspace_of (self), draft);

  fac_page_flush (FAC_PAGE (self));
  fac_page_close (FAC_PAGE (self));
  if (host != NULL)
    fac_page_push (host, page);
}

static void
act_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (widget);
  const char *id = fac_invoice_draft_get_invoice (self->draft)->id;
  gboolean kept = fac_page_get_object_id (FAC_PAGE (self)) != NULL
                  || !fac_invoice_draft_is_empty (self->draft);

  if (self->leaving)
    return;
  fac_line_grid_commit (self->grid);
  self->leaving = TRUE;
  /* Written first, in order: what Undo brings back is what was on the screen. */
  if (kept)
    fac_invoice_draft_flush_async (self->draft, FALSE, NULL, NULL);
  if (kept)
    fac_delete_with_undo (widget, workspace_of (self), FAC_ENTITY_INVOICE, id,
                          _("The draft was deleted"));
  fac_page_close (FAC_PAGE (self));
}

static void
act_target (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (widget);
  guint n_lines = fac_invoice_draft_get_invoice (self->draft)->lines->len;

  if (!commit_line (self))
    return;
  if (n_lines == 0)
    {
      fac_toast_here (widget, _("Write a line first"));
      return;
    }
  gtk_window_present (GTK_WINDOW (fac_target_dialog_new (
    GTK_WINDOW (gtk_widget_get_root (widget)), self->draft,
    MIN (fac_line_grid_get_line (self->grid), n_lines - 1))));
}

static void
act_find (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (widget);

  if (commit_line (self))
    fac_line_search_open (self->search);
}

static void
act_template (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (widget);

  if (commit_line (self))
    fac_template_ask_name (widget, workspace_of (self),
                           fac_invoice_draft_get_invoice (self->draft));
}

/* what a repetition takes over besides the lines; customer, folio and date are this document's */
static void
put_terms (FacInvoice *invoice, gpointer data)
{
  g_autoptr (FacInvoice) last = fac_invoice_duplicate (data);

  fac_set_string (&invoice->payment_form, last->payment_form);
  fac_set_string (&invoice->payment_method, last->payment_method);
  fac_set_string (&invoice->use, last->use);
  fac_set_string (&invoice->currency, last->currency);
  invoice->exchange = last->exchange;
  fac_set_string (&invoice->conditions, last->conditions);
  fac_set_string (&invoice->series, last->series);
  fac_set_string (&invoice->export_code, last->export_code);
}

static void
on_last (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoiceEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacInvoice) last = fac_last_invoice_finish (result, &error);
  guint n_lines;

  if (self->draft == NULL || self->leaving)
    return;
  if (error != NULL)
    fac_toast_error (GTK_WIDGET (self), error);
  else if (last == NULL)
    fac_toast_here (GTK_WIDGET (self), _("This customer has no invoice yet"));
  if (last == NULL)
    return;
  n_lines = fac_invoice_draft_get_invoice (self->draft)->lines->len;
  fac_invoice_draft_edit (self->draft, put_terms, last);
  fac_invoice_draft_insert_lines (self->draft, n_lines, (FacInvoiceLine **) last->lines->pdata,
                                  last->lines->len);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
act_repeat (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (widget);
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);

  if (!commit_line (self))
    return;
  if (invoice->customer == NULL)
    {
      fac_toast_here (widget, _("Choose the customer first"));
      fac_customer_picker_focus (self->customer);
      return;
    }
  fac_last_invoice_async (workspace_of (self), invoice->customer->id, invoice->type, invoice->id,
                          on_last, g_object_ref (self));
}

void
_fac_invoice_editor_update_actions (FacInvoiceEditor *self)
{
  gboolean can_undo, can_redo;

  g_object_get (self->draft, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.undo", can_undo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.redo", can_redo);
}

/* A text of several lines would take Ctrl+Enter for one more line. */
void
_fac_invoice_editor_add_stamp_key (FacInvoiceEditor *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut =
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>Return|<Control>KP_Enter"),
                      gtk_named_action_new ("editor.stamp"));

  gtk_event_controller_set_propagation_phase (shortcuts, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts), shortcut);
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
}

void
_fac_invoice_editor_install_actions (GtkWidgetClass *widget_class)
{
  const struct { const char *name; GtkWidgetActionActivateFunc act; } actions[] = {
    { "editor.stamp", act_stamp }, { "editor.preview", act_preview }, { "editor.undo", act_undo },
    { "editor.redo", act_redo }, { "editor.save", act_save }, { "editor.paste", act_paste },
    { "editor.duplicate", act_duplicate }, { "editor.delete", act_delete },
    { "editor.escape", act_escape }, { "editor.target", act_target }, { "editor.find", act_find },
    { "editor.template", act_template }, { "editor.repeat", act_repeat },
  };
  const struct { guint key; GdkModifierType modifiers; const char *action; } keys[] = {
    { GDK_KEY_p, GDK_CONTROL_MASK, "editor.preview" },
    { GDK_KEY_z, GDK_CONTROL_MASK, "editor.undo" },
    { GDK_KEY_Z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "editor.redo" },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "editor.redo" },
    { GDK_KEY_y, GDK_CONTROL_MASK, "editor.redo" }, { GDK_KEY_s, GDK_CONTROL_MASK, "editor.save" },
    { GDK_KEY_Escape, 0, "editor.escape" },
    { GDK_KEY_t, GDK_CONTROL_MASK, "editor.target" },
    { GDK_KEY_r, GDK_CONTROL_MASK, "editor.repeat" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].act);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
}
