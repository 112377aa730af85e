/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-notice-bar.h"

#include "fac-text.h"

struct _FacNoticeBar
{
  GtkWidget    parent_instance;

  GtkRevealer *revealer;
  GtkWidget   *box;
  GtkImage    *icon;
  GtkLabel    *label;
  GtkButton   *button;
};

G_DEFINE_FINAL_TYPE (FacNoticeBar, fac_notice_bar, GTK_TYPE_WIDGET)

static void
fac_notice_bar_dispose (GObject *object)
{
  FacNoticeBar *self = FAC_NOTICE_BAR (object);

  g_clear_pointer ((GtkWidget **) &self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (fac_notice_bar_parent_class)->dispose (object);
}

static void
fac_notice_bar_class_init (FacNoticeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_notice_bar_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/common/fac-notice-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, FacNoticeBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, FacNoticeBar, label);
  gtk_widget_class_bind_template_child (widget_class, FacNoticeBar, box);
  gtk_widget_class_bind_template_child (widget_class, FacNoticeBar, icon);
  gtk_widget_class_bind_template_child (widget_class, FacNoticeBar, button);
}

static void
fac_notice_bar_init (FacNoticeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fac_notice_bar_new (void)
{
  return g_object_new (FAC_TYPE_NOTICE_BAR, NULL);
}

/* The target before the name: for a moment the action would have none, and GTK complains. */
static void
set_action (GtkActionable *button, const char *action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  gtk_actionable_set_action_name (button, NULL);
  if (action == NULL || !g_action_parse_detailed_name (action, &name, &target, NULL))
    return;
  gtk_actionable_set_action_target_value (button, target);
  gtk_actionable_set_action_name (button, name);
}

void
fac_notice_bar_say (FacNoticeBar *self, const char *text, const char *label, const char *action)
{
  gboolean reveal = !fac_text_is_empty (text);

  gtk_revealer_set_reveal_child (self->revealer, reveal);
  if (!reveal)
    return;
  gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
  if (label != NULL)
    gtk_button_set_label (self->button, label);
  gtk_button_set_use_underline (self->button, TRUE);
  set_action (GTK_ACTIONABLE (self->button), action);
}

void
fac_notice_bar_set_warns (FacNoticeBar *self, gboolean warns)
{
  gtk_image_set_from_icon_name (self->icon, warns ? "dialog-warning-symbolic"
                                                  : "dialog-information-symbolic");
  if (warns)
    gtk_widget_remove_css_class (self->box, "mild");
  else
    gtk_widget_add_css_class (self->box, "mild");
}
