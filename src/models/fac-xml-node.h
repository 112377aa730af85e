/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FAC_TYPE_XML_NODE (fac_xml_node_get_type ())
G_DECLARE_FINAL_TYPE (FacXmlNode, fac_xml_node, FAC, XML_NODE, GObject)

/** FacXmlNode: an element, an attribute of one, or the text in one, as a row of a tree shows it; made when it is looked
 * at. */
gboolean    fac_xml_node_is_element  (FacXmlNode *self);
/** fac_xml_node_get_name: with its prefix; of text %NULL. */
const char *fac_xml_node_get_name    (FacXmlNode *self);
/** fac_xml_node_get_value: of an attribute or text; %NULL of an element. */
const char *fac_xml_node_get_value   (FacXmlNode *self);
/** fac_xml_node_dup_summary: what an element is about, in a few words ("Martillo · 12.00"). Returns: (transfer full)
 * (nullable) */
char       *fac_xml_node_dup_summary (FacXmlNode *self);
/** fac_xml_node_dup_children: (transfer full) (nullable): attributes, text and elements in it (element-type
 * FacXmlNode) */
GListModel *fac_xml_node_dup_children (FacXmlNode *self);

G_END_DECLS
