/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-private.h"

#include "fac-ids.h"
#include "fac-text.h"

G_DEFINE_BOXED_TYPE (FacInvoice, fac_invoice, fac_invoice_ref, fac_invoice_unref)

static const FacField fields[] = {
  FAC_FIELD (FacInvoice, id, STRING, FALSE),
  FAC_FIELD (FacInvoice, remote_id, STRING, FALSE),
  FAC_FIELD (FacInvoice, idempotency_key, STRING, FALSE),
  FAC_FIELD (FacInvoice, type, INT, TRUE),
  FAC_FIELD (FacInvoice, status, INT, FALSE),
  FAC_FIELD (FacInvoice, uuid, STRING, FALSE),
  FAC_FIELD (FacInvoice, series, STRING, TRUE),
  FAC_FIELD (FacInvoice, folio_number, STRING, TRUE),
  FAC_FIELD (FacInvoice, date, INT64, TRUE),
  FAC_FIELD (FacInvoice, stamped_at, INT64, FALSE),
  FAC_FIELD (FacInvoice, created_at, INT64, FALSE),
  FAC_FIELD (FacInvoice, updated_at, INT64, FALSE),
  FAC_FIELD (FacInvoice, payment_form, STRING, TRUE),
  FAC_FIELD (FacInvoice, payment_method, STRING, TRUE),
  FAC_FIELD (FacInvoice, use, STRING, TRUE),
  FAC_FIELD (FacInvoice, currency, STRING, TRUE),
  FAC_FIELD (FacInvoice, exchange, DECIMAL, TRUE),
  FAC_FIELD (FacInvoice, conditions, STRING, TRUE),
  FAC_FIELD (FacInvoice, export_code, STRING, TRUE),
  FAC_FIELD (FacInvoice, place_of_issue, STRING, TRUE),
  FAC_FIELD (FacInvoice, addenda, STRING, TRUE),
  FAC_FIELD (FacInvoice, pdf_custom_section, STRING, TRUE),
  FAC_FIELD (FacInvoice, pdf_options, STRV, TRUE),
  FAC_FIELD (FacInvoice, external_id, STRING, TRUE),
  FAC_FIELD (FacInvoice, total, DECIMAL, FALSE),
  FAC_FIELD (FacInvoice, cancellation_status, STRING, FALSE),
  FAC_FIELD (FacInvoice, verification_url, STRING, FALSE),
  FAC_FIELD (FacInvoice, unread, STRV, FALSE),
};

static void
clear (gpointer data)
{
  FacInvoice *self = data;

  fac_fields_clear (fields, G_N_ELEMENTS (fields), self);
  g_clear_pointer (&self->customer, fac_customer_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->related_documents, g_ptr_array_unref);
  g_clear_pointer (&self->global, fac_global_info_free);
  g_clear_pointer (&self->complements, g_ptr_array_unref);
  g_clear_pointer (&self->payments, g_ptr_array_unref);
  g_clear_pointer (&self->legends, g_ptr_array_unref);
  g_clear_pointer (&self->namespaces, g_ptr_array_unref);
  g_clear_pointer (&self->paid, g_ptr_array_unref);
}

static FacInvoice *
new_empty (void)
{
  FacInvoice *self = g_atomic_rc_box_new0 (FacInvoice);

  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_line_free);
  self->related_documents = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_relation_free);
  self->complements = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_complement_free);
  self->payments = fac_payments_new ();
  self->legends = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_legend_free);
  self->namespaces = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_namespace_free);
  self->paid = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_paid_free);
  return self;
}

static gboolean
list_equal (const GPtrArray *a, const GPtrArray *b, const FacField *table, gsize n_table)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!fac_fields_equal (table, n_table, g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
lines_equal (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!fac_invoice_line_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
customers_equal (const FacCustomer *a, const FacCustomer *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return fac_customer_equal_content (a, b);
}

static gboolean
globals_equal (const FacGlobalInfo *a, const FacGlobalInfo *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return fac_fields_equal (_fac_global_fields, G_N_ELEMENTS (_fac_global_fields), a, b);
}

static GVariant *
item_to_variant (gconstpointer item, const FacField *table, gsize n_table)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  fac_fields_write (table, n_table, item, &builder);
  return g_variant_builder_end (&builder);
}

static GVariant *
list_to_variant (const GPtrArray *list, const FacField *table, gsize n_table)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < list->len; i++)
    g_variant_builder_add_value (&builder,
                                 item_to_variant (g_ptr_array_index (list, i), table, n_table));
  return g_variant_builder_end (&builder);
}

static GVariant *
lines_to_variant (const GPtrArray *lines)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < lines->len; i++)
    g_variant_builder_add_value (&builder,
                                 fac_invoice_line_to_variant (g_ptr_array_index (lines, i)));
  return g_variant_builder_end (&builder);
}

static void
read_list (GPtrArray *list, GVariant *value, gsize size, const FacField *table, gsize n_table)
{
  gsize n = g_variant_is_of_type (value, G_VARIANT_TYPE ("aa{sv}"))
            ? g_variant_n_children (value) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(GVariant) item = g_variant_get_child_value (value, i);
      gpointer object = g_malloc0 (size);

      fac_fields_read (table, n_table, object, item, NULL);
      g_ptr_array_add (list, object);
    }
}

static void
read_lines (FacInvoice *self, GVariant *value)
{
  gsize n = g_variant_is_of_type (value, G_VARIANT_TYPE ("aa{sv}"))
            ? g_variant_n_children (value) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(GVariant) item = g_variant_get_child_value (value, i);

      g_ptr_array_add (self->lines, fac_invoice_line_from_variant (item));
    }
}

static GVariant *
payments_to_variant (const GPtrArray *payments)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < payments->len; i++)
    g_variant_builder_add_value (&builder,
                                 fac_payment_to_variant (g_ptr_array_index (payments, i)));
  return g_variant_builder_end (&builder);
}

static void
read_payments (FacInvoice *self, GVariant *value)
{
  gsize n = g_variant_is_of_type (value, G_VARIANT_TYPE ("aa{sv}"))
            ? g_variant_n_children (value) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(GVariant) item = g_variant_get_child_value (value, i);

      g_ptr_array_add (self->payments, fac_payment_from_variant (item));
    }
}

static void
read_other (gpointer object, const char *name, GVariant *value)
{
  FacInvoice *self = object;

  if (g_str_equal (name, "customer"))
    {
      g_clear_pointer (&self->customer, fac_customer_unref);
      self->customer = fac_customer_from_variant (value);
    }
  else if (g_str_equal (name, "lines"))
    read_lines (self, value);
  else if (g_str_equal (name, "payments"))
    read_payments (self, value);
  else if (g_str_equal (name, "related_documents"))
    read_list (self->related_documents, value, sizeof (FacRelation), _fac_relation_fields,
               G_N_ELEMENTS (_fac_relation_fields));
  else if (g_str_equal (name, "complements"))
    read_list (self->complements, value, sizeof (FacComplement), _fac_complement_fields,
               G_N_ELEMENTS (_fac_complement_fields));
  else if (g_str_equal (name, "legends"))
    read_list (self->legends, value, sizeof (FacLegend), _fac_legend_fields,
               G_N_ELEMENTS (_fac_legend_fields));
  else if (g_str_equal (name, "namespaces"))
    read_list (self->namespaces, value, sizeof (FacNamespace), _fac_namespace_fields,
               G_N_ELEMENTS (_fac_namespace_fields));
  else if (g_str_equal (name, "global"))
    {
      g_clear_pointer (&self->global, fac_global_info_free);
      self->global = fac_global_info_new (NULL, NULL, 0);
      fac_fields_read (_fac_global_fields, G_N_ELEMENTS (_fac_global_fields), self->global, value,
                       NULL);
    }
}

static const char *
usual_use (FacInvoiceType type)
{
  return type == FAC_INVOICE_EGRESO ? "G02" : "G03";
}

FacInvoice *
fac_invoice_new (FacInvoiceType type)
{
  FacInvoice *self = new_empty ();

  self->id = fac_id_new ();
  self->type = type;
  self->payment_form = g_strdup ("03");
  self->payment_method = g_strdup ("PUE");
  self->use = g_strdup (usual_use (type));
  self->currency = g_strdup ("MXN");
  self->exchange = fac_decimal_from_int (1);
  self->export_code = g_strdup ("01");
  return self;
}

void
fac_invoice_settle_kind (FacInvoice *self)
{
  static const struct
  {
    FacInvoiceType type;
    const char    *use;
    const char    *currency;
    const char    *method;
  } kinds[] = {
    { FAC_INVOICE_PAGO, "CP01", "XXX", NULL },
    { FAC_INVOICE_NOMINA, "CN01", "MXN", "PUE" },
    { FAC_INVOICE_TRASLADO, "S01", "XXX", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].type == self->type)
      {
        fac_set_string (&self->use, kinds[i].use);
        fac_set_string (&self->currency, kinds[i].currency);
        fac_set_string (&self->payment_method, kinds[i].method);
        fac_set_string (&self->payment_form, NULL);
        fac_set_string (&self->conditions, NULL);
        if (self->type != FAC_INVOICE_TRASLADO)
          fac_set_string (&self->export_code, "01");
        self->exchange = fac_decimal_from_int (1);
      }
}

FacInvoice *
fac_invoice_ref (FacInvoice *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
fac_invoice_unref (FacInvoice *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static void
copy_payments (FacInvoice *copy, const FacInvoice *self)
{
  copy->due = self->due;
  copy->due_known = self->due_known;
  for (guint i = 0; i < self->payments->len; i++)
    g_ptr_array_add (copy->payments, fac_payment_copy (g_ptr_array_index (self->payments, i)));
  for (guint i = 0; i < self->paid->len; i++)
    {
      const FacPaid *paid = g_ptr_array_index (self->paid, i);

      g_ptr_array_add (copy->paid, fac_paid_new (paid->uuid, paid->amount));
    }
}

static void
copy_texts (FacInvoice *copy, const FacInvoice *self)
{
  for (guint i = 0; i < self->legends->len; i++)
    {
      const FacLegend *legend = g_ptr_array_index (self->legends, i);

      g_ptr_array_add (copy->legends,
                       fac_legend_new (legend->provision, legend->rule, legend->text));
    }
  for (guint i = 0; i < self->namespaces->len; i++)
    {
      const FacNamespace *space = g_ptr_array_index (self->namespaces, i);

      g_ptr_array_add (copy->namespaces,
                       fac_namespace_new (space->prefix, space->uri, space->schema_location));
    }
}

FacInvoice *
fac_invoice_copy (const FacInvoice *self)
{
  FacInvoice *copy = new_empty ();

  fac_fields_copy (fields, G_N_ELEMENTS (fields), self, copy);
  if (self->customer != NULL)
    copy->customer = fac_customer_copy (self->customer);
  for (guint i = 0; i < self->lines->len; i++)
    g_ptr_array_add (copy->lines, fac_invoice_line_copy (g_ptr_array_index (self->lines, i)));
  for (guint i = 0; i < self->related_documents->len; i++)
    {
      const FacRelation *relation = g_ptr_array_index (self->related_documents, i);

      g_ptr_array_add (copy->related_documents,
                       fac_relation_new (relation->relationship,
                                         (const char *const *) relation->documents));
    }
  for (guint i = 0; i < self->complements->len; i++)
    {
      const FacComplement *complement = g_ptr_array_index (self->complements, i);

      g_ptr_array_add (copy->complements, fac_complement_new (complement->type, complement->data));
    }
  if (self->global != NULL)
    copy->global = fac_global_info_new (self->global->periodicity, self->global->months,
                                        self->global->year);
  copy_texts (copy, self);
  copy_payments (copy, self);
  return copy;
}

FacInvoice *
fac_invoice_duplicate (const FacInvoice *self)
{
  FacInvoice *copy = fac_invoice_copy (self);

  g_free (copy->id);
  copy->id = fac_id_new ();
  g_clear_pointer (&copy->remote_id, g_free);
  g_clear_pointer (&copy->idempotency_key, g_free);
  g_clear_pointer (&copy->uuid, g_free);
  g_clear_pointer (&copy->folio_number, g_free);
  g_clear_pointer (&copy->external_id, g_free);
  g_clear_pointer (&copy->cancellation_status, g_free);
  g_clear_pointer (&copy->verification_url, g_free);
  g_clear_pointer (&copy->unread, g_strfreev);
  copy->due_known = FALSE;
  g_ptr_array_set_size (copy->paid, 0);
  for (guint i = 0; i < copy->payments->len; i++)
    g_ptr_array_set_size (((FacPayment *) g_ptr_array_index (copy->payments, i))->parts, 0);
  copy->status = FAC_STATUS_BORRADOR;
  copy->date = 0;
  copy->stamped_at = 0;
  copy->created_at = 0;
  copy->updated_at = 0;
  return copy;
}

gboolean
fac_invoice_equal_content (const FacInvoice *a, const FacInvoice *b)
{
  return fac_fields_equal (fields, G_N_ELEMENTS (fields), a, b)
         && customers_equal (a->customer, b->customer) && globals_equal (a->global, b->global)
         && list_equal (a->related_documents, b->related_documents, _fac_relation_fields,
                        G_N_ELEMENTS (_fac_relation_fields))
         && list_equal (a->complements, b->complements, _fac_complement_fields,
                        G_N_ELEMENTS (_fac_complement_fields))
         && fac_payments_equal (a->payments, b->payments)
         && list_equal (a->legends, b->legends, _fac_legend_fields,
                        G_N_ELEMENTS (_fac_legend_fields))
         && list_equal (a->namespaces, b->namespaces, _fac_namespace_fields,
                        G_N_ELEMENTS (_fac_namespace_fields))
         && lines_equal (a->lines, b->lines);
}

GVariant *
fac_invoice_to_variant (const FacInvoice *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  fac_fields_write (fields, G_N_ELEMENTS (fields), self, &builder);
  if (self->customer != NULL)
    fac_fields_add (&builder, "customer", fac_customer_to_variant (self->customer));
  if (self->lines->len > 0)
    fac_fields_add (&builder, "lines", lines_to_variant (self->lines));
  if (self->related_documents->len > 0)
    fac_fields_add (&builder, "related_documents",
                    list_to_variant (self->related_documents, _fac_relation_fields,
                                     G_N_ELEMENTS (_fac_relation_fields)));
  if (self->global != NULL)
    fac_fields_add (&builder, "global",
                    item_to_variant (self->global, _fac_global_fields,
                                     G_N_ELEMENTS (_fac_global_fields)));
  if (self->complements->len > 0)
    fac_fields_add (&builder, "complements",
                    list_to_variant (self->complements, _fac_complement_fields,
                                     G_N_ELEMENTS (_fac_complement_fields)));
  if (self->payments->len > 0)
    fac_fields_add (&builder, "payments", payments_to_variant (self->payments));
  if (self->legends->len > 0)
    fac_fields_add (&builder, "legends",
                    list_to_variant (self->legends, _fac_legend_fields,
                                     G_N_ELEMENTS (_fac_legend_fields)));
  if (self->namespaces->len > 0)
    fac_fields_add (&builder, "namespaces",
                    list_to_variant (self->namespaces, _fac_namespace_fields,
                                     G_N_ELEMENTS (_fac_namespace_fields)));
  return g_variant_builder_end (&builder);
}

FacInvoice *
fac_invoice_from_variant (GVariant *variant)
{
  g_autoptr(GVariant) own = g_variant_ref_sink (variant);
  g_autoptr(FacInvoice) self = new_empty ();

  if (!fac_fields_read (fields, G_N_ELEMENTS (fields), self, own, read_other))
    return NULL;
  if (self->id == NULL)
    self->id = fac_id_new ();
  if (self->type == 0)
    self->type = FAC_INVOICE_INGRESO;
  return g_steal_pointer (&self);
}

char *
fac_invoice_folio (const FacInvoice *self)
{
  if (fac_text_is_empty (self->folio_number))
    return NULL;
  if (fac_text_is_empty (self->series))
    return g_strdup (self->folio_number);
  return g_strconcat (self->series, " ", self->folio_number, NULL);
}

const char *
fac_invoice_external_id (const FacInvoice *self)
{
  return fac_text_is_empty (self->external_id) ? self->id : self->external_id;
}

void
fac_invoice_set_type (FacInvoice *self, FacInvoiceType type)
{
  if (g_strcmp0 (self->use, usual_use (self->type)) == 0)
    fac_set_string (&self->use, usual_use (type));
  self->type = type;
  if (type != FAC_INVOICE_EGRESO)
    return;
  if (g_strcmp0 (self->payment_method, "PPD") == 0)
    {
      fac_set_string (&self->payment_method, "PUE");
      fac_set_string (&self->payment_form, "03");
    }
  g_clear_pointer (&self->global, fac_global_info_free);
  fac_set_string (&self->export_code, "01");
  fac_set_string (&self->conditions, NULL);
}
