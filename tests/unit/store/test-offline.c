/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "fac-ids.h"
#include "fac-invoice-merge.h"

/* One letter is one act of the person on one customer, or the service's answer to it. */
typedef struct
{
  const char *acts;   /* a add, l add without sending, e edit, d delete, u undelete, c claim, k acknowledge, h likewise: the
                         service had it, r refuse, R reopen */
  const char *outbox;
  int         state;  /* offline_state, -1 gone */
  gboolean    seen;   /* in the list */
} Script;

static const Script scripts[] = {
  { "l", "", 1, TRUE },
  { "le", "CREATE customer QUEUED", 1, TRUE },
  { "a", "CREATE customer QUEUED", 1, TRUE },
  { "ae", "CREATE customer QUEUED", 1, TRUE },
  { "aeee", "CREATE customer QUEUED", 1, TRUE },
  { "ad", "", 3, FALSE },
  { "adR", "", -1, FALSE },
  { "aed", "", 3, FALSE },
  { "adu", "CREATE customer QUEUED", 1, TRUE },
  { "aduR", "CREATE customer QUEUED", 1, TRUE },
  { "adue", "CREATE customer QUEUED", 1, TRUE },
  { "ld", "", 3, FALSE },
  { "ldu", "", 1, TRUE },
  { "ac", "CREATE customer CLAIMED", 1, TRUE },
  { "ack", "", 0, TRUE },
  { "acke", "UPDATE customer QUEUED", 2, TRUE },
  { "ackee", "UPDATE customer QUEUED", 2, TRUE },
  { "ackeck", "", 0, TRUE },
  { "ackd", "DELETE customer QUEUED", 3, FALSE },
  { "ackdR", "DELETE customer QUEUED", 3, FALSE },
  { "ackdu", "", 0, TRUE },
  { "acked", "DELETE customer QUEUED", 3, FALSE },
  { "ackedu", "UPDATE customer QUEUED", 2, TRUE },
  { "ackdck", "", -1, FALSE },
  { "ackedck", "", -1, FALSE },
  /* while a request is under way */
  { "ace", "CREATE customer CLAIMED, UPDATE customer QUEUED", 1, TRUE },
  { "acee", "CREATE customer CLAIMED, UPDATE customer QUEUED", 1, TRUE },
  { "acek", "UPDATE customer QUEUED", 2, TRUE },
  { "acekck", "", 0, TRUE },
  { "acd", "CREATE customer CLAIMED, DELETE customer QUEUED", 3, FALSE },
  { "acdk", "DELETE customer QUEUED", 3, FALSE },
  { "acdkck", "", -1, FALSE },
  { "acdr", "", 3, FALSE },
  { "acdrR", "", -1, FALSE },
  { "acdru", "CREATE customer QUEUED", 1, TRUE },
  { "acdu", "CREATE customer CLAIMED", 1, TRUE },
  { "acduk", "", 0, TRUE },
  { "acedu", "CREATE customer CLAIMED, UPDATE customer QUEUED", 1, TRUE },
  { "acR", "CREATE customer UNSURE", 1, TRUE },
  { "acRe", "CREATE customer UNSURE, UPDATE customer QUEUED", 1, TRUE },
  { "acRd", "CREATE customer UNSURE, DELETE customer QUEUED", 3, FALSE },
  /* the service had one of the same data before */
  { "ach", "", 0, TRUE },
  { "aceh", "UPDATE customer QUEUED", 2, TRUE },
  { "acdh", "", 0, TRUE },
  { "acedh", "UPDATE customer QUEUED", 2, TRUE },
  { "achd", "DELETE customer QUEUED", 3, FALSE },
  /* refused */
  { "ackecdr", "DELETE customer QUEUED", 3, FALSE },
  { "ackecdru", "UPDATE customer QUEUED", 2, TRUE },
  { "acr", "CREATE customer REFUSED", 1, TRUE },
  { "acre", "CREATE customer QUEUED", 1, TRUE },
  { "acrd", "", 3, FALSE },
  { "ackecr", "UPDATE customer REFUSED", 2, TRUE },
  { "ackecre", "UPDATE customer QUEUED", 2, TRUE },
  { "ackecrd", "DELETE customer QUEUED", 3, FALSE },
};

typedef struct
{
  Fixture     *s;
  FacCustomer *customer;
  gint64       claimed;
  guint        edits;
} Player;

static void
edit (Player *p, gboolean send)
{
  g_autofree char *name = g_strdup_printf ("Cliente %u", ++p->edits);
  FacCustomer *copy = fac_customer_copy (p->customer);

  fac_set_string (&copy->legal_name, name);
  fac_customer_unref (p->customer);
  p->customer = copy;
  fac_store_save_customer_async (p->s->store, copy, send, ST_GOT);
  st_ok (p->s);
}

static void
acknowledge (Player *p, gboolean had)
{
  g_autoptr (FacCustomer) theirs = NULL;
  g_autoptr (GPtrArray) entries = st_outbox (p->s);
  g_autoptr (GVariant) sent = NULL;
  const FacOutboxEntry *entry = g_ptr_array_index (entries, 0);
  FacAcknowledgement answer = { .entry_id = p->claimed, .had = had };

  g_assert_cmpint (entry->id, ==, p->claimed);
  if (entry->verb != FAC_OUTBOX_DELETE)
    {
      sent = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_VARDICT, entry->payload,
                                                           FALSE));
      theirs = fac_customer_from_variant (sent);
      fac_set_string (&theirs->remote_id, "c1");
    }
  answer.customer = theirs;
  fac_store_acknowledge_async (p->s->store, &answer, ST_GOT);
  st_ok (p->s);
}

static void
act (Player *p, char what)
{
  FacStore *store = p->s->store;

  if (what == 'a' || what == 'e' || what == 'l')
    edit (p, what != 'l');
  else if (what == 'd')
    {
      fac_store_delete_async (store, FAC_ENTITY_CUSTOMER, p->customer->id, 0, ST_GOT);
      st_ok (p->s);
    }
  else if (what == 'u')
    {
      fac_store_undelete_async (store, FAC_ENTITY_CUSTOMER, p->customer->id, ST_GOT);
      st_ok (p->s);
    }
  else if (what == 'c')
    {
      g_autoptr (FacOutboxEntry) entry = st_claim (p->s, ST_NOW, NULL);

      g_assert_nonnull (entry);
      p->claimed = entry->id;
    }
  else if (what == 'k' || what == 'h')
    acknowledge (p, what == 'h');
  else if (what == 'r')
    {
      fac_store_refuse_async (store, p->claimed, "invalid", "legal_name", "No", "log", ST_GOT);
      st_ok (p->s);
    }
  else
    {
      g_assert_cmpint (what, ==, 'R');
      st_reopen (p->s);
    }
}

static void
test_script (gconstpointer data)
{
  const Script *script = data;
  g_autoptr (Fixture) s = st_new ();
  Player p = { s, st_customer ("Cliente", "XAXX010101000"), 0, 0 };
  g_autoptr (FacCustomer) found = NULL;

  for (const char *what = script->acts; *what != 0; what++)
    act (&p, *what);
  st_assert_outbox (s, script->outbox);
  g_assert_cmpint (st_sql (s, "SELECT offline_state FROM customers"), ==, script->state);
  g_assert_cmpuint (st_search (s, FAC_ENTITY_CUSTOMER, NULL), ==, script->seen ? 1 : 0);
  g_assert_cmpuint (st_search (s, FAC_ENTITY_CUSTOMER, "cliente"), ==, script->seen ? 1 : 0);
  found = st_get_customer (s, p.customer->id);
  g_assert_true ((found != NULL) == script->seen);
  if (found != NULL) /* nothing typed is lost */
    g_assert_true (fac_customer_equal_content (found, p.customer));
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM bases"), ==, script->state == 2
                   || (script->state == 3 && strstr (script->acts, "ke") != NULL) ? 1 : 0);
  st_check_indexes (s);
  fac_customer_unref (p.customer);
}

/* the same rules hold for products */
static void
test_product (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacProduct) product = st_product ("Tuerca", "T-2", "3.10");
  g_autoptr (FacProduct) edited = fac_product_copy (product);
  g_autoptr (FacProduct) theirs = st_remote_product (product, "p1");
  g_autoptr (FacProduct) found = NULL;
  g_autoptr (FacOutboxEntry) first = NULL;
  g_autoptr (FacOutboxEntry) second = NULL;
  FacAcknowledgement answer = { .product = theirs };

  fac_set_string (&edited->barcode, "7501031311309");
  fac_store_save_product_async (s->store, product, TRUE, ST_GOT);
  st_ok (s);
  first = st_claim (s, ST_NOW, NULL);
  fac_store_save_product_async (s->store, edited, TRUE, ST_GOT);
  st_ok (s);
  answer.entry_id = first->id;
  fac_store_acknowledge_async (s->store, &answer, ST_GOT);
  st_ok (s);
  st_assert_outbox (s, "UPDATE product QUEUED");
  second = st_claim (s, ST_NOW, NULL);
  g_assert_cmpstr (second->remote_id, ==, "p1");
  answer.entry_id = second->id;
  fac_store_acknowledge_async (s->store, &answer, ST_GOT);
  st_ok (s);
  found = st_get_product (s, product->id);
  g_assert_cmpstr (found->barcode, ==, "7501031311309"); /* stays on this machine */
  fac_store_delete_async (s->store, FAC_ENTITY_PRODUCT, product->id, 0, ST_GOT);
  st_ok (s);
  fac_store_undelete_async (s->store, FAC_ENTITY_PRODUCT, product->id, ST_GOT);
  st_ok (s);
  st_assert_outbox (s, "");
  g_assert_cmpint (st_sql (s, "SELECT offline_state FROM products"), ==, 0);
  st_check_indexes (s);
}

static void
test_replaced (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Uno", "XAXX010101000");
  g_autoptr (FacCustomer) edited = st_customer ("Dos", "XAXX010101000");
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) same = NULL;
  g_autoptr (GPtrArray) after = NULL;
  const FacOutboxEntry *a, *b, *c;

  fac_set_string (&edited->id, customer->id);
  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  before = st_outbox (s);
  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  same = st_outbox (s);
  fac_store_save_customer_async (s->store, edited, TRUE, ST_GOT);
  st_ok (s);
  after = st_outbox (s);
  g_assert_cmpuint (same->len, ==, 1);
  g_assert_cmpuint (after->len, ==, 1);
  a = g_ptr_array_index (before, 0);
  b = g_ptr_array_index (same, 0);
  c = g_ptr_array_index (after, 0);
  g_assert_true (fac_id_is_uuid (a->idempotency_key));
  g_assert_cmpstr (a->idempotency_key, ==, b->idempotency_key);
  g_assert_cmpstr (a->idempotency_key, !=, c->idempotency_key);
  g_assert_cmpstr (a->payload_hash, !=, c->payload_hash);
  g_assert_cmpint (a->id, ==, c->id);
  g_assert_cmpstr (c->title, ==, "Dos");
  g_assert_cmpint (a->created_at, ==, ST_NOW);
}

/* Saving once more what is under way sends nothing twice. */
static void
test_same_in_flight (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Uno", "XAXX010101000");
  g_autoptr (FacOutboxEntry) entry = NULL;

  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  entry = st_claim (s, ST_NOW, NULL);
  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  st_assert_outbox (s, "CREATE customer CLAIMED");
}

/* ---- documents ------------------------------------------------------------------------------- */

static void
queue_stamp (Fixture *s, FacInvoice *invoice)
{
  fac_store_queue_stamp_async (s->store, invoice, ST_GOT);
  st_ok (s);
}

static FacDocumentStatus
status_of (Fixture *s, const FacInvoice *invoice)
{
  g_autoptr (FacInvoice) found = st_get_invoice (s, invoice->id);

  g_assert_nonnull (found);
  return found->status;
}

static void
test_waits (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Cliente", "CBA010101AB1");
  g_autoptr (FacInvoice) invoice = st_invoice (customer, "Uno", "10");
  g_autoptr (FacOutboxEntry) first = NULL;
  g_autoptr (FacOutboxEntry) none = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const FacOutboxEntry *of_customer, *of_create, *of_stamp;

  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  queue_stamp (s, invoice);
  entries = st_outbox (s);
  g_assert_cmpuint (entries->len, ==, 3);
  of_customer = g_ptr_array_index (entries, 0);
  of_create = g_ptr_array_index (entries, 1);
  of_stamp = g_ptr_array_index (entries, 2);
  g_assert_cmpint (of_stamp->verb, ==, FAC_OUTBOX_STAMP);
  g_assert_cmpuint (of_create->n_waits_for, ==, 1);
  g_assert_cmpint (of_create->waits_for[0], ==, of_customer->id);
  g_assert_cmpuint (of_stamp->n_waits_for, ==, 2);
  g_assert_cmpint (of_stamp->waits_for[0], ==, of_customer->id);
  g_assert_cmpint (of_stamp->waits_for[1], ==, of_create->id);
  first = st_claim (s, ST_NOW, NULL);
  g_assert_cmpint (first->id, ==, of_customer->id);
  none = st_claim (s, ST_NOW, NULL);
  g_assert_null (none);
  g_assert_cmpint (status_of (s, invoice), ==, FAC_STATUS_EN_COLA);
  /* what is needed is not deleted */
  fac_store_delete_async (s->store, FAC_ENTITY_CUSTOMER, customer->id, 0, ST_GOT);
  st_refused (s, FAC_STORE_ERROR_STATE);
}

static void
test_unqueue (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacInvoice) invoice = st_invoice (NULL, "Uno", "10");
  g_autoptr (FacOutboxEntry) create = NULL;
  g_autoptr (FacOutboxEntry) stamp = NULL;
  g_autoptr (FacInvoice) draft_there = st_remote_invoice (invoice, "i1", FAC_STATUS_BORRADOR);

  queue_stamp (s, invoice);
  fac_store_save_draft_async (s->store, invoice, TRUE, ST_GOT);
  st_refused (s, FAC_STORE_ERROR_STATE);
  fac_store_delete_async (s->store, FAC_ENTITY_INVOICE, invoice->id, 0, ST_GOT);
  st_refused (s, FAC_STORE_ERROR_STATE);
  st_changed (s, 0, NULL);
  fac_store_unqueue_async (s->store, invoice->id, ST_GOT);
  st_ok (s);
  g_assert_true (st_changed (s, FAC_ENTITY_INVOICE, invoice->id));
  g_assert_cmpint (status_of (s, invoice), ==, FAC_STATUS_BORRADOR);
  st_assert_outbox (s, "CREATE invoice QUEUED");
  queue_stamp (s, invoice);
  st_assert_outbox (s, "CREATE invoice QUEUED, STAMP invoice QUEUED");
  create = st_claim (s, ST_NOW, NULL);
  g_assert_cmpint (status_of (s, invoice), ==, FAC_STATUS_EN_COLA);
  st_acknowledge_invoice (s, create->id, draft_there);
  g_assert_cmpint (status_of (s, invoice), ==, FAC_STATUS_EN_COLA);
  stamp = st_claim (s, ST_NOW, NULL);
  g_assert_cmpint (stamp->verb, ==, FAC_OUTBOX_STAMP);
  g_assert_cmpstr (stamp->remote_id, ==, "i1");
  g_assert_cmpint (status_of (s, invoice), ==, FAC_STATUS_ENVIANDOSE);
  fac_store_unqueue_async (s->store, invoice->id, ST_GOT);
  st_refused (s, FAC_STORE_ERROR_STATE);
  /* it never arrived: back in the queue, and out of it again */
  fac_store_postpone_async (s->store, stamp->id, FAC_OUTBOX_QUEUED, ST_NOW + 5, ST_NOW, NULL, NULL,
                            NULL, ST_GOT);
  st_ok (s);
  g_assert_cmpint (status_of (s, invoice), ==, FAC_STATUS_EN_COLA);
  fac_store_unqueue_async (s->store, invoice->id, ST_GOT);
  st_ok (s);
  st_assert_outbox (s, "");
}

static void
test_refused (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacInvoice) invoice = st_invoice (NULL, "Uno", "10");
  g_autoptr (FacInvoice) edited = fac_invoice_copy (invoice);
  g_autoptr (FacInvoice) draft_there = st_remote_invoice (invoice, "i1", FAC_STATUS_BORRADOR);
  g_autoptr (FacOutboxEntry) create = NULL;
  g_autoptr (FacOutboxEntry) stamp = NULL;
  g_autoptr (FacOutboxEntry) update = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const FacOutboxEntry *refused;

  queue_stamp (s, invoice);
  create = st_claim (s, ST_NOW, NULL);
  st_acknowledge_invoice (s, create->id, draft_there);
  stamp = st_claim (s, ST_NOW, NULL);
  fac_store_refuse_async (s->store, stamp->id, "CFDI40147", "customer.address.zip",
                          "El código postal…", "log-1", ST_GOT);
  st_ok (s);
  g_assert_cmpint (status_of (s, invoice), ==, FAC_STATUS_NO_TIMBRADA);
  entries = st_outbox (s);
  refused = g_ptr_array_index (entries, 0);
  g_assert_cmpint (refused->state, ==, FAC_OUTBOX_REFUSED);
  g_assert_cmpstr (refused->error_code, ==, "CFDI40147");
  g_assert_cmpstr (refused->error_path, ==, "customer.address.zip");
  g_assert_cmpstr (refused->error_message, ==, "El código postal…");
  g_assert_cmpstr (refused->error_log_id, ==, "log-1");
  /* corrected and asked for again */
  fac_set_string (&edited->conditions, "30 días");
  fac_store_save_draft_async (s->store, edited, FALSE, ST_GOT);
  st_ok (s);
  st_assert_outbox (s, "STAMP invoice REFUSED");
  queue_stamp (s, edited);
  st_assert_outbox (s, "UPDATE invoice QUEUED, STAMP invoice QUEUED");
  g_assert_cmpint (status_of (s, invoice), ==, FAC_STATUS_EN_COLA);
  update = st_claim (s, ST_NOW, NULL);
  g_assert_cmpint (update->verb, ==, FAC_OUTBOX_UPDATE);
}

/* A draft that the service refuses takes its stamp with it. */
static void
test_refused_create (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacInvoice) invoice = st_invoice (NULL, "Uno", "10");
  g_autoptr (FacOutboxEntry) create = NULL;

  queue_stamp (s, invoice);
  create = st_claim (s, ST_NOW, NULL);
  fac_store_refuse_async (s->store, create->id, "invalid", "items", "No", NULL, ST_GOT);
  st_ok (s);
  st_assert_outbox (s, "CREATE invoice REFUSED");
  g_assert_cmpint (status_of (s, invoice), ==, FAC_STATUS_NO_TIMBRADA);
  queue_stamp (s, invoice);
  st_assert_outbox (s, "CREATE invoice QUEUED, STAMP invoice QUEUED");
  /* a refused entry can also be given up: the draft stays */
  create = (fac_outbox_entry_unref (create), st_claim (s, ST_NOW, NULL));
  fac_store_refuse_async (s->store, create->id, "invalid", "items", "No", NULL, ST_GOT);
  st_ok (s);
  fac_store_discard_async (s->store, create->id, ST_GOT);
  st_ok (s);
  st_assert_outbox (s, "");
  g_assert_cmpuint (st_search (s, FAC_ENTITY_INVOICE, "uno"), ==, 1);
  g_assert_cmpint (status_of (s, invoice), ==, FAC_STATUS_NO_TIMBRADA);
  fac_store_delete_async (s->store, FAC_ENTITY_INVOICE, invoice->id, 0, ST_GOT);
  st_ok (s);
  g_assert_cmpuint (st_search (s, FAC_ENTITY_INVOICE, "uno"), ==, 0);
  st_reopen (s);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM documents"), ==, 0);
  st_check_indexes (s);
}

static void
test_deleted_draft (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacInvoice) invoice = st_invoice (NULL, "Único", "10");
  g_autoptr (FacInvoice) there = st_remote_invoice (invoice, "i1", FAC_STATUS_BORRADOR);
  g_autoptr (FacOutboxEntry) create = NULL;
  g_autoptr (FacOutboxEntry) removal = NULL;
  FacAcknowledgement answer = { .removed = TRUE };

  fac_store_save_draft_async (s->store, invoice, TRUE, ST_GOT);
  st_ok (s);
  create = st_claim (s, ST_NOW, NULL);
  fac_store_delete_async (s->store, FAC_ENTITY_INVOICE, invoice->id, 0, ST_GOT);
  st_ok (s);
  g_assert_cmpuint (st_search (s, FAC_ENTITY_INVOICE, "unico"), ==, 0);
  st_acknowledge_invoice (s, create->id, there);
  g_assert_cmpuint (st_search (s, FAC_ENTITY_INVOICE, NULL), ==, 0);
  st_assert_outbox (s, "DELETE invoice QUEUED");
  fac_store_undelete_async (s->store, FAC_ENTITY_INVOICE, invoice->id, ST_GOT);
  st_ok (s);
  st_assert_outbox (s, "");
  g_assert_cmpuint (st_search (s, FAC_ENTITY_INVOICE, "unico"), ==, 1);
  st_check_indexes (s);
  fac_store_delete_async (s->store, FAC_ENTITY_INVOICE, invoice->id, 0, ST_GOT);
  st_ok (s);
  removal = st_claim (s, ST_NOW, NULL);
  fac_store_undelete_async (s->store, FAC_ENTITY_INVOICE, invoice->id, ST_GOT);
  st_refused (s, FAC_STORE_ERROR_STATE); /* it has left */
  answer.entry_id = removal->id;
  fac_store_acknowledge_async (s->store, &answer, ST_GOT);
  st_ok (s);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM documents"), ==, 0);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM bodies"), ==, 0);
  st_check_indexes (s);
}

/* A discarded deletion of an edited object brings its edit back as an edit. */
static void
test_discarded_delete (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Uno", "XAXX010101000");
  g_autoptr (FacCustomer) there = st_remote_customer (customer, "c1");
  g_autoptr (FacCustomer) edited = fac_customer_copy (customer);
  g_autoptr (FacCustomer) found = NULL;
  g_autoptr (FacOutboxEntry) create = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  create = st_claim (s, ST_NOW, NULL);
  st_acknowledge_customer (s, create->id, there);
  fac_set_string (&edited->phone, "7221234567");
  fac_store_save_customer_async (s->store, edited, TRUE, ST_GOT);
  st_ok (s);
  fac_store_delete_async (s->store, FAC_ENTITY_CUSTOMER, customer->id, 0, ST_GOT);
  st_ok (s);
  entries = st_outbox (s);
  g_assert_cmpuint (entries->len, ==, 1);
  fac_store_discard_async (s->store, ((FacOutboxEntry *) g_ptr_array_index (entries, 0))->id,
                           ST_GOT);
  st_ok (s);
  found = st_get_customer (s, customer->id);
  g_assert_cmpstr (found->phone, ==, "7221234567");
  g_assert_cmpint (st_sql (s, "SELECT offline_state FROM customers"), ==, 2);
}

/* the service has the amount alone: "10 %" stays what the person wrote, as long as it is the same discount */
static void
test_percentage (void)
{
  g_autoptr (FacInvoice) mine = st_invoice (NULL, "Uno", "100");
  g_autoptr (FacInvoice) theirs = fac_invoice_copy (mine);
  FacInvoiceLine *typed = mine->lines->pdata[0];
  FacInvoiceLine *there = theirs->lines->pdata[0];
  const FacInvoiceLine *kept;
  g_autoptr (FacInvoice) same = NULL;
  g_autoptr (FacInvoice) other = NULL;

  typed->has_discount_percent = TRUE;
  typed->discount_percent = fac_decimal_from_int (10);
  typed->discount = there->discount = fac_decimal_from_int (10);
  same = fac_invoice_take_theirs (mine, theirs);
  kept = same->lines->pdata[0];
  g_assert_true (kept->has_discount_percent);
  g_assert_true (fac_decimal_equal (kept->discount_percent, typed->discount_percent));
  there->discount = fac_decimal_from_int (20);
  other = fac_invoice_take_theirs (mine, theirs);
  kept = other->lines->pdata[0];
  g_assert_false (kept->has_discount_percent);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *path = g_strconcat ("/store/offline/customer/", scripts[i].acts, NULL);

      g_test_add_data_func (path, &scripts[i], test_script);
    }
  g_test_add_func ("/store/offline/percentage", test_percentage);
  g_test_add_func ("/store/offline/product", test_product);
  g_test_add_func ("/store/offline/replaced", test_replaced);
  g_test_add_func ("/store/offline/same-in-flight", test_same_in_flight);
  g_test_add_func ("/store/offline/waits", test_waits);
  g_test_add_func ("/store/offline/unqueue", test_unqueue);
  g_test_add_func ("/store/offline/refused", test_refused);
  g_test_add_func ("/store/offline/refused-create", test_refused_create);
  g_test_add_func ("/store/offline/deleted-draft", test_deleted_draft);
  g_test_add_func ("/store/offline/discarded-delete", test_discarded_delete);
  return g_test_run ();
}
