/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-complements.h"
#include "fac-sandbox-validate.h"

G_BEGIN_DECLS

/*
 * One pair per complement: the schema of its data (API §2.3.2) and the function that turns checked data into the XML
 * of its node. Builders return (transfer full) text, never %NULL.
 */
extern const FacSchema fac_complement_pago_schema;
char *fac_complement_pago_build (const FacComplementContext *context, FacJsonValue data);

/* fac_complement_nomina_build() gives the only line of the document its figures too. */
extern const FacSchema fac_complement_nomina_schema;
char *fac_complement_nomina_build (const FacComplementContext *context, FacJsonValue data);

extern const FacSchema fac_complement_carta_porte_schema;
char *fac_complement_carta_porte_build (const FacComplementContext *context, FacJsonValue data);

extern const FacSchema fac_complement_comercio_exterior_schema;
/** fac_complement_comercio_exterior_check: what a schema cannot say: a party is an object of its own or {id}. */
void  fac_complement_comercio_exterior_check (FacJsonValue data, gboolean partial, GPtrArray *faults);
char *fac_complement_comercio_exterior_build (const FacComplementContext *context, FacJsonValue data);

extern const FacSchema fac_complement_leyendas_schema;
char *fac_complement_leyendas_build (const FacComplementContext *context, FacJsonValue data);

/* Of a line: @item has the product too. */
extern const FacSchema fac_complement_iedu_schema;
char *fac_complement_iedu_build (FacJsonValue data);
extern const FacSchema fac_complement_hidrocarburos_schema;
char *fac_complement_hidrocarburos_build (FacJsonValue data, FacJsonValue item);
/** fac_complement_hidrocarburos_key: ClaveHYP as given, else what the product's key says. Returns: (nullable) */
const char *fac_complement_hidrocarburos_key (FacJsonValue data, FacJsonValue item);

/* Of a retention: @input is the whole request; what the data leave out comes from its totals. */
extern const FacSchema fac_complement_plataformas_schema;
char *fac_complement_plataformas_build (FacJsonValue data, FacJsonValue input);

G_END_DECLS
