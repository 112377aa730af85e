/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cancel-rules.h"

#include "fac-legal-facts.h"
#include "fac-local-time.h"
#include "fac-tax-id.h"

#define COMPANY_RFC_LENGTH 12

static FacDecimal
total_in_pesos (const FacInvoice *invoice)
{
  if (fac_decimal_sign (invoice->exchange) <= 0)
    return invoice->total;
  return fac_decimal_mul (invoice->total, invoice->exchange, 2, FAC_ROUND_HALF_UP);
}

static gint64
free_time (void)
{
  return fac_legal_fact (FAC_FACT_CANCEL_FREE_DAYS)->value * G_TIME_SPAN_DAY;
}

static FacDecimal
free_total (void)
{
  return fac_decimal_from_int (fac_legal_fact (FAC_FACT_CANCEL_FREE_PESOS)->value);
}

FacCancelAcceptance
fac_cancel_acceptance (const FacInvoice *invoice, gint64 now)
{
  const char *tax_id = invoice->customer != NULL ? invoice->customer->tax_id : NULL;

  if (invoice->type != FAC_INVOICE_INGRESO)
    return FAC_CANCEL_FREE_TYPE;
  if (tax_id != NULL && fac_tax_id_is_generic (tax_id))
    return FAC_CANCEL_FREE_PUBLIC;
  if (fac_decimal_compare (total_in_pesos (invoice), free_total ()) <= 0)
    return FAC_CANCEL_FREE_TOTAL;
  if (invoice->stamped_at != 0 && now - invoice->stamped_at < free_time ())
    return FAC_CANCEL_FREE_NEW;
  return FAC_CANCEL_ASKS;
}

/* ---- clocks ----------------------------------------------------------------------------------- */

static gint64
to_microseconds (GDateTime *time)
{
  return g_date_time_to_unix (time) * G_TIME_SPAN_SECOND;
}

gint64
fac_cancel_until (const FacInvoice *invoice, const FacOrganization *issuer)
{
  gint64 date = invoice->date != 0 ? invoice->date : invoice->stamped_at;
  g_autoptr (GDateTime) issued = date != 0 ? fac_local_time (issuer, date) : NULL;
  gboolean company = issuer->tax_id != NULL
                     && g_utf8_strlen (issuer->tax_id, -1) == COMPANY_RFC_LENGTH;
  g_autoptr (GDateTime) end = NULL;
  int month;

  if (issued == NULL)
    return 0;
  month = (int) fac_legal_fact (company ? FAC_FACT_CANCEL_MONTH_COMPANY
                                        : FAC_FACT_CANCEL_MONTH_PERSON)->value;
  end = g_date_time_new (g_date_time_get_timezone (issued), g_date_time_get_year (issued) + 1,
                         month + 1, 1, 0, 0, 0);
  return to_microseconds (end);
}

gint64
fac_cancel_answer_until (gint64 asked_at, const FacOrganization *issuer)
{
  g_autoptr (GDateTime) day = fac_local_time (issuer, asked_at);
  g_autoptr (GDateTime) end = NULL;
  gint64 left = fac_legal_fact (FAC_FACT_CANCEL_ANSWER_DAYS)->value;

  while (left > 0)
    {
      GDateTime *next = g_date_time_add_days (day, 1);

      g_date_time_unref (day);
      day = next;
      if (g_date_time_get_day_of_week (day) <= G_DATE_FRIDAY)
        left--;
    }
  end = g_date_time_new (g_date_time_get_timezone (day), g_date_time_get_year (day),
                         g_date_time_get_month (day), g_date_time_get_day_of_month (day), 23, 59,
                         59);
  return to_microseconds (end);
}
