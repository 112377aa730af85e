/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The computer's clock is set while something waits: no wait becomes a day. */
#include "sync-fixture.h"

#define DAY (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

static void
fail_once (Fixture *self, FacApiErrorCode code, int retry_after)
{
  g_autoptr (GError) error = sy_error (code, NULL, NULL, retry_after);

  fac_mock_provider_fail_next (self->mock, "create", 1, FALSE, error);
}

static void
test_back_operation (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = NULL;

  fail_once (self, FAC_API_ERROR_SERVER, 0);
  customer = sy_save_customer (self, "CLIENTE");
  fac_test_clock_set_wrong (self->clock, -DAY);
  sy_pass (self, 10);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 2);
  sy_assert_outbox (self, "");
}

static void
test_back_restart (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = NULL;

  fac_test_clock_set_wrong (self->clock, DAY);
  fail_once (self, FAC_API_ERROR_SERVER, 0);
  customer = sy_save_customer (self, "CLIENTE");
  sy_stop (self);
  fac_test_clock_set_wrong (self->clock, 0);
  sy_restart (self);
  sy_pass (self, 10);
  sy_assert_outbox (self, "");
}

static void
test_back_rounds (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  guint lists;

  sy_pass (self, 10);
  lists = sy_calls (self, "list");
  fac_test_clock_set_wrong (self->clock, -DAY);
  fac_sync_service_focus (self->sync); /* when the last round was is not known any more */
  sy_quiet (self);
  g_assert_cmpuint (sy_calls (self, "list"), >, lists);
  lists = sy_calls (self, "list");
  sy_pass (self, 31 * 60);
  g_assert_cmpuint (sy_calls (self, "list"), >, lists);
}

static void
test_back_timed_round (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  guint lists;

  sy_pass (self, 10);
  lists = sy_calls (self, "list");
  fac_test_clock_set_wrong (self->clock, -DAY);
  sy_pass (self, 31 * 60);
  g_assert_cmpuint (sy_calls (self, "list"), >, lists);
}

static void
test_back_slow_down (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = NULL;

  fail_once (self, FAC_API_ERROR_SLOW_DOWN, 120);
  customer = sy_save_customer (self, "CLIENTE");
  fac_test_clock_set_wrong (self->clock, -DAY);
  sy_pass (self, 119);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 1);
  sy_pass (self, 180);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 2);
  sy_assert_outbox (self, "");
}

static void
test_back_offline (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = NULL;

  fail_once (self, FAC_API_ERROR_OFFLINE, 0);
  customer = sy_save_customer (self, "CLIENTE");
  fac_test_clock_set_wrong (self->clock, -DAY);
  sy_pass (self, 10);
  sy_assert_outbox (self, "");
}

/* A day ahead and right again: nothing was lost on the way, and what is asked for leaves at once. */
static void
test_forth_and_back (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) first = NULL;
  g_autoptr (FacInvoice) second = NULL;

  fac_test_clock_set_wrong (self->clock, DAY);
  first = sy_stamp (self, customer);
  sy_assert_status (self, first->id, FAC_STATUS_TIMBRADA);
  fac_test_clock_set_wrong (self->clock, 0);
  sy_fail (self, "stamp", FAC_API_ERROR_UNCERTAIN, TRUE);
  second = sy_stamp (self, customer);
  sy_pass (self, 10);
  sy_assert_status (self, second->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpuint (sy_calls (self, "stamp"), ==, 2);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_INVOICE), ==, 2);
  sy_assert_outbox (self, "");
}

/* Times are compared with the server's: what it made just now is older than our clock says it can be. */
static void
test_ahead_of_server (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacTestClock) theirs = fac_test_clock_new (SY_NOW);
  g_autoptr (FacProduct) product = NULL;

  fac_mock_provider_set_clock (self->mock, FAC_CLOCK (theirs));
  fac_test_clock_set_wrong (self->clock, DAY);
  fac_sync_service_wake (self->sync, TRUE);
  sy_quiet (self);
  sy_fail (self, "create", FAC_API_ERROR_UNCERTAIN, TRUE);
  product = sy_save_product (self, "Ratón");
  sy_pass (self, 10);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 1);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_PRODUCT), ==, 1);
  sy_assert_outbox (self, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/back/operation", test_back_operation);
  g_test_add_func ("/clock/back/restart", test_back_restart);
  g_test_add_func ("/clock/back/rounds", test_back_rounds);
  g_test_add_func ("/clock/back/timed-round", test_back_timed_round);
  g_test_add_func ("/clock/back/slow-down", test_back_slow_down);
  g_test_add_func ("/clock/back/offline", test_back_offline);
  g_test_add_func ("/clock/forth-and-back", test_forth_and_back);
  g_test_add_func ("/clock/ahead-of-server", test_ahead_of_server);
  return g_test_run ();
}
