/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-tax.h"

#include "fac-fields.h"

#include <string.h>

static const FacField tax_fields[] = {
  FAC_FIELD (FacTax, withholding, BOOLEAN, TRUE),
  FAC_FIELD (FacTax, rate, DECIMAL, TRUE),
  FAC_FIELD (FacTax, has_base, BOOLEAN, TRUE),
  FAC_FIELD (FacTax, base, DECIMAL, TRUE),
};

static const FacField local_fields[] = {
  FAC_FIELD (FacLocalTax, withholding, BOOLEAN, TRUE),
  FAC_FIELD (FacLocalTax, rate, DECIMAL, TRUE),
  FAC_FIELD (FacLocalTax, has_base, BOOLEAN, TRUE),
  FAC_FIELD (FacLocalTax, base, DECIMAL, TRUE),
};

static const char *const kinds_api[] = { "", "ISR", "IVA", "IEPS" };
static const char *const kinds_sat[] = { "", "001", "002", "003" };
static const char *const factors[] = { "Tasa", "Cuota", "Exento" };
static const char *const modes[] = { "sum_before_taxes", "break_down", "unit",
                                     "subtract_before_break_down" };

static gboolean
find_word (const char *const *words, gsize n_words, const char *text, int *index)
{
  if (text == NULL || text[0] == '\0')
    return FALSE;
  for (gsize i = 0; i < n_words; i++)
    if (g_str_equal (words[i], text))
      {
        *index = (int) i;
        return TRUE;
      }
  return FALSE;
}

static const char *
word_at (const char *const *words, gsize n_words, guint index)
{
  return index < n_words ? words[index] : "";
}

static gboolean
same_base (gboolean a_has, FacDecimal a, gboolean b_has, FacDecimal b)
{
  return !a_has == !b_has && (!a_has || fac_decimal_equal (a, b));
}

gboolean
fac_tax_equal (const FacTax *a, const FacTax *b)
{
  return a->kind == b->kind && a->factor == b->factor && !a->withholding == !b->withholding
         && (a->kind != FAC_TAX_IEPS || a->ieps_mode == b->ieps_mode)
         && (a->factor == FAC_TAX_EXENTO || fac_decimal_equal (a->rate, b->rate))
         && same_base (a->has_base, a->base, b->has_base, b->base);
}

gboolean
fac_local_tax_equal (const FacLocalTax *a, const FacLocalTax *b)
{
  return strcmp (a->name, b->name) == 0 && !a->withholding == !b->withholding
         && fac_decimal_equal (a->rate, b->rate)
         && same_base (a->has_base, a->base, b->has_base, b->base);
}

void
fac_local_tax_set_name (FacLocalTax *tax, const char *name)
{
  const char *end;

  g_strlcpy (tax->name, name != NULL ? name : "", sizeof tax->name);
  if (!g_utf8_validate (tax->name, -1, &end))
    tax->name[end - tax->name] = '\0';
}

FacTax
fac_tax_make (FacTaxKind kind, FacTaxFactor factor, gboolean withholding, const char *rate)
{
  FacTax tax = { .kind = kind, .factor = factor, .withholding = withholding };

  if (rate != NULL && !fac_decimal_parse (rate, -1, &tax.rate))
    tax.rate = fac_decimal_overflowed ();
  return tax;
}

GVariant *
fac_tax_to_variant (const FacTax *tax)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  fac_fields_add (&builder, "kind", g_variant_new_string (fac_tax_kind_to_api (tax->kind)));
  fac_fields_add (&builder, "factor", g_variant_new_string (fac_tax_factor_to_text (tax->factor)));
  if (tax->ieps_mode != FAC_IEPS_SUM_BEFORE_TAXES)
    fac_fields_add (&builder, "ieps_mode",
                    g_variant_new_string (fac_ieps_mode_to_api (tax->ieps_mode)));
  fac_fields_write (tax_fields, G_N_ELEMENTS (tax_fields), tax, &builder);
  return g_variant_builder_end (&builder);
}

static void
read_tax_word (gpointer object, const char *name, GVariant *value)
{
  FacTax *tax = object;
  const char *text;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return;
  text = g_variant_get_string (value, NULL);
  if (g_str_equal (name, "kind"))
    fac_tax_kind_from_api (text, &tax->kind);
  else if (g_str_equal (name, "factor"))
    fac_tax_factor_from_text (text, &tax->factor);
  else if (g_str_equal (name, "ieps_mode"))
    fac_ieps_mode_from_api (text, &tax->ieps_mode);
}

gboolean
fac_tax_from_variant (GVariant *variant, FacTax *tax)
{
  g_autoptr(GVariant) own = g_variant_ref_sink (variant);

  *tax = (FacTax) { 0 };
  return fac_fields_read (tax_fields, G_N_ELEMENTS (tax_fields), tax, own, read_tax_word)
         && tax->kind != 0;
}

GVariant *
fac_local_tax_to_variant (const FacLocalTax *tax)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  fac_fields_add (&builder, "name", fac_fields_variant_from_text (tax->name));
  fac_fields_write (local_fields, G_N_ELEMENTS (local_fields), tax, &builder);
  return g_variant_builder_end (&builder);
}

static void
read_local_name (gpointer object, const char *name, GVariant *value)
{
  if (g_str_equal (name, "name") && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    fac_local_tax_set_name (object, g_variant_get_string (value, NULL));
}

gboolean
fac_local_tax_from_variant (GVariant *variant, FacLocalTax *tax)
{
  g_autoptr(GVariant) own = g_variant_ref_sink (variant);

  *tax = (FacLocalTax) { 0 };
  return fac_fields_read (local_fields, G_N_ELEMENTS (local_fields), tax, own, read_local_name);
}

const char *
fac_tax_kind_to_api (FacTaxKind kind)
{
  return word_at (kinds_api, G_N_ELEMENTS (kinds_api), kind);
}

gboolean
fac_tax_kind_from_api (const char *text, FacTaxKind *kind)
{
  int index;

  if (!find_word (kinds_api, G_N_ELEMENTS (kinds_api), text, &index))
    return FALSE;
  *kind = (FacTaxKind) index;
  return TRUE;
}

const char *
fac_tax_kind_to_sat (FacTaxKind kind)
{
  return word_at (kinds_sat, G_N_ELEMENTS (kinds_sat), kind);
}

gboolean
fac_tax_kind_from_sat (const char *text, FacTaxKind *kind)
{
  int index;

  if (!find_word (kinds_sat, G_N_ELEMENTS (kinds_sat), text, &index))
    return FALSE;
  *kind = (FacTaxKind) index;
  return TRUE;
}

const char *
fac_tax_factor_to_text (FacTaxFactor factor)
{
  return word_at (factors, G_N_ELEMENTS (factors), factor);
}

gboolean
fac_tax_factor_from_text (const char *text, FacTaxFactor *factor)
{
  int index;

  if (!find_word (factors, G_N_ELEMENTS (factors), text, &index))
    return FALSE;
  *factor = (FacTaxFactor) index;
  return TRUE;
}

const char *
fac_ieps_mode_to_api (FacIepsMode mode)
{
  return word_at (modes, G_N_ELEMENTS (modes), mode);
}

gboolean
fac_ieps_mode_from_api (const char *text, FacIepsMode *mode)
{
  int index;

  if (!find_word (modes, G_N_ELEMENTS (modes), text, &index))
    return FALSE;
  *mode = (FacIepsMode) index;
  return TRUE;
}

static void
append_rate (GString *text, FacDecimal rate, const char *unit)
{
  char number[FAC_DECIMAL_BUFFER];

  fac_decimal_write (fac_decimal_trim (rate, 0), number);
  g_string_append_printf (text, " %s%s", rate.overflow ? "—" : number, unit);
}

static void
append_label (GString *text, const FacTax *tax, const FacTaxWords *words)
{
  g_string_append (text, fac_tax_kind_to_api (tax->kind));
  if (tax->withholding)
    g_string_append_printf (text, " %s", words->withheld);
  if (tax->factor == FAC_TAX_EXENTO)
    g_string_append_printf (text, " %s", words->exempt);
  else if (tax->factor == FAC_TAX_CUOTA)
    append_rate (text, tax->rate, "/u");
  else
    append_rate (text, fac_decimal_mul (tax->rate, fac_decimal_from_int (100), 10,
                                        FAC_ROUND_HALF_UP), " %");
}

char *
fac_tax_label (const FacTax *tax, const FacTaxWords *words)
{
  return fac_taxes_label (tax, 1, words);
}

char *
fac_taxes_label (const FacTax *taxes, gsize n_taxes, const FacTaxWords *words)
{
  static const FacTaxWords fiscal = { "ret.", "exento" };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n_taxes; i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      append_label (text, &taxes[i], words != NULL ? words : &fiscal);
    }
  return g_string_free (text, FALSE);
}
