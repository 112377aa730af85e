/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-fixture.h"

#include "fac-sync-private.h"

static void
on_stamped (FacSyncService *sync, const char *id, gpointer data)
{
  g_string_append_printf (((Fixture *) data)->said, "stamped %s ", id);
}

static void
on_refused (FacSyncService *sync, const char *id, gpointer data)
{
  g_string_append_printf (((Fixture *) data)->said, "refused %s ", id);
}

static void
on_overtaken (FacSyncService *sync, const char *id, const char *draft_id, gpointer data)
{
  g_string_append_printf (((Fixture *) data)->said, "overtaken %s %s ", id, draft_id);
}

static void
on_notify (GObject *object, GParamSpec *pspec, gpointer data)
{
  ((Fixture *) data)->notified++;
}

static void
open_all (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fac_store_open_async (self->folder, NULL, fac_test_got, &result);
  self->store = fac_store_open_finish (fac_test_result (&result), &error);
  g_assert_no_error (error);
  fac_store_set_clock (self->store, FAC_CLOCK (self->clock));
  self->connectivity = fac_connectivity_new (NULL);
  fac_connectivity_set_loopback (self->connectivity, TRUE);
  self->sync = fac_sync_service_new (self->store, self->connectivity, FAC_CLOCK (self->clock));
  fac_sync_service_set_pdf_folder (self->sync, self->pdf_folder);
  g_signal_connect (self->sync, "stamped", G_CALLBACK (on_stamped), self);
  g_signal_connect (self->sync, "refused", G_CALLBACK (on_refused), self);
  g_signal_connect (self->sync, "overtaken", G_CALLBACK (on_overtaken), self);
  g_signal_connect (self->sync, "notify", G_CALLBACK (on_notify), self);
}

void
sy_stop (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fac_sync_service_stop_async (self->sync, fac_test_got, &result);
  g_assert_true (fac_sync_service_stop_finish (self->sync, fac_test_result (&result), &error));
  g_assert_no_error (error);
}

static void
close_all (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (!self->sync->stopped)
    sy_stop (self);
  fac_store_close_async (self->store, fac_test_got, &result);
  g_assert_true (fac_store_close_finish (self->store, fac_test_result (&result), &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  g_assert_finalize_object (g_steal_pointer (&self->sync));
  g_clear_object (&self->connectivity);
  g_clear_object (&self->store);
}

Fixture *
sy_new (gboolean locked)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->folder = fac_test_folder ();
  self->clock = fac_test_clock_new (SY_NOW);
  self->provider = sy_provider_new ();
  self->mock = sy_provider_mock (self->provider);
  fac_mock_provider_set_clock (self->mock, FAC_CLOCK (self->clock));
  self->said = g_string_new (NULL);
  open_all (self);
  if (!locked)
    sy_unlock (self);
  return self;
}

void
sy_free (Fixture *self)
{
  sy_quiet (self);
  close_all (self);
  g_object_unref (self->provider);
  g_object_unref (self->clock);
  g_string_free (self->said, TRUE);
  g_free (self->folder);
  g_free (self->pdf_folder);
  g_free (self);
}

void
sy_keep_pdf (Fixture *self)
{
  g_autofree char *cache = fac_test_folder ();

  self->pdf_folder = g_build_filename (cache, "pdf", NULL);
  fac_sync_service_set_pdf_folder (self->sync, self->pdf_folder);
  sy_quiet (self);
}

void
sy_unlock (Fixture *self)
{
  fac_sync_service_set_provider (self->sync, FAC_PROVIDER (self->provider));
  sy_quiet (self);
}

void
sy_restart (Fixture *self)
{
  close_all (self);
  open_all (self);
  sy_unlock (self);
}

void
sy_quiet (Fixture *self)
{
  const gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (self->sync->active > 0 || g_main_context_pending (NULL))
    {
      g_main_context_iteration (NULL, self->sync->active > 0);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
}

void
sy_pass (Fixture *self, guint seconds)
{
  for (guint i = 0; i < seconds; i++)
    {
      fac_test_clock_advance (self->clock, G_USEC_PER_SEC);
      sy_quiet (self);
    }
}

void
sy_wake (Fixture *self)
{
  fac_sync_service_wake (self->sync, FALSE);
  sy_quiet (self);
}

GError *
sy_error (FacApiErrorCode code, const char *its_code, const char *path, int retry_after)
{
  g_autoptr (FacApiErrorDetail) detail = fac_api_error_detail_new ();

  detail->status = code == FAC_API_ERROR_OFFLINE || code == FAC_API_ERROR_UNCERTAIN ? 0 : 400;
  detail->code = g_strdup (its_code);
  detail->log_id = g_strdup ("log-1");
  detail->retry_after = retry_after;
  if (path != NULL)
    fac_api_error_add_problem (detail, "This field is wrong.", "wrong_field", "sat", "body", path);
  return fac_api_error_new (code, detail, "It went wrong.");
}

void
sy_fail (Fixture *self, const char *verb, FacApiErrorCode code, gboolean executed)
{
  g_autoptr (GError) error = sy_error (code, NULL, NULL, 0);

  fac_mock_provider_fail_next (self->mock, verb, 1, executed, error);
}

guint
sy_calls (Fixture *self, const char *verb)
{
  return fac_mock_provider_calls (self->mock, verb);
}

guint
sy_n_held (Fixture *self, FacEntity entity)
{
  return fac_mock_provider_items (self->mock, entity)->len;
}

FacRemoteItem *
sy_held (Fixture *self, FacEntity entity)
{
  g_assert_cmpuint (sy_n_held (self, entity), ==, 1);
  return g_ptr_array_index (fac_mock_provider_items (self->mock, entity), 0);
}

void
sy_write_done (Fixture *self, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  fac_store_write_finish (self->store, fac_test_result (result), &error);
  g_assert_no_error (error);
  g_clear_object (result);
  sy_wake (self);
}

void
sy_put_customer (Fixture *self, FacCustomer *customer)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_save_customer_async (self->store, customer, TRUE, fac_test_got, &result);
  sy_write_done (self, &result);
}

FacCustomer *
sy_save_customer (Fixture *self, const char *name)
{
  FacCustomer *customer = fac_customer_new ();

  fac_set_string (&customer->legal_name, name);
  fac_set_string (&customer->tax_id, "AAA010101AAA");
  fac_set_string (&customer->tax_system, "601");
  fac_set_string (&customer->address->zip, "50000");
  sy_put_customer (self, customer);
  return customer;
}

static FacProduct *
make_product (const char *description)
{
  FacProduct *product = fac_product_new ();

  fac_set_string (&product->description, description);
  fac_set_string (&product->product_key, "43211500");
  g_assert_true (fac_decimal_parse ("100", -1, &product->price));
  return product;
}

FacProduct *
sy_save_product (Fixture *self, const char *description)
{
  g_autoptr (GAsyncResult) result = NULL;
  FacProduct *product = make_product (description);

  fac_store_save_product_async (self->store, product, TRUE, fac_test_got, &result);
  sy_write_done (self, &result);
  return product;
}

static FacInvoice *
make_invoice (const FacCustomer *customer)
{
  FacInvoice *invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  g_autoptr (FacProduct) product = make_product ("Teclado");

  if (customer != NULL)
    invoice->customer = fac_customer_copy (customer);
  g_ptr_array_add (invoice->lines, fac_invoice_line_new (product));
  return invoice;
}

void
sy_put_draft (Fixture *self, FacInvoice *invoice)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_save_draft_async (self->store, invoice, TRUE, fac_test_got, &result);
  sy_write_done (self, &result);
}

FacInvoice *
sy_save_draft (Fixture *self, const FacCustomer *customer)
{
  FacInvoice *invoice = make_invoice (customer);

  sy_put_draft (self, invoice);
  return invoice;
}

FacInvoice *
sy_stamp (Fixture *self, const FacCustomer *customer)
{
  g_autoptr (GAsyncResult) result = NULL;
  FacInvoice *invoice = make_invoice (customer);

  fac_store_queue_stamp_async (self->store, invoice, fac_test_got, &result);
  sy_write_done (self, &result);
  return invoice;
}

void
sy_delete (Fixture *self, FacEntity entity, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_delete_async (self->store, entity, id, 0, fac_test_got, &result);
  sy_write_done (self, &result);
}

FacInvoice *
sy_get_invoice (Fixture *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;
  gboolean complete;

  fac_store_get_invoice_async (self->store, id, NULL, fac_test_got, &result);
  return fac_store_get_invoice_finish (self->store, fac_test_result (&result), &body, &complete,
                                       NULL);
}

FacCustomer *
sy_get_customer (Fixture *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_get_customer_async (self->store, id, NULL, fac_test_got, &result);
  return fac_store_get_customer_finish (self->store, fac_test_result (&result), NULL);
}

void
sy_assert_status (Fixture *self, const char *id, FacDocumentStatus status)
{
  g_autoptr (FacInvoice) invoice = sy_get_invoice (self, id);

  g_assert_nonnull (invoice);
  g_assert_cmpstr (fac_document_status_nick (invoice->status), ==,
                   fac_document_status_nick (status));
}

GPtrArray *
sy_outbox (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *entries;

  fac_store_outbox_async (self->store, NULL, fac_test_got, &result);
  entries = fac_store_outbox_finish (self->store, fac_test_result (&result), NULL);
  g_assert_nonnull (entries);
  return entries;
}

void
sy_assert_outbox (Fixture *self, const char *text)
{
  g_autoptr (GPtrArray) entries = sy_outbox (self);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const FacOutboxEntry *entry = g_ptr_array_index (entries, i);

      g_string_append_printf (found, "%s%d.%d", i > 0 ? " " : "", entry->verb, entry->state);
    }
  g_assert_cmpstr (found->str, ==, text);
}

guint
sy_count (Fixture *self, FacEntity entity)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacQuery) query = fac_query_new (entity);
  g_autoptr (GArray) keys = NULL;

  fac_store_keys_async (self->store, query, NULL, fac_test_got, &result);
  keys = fac_store_keys_finish (self->store, fac_test_result (&result), NULL);
  g_assert_nonnull (keys);
  return keys->len;
}
