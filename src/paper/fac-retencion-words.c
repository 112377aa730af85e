/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-retencion-words.h"

/* The SAT's names of CveRetenc, from 01 on. */
static const char *const kinds[] = {
  "Servicios profesionales",
  "Regalías por derechos de autor",
  "Autotransporte terrestre de carga",
  "Servicios prestados por comisionistas",
  "Arrendamiento",
  "Enajenación de acciones",
  "Enajenación de bienes objeto de la LIEPS, a través de mediadores, agentes, representantes, "
  "corredores, consignatarios o distribuidores",
  "Enajenación de bienes inmuebles consignada en escritura pública",
  "Enajenación de otros bienes, no consignada en escritura pública",
  "Adquisición de desperdicios industriales",
  "Adquisición de bienes consignada en escritura pública",
  "Adquisición de otros bienes, no consignada en escritura pública",
  "Otros retiros de AFORE",
  "Dividendos o utilidades distribuidas",
  "Remanente distribuible",
  "Intereses",
  "Arrendamiento en fideicomiso",
  "Pagos realizados a favor de residentes en el extranjero",
  "Enajenación de acciones u operaciones en bolsa de valores",
  "Obtención de premios",
  "Fideicomisos que no realizan actividades empresariales",
  "Planes personales de retiro",
  "Intereses reales deducibles por créditos hipotecarios",
  "Operaciones financieras derivadas de capital",
  "Otro tipo de retenciones",
  "Servicios mediante Plataformas Tecnológicas",
  "Sector financiero",
  "Pagos y retenciones a contribuyentes del RIF",
};

static const char *const months[] = {
  "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
  "octubre", "noviembre", "diciembre",
};

char *
fac_retencion_kind_text (const char *key)
{
  const gint64 nth = key != NULL ? g_ascii_strtoll (key, NULL, 10) : 0;

  if (nth < 1 || nth > (gint64) G_N_ELEMENTS (kinds))
    return g_strdup (key);
  return g_strdup_printf ("%s %s", key, kinds[nth - 1]);
}

char *
fac_retencion_period_text (gint64 first, gint64 last, const char *year)
{
  if (first < 1 || first > 12 || last < 1 || last > 12)
    return NULL;
  if (first == last)
    return g_strdup_printf ("%s de %s", months[first - 1], year);
  return g_strdup_printf ("%s a %s de %s", months[first - 1], months[last - 1], year);
}
