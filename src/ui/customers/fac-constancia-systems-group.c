/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-constancia-systems-group.h"

#include "fac-field-hint.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

struct _FacConstanciaSystemsGroup
{
  AdwPreferencesGroup  parent_instance;

  FacFieldHint        *hint;
  GtkCheckButton      *first;
  char                *key;     /* (nullable): what is taken */
  gboolean             chosen;
};

G_DEFINE_FINAL_TYPE (FacConstanciaSystemsGroup, fac_constancia_systems_group,
                     ADW_TYPE_PREFERENCES_GROUP)

/* Whether the régimen stays as it is. */
#define LEAVE ""

static void
on_toggled (GtkCheckButton *button, FacConstanciaSystemsGroup *self)
{
  if (!gtk_check_button_get_active (button))
    return;
  self->chosen = TRUE;
  fac_set_string (&self->key, g_object_get_data (G_OBJECT (button), "key"));
  fac_field_hint_say (self->hint, NULL, FAC_FINDING_ERROR);
}

/* ---- rows ----------------------------------------------------------------------------------- */

static AdwActionRow *
add_row (FacConstanciaSystemsGroup *self, const char *title, const char *subtitle)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
  adw_action_row_set_title_lines (row, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  return row;
}

static void
add_choice (FacConstanciaSystemsGroup *self, const char *key, const char *title,
            const char *subtitle, gboolean active)
{
  AdwActionRow *row = add_row (self, title, subtitle);
  GtkCheckButton *button = g_object_new (GTK_TYPE_CHECK_BUTTON, "valign", GTK_ALIGN_CENTER,
                                         "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);

  if (self->first == NULL)
    self->first = button;
  else
    gtk_check_button_set_group (button, self->first);
  g_object_set_data_full (G_OBJECT (button), "key", g_strdup (key), g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), self);
  adw_action_row_add_prefix (row, GTK_WIDGET (button));
  adw_action_row_set_activatable_widget (row, GTK_WIDGET (button));
  gtk_check_button_set_active (button, active);
}

static char *
title_of (FacWorkspace *workspace, const FacConstanciaSystem *system)
{
  const char *name = system->key == NULL ? NULL
      : fac_ui_catalog_name (workspace, FAC_CATALOG_TAX_SYSTEMS, system->key);

  return name != NULL ? g_strdup_printf ("%s · %s", system->key, name) : g_strdup (system->text);
}

static char *
since (const FacConstanciaSystem *system)
{
  g_auto (GStrv) date = g_strsplit (system->from != NULL ? system->from : "", "-", 3);

  if (g_strv_length (date) != 3)
    return g_strdup ("");
  /* Translators: a date as the SAT writes it: day, month, year */
  return g_strdup_printf (_("Since %1$s/%2$s/%3$s"), date[2], date[1], date[0]);
}

/* ---- cases ---------------------------------------------------------------------------------- */

static void
tell_unknown (FacConstanciaSystemsGroup *self, GPtrArray *in_force)
{
  for (guint i = 0; i < in_force->len; i++)
    {
      const FacConstanciaSystem *system = in_force->pdata[i];

      if (system->key == NULL)
        gtk_widget_set_focusable (
          GTK_WIDGET (add_row (self, system->text, _("The SAT’s list has none of this name: "
                                                     "choose it in the form"))), FALSE);
    }
}

static void
show_choices (FacConstanciaSystemsGroup *self, FacWorkspace *workspace, GPtrArray *known,
              GPtrArray *in_force, const FacCustomer *customer)
{
  for (guint i = 0; i < known->len; i++)
    {
      const FacConstanciaSystem *system = known->pdata[i];
      g_autofree char *title = title_of (workspace, system);
      g_autofree char *subtitle = since (system);

      add_choice (self, system->key, title, subtitle,
                  g_strcmp0 (system->key, customer->tax_system) == 0);
    }
  tell_unknown (self, in_force);
  if (known->len > 0)
    add_choice (self, LEAVE, _("Leave it as it is in the form"), "", FALSE);
}

/* Returns: (transfer container): those of @in_force whose key is known, each key once */
static GPtrArray *
known_ones (GPtrArray *in_force)
{
  GPtrArray *known = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < in_force->len; i++)
    {
      const FacConstanciaSystem *system = in_force->pdata[i];

      if (system->key != NULL && g_hash_table_add (seen, system->key))
        g_ptr_array_add (known, in_force->pdata[i]);
    }
  return known;
}

static void
show_one (FacConstanciaSystemsGroup *self, FacWorkspace *workspace,
          const FacConstanciaSystem *system, const FacCustomer *customer)
{
  g_autofree char *title = title_of (workspace, system);
  g_autofree char *subtitle = since (system);

  if (g_strcmp0 (system->key, customer->tax_system) == 0)
    {
      gtk_widget_set_focusable (GTK_WIDGET (add_row (self, title, _("The form says the same"))),
                                FALSE);
      return;
    }
  add_choice (self, system->key, title, subtitle, TRUE);
  add_choice (self, LEAVE, _("Leave it as it is in the form"), "", FALSE);
}

void
fac_constancia_systems_group_show (FacConstanciaSystemsGroup *self, FacWorkspace *workspace,
                                   const FacConstancia *constancia, const FacCustomer *customer)
{
  g_autoptr (GPtrArray) in_force = fac_constancia_in_force (constancia);
  g_autoptr (GPtrArray) known = known_ones (in_force);
  const char *words = "";

  self->chosen = TRUE;
  if (in_force->len == 0)
    words = _("The constancia has none in force: choose it in the form.");
  else if (!constancia->ends_known)
    words = _("The text does not tell which of them have ended. Choose the one to invoice with.");
  else if (in_force->len > 1)
    words = _("Several are in force. Choose the one to invoice with.");
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), words);
  if (known->len == 1 && in_force->len == 1 && constancia->ends_known)
    show_one (self, workspace, known->pdata[0], customer);
  else
    {
      self->chosen = known->len == 0;
      show_choices (self, workspace, known, in_force, customer);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->hint));
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_constancia_systems_group_finalize (GObject *object)
{
  g_free (FAC_CONSTANCIA_SYSTEMS_GROUP (object)->key);
  G_OBJECT_CLASS (fac_constancia_systems_group_parent_class)->finalize (object);
}

static void
fac_constancia_systems_group_class_init (FacConstanciaSystemsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_constancia_systems_group_finalize;
}

static void
fac_constancia_systems_group_init (FacConstanciaSystemsGroup *self)
{
  self->hint = g_object_new (FAC_TYPE_FIELD_HINT, NULL);
}

gboolean
fac_constancia_systems_group_is_chosen (FacConstanciaSystemsGroup *self)
{
  return self->chosen;
}

void
fac_constancia_systems_group_ask (FacConstanciaSystemsGroup *self)
{
  fac_field_hint_say (self->hint, _("Choose a régimen, or leave it as it is."), FAC_FINDING_ERROR);
  gtk_widget_grab_focus (GTK_WIDGET (self->first));
}

void
fac_constancia_systems_group_take (FacConstanciaSystemsGroup *self, FacCustomer *customer)
{
  if (!fac_text_is_empty (self->key))
    fac_set_string (&customer->tax_system, self->key);
}
