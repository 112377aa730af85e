/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-prices.h"
#include "store-fixture.h"

#define HELD (ST_NOW + 10 * G_TIME_SPAN_SECOND)

static FacPriceRule
rule (const char *percent, FacPriceRounding rounding)
{
  FacPriceRule self = { .rounding = rounding };

  g_assert_true (fac_decimal_parse (percent, -1, &self.percent));
  return self;
}

static void
assert_rule (const char *price, const char *percent, FacPriceRounding rounding,
             const char *expected)
{
  const FacPriceRule self = rule (percent, rounding);
  FacDecimal value;
  g_autofree char *text = NULL;

  g_assert_true (fac_decimal_parse (price, -1, &value));
  text = fac_decimal_to_string (fac_price_rule_apply (&self, value));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_rule (void)
{
  assert_rule ("100", "10", FAC_PRICE_CENTS, "110.00");
  assert_rule ("99.99", "-10", FAC_PRICE_CENTS, "89.99");
  assert_rule ("0.05", "10", FAC_PRICE_CENTS, "0.06");
  assert_rule ("249.90", "3.333333", FAC_PRICE_CENTS, "258.23");
  assert_rule ("249.90", "3.333333", FAC_PRICE_WHOLE, "258");
  assert_rule ("10.50", "-4.7619", FAC_PRICE_WHOLE, "10");
  assert_rule ("0.40", "10", FAC_PRICE_WHOLE, "0.40");
  assert_rule ("99.99", "10", FAC_PRICE_AS_NOW, "109.99");
  assert_rule ("50", "10", FAC_PRICE_AS_NOW, "55.00");
  assert_rule ("0.0125", "10", FAC_PRICE_AS_NOW, "0.0138");
  assert_rule ("0.012500", "10", FAC_PRICE_AS_NOW, "0.0138");
  assert_rule ("86.206897", "-10", FAC_PRICE_AS_NOW, "77.586207");
  assert_rule ("0.12345678", "100", FAC_PRICE_AS_NOW, "0.246914");
  assert_rule ("0.004", "-10", FAC_PRICE_CENTS, "0.004");
}

/* As the service has it, too. */
static FacProduct *
known (Fixture *s, const char *name, const char *price, const char *remote_id)
{
  FacProduct *product = st_product (name, NULL, price);
  g_autoptr (FacProduct) remote = st_remote_product (product, remote_id);
  g_autoptr (FacOutboxEntry) entry = NULL;

  fac_store_save_product_async (s->store, product, TRUE, ST_GOT);
  st_ok (s);
  entry = st_claim (s, ST_NOW, NULL);
  fac_store_acknowledge_async (s->store,
                               &(FacAcknowledgement) { .entry_id = entry->id, .product = remote },
                               ST_GOT);
  st_ok (s);
  return product;
}

static void
assert_price (Fixture *s, const char *id, const char *price)
{
  g_autoptr (FacProduct) product = st_get_product (s, id);
  FacDecimal value;

  g_assert_true (fac_decimal_parse (price, -1, &value));
  g_assert_true (fac_decimal_equal (product->price, value));
}

/* Takes over @change. */
static void
undo (Fixture *s, FacPriceChange *change, guint taken_back, guint sent_again, guint kept)
{
  g_autoptr (GError) error = NULL;
  FacPriceUndo counts;

  fac_store_undo_prices_async (s->store, change, ST_GOT);
  g_assert_true (fac_store_undo_prices_finish (s->store, st_wait (), &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.taken_back, ==, taken_back);
  g_assert_cmpuint (counts.sent_again, ==, sent_again);
  g_assert_cmpuint (counts.kept, ==, kept);
}

static FacPriceChange *
ten_percent_more (Fixture *s)
{
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_PRODUCT);
  g_autoptr (GPtrArray) left_out = g_ptr_array_new ();
  const FacPriceRule more = rule ("10", FAC_PRICE_CENTS);
  g_autoptr (GError) error = NULL;
  FacPriceChange *change;

  fac_store_change_prices_async (s->store, query, left_out, &more, ST_NOW, ST_GOT);
  change = fac_store_change_prices_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  return change;
}

/* Undo stays in sight after the change has left: then the price of before is a change of its own. */
static void
test_undo_after_leaving (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacProduct) arrived = known (s, "Cable rojo", "100", "p1");
  g_autoptr (FacProduct) changed = known (s, "Clavo", "1", "p2");
  g_autoptr (FacProduct) waiting = known (s, "Tubo", "50", "p3");
  FacPriceChange *change = ten_percent_more (s);
  g_autoptr (FacProduct) now = st_get_product (s, arrived->id);
  g_autoptr (FacProduct) other = fac_product_copy (changed);
  g_autoptr (FacProduct) remote = NULL;
  g_autoptr (FacOutboxEntry) first = st_claim (s, ST_NOW, NULL);

  g_assert_cmpstr (first->object_id, ==, arrived->id);
  remote = st_remote_product (now, "p1");
  fac_store_acknowledge_async (s->store,
                               &(FacAcknowledgement) { .entry_id = first->id, .product = remote },
                               ST_GOT);
  st_ok (s);
  other->price = fac_decimal_from_int (7);
  fac_store_save_product_async (s->store, other, TRUE, ST_GOT);
  st_ok (s);
  undo (s, change, 1, 1, 1);
  assert_price (s, arrived->id, "100");
  assert_price (s, changed->id, "7");
  assert_price (s, waiting->id, "50");
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM outbox"), ==, 2);
  st_check_indexes (s);
}

/* Its request is on its way, and nobody knows yet whether it arrived. */
static void
test_undo_while_leaving (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacProduct) cable = known (s, "Cable rojo", "100", "p1");
  FacPriceChange *change = ten_percent_more (s);
  g_autoptr (FacProduct) now = st_get_product (s, cable->id);
  g_autoptr (FacOutboxEntry) first = st_claim (s, ST_NOW, NULL);
  g_autoptr (FacOutboxEntry) second = NULL;
  g_autoptr (FacProduct) remote = st_remote_product (now, "p1");

  undo (s, change, 0, 1, 0);
  fac_store_acknowledge_async (s->store,
                               &(FacAcknowledgement) { .entry_id = first->id, .product = remote },
                               ST_GOT);
  st_ok (s);
  assert_price (s, cable->id, "100");
  second = st_claim (s, ST_NOW + G_TIME_SPAN_HOUR, NULL);
  g_assert_cmpstr (second->object_id, ==, cable->id);
}

static FacStoreMerge
meet (Fixture *s, const FacOutboxEntry *entry, const FacProduct *theirs)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) payload = NULL;
  FacPulled *pulled = g_new0 (FacPulled, 1);
  FacStoreMerge outcome;

  pulled->remote_id = g_strdup (theirs->remote_id);
  pulled->product = fac_product_copy (theirs);
  fac_store_merge_remote_async (s->store, entry->id, pulled, NULL, ST_GOT);
  g_assert_true (fac_store_merge_remote_finish (s->store, st_wait (), &outcome, &payload, &error));
  g_assert_no_error (error);
  return outcome;
}

/* Somebody changed it there, too: without the change from here there is nothing to decide any more. */
static void
test_undo_in_conflict (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacProduct) cable = known (s, "Cable rojo", "100", "p1");
  FacPriceChange *change = ten_percent_more (s);
  g_autoptr (FacProduct) remote = st_remote_product (cable, "p1");
  g_autoptr (FacOutboxEntry) first = st_claim (s, ST_NOW, NULL);
  g_autoptr (FacOutboxEntry) second = NULL;

  remote->price = fac_decimal_from_int (120);
  g_assert_cmpint (meet (s, first, remote), ==, FAC_STORE_MERGE_CONFLICT);
  undo (s, change, 1, 0, 0);
  assert_price (s, cable->id, "100");
  second = st_claim (s, ST_NOW + G_TIME_SPAN_HOUR, NULL);
  g_assert_nonnull (second);
  g_assert_cmpint (meet (s, second, remote), ==, FAC_STORE_MERGE_DONE);
  fac_store_acknowledge_async (s->store,
                               &(FacAcknowledgement) { .entry_id = second->id, .product = remote },
                               ST_GOT);
  st_ok (s);
  assert_price (s, cable->id, "120");
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM conflicts"), ==, 0);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM outbox"), ==, 0);
}

static void
test_change (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacProduct) cable = known (s, "Cable rojo", "100", "p1");
  g_autoptr (FacProduct) tube = known (s, "Cable azul", "50", "p2");
  g_autoptr (FacProduct) nail = known (s, "Clavo", "1", "p3");
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_PRODUCT);
  g_autoptr (GPtrArray) left_out = g_ptr_array_new ();
  const FacPriceRule more = rule ("10", FAC_PRICE_CENTS);
  g_autoptr (GError) error = NULL;
  FacPriceChange *change;
  gint64 next_due;

  fac_set_string (&query->text, "cable");
  fac_store_change_prices_async (s->store, query, left_out, &more, HELD, ST_GOT);
  change = fac_store_change_prices_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fac_price_change_count (change), ==, 2);
  assert_price (s, cable->id, "110");
  assert_price (s, tube->id, "55");
  assert_price (s, nail->id, "1");
  st_assert_outbox (s, "UPDATE product QUEUED, UPDATE product QUEUED");
  g_assert_null (st_claim (s, ST_NOW, &next_due));
  g_assert_cmpint (next_due, ==, HELD);
  undo (s, change, 2, 0, 0);
  assert_price (s, cable->id, "100");
  assert_price (s, tube->id, "50");
  st_assert_outbox (s, "");
  g_assert_cmpint (st_sql (s, "SELECT sum (offline_state) FROM products"), ==, 0);
  st_check_indexes (s);
}

/* What the service gets has six decimals at most; a form that is half typed keeps what was typed. */
static void
test_decimals (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacProduct) nail = st_product ("Clavo", NULL, "10.1234565");

  fac_store_save_product_async (s->store, nail, FALSE, ST_GOT);
  st_ok (s);
  assert_price (s, nail->id, "10.1234565");
  fac_store_save_product_async (s->store, nail, TRUE, ST_GOT);
  st_ok (s);
  assert_price (s, nail->id, "10.123457");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/prices/rule", test_rule);
  g_test_add_func ("/store/prices/change", test_change);
  g_test_add_func ("/store/prices/decimals", test_decimals);
  g_test_add_func ("/store/prices/undo-after-leaving", test_undo_after_leaving);
  g_test_add_func ("/store/prices/undo-while-leaving", test_undo_while_leaving);
  g_test_add_func ("/store/prices/undo-in-conflict", test_undo_in_conflict);
  return g_test_run ();
}
