/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-job-private.h"

#include "fac-text.h"

#include <glib/gi18n.h>

/* a longer value is not read in a list */
#define SHOWN_CHARACTERS 60

static void
source_clear (gpointer data)
{
  FacImportSource *self = data;

  fac_table_unref (self->table);
  fac_import_mapping_free (self->mapping);
  fac_import_plan_unref (self->plan);
}

FacImportSource *
_fac_import_source_new (FacTable *table, const FacImportMapping *mapping, FacImportPlan *plan)
{
  FacImportSource *self = g_atomic_rc_box_new0 (FacImportSource);

  self->table = fac_table_ref (table);
  self->mapping = fac_import_mapping_copy (mapping);
  self->plan = fac_import_plan_ref (plan);
  return self;
}

FacImportSource *
_fac_import_source_ref (FacImportSource *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
_fac_import_source_unref (FacImportSource *self)
{
  g_atomic_rc_box_release_full (self, source_clear);
}

char *
_fac_import_column_name (const FacTable *table, const FacImportMapping *mapping, guint column)
{
  guint n;
  const FacImportField *fields = fac_import_fields (mapping->entity, &n);
  int field = -1;

  if (table->separator == '\0' && table->headers != NULL)
    field = fac_import_field_find (mapping->entity, table->headers[column]);
  return field >= 0 ? g_strdup (_(fields[field].title)) : fac_table_column_name (table, column);
}

static const char *
translate (const char *message)
{
  return _(message);
}

/* several fields share a path: the one that was imported is meant */
static int
column_of_path (const FacImportSource *self, const char *path)
{
  guint n;
  const FacImportField *fields = fac_import_fields (self->plan->entity, &n);
  const int first = fac_import_field_by_path (self->plan->entity, path);

  for (guint i = 0; first >= 0 && i < n; i++)
    if (g_str_equal (fields[i].path, fields[first].path))
      {
        const int column = fac_import_mapping_column (self->mapping, (int) i);

        if (column >= 0)
          return column;
      }
  return -1;
}

static char *
place_of (const FacImportSource *self, const char *path)
{
  const int column = column_of_path (self, path);
  const int field = fac_import_field_by_path (self->plan->entity, path);
  guint n;
  const FacImportField *fields = fac_import_fields (self->plan->entity, &n);

  if (column >= 0)
    return _fac_import_column_name (self->table, self->mapping, (guint) column);
  return field >= 0 ? g_strdup (_(fields[field].title)) : NULL;
}

static char *
finding_words (const FacImportSource *self, const FacFinding *finding)
{
  g_autofree char *place = place_of (self, finding->field);
  g_autofree char *text = fac_finding_text (finding, translate);

  if (place == NULL)
    return g_steal_pointer (&text);
  /* Translators: a column of a file, and what is wrong in it */
  return g_strdup_printf (_("%s: %s"), place, text);
}

static char *
shown (const char *value)
{
  g_autofree char *flat = fac_text_normalize_space (value != NULL ? value : "");
  g_autofree char *cut = fac_text_cut (flat, SHOWN_CHARACTERS);

  return *cut != '\0' ? g_steal_pointer (&cut) : g_strdup ("—");
}

static char *
change_words (const FacImportChange *change)
{
  g_autofree char *before = shown (change->before);
  g_autofree char *after = shown (change->after);

  /* Translators: a field, its value before and its value after an import */
  return g_strdup_printf (_("%s: %s → %s"), _(change->field->title), before, after);
}

/* What is new, as it was read, without what the title of the row says. Returns: (nullable) (transfer full) */
static char *
new_words (const FacImportLine *line, const GPtrArray *fields)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < fields->len; i++)
    {
      const FacImportChange *field = g_ptr_array_index (fields, i);
      g_autofree char *value = shown (field->after);

      if (g_strcmp0 (field->after, line->title) == 0)
        continue;
      if (words->len > 0)
        g_string_append (words, " · ");
      /* Translators: a field of what an import adds, and its value */
      g_string_append_printf (words, _("%s: %s"), _(field->field->title), value);
    }
  return words->len > 0 ? g_strdup (words->str) : NULL;
}

static void
add_change_words (const FacImportSource *self, const FacImportLine *line, GPtrArray *words)
{
  g_autoptr (GPtrArray) changes = fac_import_line_changes (self->plan, line);
  g_autofree char *added = line->before == NULL ? new_words (line, changes) : NULL;

  if (added != NULL)
    g_ptr_array_add (words, g_steal_pointer (&added));
  else
    for (guint i = 0; i < changes->len; i++)
      g_ptr_array_add (words, change_words (g_ptr_array_index (changes, i)));
}

char *
_fac_import_detail (const FacImportSource *self, const FacImportLine *line)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  add_change_words (self, line, words);
  for (guint i = 0; line->findings != NULL && i < line->findings->len; i++)
    {
      const FacFinding *finding = g_ptr_array_index (line->findings, i);

      /* what refuses a row leaves no room for what might be better in it */
      if (line->outcome != FAC_IMPORT_REFUSED || finding->severity == FAC_FINDING_ERROR)
        g_ptr_array_add (words, finding_words (self, finding));
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv ("\n", (char **) words->pdata);
}
