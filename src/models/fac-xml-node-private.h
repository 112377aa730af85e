/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-xml-node.h"
#include "fac-xml-outline.h"

G_BEGIN_DECLS

/** _fac_xml_node_new: the row of element @index itself. */
FacXmlNode *_fac_xml_node_new (FacXmlOutline *outline, guint index);

G_END_DECLS
