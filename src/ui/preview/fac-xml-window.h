/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_XML_WINDOW (fac_xml_window_get_type ())
G_DECLARE_FINAL_TYPE (FacXmlWindow, fac_xml_window, FAC, XML_WINDOW, AdwWindow)

/**
 * fac_xml_window_present: @xml to be read: as a tree of what it says, with the words of the SAT's keys, and as text.
 * @title: of the document
 * @catalog: (nullable): tells the words
 */
void fac_xml_window_present (GtkWindow *parent, GBytes *xml, const char *title, FacCatalogSource *catalog);

G_END_DECLS
