/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-sat-words.h"

#include "fac-tax-check-words.h"
#include "fac-tax-id.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

const char *
fac_customer_sat_askable (const FacCustomer *customer)
{
  const FacTaxIdProblem problem = fac_tax_id_check (customer->tax_id);

  if (fac_address_is_foreign (customer->address))
    return _("The SAT has no customers abroad in its register.");
  if (problem != FAC_TAX_ID_OK && problem != FAC_TAX_ID_CHECK_DIGIT)
    return _("Write the whole RFC first.");
  if (fac_tax_id_is_generic (customer->tax_id))
    return _("A generic RFC names nobody: there is nothing to ask the SAT.");
  return NULL;
}

/* A fault whose field has no row in the form would be seen nowhere else. */
static void
add_general (GString *text, const FacTaxValidation *validation, const FacCustomer *customer)
{
  static const char *const rows[] = { "tax_id", "legal_name", "tax_system", "address.zip", "email",
                                      "default_invoice_use", "address.country", NULL };

  for (guint i = 0; i < validation->faults->len; i++)
    {
      const FacTaxFault *fault = validation->faults->pdata[i];

      if (!g_strv_contains (rows, fault->path)
          && fac_tax_validation_stands (validation, fault, customer))
        g_string_append_printf (text, "\n%s", fault->message);
    }
}

static guint
count_standing (const FacTaxValidation *validation, const FacCustomer *customer)
{
  guint n = 0;

  for (guint i = 0; i < validation->faults->len; i++)
    n += fac_tax_validation_stands (validation, validation->faults->pdata[i], customer) ? 1 : 0;
  return n;
}

char *
fac_customer_sat_verdict (const FacCustomer *customer, const FacTaxValidation *validation)
{
  g_autofree char *date = fac_ui_date_time (validation != NULL ? validation->at
                                                               : customer->sat_validated_at);
  GString *text;
  guint n;

  if (validation == NULL && customer->sat_validated_at != 0)
    return g_strdup_printf (_("The service found it valid on %s."), date);
  if (validation == NULL)
    return g_strdup (_("Not validated yet."));
  if (validation->valid && fac_tax_validation_fits (validation, customer))
    return g_strdup_printf (_("Valid on %s: the SAT’s register has it like this."), date);
  if (validation->valid)
    return g_strdup_printf (_("It was valid on %s, and its tax data has changed since."), date);
  n = count_standing (validation, customer);
  if (n == 0 && validation->faults->len > 0)
    return g_strdup_printf (_("What the SAT did not have like this on %s has changed: validate "
                              "again."), date);
  if (n == 0)
    return g_strdup_printf (_("Not valid on %s; the SAT did not say why."), date);
  text = g_string_new (NULL);
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE,
                                             "Not valid on %2$s: %1$u thing to correct.",
                                             "Not valid on %2$s: %1$u things to correct.", n),
                          n, date);
  add_general (text, validation, customer);
  return g_string_free (text, FALSE);
}

char *
fac_customer_sat_list (const FacTaxIdReport *report)
{
  g_autofree char *title = NULL;
  g_autofree char *date = NULL;

  if (report == NULL)
    return g_strdup (_("Not looked up yet."));
  title = fac_efos_title (report);
  date = fac_ui_date_time (report->at);
  return g_strdup_printf ("%s · %s", title, date);
}
