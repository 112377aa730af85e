/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "fac-make-documents.h"

#include <string.h>

/*
 * What one action of the person writes, in pages of the log: they, not the clock, say what it costs on a slow disk.
 * The mean holds the growth of the tables; the most is that of one action in sixteen, with which FTS5 puts the
 * small segments of the others together.
 */
#define SAVES        96
#define WAL_HEADER   32
#define FRAME_HEADER 24

typedef struct
{
  Fixture *s;
  guint    all;
  guint    most;
  guint    n;
} Pages;

static guint32
big_endian (const char *data)
{
  guint32 value;

  memcpy (&value, data, sizeof value);
  return GUINT32_FROM_BE (value);
}

/* The pages of the newest commit in the log. */
static guint
newest_commit (Fixture *s)
{
  g_autofree char *path = g_build_filename (s->folder, "facturador.db-wal", NULL);
  g_autofree char *log = NULL;
  g_autoptr (GError) error = NULL;
  gsize length, frame;
  guint pages = 0, newest = 0;

  g_file_get_contents (path, &log, &length, &error);
  g_assert_no_error (error);
  frame = FRAME_HEADER + big_endian (log + 8);
  for (gsize at = WAL_HEADER; at + frame <= length && memcmp (log + at + 8, log + 16, 8) == 0; at += frame)
    {
      pages++;
      if (big_endian (log + at + 4) == 0)
        continue;
      newest = pages;
      pages = 0;
    }
  g_assert_cmpuint (newest, >, 0);
  return newest;
}

static void
count (Pages *self)
{
  const guint pages = newest_commit (self->s);

  self->n++;
  self->all += pages;
  self->most = MAX (self->most, pages);
}

static void
judge (const Pages *self, const char *what, guint documents, guint mean, guint most)
{
  g_test_message ("%s at %u documents: %u pages for %u, at most %u", what, documents, self->all, self->n,
                  self->most);
  g_assert_cmpuint (self->all, <=, mean * self->n);
  g_assert_cmpuint (self->most, <=, most);
}

static FacInvoice *
draft (guint i, const FacCustomer *customer)
{
  FacInvoice *invoice = fac_invoice_new (FAC_INVOICE_INGRESO);

  if (customer != NULL)
    invoice->customer = fac_customer_copy (customer);
  for (guint k = 0; k < 3; k++)
    {
      g_autoptr (FacProduct) product = fac_product_new ();

      fac_set_string (&product->description, fac_made_word (i * 3 + k * 4 + 2));
      product->price = fac_decimal_from_int (100 + i * 37 % 1000 + k);
      g_ptr_array_add (invoice->lines, fac_invoice_line_new (product));
    }
  return invoice;
}

static void
save (Pages *self, FacInvoice *invoice, gboolean send)
{
  fac_store_save_draft_async (self->s->store, invoice, send, ST_GOT);
  st_ok (self->s);
  count (self);
}

static void
save_new (Pages *self, const FacCustomer *customer, gboolean send, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FacInvoice) invoice = draft (i, customer);

      save (self, invoice, send);
    }
}

static void
queue_stamps (Pages *self)
{
  for (guint i = 0; i < SAVES; i++)
    {
      g_autoptr (FacInvoice) invoice = draft (i, NULL);

      fac_store_save_draft_async (self->s->store, invoice, FALSE, ST_GOT);
      st_ok (self->s);
      fac_store_queue_stamp_async (self->s->store, invoice, ST_GOT);
      st_ok (self->s);
      count (self);
    }
}

static void
type_on (Pages *self)
{
  g_autoptr (FacInvoice) invoice = draft (1, NULL);

  fac_store_save_draft_async (self->s->store, invoice, FALSE, ST_GOT);
  st_ok (self->s);
  for (guint i = 0; i < SAVES; i++)
    {
      g_autoptr (FacInvoice) edited = fac_invoice_copy (invoice);
      g_autoptr (FacProduct) product = fac_product_new ();

      product->description = g_strdup_printf ("%s %u", fac_made_word (i), i);
      product->price = fac_decimal_from_int (i);
      g_ptr_array_set_size (edited->lines, 2);
      g_ptr_array_add (edited->lines, fac_invoice_line_new (product));
      save (self, edited, FALSE);
    }
}

static void
test_size (gconstpointer data)
{
  const guint documents = GPOINTER_TO_UINT (data);
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Comercializadora del Bajío", "CBA010101AB1");
  g_autoptr (GError) error = NULL;
  Pages pages[5] = { 0 };

  st_close (s);
  g_assert_true (fac_make_documents (s->folder, documents, 3, &error));
  g_assert_no_error (error);
  st_open (s);
  fac_store_save_customer_async (s->store, customer, FALSE, ST_GOT);
  st_ok (s);
  /* the segment of the index that making so many left is put together with the first few */
  save_new (&(Pages) { .s = s }, NULL, FALSE, 20);
  pages[0].s = pages[1].s = pages[2].s = pages[3].s = pages[4].s = s;
  save_new (&pages[0], NULL, FALSE, SAVES);
  judge (&pages[0], "new draft", documents, 12, 30);
  save_new (&pages[1], NULL, TRUE, SAVES);
  judge (&pages[1], "new draft, to be sent", documents, 14, 30);
  save_new (&pages[2], customer, TRUE, SAVES);
  judge (&pages[2], "new draft of a customer, to be sent", documents, 15, 35);
  type_on (&pages[3]);
  judge (&pages[3], "draft typed on", documents, 8, 25);
  queue_stamps (&pages[4]);
  judge (&pages[4], "draft to be stamped", documents, 18, 35);
  st_check_indexes (s);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/store/pages/1000", GUINT_TO_POINTER (1000), test_size);
  g_test_add_data_func ("/store/pages/10000", GUINT_TO_POINTER (10000), test_size);
  if (g_test_thorough ())
    g_test_add_data_func ("/store/pages/100000", GUINT_TO_POINTER (100000), test_size);
  return g_test_run ();
}
