/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-xml-outline.h"

#include "fac-text.h"
#include "fac-xml.h"

#include <string.h>

#define INDENT 2

/* ---- elements -------------------------------------------------------------------------------- */

static void
attribute_clear (gpointer data)
{
  FacXmlAttribute *attribute = data;

  g_free (attribute->name);
  g_free (attribute->value);
}

static void
element_free (gpointer data)
{
  FacXmlElement *element = data;

  g_free (element->name);
  g_free (element->text);
  g_array_unref (element->attributes);
  g_array_unref (element->children);
  g_free (element->folded);
  g_free (element);
}

static char *
qualified (const xmlNs *ns, const xmlChar *name)
{
  if (ns == NULL || ns->prefix == NULL)
    return g_strdup ((const char *) name);
  return g_strdup_printf ("%s:%s", (const char *) ns->prefix, (const char *) name);
}

static void
add_attribute (FacXmlElement *element, char *name, const char *value)
{
  const FacXmlAttribute attribute = { name, g_strdup (value != NULL ? value : "") };

  g_array_append_val (element->attributes, attribute);
}

static void
read_attributes (FacXmlElement *element, const xmlNode *node)
{
  for (const xmlNs *ns = node->nsDef; ns != NULL; ns = ns->next)
    add_attribute (element, ns->prefix != NULL
                              ? g_strdup_printf ("xmlns:%s", (const char *) ns->prefix)
                              : g_strdup ("xmlns"), (const char *) ns->href);
  for (const xmlAttr *at = node->properties; at != NULL; at = at->next)
    {
      xmlChar *value = xmlNodeListGetString (node->doc, at->children, 1);

      add_attribute (element, qualified (at->ns, at->name), (const char *) value);
      xmlFree (value);
    }
}

static char *
read_text (const xmlNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const xmlNode *at = node->children; at != NULL; at = at->next)
    if ((at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) && at->content != NULL)
      g_string_append (text, (const char *) at->content);
  g_strstrip (text->str);
  return *text->str != '\0' ? g_strdup (text->str) : NULL;
}

static char *
fold (const FacXmlElement *element)
{
  g_autoptr (GString) all = g_string_new (element->name);

  for (guint i = 0; i < element->attributes->len; i++)
    {
      const FacXmlAttribute *at = &g_array_index (element->attributes, FacXmlAttribute, i);

      g_string_append_printf (all, "\n%s %s", at->name, at->value);
    }
  if (element->text != NULL)
    g_string_append_printf (all, "\n%s", element->text);
  return fac_text_fold (all->str);
}

static guint
add_element (FacXmlOutline *self, const xmlNode *node, guint parent, guint depth)
{
  FacXmlElement *element = g_new0 (FacXmlElement, 1);
  const guint index = self->elements->len;

  element->name = qualified (node->ns, node->name);
  element->attributes = g_array_new (FALSE, FALSE, sizeof (FacXmlAttribute));
  g_array_set_clear_func (element->attributes, attribute_clear);
  element->children = g_array_new (FALSE, FALSE, sizeof (guint));
  element->parent = parent;
  element->depth = depth;
  read_attributes (element, node);
  element->text = read_text (node);
  element->folded = fold (element);
  g_ptr_array_add (self->elements, element);
  if (index > 0)
    {
      FacXmlElement *above = self->elements->pdata[parent];

      element->place = above->children->len;
      g_array_append_val (above->children, index);
    }
  return index;
}

/* the parser bounds the depth */
static void
add_all (FacXmlOutline *self, const xmlNode *node, guint parent, guint depth)
{
  const guint index = add_element (self, node, parent, depth);

  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      add_all (self, child, index, depth + 1);
}

FacXmlOutline *
fac_xml_outline_read (GBytes *xml, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (xml, &size);
  g_autoptr (xmlDoc) document = fac_xml_parse (data, size, error);
  FacXmlOutline *self;

  if (document == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (FacXmlOutline);
  self->elements = g_ptr_array_new_with_free_func (element_free);
  add_all (self, xmlDocGetRootElement (document), 0, 0);
  return self;
}

FacXmlOutline *
fac_xml_outline_ref (FacXmlOutline *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  g_ptr_array_unref (((FacXmlOutline *) data)->elements);
}

void
fac_xml_outline_unref (FacXmlOutline *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void
append_start (GString *line, const FacXmlElement *element)
{
  g_string_append_printf (line, "%*s<%s", (int) (element->depth * INDENT), "", element->name);
  for (guint i = 0; i < element->attributes->len; i++)
    {
      const FacXmlAttribute *at = &g_array_index (element->attributes, FacXmlAttribute, i);
      g_autofree char *value = g_markup_escape_text (at->value, -1);

      g_string_append_printf (line, " %s=\"%s\"", at->name, value);
    }
}

static void
add_lines (FacXmlOutline *self, guint index, GPtrArray *lines)
{
  const FacXmlElement *element = self->elements->pdata[index];
  GString *line = g_string_new (NULL);
  g_autofree char *text = element->text != NULL ? g_markup_escape_text (element->text, -1) : NULL;

  append_start (line, element);
  if (element->children->len == 0 && text == NULL)
    g_string_append (line, "/>");
  else if (element->children->len == 0)
    g_string_append_printf (line, ">%s</%s>", text, element->name);
  else
    g_string_append_printf (line, ">%s", text != NULL ? text : "");
  g_ptr_array_add (lines, g_string_free (line, FALSE));
  if (element->children->len == 0)
    return;
  for (guint i = 0; i < element->children->len; i++)
    add_lines (self, g_array_index (element->children, guint, i), lines);
  g_ptr_array_add (lines, g_strdup_printf ("%*s</%s>", (int) (element->depth * INDENT), "",
                                           element->name));
}

GStrv
fac_xml_outline_lines (FacXmlOutline *self)
{
  GPtrArray *lines = g_ptr_array_new ();

  add_lines (self, 0, lines);
  g_ptr_array_add (lines, NULL);
  return (GStrv) g_ptr_array_free (lines, FALSE);
}
