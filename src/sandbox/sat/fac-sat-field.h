/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/**
 * fac_sat_field: the field of the request that became @attribute of @node, or @node itself
 * ("items.3.product.description", "complements.0.data.Mercancias.Mercancia.1.Descripcion"). A field that is not one of
 * the request's gives the nearest one around it.
 * @node: with its FacSatElement in _private, and all above it too
 * @attribute: (nullable)
 * Returns: (transfer full) (nullable): %NULL when it is the document's alone
 */
char *fac_sat_field (xmlNode *node, const char *attribute);

G_END_DECLS
