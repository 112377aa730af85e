/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

static FacInvoice *
stamped (Fixture *s, const FacCustomer *customer, const char *remote_id, const char *uuid,
         const char *total, const char *due)
{
  g_autoptr (FacInvoice) draft = st_invoice (customer, "Cable", "100.00");
  FacInvoice *invoice = st_remote_invoice (draft, remote_id, FAC_STATUS_TIMBRADA);

  fac_set_string (&invoice->uuid, uuid);
  fac_set_string (&invoice->payment_method, "PPD");
  g_assert_true (fac_decimal_parse (total, -1, &invoice->total));
  invoice->due_known = due != NULL;
  if (due != NULL)
    g_assert_true (fac_decimal_parse (due, -1, &invoice->due));
  invoice->date = ST_NOW - ST_DAY;
  return invoice;
}

static FacCustomer *
saved (Fixture *s, const char *name, const char *tax_id)
{
  FacCustomer *customer = st_customer (name, tax_id);

  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  return customer;
}

static void
assert_balance (Fixture *s, const FacCustomer *customer, const char *text)
{
  g_autoptr (FacCustomer) stored = st_get_customer (s, customer->id);
  g_autofree char *balance = fac_decimal_to_string (stored->balance);

  g_assert_cmpstr (balance, ==, text);
  st_check_indexes (s);
}

static FacInvoice *
payment (const FacCustomer *customer, const char *uuid, gint64 amount)
{
  g_autoptr (FacInvoice) draft = fac_invoice_new (FAC_INVOICE_PAGO);
  FacInvoice *pago;

  draft->customer = fac_customer_copy (customer);
  pago = st_remote_invoice (draft, "pago-1", FAC_STATUS_TIMBRADA);
  fac_set_string (&pago->uuid, "99999999-9999-4999-8999-999999999999");
  pago->date = ST_NOW;
  g_ptr_array_add (pago->paid, fac_paid_new (uuid, fac_decimal_from_int (amount)));
  return pago;
}

#define UUID "AAAAAAAA-1111-4111-8111-111111111111"

static void
test_balance (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacInvoice) first = stamped (s, customer, "r1", UUID, "1160.00", "1160.00");
  g_autoptr (FacInvoice) second = stamped (s, customer, "r2", "B", "50.25", NULL);
  g_autoptr (FacInvoice) again = NULL;
  g_autoptr (FacInvoice) gone = NULL;
  g_autoptr (FacCustomer) stored = NULL;

  st_pull (s, first, "{1}");
  assert_balance (s, customer, "1160.00");
  st_pull (s, second, "{2}");
  assert_balance (s, customer, "1210.25");
  stored = st_get_customer (s, customer->id);
  g_assert_cmpint (stored->last_invoice_at, ==, ST_NOW - ST_DAY);

  again = fac_invoice_copy (first);
  again->due = fac_decimal_from_int (160);
  st_pull (s, again, "{1b}");
  assert_balance (s, customer, "210.25");
  gone = fac_invoice_copy (again);
  gone->status = FAC_STATUS_CANCELADA;
  st_pull (s, gone, "{1c}");
  assert_balance (s, customer, "50.25");
  st_reopen (s);
  assert_balance (s, customer, "50.25");
}

/* The page of the customer shows what its one payment pays, in the currency of the invoice. */
static void
assert_paid (Fixture *s, const FacCustomer *customer, gint64 amount)
{
  g_autoptr (FacCustomerFigures) figures = NULL;
  g_autoptr (GError) error = NULL;
  const FacPaidSum *sum;

  fac_store_get_customer_figures_async (s->store, customer->id, NULL, ST_GOT);
  figures = fac_store_get_customer_figures_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (figures->payments->len, ==, 1);
  g_assert_cmpuint (figures->paid->len, ==, 1);
  sum = &g_array_index (figures->paid, FacPaidSum, 0);
  g_assert_cmpstr (sum->id, ==, ((FacDocumentSummary *) figures->payments->pdata[0])->id);
  g_assert_cmpstr (sum->currency, ==, "MXN");
  g_assert_true (fac_decimal_equal (sum->amount, fac_decimal_from_int (amount)));
}

/* A payment that is stored counts before the service tells so, in either order, and no longer once it is cancelled. */
static void
test_payment (void)
{
  for (int paid_first = 0; paid_first < 2; paid_first++)
    {
      g_autoptr (Fixture) s = st_new ();
      g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
      g_autoptr (FacInvoice) invoice = stamped (s, customer, "r1", UUID, "1160.00", "1160.00");
      g_autoptr (FacInvoice) pago = payment (customer, "aaaaaaaa-1111-4111-8111-111111111111",
                                             1000);
      g_autoptr (FacInvoice) gone = fac_invoice_copy (pago);

      st_pull (s, paid_first ? pago : invoice, "{1}");
      st_pull (s, paid_first ? invoice : pago, "{2}");
      assert_balance (s, customer, "160.00");
      assert_paid (s, customer, 1000);
      gone->status = FAC_STATUS_CANCELADA;
      g_ptr_array_set_size (gone->paid, 0);
      st_pull (s, gone, "{3}");
      assert_balance (s, customer, "1160.00");
    }
}

static void
test_currencies (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacInvoice) pesos = stamped (s, customer, "r1", "A", "100.00", "40.00");
  g_autoptr (FacInvoice) dollars = stamped (s, customer, "r2", "B", "10.00", "10.00");
  g_autoptr (FacCustomerFigures) figures = NULL;
  g_autoptr (GError) error = NULL;
  const FacBalance *balance;

  fac_set_string (&dollars->currency, "USD");
  g_assert_true (fac_decimal_parse ("18.2537", -1, &dollars->exchange));
  st_pull (s, dollars, "{2}");
  st_pull (s, pesos, "{1}");
  assert_balance (s, customer, "222.54");
  fac_store_get_customer_figures_async (s->store, customer->id, NULL, ST_GOT);
  figures = fac_store_get_customer_figures_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (figures->balances->len, ==, 2);
  balance = &g_array_index (figures->balances, FacBalance, 0);
  g_assert_cmpstr (balance->currency, ==, "MXN");
  g_assert_true (fac_decimal_equal (balance->due, fac_decimal_from_int (40)));
  g_assert_cmpuint (figures->n_unpaid, ==, 2);
  g_assert_cmpuint (figures->n_documents, ==, 2);
  g_assert_cmpuint (figures->unpaid->len, ==, 2);
  g_assert_cmpuint (figures->recent->len, ==, 2);
  g_assert_cmpuint (figures->payments->len, ==, 0);
}

static void
test_order (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) a = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacCustomer) b = saved (s, "BETA", "BBB010101AAA");
  g_autoptr (FacCustomer) c = saved (s, "GAMA", "CCC010101AAA");
  g_autoptr (FacInvoice) of_c = stamped (s, c, "r1", "C", "900.00", "900.00");
  g_autoptr (FacInvoice) of_a = stamped (s, a, "r2", "A", "100.00", "100.00");
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_CUSTOMER);
  g_autoptr (FacStorePage) page = NULL;
  g_autoptr (FacStorePage) dated = NULL;

  of_a->date = ST_NOW;
  st_pull (s, of_c, "{1}");
  st_pull (s, of_a, "{2}");
  query->order = FAC_ORDER_BALANCE;
  query->descending = TRUE;
  page = st_first_page (s, query, 10);
  g_assert_cmpstr (((FacCustomer *) page->rows->pdata[0])->legal_name, ==, "GAMA");
  g_assert_cmpstr (((FacCustomer *) page->rows->pdata[1])->legal_name, ==, "ALFA");
  g_assert_cmpstr (((FacCustomer *) page->rows->pdata[2])->legal_name, ==, "BETA");
  query->order = FAC_ORDER_LAST_INVOICE;
  dated = st_first_page (s, query, 10);
  g_assert_cmpstr (((FacCustomer *) dated->rows->pdata[0])->legal_name, ==, "ALFA");
}

static void
test_notes (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacCustomer) remote = st_remote_customer (customer, "c1");
  g_autoptr (FacOutboxEntry) entry = st_claim (s, ST_NOW, NULL);
  g_autoptr (FacCustomer) stored = NULL;

  st_acknowledge_customer (s, entry->id, remote);
  st_assert_outbox (s, "");
  fac_store_set_customer_notes_async (s->store, customer->id, "Paga los viernes", ST_GOT);
  st_ok (s);
  g_assert_true (st_changed (s, FAC_ENTITY_CUSTOMER, customer->id));
  st_assert_outbox (s, "");
  stored = st_get_customer (s, customer->id);
  g_assert_cmpstr (stored->notes, ==, "Paga los viernes");
  g_assert_cmpint (st_sql (s, "SELECT offline_state FROM customers"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/figures/balance", test_balance);
  g_test_add_func ("/store/figures/payment", test_payment);
  g_test_add_func ("/store/figures/currencies", test_currencies);
  g_test_add_func ("/store/figures/order", test_order);
  g_test_add_func ("/store/figures/notes", test_notes);
  return g_test_run ();
}
