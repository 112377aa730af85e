/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-facturapi-mapping.h"

#include "fac-complement-data.h"
#include "fac-ids.h"
#include "fac-invoice-totals.h"
#include "fac-pdf-options.h"
#include "fac-text.h"

#include <string.h>

#define LEGENDS "leyendas_fiscales"

static void
write_customer (FacJsonWriter *json, const FacCustomer *customer, gboolean update)
{
  if (customer == NULL)
    {
      if (update)
        fac_json_writer_null (json, "customer");
    }
  else if (!fac_text_is_empty (customer->remote_id))
    fac_json_writer_string (json, "customer", customer->remote_id);
  else
    fac_facturapi_write_customer (json, "customer", customer, FALSE);
}

static void
write_relations (FacJsonWriter *json, const FacInvoice *invoice)
{
  fac_json_writer_begin_array (json, "related_documents");
  for (guint i = 0; i < invoice->related_documents->len; i++)
    {
      const FacRelation *relation = g_ptr_array_index (invoice->related_documents, i);

      fac_json_writer_begin_object (json, NULL);
      fac_json_writer_string (json, "relationship", relation->relationship);
      fac_json_writer_begin_array (json, "documents");
      for (char **uuid = relation->documents; uuid != NULL && *uuid != NULL; uuid++)
        fac_json_writer_string (json, NULL, *uuid);
      fac_json_writer_end_array (json);
      fac_json_writer_end_object (json);
    }
  fac_json_writer_end_array (json);
}

static void
write_complement (FacJsonWriter *json, const FacComplement *complement)
{
  const char *data = complement->data != NULL ? complement->data : "";
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, strlen (data));
  g_autoptr (FacJson) parsed = NULL;

  if (g_strcmp0 (complement->type, "custom") != 0)
    parsed = fac_json_parse (bytes, NULL);
  fac_json_writer_begin_object (json, NULL);
  fac_json_writer_string (json, "type", complement->type);
  if (parsed != NULL)
    fac_json_writer_raw (json, "data", data, strlen (data));
  else
    fac_json_writer_string (json, "data", data);
  fac_json_writer_end_object (json);
}

static void
write_legends (FacJsonWriter *json, const FacInvoice *invoice)
{
  fac_json_writer_begin_object (json, NULL);
  fac_json_writer_string (json, "type", LEGENDS);
  fac_json_writer_begin_object (json, "data");
  fac_json_writer_begin_array (json, "leyendas");
  for (guint i = 0; i < invoice->legends->len; i++)
    {
      const FacLegend *legend = g_ptr_array_index (invoice->legends, i);

      fac_json_writer_begin_object (json, NULL);
      fac_facturapi_put (json, "disposicion_fiscal", legend->provision, FALSE);
      fac_facturapi_put (json, "norma", legend->rule, FALSE);
      fac_facturapi_put (json, "texto_leyenda", legend->text, FALSE);
      fac_json_writer_end_object (json);
    }
  fac_json_writer_end_array (json);
  fac_json_writer_end_object (json);
  fac_json_writer_end_object (json);
}

static void
write_complements (FacJsonWriter *json, const FacInvoice *invoice, gboolean update)
{
  if (invoice->complements->len == 0 && invoice->payments->len == 0 && invoice->legends->len == 0
      && !update)
    return;
  fac_json_writer_begin_array (json, "complements");
  fac_facturapi_write_payments (json, invoice);
  for (guint i = 0; i < invoice->complements->len; i++)
    write_complement (json, g_ptr_array_index (invoice->complements, i));
  if (invoice->legends->len > 0)
    write_legends (json, invoice);
  fac_json_writer_end_array (json);
}

static void
write_namespaces (FacJsonWriter *json, const FacInvoice *invoice, gboolean update)
{
  if (invoice->namespaces->len == 0 && !update)
    return;
  fac_json_writer_begin_array (json, "namespaces");
  for (guint i = 0; i < invoice->namespaces->len; i++)
    {
      const FacNamespace *space = g_ptr_array_index (invoice->namespaces, i);

      fac_json_writer_begin_object (json, NULL);
      fac_facturapi_put (json, "prefix", space->prefix, FALSE);
      fac_facturapi_put (json, "uri", space->uri, FALSE);
      fac_facturapi_put (json, "schema_location", space->schema_location, FALSE);
      fac_json_writer_end_object (json);
    }
  fac_json_writer_end_array (json);
}

static void
write_pdf_options (FacJsonWriter *json, char **options, gboolean update)
{
  gsize n;
  const FacPdfOption *known = fac_pdf_options (&n);

  if (options == NULL)
    {
      if (update)
        fac_json_writer_null (json, "pdf_options");
      return;
    }
  fac_json_writer_begin_object (json, "pdf_options");
  for (gsize i = 0; i < n; i++)
    {
      gboolean value;

      if (fac_pdf_options_get (options, known[i].name, &value))
        fac_json_writer_boolean (json, known[i].name, value);
    }
  fac_json_writer_end_object (json);
}

static void
write_global (FacJsonWriter *json, const FacGlobalInfo *global, gboolean update)
{
  if (global == NULL)
    {
      if (update)
        fac_json_writer_null (json, "global");
      return;
    }
  fac_json_writer_begin_object (json, "global");
  fac_json_writer_string (json, "periodicity", global->periodicity);
  fac_json_writer_string (json, "months", global->months);
  fac_json_writer_int (json, "year", global->year);
  fac_json_writer_end_object (json);
}

static void
write_place (FacJsonWriter *json, const char *zip, gboolean update)
{
  if (!fac_text_is_empty (zip))
    {
      fac_json_writer_begin_object (json, "address");
      fac_json_writer_string (json, "zip", zip);
      fac_json_writer_end_object (json);
    }
  else if (update)
    fac_json_writer_null (json, "address");
}

/* What each type has besides the fields that all have (API §2.3.1). */
static void
write_own_fields (FacJsonWriter *json, const FacInvoice *invoice, gboolean update)
{
  gboolean sale = invoice->type == FAC_INVOICE_INGRESO || invoice->type == FAC_INVOICE_EGRESO;

  if (!sale && invoice->type != FAC_INVOICE_TRASLADO)
    return;
  fac_json_writer_begin_array (json, "items");
  for (guint i = 0; i < invoice->lines->len; i++)
    fac_facturapi_write_line (json, g_ptr_array_index (invoice->lines, i), invoice->type);
  fac_json_writer_end_array (json);
  if (sale)
    {
      fac_facturapi_put (json, "payment_form", invoice->payment_form, update);
      fac_facturapi_put (json, "payment_method", invoice->payment_method, update);
    }
  fac_facturapi_put (json, "use", invoice->use, update);
  fac_facturapi_put (json, "currency", invoice->currency, FALSE);
  if (fac_decimal_sign (invoice->exchange) > 0)
    fac_json_writer_decimal (json, "exchange", invoice->exchange);
  if (invoice->type == FAC_INVOICE_INGRESO)
    {
      fac_facturapi_put (json, "conditions", invoice->conditions, update);
      write_global (json, invoice->global, update);
      fac_facturapi_put (json, "export", invoice->export_code, FALSE);
    }
}

static void
write_folio (FacJsonWriter *json, const FacInvoice *invoice, gboolean update)
{
  guint64 folio;

  fac_facturapi_put (json, "series", invoice->series, update);
  if (invoice->folio_number != NULL &&
      g_ascii_string_to_unsigned (invoice->folio_number, 10, 0, G_MAXINT64, &folio, NULL))
    fac_json_writer_int (json, "folio_number", (gint64) folio);
  else if (update)
    fac_json_writer_null (json, "folio_number");
}

void
fac_facturapi_write_invoice (FacJsonWriter    *json,
                             const FacInvoice *invoice,
                             const char       *idempotency_key,
                             gboolean          update)
{
  char type[2] = { (char) invoice->type, '\0' };

  fac_json_writer_begin_object (json, NULL);
  fac_json_writer_string (json, "type", type);
  fac_json_writer_string (json, "status", "draft");
  write_customer (json, invoice->customer, update);
  write_own_fields (json, invoice, update);
  write_relations (json, invoice);
  write_complements (json, invoice, update);
  if (invoice->date != 0)
    fac_json_writer_time (json, "date", invoice->date);
  else if (update)
    fac_json_writer_null (json, "date");
  write_place (json, invoice->place_of_issue, update);
  write_folio (json, invoice, update);
  fac_facturapi_put (json, "pdf_custom_section", invoice->pdf_custom_section, update);
  fac_facturapi_put (json, "addenda", invoice->addenda, update);
  write_namespaces (json, invoice, update);
  write_pdf_options (json, invoice->pdf_options, update);
  fac_facturapi_put (json, "external_id", fac_invoice_external_id (invoice), FALSE);
  if (!update)
    fac_facturapi_put (json, "idempotency_key", idempotency_key, FALSE);
  fac_json_writer_end_object (json);
}

static void
read_relations (FacJsonValue value, FacInvoice *invoice)
{
  for (guint i = 0; i < fac_json_length (value); i++)
    {
      FacJsonValue element = fac_json_at (value, i);
      FacJsonValue documents = fac_json_get (element, "documents");
      const char *single = fac_json_string (fac_json_get (element, "uuid"));
      g_autoptr (GPtrArray) uuids = g_ptr_array_new ();

      for (guint j = 0; j < fac_json_length (documents); j++)
        if (fac_json_string (fac_json_at (documents, j)) != NULL)
          g_ptr_array_add (uuids, (gpointer) fac_json_string (fac_json_at (documents, j)));
      if (uuids->len == 0 && single != NULL)
        g_ptr_array_add (uuids, (gpointer) single);
      g_ptr_array_add (uuids, NULL);
      g_ptr_array_add (invoice->related_documents,
                       fac_relation_new (fac_json_string (fac_json_get (element, "relationship")),
                                         (const char *const *) uuids->pdata));
    }
}

/* Returns: (nullable): %NULL when it says more than the program has fields for */
static FacLegend *
read_legend (FacJsonValue value)
{
  const char *provision = fac_json_string (fac_json_get (value, "disposicion_fiscal"));
  const char *rule = fac_json_string (fac_json_get (value, "norma"));
  const char *text = fac_json_string (fac_json_get (value, "texto_leyenda"));
  guint known = (provision != NULL) + (rule != NULL) + (text != NULL);

  return fac_json_length (value) == known ? fac_legend_new (provision, rule, text) : NULL;
}

static gboolean
read_legends (FacJsonValue data, FacInvoice *invoice)
{
  FacJsonValue legends = fac_json_get (data, "leyendas");

  if (fac_json_kind (data) != FAC_JSON_OBJECT || fac_json_length (data) != 1
      || fac_json_kind (legends) != FAC_JSON_ARRAY || invoice->legends->len > 0)
    return FALSE;
  for (guint i = 0; i < fac_json_length (legends); i++)
    {
      FacLegend *legend = read_legend (fac_json_at (legends, i));

      if (legend == NULL)
        {
          g_ptr_array_set_size (invoice->legends, 0);
          return FALSE;
        }
      g_ptr_array_add (invoice->legends, legend);
    }
  return TRUE;
}

static void
read_namespaces (FacJsonValue value, FacInvoice *invoice)
{
  for (guint i = 0; i < fac_json_length (value); i++)
    {
      FacJsonValue space = fac_json_at (value, i);

      g_ptr_array_add (invoice->namespaces,
                       fac_namespace_new (fac_json_string (fac_json_get (space, "prefix")),
                                          fac_json_string (fac_json_get (space, "uri")),
                                          fac_json_string (fac_json_get (space, "schema_location"))));
    }
}

static void
read_pdf_options (FacJsonValue value, FacInvoice *invoice)
{
  gsize n;
  const FacPdfOption *known = fac_pdf_options (&n);

  for (gsize i = 0; i < n; i++)
    {
      FacJsonValue option = fac_json_get (value, known[i].name);

      if (fac_json_kind (option) == FAC_JSON_BOOLEAN)
        fac_pdf_options_set (&invoice->pdf_options, known[i].name, TRUE,
                             fac_json_boolean (option, FALSE));
    }
}

static void
read_complements (FacJsonValue value, FacInvoice *invoice)
{
  for (guint i = 0; i < fac_json_length (value); i++)
    {
      FacJsonValue element = fac_json_at (value, i);
      FacJsonValue data = fac_json_get (element, "data");
      const char *type = fac_json_string (fac_json_get (element, "type"));
      g_autofree char *text = NULL;

      if (type == NULL || fac_facturapi_is_pago (element)
          || (g_str_equal (type, LEGENDS) && read_legends (data, invoice)))
        continue;
      text = fac_json_kind (data) == FAC_JSON_STRING ? g_strdup (fac_json_string (data))
                                                     : fac_json_dup_text (data);
      g_ptr_array_add (invoice->complements, fac_complement_new (type, text));
    }
}

static FacGlobalInfo *
read_global (FacJsonValue value)
{
  if (fac_json_kind (value) != FAC_JSON_OBJECT || fac_json_length (value) == 0)
    return NULL;
  return fac_global_info_new (fac_json_string (fac_json_get (value, "periodicity")),
                              fac_json_string (fac_json_get (value, "months")),
                              (int) fac_json_int (fac_json_get (value, "year"), 0));
}

/* A word we do not know must never make an issued document editable. */
static FacDocumentStatus
read_status (FacJsonValue value, const FacInvoice *invoice)
{
  const char *status = fac_json_string (fac_json_get (value, "status"));
  FacDocumentStatus known;

  if (fac_document_status_from_api (status, invoice->cancellation_status, &known))
    return known;
  if (fac_document_status_from_api (status, NULL, &known))
    return known;
  return invoice->uuid != NULL ? FAC_STATUS_TIMBRADA : FAC_STATUS_EN_PROCESO;
}

/* stamp.date may be the TFD's local time without a zone (API §1.5): that of central Mexico. */
static gint64
read_stamp_date (FacJsonValue value)
{
  const char *text = fac_json_string (value);
  const char *time = text != NULL ? strchr (text, 'T') : NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (time == NULL || strpbrk (time, "Z+-") != NULL)
    return fac_json_time (value);
  zone = g_time_zone_new_identifier ("America/Mexico_City");
  local = zone != NULL ? g_date_time_new_from_iso8601 (text, zone) : NULL;
  if (local == NULL)
    return fac_json_time (value);
  return g_date_time_to_unix (local) * G_USEC_PER_SEC + g_date_time_get_microsecond (local);
}

static void
read_terms (FacJsonValue value, FacInvoice *invoice)
{
  fac_facturapi_take (&invoice->payment_form, value, "payment_form");
  fac_facturapi_take (&invoice->payment_method, value, "payment_method");
  fac_facturapi_take (&invoice->use, value, "use");
  fac_facturapi_take (&invoice->currency, value, "currency");
  if (invoice->currency == NULL)
    invoice->currency = g_strdup ("MXN");
  if (!fac_json_decimal (fac_json_get (value, "exchange"), &invoice->exchange))
    invoice->exchange = fac_decimal_from_int (1);
  fac_facturapi_take (&invoice->conditions, value, "conditions");
  fac_facturapi_take (&invoice->export_code, value, "export");
  /* only type I has it */
  if (invoice->export_code == NULL && invoice->type != FAC_INVOICE_INGRESO)
    invoice->export_code = g_strdup ("01");
  fac_facturapi_take (&invoice->place_of_issue, fac_json_get (value, "address"), "zip");
  fac_facturapi_take (&invoice->addenda, value, "addenda");
  fac_facturapi_take (&invoice->pdf_custom_section, value, "pdf_custom_section");
  invoice->global = read_global (fac_json_get (value, "global"));
}

static void
read_identity (FacJsonValue value, FacInvoice *invoice)
{
  const char *external_id = fac_json_string (fac_json_get (value, "external_id"));
  gboolean ours = external_id != NULL && fac_id_is_uuid (external_id);

  fac_set_string (&invoice->id, ours ? external_id : "");
  fac_set_string (&invoice->external_id, ours || fac_text_is_empty (external_id) ? NULL
                                                                               : external_id);
  fac_facturapi_take (&invoice->remote_id, value, "id");
  fac_facturapi_take (&invoice->idempotency_key, value, "idempotency_key");
  fac_facturapi_take (&invoice->uuid, value, "uuid");
  fac_facturapi_take (&invoice->series, value, "series");
  fac_facturapi_take (&invoice->folio_number, value, "folio_number");
  fac_facturapi_take (&invoice->cancellation_status, value, "cancellation_status");
  fac_facturapi_take (&invoice->verification_url, value, "verification_url");
  invoice->date = fac_json_time (fac_json_get (value, "date"));
  invoice->created_at = fac_json_time (fac_json_get (value, "created_at"));
  invoice->updated_at = fac_json_time (fac_json_get (value, "updated_at"));
  invoice->stamped_at = read_stamp_date (fac_json_get (fac_json_get (value, "stamp"), "date"));
  invoice->status = read_status (value, invoice);
}

static FacInvoiceType
read_type (FacJsonValue value)
{
  const char *type = fac_json_string (fac_json_get (value, "type"));

  if (type == NULL || type[0] == '\0' || type[1] != '\0' || strchr ("IEPNT", type[0]) == NULL)
    return FAC_INVOICE_INGRESO;
  return (FacInvoiceType) type[0];
}

/* the service may tell no total, or 0, of a draft that cannot be stamped yet */
static void
read_total (FacJsonValue value, FacInvoice *invoice)
{
  g_autoptr (FacInvoiceTotals) totals = NULL;
  g_autoptr (FacPayroll) payroll = NULL;

  fac_facturapi_take_amount (&invoice->total, value, "total");
  if (invoice->status != FAC_STATUS_BORRADOR || !fac_decimal_is_zero (invoice->total))
    return;
  payroll = fac_complement_data_payroll (invoice);
  if (payroll != NULL)
    {
      invoice->total = fac_payroll_total (payroll);
      return;
    }
  totals = fac_invoice_totals_new ();
  fac_invoice_totals_compute (totals, invoice);
  invoice->total = totals->total;
}

FacInvoice *
fac_facturapi_read_invoice (FacJsonValue value)
{
  FacInvoice *invoice = fac_invoice_new (read_type (value));
  FacJsonValue customer = fac_json_get (value, "customer");
  FacJsonValue items = fac_json_get (value, "items");

  read_identity (value, invoice);
  read_terms (value, invoice);
  if (fac_json_kind (customer) == FAC_JSON_OBJECT)
    invoice->customer = fac_facturapi_read_customer (customer);
  for (guint i = 0; i < fac_json_length (items); i++)
    g_ptr_array_add (invoice->lines, fac_facturapi_read_line (fac_json_at (items, i)));
  read_relations (fac_json_get (value, "related_documents"), invoice);
  read_complements (fac_json_get (value, "complements"), invoice);
  read_namespaces (fac_json_get (value, "namespaces"), invoice);
  read_pdf_options (fac_json_get (value, "pdf_options"), invoice);
  read_total (value, invoice);
  invoice->due_known = fac_json_decimal (fac_json_get (value, "amount_due"), &invoice->due);
  fac_facturapi_read_payments (value, invoice);
  fac_invoice_settle_kind (invoice);
  return invoice;
}
