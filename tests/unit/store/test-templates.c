/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "fac-store-templates.h"

static GPtrArray *
list (Fixture *s)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *templates;

  fac_store_templates_async (s->store, NULL, ST_GOT);
  templates = fac_store_templates_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  return templates;
}

static void
save (Fixture *s, const char *name, const FacInvoice *invoice)
{
  fac_store_save_template_async (s->store, name, invoice, ST_NOW, ST_GOT);
  st_ok (s);
}

static void
test_life (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Uno", "XAXX010101000");
  g_autoptr (FacInvoice) invoice = st_invoice (customer, "Renta", "8500");
  g_autoptr (FacInvoice) other = st_invoice (customer, "Agua", "120");
  g_autoptr (GPtrArray) none = list (s);
  g_autoptr (GPtrArray) two = NULL, replaced = NULL, one = NULL;
  const FacTemplate *template;

  g_assert_cmpuint (none->len, ==, 0);
  fac_set_string (&invoice->folio_number, "7");
  fac_set_string (&invoice->external_id, "PEDIDO 7");
  save (s, "Renta", invoice);
  save (s, "Agua", other);
  st_reopen (s);
  two = list (s);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpstr (((FacTemplate *) two->pdata[0])->name, ==, "Agua");
  template = two->pdata[1];
  g_assert_cmpstr (((FacInvoiceLine *) template->invoice->lines->pdata[0])->product->description, ==,
                   "Renta");
  /* what only one document has is not in it */
  g_assert_null (template->invoice->folio_number);
  g_assert_null (template->invoice->external_id);
  g_assert_cmpstr (template->invoice->id, !=, invoice->id);

  save (s, "Renta", other);
  replaced = list (s);
  g_assert_cmpuint (replaced->len, ==, 2);
  template = replaced->pdata[1];
  g_assert_cmpstr (((FacInvoiceLine *) template->invoice->lines->pdata[0])->product->description, ==,
                   "Agua");
  fac_store_delete_template_async (s->store, "Agua", ST_GOT);
  st_ok (s);
  one = list (s);
  g_assert_cmpuint (one->len, ==, 1);
  /* the service does not hear of them */
  st_assert_outbox (s, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/templates/life", test_life);
  return g_test_run ();
}
