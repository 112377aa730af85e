/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-summary.h"

#include "fac-fields.h"

G_DEFINE_BOXED_TYPE (FacDocumentSummary, fac_document_summary, fac_document_summary_ref,
                     fac_document_summary_unref)

static const FacField fields[] = {
  FAC_FIELD (FacDocumentSummary, id, STRING, TRUE),
  FAC_FIELD (FacDocumentSummary, remote_id, STRING, TRUE),
  FAC_FIELD (FacDocumentSummary, folio, STRING, TRUE),
  FAC_FIELD (FacDocumentSummary, uuid, STRING, TRUE),
  FAC_FIELD (FacDocumentSummary, customer_name, STRING, TRUE),
  FAC_FIELD (FacDocumentSummary, tax_id, STRING, TRUE),
  FAC_FIELD (FacDocumentSummary, payment_method, STRING, TRUE),
};

static void
clear (gpointer data)
{
  fac_fields_clear (fields, G_N_ELEMENTS (fields), data);
}

FacDocumentSummary *
fac_document_summary_new (void)
{
  return g_atomic_rc_box_new0 (FacDocumentSummary);
}

FacDocumentSummary *
fac_document_summary_ref (FacDocumentSummary *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
fac_document_summary_unref (FacDocumentSummary *self)
{
  g_atomic_rc_box_release_full (self, clear);
}
