/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cancel-words.h"

#include "fac-cancel-rules.h"
#include "fac-legal-facts.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

/* from the end of a day in the issuer's zone to its middle, which is that day in this computer's zone, too */
#define HALF_DAY (12 * G_TIME_SPAN_HOUR)

static char *
number_of (FacLegalFactId fact)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, fac_legal_fact (fact)->value);
}

static char *
free_total_words (void)
{
  g_autofree char *pesos =
      fac_decimal_format (fac_decimal_from_int (fac_legal_fact (FAC_FACT_CANCEL_FREE_PESOS)->value),
                          2, 2);

  /* Translators: %s is an amount in pesos ("1,000.00") */
  return g_strdup_printf (_("The SAT cancels it without asking the receiver, because its total is "
                            "at most $%s."), pesos);
}

static char *
asking_words (const FacInvoice *invoice, const char *days)
{
  /* Translators: %s is a number of business days, at present 3 */
  g_autofree char *text = g_strdup_printf (_("The receiver has %s business days to accept or reject "
                                             "it; without an answer it counts as accepted. Until "
                                             "then the invoice is valid and shown as being "
                                             "cancelled."), days);

  return invoice->type != FAC_INVOICE_PAGO ? g_steal_pointer (&text)
         : g_strdup_printf ("%s\n\n%s",
                            _("The receiver is asked about payments whatever they come to: the SAT’s "
                              "limit of amounts does not hold for them."), text);
}

static char *
acceptance_words (FacWorkspace *workspace, const FacInvoice *invoice)
{
  g_autofree char *days = number_of (FAC_FACT_CANCEL_ANSWER_DAYS);

  switch (fac_cancel_acceptance (invoice, fac_clock_now (fac_workspace_get_clock (workspace))))
    {
    case FAC_CANCEL_FREE_TYPE:
      return g_strdup (_("The SAT cancels it without asking the receiver, because of its type."));
    case FAC_CANCEL_FREE_PUBLIC:
      return g_strdup (_("The SAT cancels it without asking the receiver, because the RFC is a "
                         "generic one."));
    case FAC_CANCEL_FREE_TOTAL:
      return free_total_words ();
    case FAC_CANCEL_FREE_NEW:
      /* Translators: %s is a number of business days, at present 3 */
      return g_strdup_printf (_("The SAT does not ask the receiver within the business day after "
                                "the stamp. If it asks, the receiver has %s business days to "
                                "accept or reject; without an answer it counts as accepted."),
                              days);
    case FAC_CANCEL_ASKS:
    default:
      return asking_words (invoice, days);
    }
}

/* the law's last day, and where it is written */
static char *
limit_words (FacWorkspace *workspace, const FacInvoice *invoice)
{
  gint64 until = fac_cancel_until (invoice, fac_workspace_get_organization (workspace));
  g_autofree char *day = NULL;

  if (until == 0)
    return NULL;
  day = fac_ui_date (until - HALF_DAY);
  if (until <= fac_clock_now (fac_workspace_get_clock (workspace)))
    /* Translators: %s is a date */
    return g_strdup_printf (_("The time to cancel it ended on %s, with the month of the annual "
                              "return for its year: the SAT may not accept it."), day);
  /* Translators: %s is a date */
  return g_strdup_printf (_("It can be cancelled until %s, the end of the month of the annual "
                            "return for its year."), day);
}

char *
fac_cancel_words (FacWorkspace *workspace, const FacInvoice *invoice)
{
  g_autofree char *acceptance = acceptance_words (workspace, invoice);
  g_autofree char *limit = limit_words (workspace, invoice);

  return limit != NULL ? g_strdup_printf ("%s\n\n%s", acceptance, limit)
                       : g_steal_pointer (&acceptance);
}

char *
fac_cancel_clock (FacWorkspace *workspace, gint64 asked_at)
{
  g_autofree char *days = number_of (FAC_FACT_CANCEL_ANSWER_DAYS);
  g_autofree char *asked = NULL;
  g_autofree char *until = NULL;

  if (asked_at == 0)
    /* Translators: %s is a number of business days, at present 3 */
    return g_strdup_printf (_("The receiver has %s business days to accept or reject it; without "
                              "an answer it counts as accepted."), days);
  asked = fac_ui_date (asked_at);
  until = fac_ui_date (fac_cancel_answer_until (asked_at,
                                                fac_workspace_get_organization (workspace))
                       - HALF_DAY);
  /* Translators: both are dates; the second one is the third business day after the first */
  return g_strdup_printf (_("Asked on %1$s. The receiver accepts or rejects it until %2$s; without "
                            "an answer it counts as accepted."), asked, until);
}
