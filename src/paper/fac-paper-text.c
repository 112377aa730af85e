/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-private.h"

#include <stdio.h>
#include <string.h>

#define MAX_BOUND 34 /* characters that fit into the narrowest column of descriptions */

char *
_fac_paper_words (FacPaper *self, const char *catalog, const char *key)
{
  g_autoptr (FacCatalogEntry) entry = NULL;
  gsize length;

  if (key == NULL || *key == '\0')
    return g_strdup ("");
  if (self->catalog != NULL)
    entry = fac_catalog_source_lookup (self->catalog, catalog, key);
  if (entry == NULL || entry->es == NULL || *entry->es == '\0')
    return g_strdup (key);
  /* some names of the SAT end in a full stop, which does not belong into a row of facts */
  length = strlen (entry->es);
  if (entry->es[length - 1] == '.')
    length--;
  if (!_fac_paper_shows (self, codes)
      || (g_str_equal (catalog, FAC_CATALOG_COUNTRIES) && !_fac_paper_shows (self, address_codes)))
    return g_strndup (entry->es, length);
  return g_strdup_printf ("%s %.*s", key, (int) length, entry->es);
}

char *
_fac_paper_date (const char *fecha, gboolean seconds)
{
  static const char *const months[] = { "ene", "feb", "mar", "abr", "may", "jun",
                                        "jul", "ago", "sep", "oct", "nov", "dic" };
  int year, month, day, hour = 0, minute = 0, second = 0;
  int read;

  if (fecha == NULL)
    return g_strdup ("");
  read = sscanf (fecha, "%4d-%2d-%2dT%2d:%2d:%2d", &year, &month, &day, &hour, &minute, &second);
  if (read < 3 || month < 1 || month > 12)
    return g_strdup (fecha);
  if (seconds)
    return g_strdup_printf ("%d %s %d %02d:%02d:%02d", day, months[month - 1], year, hour, minute,
                            second);
  if (read < 5)
    return g_strdup_printf ("%d %s %d", day, months[month - 1], year);
  return g_strdup_printf ("%d %s %d %02d:%02d", day, months[month - 1], year, hour, minute);
}

char *
_fac_paper_amount (FacDecimal amount)
{
  return fac_decimal_format (amount, 2, 2);
}

char *
_fac_paper_price (FacDecimal amount)
{
  return fac_decimal_format (amount, 2, 6);
}

char *
_fac_paper_tax (const FacCfdiTax *tax)
{
  const FacTax plain = {
    .kind = tax->impuesto,
    .factor = tax->tipo_factor,
    .withholding = tax->retencion,
    .rate = tax->tasa_o_cuota,
  };

  return fac_tax_label (&plain, NULL);
}

char *
_fac_paper_bind (char *text)
{
  if (g_utf8_strlen (text, -1) <= MAX_BOUND)
    {
      g_auto (GStrv) words = g_strsplit (text, " ", -1);

      g_free (text);
      return g_strjoinv (FAC_SHEET_BOUND_SPACE, words);
    }
  return text;
}

char *
_fac_paper_tax_line (const FacCfdiTax *tax)
{
  g_autofree char *label = _fac_paper_bind (_fac_paper_tax (tax));
  g_autofree char *base = _fac_paper_amount (tax->base);
  g_autofree char *amount = NULL;
  g_autofree char *figures = NULL;

  if (tax->tipo_factor == FAC_TAX_EXENTO)
    return g_strdup_printf ("%s sobre" FAC_SHEET_BOUND_SPACE "%s", label, base);
  amount = _fac_paper_amount (tax->importe);
  figures = _fac_paper_bind (g_strdup_printf ("sobre %s = %s", base, amount));
  return g_strdup_printf ("%s %s", label, figures);
}

char *
_fac_paper_folio (const FacCfdi *cfdi)
{
  if (cfdi->serie != NULL && cfdi->folio != NULL)
    return g_strdup_printf ("%s %s", cfdi->serie, cfdi->folio);
  return g_strdup (cfdi->folio != NULL ? cfdi->folio : cfdi->serie != NULL ? cfdi->serie : "");
}

char *
_fac_paper_title (const FacCfdi *cfdi)
{
  switch (cfdi->tipo_de_comprobante != NULL ? *cfdi->tipo_de_comprobante : '\0')
    {
    case 'E':
      return g_strdup ("NOTA DE CRÉDITO");
    case 'P':
      return g_strdup ("RECIBO DE PAGO");
    case 'N':
      return g_strdup ("RECIBO DE NÓMINA");
    case 'T':
      return g_strdup ("TRASLADO");
    case 'R':
      return g_strdup ("COMPROBANTE DE RETENCIONES E INFORMACIÓN DE PAGOS");
    default:
      return g_strdup (cfdi->periodicidad != NULL ? "FACTURA GLOBAL" : "FACTURA");
    }
}
