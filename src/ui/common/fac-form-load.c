/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-form-page-private.h"

#include "fac-field-hint.h"
#include "fac-page-host.h"

#define PRIV(self) _fac_form_page_private (self)

static void
show_object (FacFormPage *self, gpointer object)
{
  FacFormPagePrivate *priv = PRIV (self);
  GType type = KIND (self)->type ();

  priv->original = g_boxed_copy (type, object);
  priv->object = g_boxed_copy (type, object);
  priv->showing = TRUE;
  FAC_FORM_PAGE_GET_CLASS (self)->show (self, object);
  priv->showing = FALSE;
  gtk_widget_set_sensitive (priv->scroller, TRUE);
  _fac_form_page_show_title (self);
  fac_form_page_judge (self);
}

static void
on_refusal (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacFormPage) self = data;
  FacFormPagePrivate *priv = PRIV (self);
  FacRefusal *refusal = fac_refusal_load_finish (FAC_WORKSPACE (source), result, NULL);
  g_autofree char *text = NULL;

  if (refusal == NULL || priv->object == NULL)
    {
      g_clear_pointer (&refusal, fac_refusal_free);
      return;
    }
  priv->refusal = refusal;
  text = fac_error_text_lines (refusal->words);
  fac_notice_bar_say (priv->reason, text, NULL, NULL);
  fac_form_page_judge (self);
  if (!priv->dirty)
    fac_field_hint_focus_first (GTK_WIDGET (self));
}

/* typed before the program ended, and never saved: leaving asks about it as it would have then */
static void
take_up (FacFormPage *self, gpointer saved, gboolean is_new)
{
  FacFormPagePrivate *priv = PRIV (self);

  if (!KIND (self)->equal (priv->object, saved) || is_new)
    {
      _fac_form_page_drop (self, &priv->original);
      priv->original = g_boxed_copy (KIND (self)->type (), saved);
      priv->is_new = is_new;
      priv->stored = priv->dirty = TRUE;
      _fac_form_page_show_title (self);
    }
  _fac_form_page_drop (self, &saved);
}

static void
on_saved_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacFormPage) self = data;
  const FacFormKind *kind = KIND (self);
  gboolean never;
  g_autoptr (GVariant) saved =
      fac_workspace_get_saved_finish (FAC_WORKSPACE (source), result, &never, NULL);

  if (PRIV (self)->object == NULL || PRIV (self)->sending)
    return;
  if (never)
    take_up (self, kind->make (), TRUE);
  else if (saved != NULL)
    take_up (self, kind->decode (saved), FALSE);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacFormPage) self = data;
  g_autoptr (GError) error = NULL;
  FacWorkspace *workspace = FAC_WORKSPACE (source);
  GCancellable *cancellable = PRIV (self)->cancellable;
  const char *id = fac_page_get_object_id (FAC_PAGE (self));
  gpointer object = KIND (self)->load_finish (workspace, result, &error);

  if (object != NULL)
    {
      show_object (self, object);
      _fac_form_page_drop (self, &object);
      gtk_widget_child_focus (PRIV (self)->scroller, GTK_DIR_TAB_FORWARD);
      fac_workspace_get_saved_async (workspace, KIND (self)->entity, id, cancellable,
                                     on_saved_known, g_object_ref (self));
      fac_refusal_load_async (workspace, id, cancellable, on_refusal, g_object_ref (self));
      return;
    }
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  fac_toast_error (GTK_WIDGET (self), error);
  fac_page_close (FAC_PAGE (self));
}

void
fac_form_page_open (FacFormPage *self, const char *id)
{
  FacFormPagePrivate *priv = PRIV (self);
  gpointer made = id == NULL ? KIND (self)->make () : NULL;

  if (made != NULL)
    {
      fac_form_page_open_new (self, made);
      _fac_form_page_drop (self, &made);
      return;
    }
  /* nothing may be typed over what is not there yet */
  gtk_widget_set_sensitive (priv->scroller, FALSE);
  fac_page_set_object_id (FAC_PAGE (self), id);
  KIND (self)->load (fac_page_get_workspace (FAC_PAGE (self)), id, priv->cancellable, on_loaded,
                     g_object_ref (self));
}

void
fac_form_page_open_new (FacFormPage *self, gpointer object)
{
  PRIV (self)->is_new = TRUE;
  show_object (self, object);
}
