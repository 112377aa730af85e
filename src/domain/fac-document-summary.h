/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"
#include "fac-document-status.h"

G_BEGIN_DECLS

/** FacDocumentSummary: one row of the invoice list. Reference counted, never changed. @date in microseconds UTC.
 * @currency: of a type P that of what arrived. */
typedef struct
{
  gint64             key; /* the store's sort key */
  char              *id;
  char              *remote_id;
  char               type;
  FacDocumentStatus  status;
  char              *folio;      /* "A 1203" or NULL */
  char              *uuid;
  gint64             date;
  char              *customer_name;
  char              *tax_id;
  char              *payment_method;
  FacDecimal         total;
  char               currency[4];
  FacDecimal         due;         /* what is not paid of it */
  gint64             paid_at;     /* type P: when the money arrived, 0 unknown */
  FacDecimal         deposit;     /* type P: how much, in @currency */
  gboolean           xml_missing; /* issued, its XML is still owed */
  gboolean           pending;     /* an operation of it waits in the outbox */
} FacDocumentSummary;

#define FAC_TYPE_DOCUMENT_SUMMARY (fac_document_summary_get_type ())
GType               fac_document_summary_get_type (void);
/** fac_document_summary_new: empty. Returns: (transfer full) */
FacDocumentSummary *fac_document_summary_new   (void);
/** fac_document_summary_ref: one more reference, on any thread. Returns: (transfer full) */
FacDocumentSummary *fac_document_summary_ref   (FacDocumentSummary *self);
/** fac_document_summary_unref: lets one reference go, on any thread; the last one frees it. */
void                fac_document_summary_unref (FacDocumentSummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacDocumentSummary, fac_document_summary_unref)

G_END_DECLS
