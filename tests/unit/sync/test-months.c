/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The XML of a history by the ZIPs of its months. */
#include "sync-foreign.h"

#define MANY 70

/* @count documents of September whose XML is owed; it is the end of October. */
static Fixture *
owing (guint count)
{
  Fixture *self = sy_new (FALSE);

  fac_sync_service_set_pull_paused (self->sync, TRUE);
  sy_add_issued (self, count, 0);
  sy_refresh (self);
  fac_test_clock_advance (self->clock, 40 * DAY);
  sy_quiet (self);
  g_assert_cmpuint (fac_sync_service_get_owed (self->sync), ==, count);
  return self;
}

static void
fetch (Fixture *self, guint seconds)
{
  fac_sync_service_set_pull_paused (self->sync, FALSE);
  sy_quiet (self);
  sy_pass (self, seconds);
}

static guint
times (Fixture *self, const char *word)
{
  g_auto (GStrv) words = g_strsplit (sy_provider_said (self->provider), " ", -1);
  guint count = 0;

  for (char **w = words; *w != NULL; w++)
    count += g_str_equal (*w, word);
  return count;
}

static void
test_one_zip (void)
{
  g_autoptr (Fixture) self = owing (MANY);

  sy_provider_set_months (self->provider, 3, 0, 0);
  fetch (self, 20);
  g_assert_cmpstr (sy_provider_said (self->provider), ==, "ask 2026-9 poll poll poll zip ");
  g_assert_cmpuint (fac_sync_service_get_owed (self->sync), ==, 0);
}

/* Few are fetched file by file, and so is everything where the key does not have it. */
static void
test_not_worth_it (void)
{
  g_autoptr (Fixture) few = owing (10);
  g_autoptr (Fixture) many = owing (MANY);

  sy_provider_set_months (few->provider, 0, 0, 0);
  fetch (few, 20);
  g_assert_cmpuint (times (few, "ask"), ==, 0);
  g_assert_cmpuint (times (few, "file"), ==, 10);
  g_assert_cmpuint (fac_sync_service_get_owed (few->sync), ==, 0);
  fetch (many, 20);
  g_assert_cmpuint (times (many, "ask"), ==, 0);
  g_assert_cmpuint (times (many, "file"), ==, MANY);
}

static void
test_what_it_lacks (void)
{
  g_autoptr (Fixture) self = owing (MANY);

  sy_provider_set_months (self->provider, 0, 7, 0);
  fetch (self, 20);
  g_assert_cmpuint (times (self, "zip"), ==, 1);
  g_assert_cmpuint (times (self, "file"), ==, 7);
  g_assert_cmpuint (fac_sync_service_get_owed (self->sync), ==, 0);
}

/* Cut, it gives what is whole in it; the rest comes file by file. */
static void
test_cut (void)
{
  static const gsize lengths[] = { 1, 5000, 60000 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (Fixture) self = owing (MANY);

      sy_provider_set_months (self->provider, 0, 0, lengths[i]);
      fetch (self, 60);
      g_assert_cmpuint (times (self, "zip"), ==, 1);
      g_assert_cmpuint (times (self, "file"), >, 0);
      g_assert_cmpuint (fac_sync_service_get_owed (self->sync), ==, 0);
    }
}

/* A document of today does not wait for the ZIP of another month; that one does. */
static void
test_newer_goes_first (void)
{
  g_autoptr (Fixture) self = owing (MANY);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "OTRO");
  g_autoptr (FacInvoice) newer = sy_stamp (self, customer);

  sy_provider_set_months (self->provider, 1000, 0, 0);
  fetch (self, 5);
  g_assert_cmpuint (times (self, "file"), ==, 1);
  g_assert_cmpuint (fac_sync_service_get_owed (self->sync), ==, MANY);
  /* one that never gets ready is given up */
  sy_pass (self, 20 * 60);
  g_assert_cmpuint (times (self, "zip"), ==, 0);
  g_assert_cmpuint (times (self, "file"), ==, MANY + 1);
  g_assert_cmpuint (fac_sync_service_get_owed (self->sync), ==, 0);
}

/* The month that still runs has no ZIP that would stay right. */
static void
test_running_month (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);

  sy_provider_set_months (self->provider, 0, 0, 0);
  fac_sync_service_set_pull_paused (self->sync, TRUE);
  sy_add_issued (self, MANY, 0);
  sy_refresh (self);
  fetch (self, 20);
  g_assert_cmpuint (times (self, "ask"), ==, 0);
  g_assert_cmpuint (times (self, "file"), ==, MANY);
}

/* Paused, and closed, in the middle: what is here is not fetched again. */
static void
test_resumed (void)
{
  g_autoptr (Fixture) self = owing (MANY + 60);
  guint left;

  sy_provider_set_months (self->provider, 1, 0, 0);
  fac_sync_service_set_pull_paused (self->sync, FALSE);
  while (fac_sync_service_get_owed (self->sync) > MANY + 40)
    {
      fac_test_clock_advance (self->clock, G_USEC_PER_SEC / 10);
      g_main_context_iteration (NULL, FALSE);
    }
  fac_sync_service_set_pull_paused (self->sync, TRUE);
  sy_quiet (self);
  sy_pass (self, 30);
  left = fac_sync_service_get_owed (self->sync);
  g_assert_cmpuint (left, >, 50);
  g_assert_cmpuint (times (self, "zip"), ==, 1);
  sy_restart (self);
  sy_quiet (self);
  g_assert_cmpuint (fac_sync_service_get_owed (self->sync), ==, left);
  fetch (self, 20);
  g_assert_cmpuint (times (self, "ask"), ==, 2);
  g_assert_cmpuint (times (self, "file"), ==, 0);
  g_assert_cmpuint (fac_sync_service_get_owed (self->sync), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/months/one-zip", test_one_zip);
  g_test_add_func ("/months/not-worth-it", test_not_worth_it);
  g_test_add_func ("/months/what-it-lacks", test_what_it_lacks);
  g_test_add_func ("/months/cut", test_cut);
  g_test_add_func ("/months/newer-goes-first", test_newer_goes_first);
  g_test_add_func ("/months/running-month", test_running_month);
  g_test_add_func ("/months/resumed", test_resumed);
  return g_test_run ();
}
