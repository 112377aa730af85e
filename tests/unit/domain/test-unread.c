/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-unread.h"

#include "fac-invoice.h"
#include "fac-product.h"
#include "fac-variant.h"

static void
test_put (void)
{
  char **unread = NULL;

  g_assert_null (fac_unread_get (unread, "price"));
  g_assert_false (fac_unread_put (&unread, "price", NULL));
  g_assert_null (unread);
  g_assert_true (fac_unread_put (&unread, "price", "12.5.1"));
  g_assert_false (fac_unread_put (&unread, "price", "12.5.1"));
  g_assert_true (fac_unread_put (&unread, "items.0.quantity", ""));
  g_assert_true (fac_unread_put (&unread, "price", "doce"));
  g_assert_cmpstr (fac_unread_get (unread, "price"), ==, "doce");
  g_assert_cmpstr (fac_unread_get (unread, "items.0.quantity"), ==, "");
  g_assert_cmpstr (fac_unread_find (unread, "items."), ==, "items.0.quantity");
  g_assert_null (fac_unread_find (unread, "date"));
  g_assert_true (fac_unread_put (&unread, "items.0.quantity", NULL));
  g_assert_true (fac_unread_put (&unread, "price", NULL));
  g_assert_null (unread);
}

static void
test_drop (void)
{
  char **unread = NULL;

  fac_unread_put (&unread, "taxes.0.rate", "16x");
  fac_unread_put (&unread, "price", "doce");
  fac_unread_put (&unread, "taxes.12.rate", "");
  fac_unread_drop (&unread, "items.");
  g_assert_cmpuint (g_strv_length (unread), ==, 6);
  fac_unread_drop (&unread, "taxes.");
  g_assert_cmpuint (g_strv_length (unread), ==, 2);
  g_assert_cmpstr (fac_unread_get (unread, "price"), ==, "doce");
  fac_unread_drop (&unread, "");
  g_assert_null (unread);
}

static void
test_equal (void)
{
  char *some[] = { (char *) "price", (char *) "x", (char *) "date", (char *) "y", NULL };
  char *turned[] = { (char *) "date", (char *) "y", (char *) "price", (char *) "x", NULL };
  char *fewer[] = { (char *) "price", (char *) "x", NULL };
  char *other[] = { (char *) "price", (char *) "x", (char *) "date", (char *) "z", NULL };

  g_assert_true (fac_unread_equal (NULL, NULL));
  g_assert_true (fac_unread_equal (some, turned));
  g_assert_false (fac_unread_equal (some, fewer));
  g_assert_false (fac_unread_equal (fewer, some));
  g_assert_false (fac_unread_equal (some, other));
  g_assert_false (fac_unread_equal (NULL, fewer));
  g_assert_false (fac_unread_equal (fewer, NULL));
}

static void
test_damaged (void)
{
  char *pairs[] = { (char *) "price", (char *) "x", (char *) "date", NULL };

  g_assert_cmpstr (fac_unread_get (pairs, "price"), ==, "x");
  g_assert_null (fac_unread_get (pairs, "date"));
  g_assert_null (fac_unread_get (pairs, "x"));
}

static void
test_kept (void)
{
  g_autoptr (FacInvoice) invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  g_autoptr (FacInvoice) same = fac_invoice_copy (invoice);
  g_autoptr (FacInvoice) back = NULL;
  g_autoptr (FacInvoice) other = NULL;
  g_autoptr (GVariant) variant = NULL;

  fac_unread_put (&invoice->unread, "exchange", "17.2.5");
  g_assert_true (fac_invoice_equal_content (invoice, same));
  variant = g_variant_ref_sink (fac_invoice_to_variant (invoice));
  back = fac_invoice_from_variant (variant);
  g_assert_cmpstr (fac_unread_get (back->unread, "exchange"), ==, "17.2.5");
  other = fac_invoice_duplicate (invoice);
  g_assert_null (other->unread);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unread/put", test_put);
  g_test_add_func ("/unread/drop", test_drop);
  g_test_add_func ("/unread/equal", test_equal);
  g_test_add_func ("/unread/damaged", test_damaged);
  g_test_add_func ("/unread/kept", test_kept);
  return g_test_run ();
}
