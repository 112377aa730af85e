/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"
#include "fac-clock.h"
#include "fac-conflict.h"
#include "fac-customer-figures.h"
#include "fac-customer.h"
#include "fac-document-request.h"
#include "fac-document-summary.h"
#include "fac-file-state.h"
#include "fac-invoice.h"
#include "fac-open-invoice.h"
#include "fac-outbox-entry.h"
#include "fac-product-figures.h"
#include "fac-product.h"
#include "fac-pull-window.h"
#include "fac-query.h"
#include "fac-receivables.h"
#include "fac-related-document.h"
#include "fac-store-error.h"
#include "fac-used-keys.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FAC_TYPE_STORE (fac_store_get_type ())
G_DECLARE_FINAL_TYPE (FacStore, fac_store, FAC, STORE, GObject)

/**
 * FacStore: the local database of one organization in one environment, behind a writer thread and a reader thread.
 * Called on one (main) context, answers there. Writes keep their order and are never cancelled once queued; one verb =
 * one transaction = one commit. Errors: FAC_STORE_ERROR. Signal "changed" (FacEntity entity, const char *id): after
 * each commit, id NULL = many.
 */

/** fac_store_open_async: makes @folder (0700), opens or migrates "facturador.db" in it, holds its lock. What was under
 * way when the program last ended is UNSURE afterwards. */
void      fac_store_open_async  (const char *folder, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer data);
/** fac_store_open_finish: Errors: %FAC_STORE_ERROR, _LOCKED when another process has it open. Returns: (transfer full)
 * (nullable) */
FacStore *fac_store_open_finish (GAsyncResult *result, GError **error);
/** fac_store_close_async: waits for queued writes, checkpoints, closes. */
void      fac_store_close_async  (FacStore *self, GAsyncReadyCallback callback, gpointer data);
/** fac_store_close_finish: Returns: %FALSE with @error when the last of it could not be written */
gboolean  fac_store_close_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_get_folder: Returns: (transfer none): the folder it was opened with */
const char *fac_store_get_folder (FacStore *self);
/** fac_store_is_fresh: whether there was no database in its folder, and an empty one was made. */
gboolean    fac_store_is_fresh   (FacStore *self);
/** fac_store_set_clock: where "now" comes from (created, queued, updated); the machine's clock unless set. */
void        fac_store_set_clock  (FacStore *self, FacClock *clock);

/** fac_store_write_finish: for every writing verb without a finish of its own. */
gboolean fac_store_write_finish (FacStore *self, GAsyncResult *result, GError **error);

/* ---- reading -------------------------------------------------------------------------------- */

/** FacStorePage: consecutive rows: FacDocumentSummary for invoices, else FacCustomer or FacProduct; @keys are their
 * sort keys. */
typedef struct
{
  GPtrArray *rows;
  GArray    *keys; /* (element-type gint64): the sort key of each row */
  gboolean   more; /* there are rows behind the last one */
} FacStorePage;
/** fac_store_page_free: frees it with all it owns. */
void fac_store_page_free (FacStorePage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacStorePage, fac_store_page_free)

/** fac_store_first_page_async: the first @count rows of @query by keyset, without counting. */
void          fac_store_first_page_async  (FacStore *self, FacQuery *query, guint count, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer data);
/** fac_store_first_page_finish: Returns: (transfer full) (nullable) */
FacStorePage *fac_store_first_page_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_keys_async: the sort keys of all rows of @query in its order. Returns by finish: (transfer full)
 * (element-type gint64) */
void          fac_store_keys_async   (FacStore *self, FacQuery *query, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer data);
/** fac_store_keys_finish: Returns: (transfer full) (nullable) (element-type gint64) */
GArray       *fac_store_keys_finish  (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_rows_async: the rows with these keys (copied), in their order; vanished ones are NULL. */
void          fac_store_rows_async   (FacStore *self, FacEntity entity, const gint64 *keys, gsize n_keys,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_store_rows_finish: Returns: (transfer full) (nullable) */
FacStorePage *fac_store_rows_finish  (FacStore *self, GAsyncResult *result, GError **error);

/** fac_store_get_customer_async: by local id. */
void          fac_store_get_customer_async  (FacStore *self, const char *id, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_customer_finish: Errors: %FAC_STORE_ERROR_NOT_FOUND, _DELETED. Returns: (transfer full) (nullable) */
FacCustomer  *fac_store_get_customer_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_get_product_async: by local id. */
void          fac_store_get_product_async   (FacStore *self, const char *id, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_product_finish: Errors: %FAC_STORE_ERROR_NOT_FOUND, _DELETED. Returns: (transfer full) (nullable) */
FacProduct   *fac_store_get_product_finish  (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_get_customer_figures_async: what the stored documents say of the customer with local @id. */
void          fac_store_get_customer_figures_async (FacStore *self, const char *id, GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_customer_figures_finish: Returns: (transfer full) (nullable) */
FacCustomerFigures *fac_store_get_customer_figures_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_get_invoice_async: @body (out of finish, nullable): the service's JSON; the invoice is complete when it
 * was written here, else only its columns are set and @body has the rest (parse it with the provider). */
void          fac_store_get_invoice_async   (FacStore *self, const char *id, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_invoice_finish: Errors: %FAC_STORE_ERROR_NOT_FOUND. Returns: (transfer full) (nullable) */
FacInvoice   *fac_store_get_invoice_finish  (FacStore *self, GAsyncResult *result, GBytes **body, gboolean *complete,
                                             GError **error);

/** fac_store_get_base_async: for merging: the variant's bytes that both sides last agreed on, NULL when there are no
 * edits here or only @body (out, nullable: the service's JSON as last received) tells it. */
void          fac_store_get_base_async      (FacStore *self, FacEntity entity, const char *id,
                                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_base_finish: Returns: (transfer full) (nullable) */
GBytes       *fac_store_get_base_finish     (FacStore *self, GAsyncResult *result, GBytes **body, GError **error);

/** fac_store_get_saved_async: what the person saved last of a customer or product, when what is stored was typed since
 * and not saved (a form that a crash ended). */
void          fac_store_get_saved_async     (FacStore *self, FacEntity entity, const char *id,
                                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_saved_finish: @never: (out): nothing of it was ever saved. Returns: (transfer full) (nullable): the
 * bytes of its variant; %NULL without @error when all of it was saved, too */
GBytes       *fac_store_get_saved_finish    (FacStore *self, GAsyncResult *result, gboolean *never, GError **error);

/** FacHistoryEvent: one entry of a document's history, newest last. @kind: "created", "queued", "sent", "stamped",
 * "refused", "printed", … */
typedef struct { gint64 at; char *kind; char *detail; } FacHistoryEvent;
/** fac_history_event_free: frees it with all it owns. */
void          fac_history_event_free (FacHistoryEvent *self);
/** fac_store_get_history_async: what is known of the document's life. */
void          fac_store_get_history_async  (FacStore *self, const char *document_id, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_history_finish: Returns: (transfer full) (nullable) (element-type FacHistoryEvent): newest last */
GPtrArray    *fac_store_get_history_finish (FacStore *self, GAsyncResult *result, GError **error);

/* ---- the person writes (each writes its outbox row in the same transaction) ------------------ */

/** fac_store_save_customer_async: inserts or updates, and queues CREATE or UPDATE (an unclaimed row is replaced). @send
 * FALSE keeps it local (a half-typed form). */
void fac_store_save_customer_async (FacStore *self, FacCustomer *customer, gboolean send, GAsyncReadyCallback callback,
                                    gpointer data);
/** fac_store_set_customer_notes_async: the notes alone, which stay on this machine: nothing is queued. */
void fac_store_set_customer_notes_async (FacStore *self, const char *id, const char *notes,
                                         GAsyncReadyCallback callback, gpointer data);
/** fac_store_save_product_async: likewise. */
void fac_store_save_product_async  (FacStore *self, FacProduct *product, gboolean send, GAsyncReadyCallback callback,
                                    gpointer data);
/** fac_store_delete_async: a never-sent object vanishes with its rows; a sent one is hidden and DELETE is queued, which
 * leaves not before @leaves_at (0: at once). Editable documents only. */
void fac_store_delete_async        (FacStore *self, FacEntity entity, const char *id, gint64 leaves_at,
                                    GAsyncReadyCallback callback, gpointer data);
/** fac_store_undelete_async: brings back what was deleted while its DELETE has not left. */
void fac_store_undelete_async      (FacStore *self, FacEntity entity, const char *id, GAsyncReadyCallback callback,
                                    gpointer data);
/** fac_store_save_draft_async: autosave; @send also queues CREATE or UPDATE (the person left the page). Refused with
 * _STATE unless the stored status is editable. */
void fac_store_save_draft_async    (FacStore *self, FacInvoice *invoice, gboolean send, GAsyncReadyCallback callback,
                                    gpointer data);
/** fac_store_keep_edits_async: @invoice is what an editor still holds of a document that was issued, or is at the SAT,
 * since it was opened, so that saving it is refused: it becomes a draft of its own, which only the person sends; the
 * draft that was made of that document already, as long as nobody wrote in it. _STATE when the document is no such. */
void  fac_store_keep_edits_async   (FacStore *self, FacInvoice *invoice, GAsyncReadyCallback callback, gpointer data);
/** fac_store_keep_edits_finish: @made: (out) (optional): whether the draft is new. Returns: (transfer full) (nullable):
 * its id; %NULL without @error: what was issued is the same */
char *fac_store_keep_edits_finish  (FacStore *self, GAsyncResult *result, gboolean *made, GError **error);
/** fac_store_queue_stamp_async: saves, sets en cola, queues CREATE or UPDATE and STAMP, which wait for the customer's
 * rows. */
void fac_store_queue_stamp_async   (FacStore *self, FacInvoice *invoice, GAsyncReadyCallback callback, gpointer data);
/** fac_store_unqueue_async: takes a document out of the queue: borrador again; _STATE when its request has left. */
void fac_store_unqueue_async       (FacStore *self, const char *document_id, GAsyncReadyCallback callback,
                                    gpointer data);
/** fac_store_queue_cancel_async: queues the cancellation of a stamped document; one that waits already is replaced.
 * @substitute: (nullable): draft of what replaces it, saved and sent with it. It waits until the document of @request's
 * substitution_id is stamped, and leaves not before @leaves_at (0: at once). _STATE unless the document is timbrada. */
void fac_store_queue_cancel_async  (FacStore *self, const char *document_id, FacDocumentRequest *request,
                                    FacInvoice *substitute, gint64 leaves_at, GAsyncReadyCallback callback,
                                    gpointer data);
/** fac_store_queue_email_async: queues an e-mail with an issued document to @request's addresses. */
void fac_store_queue_email_async   (FacStore *self, const char *document_id, FacDocumentRequest *request,
                                    gint64 leaves_at, GAsyncReadyCallback callback, gpointer data);
/** fac_store_withdraw_async: takes the youngest CANCEL or EMAIL of a document back; _STATE when its request has
 * left. */
void fac_store_withdraw_async      (FacStore *self, const char *document_id, FacOutboxVerb verb,
                                    GAsyncReadyCallback callback, gpointer data);
/** fac_store_take_as_sent_async: the person says that the e-mail @entry_id, of which nobody knows, was sent. */
void fac_store_take_as_sent_async  (FacStore *self, gint64 entry_id, GAsyncReadyCallback callback, gpointer data);
/** fac_store_add_history_async: notes something that the program did with a document ("printed"); @detail is
 * (nullable). */
void fac_store_add_history_async   (FacStore *self, const char *document_id, const char *kind, const char *detail,
                                    GAsyncReadyCallback callback, gpointer data);

/* ---- the outbox, for sync ------------------------------------------------------------------- */

/** fac_store_outbox_async: all entries in order. Returns by finish: (element-type FacOutboxEntry) */
void       fac_store_outbox_async  (FacStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer data);
/** fac_store_outbox_finish: Returns: (transfer full) (nullable) (element-type FacOutboxEntry) */
GPtrArray *fac_store_outbox_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_claim_next_async: the first entry that is due at @now, whose earlier entries of the same object and whose
 * waits_for are done; marked CLAIMED (UNSURE and POLLING keep their state) and documents ENVIANDOSE, in one
 * transaction. Finish: (nullable) entry; @next_due (out): when nothing is due, the earliest due time, 0 none. */
void            fac_store_claim_next_async  (FacStore *self, gint64 now, GAsyncReadyCallback callback, gpointer data);
/** fac_store_claim_next_finish: Returns: (transfer full) (nullable): %NULL without @error when nothing is due */
FacOutboxEntry *fac_store_claim_next_finish (FacStore *self, GAsyncResult *result, gint64 *next_due, GError **error);

/**
 * FacAcknowledgement: what an answer changes, applied in one transaction with the removal of the entry.
 * Exactly one of customer, product, invoice may be set: the object as the service has it (the local id is the entry's).
 */
typedef struct
{
  gint64       entry_id;
  FacCustomer *customer;
  FacProduct  *product;
  FacInvoice  *invoice;
  GBytes      *body;
  gboolean     removed; /* the object is gone at the service */
  gboolean     found;   /* by what is in it alone: _STATE, and nothing changes, when it is another made here */
  gboolean     had;     /* the service had the customer before it was sent: no deletion made here is about that one */
  const char  *kept_id; /* (nullable): of the draft that keeps the edits of an invoice which was issued without them */
} FacAcknowledgement;
/** fac_store_acknowledge_async: done: remote id, base snapshot, typed columns and body; local edits made since stay. */
void fac_store_acknowledge_async (FacStore *self, const FacAcknowledgement *acknowledgement,
                                  GAsyncReadyCallback callback, gpointer data);
/** fac_store_postpone_async: back to @state (QUEUED, UNSURE, POLLING, PAUSED) until @due_at, one attempt more, with the
 * answer's words. */
void fac_store_postpone_async (FacStore *self, gint64 entry_id, FacOutboxState state, gint64 due_at, gint64 server_time,
                               const GError *error_or_null, const char *error_code, const char *log_id,
                               GAsyncReadyCallback callback, gpointer data);
/** fac_store_refuse_async: REFUSED with the reason; a document being stamped becomes no timbrada. @path: the field. */
void fac_store_refuse_async (FacStore *self, gint64 entry_id, const char *code, const char *path, const char *message,
                             const char *log_id, GAsyncReadyCallback callback, gpointer data);
/** fac_store_retry_async: due now, whatever its state; PAUSED and REFUSED become QUEUED (UNSURE when it may have been
 * executed). 0 = all but the refused, which the person decides one by one. */
void fac_store_retry_async (FacStore *self, gint64 entry_id, GAsyncReadyCallback callback, gpointer data);
/** fac_store_discard_async: gives the operation up: the object keeps its local state without it; a stamp becomes
 * borrador. What came after it for the same object goes too. _STATE when it has left, or when another object's
 * operation waits for it. */
void fac_store_discard_async (FacStore *self, gint64 entry_id, GAsyncReadyCallback callback, gpointer data);
/** fac_store_new_key_async: a new idempotency key for @entry_id (the old one was used up by another payload). */
void fac_store_new_key_async (FacStore *self, gint64 entry_id, GAsyncReadyCallback callback, gpointer data);

/** fac_store_recreate_async: what the service has of the document of @entry_id is of no more use (its stamp failed for
 * good): the document is queued as a new one, with its stamp if one was asked for. */
void fac_store_recreate_async (FacStore *self, gint64 entry_id, GAsyncReadyCallback callback, gpointer data);

/* ---- from the service ----------------------------------------------------------------------- */

/** FacPulled: one object of a page. Exactly one of customer, product, invoice. @external_id joins it to a local
 * object. */
typedef struct
{
  char        *remote_id;
  char        *external_id;
  FacCustomer *customer;
  FacProduct  *product;
  FacInvoice  *invoice;
  GBytes      *body;
} FacPulled;
/** fac_pulled_free: frees it with all it owns. */
void fac_pulled_free (FacPulled *self);
/** fac_store_merge_page_async: upserts @items (element-type FacPulled) and sets cursor @name to @value in one
 * transaction. Objects with pending local edits keep their fields (invariant 6). */
void  fac_store_merge_page_async (FacStore *self, GPtrArray *items, const char *name, const char *value,
                                  GAsyncReadyCallback callback, gpointer data);
/** fac_store_merge_window_async: likewise, and keeps how far @windows (nullable, element-type FacPullWindow) have come:
 * a page that is done stays done, unless @anew. */
void  fac_store_merge_window_async (FacStore *self, GPtrArray *items, GPtrArray *windows, gboolean anew,
                                    const char *name, const char *value, GAsyncReadyCallback callback, gpointer data);
/** fac_store_windows_async: by list, the newest first. Returns by finish: (element-type FacPullWindow) */
void       fac_store_windows_async  (FacStore *self, GAsyncReadyCallback callback, gpointer data);
/** fac_store_windows_finish: Returns: (transfer full) (nullable) (element-type FacPullWindow) */
GPtrArray *fac_store_windows_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_remote_ids_async: the service's ids of what a window of @list holds here, of objects without edits or
 * operations; @from, @to: microseconds UTC, 0 open; @limit of them that come after @after, G_MININT64 at first, then
 * what finish says in @last (nullable). fac_store_moving_ids_async: of documents that the service or the SAT is still
 * at work on, the newest @limit. Both leave out issued documents that the service denied at @denied or later. Return
 * by finish: (element-type utf8) */
void       fac_store_remote_ids_async  (FacStore *self, FacPullList list, gint64 from, gint64 to, gint64 after,
                                        gint64 denied, guint limit, GAsyncReadyCallback callback, gpointer data);
/** fac_store_moving_ids_async: see above; ends with fac_store_remote_ids_finish(). */
void       fac_store_moving_ids_async  (FacStore *self, gint64 denied, guint limit, GAsyncReadyCallback callback,
                                        gpointer data);
/** fac_store_remote_ids_finish: for both. Returns: (transfer full) (nullable) (element-type utf8) */
GPtrArray *fac_store_remote_ids_finish (FacStore *self, GAsyncResult *result, gint64 *last, GError **error);
/** fac_store_count_remote_async: how many documents the service has too, as far as is known here. */
void       fac_store_count_remote_async  (FacStore *self, GAsyncReadyCallback callback, gpointer data);
/** fac_store_count_remote_finish: Returns: 0 with @error */
guint      fac_store_count_remote_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_remove_gone_async: the service no longer has @remote_ids: what is untouched here vanishes; what has edits
 * becomes a conflict; what was issued stays, for it is the person's proof, and its history says when it was denied
 * last. */
void       fac_store_remove_gone_async (FacStore *self, FacEntity entity, GPtrArray *remote_ids,
                                        GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_cursor_async: reads what a merged page kept under @name. */
void  fac_store_get_cursor_async  (FacStore *self, const char *name, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_cursor_finish: Returns: (transfer full) (nullable): %NULL without @error when nothing was kept */
char *fac_store_get_cursor_finish (FacStore *self, GAsyncResult *result, GError **error);

/**
 * FacStoreMerge: what is to be done with an update or a deletion after the service was read (design/sync.md invariant
 * 6). SEND: the payload may leave; DONE: the service has it already, acknowledge; CONFLICT: kept for the person, the
 * operation waits.
 */
typedef enum { FAC_STORE_MERGE_SEND, FAC_STORE_MERGE_DONE, FAC_STORE_MERGE_CONFLICT } FacStoreMerge;
/**
 * fac_store_merge_remote_async: merges field by field, in one transaction, what is here with what the service has,
 * before the UPDATE or DELETE @entry_id leaves. Edits made here since it was claimed go with it.
 * @theirs: (transfer full) (nullable): %NULL: it is gone there; @base: (transfer full) (nullable): the object in the
 * body last received
 */
void     fac_store_merge_remote_async  (FacStore *self, gint64 entry_id, FacPulled *theirs, FacPulled *base,
                                        GAsyncReadyCallback callback, gpointer data);
/** fac_store_merge_remote_finish: @payload (out) (nullable): what is to be sent now. */
gboolean fac_store_merge_remote_finish (FacStore *self, GAsyncResult *result, FacStoreMerge *outcome, GBytes **payload,
                                        GError **error);

/** fac_store_get_conflict_async: Returns by finish: (transfer full) (nullable): %NULL without error when there is
 * none */
void         fac_store_get_conflict_async  (FacStore *self, FacEntity entity, const char *id, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_conflict_finish: Returns: (transfer full) (nullable): %NULL without @error when there is none */
FacConflict *fac_store_get_conflict_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_conflict_ids_async: Returns by finish: (transfer full) (element-type utf8): local ids of all that wait for
 * a decision */
void         fac_store_conflict_ids_async  (FacStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                            gpointer data);
/** fac_store_conflict_ids_finish: Returns: (transfer full) (nullable) (element-type utf8) */
GPtrArray   *fac_store_conflict_ids_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_resolve_conflict_async: the person decided. @resolved: (nullable): the content that both sides shall have,
 * which goes to the service next (made anew where it is gone there); %NULL: neither side shall have it. @leaves_at: not
 * before this time, so that it can be taken back; 0: at once. _NOT_FOUND when there is no conflict. */
void         fac_store_resolve_conflict_async (FacStore *self, FacEntity entity, const char *id, GBytes *resolved,
                                               gint64 leaves_at, GAsyncReadyCallback callback, gpointer data);
/** fac_store_reopen_conflict_async: takes a decision back while nothing of it has left: @conflict as it was read.
 * _STATE else. */
void         fac_store_reopen_conflict_async  (FacStore *self, const FacConflict *conflict,
                                               GAsyncReadyCallback callback, gpointer data);

/* ---- sales ---------------------------------------------------------------------------------- */

/** fac_store_get_product_figures_async: what the stored documents say of the product with local @id, with at most
 * @limit sales and drafts; other reading gets its turn while many are counted. */
void               fac_store_get_product_figures_async  (FacStore *self, const char *id, guint limit,
                                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                                         gpointer data);
/** fac_store_get_product_figures_finish: Returns: (transfer full) (nullable) */
FacProductFigures *fac_store_get_product_figures_finish (FacStore *self, GAsyncResult *result, GError **error);

/** FacUnreadLines: a document whose lines were never taken out of what is kept of it. @content: (nullable): its
 * variant, when it was written here; @body: (nullable): the service's JSON, packed by fac_body_pack() */
typedef struct
{
  gint64  document;
  GBytes *content;
  GBytes *body;
} FacUnreadLines;
/** fac_unread_lines_free: frees it with all it owns. */
void fac_unread_lines_free (FacUnreadLines *self);
/** fac_store_unread_lines_async: at most @limit of them. Returns by finish: (element-type FacUnreadLines) */
void       fac_store_unread_lines_async  (FacStore *self, guint limit, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer data);
/** fac_store_unread_lines_finish: Returns: (transfer full) (nullable) (element-type FacUnreadLines) */
GPtrArray *fac_store_unread_lines_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_put_lines_async: the lines of @unread (element-type FacUnreadLines) are those of @invoices (element-type
 * FacInvoice, NULL where nothing could be read); documents that were written again meanwhile are left alone. */
void       fac_store_put_lines_async     (FacStore *self, GPtrArray *unread, GPtrArray *invoices,
                                          GAsyncReadyCallback callback, gpointer data);

/** fac_store_refresh_words_async: the words of the index of at most @limit products and customers that an earlier
 * version wrote. */
void       fac_store_refresh_words_async  (FacStore *self, guint limit, GAsyncReadyCallback callback, gpointer data);
/** fac_store_refresh_words_finish: Returns: whether there may be more */
gboolean   fac_store_refresh_words_finish (FacStore *self, GAsyncResult *result, GError **error);

/* ---- receivables ---------------------------------------------------------------------------- */

/** fac_store_get_receivables_async: what is not paid, by currency and age at @now, and what else wants attention. */
void            fac_store_get_receivables_async  (FacStore *self, gint64 now, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_receivables_finish: Returns: (transfer full) (nullable) */
FacReceivables *fac_store_get_receivables_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_get_open_invoices_async: the invoices that a payment of the customer with local @customer_id (nullable)
 * can pay, oldest first, and those that the payment with local id @payment_id (nullable) pays already. Neither that one
 * nor what it replaces (relation 04) is counted. Their taxes are not known. */
void            fac_store_get_open_invoices_async  (FacStore *self, const char *customer_id, const char *payment_id,
                                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                                    gpointer data);
/** fac_store_get_open_invoices_finish: Returns: (transfer full) (nullable) (element-type FacOpenInvoice) */
GPtrArray      *fac_store_get_open_invoices_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_get_balance_async: the balance of the document with local @id. */
void            fac_store_get_balance_async  (FacStore *self, const char *id, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_balance_finish: Returns: (transfer full) (nullable) (element-type FacOpenInvoice): one; none when it
 * is no stamped invoice in instalments */
GPtrArray      *fac_store_get_balance_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_get_differences_async: the invoices, newest first, of which the service says another balance than what is
 * stored here explains. */
void            fac_store_get_differences_async  (FacStore *self, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_differences_finish: Returns: (transfer full) (nullable) (element-type FacOpenInvoice) */
GPtrArray      *fac_store_get_differences_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_put_told_async: the service says that @told of the invoice with local @id is not paid. While a payment of
 * it is on its way that is not kept. */
void            fac_store_put_told_async (FacStore *self, const char *id, FacDecimal told,
                                          GAsyncReadyCallback callback, gpointer data);

/* ---- relations ------------------------------------------------------------------------------ */

/** fac_store_get_related_async: what the document names, and what names or pays it. */
void       fac_store_get_related_async  (FacStore *self, const char *document_id, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_related_finish: Returns: (transfer full) (nullable) (element-type FacRelatedDocument) */
GPtrArray *fac_store_get_related_finish (FacStore *self, GAsyncResult *result, GError **error);

/* ---- files ---------------------------------------------------------------------------------- */

/** fac_store_save_xml_async: verifies @xml against @uuid, writes xml/YYYY/MM/UUID.xml durably, records its hash, clears
 * "falta XML". */
void    fac_store_save_xml_async (FacStore *self, const char *document_id, GBytes *xml, GAsyncReadyCallback callback,
                                  gpointer data);
/** fac_store_get_xml_async: Returns by finish: (nullable): NULL without error when it is still owed */
void    fac_store_get_xml_async  (FacStore *self, const char *document_id, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_xml_finish: Returns: (transfer full) (nullable): %NULL without @error while it is owed */
GBytes *fac_store_get_xml_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_owed_xml_async: documents (id, remote id, uuid in FacDocumentSummary) without XML, newest first, at most
 * @limit. */
void       fac_store_owed_xml_async  (FacStore *self, guint limit, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer data);
/** fac_store_owed_xml_finish: Returns: (transfer full) (nullable) (element-type FacDocumentSummary) */
GPtrArray *fac_store_owed_xml_finish (FacStore *self, GAsyncResult *result, GError **error);

/** fac_store_save_owed_xml_async: as save_xml, for the document with this @uuid whose XML is owed; _NOT_FOUND when none
 * is. */
void       fac_store_save_owed_xml_async (FacStore *self, const char *uuid, GBytes *xml, GAsyncReadyCallback callback,
                                          gpointer data);
/** fac_store_archive_async: @invoice, issued elsewhere and read from @xml, is kept among the issued ones as it is, and
 * its XML with it; nothing is sent. A document with its folio fiscal that is here already stays. Ends with
 * fac_store_write_finish(). */
void       fac_store_archive_async (FacStore *self, FacInvoice *invoice, GBytes *xml, GAsyncReadyCallback callback,
                                    gpointer data);
/** FacOwedMonth: how many documents of one month lack their XML. */
typedef struct { int year, month; guint count; } FacOwedMonth;
/** FAC_STORE_MONTH_OFFSET: the zone by which a month ends, which is that of most of Mexico. */
#define FAC_STORE_MONTH_OFFSET "-06:00"
/** fac_store_owed_months_async: months of which at least @least documents lack their XML, newest first. */
void       fac_store_owed_months_async   (FacStore *self, guint least, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer data);
/** fac_store_owed_months_finish: Returns: (transfer full) (nullable) (element-type FacOwedMonth) */
GArray    *fac_store_owed_months_finish  (FacStore *self, GAsyncResult *result, GError **error);

/** fac_store_save_acuse_async: the receipt of a cancellation: verifies that @xml is about the document, writes
 * acuse/YYYY/MM/UUID.xml and, with @pdf (nullable), UUID.pdf beside it, durably. */
void       fac_store_save_acuse_async (FacStore *self, const char *document_id, GBytes *xml, GBytes *pdf,
                                       GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_acuse_async: XML, or with @pdf the PDF. Returns by finish: (nullable): NULL without error when it is
 * not here */
void       fac_store_get_acuse_async  (FacStore *self, const char *document_id, gboolean pdf, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_acuse_finish: Returns: (transfer full) (nullable): %NULL without @error when it is not here */
GBytes    *fac_store_get_acuse_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_owed_acuse_async: as owed_xml: cancelled documents without their receipt. */
void       fac_store_owed_acuse_async (FacStore *self, guint limit, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer data);
/** fac_store_owed_acuse_finish: Returns: (transfer full) (nullable) (element-type FacDocumentSummary) */
GPtrArray *fac_store_owed_acuse_finish (FacStore *self, GAsyncResult *result, GError **error);

/** fac_store_newest_issued_async: the newest @limit issued documents that the service has, newest first, with their
 * status. */
void       fac_store_newest_issued_async  (FacStore *self, guint limit, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer data);
/** fac_store_newest_issued_finish: Returns: (transfer full) (nullable) (element-type FacDocumentSummary) */
GPtrArray *fac_store_newest_issued_finish (FacStore *self, GAsyncResult *result, GError **error);

/** fac_store_count_owed_async: how many XML and receipts of cancellations are lacking. Finish: -1 with @error */
void       fac_store_count_owed_async  (FacStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer data);
/** fac_store_count_owed_finish: Returns: −1 with @error */
gint64     fac_store_count_owed_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_check_files_async: looks at the files of @limit issued documents from the newest known on, or from @before
 * (the last page's @next, 0 first); @thorough reads and verifies each. Few at a time: other reading waits meanwhile.
 * Changes nothing. */
void         fac_store_check_files_async  (FacStore *self, gint64 before, guint limit, gboolean thorough,
                                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_store_check_files_finish: Returns: (transfer full) (nullable) */
FacFilePage *fac_store_check_files_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_repair_files_async: @findings (element-type FacFileFinding) that still hold are owed from now on; what was
 * altered is set aside as ….altered. */
void         fac_store_repair_files_async (FacStore *self, GPtrArray *findings, GAsyncReadyCallback callback,
                                           gpointer data);

/* ---- catalogue cache ------------------------------------------------------------------------ */

/** fac_store_cache_catalog_async: keeps copies of @entries (element-type FacCatalogEntry) that the service answered,
 * for work without network. */
void       fac_store_cache_catalog_async   (FacStore *self, const char *catalog, GPtrArray *entries,
                                            GAsyncReadyCallback callback, gpointer data);
/** fac_store_search_catalog_async: what was kept of @catalog, by key or words of @text, at most @limit. */
void       fac_store_search_catalog_async  (FacStore *self, const char *catalog, const char *text, guint limit,
                                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_store_search_catalog_finish: Returns: (transfer full) (nullable) (element-type FacCatalogEntry) */
GPtrArray *fac_store_search_catalog_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_used_keys_async: keys that the organization uses, counted from its newest documents and products. */
void         fac_store_used_keys_async  (FacStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer data);
/** fac_store_used_keys_finish: Returns: (transfer full) (nullable) */
FacUsedKeys *fac_store_used_keys_finish (FacStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
