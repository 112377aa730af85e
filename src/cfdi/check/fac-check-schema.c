/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-schema.h"

#include "fac-cfdi-resources.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define TABLE "/org/example/Facturador/cfdi/check/schema.tsv"

/* Names are interned, the rest stays as long as the program runs. */
typedef struct
{
  GHashTable *uris;     /* prefix → namespace */
  GHashTable *types;    /* name → FacCheckType */
  GHashTable *elements; /* path → FacCheckElement */
  GHashTable *roots;    /* namespace → (name → FacCheckElement) */
} Schema;

/* What stands behind a name or a bracket: "", "?", "*", "+", "{2,}" */
static void
read_times (const char *text, FacCheckModel *model)
{
  char *end;

  model->low = *text == '?' || *text == '*' ? 0 : 1;
  model->high = *text == '*' || *text == '+' ? -1 : 1;
  if (*text != '{')
    return;
  model->low = (int)strtol (text + 1, &end, 10);
  model->high = end[1] == '}' ? -1 : atoi (end + 1);
}

static FacCheckModel *
read_name (const char *token)
{
  FacCheckModel *model = g_new0 (FacCheckModel, 1);
  gsize length = *token == '*' ? 1 : strcspn (token, "?*+{");
  g_autofree char *name = g_strndup (token, length);

  model->kind = *token == '*' ? FAC_MODEL_ANY : FAC_MODEL_NAME;
  model->name = g_intern_string (name);
  read_times (token + length, model);
  return model;
}

/* From the token behind "(" up to that of ")". */
static FacCheckModel *
read_group (char **tokens, guint *at, gboolean all)
{
  FacCheckModel *model = g_new0 (FacCheckModel, 1);

  model->kind = all ? FAC_MODEL_ALL : FAC_MODEL_SEQUENCE;
  model->inside = g_ptr_array_new ();
  while (tokens[*at][0] != ')')
    {
      const char *token = tokens[(*at)++];

      if (*token == '|')
        model->kind = FAC_MODEL_CHOICE;
      else if (*token == '(')
        g_ptr_array_add (model->inside, read_group (tokens, at, FALSE));
      else
        g_ptr_array_add (model->inside, read_name (token));
    }
  read_times (tokens[(*at)++] + 1, model);
  return model;
}

static FacCheckModel *
read_model (const char *text)
{
  g_auto (GStrv) tokens = g_strsplit (text, " ", -1);
  const gboolean all = tokens[0][0] == '&';
  guint at = all ? 2 : 1;

  return g_str_equal (text, "-") ? NULL : read_group (tokens, &at, all);
}

static FacCheckElement *
read_element (Schema *schema, char **columns)
{
  FacCheckElement *element = g_new0 (FacCheckElement, 1);
  g_autofree char *prefix = g_strndup (columns[1], strcspn (columns[1], ":"));
  const char *slash = strrchr (columns[1], '/');
  g_autofree char *above =
      slash != NULL ? g_strndup (columns[1], (gsize)(slash - columns[1])) : NULL;
  GHashTable *siblings;

  element->name = g_intern_string (slash != NULL ? slash + 1 : strchr (columns[1], ':') + 1);
  element->uri = g_hash_table_lookup (schema->uris, prefix);
  element->model = read_model (columns[2]);
  element->children = g_hash_table_new (g_str_hash, g_str_equal);
  element->attributes = g_array_new (FALSE, FALSE, sizeof (FacCheckAttribute));
  element->text = g_hash_table_lookup (schema->types, columns[3]);
  if (above != NULL)
    siblings = ((FacCheckElement *)g_hash_table_lookup (schema->elements, above))->children;
  else
    siblings = g_hash_table_lookup (schema->roots, element->uri);
  if (siblings == NULL)
    {
      siblings = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_insert (schema->roots, (gpointer)element->uri, siblings);
    }
  g_hash_table_insert (siblings, (gpointer)element->name, element);
  g_hash_table_insert (schema->elements, (gpointer)g_intern_string (columns[1]), element);
  return element;
}

static void
read_row (Schema *schema, char **columns, FacCheckElement **element)
{
  FacCheckAttribute attribute = { 0 };

  switch (columns[0][0])
    {
    case 'n':
      g_hash_table_insert (schema->uris, (gpointer)g_intern_string (columns[1]),
                           (gpointer)g_intern_string (columns[2]));
      break;
    case 't':
      g_hash_table_insert (schema->types, (gpointer)g_intern_string (columns[1]),
                           fac_check_type_new (columns + 2));
      break;
    case 'e':
      *element = read_element (schema, columns);
      break;
    default:
      attribute.name = g_intern_string (columns[1]);
      attribute.required = g_str_equal (columns[2], "required");
      attribute.type = g_hash_table_lookup (schema->types, columns[3]);
      attribute.fixed = columns[4] != NULL ? g_intern_string (columns[4]) : NULL;
      g_array_append_val ((*element)->attributes, attribute);
    }
}

static Schema *
read_schema (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (fac_cfdi_get_resource (), TABLE, 0, &error);
  Schema *schema = g_new0 (Schema, 1);
  g_autofree char *table = NULL;
  g_auto (GStrv) rows = NULL;
  FacCheckElement *element = NULL;

  g_assert_no_error (error);
  table = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  rows = g_strsplit (table, "\n", -1);
  schema->uris = g_hash_table_new (g_str_hash, g_str_equal);
  schema->types = g_hash_table_new (g_str_hash, g_str_equal);
  schema->elements = g_hash_table_new (g_str_hash, g_str_equal);
  schema->roots = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (rows[i], "\t", -1);

      if (columns[0] != NULL && columns[0][0] != '#' && columns[1] != NULL)
        read_row (schema, columns, &element);
    }
  return schema;
}

const FacCheckElement *
fac_check_schema_find (const char *uri, const char *name)
{
  static Schema *schema;
  GHashTable *names;

  if (g_once_init_enter (&schema))
    g_once_init_leave (&schema, read_schema ());
  names = g_hash_table_lookup (schema->roots, uri);
  return names != NULL ? g_hash_table_lookup (names, name) : NULL;
}
