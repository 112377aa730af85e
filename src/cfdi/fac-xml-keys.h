/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"
#include "fac-xml-outline.h"

G_BEGIN_DECLS

/** fac_xml_key_words: what the key @key in an attribute @name of a fiscal document means, in the SAT's words. @catalog:
 * (nullable). Returns: (transfer full) (nullable) */
char *fac_xml_key_words       (FacCatalogSource *catalog, const char *name, const char *key);
/** fac_xml_element_summary: what @element is about, from those of its attributes that tell it ("Martillo · 12.00").
 * Returns: (transfer full) (nullable) */
char *fac_xml_element_summary (const FacXmlElement *element);

G_END_DECLS
