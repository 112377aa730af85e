/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"
#include "fac-sat-check.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/**
 * FacSat: the XML being judged. Nodes are NULL when the document has none; the lines are cfdi:Concepto nodes.
 * @type: TipoDeComprobante; @decimals: of the document's currency
 */
typedef struct
{
  xmlNode          *root;
  xmlNode          *period;
  xmlNode          *issuer;
  xmlNode          *receiver;
  xmlNode          *summary;
  xmlNode          *complement;
  GPtrArray        *lines;
  char              type;
  guint             decimals;
  FacCatalogSource *catalog;
  gint64            now;
  GTimeZone        *zone;
  GPtrArray        *findings;
} FacSat;


/** fac_sat_text: Returns: (transfer full) (nullable) */
char       *fac_sat_text (xmlNode *node, const char *name);
gboolean    fac_sat_has (xmlNode *node, const char *name);
/** fac_sat_is: whether the attribute is exactly @value. */
gboolean    fac_sat_is (xmlNode *node, const char *name, const char *value);
/** fac_sat_number: the attribute as a number with its written decimals. Returns: %FALSE when absent or none */
gboolean    fac_sat_number (xmlNode *node, const char *name, FacDecimal *out);
/** fac_sat_value: the same, 0 when it is none. */
FacDecimal  fac_sat_value (xmlNode *node, const char *name);
/** fac_sat_child: first child element with that local name. Returns: (nullable) */
xmlNode    *fac_sat_child (xmlNode *node, const char *name);
/** fac_sat_next: the next sibling element with that local name. Returns: (nullable) */
xmlNode    *fac_sat_next (xmlNode *node, const char *name);
/** fac_sat_unknown: whether the attribute is there and its key certainly not in @catalog. */
gboolean    fac_sat_unknown (FacSat *sat, xmlNode *node, const char *name, const char *catalog);

/** fac_sat_find: adds a finding; fac_sat_find_if: when @broken. @line −1: none. */
void        fac_sat_find (FacSat *sat, const char *code, int line);
void        fac_sat_find_if (FacSat *sat, gboolean broken, const char *code, int line);

/** fac_sat_round: half up, as all sums of the SAT. */
FacDecimal  fac_sat_round (FacDecimal value, guint decimals);

/** fac_sat_product_fits: LI ≤ @result ≤ LS of @a × @b with the half units of their written decimals (CFDI40167);
 * @b_exact: only @a has a half unit (CFDI40180). */
gboolean    fac_sat_product_fits (FacDecimal a, FacDecimal b, gboolean b_exact, FacDecimal result);

/** fac_sat_check_structure: elements, attributes and their texts against the SAT's schemas; after the rules. */
void fac_sat_check_structure (FacSat *sat);
/** The rules, one file each. */
void fac_sat_check_header (FacSat *sat);
void fac_sat_check_period (FacSat *sat);
void fac_sat_check_parties (FacSat *sat);
void fac_sat_check_lines (FacSat *sat);
void fac_sat_check_line_taxes (FacSat *sat, xmlNode *line, int index);
void fac_sat_check_summary (FacSat *sat);
/** fac_sat_check_seal: @xml: the bytes of the document. */
void fac_sat_check_seal (FacSat *sat, GBytes *xml);
void fac_sat_check_pagos (FacSat *sat);
void fac_sat_check_nomina (FacSat *sat);
void fac_sat_check_comercio_exterior (FacSat *sat);
void fac_sat_check_carta_porte (FacSat *sat);
/** fac_sat_is_retention: whether the document is a Retenciones 2.0; fac_sat_check_retention: all its rules but the
 * seal. */
gboolean fac_sat_is_retention (FacSat *sat);
void fac_sat_check_retention (FacSat *sat);
/** FacSatRegisterCodes: what the register's answers are called for one party; each (nullable). */
typedef struct
{
  const char *unknown_rfc;
  const char *unknown_name;
  const char *other_name;
  const char *unknown_zip;
  const char *other_zip;
} FacSatRegisterCodes;

/** fac_sat_check_register: compares a party with the simulated register; generic RFC are not in it. */
void fac_sat_check_register (FacSat *sat, const char *rfc, const char *name, const char *zip,
                             const FacSatRegisterCodes *codes, int line);
/** fac_sat_rate_allowed: c_TasaOCuota. @tax "002", @factor "Tasa"; the rate as written, with 6 decimals. */
gboolean fac_sat_rate_allowed (const char *tax, const char *factor, gboolean withheld, FacDecimal rate);

G_END_DECLS
