/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** FacCheckPart: what a fault is about; earlier ones weigh more: behind them the others say little. */
typedef enum
{
  FAC_CHECK_FILE,      /* it cannot be read at all, or is no fiscal document */
  FAC_CHECK_STRUCTURE, /* parts that the SAT's schemas ask for or do not have */
  FAC_CHECK_SEAL,      /* of the issuer, and the certificate inside */
  FAC_CHECK_STAMP,     /* TimbreFiscalDigital */
  FAC_CHECK_SUMS,      /* amounts that do not follow from others */
  FAC_CHECK_RULES,     /* the SAT's matrix besides */
  FAC_CHECK_N_PARTS
} FacCheckPart;

/**
 * FacCfdiFault:
 * @code: the SAT's where it has one ("CFDI40119", "CRP20211", "NOM91", "CP126", "Reten20131"; "301" to "310", "349" and
 *   "401" of the certifiers), else a word: "FILE", "KIND", "TFD", "SUM", "RULE"
 * @where: (nullable): element or attribute, "Comprobante/Conceptos/Concepto[2]/@Importe"
 * @found, @wanted: (nullable): what stands there, and what would be right, as far as that is one value
 * @text: (nullable): a sentence in the language of the session, where the code alone does not say what is wrong
 */
typedef struct
{
  FacCheckPart part;
  char        *code;
  char        *where;
  char        *found;
  char        *wanted;
  char        *text;
} FacCfdiFault;

/**
 * FacCfdiVerdict: what a file turned out to be.
 * @kind: (nullable): root element and version, "Comprobante 4.0"; %NULL when it is no fiscal document
 * @type: 'I', 'E', 'T', 'P', 'N'; 'R' of a Retenciones; 0 unknown
 * @uuid, @issuer_rfc, @receiver_rfc, @certificate: (nullable): as written; the last is whose the certificate is
 * @complements: (element-type utf8): prefixed names, "nomina12:Nomina"
 * @faults: (element-type FacCfdiFault): by weight, then by place; empty when nothing is wrong
 * @unchecked: (element-type utf8): sentences in the language of the session: what cannot be told from the file alone
 */
typedef struct
{
  char       *kind;
  char        type;
  char       *uuid;
  char       *issuer_rfc;
  char       *receiver_rfc;
  char       *certificate;
  GPtrArray  *complements;
  GPtrArray  *faults;
  GPtrArray  *unchecked;
} FacCfdiVerdict;

/**
 * fac_cfdi_check: judges a CFDI 4.0 or 3.3, or a Retenciones 2.0 or 1.0, by its bytes alone: structure, seal, timbre,
 * arithmetic, and the rules of the SAT that need nobody else (cfdi.md §1 to §11, §18). Any thread; hostile input.
 * @catalog: (nullable): for keys; what an incomplete catalogue cannot tell is not held against the document
 * Returns: (transfer full)
 */
FacCfdiVerdict *fac_cfdi_check (GBytes *xml, FacCatalogSource *catalog);
/** fac_cfdi_check_file: the same of a file; what cannot be read is a fault. @xml: (out) (optional) (transfer full)
 * (nullable): its bytes. Returns: (transfer full) */
FacCfdiVerdict *fac_cfdi_check_file (GFile *file, FacCatalogSource *catalog, GBytes **xml);
/** fac_cfdi_verdict_free: frees it with all it owns. */
void            fac_cfdi_verdict_free (FacCfdiVerdict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacCfdiVerdict, fac_cfdi_verdict_free)
/** fac_cfdi_verdict_count: how many faults are about @part. */
guint           fac_cfdi_verdict_count (const FacCfdiVerdict *self, FacCheckPart part);
/** fac_cfdi_verdict_has: whether a fault has that code. */
gboolean        fac_cfdi_verdict_has (const FacCfdiVerdict *self, const char *code);

G_END_DECLS
