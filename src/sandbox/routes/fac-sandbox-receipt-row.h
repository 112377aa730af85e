/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-json-writer.h"
#include "fac-sandbox-company.h"
#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/** FacSandboxReceipt: one row of the receipts. @input: as that of an invoice of type I; @branch: (nullable) */
typedef struct
{
  char    *id;
  char    *organization;
  gboolean livemode;
  gint64   created_at;
  gint64   date;
  gint64   expires_at;
  char    *status;
  char    *key;
  gint64   folio;
  char    *invoice;
  char    *idempotency_key;
  char    *payload_hash;
  char    *branch;
  FacJson *input;
  char    *body;
} FacSandboxReceipt;

FacSandboxReceipt *fac_sandbox_receipt_new (void);
void               fac_sandbox_receipt_free (FacSandboxReceipt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacSandboxReceipt, fac_sandbox_receipt_free)

/** FAC_SANDBOX_RECEIPT_BODY: the column of what is answered of a receipt r: the address of its page depends on where
 * the service runs now, which is bound as the statement's last parameter but those of pages, ?9. */
#define FAC_SANDBOX_RECEIPT_BODY \
  "json_set (r.body, '$.self_invoice_url', ?9 || '/' || coalesce (" \
  "(SELECT o.domain FROM organizations o WHERE o.id = r.organization)," \
  " 'demo') || '/' || r.key)"

/** fac_sandbox_receipt_load: Returns: (transfer full) (nullable): %NULL without @error when there is none */
FacSandboxReceipt *fac_sandbox_receipt_load (FacSandboxRequest *request, const char *id, GError **error);
/** fac_sandbox_receipt_by_key: the receipt of the key's world with @key. Returns: (transfer full) (nullable) */
FacSandboxReceipt *fac_sandbox_receipt_by_key (FacSandboxRequest *request, const char *key, GError **error);
/** fac_sandbox_receipt_by_idempotency: Returns: (transfer full) (nullable) */
FacSandboxReceipt *fac_sandbox_receipt_by_idempotency (FacSandboxRequest *request, const char *key, GError **error);
/** fac_sandbox_receipt_by_portal: the receipt of any organization whose page is at @domain/@key. Returns: (transfer
 * full) (nullable) */
FacSandboxReceipt *fac_sandbox_receipt_by_portal (FacSandbox *sandbox, const char *domain, const char *key,
                                                  GError **error);
/** fac_sandbox_receipts_select: those open whose date is from @from to @to and that are worth a known sum in pesos, the
 * oldest first, at most @most. @form: (nullable): only of this payment form. Returns: (transfer full) (nullable)
 * (element-type FacSandboxReceipt) */
GPtrArray *fac_sandbox_receipts_select (FacSandboxRequest *request, gint64 from, gint64 to, const char *form,
                                        guint most, GError **error);

/** fac_sandbox_receipt_store: computes the total, writes the body and the row, and reads back what is answered. */
gboolean fac_sandbox_receipt_store (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxReceipt *self,
                                    GError **error);
/** fac_sandbox_receipt_expiry: the earlier of some days after @date and the end of the organization's period. */
gint64 fac_sandbox_receipt_expiry (FacSandboxRequest *request, FacSandboxCompany *company, gint64 date);
/** fac_sandbox_receipt_total: what @self amounts to. */
FacDecimal fac_sandbox_receipt_total (FacSandboxReceipt *self);
/** fac_sandbox_receipt_move: gives @self another status and, when @invoice is given, the invoice it is in; whoever
 * listens is told. */
gboolean fac_sandbox_receipt_move (FacSandboxRequest *request, FacSandboxReceipt *self, const char *status,
                                   const char *invoice, GError **error);
/** fac_sandbox_receipts_reopen: what was in @invoice, which failed, can be invoiced again. */
gboolean fac_sandbox_receipts_reopen (FacSandboxRequest *request, const char *invoice, GError **error);

G_END_DECLS
