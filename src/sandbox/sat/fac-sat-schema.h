/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sat-type.h"

G_BEGIN_DECLS

typedef struct
{
  char             *name;
  gboolean          required;
  const FacSatType *type;
  char             *fixed; /* (nullable) */
} FacSatAttribute;

/**
 * FacSatElement: an element of the SAT's schemas.
 * @path: "cfdi:Comprobante/Emisor"; the prefix is the table's own, whatever a document calls it
 * @model: (nullable): which children in which order, over their names, each followed by a comma; %NULL: none
 * @children: of FacSatElement
 * @any: elements of other namespaces may stand inside
 * @repeats: there may be several, side by side
 */
typedef struct
{
  char             *path;
  const char       *name;
  const char       *uri;
  GRegex           *model;
  GPtrArray        *children;
  GPtrArray        *attributes;
  const FacSatType *text; /* (nullable) */
  gboolean          any;
  gboolean          repeats;
} FacSatElement;

/** FacSatSchema: all documents and complements of schema.tsv. */
typedef struct _FacSatSchema FacSatSchema;

/** fac_sat_schema_get: that of the program, read when it is first asked for; thread-safe, never changed. Returns:
 * (transfer none) */
const FacSatSchema  *fac_sat_schema_get (void);
/** fac_sat_schema_find: a document or complement. Returns: (transfer none) (nullable) */
const FacSatElement *fac_sat_schema_find (const FacSatSchema *self, const char *uri, const char *name);
/** fac_sat_element_child: Returns: (transfer none) (nullable) */
const FacSatElement *fac_sat_element_child (const FacSatElement *self, const char *name);

G_END_DECLS
