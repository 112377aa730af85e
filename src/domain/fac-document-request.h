/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice.h"

G_BEGIN_DECLS

#define FAC_MOTIVE_REPLACED "01" /* the only one that names another document */

/**
 * FacDocumentRequest: what is asked of a stamped document: to cancel it, or to send it by e-mail. It waits in the
 * outbox as written here.
 * @motive: of the cancellation, "01" to "04"; @substitution_id: local id of the document that replaces it (01), which
 * may still have to be stamped; @substitution: its UUID, or its id at the service
 * @addresses: (nullable): of the e-mail
 * @folio, @total, @currency: what the document was then, for the words of the queue
 */
typedef struct
{
  char      *motive;
  char      *substitution_id;
  char      *substitution;
  char     **addresses;
  char      *folio;
  FacDecimal total;
  char      *currency;
} FacDocumentRequest;

/** fac_document_request_new: asks nothing yet; takes folio, total and currency from @invoice. Returns: (transfer
 * full) */
FacDocumentRequest *fac_document_request_new   (const FacInvoice *invoice);
/** fac_document_request_ref: one more reference, on any thread. Returns: (transfer full) */
FacDocumentRequest *fac_document_request_ref   (FacDocumentRequest *self);
/** fac_document_request_unref: lets one reference go, on any thread; the last one frees it. */
void                fac_document_request_unref (FacDocumentRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacDocumentRequest, fac_document_request_unref)

/** fac_document_request_to_variant: see fac-variant.h. Returns: (transfer floating) */
GVariant           *fac_document_request_to_variant   (const FacDocumentRequest *self);
/** fac_document_request_read: the request in the payload of an outbox entry. Returns: (transfer full) (nullable) */
FacDocumentRequest *fac_document_request_read         (GBytes *payload);

G_END_DECLS
