/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "fac-variant.h"

/* the person may still take it back: it leaves when the offer is gone */
static void
test_delete_leaves_later (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Uno", "XAXX010101000");
  g_autoptr (FacCustomer) there = st_remote_customer (customer, "c1");
  g_autoptr (FacOutboxEntry) create = NULL;
  g_autoptr (FacOutboxEntry) early = NULL;
  g_autoptr (FacOutboxEntry) late = NULL;
  gint64 due = 0;

  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  create = st_claim (s, ST_NOW, NULL);
  st_acknowledge_customer (s, create->id, there);
  fac_store_delete_async (s->store, FAC_ENTITY_CUSTOMER, customer->id,
                          ST_NOW + 11 * G_TIME_SPAN_SECOND, ST_GOT);
  st_ok (s);
  early = st_claim (s, ST_NOW + 10 * G_TIME_SPAN_SECOND, &due);
  g_assert_null (early);
  g_assert_cmpint (due, ==, ST_NOW + 11 * G_TIME_SPAN_SECOND);
  late = st_claim (s, ST_NOW + 11 * G_TIME_SPAN_SECOND, NULL);
  g_assert_cmpint (late->verb, ==, FAC_OUTBOX_DELETE);
}

/* the phone number that was saved last (nullable) */
static char *
saved_phone (Fixture *s, const char *id, gboolean *never)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (FacCustomer) saved = NULL;

  fac_store_get_saved_async (s->store, FAC_ENTITY_CUSTOMER, id, NULL, ST_GOT);
  bytes = fac_store_get_saved_finish (s->store, st_wait (), never, &error);
  g_assert_no_error (error);
  variant = bytes != NULL ? fac_variant_from_bytes (bytes) : NULL;
  saved = variant != NULL ? fac_customer_from_variant (variant) : NULL;
  return saved != NULL ? g_strdup (saved->phone != NULL ? saved->phone : "") : NULL;
}

static void
test_saved (void)
{
  /* what is typed, whether it is saved, whether the service takes it then; what was saved last */
  static const struct { const char *phone; gboolean send; gboolean taken; const char *saved; } steps[] = {
    { NULL, FALSE, FALSE, "never" }, { "1", TRUE, FALSE, "all" }, { "2", FALSE, FALSE, "1" },
    { "2", TRUE, TRUE, "all" }, { "3", FALSE, FALSE, "2" }, { "2", FALSE, FALSE, "all" },
  };
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Uno", "XAXX010101000");

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *phone = NULL;
      gboolean never;

      fac_set_string (&customer->phone, steps[i].phone);
      fac_store_save_customer_async (s->store, customer, steps[i].send, ST_GOT);
      st_ok (s);
      if (steps[i].taken)
        {
          g_autoptr (FacOutboxEntry) entry = st_claim (s, ST_NOW, NULL);
          g_autoptr (FacCustomer) there = st_remote_customer (customer, "c1");

          st_acknowledge_customer (s, entry->id, there);
        }
      phone = saved_phone (s, customer->id, &never);
      g_assert_cmpstr (never ? "never" : phone != NULL ? phone : "all", ==, steps[i].saved);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/saved/delete-leaves-later", test_delete_leaves_later);
  g_test_add_func ("/store/saved/saved-last", test_saved);
  return g_test_run ();
}
