/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cancel-rules.h"

#include "fac-business-days.h"
#include "fac-correction.h"
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

  if (invoice->type != FAC_INVOICE_INGRESO && invoice->type != FAC_INVOICE_PAGO)
    return FAC_CANCEL_FREE_TYPE;
  if (tax_id != NULL && fac_tax_id_is_generic (tax_id))
    return FAC_CANCEL_FREE_PUBLIC;
  if (invoice->type != FAC_INVOICE_PAGO
      && fac_decimal_compare (total_in_pesos (invoice), free_total ()) <= 0)
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
  g_autoptr (GDateTime) asked = fac_local_time (issuer, asked_at);
  g_autoptr (GDateTime) end = NULL;
  GDate day;

  if (asked == NULL)
    return 0;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, g_date_time_get_day_of_month (asked), g_date_time_get_month (asked),
                  g_date_time_get_year (asked));
  fac_business_days_add (&day, fac_legal_fact (FAC_FACT_CANCEL_ANSWER_DAYS)->value);
  end = g_date_time_new (g_date_time_get_timezone (asked), g_date_get_year (&day),
                         g_date_get_month (&day), g_date_get_day (&day), 23, 59, 59);
  return to_microseconds (end);
}

/* ---- what must be cancelled first --------------------------------------------------------------- */

static int
rank (const FacRelatedDocument *document)
{
  const char type = document->summary->type;

  return type == FAC_INVOICE_PAGO ? 0 : type == FAC_INVOICE_EGRESO ? 1 : 2;
}

static gboolean
blocks (const FacRelatedDocument *document)
{
  const FacDocumentSummary *summary = document->summary;

  return document->names_it && summary != NULL
         && (summary->status == FAC_STATUS_TIMBRADA || summary->status == FAC_STATUS_EN_CANCELACION)
         && g_strcmp0 (document->relationship, FAC_RELATION_REPLACES) != 0;
}

GPtrArray *
fac_cancel_blockers (const GPtrArray *related)
{
  GPtrArray *found = g_ptr_array_new ();

  for (int wanted = 0; wanted <= 2; wanted++)
    for (guint i = 0; i < related->len; i++)
      if (blocks (related->pdata[i]) && rank (related->pdata[i]) == wanted)
        g_ptr_array_add (found, related->pdata[i]);
  return found;
}
