/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-auth.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-router.h"
#include "fac-test.h"

#include <string.h>

/* @params: those expected, separated by bars */
static void
expect_route (const char *method, const char *path, const char *pattern, const char *params)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  const FacSandboxRoute *route = fac_sandbox_route_find (method, path, 0, found);
  g_autofree char *joined = NULL;

  g_assert_cmpstr (route != NULL ? route->pattern : NULL, ==, pattern);
  g_ptr_array_add (found, NULL);
  joined = g_strjoinv ("|", (char **) found->pdata);
  g_assert_cmpstr (joined, ==, params);
}

static void
test_routes (void)
{
  expect_route ("GET", "/check", "/check", "");
  expect_route ("GET", "/customers/abc", "/customers/{id}", "abc");
  expect_route ("GET", "/organizations/me", "/organizations/me", "");
  expect_route ("GET", "/organizations/other", "/organizations/{id}", "other");
  expect_route ("POST", "/invoices/abc/stamp", "/invoices/{id}/stamp", "abc");
  expect_route ("GET", "/invoices/a%2Fb/xml", "/invoices/{id}/{format}", "a/b|xml");
  expect_route ("DELETE", "/check", NULL, "");
  expect_route ("GET", "/customers/", NULL, "");
  expect_route ("GET", "/customers/a/b", NULL, "");
  expect_route ("GET", "/", NULL, "");
  expect_route ("POST", "/_sandbox/clock", NULL, "");
  g_assert_nonnull (fac_sandbox_route_find ("POST", "/_sandbox/clock", FAC_ROUTE_CONTROL, NULL));
}

static void
test_hosts (void)
{
  static const char *const good[] = {
    "127.0.0.1", "127.0.0.1:80", "localhost", "LOCALHOST:1", "[::1]:8080"
  };
  static const char *const bad[] = {
    "", "example.org", "127.0.0.1.example.org", "localhost.example.org:80", "127.0.0.1:80x",
    "[::1]x"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (fac_sandbox_host_allowed (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (fac_sandbox_host_allowed (bad[i]));
  g_assert_false (fac_sandbox_host_allowed (NULL));
  g_assert_true (fac_sandbox_origin_allowed (NULL));
  g_assert_true (fac_sandbox_origin_allowed ("http://localhost:5173"));
  g_assert_false (fac_sandbox_origin_allowed ("null"));
  g_assert_false (fac_sandbox_origin_allowed ("https://example.org"));
  g_assert_false (fac_sandbox_origin_allowed ("http://localhost.example.org"));
}

static void
expect_time (const char *text, GTimeZone *zone, gint64 expected)
{
  gint64 time;

  g_assert_true (fac_sandbox_parse_time (text, zone, &time));
  g_assert_cmpint (time, ==, expected);
}

static void
test_times (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/Mexico_City");
  const gint64 ten = G_GINT64_CONSTANT (1795190400) * G_USEC_PER_SEC;
  gint64 time;

  expect_time ("1970-01-01T00:00:01.5Z", zone, 1500000);
  expect_time ("2026-11-20T10:00:00-06:00", NULL, ten);
  expect_time ("2026-11-20T10:00:00", zone, ten);
  expect_time ("2026-11-20", NULL, ten - G_GINT64_CONSTANT (16) * 3600 * G_USEC_PER_SEC);
  g_assert_false (fac_sandbox_parse_time ("20 de noviembre", NULL, &time));
  g_assert_false (fac_sandbox_parse_time (NULL, NULL, &time));
}

static char *
hash_of (const char *text)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (text);

  return fac_sandbox_json_hash (fac_json_root (json));
}

/* The same payload is the same whatever its order of members, its blanks and its written
 * decimals. */
static void
test_payload_hash (void)
{
  g_autofree char *one = hash_of ("{\"a\":1.50,\"b\":[1,{\"c\":\"x\"}],\"d\":null}");
  g_autofree char *two = hash_of ("{ \"b\": [1.0, {\"c\": \"x\"}], \"a\": 1.5 }");
  g_autofree char *other = hash_of ("{\"b\":[{\"c\":\"x\"},1],\"a\":1.5}");
  g_autofree char *text = hash_of ("{\"b\":[1,{\"c\":\"x\"}],\"a\":\"1.5\"}");

  g_assert_cmpstr (one, ==, two);
  g_assert_cmpstr (one, !=, other);
  g_assert_cmpstr (one, !=, text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/router/routes", test_routes);
  g_test_add_func ("/sandbox/router/hosts", test_hosts);
  g_test_add_func ("/sandbox/router/times", test_times);
  g_test_add_func ("/sandbox/router/payload-hash", test_payload_hash);
  return g_test_run ();
}
