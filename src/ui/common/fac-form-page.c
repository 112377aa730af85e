/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-form-page.h"

#include "fac-field-hint.h"
#include "fac-page-host.h"

#include <glib/gi18n.h>

/* a maximum wait, not a pause: sync.md invariant 1 */
#define AUTOSAVE_MS 800

typedef struct
{
  GtkWidget *save;

  guint      timer;
  gboolean   dirty;   /* differs from what was there when the form opened */
  gboolean   sending;
} FacFormPagePrivate;

enum { SAVED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (FacFormPage, fac_form_page, FAC_TYPE_PAGE)

#define PRIV(self) ((FacFormPagePrivate *) fac_form_page_get_instance_private (self))

static gboolean
is_sendable (FacFormPage *self)
{
  FacFormPageClass *klass = FAC_FORM_PAGE_GET_CLASS (self);

  return klass->is_sendable == NULL || klass->is_sendable (self);
}

static void
update_actions (FacFormPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save", !PRIV (self)->sending);
}

static void
autosave (FacFormPage *self)
{
  FacFormPagePrivate *priv = PRIV (self);

  if (priv->timer == 0)
    return;
  g_clear_handle_id (&priv->timer, g_source_remove);
  FAC_FORM_PAGE_GET_CLASS (self)->store (self, FALSE);
}

static gboolean
on_timer (gpointer data)
{
  FacFormPage *self = data;

  PRIV (self)->timer = 0;
  FAC_FORM_PAGE_GET_CLASS (self)->store (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacFormPage *self = FAC_FORM_PAGE (widget);
  FacFormPagePrivate *priv = PRIV (self);

  if (!is_sendable (self))
    {
      FAC_FORM_PAGE_GET_CLASS (self)->explain (self);
      fac_field_hint_focus_first (widget);
      return;
    }
  g_clear_handle_id (&priv->timer, g_source_remove);
  priv->sending = TRUE;
  update_actions (self);
  FAC_FORM_PAGE_GET_CLASS (self)->store (self, TRUE);
}

static void
on_leave_response (FacFormPage *self, const char *response)
{
  FacFormPagePrivate *priv = PRIV (self);

  if (g_str_equal (response, "save"))
    gtk_widget_activate_action (GTK_WIDGET (self), "form.save", NULL);
  else if (g_str_equal (response, "discard"))
    {
      g_clear_handle_id (&priv->timer, g_source_remove);
      priv->dirty = FALSE;
      FAC_FORM_PAGE_GET_CLASS (self)->revert (self);
      fac_page_close (FAC_PAGE (self));
    }
}

static gboolean
fac_form_page_leave (FacPage *page)
{
  FacFormPage *self = FAC_FORM_PAGE (page);
  gboolean sendable = is_sendable (self);
  const char *unsaved = _("Your changes have not been saved.");
  const char *incomplete = _("Your changes have not been saved, and "
                             "something is still missing.");
  GtkWidget *dialog;

  if (!PRIV (self)->dirty)
    return TRUE;
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   _("Save Changes?"), sendable ? unsaved : incomplete);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Keep Editing"),
                                    "discard", _("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  if (sendable)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "save", _("_Save"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                                  ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
    }
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_leave_response), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return FALSE;
}

/* entry rows keep Escape for themselves; in a form it leaves the page */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
        FacFormPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = gtk_root_get_focus (root);

  if (keyval != GDK_KEY_Escape || focus == NULL || (gpointer) gtk_widget_get_native (focus) != root)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
  return GDK_EVENT_STOP;
}

static void
fac_form_page_flush (FacPage *page)
{
  autosave (FAC_FORM_PAGE (page));
}

static void
fac_form_page_constructed (GObject *object)
{
  FacFormPage *self = FAC_FORM_PAGE (object);
  FacFormPagePrivate *priv = PRIV (self);

  G_OBJECT_CLASS (fac_form_page_parent_class)->constructed (object);
  priv->save = gtk_button_new_with_mnemonic (_("_Save"));
  gtk_widget_add_css_class (priv->save, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->save), "form.save");
  gtk_widget_set_tooltip_text (priv->save, _("Save (Ctrl+S)"));
  fac_page_set_end (FAC_PAGE (self), priv->save);
  update_actions (self);
}

static void
fac_form_page_dispose (GObject *object)
{
  g_clear_handle_id (&PRIV (FAC_FORM_PAGE (object))->timer, g_source_remove);
  G_OBJECT_CLASS (fac_form_page_parent_class)->dispose (object);
}

static void
fac_form_page_class_init (FacFormPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = fac_form_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = fac_form_page_dispose;
  FAC_PAGE_CLASS (klass)->leave = fac_form_page_leave;
  FAC_PAGE_CLASS (klass)->flush = fac_form_page_flush;

  signals[SAVED] = g_signal_new ("saved", FAC_TYPE_FORM_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "form.save", NULL, save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "form.save",
                                       NULL);
}

static void
fac_form_page_init (FacFormPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
fac_form_page_changed (FacFormPage *self)
{
  FacFormPagePrivate *priv = PRIV (self);

  priv->dirty = TRUE;
  if (priv->timer == 0 && !priv->sending)
    priv->timer = g_timeout_add (AUTOSAVE_MS, on_timer, self);
  update_actions (self);
}

void
fac_form_page_stored (FacFormPage *self, gboolean sent, const GError *error)
{
  FacFormPagePrivate *priv = PRIV (self);

  if (error != NULL)
    fac_toast_error (GTK_WIDGET (self), error);
  if (!sent)
    return;
  priv->sending = FALSE;
  update_actions (self);
  if (error != NULL)
    return;
  priv->dirty = FALSE;
  g_signal_emit (self, signals[SAVED], 0, fac_page_get_object_id (FAC_PAGE (self)));
  fac_page_close (FAC_PAGE (self));
}

gboolean
fac_form_page_is_dirty (FacFormPage *self)
{
  return PRIV (self)->dirty;
}
