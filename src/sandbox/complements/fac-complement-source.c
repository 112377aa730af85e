/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-complement-source.h"

#include "fac-sandbox-errors.h"
#include "fac-sandbox-json.h"
#include "fac-xml.h"

#include <string.h>

static gboolean
is_usable (FacJsonValue namespace)
{
  const char *prefix = fac_sandbox_json_text (namespace, "prefix");
  const char *uri = fac_sandbox_json_text (namespace, "uri");

  return prefix != NULL && uri != NULL && xmlValidateNCName (BAD_CAST prefix, 0) == 0
    && !g_str_has_prefix (prefix, "xml");
}

static gboolean
is_known (FacJsonValue namespaces, guint index)
{
  const char *prefix = fac_sandbox_json_text (fac_json_at (namespaces, index), "prefix");

  for (guint i = 0; i < index; i++)
    if (g_strcmp0 (fac_sandbox_json_text (fac_json_at (namespaces, i), "prefix"), prefix) == 0)
      return TRUE;
  return FALSE;
}

/* An element around the text gives it its namespaces. */
static char *
wrap (const char *text, FacJsonValue namespaces)
{
  GString *wrapped = g_string_new ("<x");

  for (guint i = 0; i < fac_json_length (namespaces); i++)
    {
      FacJsonValue namespace = fac_json_at (namespaces, i);
      g_autofree char *uri =
        g_markup_escape_text (fac_json_string (fac_json_get (namespace, "uri")) != NULL
                                ? fac_json_string (fac_json_get (namespace, "uri")) : "", -1);

      if (is_usable (namespace) && !is_known (namespaces, i))
        g_string_append_printf (wrapped, " xmlns:%s=\"%s\"",
                                fac_sandbox_json_text (namespace, "prefix"), uri);
    }
  g_string_append_printf (wrapped, ">%s</x>", text);
  return g_string_free (wrapped, FALSE);
}

/* The parser keeps the prefix in the name of what has no namespace for it. */
static const char *
undeclared_name (const xmlNode *node)
{
  const char *name = NULL;

  if (node->type != XML_ELEMENT_NODE)
    return NULL;
  if (strchr ((const char *) node->name, ':') != NULL)
    return (const char *) node->name;
  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    if (strchr ((const char *) attribute->name, ':') != NULL)
      return (const char *) attribute->name;
  for (const xmlNode *child = node->children; child != NULL && name == NULL; child = child->next)
    name = undeclared_name (child);
  return name;
}

static guint
count_elements (const xmlNode *root)
{
  guint count = 0;

  for (const xmlNode *node = root->children; node != NULL; node = node->next)
    count += node->type == XML_ELEMENT_NODE;
  return count;
}

void
fac_complement_source_check (FacJsonValue value, FacJsonValue namespaces, gboolean one,
                             GPtrArray *faults)
{
  g_autofree char *path = fac_json_path (value);
  g_autofree char *wrapped = wrap (fac_json_string (value), namespaces);
  g_autoptr (xmlDoc) doc = fac_xml_parse (wrapped, strlen (wrapped), NULL);
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  const char *undeclared;

  /* text that closes the element around it would leave a root of its own */
  if (root == NULL || root->next != NULL)
    {
      fac_sandbox_fault (faults, "invalid_format", path, "El campo «%s» no es XML bien formado.",
                         path);
      return;
    }
  undeclared = undeclared_name (root);
  if (undeclared != NULL)
    fac_sandbox_fault (faults, "invalid_format", path,
                       "El prefijo de «%s» no está declarado: agréguelo en «namespaces».",
                       undeclared);
  else if (one && count_elements (root) != 1)
    fac_sandbox_fault (faults, "invalid_format", path,
                       "El campo «%s» debe tener exactamente un nodo raíz.", path);
  else if (count_elements (root) == 0)
    fac_sandbox_fault (faults, "invalid_format", path, "El campo «%s» no tiene ningún nodo XML.",
                       path);
}

static gboolean
is_reserved (const char *prefix)
{
  static const char *const own[] = { "cfdi", "xsi", "tfd", NULL };

  return g_strv_contains (own, prefix);
}

void
fac_complement_namespaces_check (FacJsonValue namespaces, GPtrArray *faults)
{
  for (guint i = 0; i < fac_json_length (namespaces); i++)
    {
      FacJsonValue value = fac_json_at (namespaces, i);
      const char *prefix = fac_sandbox_json_text (value, "prefix");
      g_autofree char *path = g_strdup_printf ("namespaces.%u.prefix", i);

      if (prefix == NULL || fac_sandbox_json_text (value, "uri") == NULL)
        continue;
      if (!is_usable (value) || is_reserved (prefix))
        fac_sandbox_fault (faults, "invalid_value", path,
                           "«%s» no puede ser el prefijo de un espacio de nombres.", prefix);
      else if (is_known (namespaces, i))
        fac_sandbox_fault (faults, "duplicated", path, "El prefijo «%s» está repetido.", prefix);
    }
}

void
fac_complement_namespaces_fill (FacJsonValue namespaces, FacCfdi *cfdi)
{
  for (guint i = 0; i < fac_json_length (namespaces); i++)
    {
      FacJsonValue value = fac_json_at (namespaces, i);
      FacCfdiEspacio *space;

      if (!is_usable (value) || is_known (namespaces, i))
        continue;
      space = fac_cfdi_espacio_new ();
      space->prefijo = g_strdup (fac_sandbox_json_text (value, "prefix"));
      space->uri = g_strdup (fac_sandbox_json_text (value, "uri"));
      space->esquema = g_strdup (fac_sandbox_json_text (value, "schema_location"));
      g_ptr_array_add (cfdi->espacios, space);
    }
}
