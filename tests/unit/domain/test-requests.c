/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-business-days.h"
#include "fac-cancel-rules.h"
#include "fac-document-request.h"
#include "fac-email.h"
#include "fac-legal-facts.h"
#include "fac-text.h"
#include "fac-variant.h"

#include <string.h>

#define NOW (G_GINT64_CONSTANT (1790000000) * G_USEC_PER_SEC)

static void
test_addresses (void)
{
  static const char *const good[] = { "a@b.mx", "compras+mx@tienda.example.com" };
  static const char *const bad[] = { "", "a", "a@", "@b.mx", "a@b", "a@b.", "a@.mx", "a@b@c.mx",
                                     "a b@c.mx", "a@b.mx,c@d.mx" };
  g_auto (GStrv) split = fac_email_split (" uno@a.mx,dos@b.mx;\n UNO@a.mx tres@c.mx ,");
  g_auto (GStrv) none = fac_email_split (" , ;");
  g_autofree char *joined = g_strjoinv ("|", split);

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (fac_email_is_valid (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (fac_email_is_valid (bad[i]));
  g_assert_false (fac_email_is_valid (NULL));
  g_assert_cmpstr (joined, ==, "uno@a.mx|dos@b.mx|tres@c.mx");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

/* blanks alone make no addresses of words */
static void
test_words_are_no_addresses (void)
{
  g_auto (GStrv) split = fac_email_split (" no es  correo; uno@a.mx ,otra cosa\ndos@b.mx tres@c.mx");
  g_autofree char *joined = g_strjoinv ("|", split);
  g_autoptr (FacCustomer) customer = fac_customer_new ();
  g_autofree char *all = NULL;

  g_assert_cmpstr (joined, ==, "no es correo|uno@a.mx|otra cosa|dos@b.mx|tres@c.mx");
  fac_customer_set_emails (customer, "no es correo");
  g_assert_cmpstr (customer->email, ==, "no es correo");
  g_assert_null (customer->other_emails);
  fac_set_string (&customer->other_emails, "ana@x.mx");
  all = fac_customer_dup_emails (customer);
  g_assert_cmpstr (all, ==, "no es correo, ana@x.mx");
}

static void
test_request (void)
{
  g_autoptr (FacInvoice) invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  g_autoptr (FacDocumentRequest) request = NULL;
  g_autoptr (FacDocumentRequest) read = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) junk = g_bytes_new_static ("junk", 4);

  fac_set_string (&invoice->series, "A");
  fac_set_string (&invoice->folio_number, "12");
  invoice->total = fac_decimal_from_int (1160);
  request = fac_document_request_new (invoice);
  fac_set_string (&request->motive, "01");
  fac_set_string (&request->substitution_id, "here");
  request->addresses = g_strsplit ("a@b.mx c@d.mx", " ", -1);
  bytes = fac_variant_to_bytes (fac_document_request_to_variant (request));
  read = fac_document_request_read (bytes);
  g_assert_cmpstr (read->motive, ==, "01");
  g_assert_cmpstr (read->substitution_id, ==, "here");
  g_assert_null (read->substitution);
  g_assert_cmpstr (read->addresses[1], ==, "c@d.mx");
  g_assert_cmpstr (read->folio, ==, "A 12");
  g_assert_true (fac_decimal_equal (read->total, invoice->total));
  g_assert_null (fac_document_request_read (junk));
}

static FacInvoice *
sold (const char *tax_id, gint64 pesos, gint64 stamped_at)
{
  FacInvoice *invoice = fac_invoice_new (FAC_INVOICE_INGRESO);

  invoice->customer = fac_customer_new ();
  fac_set_string (&invoice->customer->tax_id, tax_id);
  invoice->total = fac_decimal_from_int (pesos);
  invoice->exchange = fac_decimal_from_int (1);
  invoice->stamped_at = stamped_at;
  return invoice;
}

static void
test_acceptance (void)
{
  const gint64 old = NOW - 3 * G_TIME_SPAN_DAY;
  const struct
  {
    const char         *tax_id;
    gint64              pesos;
    gint64              stamped_at;
    FacCancelAcceptance wanted;
  } cases[] = {
    { "EKU9003173C9", 1001, old, FAC_CANCEL_ASKS },
    { "EKU9003173C9", 1000, old, FAC_CANCEL_FREE_TOTAL },
    { "XAXX010101000", 5000, old, FAC_CANCEL_FREE_PUBLIC },
    { "XEXX010101000", 5000, old, FAC_CANCEL_FREE_PUBLIC },
    { "EKU9003173C9", 5000, NOW - G_TIME_SPAN_HOUR, FAC_CANCEL_FREE_NEW },
  };
  g_autoptr (FacInvoice) dollars = sold ("EKU9003173C9", 100, old);
  g_autoptr (FacInvoice) refund = sold ("EKU9003173C9", 5000, old);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FacInvoice) invoice = sold (cases[i].tax_id, cases[i].pesos, cases[i].stamped_at);

      g_assert_cmpint (fac_cancel_acceptance (invoice, NOW), ==, cases[i].wanted);
    }
  dollars->exchange = fac_decimal_from_int (18);
  g_assert_cmpint (fac_cancel_acceptance (dollars, NOW), ==, FAC_CANCEL_ASKS);
  refund->type = FAC_INVOICE_PAGO; /* and a payment, which totals 0, is asked about */
  g_assert_cmpint (fac_cancel_acceptance (refund, NOW), ==, FAC_CANCEL_ASKS);
  refund->total = FAC_DECIMAL_ZERO;
  g_assert_cmpint (fac_cancel_acceptance (refund, NOW), ==, FAC_CANCEL_ASKS);
  refund->type = FAC_INVOICE_EGRESO;
  g_assert_cmpint (fac_cancel_acceptance (refund, NOW), ==, FAC_CANCEL_FREE_TYPE);
}

static gint64
at (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_TIME_SPAN_SECOND;
}

/* The year is that of the issuer's clock, the month that of a company's return or a person's. */
static void
test_cancel_until (void)
{
  g_autoptr (FacOrganization) company = fac_organization_new ();
  g_autoptr (FacOrganization) person = fac_organization_new ();
  g_autoptr (FacInvoice) invoice = sold ("EKU9003173C9", 5000, 0);

  fac_set_string (&company->tax_id, "EKU9003173C9");
  fac_set_string (&person->tax_id, "CACX7605101P8");
  g_assert_cmpint (fac_cancel_until (invoice, company), ==, 0);
  invoice->date = at ("2027-01-01T05:59:00Z"); /* still 2026 in Mexico City */
  g_assert_cmpint (fac_cancel_until (invoice, company), ==, at ("2027-04-01T06:00:00Z"));
  g_assert_cmpint (fac_cancel_until (invoice, person), ==, at ("2027-05-01T06:00:00Z"));
  invoice->date = at ("2027-01-01T06:00:00Z");
  g_assert_cmpint (fac_cancel_until (invoice, company), ==, at ("2028-04-01T06:00:00Z"));
}

static void
test_answer_until (void)
{
  g_autoptr (FacOrganization) company = fac_organization_new ();

  /* Monday to Thursday; Thursday over the weekend and the third Monday of November, a holiday, to
   * Wednesday; Saturday over that Monday to Thursday */
  g_assert_cmpint (fac_cancel_answer_until (at ("2026-11-09T16:00:00Z"), company), ==,
                   at ("2026-11-13T05:59:59Z"));
  g_assert_cmpint (fac_cancel_answer_until (at ("2026-11-12T16:00:00Z"), company), ==,
                   at ("2026-11-19T05:59:59Z"));
  g_assert_cmpint (fac_cancel_answer_until (at ("2026-11-14T16:00:00Z"), company), ==,
                   at ("2026-11-20T05:59:59Z"));
}

/* Days that do not count, and those beside them that do. */
static void
test_business_days (void)
{
  const struct
  {
    int      year, month, day;
    gboolean counts;
  } cases[] = {
    { 2026, 1, 1, FALSE },   { 2026, 1, 2, TRUE },    { 2026, 2, 2, FALSE },  { 2026, 2, 5, TRUE },
    { 2027, 2, 1, FALSE },   { 2027, 2, 8, TRUE },    { 2026, 3, 16, FALSE }, { 2026, 3, 23, TRUE },
    { 2027, 3, 15, FALSE },  { 2026, 5, 1, FALSE },   { 2026, 5, 5, FALSE },  { 2026, 5, 4, TRUE },
    { 2026, 9, 16, FALSE },  { 2026, 9, 15, TRUE },   { 2026, 11, 16, FALSE }, { 2026, 11, 20, TRUE },
    { 2025, 12, 25, FALSE }, { 2026, 12, 24, TRUE },  { 2024, 10, 1, FALSE }, { 2026, 10, 1, TRUE },
    { 2030, 10, 1, FALSE },  { 2018, 12, 3, TRUE },   { 2000, 12, 1, FALSE }, { 2024, 12, 2, TRUE },
    { 2026, 11, 21, FALSE }, { 2026, 11, 22, FALSE }, { 2026, 11, 23, TRUE },
  };
  gsize n;
  const FacHoliday *rules = fac_holidays (&n);
  GDate date;

  g_assert_cmpuint (n, >=, 9);
  for (gsize i = 0; i < n; i++)
    g_assert_true (strstr (rules[i].source, "artículo") != NULL);
  g_date_clear (&date, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_date_set_dmy (&date, (GDateDay) cases[i].day, cases[i].month, (GDateYear) cases[i].year);
      g_test_message ("%d-%d-%d", cases[i].year, cases[i].month, cases[i].day);
      g_assert_cmpint (fac_business_day (&date), ==, cases[i].counts);
    }
  /* A holiday of labour law and tax law, and one of tax law alone */
  g_date_set_dmy (&date, 1, G_DATE_MAY, 2026);
  g_assert_nonnull (strstr (fac_holiday_find (&date)->source, "Trabajo"));
  g_date_set_dmy (&date, 5, G_DATE_MAY, 2026);
  g_assert_null (strstr (fac_holiday_find (&date)->source, "Trabajo"));
  g_date_set_dmy (&date, 4, G_DATE_MAY, 2026);
  g_assert_null (fac_holiday_find (&date));
  /* from Christmas Eve over Christmas, the weekend and the New Year */
  g_date_set_dmy (&date, 24, G_DATE_DECEMBER, 2026);
  fac_business_days_add (&date, 5);
  g_assert_cmpint (g_date_get_year (&date), ==, 2027);
  g_assert_cmpint (g_date_get_month (&date), ==, G_DATE_JANUARY);
  g_assert_cmpint (g_date_get_day (&date), ==, 4);
}

static void
add_related (GPtrArray *related, const char *relationship, gboolean names_it, char type,
             FacDocumentStatus status)
{
  g_autoptr (FacDocumentSummary) summary = fac_document_summary_new ();

  summary->type = type;
  summary->status = status;
  g_ptr_array_add (related, fac_related_document_new (relationship, names_it, NULL, summary));
}

/* Payments first, then credit notes, then the rest; not what replaces it, nor what is no document
 * any more or yet. */
static void
test_blockers (void)
{
  g_autoptr (GPtrArray) related =
    g_ptr_array_new_with_free_func ((GDestroyNotify) fac_related_document_free);
  g_autoptr (GPtrArray) found = NULL;

  add_related (related, "07", TRUE, 'I', FAC_STATUS_TIMBRADA);
  add_related (related, "04", TRUE, 'I', FAC_STATUS_TIMBRADA);
  add_related (related, "01", TRUE, 'E', FAC_STATUS_EN_CANCELACION);
  add_related (related, "01", TRUE, 'E', FAC_STATUS_CANCELADA);
  add_related (related, "01", TRUE, 'E', FAC_STATUS_BORRADOR);
  add_related (related, "07", FALSE, 'I', FAC_STATUS_TIMBRADA);
  add_related (related, NULL, TRUE, 'P', FAC_STATUS_TIMBRADA);
  g_ptr_array_add (related, fac_related_document_new ("01", TRUE, "x", NULL));
  found = fac_cancel_blockers (related);
  g_assert_cmpuint (found->len, ==, 3);
  g_assert_true (found->pdata[0] == related->pdata[6]);
  g_assert_true (found->pdata[1] == related->pdata[2]);
  g_assert_true (found->pdata[2] == related->pdata[0]);
}

static void
test_legal_facts (void)
{
  for (int id = FAC_FACT_PAYMENT_COMPLEMENT_DAY; id <= FAC_FACT_CANCEL_MONTH_PERSON; id++)
    {
      const FacLegalFact *fact = fac_legal_fact (id);
      g_autoptr (GDate) since = g_date_new ();

      g_assert_cmpint (fact->value, >, 0);
      g_assert_cmpuint (strlen (fact->source), >, 0);
      g_date_set_parse (since, fact->since);
      g_assert_true (g_date_valid (since));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/requests/addresses", test_addresses);
  g_test_add_func ("/requests/words-are-no-addresses", test_words_are_no_addresses);
  g_test_add_func ("/requests/bytes", test_request);
  g_test_add_func ("/requests/acceptance", test_acceptance);
  g_test_add_func ("/requests/cancel-until", test_cancel_until);
  g_test_add_func ("/requests/answer-until", test_answer_until);
  g_test_add_func ("/requests/business-days", test_business_days);
  g_test_add_func ("/requests/blockers", test_blockers);
  g_test_add_func ("/requests/legal-facts", test_legal_facts);
  return g_test_run ();
}
