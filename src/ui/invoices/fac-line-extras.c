/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-extras.h"

#include "fac-catalog-source.h"
#include "fac-field-hint.h"
#include "fac-key-row.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <glib/gi18n.h>

struct _FacLineExtras
{
  AdwPreferencesGroup parent_instance;

  GtkWidget      *customs;
  FacFieldHint   *customs_hint;
  GtkWidget      *property;
  FacFieldHint   *property_hint;
  AdwExpanderRow *third;
  GtkSwitch      *has_third;
  GtkWidget      *tax_id;
  FacFieldHint   *tax_id_hint;
  GtkWidget      *legal_name;
  FacFieldHint   *legal_name_hint;
  FacKeyRow      *tax_system;
  FacFieldHint   *tax_system_hint;
  GtkWidget      *zip;
  FacFieldHint   *zip_hint;

  gboolean        showing;
};

static guint changed;

G_DEFINE_FINAL_TYPE (FacLineExtras, fac_line_extras, ADW_TYPE_PREFERENCES_GROUP)

static void
on_changed (FacLineExtras *self)
{
  if (!self->showing)
    g_signal_emit (self, changed, 0);
}

static void
on_third (FacLineExtras *self)
{
  adw_expander_row_set_expanded (self->third, gtk_switch_get_active (self->has_third));
  on_changed (self);
}

static const char *
text_of (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
set_text (GtkWidget *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

/* ---- lists of numbers in one entry ---------------------------------------------------------- */

static void
show_numbers (GtkWidget *row, char **numbers)
{
  g_autofree char *joined = numbers != NULL ? g_strjoinv (", ", numbers) : NULL;

  set_text (row, joined);
}

/* @blanks: what a person writes as one or more blanks */
static char **
read_numbers (GtkWidget *row, const char *blanks)
{
  g_auto (GStrv) typed = g_strsplit_set (text_of (row), ",;", -1);
  g_autoptr (GStrvBuilder) numbers = g_strv_builder_new ();
  guint count = 0;

  for (guint i = 0; typed[i] != NULL; i++)
    {
      g_autofree char *clean = fac_text_normalize_space (typed[i]);
      g_auto (GStrv) words = g_strsplit (clean, " ", -1);
      g_autofree char *number = g_strjoinv (blanks, words);

      if (*number == '\0')
        continue;
      g_strv_builder_add (numbers, number);
      count++;
    }
  return count > 0 ? g_strv_builder_end (numbers) : NULL;
}

static void
set_string (char **field, const char *text)
{
  g_autofree char *clean = fac_text_normalize_space (text);

  fac_set_string (field, *clean != '\0' ? clean : NULL);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_line_extras_class_init (FacLineExtrasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  changed = g_signal_new ("changed", FAC_TYPE_LINE_EXTRAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                          G_TYPE_NONE, 0);
  g_type_ensure (FAC_TYPE_FIELD_HINT);
  g_type_ensure (FAC_TYPE_KEY_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/invoices/fac-line-extras.ui");
  gtk_widget_class_bind_template_child (widget_class, FacLineExtras, customs);
  gtk_widget_class_bind_template_child (widget_class, FacLineExtras, customs_hint);
  gtk_widget_class_bind_template_child (widget_class, FacLineExtras, property);
  gtk_widget_class_bind_template_child (widget_class, FacLineExtras, property_hint);
  gtk_widget_class_bind_template_child (widget_class, FacLineExtras, third);
  gtk_widget_class_bind_template_child (widget_class, FacLineExtras, has_third);
  gtk_widget_class_bind_template_child (widget_class, FacLineExtras, tax_id);
  gtk_widget_class_bind_template_child (widget_class, FacLineExtras, tax_id_hint);
  gtk_widget_class_bind_template_child (widget_class, FacLineExtras, legal_name);
  gtk_widget_class_bind_template_child (widget_class, FacLineExtras, legal_name_hint);
  gtk_widget_class_bind_template_child (widget_class, FacLineExtras, tax_system);
  gtk_widget_class_bind_template_child (widget_class, FacLineExtras, tax_system_hint);
  gtk_widget_class_bind_template_child (widget_class, FacLineExtras, zip);
  gtk_widget_class_bind_template_child (widget_class, FacLineExtras, zip_hint);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_third);
}

static void
fac_line_extras_init (FacLineExtras *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_field_hint_set_row (self->customs_hint, self->customs);
  fac_field_hint_set_row (self->property_hint, self->property);
  fac_field_hint_set_row (self->tax_id_hint, self->tax_id);
  fac_field_hint_set_row (self->legal_name_hint, self->legal_name);
  fac_field_hint_set_row (self->tax_system_hint, GTK_WIDGET (self->tax_system));
  fac_field_hint_set_row (self->zip_hint, self->zip);
}

void
fac_line_extras_setup (FacLineExtras *self, FacWorkspace *workspace)
{
  fac_key_row_set_entries (self->tax_system,
                           fac_workspace_list_catalog (workspace, FAC_CATALOG_TAX_SYSTEMS), NULL);
}

void
fac_line_extras_show (FacLineExtras *self, const FacInvoiceLine *line)
{
  const FacThirdParty *third = line->third_party;

  self->showing = TRUE;
  show_numbers (self->customs, line->customs_keys);
  show_numbers (self->property, line->property_tax_account);
  set_text (self->tax_id, third != NULL ? third->tax_id : NULL);
  set_text (self->legal_name, third != NULL ? third->legal_name : NULL);
  set_text (self->zip, third != NULL ? third->zip : NULL);
  fac_key_row_set_key (self->tax_system, third != NULL ? third->tax_system : NULL);
  gtk_switch_set_active (self->has_third, third != NULL);
  self->showing = FALSE;
}

static FacThirdParty *
read_third_party (FacLineExtras *self)
{
  FacThirdParty *third = fac_third_party_new ();
  g_autofree char *tax_id = fac_tax_id_normalize (text_of (self->tax_id));

  fac_set_string (&third->tax_id, *tax_id != '\0' ? tax_id : NULL);
  set_string (&third->legal_name, text_of (self->legal_name));
  set_string (&third->zip, text_of (self->zip));
  fac_set_string (&third->tax_system, fac_key_row_get_key (self->tax_system));
  return third;
}

void
fac_line_extras_read (FacLineExtras *self, FacInvoiceLine *line)
{
  g_strfreev (line->customs_keys);
  line->customs_keys = read_numbers (self->customs, "  ");
  g_strfreev (line->property_tax_account);
  line->property_tax_account = read_numbers (self->property, " ");
  g_clear_pointer (&line->third_party, fac_third_party_free);
  if (gtk_switch_get_active (self->has_third))
    line->third_party = read_third_party (self);
}

void
fac_line_extras_judge (FacLineExtras *self, GPtrArray *findings, guint line)
{
  const struct { const char *field; FacFieldHint *hint; } hints[] = {
    { "customs_keys", self->customs_hint }, { "property_tax_account", self->property_hint },
    { "third_party.tax_id", self->tax_id_hint },
    { "third_party.legal_name", self->legal_name_hint },
    { "third_party.tax_system", self->tax_system_hint }, { "third_party.zip", self->zip_hint },
  };

  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    {
      g_autofree char *field = g_strdup_printf ("items.%u.%s", line, hints[i].field);

      fac_field_hint_show (hints[i].hint, findings, field, TRUE);
    }
}

gboolean
fac_line_extras_focus (FacLineExtras *self, const char *field)
{
  const struct { const char *field; gpointer row; } rows[] = {
    { "customs_keys", self->customs }, { "property_tax_account", self->property },
    { "third_party.legal_name", self->legal_name }, { "third_party.zip", self->zip },
    { "third_party.tax_system", self->tax_system }, { "third_party", self->tax_id },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_has_prefix (field, rows[i].field))
      {
        if (g_str_has_prefix (field, "third_party"))
          adw_expander_row_set_expanded (self->third, TRUE);
        return gtk_widget_grab_focus (rows[i].row);
      }
  return FALSE;
}
