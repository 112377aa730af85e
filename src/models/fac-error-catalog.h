/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FacErrorEntry: what a code of the SAT, of a PAC or of the service means to the person, in the language of the
 * session (Spanish, else English). data/errors.tsv is compiled in: nothing is read from disk.
 * @scope: where the code comes from: "timbrado", "pagos", "nomina", "carta-porte", "comercio-exterior", "retenciones",
 *   "pac", "cancelacion", "facturapi", "facturapi-detalle", "red"
 * @path: the field as the API names it, with "[]" for any element; empty when no field is to blame
 * @owner: who can put it right: "usuario", "emisor" (the company's own data), "programa", "servicio"
 */
typedef struct
{
  const char *scope;
  const char *code;
  const char *path;
  const char *owner;
  const char *meaning;
  const char *action;
} FacErrorEntry;

/** What was asked for when a code of a cancellation came. */
#define FAC_ERROR_SCOPE_CANCELLATION "cancelacion"

/**
 * fac_error_catalog_find: the entry of @code.
 * @scope: (nullable): without it the first scope that knows the code; cancellations share a few numbers with stamping
 * Returns: (nullable): %NULL for a code that we do not know
 */
const FacErrorEntry *fac_error_catalog_find (const char *scope, const char *code);

G_END_DECLS
