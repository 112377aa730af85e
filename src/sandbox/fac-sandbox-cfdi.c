/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-cfdi.h"

#include "fac-complements.h"
#include "fac-sandbox-amounts.h"
#include "fac-sandbox-json.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <string.h>

static char *
dup_text (FacJsonValue object, const char *name, const char *fallback)
{
  const char *text = fac_sandbox_json_text (object, name);

  return g_strdup (text != NULL ? text : fallback);
}

static const char *
zip_of (FacSandboxCompany *company, FacJsonValue input)
{
  const char *zip = fac_sandbox_json_text (fac_json_get (input, "address"), "zip");

  return zip != NULL ? zip : fac_sandbox_company_zip (company);
}

char *
fac_sandbox_cfdi_local (FacSandbox *sandbox, const char *zip, gint64 time)
{
  g_autoptr (GTimeZone) zone = fac_sandbox_zone (sandbox, zip);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "%Y-%m-%dT%H:%M:%S");
}

static void
set_issuer (FacCfdi *cfdi, FacSandboxCompany *company)
{
  cfdi->emisor_rfc = dup_text (company->legal, "tax_id", NULL);
  cfdi->emisor_nombre = dup_text (company->legal, "legal_name", NULL);
  cfdi->emisor_regimen_fiscal = dup_text (company->legal, "tax_system", NULL);
}

static void
set_foreign_receiver (FacCfdi *cfdi, FacJsonValue customer, const char *country)
{
  cfdi->receptor_rfc = g_strdup (FAC_RFC_FOREIGN);
  cfdi->receptor_domicilio_fiscal = g_strdup (cfdi->lugar_expedicion);
  cfdi->receptor_regimen_fiscal = g_strdup ("616");
  cfdi->receptor_residencia_fiscal = g_strdup (country);
  cfdi->receptor_num_reg_id_trib = dup_text (customer, "tax_id", NULL);
}

/* @saved: the customer's own (nullable). Payments, payrolls and transfers have one use only, which in a
 * payment or payroll is not asked for. */
static const char *
default_use (const FacCfdi *cfdi, const char *saved)
{
  switch (cfdi->tipo_de_comprobante[0])
    {
    case 'P':
      return "CP01";
    case 'N':
      return "CN01";
    case 'T':
      return "S01";
    default:
      if (cfdi->periodicidad != NULL)
        return "S01";
      return saved != NULL ? saved : "G01";
    }
}

/* A transfer has no member for it: its complement says that it is an export. */
static const char *
default_export (const FacCfdi *cfdi, FacJsonValue input)
{
  FacJsonValue complements = fac_json_get (input, "complements");

  for (guint i = 0; cfdi->tipo_de_comprobante[0] == 'T' && i < fac_json_length (complements); i++)
    if (g_strcmp0 (fac_sandbox_json_text (fac_json_at (complements, i), "type"),
                   "comercio_exterior") == 0)
      return "02";
  return "01";
}

static void
set_receiver (FacCfdi *cfdi, FacJsonValue input)
{
  FacJsonValue customer = fac_json_get (input, "customer");
  FacJsonValue address = fac_json_get (customer, "address");
  const char *country = fac_sandbox_json_text (address, "country");
  const char *use = fac_sandbox_json_text (customer, "default_invoice_use");

  cfdi->receptor_nombre = dup_text (customer, "legal_name", NULL);
  cfdi->receptor_uso_cfdi = dup_text (input, "use", default_use (cfdi, use));
  if (country != NULL && !g_str_equal (country, "MEX"))
    {
      set_foreign_receiver (cfdi, customer, country);
      return;
    }
  cfdi->receptor_rfc = dup_text (customer, "tax_id", NULL);
  cfdi->receptor_domicilio_fiscal = dup_text (address, "zip", NULL);
  cfdi->receptor_regimen_fiscal = dup_text (customer, "tax_system", NULL);
}

static void
set_period (FacCfdi *cfdi, FacJsonValue global)
{
  static const char *const names[] = { "day", "week", "fortnight", "month", "two_months" };
  const char *periodicity = fac_sandbox_json_text (global, "periodicity");

  if (!fac_sandbox_json_has (global))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i], periodicity) == 0)
      cfdi->periodicidad = g_strdup_printf ("%02u", i + 1);
  cfdi->meses = dup_text (global, "months", NULL);
  cfdi->anio = g_strdup_printf ("%" G_GINT64_FORMAT,
                                fac_json_int (fac_json_get (global, "year"), 0));
}

static void
set_relations (FacCfdi *cfdi, FacJsonValue related)
{
  for (guint i = 0; i < fac_json_length (related); i++)
    {
      FacJsonValue element = fac_json_at (related, i);
      FacCfdiRelacion *relation = fac_cfdi_relacion_new ();

      relation->tipo_relacion = dup_text (element, "relationship", NULL);
      relation->uuids = fac_sandbox_json_strv (fac_json_get (element, "documents"));
      if (relation->uuids == NULL)
        relation->uuids = g_new0 (char *, 1);
      g_ptr_array_add (cfdi->relacionados, relation);
    }
}

static void
set_money (FacCfdi *cfdi, FacJsonValue input)
{
  FacDecimal exchange = fac_sandbox_json_number (input, "exchange", FAC_DECIMAL_ZERO);
  gboolean given = fac_sandbox_json_has (fac_json_get (input, "exchange"));
  gboolean one = fac_decimal_equal (exchange, fac_decimal_from_int (1));

  cfdi->moneda = dup_text (input, "currency",
                           strchr ("PT", cfdi->tipo_de_comprobante[0]) != NULL ? "XXX" : "MXN");
  /* In pesos a rate of 1 says nothing; any other is written so that the SAT's rule can refuse
   * it. */
  cfdi->has_tipo_cambio = given && !(one && g_str_equal (cfdi->moneda, "MXN"));
  cfdi->tipo_cambio = fac_decimal_trim (exchange, 0);
}

static void
add_parts (FacCfdiConcepto *concepto, FacJsonValue parts)
{
  for (guint i = 0; i < fac_json_length (parts); i++)
    {
      FacJsonValue json = fac_json_at (parts, i);
      FacCfdiParte *part = fac_cfdi_parte_new ();

      part->clave_prod_serv = dup_text (json, "product_key", NULL);
      part->no_identificacion = dup_text (json, "sku", NULL);
      part->unidad = dup_text (json, "unit_name", NULL);
      part->descripcion = dup_text (json, "description", NULL);
      part->cantidad = fac_sandbox_json_number (json, "quantity", fac_decimal_from_int (1));
      part->has_valor_unitario = fac_sandbox_json_has (fac_json_get (json, "unit_price"));
      part->valor_unitario = fac_sandbox_json_number (json, "unit_price", FAC_DECIMAL_ZERO);
      part->importe = fac_decimal_mul (part->cantidad, part->valor_unitario, 6, FAC_ROUND_HALF_UP);
      part->informacion_aduanera = fac_sandbox_json_strv (fac_json_get (json, "customs_keys"));
      if (concepto->partes == NULL)
        concepto->partes = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_cfdi_parte_free);
      g_ptr_array_add (concepto->partes, part);
    }
}

static void
set_third_party (FacCfdiConcepto *concepto, FacJsonValue third)
{
  concepto->tercero_nombre = dup_text (third, "legal_name", NULL);
  concepto->tercero_rfc = dup_text (third, "tax_id", NULL);
  concepto->tercero_regimen = dup_text (third, "tax_system", NULL);
  concepto->tercero_domicilio = dup_text (third, "zip", NULL);
}

/* The one line that the SAT prescribes for payments and payrolls. */
static void
add_fixed_line (FacCfdi *cfdi, const char *key, const char *description, FacJsonValue third)
{
  FacCfdiConcepto *concepto = fac_cfdi_concepto_new ();

  concepto->clave_prod_serv = g_strdup (key);
  concepto->cantidad = fac_decimal_from_int (1);
  concepto->clave_unidad = g_strdup ("ACT");
  concepto->descripcion = g_strdup (description);
  concepto->objeto_imp = g_strdup ("01");
  set_third_party (concepto, third);
  g_ptr_array_add (cfdi->conceptos, concepto);
}

static FacCfdiConcepto *
make_line (FacJsonValue item)
{
  FacJsonValue product = fac_json_get (item, "product");
  FacCfdiConcepto *concepto = fac_cfdi_concepto_new ();
  FacDecimal quantity = fac_sandbox_json_number (item, "quantity", fac_decimal_from_int (1));

  concepto->clave_prod_serv = dup_text (product, "product_key", NULL);
  concepto->no_identificacion = dup_text (product, "sku", NULL);
  concepto->cantidad = quantity.scale > 6
    ? fac_decimal_round (quantity, 6, FAC_ROUND_HALF_UP) : quantity;
  concepto->clave_unidad = dup_text (product, "unit_key", NULL);
  concepto->unidad = dup_text (product, "unit_name", NULL);
  concepto->descripcion = dup_text (product, "description", NULL);
  concepto->objeto_imp = dup_text (product, "taxability", NULL);
  concepto->informacion_aduanera = fac_sandbox_json_strv (fac_json_get (item, "customs_keys"));
  concepto->cuenta_predial = fac_sandbox_json_strv (fac_json_get (item, "property_tax_account"));
  set_third_party (concepto, fac_json_get (item, "third_party"));
  add_parts (concepto, fac_json_get (item, "parts"));
  return concepto;
}

static void
fill_lines (FacCfdi *cfdi, FacJsonValue input)
{
  FacJsonValue items = fac_json_get (input, "items");
  FacJsonValue third = fac_json_get (input, "third_party");

  switch (cfdi->tipo_de_comprobante[0])
    {
    case 'P':
      add_fixed_line (cfdi, "84111506", "Pago", third);
      return;
    case 'N':
      add_fixed_line (cfdi, "84111505", "Pago de nómina", third);
      return;
    default:
      for (guint i = 0; i < fac_json_length (items); i++)
        g_ptr_array_add (cfdi->conceptos, make_line (fac_json_at (items, i)));
      fac_sandbox_amounts_fill (cfdi, items);
      return;
    }
}

FacCfdi *
fac_sandbox_cfdi_build (FacSandbox *sandbox, FacSandboxCompany *company, FacJsonValue input,
                        const char *series, const char *folio, gint64 date)
{
  FacCfdi *cfdi = fac_cfdi_new ();

  fac_set_string (&cfdi->version, "4.0");
  cfdi->serie = g_strdup (series);
  cfdi->folio = g_strdup (folio);
  cfdi->lugar_expedicion = g_strdup (zip_of (company, input));
  cfdi->fecha = fac_sandbox_cfdi_local (sandbox, cfdi->lugar_expedicion, date);
  cfdi->tipo_de_comprobante = dup_text (input, "type", "I");
  cfdi->forma_pago = dup_text (input, "payment_form", NULL);
  cfdi->metodo_pago = dup_text (input, "payment_method",
                                strchr ("PT", cfdi->tipo_de_comprobante[0]) != NULL ? NULL : "PUE");
  cfdi->condiciones_de_pago = dup_text (input, "conditions", NULL);
  cfdi->exportacion = dup_text (input, "export", default_export (cfdi, input));
  set_money (cfdi, input);
  set_period (cfdi, fac_json_get (input, "global"));
  set_relations (cfdi, fac_json_get (input, "related_documents"));
  set_issuer (cfdi, company);
  set_receiver (cfdi, input);
  fill_lines (cfdi, input);
  fac_complements_fill (sandbox, company, input, cfdi);
  return cfdi;
}
