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
  GtkWidget        *target; /* weak: it comes and goes inside the row */

  gboolean          shown;
  FacSeverity       severity;
  guint             timer;
};

#define PRESSED_POLL_MS 50
#define BUTTONS (GDK_BUTTON1_MASK | GDK_BUTTON2_MASK | GDK_BUTTON3_MASK)

G_DEFINE_FINAL_TYPE (FacFieldHint, fac_field_hint, ADW_TYPE_PREFERENCES_ROW)

static gboolean
pointer_is_pressed (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));
  GdkDevice *pointer = seat != NULL ? gdk_seat_get_pointer (seat) : NULL;
  GdkModifierType mask = 0;

  if (surface == NULL || pointer == NULL)
    return FALSE;
  gdk_surface_get_device_position (surface, pointer, NULL, NULL, &mask);
  return (mask & BUTTONS) != 0;
}

static gboolean
on_timer (gpointer data)
{
  FacFieldHint *self = data;

  if (pointer_is_pressed (GTK_WIDGET (self)))
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), self->shown);
  return G_SOURCE_REMOVE;
}

/* leaving a field by a click judges it: what is being clicked must not move away meanwhile */
static void
come_and_go (FacFieldHint *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (gtk_widget_get_visible (widget) == self->shown || self->timer != 0)
    return;
  if (pointer_is_pressed (widget))
    self->timer = g_timeout_add (PRESSED_POLL_MS, on_timer, self);
  else
    gtk_widget_set_visible (widget, self->shown);
}

static void
fac_field_hint_dispose (GObject *object)
{
  g_clear_handle_id (&FAC_FIELD_HINT (object)->timer, g_source_remove);
  g_clear_weak_pointer (&FAC_FIELD_HINT (object)->target);
  G_OBJECT_CLASS (fac_field_hint_parent_class)->dispose (object);
}

/* a list whose next row takes no focus is left by Tab as a whole: hand it on */
static gboolean
fac_field_hint_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP;
  GtkWidget *next = widget;

  do
    next = back ? gtk_widget_get_prev_sibling (next) : gtk_widget_get_next_sibling (next);
  while (next != NULL && !gtk_widget_get_visible (next));
  return next != NULL && gtk_widget_child_focus (next, direction);
}

static void
fac_field_hint_class_init (FacFieldHintClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_field_hint_dispose;
  GTK_WIDGET_CLASS (klass)->focus = fac_field_hint_focus;
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

void
fac_field_hint_set_target (FacFieldHint *self, GtkWidget *target)
{
  g_set_weak_pointer (&self->target, target);
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

  self->shown = shown;
  self->severity = severity;
  come_and_go (self);
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

void
fac_field_hint_tell (FacFieldHint *self, const char *text)
{
  self->shown = !fac_text_is_empty (text);
  self->severity = FAC_FINDING_WARNING;
  come_and_go (self);
  if (!self->shown)
    return;
  gtk_image_set_from_icon_name (self->icon, "dialog-information-symbolic");
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

static gboolean
focus_field (FacFieldHint *self)
{
  GtkWidget *expander = self->target != NULL
                          ? gtk_widget_get_ancestor (self->target, ADW_TYPE_EXPANDER_ROW) : NULL;

  if (expander != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), TRUE);
  if (self->target != NULL && gtk_widget_grab_focus (self->target))
    return TRUE;
  return gtk_widget_grab_focus (self->row)
         || gtk_widget_child_focus (self->row, GTK_DIR_TAB_FORWARD);
}

gboolean
fac_field_hint_focus_first (GtkWidget *within)
{
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      FacFieldHint *hint = FAC_IS_FIELD_HINT (child) ? FAC_FIELD_HINT (child) : NULL;

      if (hint != NULL && hint->shown && hint->severity == FAC_FINDING_ERROR && hint->row != NULL
          && gtk_widget_is_visible (hint->row))
        return focus_field (hint);
      if (fac_field_hint_focus_first (child))
        return TRUE;
    }
  return FALSE;
}
