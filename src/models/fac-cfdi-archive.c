/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-archive.h"

#include "fac-tax-id.h"
#include "fac-text.h"
#include "fac-workspace-private.h"

#include <string.h>

#define USUAL_ZONE "America/Mexico_City"

gboolean
fac_cfdi_archive_accepts (FacCfdiFile *file, FacWorkspace *workspace)
{
  const FacCfdiFacts *facts = fac_cfdi_file_get_facts (file);
  const FacCfdi *cfdi = fac_cfdi_file_get_cfdi (file);

  return workspace != NULL && cfdi != NULL && cfdi->timbre != NULL && facts->type != 0
         && facts->parts[FAC_CFDI_PART_SEAL] == 0 && facts->parts[FAC_CFDI_PART_STAMP] == 0
         && g_strcmp0 (facts->issuer_rfc, workspace->organization->tax_id) == 0;
}

/* ---- as an invoice ---------------------------------------------------------------------------- */

static gint64
time_of (const char *text, const FacOrganization *organization)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (
    fac_text_is_empty (organization->timezone) ? USUAL_ZONE : organization->timezone);
  g_autoptr (GDateTime) date = text != NULL ? g_date_time_new_from_iso8601 (text, zone) : NULL;

  return date != NULL ? g_date_time_to_unix (date) * G_USEC_PER_SEC : 0;
}

static FacCustomer *
receiver_of (const FacCfdi *cfdi)
{
  FacCustomer *customer = fac_customer_new ();
  const gboolean abroad = g_strcmp0 (cfdi->receptor_rfc, FAC_RFC_FOREIGN) == 0;

  fac_set_string (&customer->legal_name, cfdi->receptor_nombre);
  fac_set_string (&customer->tax_id, abroad && cfdi->receptor_num_reg_id_trib != NULL
                                       ? cfdi->receptor_num_reg_id_trib : cfdi->receptor_rfc);
  fac_set_string (&customer->tax_system, cfdi->receptor_regimen_fiscal);
  fac_set_string (&customer->address->zip, cfdi->receptor_domicilio_fiscal);
  if (abroad && cfdi->receptor_residencia_fiscal != NULL)
    fac_set_string (&customer->address->country, cfdi->receptor_residencia_fiscal);
  return customer;
}

static FacInvoiceLine *
line_of (const FacCfdiConcepto *concepto)
{
  g_autoptr (FacProduct) product = fac_product_new ();
  FacInvoiceLine *line;

  fac_set_string (&product->description, concepto->descripcion);
  fac_set_string (&product->product_key, concepto->clave_prod_serv);
  fac_set_string (&product->unit_key, concepto->clave_unidad);
  fac_set_string (&product->unit_name, concepto->unidad);
  fac_set_string (&product->sku, concepto->no_identificacion);
  fac_set_string (&product->taxability, concepto->objeto_imp);
  product->price = concepto->valor_unitario;
  g_array_set_size (product->taxes, 0);
  for (guint i = 0; concepto->taxes != NULL && i < concepto->taxes->len; i++)
    {
      const FacCfdiTax *tax = &g_array_index (concepto->taxes, FacCfdiTax, i);
      const FacTax own = { .kind = tax->impuesto, .factor = tax->tipo_factor,
                           .withholding = tax->retencion, .rate = tax->tasa_o_cuota };

      g_array_append_val (product->taxes, own);
    }
  line = fac_invoice_line_new (product);
  line->quantity = concepto->cantidad;
  line->discount = concepto->descuento;
  return line;
}

static FacInvoice *
invoice_of (const FacCfdi *cfdi, const FacOrganization *organization)
{
  FacInvoice *invoice = fac_invoice_new (*cfdi->tipo_de_comprobante);

  invoice->status = FAC_STATUS_TIMBRADA;
  fac_set_string (&invoice->uuid, cfdi->timbre->uuid);
  fac_set_string (&invoice->series, cfdi->serie);
  fac_set_string (&invoice->folio_number, cfdi->folio);
  invoice->date = time_of (cfdi->fecha, organization);
  invoice->created_at = invoice->date;
  invoice->stamped_at = time_of (cfdi->timbre->fecha_timbrado, organization);
  invoice->customer = receiver_of (cfdi);
  fac_set_string (&invoice->payment_form, cfdi->forma_pago);
  fac_set_string (&invoice->payment_method, cfdi->metodo_pago);
  fac_set_string (&invoice->use, cfdi->receptor_uso_cfdi);
  fac_set_string (&invoice->currency, cfdi->moneda);
  if (cfdi->has_tipo_cambio)
    invoice->exchange = cfdi->tipo_cambio;
  fac_set_string (&invoice->conditions, cfdi->condiciones_de_pago);
  fac_set_string (&invoice->export_code, cfdi->exportacion);
  fac_set_string (&invoice->place_of_issue, cfdi->lugar_expedicion);
  invoice->total = cfdi->total;
  for (guint i = 0; i < cfdi->conceptos->len; i++)
    g_ptr_array_add (invoice->lines, line_of (g_ptr_array_index (cfdi->conceptos, i)));
  return invoice;
}

/* ---- into the store --------------------------------------------------------------------------- */

static void
on_archived (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (fac_store_write_finish (FAC_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
fac_cfdi_archive_add_async (FacCfdiFile *file, FacWorkspace *workspace,
                            GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (FacInvoice) invoice = invoice_of (fac_cfdi_file_get_cfdi (file), workspace->organization);

  fac_store_archive_async (workspace->store, invoice, fac_cfdi_file_get_xml (file), on_archived,
                           g_task_new (file, NULL, callback, data));
}

gboolean
fac_cfdi_archive_add_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
