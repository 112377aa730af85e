/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-store.h"
#include "fac-test.h"
#include "fac-text.h"

G_BEGIN_DECLS

#define ST_NOW G_GINT64_CONSTANT (1790000000000000) /* September 2026 */
#define ST_DAY (24 * 3600 * G_TIME_SPAN_SECOND)

/** Fixture: a store in a folder of its own with a clock that stands still; @changes: "ENTITY id" of each "changed". */
typedef struct
{
  char         *folder;
  FacStore     *store;
  FacTestClock *clock;
  GPtrArray    *changes;
} Fixture;

Fixture *st_new   (void);
void     st_free  (Fixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, st_free)
void     st_open  (Fixture *self);
void     st_close (Fixture *self);
/** st_reopen: closes and opens again. */
void     st_reopen (Fixture *self);
/** st_open_fails: the code of FAC_STORE_ERROR with which @folder does not open. */
int      st_open_fails (const char *folder);

/** ST_GOT: callback and data of any asynchronous call; st_wait() gives its result, owned by the fixture. */
#define ST_GOT fac_test_got, st_slot ()
GAsyncResult **st_slot (void);
GAsyncResult  *st_wait (void);
/** st_ok, st_refused: end of a writing verb. */
void st_ok      (Fixture *self);
void st_refused (Fixture *self, int code);
/** st_changed: whether "changed" came for it since the last call. */
gboolean st_changed (Fixture *self, FacEntity entity, const char *id);

/** Objects with what a form would hold. (transfer full) */
FacCustomer *st_customer (const char *name, const char *tax_id);
FacProduct  *st_product  (const char *description, const char *sku, const char *price);
FacInvoice  *st_invoice  (const FacCustomer *customer, const char *description, const char *price);
/** As the service would give them back. */
FacCustomer *st_remote_customer (const FacCustomer *customer, const char *remote_id);
FacProduct  *st_remote_product  (const FacProduct *product, const char *remote_id);
FacInvoice  *st_remote_invoice  (const FacInvoice *invoice, const char *remote_id, FacDocumentStatus status);

FacCustomer *st_get_customer (Fixture *self, const char *id); /* NULL: not found */
FacProduct  *st_get_product  (Fixture *self, const char *id);
FacInvoice  *st_get_invoice  (Fixture *self, const char *id);
GPtrArray   *st_outbox       (Fixture *self);
/** st_outbox_text: "CREATE customer QUEUED, …", in order. */
char        *st_outbox_text  (Fixture *self);
void         st_assert_outbox (Fixture *self, const char *text);
FacOutboxEntry *st_claim     (Fixture *self, gint64 now, gint64 *next_due);
void st_acknowledge_customer (Fixture *self, gint64 entry, FacCustomer *customer);
void st_acknowledge_invoice  (Fixture *self, gint64 entry, FacInvoice *invoice);
/** st_pull: a page of the service with @invoice alone comes, as @body. */
void st_pull (Fixture *self, FacInvoice *invoice, const char *body);
FacStorePage *st_first_page  (Fixture *self, FacQuery *query, guint count);
GArray       *st_keys        (Fixture *self, FacQuery *query);
FacStorePage *st_rows        (Fixture *self, FacEntity entity, const GArray *keys, gsize from, gsize n);
/** st_search: how many rows of @entity a text finds. */
guint         st_search      (Fixture *self, FacEntity entity, const char *text);
/** st_sql: the first column of the first row of constant SQL, read by a connection of its own. */
gint64        st_sql         (Fixture *self, const char *sql);
/** st_run: constant SQL that changes something, while the store is closed. */
void          st_run          (Fixture *self, const char *sql);
/** st_check_indexes: FTS integrity-check of all indexes, foreign keys, and what else repeats the documents. */
void          st_check_indexes (Fixture *self);
/** st_check_lines: the lines of what was written here are those of its content, of drafts none. */
void          st_check_lines (Fixture *self);
/** st_check_owed: the files owed by month are those that the documents owe. */
void          st_check_owed (Fixture *self);
/** st_check_figures: what customers owe, and when they were last invoiced, is what a recount of the documents gives. */
void          st_check_figures (Fixture *self);

G_END_DECLS
