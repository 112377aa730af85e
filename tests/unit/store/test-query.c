/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "fac-document-table.h"
#include "fac-make-documents.h"
#include "fac-search-words.h"

static const FacOrder orders[] = { FAC_ORDER_DATE, FAC_ORDER_NAME, FAC_ORDER_FOLIO,
                                   FAC_ORDER_TOTAL, FAC_ORDER_STATUS,
                                   FAC_ORDER_TAX_ID };
static char *made_folder;

/* A store over 1,500 made documents; each test gets the same folder, none writes to it. */
static Fixture *
made_store (void)
{
  Fixture *self = g_new0 (Fixture, 1);

  if (made_folder == NULL)
    {
      g_autoptr (GError) error = NULL;

      made_folder = fac_test_folder ();
      g_assert_true (fac_make_documents (made_folder, 1500, 7, &error));
      g_assert_no_error (error);
    }
  self->folder = g_strdup (made_folder);
  self->clock = fac_test_clock_new (ST_NOW);
  self->changes = g_ptr_array_new_with_free_func (g_free);
  st_open (self);
  return self;
}

static gboolean
matches (const FacQuery *query, const FacDocumentSummary *row)
{
  char type[2] = { row->type, 0 };

  return (query->statuses == 0 || (query->statuses >> row->status & 1) != 0)
         && (query->type == NULL || g_str_equal (query->type, type))
         && (query->payment_method == NULL || g_strcmp0 (query->payment_method,
                                                         row->payment_method) == 0)
         && (query->date_from == 0 || row->date >= query->date_from)
         && (query->date_to == 0 || row->date < query->date_to);
}

/* negative: @a belongs before @b when ascending */
static int
compare (FacOrder order, const FacDocumentSummary *a, const FacDocumentSummary *b)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  switch (order)
    {
    case FAC_ORDER_NAME:
      first = fac_text_fold (a->customer_name);
      second = fac_text_fold (b->customer_name);
      return strcmp (first, second);
    case FAC_ORDER_TOTAL:
      return fac_decimal_compare (a->total, b->total);
    case FAC_ORDER_STATUS:
      return (int) a->status - (int) b->status;
    case FAC_ORDER_TAX_ID:
      return strcmp (a->tax_id, b->tax_id);
    case FAC_ORDER_FOLIO:
      if (a->folio == NULL || b->folio == NULL || a->folio[0] != b->folio[0])
        return 0; /* judged by the folio test */
      return (int) g_ascii_strtoll (a->folio + 2, NULL, 10) - (int) g_ascii_strtoll (b->folio + 2,
                                                                                     NULL, 10);
    case FAC_ORDER_DATE:
    case FAC_ORDER_LAST_INVOICE:
    case FAC_ORDER_BALANCE:
    default:
      return a->key < b->key ? -1 : a->key > b->key;
    }
}

/* First page and keys agree; rows come in order, match the filter, and none that matches is missing. */
static void
check_query (Fixture *s, FacQuery *query, guint expected)
{
  g_autoptr (GArray) keys = st_keys (s, query);
  g_autoptr (FacStorePage) first = st_first_page (s, query, 128);
  g_autoptr (FacDocumentSummary) before = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  g_assert_cmpuint (keys->len, ==, expected);
  g_assert_cmpuint (first->rows->len, ==, MIN (128, expected));
  g_assert_true (first->more == (expected > 128));
  g_assert_cmpmem (first->keys->data, first->keys->len * sizeof (gint64), keys->data,
                   first->rows->len * sizeof (gint64));
  for (guint from = 0; from < keys->len; from += 128)
    {
      guint n = MIN (128, keys->len - from);
      g_autoptr (FacStorePage) page = st_rows (s, FAC_ENTITY_INVOICE, keys, from, n);

      g_assert_cmpuint (page->rows->len, ==, n);
      for (guint i = 0; i < n; i++)
        {
          FacDocumentSummary *row = g_ptr_array_index (page->rows, i);
          int order;

          g_assert_cmpint (row->key, ==, g_array_index (keys, gint64, from + i));
          g_assert_true (matches (query, row));
          g_assert_true (g_hash_table_add (seen, g_memdup2 (&row->key, sizeof row->key)));
          order = before != NULL ? compare (query->order, before, row) : -(int) !query->descending;
          g_assert_cmpint (query->descending ? -order : order, <=, 0);
          g_clear_pointer (&before, fac_document_summary_unref);
          before = fac_document_summary_ref (row);
        }
    }
}

static guint
count_matching (Fixture *s, const FacQuery *query)
{
  g_autoptr (FacQuery) all = fac_query_new (FAC_ENTITY_INVOICE);
  g_autoptr (GArray) keys = st_keys (s, all);
  g_autoptr (FacStorePage) page = st_rows (s, FAC_ENTITY_INVOICE, keys, 0, keys->len);
  guint n = 0;

  for (guint i = 0; i < page->rows->len; i++)
    n += matches (query, g_ptr_array_index (page->rows, i));
  return n;
}

static FacQuery *
filtered (guint which)
{
  FacQuery *query = fac_query_new (FAC_ENTITY_INVOICE);

  if (which & 1)
    query->statuses = 1 << FAC_STATUS_TIMBRADA | 1 << FAC_STATUS_BORRADOR;
  if (which & 2)
    query->type = g_strdup ("I");
  if (which & 4)
    query->payment_method = g_strdup ("PPD");
  if (which & 8)
    query->date_from = FAC_MADE_NEWEST - 700 * ST_DAY;
  if (which & 16)
    query->date_to = FAC_MADE_NEWEST - 100 * ST_DAY;
  return query;
}

static void
test_orders_and_filters (void)
{
  g_autoptr (Fixture) s = made_store ();

  for (guint which = 0; which < 32; which++)
    {
      g_autoptr (FacQuery) query = filtered (which);
      guint expected = count_matching (s, query);

      g_assert_cmpuint (expected, >, 10);
      if (which != 0)
        g_assert_cmpuint (expected, <, 1500);
      for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
        for (query->descending = 0; query->descending < 2; query->descending++)
          {
            query->order = orders[i];
            check_query (s, query, expected);
          }
    }
}

static void
test_text_and_filters (void)
{
  g_autoptr (Fixture) s = made_store ();
  guint hits = st_search (s, FAC_ENTITY_INVOICE, "tornillo");

  g_assert_cmpuint (hits, >, 20);
  for (guint which = 0; which < 32; which++)
    for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
      {
        g_autoptr (FacQuery) query = filtered (which);
        g_autoptr (GArray) keys = NULL;

        query->text = g_strdup ("tornillo");
        query->order = orders[i];
        keys = st_keys (s, query);
        g_assert_cmpuint (keys->len, <=, hits);
        if (which == 0)
          g_assert_cmpuint (keys->len, ==, hits);
        check_query (s, query, keys->len);
      }
}

static void
test_customer_filter (void)
{
  g_autoptr (Fixture) s = made_store ();
  g_autoptr (FacQuery) all = fac_query_new (FAC_ENTITY_CUSTOMER);
  g_autoptr (FacStorePage) page = st_first_page (s, all, 1000);
  guint sum = 0;

  g_assert_cmpuint (page->rows->len, ==, 75);
  for (guint i = 0; i < page->rows->len; i++)
    {
      g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
      g_autoptr (GArray) keys = NULL;

      query->customer_id = g_strdup (((FacCustomer *) g_ptr_array_index (page->rows, i))->id);
      keys = st_keys (s, query);
      check_query (s, query, keys->len);
      sum += keys->len;
    }
  g_assert_cmpuint (sum, ==, 1500);
  fac_set_string (&all->customer_id, "x");
  {
    g_autoptr (FacQuery) nobody = fac_query_new (FAC_ENTITY_INVOICE);

    nobody->customer_id = g_strdup ("nobody");
    check_query (s, nobody, 0);
  }
}

static void
check_party (Fixture *s, FacQuery *query, guint expected)
{
  g_autoptr (GArray) keys = st_keys (s, query);
  g_autoptr (FacStorePage) first = st_first_page (s, query, 20);
  g_autoptr (FacStorePage) rows = st_rows (s, query->entity, keys, 0, keys->len);
  g_autofree char *before = NULL;
  FacDecimal price = FAC_DECIMAL_ZERO;

  g_assert_cmpuint (keys->len, ==, expected);
  g_assert_cmpmem (first->keys->data, first->keys->len * sizeof (gint64), keys->data, MIN (20,
                                                                                           keys->len) * sizeof (gint64));
  for (guint i = 0; i < rows->rows->len; i++)
    {
      gpointer row = g_ptr_array_index (rows->rows, i);
      const FacCustomer *customer = query->entity == FAC_ENTITY_CUSTOMER ? row : NULL;
      const FacProduct *product = query->entity == FAC_ENTITY_PRODUCT ? row : NULL;
      g_autofree char *now = NULL;
      int order = 0;

      if (query->order == FAC_ORDER_DATE)
        now = g_strdup_printf ("%020" G_GINT64_FORMAT,
                               customer != NULL ? customer->updated_at : product->updated_at);
      else if (query->order == FAC_ORDER_TAX_ID)
        now = g_strdup (customer != NULL ? customer->tax_id : product->sku);
      else if (query->order == FAC_ORDER_TOTAL && product != NULL)
        {
          order = i > 0 ? fac_decimal_compare (price, product->price) : 0;
          price = product->price;
        }
      else
        now = fac_text_fold (customer != NULL ? customer->legal_name : product->description);
      if (now != NULL && before != NULL)
        order = strcmp (before, now);
      g_assert_cmpint (query->descending ? -order : order, <=, 0);
      g_free (before);
      before = g_steal_pointer (&now);
    }
}

static void
test_parties (void)
{
  g_autoptr (Fixture) s = made_store ();

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    for (int descending = 0; descending < 2; descending++)
      {
        g_autoptr (FacQuery) customers = fac_query_new (FAC_ENTITY_CUSTOMER);
        g_autoptr (FacQuery) products = fac_query_new (FAC_ENTITY_PRODUCT);

        customers->order = products->order = orders[i];
        customers->descending = products->descending = descending;
        check_party (s, customers, 75);
        check_party (s, products, 150);
        products->text = g_strdup ("silla");
        check_party (s, products, st_search (s, FAC_ENTITY_PRODUCT, "silla"));
      }
  g_assert_cmpuint (st_search (s, FAC_ENTITY_PRODUCT, "sillá"), >, 0);
}

/* ---- what a person types ------------------------------------------------------------------------ */

typedef struct
{
  const char *text;
  guint       hits;
} Typed;

static const Typed typed[] = {
  { "1,345.60", 1 }, { "1345.6", 1 }, { "1345.60", 1 }, { "$1,345.60", 1 }, { "1345",
                                                                              1 }, { "1,345",
                                                                                     1 }, { "1,345.", 1 },
  { "A 1203", 1 }, { "a1203", 1 }, { "A-1203", 1 }, { "1203", 1 }, { "A120", 1 }, { "A 12",
                                                                                    1 }, { "X 1203", 0 },
  { "3f2504e0", 1 }, { "3F2504E0-4F89", 1 }, { "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                                               1 }, { "3f2504e04f89", 1 }, { "4f89", 0 },
  { "PENN840612QX3", 1 }, { "penn84", 1 }, { "PENN-840612-QX3", 1 },
  { "nunez", 1 }, { "Núñez", 1 }, { "NUÑEZ peña", 1 }, { "pena nunez", 1 }, { "peñ",
                                                                              1 }, { "camion",
                                                                                     1 }, { "Camión 3/4", 1 },
  { "tornillo", 0 }, { "t-88/b", 1 }, { "t88b", 1 }, { "t 88", 1 },
  { "", 1 }, { "   ", 1 }, { "\"", 1 }, { "*", 1 }, { "()", 1 }, { "'", 1 }, { "%", 1 }, { "¿?",
                                                                                           1 },
  { "AND", 0 }, { "OR", 0 }, { "NOT", 0 }, { "NEAR(a b)", 0 }, { "words:x", 0 }, { "\"nunez",
                                                                                   1 }, { "nunez\"", 1 }, { "nunez*", 1 },
  { "nunez OR x", 0 }, { "(nunez", 1 }, { "-nunez", 1 }, { "^nunez", 1 }, { "nunez + pena",
                                                                            1 }, { "'; DROP TABLE documents; --", 0 },
  { "{nunez}", 1 }, { "😀", 1 }, { "nunez 😀", 1 },
};

static FacInvoice *
typed_invoice (void)
{
  g_autoptr (FacCustomer) customer = st_customer ("Íñigo  Núñez Peña", "PENN840612QX3");
  FacInvoice *invoice = st_invoice (customer, "Camión de 3/4", "1345.60");

  fac_set_string (&((FacInvoiceLine *) g_ptr_array_index (invoice->lines, 0))->product->sku,
                  "T-88/B");
  fac_set_string (&invoice->series, "A");
  fac_set_string (&invoice->folio_number, "1203");
  return invoice;
}

static void
test_typed (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacInvoice) invoice = typed_invoice ();
  g_autoptr (FacInvoice) there = NULL;
  g_autoptr (FacOutboxEntry) create = NULL;
  g_autoptr (FacOutboxEntry) stamp = NULL;
  g_autofree char *long_text = g_strnfill (100000, 'x');
  g_autofree char *many = g_strnfill (60000, ' ');

  fac_store_queue_stamp_async (s->store, invoice, ST_GOT);
  st_ok (s);
  create = st_claim (s, ST_NOW, NULL);
  there = st_remote_invoice (invoice, "i1", FAC_STATUS_BORRADOR);
  st_acknowledge_invoice (s, create->id, there);
  stamp = st_claim (s, ST_NOW, NULL);
  there->status = FAC_STATUS_TIMBRADA;
  fac_set_string (&there->uuid, "3F2504E0-4F89-41D3-9A0C-0305E82C3301");
  st_acknowledge_invoice (s, stamp->id, there);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_test_message ("%s", typed[i].text);
      g_assert_cmpuint (st_search (s, FAC_ENTITY_INVOICE, typed[i].text), ==, typed[i].hits);
    }
  g_assert_cmpuint (st_search (s, FAC_ENTITY_INVOICE, long_text), ==, 0);
  for (guint i = 1; i < 60000; i += 2)
    many[i] = 'q';
  g_assert_cmpuint (st_search (s, FAC_ENTITY_INVOICE, many), ==, 0);
  st_check_indexes (s);
}

/* Any bytes of text give an expression that FTS5 takes. */
static void
test_hostile (void)
{
  static const char signs[] = "\"'*()[]{}:^-+,.;%_ aA1ñ\\/|&<>=~`!@#$\t\n";
  g_autoptr (Fixture) s = made_store ();

  for (guint i = 0; i < 400; i++)
    {
      GString *text = g_string_new (NULL);
      int length = g_test_rand_int_range (1, 40);

      for (int k = 0; k < length; k++)
        g_string_append_unichar (text, g_test_rand_int_range (0, 8) == 0
                                         ? (gunichar) g_test_rand_int_range (0xa1, 0x2fff)
                                         : (gunichar) (guchar) signs[g_test_rand_int_range (0,
                                                                                            sizeof signs - 1)]);
      if (g_utf8_validate (text->str, -1, NULL))
        {
          st_search (s, FAC_ENTITY_INVOICE, text->str);
          st_search (s, FAC_ENTITY_CUSTOMER, text->str);
        }
      g_string_free (text, TRUE);
    }
}

static guint
count_customers (Fixture *s, const char *text, gboolean by_name)
{
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_CUSTOMER);
  g_autoptr (FacStorePage) page = NULL;

  query->text = g_strdup (text);
  query->by_name = by_name;
  page = st_first_page (s, query, 50);
  return page->rows->len;
}

/* A customer is found by whatever was written of it; where a name is meant, its town does not answer. */
static void
test_any_field (void)
{
  static const char *const everywhere[] = {
    "tolu", "50000", "centro", "hidalgo 128", "torre k", "méxico", "601", "G03", "viernes",
  };
  static const char *const named[] = { "alfa", "AAA010101AAA", "uno@", "dos@example", "1234" };
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("ALFA INDUSTRIAL", "AAA010101AAA");
  g_autoptr (FacCustomer) other = st_customer ("BETA", "BBB010101AAA");

  fac_set_string (&customer->email, "uno@example.com");
  fac_set_string (&customer->other_emails, "dos@example.com, tres@example.com");
  fac_set_string (&customer->phone, "55 1234");
  fac_set_string (&customer->tax_system, "601");
  fac_set_string (&customer->default_invoice_use, "G03");
  fac_set_string (&customer->notes, "Paga los viernes");
  fac_set_string (&customer->address->street, "Av. Hidalgo");
  fac_set_string (&customer->address->exterior, "128");
  fac_set_string (&customer->address->interior, "Torre K");
  fac_set_string (&customer->address->neighborhood, "Centro");
  fac_set_string (&customer->address->municipality, "Toluca");
  fac_set_string (&customer->address->state, "México");
  fac_set_string (&customer->address->zip, "50000");
  fac_set_string (&other->tax_system, "612");
  fac_set_string (&other->address->zip, "64000");
  fac_store_save_customer_async (s->store, customer, FALSE, ST_GOT);
  st_ok (s);
  fac_store_save_customer_async (s->store, other, FALSE, ST_GOT);
  st_ok (s);
  for (gsize i = 0; i < G_N_ELEMENTS (everywhere); i++)
    {
      g_test_message ("%s", everywhere[i]);
      g_assert_cmpuint (count_customers (s, everywhere[i], FALSE), ==, 1);
      g_assert_cmpuint (count_customers (s, everywhere[i], TRUE), ==, 0);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    {
      g_test_message ("%s", named[i]);
      g_assert_cmpuint (count_customers (s, named[i], FALSE), ==, 1);
      g_assert_cmpuint (count_customers (s, named[i], TRUE), ==, 1);
    }
  g_assert_cmpuint (count_customers (s, "alfa toluca 601", FALSE), ==, 1);
  g_assert_cmpuint (count_customers (s, "alfa monterrey", FALSE), ==, 0);
  st_check_indexes (s);
}

static void
test_expression (void)
{
  g_autofree char *none = fac_search_expression (" \" * ");
  g_autofree char *words = fac_search_expression ("Peña OR \"x");

  g_assert_null (none);
  g_assert_cmpstr (words, ==, "\"pena\" * AND \"or\" * AND \"x\" *");
}

/* ---- dates and random edits --------------------------------------------------------------------- */

static char *
order_text (Fixture *s)
{
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
  g_autoptr (FacStorePage) page = st_first_page (s, query, 50);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < page->rows->len; i++)
    g_string_append (text, ((FacDocumentSummary *) g_ptr_array_index (page->rows, i))->folio);
  return g_string_free (text, FALSE);
}

/* A document moves to the place of its date, with its words. */
static void
test_dates (void)
{
  g_autoptr (Fixture) s = st_new ();
  FacInvoice *invoices[3];
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
  g_autoptr (GArray) all = NULL;
  g_autoptr (FacStorePage) left = NULL;
  g_autofree char *begun = NULL;
  g_autofree char *dated = NULL;
  g_autofree char *back = NULL;
  gint64 key;

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *folio = g_strdup_printf ("%d", i + 1);

      invoices[i] = st_invoice (NULL, folio, "5");
      fac_set_string (&invoices[i]->folio_number, folio);
      fac_store_save_draft_async (s->store, invoices[i], FALSE, ST_GOT);
      st_ok (s);
    }
  all = st_keys (s, query);
  begun = order_text (s); /* all of one moment: the youngest first */
  g_assert_cmpstr (begun, ==, "321");
  key = st_sql (s, "SELECT sort_key FROM documents WHERE folio = '1'");
  invoices[0]->date = ST_NOW + 5 * ST_DAY;
  invoices[2]->date = ST_NOW - 5 * ST_DAY;
  for (int i = 0; i < 3; i++)
    {
      fac_store_save_draft_async (s->store, invoices[i], FALSE, ST_GOT);
      st_ok (s);
    }
  dated = order_text (s);
  g_assert_cmpstr (dated, ==, "123");
  left = st_rows (s, FAC_ENTITY_INVOICE, all, 0, 3); /* of the old places only the second is still there */
  g_assert_null (g_ptr_array_index (left->rows, 0));
  g_assert_cmpstr (((FacDocumentSummary *) g_ptr_array_index (left->rows, 1))->folio, ==, "2");
  g_assert_null (g_ptr_array_index (left->rows, 2));
  g_assert_cmpint (st_sql (s, "SELECT sort_key FROM documents WHERE folio = '1'"), >, key);
  g_assert_cmpuint (st_search (s, FAC_ENTITY_INVOICE, "1"), ==, 1);
  st_check_indexes (s);
  {
    g_autoptr (GArray) old = g_array_new (FALSE, FALSE, sizeof (gint64));
    g_autoptr (FacStorePage) rows = NULL;

    g_array_append_val (old, key);
    rows = st_rows (s, FAC_ENTITY_INVOICE, old, 0, 1);
    g_assert_null (g_ptr_array_index (rows->rows, 0)); /* what stood there vanished */
  }
  invoices[0]->date = 0;
  fac_store_save_draft_async (s->store, invoices[0], FALSE, ST_GOT);
  st_ok (s);
  back = order_text (s);
  g_assert_cmpstr (back, ==, "123"); /* the moment of its beginning again, where it is the last to come */
  st_check_indexes (s);
  for (int i = 0; i < 3; i++)
    fac_invoice_unref (invoices[i]);
}

static void
random_edit (Fixture *s, FacInvoice *invoice)
{
  FacInvoiceLine *line = g_ptr_array_index (invoice->lines, 0);
  g_autoptr (GError) error = NULL;

  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      fac_set_string (&line->product->description, fac_made_word (g_test_rand_int_range (0, 1000)));
      break;
    case 1:
      invoice->date = g_test_rand_int_range (0, 3) * ST_DAY + (g_test_rand_int_range (0,
                                                                                      2) ? ST_NOW : 0);
      break;
    case 2:
      invoice->total = fac_decimal_from_int (g_test_rand_int_range (0, 100000));
      break;
    case 3:
      fac_store_delete_async (s->store, FAC_ENTITY_INVOICE, invoice->id, 0, ST_GOT);
      fac_store_write_finish (s->store, st_wait (), NULL);
      if (g_test_rand_int_range (0, 3) == 0)
        return;
      fac_store_undelete_async (s->store, FAC_ENTITY_INVOICE, invoice->id, ST_GOT);
      st_ok (s);
      break;
    default:
      fac_set_string (&invoice->folio_number, g_test_rand_int_range (0, 2) ? "77" : NULL);
      break;
    }
  fac_store_save_draft_async (s->store, invoice, g_test_rand_int_range (0, 2), ST_GOT);
  if (!fac_store_write_finish (s->store, st_wait (), &error))
    g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE); /* it was deleted */
}

static void
test_random (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (GPtrArray) invoices = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_unref);

  for (int i = 0; i < 20; i++)
    {
      g_ptr_array_add (invoices, st_invoice (NULL, "algo", "5"));
      fac_store_save_draft_async (s->store, g_ptr_array_index (invoices, i), FALSE, ST_GOT);
      st_ok (s);
    }
  for (int i = 0; i < 600; i++)
    random_edit (s, g_ptr_array_index (invoices, g_test_rand_int_range (0, 20)));
  st_check_indexes (s);
  st_reopen (s);
  st_check_indexes (s);
}

static void
test_cancelled (void)
{
  g_autoptr (Fixture) s = made_store ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
  g_autoptr (GError) error = NULL;

  fac_store_keys_async (s->store, query, cancellable, ST_GOT);
  g_cancellable_cancel (cancellable);
  g_assert_null (fac_store_keys_finish (s->store, st_wait (), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  check_query (s, query, 1500); /* the next one is not harmed */
}

static FacUsedKeys *
used_keys (Fixture *s)
{
  g_autoptr (GError) error = NULL;
  FacUsedKeys *used;

  fac_store_used_keys_async (s->store, NULL, ST_GOT);
  used = fac_store_used_keys_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  return used;
}

static void
add_product (Fixture *s, const char *description, const char *product_key, const char *unit_key)
{
  g_autoptr (FacProduct) product = st_product (description, description, "1");

  fac_set_string (&product->product_key, product_key);
  fac_set_string (&product->unit_key, unit_key);
  fac_store_save_product_async (s->store, product, FALSE, ST_GOT);
  st_ok (s);
}

/* What was sold lately is among them. */
static void
test_used_in_lines (void)
{
  g_autoptr (Fixture) s = made_store ();
  g_autoptr (FacUsedKeys) used = used_keys (s);
  g_autofree char *newest = g_strdup_printf ("%08" G_GINT64_FORMAT,
    st_sql (s, "SELECT CAST (l.product_key AS INTEGER) FROM documents d JOIN lines l ON l.document = d.seq"
               " ORDER BY d.sort_key DESC LIMIT 1"));

  g_test_message ("%s", newest);
  g_assert_true (g_strv_contains ((const char *const *) used->products, newest));
  g_assert_cmpuint (g_strv_length (used->products), <=, 100);
}

/* The most often used stand first. */
static void
test_used_keys (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacUsedKeys) none = used_keys (s);
  g_autoptr (FacUsedKeys) used = NULL;

  g_assert_null (none->products[0]);
  g_assert_null (none->units[0]);
  add_product (s, "a", "50202306", "H87");
  add_product (s, "b", "31161500", "KGM");
  add_product (s, "c", "31161500", "KGM");
  used = used_keys (s);
  g_assert_cmpuint (g_strv_length (used->products), ==, 2);
  g_assert_cmpstr (used->products[0], ==, "31161500");
  g_assert_cmpstr (used->products[1], ==, "50202306");
  g_assert_cmpstr (used->units[0], ==, "KGM");
  g_assert_cmpstr (used->units[1], ==, "H87");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/query/orders-and-filters", test_orders_and_filters);
  g_test_add_func ("/store/query/text-and-filters", test_text_and_filters);
  g_test_add_func ("/store/query/customer", test_customer_filter);
  g_test_add_func ("/store/query/parties", test_parties);
  g_test_add_func ("/store/query/typed", test_typed);
  g_test_add_func ("/store/query/hostile", test_hostile);
  g_test_add_func ("/store/query/any-field", test_any_field);
  g_test_add_func ("/store/query/expression", test_expression);
  g_test_add_func ("/store/query/dates", test_dates);
  g_test_add_func ("/store/query/random", test_random);
  g_test_add_func ("/store/query/used-keys", test_used_keys);
  g_test_add_func ("/store/query/used-in-lines", test_used_in_lines);
  g_test_add_func ("/store/query/cancelled", test_cancelled);
  status = g_test_run ();
  g_free (made_folder);
  return status;
}
