/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-xml.h"

#include "fac-cfdi-xml.h"
#include "fac-error.h"

#include <glib/gi18n-lib.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <string.h>

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

typedef enum { NOTHING, DOCTYPE, TOO_DEEP, TOO_WIDE, TOO_LONG, TOO_MANY, TOO_FULL, STRANGE } Refusal;

typedef struct
{
  Refusal refusal;
  guint   parts;
} Reading;

static void
refuse (xmlParserCtxt *context, Refusal why)
{
  ((Reading *) context->_private)->refusal = why;
  xmlStopParser (context);
}

/* Each takes hundreds of bytes of memory for a few of the file. */
static gboolean
has_room (xmlParserCtxt *context, guint parts)
{
  Reading *reading = context->_private;

  reading->parts += parts;
  if (reading->parts > FAC_XML_MAX_PARTS)
    refuse (context, TOO_FULL);
  return reading->parts <= FAC_XML_MAX_PARTS;
}

/* ---- what the library is slow at -------------------------------------------------------------- */

/* It compares each attribute of an element with all others before it asks anybody. No "<" stands in
 * a value, and in UTF-16 a byte of 0 beside each sign. */
static gboolean
has_wide_element (const char *data, gsize size)
{
  gboolean equals = FALSE;
  guint attributes = 0;

  for (gsize i = 0; i < size; i++)
    switch (data[i])
      {
      case '<':
        attributes = 0;
        break;
      case '=':
        equals = TRUE;
        break;
      case '"':
      case '\'':
        if (equals && ++attributes > FAC_XML_MAX_ATTRIBUTES)
          return TRUE;
        equals = FALSE;
        break;
      case '\0':
      case ' ':
      case '\t':
      case '\r':
      case '\n':
        break;
      default:
        equals = FALSE;
      }
  return FALSE;
}

/* Encodings in which those signs are other bytes. */
static gboolean
is_usual_encoding (const char *name)
{
  static const char *const usual[] = { "UTF-8", "UTF8", "UTF-16", "US-ASCII", "ASCII",
                                       "ISO-8859-", "WINDOWS-125" };

  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    if (g_ascii_strncasecmp (name, usual[i], strlen (usual[i])) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_ebcdic (const char *data, gsize size)
{
  return size > 0 && data[0] == '\x4c';
}

static gboolean
is_long (const xmlChar *name)
{
  return name != NULL && strnlen ((const char *) name, FAC_XML_MAX_NAME + 1) > FAC_XML_MAX_NAME;
}

/* A namespace is declared once and compared with those of the SAT at every element. */
static gboolean
is_any_long (const xmlChar **names, int n, int step)
{
  for (int i = 0; i < n; i++)
    if (is_long (names[step * i]) || is_long (names[step * i + 1]))
      return TRUE;
  return FALSE;
}

/* ---- reading ---------------------------------------------------------------------------------- */

static void
on_start (void *data)
{
  xmlParserCtxt *context = data;
  const xmlChar *encoding = context->encoding != NULL ? context->encoding
                                                      : context->input->encoding;

  if (encoding == NULL || is_usual_encoding ((const char *) encoding))
    xmlSAX2StartDocument (data);
  else
    refuse (context, STRANGE);
}

/* Stops before the first declaration inside is read: attribute values expand entities even when
 * nobody asks for it. */
static void
on_doctype (void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  refuse (data, DOCTYPE);
}

static void
on_element (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
            int n_namespaces, const xmlChar **namespaces, int n_attributes, int n_defaulted,
            const xmlChar **attributes)
{
  xmlParserCtxt *context = data;

  if (context->nodeNr >= FAC_XML_MAX_DEPTH)
    refuse (context, TOO_DEEP);
  else if (n_attributes + n_namespaces > FAC_XML_MAX_ATTRIBUTES)
    refuse (context, TOO_WIDE);
  else if (is_long (name) || is_long (prefix) || is_any_long (namespaces, n_namespaces, 2)
           || is_any_long (attributes, n_attributes, 5))
    refuse (context, TOO_LONG);
  else if (xmlDictSize (context->dict) > FAC_XML_MAX_NAMES)
    refuse (context, TOO_MANY);
  else if (has_room (context, 1 + (guint) (n_attributes + n_namespaces)))
    xmlSAX2StartElementNs (data, name, prefix, uri, n_namespaces, namespaces, n_attributes,
                           n_defaulted, attributes);
}

static void
on_comment (void *data, const xmlChar *text)
{
  if (has_room (data, 1))
    xmlSAX2Comment (data, text);
}

static void
on_instruction (void *data, const xmlChar *target, const xmlChar *text)
{
  if (has_room (data, 1))
    xmlSAX2ProcessingInstruction (data, target, text);
}

static void
set_refusal (Refusal refusal, GError **error)
{
  switch (refusal)
    {
    case DOCTYPE:
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID,
                   _("XML with a document type declaration is refused"));
      break;
    case TOO_DEEP:
      g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE, _("XML of more than %d levels"),
                   FAC_XML_MAX_DEPTH);
      break;
    case TOO_WIDE:
      g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE,
                   _("XML with more than %d attributes in one element"), FAC_XML_MAX_ATTRIBUTES);
      break;
    case TOO_LONG:
      g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE,
                   _("XML with names of more than %d characters"), FAC_XML_MAX_NAME);
      break;
    case TOO_MANY:
      g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE,
                   _("XML with more than %d different names"), FAC_XML_MAX_NAMES);
      break;
    case TOO_FULL:
      g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE,
                   _("XML with more than %d elements and attributes"), FAC_XML_MAX_PARTS);
      break;
    case STRANGE:
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("XML in an unusual encoding"));
      break;
    case NOTHING:
    default:
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("Not XML"));
    }
}

static void
set_parse_error (xmlParserCtxt *context, Refusal refusal, GError **error)
{
  const xmlError *cause = xmlCtxtGetLastError (context);

  if (refusal == NOTHING && cause != NULL && cause->message != NULL)
    {
      g_autofree char *message = g_utf8_make_valid (cause->message, -1);

      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("Not XML: line %d: %s"), cause->line,
                   g_strchomp (message));
    }
  else
    set_refusal (refusal, error);
}

static Refusal
judge_bytes (const char *data, gsize size)
{
  if (is_ebcdic (data, size))
    return STRANGE;
  return has_wide_element (data, size) ? TOO_WIDE : NOTHING;
}

xmlDoc *
fac_xml_parse (const char *data, gsize size, GError **error)
{
  g_autoptr (xmlDoc) doc = NULL;
  xmlParserCtxt *context;
  Reading reading = { NOTHING, 0 };
  gboolean whole;

  if (size > FAC_CFDI_MAX_BYTES)
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE, _("XML of more than %u bytes"),
                   FAC_CFDI_MAX_BYTES);
      return NULL;
    }
  reading.refusal = judge_bytes (data, size);
  if (reading.refusal != NOTHING)
    {
      set_refusal (reading.refusal, error);
      return NULL;
    }
  start_library ();
  context = xmlNewParserCtxt ();
  context->sax->internalSubset = on_doctype;
  context->sax->startElementNs = on_element;
  context->sax->startDocument = on_start;
  context->sax->comment = on_comment;
  context->sax->processingInstruction = on_instruction;
  context->_private = &reading;
  /* HUGE lifts limits lower than ours: size and depth are bounded here, entities do not exist */
  doc = xmlCtxtReadMemory (context, size > 0 ? data : "", (int) size, NULL, NULL,
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                             XML_PARSE_NOCDATA | XML_PARSE_HUGE);
  whole = doc != NULL && context->wellFormed && reading.refusal == NOTHING &&
    xmlDocGetRootElement (doc) != NULL;
  if (!whole)
    set_parse_error (context, reading.refusal, error);
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
