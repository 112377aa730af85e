/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-check.h"
#include "fac-sat-codes.h"

#include <stdlib.h>
#include <string.h>

/* The SAT's matrix of CFDI 4.0 (2024-12) and the PAC's own codes. Sorted. */
static const FacSatCode codes[] = {
  { "301", NULL,
    "La estructura del comprobante no cumple el esquema del SAT." },
  { "302", NULL,
    "El sello del emisor es inválido." },
  { "305", "date",
    "La fecha de la factura queda fuera de la vigencia del CSD." },
  { "401", "date",
    "Pasaron más de 72 horas desde la fecha del comprobante (o está en el futuro)." },
  { "CFDI40101", "date",
    "La fecha de expedición está mal escrita o no es la hora local del lugar donde se expide." },
  { "CFDI40102", NULL,
    "El sello no corresponde al contenido del comprobante." },
  { "CFDI40103", "payment_form",
    "Los traslados, nóminas y recibos de pago no llevan forma de pago." },
  { "CFDI40104", "payment_form",
    "La forma de pago no existe en la lista del SAT." },
  { "CFDI40105", "payment_form",
    "Una factura a crédito (PPD) debe llevar forma de pago 99 «Por definir»." },
  { "CFDI40106", NULL,
    "El certificado con el que se selló no es válido." },
  { "CFDI40107", "items",
    "El subtotal trae más decimales de los que admite la moneda." },
  { "CFDI40108", "items",
    "El subtotal no es la suma redondeada de los importes de los conceptos." },
  { "CFDI40109", "items",
    "En traslados y recibos de pago el subtotal debe ser cero." },
  { "CFDI40110", "items[].discount",
    "El descuento total es mayor que el subtotal." },
  { "CFDI40111", "items[].discount",
    "El descuento general no coincide con los descuentos de los conceptos o el tipo de "
    "comprobante no lo admite." },
  { "CFDI40112", "items[].discount",
    "El descuento trae más decimales de los que admite la moneda." },
  { "CFDI40113", "currency",
    "La moneda no existe en la lista del SAT." },
  { "CFDI40114", "exchange",
    "En pesos mexicanos el tipo de cambio sólo puede ser 1." },
  { "CFDI40115", "exchange",
    "Falta el tipo de cambio de la moneda extranjera." },
  { "CFDI40116", "exchange",
    "Con moneda XXX no se permite tipo de cambio." },
  { "CFDI40117", "exchange",
    "El tipo de cambio está mal escrito (hasta 6 decimales)." },
  { "CFDI40118", "exchange",
    "El tipo de cambio se aleja demasiado del oficial y exige clave de confirmación del PAC." },
  { "CFDI40119", "items",
    "El total no es subtotal menos descuentos más impuestos trasladados menos retenidos." },
  { "CFDI40120", "items",
    "El total supera el límite del SAT y exige clave de confirmación del PAC." },
  { "CFDI40121", "type",
    "El tipo de comprobante no existe en la lista del SAT." },
  { "CFDI40122", "export",
    "Se indicó exportación definitiva (02) pero falta el complemento de Comercio Exterior." },
  { "CFDI40123", "export",
    "La clave de exportación no existe en la lista del SAT." },
  { "CFDI40124", "payment_method",
    "El método de pago no existe en la lista del SAT (PUE o PPD)." },
  { "CFDI40125", "payment_method",
    "Los traslados y recibos de pago no llevan método de pago." },
  { "CFDI40126", "address.zip",
    "El código postal de expedición no existe en la lista del SAT." },
  { "CFDI40127", NULL,
    "Se puso clave de confirmación y no hacía falta." },
  { "CFDI40128", NULL,
    "La clave de confirmación no es válida." },
  { "CFDI40129", NULL,
    "La clave de confirmación ya se usó en otro comprobante." },
  { "CFDI40130", "global",
    "Una factura a PUBLICO EN GENERAL con XAXX010101000 exige el periodo de la factura "
    "global." },
  { "CFDI40131", "global.periodicity",
    "La periodicidad no existe en la lista del SAT." },
  { "CFDI40132", "global.periodicity",
    "La periodicidad bimestral sólo la puede usar quien tributa en el régimen 621 "
    "(Incorporación Fiscal)." },
  { "CFDI40133", "global.months",
    "El mes no existe en la lista del SAT." },
  { "CFDI40134", "global.months",
    "Si la periodicidad no es bimestral, el mes debe ir de 01 a 12." },
  { "CFDI40135", "global.months",
    "Si la periodicidad es bimestral, el mes debe ser un bimestre (13 a 18)." },
  { "CFDI40136", "global.year",
    "El año no es el actual ni uno de los cinco anteriores." },
  { "CFDI40137", "related_documents[].relationship",
    "El tipo de relación no existe en la lista del SAT." },
  { "CFDI40138", NULL,
    "El nombre de su empresa no aparece en el padrón del SAT." },
  { "CFDI40139", NULL,
    "El nombre de su empresa no corresponde a su RFC en el SAT." },
  { "CFDI40140", NULL,
    "Su régimen fiscal no existe en la lista del SAT." },
  { "CFDI40141", NULL,
    "Su régimen fiscal no corresponde a su tipo de persona (física o moral)." },
  { "CFDI40142", NULL,
    "El número de operación de factura por medio del adquirente no es válido." },
  { "CFDI40143", "customer.tax_id",
    "El RFC del cliente no existe o está cancelado en el SAT." },
  { "CFDI40144", "customer.legal_name",
    "El nombre del cliente no aparece en el padrón del SAT." },
  { "CFDI40145", "customer.legal_name",
    "El nombre del cliente no corresponde a su RFC en el SAT." },
  { "CFDI40146", "customer.tax_id",
    "El nombre PUBLICO EN GENERAL sólo va con el RFC genérico XAXX010101000." },
  { "CFDI40147", "customer.address.zip",
    "El código postal fiscal del cliente no aparece en el padrón del SAT." },
  { "CFDI40148", "customer.address.zip",
    "El código postal fiscal no es el que el SAT tiene para el RFC del cliente." },
  { "CFDI40149", "customer.address.zip",
    "Con RFC genérico, el código postal del cliente debe ser el de su lugar de expedición." },
  { "CFDI40150", "customer.address.country",
    "El país de residencia no existe en la lista del SAT." },
  { "CFDI40151", "customer.address.country",
    "Un cliente con RFC mexicano no lleva país de residencia." },
  { "CFDI40152", "customer.address.country",
    "El país de residencia no puede ser México." },
  { "CFDI40153", "customer.address.country",
    "Falta el país de residencia del cliente extranjero." },
  { "CFDI40154", "customer.tax_id",
    "Un cliente con RFC mexicano no lleva número de identificación fiscal extranjero." },
  { "CFDI40155", "customer.tax_id",
    "En exportación falta el número de identificación fiscal del cliente extranjero." },
  { "CFDI40156", "customer.tax_id",
    "El identificador fiscal extranjero no tiene el formato de ese país." },
  { "CFDI40157", "customer.tax_system",
    "El régimen fiscal del cliente no existe en la lista del SAT." },
  { "CFDI40158", "customer.tax_system",
    "El régimen fiscal del cliente no corresponde a su tipo de persona." },
  { "CFDI40159", "customer.tax_system",
    "Con RFC genérico el régimen del cliente debe ser 616 «Sin obligaciones fiscales»." },
  { "CFDI40160", "use",
    "El uso de CFDI no existe en la lista del SAT." },
  { "CFDI40161", "use",
    "El uso de CFDI no es compatible con el régimen o tipo de persona del cliente." },
  { "CFDI40162", "items[].product.product_key",
    "La clave de producto o servicio no existe en la lista del SAT." },
  { "CFDI40163", "items[].product.product_key",
    "Esa clave de producto exige un complemento que falta." },
  { "CFDI40164", "items[].product.taxes",
    "Esa clave de producto exige un impuesto que no se declaró." },
  { "CFDI40165", "items[].product.unit_key",
    "La clave de unidad no existe en la lista del SAT." },
  { "CFDI40166", "items[].product.price",
    "El precio unitario debe ser mayor que cero." },
  { "CFDI40167", "items[].quantity",
    "El importe del concepto no coincide con cantidad por precio." },
  { "CFDI40168", "items[].discount",
    "El descuento del concepto tiene más decimales que su importe." },
  { "CFDI40169", "items[].discount",
    "El descuento es mayor que el importe del concepto." },
  { "CFDI40170", "items[].product.taxability",
    "La clave «objeto de impuesto» no existe en la lista del SAT." },
  { "CFDI40171", "items[].product.taxability",
    "Se marcó «sí objeto de impuesto» (02) pero el concepto no tiene impuestos." },
  { "CFDI40172", "items[].product.taxability",
    "Se marcó una opción sin desglose (01, 03, 04 o 05) y el concepto trae impuestos." },
  { "CFDI40173", "items[].product.taxes",
    "El apartado de impuestos del concepto está vacío." },
  { "CFDI40174", "items[].product.taxes",
    "La base del impuesto trasladado debe ser mayor que cero." },
  { "CFDI40175", "items[].product.taxes[].type",
    "El impuesto trasladado no existe en la lista del SAT." },
  { "CFDI40176", "items[].product.taxes[].factor",
    "El tipo de factor (tasa, cuota o exento) no existe en la lista del SAT." },
  { "CFDI40177", "items[].product.taxes[].rate",
    "Un impuesto exento no lleva tasa ni importe." },
  { "CFDI40178", "items[].product.taxes[].rate",
    "Un impuesto con tasa o cuota debe llevar tasa e importe." },
  { "CFDI40179", "items[].product.taxes[].rate",
    "La tasa no está permitida para ese impuesto." },
  { "CFDI40180", "items[].product.taxes",
    "El importe del impuesto trasladado no coincide con base por tasa." },
  { "CFDI40181", "items[].product.taxes",
    "La base de la retención debe ser mayor que cero." },
  { "CFDI40182", "items[].product.taxes[].type",
    "El impuesto retenido no existe en la lista del SAT." },
  { "CFDI40183", "items[].product.taxes[].factor",
    "El tipo de factor de la retención no existe en la lista del SAT." },
  { "CFDI40184", "items[].product.taxes[].factor",
    "Una retención no puede ser exenta." },
  { "CFDI40185", "items[].product.taxes[].rate",
    "La tasa de retención no está permitida." },
  { "CFDI40186", "items[].product.taxes",
    "El importe retenido no coincide con base por tasa." },
  { "CFDI40187", "items[].third_party.tax_id",
    "El RFC del tercero no está en la lista de contribuyentes obligados." },
  { "CFDI40188", "items[].third_party.tax_id",
    "El RFC del tercero no puede ser el suyo ni el del cliente." },
  { "CFDI40189", "items[].third_party.legal_name",
    "El nombre del tercero no aparece en el padrón del SAT." },
  { "CFDI40190", "items[].third_party.legal_name",
    "El nombre del tercero no corresponde a su RFC." },
  { "CFDI40191", "items[].third_party.tax_system",
    "El régimen del tercero no existe en la lista del SAT." },
  { "CFDI40192", "items[].third_party.zip",
    "El código postal del tercero no aparece en el padrón del SAT." },
  { "CFDI40193", "items[].third_party.zip",
    "El código postal del tercero no corresponde a su RFC." },
  { "CFDI40194", "items[].customs_keys",
    "El número de pedimento no es válido." },
  { "CFDI40195", "items[].customs_keys",
    "Con Comercio Exterior no se pone pedimento en el concepto." },
  { "CFDI40196", "items[].parts[].product_key",
    "La clave de producto de una parte no existe en la lista del SAT." },
  { "CFDI40197", "items[].parts[].unit_price",
    "El precio de la parte debe ser mayor que cero." },
  { "CFDI40198", "items[].parts",
    "El importe de la parte no coincide con cantidad por precio." },
  { "CFDI40199", "items[].parts[].customs_keys",
    "El número de pedimento de la parte no es válido." },
  { "CFDI40200", "items[].parts[].customs_keys",
    "Con Comercio Exterior no se pone pedimento en las partes." },
  { "CFDI40201", NULL,
    "Los traslados y recibos de pago no llevan resumen de impuestos." },
  { "CFDI40202", NULL,
    "El total retenido tiene demasiados decimales." },
  { "CFDI40203", NULL,
    "El total retenido no es la suma de las retenciones." },
  { "CFDI40204", NULL,
    "El total trasladado tiene demasiados decimales." },
  { "CFDI40205", NULL,
    "El total trasladado no es la suma de los traslados." },
  { "CFDI40206", NULL,
    "Hay retenciones y falta su total." },
  { "CFDI40207", NULL,
    "Un impuesto retenido del resumen no existe en la lista del SAT." },
  { "CFDI40208", NULL,
    "El resumen repite el mismo impuesto retenido." },
  { "CFDI40209", NULL,
    "Hay retenciones y falta su total." },
  { "CFDI40210", NULL,
    "El importe retenido del resumen tiene demasiados decimales." },
  { "CFDI40211", NULL,
    "El importe retenido del resumen no es la suma redondeada de los conceptos." },
  { "CFDI40212", NULL,
    "Hay impuestos trasladados y falta su total." },
  { "CFDI40213", NULL,
    "Con sólo conceptos exentos, el resumen lleva únicamente base, impuesto y factor." },
  { "CFDI40214", NULL,
    "La base del resumen tiene demasiados decimales." },
  { "CFDI40215", NULL,
    "La base del resumen no es la suma redondeada de las bases de los conceptos." },
  { "CFDI40216", NULL,
    "La base exenta del resumen no es la suma de las bases de los conceptos." },
  { "CFDI40217", NULL,
    "Un impuesto trasladado del resumen no existe en la lista del SAT." },
  { "CFDI40218", NULL,
    "El resumen repite la misma combinación de impuesto, factor y tasa." },
  { "CFDI40219", NULL,
    "La tasa del resumen no está permitida para ese impuesto." },
  { "CFDI40220", NULL,
    "El impuesto del resumen tiene demasiados decimales." },
  { "CFDI40221", NULL,
    "El impuesto del resumen no es la suma redondeada de los impuestos de los conceptos." },
  { "CFDI40222", "export",
    "Con exportación 01 o 03 no debe ir el complemento de Comercio Exterior." },
  { "CFDI40223", "items[].third_party.tax_system",
    "Con el tercero extranjero EXT990101NI1 el régimen debe ser 616." },
  { "CFDI40224", "items[].product.taxes",
    "Su registro RESICO indica que no debe haber retención de ISR en esta factura a persona "
    "moral." },
  { "CFDI40225", "items[].product.taxes",
    "Como persona física RESICO, una factura a persona moral debe retener ISR de 1.25 %." },
  { "CFDI40226", "items[].product.taxability",
    "Con objeto de impuesto 06 u 08 no se permiten IVA ni IEPS en el concepto." },
  { "CFDI40227", "items[].product.taxability",
    "Con objeto de impuesto 07 no va IVA y debe ir IEPS trasladado." },
  { "CFDI40999", NULL,
    "El SAT rechazó el comprobante sin clasificar el motivo." },
};

static int
compare_code (const void *key, const void *element)
{
  return strcmp (key, ((const FacSatCode *) element)->code);
}

static const FacSatCode *
find_code (const char *code)
{
  const struct { const FacSatCode *codes; gsize n_codes; } tables[] = {
    { codes, G_N_ELEMENTS (codes) },
    { fac_sat_codes_pagos, fac_sat_n_codes_pagos },
    { fac_sat_codes_nomina, fac_sat_n_codes_nomina },
    { fac_sat_codes_carta_porte, fac_sat_n_codes_carta_porte },
    { fac_sat_codes_comercio_exterior, fac_sat_n_codes_comercio_exterior },
    { fac_sat_codes_retenciones, fac_sat_n_codes_retenciones },
  };
  const FacSatCode *found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (tables) && found == NULL; i++)
    found = bsearch (code, tables[i].codes, tables[i].n_codes, sizeof codes[0], compare_code);
  return found;
}

const char *
fac_sat_message (const char *code)
{
  const FacSatCode *entry = find_code (code);

  return entry != NULL ? entry->message : "El SAT rechazó el comprobante.";
}

const char *
fac_sat_finding_text (const FacSatFinding *finding)
{
  return finding->text != NULL ? finding->text : fac_sat_message (finding->code);
}

const char *
fac_sat_source (const char *code)
{
  return g_ascii_isalpha (code[0]) ? "sat" : "pac";
}

/* Which complement it is, which tax of a line or of a document, the matrices do not say: there is
 * one complement of a kind, and a path ends at the line or document. */
char *
fac_sat_path (const FacSatFinding *finding)
{
  const FacSatCode *entry = find_code (finding->code);
  const int of_line[] = { finding->line, -1, -1 };
  const int of_payment[] = { 0, finding->line, finding->inner };
  GString *path;
  const int *index;

  if (finding->path != NULL)
    return g_strdup (finding->path);
  if (entry == NULL || entry->path == NULL)
    return NULL;
  index = g_str_has_prefix (entry->path, "complements") ? of_payment : of_line;
  path = g_string_new (NULL);
  for (const char *rest = entry->path; *rest != '\0'; rest++)
    {
      if (!g_str_has_prefix (rest, "[]"))
        {
          g_string_append_c (path, *rest);
          continue;
        }
      if (*index < 0)
        break;
      g_string_append_printf (path, ".%d", *index++);
      rest++;
    }
  return g_string_free (path, FALSE);
}
