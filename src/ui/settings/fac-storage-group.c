/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-storage-group.h"

#include "fac-file-check.h"

#include <glib/gi18n.h>

struct _FacStorageGroup
{
  AdwPreferencesGroup  parent_instance;

  AdwActionRow        *row;
  GtkWidget           *button;
  GtkSpinner          *spinner;
  FacFileCheck        *check;
  GPtrArray           *listed; /* borrowed: rows of what was missing or altered */
};

G_DEFINE_FINAL_TYPE (FacStorageGroup, fac_storage_group, ADW_TYPE_PREFERENCES_GROUP)

static char *
describe (FacFileCheck *check)
{
  const FacFileCheckTotals *found = fac_file_check_get_totals (check);

  if (found == NULL)
    return g_strdup (_("Not checked since the program was opened"));
  if (fac_file_check_get_error (check) != NULL)
    return g_strdup (fac_file_check_get_error (check)->message);
  if (fac_file_check_is_running (check))
    return g_strdup_printf (_("Checking: %u so far"), found->checked);
  return g_strdup_printf (_("Good: %u · not fetched yet: %u · missing: %u · altered: %u"),
                          found->good, found->owed, found->missing, found->altered);
}

static void
list_problem (FacStorageGroup *self, const FacFileProblem *problem)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = g_path_get_basename (problem->name);
  const char *state = problem->altered ? _("altered") : _("missing");
  g_autofree char *text =
      problem->reason != NULL ? g_strdup_printf ("%s\n%s", state, problem->reason) : NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text != NULL ? text : state);
  gtk_widget_set_tooltip_text (row, problem->name);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->listed, row);
}

static void
list_problems (FacStorageGroup *self)
{
  GPtrArray *problems = fac_file_check_get_problems (self->check);

  for (guint i = 0; i < self->listed->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_ptr_array_index (self->listed, i));
  g_ptr_array_set_size (self->listed, 0);
  for (guint i = 0; i < problems->len; i++)
    list_problem (self, g_ptr_array_index (problems, i));
}

static void
show_check (FacStorageGroup *self)
{
  const gboolean running = fac_file_check_is_running (self->check);
  g_autofree char *text = describe (self->check);

  adw_action_row_set_subtitle (self->row, text);
  gtk_widget_set_sensitive (self->button, !running);
  gtk_spinner_set_spinning (self->spinner, running);
  if (!running)
    list_problems (self);
}

static void
on_check (FacStorageGroup *self)
{
  fac_file_check_start (self->check);
}

static void
fac_storage_group_dispose (GObject *object)
{
  FacStorageGroup *self = FAC_STORAGE_GROUP (object);

  g_clear_object (&self->check);
  G_OBJECT_CLASS (fac_storage_group_parent_class)->dispose (object);
}

static void
fac_storage_group_finalize (GObject *object)
{
  g_ptr_array_unref (FAC_STORAGE_GROUP (object)->listed);
  G_OBJECT_CLASS (fac_storage_group_parent_class)->finalize (object);
}

static void
fac_storage_group_class_init (FacStorageGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_storage_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_storage_group_finalize;
}

static void
fac_storage_group_init (FacStorageGroup *self)
{
  self->listed = g_ptr_array_new ();
  self->row = ADW_ACTION_ROW (adw_action_row_new ());
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->button = gtk_button_new_with_mnemonic (_("_Check"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("Stored XML"));
  adw_action_row_set_subtitle_lines (self->row, 3);
  adw_action_row_add_suffix (self->row, GTK_WIDGET (self->spinner));
  adw_action_row_add_suffix (self->row, self->button);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Fiscal Files"));
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self),
    _("Each file is compared with what was stored, and its seal, its timbre and its UUID are "
      "verified. What is missing or altered is fetched again."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->row));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_check), self);
}

GtkWidget *
fac_storage_group_new (FacWorkspace *workspace)
{
  FacStorageGroup *self = g_object_new (FAC_TYPE_STORAGE_GROUP, NULL);

  self->check = fac_file_check_new (workspace);
  g_signal_connect_object (self->check, "changed", G_CALLBACK (show_check), self,
                           G_CONNECT_SWAPPED);
  show_check (self);
  return GTK_WIDGET (self);
}
