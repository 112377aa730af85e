/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-xml.h"

G_BEGIN_DECLS

typedef enum { FAC_ORDER_REQUIRED, FAC_ORDER_OPTIONAL, FAC_ORDER_EACH, FAC_ORDER_IF, FAC_ORDER_CHILD } FacOrderKind;

/** FacOrderStep: one step of a path. @uri %NULL with @name "*": any element. */
typedef struct
{
  const char *uri;
  const char *name;
  gboolean    attribute;
  gboolean    descend; /* any level below, not only children */
} FacOrderStep;

/** FacOrderLine: one instruction of an element's order; no steps: the node itself. */
typedef struct
{
  FacOrderKind kind;
  GArray      *steps;  /* (element-type FacOrderStep) */
  GPtrArray   *inside; /* (element-type FacOrderLine): of EACH and IF */
} FacOrderLine;

/** fac_cadena_order_find: the lines of an element, or %NULL when the SAT's sheets have none for it. */
GPtrArray  *fac_cadena_order_find (const xmlNode *node);
/** fac_cadena_order_schema: address of the schema of namespace @uri, for xsi:schemaLocation. Returns: (nullable) */
const char *fac_cadena_order_schema (const char *uri);

G_END_DECLS
