/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cadena-order.h"

#include "fac-cfdi-resources.h"

#include <gio/gio.h>
#include <string.h>

#define ORDER_RESOURCE "/org/example/Facturador/cfdi/cadena-order.tsv"
#define MAX_NESTING 8

typedef struct
{
  GHashTable *prefixes; /* prefix → uri */
  GHashTable *schemas;  /* uri → address */
  GHashTable *elements; /* uri → (local name → lines) */
} Order;

static FacOrderStep
parse_step (Order *order, char *text)
{
  FacOrderStep step = { 0 };
  char *colon;

  if (*text == '@')
    {
      step.attribute = TRUE;
      step.name = g_intern_string (text + 1);
      return step;
    }
  colon = strchr (text, ':');
  if (colon != NULL)
    {
      *colon = '\0';
      step.uri = g_hash_table_lookup (order->prefixes, text);
      g_assert (step.uri != NULL);
      text = colon + 1;
    }
  step.name = g_intern_string (text);
  return step;
}

static GArray *
parse_path (Order *order, const char *path)
{
  GArray *steps = g_array_new (FALSE, TRUE, sizeof (FacOrderStep));
  gboolean descend = g_str_has_prefix (path, ".//");
  g_auto (GStrv) parts = NULL;

  if (g_str_equal (path, "."))
    return steps;
  parts = g_strsplit (descend ? path + 3 : path, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      FacOrderStep step = parse_step (order, parts[i]);

      step.descend = descend && i == 0;
      g_array_append_val (steps, step);
    }
  return steps;
}

static FacOrderKind
parse_kind (const char *text)
{
  static const char *const names[] = { "req", "opt", "each", "if", "child", NULL };

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], text))
      return i;
  g_assert_not_reached ();
}

static GPtrArray *
open_element (Order *order, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, ":", 2);
  const char *uri = g_hash_table_lookup (order->prefixes, parts[0]);
  GHashTable *names = g_hash_table_lookup (order->elements, uri);
  GPtrArray *lines = g_ptr_array_new ();

  if (names == NULL)
    {
      names = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_insert (order->elements, (gpointer) uri, names);
    }
  g_hash_table_insert (names, (gpointer) g_intern_string (parts[1]), lines);
  return lines;
}

static void
read_namespace (Order *order, char **fields)
{
  const char *uri = g_intern_string (fields[2]);

  if (!g_str_equal (fields[1], "-"))
    g_hash_table_insert (order->prefixes, (gpointer) g_intern_string (fields[1]), (gpointer) uri);
  g_hash_table_insert (order->schemas, (gpointer) uri, (gpointer) g_intern_string (fields[3]));
}

static void
read_order (Order *order, char **rows)
{
  GPtrArray *levels[MAX_NESTING + 1] = { NULL };

  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (rows[i], "\t", -1);

      if (rows[i][0] == '#' || rows[i][0] == '\0')
        continue;
      if (g_str_equal (fields[0], "ns"))
        read_namespace (order, fields);
      else if (g_str_equal (fields[0], "element"))
        levels[0] = open_element (order, fields[1]);
      else
        {
          guint depth = (guint) g_ascii_strtoull (fields[0], NULL, 10);
          FacOrderLine *line = g_new0 (FacOrderLine, 1);

          g_assert (depth < MAX_NESTING && levels[depth] != NULL);
          line->kind = parse_kind (fields[1]);
          line->steps = parse_path (order, fields[2]);
          line->inside = g_ptr_array_new ();
          g_ptr_array_add (levels[depth], line);
          levels[depth + 1] = line->inside;
        }
    }
}

static Order *
load_order (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    g_resource_lookup_data (fac_cfdi_get_resource (), ORDER_RESOURCE, 0, &error);
  g_autofree char *text = NULL;
  g_auto (GStrv) rows = NULL;
  Order *order = g_new0 (Order, 1);

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  rows = g_strsplit (text, "\n", -1);
  order->prefixes = g_hash_table_new (g_str_hash, g_str_equal);
  order->schemas = g_hash_table_new (g_str_hash, g_str_equal);
  order->elements = g_hash_table_new (g_str_hash, g_str_equal);
  read_order (order, rows);
  return order;
}

/* Read once, kept as long as the program runs, never changed: any thread may look. */
static Order *
get_order (void)
{
  static Order *order;

  if (g_once_init_enter (&order))
    g_once_init_leave (&order, load_order ());
  return order;
}

GPtrArray *
fac_cadena_order_find (const xmlNode *node)
{
  GHashTable *names;

  if (node->ns == NULL)
    return NULL;
  names = g_hash_table_lookup (get_order ()->elements, node->ns->href);
  return names != NULL ? g_hash_table_lookup (names, node->name) : NULL;
}

const char *
fac_cadena_order_schema (const char *uri)
{
  return g_hash_table_lookup (get_order ()->schemas, uri);
}
