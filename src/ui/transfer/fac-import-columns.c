/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-columns.h"

#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define SHOWN_VALUES     3
#define SHOWN_ROWS       50
#define SHOWN_CHARACTERS 60
#define COLUMN_KEY       "fac-column"

typedef struct
{
  FacImportJob *job;
  GPtrArray    *rows; /* of AdwComboRow, by column */
  gboolean      showing;
} Columns;

static void
columns_free (gpointer data)
{
  Columns *self = data;

  g_object_unref (self->job);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/* The first values that differ, as one reads them in a sheet. */
static char *
first_values (FacImportJob *job, guint column)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; i < MIN (fac_import_job_get_n_rows (job), SHOWN_ROWS)
       && values->len < SHOWN_VALUES; i++)
    {
      const char *cell = fac_import_job_get_cell (job, i, column);

      if (*cell != '\0' && !g_ptr_array_find_with_equal_func (values, cell, g_str_equal, NULL))
        g_ptr_array_add (values, (gpointer) cell);
    }
  g_ptr_array_add (values, NULL);
  return values->len > 1 ? g_strjoinv (" · ", (char **) values->pdata) : g_strdup (_("Empty"));
}

/* Another column may have lost its field to this one. */
static void
show_choices (Columns *self)
{
  self->showing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    adw_combo_row_set_selected (self->rows->pdata[i],
                                (guint) (fac_import_job_get_field (self->job, i) + 1));
  self->showing = FALSE;
}

static void
on_selected (AdwComboRow *row, GParamSpec *pspec, Columns *self)
{
  const guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), COLUMN_KEY));

  if (self->showing)
    return;
  fac_import_job_set_field (self->job, column, (int) adw_combo_row_get_selected (row) - 1);
  show_choices (self);
}

static GListModel *
make_choices (FacImportJob *job)
{
  GtkStringList *choices = gtk_string_list_new (NULL);

  gtk_string_list_append (choices, _("Not imported"));
  for (guint i = 0; i < fac_import_job_get_n_fields (job); i++)
    gtk_string_list_append (choices, fac_import_job_get_field_title (job, i));
  return G_LIST_MODEL (choices);
}

/* Beside long values the name of the field goes into a second line; a part of it would say nothing. */
static void
on_field_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "justify", GTK_JUSTIFY_RIGHT,
                                   "wrap", TRUE, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, NULL);

  gtk_list_item_set_child (item, label);
}

static void
on_field_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
show_whole_field (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_field_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_field_bind), NULL);
  adw_combo_row_set_factory (row, factory);
}

static GtkWidget *
make_row (FacImportJob *job, GListModel *choices, guint column)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *name = fac_import_job_get_column_name (job, column);
  g_autofree char *short_name = fac_text_cut (name, SHOWN_CHARACTERS);
  g_autofree char *values = first_values (job, column);
  g_autofree char *flat = fac_text_normalize_space (values);
  g_autofree char *short_values = fac_text_cut (flat, SHOWN_CHARACTERS);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), short_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), short_values);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), choices);
  show_whole_field (ADW_COMBO_ROW (row));
  fac_combo_widen (ADW_COMBO_ROW (row));
  g_object_set_data (G_OBJECT (row), COLUMN_KEY, GUINT_TO_POINTER (column));
  return row;
}

GtkWidget *
fac_import_columns_new (FacImportJob *job, GCallback changed, gpointer data)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (GListModel) choices = make_choices (job);
  Columns *self = g_new0 (Columns, 1);

  self->job = g_object_ref (job);
  self->rows = g_ptr_array_new ();
  for (guint i = 0; i < fac_import_job_get_n_columns (job); i++)
    {
      GtkWidget *row = make_row (job, choices, i);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      g_ptr_array_add (self->rows, row);
    }
  show_choices (self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_signal_connect (self->rows->pdata[i], "notify::selected", G_CALLBACK (on_selected), self);
      g_signal_connect_swapped (self->rows->pdata[i], "notify::selected", changed, data);
    }
  g_object_set_data_full (G_OBJECT (group), "fac-columns", self, columns_free);
  return group;
}
