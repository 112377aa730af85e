/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-conflict-row.h"

#include <glib/gi18n.h>

struct _FacConflictRow
{
  GtkListBoxRow     parent_instance;

  GtkLabel         *name;
  GtkLabel         *before;
  GtkCheckButton   *mine;
  GtkCheckButton   *theirs;
  GtkLabel         *mine_text;
  GtkLabel         *theirs_text;

  FacConflictModel *model;
  FacConflictField *field;
};

G_DEFINE_FINAL_TYPE (FacConflictRow, fac_conflict_row, GTK_TYPE_LIST_BOX_ROW)

static void
on_toggled (FacConflictRow *self)
{
  FacMergeChoice choice = FAC_MERGE_UNDECIDED;

  if (gtk_check_button_get_active (self->mine))
    choice = FAC_MERGE_MINE;
  else if (gtk_check_button_get_active (self->theirs))
    choice = FAC_MERGE_THEIRS;
  /* of two that change together, the first one leaves nothing chosen for a moment */
  if (choice != FAC_MERGE_UNDECIDED && choice != fac_conflict_field_get_choice (self->field))
    fac_conflict_model_choose (self->model, self->field, choice);
}

static void
show_choice (FacConflictRow *self)
{
  const FacMergeChoice choice = fac_conflict_field_get_choice (self->field);

  if (choice == FAC_MERGE_MINE)
    gtk_check_button_set_active (self->mine, TRUE);
  else if (choice == FAC_MERGE_THEIRS)
    gtk_check_button_set_active (self->theirs, TRUE);
}

static void
show_side (GtkCheckButton *button, GtkLabel *label, const char *format, FacConflictField *field,
           const char *value)
{
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *text = g_strjoinv (value, parts);
  g_autofree char *spoken =
      g_strdup_printf ("%s. %s", fac_conflict_field_get_name (field), text);

  gtk_label_set_label (label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static void
show_field (FacConflictRow *self)
{
  const char *before = fac_conflict_field_get_before (self->field);
  g_autofree char *text = NULL;

  gtk_label_set_label (self->name, fac_conflict_field_get_name (self->field));
  if (before != NULL)
    /* Translators: %s is what a field held before both sides changed it */
    text = g_strdup_printf (_("Before: %s"), before);
  gtk_label_set_label (self->before, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->before), text != NULL);
  /* Translators: %s is what was written here in a field that was changed at the service too */
  show_side (self->mine, self->mine_text, _("Mine: %s"), self->field,
             fac_conflict_field_get_mine (self->field));
  /* Translators: %s is what the service has in a field that was changed here too */
  show_side (self->theirs, self->theirs_text, _("Theirs: %s"), self->field,
             fac_conflict_field_get_theirs (self->field));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  fac_conflict_field_get_name (self->field),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "",
                                  -1);
}

static void
fac_conflict_row_dispose (GObject *object)
{
  FacConflictRow *self = FAC_CONFLICT_ROW (object);

  g_clear_object (&self->model);
  g_clear_object (&self->field);
  G_OBJECT_CLASS (fac_conflict_row_parent_class)->dispose (object);
}

static void
fac_conflict_row_class_init (FacConflictRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_conflict_row_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/conflict/fac-conflict-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FacConflictRow, name);
  gtk_widget_class_bind_template_child (widget_class, FacConflictRow, before);
  gtk_widget_class_bind_template_child (widget_class, FacConflictRow, mine);
  gtk_widget_class_bind_template_child (widget_class, FacConflictRow, theirs);
  gtk_widget_class_bind_template_child (widget_class, FacConflictRow, mine_text);
  gtk_widget_class_bind_template_child (widget_class, FacConflictRow, theirs_text);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
fac_conflict_row_init (FacConflictRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fac_conflict_row_new (FacConflictModel *model, FacConflictField *field)
{
  FacConflictRow *self = g_object_new (FAC_TYPE_CONFLICT_ROW, NULL);

  self->model = g_object_ref (model);
  self->field = g_object_ref (field);
  g_signal_connect_object (field, "notify::choice", G_CALLBACK (show_choice), self,
                           G_CONNECT_SWAPPED);
  show_field (self);
  show_choice (self);
  return GTK_WIDGET (self);
}
