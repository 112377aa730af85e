/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi-check.h"
#include "fac-decimal.h"
#include "fac-xml.h"

G_BEGIN_DECLS

#define FAC_NS_RETENCIONES_20 FAC_NS_RETENCIONES "2"
#define FAC_NS_RETENCIONES_10 FAC_NS_RETENCIONES "1"

/**
 * FacCheck: a document being judged. Nodes are NULL when it has none.
 * @ns: of its root; @old: CFDI 3.3 or Retenciones 1.0; @decimals: of its currency
 * @complements: (element-type xmlNode): of all Complemento, but the timbre
 * @texts: what fac_check_get() had to put together
 */
typedef struct
{
  xmlDoc           *doc;
  xmlNode          *root;
  xmlNode          *issuer;
  xmlNode          *receiver;
  xmlNode          *summary;
  xmlNode          *timbre;
  const char       *ns;
  gboolean          old;
  gboolean          retention;
  char              type;
  guint             decimals;
  GPtrArray        *complements;
  GPtrArray        *texts;
  FacCatalogSource *catalog;
  FacCfdiVerdict   *verdict;
} FacCheck;

/* ---- reading --------------------------------------------------------------------------------- */

/** fac_check_get: Returns: (nullable): the text of an attribute, as long as @check lives */
const char *fac_check_get    (FacCheck *check, const xmlNode *node, const char *name);
/** fac_check_is: whether the attribute is there and exactly one of the texts of @values ("I|E"). */
gboolean    fac_check_is     (FacCheck *check, const xmlNode *node, const char *name, const char *values);
/** fac_check_number: the attribute with its written decimals. Returns: %FALSE when absent or no number */
gboolean    fac_check_number (FacCheck *check, const xmlNode *node, const char *name, FacDecimal *out);
/** fac_check_value: the same, 0 when there is none. */
FacDecimal  fac_check_value  (FacCheck *check, const xmlNode *node, const char *name);
/** fac_check_child: the first child with that local name and the parent's namespace; @parent (nullable). */
xmlNode    *fac_check_child  (const xmlNode *parent, const char *name);
/** fac_check_all: elements at @path ("Conceptos/Concepto") below @parent (nullable). Returns: (transfer container) */
GPtrArray  *fac_check_all    (const xmlNode *parent, const char *path);
/** fac_check_complement: the first complement of that namespace and name. Returns: (nullable) */
xmlNode    *fac_check_complement (FacCheck *check, const char *ns, const char *name);
/** fac_check_has_other: whether a complement has none of these local names. */
gboolean    fac_check_has_other (FacCheck *check, const char *const *names);
/** fac_check_strays: whether a complement of the document, of that local name, stands in one of its lines. */
gboolean    fac_check_strays (FacCheck *check, const char *name);
/** fac_check_sum: of attribute @name of @nodes. */
FacDecimal  fac_check_sum    (FacCheck *check, GPtrArray *nodes, const char *name);

/* ---- telling --------------------------------------------------------------------------------- */

/** fac_check_fault: attribute @name (nullable) of @node (nullable); @text (transfer full) (nullable). */
void fac_check_fault (FacCheck *check, FacCheckPart part, const char *code, const xmlNode *node, const char *name,
                      char *text);
/** fac_check_rule: a broken rule of the matrix, when @broken. Returns: @broken */
gboolean fac_check_rule (FacCheck *check, gboolean broken, const char *code, const xmlNode *node, const char *name);
/** fac_check_equal: the attribute, 0 when absent, is @wanted; else a fault of the sums. */
void fac_check_equal (FacCheck *check, const xmlNode *node, const char *name, FacDecimal wanted, const char *code);
/** fac_check_differs: a fault of the sums that has no single right value, when @broken. */
void fac_check_differs (FacCheck *check, gboolean broken, const char *code, const xmlNode *node, const char *name);
/** fac_check_unknown: whether the attribute is there and its key certainly not in @list. */
gboolean fac_check_unknown (FacCheck *check, const xmlNode *node, const char *name, const char *list);
/** fac_check_unchecked: notes a sentence once. @text: (transfer full) */
void fac_check_unchecked (FacCheck *check, char *text);

/** FAC_CHECK_BROKEN: the certifiers' code for what the schemas do not allow. */
#define FAC_CHECK_BROKEN "301"
/** fac_check_code_of: that of the matrix for a text that does not fit attribute @name of @node, where it has one. */
const char *fac_check_code_of (FacCheck *check, const xmlNode *node, const char *name);

/* ---- arithmetic ------------------------------------------------------------------------------ */

/** fac_check_round: half up. */
FacDecimal fac_check_round (FacDecimal value, guint decimals);
/** fac_check_product_fits: whether @result lies between the limits that the written decimals of @a, and of @b unless
 * @exact, leave to @a × @b (CFDI40167, CFDI40180). */
gboolean   fac_check_product_fits (FacDecimal a, FacDecimal b, gboolean exact, FacDecimal result);
/** fac_check_rate_listed: c_TasaOCuota. */
gboolean   fac_check_rate_listed (const char *tax, const char *factor, gboolean withheld, FacDecimal rate);

/* ---- the subjects, one file each ------------------------------------------------------------- */

/** fac_check_structure: elements, attributes and their texts against the SAT's schemas. */
void fac_check_structure   (FacCheck *check);
/** fac_check_seal: the issuer's seal and the certificate inside. */
void fac_check_seal        (FacCheck *check);
/** fac_check_timbre: TimbreFiscalDigital. */
void fac_check_timbre      (FacCheck *check);
/** fac_check_header: the root of a Comprobante: payment, currency, sums, global period. */
void fac_check_header      (FacCheck *check);
/** fac_check_parties: Emisor and Receptor. */
void fac_check_parties     (FacCheck *check);
/** fac_check_limits: exchange rates and totals that ask for a confirmation. */
void fac_check_limits      (FacCheck *check);
/** fac_check_lines: each Concepto. */
void fac_check_lines       (FacCheck *check);
/** fac_check_line_taxes: the taxes of one Concepto. */
void fac_check_line_taxes  (FacCheck *check, const xmlNode *line);
/** fac_check_summary: the document's taxes against those of its lines. */
void fac_check_summary     (FacCheck *check);
/** fac_check_pagos: Pagos 2.0, and what a document of type P may have. */
void fac_check_pagos       (FacCheck *check);
/** fac_check_pagos_sums: the taxes and totals of Pagos 2.0. */
void fac_check_pagos_sums  (FacCheck *check, const xmlNode *pagos);
/** fac_check_pagos_rates: what the documents of one Pago take of it, currencies and limits. */
void fac_check_pagos_rates (FacCheck *check, const xmlNode *pago);
/** fac_check_pagos_10: Pagos 1.0 of CFDI 3.3. */
void fac_check_pagos_10    (FacCheck *check);
/** fac_check_nomina: Nómina 1.2, and what a document of type N may have. */
void fac_check_nomina      (FacCheck *check);
/** fac_check_carta_porte: Carta Porte 2.0, 3.0 and 3.1. */
void fac_check_carta_porte (FacCheck *check);
/** fac_check_waybill_parts: attributes of a Carta Porte that others ask for. */
void fac_check_waybill_parts (FacCheck *check, const xmlNode *waybill);
/** fac_check_waybill_rows: the rest of the matrix of Carta Porte 3.1. */
void fac_check_waybill_rows (FacCheck *check, const xmlNode *waybill);
/** fac_check_foreign_trade: Comercio Exterior 1.1 and 2.0. */
void fac_check_foreign_trade (FacCheck *check);
/** fac_check_retenciones: all of a Retenciones but its structure, seal and timbre. */
void fac_check_retenciones (FacCheck *check);

G_END_DECLS
