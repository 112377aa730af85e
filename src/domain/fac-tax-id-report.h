/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FacEfosSituation: where an RFC stands in the SAT's list of article 69-B, the gravest last. OTHER: a word of the list
 * that is new to us. */
typedef enum
{
  FAC_EFOS_ABSENT,
  FAC_EFOS_DESVIRTUADO,
  FAC_EFOS_SENTENCIA,
  FAC_EFOS_SUPRIMIDA,
  FAC_EFOS_OTHER,
  FAC_EFOS_PREVISTO,
  FAC_EFOS_PRESUNTO,
  FAC_EFOS_DEFINITIVO
} FacEfosSituation;

/** FacTaxIdEvidence: one entry of the list: @name as the SAT names it ("numGlobalPresuncion"), @value as written. */
typedef struct
{
  char *name;
  char *value;
} FacTaxIdEvidence;

/**
 * FacTaxIdReport: what the list of article 69-B has of one RFC (API §2.7). It does not say whether the RFC exists. Not
 * changed once shared.
 * @at: when it was asked, microseconds UTC; @listed_as: (nullable): the list's word
 * @trusted: the service has nothing against it; @list_date: (nullable): of the list, as written
 * @evidence: (element-type FacTaxIdEvidence) in the list's order; @body: (nullable): the answer as it came
 */
typedef struct
{
  char            *tax_id;
  gint64           at;
  FacEfosSituation situation;
  char            *listed_as;
  char            *name;
  gboolean         trusted;
  char            *list_date;
  GPtrArray       *evidence;
  GBytes          *body;
} FacTaxIdReport;

/** fac_tax_id_report_new: of an RFC that is in no list. Returns: (transfer full) */
FacTaxIdReport *fac_tax_id_report_new   (const char *tax_id);
/** fac_tax_id_report_ref: one more reference, on any thread. Returns: (transfer full) */
FacTaxIdReport *fac_tax_id_report_ref   (FacTaxIdReport *self);
/** fac_tax_id_report_unref: lets one reference go, on any thread; the last one frees it. */
void            fac_tax_id_report_unref (FacTaxIdReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacTaxIdReport, fac_tax_id_report_unref)

/** fac_tax_id_report_list: it is in the list as @situation (the list's word): of several the gravest counts. */
void fac_tax_id_report_list (FacTaxIdReport *self, const char *situation);
/** fac_tax_id_report_add: one entry more. */
void fac_tax_id_report_add  (FacTaxIdReport *self, const char *name, const char *value);

/** fac_tax_id_report_to_bytes: as fac-variant.h says, without @body. Returns: (transfer full) */
GBytes         *fac_tax_id_report_to_bytes   (const FacTaxIdReport *self);
/** fac_tax_id_report_from_bytes: Returns: (transfer full) (nullable): NULL when they are not well formed */
FacTaxIdReport *fac_tax_id_report_from_bytes (GBytes *bytes);

G_END_DECLS
