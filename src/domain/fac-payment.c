/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment.h"

#include "fac-fields.h"
#include "fac-money.h"

static const FacField part_fields[] = {
  FAC_FIELD (FacPaymentPart, document, STRING, TRUE),
  FAC_FIELD (FacPaymentPart, invoice_id, STRING, FALSE),
  FAC_FIELD (FacPaymentPart, series, STRING, TRUE),
  FAC_FIELD (FacPaymentPart, folio_number, STRING, TRUE),
  FAC_FIELD (FacPaymentPart, currency, STRING, TRUE),
  FAC_FIELD (FacPaymentPart, equivalence, DECIMAL, TRUE),
  FAC_FIELD (FacPaymentPart, installment, INT, TRUE),
  FAC_FIELD (FacPaymentPart, last_balance, DECIMAL, TRUE),
  FAC_FIELD (FacPaymentPart, amount, DECIMAL, TRUE),
  FAC_FIELD (FacPaymentPart, taxability, STRING, TRUE),
};

static const FacField payment_fields[] = {
  FAC_FIELD (FacPayment, date, INT64, TRUE),
  FAC_FIELD (FacPayment, payment_form, STRING, TRUE),
  FAC_FIELD (FacPayment, currency, STRING, TRUE),
  FAC_FIELD (FacPayment, exchange, DECIMAL, TRUE),
  FAC_FIELD (FacPayment, deposit, DECIMAL, TRUE),
  FAC_FIELD (FacPayment, operation_number, STRING, TRUE),
  FAC_FIELD (FacPayment, payer_bank_tax_id, STRING, TRUE),
  FAC_FIELD (FacPayment, payer_bank_name, STRING, TRUE),
  FAC_FIELD (FacPayment, payer_account, STRING, TRUE),
  FAC_FIELD (FacPayment, payee_bank_tax_id, STRING, TRUE),
  FAC_FIELD (FacPayment, payee_account, STRING, TRUE),
  FAC_FIELD (FacPayment, chain_type, STRING, TRUE),
  FAC_FIELD (FacPayment, chain_certificate, STRING, TRUE),
  FAC_FIELD (FacPayment, chain_text, STRING, TRUE),
  FAC_FIELD (FacPayment, chain_seal, STRING, TRUE),
};

static FacPaymentPart *
part_empty (void)
{
  FacPaymentPart *self = g_new0 (FacPaymentPart, 1);

  self->taxes = g_array_new (FALSE, TRUE, sizeof (FacTax));
  return self;
}

FacPaymentPart *
fac_payment_part_new (void)
{
  FacPaymentPart *self = part_empty ();

  self->currency = g_strdup ("MXN");
  self->equivalence = fac_decimal_from_int (1);
  self->installment = 1;
  self->taxability = g_strdup ("01");
  return self;
}

FacPaymentPart *
fac_payment_part_copy (const FacPaymentPart *self)
{
  FacPaymentPart *copy = part_empty ();

  fac_fields_copy (part_fields, G_N_ELEMENTS (part_fields), self, copy);
  g_array_append_vals (copy->taxes, self->taxes->data, self->taxes->len);
  return copy;
}

void
fac_payment_part_free (FacPaymentPart *self)
{
  if (self == NULL)
    return;
  fac_fields_clear (part_fields, G_N_ELEMENTS (part_fields), self);
  g_clear_pointer (&self->taxes, g_array_unref);
  g_free (self);
}

FacDecimal
fac_payment_part_remaining (const FacPaymentPart *self)
{
  return fac_decimal_sub (self->last_balance, self->amount);
}

FacDecimal
fac_payment_part_share (const FacPaymentPart *self)
{
  if (fac_decimal_equal (self->equivalence, fac_decimal_from_int (1)))
    return self->amount;
  return fac_decimal_div (self->amount, self->equivalence, FAC_DECIMAL_MAX_SCALE,
                          FAC_ROUND_HALF_UP);
}

static FacPayment *
payment_empty (void)
{
  FacPayment *self = g_new0 (FacPayment, 1);

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_payment_part_free);
  return self;
}

FacPayment *
fac_payment_new (void)
{
  FacPayment *self = payment_empty ();

  self->payment_form = g_strdup ("03");
  self->currency = g_strdup ("MXN");
  self->exchange = fac_decimal_from_int (1);
  return self;
}

FacPayment *
fac_payment_copy (const FacPayment *self)
{
  FacPayment *copy = payment_empty ();

  fac_fields_copy (payment_fields, G_N_ELEMENTS (payment_fields), self, copy);
  for (guint i = 0; i < self->parts->len; i++)
    g_ptr_array_add (copy->parts, fac_payment_part_copy (g_ptr_array_index (self->parts, i)));
  return copy;
}

void
fac_payment_free (FacPayment *self)
{
  if (self == NULL)
    return;
  fac_fields_clear (payment_fields, G_N_ELEMENTS (payment_fields), self);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self);
}

static gboolean
parts_equal (const FacPaymentPart *a, const FacPaymentPart *b)
{
  if (a->taxes->len != b->taxes->len
      || !fac_fields_equal (part_fields, G_N_ELEMENTS (part_fields), a, b))
    return FALSE;
  for (guint i = 0; i < a->taxes->len; i++)
    if (!fac_tax_equal (&g_array_index (a->taxes, FacTax, i), &g_array_index (b->taxes, FacTax, i)))
      return FALSE;
  return TRUE;
}

gboolean
fac_payment_equal (const FacPayment *a, const FacPayment *b)
{
  if (a->parts->len != b->parts->len
      || !fac_fields_equal (payment_fields, G_N_ELEMENTS (payment_fields), a, b))
    return FALSE;
  for (guint i = 0; i < a->parts->len; i++)
    if (!parts_equal (g_ptr_array_index (a->parts, i), g_ptr_array_index (b->parts, i)))
      return FALSE;
  return TRUE;
}

FacPaymentPart *
fac_payment_find_part (const FacPayment *self, const char *uuid)
{
  for (guint i = 0; uuid != NULL && i < self->parts->len; i++)
    {
      FacPaymentPart *part = g_ptr_array_index (self->parts, i);

      if (part->document != NULL && g_ascii_strcasecmp (part->document, uuid) == 0)
        return part;
    }
  return NULL;
}

FacDecimal
fac_payment_amount (const FacPayment *self)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < self->parts->len; i++)
    sum = fac_decimal_add (sum, fac_payment_part_share (g_ptr_array_index (self->parts, i)));
  return fac_decimal_round (sum, fac_currency_decimals (self->currency), FAC_ROUND_HALF_UP);
}

FacDecimal
fac_payment_rest (const FacPayment *self)
{
  return fac_decimal_sub (self->deposit, fac_payment_amount (self));
}

GPtrArray *
fac_payments_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fac_payment_free);
}

gboolean
fac_payments_equal (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!fac_payment_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

FacDecimal
fac_payments_in_pesos (const GPtrArray *payments)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < payments->len; i++)
    {
      const FacPayment *payment = g_ptr_array_index (payments, i);

      sum = fac_decimal_add (sum, fac_decimal_mul (fac_payment_amount (payment), payment->exchange,
                                                   FAC_DECIMAL_MAX_SCALE, FAC_ROUND_HALF_UP));
    }
  return fac_decimal_round (sum, 2, FAC_ROUND_HALF_UP);
}

static gboolean
is_one_currency (const GPtrArray *payments)
{
  for (guint i = 1; i < payments->len; i++)
    if (g_strcmp0 (((const FacPayment *) payments->pdata[i])->currency,
                   ((const FacPayment *) payments->pdata[0])->currency) != 0)
      return FALSE;
  return TRUE;
}

static FacDecimal
deposit_of (const FacPayment *payment)
{
  return fac_decimal_is_zero (payment->deposit) ? fac_payment_amount (payment) : payment->deposit;
}

static FacDecimal
sum_of (const GPtrArray *payments, FacDecimal (*value_of) (const FacPayment *),
        const char **currency)
{
  const gboolean one = is_one_currency (payments);
  const char *first = payments->len > 0 ? ((const FacPayment *) payments->pdata[0])->currency
                                        : NULL;
  FacDecimal sum = FAC_DECIMAL_ZERO;

  *currency = one && first != NULL ? first : "MXN";
  for (guint i = 0; i < payments->len; i++)
    {
      const FacPayment *payment = g_ptr_array_index (payments, i);
      FacDecimal value = value_of (payment);

      if (!one)
        value = fac_decimal_mul (value, payment->exchange, FAC_DECIMAL_MAX_SCALE,
                                 FAC_ROUND_HALF_UP);
      sum = fac_decimal_add (sum, value);
    }
  return one ? sum : fac_decimal_round (sum, 2, FAC_ROUND_HALF_UP);
}

FacDecimal
fac_payments_deposited (const GPtrArray *payments, const char **currency)
{
  return sum_of (payments, deposit_of, currency);
}

FacDecimal
fac_payments_amount (const GPtrArray *payments, const char **currency)
{
  return sum_of (payments, fac_payment_amount, currency);
}

/* ---- serialised ------------------------------------------------------------------------------ */

static GVariant *
part_to_variant (const FacPaymentPart *part)
{
  GVariantBuilder builder, taxes;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  fac_fields_write (part_fields, G_N_ELEMENTS (part_fields), part, &builder);
  if (part->taxes->len > 0)
    {
      g_variant_builder_init (&taxes, G_VARIANT_TYPE ("aa{sv}"));
      for (guint i = 0; i < part->taxes->len; i++)
        g_variant_builder_add_value (&taxes, fac_tax_to_variant (&g_array_index (part->taxes,
                                                                                 FacTax, i)));
      fac_fields_add (&builder, "taxes", g_variant_builder_end (&taxes));
    }
  return g_variant_builder_end (&builder);
}

static void
read_tax (GVariant *value, gpointer list)
{
  FacTax tax;

  if (fac_tax_from_variant (value, &tax))
    g_array_append_val ((GArray *) list, tax);
}

static void
read_each (GVariant *value, void (*read) (GVariant *, gpointer), gpointer list)
{
  gsize n = g_variant_is_of_type (value, G_VARIANT_TYPE ("aa{sv}"))
            ? g_variant_n_children (value) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(GVariant) item = g_variant_get_child_value (value, i);

      read (item, list);
    }
}

static void
read_part_member (gpointer object, const char *name, GVariant *value)
{
  if (g_str_equal (name, "taxes"))
    read_each (value, read_tax, ((FacPaymentPart *) object)->taxes);
}

static void
read_part (GVariant *value, gpointer list)
{
  FacPaymentPart *part = part_empty ();

  fac_fields_read (part_fields, G_N_ELEMENTS (part_fields), part, value, read_part_member);
  g_ptr_array_add (list, part);
}

static void
read_payment_member (gpointer object, const char *name, GVariant *value)
{
  if (g_str_equal (name, "parts"))
    read_each (value, read_part, ((FacPayment *) object)->parts);
}

GVariant *
fac_payment_to_variant (const FacPayment *self)
{
  GVariantBuilder builder, parts;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  fac_fields_write (payment_fields, G_N_ELEMENTS (payment_fields), self, &builder);
  if (self->parts->len > 0)
    {
      g_variant_builder_init (&parts, G_VARIANT_TYPE ("aa{sv}"));
      for (guint i = 0; i < self->parts->len; i++)
        g_variant_builder_add_value (&parts, part_to_variant (g_ptr_array_index (self->parts, i)));
      fac_fields_add (&builder, "parts", g_variant_builder_end (&parts));
    }
  return g_variant_builder_end (&builder);
}

FacPayment *
fac_payment_from_variant (GVariant *variant)
{
  g_autoptr(FacPayment) self = payment_empty ();

  if (!fac_fields_read (payment_fields, G_N_ELEMENTS (payment_fields), self, variant,
                        read_payment_member))
    return NULL;
  return g_steal_pointer (&self);
}
