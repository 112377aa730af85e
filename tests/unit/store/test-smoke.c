/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

/* A customer, a product and an invoice on their way from the forms to the service and back. */
static void
test_way (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Comercializadora del Bajío", "CBA010101AB1");
  g_autoptr (FacProduct) product = st_product ("Tornillo", "T-1", "12.50");
  g_autoptr (FacInvoice) invoice = st_invoice (customer, "Tornillo", "12.50");
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
  g_autoptr (FacStorePage) page = NULL;
  g_autoptr (FacStorePage) rows = NULL;
  g_autoptr (GArray) keys = NULL;
  const FacDocumentSummary *row;

  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  fac_store_save_product_async (s->store, product, TRUE, ST_GOT);
  st_ok (s);
  fac_store_save_draft_async (s->store, invoice, FALSE, ST_GOT);
  st_ok (s);
  st_assert_outbox (s, "CREATE customer QUEUED, CREATE product QUEUED");
  page = st_first_page (s, query, 10);
  g_assert_cmpuint (page->rows->len, ==, 1);
  g_assert_false (page->more);
  keys = st_keys (s, query);
  g_assert_cmpuint (keys->len, ==, 1);
  rows = st_rows (s, FAC_ENTITY_INVOICE, keys, 0, 1);
  row = g_ptr_array_index (rows->rows, 0);
  g_assert_cmpstr (row->id, ==, invoice->id);
  g_assert_cmpstr (row->customer_name, ==, customer->legal_name);
  g_assert_cmpint (row->status, ==, FAC_STATUS_BORRADOR);
  g_assert_false (row->pending);

  fac_store_queue_stamp_async (s->store, invoice, ST_GOT);
  st_ok (s);
  st_assert_outbox (s, "CREATE customer QUEUED, CREATE product QUEUED, CREATE invoice QUEUED, STAMP invoice QUEUED");
}

static void
answer_all (Fixture *s, FacCustomer *customer, FacProduct *product, FacInvoice *invoice)
{
  static const char *const order[] = { "customer", "product", "create", "stamp" };

  for (int i = 0; i < 4; i++)
    {
      g_autoptr (FacOutboxEntry) entry = st_claim (s, ST_NOW, NULL);
      FacAcknowledgement answer = { 0 };

      g_test_message ("%s", order[i]);
      g_assert_nonnull (entry);
      answer.entry_id = entry->id;
      if (i == 0)
        answer.customer = customer;
      else if (i == 1)
        answer.product = product;
      else
        {
          invoice->status = i == 2 ? FAC_STATUS_BORRADOR : FAC_STATUS_TIMBRADA;
          answer.invoice = invoice;
        }
      fac_store_acknowledge_async (s->store, &answer, ST_GOT);
      st_ok (s);
    }
}

static void
test_reopen (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Comercializadora del Bajío", "CBA010101AB1");
  g_autoptr (FacProduct) product = st_product ("Tornillo", "T-1", "12.50");
  g_autoptr (FacInvoice) invoice = st_invoice (customer, "Tornillo", "12.50");
  g_autoptr (FacCustomer) customer_there = st_remote_customer (customer, "c1");
  g_autoptr (FacProduct) product_there = st_remote_product (product, "p1");
  g_autoptr (FacInvoice) invoice_there = st_remote_invoice (invoice, "i1", FAC_STATUS_BORRADOR);
  g_autoptr (FacCustomer) customer_here = NULL;
  g_autoptr (FacProduct) product_here = NULL;
  g_autoptr (FacInvoice) invoice_here = NULL;

  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  fac_store_save_product_async (s->store, product, TRUE, ST_GOT);
  st_ok (s);
  fac_store_queue_stamp_async (s->store, invoice, ST_GOT);
  st_ok (s);
  fac_set_string (&invoice_there->uuid, "3F2504E0-4F89-41D3-9A0C-0305E82C3301");
  invoice_there->stamped_at = ST_NOW;
  answer_all (s, customer_there, product_there, invoice_there);
  st_assert_outbox (s, "");

  st_reopen (s);
  customer_here = st_get_customer (s, customer->id);
  product_here = st_get_product (s, product->id);
  invoice_here = st_get_invoice (s, invoice->id);
  g_assert_cmpstr (customer_here->remote_id, ==, "c1");
  g_assert_true (fac_customer_equal_content (customer_here, customer));
  g_assert_cmpstr (product_here->remote_id, ==, "p1");
  g_assert_true (fac_product_equal_content (product_here, product));
  g_assert_cmpstr (invoice_here->remote_id, ==, "i1");
  g_assert_cmpstr (invoice_here->uuid, ==, invoice_there->uuid);
  g_assert_cmpint (invoice_here->status, ==, FAC_STATUS_TIMBRADA);
  g_assert_true (fac_invoice_equal_content (invoice_here, invoice));
  st_check_indexes (s);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/smoke/way", test_way);
  g_test_add_func ("/store/smoke/reopen", test_reopen);
  return g_test_run ();
}
