/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-rules.h"
#include "fac-invoice-totals.h"
#include "fac-payroll.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

#define FAC_TYPE_INVOICE_DRAFT (fac_invoice_draft_get_type ())
G_DECLARE_FINAL_TYPE (FacInvoiceDraft, fac_invoice_draft, FAC, INVOICE_DRAFT, GObject)

/**
 * FacInvoiceDraft: an invoice being written: editable copy, live totals and findings, autosave within a second of the
 * first unsaved change, undo and redo. Change through the setters below, or mutate with fac_invoice_draft_edit().
 * Properties (read-only, notify): "invoice-changed" is a signal; "saved" (boolean), "can-undo", "can-redo", "ready" (no
 * errors). Signals: "changed" (anything of the invoice), "totals-changed", "findings-changed", "save-failed" (GError),
 * "lines-changed" (guint position, guint removed, guint added).
 */
/** fac_invoice_draft_new: a new draft; it is not stored before its first change. */
FacInvoiceDraft *fac_invoice_draft_new (FacWorkspace *workspace, FacInvoice *invoice_or_null);
void             fac_invoice_draft_open_async  (FacWorkspace *workspace, const char *id, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer data);
FacInvoiceDraft *fac_invoice_draft_open_finish (GAsyncResult *result, GError **error);

const FacInvoice       *fac_invoice_draft_get_invoice  (FacInvoiceDraft *self);
const FacInvoiceTotals *fac_invoice_draft_get_totals   (FacInvoiceDraft *self);
/* element-type FacFinding, transfer none */
GPtrArray              *fac_invoice_draft_get_findings (FacInvoiceDraft *self);
/** fac_invoice_draft_dup_payroll: what a payroll receipt pays. Returns: (transfer full) (nullable): %NULL for other
 * documents, and a complement that cannot be read */
FacPayroll             *fac_invoice_draft_dup_payroll  (FacInvoiceDraft *self);
/** fac_invoice_draft_check: findings of what is typed now, without waiting for the next idle moment. */
void                    fac_invoice_draft_check        (FacInvoiceDraft *self);
gboolean                fac_invoice_draft_is_ready     (FacInvoiceDraft *self);
gboolean                fac_invoice_draft_is_empty     (FacInvoiceDraft *self);
gboolean                fac_invoice_draft_is_saved     (FacInvoiceDraft *self);

/** FacInvoiceEdit: a change of header fields; @data is passed through. */
typedef void (*FacInvoiceEdit) (FacInvoice *invoice, gpointer data);
/** fac_invoice_draft_edit: applies @edit to the header (not the lines) as one undoable step. */
void fac_invoice_draft_edit           (FacInvoiceDraft *self, FacInvoiceEdit edit, gpointer data);
void fac_invoice_draft_set_customer   (FacInvoiceDraft *self, const FacCustomer *customer);
/** fac_invoice_draft_set_method: PUE or PPD; PPD sets form 99, and PUE puts back the form used before. */
void fac_invoice_draft_set_method     (FacInvoiceDraft *self, const char *method);
/* copied */
void fac_invoice_draft_insert_lines   (FacInvoiceDraft *self, guint position, FacInvoiceLine **lines, guint n_lines);
void fac_invoice_draft_remove_lines   (FacInvoiceDraft *self, guint position, guint n_lines);
void fac_invoice_draft_replace_line   (FacInvoiceDraft *self, guint position, const FacInvoiceLine *line); /* copied */
/** fac_invoice_draft_replace_lines: the @n_lines from @position on by as many others, as one undoable step; copied. */
void fac_invoice_draft_replace_lines  (FacInvoiceDraft *self, guint position, FacInvoiceLine **lines, guint n_lines);
void fac_invoice_draft_move_line      (FacInvoiceDraft *self, guint from, guint to);
/** fac_invoice_draft_begin_typing: until fac_invoice_draft_end_typing(), further changes of the line, or of the header,
 * join the first one's undoable step. */
void fac_invoice_draft_begin_typing   (FacInvoiceDraft *self);
void fac_invoice_draft_end_typing     (FacInvoiceDraft *self);
void fac_invoice_draft_undo           (FacInvoiceDraft *self);
void fac_invoice_draft_redo           (FacInvoiceDraft *self);
/** fac_invoice_draft_keep_unread: what was typed into @field and cannot be read is kept with the draft, as no step of
 * undo; %NULL when the field holds a value again. */
void        fac_invoice_draft_keep_unread (FacInvoiceDraft *self, const char *field, const char *text);
/** fac_invoice_draft_flush_async: stores what is unsaved now; @leaving also queues it for the service (sync.md). */
void     fac_invoice_draft_flush_async  (FacInvoiceDraft *self, gboolean leaving, GAsyncReadyCallback callback,
                                         gpointer data);
gboolean fac_invoice_draft_flush_finish (FacInvoiceDraft *self, GAsyncResult *result, GError **error);
/** fac_invoice_draft_stamp_async: queues the stamping; refused with FAC_ERROR_INVALID while there are errors. */
void     fac_invoice_draft_stamp_async  (FacInvoiceDraft *self, GAsyncReadyCallback callback, gpointer data);
gboolean fac_invoice_draft_stamp_finish (FacInvoiceDraft *self, GAsyncResult *result, GError **error);
/** fac_invoice_draft_preview_async: its paper with BORRADOR, drawn off the main thread. Finish: (transfer full): PDF */
void     fac_invoice_draft_preview_async  (FacInvoiceDraft *self, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer data);
GBytes  *fac_invoice_draft_preview_finish (FacInvoiceDraft *self, GAsyncResult *result, GError **error);

G_END_DECLS
