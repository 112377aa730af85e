/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-form-page-private.h"

#include "fac-conflict-banner.h"
#include "fac-field-hint.h"
#include "fac-form-leave.h"
#include "fac-page-host.h"
#include "fac-text.h"

#include <glib/gi18n.h>

/* a maximum wait, not a pause: sync.md invariant 1 */
#define AUTOSAVE_MS 800

enum { PROP_0, PROP_FIELDS, N_PROPS };

enum { SAVED, SENT, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (FacFormPage, fac_form_page, FAC_TYPE_PAGE)

#define PRIV(self) ((FacFormPagePrivate *) fac_form_page_get_instance_private (self))

FacFormPagePrivate *
_fac_form_page_private (FacFormPage *self)
{
  return PRIV (self);
}

static FacWorkspace *
workspace_of (FacFormPage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

void
_fac_form_page_drop (FacFormPage *self, gpointer *object)
{
  if (*object != NULL)
    g_boxed_free (KIND (self)->type (), g_steal_pointer (object));
}

static GtkWidget *
find_unreadable (FacFormPage *self)
{
  FacFormPageClass *klass = FAC_FORM_PAGE_GET_CLASS (self);

  return klass->get_unreadable != NULL ? klass->get_unreadable (self) : NULL;
}

static gboolean
is_sendable (FacFormPage *self)
{
  FacFormPagePrivate *priv = PRIV (self);
  g_autoptr (GPtrArray) findings = NULL;

  if (priv->object == NULL || find_unreadable (self) != NULL)
    return FALSE;
  findings = KIND (self)->check (workspace_of (self), priv->object);
  return !fac_findings_has_errors (findings);
}

static void
update_actions (FacFormPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save", !PRIV (self)->sending);
}

void
_fac_form_page_show_title (FacFormPage *self)
{
  FacFormPagePrivate *priv = PRIV (self);
  const FacFormKind *kind = KIND (self);
  const char *name = kind->get_name (priv->object);

  if (!fac_text_is_empty (name))
    fac_page_set_title (FAC_PAGE (self), name);
  else
    fac_page_set_title (FAC_PAGE (self), _(priv->is_new ? kind->new_title : kind->title));
}

/* ---- storing -------------------------------------------------------------------------------- */

typedef struct
{
  FacFormPage *self;
  gboolean     send;
} Saving;

static gboolean on_timer (gpointer data);

/* saved, and open still: what is typed from here on is new */
static void
stay (FacFormPage *self)
{
  FacFormPagePrivate *priv = PRIV (self);

  _fac_form_page_drop (self, &priv->original);
  priv->original = g_steal_pointer (&priv->leaving);
  priv->is_new = priv->stored = FALSE;
  priv->dirty = !KIND (self)->equal (priv->object, priv->original);
  if (priv->dirty && priv->timer == 0)
    priv->timer = g_timeout_add (AUTOSAVE_MS, on_timer, self);
  g_clear_pointer (&priv->refusal, fac_refusal_free);
  fac_notice_bar_say (priv->reason, NULL, NULL, NULL);
  fac_form_page_judge (self);
  g_signal_emit (self, signals[SENT], 0, TRUE);
}

static void
stored (FacFormPage *self, gboolean sent, const GError *error)
{
  FacFormPagePrivate *priv = PRIV (self);

  if (error != NULL)
    fac_toast_error (GTK_WIDGET (self), error);
  if (!sent)
    return;
  priv->sending = FALSE;
  update_actions (self);
  if (priv->leaving != NULL && error != NULL)
    {
      _fac_form_page_drop (self, &priv->leaving);
      g_signal_emit (self, signals[SENT], 0, FALSE);
    }
  if (error != NULL)
    return;
  if (priv->leaving != NULL)
    {
      stay (self);
      return;
    }
  priv->dirty = FALSE;
  g_signal_emit (self, signals[SAVED], 0, fac_page_get_object_id (FAC_PAGE (self)));
  fac_page_close (FAC_PAGE (self));
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  g_autoptr (FacFormPage) self = saving->self;
  g_autoptr (GError) error = NULL;

  fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error);
  stored (self, saving->send, error);
  g_free (saving);
}

static void
store (FacFormPage *self, gboolean send)
{
  FacFormPagePrivate *priv = PRIV (self);
  Saving *saving = g_new0 (Saving, 1);

  g_clear_handle_id (&priv->timer, g_source_remove);
  priv->stored = TRUE;
  fac_page_set_object_id (FAC_PAGE (self), KIND (self)->get_id (priv->object));
  saving->self = g_object_ref (self);
  saving->send = send;
  KIND (self)->save (workspace_of (self), priv->object, send, on_stored, saving);
}

static gboolean
on_timer (gpointer data)
{
  FacFormPage *self = data;

  PRIV (self)->timer = 0;
  store (self, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
ask_complete (FacFormPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (is_sendable (self))
    return TRUE;
  PRIV (self)->judge_all = TRUE;
  fac_form_page_judge (self);
  fac_toast_here (widget, _("Complete the marked fields"));
  if (!fac_field_hint_focus_first (widget) && find_unreadable (self) != NULL)
    gtk_widget_grab_focus (find_unreadable (self));
  return FALSE;
}

static const char *
get_waiting (FacFormPage *self)
{
  FacFormPageClass *klass = FAC_FORM_PAGE_GET_CLASS (self);

  if (klass->get_waiting == NULL || PRIV (self)->object == NULL || find_unreadable (self) != NULL)
    return NULL;
  return klass->get_waiting (self, PRIV (self)->object);
}

static void
send_and_close (FacFormPage *self)
{
  PRIV (self)->sending = TRUE;
  update_actions (self);
  store (self, TRUE);
}

static void
on_wait_response (FacFormPage *self, const char *response)
{
  if (g_str_equal (response, "save") && get_waiting (self) != NULL && !PRIV (self)->sending)
    send_and_close (self);
  else if (!g_str_equal (response, "save"))
    fac_field_hint_focus_first (GTK_WIDGET (self));
}

static void
save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacFormPage *self = FAC_FORM_PAGE (widget);
  const char *waiting = is_sendable (self) ? NULL : get_waiting (self);

  if (waiting != NULL)
    {
      PRIV (self)->judge_all = TRUE;
      fac_form_page_judge (self);
      fac_form_wait_ask (widget, waiting, G_CALLBACK (on_wait_response));
    }
  else if (ask_complete (self))
    send_and_close (self);
}

static void
on_reverted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    fac_toast_error (self, error);
}

/* the person gave up: what was there before comes back, and what is new goes */
static void
revert (FacFormPage *self)
{
  FacFormPagePrivate *priv = PRIV (self);
  const FacFormKind *kind = KIND (self);

  if (!priv->stored)
    return;
  if (priv->is_new)
    fac_workspace_delete_async (workspace_of (self), kind->entity, kind->get_id (priv->object),
                                on_reverted, g_object_ref (self));
  else
    kind->save (workspace_of (self), priv->original, FALSE, on_reverted, g_object_ref (self));
}

static void
give_up (FacFormPage *self)
{
  g_clear_handle_id (&PRIV (self)->timer, g_source_remove);
  PRIV (self)->dirty = FALSE;
  revert (self);
}

/* ---- leaving -------------------------------------------------------------------------------- */

static void
on_leave_response (FacFormPage *self, const char *response)
{
  if (g_str_equal (response, "save"))
    gtk_widget_activate_action (GTK_WIDGET (self), "form.save", NULL);
  else if (g_str_equal (response, "discard"))
    {
      give_up (self);
      fac_page_close (FAC_PAGE (self));
    }
}

static gboolean
fac_form_page_leave (FacPage *page)
{
  FacFormPage *self = FAC_FORM_PAGE (page);
  FacFormPagePrivate *priv = PRIV (self);

  if (!priv->dirty)
    return TRUE;
  /* typed and taken back: there is nothing to ask about, and nothing of it stays */
  if (KIND (self)->equal (priv->object, priv->original))
    {
      give_up (self);
      return TRUE;
    }
  fac_form_leave_ask (GTK_WIDGET (self), is_sendable (self) || get_waiting (self) != NULL,
                      G_CALLBACK (on_leave_response));
  return FALSE;
}

static void
fac_form_page_flush (FacPage *page)
{
  FacFormPage *self = FAC_FORM_PAGE (page);

  if (PRIV (self)->timer != 0)
    store (self, FALSE);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_form_page_set_property (GObject *object, guint property, const GValue *value,
                            GParamSpec *pspec)
{
  FacFormPage *self = FAC_FORM_PAGE (object);

  if (property == PROP_FIELDS)
    adw_clamp_set_child (ADW_CLAMP (PRIV (self)->clamp), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
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
  fac_page_set_content (FAC_PAGE (self), priv->box);
  if (fac_page_get_workspace (FAC_PAGE (self)) != NULL)
    fac_conflict_banner_follow (FAC_PAGE (self), KIND (self)->entity);
  update_actions (self);
}

static void
fac_form_page_dispose (GObject *object)
{
  FacFormPage *self = FAC_FORM_PAGE (object);
  FacFormPagePrivate *priv = PRIV (self);

  g_clear_handle_id (&priv->timer, g_source_remove);
  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  _fac_form_page_drop (self, &priv->original);
  _fac_form_page_drop (self, &priv->object);
  _fac_form_page_drop (self, &priv->leaving);
  g_clear_pointer (&priv->refusal, fac_refusal_free);
  G_OBJECT_CLASS (fac_form_page_parent_class)->dispose (object);
  g_clear_object (&priv->box);
}

static gboolean
fac_form_page_is_blank (FacPage *page)
{
  FacFormPage *self = FAC_FORM_PAGE (page);
  FacFormPagePrivate *priv = PRIV (self);
  gpointer made = NULL;
  gboolean blank;

  if (!priv->is_new || priv->dirty || priv->stored || priv->object == NULL
      || find_unreadable (self) != NULL)
    return FALSE;
  made = KIND (self)->make ();
  blank = KIND (self)->equal (priv->object, made);
  _fac_form_page_drop (self, &made);
  return blank;
}

static void
fac_form_page_class_init (FacFormPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = fac_form_page_set_property;
  object_class->constructed = fac_form_page_constructed;
  object_class->dispose = fac_form_page_dispose;
  FAC_PAGE_CLASS (klass)->leave = fac_form_page_leave;
  FAC_PAGE_CLASS (klass)->flush = fac_form_page_flush;
  FAC_PAGE_CLASS (klass)->is_blank = fac_form_page_is_blank;

  g_object_class_install_property (object_class, PROP_FIELDS,
                                   g_param_spec_object ("fields", NULL, NULL, GTK_TYPE_WIDGET,
                                                        G_PARAM_WRITABLE
                                                        | G_PARAM_STATIC_STRINGS));
  signals[SAVED] = g_signal_new ("saved", FAC_TYPE_FORM_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SENT] = g_signal_new ("sent", FAC_TYPE_FORM_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_install_action (widget_class, "form.save", NULL, save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "form.save",
                                       NULL);
}

static void
fac_form_page_init (FacFormPage *self)
{
  FacFormPagePrivate *priv = PRIV (self);

  priv->cancellable = g_cancellable_new ();
  priv->clamp = g_object_new (ADW_TYPE_CLAMP, "maximum-size", 640, NULL);
  priv->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                 "child", priv->clamp, NULL);
  gtk_widget_set_vexpand (priv->scroller, TRUE);
  priv->reason = FAC_NOTICE_BAR (fac_notice_bar_new ());
  priv->box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_box_append (GTK_BOX (priv->box), GTK_WIDGET (priv->reason));
  gtk_box_append (GTK_BOX (priv->box), priv->scroller);
  fac_form_leave_on_escape (GTK_WIDGET (self));
}

/* ---- judging -------------------------------------------------------------------------------- */

/* the field that the service named says it too, until something is changed */
static void
add_refusal (FacFormPage *self, GPtrArray *findings)
{
  FacFormPagePrivate *priv = PRIV (self);
  const FacErrorText *words = priv->refusal != NULL ? priv->refusal->words : NULL;

  if (words == NULL || words->field == NULL
      || !KIND (self)->equal (priv->object, priv->original))
    return;
  g_ptr_array_insert (findings, 0, fac_finding_new (words->field, FAC_FINDING_ERROR, "refused",
                                                    N_("The service did not accept it: %1"),
                                                    words->title, NULL));
}

gconstpointer
fac_form_page_get_object (FacFormPage *self)
{
  return PRIV (self)->object;
}

gboolean
fac_form_page_send (FacFormPage *self)
{
  if (PRIV (self)->object == NULL || PRIV (self)->sending || !ask_complete (self))
    return FALSE;
  return fac_form_page_send_waiting (self);
}

gboolean
fac_form_page_send_waiting (FacFormPage *self)
{
  FacFormPagePrivate *priv = PRIV (self);

  if (priv->object == NULL || priv->sending)
    return FALSE;
  /* also what was typed and taken back: the store alone knows what the service has */
  priv->leaving = g_boxed_copy (KIND (self)->type (), priv->object);
  priv->sending = TRUE;
  update_actions (self);
  store (self, TRUE);
  return TRUE;
}

gboolean
fac_form_page_is_new (FacFormPage *self)
{
  return PRIV (self)->is_new;
}

void
fac_form_page_judge (FacFormPage *self)
{
  FacFormPagePrivate *priv = PRIV (self);
  g_autoptr (GPtrArray) findings = NULL;

  if (priv->object == NULL)
    return;
  findings = KIND (self)->check (workspace_of (self), priv->object);
  add_refusal (self, findings);
  FAC_FORM_PAGE_GET_CLASS (self)->judge (self, priv->object, findings,
                                         priv->judge_all || priv->refusal != NULL);
}

void
fac_form_page_changed (FacFormPage *self)
{
  FacFormPagePrivate *priv = PRIV (self);
  gpointer before = priv->object;

  if (before == NULL || priv->showing)
    return;
  priv->object = FAC_FORM_PAGE_GET_CLASS (self)->read (self, before);
  _fac_form_page_drop (self, &before);
  fac_form_page_judge (self);
  _fac_form_page_show_title (self);
  priv->dirty = TRUE;
  if (priv->timer == 0 && !priv->sending)
    priv->timer = g_timeout_add (AUTOSAVE_MS, on_timer, self);
}
