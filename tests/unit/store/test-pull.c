/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-body-pack.h"
#include "store-fixture.h"

#include "fac-cfdi-seal.h"
#include "fac-cfdi-xml.h"
#include "fac-ids.h"

#include <glib/gstdio.h>

#define UUID_A "3F2504E0-4F89-41D3-9A0C-0305E82C3301"
#define UUID_B "3F2504E0-4F89-41D3-9A0C-0305E82C3302"

/* Objects as a provider gives them: no local id. */
static FacPulled *
pulled (const char *remote_id, const char *external_id, const char *body)
{
  FacPulled *item = g_new0 (FacPulled, 1);

  item->remote_id = g_strdup (remote_id);
  item->external_id = g_strdup (external_id);
  item->body = g_bytes_new (body, strlen (body));
  return item;
}

static FacPulled *
pulled_customer (const char *remote_id, const char *name)
{
  FacPulled *item = pulled (remote_id, NULL, name);

  item->customer = st_customer (name, "CBA010101AB1");
  fac_set_string (&item->customer->id, "");
  fac_set_string (&item->customer->remote_id, remote_id);
  return item;
}

static FacPulled *
pulled_invoice (const char *remote_id, const char *external_id, const char *text,
                FacDocumentStatus status)
{
  FacPulled *item = pulled (remote_id, external_id, text);

  item->invoice = st_invoice (NULL, text, "5");
  fac_set_string (&item->invoice->id, "");
  fac_set_string (&item->invoice->remote_id, remote_id);
  item->invoice->status = status;
  item->invoice->date = ST_NOW - ST_DAY;
  if (fac_document_status_is_issued (status))
    fac_set_string (&item->invoice->uuid, UUID_A);
  return item;
}

static void
merge (Fixture *s, const char *value, FacPulled *first, ...)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pulled_free);
  va_list more;

  va_start (more, first);
  for (FacPulled *item = first; item != NULL; item = va_arg (more, FacPulled *))
    g_ptr_array_add (items, item);
  va_end (more);
  fac_store_merge_page_async (s->store, items, value != NULL ? "documents" : NULL, value, ST_GOT);
  st_ok (s);
}

static char *
cursor (Fixture *s)
{
  g_autoptr (GError) error = NULL;
  char *value;

  fac_store_get_cursor_async (s->store, "documents", NULL, ST_GOT);
  value = fac_store_get_cursor_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  return value;
}

static FacInvoice *
find_invoice (Fixture *s, const char *text)
{
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
  g_autoptr (FacStorePage) page = NULL;

  query->text = g_strdup (text);
  page = st_first_page (s, query, 2);
  g_assert_cmpuint (page->rows->len, ==, 1);
  return st_get_invoice (s, ((FacDocumentSummary *) g_ptr_array_index (page->rows, 0))->id);
}

static void
test_page (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autofree char *before = cursor (s);
  g_autofree char *after = NULL;

  g_assert_null (before);
  for (int i = 0; i < 3; i++)
    merge (s, "page-2", pulled_customer ("c1", "Uno"), pulled_customer ("c2", "Dos"),
           pulled_invoice ("i1", NULL, "tornillo", FAC_STATUS_TIMBRADA),
           pulled_invoice ("i2", NULL, "tuerca", FAC_STATUS_BORRADOR), NULL);
  after = cursor (s);
  g_assert_cmpstr (after, ==, "page-2");
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM customers"), ==, 2);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM documents"), ==, 2);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM documents WHERE length (id) = 36 AND offline_state = 0"), ==, 2);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM bodies"), ==, 2);
  g_assert_cmpint (st_sql (s, "SELECT xml_owed FROM documents WHERE remote_id = 'i1'"), ==, 1);
  st_assert_outbox (s, "");
  g_assert_true (st_changed (s, FAC_ENTITY_INVOICE, NULL));
  /* nothing new: nothing is announced */
  merge (s, "page-3", pulled_invoice ("i1", NULL, "tornillo", FAC_STATUS_TIMBRADA), NULL);
  g_assert_cmpuint (s->changes->len, ==, 0);
  st_check_indexes (s);
}

static void
test_body (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacInvoice) row = NULL;
  g_autoptr (FacInvoice) found = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  gboolean complete = TRUE;

  merge (s, NULL, pulled_invoice ("i1", NULL, "tornillo", FAC_STATUS_TIMBRADA), NULL);
  row = find_invoice (s, "tornillo");
  fac_store_get_invoice_async (s->store, row->id, NULL, ST_GOT);
  found = fac_store_get_invoice_finish (s->store, st_wait (), &body, &complete, &error);
  g_assert_no_error (error);
  g_assert_false (complete);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), "tornillo", 8);
  g_assert_cmpstr (found->uuid, ==, UUID_A);
  g_assert_cmpint (found->date, ==, ST_NOW - ST_DAY);
}

static void
test_pending_edits (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Mío", "CBA010101AB1");
  g_autoptr (FacCustomer) there = st_remote_customer (customer, "c1");
  g_autoptr (FacCustomer) edited = fac_customer_copy (customer);
  g_autoptr (FacCustomer) found = NULL;
  g_autoptr (FacOutboxEntry) create = NULL;
  g_autoptr (FacOutboxEntry) update = NULL;

  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  create = st_claim (s, ST_NOW, NULL);
  st_acknowledge_customer (s, create->id, there);
  merge (s, NULL, pulled_customer ("c1", "De otra parte"), NULL);
  found = st_get_customer (s, customer->id);
  g_assert_cmpstr (found->legal_name, ==, "De otra parte"); /* no edits here: theirs */
  g_clear_pointer (&found, fac_customer_unref);
  fac_set_string (&edited->phone, "55");
  fac_store_save_customer_async (s->store, edited, FALSE, ST_GOT);
  st_ok (s);
  merge (s, NULL, pulled_customer ("c1", "Otra vez"), NULL);
  found = st_get_customer (s, customer->id);
  g_assert_true (fac_customer_equal_content (found, edited));
  /* deleted here: a page does not bring it back */
  fac_store_delete_async (s->store, FAC_ENTITY_CUSTOMER, customer->id, 0, ST_GOT);
  st_ok (s);
  merge (s, NULL, pulled_customer ("c1", "Y otra"), NULL);
  g_assert_cmpuint (st_search (s, FAC_ENTITY_CUSTOMER, NULL), ==, 0);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM customers"), ==, 1);
}

static void
test_external_id (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacInvoice) mine = st_invoice (NULL, "mío", "1");
  g_autoptr (FacInvoice) there = st_remote_invoice (mine, "i1", FAC_STATUS_BORRADOR);
  g_autoptr (FacInvoice) found = NULL;
  g_autoptr (FacOutboxEntry) create = NULL;
  g_autofree char *foreign = fac_id_new ();

  fac_store_save_draft_async (s->store, mine, TRUE, ST_GOT);
  st_ok (s);
  create = st_claim (s, ST_NOW, NULL);
  /* its page comes before its answer: no second document */
  merge (s, NULL, pulled_invoice ("i1", mine->id, "mío", FAC_STATUS_BORRADOR), NULL);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM documents"), ==, 1);
  st_acknowledge_invoice (s, create->id, there);
  merge (s, NULL, pulled_invoice ("i1", mine->id, "mío", FAC_STATUS_TIMBRADA), NULL);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM documents"), ==, 1);
  found = st_get_invoice (s, mine->id);
  g_assert_cmpint (found->status, ==, FAC_STATUS_TIMBRADA);
  /* another document there that says it is ours is not: it stands beside it */
  merge (s, NULL, pulled_invoice ("i9", mine->id, "doble", FAC_STATUS_TIMBRADA), NULL);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM documents"), ==, 2);
  g_clear_pointer (&found, fac_invoice_unref);
  found = st_get_invoice (s, mine->id);
  g_assert_cmpstr (found->remote_id, ==, "i1");
  /* of another machine of ours: it keeps its id */
  merge (s, NULL, pulled_invoice ("i3", foreign, "ajena", FAC_STATUS_BORRADOR), NULL);
  g_clear_pointer (&found, fac_invoice_unref);
  found = st_get_invoice (s, foreign);
  g_assert_nonnull (found);
  st_check_indexes (s);
}

/* An old page does not undo what is known to have happened. */
static void
test_old_page (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacInvoice) found = NULL;

  merge (s, NULL, pulled_invoice ("i1", NULL, "tornillo", FAC_STATUS_TIMBRADA), NULL);
  merge (s, NULL, pulled_invoice ("i1", NULL, "tornillos", FAC_STATUS_BORRADOR), NULL);
  found = find_invoice (s, "tornillo");
  g_assert_cmpint (found->status, ==, FAC_STATUS_TIMBRADA);
  merge (s, NULL, pulled_invoice ("i1", NULL, "tornillo!", FAC_STATUS_CANCELADA), NULL);
  g_clear_pointer (&found, fac_invoice_unref);
  found = find_invoice (s, "tornillo");
  g_assert_cmpint (found->status, ==, FAC_STATUS_CANCELADA);
}

/* Documents come before their receivers. */
static void
test_receiver_later (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) receiver = st_customer ("Uno", "CBA010101AB1");
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
  g_autoptr (FacQuery) customers = fac_query_new (FAC_ENTITY_CUSTOMER);
  g_autoptr (FacStorePage) page = NULL;
  g_autoptr (GArray) keys = NULL;
  FacPulled *item = pulled_invoice ("i1", NULL, "tornillo", FAC_STATUS_TIMBRADA);

  fac_set_string (&receiver->id, "");
  fac_set_string (&receiver->remote_id, "c1");
  item->invoice->customer = g_steal_pointer (&receiver);
  merge (s, NULL, item, NULL);
  merge (s, NULL, pulled_customer ("c1", "Uno"), NULL);
  page = st_first_page (s, customers, 2);
  g_assert_cmpuint (page->rows->len, ==, 1);
  query->customer_id = g_strdup (((FacCustomer *) g_ptr_array_index (page->rows, 0))->id);
  keys = st_keys (s, query);
  g_assert_cmpuint (keys->len, ==, 1);
}

/* The answer names an object that a page brought already: they become one. */
static void
test_adopt (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Uno", "CBA010101AB1");
  g_autoptr (FacCustomer) there = st_remote_customer (customer, "c1");
  g_autoptr (FacOutboxEntry) create = NULL;
  g_autoptr (FacCustomer) found = NULL;

  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  create = st_claim (s, ST_NOW, NULL);
  merge (s, NULL, pulled_customer ("c1", "Uno"), NULL);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM customers"), ==, 2);
  st_acknowledge_customer (s, create->id, there);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM customers"), ==, 1);
  found = st_get_customer (s, customer->id);
  g_assert_cmpstr (found->remote_id, ==, "c1");
  st_check_indexes (s);
}

/* A page that cannot be stored moves no cursor. */
static void
test_broken_page (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pulled_free);
  FacPulled *broken = pulled_invoice ("i2", NULL, "dos", FAC_STATUS_TIMBRADA);
  g_autofree char *value = NULL;

  broken->invoice->total.overflow = TRUE;
  g_ptr_array_add (items, pulled_invoice ("i1", NULL, "uno", FAC_STATUS_TIMBRADA));
  g_ptr_array_add (items, broken);
  fac_store_merge_page_async (s->store, items, "documents", "next", ST_GOT);
  if (fac_store_write_finish (s->store, st_wait (), NULL))
    g_assert_cmpint (st_sql (s, "SELECT count(*) FROM documents"), ==, 2);
  else
    {
      value = cursor (s);
      g_assert_null (value);
      g_assert_cmpint (st_sql (s, "SELECT count(*) FROM documents"), ==, 0);
    }
  st_check_indexes (s);
}

/* ---- XML -------------------------------------------------------------------------------------- */

static GBytes *
make_xml (const char *uuid)
{
  static FacCertificate *csd;
  g_autoptr (FacCfdi) cfdi = fac_cfdi_new ();
  FacCfdiConcepto *line = fac_cfdi_concepto_new ();
  g_autoptr (GError) error = NULL;
  GBytes *xml;

  if (csd == NULL)
    csd = fac_certificate_mint ("30001000000500003416", "EKU9003173C9", "ESCUELA KEMPER URGATE",
                                ST_NOW - ST_DAY,
                                ST_NOW + 365 * ST_DAY, &error);
  g_assert_no_error (error);
  fac_set_string (&cfdi->fecha, "2026-11-20T16:42:51");
  fac_set_string (&cfdi->moneda, "MXN");
  fac_set_string (&cfdi->tipo_de_comprobante, "I");
  fac_set_string (&cfdi->exportacion, "01");
  fac_set_string (&cfdi->lugar_expedicion, "01000");
  fac_set_string (&cfdi->emisor_rfc, "EKU9003173C9");
  fac_set_string (&cfdi->receptor_rfc, "XAXX010101000");
  cfdi->sub_total = cfdi->total = fac_decimal_from_int (5);
  fac_set_string (&line->descripcion, "Algo");
  line->cantidad = fac_decimal_from_int (1);
  line->valor_unitario = line->importe = fac_decimal_from_int (5);
  g_ptr_array_add (cfdi->conceptos, line);
  fac_cfdi_seal (cfdi, csd, &error);
  g_assert_no_error (error);
  fac_cfdi_stamp (cfdi, csd, uuid, "2026-11-20T16:43:00", "AAA010101AAA", &error);
  g_assert_no_error (error);
  xml = fac_cfdi_write (cfdi, &error);
  g_assert_no_error (error);
  return xml;
}

static GBytes *
get_xml (Fixture *s, const char *id, int code)
{
  g_autoptr (GError) error = NULL;
  GBytes *xml;

  fac_store_get_xml_async (s->store, id, NULL, ST_GOT);
  xml = fac_store_get_xml_finish (s->store, st_wait (), &error);
  if (code >= 0)
    g_assert_error (error, FAC_STORE_ERROR, code);
  else
    g_assert_no_error (error);
  return xml;
}

static guint
mode_of (Fixture *s, const char *name)
{
  g_autofree char *path = g_build_filename (s->folder, name, NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_mode & 0777;
}

static void
test_xml (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacInvoice) row = NULL;
  g_autoptr (GBytes) good = make_xml (UUID_A);
  g_autoptr (GBytes) other = make_xml (UUID_B);
  g_autoptr (GBytes) broken = g_bytes_new_static ("<a", 2);
  g_autoptr (GBytes) read = NULL;
  g_autofree char *path = NULL;
  mode_t mask = umask (0);

  umask (mask);
  merge (s, NULL, pulled_invoice ("i1", NULL, "tornillo", FAC_STATUS_TIMBRADA), NULL);
  row = find_invoice (s, "tornillo");
  g_assert_null (get_xml (s, row->id, -1)); /* owed */
  fac_store_save_xml_async (s->store, row->id, other, ST_GOT);
  st_refused (s, FAC_STORE_ERROR_CORRUPT);
  fac_store_save_xml_async (s->store, row->id, broken, ST_GOT);
  st_refused (s, FAC_STORE_ERROR_CORRUPT);
  path = g_build_filename (s->folder, "xml", NULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS)); /* nothing unproven on the disk */
  for (int i = 0; i < 2; i++)
    {
      fac_store_save_xml_async (s->store, row->id, good, ST_GOT);
      st_ok (s);
    }
  read = get_xml (s, row->id, -1);
  g_assert_true (g_bytes_equal (read, good));
  g_assert_cmpuint (mode_of (s, "xml"), ==, 0700);
  g_assert_cmpuint (mode_of (s, "xml/2026"), ==, 0700);
  g_assert_cmpuint (mode_of (s, "xml/2026/11"), ==, 0700);
  g_assert_cmpuint (mode_of (s, "xml/2026/11/" UUID_A ".xml"), ==, 0600);
  g_assert_cmpuint (mode_of (s, "facturador.db"), ==, 0600);
  g_assert_cmpuint (mode_of (s, ""), ==, 0700);
  g_assert_cmpint (st_sql (s, "SELECT xml_owed FROM documents"), ==, 0);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM attachments WHERE length (hash) = 64"), ==, 1);
  /* a page about the same document owes nothing again */
  merge (s, NULL, pulled_invoice ("i1", NULL, "tornillo!", FAC_STATUS_CANCELADA), NULL);
  g_assert_cmpint (st_sql (s, "SELECT xml_owed FROM documents"), ==, 0);
  g_free (path);
  path = g_build_filename (s->folder, "xml/2026/11/" UUID_A ".xml", NULL);
  g_assert_true (g_file_set_contents (path, "changed", -1, NULL));
  g_assert_null (get_xml (s, row->id, FAC_STORE_ERROR_CORRUPT));
  g_unlink (path);
  g_assert_null (get_xml (s, row->id, FAC_STORE_ERROR_NOT_FOUND));
}

static void
test_owed (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pulled_free);
  g_autoptr (GPtrArray) owed = NULL;
  g_autoptr (GError) error = NULL;
  gint64 newest = G_MAXINT64;

  for (int i = 0; i < 30; i++)
    {
      g_autofree char *remote = g_strdup_printf ("i%d", i);
      g_autofree char *uuid = g_ascii_strup (UUID_A, -1);
      FacPulled *item = pulled_invoice (remote, NULL, remote, i % 3
                                        == 0 ? FAC_STATUS_BORRADOR : FAC_STATUS_TIMBRADA);

      uuid[0] = 'A' + i % 6;
      item->invoice->date = ST_NOW - (i * 7 % 30) * ST_DAY;
      fac_set_string (&item->invoice->uuid, uuid);
      g_ptr_array_add (items, item);
    }
  fac_store_merge_page_async (s->store, items, NULL, NULL, ST_GOT);
  st_ok (s);
  fac_store_owed_xml_async (s->store, 12, NULL, ST_GOT);
  owed = fac_store_owed_xml_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (owed->len, ==, 12);
  for (guint i = 0; i < owed->len; i++)
    {
      const FacDocumentSummary *row = g_ptr_array_index (owed, i);

      g_assert_cmpint (row->date, <, newest);
      newest = row->date;
      g_assert_true (row->xml_missing);
      g_assert_nonnull (row->remote_id);
      g_assert_nonnull (row->uuid);
    }
  g_assert_cmpint (st_sql (s, "SELECT sum (xml_owed) FROM documents"), ==, 20);
}

/* ---- the rest --------------------------------------------------------------------------------- */

static guint
find_entries (Fixture *s, const char *catalog, const char *text, guint limit)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  fac_store_search_catalog_async (s->store, catalog, text, limit, NULL, ST_GOT);
  entries = fac_store_search_catalog_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  return entries->len;
}

static void
test_catalog (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_catalog_entry_free);

  g_ptr_array_add (entries, fac_catalog_entry_new ("43211500", "Computadores", "Computers"));
  g_ptr_array_add (entries, fac_catalog_entry_new ("43211503", "Computador portátil", NULL));
  for (int i = 0; i < 2; i++)
    {
      fac_store_cache_catalog_async (s->store, FAC_CATALOG_PRODUCTS, entries, ST_GOT);
      st_ok (s);
    }
  g_assert_cmpuint (find_entries (s, FAC_CATALOG_PRODUCTS, "portatil", 10), ==, 1);
  g_assert_cmpuint (find_entries (s, FAC_CATALOG_PRODUCTS, "comput", 10), ==, 2);
  g_assert_cmpuint (find_entries (s, FAC_CATALOG_PRODUCTS, "comput", 1), ==, 1);
  g_assert_cmpuint (find_entries (s, FAC_CATALOG_PRODUCTS, "4321", 10), ==, 2);
  g_assert_cmpuint (find_entries (s, FAC_CATALOG_PRODUCTS, NULL, 10), ==, 2);
  g_assert_cmpuint (find_entries (s, FAC_CATALOG_UNITS, "comput", 10), ==, 0);
  st_check_indexes (s);
}

static void
test_history (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacInvoice) invoice = st_invoice (NULL, "uno", "1");
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) kinds = g_string_new (NULL);

  fac_store_save_draft_async (s->store, invoice, FALSE, ST_GOT);
  st_ok (s);
  fac_test_clock_advance (s->clock, 5);
  fac_store_queue_stamp_async (s->store, invoice, ST_GOT);
  st_ok (s);
  fac_store_unqueue_async (s->store, invoice->id, ST_GOT);
  st_ok (s);
  fac_store_add_history_async (s->store, invoice->id, "printed", "2 copias", ST_GOT);
  st_ok (s);
  g_assert_true (st_changed (s, FAC_ENTITY_INVOICE, invoice->id));
  fac_store_get_history_async (s->store, invoice->id, NULL, ST_GOT);
  events = fac_store_get_history_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    {
      const FacHistoryEvent *event = g_ptr_array_index (events, i);

      g_string_append_printf (kinds, "%s@%d ", event->kind, (int) (event->at - ST_NOW));
    }
  g_assert_cmpstr (kinds->str, ==, "created@0 queued@5 unqueued@5 printed@5 ");
  g_assert_cmpstr (((FacHistoryEvent *) g_ptr_array_index (events, 3))->detail, ==, "2 copias");
}

/* Bodies are kept deflated; what is no JSON of any length comes back too. */
static void
test_packed (void)
{
  for (guint length = 0; length < 40000; length = length * 3 + 1)
    {
      g_autofree char *text = g_strnfill (length, 'a');
      g_autoptr (GBytes) body = NULL;
      g_autoptr (GBytes) packed = NULL;
      g_autoptr (GBytes) back = NULL;

      for (guint i = 0; i < length; i++)
        text[i] = (char) ('!' + (i * i + i / 7) % 90);
      body = g_bytes_new (text, length);
      packed = fac_body_pack (body);
      g_assert_cmpuint (g_bytes_get_size (packed), <=, length);
      back = fac_body_unpack (packed);
      g_assert_true (g_bytes_equal (body, back));
    }
}

static void
test_packed_damaged (void)
{
  g_autoptr (GBytes) cut = g_bytes_new_static ("\x78\x01\x4b", 3);

  g_assert_null (fac_body_unpack (cut));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/pull/packed", test_packed);
  g_test_add_func ("/store/pull/packed-damaged", test_packed_damaged);
  g_test_add_func ("/store/pull/page", test_page);
  g_test_add_func ("/store/pull/body", test_body);
  g_test_add_func ("/store/pull/pending-edits", test_pending_edits);
  g_test_add_func ("/store/pull/external-id", test_external_id);
  g_test_add_func ("/store/pull/old-page", test_old_page);
  g_test_add_func ("/store/pull/receiver-later", test_receiver_later);
  g_test_add_func ("/store/pull/adopt", test_adopt);
  g_test_add_func ("/store/pull/broken-page", test_broken_page);
  g_test_add_func ("/store/files/xml", test_xml);
  g_test_add_func ("/store/files/owed", test_owed);
  g_test_add_func ("/store/catalog", test_catalog);
  g_test_add_func ("/store/history", test_history);
  return g_test_run ();
}
