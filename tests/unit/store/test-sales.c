/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was sold of a product: from drafts, from documents written here and from those of the service. */
#include "store-fixture.h"

#include "fac-product-figures.h"

typedef struct
{
  Fixture     *s;
  FacCustomer *customer;
  FacProduct  *product;
  guint        n;
} Sales;

static Sales *
sales_new (void)
{
  Sales *self = g_new0 (Sales, 1);

  self->s = st_new ();
  self->customer = st_customer ("FERRETERÍA ALFA", "AAA010101AAA");
  fac_store_save_customer_async (self->s->store, self->customer, FALSE, ST_GOT);
  st_ok (self->s);
  self->product = st_product ("Martillo de uña", "MAR-16", "100.00");
  fac_store_save_product_async (self->s->store, self->product, TRUE, ST_GOT);
  st_ok (self->s);
  return self;
}

static void
sales_free (Sales *self)
{
  st_free (self->s);
  fac_customer_unref (self->customer);
  fac_product_unref (self->product);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sales, sales_free)

/* One line of @product, as the service sends it: its local id is empty. */
static FacInvoice *
remote (Sales *self, const char *product_id, const char *sku, const char *description,
        gint64 quantity, FacDocumentStatus status)
{
  FacInvoice *invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  g_autoptr (FacProduct) product = st_product (description, sku, "100.00");
  FacInvoiceLine *line = fac_invoice_line_new (product);
  g_autofree char *id = g_strdup_printf ("doc-%u", ++self->n);

  fac_set_string (&line->product->id, "");
  fac_set_string (&line->product->remote_id, product_id);
  line->product->tax_included = FALSE;
  line->quantity = fac_decimal_from_int (quantity);
  g_ptr_array_add (invoice->lines, line);
  fac_set_string (&invoice->remote_id, id);
  invoice->customer = fac_customer_copy (self->customer);
  invoice->status = status;
  invoice->date = ST_NOW - self->n * ST_DAY;
  if (fac_document_status_is_issued (status))
    fac_set_string (&invoice->uuid, id);
  return invoice;
}

static void
pull (Sales *self, FacInvoice *invoice, const char *body)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pulled_free);
  FacPulled *item = g_new0 (FacPulled, 1);

  item->remote_id = g_strdup (invoice->remote_id);
  item->invoice = fac_invoice_ref (invoice);
  item->body = g_bytes_new (body, strlen (body));
  g_ptr_array_add (items, item);
  fac_store_merge_page_async (self->s->store, items, NULL, NULL, ST_GOT);
  st_ok (self->s);
}

static void
pull_new (Sales *self, const char *product_id, const char *sku, const char *description,
          gint64 quantity, FacDocumentStatus status)
{
  g_autoptr (FacInvoice) invoice = remote (self, product_id, sku, description, quantity, status);

  pull (self, invoice, "{}");
}

/* The service has answered the product's creation. */
static void
give_remote_id (Sales *self, const char *remote_id)
{
  g_autoptr (FacOutboxEntry) entry = st_claim (self->s, ST_NOW, NULL);
  g_autoptr (FacProduct) answer = st_remote_product (self->product, remote_id);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  FacAcknowledgement acknowledgement = { .entry_id = entry->id, .product = answer, .body = body };

  fac_store_acknowledge_async (self->s->store, &acknowledgement, ST_GOT);
  st_ok (self->s);
}

static FacProductFigures *
figures_of (Sales *self, guint limit)
{
  g_autoptr (GError) error = NULL;
  FacProductFigures *figures;

  st_check_indexes (self->s);
  fac_store_get_product_figures_async (self->s->store, self->product->id, limit, NULL, ST_GOT);
  figures = fac_store_get_product_figures_finish (self->s->store, st_wait (), &error);
  g_assert_no_error (error);
  return figures;
}

static void
assert_decimal (FacDecimal value, const char *text)
{
  g_autofree char *found = fac_decimal_to_string (fac_decimal_trim (value, 0));

  g_assert_cmpstr (found, ==, text);
}

static void
assert_total (const GArray *totals, guint i, const char *currency, const char *quantity,
              const char *amount, guint documents)
{
  const FacSalesTotal *total = &g_array_index (totals, FacSalesTotal, i);

  g_assert_cmpuint (totals->len, >, i);
  g_assert_cmpstr (total->currency, ==, currency);
  assert_decimal (total->quantity, quantity);
  assert_decimal (total->amount, amount);
  g_assert_cmpuint (total->documents, ==, documents);
}

/* A line names what it sells by id, else by its SKU, else by its words: each is found, nothing else. */
static void
test_names (void)
{
  g_autoptr (Sales) self = sales_new ();
  g_autoptr (FacProductFigures) before = NULL;
  g_autoptr (FacProductFigures) after = NULL;

  pull_new (self, "p1", "OTHER", "other words", 1, FAC_STATUS_TIMBRADA);
  pull_new (self, NULL, "mar-16", "other words", 2, FAC_STATUS_TIMBRADA);
  pull_new (self, NULL, NULL, "MARTILLO DE UNA", 4, FAC_STATUS_TIMBRADA);
  pull_new (self, "p2", "MAR-16", "Martillo de uña", 8, FAC_STATUS_TIMBRADA);
  pull_new (self, NULL, "OTHER", "Martillo de uña", 16, FAC_STATUS_TIMBRADA);
  pull_new (self, NULL, NULL, "Martillo", 32, FAC_STATUS_TIMBRADA);
  before = figures_of (self, 10);
  assert_total (before->totals, 0, "MXN", "6", "600", 2);
  give_remote_id (self, "p1");
  after = figures_of (self, 10);
  assert_total (after->totals, 0, "MXN", "7", "700", 3);
  g_assert_cmpuint (after->n_sales, ==, 3);
  g_assert_cmpint (after->last_sold, ==, ST_NOW - ST_DAY);
}

/* Only what is stamped is sold; what was cancelled is shown and does not count; drafts lie apart. */
static void
test_states (void)
{
  g_autoptr (Sales) self = sales_new ();
  g_autoptr (FacInvoice) stamped = NULL;
  g_autoptr (FacInvoice) cancelled = NULL;
  g_autoptr (FacInvoice) draft = st_invoice (self->customer, "x", "1");
  g_autoptr (FacProductFigures) figures = NULL;
  g_autoptr (FacProductFigures) later = NULL;
  FacInvoiceLine *line = fac_invoice_line_new (self->product);

  give_remote_id (self, "p1");
  stamped = remote (self, "p1", NULL, "a", 3, FAC_STATUS_TIMBRADA);
  pull (self, stamped, "{1}");
  pull_new (self, "p1", NULL, "a", 5, FAC_STATUS_EN_CANCELACION);
  pull_new (self, "p1", NULL, "a", 7, FAC_STATUS_CANCELADA);
  pull_new (self, "p1", NULL, "a", 11, FAC_STATUS_BORRADOR);
  line->from_catalog = TRUE;
  line->quantity = fac_decimal_from_int (13);
  g_ptr_array_add (draft->lines, line);
  fac_store_save_draft_async (self->s->store, draft, FALSE, ST_GOT);
  st_ok (self->s);
  figures = figures_of (self, 10);
  assert_total (figures->totals, 0, "MXN", "8", "800", 2);
  g_assert_cmpuint (figures->n_sales, ==, 3);
  g_assert_cmpuint (figures->sales->len, ==, 3);
  g_assert_cmpuint (figures->n_drafts, ==, 2);
  g_assert_cmpuint (figures->n_documents, ==, 5);
  cancelled = fac_invoice_copy (stamped);
  cancelled->status = FAC_STATUS_CANCELADA;
  pull (self, cancelled, "{2}");
  fac_store_delete_async (self->s->store, FAC_ENTITY_INVOICE, draft->id, 0, ST_GOT);
  st_ok (self->s);
  later = figures_of (self, 10);
  assert_total (later->totals, 0, "MXN", "5", "500", 1);
  g_assert_cmpint (later->last_sold, ==, ST_NOW - 2 * ST_DAY);
  g_assert_cmpuint (later->n_drafts, ==, 1);
}

/* Currencies are never added up; credit notes are counted for themselves; discounts are off. */
static void
test_amounts (void)
{
  g_autoptr (Sales) self = sales_new ();
  g_autoptr (FacInvoice) dollars = NULL;
  g_autoptr (FacInvoice) credit = NULL;
  g_autoptr (FacInvoice) twice = NULL;
  g_autoptr (FacProductFigures) figures = NULL;

  give_remote_id (self, "p1");
  dollars = remote (self, "p1", NULL, "a", 1, FAC_STATUS_TIMBRADA);
  fac_set_string (&dollars->currency, "USD");
  dollars->exchange = fac_decimal_from_int (18);
  pull (self, dollars, "{}");
  credit = remote (self, "p1", NULL, "a", 1, FAC_STATUS_TIMBRADA);
  credit->type = FAC_INVOICE_EGRESO;
  pull (self, credit, "{}");
  twice = remote (self, "p1", NULL, "a", 2, FAC_STATUS_TIMBRADA);
  g_ptr_array_add (twice->lines, fac_invoice_line_copy (twice->lines->pdata[0]));
  ((FacInvoiceLine *) twice->lines->pdata[1])->discount = fac_decimal_from_int (50);
  pull (self, twice, "{}");
  figures = figures_of (self, 10);
  g_assert_cmpuint (figures->totals->len, ==, 2);
  assert_total (figures->totals, 0, "MXN", "4", "350", 1);
  assert_total (figures->totals, 1, "USD", "1", "100", 1);
  g_assert_cmpuint (figures->credit->len, ==, 1);
  assert_total (figures->credit, 0, "MXN", "1", "100", 1);
  g_assert_cmpuint (figures->customers->len, ==, 1);
  assert_decimal (((const FacSalesCustomer *) figures->customers->pdata[0])->pesos, "2150");
  g_assert_cmpstr (((const FacSalesCustomer *) figures->customers->pdata[0])->id, ==,
                   self->customer->id);
}

static void
test_months (void)
{
  g_autoptr (Sales) self = sales_new ();
  g_autoptr (FacProductFigures) figures = NULL;
  guint documents = 0;
  int last = G_MAXINT;

  give_remote_id (self, "p1");
  for (guint i = 0; i < 100; i++)
    pull_new (self, "p1", NULL, "a", 1, FAC_STATUS_TIMBRADA);
  figures = figures_of (self, 7);
  g_assert_cmpuint (figures->months->len, >=, 4);
  for (guint i = 0; i < figures->months->len; i++)
    {
      const FacSalesMonth *month = &g_array_index (figures->months, FacSalesMonth, i);

      g_assert_cmpint (month->month, <, last);
      last = month->month;
      documents += month->total.documents;
    }
  g_assert_cmpuint (documents, ==, 100);
  g_assert_cmpuint (figures->sales->len, ==, 7);
  g_assert_cmpuint (figures->n_sales, ==, 100);
  for (guint i = 0; i < 7; i++)
    g_assert_cmpint (((const FacSale *) figures->sales->pdata[i])->document->date, ==,
                     ST_NOW - (i + 1) * ST_DAY);
}

/* More than one turn of the reader: nothing is left out or counted twice where one ends. */
static void
test_many (void)
{
  g_autoptr (Sales) self = sales_new ();
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pulled_free);
  g_autoptr (FacProductFigures) figures = NULL;

  for (guint i = 0; i < 3500; i++)
    {
      FacPulled *item = g_new0 (FacPulled, 1);

      item->invoice = remote (self, NULL, "MAR-16", "a", 1, FAC_STATUS_TIMBRADA);
      for (guint k = 0; k < 1 + i % 2; k++)
        g_ptr_array_add (item->invoice->lines,
                         fac_invoice_line_copy (item->invoice->lines->pdata[0]));
      item->remote_id = g_strdup (item->invoice->remote_id);
      item->body = g_bytes_new_static ("{}", 2);
      g_ptr_array_add (items, item);
    }
  fac_store_merge_page_async (self->s->store, items, NULL, NULL, ST_GOT);
  st_ok (self->s);
  figures = figures_of (self, 10);
  assert_total (figures->totals, 0, "MXN", "8750", "875000", 3500);
  g_assert_cmpuint (figures->n_sales, ==, 8750);
}

/* A draft that is written on: its rows follow each change. */
static void
test_draft (void)
{
  g_autoptr (Sales) self = sales_new ();
  g_autoptr (FacInvoice) draft = st_invoice (self->customer, "otra cosa", "1");

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (FacProductFigures) figures = NULL;

      if (i % 2 == 0)
        {
          FacInvoiceLine *line = fac_invoice_line_new (self->product);

          line->from_catalog = TRUE;
          g_ptr_array_insert (draft->lines, 0, line);
        }
      else
        g_ptr_array_remove_index (draft->lines, draft->lines->len - 1);
      fac_store_save_draft_async (self->s->store, draft, FALSE, ST_GOT);
      st_ok (self->s);
      figures = figures_of (self, 10);
      g_assert_cmpuint (figures->totals->len, ==, 0);
      g_assert_cmpuint (figures->n_drafts, ==, i == 0 ? 1 : i % 2 == 0 ? 2 : 1);
    }
}

/* What an earlier version left without lines is read out of what is kept. */
static void
test_unread (void)
{
  g_autoptr (Sales) self = sales_new ();
  g_autoptr (FacInvoice) invoice = NULL;
  g_autoptr (GPtrArray) invoices = g_ptr_array_new ();
  g_autoptr (GPtrArray) unread = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (FacProductFigures) before = NULL;
  g_autoptr (FacProductFigures) after = NULL;
  g_autoptr (GError) error = NULL;

  give_remote_id (self, "p1");
  invoice = remote (self, "p1", NULL, "a", 3, FAC_STATUS_TIMBRADA);
  pull (self, invoice, "{1}");
  pull_new (self, "p1", NULL, "a", 5, FAC_STATUS_TIMBRADA);
  st_close (self->s);
  st_run (self->s, "DELETE FROM lines");
  st_run (self->s, "INSERT INTO unread_lines SELECT document FROM bodies");
  st_open (self->s);
  before = figures_of (self, 10);
  g_assert_cmpuint (before->totals->len, ==, 0);
  g_assert_cmpuint (before->n_unread, ==, 2);
  fac_store_unread_lines_async (self->s->store, 10, NULL, ST_GOT);
  unread = fac_store_unread_lines_finish (self->s->store, st_wait (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (unread->len, ==, 2);
  /* the first is written again meanwhile: what was read of it is old */
  invoice->cancellation_status = g_strdup ("none");
  ((FacInvoiceLine *) invoice->lines->pdata[0])->quantity = fac_decimal_from_int (4);
  pull (self, invoice, "{2}");
  g_ptr_array_add (invoices, invoice);
  g_ptr_array_add (invoices, invoice);
  st_changed (self->s, FAC_ENTITY_PRODUCT, NULL);
  fac_store_put_lines_async (self->s->store, unread, invoices, ST_GOT);
  st_ok (self->s);
  g_assert_true (st_changed (self->s, FAC_ENTITY_PRODUCT, NULL));
  after = figures_of (self, 10);
  assert_total (after->totals, 0, "MXN", "8", "800", 2);
  g_assert_cmpuint (after->n_unread, ==, 0);
  fac_store_unread_lines_async (self->s->store, 10, NULL, ST_GOT);
  rest = fac_store_unread_lines_finish (self->s->store, st_wait (), &error);
  g_assert_cmpuint (rest->len, ==, 0);
}

/* Each field of a product finds it, also where an earlier version wrote its words. */
static void
test_words (void)
{
  static const char *const typed[] = { "martillo", "una", "MAR-16", "mar16", "7501031311309",
                                       "43211500", "H87", "pieza", "$1,234.50", "1234.5" };
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacProduct) product = st_product ("Martillo de uña", "MAR-16", "1234.50");
  g_autoptr (GError) error = NULL;

  fac_set_string (&product->barcode, "7501031311309");
  fac_store_save_product_async (s->store, product, FALSE, ST_GOT);
  st_ok (s);
  for (guint old = 0; old < 2; old++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
        {
          g_test_message ("%s", typed[i]);
          g_assert_cmpuint (st_search (s, FAC_ENTITY_PRODUCT, typed[i]), ==, 1);
        }
      st_close (s);
      st_run (s, "UPDATE products SET words = 'martillo'");
      st_run (s, "INSERT INTO product_index (product_index) VALUES ('rebuild')");
      st_run (s, "INSERT INTO stale_products SELECT seq FROM products");
      st_open (s);
      g_assert_cmpuint (st_search (s, FAC_ENTITY_PRODUCT, "1234.5"), ==, 0);
      fac_store_refresh_words_async (s->store, 1, ST_GOT);
      g_assert_true (fac_store_refresh_words_finish (s->store, st_wait (), &error));
      fac_store_refresh_words_async (s->store, 1, ST_GOT);
      g_assert_false (fac_store_refresh_words_finish (s->store, st_wait (), &error));
      g_assert_no_error (error);
      st_check_indexes (s);
    }
}

/* Customers follow the products in one page of this work. */
static void
test_customer_words (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Universidad Robótica", "URE180429TM6");
  g_autoptr (FacProduct) product = st_product ("Martillo de uña", "MAR-16", "1234.50");
  g_autoptr (GError) error = NULL;

  fac_set_string (&customer->notes, "paga los viernes");
  fac_store_save_customer_async (s->store, customer, FALSE, ST_GOT);
  st_ok (s);
  fac_store_save_product_async (s->store, product, FALSE, ST_GOT);
  st_ok (s);
  st_close (s);
  st_run (s, "UPDATE customers SET words = 'universidad'");
  st_run (s, "INSERT INTO customer_index (customer_index) VALUES ('rebuild')");
  st_run (s, "INSERT INTO stale_customers SELECT seq FROM customers");
  st_run (s, "INSERT INTO stale_products SELECT seq FROM products");
  st_open (s);
  g_assert_cmpuint (st_search (s, FAC_ENTITY_CUSTOMER, "viernes"), ==, 0);
  fac_store_refresh_words_async (s->store, 1, ST_GOT);
  g_assert_true (fac_store_refresh_words_finish (s->store, st_wait (), &error));
  g_assert_cmpuint (st_search (s, FAC_ENTITY_CUSTOMER, "viernes"), ==, 0);
  fac_store_refresh_words_async (s->store, 3, ST_GOT);
  g_assert_false (fac_store_refresh_words_finish (s->store, st_wait (), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (st_search (s, FAC_ENTITY_CUSTOMER, "viernes"), ==, 1);
  st_check_indexes (s);
}

static guint
count_named (Fixture *s, const char *text)
{
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_PRODUCT);
  g_autoptr (GArray) keys = NULL;

  query->by_name = TRUE;
  fac_set_string (&query->text, text);
  keys = st_keys (s, query);
  return keys->len;
}

/* Where a line is written, its unit and price would put others before the product that is meant. */
static void
test_named (void)
{
  static const char *const named[] = { "pie", "MAR-16", "MAR 16", "mar16", "43211500" };
  static const char *const shared[] = { "pieza", "H87", "1234.5" };
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacProduct) stone = st_product ("Piedra", "MAR16", "20");
  g_autoptr (FacProduct) other = st_product ("Anaquel", "MAR-17", "1234.50");

  fac_set_string (&other->product_key, "24102004");
  fac_store_save_product_async (s->store, stone, FALSE, ST_GOT);
  st_ok (s);
  fac_store_save_product_async (s->store, other, FALSE, ST_GOT);
  st_ok (s);
  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    {
      g_test_message ("%s", named[i]);
      g_assert_cmpuint (count_named (s, named[i]), ==, 1);
      g_assert_cmpuint (st_search (s, FAC_ENTITY_PRODUCT, named[i]), >=, 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    {
      g_test_message ("%s", shared[i]);
      g_assert_cmpuint (count_named (s, shared[i]), ==, 0);
      g_assert_cmpuint (st_search (s, FAC_ENTITY_PRODUCT, shared[i]), >=, 1);
    }
  st_check_indexes (s);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/sales/names", test_names);
  g_test_add_func ("/store/sales/states", test_states);
  g_test_add_func ("/store/sales/amounts", test_amounts);
  g_test_add_func ("/store/sales/months", test_months);
  g_test_add_func ("/store/sales/many", test_many);
  g_test_add_func ("/store/sales/draft", test_draft);
  g_test_add_func ("/store/sales/unread", test_unread);
  g_test_add_func ("/store/sales/words", test_words);
  g_test_add_func ("/store/sales/named", test_named);
  g_test_add_func ("/store/sales/customer-words", test_customer_words);
  return g_test_run ();
}
