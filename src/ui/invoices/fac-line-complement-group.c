/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-complement-group.h"

#include "fac-field-hint.h"
#include "fac-text-row.h"
#include "fac-text.h"

#include <glib/gi18n.h>

#define MOST_FIELDS 5
#define LEVEL "nivelEducativo"

/* The rows of one kind of complement: an entry each, but for the level of education. */
typedef struct
{
  GtkWidget    *rows[MOST_FIELDS];
  FacFieldHint *hints[MOST_FIELDS];
} Fields;

struct _FacLineComplementGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow  *kind;
  Fields        school;
  Fields        fuel;
  FacTextRow   *xml;
  FacFieldHint *xml_hint;
  gboolean      showing;
};

static const char *const school_titles[] = {
  N_("Name of the student"), N_("CURP of the student"), N_("Level of education"),
  N_("Recognition of studies (RVOE)"), N_("RFC of who pays (optional)"),
};

static const char *const fuel_titles[] = {
  N_("Kind of permit (PER01 to PER11)"), N_("Number of the permit"),
  N_("Fuel (SP16 to SP48)"), N_("SAT key of the fuel (empty: that of the line)"),
};

static guint changed;

G_DEFINE_FINAL_TYPE (FacLineComplementGroup, fac_line_complement_group, ADW_TYPE_PREFERENCES_GROUP)

static Fields *
fields_of (FacLineComplementGroup *self, FacLineComplementKind kind)
{
  return kind == FAC_LINE_COMPLEMENT_IEDU ? &self->school
         : kind == FAC_LINE_COMPLEMENT_HYDROCARBONS ? &self->fuel : NULL;
}

static void
show_kind (FacLineComplementGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->kind);

  for (guint i = 0; i < MOST_FIELDS; i++)
    {
      if (self->school.rows[i] != NULL)
        gtk_widget_set_visible (self->school.rows[i], selected == FAC_LINE_COMPLEMENT_IEDU);
      if (self->fuel.rows[i] != NULL)
        gtk_widget_set_visible (self->fuel.rows[i], selected == FAC_LINE_COMPLEMENT_HYDROCARBONS);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->xml), selected == FAC_LINE_COMPLEMENT_XML);
}

static void
on_changed (FacLineComplementGroup *self)
{
  if (self->showing)
    return;
  show_kind (self);
  g_signal_emit (self, changed, 0);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_line_complement_group_class_init (FacLineComplementGroupClass *klass)
{
  changed = g_signal_new ("changed", FAC_TYPE_LINE_COMPLEMENT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                          NULL, NULL, G_TYPE_NONE, 0);
}

static FacFieldHint *
add_row (FacLineComplementGroup *self, GtkWidget *row, const char *signal)
{
  FacFieldHint *hint = g_object_new (FAC_TYPE_FIELD_HINT, NULL);

  g_signal_connect_object (row, signal, G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  fac_field_hint_set_row (hint, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (hint));
  return hint;
}

/* the levels are the SAT's own words */
static GtkWidget *
new_level_row (void)
{
  g_autoptr (GtkStringList) levels = gtk_string_list_new (fac_line_complement_levels ());
  GtkWidget *row = adw_combo_row_new ();

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (levels));
  return row;
}

static void
add_fields (FacLineComplementGroup *self, Fields *fields, FacLineComplementKind kind,
            const char *const *titles)
{
  gsize n;
  const FacLineComplementField *known = fac_line_complement_fields (kind, &n);

  for (gsize i = 0; i < n; i++)
    {
      gboolean level = g_str_equal (known[i].name, LEVEL);

      fields->rows[i] = level ? new_level_row () : adw_entry_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fields->rows[i]), _(titles[i]));
      fields->hints[i] = add_row (self, fields->rows[i], level ? "notify::selected" : "changed");
    }
}

static void
fac_line_complement_group_init (FacLineComplementGroup *self)
{
  const char *const kinds[] = { _("None"), _("XML"), _("School (IEDU)"), _("Fuel"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (kinds);

  self->showing = TRUE;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Complement of the Line"));
  self->kind = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind), _("Complement"));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (model));
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->kind));
  add_fields (self, &self->school, FAC_LINE_COMPLEMENT_IEDU, school_titles);
  add_fields (self, &self->fuel, FAC_LINE_COMPLEMENT_HYDROCARBONS, fuel_titles);
  self->xml = FAC_TEXT_ROW (fac_text_row_new (_("XML of the complement")));
  self->xml_hint = add_row (self, GTK_WIDGET (self->xml), "changed");
  show_kind (self);
  self->showing = FALSE;
}

static void
show_fields (FacLineComplementGroup *self, FacLineComplementKind kind, char **data)
{
  Fields *fields = fields_of (self, kind);
  gsize n;
  const FacLineComplementField *known = fac_line_complement_fields (kind, &n);

  for (gsize i = 0; i < n; i++)
    {
      const char *value = fac_line_complement_get (data, known[i].name);

      if (ADW_IS_COMBO_ROW (fields->rows[i]))
        for (guint at = 0; fac_line_complement_levels ()[at] != NULL; at++)
          {
            if (g_strcmp0 (fac_line_complement_levels ()[at], value) == 0)
              adw_combo_row_set_selected (ADW_COMBO_ROW (fields->rows[i]), at);
          }
      else
        gtk_editable_set_text (GTK_EDITABLE (fields->rows[i]), value != NULL ? value : "");
    }
}

void
fac_line_complement_group_show (FacLineComplementGroup *self, const FacInvoiceLine *line)
{
  self->showing = TRUE;
  adw_combo_row_set_selected (self->kind, (guint) fac_line_complement_kind (line));
  show_fields (self, FAC_LINE_COMPLEMENT_IEDU, line->complement_data);
  show_fields (self, FAC_LINE_COMPLEMENT_HYDROCARBONS, line->complement_data);
  fac_text_row_set_text (self->xml, line->complement);
  show_kind (self);
  self->showing = FALSE;
}

static char *
read_field (GtkWidget *row)
{
  if (ADW_IS_COMBO_ROW (row))
    return g_strdup (fac_line_complement_levels ()[adw_combo_row_get_selected (ADW_COMBO_ROW (row))]);
  return fac_text_normalize_space (gtk_editable_get_text (GTK_EDITABLE (row)));
}

void
fac_line_complement_group_read (FacLineComplementGroup *self, FacInvoiceLine *line)
{
  FacLineComplementKind kind = adw_combo_row_get_selected (self->kind);
  Fields *fields = fields_of (self, kind);
  g_auto (GStrv) values = g_new0 (char *, MOST_FIELDS + 1);
  g_autofree char *xml = NULL;
  gsize n;

  g_clear_pointer (&line->complement_data, g_strfreev);
  fac_set_string (&line->complement, NULL);
  fac_line_complement_fields (kind, &n);
  for (gsize i = 0; i < n; i++)
    values[i] = read_field (fields->rows[i]);
  if (fields != NULL)
    line->complement_data = fac_line_complement_new (kind, (const char *const *) values);
  if (kind != FAC_LINE_COMPLEMENT_XML)
    return;
  xml = fac_text_row_get_text (self->xml);
  fac_set_string (&line->complement, fac_text_is_empty (xml) ? NULL : xml);
}

void
fac_line_complement_group_judge (FacLineComplementGroup *self, GPtrArray *findings, guint line)
{
  static const FacLineComplementKind kinds[] = { FAC_LINE_COMPLEMENT_IEDU,
                                                 FAC_LINE_COMPLEMENT_HYDROCARBONS };
  g_autofree char *whole = g_strdup_printf ("items.%u.complement", line);

  for (gsize kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      Fields *fields = fields_of (self, kinds[kind]);
      gsize n;
      const FacLineComplementField *known = fac_line_complement_fields (kinds[kind], &n);

      for (gsize i = 0; i < n; i++)
        {
          g_autofree char *field = g_strconcat (whole, ".", known[i].name, NULL);

          fac_field_hint_show (fields->hints[i], findings, field, TRUE);
        }
    }
  fac_field_hint_show (self->xml_hint, findings, whole, TRUE);
}

gboolean
fac_line_complement_group_focus (FacLineComplementGroup *self, const char *field)
{
  FacLineComplementKind kind = adw_combo_row_get_selected (self->kind);
  Fields *fields = fields_of (self, kind);
  gsize n;
  const FacLineComplementField *known = fac_line_complement_fields (kind, &n);

  if (!g_str_has_prefix (field, "complement"))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (g_str_has_suffix (field, known[i].name))
      return gtk_widget_grab_focus (fields->rows[i]);
  return gtk_widget_grab_focus (kind == FAC_LINE_COMPLEMENT_XML ? GTK_WIDGET (self->xml)
                                                                : GTK_WIDGET (self->kind));
}
