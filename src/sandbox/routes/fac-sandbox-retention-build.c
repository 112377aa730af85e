/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-retention-row.h"

#include "fac-sandbox-cfdi.h"
#include "fac-sandbox-customers.h"
#include "fac-sandbox-json.h"
#include "fac-xml.h"

#include <string.h>

#define YEARS 5

static gboolean
is_foreign (FacJsonValue input)
{
  FacJsonValue customer = fac_json_get (input, "customer");
  const char *country = fac_sandbox_json_text (fac_json_get (customer, "address"), "country");

  return country != NULL && !g_str_equal (country, "MEX");
}

/* Two digits, whether it was written as text or as a number. */
static char *
two_digits (FacJsonValue value)
{
  const char *text = fac_json_string (value);
  gint64 number = text != NULL ? 0 : fac_json_int (value, 0);

  if (text != NULL)
    return strlen (text) == 1 ? g_strconcat ("0", text, NULL) : g_strdup (text);
  return number > 0 ? g_strdup_printf ("%02" G_GINT64_FORMAT, number) : NULL;
}

char *
fac_sandbox_retention_key (FacJsonValue input)
{
  FacJsonValue key = fac_json_get (input, "cve_retenc");

  return fac_sandbox_json_has (key) ? two_digits (key) : NULL;
}

FacDecimal
fac_sandbox_retention_amount (FacJsonValue input, const char *name)
{
  FacJsonValue totals = fac_json_get (input, "totales");
  FacJsonValue taxes = fac_json_get (totals, "imp_retenidos");
  FacDecimal sum = FAC_DECIMAL_ZERO;

  if (fac_sandbox_json_has (fac_json_get (totals, name)))
    return fac_sandbox_json_number (totals, name, FAC_DECIMAL_ZERO);
  if (g_str_equal (name, "monto_tot_grav"))
    return fac_decimal_sub (fac_sandbox_json_number (totals, "monto_tot_operacion", sum),
                            fac_sandbox_json_number (totals, "monto_tot_exent", sum));
  for (guint i = 0; g_str_equal (name, "monto_tot_ret") && i < fac_json_length (taxes); i++)
    sum = fac_decimal_add (sum, fac_sandbox_json_number (fac_json_at (taxes, i), "monto_ret",
                                                         FAC_DECIMAL_ZERO));
  return sum;
}

void
fac_sandbox_retention_missing (FacJsonValue input, GPtrArray *faults)
{
  static const char *const names[] = { "customer", "cve_retenc", "periodo", "totales" };
  g_autofree char *key = fac_sandbox_retention_key (input);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (!fac_sandbox_json_has (fac_json_get (input, names[i])))
      fac_sandbox_fault (faults, "required", names[i], "El campo «%s» es obligatorio.", names[i]);
  if (fac_sandbox_json_has (fac_json_get (input, "customer")))
    fac_sandbox_customer_missing (fac_json_get (input, "customer"), "customer.", faults);
  if (g_strcmp0 (key, "25") == 0 && fac_sandbox_json_text (input, "desc_retenc") == NULL)
    fac_sandbox_fault (faults, "required", "desc_retenc",
                       "Con la clave 25 debe indicarse «desc_retenc».");
}

static void
find (GPtrArray *faults, gboolean wrong, const char *code, const char *path, const char *message)
{
  if (wrong)
    fac_sandbox_fault_foreign (faults, "sat", code, path, message);
}

/* Some keys are only explained by their complement. */
static gboolean
lacks_complement (FacJsonValue input, const char *key)
{
  static const struct { const char *key; const char *element; } wanted[] = {
    { "14", "Dividendos" }, { "16", "Intereses" }, { "18", "Pagosaextranjeros" },
    { "26", "ServiciosPlataformasTecnologicas" },
  };
  FacJsonValue list = fac_json_get (input, "complements");

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (g_str_equal (wanted[i].key, key))
      {
        for (guint j = 0; j < fac_json_length (list); j++)
          if (strstr (fac_json_string (fac_json_at (list, j)), wanted[i].element) != NULL)
            return FALSE;
        return TRUE;
      }
  return FALSE;
}

static void
judge_taxes (FacJsonValue taxes, GPtrArray *faults)
{
  for (guint i = 0; i < fac_json_length (taxes); i++)
    {
      FacJsonValue tax = fac_json_at (taxes, i);
      const char *name = fac_sandbox_json_text (tax, "impuesto");
      g_autofree char *type = two_digits (fac_json_get (tax, "tipo_pago_ret"));
      g_autofree char *path = g_strdup_printf ("totales.imp_retenidos.%u.tipo_pago_ret", i);
      gboolean known = type != NULL && strlen (type) == 2 && type[0] == '0'
                       && strchr ("1234", type[1]) != NULL;

      find (faults, !known, "Reten20134", path,
            "El tipo de pago de la retención no existe en el catálogo del SAT.");
      if (known && name != NULL)
        find (faults, g_str_equal (name, "IVA") ? type[1] != '1' : strchr ("34", type[1]) == NULL,
              "Reten20135", path, "El tipo de pago no corresponde a ese impuesto.");
    }
}

static void
judge_amounts (FacJsonValue input, GPtrArray *faults)
{
  FacJsonValue taxes = fac_json_get (fac_json_get (input, "totales"), "imp_retenidos");
  FacDecimal all = fac_sandbox_retention_amount (input, "monto_tot_operacion");
  FacDecimal taxed = fac_sandbox_retention_amount (input, "monto_tot_grav");
  FacDecimal exempt = fac_sandbox_retention_amount (input, "monto_tot_exent");
  FacDecimal kept = fac_sandbox_retention_amount (input, "monto_tot_ret");
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < fac_json_length (taxes); i++)
    sum = fac_decimal_add (sum, fac_sandbox_json_number (fac_json_at (taxes, i), "monto_ret",
                                                         FAC_DECIMAL_ZERO));
  find (faults, fac_decimal_compare (exempt, all) > 0, "Reten20129", "totales.monto_tot_exent",
        "El monto exento supera el total de la operación.");
  find (faults, fac_decimal_compare (taxed, all) > 0, "Reten20128", "totales.monto_tot_grav",
        "El monto gravado supera el total de la operación.");
  find (faults, !fac_decimal_equal (fac_decimal_add (taxed, exempt), all), "Reten20127",
        "totales.monto_tot_operacion", "El total no es la suma de lo gravado y lo exento.");
  find (faults, fac_decimal_sign (kept) > 0 && fac_json_length (taxes) == 0, "Reten20130",
        "totales.imp_retenidos", "Hay un monto retenido sin el detalle de sus impuestos.");
  find (faults, fac_json_length (taxes) > 0 && !fac_decimal_equal (sum, kept), "Reten20131",
        "totales.monto_tot_ret", "El total retenido no es la suma de los impuestos.");
}

void
fac_sandbox_retention_judge (FacSandboxRequest *request, FacJsonValue input, GPtrArray *faults)
{
  FacJsonValue period = fac_json_get (input, "periodo");
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (request->now / G_USEC_PER_SEC);
  g_autofree char *key = fac_sandbox_retention_key (input);
  gint64 number = key != NULL ? g_ascii_strtoll (key, NULL, 10) : 0;
  gint64 year = fac_json_int (fac_json_get (period, "ejerc"), 0);
  gint64 this_year = g_date_time_get_year (now);
  gint64 first = fac_json_int (fac_json_get (period, "mes_ini"), 0);
  gint64 last = fac_json_int (fac_json_get (period, "mes_fin"), 0);

  find (faults, number < 1 || number > 26 || strlen (key) != 2, "Reten20105", "cve_retenc",
        "La clave de retención no existe en el catálogo del SAT.");
  if (key != NULL)
    find (faults, lacks_complement (input, key), "Reten20107", "complements",
          "Esa clave de retención exige un complemento que falta.");
  find (faults, first > last, "Reten20122", "periodo.mes_ini",
        "El mes inicial es posterior al final.");
  find (faults, year > this_year || year < this_year - YEARS, "Reten20126", "periodo.ejerc",
        "El año no es el actual ni uno de los cinco anteriores.");
  judge_amounts (input, faults);
  judge_taxes (fac_json_get (fac_json_get (input, "totales"), "imp_retenidos"), faults);
}

static void
set_receiver (FacRetencion *document, FacJsonValue input)
{
  FacJsonValue customer = fac_json_get (input, "customer");

  document->extranjero = is_foreign (input);
  document->receptor_nombre = g_strdup (fac_sandbox_json_text (customer, "legal_name"));
  if (document->extranjero)
    document->num_reg_id_trib = g_strdup (fac_sandbox_json_text (customer, "tax_id"));
  else
    document->receptor_rfc = g_strdup (fac_sandbox_json_text (customer, "tax_id"));
  document->receptor_domicilio_fiscal =
    g_strdup (fac_sandbox_json_text (fac_json_get (customer, "address"), "zip"));
}

static void
set_totals (FacRetencion *document, FacJsonValue input)
{
  FacJsonValue period = fac_json_get (input, "periodo");
  FacJsonValue taxes = fac_json_get (fac_json_get (input, "totales"), "imp_retenidos");

  document->mes_ini = (int) fac_json_int (fac_json_get (period, "mes_ini"), 0);
  document->mes_fin = (int) fac_json_int (fac_json_get (period, "mes_fin"), 0);
  document->ejercicio = (int) fac_json_int (fac_json_get (period, "ejerc"), 0);
  document->monto_tot_operacion = fac_sandbox_retention_amount (input, "monto_tot_operacion");
  document->monto_tot_grav = fac_sandbox_retention_amount (input, "monto_tot_grav");
  document->monto_tot_exent = fac_sandbox_retention_amount (input, "monto_tot_exent");
  document->monto_tot_ret = fac_sandbox_retention_amount (input, "monto_tot_ret");
  for (guint i = 0; i < fac_json_length (taxes); i++)
    {
      FacJsonValue from = fac_json_at (taxes, i);
      FacRetencionImpuesto *tax = fac_retencion_add (document);
      const char *name = fac_sandbox_json_text (from, "impuesto");

      tax->has_base = fac_sandbox_json_has (fac_json_get (from, "base_ret"));
      tax->base = fac_sandbox_json_number (from, "base_ret", FAC_DECIMAL_ZERO);
      tax->monto = fac_sandbox_json_number (from, "monto_ret", FAC_DECIMAL_ZERO);
      tax->tipo_pago = two_digits (fac_json_get (from, "tipo_pago_ret"));
      if (name != NULL)
        tax->impuesto = g_strdup (g_str_equal (name, "IVA") ? "002" : "001");
    }
}

static void
set_foreign_xml (FacRetencion *document, FacJsonValue input)
{
  FacJsonValue complements = fac_json_get (input, "complements");
  FacJsonValue spaces = fac_json_get (input, "namespaces");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < fac_json_length (complements); i++)
    g_string_append (text, fac_json_string (fac_json_at (complements, i)));
  document->complemento = g_strdup (text->str);
  document->addenda = g_strdup (fac_sandbox_json_text (input, "addenda"));
  for (guint i = 0; i < fac_json_length (spaces); i++)
    {
      FacJsonValue from = fac_json_at (spaces, i);
      FacCfdiEspacio *space = fac_cfdi_espacio_new ();

      space->prefijo = g_strdup (fac_sandbox_json_text (from, "prefix"));
      space->uri = g_strdup (fac_sandbox_json_text (from, "uri"));
      g_ptr_array_add (document->espacios, space);
    }
}

FacRetencion *
fac_sandbox_retention_build (FacSandboxRequest *request, FacSandboxCompany *company,
                             FacJsonValue input)
{
  FacRetencion *document = fac_retencion_new ();
  const char *zip = fac_sandbox_company_zip (company);
  const char *text = fac_sandbox_json_text (input, "fecha_exp");
  g_autoptr (GTimeZone) zone = fac_sandbox_zone (request->sandbox, zip);
  gint64 date = request->now;

  if (text != NULL)
    fac_sandbox_parse_time (text, zone, &date);
  document->fecha_exp = fac_sandbox_cfdi_local (request->sandbox, zip, date);
  document->lugar_exp_retenc = g_strdup (zip);
  document->cve_retenc = fac_sandbox_retention_key (input);
  document->desc_retenc = g_strdup (fac_sandbox_json_text (input, "desc_retenc"));
  document->folio_int = g_strdup (fac_sandbox_json_text (input, "folio_int"));
  document->emisor_rfc = g_strdup (fac_sandbox_json_text (company->legal, "tax_id"));
  document->emisor_nombre = g_strdup (fac_sandbox_json_text (company->legal, "legal_name"));
  document->emisor_regimen_fiscal = g_strdup (fac_sandbox_json_text (company->legal,
                                                                     "tax_system"));
  set_receiver (document, input);
  set_totals (document, input);
  set_foreign_xml (document, input);
  return document;
}
