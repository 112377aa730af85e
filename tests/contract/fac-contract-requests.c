/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked of a stamped invoice: its cancellation with the receipt of it, an e-mail. */
#include "fac-contract.h"

#include "fac-ids.h"
#include "fac-test.h"
#include "fac-text.h"

#include <string.h>

/* So small that its receiver is not asked. */
static FacRemoteItem *
new_stamped (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_invoice ();
  g_autoptr (FacRemoteItem) draft = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = fac_id_new ();
  FacInvoiceLine *line = g_ptr_array_index (wanted->invoice->lines, 0);
  FacRemoteItem *stamped;

  g_ptr_array_set_size (wanted->invoice->lines, 1);
  line->quantity = fac_decimal_from_int (1);
  line->discount = FAC_DECIMAL_ZERO;
  line->product->price = fac_decimal_from_int (100);
  draft = fac_contract_create (self, wanted, key, &error);
  g_assert_no_error (error);
  stamped = fac_contract_stamp (self, draft->remote_id, &error);
  g_assert_no_error (error);
  return stamped;
}

static FacRemoteItem *
cancel (FacContract *self, const char *remote_id, const char *motive, const char *substitution,
        GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_cancel_async (self->provider, remote_id, motive, substitution, NULL, fac_test_got,
                             &result);
  return fac_provider_item_finish (self->provider, fac_test_result (&result), error);
}

static FacRemoteItem *
refresh (FacContract *self, const char *remote_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_refresh_status_async (self->provider, remote_id, NULL, fac_test_got, &result);
  return fac_provider_item_finish (self->provider, fac_test_result (&result), error);
}

static gboolean
email (FacContract *self, const char *remote_id, guint n, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (addresses, g_strdup_printf ("alguien%u@example.com", i));
  g_ptr_array_add (addresses, NULL);
  fac_provider_email_async (self->provider, remote_id, (const char *const *) addresses->pdata,
                            NULL, fac_test_got, &result);
  return fac_provider_email_finish (self->provider, fac_test_result (&result), error);
}

static void
assert_has (GBytes *bytes, const char *text)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_assert_nonnull (g_strstr_len (data, (gssize) length, text));
}

static void
promise_cancelled (FacContract *self)
{
  g_autoptr (FacRemoteItem) stamped = new_stamped (self);
  g_autoptr (FacRemoteItem) cancelled = NULL;
  g_autoptr (FacRemoteItem) asked = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (fac_contract_download (self, stamped->remote_id, FAC_FILE_ACUSE_XML, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);
  cancelled = cancel (self, stamped->remote_id, "02", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cancelled->invoice->status, ==, FAC_STATUS_CANCELADA);
  g_assert_cmpstr (cancelled->invoice->cancellation_status, ==, "accepted");
  g_assert_cmpstr (cancelled->invoice->uuid, ==, stamped->invoice->uuid);
  fac_contract_assert_parses (self, cancelled);
  asked = refresh (self, stamped->remote_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (asked->invoice->status, ==, FAC_STATUS_CANCELADA);
  xml = fac_contract_download (self, stamped->remote_id, FAC_FILE_ACUSE_XML, &error);
  g_assert_no_error (error);
  assert_has (xml, stamped->invoice->uuid);
  pdf = fac_contract_download (self, stamped->remote_id, FAC_FILE_ACUSE_PDF, &error);
  g_assert_no_error (error);
  assert_has (pdf, "%PDF-");
  /* once */
  g_assert_null (cancel (self, stamped->remote_id, "02", NULL, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_CONFLICT);
}

static void
promise_motives (FacContract *self)
{
  g_autoptr (FacRemoteItem) old = new_stamped (self);
  g_autoptr (FacRemoteItem) other = new_stamped (self);
  g_autoptr (FacRemoteItem) cancelled = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (cancel (self, old->remote_id, "05", NULL, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);
  g_assert_null (cancel (self, old->remote_id, "01", NULL, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);
  g_assert_null (cancel (self, old->remote_id, "02", other->invoice->uuid, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);
  cancelled = cancel (self, old->remote_id, "01", other->invoice->uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cancelled->invoice->status, ==, FAC_STATUS_CANCELADA);
}

static void
promise_emailed (FacContract *self)
{
  g_autoptr (FacRemoteItem) stamped = new_stamped (self);
  g_autoptr (GError) error = NULL;

  g_assert_true (email (self, stamped->remote_id, 10, &error));
  g_assert_no_error (error);
  g_assert_false (email (self, stamped->remote_id, 11, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);
}

static void
promise_drafts_are_spared (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_invoice ();
  g_autofree char *key = fac_id_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) draft = fac_contract_create (self, wanted, key, &error);

  g_assert_no_error (error);
  g_assert_false (email (self, draft->remote_id, 1, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);
  g_assert_null (refresh (self, draft->remote_id, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);
  g_assert_null (fac_contract_download (self, draft->remote_id, FAC_FILE_ACUSE_PDF, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);
}

/* ---- the ZIP of a month ---------------------------------------------------------------------- */

static FacRemoteMonth *
month_of (FacContract *self, const FacRemoteItem *item, int years, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("-06:00");
  g_autoptr (GDateTime) utc =
      g_date_time_new_from_unix_utc (item->invoice->date / G_USEC_PER_SEC);
  g_autoptr (GDateTime) date = g_date_time_to_timezone (utc, zone);
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_request_month_async (self->provider, g_date_time_get_year (date) - years,
                                    g_date_time_get_month (date), NULL, fac_test_got, &result);
  return fac_provider_month_finish (self->provider, fac_test_result (&result), error);
}

static FacRemoteMonth *
poll (FacContract *self, const char *remote_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_get_month_async (self->provider, remote_id, NULL, fac_test_got, &result);
  return fac_provider_month_finish (self->provider, fac_test_result (&result), error);
}

static GBytes *
download_month (FacContract *self, const char *remote_id, GError **error)
{
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;
  gboolean done;

  fac_provider_download_month_async (self->provider, remote_id, sink, NULL, fac_test_got, &result);
  done = fac_provider_download_month_finish (self->provider, fac_test_result (&result), error);
  g_assert_true (g_output_stream_close (sink, NULL, NULL));
  /* the words of a refusal are none of the file's */
  g_assert_true (done
                 || g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (sink)) == 0);
  return done ? g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (sink)) : NULL;
}

static void
promise_month (FacContract *self)
{
  g_autoptr (FacRemoteItem) stamped = new_stamped (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteMonth) month = month_of (self, stamped, 0, &error);
  g_autoptr (FacRemoteMonth) same = NULL;
  g_autoptr (GBytes) early = NULL;
  g_autoptr (GBytes) zip = NULL;
  g_autoptr (GError) too_soon = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (month->state, ==, FAC_MONTH_WAITING);
  early = download_month (self, month->remote_id, &too_soon);
  same = month_of (self, stamped, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (same->remote_id, ==, month->remote_id);
  /* a busy machine may ask when it is there already */
  if (same->state == FAC_MONTH_WAITING)
    g_assert_null (early);
  if (early == NULL)
    fac_contract_assert_refused (&too_soon, FAC_API_ERROR_CONFLICT);
  for (guint i = 0; i < 200 && same->state == FAC_MONTH_WAITING; i++)
    {
      g_usleep (G_USEC_PER_SEC / 10);
      g_clear_pointer (&same, fac_remote_month_free);
      same = poll (self, month->remote_id, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (same->state, ==, FAC_MONTH_READY);
  zip = download_month (self, month->remote_id, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (zip, NULL), 4, "PK\003\004", 4);
  /* its table of contents, at the end */
  g_assert_nonnull (memmem (g_bytes_get_data (zip, NULL), g_bytes_get_size (zip), "PK\005\006", 4));
}

static void
promise_no_month (FacContract *self)
{
  g_autoptr (FacRemoteItem) stamped = new_stamped (self);
  g_autoptr (GError) error = NULL;

  g_assert_null (month_of (self, stamped, 20, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_NOT_FOUND);
  g_assert_null (poll (self, "0000", &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_NOT_FOUND);
  g_assert_null (download_month (self, "../0000", &error));
  g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_NOT_FOUND);
}

void
fac_contract_add_months (FacContract *self)
{
  fac_contract_add (self, "month", promise_month);
  fac_contract_add (self, "no-month", promise_no_month);
}

void
fac_contract_add_requests (FacContract *self)
{
  fac_contract_add (self, "cancelled", promise_cancelled);
  fac_contract_add (self, "motives", promise_motives);
  fac_contract_add (self, "emailed", promise_emailed);
  fac_contract_add (self, "drafts-are-spared", promise_drafts_are_spared);
}
