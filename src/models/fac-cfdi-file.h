/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"
#include "fac-cfdi.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** FacCfdiPart: what can be right or wrong of a fiscal document. */
typedef enum
{
  FAC_CFDI_PART_STRUCTURE,
  FAC_CFDI_PART_SEAL,
  FAC_CFDI_PART_STAMP,
  FAC_CFDI_PART_SUMS,
  FAC_CFDI_PART_RULES,
  FAC_CFDI_N_PARTS
} FacCfdiPart;

/** FacCfdiTold: a fault in words of the session. @code: the SAT's, or a word; @place: (nullable): where and what */
typedef struct
{
  char *code;
  char *sentence;
  char *place;
} FacCfdiTold;

/**
 * FacCfdiFacts: what is known of a file. @kind: (nullable): "CFDI 4.0"; %NULL when it is no fiscal document; @type:
 * 'I', 'E', 'T', 'P', 'N', 'R' of a Retenciones, 0 unknown; the other texts (nullable)
 * @faults: (element-type FacCfdiTold): by weight; @parts: how many are about each part
 * @unchecked: sentences: what cannot be told from the file alone
 */
typedef struct
{
  char      *kind;
  char       type;
  char      *uuid;
  char      *issuer_rfc;
  char      *receiver_rfc;
  char      *certificate;
  char      *complements;
  GPtrArray *faults;
  guint      parts[FAC_CFDI_N_PARTS];
  char     **unchecked;
} FacCfdiFacts;

#define FAC_TYPE_CFDI_FILE (fac_cfdi_file_get_type ())
G_DECLARE_FINAL_TYPE (FacCfdiFile, fac_cfdi_file, FAC, CFDI_FILE, GObject)

/**
 * FacCfdiFile: a file with fiscal XML that somebody opened: what it says, what is wrong with it, and its paper. Never
 * changes after it was opened.
 */

/** fac_cfdi_file_open_async: reads, judges and draws it on a worker thread; what cannot be read is a fault, no error.
 * @catalog: (nullable) */
void         fac_cfdi_file_open_async  (GFile *file, FacCatalogSource *catalog, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data);
/** fac_cfdi_file_open_finish: Errors: only that it was cancelled. Returns: (transfer full) (nullable) */
FacCfdiFile *fac_cfdi_file_open_finish (GAsyncResult *result, GError **error);

/** fac_cfdi_file_get_name: of the file, for people. */
const char         *fac_cfdi_file_get_name  (FacCfdiFile *self);
/** fac_cfdi_file_get_facts: never %NULL. */
const FacCfdiFacts *fac_cfdi_file_get_facts (FacCfdiFile *self);
/** fac_cfdi_file_get_cfdi: (nullable): of a CFDI that could be read. */
const FacCfdi      *fac_cfdi_file_get_cfdi  (FacCfdiFile *self);
/** fac_cfdi_file_get_xml: (nullable): its bytes. */
GBytes             *fac_cfdi_file_get_xml   (FacCfdiFile *self);
/** fac_cfdi_file_get_pdf: (nullable): its paper. */
GBytes             *fac_cfdi_file_get_pdf   (FacCfdiFile *self);
/** fac_cfdi_file_get_paper_error: (nullable): why it has no paper. */
const char         *fac_cfdi_file_get_paper_error (FacCfdiFile *self);

G_END_DECLS
