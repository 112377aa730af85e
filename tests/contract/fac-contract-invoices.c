/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-contract.h"

#include "fac-ids.h"
#include "fac-invoice-totals.h"
#include "fac-test.h"
#include "fac-text.h"

#include <string.h>

static FacRemoteItem *
new_draft (FacContract *self, FacRemoteItem *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = fac_id_new ();
  FacRemoteItem *draft = fac_contract_create (self, wanted, key, &error);

  g_assert_no_error (error);
  return draft;
}

static FacRemotePage *
find_external (FacContract *self, const char *external_id)
{
  FacRemoteQuery query = { .external_id = external_id };
  g_autoptr (GError) error = NULL;
  FacRemotePage *page = fac_contract_list (self, FAC_ENTITY_INVOICE, &query, &error);

  g_assert_no_error (error);
  return page;
}

static void
promise_draft_life (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_invoice ();
  g_autoptr (FacRemoteItem) draft = new_draft (self, wanted);
  g_autoptr (FacRemotePage) page = find_external (self, wanted->invoice->id);
  g_autoptr (FacRemoteItem) read = NULL;
  g_autoptr (FacRemoteItem) removed = NULL;
  g_autoptr (FacRemotePage) nothing = NULL;
  g_autoptr (GError) error = NULL;
  const FacInvoiceLine *line = g_ptr_array_index (draft->invoice->lines, 0);
  const FacInvoiceLine *sent = g_ptr_array_index (wanted->invoice->lines, 0);

  g_assert_cmpint (draft->invoice->status, ==, FAC_STATUS_BORRADOR);
  g_assert_cmpstr (draft->external_id, ==, wanted->invoice->id);
  g_assert_cmpstr (draft->invoice->id, ==, wanted->invoice->id);
  g_assert_null (draft->invoice->uuid);
  g_assert_nonnull (draft->invoice->customer->remote_id);
  g_assert_true (fac_decimal_equal (line->quantity, sent->quantity));
  g_assert_true (fac_decimal_equal (line->discount, sent->discount));
  g_assert_true (fac_product_equal_content (line->product, sent->product));
  g_assert_cmpint (draft->server_time, >, 0);
  fac_contract_assert_parses (self, draft);

  g_assert_cmpuint (page->items->len, ==, 1);
  g_assert_cmpstr (((FacRemoteItem *) page->items->pdata[0])->remote_id, ==, draft->remote_id);
  read = fac_contract_get (self, FAC_ENTITY_INVOICE, draft->remote_id, &error);
  g_assert_no_error (error);
  g_assert_true (fac_invoice_equal_content (read->invoice, draft->invoice));

  removed = fac_contract_remove (self, FAC_ENTITY_INVOICE, draft->remote_id, &error);
  g_assert_no_error (error);
  fac_contract_assert_gone (self, FAC_ENTITY_INVOICE, draft->remote_id);
  nothing = find_external (self, wanted->invoice->id);
  g_assert_cmpuint (nothing->items->len, ==, 0);
}

static void
promise_draft_edited (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_invoice ();
  g_autoptr (FacRemoteItem) draft = new_draft (self, wanted);
  g_autoptr (FacRemoteItem) updated = NULL;
  g_autoptr (GError) error = NULL;
  FacInvoiceLine *line = g_ptr_array_index (wanted->invoice->lines, 0);

  wanted->remote_id = g_strdup (draft->remote_id);
  fac_set_string (&wanted->invoice->payment_method, "PPD");
  fac_set_string (&wanted->invoice->payment_form, "99");
  fac_set_string (&wanted->invoice->conditions, NULL);
  fac_decimal_parse ("3.000001", -1, &line->quantity);
  g_ptr_array_add (wanted->invoice->lines, fac_invoice_line_copy (line));
  updated = fac_contract_update (self, wanted, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (updated->remote_id, ==, draft->remote_id);
  g_assert_cmpstr (updated->external_id, ==, wanted->invoice->id);
  g_assert_cmpint (updated->invoice->status, ==, FAC_STATUS_BORRADOR);
  g_assert_cmpuint (updated->invoice->lines->len, ==, 2);
  g_assert_cmpstr (updated->invoice->payment_form, ==, "99");
  g_assert_null (updated->invoice->conditions);
  line = g_ptr_array_index (updated->invoice->lines, 1);
  g_assert_true (fac_decimal_equal (line->quantity, fac_decimal_make (3000001, 6)));
}

/* A repetition with the same key never makes a second document, whatever it is answered. */
static void
promise_same_key (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_invoice ();
  g_autofree char *key = fac_id_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) first = fac_contract_create (self, wanted, key, &error);
  g_autoptr (FacRemoteItem) second = NULL;
  g_autoptr (FacRemotePage) page = NULL;

  g_assert_no_error (error);
  second = fac_contract_create (self, wanted, key, &error);
  if (second != NULL)
    g_assert_cmpstr (second->remote_id, ==, first->remote_id);
  else
    {
      g_assert_cmpstr (fac_api_error_detail (error)->code, ==, "idempotency_key_in_use");
      fac_contract_assert_refused (&error, FAC_API_ERROR_CONFLICT);
    }
  page = find_external (self, wanted->invoice->id);
  g_assert_cmpuint (page->items->len, ==, 1);
}

static void
assert_files (FacContract *self, FacRemoteItem *stamped)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = fac_contract_download (self, stamped->remote_id, FAC_FILE_XML, &error);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  g_autofree char *upper = g_ascii_strup (stamped->invoice->uuid, -1);
  g_autofree char *folded = NULL;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
  folded = g_ascii_strup (text, -1);
  g_assert_nonnull (strstr (folded, upper));
  pdf = fac_contract_download (self, stamped->remote_id, FAC_FILE_PDF, &error);
  g_assert_no_error (error);
  g_assert_cmpint (memcmp (g_bytes_get_data (pdf, NULL), "%PDF-", 5), ==, 0);
}

static void
promise_stamp (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_invoice ();
  g_autoptr (FacRemoteItem) draft = new_draft (self, wanted);
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) stamped = fac_contract_stamp (self, draft->remote_id, &error);
  g_autoptr (FacRemoteItem) read = NULL;

  g_assert_no_error (error);
  fac_invoice_totals_compute (totals, wanted->invoice);
  g_assert_cmpint (stamped->invoice->status, ==, FAC_STATUS_TIMBRADA);
  g_assert_true (fac_id_is_uuid (stamped->invoice->uuid));
  g_assert_cmpstr (stamped->external_id, ==, wanted->invoice->id);
  g_assert_false (fac_text_is_empty (stamped->invoice->folio_number));
  g_assert_cmpint (stamped->invoice->date, >, 0);
  g_assert_cmpint (stamped->invoice->stamped_at, >, 0);
  g_assert_true (fac_decimal_equal (stamped->invoice->total, totals->total));
  fac_contract_assert_parses (self, stamped);
  read = fac_contract_get (self, FAC_ENTITY_INVOICE, draft->remote_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->invoice->uuid, ==, stamped->invoice->uuid);
  assert_files (self, stamped);
}

/* What is stamped stays: no second stamp, no edit, and above all no cancellation by deleting. */
static void
promise_stamped_stays (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_invoice ();
  g_autoptr (FacRemoteItem) draft = new_draft (self, wanted);
  g_autoptr (FacRemoteItem) stamped = fac_contract_stamp (self, draft->remote_id, NULL);
  g_autoptr (FacRemoteItem) read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (stamped);
  g_assert_null (fac_contract_stamp (self, draft->remote_id, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_CONFLICT);
  wanted->remote_id = g_strdup (draft->remote_id);
  g_assert_null (fac_contract_update (self, wanted, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_CONFLICT);
  g_assert_null (fac_contract_remove (self, FAC_ENTITY_INVOICE, draft->remote_id, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);
  read = fac_contract_get (self, FAC_ENTITY_INVOICE, draft->remote_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->invoice->status, ==, FAC_STATUS_TIMBRADA);
  g_assert_cmpstr (read->invoice->uuid, ==, stamped->invoice->uuid);
}

static void
promise_not_ready (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_invoice ();
  g_autoptr (FacRemoteItem) draft = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_set_size (wanted->invoice->lines, 0);
  g_clear_pointer (&wanted->invoice->customer, fac_customer_unref);
  draft = new_draft (self, wanted);
  g_assert_null (fac_contract_stamp (self, draft->remote_id, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);
  g_assert_null (fac_contract_download (self, draft->remote_id, FAC_FILE_XML, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);
}

static void
promise_dates (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_invoice ();
  g_autoptr (FacRemoteItem) draft = new_draft (self, wanted);
  g_autoptr (FacRemoteItem) stamped = fac_contract_stamp (self, draft->remote_id, NULL);
  gint64 hour = G_TIME_SPAN_HOUR;
  struct { gint64 from, to; gboolean found; } cases[] = {
    { -hour, hour, TRUE }, { 0, 0, TRUE }, { hour, 0, FALSE }, { -2 * hour, -hour, FALSE },
  };

  g_assert_nonnull (stamped);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 date = stamped->invoice->date;
      FacRemoteQuery query = {
        .external_id = wanted->invoice->id,
        .date_from = cases[i].from != 0 ? date + cases[i].from : 0,
        .date_to = cases[i].to != 0 ? date + cases[i].to : 0,
      };
      g_autoptr (GError) error = NULL;
      g_autoptr (FacRemotePage) page
        = fac_contract_list (self, FAC_ENTITY_INVOICE, &query, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (page->items->len, ==, cases[i].found ? 1 : 0);
    }
}

static void
promise_unknown (FacContract *self)
{
  static const char *const ids[] = { "0000000000000000000000ff", "../organizations/me", "" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;

      fac_contract_assert_gone (self, FAC_ENTITY_INVOICE, ids[i]);
      fac_contract_assert_gone (self, FAC_ENTITY_CUSTOMER, ids[i]);
      fac_contract_assert_gone (self, FAC_ENTITY_PRODUCT, ids[i]);
      g_assert_null (fac_contract_stamp (self, ids[i], &error));
      g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_NOT_FOUND);
      g_clear_error (&error);
      g_assert_null (fac_contract_download (self, ids[i], FAC_FILE_PDF, &error));
      g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_NOT_FOUND);
    }
}

/* An invoice that names a saved customer by its remote id does not make another. */
static void
promise_known_customer (FacContract *self)
{
  g_autoptr (FacRemoteItem) party = fac_contract_customer ();
  g_autoptr (FacRemoteItem) customer = NULL;
  g_autoptr (FacRemoteItem) wanted = fac_contract_invoice ();
  g_autoptr (FacRemoteItem) draft = NULL;
  g_autoptr (GError) error = NULL;

  fac_set_string (&party->customer->email, "otro@example.com");
  customer = fac_contract_create (self, party, NULL, &error);
  g_assert_no_error (error);
  fac_set_string (&wanted->invoice->customer->remote_id, customer->remote_id);
  draft = new_draft (self, wanted);
  g_assert_cmpstr (draft->invoice->customer->remote_id, ==, customer->remote_id);
  g_assert_cmpstr (draft->invoice->customer->legal_name, ==, "ESCUELA KEMPER URGATE");
  g_assert_cmpstr (draft->invoice->customer->tax_id, ==, "EKU9003173C9");
}

void
fac_contract_add_invoices (FacContract *self)
{
  fac_contract_add (self, "draft-life", promise_draft_life);
  fac_contract_add (self, "draft-edited", promise_draft_edited);
  fac_contract_add (self, "same-key", promise_same_key);
  fac_contract_add (self, "stamp", promise_stamp);
  fac_contract_add (self, "stamped-stays", promise_stamped_stays);
  fac_contract_add (self, "not-ready", promise_not_ready);
  fac_contract_add (self, "dates", promise_dates);
  fac_contract_add (self, "unknown", promise_unknown);
  fac_contract_add (self, "known-customer", promise_known_customer);
}
