/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-field.h"

#include "fac-text.h"

#include <string.h>

#define NO_TAXES "Ninguno"
#define RATE_DIGITS 12

/* ---- writing ---------------------------------------------------------------------------------- */

static void
append_base (GString *text, gboolean has_base, FacDecimal base)
{
  char number[FAC_DECIMAL_BUFFER];

  if (!has_base)
    return;
  fac_decimal_write (base, number);
  g_string_append_printf (text, " base %s", number);
}

char *
fac_taxes_write (const GArray *taxes)
{
  GString *text = g_string_new (taxes->len == 0 ? NO_TAXES : NULL);

  for (guint i = 0; i < taxes->len; i++)
    {
      const FacTax *tax = &g_array_index (taxes, FacTax, i);
      g_autofree char *label = fac_tax_label (tax, NULL);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", label);
      if (tax->kind == FAC_TAX_IEPS && tax->ieps_mode != FAC_IEPS_SUM_BEFORE_TAXES)
        g_string_append_printf (text, " %s", fac_ieps_mode_to_api (tax->ieps_mode));
      append_base (text, tax->has_base, tax->base);
    }
  return g_string_free (text, FALSE);
}

char *
fac_local_taxes_write (const GArray *taxes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < taxes->len; i++)
    {
      const FacLocalTax *tax = &g_array_index (taxes, FacLocalTax, i);
      const FacDecimal percent = fac_decimal_mul (tax->rate, fac_decimal_from_int (100), 10,
                                                  FAC_ROUND_HALF_UP);
      char number[FAC_DECIMAL_BUFFER];

      fac_decimal_write (fac_decimal_trim (percent, 0), number);
      g_string_append_printf (text, "%s%s%s %s %%", i > 0 ? " | " : "", tax->name,
                              tax->withholding ? " ret." : "", number);
      append_base (text, tax->has_base, tax->base);
    }
  return g_string_free (text, FALSE);
}

/* ---- reading ---------------------------------------------------------------------------------- */

static FacDecimal
of_hundred (FacDecimal percent)
{
  return fac_decimal_trim (fac_decimal_div (percent, fac_decimal_from_int (100), RATE_DIGITS,
                                            FAC_ROUND_HALF_UP), 0);
}

/* "16", "16 %" and "0.16" are the same; "0.5911/u" is an amount for each unit */
static gboolean
read_rate (const char *text, FacDecimalMark mark, FacTaxFactor *factor, FacDecimal *rate)
{
  g_autofree char *number = g_strstrip (g_strdup (text));
  const gboolean percent = g_str_has_suffix (number, "%");
  const gboolean amount = g_str_has_suffix (number, "/u");
  FacDecimal value;

  if (amount)
    number[strlen (number) - 2] = '\0';
  if (!fac_decimal_read (number, mark, &value) || value.overflow || fac_decimal_sign (value) < 0)
    return FALSE;
  *factor = amount ? FAC_TAX_CUOTA : FAC_TAX_TASA;
  if (!amount && (percent || fac_decimal_compare (value, fac_decimal_from_int (1)) >= 0))
    value = of_hundred (value);
  *rate = value;
  return TRUE;
}

gboolean
fac_tax_rate_read (const char *text, FacDecimalMark mark, FacTax *tax)
{
  static const char *const exempt[] = { "exento", "exenta", "exempt", "e", NULL };
  g_autofree char *word = fac_text_fold (text);

  if (!g_strv_contains (exempt, word))
    return read_rate (word, mark, &tax->factor, &tax->rate);
  tax->factor = FAC_TAX_EXENTO;
  tax->rate = FAC_DECIMAL_ZERO;
  return TRUE;
}

/* takes @word and what follows it off @text; the number behind it */
static gboolean
take_base (char *text, FacDecimalMark mark, gboolean *has_base, FacDecimal *base)
{
  char *at = strstr (text, " base ");

  *has_base = at != NULL;
  if (at == NULL)
    return TRUE;
  *at = '\0';
  return fac_decimal_read (at + strlen (" base "), mark, base);
}

static void
take_mode (char *text, FacIepsMode *mode)
{
  char *last = strrchr (text, ' ');

  *mode = FAC_IEPS_SUM_BEFORE_TAXES;
  if (last != NULL && fac_ieps_mode_from_api (last + 1, mode))
    *last = '\0';
}

/* takes "ret." or what means the same off the beginning */
static const char *
skip_withheld (const char *text, gboolean *withheld)
{
  static const char *const words[] = { "ret.", "retenido", "retencion", "withheld", "ret" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (text, words[i]))
      {
        *withheld = TRUE;
        return text + strlen (words[i]);
      }
  return text;
}

static const char *
skip_blanks (const char *text)
{
  return text + strspn (text, " ");
}

static gboolean
read_tax (const char *text, FacDecimalMark mark, FacTax *tax)
{
  static const struct { const char *name; FacTaxKind kind; } kinds[] = {
    { "iva", FAC_TAX_IVA }, { "vat", FAC_TAX_IVA }, { "isr", FAC_TAX_ISR }, { "ieps", FAC_TAX_IEPS },
  };
  g_autofree char *folded = fac_text_fold (text);
  const char *at = folded;

  *tax = (FacTax) { .kind = FAC_TAX_IVA };
  if (!take_base (folded, mark, &tax->has_base, &tax->base))
    return FALSE;
  take_mode (folded, &tax->ieps_mode);
  at = skip_blanks (skip_withheld (at, &tax->withholding));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (at, kinds[i].name))
      {
        tax->kind = kinds[i].kind;
        at = skip_blanks (at + strlen (kinds[i].name));
        break;
      }
  at = skip_blanks (skip_withheld (at, &tax->withholding));
  return fac_tax_rate_read (at, mark, tax);
}

static const FacTaxPreset *
find_preset (const char *text)
{
  g_autofree char *folded = fac_text_fold (text);
  gsize n;
  const FacTaxPreset *presets = fac_tax_presets (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *es = fac_text_fold (presets[i].es);
      g_autofree char *en = fac_text_fold (presets[i].en);

      if (g_str_equal (folded, presets[i].key) || g_str_equal (folded, es)
          || g_str_equal (folded, en))
        return &presets[i];
    }
  return NULL;
}

static gboolean
is_none (const char *text)
{
  static const char *const words[] = { "ninguno", "ningunos", "sin impuestos", "none", "no", "-",
                                       "n/a", NULL };
  g_autofree char *word = fac_text_fold (text);

  return g_strv_contains (words, word);
}

/* Parts at ", " (a comma without a blank is a decimal mark), ";", "+" and "|". */
static char **
split_taxes (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ", ", -1);
  g_autofree char *joined = g_strjoinv ("|", parts);

  return g_strsplit (g_strdelimit (joined, ";+", '|'), "|", -1);
}

gboolean
fac_taxes_read (const char *text, FacDecimalMark mark, GArray *taxes)
{
  const FacTaxPreset *preset = find_preset (text);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (FacTax));
  g_auto (GStrv) parts = NULL;

  if (preset != NULL)
    g_array_append_vals (found, preset->taxes, (guint) preset->n_taxes);
  else if (!is_none (text))
    {
      parts = split_taxes (text);
      for (guint i = 0; parts[i] != NULL; i++)
        {
          FacTax tax;

          if (!read_tax (parts[i], mark, &tax))
            return FALSE;
          g_array_append_val (found, tax);
        }
    }
  g_array_set_size (taxes, 0);
  g_array_append_vals (taxes, found->data, found->len);
  return TRUE;
}

static gboolean
read_local_tax (char *text, FacDecimalMark mark, FacLocalTax *tax)
{
  FacTaxFactor factor;
  char *rate;

  *tax = (FacLocalTax) { 0 };
  g_strstrip (text);
  if (!take_base (text, mark, &tax->has_base, &tax->base))
    return FALSE;
  if (g_str_has_suffix (text, " %"))
    text[strlen (text) - 2] = '%', text[strlen (text) - 1] = '\0';
  rate = strrchr (text, ' ');
  if (rate == NULL || !read_rate (rate + 1, mark, &factor, &tax->rate) || factor != FAC_TAX_TASA)
    return FALSE;
  *rate = '\0';
  tax->withholding = g_str_has_suffix (text, " ret.");
  if (tax->withholding)
    text[strlen (text) - strlen (" ret.")] = '\0';
  fac_local_tax_set_name (tax, g_strstrip (text));
  return *tax->name != '\0';
}

gboolean
fac_local_taxes_read (const char *text, FacDecimalMark mark, GArray *taxes)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (FacLocalTax));
  g_auto (GStrv) parts = g_strsplit (text, "|", -1);

  for (guint i = 0; !is_none (text) && parts[i] != NULL; i++)
    {
      FacLocalTax tax;

      if (!read_local_tax (parts[i], mark, &tax))
        return FALSE;
      g_array_append_val (found, tax);
    }
  g_array_set_size (taxes, 0);
  g_array_append_vals (taxes, found->data, found->len);
  return TRUE;
}
