/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program without its window: store, sync service and provider on a data folder. It obeys lines from stdin, words
 * separated by blanks, and answers each with lines of which the last is "ok …" or "no CODE REASON":
 *   customer ID REV good|bad   product ID REV LABEL   invoice ID REV CUSTOMER PRODUCT   stamp ID   unqueue ID
 *   cancel ID MOTIVE   email ID ADDRESS   discard VERB ID
 *   delete customer|product|invoice ID   undelete …   key good|bad   network on|off
 *   leap SECONDS   clock real|leaping   wake   state   outbox   drain   local …   die POINT VERB   walk
 * REV is found again in each object, so that nobody can lose an edit unseen. */
#include "fac-facturapi-provider.h"
#include "fac-fault-clock.h"
#include "fac-fault-points.h"
#include "fac-store.h"
#include "fac-sync-service.h"
#include "fac-test.h"
#include "fac-text.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DRAIN_SECONDS 30
#define WALK_SECONDS 120
#define DEADLINE_MS 400u

typedef struct
{
  FacStore        *store;
  FacConnectivity *connectivity;
  FacSyncService  *service;
  FacHttpClient   *client;
  FacProvider     *provider;
  FacFaultClock   *clock;
  const char      *url;
  const char      *key;
  gboolean         key_is_bad; /* on purpose: nobody types a new one */
} Driver;

typedef void (*Command) (Driver *self, char **words);

static void
answer (const GError *error)
{
  if (error == NULL)
    puts ("ok");
  else
    printf ("no %s:%d %s\n", g_quark_to_string (error->domain), error->code, error->message);
  fflush (stdout);
}

static void
answer_write (Driver *self, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  fac_store_write_finish (self->store, fac_test_result (result), &error);
  answer (error);
  fac_sync_service_wake (self->service, FALSE);
}

static void
set_key (Driver *self, gboolean good)
{
  g_autoptr (FacProvider) provider
    = fac_facturapi_provider_new (self->client, self->url, good ? self->key : "sk_test_nobodyskey0000000000000000");

  fac_facturapi_provider_set_deadline (FAC_FACTURAPI_PROVIDER (provider),
                                       fac_test_patience (DEADLINE_MS));
  self->key_is_bad = !good;
  fac_sync_service_set_provider (self->service, provider);
  g_set_object (&self->provider, provider);
}

/* ---- what the person writes ------------------------------------------------------------------------- */

static FacCustomer *
load_customer (Driver *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_get_customer_async (self->store, id, NULL, fac_test_got, &result);
  return fac_store_get_customer_finish (self->store, fac_test_result (&result), NULL);
}

static FacProduct *
load_product (Driver *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_get_product_async (self->store, id, NULL, fac_test_got, &result);
  return fac_store_get_product_finish (self->store, fac_test_result (&result), NULL);
}

/* What came from the service alone is in its JSON. */
static FacInvoice *
load_invoice (Driver *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (FacInvoice) invoice = NULL;
  g_autoptr (FacRemoteItem) whole = NULL;
  gboolean complete = TRUE;

  fac_store_get_invoice_async (self->store, id, NULL, fac_test_got, &result);
  invoice = fac_store_get_invoice_finish (self->store, fac_test_result (&result), &body, &complete, NULL);
  if (invoice == NULL || complete)
    return g_steal_pointer (&invoice);
  whole = fac_provider_parse (self->provider, FAC_ENTITY_INVOICE, body, NULL);
  g_assert_nonnull (whole);
  fac_set_string (&invoice->conditions, whole->invoice->conditions);
  return g_steal_pointer (&invoice);
}

static void
set_string_take (char **member, char *value)
{
  g_free (*member);
  *member = value;
}

static void
do_customer (Driver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *upper = g_ascii_strup (words[1], -1); /* as the SAT writes names */
  g_autoptr (FacCustomer) known = load_customer (self, words[1]);
  g_autoptr (FacCustomer) customer = known != NULL ? fac_customer_copy (known) : fac_customer_new ();

  fac_set_string (&customer->id, words[1]);
  set_string_take (&customer->legal_name, g_strconcat ("CLIENTE ", upper, NULL));
  fac_set_string (&customer->tax_id, g_str_equal (words[3], "bad") ? "CCE159999" : "CCE150310AB1");
  fac_set_string (&customer->tax_system, "601");
  fac_set_string (&customer->address->zip, "06600");
  set_string_take (&customer->email, g_strdup_printf ("r%s@cliente.example", words[2]));
  fac_store_save_customer_async (self->store, customer, TRUE, fac_test_got, &result);
  answer_write (self, &result);
}

static void
do_product (Driver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacProduct) known = load_product (self, words[1]);
  g_autoptr (FacProduct) product = known != NULL ? fac_product_copy (known) : fac_product_new ();

  fac_set_string (&product->id, words[1]);
  set_string_take (&product->description, g_strdup_printf ("Producto %s r%s", words[3], words[2]));
  fac_set_string (&product->product_key, "43211500");
  g_assert_true (fac_decimal_parse ("125.50", -1, &product->price));
  fac_store_save_product_async (self->store, product, TRUE, fac_test_got, &result);
  answer_write (self, &result);
}

static FacInvoice *
write_invoice (Driver *self, char **words)
{
  g_autoptr (FacInvoice) known = load_invoice (self, words[1]);
  FacInvoice *invoice = known != NULL ? fac_invoice_copy (known) : fac_invoice_new (FAC_INVOICE_INGRESO);
  g_autoptr (FacProduct) product = load_product (self, words[4]);
  FacInvoiceLine *line;

  fac_set_string (&invoice->id, words[1]);
  set_string_take (&invoice->conditions, g_strdup_printf ("r%s", words[2]));
  g_clear_pointer (&invoice->customer, fac_customer_unref);
  invoice->customer = load_customer (self, words[3]);
  g_ptr_array_set_size (invoice->lines, 0);
  line = fac_invoice_line_new (product);
  line->quantity = fac_decimal_from_int (1 + atoi (words[2]) % 7);
  g_ptr_array_add (invoice->lines, line);
  return invoice;
}

static void
do_invoice (Driver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacInvoice) invoice = write_invoice (self, words);

  fac_store_save_draft_async (self->store, invoice, g_str_equal (words[5], "send"), fac_test_got, &result);
  answer_write (self, &result);
}

static void
do_stamp (Driver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacInvoice) invoice = write_invoice (self, words);

  fac_store_queue_stamp_async (self->store, invoice, fac_test_got, &result);
  answer_write (self, &result);
}

static void
do_unqueue (Driver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_unqueue_async (self->store, words[1], fac_test_got, &result);
  answer_write (self, &result);
}

/* Returns: (nullable) (transfer full): what is asked of the document @id */
static FacDocumentRequest *
new_request (Driver *self, const char *id)
{
  g_autoptr (FacInvoice) invoice = load_invoice (self, id);

  if (invoice != NULL)
    return fac_document_request_new (invoice);
  puts ("no such object");
  fflush (stdout);
  return NULL;
}

static void
do_cancel (Driver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacDocumentRequest) request = new_request (self, words[1]);

  if (request == NULL)
    return;
  fac_set_string (&request->motive, words[2]);
  fac_store_queue_cancel_async (self->store, words[1], request, NULL, 0, fac_test_got, &result);
  answer_write (self, &result);
}

static void
do_email (Driver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacDocumentRequest) request = new_request (self, words[1]);

  if (request == NULL)
    return;
  request->addresses = g_strdupv (words + 2);
  fac_store_queue_email_async (self->store, words[1], request, 0, fac_test_got, &result);
  answer_write (self, &result);
}

/* Gives up what was refused. */
static void
do_discard (Driver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) discarded = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  fac_store_outbox_async (self->store, NULL, fac_test_got, &result);
  entries = fac_store_outbox_finish (self->store, fac_test_result (&result), NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      const FacOutboxEntry *entry = g_ptr_array_index (entries, i);

      if ((int) entry->verb != atoi (words[1]) || !g_str_equal (entry->object_id, words[2])
          || entry->state != FAC_OUTBOX_REFUSED)
        continue;
      fac_store_discard_async (self->store, entry->id, fac_test_got, &discarded);
      answer_write (self, &discarded);
      return;
    }
  puts ("no such entry");
  fflush (stdout);
}

static FacEntity
entity_of (const char *word)
{
  return g_str_equal (word, "customer") ? FAC_ENTITY_CUSTOMER
         : g_str_equal (word, "product") ? FAC_ENTITY_PRODUCT : FAC_ENTITY_INVOICE;
}

static void
do_delete (Driver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_delete_async (self->store, entity_of (words[1]), words[2], fac_test_got, &result);
  answer_write (self, &result);
}

static void
do_undelete (Driver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_undelete_async (self->store, entity_of (words[1]), words[2], fac_test_got, &result);
  answer_write (self, &result);
}

/* ---- the world about it -------------------------------------------------------------------------------- */

static void
do_key (Driver *self, char **words)
{
  set_key (self, g_str_equal (words[1], "good"));
  answer (NULL);
}

static void
do_network (Driver *self, char **words)
{
  fac_connectivity_set_simulated_offline (self->connectivity, g_str_equal (words[1], "off"));
  answer (NULL);
}

/* Somebody sets the clock of this machine forward. */
static void
do_leap (Driver *self, char **words)
{
  fac_fault_clock_leap (self->clock, atoi (words[1]));
  answer (NULL);
}

static void
do_clock (Driver *self, char **words)
{
  fac_fault_clock_set_real (self->clock, g_str_equal (words[1], "real"));
  fac_sync_service_wake (self->service, FALSE);
  answer (NULL);
}

static void
do_die (Driver *self, char **words)
{
  puts (fac_fault_points_arm (words[1], words[2]) ? "ok" : "no such point");
  fflush (stdout);
}

static void
do_wake (Driver *self, char **words)
{
  fac_sync_service_wake (self->service, TRUE);
  answer (NULL);
}

static void
do_state (Driver *self, char **words)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (FAC_TYPE_SYNC_STATE);

  printf ("ok %s\n", g_enum_get_value (states, (int) fac_sync_service_get_state (self->service))->value_nick);
  fflush (stdout);
}

static guint
print_outbox (Driver *self, gboolean print)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  guint waiting = 0;

  fac_store_outbox_async (self->store, NULL, fac_test_got, &result);
  entries = fac_store_outbox_finish (self->store, fac_test_result (&result), NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      const FacOutboxEntry *entry = g_ptr_array_index (entries, i);

      waiting += entry->state != FAC_OUTBOX_REFUSED;
      if (print)
        printf ("entry %d %d %s %d %d %s %s\n", entry->verb, entry->entity, entry->object_id, entry->state,
                entry->attempts, entry->error_code != NULL ? entry->error_code : "-",
                entry->error_message != NULL ? entry->error_message : "-");
    }
  return waiting;
}

static void
do_outbox (Driver *self, char **words)
{
  print_outbox (self, TRUE);
  answer (NULL);
}

static gboolean
on_pause_over (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
pause_for (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, on_pause_over, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
owes_files (Driver *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  gint64 owed;

  fac_store_count_owed_async (self->store, NULL, fac_test_got, &result);
  owed = fac_store_count_owed_finish (self->store, fac_test_result (&result), NULL);
  return owed != 0;
}

/* Until nothing waits and neither XML nor acuse is owed. */
static void
do_drain (Driver *self, char **words)
{
  const gint64 limit = g_get_monotonic_time () + fac_test_patience (DRAIN_SECONDS) * G_USEC_PER_SEC;

  while (print_outbox (self, FALSE) > 0 || owes_files (self))
    {
      if (g_get_monotonic_time () > limit)
        {
          print_outbox (self, TRUE);
          puts ("no drain");
          fflush (stdout);
          return;
        }
      pause_for (5);
    }
  print_outbox (self, TRUE);
  answer (NULL);
}

static gboolean
is_idle (Driver *self)
{
  const FacSyncState state = fac_sync_service_get_state (self->service);

  return state == FAC_SYNC_IDLE && fac_sync_service_get_owed (self->service) == 0;
}

/* Until the round of reading has ended. */
static void
do_walk (Driver *self, char **words)
{
  const gint64 limit = g_get_monotonic_time () + fac_test_patience (WALK_SECONDS) * G_USEC_PER_SEC;

  while (!is_idle (self) && g_get_monotonic_time () < limit)
    pause_for (20);
  puts (is_idle (self) ? "ok" : "no end of the walk");
  fflush (stdout);
}

/* local KIND ID: what is stored, in words. */
static void
do_local (Driver *self, char **words)
{
  g_autoptr (FacCustomer) customer = g_str_equal (words[1], "customer") ? load_customer (self, words[2]) : NULL;
  g_autoptr (FacProduct) product = g_str_equal (words[1], "product") ? load_product (self, words[2]) : NULL;
  g_autoptr (FacInvoice) invoice = g_str_equal (words[1], "invoice") ? load_invoice (self, words[2]) : NULL;

  if (customer != NULL)
    printf ("ok %s %s\n", customer->remote_id != NULL ? customer->remote_id : "-", customer->email);
  else if (product != NULL)
    printf ("ok %s %s\n", product->remote_id != NULL ? product->remote_id : "-", product->description);
  else if (invoice != NULL)
    printf ("ok %s %s %s %s\n", invoice->remote_id != NULL ? invoice->remote_id : "-",
            invoice->conditions != NULL ? invoice->conditions : "-", fac_document_status_nick (invoice->status),
            invoice->uuid != NULL ? invoice->uuid : "-");
  else
    puts ("no such object");
  fflush (stdout);
}

/* ---- the loop --------------------------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  guint       words;
  Command     command;
} commands[] = {
  { "customer", 4, do_customer },
  { "product", 4, do_product },
  { "invoice", 6, do_invoice },
  { "stamp", 5, do_stamp },
  { "unqueue", 2, do_unqueue },
  { "cancel", 3, do_cancel },
  { "email", 3, do_email },
  { "discard", 3, do_discard },
  { "delete", 3, do_delete },
  { "undelete", 3, do_undelete },
  { "key", 2, do_key },
  { "network", 2, do_network },
  { "leap", 2, do_leap },
  { "clock", 2, do_clock },
  { "wake", 1, do_wake },
  { "die", 3, do_die },
  { "walk", 1, do_walk },
  { "state", 1, do_state },
  { "outbox", 1, do_outbox },
  { "drain", 1, do_drain },
  { "local", 3, do_local },
};

static void
obey (Driver *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (words[0], commands[i].name) && g_strv_length (words) == commands[i].words)
      {
        commands[i].command (self, words);
        return;
      }
  puts ("no such command");
  fflush (stdout);
}

static void
on_line (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  g_main_context_wakeup (NULL);
  g_object_set_data (source, "read", GINT_TO_POINTER (TRUE));
}

static char *
next_line (GDataInputStream *input)
{
  char *line = NULL;

  g_object_set_data (G_OBJECT (input), "read", NULL);
  g_data_input_stream_read_line_async (input, G_PRIORITY_DEFAULT, NULL, on_line, &line);
  while (g_object_get_data (G_OBJECT (input), "read") == NULL)
    g_main_context_iteration (NULL, TRUE);
  return line;
}

static gboolean
on_person_acts (gpointer data)
{
  Driver *self = data;
  const FacSyncState state = self->service != NULL ? fac_sync_service_get_state (self->service) : FAC_SYNC_IDLE;

  if (state == FAC_SYNC_KEY_REFUSED && !self->key_is_bad)
    set_key (self, TRUE);
  else if (state == FAC_SYNC_ACCOUNT)
    fac_sync_service_wake (self->service, TRUE);
  return G_SOURCE_REMOVE;
}

static void
on_state (FacSyncService *service, GParamSpec *pspec, Driver *self)
{
  const FacSyncState state = fac_sync_service_get_state (service);

  if (state == FAC_SYNC_KEY_REFUSED || state == FAC_SYNC_ACCOUNT)
    g_timeout_add (10, on_person_acts, self);
}

static void
start (Driver *self, const char *folder)
{
  g_autoptr (GAsyncResult) result = NULL;
  FacClock *clock = fac_fault_clock_new ();
  g_autoptr (GError) error = NULL;

  fac_store_open_async (folder, NULL, fac_test_got, &result);
  self->store = fac_store_open_finish (fac_test_result (&result), &error);
  g_assert_no_error (error);
  self->clock = FAC_FAULT_CLOCK (clock);
  fac_store_set_clock (self->store, clock);
  self->connectivity = fac_connectivity_new (NULL);
  fac_connectivity_set_loopback (self->connectivity, TRUE);
  self->client = fac_http_client_new ();
  self->service = fac_sync_service_new (self->store, self->connectivity, clock);
  g_signal_connect (self->service, "notify::state", G_CALLBACK (on_state), self);
  set_key (self, TRUE);
  fac_fault_points_install (self->provider, self->store);
}

static void
stop (Driver *self)
{
  g_autoptr (GAsyncResult) stopped = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;

  fac_sync_service_stop_async (self->service, fac_test_got, &stopped);
  fac_sync_service_stop_finish (self->service, fac_test_result (&stopped), NULL);
  fac_store_close_async (self->store, fac_test_got, &closed);
  fac_store_close_finish (self->store, fac_test_result (&closed), &error);
  g_assert_no_error (error);
  g_clear_object (&self->service);
  g_clear_object (&self->store);
  g_clear_object (&self->provider);
  g_clear_object (&self->client);
  g_clear_object (&self->connectivity);
  g_clear_object (&self->clock);
  pause_for (30); /* the store's threads end by themselves, and what they hold is no leak */
}

int
main (int argc, char **argv)
{
  g_autoptr (GInputStream) base = NULL;
  g_autoptr (GDataInputStream) input = NULL;
  Driver driver = { .key = g_getenv ("FAC_FAULT_KEY") };
  char *line;

  if (argc != 3 || driver.key == NULL)
    return 2;
  driver.url = argv[2];
  start (&driver, argv[1]);
  base = g_unix_input_stream_new (0, FALSE);
  input = g_data_input_stream_new (base);
  answer (NULL);
  while ((line = next_line (input)) != NULL)
    {
      obey (&driver, line);
      g_free (line);
    }
  stop (&driver);
  return 0;
}
