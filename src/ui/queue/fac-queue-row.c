/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-queue-row.h"

#include "fac-conflict-banner.h"
#include "fac-page-host.h"
#include "fac-queue-words.h"
#include "fac-wrap-box.h"

#include <glib/gi18n.h>

struct _FacQueueRow
{
  GtkListBoxRow   parent_instance;

  GtkImage       *icon;
  GtkLabel       *sentence;
  GtkLabel       *document;
  GtkLabel       *state;
  GtkLabel       *answer;
  GtkWidget      *waits;
  GtkLabel       *waits_text;
  GtkWidget      *details;
  GtkLabel       *details_text;
  GtkWidget      *discard;
  GtkWidget      *edit;
  GtkWidget      *retry;
  GtkWidget      *decide;

  FacWorkspace   *workspace;
  FacOutboxModel *model;
  FacOperation   *operation;
};

G_DEFINE_FINAL_TYPE (FacQueueRow, fac_queue_row, GTK_TYPE_LIST_BOX_ROW)

static void
on_retry (FacQueueRow *self)
{
  fac_outbox_model_retry (self->model, self->operation);
}

static void
on_unqueued (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacQueueRow) self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    {
      fac_toast_error (GTK_WIDGET (self), error);
      return;
    }
  /* the row may have left the list by now: its operation is gone */
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    fac_page_show (GTK_WIDGET (self), FAC_ENTITY_INVOICE,
                   fac_operation_get_object_id (self->operation));
}

static void
on_edit (FacQueueRow *self)
{
  FacEntity entity = fac_operation_get_entity (self->operation);

  /* a refused document is an editable draft already */
  if (entity == FAC_ENTITY_INVOICE
      && fac_operation_get_verb (self->operation) == FAC_OPERATION_STAMP
      && fac_operation_get_state (self->operation) != FAC_OPERATION_REFUSED)
    fac_workspace_unqueue_async (self->workspace, fac_operation_get_object_id (self->operation),
                                 on_unqueued,
                                 g_object_ref (self));
  else
    fac_page_show (GTK_WIDGET (self), entity, fac_operation_get_object_id (self->operation));
}

/* where it can be put right */
static void
on_waits (FacQueueRow *self)
{
  g_autoptr (FacOperation) blocker = fac_operation_get_blocker (self->operation);
  FacEntity entity = blocker != NULL ? fac_operation_get_entity (blocker) : FAC_ENTITY_INVOICE;
  const char *id = blocker != NULL ? fac_operation_get_object_id (blocker)
                                   : fac_operation_get_needs (self->operation);

  if (blocker != NULL && fac_operation_get_state (blocker) == FAC_OPERATION_CONFLICT)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.decide", "(is)", (int) entity, id);
  else
    fac_page_show (GTK_WIDGET (self), entity, id);
}

static void
on_copy (FacQueueRow *self)
{
  g_autofree char *details = fac_queue_details (self->operation);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), details);
  fac_toast (GTK_WIDGET (self), _("Details copied"));
}

static void
on_discard_response (FacQueueRow *self, const char *response)
{
  if (g_str_equal (response, "discard"))
    fac_outbox_model_discard (self->model, self->operation);
}

static void
on_discard (FacQueueRow *self)
{
  g_autofree char *sentence = fac_queue_sentence (self->operation);
  GtkWidget *dialog;

  if (fac_operation_get_state (self->operation) == FAC_OPERATION_UNKNOWN)
    {
      fac_outbox_model_take_as_sent (self->model, self->operation);
      return;
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   _("Discard This Operation?"), NULL);

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), "%s\n\n%s", sentence,
                                  fac_queue_consequence (self->operation));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Keep It"), "discard",
                                    _("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_discard_response), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const char *
state_icon (FacOperationState state)
{
  switch (state)
    {
    case FAC_OPERATION_SENDING: return "network-transmit-symbolic";
    case FAC_OPERATION_RESOLVING: return "view-refresh-symbolic";
    case FAC_OPERATION_AT_SAT: return "content-loading-symbolic";
    case FAC_OPERATION_REFUSED: return "dialog-error-symbolic";
    case FAC_OPERATION_UNKNOWN:
    case FAC_OPERATION_CONFLICT: return "dialog-question-symbolic";
    case FAC_OPERATION_PAUSED: return "dialog-password-symbolic";
    case FAC_OPERATION_BLOCKED: return "media-playback-pause-symbolic";
    case FAC_OPERATION_WAITS:
    default: return "document-send-symbolic";
    }
}

static void
show_text (GtkLabel *label, GtkWidget *holder, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (holder, text != NULL);
}

/* what does not change while the row lives */
static void
show_operation (FacQueueRow *self)
{
  g_autofree char *sentence = fac_queue_sentence (self->operation);
  g_autofree char *document = fac_operation_describe_document (self->operation);
  g_autofree char *answer = fac_queue_answer (self->operation);
  g_autofree char *details = fac_queue_details (self->operation);
  g_autofree char *waits = fac_queue_waits_for (self->operation);

  gtk_label_set_label (self->sentence, sentence);
  show_text (self->document, GTK_WIDGET (self->document), document);
  show_text (self->answer, GTK_WIDGET (self->answer), answer);
  show_text (self->details_text, self->details, details);
  show_text (self->waits_text, self->waits, waits);
  if (waits != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->waits), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    waits, -1);
}

/* What is asked of a stamped document is not edited: its page is shown. Of an e-mail that may have left the
 * person says what became of it. */
static void
show_buttons (FacQueueRow *self, FacOperationState state)
{
  FacOperationVerb verb = fac_operation_get_verb (self->operation);

  if (verb == FAC_OPERATION_CANCEL || verb == FAC_OPERATION_EMAIL)
    gtk_button_set_label (GTK_BUTTON (self->edit), _("S_how Document"));
  if (state != FAC_OPERATION_UNKNOWN)
    return;
  gtk_button_set_label (GTK_BUTTON (self->retry), _("_Send Again"));
  gtk_button_set_label (GTK_BUTTON (self->discard), _("_Take as Sent"));
}

void
fac_queue_row_update (FacQueueRow *self)
{
  FacOperationState state = fac_operation_get_state (self->operation);
  gboolean away = state == FAC_OPERATION_SENDING || state == FAC_OPERATION_RESOLVING
                  || state == FAC_OPERATION_AT_SAT;
  gboolean deletes = fac_operation_get_verb (self->operation) == FAC_OPERATION_DELETE;
  gboolean conflict = state == FAC_OPERATION_CONFLICT;
  gint64 now = fac_clock_now (fac_workspace_get_clock (self->workspace));
  gboolean sleeps = state != FAC_OPERATION_SENDING && fac_operation_get_due_at (self->operation) > now;
  g_autofree char *text = fac_queue_state (self->operation, now);

  gtk_image_set_from_icon_name (self->icon, state_icon (state));
  gtk_label_set_label (self->state, text);
  gtk_widget_set_visible (self->decide, conflict);
  gtk_widget_set_visible (self->retry, (!away || sleeps) && !conflict && state != FAC_OPERATION_BLOCKED);
  gtk_widget_set_visible (self->edit, !away && !deletes);
  gtk_widget_set_visible (self->discard, !away && !conflict);
  show_buttons (self, state);
  if (state == FAC_OPERATION_REFUSED)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (self->sentence),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
fac_queue_row_dispose (GObject *object)
{
  FacQueueRow *self = FAC_QUEUE_ROW (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->model);
  g_clear_object (&self->operation);
  G_OBJECT_CLASS (fac_queue_row_parent_class)->dispose (object);
}

static void
fac_queue_row_class_init (FacQueueRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_queue_row_dispose;
  g_type_ensure (FAC_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/queue/fac-queue-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FacQueueRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FacQueueRow, sentence);
  gtk_widget_class_bind_template_child (widget_class, FacQueueRow, state);
  gtk_widget_class_bind_template_child (widget_class, FacQueueRow, answer);
  gtk_widget_class_bind_template_child (widget_class, FacQueueRow, document);
  gtk_widget_class_bind_template_child (widget_class, FacQueueRow, waits);
  gtk_widget_class_bind_template_child (widget_class, FacQueueRow, waits_text);
  gtk_widget_class_bind_template_child (widget_class, FacQueueRow, details);
  gtk_widget_class_bind_template_child (widget_class, FacQueueRow, details_text);
  gtk_widget_class_bind_template_child (widget_class, FacQueueRow, discard);
  gtk_widget_class_bind_template_child (widget_class, FacQueueRow, edit);
  gtk_widget_class_bind_template_child (widget_class, FacQueueRow, retry);
  gtk_widget_class_bind_template_child (widget_class, FacQueueRow, decide);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
  gtk_widget_class_bind_template_callback (widget_class, on_edit);
  gtk_widget_class_bind_template_callback (widget_class, on_discard);
  gtk_widget_class_bind_template_callback (widget_class, on_waits);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
fac_queue_row_init (FacQueueRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fac_queue_row_new (FacWorkspace *workspace, FacOutboxModel *model, FacOperation *operation)
{
  FacQueueRow *self = g_object_new (FAC_TYPE_QUEUE_ROW, NULL);
  g_autofree char *action = fac_conflict_action (fac_operation_get_entity (operation),
                                                 fac_operation_get_object_id (operation));

  self->workspace = g_object_ref (workspace);
  self->model = g_object_ref (model);
  self->operation = g_object_ref (operation);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->decide), action);
  show_operation (self);
  fac_queue_row_update (self);
  return GTK_WIDGET (self);
}
