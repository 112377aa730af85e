/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

#define FAC_XML_MAX_DEPTH      100
#define FAC_XML_MAX_ATTRIBUTES 250  /* of one element, with what it declares */
#define FAC_XML_MAX_NAMES      50000 /* different ones */
#define FAC_XML_MAX_NAME       1000 /* bytes of a name, or of a namespace */
#define FAC_XML_MAX_PARTS      400000 /* elements, attributes, comments: some 100 MB of memory */

#define FAC_NS_CFDI_40     "http://www.sat.gob.mx/cfd/4"
#define FAC_NS_CFDI_33     "http://www.sat.gob.mx/cfd/3"
#define FAC_NS_RETENCIONES "http://www.sat.gob.mx/esquemas/retencionpago/"
#define FAC_NS_TIMBRE      "http://www.sat.gob.mx/TimbreFiscalDigital"
#define FAC_NS_IMPLOCAL    "http://www.sat.gob.mx/implocal"
#define FAC_NS_XSI         "http://www.w3.org/2001/XMLSchema-instance"

/** fac_xml_parse: hostile input: no network, no DTD, no entities, limits of size, depth, names, attributes and
 * parts. Errors:
 * FAC_ERROR_INVALID, _TOO_LARGE. Returns: (transfer full) (nullable) */
xmlDoc *fac_xml_parse (const char *data, gsize size, GError **error);
/** fac_xml_is: whether @node is the element @name of namespace @ns. */
gboolean fac_xml_is (const xmlNode *node, const char *ns, const char *name);
/** fac_xml_first: the first child element @name of namespace @ns. Returns: (transfer none) (nullable) */
xmlNode *fac_xml_first (const xmlNode *parent, const char *ns, const char *name);
/** fac_xml_next: the next sibling with the name and namespace of @node. Returns: (transfer none) (nullable) */
xmlNode *fac_xml_next (const xmlNode *node);
/** fac_xml_attribute: the attribute without namespace @name. Returns: (transfer full) (nullable) */
char *fac_xml_attribute (const xmlNode *node, const char *name);
/** fac_xml_append_source: XML of @node alone, with the namespaces it needs. */
void fac_xml_append_source (xmlNode *node, GString *out);

G_END_DECLS
