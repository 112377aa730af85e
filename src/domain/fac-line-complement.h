/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-line.h"

G_BEGIN_DECLS

/*
 * Complements of a concepto that the service builds from data (API §2.3.2): FacInvoiceLine.complement_data holds
 * "name=value" with the API's names, in the order of the table.
 */

typedef enum
{
  FAC_LINE_COMPLEMENT_NONE,
  FAC_LINE_COMPLEMENT_XML,
  FAC_LINE_COMPLEMENT_IEDU,
  FAC_LINE_COMPLEMENT_HYDROCARBONS
} FacLineComplementKind;

/** FacLineComplementField: @needed: the service refuses it without. */
typedef struct
{
  const char *name;
  gboolean    needed;
} FacLineComplementField;

/** fac_line_complement_kind: which one @line has. */
FacLineComplementKind fac_line_complement_kind (const FacInvoiceLine *line);
/** fac_line_complement_fields: of IEDU or hydrocarbons; of others none. Returns: (transfer none) (array length=n) */
const FacLineComplementField *fac_line_complement_fields (FacLineComplementKind kind, gsize *n);
/** fac_line_complement_get: Returns: (nullable): the value of @name in @data (nullable) */
const char *fac_line_complement_get (char **data, const char *name);
/** fac_line_complement_new: data of @kind; @values are in the order of its fields, those empty or %NULL stay out, but
 * the first. Returns: (transfer full) */
char      **fac_line_complement_new (FacLineComplementKind kind, const char *const *values);
/** fac_line_complement_levels: what IEDU calls levels of education. Returns: (transfer none) (array
 * zero-terminated=1) */
const char *const *fac_line_complement_levels (void);
/** fac_line_complement_xml: the children of ComplementoConcepto; of IEDU and hydrocarbons as the SAT's schemas have
 * them. Returns: (transfer full) (nullable) */
char       *fac_line_complement_xml (const FacInvoiceLine *line);

G_END_DECLS
