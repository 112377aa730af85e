/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-field.h"

#include "fac-text.h"

#include <string.h>

const FacImportField *
fac_import_fields (FacEntity entity, guint *n)
{
  return entity == FAC_ENTITY_CUSTOMER ? fac_import_customer_fields (n)
                                       : fac_import_product_fields (n);
}

int
fac_import_field_find (FacEntity entity, const char *key)
{
  guint n;
  const FacImportField *fields = fac_import_fields (entity, &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (fields[i].key, key))
      return (int) i;
  return -1;
}

/* Letters, digits and single blanks: "Código_Postal:" is "codigo postal". */
static char *
plain_name (const char *header)
{
  g_autofree char *folded = fac_text_fold (header);

  for (char *at = folded; *at != '\0'; at++)
    if ((guchar) *at < 128 && !g_ascii_isalnum (*at))
      *at = ' ';
  return fac_text_fold (folded);
}

static gboolean
has_alias (const FacImportField *field, const char *name)
{
  g_auto (GStrv) aliases = g_strsplit (field->aliases, "|", -1);

  return g_strv_contains ((const char *const *) aliases, name);
}

static gboolean
is_key (const FacImportField *field, const char *name)
{
  g_autofree char *key = plain_name (field->key);

  return g_str_equal (key, name);
}

static gboolean
is_title (const FacImportField *field, const char *name)
{
  g_autofree char *english = plain_name (field->title);
  g_autofree char *here = plain_name (g_dgettext ("facturador", field->title));

  return g_str_equal (english, name) || g_str_equal (here, name);
}

int
fac_import_field_guess (FacEntity entity, const char *header)
{
  g_autofree char *name = plain_name (header);
  guint n;
  const FacImportField *fields = fac_import_fields (entity, &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (fields[i].key, header))
      return (int) i;
  for (guint i = 0; *name != '\0' && i < n; i++)
    if (is_title (&fields[i], name))
      return (int) i;
  for (guint i = 0; *name != '\0' && i < n; i++)
    if (has_alias (&fields[i], name))
      return (int) i;
  for (guint i = 0; *name != '\0' && i < n; i++)
    if (is_key (&fields[i], name))
      return (int) i;
  return -1;
}

int
fac_import_field_by_path (FacEntity entity, const char *path)
{
  guint n;
  const FacImportField *fields = fac_import_fields (entity, &n);

  for (guint i = 0; i < n; i++)
    {
      const gsize length = strlen (fields[i].path);

      if (strncmp (fields[i].path, path, length) == 0
          && (path[length] == '\0' || path[length] == '.'))
        return (int) i;
    }
  return -1;
}

char **
fac_import_own (const FacImportField *self, gconstpointer object)
{
  return (char **) G_STRUCT_MEMBER_P (object, self->offset);
}

const char *
fac_import_read_own (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  fac_set_string (fac_import_own (self, object), cell->text);
  return NULL;
}

char *
fac_import_write_own (const FacImportField *self, gconstpointer object)
{
  return g_strdup (*fac_import_own (self, object));
}

const char *
fac_import_read_key (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  g_autofree char *key = fac_import_names_key (cell->names, self->catalog, cell->text);

  fac_set_string (fac_import_own (self, object), key);
  return NULL;
}
