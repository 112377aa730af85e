/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** FacSatFinding: a rule of the SAT's matrix that the XML breaks, or its schema. @line: index of the concepto or
 * payment, @inner: of the payment's document; −1 when it is none's. @path, @text: what the schema's have of their own,
 * else %NULL. */
typedef struct
{
  const char *code; /* "CFDI40108"; "401" and "301" are the PAC's */
  int         line;
  int         inner;
  char       *path;
  char       *text;
} FacSatFinding;

/**
 * fac_sat_check: judges a finished CFDI 4.0 of any type, or a Retenciones 2.0, by its bytes alone, with a parser and an
 * arithmetic of its own (cfdi.md §1, §2, §6, §7): first by the rules, then by the schema, whose faults (301) are told
 * where no rule names the same field. What an incomplete catalogue cannot tell is not held against it.
 * @now: microseconds UTC; @zone: that of the place of issue, for Fecha
 * Returns: (transfer full) (element-type FacSatFinding): empty when nothing is wrong
 */
GPtrArray *fac_sat_check (GBytes *xml, FacCatalogSource *catalog, gint64 now, GTimeZone *zone);

/** fac_sat_message: what @code says, in Spanish. */
const char *fac_sat_message (const char *code);
/** fac_sat_finding_text: what @finding says, in Spanish. */
const char *fac_sat_finding_text (const FacSatFinding *finding);
/** fac_sat_source: "pac" for the codes of the certifier, else "sat". */
const char *fac_sat_source (const char *code);
/** fac_sat_path: the field of the request that a finding is about ("items.3.discount"). Returns: (transfer full)
 * (nullable) */
char *fac_sat_path (const FacSatFinding *finding);

G_END_DECLS
