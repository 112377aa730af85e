/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FAC_PERSON_UNKNOWN,
  FAC_PERSON_FISICA, /* natural person, RFC of 13 characters */
  FAC_PERSON_MORAL   /* legal person, RFC of 12 */
} FacPersonKind;

/** FAC_RFC_PUBLIC: general public. FAC_RFC_FOREIGN: receiver abroad. FAC_RFC_THIRD_PARTY: foreign third party (cfdi
 * §12). */
#define FAC_RFC_PUBLIC      "XAXX010101000"
#define FAC_RFC_FOREIGN     "XEXX010101000"
#define FAC_RFC_THIRD_PARTY "EXT990101NI1"
/** FAC_NAME_PUBLIC: the receiver's name that makes an invoice a global one (CFDI40130). */
#define FAC_NAME_PUBLIC     "PUBLICO EN GENERAL"

typedef enum
{
  FAC_TAX_ID_OK,
  FAC_TAX_ID_EMPTY,
  FAC_TAX_ID_LENGTH,     /* not 12 or 13 characters; Ñ counts as one */
  FAC_TAX_ID_SHAPE,      /* a letter where a digit belongs, or the reverse */
  FAC_TAX_ID_DATE,       /* month or day that does not exist */
  FAC_TAX_ID_CHECK_DIGIT /* a warning only: some old and all generic RFC fail it */
} FacTaxIdProblem;

/** fac_tax_id_normalize: upper case, without blanks and hyphens. Returns: (transfer full): never %NULL */
char *fac_tax_id_normalize (const char *text);
/** fac_tax_id_check: the first problem of a normalised RFC (cfdi.md §12). Generic RFC are OK. */
FacTaxIdProblem fac_tax_id_check (const char *rfc);
/** fac_tax_id_person: by length and shape; generics are %FAC_PERSON_FISICA. */
FacPersonKind fac_tax_id_person (const char *rfc);
/** fac_tax_id_check_digit: the digit that the first 11 or 12 characters ask for, 0 when they cannot be read. */
char fac_tax_id_check_digit (const char *rfc);
/** fac_tax_id_is_generic: whether it is one of the three RFC above that name nobody. */
gboolean fac_tax_id_is_generic (const char *rfc);
/** fac_foreign_number_fits: whether @number has the shape that c_Pais gives for tax numbers of @country (CFDI40156):
 * nine digits in the United States and in Canada; of no other country is there one. %NULL and "" fit. */
gboolean fac_foreign_number_fits (const char *country, const char *number);
/** fac_foreign_number_normalize: as the SAT compares it: without the blanks and hyphens of @number where @country has a
 * shape that it then fits. Returns: (transfer full) (nullable): %NULL of %NULL */
char *fac_foreign_number_normalize (const char *country, const char *number);

G_END_DECLS
