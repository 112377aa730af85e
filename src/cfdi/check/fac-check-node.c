/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

#include "fac-text.h"

#include <string.h>

const char *
fac_check_get (FacCheck *check, const xmlNode *node, const char *name)
{
  const xmlAttr *attribute = node != NULL ? xmlHasNsProp (node, BAD_CAST name, NULL) : NULL;
  xmlChar *content;
  char *text;

  if (attribute == NULL)
    return NULL;
  if (attribute->children == NULL)
    return "";
  if (attribute->children->next == NULL && attribute->children->type == XML_TEXT_NODE
      && attribute->children->content != NULL)
    return (const char *)attribute->children->content;
  content = xmlNodeGetContent ((const xmlNode *)attribute);
  text = g_strdup (content != NULL ? (const char *)content : "");
  xmlFree (content);
  g_ptr_array_add (check->texts, text);
  return text;
}

gboolean
fac_check_is (FacCheck *check, const xmlNode *node, const char *name, const char *values)
{
  const char *text = fac_check_get (check, node, name);
  const gsize length = text != NULL ? strlen (text) : 0;

  if (length == 0)
    return FALSE;
  while (values != NULL)
    {
      const char *bar = strchr (values, '|');
      const gsize each = bar != NULL ? (gsize)(bar - values) : strlen (values);

      if (each == length && strncmp (values, text, length) == 0)
        return TRUE;
      values = bar != NULL ? bar + 1 : NULL;
    }
  return FALSE;
}

gboolean
fac_check_number (FacCheck *check, const xmlNode *node, const char *name, FacDecimal *out)
{
  const char *raw = fac_check_get (check, node, name);
  g_autofree char *text = NULL;

  *out = FAC_DECIMAL_ZERO;
  if (raw == NULL)
    return FALSE;
  if (fac_decimal_parse (raw, -1, out))
    return TRUE;
  text = fac_text_normalize_space (raw);
  return fac_decimal_parse (text, -1, out);
}

FacDecimal
fac_check_value (FacCheck *check, const xmlNode *node, const char *name)
{
  FacDecimal number;

  fac_check_number (check, node, name, &number);
  return number;
}

static gboolean
is_like (const xmlNode *node, const xmlNs *ns, const char *name)
{
  return node->type == XML_ELEMENT_NODE && g_str_equal (node->name, name)
         && (node->ns == ns
             || (node->ns != NULL && ns != NULL && g_str_equal (node->ns->href, ns->href)));
}

xmlNode *
fac_check_child (const xmlNode *parent, const char *name)
{
  xmlNode *node;

  for (node = parent != NULL ? parent->children : NULL; node != NULL; node = node->next)
    if (is_like (node, parent->ns, name))
      break;
  return node;
}

static xmlNode *
next_like (const xmlNode *node)
{
  xmlNode *next;

  for (next = node->next; next != NULL; next = next->next)
    if (is_like (next, node->ns, (const char *)node->name))
      break;
  return next;
}

static void
collect (const xmlNode *parent, char **names, GPtrArray *found)
{
  for (xmlNode *node = fac_check_child (parent, names[0]); node != NULL; node = next_like (node))
    if (names[1] == NULL)
      g_ptr_array_add (found, node);
    else
      collect (node, names + 1, found);
}

GPtrArray *
fac_check_all (const xmlNode *parent, const char *path)
{
  GPtrArray *found = g_ptr_array_new ();
  g_auto (GStrv) names = g_strsplit (path, "/", -1);

  if (parent != NULL)
    collect (parent, names, found);
  return found;
}

xmlNode *
fac_check_complement (FacCheck *check, const char *ns, const char *name)
{
  for (guint i = 0; i < check->complements->len; i++)
    if (fac_xml_is (g_ptr_array_index (check->complements, i), ns, name))
      return g_ptr_array_index (check->complements, i);
  return NULL;
}

gboolean
fac_check_has_other (FacCheck *check, const char *const *names)
{
  for (guint i = 0; i < check->complements->len; i++)
    {
      const xmlNode *node = g_ptr_array_index (check->complements, i);

      if (!g_strv_contains (names, (const char *)node->name))
        return TRUE;
    }
  return FALSE;
}

gboolean
fac_check_strays (FacCheck *check, const char *name)
{
  g_autoptr (GPtrArray) groups =
      fac_check_all (check->root, "Conceptos/Concepto/ComplementoConcepto");

  for (guint i = 0; i < groups->len; i++)
    for (xmlNode *node = xmlFirstElementChild (g_ptr_array_index (groups, i)); node != NULL;
         node = xmlNextElementSibling (node))
      if (g_str_equal (node->name, name))
        return TRUE;
  return FALSE;
}

FacDecimal
fac_check_sum (FacCheck *check, GPtrArray *nodes, const char *name)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < nodes->len; i++)
    sum = fac_decimal_add (sum, fac_check_value (check, g_ptr_array_index (nodes, i), name));
  return sum;
}
