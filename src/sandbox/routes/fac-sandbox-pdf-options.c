/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-pdf-options.h"

#include "fac-sandbox-json.h"

static gboolean
read_flag (FacJsonValue own, FacJsonValue usual, const char *name, gboolean fallback)
{
  FacJsonValue value = fac_json_get (own, name);

  if (!fac_sandbox_json_has (value))
    value = fac_json_get (usual, name);
  return fac_json_boolean (value, fallback);
}

static void
read_payroll (FacJsonValue own, FacJsonValue usual, FacPaperOptions *options)
{
  options->contract = read_flag (own, usual, "tipo_contrato", FALSE);
  options->position = read_flag (own, usual, "puesto", FALSE);
  options->risk = read_flag (own, usual, "riesgo_puesto", FALSE);
  options->seniority = read_flag (own, usual, "antiguedad", FALSE);
}

void
fac_sandbox_pdf_options (FacSandboxCompany *company, FacJsonValue input, FacPaperOptions *options)
{
  FacJsonValue own = fac_json_get (input, "pdf_options");
  FacJsonValue usual = fac_json_get (company->customization, "pdf_extra");

  *options = (FacPaperOptions) {
    .codes = read_flag (own, usual, "codes", TRUE),
    .product_key = read_flag (own, usual, "product_key", TRUE),
    .address_codes = read_flag (own, usual, "address_codes", TRUE),
    .export_key = read_flag (own, usual, "export_key", FALSE),
    .round_price = read_flag (own, usual, "round_unit_price", FALSE),
    .tax_breakdown = read_flag (own, usual, "tax_breakdown", TRUE),
    .ieps_breakdown = read_flag (own, usual, "ieps_breakdown", TRUE),
    .ieps_in_subtotal = read_flag (own, usual, "combine_ieps_with_subtotal", FALSE),
    .own_carta_porte = read_flag (own, usual, "render_carta_porte", FALSE),
    .own_comercio = read_flag (own, usual, "render_comercio_exterior", FALSE),
    .iedu = read_flag (own, usual, "render_iedu", FALSE),
    .hidrocarburos = read_flag (own, usual, "render_hyp_complement", FALSE),
    .repeat_seal = read_flag (own, usual, "repeat_signature", FALSE),
  };
  read_payroll (fac_json_get (own, "payroll_options"), fac_json_get (usual, "payroll_options"),
                options);
}
