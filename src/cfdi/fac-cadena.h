/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-xml.h"

G_BEGIN_DECLS

/** fac_cadena_of_document: cadena original of a Comprobante or Retenciones. Returns: (transfer full) (nullable) */
char *fac_cadena_of_document (xmlDoc *doc, GError **error);
/** fac_cadena_append: "|" and @value with its blanks folded. */
void fac_cadena_append (GString *cadena, const char *value);

G_END_DECLS
