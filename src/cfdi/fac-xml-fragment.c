/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-xml-fragment.h"

#include "fac-text.h"
#include "fac-xml.h"

#include <string.h>

static gboolean
is_usable (const FacNamespace *space)
{
  return !fac_text_is_empty (space->prefix) && !fac_text_is_empty (space->uri)
         && xmlValidateNCName (BAD_CAST space->prefix, 0) == 0
         && !g_str_has_prefix (space->prefix, "xml");
}

/* The same prefix twice would not be XML: the first one counts. */
static gboolean
is_first (const GPtrArray *namespaces, guint index)
{
  const FacNamespace *space = g_ptr_array_index (namespaces, index);

  for (guint i = 0; i < index; i++)
    if (g_strcmp0 (((const FacNamespace *) namespaces->pdata[i])->prefix, space->prefix) == 0)
      return FALSE;
  return TRUE;
}

static char *
wrap (const char *xml, const GPtrArray *namespaces)
{
  g_autoptr (GString) text = g_string_new ("<around");

  for (guint i = 0; i < namespaces->len; i++)
    {
      const FacNamespace *space = g_ptr_array_index (namespaces, i);
      g_autofree char *uri = NULL;

      if (!is_usable (space) || !is_first (namespaces, i))
        continue;
      uri = g_markup_escape_text (space->uri, -1);
      g_string_append_printf (text, " xmlns:%s=\"%s\"", space->prefix, uri);
    }
  g_string_append_printf (text, ">%s</around>", xml);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The parser leaves the prefix in the name of what has no namespace for it. */
static const char *
find_undeclared (const xmlNode *node)
{
  const char *name = NULL;

  if (node->type != XML_ELEMENT_NODE)
    return NULL;
  if (strchr ((const char *) node->name, ':') != NULL)
    return (const char *) node->name;
  for (const xmlAttr *at = node->properties; at != NULL; at = at->next)
    if (strchr ((const char *) at->name, ':') != NULL)
      return (const char *) at->name;
  for (const xmlNode *child = node->children; child != NULL && name == NULL; child = child->next)
    name = find_undeclared (child);
  return name;
}

FacXmlVerdict
fac_xml_fragment_check (const char *xml, const GPtrArray *namespaces, gboolean one_root,
                        char **name)
{
  g_autofree char *text = wrap (xml, namespaces);
  g_autoptr (xmlDoc) doc = fac_xml_parse (text, strlen (text), NULL);
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  const char *undeclared;
  guint roots = 0;

  /* what closes the element around it has something after that */
  if (root == NULL || root->next != NULL)
    return FAC_XML_BROKEN;
  undeclared = find_undeclared (root);
  if (undeclared != NULL)
    {
      *name = g_strdup (undeclared);
      return FAC_XML_UNDECLARED;
    }
  for (const xmlNode *node = root->children; node != NULL; node = node->next)
    roots += node->type == XML_ELEMENT_NODE;
  if (roots == 0)
    return FAC_XML_NO_ROOT;
  return one_root && roots > 1 ? FAC_XML_MANY_ROOTS : FAC_XML_FINE;
}
