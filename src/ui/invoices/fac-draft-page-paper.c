/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-draft-page-private.h"

#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define DRAW_DELAY_MS 350

#define PRIV(self) _fac_draft_page_private (self)

/* ---- drawing -------------------------------------------------------------------------------- */

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = fac_invoice_draft_preview_finish (FAC_INVOICE_DRAFT (source), result,
                                                             &error);
  FacDraftPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (pdf != NULL)
    fac_pdf_view_set_bytes (PRIV (self)->paper, pdf);
  else
    fac_pdf_view_say (PRIV (self)->paper, _("The preview could not be prepared."));
}

static void
draw (FacDraftPage *self)
{
  FacDraftPagePrivate *priv = PRIV (self);

  g_cancellable_cancel (priv->drawing);
  g_clear_object (&priv->drawing);
  priv->drawing = g_cancellable_new ();
  fac_invoice_draft_preview_async (priv->draft, priv->drawing, on_drawn, self);
}

static gboolean
on_draw_timer (gpointer data)
{
  FacDraftPage *self = data;

  PRIV (self)->draw_timer = 0;
  draw (self);
  return G_SOURCE_REMOVE;
}

void
_fac_draft_page_redraw_soon (FacDraftPage *self)
{
  FacDraftPagePrivate *priv = PRIV (self);

  if (priv->previewing && priv->draw_timer == 0)
    priv->draw_timer = g_timeout_add (DRAW_DELAY_MS, on_draw_timer, self);
}

/* ---- where things lie ----------------------------------------------------------------------- */

gboolean
_fac_draft_page_is_covered (FacDraftPage *self)
{
  FacDraftPagePrivate *priv = PRIV (self);

  return priv->previewing && (!FAC_DRAFT_PAGE_GET_CLASS (self)->beside
                              || fac_breakpoint_bin_is_narrow (priv->bin));
}

/* A word where there is room for it. It may be cut, so that it never keeps the window from
 * becoming narrow. */
static void
dress_button (GtkButton *button, const char *label, const char *icon)
{
  if (label == NULL)
    {
      gtk_button_set_icon_name (button, icon);
      return;
    }
  gtk_button_set_label (button, label);
  gtk_button_set_use_underline (button, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (button), "header-word");
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (button)), PANGO_ELLIPSIZE_END);
}

static void
place_aside (FacDraftPage *self, gboolean beneath)
{
  FacDraftPagePrivate *priv = PRIV (self);

  fac_ui_move_child (beneath ? priv->side : priv->below, beneath ? priv->below : priv->side,
                     priv->aside);
  gtk_widget_remove_css_class (priv->aside_box, beneath ? "editor-aside" : "editor-beneath");
  gtk_widget_add_css_class (priv->aside_box, beneath ? "editor-beneath" : "editor-aside");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (priv->aside), GTK_POLICY_NEVER,
                                  beneath ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
  gtk_widget_set_visible (GTK_WIDGET (priv->side), !beneath);
  gtk_widget_set_visible (GTK_WIDGET (priv->below), beneath);
}

/* Wide: form, summary at its side; with the paper, that takes the side and the summary goes under
 * the form.
 * Narrow: one column; the paper lies over the form. */
void
_fac_draft_page_arrange (FacDraftPage *self)
{
  FacDraftPagePrivate *priv = PRIV (self);
  FacDraftPageClass *klass = FAC_DRAFT_PAGE_GET_CLASS (self);
  const gboolean narrow = fac_breakpoint_bin_is_narrow (priv->bin);
  const gboolean covered = _fac_draft_page_is_covered (self);
  const gboolean over = narrow || !klass->beside;

  place_aside (self, over || priv->previewing);
  fac_ui_move_child (over ? priv->paper_side : priv->paper_over,
                     over ? priv->paper_over : priv->paper_side, GTK_WIDGET (priv->paper));
  gtk_widget_set_visible (GTK_WIDGET (priv->paper_side), priv->previewing && !over);
  gtk_stack_set_visible_child_name (priv->stack, covered ? "paper" : "form");
  if (klass->arrange != NULL)
    klass->arrange (self, narrow, narrow || (priv->previewing && !over));
  fac_customer_picker_set_narrow (priv->customer, narrow);
  dress_button (GTK_BUTTON (priv->preview_button), narrow ? NULL : _("Pre_view"),
                "x-office-document-symbolic");
  dress_button (GTK_BUTTON (priv->stamp_button), narrow ? NULL : _("_Stamp"),
                "object-select-symbolic");
}

static void
on_narrow (FacDraftPage *self)
{
  _fac_draft_page_arrange (self);
}

/* ---- coming and going ----------------------------------------------------------------------- */

GtkWidget *
_fac_draft_page_get_focus (FacDraftPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

gboolean
_fac_draft_page_is_in_form (FacDraftPage *self, GtkWidget *widget)
{
  return widget != NULL && gtk_widget_is_ancestor (widget, PRIV (self)->form);
}

/* To where it was in the form before the paper came, unless it is there. */
static void
give_focus_back (FacDraftPage *self)
{
  FacDraftPagePrivate *priv = PRIV (self);

  if (_fac_draft_page_is_in_form (self, _fac_draft_page_get_focus (self)))
    return;
  if (!_fac_draft_page_is_in_form (self, priv->focus_before)
      || !gtk_widget_grab_focus (priv->focus_before))
    FAC_DRAFT_PAGE_GET_CLASS (self)->go_on (self);
}

void
_fac_draft_page_show_preview (FacDraftPage *self, gboolean show)
{
  FacDraftPagePrivate *priv = PRIV (self);

  if (priv->previewing == show)
    return;
  if (show)
    g_set_weak_pointer (&priv->focus_before, _fac_draft_page_get_focus (self));
  priv->previewing = show;
  gtk_toggle_button_set_active (priv->preview_button, show);
  _fac_draft_page_arrange (self);
  if (show)
    draw (self);
  /* what the paper hides cannot keep the cursor */
  if (_fac_draft_page_is_covered (self)
      && _fac_draft_page_is_in_form (self, priv->focus_before))
    gtk_widget_grab_focus (GTK_WIDGET (priv->paper));
}

void
_fac_draft_page_close_preview (FacDraftPage *self)
{
  _fac_draft_page_show_preview (self, FALSE);
  give_focus_back (self);
}

void
_fac_draft_page_uncover (FacDraftPage *self)
{
  if (_fac_draft_page_is_covered (self))
    _fac_draft_page_close_preview (self);
}

static void
on_preview_toggled (FacDraftPage *self)
{
  _fac_draft_page_show_preview (self, gtk_toggle_button_get_active (PRIV (self)->preview_button));
}

void
_fac_draft_page_bind_paper (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_narrow);
  gtk_widget_class_bind_template_callback (widget_class, on_preview_toggled);
}
