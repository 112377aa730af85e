/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment-page-private.h"

#include "fac-invoice-page.h"
#include "fac-money.h"
#include "fac-page-host.h"

#include <glib/gi18n.h>

static FacWorkspace *
workspace_of (FacPaymentPage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

/* ---- stamping -------------------------------------------------------------------------------- */

static void
show_document (FacPaymentPage *self)
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
  g_autoptr (FacPaymentPage) self = data;
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
  g_autoptr (FacPaymentPage) self = data;

  if (!g_str_equal (response, "stamp") || self->draft == NULL)
    return;
  /* From here on the queue owns the document: nothing may write it as a draft again. */
  self->leaving = TRUE;
  gtk_widget_set_sensitive (self->stamp_button, FALSE);
  fac_invoice_draft_stamp_async (self->draft, on_stamped, g_object_ref (self));
}

/* Name of the customer, a line below what it paid and for how many invoices. */
static char *
describe_payment (FacPaymentPage *self)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);
  const FacPayment *payment = fac_payment_draft_get_payment (self->payment);
  const char *name = invoice->customer->legal_name;
  const guint decimals = fac_currency_decimals (payment->currency);
  const guint n = fac_payment_draft_get_n (self->payment);
  g_autofree char *amount = fac_decimal_format (fac_payment_amount (payment), decimals, decimals);
  g_autofree char *pesos = NULL;

  if (n == 1)
    /* Translators: name of the customer, a line below the amount, its currency, and how many invoices it pays */
    return g_strdup_printf (ngettext ("%1$s\n%2$s %3$s for %4$u invoice",
                                      "%1$s\n%2$s %3$s for %4$u invoices", payment->parts->len),
                            name, amount, payment->currency, payment->parts->len);
  pesos = fac_decimal_format (fac_payments_in_pesos (invoice->payments), 2, 2);
  /* Translators: name of the customer, a line below how many deposits there are and what they come to in pesos */
  return g_strdup_printf (ngettext ("%1$s\n%2$u deposit: %3$s MXN", "%1$s\n%2$u deposits: %3$s MXN", n),
                          name, n, pesos);
}

static char *
describe_stamping (FacPaymentPage *self)
{
  FacOrganization *organization = fac_workspace_get_organization (workspace_of (self));
  g_autofree char *first = describe_payment (self);
  const char *consequence;
  gboolean online;

  g_object_get (workspace_of (self), "online", &online, NULL);
  consequence = !online
      ? _("You are offline: it will wait in the queue and be sent when there is a connection.")
                : organization->livemode
                ? _("It becomes a fiscal document: it can be cancelled, but not changed any more.")
                                         : _("Test: it gets a stamp without fiscal validity.");
  return g_strdup_printf ("%s\n\n%s", first, consequence);
}

static void
ask_stamping (FacPaymentPage *self)
{
  g_autofree char *body = describe_stamping (self);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                              _("Stamp This Payment?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "stamp",
                                    _("_Stamp"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "stamp",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stamp");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), g_object_ref (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What cannot be read is in no draft. */
static gboolean
focus_unreadable (FacPaymentPage *self)
{
  if (fac_field_hint_focus_first (GTK_WIDGET (self)))
    return TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    if (fac_payment_row_is_unreadable (self->rows->pdata[i]))
      {
        fac_payment_row_focus (self->rows->pdata[i]);
        return TRUE;
      }
  return FALSE;
}

static void
act_stamp (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacPaymentPage *self = FAC_PAYMENT_PAGE (widget);
  GPtrArray *findings;

  if (self->leaving)
    return;
  _fac_payment_page_show_preview (self, FALSE);
  if (focus_unreadable (self))
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
      fac_payment_page_focus_field (self, finding->field);
      return;
    }
  ask_stamping (self);
}

/* ---- the others ------------------------------------------------------------------------------ */

static void
act_preview (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacPaymentPage *self = FAC_PAYMENT_PAGE (widget);

  _fac_payment_page_show_preview (self, !gtk_toggle_button_get_active (self->preview_button));
}

static void
act_escape (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacPaymentPage *self = FAC_PAYMENT_PAGE (widget);

  if (gtk_toggle_button_get_active (self->preview_button))
    _fac_payment_page_show_preview (self, FALSE);
  else
    gtk_widget_activate_action (widget, "win.back", NULL);
}

static void
act_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_invoice_draft_undo (FAC_PAYMENT_PAGE (widget)->draft);
}

static void
act_redo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_invoice_draft_redo (FAC_PAYMENT_PAGE (widget)->draft);
}

static void
act_propose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_payment_draft_propose (FAC_PAYMENT_PAGE (widget)->payment);
}

static void
act_add_deposit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacPaymentPage *self = FAC_PAYMENT_PAGE (widget);

  fac_payment_draft_add (self->payment);
  gtk_widget_grab_focus (self->amount);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacPaymentPage) self = data;
  g_autoptr (GError) error = NULL;

  if (fac_invoice_draft_flush_finish (FAC_INVOICE_DRAFT (source), result, &error))
    fac_toast (GTK_WIDGET (self), _("The draft is saved"));
  else
    fac_toast_error (GTK_WIDGET (self), error);
}

static void
act_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacPaymentPage *self = FAC_PAYMENT_PAGE (widget);

  if (!self->leaving)
    fac_invoice_draft_flush_async (self->draft, FALSE, on_saved, g_object_ref (self));
}

static void
act_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacPaymentPage *self = FAC_PAYMENT_PAGE (widget);
  const char *id = fac_invoice_draft_get_invoice (self->draft)->id;
  gboolean kept = fac_page_get_object_id (FAC_PAGE (self)) != NULL
                  || !fac_invoice_draft_is_empty (self->draft);

  if (self->leaving)
    return;
  self->leaving = TRUE;
  /* Written first, in order: what Undo brings back is what was on the screen. */
  if (kept)
    {
      fac_invoice_draft_flush_async (self->draft, FALSE, NULL, NULL);
      fac_delete_with_undo (widget, workspace_of (self), FAC_ENTITY_INVOICE, id,
                            _("The draft was deleted"));
    }
  fac_page_close (FAC_PAGE (self));
}

void
_fac_payment_page_update_actions (FacPaymentPage *self)
{
  gboolean can_undo, can_redo;

  g_object_get (self->draft, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "payment.undo", can_undo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "payment.redo", can_redo);
}

void
_fac_payment_page_install_actions (GtkWidgetClass *widget_class)
{
  const struct { const char *name; GtkWidgetActionActivateFunc act; } actions[] = {
    { "payment.stamp", act_stamp }, { "payment.preview", act_preview },
    { "payment.undo", act_undo }, { "payment.redo", act_redo }, { "payment.save", act_save },
    { "payment.propose", act_propose }, { "payment.delete", act_delete },
    { "payment.escape", act_escape }, { "payment.add-deposit", act_add_deposit },
  };
  const struct { guint key; GdkModifierType modifiers; const char *action; } keys[] = {
    { GDK_KEY_Return, GDK_CONTROL_MASK, "payment.stamp" },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "payment.stamp" },
    { GDK_KEY_p, GDK_CONTROL_MASK, "payment.preview" },
    { GDK_KEY_z, GDK_CONTROL_MASK, "payment.undo" },
    { GDK_KEY_Z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "payment.redo" },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "payment.redo" },
    { GDK_KEY_s, GDK_CONTROL_MASK, "payment.save" }, { GDK_KEY_Escape, 0, "payment.escape" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].act);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
}
