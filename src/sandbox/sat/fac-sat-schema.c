/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-schema.h"

#include "fac-sat-resources.h"

#include <gio/gio.h>
#include <string.h>

#define TABLE "/org/example/Facturador/sat/schema.tsv"
#define TIMES "?*+{" /* what may follow a name */

struct _FacSatSchema
{
  GHashTable *uris;     /* by prefix */
  GHashTable *types;
  GHashTable *elements; /* by path */
  GHashTable *roots;    /* by "uri name" */
};

static void
free_attribute (FacSatAttribute *attribute)
{
  g_free (attribute->name);
  g_free (attribute->fixed);
  g_free (attribute);
}

static void
free_element (FacSatElement *element)
{
  g_free (element->path);
  g_clear_pointer (&element->model, g_regex_unref);
  g_ptr_array_unref (element->children);
  g_ptr_array_unref (element->attributes);
  g_free (element);
}

static void
free_schema (FacSatSchema *self)
{
  g_hash_table_unref (self->roots);
  g_hash_table_unref (self->elements);
  g_hash_table_unref (self->types);
  g_hash_table_unref (self->uris);
  g_free (self);
}

static void
append_name (GString *model, const char *token)
{
  gsize length = strcspn (token, TIMES);

  if (token[0] == '*')
    g_string_append_printf (model, "(?:[^,]+,)%s", token + 1);
  else
    g_string_append_printf (model, "(?:%.*s,)%s", (int) length, token, token + length);
}

/* "( A B? ( C | D )* )" as a regular expression over "A,C,". The three groups of any order hold
 * each name once at most, so that any number of any of them is close enough. */
static GRegex *
read_model (const char *text, GError **error)
{
  g_auto (GStrv) tokens = g_strsplit (text, " ", -1);
  g_autoptr (GString) model = g_string_new ("^");
  gboolean any_order = tokens[0][0] == '&', first = TRUE;

  for (guint i = any_order; tokens[i] != NULL; i++)
    if (tokens[i][0] == '(')
      g_string_append (model, "(?:");
    else if (tokens[i][0] == ')')
      g_string_append_printf (model, ")%s", any_order ? "*" : tokens[i] + 1);
    else if (tokens[i][0] == '|')
      g_string_append_c (model, '|');
    else
      {
        if (any_order && !first)
          g_string_append_c (model, '|');
        append_name (model, tokens[i]);
        first = FALSE;
      }
  g_string_append_c (model, '$');
  return g_regex_new (model->str, G_REGEX_DOLLAR_ENDONLY, 0, error);
}

static gboolean
repeats_in (const char *model, const char *name)
{
  g_auto (GStrv) tokens = g_strsplit (model, " ", -1);

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      gsize length = strcspn (tokens[i], TIMES);

      if (strlen (name) == length && strncmp (tokens[i], name, length) == 0)
        return tokens[i][length] != '\0' && tokens[i][length] != '?';
    }
  return FALSE;
}

/* @models: of the elements so far, by path. */
static FacSatElement *
read_element (FacSatSchema *self, char **columns, GHashTable *models, GError **error)
{
  FacSatElement *element = g_new0 (FacSatElement, 1);
  const char *slash = strrchr (columns[1], '/');
  gsize length = slash != NULL ? (gsize) (slash - columns[1]) : 0;
  g_autofree char *above = slash != NULL ? g_strndup (columns[1], length) : NULL;
  FacSatElement *parent = above != NULL ? g_hash_table_lookup (self->elements, above) : NULL;
  g_autofree char *prefix = g_strndup (columns[1], strcspn (columns[1], ":"));

  element->path = g_strdup (columns[1]);
  element->name = (slash != NULL ? strrchr (element->path, '/') : strchr (element->path, ':')) + 1;
  element->uri = g_hash_table_lookup (self->uris, prefix);
  element->children = g_ptr_array_new ();
  element->attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) free_attribute);
  element->text = g_hash_table_lookup (self->types, columns[3]);
  element->any = strstr (columns[2], " *") != NULL;
  g_hash_table_insert (self->elements, element->path, element);
  g_hash_table_insert (models, element->path, g_strdup (columns[2]));
  if (parent == NULL)
    g_hash_table_insert (self->roots, g_strconcat (element->uri, " ", element->name, NULL),
                         element);
  else
    {
      g_ptr_array_add (parent->children, element);
      element->repeats = repeats_in (g_hash_table_lookup (models, above), element->name);
    }
  if (!g_str_equal (columns[2], "-"))
    {
      element->model = read_model (columns[2], error);
      return element->model != NULL ? element : NULL;
    }
  return element;
}

static void
read_attribute (FacSatSchema *self, char **columns, FacSatElement *element)
{
  FacSatAttribute *attribute = g_new0 (FacSatAttribute, 1);

  attribute->name = g_strdup (columns[1]);
  attribute->required = g_str_equal (columns[2], "required");
  attribute->type = g_hash_table_lookup (self->types, columns[3]);
  attribute->fixed = g_strdup (columns[4]);
  g_ptr_array_add (element->attributes, attribute);
}

static gboolean
read_row (FacSatSchema *self, char **columns, FacSatElement **element, GHashTable *models,
          GError **error)
{
  FacSatType *type;

  switch (columns[0][0])
    {
    case 'n':
      g_hash_table_insert (self->uris, g_strdup (columns[1]), g_strdup (columns[2]));
      return TRUE;
    case 't':
      type = fac_sat_type_new (columns + 2, error);
      if (type != NULL)
        g_hash_table_insert (self->types, g_strdup (columns[1]), type);
      return type != NULL;
    case 'e':
      *element = read_element (self, columns, models, error);
      return *element != NULL;
    default:
      read_attribute (self, columns, *element);
      return TRUE;
    }
}

static FacSatSchema *
read_schema (const char *table, GError **error)
{
  FacSatSchema *self = g_new0 (FacSatSchema, 1);
  g_auto (GStrv) rows = g_strsplit (table, "\n", -1);
  g_autoptr (GHashTable) models = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  FacSatElement *element = NULL;

  self->uris = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) fac_sat_type_free);
  self->elements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                          (GDestroyNotify) free_element);
  self->roots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (rows[i], "\t", -1);

      if (columns[0] == NULL || columns[1] == NULL)
        continue;
      if (!read_row (self, columns, &element, models, error))
        {
          free_schema (self);
          return NULL;
        }
    }
  return self;
}

const FacSatSchema *
fac_sat_schema_get (void)
{
  static gsize schema = 0;

  if (g_once_init_enter (&schema))
    {
      g_autoptr (GBytes) bytes = g_resource_lookup_data (fac_sat_get_resource (), TABLE, 0, NULL);
      gsize length;
      const char *data = g_bytes_get_data (bytes, &length);
      g_autofree char *table = g_strndup (data, length);
      g_autoptr (GError) error = NULL;
      FacSatSchema *read = read_schema (table, &error);

      if (read == NULL)
        g_error ("The table of the schemas: %s", error->message);
      g_once_init_leave (&schema, (gsize) read);
    }
  return (const FacSatSchema *) schema;
}

const FacSatElement *
fac_sat_schema_find (const FacSatSchema *self, const char *uri, const char *name)
{
  g_autofree char *key = g_strconcat (uri, " ", name, NULL);

  return g_hash_table_lookup (self->roots, key);
}

const FacSatElement *
fac_sat_element_child (const FacSatElement *self, const char *name)
{
  for (guint i = 0; i < self->children->len; i++)
    {
      const FacSatElement *child = g_ptr_array_index (self->children, i);

      if (g_str_equal (child->name, name))
        return child;
    }
  return NULL;
}
