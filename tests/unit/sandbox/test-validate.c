/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-json.h"
#include "fac-sandbox-validate.h"
#include "fac-test.h"

static const FacField child_fields[] = {
  { "code", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 2, 3 },
  { "rate", FAC_FIELD_NUMBER, FAC_FIELD_POSITIVE },
};
static const FacSchema child_schema = FAC_SCHEMA (child_fields);

static const FacField fields[] = {
  { "name", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 5 },
  { "kind", FAC_FIELD_STRING, 0, 0, 0, "one two" },
  { "when", FAC_FIELD_TIME },
  { "mail", FAC_FIELD_EMAIL },
  { "count", FAC_FIELD_INTEGER, FAC_FIELD_NOT_NEGATIVE },
  { "flag", FAC_FIELD_BOOLEAN },
  { "child", FAC_FIELD_ID_OR_OBJECT, 0, 0, 0, NULL, &child_schema },
  { "list", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 2, NULL, &child_schema },
  { "texts", FAC_FIELD_ARRAY_STRINGS, 0, 1 },
};
static const FacSchema schema = FAC_SCHEMA (fields);

/* @expected: "code path", or NULL when nothing is wrong. */
static void
expect (const char *text, gboolean partial, const char *expected)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (text);
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autofree char *found = NULL;

  fac_sandbox_validate (fac_json_root (json), &schema, partial, faults);
  if (faults->len > 0)
    {
      FacSandboxFault *fault = g_ptr_array_index (faults, 0);

      found = g_strconcat (fault->code, " ", fault->path, NULL);
      g_assert_cmpstr (fault->source, ==, "facturapi");
      g_assert_cmpstr (fault->location, ==, "body");
    }
  g_assert_cmpuint (faults->len, <=, 1);
  g_assert_cmpstr (found, ==, expected);
}

/* What no XML can carry would come to light only where it is written. */
static void
test_unwritable (void)
{
  expect ("{\"name\":\"a\\u0001\"}", FALSE, "invalid_format name");
  expect ("{\"name\":\"a\\ufffe\"}", FALSE, "invalid_format name");
  expect ("{\"name\":\"a\\n\\tb\"}", FALSE, NULL);
  expect ("{\"name\":\"a\",\"texts\":[\"x\\u001f\"]}", FALSE, "invalid_format texts");
}

static void
test_good (void)
{
  expect ("{\"name\":\"año\"}", FALSE, NULL);
  expect ("{\"name\":\"a\",\"kind\":null,\"child\":null}", FALSE, NULL);
  expect ("{\"name\":\"a\",\"kind\":\"two\",\"when\":\"2026-11-20\",\"mail\":\"a@b.mx\","
          "\"count\":3.0,"
          "\"flag\":true,\"child\":\"id\",\"list\":[{\"code\":\"ab\",\"rate\":0.1}],"
          "\"texts\":[\"x\"]}",
          FALSE, NULL);
  expect ("{}", TRUE, NULL);
  expect ("{\"child\":{}}", TRUE, NULL);
}

static void
test_faults (void)
{
  expect ("{}", FALSE, "required name");
  expect ("{\"name\":null}", FALSE, "required name");
  expect ("{\"name\":\"\"}", FALSE, "invalid_length name");
  expect ("{\"name\":\"abcdef\"}", FALSE, "invalid_length name");
  expect ("{\"name\":1}", FALSE, "invalid_type name");
  expect ("{\"name\":\"a\",\"other\":null}", FALSE, "unknown_field other");
  expect ("{\"name\":\"a\",\"kind\":\"three\"}", FALSE, "invalid_value kind");
  expect ("{\"name\":\"a\",\"when\":\"yesterday\"}", FALSE, "invalid_format when");
  expect ("{\"name\":\"a\",\"mail\":\"a@b\"}", FALSE, "invalid_format mail");
  expect ("{\"name\":\"a\",\"count\":1.5}", FALSE, "invalid_type count");
  expect ("{\"name\":\"a\",\"count\":-1}", FALSE, "too_small count");
  expect ("{\"name\":\"a\",\"count\":\"1\"}", FALSE, "invalid_type count");
  expect ("{\"name\":\"a\",\"flag\":\"true\"}", FALSE, "invalid_type flag");
  expect ("{\"name\":\"a\",\"child\":{}}", FALSE, "required child.code");
  expect ("{\"name\":\"a\",\"child\":{\"code\":\"ab\",\"rate\":0}}", FALSE, "too_small child.rate");
  expect ("{\"name\":\"a\",\"list\":[{\"code\":\"ab\"},{\"code\":\"a\"}]}", FALSE,
          "invalid_length list.1.code");
  expect ("{\"name\":\"a\",\"list\":[{},{},{}]}", FALSE, "too_large list");
  expect ("{\"name\":\"a\",\"list\":[1]}", FALSE, "invalid_type list");
  expect ("{\"name\":\"a\",\"texts\":[]}", FALSE, "too_small texts");
  expect ("{\"name\":\"a\",\"texts\":[1]}", FALSE, "invalid_type texts");
  expect ("{\"name\":\"a\",\"child\":{\"code\":\"ab\",\"x\":1}}", TRUE, "unknown_field child.x");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/validate/unwritable", test_unwritable);
  g_test_add_func ("/sandbox/validate/good", test_good);
  g_test_add_func ("/sandbox/validate/faults", test_faults);
  return g_test_run ();
}
