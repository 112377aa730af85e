/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-field-hint.h"

#include "fac-text.h"

#include <glib/gi18n.h>

struct _FacFieldHint
{
  AdwPreferencesRow parent_instance;

  GtkImage         *icon;
  GtkLabel         *label;
  GtkWidget        *row; /* borrowed: both lie in the same list */
};

G_DEFINE_FINAL_TYPE (FacFieldHint, fac_field_hint, ADW_TYPE_PREFERENCES_ROW)

static void
fac_field_hint_class_init (FacFieldHintClass *klass)
{
}

static void
fac_field_hint_init (FacFieldHint *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->icon = g_object_new (GTK_TYPE_IMAGE, "valign", GTK_ALIGN_START, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "hexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "field-hint");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
fac_field_hint_set_row (FacFieldHint *self, GtkWidget *row)
{
  self->row = row;
}

static void
mark (GtkWidget *widget, gboolean shown, FacSeverity severity)
{
  gtk_widget_remove_css_class (widget, "error");
  gtk_widget_remove_css_class (widget, "warning");
  if (shown)
    gtk_widget_add_css_class (widget, severity == FAC_FINDING_ERROR ? "error" : "warning");
}

static const char *
icon_of (FacSeverity severity)
{
  return severity == FAC_FINDING_ERROR ? "dialog-error-symbolic" : "dialog-warning-symbolic";
}

void
fac_field_hint_say (FacFieldHint *self, const char *text, FacSeverity severity)
{
  gboolean shown = !fac_text_is_empty (text);

  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  mark (GTK_WIDGET (self), shown, severity);
  if (self->row != NULL)
    {
      mark (self->row, shown, severity);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->row),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      shown ? text : "", -1);
    }
  if (!shown)
    return;
  gtk_image_set_from_icon_name (self->icon, icon_of (severity));
  gtk_label_set_label (self->label, text);
}

static const char *
translate (const char *text)
{
  return gettext (text);
}

void
fac_field_hint_show (FacFieldHint *self, GPtrArray *findings, const char *field, gboolean touched)
{
  const FacFinding *gravest = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      const FacFinding *finding = findings->pdata[i];

      if (g_strcmp0 (finding->field, field) != 0)
        continue;
      if (gravest == NULL || finding->severity < gravest->severity)
        gravest = finding;
    }
  if (gravest == NULL || !touched)
    {
      fac_field_hint_say (self, NULL, FAC_FINDING_WARNING);
      return;
    }
  text = fac_finding_text (gravest, translate);
  fac_field_hint_say (self, text, gravest->severity);
}
