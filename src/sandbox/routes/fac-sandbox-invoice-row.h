/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi.h"
#include "fac-sandbox-company.h"
#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/**
 * FacSandboxInvoice: one row of the invoices, as read or about to be written. @input is the normalised request; @cfdi,
 * @xml, @qr are set once stamped in this very request.
 */
typedef struct
{
  char       *id;
  gint64      created_at;
  char       *status;
  gint64      date; /* 0 in a draft without one */
  char       *series;
  gint64      folio; /* 0 none yet */
  char       *idempotency_key;
  char       *payload_hash;
  FacJson    *input;
  char       *body;
  FacCfdi    *cfdi;
  GBytes     *xml;
} FacSandboxInvoice;

FacSandboxInvoice *fac_sandbox_invoice_new (void);
void               fac_sandbox_invoice_free (FacSandboxInvoice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacSandboxInvoice, fac_sandbox_invoice_free)

/** fac_sandbox_invoice_load: Returns: (transfer full) (nullable): %NULL without @error when there is none */
FacSandboxInvoice *fac_sandbox_invoice_load (FacSandboxRequest *request, const char *id, GError **error);
/** fac_sandbox_invoice_by_key: the invoice that carries an idempotency key. Returns: (transfer full) (nullable) */
FacSandboxInvoice *fac_sandbox_invoice_by_key (FacSandboxRequest *request, const char *key, GError **error);
/** fac_sandbox_invoice_store: writes the row, its new body and the XML, if any. */
gboolean           fac_sandbox_invoice_store (FacSandboxRequest *request, FacSandboxInvoice *self, GError **error);
gboolean           fac_sandbox_invoice_remove (FacSandboxRequest *request, FacSandboxInvoice *self, GError **error);
/** fac_sandbox_invoice_xml: the stamped XML. Returns: (transfer full) (nullable) */
GBytes            *fac_sandbox_invoice_xml (FacSandboxRequest *request, const char *id, GError **error);

/** fac_sandbox_invoice_write_body: sets body from the rest (API §3.9). */
void fac_sandbox_invoice_write_body (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxInvoice *self);

G_END_DECLS
