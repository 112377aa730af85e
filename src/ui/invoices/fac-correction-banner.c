/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-correction-banner.h"

#include "fac-correction-model.h"
#include "fac-document-opening.h"
#include "fac-notice-bar.h"
#include "fac-page-host.h"
#include "fac-workspace-requests.h"

#include <glib/gi18n.h>

#define DATA_KEY "fac-correction-banner"
#define MOTIVE_REPLACED "01"

typedef struct
{
  FacPage            *page; /* owns this */
  GtkWidget          *bar;
  GSimpleActionGroup *actions;
  FacCorrectionModel *model;
} Banner;

static void
banner_free (gpointer data)
{
  Banner *self = data;

  g_clear_object (&self->model);
  g_clear_object (&self->actions);
  g_free (self);
}

/* Returns: (transfer none) (nullable) */
static const FacCorrection *
get (Banner *self)
{
  return self->model != NULL ? fac_correction_model_get (self->model) : NULL;
}

static gboolean
is_original (Banner *self, const FacCorrection *correction)
{
  return g_strcmp0 (fac_page_get_object_id (self->page), correction->original->id) == 0;
}

/* ---- words ---------------------------------------------------------------------------------- */

/* what is said above the one that is replaced; %s is the other one's folio */
static const char *
words_above_original (FacCorrectionStep step)
{
  switch (step)
    {
    case FAC_CORRECTION_WRITE:
      return _("A draft is to replace this invoice. When it is stamped, this one is cancelled by "
               "itself.");
    case FAC_CORRECTION_NOT_STAMPED:
      return _("The invoice that is to replace this one was not stamped: correct it. This one is "
               "valid.");
    case FAC_CORRECTION_STAMP:
      return _("The invoice that replaces this one is on its way to be stamped. Then this one is "
               "cancelled by itself.");
    case FAC_CORRECTION_CANCEL:
      return _("Invoice %s replaces this one and is stamped. The cancellation of this one is in "
               "the queue.");
    case FAC_CORRECTION_ASKED:
      return _("Invoice %s replaces this one, which is being cancelled.");
    case FAC_CORRECTION_BOTH_VALID:
      return _("Invoice %s replaces this one, but this one was not cancelled: both are valid, and "
               "both count. Agree with the receiver and cancel it again, or cancel the other one.");
    case FAC_CORRECTION_DONE:
      return _("Invoice %s replaces this one.");
    case FAC_CORRECTION_VOID:
    default:
      return _("Invoice %s, which was to replace this one, was cancelled itself.");
    }
}

/* and above the other one; %s is the folio of what it replaces */
static const char *
words_above_substitute (FacCorrectionStep step)
{
  switch (step)
    {
    case FAC_CORRECTION_WRITE:
    case FAC_CORRECTION_STAMP:
      return _("It replaces invoice %s, which is cancelled by itself when this one is stamped.");
    case FAC_CORRECTION_NOT_STAMPED:
      return _("It is to replace invoice %s, which stays valid until this one is stamped.");
    case FAC_CORRECTION_CANCEL:
      return _("It replaces invoice %s, whose cancellation is in the queue.");
    case FAC_CORRECTION_ASKED:
      return _("It replaces invoice %s, which is being cancelled.");
    case FAC_CORRECTION_BOTH_VALID:
      return _("It replaces invoice %s, which was not cancelled: both are valid, and both count.");
    case FAC_CORRECTION_DONE:
      return _("It replaces invoice %s, which is cancelled.");
    case FAC_CORRECTION_VOID:
    default:
      return _("It was to replace invoice %s.");
    }
}

static char *
folio_of (const FacInvoice *invoice)
{
  char *folio = fac_invoice_folio (invoice);

  return folio != NULL ? folio : g_strdup (invoice->uuid != NULL ? invoice->uuid : "");
}

static char *
fill (const char *sentence, const FacInvoice *other)
{
  g_autofree char *folio = folio_of (other);
  g_auto (GStrv) parts = g_strsplit (sentence, "%s", 2);

  return g_strjoinv (folio, parts);
}

static void
show (Banner *self)
{
  const FacCorrection *correction = get (self);
  gboolean original = correction != NULL && is_original (self, correction);
  const char *label = _("_Open");
  const char *action = "correction.open";
  g_autofree char *text = NULL;
  FacCorrectionStep step;

  if (correction == NULL)
    {
      fac_notice_bar_say (FAC_NOTICE_BAR (self->bar), NULL, NULL, NULL);
      return;
    }
  step = fac_correction_step (correction);
  text = original ? fill (words_above_original (step), correction->substitute)
                  : fill (words_above_substitute (step), correction->original);
  if (original && step == FAC_CORRECTION_BOTH_VALID)
    {
      label = _("_Cancel Again");
      action = "correction.cancel-again";
    }
  else if (!original && fac_correction_may_end (correction))
    {
      label = _("_Give Up…");
      action = "correction.give-up";
    }
  fac_notice_bar_say (FAC_NOTICE_BAR (self->bar), text, label, action);
}

/* ---- what can be done ------------------------------------------------------------------------- */

static void
act_open (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Banner *self = data;
  const FacCorrection *correction = get (self);

  if (correction != NULL)
    fac_document_push_id (GTK_WIDGET (self->page), fac_page_get_workspace (self->page),
                          is_original (self, correction) ? correction->substitute->id
                                                         : correction->original->id);
}

static void
on_queued (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacPage) page = data;
  g_autoptr (GError) error = NULL;

  if (fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    fac_toast (GTK_WIDGET (page), _("The cancellation is in the queue"));
  else
    fac_toast_error (GTK_WIDGET (page), error);
}

static void
act_cancel_again (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Banner *self = data;
  const FacCorrection *correction = get (self);

  if (correction != NULL)
    fac_workspace_cancel_async (fac_page_get_workspace (self->page), correction->original,
                                MOTIVE_REPLACED, correction->substitute->uuid, NULL, on_queued,
                                g_object_ref (self->page));
}

typedef struct
{
  FacPage *page;
  char    *original;
  char    *substitute;
} GivingUp;

static void
giving_up_free (GivingUp *self)
{
  g_object_unref (self->page);
  g_free (self->original);
  g_free (self->substitute);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GivingUp, giving_up_free)

/* The draft goes as drafts go, so that it can be brought back. */
static void
on_given_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GivingUp) self = data;
  GtkWidget *page = GTK_WIDGET (self->page);
  g_autoptr (GError) error = NULL;

  if (!fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    fac_toast_error (page, error);
  else if (!gtk_widget_activate_action (page, "draft.delete", NULL))
    {
      fac_delete_with_undo (page, FAC_WORKSPACE (source), FAC_ENTITY_INVOICE, self->substitute,
                            _("The draft was deleted"));
      fac_page_close (self->page);
    }
}

static void
on_response (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  g_autoptr (GivingUp) self = data;
  FacWorkspace *workspace = fac_page_get_workspace (self->page);
  const char *original = self->original;

  if (g_str_equal (response, "give-up"))
    fac_workspace_end_correction_async (workspace, original, on_given_up, g_steal_pointer (&self));
}

static void
act_give_up (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Banner *self = data;
  const FacCorrection *correction = get (self);
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;
  GivingUp *giving_up;

  if (correction == NULL)
    return;
  giving_up = g_new0 (GivingUp, 1);
  giving_up->page = g_object_ref (self->page);
  giving_up->original = g_strdup (correction->original->id);
  giving_up->substitute = g_strdup (correction->substitute->id);
  body = fill (_("Invoice %s stays valid as it is. The draft that was to replace it is deleted."),
               correction->original);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
    GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->page))), _("Give Up the Correction?"),
    body));
  adw_message_dialog_add_responses (dialog, "keep", _("_Keep It"), "give-up", _("_Give Up"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "give-up", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "keep");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), giving_up);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- object --------------------------------------------------------------------------------- */

static void
forget_model (Banner *self)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
}

static void
on_object_id (FacPage *page, GParamSpec *pspec, Banner *self)
{
  const char *id = fac_page_get_object_id (page);

  forget_model (self);
  if (id != NULL)
    {
      self->model = fac_correction_model_new (fac_page_get_workspace (page), id);
      g_signal_connect_swapped (self->model, "changed", G_CALLBACK (show), self);
    }
  show (self);
}

static void
on_destroy (FacPage *page, Banner *self)
{
  forget_model (self);
}

void
fac_correction_banner_follow (FacPage *page)
{
  const GActionEntry entries[] = {
    { .name = "open", .activate = act_open },
    { .name = "cancel-again", .activate = act_cancel_again },
    { .name = "give-up", .activate = act_give_up },
  };
  Banner *self = g_new0 (Banner, 1);

  self->page = page;
  self->bar = fac_notice_bar_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (page), "correction", G_ACTION_GROUP (self->actions));
  fac_page_add_banner (page, self->bar);
  g_object_set_data_full (G_OBJECT (page), DATA_KEY, self, banner_free);
  g_signal_connect (page, "notify::object-id", G_CALLBACK (on_object_id), self);
  g_signal_connect (page, "destroy", G_CALLBACK (on_destroy), self);
  on_object_id (page, NULL, self);
}

const FacCorrection *
fac_correction_banner_get (FacPage *page)
{
  return get (g_object_get_data (G_OBJECT (page), DATA_KEY));
}
