/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-amounts.h"
#include "fac-sandbox-cfdi.h"
#include "fac-sandbox-errors.h"
#include "fac-sandbox-events.h"
#include "fac-sandbox-invoice-async.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-receipt-period.h"
#include "fac-sandbox-receipt-verb.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-validate.h"

#include <string.h>

#define MOST_ITEMS 5000

static const FacField fields[] = {
  { "periodicity", FAC_FIELD_STRING, 0, 0, 0, "day week fortnight month two_months" },
  { "from", FAC_FIELD_TIME },
  { "to", FAC_FIELD_TIME },
  { "months", FAC_FIELD_STRING, 0, 2, 2 },
  { "folio_number", FAC_FIELD_INTEGER, FAC_FIELD_POSITIVE },
  { "series", FAC_FIELD_STRING, 0, 0, 25 },
  { "date", FAC_FIELD_TIME },
  { "payment_form", FAC_FIELD_STRING, 0, 2, 2 },
  { "receipts", FAC_FIELD_ARRAY_STRINGS, 0, 1, MOST_ITEMS },
};
static const FacSchema schema = FAC_SCHEMA (fields);

/* What is asked for. @from, @to: of the receipts; @date: of the invoice */
typedef struct
{
  FacSandboxCompany *company;
  const char        *periodicity;
  FacSandboxPeriod   period;
  gint64             from;
  gint64             to;
  gint64             date;
} Global;

static gint64
read_time (FacSandboxRequest *request, GTimeZone *zone, const char *name, gboolean whole_day)
{
  const char *text = fac_sandbox_json_text (request->body, name);
  gint64 time = 0;

  if (text == NULL || !fac_sandbox_parse_time (text, zone, &time))
    return 0;
  return whole_day && strlen (text) == strlen ("2026-01-31") ? time + G_TIME_SPAN_DAY - 1 : time;
}

static FacSandboxAnswer *
refuse_period (const char *path, const char *message)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  fac_sandbox_fault (faults, "invalid_value", path, "%s", message);
  return fac_sandbox_error_faults (400, "invalid_global_invoice_period", faults);
}

static FacSandboxAnswer *
read_range (FacSandboxRequest *request, Global *global, GTimeZone *zone)
{
  FacSandboxPeriod running;

  global->from = read_time (request, zone, "from", FALSE);
  global->to = read_time (request, zone, "to", TRUE);
  if (fac_sandbox_json_has (fac_json_get (request->body, "receipts"))
      && (global->from == 0 || global->to == 0))
    return refuse_period (global->from == 0 ? "from" : "to",
                          "Con una lista de recibos deben indicarse «from» y «to».");
  if (global->from == 0 && global->to == 0)
    {
      if (!fac_sandbox_period_of (global->periodicity, request->now, zone, &running)
          || !fac_sandbox_period_of (global->periodicity, running.from - 1, zone, &global->period))
        return refuse_period ("periodicity", "No hay un periodo anterior.");
      global->from = global->period.from;
      global->to = global->period.to;
      return NULL;
    }
  if (!fac_sandbox_period_of (global->periodicity, global->from != 0 ? global->from : global->to,
                              zone, &global->period))
    return refuse_period ("from", "El periodo no es válido.");
  if (global->from == 0)
    global->from = global->period.from;
  if (global->to == 0)
    global->to = global->period.to;
  if (global->from > global->to || global->to > global->period.to)
    return refuse_period ("to", "«from» y «to» deben estar en un mismo periodo, en orden.");
  return NULL;
}

static FacSandboxAnswer *
read_global (FacSandboxRequest *request, Global *global)
{
  FacJsonValue settings = fac_json_get (fac_json_root (global->company->profile), "receipts");
  const char *asked = fac_sandbox_json_text (request->body, "periodicity");
  const char *own = fac_sandbox_json_text (settings, "periodicity");
  const char *months = fac_sandbox_json_text (request->body, "months");
  g_autoptr (GTimeZone) zone = fac_sandbox_zone (request->sandbox,
                                                 fac_sandbox_company_zip (global->company));
  FacSandboxAnswer *refusal;

  global->periodicity = asked != NULL ? asked : own != NULL ? own : "month";
  refusal = read_range (request, global, zone);
  if (refusal != NULL)
    return refusal;
  if (months != NULL && !g_str_equal (months, global->period.months))
    return refuse_period ("months", "El mes no es el del periodo.");
  global->date = read_time (request, zone, "date", FALSE);
  if (global->date == 0)
    global->date = MIN (global->to, request->now);
  return NULL;
}

/* What one unit of the receipt's currency is worth; 0 when it does not say. */
static FacDecimal
pesos_of (FacSandboxReceipt *receipt)
{
  FacJsonValue input = fac_json_root (receipt->input);
  const char *currency = fac_sandbox_json_text (input, "currency");

  if (currency == NULL || g_str_equal (currency, "MXN"))
    return fac_decimal_from_int (1);
  return fac_sandbox_json_number (input, "exchange", FAC_DECIMAL_ZERO);
}

/* Returns: (transfer full) (nullable): %NULL with @answer set. */
static GPtrArray *
find_listed (FacSandboxRequest *request, const Global *global, FacSandboxAnswer **answer)
{
  FacJsonValue ids = fac_json_get (request->body, "receipts");
  g_autoptr (GPtrArray) found =
    g_ptr_array_new_with_free_func ((GDestroyNotify) fac_sandbox_receipt_free);
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const char *code = NULL;

  for (guint i = 0; i < fac_json_length (ids); i++)
    {
      const char *id = fac_json_string (fac_json_at (ids, i));
      g_autoptr (FacSandboxReceipt) receipt = fac_sandbox_receipt_load (request, id, NULL);
      g_autofree char *path = g_strdup_printf ("receipts.%u", i);
      const char *wrong = NULL;

      if (receipt == NULL)
        wrong = "receipt_not_found";
      else if (!g_str_equal (receipt->status, "open"))
        wrong = "receipt_not_open";
      else if (fac_decimal_sign (pesos_of (receipt)) <= 0)
        wrong = "invalid_operation";
      else if (receipt->date < global->from || receipt->date > global->to)
        wrong = "invalid_global_invoice_period";
      code = code != NULL ? code : wrong;
      if (wrong != NULL)
        fac_sandbox_fault (faults, wrong, path, "El recibo «%s» no puede ir en esta factura.", id);
      else if (g_hash_table_add (seen, (gpointer) id))
        g_ptr_array_add (found, g_steal_pointer (&receipt));
    }
  if (faults->len == 0)
    return g_steal_pointer (&found);
  *answer = fac_sandbox_error_faults (g_str_equal (code, "receipt_not_found") ? 404 : 400, code,
                                      faults);
  return NULL;
}

static GPtrArray *
find_receipts (FacSandboxRequest *request, const Global *global, FacSandboxAnswer **answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;

  if (fac_sandbox_json_has (fac_json_get (request->body, "receipts")))
    found = find_listed (request, global, answer);
  else
    {
      found = fac_sandbox_receipts_select (request, global->from, global->to,
                                           fac_sandbox_json_text (request->body, "payment_form"),
                                           MOST_ITEMS + 1, &error);
      if (found == NULL)
        *answer = fac_sandbox_error_internal (error);
    }
  if (found == NULL)
    return NULL;
  if (found->len == 0)
    *answer = fac_sandbox_error_text (404, "receipt_not_found",
                                      "No hay recibos abiertos en ese periodo.");
  return *answer == NULL ? g_steal_pointer (&found) : NULL;
}

/* Taxes by weight or piece, or hidden in the price, cannot be summed over the lines of a ticket. */
static gboolean
can_sum (FacJsonValue product)
{
  FacJsonValue taxes = fac_json_get (product, "taxes");

  for (guint i = 0; i < fac_json_length (taxes); i++)
    {
      FacJsonValue tax = fac_json_at (taxes, i);
      const char *mode = fac_sandbox_json_text (tax, "ieps_mode");

      if (g_strcmp0 (fac_sandbox_json_text (tax, "factor"), "Cuota") == 0
          || fac_sandbox_json_has (fac_json_get (tax, "base"))
          || (mode != NULL && !g_str_equal (mode, "sum_before_taxes")))
        return FALSE;
    }
  return fac_json_length (fac_json_get (product, "local_taxes")) == 0;
}

/* The lines of a ticket that are taxed alike. */
typedef struct
{
  FacJsonValue product;
  FacJsonValue item; /* of its only line when it cannot be summed */
  char        *taxes;
  FacDecimal   amount;
  gboolean     summed;
} Group;

static void
group_clear (gpointer data)
{
  g_free (((Group *) data)->taxes);
}

static Group *
find_group (GArray *groups, FacJsonValue product, const char *taxes)
{
  const char *taxability = fac_sandbox_json_text (product, "taxability");

  for (guint i = 0; i < groups->len; i++)
    {
      Group *group = &g_array_index (groups, Group, i);

      if (group->summed && g_str_equal (group->taxes, taxes)
          && g_strcmp0 (fac_sandbox_json_text (group->product, "taxability"), taxability) == 0)
        return group;
    }
  return NULL;
}

static GArray *
group_lines (FacSandboxRequest *request, const Global *global, FacSandboxReceipt *receipt)
{
  FacJsonValue input = fac_json_root (receipt->input);
  FacJsonValue items = fac_json_get (input, "items");
  g_autoptr (FacCfdi) cfdi = fac_sandbox_cfdi_build (request->sandbox, global->company, input, NULL,
                                                     NULL, receipt->date);
  GArray *groups = g_array_new (FALSE, TRUE, sizeof (Group));

  g_array_set_clear_func (groups, group_clear);
  for (guint i = 0; i < cfdi->conceptos->len; i++)
    {
      const FacCfdiConcepto *line = g_ptr_array_index (cfdi->conceptos, i);
      FacJsonValue item = fac_json_at (items, i), product = fac_json_get (item, "product");
      g_autofree char *taxes = fac_sandbox_json_hash (fac_json_get (product, "taxes"));
      gboolean sums = can_sum (product);
      Group *known = sums ? find_group (groups, product, taxes) : NULL;
      FacDecimal amount = line->has_descuento ? fac_decimal_sub (line->importe, line->descuento)
                                              : line->importe;
      Group fresh = { product, item, NULL, amount, sums };

      if (known != NULL)
        {
          known->amount = fac_decimal_add (known->amount, amount);
          continue;
        }
      fresh.taxes = g_steal_pointer (&taxes);
      g_array_append_val (groups, fresh);
    }
  return groups;
}

static FacDecimal
in_pesos (FacSandboxReceipt *receipt, FacDecimal amount)
{
  return fac_decimal_trim (fac_decimal_mul (amount, pesos_of (receipt), 6, FAC_ROUND_HALF_UP), 0);
}

static void
write_group (FacJsonWriter *writer, FacSandboxReceipt *receipt, const Group *group)
{
  static const char *const taxes[] = { "taxability", "taxes", "local_taxes", NULL };
  static const char *const own[] = { "tax_included", NULL };
  g_autofree char *folio = g_strdup_printf ("%" G_GINT64_FORMAT, receipt->folio);
  const FacDecimal one = fac_decimal_from_int (1);

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_decimal (writer, "quantity", group->summed ? one
                           : fac_sandbox_json_number (group->item, "quantity", one));
  fac_json_writer_decimal (writer, "discount", group->summed ? FAC_DECIMAL_ZERO
                           : in_pesos (receipt, fac_sandbox_json_number (group->item, "discount",
                                                                         FAC_DECIMAL_ZERO)));
  fac_json_writer_begin_object (writer, "product");
  fac_json_writer_string (writer, "description", "Venta");
  fac_json_writer_string (writer, "product_key", "01010101");
  fac_json_writer_string (writer, "unit_key", "ACT");
  fac_json_writer_string (writer, "sku", folio);
  fac_json_writer_decimal (writer, "price",
                           in_pesos (receipt, group->summed ? group->amount
                                     : fac_sandbox_json_number (group->product, "price",
                                                                FAC_DECIMAL_ZERO)));
  if (group->summed)
    fac_json_writer_boolean (writer, "tax_included", FALSE);
  else
    fac_sandbox_json_members (writer, group->product, own);
  fac_sandbox_json_members (writer, group->product, taxes);
  fac_json_writer_end_object (writer);
  fac_json_writer_end_object (writer);
}

static guint
write_items (FacJsonWriter *writer, FacSandboxRequest *request, const Global *global,
             GPtrArray *receipts)
{
  guint count = 0;

  fac_json_writer_begin_array (writer, "items");
  for (guint i = 0; i < receipts->len; i++)
    {
      FacSandboxReceipt *receipt = g_ptr_array_index (receipts, i);
      g_autoptr (GArray) groups = group_lines (request, global, receipt);

      for (guint j = 0; j < groups->len; j++)
        write_group (writer, receipt, &g_array_index (groups, Group, j));
      count += groups->len;
    }
  fac_json_writer_end_array (writer);
  return count;
}

/* The form of what was sold most in. */
static const char *
main_form (GPtrArray *receipts)
{
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  const char *best = NULL;

  for (guint i = 0; i < receipts->len; i++)
    {
      FacSandboxReceipt *receipt = g_ptr_array_index (receipts, i);
      const char *form = fac_sandbox_json_text (fac_json_root (receipt->input), "payment_form");
      FacDecimal *sum = g_hash_table_lookup (sums, form);
      const FacDecimal *most;

      if (sum == NULL)
        {
          sum = g_new0 (FacDecimal, 1);
          g_hash_table_insert (sums, (gpointer) form, sum);
        }
      *sum = fac_decimal_add (*sum, in_pesos (receipt, fac_sandbox_receipt_total (receipt)));
      most = best != NULL ? g_hash_table_lookup (sums, best) : NULL;
      if (most == NULL || fac_decimal_compare (*sum, *most) > 0)
        best = form;
    }
  return best;
}

static void
write_public (FacJsonWriter *writer, const Global *global)
{
  fac_json_writer_begin_object (writer, "customer");
  fac_json_writer_string (writer, "legal_name", "PUBLICO EN GENERAL");
  fac_json_writer_string (writer, "tax_id", "XAXX010101000");
  fac_json_writer_string (writer, "tax_system", "616");
  fac_json_writer_begin_object (writer, "address");
  fac_json_writer_string (writer, "zip", fac_sandbox_company_zip (global->company));
  fac_json_writer_string (writer, "country", "MEX");
  fac_json_writer_end_object (writer);
  fac_json_writer_end_object (writer);
}

/* Returns: (transfer full) (nullable): the invoice's input; %NULL when it has too many lines. */
static FacJson *
make_input (FacSandboxRequest *request, const Global *global, GPtrArray *receipts)
{
  static const char *const terms[] = { "folio_number", "series", NULL };
  const char *form = fac_sandbox_json_text (request->body, "payment_form");
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;
  guint lines;

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "type", "I");
  fac_json_writer_time (writer, "date", global->date);
  fac_sandbox_json_members (writer, request->body, terms);
  fac_json_writer_string (writer, "payment_form", form != NULL ? form : main_form (receipts));
  fac_json_writer_string (writer, "payment_method", "PUE");
  fac_json_writer_string (writer, "use", "S01");
  fac_json_writer_string (writer, "currency", "MXN");
  fac_json_writer_begin_object (writer, "global");
  fac_json_writer_string (writer, "periodicity", global->periodicity);
  fac_json_writer_string (writer, "months", global->period.months);
  fac_json_writer_int (writer, "year", global->period.year);
  fac_json_writer_end_object (writer);
  write_public (writer, global);
  lines = write_items (writer, request, global, receipts);
  fac_json_writer_end_object (writer);
  bytes = fac_json_writer_finish (writer);
  return lines <= MOST_ITEMS ? fac_json_parse (bytes, NULL) : NULL;
}

static gboolean
close_receipts (FacSandboxRequest *request, GPtrArray *receipts, FacSandboxInvoice *invoice,
                GError **error)
{
  for (guint i = 0; i < receipts->len; i++)
    if (!fac_sandbox_receipt_move (request, g_ptr_array_index (receipts, i), "invoiced_globally",
                                   invoice->id, error))
      return FALSE;
  return fac_sandbox_event (request, "invoice.global_invoice_created", "invoice", invoice->body,
                            NULL, error);
}

static FacSandboxAnswer *
submit (FacSandboxRequest *request, const Global *global, GPtrArray *receipts)
{
  g_autoptr (FacSandboxInvoice) invoice = fac_sandbox_invoice_new ();
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer;

  invoice->input = make_input (request, global, receipts);
  if (invoice->input == NULL)
    return fac_sandbox_error (400, "global_invoice_too_many_items");
  invoice->id = fac_sandbox_new_id (request->sandbox);
  invoice->created_at = request->now;
  invoice->status = g_strdup ("draft");
  answer = fac_sandbox_invoice_submit (request, invoice);
  if (answer->status >= 400 || close_receipts (request, receipts, invoice, &error))
    return answer;
  fac_sandbox_answer_free (answer);
  return fac_sandbox_error_internal (error);
}

static FacSandboxAnswer *
on_global (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GPtrArray) receipts = NULL;
  g_autoptr (FacSandboxCompany) company = NULL;
  FacSandboxAnswer *answer = NULL;
  Global global = { NULL };

  fac_sandbox_validate (request->body, &schema, FALSE, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  company = fac_sandbox_verb_company (request, &answer);
  if (company == NULL)
    return answer;
  global.company = company;
  answer = read_global (request, &global);
  if (answer == NULL)
    receipts = find_receipts (request, &global, &answer);
  return receipts != NULL ? submit (request, &global, receipts) : answer;
}

const FacSandboxRoute fac_sandbox_receipt_global_routes[] = {
  { "POST", "/receipts/global-invoice", FAC_ROLE_SECRET, NULL, TRUE, on_global,
    FAC_ROUTE_BODY_OPTIONAL },
  { NULL }
};
