/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-field.h"
#include "fac-sat-private.h"
#include "fac-sat-schema.h"

#include <string.h>

#define CODE "301"
#define INSTANCE "http://www.w3.org/2001/XMLSchema-instance"
#define SAT "http://www.sat.gob.mx/"
#define MOST 50 /* findings of one document */

static gboolean
is_found_at (FacSat *sat, const char *path)
{
  for (guint i = 0; path != NULL && i < sat->findings->len; i++)
    {
      g_autofree char *other = fac_sat_path (g_ptr_array_index (sat->findings, i));

      if (g_strcmp0 (other, path) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A field that a rule of the matrix names already has its own code there. @what follows the name. */
static void
find_fault (FacSat *sat, xmlNode *node, const char *attribute, const char *what)
{
  g_autofree char *path = fac_sat_field (node, attribute);
  FacSatFinding *finding;

  if (sat->findings->len >= MOST || is_found_at (sat, path))
    return;
  fac_sat_find (sat, CODE, -1);
  finding = g_ptr_array_index (sat->findings, sat->findings->len - 1);
  finding->path = g_steal_pointer (&path);
  finding->text = g_strdup_printf ("%s En «%s», %s.", fac_sat_message (CODE),
                                   (const char *) node->name, what);
}

static const FacSatAttribute *
find_attribute (const FacSatElement *element, const char *name)
{
  for (guint i = 0; i < element->attributes->len; i++)
    {
      const FacSatAttribute *attribute = g_ptr_array_index (element->attributes, i);

      if (g_str_equal (attribute->name, name))
        return attribute;
    }
  return NULL;
}

static void
check_value (FacSat *sat, xmlNode *node, const FacSatAttribute *attribute)
{
  g_autofree char *text = fac_sat_text (node, attribute->name);
  g_autofree char *fault = NULL;
  g_autofree char *what = NULL;

  if (attribute->fixed != NULL && !g_str_equal (text, attribute->fixed))
    fault = g_strdup_printf ("debe ser %s", attribute->fixed);
  else
    fault = fac_sat_type_fault (attribute->type, sat->catalog, text);
  if (fault == NULL)
    return;
  what = g_strdup_printf ("«%s» %s", attribute->name, fault);
  find_fault (sat, node, attribute->name, what);
}

static void
check_attributes (FacSat *sat, xmlNode *node, const FacSatElement *element)
{
  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      const char *name = (const char *) attribute->name;
      const FacSatAttribute *known = attribute->ns == NULL ? find_attribute (element, name) : NULL;

      if (known != NULL)
        check_value (sat, node, known);
      else if (attribute->ns == NULL
               || !g_str_equal ((const char *) attribute->ns->href, INSTANCE))
        {
          g_autofree char *what = g_strdup_printf ("«%s» no es un dato que el SAT conozca", name);

          find_fault (sat, node, name, what);
        }
    }
  for (guint i = 0; i < element->attributes->len; i++)
    {
      const FacSatAttribute *attribute = g_ptr_array_index (element->attributes, i);

      if (attribute->required && !fac_sat_has (node, attribute->name))
        {
          g_autofree char *what = g_strdup_printf ("falta «%s»", attribute->name);

          find_fault (sat, node, attribute->name, what);
        }
    }
}

static gboolean
may_begin (const FacSatElement *element, const char *names)
{
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (element->model, names, G_REGEX_MATCH_PARTIAL_HARD, &match)
    || g_match_info_is_partial_match (match);
}

/* The first name that may stand after @names. */
static const char *
expected_after (const FacSatElement *element, const char *names)
{
  for (guint i = 0; i < element->children->len; i++)
    {
      const FacSatElement *child = g_ptr_array_index (element->children, i);
      g_autofree char *longer = g_strconcat (names, child->name, ",", NULL);

      if (may_begin (element, longer))
        return child->name;
    }
  return NULL;
}

static void
explain_children (FacSat *sat, xmlNode *node, const FacSatElement *element)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *what = NULL;
  const char *missing;

  for (xmlNode *child = xmlFirstElementChild (node); child != NULL;
       child = xmlNextElementSibling (child))
    {
      g_string_append_printf (names, "%s,", (const char *) child->name);
      if (element->model != NULL && may_begin (element, names->str))
        continue;
      what = g_strdup_printf ("«%s» sobra, se repite o está fuera de su lugar",
                              (const char *) child->name);
      find_fault (sat, node, NULL, what);
      return;
    }
  missing = element->model != NULL ? expected_after (element, names->str) : NULL;
  what = g_strdup_printf ("falta «%s»", missing != NULL ? missing : "un nodo");
  find_fault (sat, node, NULL, what);
}

static void
check_text (FacSat *sat, xmlNode *node, const FacSatElement *element)
{
  xmlChar *content = NULL;
  g_autofree char *fault = NULL;

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
        && element->text == NULL && !xmlIsBlankNode (child))
      {
        find_fault (sat, node, NULL, "no puede haber texto");
        return;
      }
  if (element->text == NULL || element->model != NULL)
    return;
  content = xmlNodeGetContent (node);
  fault = fac_sat_type_fault (element->text, sat->catalog, (const char *) content);
  if (fault != NULL)
    {
      g_autofree char *what = g_strdup_printf ("el texto %s", fault);

      find_fault (sat, node, NULL, what);
    }
  xmlFree (content);
}

static const FacSatElement *
element_of (const FacSatElement *parent, xmlNode *child)
{
  const char *uri = child->ns != NULL ? (const char *) child->ns->href : "";
  const char *name = (const char *) child->name;

  if (parent->any)
    return fac_sat_schema_find (fac_sat_schema_get (), uri, name);
  return g_str_equal (uri, parent->uri) ? fac_sat_element_child (parent, name) : NULL;
}

static void
check_element (FacSat *sat, xmlNode *node, const FacSatElement *element)
{
  g_autoptr (GString) names = g_string_new (NULL);

  node->_private = (gpointer) element;
  check_attributes (sat, node, element);
  check_text (sat, node, element);
  /* what is inside it is between the two parties: the SAT does not look */
  if (g_str_equal (element->name, "Addenda"))
    return;
  for (xmlNode *child = xmlFirstElementChild (node); child != NULL;
       child = xmlNextElementSibling (child))
    {
      const FacSatElement *known = element_of (element, child);

      g_string_append_printf (names, "%s,", (const char *) child->name);
      if (known != NULL)
        check_element (sat, child, known);
      else if (element->any && child->ns != NULL
               && g_str_has_prefix ((const char *) child->ns->href, SAT))
        find_fault (sat, node, NULL, "hay un complemento que el SAT no conoce");
    }
  if (element->model != NULL
      ? !g_regex_match (element->model, names->str, 0, NULL) : names->len > 0)
    explain_children (sat, node, element);
}

void
fac_sat_check_structure (FacSat *sat)
{
  const FacSatElement *element = fac_sat_schema_find (fac_sat_schema_get (),
                                                      (const char *) sat->root->ns->href,
                                                      (const char *) sat->root->name);

  check_element (sat, sat->root, element);
}
