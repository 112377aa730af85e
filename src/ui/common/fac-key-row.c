/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-key-row.h"

#include "fac-catalog-source.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

struct _FacKeyRow
{
  AdwComboRow    parent_instance;

  GtkStringList *labels;
  GPtrArray     *keys; /* (element-type utf8), NULL for the empty choice; as the labels */

  gboolean       filling;
};

enum { PICKED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacKeyRow, fac_key_row, ADW_TYPE_COMBO_ROW)

static void
on_selected (FacKeyRow *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[PICKED], 0);
}

static void
fac_key_row_finalize (GObject *object)
{
  FacKeyRow *self = FAC_KEY_ROW (object);

  g_clear_object (&self->labels);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  G_OBJECT_CLASS (fac_key_row_parent_class)->finalize (object);
}

static void
fac_key_row_class_init (FacKeyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_key_row_finalize;
  signals[PICKED] = g_signal_new ("picked", FAC_TYPE_KEY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL,
                                  G_TYPE_NONE, 0);
}

static void
fac_key_row_init (FacKeyRow *self)
{
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->labels = gtk_string_list_new (NULL);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (self->labels));
  fac_combo_widen (ADW_COMBO_ROW (self));
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (self), TRUE);
  g_signal_connect (self, "notify::selected", G_CALLBACK (on_selected), NULL);
}

GtkWidget *
fac_key_row_new (void)
{
  return g_object_new (FAC_TYPE_KEY_ROW, NULL);
}

static void
append (FacKeyRow *self, const char *key, const char *label)
{
  g_ptr_array_add (self->keys, g_strdup (key));
  gtk_string_list_append (self->labels, label);
}

static void
select_key (FacKeyRow *self, const char *key)
{
  for (guint i = 0; i < self->keys->len; i++)
    if (g_strcmp0 (self->keys->pdata[i], key) == 0)
      {
        adw_combo_row_set_selected (ADW_COMBO_ROW (self), i);
        return;
      }
  if (key != NULL)
    {
      /* kept visible, so that what is stored is never changed behind the person's back */
      append (self, key, key);
      adw_combo_row_set_selected (ADW_COMBO_ROW (self), self->keys->len - 1);
    }
  else
    adw_combo_row_set_selected (ADW_COMBO_ROW (self), GTK_INVALID_LIST_POSITION);
}

static gboolean
has_entries (FacKeyRow *self, GPtrArray *entries, const char *none)
{
  guint first = none != NULL ? 1 : 0;
  guint count = entries != NULL ? entries->len : 0;

  if (self->keys->len != first + count)
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      const FacCatalogEntry *entry = entries->pdata[i];

      if (g_strcmp0 (self->keys->pdata[first + i], entry->key) != 0)
        return FALSE;
    }
  return TRUE;
}

void
fac_key_row_set_entries (FacKeyRow *self, GPtrArray *entries, const char *none)
{
  g_autofree char *key = g_strdup (fac_key_row_get_key (self));

  /* the list may be closing with the focus in it: emptied, it would send the focus to the next row */
  if (has_entries (self, entries, none))
    return;
  self->filling = TRUE;
  gtk_string_list_splice (self->labels, 0, g_list_model_get_n_items (G_LIST_MODEL (self->labels)),
                          NULL);
  g_ptr_array_set_size (self->keys, 0);
  if (none != NULL)
    append (self, NULL, none);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const FacCatalogEntry *entry = entries->pdata[i];
      g_autofree char *label = g_strdup_printf ("%s · %s", entry->key, entry->es);

      append (self, entry->key, label);
    }
  select_key (self, key);
  self->filling = FALSE;
}

const char *
fac_key_row_get_key (FacKeyRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  return selected < self->keys->len ? self->keys->pdata[selected] : NULL;
}

void
fac_key_row_set_key (FacKeyRow *self, const char *key)
{
  self->filling = TRUE;
  select_key (self, key);
  self->filling = FALSE;
}
