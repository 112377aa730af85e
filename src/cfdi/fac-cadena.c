/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cadena.h"

#include "fac-cadena-order.h"
#include "fac-cfdi-xml.h"
#include "fac-error.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>

/* Nested elements of hostile input may be asked for at every level above them: without a limit the
 * result could grow without end. */
#define MAX_CADENA (2 * (gsize) FAC_CFDI_MAX_BYTES)
#define MAX_RECURSION (4 * FAC_XML_MAX_DEPTH)

typedef struct
{
  GString *cadena;
  guint    recursion;
  gboolean too_large;
} Walk;

static void apply_order (Walk *walk, xmlNode *node);

static void
append_value (Walk *walk, const xmlNode *node)
{
  xmlChar *value = node != NULL ? xmlNodeGetContent (node) : NULL;

  fac_cadena_append (walk->cadena, value != NULL ? (const char *) value : "");
  xmlFree (value);
}

static gboolean
step_matches (const FacOrderStep *step, const xmlNode *node)
{
  if (node->type != XML_ELEMENT_NODE)
    return FALSE;
  if (step->uri == NULL)
    return g_str_equal (step->name, "*");
  return fac_xml_is (node, step->uri, step->name);
}

static void
take_step (const FacOrderStep *step, xmlNode *node, GPtrArray *found)
{
  if (step->attribute)
    {
      xmlAttr *attribute = xmlHasNsProp (node, BAD_CAST step->name, NULL);

      if (attribute != NULL)
        g_ptr_array_add (found, attribute);
      return;
    }
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (step_matches (step, child))
        g_ptr_array_add (found, child);
      if (step->descend && child->type == XML_ELEMENT_NODE)
        take_step (step, child, found);
    }
}

static GPtrArray *
select_nodes (const FacOrderLine *line, xmlNode *node)
{
  GPtrArray *found = g_ptr_array_new ();

  g_ptr_array_add (found, node);
  for (guint i = 0; i < line->steps->len; i++)
    {
      GPtrArray *next = g_ptr_array_new ();

      for (guint j = 0; j < found->len; j++)
        take_step (&g_array_index (line->steps, FacOrderStep, i), g_ptr_array_index (found, j),
                   next);
      g_ptr_array_unref (found);
      found = next;
    }
  return found;
}

static void
apply_lines (Walk *walk, GPtrArray *lines, xmlNode *node)
{
  for (guint i = 0; i < lines->len && !walk->too_large; i++)
    {
      const FacOrderLine *line = g_ptr_array_index (lines, i);
      g_autoptr (GPtrArray) found = select_nodes (line, node);

      switch (line->kind)
        {
        case FAC_ORDER_REQUIRED:
          append_value (walk, found->len > 0 ? g_ptr_array_index (found, 0) : NULL);
          break;
        case FAC_ORDER_OPTIONAL:
          if (found->len > 0)
            append_value (walk, g_ptr_array_index (found, 0));
          break;
        case FAC_ORDER_EACH:
          for (guint j = 0; j < found->len; j++)
            apply_lines (walk, line->inside, g_ptr_array_index (found, j));
          break;
        case FAC_ORDER_IF:
          if (found->len > 0)
            apply_lines (walk, line->inside, node);
          break;
        case FAC_ORDER_CHILD:
          for (guint j = 0; j < found->len; j++)
            apply_order (walk, g_ptr_array_index (found, j));
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/* An element without an order of its own gives the text inside, as the sheets of the SAT do. */
static void
append_text (Walk *walk, xmlNode *node)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      apply_order (walk, child);
    else if (child->type == XML_TEXT_NODE && child->content != NULL)
      g_string_append (walk->cadena, (const char *) child->content);
}

static void
apply_order (Walk *walk, xmlNode *node)
{
  GPtrArray *lines = fac_cadena_order_find (node);

  if (walk->cadena->len > MAX_CADENA || walk->recursion > MAX_RECURSION)
    walk->too_large = TRUE;
  if (walk->too_large)
    return;
  walk->recursion++;
  if (lines != NULL)
    apply_lines (walk, lines, node);
  else
    append_text (walk, node);
  walk->recursion--;
}

static gboolean
is_fiscal_root (const xmlNode *root)
{
  if (fac_cadena_order_find (root) == NULL)
    return FALSE;
  return g_str_equal (root->name, "Comprobante") || g_str_equal (root->name, "Retenciones");
}

char *
fac_cadena_of_document (xmlDoc *doc, GError **error)
{
  xmlNode *root = xmlDocGetRootElement (doc);
  Walk walk = { g_string_new ("|"), 0, FALSE };

  if (!is_fiscal_root (root))
    {
      g_string_free (walk.cadena, TRUE);
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("Not a fiscal document: %s"), root->name);
      return NULL;
    }
  apply_order (&walk, root);
  if (walk.too_large)
    {
      g_string_free (walk.cadena, TRUE);
      g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE,
                   _("The cadena original has no reasonable length"));
      return NULL;
    }
  g_string_append (walk.cadena, "||");
  return g_string_free (walk.cadena, FALSE);
}

void
fac_cadena_append (GString *cadena, const char *value)
{
  g_autofree char *folded = fac_text_normalize_space (value);

  g_string_append_c (cadena, '|');
  g_string_append (cadena, folded);
}

char *
fac_cfdi_cadena (GBytes *xml, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (xml, &size);
  g_autoptr (xmlDoc) doc = fac_xml_parse (data, size, error);

  return doc != NULL ? fac_cadena_of_document (doc, error) : NULL;
}
