/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-cancel-rules.h"

#include "fac-sandbox-json.h"
#include "fac-tax-id.h"

#define MINUTE 60
#define SILENCE (72 * 60 * MINUTE)
#define FREE_TOTAL 1000 /* pesos: up to here the receiver is not asked */

static const FacCancelRule at_once = { "at-once", -1, NULL, 0, { { 0, "accepted" } } };
static const FacCancelRule by_silence = { "by-silence", -1, NULL, 0,
                                          { { 0, "pending" }, { SILENCE, "accepted" } } };

static const FacCancelRule by_cents[] = {
  { "verified", 10, NULL, 0, { { 0, "verifying" }, { MINUTE, "accepted" } } },
  { "agreed", 20, NULL, 0, { { 0, "pending" }, { MINUTE, "accepted" } } },
  { "refused", 30, NULL, 0, { { 0, "pending" }, { MINUTE, "rejected" } } },
  { "unanswered", 40, NULL, 0, { { 0, "pending" }, { SILENCE, "expired" } } },
  { "verified-asked", 50, NULL, 0,
    { { 0, "verifying" }, { MINUTE, "pending" }, { SILENCE, "accepted" } } },
  { "verified-refused", 60, NULL, 0, { { 0, "verifying" }, { MINUTE, "rejected" } } },
  { "not-cancelable", 70, "invoice_not_cancelable_by_sat", 409, { { 0, NULL } } },
  { "no-service", 80, "invoice_cancellation_service_unavailable", 502, { { 0, NULL } } },
};

static gboolean
is_free (FacJsonValue body)
{
  const char *type = fac_sandbox_json_text (body, "type");
  FacJsonValue customer = fac_json_get (body, "customer");
  const char *tax_id = fac_sandbox_json_text (customer, "tax_id");
  const char *country = fac_sandbox_json_text (fac_json_get (customer, "address"), "country");
  FacDecimal one = fac_decimal_from_int (1);
  FacDecimal total = fac_sandbox_json_number (body, "total", FAC_DECIMAL_ZERO);
  FacDecimal pesos = fac_decimal_mul (total, fac_sandbox_json_number (body, "exchange", one), 2,
                                      FAC_ROUND_HALF_UP);

  return g_strcmp0 (type, "I") != 0 || tax_id == NULL || fac_tax_id_is_generic (tax_id)
    || (country != NULL && !g_str_equal (country, "MEX"))
    || fac_decimal_compare (pesos, fac_decimal_from_int (FREE_TOTAL)) <= 0;
}

const FacCancelRule *
fac_cancel_rule_for (FacJsonValue body)
{
  gint64 total = 0;

  if (is_free (body))
    return &at_once;
  fac_decimal_to_scaled (fac_sandbox_json_number (body, "total", FAC_DECIMAL_ZERO), 2, &total);
  for (gsize i = 0; i < G_N_ELEMENTS (by_cents); i++)
    if (total % 100 == by_cents[i].cents)
      return &by_cents[i];
  return &by_silence;
}

const FacCancelRule *
fac_cancel_rule_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (by_cents); i++)
    if (g_str_equal (name, by_cents[i].name))
      return &by_cents[i];
  return g_str_equal (name, at_once.name) ? &at_once : &by_silence;
}
