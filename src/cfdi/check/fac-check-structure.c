/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"
#include "fac-check-schema.h"

#include "fac-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The children of one element being followed; @told: one fault of their order is enough. */
typedef struct
{
  FacCheck *check;
  const FacCheckElement *element;
  xmlNode *parent;
  xmlNode *at; /* the next child; NULL behind the last */
  gboolean told;
} Walk;

static void check_element (FacCheck *check, const FacCheckElement *element, xmlNode *node);

static void
tell (FacCheck *check, const xmlNode *node, const char *name, char *text)
{
  const char *code = name != NULL ? fac_check_code_of (check, node, name) : FAC_CHECK_BROKEN;

  fac_check_fault (check, FAC_CHECK_STRUCTURE, code, node, name, text);
}

/* ---- the order of children ------------------------------------------------------------------- */

static gboolean
names_node (const Walk *walk, const FacCheckModel *model, const xmlNode *node)
{
  if (model->kind == FAC_MODEL_ANY)
    return TRUE;
  return fac_xml_is (node, walk->element->uri, model->name);
}

static gboolean
may_start (const Walk *walk, const FacCheckModel *model)
{
  if (walk->at == NULL)
    return FALSE;
  if (model->inside == NULL)
    return names_node (walk, model, walk->at);
  for (guint i = 0; i < model->inside->len; i++)
    if (may_start (walk, g_ptr_array_index (model->inside, i)))
      return TRUE;
  return FALSE;
}

/* What must be there and is not: a name, or the first of a group. */
static void
tell_missing (Walk *walk, const FacCheckModel *model)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (model->kind == FAC_MODEL_ANY || walk->told)
    return;
  if (model->inside == NULL)
    g_string_append (names, model->name);
  for (guint i = 0; model->kind == FAC_MODEL_CHOICE && i < model->inside->len; i++)
    {
      const FacCheckModel *each = g_ptr_array_index (model->inside, i);

      if (each->low == 0)
        return;
      if (each->name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", each->name);
    }
  if (names->len == 0)
    return;
  walk->told = TRUE;
  if (model->name != NULL && fac_xml_first (walk->parent, walk->element->uri, model->name) != NULL)
    tell (walk->check, walk->at != NULL ? walk->at : walk->parent, NULL,
          walk->at != NULL ? g_strdup_printf (_ ("%s does not belong here"), walk->at->name)
                           : g_strdup_printf (_ ("There are too few of %s"), names->str));
  else
    tell (walk->check, walk->parent, NULL, g_strdup_printf (_ ("%s is missing"), names->str));
}

static void follow (Walk *walk, const FacCheckModel *model);

static void
follow_once (Walk *walk, const FacCheckModel *model)
{
  if (model->inside == NULL)
    walk->at = xmlNextElementSibling (walk->at);
  else if (model->kind == FAC_MODEL_SEQUENCE)
    for (guint i = 0; i < model->inside->len; i++)
      follow (walk, g_ptr_array_index (model->inside, i));
  else
    for (guint i = 0; i < model->inside->len; i++)
      if (may_start (walk, g_ptr_array_index (model->inside, i)))
        {
          follow (walk, g_ptr_array_index (model->inside, i));
          break;
        }
}

/* Any order, each at most as often as it may: names only. */
static void
follow_all (Walk *walk, const FacCheckModel *model)
{
  g_autofree int *times = g_new0 (int, model->inside->len);
  gboolean taken = TRUE;

  while (taken && walk->at != NULL)
    {
      taken = FALSE;
      for (guint i = 0; i < model->inside->len && !taken; i++)
        {
          const FacCheckModel *each = g_ptr_array_index (model->inside, i);

          if (!names_node (walk, each, walk->at) || (each->high >= 0 && times[i] >= each->high))
            continue;
          times[i]++;
          walk->at = xmlNextElementSibling (walk->at);
          taken = TRUE;
        }
    }
  for (guint i = 0; i < model->inside->len; i++)
    {
      const FacCheckModel *each = g_ptr_array_index (model->inside, i);

      if (times[i] < each->low)
        tell_missing (walk, each);
    }
}

/* The SAT's schemas are deterministic: what may start here belongs here. */
static void
follow (Walk *walk, const FacCheckModel *model)
{
  int times = 0;

  if (model->kind == FAC_MODEL_ALL)
    {
      if (model->low > 0 || walk->at != NULL)
        follow_all (walk, model);
      return;
    }
  while ((model->high < 0 || times < model->high) && may_start (walk, model))
    {
      xmlNode *before = walk->at;

      follow_once (walk, model);
      times++;
      if (walk->at == before)
        break;
    }
  if (times >= model->low)
    return;
  if (model->kind == FAC_MODEL_SEQUENCE)
    follow_once (walk, model);
  else
    tell_missing (walk, model);
}

static void
check_order (FacCheck *check, const FacCheckElement *element, xmlNode *node)
{
  Walk walk = { check, element, node, xmlFirstElementChild (node), FALSE };

  if (element->model != NULL)
    follow (&walk, element->model);
  if (walk.at != NULL && !walk.told)
    tell (check, walk.at, NULL, g_strdup_printf (_ ("%s does not belong here"), walk.at->name));
}

/* ---- attributes ------------------------------------------------------------------------------ */

static const FacCheckAttribute *
find_attribute (const FacCheckElement *element, const char *name)
{
  for (guint i = 0; i < element->attributes->len; i++)
    {
      const FacCheckAttribute *each = &g_array_index (element->attributes, FacCheckAttribute, i);

      if (g_str_equal (each->name, name))
        return each;
    }
  return NULL;
}

static void
check_value (FacCheck *check, const FacCheckAttribute *known, xmlNode *node)
{
  const char *value = fac_check_get (check, node, known->name);
  g_autofree char *wrong = NULL;

  if (known->fixed != NULL && !g_str_equal (value, known->fixed))
    {
      tell (check, node, known->name,
            /* Translators: an attribute and its only value */
            g_strdup_printf (_ ("%s is not %s"), known->name, known->fixed));
      return;
    }
  wrong = fac_check_type_fault (known->type, check->catalog, known->name, value);
  if (wrong != NULL)
    tell (check, node, known->name, g_steal_pointer (&wrong));
}

static void
check_attributes (FacCheck *check, const FacCheckElement *element, xmlNode *node)
{
  for (guint i = 0; i < element->attributes->len; i++)
    {
      const FacCheckAttribute *each = &g_array_index (element->attributes, FacCheckAttribute, i);

      if (xmlHasNsProp (node, BAD_CAST each->name, NULL) != NULL)
        check_value (check, each, node);
      else if (each->required)
        tell (check, node, NULL, g_strdup_printf (_ ("%s is missing"), each->name));
    }
  for (const xmlAttr *each = node->properties; each != NULL; each = each->next)
    if (each->ns == NULL && find_attribute (element, (const char *)each->name) == NULL)
      tell (check, node, NULL,
            g_strdup_printf (_ ("%s is no attribute of %s"), each->name, node->name));
}

/* ---- texts ----------------------------------------------------------------------------------- */

static void
check_text (FacCheck *check, const FacCheckElement *element, xmlNode *node)
{
  xmlChar *content;
  g_autofree char *wrong = NULL;

  if (element->text != NULL && element->model == NULL)
    {
      content = xmlNodeGetContent (node);
      wrong = fac_check_type_fault (element->text, check->catalog, element->name,
                                    (const char *)content);
      xmlFree (content);
      if (wrong != NULL)
        tell (check, node, NULL, g_steal_pointer (&wrong));
      return;
    }
  for (xmlNode *child = node->children; element->text == NULL && child != NULL; child = child->next)
    if (child->type == XML_TEXT_NODE && !fac_text_is_empty ((const char *)child->content))
      {
        tell (check, node, NULL, g_strdup_printf (_ ("%s holds loose text"), node->name));
        return;
      }
}

/* ---- elements -------------------------------------------------------------------------------- */

/* Of another namespace: complements, and what they are made of. */
static void
check_foreign (FacCheck *check, xmlNode *node)
{
  const char *uri = node->ns != NULL ? (const char *)node->ns->href : "";
  const FacCheckElement *element = fac_check_schema_find (uri, (const char *)node->name);

  if (element != NULL
      && !(node == check->timbre && xmlHasNsProp (node, BAD_CAST "version", NULL) != NULL))
    check_element (check, element, node);
  else if (fac_xml_is (node, FAC_NS_TIMBRE, "TimbreFiscalDigital"))
    fac_check_unchecked (check,
                         g_strdup (_ ("The timbre is of version 1.0, whose parts this program "
                                      "does not know.")));
  else
    fac_check_unchecked (check,
                         g_strdup_printf (_ ("The parts of %s (%s) are not known here and were "
                                             "not checked."),
                                          node->name, uri));
}

/* What its order lets pass may still be no element of the SAT's. */
static gboolean
holds_any (const FacCheckElement *element)
{
  for (guint i = 0; element->model != NULL && i < element->model->inside->len; i++)
    if (((const FacCheckModel *)g_ptr_array_index (element->model->inside, i))->kind
        == FAC_MODEL_ANY)
      return TRUE;
  return FALSE;
}

static void
check_element (FacCheck *check, const FacCheckElement *element, xmlNode *node)
{
  check_attributes (check, element, node);
  check_text (check, element, node);
  if (g_str_equal (element->name, "Addenda") && node->parent == check->root)
    return;
  check_order (check, element, node);
  for (xmlNode *child = xmlFirstElementChild (node); child != NULL;
       child = xmlNextElementSibling (child))
    {
      const FacCheckElement *known = g_hash_table_lookup (element->children, child->name);

      if (known != NULL && fac_xml_is (child, element->uri, known->name))
        check_element (check, known, child);
      else if (child->ns == NULL || !g_str_equal (child->ns->href, element->uri))
        check_foreign (check, child);
      else if (holds_any (element))
        tell (check, child, NULL, g_strdup_printf (_ ("%s does not belong here"), child->name));
    }
}

void
fac_check_structure (FacCheck *check)
{
  const FacCheckElement *element =
      fac_check_schema_find (check->ns, (const char *)check->root->name);

  check_element (check, element, check->root);
}
