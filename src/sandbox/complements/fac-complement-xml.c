/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-complement-xml.h"

#include "fac-sandbox-json.h"
#include "fac-text.h"
#include "fac-xml.h"

void
fac_complement_xml_init (FacComplementXml *self, const char *prefix, const char *uri,
                         const char *root)
{
  self->doc = xmlNewDoc (BAD_CAST "1.0");
  self->root = xmlNewNode (NULL, BAD_CAST root);
  xmlDocSetRootElement (self->doc, self->root);
  self->ns = xmlNewNs (self->root, BAD_CAST uri, BAD_CAST prefix);
  xmlSetNs (self->root, self->ns);
}

char *
fac_complement_xml_finish (FacComplementXml *self)
{
  GString *source = g_string_new (NULL);

  fac_xml_append_source (self->root, source);
  xmlFreeDoc (self->doc);
  *self = (FacComplementXml) { 0 };
  return g_string_free (source, FALSE);
}

xmlNode *
fac_complement_xml_add (FacComplementXml *self, xmlNode *parent, const char *name)
{
  return xmlNewChild (parent, self->ns, BAD_CAST name, NULL);
}

void
fac_complement_put (xmlNode *node, const char *name, const char *text)
{
  if (!fac_text_is_empty (text))
    xmlNewProp (node, BAD_CAST name, BAD_CAST text);
}

void
fac_complement_put_decimal (xmlNode *node, const char *name, FacDecimal value)
{
  char buffer[FAC_DECIMAL_BUFFER];

  fac_decimal_write (value, buffer);
  xmlNewProp (node, BAD_CAST name, BAD_CAST buffer);
}

void
fac_complement_put_amount (xmlNode *node, const char *name, FacDecimal value, guint decimals)
{
  value = fac_decimal_trim (value, 0);
  if (value.scale < decimals)
    value = fac_decimal_round (value, decimals, FAC_ROUND_HALF_UP);
  fac_complement_put_decimal (node, name, value);
}

void
fac_complement_put_value (xmlNode *node, const char *name, FacJsonValue value)
{
  FacDecimal number;

  if (fac_json_kind (value) == FAC_JSON_STRING)
    fac_complement_put (node, name, fac_json_string (value));
  else if (fac_json_kind (value) == FAC_JSON_NUMBER && fac_json_decimal (value, &number))
    fac_complement_put_decimal (node, name, number);
}

void
fac_complement_put_fields (xmlNode *node, FacJsonValue object, const FacComplementField *fields,
                           gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      FacJsonValue value = fac_json_get (object, fields[i].json);
      FacDecimal number;

      if (fields[i].decimals >= FAC_COMPLEMENT_AS_GIVEN)
        fac_complement_put_value (node, fields[i].xml, value);
      else if (fac_sandbox_json_has (value) && fac_json_decimal (value, &number))
        fac_complement_put_decimal (node, fields[i].xml,
                                    fac_decimal_round (number, fields[i].decimals,
                                                       FAC_ROUND_HALF_UP));
    }
}

static const char *
wrapped_name (const char *const *wraps, const char *name)
{
  for (gsize i = 0; wraps != NULL && wraps[i] != NULL; i += 2)
    if (g_str_equal (wraps[i], name))
      return wraps[i + 1];
  return NULL;
}

static void
put_list (FacComplementXml *self, xmlNode *node, FacJsonValue list, const FacField *field,
          const char *const *wraps)
{
  const char *inner = wrapped_name (wraps, field->name);

  if (fac_json_length (list) > 0 && inner != NULL)
    node = fac_complement_xml_add (self, node, field->name);
  for (guint i = 0; i < fac_json_length (list); i++)
    fac_complement_put_tree (self, fac_complement_xml_add (self, node,
                                                           inner != NULL ? inner : field->name),
                             fac_json_at (list, i), field->schema, wraps);
}

void
fac_complement_put_tree (FacComplementXml *self, xmlNode *node, FacJsonValue object,
                         const FacSchema *schema, const char *const *wraps)
{
  for (gsize i = 0; i < schema->n_fields; i++)
    {
      const FacField *field = &schema->fields[i];
      FacJsonValue value = fac_json_get (object, field->name);

      if (field->schema == NULL)
        fac_complement_put_value (node, field->name, value);
      else if (fac_json_kind (value) == FAC_JSON_ARRAY)
        put_list (self, node, value, field, wraps);
      else if (fac_json_kind (value) == FAC_JSON_OBJECT)
        fac_complement_put_tree (self, fac_complement_xml_add (self, node, field->name), value,
                                 field->schema, wraps);
    }
}
