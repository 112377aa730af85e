/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-choice-row.h"

struct _FacChoiceRow
{
  AdwComboRow parent_instance;

  GSettings  *settings;
  char       *key;
  char      **values;
};

G_DEFINE_FINAL_TYPE (FacChoiceRow, fac_choice_row, ADW_TYPE_COMBO_ROW)

static void
on_selected (FacChoiceRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->settings != NULL && selected < g_strv_length (self->values))
    g_settings_set_string (self->settings, self->key, self->values[selected]);
}

static void
fac_choice_row_finalize (GObject *object)
{
  FacChoiceRow *self = FAC_CHOICE_ROW (object);

  g_clear_object (&self->settings);
  g_free (self->key);
  g_strfreev (self->values);
  G_OBJECT_CLASS (fac_choice_row_parent_class)->finalize (object);
}

static void
fac_choice_row_class_init (FacChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_choice_row_finalize;
}

static void
fac_choice_row_init (FacChoiceRow *self)
{
}

void
fac_choice_row_bind (FacChoiceRow *self, GSettings *settings, const char *key,
                     const char *const *values,
                     const char *const *labels)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (labels);
  g_autofree char *value = g_settings_get_string (settings, key);

  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (list));
  for (guint i = 0; values[i] != NULL; i++)
    if (g_str_equal (values[i], value))
      adw_combo_row_set_selected (ADW_COMBO_ROW (self), i);
  self->settings = g_object_ref (settings);
  self->key = g_strdup (key);
  self->values = g_strdupv ((char **) values);
  g_signal_connect (self, "notify::selected", G_CALLBACK (on_selected), NULL);
}
