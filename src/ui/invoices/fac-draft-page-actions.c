/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-draft-page-private.h"

#include "fac-field-hint.h"
#include "fac-invoice-page.h"
#include "fac-page-host.h"

#include <glib/gi18n.h>

#define PRIV(self) _fac_draft_page_private (self)

static FacWorkspace *
workspace_of (FacDraftPage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

/* What is being typed, as far as it can be read. */
static void
commit_quietly (FacDraftPage *self)
{
  if (FAC_DRAFT_PAGE_GET_CLASS (self)->commit != NULL)
    FAC_DRAFT_PAGE_GET_CLASS (self)->commit (self);
}

/* ---- stamping ------------------------------------------------------------------------------- */

static void
show_document (FacDraftPage *self)
{
  GtkWidget *host = gtk_widget_get_ancestor (GTK_WIDGET (self), FAC_TYPE_PAGE_HOST);
  FacPage *page = fac_invoice_page_new (workspace_of (self),
                                        fac_invoice_draft_get_invoice (PRIV (self)->draft)->id);

  fac_page_close (FAC_PAGE (self));
  if (host != NULL)
    fac_page_push (host, page);
}

static void
on_stamped (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacDraftPage) self = data;
  FacDraftPagePrivate *priv = PRIV (self);
  g_autoptr (GError) error = NULL;

  if (priv->draft == NULL)
    return;
  if (!fac_invoice_draft_stamp_finish (FAC_INVOICE_DRAFT (source), result, &error))
    {
      priv->leaving = FALSE;
      gtk_widget_set_sensitive (priv->stamp_button, TRUE);
      fac_toast_error (GTK_WIDGET (self), error);
      return;
    }
  show_document (self);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  g_autoptr (FacDraftPage) self = data;
  FacDraftPagePrivate *priv = PRIV (self);

  if (!g_str_equal (response, "stamp") || priv->draft == NULL)
    return;
  /* From here on the queue owns the document: nothing may write it as a draft again. */
  priv->leaving = TRUE;
  gtk_widget_set_sensitive (priv->stamp_button, FALSE);
  fac_invoice_draft_stamp_async (priv->draft, on_stamped, g_object_ref (self));
}

static const char *
describe_consequence (FacDraftPage *self)
{
  gboolean online;

  g_object_get (workspace_of (self), "online", &online, NULL);
  if (!online)
    return _("You are offline: it will wait in the queue and be sent when there is a connection.");
  return fac_workspace_get_organization (workspace_of (self))->livemode
           ? _("It becomes a fiscal document: it can be cancelled, but not changed any more.")
           : _("Test: it gets a stamp without fiscal validity.");
}

static void
ask_stamping (FacDraftPage *self)
{
  FacDraftPageClass *klass = FAC_DRAFT_PAGE_GET_CLASS (self);
  g_autofree char *what = klass->describe_stamping (self);
  g_autofree char *body = g_strdup_printf ("%s\n\n%s", what, describe_consequence (self));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                              _(klass->stamp_title), body);

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
find_unreadable (FacDraftPage *self)
{
  FacDraftPageClass *klass = FAC_DRAFT_PAGE_GET_CLASS (self);

  return fac_field_hint_focus_first (GTK_WIDGET (self))
         || (klass->find_unreadable != NULL && klass->find_unreadable (self));
}

static void
act_stamp (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacDraftPage *self = FAC_DRAFT_PAGE (widget);
  FacDraftPagePrivate *priv = PRIV (self);
  GPtrArray *findings;

  if (priv->leaving || !fac_draft_page_commit (self))
    return;
  _fac_draft_page_uncover (self);
  if (find_unreadable (self))
    {
      fac_toast_here (widget, _("Complete the marked fields"));
      return;
    }
  fac_invoice_draft_check (priv->draft);
  findings = fac_invoice_draft_get_findings (priv->draft);
  for (guint i = 0; i < findings->len; i++)
    {
      const FacFinding *finding = findings->pdata[i];

      if (finding->severity != FAC_FINDING_ERROR)
        continue;
      fac_toast_here (widget, _("Something is missing before stamping"));
      fac_draft_page_focus_field (FAC_PAGE (self), finding->field);
      return;
    }
  ask_stamping (self);
}

/* ---- the others ----------------------------------------------------------------------------- */

static void
act_preview (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacDraftPage *self = FAC_DRAFT_PAGE (widget);

  commit_quietly (self);
  if (_fac_draft_page_is_covered (self))
    _fac_draft_page_close_preview (self);
  else
    _fac_draft_page_show_preview (self, !PRIV (self)->previewing);
}

/* The paper goes first, then the page. */
static void
act_escape (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacDraftPage *self = FAC_DRAFT_PAGE (widget);

  if (PRIV (self)->previewing)
    _fac_draft_page_close_preview (self);
  else
    gtk_widget_activate_action (widget, "win.back", NULL);
}

static void
act_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacDraftPage *self = FAC_DRAFT_PAGE (widget);

  if (fac_draft_page_commit (self))
    fac_invoice_draft_undo (PRIV (self)->draft);
}

static void
act_redo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacDraftPage *self = FAC_DRAFT_PAGE (widget);

  if (fac_draft_page_commit (self))
    fac_invoice_draft_redo (PRIV (self)->draft);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacDraftPage) self = data;
  g_autoptr (GError) error = NULL;

  if (fac_invoice_draft_flush_finish (FAC_INVOICE_DRAFT (source), result, &error))
    fac_toast (GTK_WIDGET (self), _("The draft is saved"));
  else
    fac_toast_error (GTK_WIDGET (self), error);
}

static void
act_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacDraftPage *self = FAC_DRAFT_PAGE (widget);

  if (PRIV (self)->leaving)
    return;
  commit_quietly (self);
  fac_invoice_draft_flush_async (PRIV (self)->draft, FALSE, on_saved, g_object_ref (self));
}

static void
act_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacDraftPage *self = FAC_DRAFT_PAGE (widget);
  FacDraftPagePrivate *priv = PRIV (self);
  const char *id = fac_invoice_draft_get_invoice (priv->draft)->id;
  gboolean kept;

  if (priv->leaving)
    return;
  kept = fac_page_get_object_id (FAC_PAGE (self)) != NULL
         || !fac_invoice_draft_is_empty (priv->draft);
  commit_quietly (self);
  priv->leaving = TRUE;
  /* Written first, in order: what Undo brings back is what was on the screen. */
  if (kept)
    {
      fac_invoice_draft_flush_async (priv->draft, FALSE, NULL, NULL);
      fac_delete_with_undo (widget, workspace_of (self), FAC_ENTITY_INVOICE, id,
                            _("The draft was deleted"));
    }
  fac_page_close (FAC_PAGE (self));
}

void
_fac_draft_page_update_actions (FacDraftPage *self)
{
  gboolean can_undo, can_redo;

  g_object_get (PRIV (self)->draft, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "draft.undo", can_undo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "draft.redo", can_redo);
}

void
_fac_draft_page_add_stamp_key (FacDraftPage *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut =
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>Return|<Control>KP_Enter"),
                      gtk_named_action_new ("draft.stamp"));

  gtk_event_controller_set_propagation_phase (shortcuts, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts), shortcut);
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
}

void
_fac_draft_page_install_actions (GtkWidgetClass *widget_class)
{
  const struct { const char *name; GtkWidgetActionActivateFunc act; } actions[] = {
    { "draft.stamp", act_stamp }, { "draft.preview", act_preview }, { "draft.undo", act_undo },
    { "draft.redo", act_redo }, { "draft.save", act_save }, { "draft.delete", act_delete },
    { "draft.escape", act_escape },
  };
  const struct { guint key; GdkModifierType modifiers; const char *action; } keys[] = {
    { GDK_KEY_p, GDK_CONTROL_MASK, "draft.preview" },
    { GDK_KEY_z, GDK_CONTROL_MASK, "draft.undo" },
    { GDK_KEY_Z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "draft.redo" },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "draft.redo" },
    { GDK_KEY_y, GDK_CONTROL_MASK, "draft.redo" }, { GDK_KEY_s, GDK_CONTROL_MASK, "draft.save" },
    { GDK_KEY_Escape, 0, "draft.escape" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].act);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
}
