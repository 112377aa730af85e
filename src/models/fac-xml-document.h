/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"
#include "fac-xml-node.h"

G_BEGIN_DECLS

#define FAC_TYPE_XML_DOCUMENT (fac_xml_document_get_type ())
G_DECLARE_FINAL_TYPE (FacXmlDocument, fac_xml_document, FAC, XML_DOCUMENT, GObject)

/** FacXmlDocument: XML to be read by people, as a tree and as lines. Never changes. */

/** fac_xml_document_open_async: read on a worker thread. @catalog: (nullable): tells what keys of the SAT mean */
void            fac_xml_document_open_async  (GBytes *xml, FacCatalogSource *catalog, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer data);
/** fac_xml_document_open_finish: Returns: (transfer full) (nullable) */
FacXmlDocument *fac_xml_document_open_finish (GAsyncResult *result, GError **error);
/** fac_xml_document_get_root: (transfer none) (element-type FacXmlNode): the root alone */
GListModel     *fac_xml_document_get_root    (FacXmlDocument *self);
/** fac_xml_document_get_lines: (transfer none): ends with %NULL */
const char *const *fac_xml_document_get_lines (FacXmlDocument *self);
/** fac_xml_document_dup_shown: what is shown of a value or line at once: its beginning, and how much more there is.
 * @text: (nullable). Returns: (transfer full) (nullable) */
char           *fac_xml_document_dup_shown   (const char *text);
/** fac_xml_document_dup_words: what the key in @node means. Returns: (transfer full) (nullable) */
char           *fac_xml_document_dup_words   (FacXmlDocument *self, FacXmlNode *node);
/**
 * fac_xml_document_find: the first place of @text from that of the last call on, or from the beginning when @again is
 * %FALSE; after the last one it goes on at the first.
 * Returns: (transfer full) (nullable) (element-type guint): positions from the root down to it, each among the children
 * of the one before; %NULL: it is nowhere
 */
GArray         *fac_xml_document_find        (FacXmlDocument *self, const char *text, gboolean again);
/** fac_xml_document_find_line: the same in the lines. Returns: -1: it is nowhere */
int             fac_xml_document_find_line   (FacXmlDocument *self, const char *text, gboolean again);

G_END_DECLS
