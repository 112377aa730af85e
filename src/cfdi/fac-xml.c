/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-xml.h"

#include "fac-cfdi-xml.h"
#include "fac-error.h"

#include <glib/gi18n-lib.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>

static void
start_library (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      xmlInitParser ();
      g_once_init_leave (&once, 1);
    }
}

typedef struct
{
  gboolean doctype;
  gboolean too_deep;
} Refusal;

/* Stops before the first declaration inside is read: attribute values expand entities even when
 * nobody asks for it. */
static void
on_doctype (void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  xmlParserCtxt *context = data;
  Refusal *refusal = context->_private;

  refusal->doctype = TRUE;
  xmlStopParser (context);
}

static void
on_element (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
            int n_namespaces, const xmlChar **namespaces, int n_attributes, int n_defaulted,
            const xmlChar **attributes)
{
  xmlParserCtxt *context = data;
  Refusal *refusal = context->_private;

  if (context->nodeNr < FAC_XML_MAX_DEPTH)
    {
      xmlSAX2StartElementNs (data, name, prefix, uri, n_namespaces, namespaces, n_attributes,
                             n_defaulted, attributes);
      return;
    }
  refusal->too_deep = TRUE;
  xmlStopParser (context);
}

static void
set_parse_error (xmlParserCtxt *context, const Refusal *refusal, GError **error)
{
  const xmlError *cause = xmlCtxtGetLastError (context);

  if (refusal->doctype)
    g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID,
                 _("XML with a document type declaration is refused"));
  else if (refusal->too_deep)
    g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE, _("XML of more than %d levels"),
                 FAC_XML_MAX_DEPTH);
  else if (cause != NULL && cause->message != NULL)
    {
      g_autofree char *message = g_utf8_make_valid (cause->message, -1);

      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("Not XML: line %d: %s"), cause->line,
                   g_strchomp (message));
    }
  else
    g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("Not XML"));
}

xmlDoc *
fac_xml_parse (const char *data, gsize size, GError **error)
{
  g_autoptr (xmlDoc) doc = NULL;
  xmlParserCtxt *context;
  Refusal refusal = { FALSE, FALSE };
  gboolean whole;

  if (size > FAC_CFDI_MAX_BYTES)
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE, _("XML of more than %u bytes"),
                   FAC_CFDI_MAX_BYTES);
      return NULL;
    }
  start_library ();
  context = xmlNewParserCtxt ();
  context->sax->internalSubset = on_doctype;
  context->sax->startElementNs = on_element;
  context->_private = &refusal;
  /* HUGE lifts limits lower than ours: size and depth are bounded here, entities do not exist */
  doc = xmlCtxtReadMemory (context, size > 0 ? data : "", (int) size, NULL, NULL,
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                             XML_PARSE_NOCDATA | XML_PARSE_HUGE);
  whole = doc != NULL && context->wellFormed && !refusal.doctype && !refusal.too_deep &&
    xmlDocGetRootElement (doc) != NULL;
  if (!whole)
    set_parse_error (context, &refusal, error);
  xmlFreeParserCtxt (context);
  return whole ? g_steal_pointer (&doc) : NULL;
}

gboolean
fac_xml_is (const xmlNode *node, const char *ns, const char *name)
{
  return node != NULL && node->type == XML_ELEMENT_NODE && node->ns != NULL &&
         g_str_equal (node->name, name) && g_str_equal (node->ns->href, ns);
}

xmlNode *
fac_xml_first (const xmlNode *parent, const char *ns, const char *name)
{
  xmlNode *node;

  for (node = parent != NULL ? parent->children : NULL; node != NULL; node = node->next)
    if (fac_xml_is (node, ns, name))
      break;
  return node;
}

xmlNode *
fac_xml_next (const xmlNode *node)
{
  xmlNode *next;

  for (next = node->next; next != NULL; next = next->next)
    if (fac_xml_is (next, (const char *) node->ns->href, (const char *) node->name))
      break;
  return next;
}

char *
fac_xml_attribute (const xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, BAD_CAST name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

void
fac_xml_append_source (xmlNode *node, GString *out)
{
  g_autoptr (xmlDoc) alone = xmlNewDoc (BAD_CAST "1.0");
  xmlBuffer *buffer = xmlBufferCreate ();
  /* a copy in another document carries the declarations that its ancestors gave it */
  xmlNode *copy = xmlDocCopyNode (node, alone, 1);

  if (copy != NULL && copy->type == XML_ELEMENT_NODE)
    xmlDocSetRootElement (alone, copy);
  if (copy != NULL && xmlNodeDump (buffer, alone, copy, 0, 0) >= 0)
    g_string_append (out, (const char *) xmlBufferContent (buffer));
  if (copy != NULL && copy->parent == NULL)
    xmlFreeNode (copy);
  xmlBufferFree (buffer);
}
