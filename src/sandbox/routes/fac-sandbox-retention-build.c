/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-retention-row.h"

#include "fac-complement-types.h"
#include "fac-sandbox-cfdi.h"
#include "fac-sandbox-customers.h"
#include "fac-sandbox-errors.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-judge.h"
#include "fac-text.h"

#include <string.h>

static gboolean
is_foreign (FacJsonValue input)
{
  FacJsonValue customer = fac_json_get (input, "customer");
  const char *country = fac_sandbox_json_text (fac_json_get (customer, "address"), "country");

  return country != NULL && !g_str_equal (country, "MEX");
}

/* As the document writes it: pesos and cents. */
static FacDecimal
cents (FacJsonValue object, const char *name)
{
  return fac_decimal_round (fac_sandbox_json_number (object, name, FAC_DECIMAL_ZERO), 2,
                            FAC_ROUND_HALF_UP);
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
    return fac_decimal_trim (fac_decimal_sub (cents (totals, "monto_tot_operacion"),
                                              cents (totals, "monto_tot_exent")), 0);
  for (guint i = 0; g_str_equal (name, "monto_tot_ret") && i < fac_json_length (taxes); i++)
    sum = fac_decimal_add (sum, cents (fac_json_at (taxes, i), "monto_ret"));
  return fac_decimal_trim (sum, 0);
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
    {
      FacJsonValue each = fac_json_at (complements, i);
      g_autofree char *built = fac_json_kind (each) == FAC_JSON_OBJECT
        ? fac_complement_plataformas_build (fac_json_get (each, "data"), input) : NULL;

      g_string_append (text, built != NULL ? built : fac_json_string (each));
    }
  document->complemento = g_strdup (text->str);
  document->addenda = g_strdup (fac_sandbox_json_text (input, "addenda"));
  for (guint i = 0; i < fac_json_length (spaces); i++)
    {
      FacJsonValue from = fac_json_at (spaces, i);
      FacCfdiEspacio *space = fac_cfdi_espacio_new ();

      space->prefijo = g_strdup (fac_sandbox_json_text (from, "prefix"));
      space->uri = g_strdup (fac_sandbox_json_text (from, "uri"));
      space->esquema = g_strdup (fac_sandbox_json_text (from, "schema_location"));
      g_ptr_array_add (document->espacios, space);
    }
}

void
fac_sandbox_retention_not_ready (FacSandboxRequest *request, FacSandboxCompany *company,
                                 FacSandboxRetention *self, GPtrArray *faults)
{
  FacJsonValue input = fac_json_root (self->input);
  g_autoptr (FacRetencion) document = NULL;
  g_autoptr (GBytes) xml = NULL;

  fac_sandbox_retention_missing (input, faults);
  /* what the organization lacks is no fault of its drafts */
  if (faults->len > 0
      || (fac_sandbox_company_steps (request->sandbox, company) & FAC_STEP_LEGAL))
    return;
  document = fac_sandbox_retention_build (request, company, input);
  /* in the place of what only stamping knows, and of the same shape */
  fac_set_string (&document->no_certificado, "00000000000000000000");
  fac_set_string (&document->certificado, "AA==");
  fac_set_string (&document->sello, "AA==");
  xml = fac_retencion_write (document, NULL);
  if (xml != NULL)
    fac_sandbox_judge (request, xml, document->lugar_exp_retenc, FAC_SANDBOX_STRUCTURE, faults);
  else
    fac_sandbox_fault (faults, "invalid_retention_complement", "complements",
                       "El complemento no se puede escribir en el XML.");
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
