/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-seal.h"
#include "fac-cfdi-xml.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define UUID   "11111111-AAAA-4AAA-8AAA-111111111111"
#define PLACE  "xml/2026/11/" UUID ".xml"
#define OWED   "SELECT xml_owed FROM documents"
#define KEPT   "SELECT count(*) FROM attachments"

static GBytes *
make_xml (void)
{
  g_autoptr (FacCertificate) csd = NULL;
  g_autoptr (FacCfdi) cfdi = fac_cfdi_new ();
  g_autoptr (GError) error = NULL;
  GBytes *xml;

  csd = fac_certificate_mint ("30001000000500003416", "EKU9003173C9", "ESCUELA KEMPER URGATE",
                              ST_NOW - ST_DAY, ST_NOW + 365 * ST_DAY, &error);
  g_assert_no_error (error);
  fac_set_string (&cfdi->fecha, "2026-11-20T16:42:51");
  fac_set_string (&cfdi->moneda, "MXN");
  fac_set_string (&cfdi->tipo_de_comprobante, "I");
  fac_set_string (&cfdi->emisor_rfc, "EKU9003173C9");
  fac_set_string (&cfdi->receptor_rfc, "XAXX010101000");
  g_assert_true (fac_cfdi_seal (cfdi, csd, &error));
  g_assert_true (fac_cfdi_stamp (cfdi, csd, UUID, "2026-11-20T16:43:00", "AAA010101AAA", &error));
  xml = fac_cfdi_write (cfdi, &error);
  g_assert_no_error (error);
  return xml;
}

static void
pull (Fixture *s, const char *uuid, gint64 date, FacDocumentStatus status)
{
  g_autoptr (FacCustomer) customer = st_customer ("CLIENTE", "XAXX010101000");
  g_autoptr (FacInvoice) invoice = st_invoice (customer, "tornillo", "5");
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pulled_free);
  g_autofree char *remote_id = g_strconcat ("i", uuid, NULL);
  g_autofree char *body = g_strdup_printf ("{\"status\":%d}", status);
  FacPulled *pulled = g_new0 (FacPulled, 1);

  pulled->remote_id = g_strdup (remote_id);
  pulled->invoice = st_remote_invoice (invoice, remote_id, status);
  fac_set_string (&pulled->invoice->id, remote_id);
  if (date != 0)
    pulled->invoice->date = date;
  fac_set_string (&pulled->invoice->uuid, uuid);
  pulled->body = g_bytes_new (body, strlen (body));
  g_ptr_array_add (items, pulled);
  fac_store_merge_page_async (s->store, items, NULL, NULL, ST_GOT);
  st_ok (s);
}

/* The only document: stamped elsewhere, its XML owed. Returns its local id. */
static char *
pull_stamped (Fixture *s)
{
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
  g_autoptr (FacStorePage) page = NULL;

  pull (s, UUID, 0, FAC_STATUS_TIMBRADA);
  page = st_first_page (s, query, 1);
  return g_strdup (((FacDocumentSummary *) g_ptr_array_index (page->rows, 0))->id);
}

static char *
keep (Fixture *s, GBytes *xml)
{
  char *id = pull_stamped (s);

  fac_store_save_xml_async (s->store, id, xml, ST_GOT);
  st_ok (s);
  return id;
}

static FacFilePage *
check (Fixture *s, gboolean thorough)
{
  g_autoptr (GError) error = NULL;
  FacFilePage *page;

  fac_store_check_files_async (s->store, 0, 10, thorough, NULL, ST_GOT);
  page = fac_store_check_files_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->checked, ==, 1);
  g_assert_cmpint (page->next, ==, 0);
  return page;
}

static void
assert_finds (Fixture *s, gboolean thorough, FacFileState state)
{
  g_autoptr (FacFilePage) page = check (s, thorough);
  const FacFileFinding *finding;

  g_assert_cmpuint (page->findings->len, ==, state == FAC_FILE_GOOD ? 0 : 1);
  if (state == FAC_FILE_GOOD)
    return;
  finding = g_ptr_array_index (page->findings, 0);
  g_assert_cmpint (finding->state, ==, state);
  g_assert_cmpstr (finding->uuid, ==, UUID);
  g_assert_cmpint (finding->reason != NULL, ==, state == FAC_FILE_ALTERED);
}

static void
repair (Fixture *s, FacFilePage *page)
{
  fac_store_repair_files_async (s->store, page->findings, ST_GOT);
  st_ok (s);
}

static gint64
count_owed (Fixture *s)
{
  g_autoptr (GError) error = NULL;
  gint64 owed;

  fac_store_count_owed_async (s->store, NULL, ST_GOT);
  owed = fac_store_count_owed_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  st_check_owed (s);
  return owed;
}

static char *
read_file (Fixture *s, const char *place)
{
  g_autofree char *path = g_build_filename (s->folder, place, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static void
write_file (Fixture *s, const char *text)
{
  g_autofree char *path = g_build_filename (s->folder, PLACE, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* One digit of an amount or letter of a name: as long as it was. */
static char *
change_a_letter (GBytes *xml)
{
  char *text = g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
  char *date = strstr (text, "16:42:51");

  g_assert_nonnull (date);
  date[7] = '2';
  return text;
}

static void
test_good (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (GBytes) xml = make_xml ();
  g_autofree char *id = pull_stamped (s);

  assert_finds (s, TRUE, FAC_FILE_OWED);
  g_assert_cmpint (count_owed (s), ==, 1);
  fac_store_save_xml_async (s->store, id, xml, ST_GOT);
  st_ok (s);
  assert_finds (s, TRUE, FAC_FILE_GOOD);
  g_assert_cmpint (count_owed (s), ==, 0);
}

static void
test_missing (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (GBytes) xml = make_xml ();
  g_autofree char *id = keep (s, xml);
  g_autofree char *path = g_build_filename (s->folder, PLACE, NULL);
  g_autoptr (FacFilePage) page = NULL;

  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_finds (s, FALSE, FAC_FILE_MISSING);
  page = check (s, TRUE);
  g_assert_cmpint (st_sql (s, OWED), ==, 0); /* looking changes nothing */
  repair (s, page);
  g_assert_cmpint (st_sql (s, OWED), ==, 1);
  g_assert_cmpint (st_sql (s, KEPT), ==, 0);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM history WHERE kind = 'xml-missing'"), ==, 1);
  fac_store_save_xml_async (s->store, id, xml, ST_GOT);
  st_ok (s);
  assert_finds (s, TRUE, FAC_FILE_GOOD);
}

static void
test_altered (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (GBytes) xml = make_xml ();
  g_autofree char *id = keep (s, xml);
  g_autofree char *changed = change_a_letter (xml);
  g_autofree char *aside = NULL;
  g_autoptr (FacFilePage) page = NULL;

  write_file (s, changed);
  assert_finds (s, FALSE, FAC_FILE_GOOD); /* a glance sees only the size */
  assert_finds (s, TRUE, FAC_FILE_ALTERED);
  page = check (s, TRUE);
  repair (s, page);
  g_assert_cmpint (st_sql (s, OWED), ==, 1);
  aside = read_file (s, PLACE ".altered");
  g_assert_cmpstr (aside, ==, changed);
  g_assert_null (read_file (s, PLACE));
  fac_store_save_xml_async (s->store, id, xml, ST_GOT);
  st_ok (s);
  assert_finds (s, TRUE, FAC_FILE_GOOD);
}

/* Between the look and the repair it was fetched: what is good stays. */
static void
test_mended_meanwhile (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (GBytes) xml = make_xml ();
  g_autofree char *id = keep (s, xml);
  g_autofree char *good = read_file (s, PLACE);
  g_autoptr (FacFilePage) page = NULL;

  write_file (s, "short");
  page = check (s, FALSE);
  g_assert_cmpuint (page->findings->len, ==, 1);
  write_file (s, good);
  repair (s, page);
  g_assert_cmpint (st_sql (s, OWED), ==, 0);
  assert_finds (s, TRUE, FAC_FILE_GOOD);
}

/* Saving never replaces another file: each goes aside under a name of its own. */
static void
test_set_aside (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (GBytes) xml = make_xml ();
  g_autofree char *id = keep (s, xml);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  write_file (s, "one");
  fac_store_save_xml_async (s->store, id, xml, ST_GOT);
  st_ok (s);
  write_file (s, "two");
  fac_store_save_xml_async (s->store, id, xml, ST_GOT);
  st_ok (s);
  first = read_file (s, PLACE ".altered");
  second = read_file (s, PLACE ".altered-2");
  g_assert_cmpstr (first, ==, "one");
  g_assert_cmpstr (second, ==, "two");
  assert_finds (s, TRUE, FAC_FILE_GOOD);
}

/* ---- the receipt of a cancellation ---- */

#define ACUSE_PLACE "acuse/2026/12/" UUID ".xml"
#define ACUSE(uuid)                                                                               \
  "<Acuse Fecha='2026-12-02T10:20:30' RfcEmisor='EKU9003173C9'><Folios><UUID>" uuid "</UUID>"      \
  "<EstatusUUID>201</EstatusUUID></Folios></Acuse>"

/* The only document, now cancelled elsewhere. */
static char *
keep_and_cancel (Fixture *s)
{
  g_autoptr (GBytes) xml = make_xml ();
  char *id = keep (s, xml);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pulled_free);
  FacPulled *pulled = g_new0 (FacPulled, 1);
  GBytes *body;
  g_autoptr (FacInvoice) known = NULL;

  fac_store_get_invoice_async (s->store, id, NULL, ST_GOT);
  known = fac_store_get_invoice_finish (s->store, st_wait (), &body, NULL, NULL);
  g_clear_pointer (&body, g_bytes_unref);
  pulled->remote_id = g_strdup ("i" UUID);
  pulled->invoice = fac_invoice_copy (known);
  pulled->invoice->status = FAC_STATUS_CANCELADA;
  fac_set_string (&pulled->invoice->cancellation_status, "accepted");
  pulled->body = g_bytes_new_static ("{\"canceled\":1}", 14);
  g_ptr_array_add (items, pulled);
  fac_store_merge_page_async (s->store, items, NULL, NULL, ST_GOT);
  st_ok (s);
  return id;
}

static FacFileState
state_of_acuse (Fixture *s, FacFilePage **page_out)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacFilePage) page = NULL;
  FacFileState state = FAC_FILE_GOOD;

  fac_store_check_files_async (s->store, 0, 10, TRUE, NULL, ST_GOT);
  page = fac_store_check_files_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->checked, ==, 2);
  g_assert_cmpuint (page->findings->len, <=, 1);
  if (page->findings->len == 1)
    {
      const FacFileFinding *finding = g_ptr_array_index (page->findings, 0);

      g_assert_cmpint (finding->kind, ==, FAC_FILE_OF_CANCELLATION);
      state = finding->state;
    }
  if (page_out != NULL)
    *page_out = g_steal_pointer (&page);
  return state;
}

static void
test_acuse (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autofree char *id = keep_and_cancel (s);
  g_autoptr (GBytes) acuse = g_bytes_new_static (ACUSE (UUID), strlen (ACUSE (UUID)));
  g_autoptr (GBytes) pdf = g_bytes_new_static ("%PDF-1.4", 8);
  g_autoptr (GBytes) read = NULL;
  g_autoptr (FacFilePage) page = NULL;
  g_autofree char *path = g_build_filename (s->folder, ACUSE_PLACE, NULL);

  g_assert_cmpint (state_of_acuse (s, NULL), ==, FAC_FILE_OWED);
  g_assert_cmpint (count_owed (s), ==, 1);
  fac_store_save_acuse_async (s->store, id, acuse, pdf, ST_GOT);
  st_ok (s);
  g_assert_cmpint (state_of_acuse (s, NULL), ==, FAC_FILE_GOOD);
  g_assert_cmpint (count_owed (s), ==, 0);
  fac_store_get_acuse_async (s->store, id, TRUE, NULL, ST_GOT);
  read = fac_store_get_acuse_finish (s->store, st_wait (), NULL);
  g_assert_true (g_bytes_equal (read, pdf));

  g_assert_true (g_file_set_contents (path, ACUSE ("22222222-AAAA-4AAA-8AAA-111111111111"), -1, NULL));
  g_assert_cmpint (state_of_acuse (s, &page), ==, FAC_FILE_ALTERED);
  repair (s, page);
  g_assert_cmpint (count_owed (s), ==, 1);
  fac_store_save_acuse_async (s->store, id, acuse, NULL, ST_GOT);
  st_ok (s);
  g_assert_cmpint (state_of_acuse (s, NULL), ==, FAC_FILE_GOOD);
  g_clear_pointer (&page, fac_file_page_free);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (state_of_acuse (s, &page), ==, FAC_FILE_MISSING);
}

static void
test_acuse_of_another (void)
{
  static const char other[] = ACUSE ("22222222-AAAA-4AAA-8AAA-111111111111");
  g_autoptr (Fixture) s = st_new ();
  g_autofree char *id = keep_and_cancel (s);
  g_autoptr (GBytes) acuse = g_bytes_new_static (other, strlen (other));

  fac_store_save_acuse_async (s->store, id, acuse, NULL, ST_GOT);
  st_refused (s, FAC_STORE_ERROR_CORRUPT);
  g_assert_cmpint (count_owed (s), ==, 1);
}

/* ---- by month ---- */

#define NOVEMBER G_GINT64_CONSTANT (1794765600000000) /* 2026-11-15 */

/* Months with @least XML owed, as "YYYY-M:N …". */
static char *
owed_months (Fixture *s, guint least)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) months = NULL;
  GString *text = g_string_new (NULL);

  fac_store_owed_months_async (s->store, least, NULL, ST_GOT);
  months = fac_store_owed_months_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < months->len; i++)
    {
      const FacOwedMonth *month = &g_array_index (months, FacOwedMonth, i);

      g_string_append_printf (text, "%s%d-%d:%u", i > 0 ? " " : "", month->year, month->month,
                              month->count);
    }
  st_check_owed (s);
  return g_string_free (text, FALSE);
}

static void
assert_months (Fixture *s, guint least, const char *expected)
{
  g_autofree char *found = owed_months (s, least);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_months (void)
{
  /* 23:30 on the 30th where most of Mexico is, the 1st in UTC */
  const gint64 last_night = G_GINT64_CONSTANT (1796103000000000);
  g_autoptr (Fixture) s = st_new ();

  assert_months (s, 1, "");
  pull (s, "A", NOVEMBER, FAC_STATUS_TIMBRADA);
  pull (s, "B", last_night, FAC_STATUS_CANCELADA);
  pull (s, "C", NOVEMBER + 30 * ST_DAY, FAC_STATUS_EN_CANCELACION);
  pull (s, "D", NOVEMBER, FAC_STATUS_BORRADOR);
  g_assert_cmpint (count_owed (s), ==, 4);
  assert_months (s, 0, "2026-12:1 2026-11:2");
  assert_months (s, 2, "2026-11:2");
  pull (s, "A", NOVEMBER + 30 * ST_DAY, FAC_STATUS_CANCELADA);
  g_assert_cmpint (count_owed (s), ==, 5);
  assert_months (s, 1, "2026-12:2 2026-11:1");
}

/* From a file first, twice, and then from the service, which tells of the same one. */
static void
test_archived (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (GBytes) xml = make_xml ();
  g_autoptr (FacCustomer) customer = st_customer ("CLIENTE", "XAXX010101000");
  g_autoptr (FacInvoice) invoice = st_invoice (customer, "tornillo", "5");
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);

  invoice->status = FAC_STATUS_TIMBRADA;
  fac_set_string (&invoice->uuid, UUID);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (FacInvoice) again = fac_invoice_copy (invoice);
      g_autoptr (FacStorePage) page = NULL;

      if (i > 0)
        fac_set_string (&again->id, "11111111-2222-4333-8444-555555555555");
      fac_store_archive_async (s->store, again, xml, ST_GOT);
      st_ok (s);
      page = st_first_page (s, query, 5);
      g_assert_cmpuint (page->rows->len, ==, 1);
      g_assert_null (((FacDocumentSummary *) g_ptr_array_index (page->rows, 0))->remote_id);
      assert_finds (s, TRUE, FAC_FILE_GOOD);
    }
  pull (s, UUID, 0, FAC_STATUS_TIMBRADA);
  {
    g_autoptr (FacStorePage) page = st_first_page (s, query, 5);
    const FacDocumentSummary *row;

    g_assert_cmpuint (page->rows->len, ==, 1);
    row = g_ptr_array_index (page->rows, 0);
    g_assert_cmpstr (row->remote_id, ==, "i" UUID);
    g_assert_cmpstr (row->id, ==, invoice->id);
  }
  assert_finds (s, TRUE, FAC_FILE_GOOD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/good", test_good);
  g_test_add_func ("/files/missing", test_missing);
  g_test_add_func ("/files/altered", test_altered);
  g_test_add_func ("/files/mended-meanwhile", test_mended_meanwhile);
  g_test_add_func ("/files/set-aside", test_set_aside);
  g_test_add_func ("/files/acuse", test_acuse);
  g_test_add_func ("/files/acuse-of-another", test_acuse_of_another);
  g_test_add_func ("/files/archived", test_archived);
  g_test_add_func ("/files/months", test_months);
  return g_test_run ();
}
