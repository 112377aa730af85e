/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"

G_BEGIN_DECLS

typedef enum { FAC_TAX_ISR = 1, FAC_TAX_IVA = 2, FAC_TAX_IEPS = 3 } FacTaxKind; /* SAT c_Impuesto 001, 002, 003 */
typedef enum { FAC_TAX_TASA, FAC_TAX_CUOTA, FAC_TAX_EXENTO } FacTaxFactor;      /* SAT c_TipoFactor */
typedef enum
{
  FAC_IEPS_SUM_BEFORE_TAXES, /* base of IVA and withholdings = subtotal + IEPS (API §4.5, default) */
  FAC_IEPS_BREAK_DOWN,
  FAC_IEPS_UNIT,
  FAC_IEPS_SUBTRACT_BEFORE_BREAK_DOWN
} FacIepsMode;

/**
 * FacTax:
 * @rate: decimal fraction for TASA (0.16), amount per taxed unit for CUOTA, 0 for EXENTO
 * @withholding: retained (subtracts from the total) instead of transferred (adds)
 * @has_base: @base replaces the line's own base
 *
 * One tax of a product or line (API §3.7). A plain value.
 */
typedef struct
{
  FacTaxKind   kind;
  FacTaxFactor factor;
  gboolean     withholding;
  FacIepsMode  ieps_mode;
  FacDecimal   rate;
  gboolean     has_base;
  FacDecimal   base;
} FacTax;

/** FacLocalTax: a state or municipal tax (API §3.7, complement implocal); @name up to 255 bytes, cut beyond. */
typedef struct
{
  char       name[256];
  gboolean   withholding;
  FacDecimal rate;
  gboolean   has_base;
  FacDecimal base;
} FacLocalTax;

/** fac_tax_equal: whether both are the same tax, by value: rates of exempt ones and modes of others than IEPS do not
 * count. */
gboolean fac_tax_equal (const FacTax *a, const FacTax *b);
/** fac_local_tax_equal: whether both are the same local tax, by value. */
gboolean fac_local_tax_equal (const FacLocalTax *a, const FacLocalTax *b);
/** fac_local_tax_set_name: copies @name, cut at a character's end when it is too long. */
void fac_local_tax_set_name (FacLocalTax *tax, const char *name);
/** fac_tax_make: a tax by kind, factor and rate text ("0.16"). A helper for presets and tests. */
FacTax fac_tax_make (FacTaxKind kind, FacTaxFactor factor, gboolean withholding, const char *rate);

/** fac_tax_to_variant: see fac-variant.h. */
GVariant *fac_tax_to_variant (const FacTax *tax);
/** fac_tax_from_variant: fills @tax. Returns: %FALSE when @variant holds no tax */
gboolean  fac_tax_from_variant (GVariant *variant, FacTax *tax);
/** fac_local_tax_to_variant: see fac-variant.h. Returns: (transfer floating) */
GVariant *fac_local_tax_to_variant (const FacLocalTax *tax);
/** fac_local_tax_from_variant: fills @tax. Returns: %FALSE when @variant holds no local tax */
gboolean  fac_local_tax_from_variant (GVariant *variant, FacLocalTax *tax);

/** Names as the API and the XML write them: "IVA", "002", "Tasa"; parsers return %FALSE for unknown text. */
const char *fac_tax_kind_to_api    (FacTaxKind kind);
/** fac_tax_kind_from_api: the reverse. Returns: %FALSE for unknown text */
gboolean    fac_tax_kind_from_api  (const char *text, FacTaxKind *kind);
/** fac_tax_kind_to_sat: "001", "002", "003" (c_Impuesto). */
const char *fac_tax_kind_to_sat    (FacTaxKind kind);
/** fac_tax_kind_from_sat: the reverse. Returns: %FALSE for unknown text */
gboolean    fac_tax_kind_from_sat  (const char *text, FacTaxKind *kind);
/** fac_tax_factor_to_text: "Tasa", "Cuota", "Exento" (c_TipoFactor). */
const char *fac_tax_factor_to_text (FacTaxFactor factor);
/** fac_tax_factor_from_text: the reverse. Returns: %FALSE for unknown text */
gboolean    fac_tax_factor_from_text (const char *text, FacTaxFactor *factor);
/** fac_ieps_mode_to_api: "sum_before_taxes", … (API §4.5). */
const char *fac_ieps_mode_to_api   (FacIepsMode mode);
/** fac_ieps_mode_from_api: the reverse. Returns: %FALSE for unknown text */
gboolean    fac_ieps_mode_from_api (const char *text, FacIepsMode *mode);

/** FacTaxWords: what stands beside the name of a tax that is withheld, or exempt, in the reader's language. */
typedef struct { const char *withheld, *exempt; } FacTaxWords;

/** fac_tax_label: "IVA 16 %", "IVA exento", "ISR ret. 1.25 %", "IEPS 0.5911/u".
 * @words: (nullable): %NULL for fiscal Spanish, as on paper. Returns: (transfer full) */
char *fac_tax_label (const FacTax *tax, const FacTaxWords *words);
/** fac_taxes_label: several, "IVA 16 %, ISR ret. 10 %". Returns: (transfer full) */
char *fac_taxes_label (const FacTax *taxes, gsize n_taxes, const FacTaxWords *words);

/**
 * FacTaxPreset: named sets of taxes that a person chooses from; @key is stable ("iva16"), @es and @en are names.
 */
typedef struct
{
  const char *key;
  const char *es;
  const char *en;
  const char *taxability; /* ObjetoImp that goes with it */
  FacTax      taxes[3];
  gsize       n_taxes;
} FacTaxPreset;

/** fac_tax_presets: IVA 16, 8, 0, exento, no objeto, honorarios and arrendamiento (the same taxes, one entry), RESICO,
 * fletes, IEPS. Returns: (transfer none) (array length=n) */
const FacTaxPreset *fac_tax_presets (gsize *n);
/** fac_tax_preset_find: the preset with exactly these taxes and taxability. Returns: (nullable) */
const FacTaxPreset *fac_tax_preset_find (const char *taxability, const FacTax *taxes, gsize n_taxes);

/** FacTaxRate: what c_TasaOCuota allows: from @low to @high; a fixed rate has both equal. */
typedef struct { FacDecimal low, high; } FacTaxRate;
/** fac_tax_rates: what the SAT lists for taxes of the kind and factor of @tax, withheld or transferred as it is; none
 * when there is no such tax. Ascending. Returns: (transfer full) (element-type FacTaxRate) */
GArray  *fac_tax_rates (const FacTax *tax);
/** fac_tax_usual_rates: single rates of taxes like @tax: those that are fixed, and of a range those that the presets
 * have. Ascending. Returns: (transfer full) (element-type FacDecimal) */
GArray  *fac_tax_usual_rates (const FacTax *tax);
/** fac_tax_next: the tax that people add next to @taxes: IVA, IVA withheld where IVA is charged, ISR withheld, IEPS;
 * never one that is there. Returns: %FALSE when there is none left */
gboolean fac_tax_next (const FacTax *taxes, gsize n_taxes, FacTax *next);

G_END_DECLS
