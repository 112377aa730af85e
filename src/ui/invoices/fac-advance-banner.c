/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-advance-banner.h"

#include "fac-advance-flow.h"
#include "fac-advance.h"
#include "fac-document-opening.h"
#include "fac-money.h"
#include "fac-notice-bar.h"
#include "fac-page-host.h"
#include "fac-text.h"

#include <glib/gi18n.h>

#define DATA_KEY "fac-advance-banner"

typedef struct
{
  FacPage            *page;  /* owns this */
  FacInvoiceDraft    *draft; /* (nullable) */
  GtkWidget          *bar;
  GSimpleActionGroup *actions;
  FacAdvanceFlow     *flow;
  gboolean            busy;
} Banner;

static void
banner_free (gpointer data)
{
  Banner *self = data;

  g_clear_object (&self->flow);
  g_clear_object (&self->actions);
  g_clear_object (&self->draft);
  g_free (self);
}

static FacWorkspace *
workspace_of (Banner *self)
{
  return fac_page_get_workspace (self->page);
}

static const char *
id_of (Banner *self)
{
  return self->draft != NULL ? fac_invoice_draft_get_invoice (self->draft)->id
                             : fac_page_get_object_id (self->page);
}

/* ---- what it knows -------------------------------------------------------------------------- */

/* Returns: (transfer none) (nullable): the use that says most about what is to be done next */
static const FacAdvanceUse *
first_use (Banner *self)
{
  const GPtrArray *uses = self->flow != NULL ? fac_advance_flow_get_uses (self->flow) : NULL;
  const FacAdvanceUse *first = NULL;

  for (guint i = 0; uses != NULL && i < uses->len; i++)
    {
      const FacAdvanceUse *use = g_ptr_array_index (uses, i);

      if (first == NULL || fac_advance_use_step (use) < fac_advance_use_step (first))
        first = use;
    }
  return first;
}

static gboolean
is (Banner *self, const FacDocumentSummary *document)
{
  return document != NULL && g_strcmp0 (document->id, id_of (self)) == 0;
}

static char *
money_of (FacDecimal amount, const char *currency)
{
  return fac_money_format (fac_money (amount, currency));
}

/* of all uses of @step in which this is the invoice */
static FacDecimal
add_up (Banner *self, FacAdvanceStep step, const char *currency)
{
  const GPtrArray *uses = fac_advance_flow_get_uses (self->flow);
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < uses->len; i++)
    {
      const FacAdvanceUse *use = g_ptr_array_index (uses, i);

      if (fac_advance_use_step (use) == step && g_str_equal (use->advance->currency, currency))
        sum = fac_decimal_add (sum, use->amount);
    }
  return sum;
}

/* What is applied is at most what payments and other notes leave of the invoice. */
static char *
sum_of (Banner *self, const FacAdvanceUse *use)
{
  const FacAdvanceStep step = fac_advance_use_step (use);
  const FacDecimal sum = add_up (self, step, use->advance->currency);
  const gboolean less = step == FAC_ADVANCE_APPLY && fac_decimal_sign (use->room) > 0
                        && fac_decimal_compare (use->room, sum) < 0;

  return money_of (less ? use->room : sum, use->advance->currency);
}

/* ---- words ---------------------------------------------------------------------------------- */

static const char *
words_above_final (FacAdvanceStep step)
{
  switch (step)
    {
    case FAC_ADVANCE_WRITE:
      return _("This invoice takes $%s of the customer’s advances, and names them with relation "
               "07. It is for the whole amount; a credit note takes the advance off after it.");
    case FAC_ADVANCE_NOT_STAMPED:
      return _("This invoice, which takes $%s of advances, was not stamped: correct it first.");
    case FAC_ADVANCE_APPLY:
      return _("$%s of advances are still to be taken off this invoice: a credit note applies "
               "them. Without it the customer is charged twice.");
    case FAC_ADVANCE_QUEUED:
      return _("The credit note that takes $%s of advances off this invoice is on its way to be "
               "stamped.");
    case FAC_ADVANCE_REFUSED:
      return _("The credit note that is to take $%s of advances off this invoice is not stamped: "
               "look at it.");
    case FAC_ADVANCE_DONE:
      return _("$%s of advances were taken off this invoice by a credit note.");
    case FAC_ADVANCE_VOID:
    default:
      return _("$%s of advances were to be taken off this invoice, but one of both was cancelled.");
    }
}

static const char *
words_of (const FacAdvanceUse *use)
{
  const FacAdvanceStep step = fac_advance_use_step (use);

  if (step == FAC_ADVANCE_APPLY && fac_decimal_sign (use->room) <= 0)
    return _("$%s of advances cannot be taken off this invoice: payments and credit notes take all "
             "of it.");
  return words_above_final (step);
}

static char *
words_elsewhere (Banner *self, const FacAdvanceUse *use, const char *money)
{
  const char *folio = use->final->folio != NULL ? use->final->folio : "—";

  if (is (self, use->note))
    /* Translators: an amount, and the folio of an invoice ("A 12") */
    return g_strdup_printf (_("It takes $%1$s of an advance off invoice %2$s."), money, folio);
  if (fac_advance_use_step (use) == FAC_ADVANCE_DONE)
    /* Translators: an amount, and the folio of an invoice ("A 12") */
    return g_strdup_printf (_("$%1$s of this advance were applied to invoice %2$s."), money, folio);
  if (use->final->folio == NULL)
    return g_strdup_printf (_("An invoice that has no folio yet takes $%s of this advance."),
                            money);
  /* Translators: the folio of an invoice ("A 12"), and an amount */
  return g_strdup_printf (_("Invoice %1$s takes $%2$s of this advance; that is not finished yet."),
                          folio, money);
}

static char *
fill (const char *sentence, const char *money)
{
  g_auto (GStrv) parts = g_strsplit (sentence, "%s", 2);

  return g_strjoinv (money, parts);
}

static void
say (Banner *self, const char *text, const char *label, const char *action)
{
  fac_notice_bar_say (FAC_NOTICE_BAR (self->bar), text, label, action);
}

static gboolean
may_take (Banner *self)
{
  const FacInvoice *invoice = self->draft != NULL ? fac_invoice_draft_get_invoice (self->draft)
                                                  : NULL;

  return invoice != NULL && invoice->type == FAC_INVOICE_INGRESO && !fac_advance_is (invoice)
         && fac_document_status_is_editable (invoice->status);
}

/* The sale grew after it took an advance, and something is left. */
static gboolean
could_take_more (Banner *self)
{
  const GPtrArray *open = fac_advance_flow_get_open (self->flow);
  const GPtrArray *uses = fac_advance_flow_get_uses (self->flow);
  FacDecimal rest;

  if (!may_take (self) || open == NULL || uses == NULL)
    return FALSE;
  rest = fac_invoice_draft_get_totals (self->draft)->total;
  for (guint i = 0; i < uses->len; i++)
    rest = fac_decimal_sub (rest, ((const FacAdvanceUse *) uses->pdata[i])->amount);
  return fac_decimal_sign (rest) > 0
         && fac_decimal_sign (fac_open_advances_sum (open, fac_invoice_draft_get_invoice (
                                                             self->draft)->currency)) > 0;
}

static void
show_use (Banner *self, const FacAdvanceUse *use)
{
  const FacAdvanceStep step = fac_advance_use_step (use);
  g_autofree char *money = NULL;
  g_autofree char *text = NULL;

  if (!is (self, use->final))
    {
      money = money_of (use->amount, use->advance->currency);
      text = words_elsewhere (self, use, money);
      say (self, text, _("_Open"), "advance.open");
      return;
    }
  money = sum_of (self, use);
  text = fill (words_of (use), money);
  if (step == FAC_ADVANCE_WRITE && could_take_more (self))
    say (self, text, _("_Take More"), "advance.take");
  else if (step == FAC_ADVANCE_WRITE || step == FAC_ADVANCE_NOT_STAMPED)
    say (self, text, self->draft != NULL ? _("_Leave Them Out") : NULL, "advance.leave");
  else if (step == FAC_ADVANCE_APPLY)
    say (self, text, fac_decimal_sign (use->room) > 0 ? _("_Apply Advance…") : NULL,
         "advance.apply");
  else
    say (self, text, use->note != NULL ? _("_Open") : NULL, "advance.open");
}

/* Nothing is left to be done, or nothing has to be. */
static gboolean
warns (Banner *self)
{
  const FacAdvanceUse *use = first_use (self);

  return use != NULL && fac_advance_use_step (use) != FAC_ADVANCE_DONE;
}

static void
show (Banner *self)
{
  const FacAdvanceUse *use = first_use (self);
  const GPtrArray *open = self->flow != NULL ? fac_advance_flow_get_open (self->flow) : NULL;
  const char *currency = self->draft != NULL
                         ? fac_invoice_draft_get_invoice (self->draft)->currency : NULL;
  FacDecimal sum = open != NULL && may_take (self) ? fac_open_advances_sum (open, currency)
                                                   : FAC_DECIMAL_ZERO;
  g_autofree char *money = money_of (sum, currency);
  g_autofree char *text = NULL;

  fac_notice_bar_set_warns (FAC_NOTICE_BAR (self->bar), warns (self));
  if (use != NULL)
    show_use (self, use);
  else if (fac_decimal_sign (sum) > 0)
    {
      /* Translators: %s is an amount */
      text = g_strdup_printf (_("This customer paid $%s in advance, which no invoice takes yet."),
                              money);
      say (self, text, _("_Take It Off This Invoice"), "advance.take");
    }
  else
    say (self, NULL, NULL, NULL);
}

/* ---- what can be done ----------------------------------------------------------------------- */

typedef struct
{
  FacPage    *page;
  const char *done; /* what is said then */
} Asked;

static Asked *
asked_new (Banner *self, const char *done)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->page = g_object_ref (self->page);
  asked->done = done;
  self->busy = TRUE;
  return asked;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Asked *asked = data;
  Banner *self = g_object_get_data (G_OBJECT (asked->page), DATA_KEY);
  g_autoptr (GError) error = NULL;

  if (self != NULL)
    self->busy = FALSE;
  if (!fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    fac_toast_error (GTK_WIDGET (asked->page), error);
  else
    fac_toast (GTK_WIDGET (asked->page), _(asked->done));
  g_object_unref (asked->page);
  g_free (asked);
}

static FacOpenAdvance *
find_advance (GPtrArray *advances, const char *id)
{
  FacOpenAdvance *advance;

  for (guint i = 0; i < advances->len; i++)
    if (g_str_equal (((const FacOpenAdvance *) advances->pdata[i])->id, id))
      return advances->pdata[i];
  advance = fac_open_advance_new ();
  advance->id = g_strdup (id);
  g_ptr_array_add (advances, advance);
  return advance;
}

static void
add_left (GPtrArray *advances, const char *id, const char *uuid, const char *currency,
          FacDecimal left)
{
  FacOpenAdvance *advance = find_advance (advances, id);

  fac_set_string (&advance->uuid, uuid);
  fac_set_string (&advance->currency, currency);
  advance->left = fac_decimal_add (advance->left, left);
}

/* What it takes already, and what is left beside that. */
static GPtrArray *
list_advances (Banner *self)
{
  const GPtrArray *uses = fac_advance_flow_get_uses (self->flow);
  const GPtrArray *open = fac_advance_flow_get_open (self->flow);
  GPtrArray *advances = fac_open_advances_new ();

  for (guint i = 0; uses != NULL && i < uses->len; i++)
    {
      const FacAdvanceUse *use = g_ptr_array_index (uses, i);

      add_left (advances, use->advance->id, use->advance->uuid, use->advance->currency,
                use->amount);
    }
  for (guint i = 0; open != NULL && i < open->len; i++)
    {
      const FacOpenAdvance *advance = g_ptr_array_index (open, i);

      add_left (advances, advance->id, advance->uuid, advance->currency, advance->left);
    }
  return advances;
}

static void
act_take (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Banner *self = data;
  g_autoptr (GPtrArray) advances = NULL;

  if (self->busy || self->flow == NULL || !may_take (self))
    return;
  advances = list_advances (self);
  if (fac_decimal_sign (fac_invoice_draft_get_totals (self->draft)->total) <= 0)
    fac_toast (GTK_WIDGET (self->page), _("Write what is sold first: the advance is taken off its "
                                          "total."));
  else
    fac_workspace_take_advances_async (workspace_of (self), self->draft, advances, on_done,
                                       asked_new (self, N_("The invoice takes the advance")));
}

static void
act_leave (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Banner *self = data;
  const GPtrArray *uses = fac_advance_flow_get_uses (self->flow);

  if (!self->busy && uses != NULL && self->draft != NULL)
    fac_workspace_leave_advances_async (workspace_of (self), self->draft, uses, on_done,
                                        asked_new (self, N_("The advance can be taken by another "
                                                            "invoice")));
}

static void
on_response (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  g_autoptr (FacPage) page = data;
  Banner *self = g_object_get_data (G_OBJECT (page), DATA_KEY);

  if (g_str_equal (response, "apply") && self != NULL && !self->busy)
    fac_workspace_apply_advances_async (workspace_of (self), id_of (self), on_done,
                                        asked_new (self, N_("The credit note is in the queue")));
}

static void
act_apply (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Banner *self = data;
  const FacAdvanceUse *use = first_use (self);
  g_autofree char *money = NULL;
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;

  if (use == NULL || self->busy || fac_advance_use_step (use) != FAC_ADVANCE_APPLY
      || fac_decimal_sign (use->room) <= 0)
    return;
  money = sum_of (self, use);
  /* Translators: %s is an amount */
  body = g_strdup_printf (_("A credit note (type E) of $%s is stamped after this invoice: form 30, "
                            "relation 07, with the taxes of the advance. Then the invoice has that "
                            "much less to be paid. A stamp can only be undone by cancelling."),
                          money);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
    GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->page))), _("Apply the Advance?"), body));
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "apply",
                                    _("_Stamp Credit Note"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "apply", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "apply");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), g_object_ref (self->page));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
act_open (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Banner *self = data;
  const FacAdvanceUse *use = first_use (self);
  const FacDocumentSummary *other = use == NULL ? NULL
                                    : is (self, use->final) ? use->note : use->final;

  if (other != NULL)
    fac_document_push_id (GTK_WIDGET (self->page), workspace_of (self), other->id);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
forget_flow (Banner *self)
{
  if (self->flow != NULL)
    g_signal_handlers_disconnect_by_data (self->flow, self);
  g_clear_object (&self->flow);
}

static void
on_draft_changed (Banner *self)
{
  const FacCustomer *customer = fac_invoice_draft_get_invoice (self->draft)->customer;

  fac_advance_flow_set_customer (self->flow, customer != NULL && may_take (self) ? customer->id
                                                                                 : NULL);
  show (self);
}

static void
begin (Banner *self)
{
  forget_flow (self);
  if (id_of (self) != NULL)
    {
      self->flow = fac_advance_flow_new (workspace_of (self), id_of (self));
      g_signal_connect_swapped (self->flow, "changed", G_CALLBACK (show), self);
      if (self->draft != NULL)
        on_draft_changed (self);
    }
  show (self);
}

static void
on_destroy (FacPage *page, Banner *self)
{
  forget_flow (self);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
}

void
fac_advance_banner_follow (FacPage *page, FacInvoiceDraft *draft)
{
  const GActionEntry entries[] = {
    { .name = "take", .activate = act_take },
    { .name = "leave", .activate = act_leave },
    { .name = "apply", .activate = act_apply },
    { .name = "open", .activate = act_open },
  };
  Banner *self = g_new0 (Banner, 1);

  self->page = page;
  self->draft = draft != NULL ? g_object_ref (draft) : NULL;
  self->bar = fac_notice_bar_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (page), "advance", G_ACTION_GROUP (self->actions));
  fac_page_add_banner (page, self->bar);
  g_object_set_data_full (G_OBJECT (page), DATA_KEY, self, banner_free);
  g_signal_connect (page, "destroy", G_CALLBACK (on_destroy), self);
  if (draft != NULL)
    g_signal_connect_swapped (draft, "changed", G_CALLBACK (on_draft_changed), self);
  begin (self);
}
