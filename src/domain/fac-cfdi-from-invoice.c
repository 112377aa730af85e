/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-from-invoice.h"

#include "fac-cfdi-pago.h"
#include "fac-line-complement.h"
#include "fac-local-time.h"
#include "fac-product-price.h"
#include "fac-tax-id.h"
#include "fac-text.h"

/* what the types P, N and T write whatever the draft says (cfdi.md §1) */
static const struct
{
  FacInvoiceType  type;
  const char     *use;
  const char     *currency;
  gboolean        has_form;
  gboolean        has_method;
} kinds[] = {
  { FAC_INVOICE_INGRESO, NULL, NULL, TRUE, TRUE },
  { FAC_INVOICE_EGRESO, NULL, NULL, TRUE, TRUE },
  { FAC_INVOICE_PAGO, "CP01", "XXX", FALSE, FALSE },
  { FAC_INVOICE_NOMINA, "CN01", "MXN", FALSE, TRUE },
  { FAC_INVOICE_TRASLADO, "S01", "XXX", FALSE, FALSE },
};

static const struct
{
  const char *api;
  const char *sat;
} periodicities[] = {
  { "day", "01" }, { "week", "02" }, { "fortnight", "03" }, { "month", "04" },
  { "two_months", "05" },
};

static char *
dup_text (const char *text)
{
  return fac_text_is_empty (text) ? NULL : g_strdup (text);
}

/* amounts of lines: without needless zeros, but with two decimals at least */
static FacDecimal
line_amount (FacDecimal value)
{
  FacDecimal shortest = fac_decimal_trim (value, 2);

  return shortest.scale < 2 ? fac_decimal_round (shortest, 2, FAC_ROUND_HALF_UP) : shortest;
}

static char *
place_of_issue (const FacInvoice *invoice, const FacOrganization *organization)
{
  if (!fac_text_is_empty (invoice->place_of_issue))
    return g_strdup (invoice->place_of_issue);
  return organization != NULL && organization->address != NULL
         ? dup_text (organization->address->zip) : NULL;
}

static void
set_kind (FacCfdi *cfdi, const FacInvoice *invoice)
{
  const char *use = invoice->use, *currency = invoice->currency;
  gboolean has_form = TRUE, has_method = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].type == invoice->type)
      {
        use = kinds[i].use != NULL ? kinds[i].use : use;
        currency = kinds[i].currency != NULL ? kinds[i].currency : currency;
        has_form = kinds[i].has_form;
        has_method = kinds[i].has_method;
      }
  cfdi->tipo_de_comprobante = g_strdup_printf ("%c", invoice->type);
  cfdi->receptor_uso_cfdi = dup_text (use);
  cfdi->moneda = g_strdup (fac_text_is_empty (currency) ? "MXN" : currency);
  cfdi->forma_pago = has_form ? dup_text (invoice->payment_form) : NULL;
  cfdi->metodo_pago = has_method ? dup_text (invoice->payment_method) : NULL;
  cfdi->condiciones_de_pago = has_form ? dup_text (invoice->conditions) : NULL;
  cfdi->has_tipo_cambio = !g_str_equal (cfdi->moneda, "MXN") && !g_str_equal (cfdi->moneda, "XXX");
  if (cfdi->has_tipo_cambio)
    cfdi->tipo_cambio = fac_decimal_trim (fac_decimal_at_most (invoice->exchange, 6), 0);
}

static void
set_global (FacCfdi *cfdi, const FacGlobalInfo *global)
{
  for (gsize i = 0; i < G_N_ELEMENTS (periodicities); i++)
    if (g_strcmp0 (global->periodicity, periodicities[i].api) == 0)
      cfdi->periodicidad = g_strdup (periodicities[i].sat);
  cfdi->meses = dup_text (global->months);
  cfdi->anio = g_strdup_printf ("%d", global->year);
}

static void
add_relations (FacCfdi *cfdi, const GPtrArray *relations)
{
  for (guint i = 0; i < relations->len; i++)
    {
      const FacRelation *from = g_ptr_array_index (relations, i);
      FacCfdiRelacion *relacion = fac_cfdi_relacion_new ();

      relacion->tipo_relacion = dup_text (from->relationship);
      relacion->uuids = g_strdupv (from->documents);
      g_ptr_array_add (cfdi->relacionados, relacion);
    }
}

static void
set_issuer (FacCfdi *cfdi, const FacOrganization *organization)
{
  cfdi->emisor_rfc = dup_text (organization->tax_id);
  cfdi->emisor_nombre = dup_text (organization->legal_name);
  cfdi->emisor_regimen_fiscal = dup_text (organization->tax_system);
}

static void
set_receiver (FacCfdi *cfdi, const FacCustomer *customer)
{
  gboolean foreign = fac_address_is_foreign (customer->address);
  gboolean generic = foreign || fac_tax_id_is_generic (customer->tax_id);

  cfdi->receptor_nombre = dup_text (customer->legal_name);
  cfdi->receptor_rfc = foreign ? g_strdup (FAC_RFC_FOREIGN) : dup_text (customer->tax_id);
  cfdi->receptor_regimen_fiscal = generic ? g_strdup ("616") : dup_text (customer->tax_system);
  cfdi->receptor_domicilio_fiscal = dup_text (generic ? cfdi->lugar_expedicion
                                                      : customer->address->zip);
  if (foreign)
    {
      cfdi->receptor_residencia_fiscal = g_strdup (customer->address->country);
      if (!fac_tax_id_is_generic (customer->tax_id))
        cfdi->receptor_num_reg_id_trib = dup_text (customer->tax_id);
    }
}

static FacCfdiTax
line_tax (const FacLineTax *from)
{
  FacCfdiTax tax = { .impuesto = from->tax->kind, .tipo_factor = from->tax->factor,
                     .retencion = !!from->tax->withholding, .base = line_amount (from->base) };

  if (from->tax->factor != FAC_TAX_EXENTO)
    {
      tax.tasa_o_cuota = fac_decimal_round (from->tax->rate, 6, FAC_ROUND_HALF_UP);
      tax.importe = line_amount (from->amount);
    }
  return tax;
}

static void
add_line_taxes (FacCfdiConcepto *concepto, const FacInvoiceTotals *totals,
                const FacLineTotals *line)
{
  if (line->n_taxes == 0)
    return;
  concepto->taxes = g_array_new (FALSE, TRUE, sizeof (FacCfdiTax));
  for (int withheld = 0; withheld <= 1; withheld++)
    for (guint i = 0; i < line->n_taxes; i++)
      {
        FacCfdiTax tax = line_tax (&g_array_index (totals->line_taxes, FacLineTax,
                                                   line->first_tax + i));

        if (tax.retencion == withheld)
          g_array_append_val (concepto->taxes, tax);
      }
}

static void
add_parts (FacCfdiConcepto *concepto, const GPtrArray *parts)
{
  concepto->partes = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_cfdi_parte_free);
  for (guint i = 0; i < parts->len; i++)
    {
      const FacPart *part = g_ptr_array_index (parts, i);
      FacCfdiParte *parte = fac_cfdi_parte_new ();

      parte->clave_prod_serv = dup_text (part->product_key);
      parte->no_identificacion = dup_text (part->sku);
      parte->cantidad = fac_decimal_at_most (part->quantity, 6);
      parte->unidad = dup_text (part->unit_name);
      parte->descripcion = dup_text (part->description);
      parte->has_valor_unitario = part->has_unit_price;
      if (part->has_unit_price)
        {
          parte->valor_unitario = line_amount (fac_decimal_at_most (part->unit_price, 6));
          parte->importe = line_amount (fac_decimal_mul (parte->cantidad, parte->valor_unitario, 6,
                                                         FAC_ROUND_HALF_UP));
        }
      parte->informacion_aduanera = g_strdupv (part->customs_keys);
      g_ptr_array_add (concepto->partes, parte);
    }
}

static void
set_amounts (FacCfdiConcepto *concepto, const FacInvoiceLine *line, const FacLineTotals *totals)
{
  concepto->cantidad = fac_decimal_at_most (line->quantity, 6);
  concepto->valor_unitario = line_amount (totals->unit_price);
  concepto->importe = line_amount (totals->amount);
  concepto->has_descuento = !fac_decimal_is_zero (totals->discount);
  if (concepto->has_descuento)
    {
      concepto->descuento = line_amount (totals->discount);
      /* a discount may not have more decimals than the amount (CFDI40168) */
      if (concepto->descuento.scale > concepto->importe.scale)
        concepto->importe = fac_decimal_round (concepto->importe, concepto->descuento.scale,
                                               FAC_ROUND_HALF_UP);
    }
}

static FacCfdiConcepto *
concepto_from_line (const FacInvoiceLine *line, const FacInvoiceTotals *totals,
                    const FacLineTotals *figures)
{
  const FacProduct *product = line->product;
  FacCfdiConcepto *concepto = fac_cfdi_concepto_new ();

  concepto->clave_prod_serv = dup_text (product->product_key);
  concepto->no_identificacion = dup_text (product->sku);
  concepto->clave_unidad = dup_text (product->unit_key);
  concepto->unidad = dup_text (product->unit_name);
  concepto->descripcion = dup_text (product->description);
  concepto->objeto_imp = dup_text (product->taxability);
  set_amounts (concepto, line, figures);
  add_line_taxes (concepto, totals, figures);
  if (line->third_party != NULL)
    {
      concepto->tercero_rfc = dup_text (line->third_party->tax_id);
      concepto->tercero_nombre = dup_text (line->third_party->legal_name);
      concepto->tercero_regimen = dup_text (line->third_party->tax_system);
      concepto->tercero_domicilio = dup_text (line->third_party->zip);
    }
  concepto->informacion_aduanera = g_strdupv (line->customs_keys);
  concepto->cuenta_predial = g_strdupv (line->property_tax_account);
  concepto->complemento = fac_line_complement_xml (line);
  if (line->parts != NULL && line->parts->len > 0)
    add_parts (concepto, line->parts);
  return concepto;
}

static void
set_taxes (FacCfdi *cfdi, const FacInvoiceTotals *totals)
{
  for (guint i = 0; i < totals->groups->len; i++)
    {
      const FacTaxGroup *group = &g_array_index (totals->groups, FacTaxGroup, i);
      FacCfdiTax tax = { .impuesto = group->kind, .tipo_factor = group->factor, .base = group->base,
                         .retencion = group->withholding };

      if (group->factor != FAC_TAX_EXENTO)
        {
          tax.tasa_o_cuota = fac_decimal_round (group->rate, 6, FAC_ROUND_HALF_UP);
          tax.importe = group->amount;
        }
      g_array_append_val (cfdi->impuestos, tax);
    }
  cfdi->has_total_retenidos = totals->has_withheld;
  cfdi->total_retenidos = totals->withheld;
  cfdi->has_total_trasladados = totals->has_transferred;
  cfdi->total_trasladados = totals->transferred;
  for (guint i = 0; i < totals->local_groups->len; i++)
    {
      const FacLocalTaxGroup *group = &g_array_index (totals->local_groups, FacLocalTaxGroup, i);
      FacCfdiLocalTax *local = fac_cfdi_local_tax_new ();

      local->nombre = dup_text (group->name);
      local->retencion = group->withholding;
      /* implocal writes percents with two decimals */
      local->tasa = fac_decimal_mul (group->rate, fac_decimal_from_int (100), 2, FAC_ROUND_HALF_UP);
      local->importe = fac_decimal_round (group->amount, 2, FAC_ROUND_HALF_UP);
      g_ptr_array_add (cfdi->locales, local);
    }
}

static void
set_totals (FacCfdi *cfdi, const FacInvoiceTotals *totals)
{
  cfdi->sub_total = totals->subtotal;
  cfdi->has_descuento = totals->has_discount;
  cfdi->descuento = totals->discount;
  cfdi->total = totals->total;
}

static void
put_attribute (GString *xml, const char *name, const char *value)
{
  g_autofree char *escaped = fac_text_is_empty (value) ? NULL : g_markup_escape_text (value, -1);

  if (escaped != NULL)
    g_string_append_printf (xml, " %s=\"%s\"", name, escaped);
}

static void
add_legends (GString *xml, const GPtrArray *legends)
{
  if (legends->len == 0)
    return;
  g_string_append (xml, "<leyendasFisc:LeyendasFiscales xmlns:leyendasFisc="
                   "\"http://www.sat.gob.mx/leyendasFiscales\" version=\"1.0\">");
  for (guint i = 0; i < legends->len; i++)
    {
      const FacLegend *legend = g_ptr_array_index (legends, i);

      g_string_append (xml, "<leyendasFisc:Leyenda");
      put_attribute (xml, "disposicionFiscal", legend->provision);
      put_attribute (xml, "norma", legend->rule);
      put_attribute (xml, "textoLeyenda", legend->text);
      g_string_append (xml, "/>");
    }
  g_string_append (xml, "</leyendasFisc:LeyendasFiscales>");
}

static void
add_namespaces (FacCfdi *cfdi, const GPtrArray *namespaces)
{
  for (guint i = 0; i < namespaces->len; i++)
    {
      const FacNamespace *from = g_ptr_array_index (namespaces, i);
      FacCfdiEspacio *espacio = fac_cfdi_espacio_new ();

      espacio->prefijo = dup_text (from->prefix);
      espacio->uri = dup_text (from->uri);
      espacio->esquema = dup_text (from->schema_location);
      g_ptr_array_add (cfdi->espacios, espacio);
    }
}

static void
set_complements (FacCfdi *cfdi, const FacInvoice *invoice, const FacOrganization *organization)
{
  g_autofree char *payments = fac_cfdi_pago_complement (invoice->payments, organization);
  g_autoptr(GString) xml = g_string_new (payments);

  for (guint i = 0; i < invoice->complements->len; i++)
    {
      const FacComplement *complement = g_ptr_array_index (invoice->complements, i);

      if (g_strcmp0 (complement->type, "custom") == 0 && complement->data != NULL)
        g_string_append (xml, complement->data);
    }
  add_legends (xml, invoice->legends);
  cfdi->complemento = dup_text (xml->str);
}

FacCfdi *
fac_cfdi_from_invoice (const FacInvoice *invoice, const FacInvoiceTotals *totals,
                       const FacOrganization *organization, gint64 now)
{
  FacCfdi *cfdi = fac_cfdi_new ();
  g_autoptr(GDateTime) date = fac_local_time (organization, invoice->date != 0
                                              ? invoice->date : now);

  cfdi->version = g_strdup ("4.0");
  cfdi->serie = dup_text (invoice->series);
  cfdi->folio = dup_text (invoice->folio_number);
  cfdi->fecha = date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%S") : NULL;
  cfdi->exportacion = g_strdup (fac_text_is_empty (invoice->export_code)
                                || invoice->type == FAC_INVOICE_PAGO
                                ? "01" : invoice->export_code);
  cfdi->lugar_expedicion = place_of_issue (invoice, organization);
  set_kind (cfdi, invoice);
  set_totals (cfdi, totals);
  if (invoice->global != NULL && invoice->type == FAC_INVOICE_INGRESO)
    set_global (cfdi, invoice->global);
  add_relations (cfdi, invoice->related_documents);
  if (organization != NULL)
    set_issuer (cfdi, organization);
  if (invoice->customer != NULL)
    set_receiver (cfdi, invoice->customer);
  for (guint i = 0; i < MIN (invoice->lines->len, totals->lines->len)
                    && invoice->type != FAC_INVOICE_PAGO; i++)
    g_ptr_array_add (cfdi->conceptos,
                     concepto_from_line (g_ptr_array_index (invoice->lines, i), totals,
                                         &g_array_index (totals->lines, FacLineTotals, i)));
  if (invoice->type == FAC_INVOICE_PAGO)
    g_ptr_array_add (cfdi->conceptos, fac_cfdi_pago_concepto ());
  set_taxes (cfdi, totals);
  set_complements (cfdi, invoice, organization);
  add_namespaces (cfdi, invoice->namespaces);
  cfdi->addenda = dup_text (invoice->addenda);
  return cfdi;
}
