/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-mapping.h"

#include "fac-text.h"

/* Where there is but one number of the tax office, it is the RFC, or what stands in its place. */
static void
settle_numbers (FacImportMapping *self)
{
  const int rfc = fac_import_field_find (self->entity, "tax_id");
  const int number = fac_import_field_find (self->entity, FAC_IMPORT_FOREIGN_NUMBER);
  const int column = number >= 0 ? fac_import_mapping_column (self, number) : -1;

  if (column >= 0 && fac_import_mapping_column (self, rfc) < 0)
    self->fields[column] = rfc;
}

FacImportMapping *
fac_import_mapping_new (FacEntity entity, const FacTable *table)
{
  FacImportMapping *self = g_new0 (FacImportMapping, 1);

  self->entity = entity;
  self->n_columns = table->n_columns;
  self->fields = g_new (int, table->n_columns);
  for (guint i = 0; i < self->n_columns; i++)
    self->fields[i] = -1;
  for (guint i = 0; table->headers != NULL && i < self->n_columns; i++)
    {
      const int field = fac_import_field_guess (entity, table->headers[i]);

      if (field >= 0 && fac_import_mapping_column (self, field) < 0)
        self->fields[i] = field;
    }
  settle_numbers (self);
  return self;
}

FacImportMapping *
fac_import_mapping_copy (const FacImportMapping *self)
{
  FacImportMapping *copy = g_new0 (FacImportMapping, 1);

  *copy = *self;
  copy->fields = g_memdup2 (self->fields, self->n_columns * sizeof (int));
  return copy;
}

void
fac_import_mapping_free (FacImportMapping *self)
{
  g_free (self->fields);
  g_free (self);
}

int
fac_import_mapping_column (const FacImportMapping *self, int field)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->fields[i] == field)
      return (int) i;
  return -1;
}

void
fac_import_mapping_set (FacImportMapping *self, guint column, int field)
{
  const int other = field >= 0 ? fac_import_mapping_column (self, field) : -1;

  if (other >= 0)
    self->fields[other] = -1;
  self->fields[column] = field;
}

gboolean
fac_import_mapping_says_who (const FacImportMapping *self)
{
  static const char *const customer_keys[] = { "legal_name", "tax_id",
                                                FAC_IMPORT_FOREIGN_NUMBER, NULL };
  static const char *const product_keys[] = { "description", "sku", NULL };
  const char *const *keys = self->entity == FAC_ENTITY_CUSTOMER ? customer_keys : product_keys;

  for (; *keys != NULL; keys++)
    if (fac_import_mapping_column (self, fac_import_field_find (self->entity, *keys)) >= 0)
      return TRUE;
  return FALSE;
}

char *
fac_import_mapping_to_text (const FacImportMapping *self)
{
  GString *text = g_string_new (NULL);
  guint n;
  const FacImportField *fields = fac_import_fields (self->entity, &n);

  for (guint i = 0; i < self->n_columns; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "",
                            self->fields[i] >= 0 ? fields[self->fields[i]].key : "");
  return g_string_free (text, FALSE);
}

gboolean
fac_import_mapping_apply (FacImportMapping *self, const char *text)
{
  g_auto (GStrv) keys = g_strsplit (text, ",", -1);

  if (g_strv_length (keys) != self->n_columns)
    return FALSE;
  for (guint i = 0; i < self->n_columns; i++)
    self->fields[i] = -1;
  for (guint i = 0; i < self->n_columns; i++)
    fac_import_mapping_set (self, i,
                            *keys[i] != '\0' ? fac_import_field_find (self->entity, keys[i]) : -1);
  return TRUE;
}

/* Files of one program have the same headers; those without are told apart by how many columns they have. */
char *
fac_import_mapping_signature (FacEntity entity, const FacTable *table)
{
  GString *text = g_string_new (NULL);
  char *signature;

  g_string_append_printf (text, "%d %u", (int) entity, table->n_columns);
  for (guint i = 0; table->headers != NULL && i < table->n_columns; i++)
    {
      g_autofree char *folded = fac_text_fold (table->headers[i]);

      g_string_append_printf (text, "\n%s", folded);
    }
  signature = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);
  g_string_free (text, TRUE);
  return signature;
}

gboolean
fac_import_is_header (const char *text, gpointer data)
{
  return fac_import_field_guess ((FacEntity) GPOINTER_TO_INT (data), text) >= 0;
}
