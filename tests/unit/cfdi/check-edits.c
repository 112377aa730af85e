/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check-edits.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

/* All below @node, and itself, in the order of the document. */
static xmlNode *
find_nth (xmlNode *node, const char *name, guint *index)
{
  if (node->type == XML_ELEMENT_NODE && g_str_equal (node->name, name) && --*index == 0)
    return node;
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      xmlNode *found = find_nth (child, name, index);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static xmlNode *
find (xmlNode *node, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);

  for (gsize i = 0; steps[i] != NULL && node != NULL; i++)
    {
      char *bracket = strchr (steps[i], '[');
      guint index = bracket != NULL ? (guint) g_ascii_strtoull (bracket + 1, NULL, 10) : 1;

      if (bracket != NULL)
        *bracket = '\0';
      node = find_nth (node, steps[i], &index);
    }
  return node;
}

static gboolean
edit_attribute (xmlNode *node, const char *change)
{
  gsize length = strcspn (change, "+=-");
  g_autofree char *name = g_strndup (change, length);
  g_autofree char *text = NULL;
  xmlChar *before;

  if (change[length] == '-')
    return xmlUnsetProp (node, BAD_CAST name) == 0;
  before = xmlGetNoNsProp (node, BAD_CAST name);
  if (change[length] == '+')
    text = g_strconcat (before != NULL ? (const char *) before : "", change + length + 2, NULL);
  else
    text = g_strdup (change + length + 1);
  xmlFree (before);
  return xmlSetProp (node, BAD_CAST name, BAD_CAST text) != NULL;
}

static void
cut (xmlNode *node)
{
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

static gboolean
edit_element (xmlNode *root, const char *edit)
{
  gsize length = strcspn (edit, "!*+>");
  g_autofree char *path = g_strndup (edit, length);
  xmlNode *node = find (root, path);
  xmlNode *target;

  if (node == NULL)
    return FALSE;
  switch (edit[length])
    {
    case '!':
      cut (node);
      return TRUE;
    case '*':
      xmlAddNextSibling (node, xmlCopyNode (node, 1));
      return TRUE;
    case '+':
      return xmlNewChild (node, node->ns, BAD_CAST (edit + length + 1), NULL) != NULL;
    case '>':
      target = find (root, edit + length + 1);
      if (target == NULL)
        return FALSE;
      xmlUnlinkNode (node);
      target = xmlNewChild (target, target->ns, BAD_CAST "ComplementoConcepto", NULL);
      return xmlAddChild (target, node) != NULL;
    default:
      return FALSE;
    }
}

static gboolean
apply (xmlNode *root, const char *edit)
{
  const char *at = strchr (edit, '@');
  g_autofree char *path = at != NULL ? g_strndup (edit, (gsize) (at - edit)) : NULL;
  xmlNode *node;

  if (at == NULL)
    return edit_element (root, edit);
  node = find (root, path);
  return node != NULL && edit_attribute (node, at + 1);
}

char *
check_edit (const char *xml, const char *edits)
{
  g_auto (GStrv) all = g_strsplit (edits, " ; ", -1);
  xmlDoc *doc = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, XML_PARSE_NONET);
  xmlChar *text = NULL;
  char *changed = NULL;
  gboolean right = doc != NULL;

  for (gsize i = 0; right && all[i] != NULL; i++)
    right = apply (xmlDocGetRootElement (doc), all[i]);
  if (right)
    xmlDocDumpMemory (doc, &text, NULL);
  if (text != NULL)
    changed = g_strdup ((const char *) text);
  xmlFree (text);
  xmlFreeDoc (doc);
  return changed;
}
