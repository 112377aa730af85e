/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-rules.h"

G_BEGIN_DECLS

/** fac_xml_fragment_check: see #FacXmlCheck. An element around @xml gives it @namespaces (element-type
 * FacNamespace). */
FacXmlVerdict fac_xml_fragment_check (const char *xml, const GPtrArray *namespaces, gboolean one_root, char **name);

G_END_DECLS
