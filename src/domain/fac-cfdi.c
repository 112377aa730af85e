/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi.h"

#include "fac-fields.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (FacCfdi, fac_cfdi, fac_cfdi_ref, fac_cfdi_unref)

#define TEXT(Type, member) FAC_FIELD (Type, member, STRING, TRUE)

/* only what must be freed: a fiscal document is never compared, copied or serialised in this
 * form */
static const FacField fields[] = {
  TEXT (FacCfdi, version), TEXT (FacCfdi, serie), TEXT (FacCfdi, folio), TEXT (FacCfdi, fecha),
  TEXT (FacCfdi, sello), TEXT (FacCfdi, forma_pago), TEXT (FacCfdi, no_certificado),
  TEXT (FacCfdi, certificado), TEXT (FacCfdi, condiciones_de_pago), TEXT (FacCfdi, moneda),
  TEXT (FacCfdi, tipo_de_comprobante), TEXT (FacCfdi, exportacion), TEXT (FacCfdi, metodo_pago),
  TEXT (FacCfdi, lugar_expedicion), TEXT (FacCfdi, confirmacion), TEXT (FacCfdi, periodicidad),
  TEXT (FacCfdi, meses), TEXT (FacCfdi, anio), TEXT (FacCfdi, emisor_rfc),
  TEXT (FacCfdi, emisor_nombre), TEXT (FacCfdi, emisor_regimen_fiscal),
  TEXT (FacCfdi, emisor_fac_atr_adquirente), TEXT (FacCfdi, receptor_rfc),
  TEXT (FacCfdi, receptor_nombre), TEXT (FacCfdi, receptor_domicilio_fiscal),
  TEXT (FacCfdi, receptor_residencia_fiscal), TEXT (FacCfdi, receptor_num_reg_id_trib),
  TEXT (FacCfdi, receptor_regimen_fiscal), TEXT (FacCfdi, receptor_uso_cfdi),
  TEXT (FacCfdi, complemento), TEXT (FacCfdi, addenda),
};

static const FacField concepto_fields[] = {
  TEXT (FacCfdiConcepto, clave_prod_serv), TEXT (FacCfdiConcepto, no_identificacion),
  TEXT (FacCfdiConcepto, clave_unidad), TEXT (FacCfdiConcepto, unidad),
  TEXT (FacCfdiConcepto, descripcion), TEXT (FacCfdiConcepto, objeto_imp),
  TEXT (FacCfdiConcepto, tercero_rfc), TEXT (FacCfdiConcepto, tercero_nombre),
  TEXT (FacCfdiConcepto, tercero_regimen), TEXT (FacCfdiConcepto, tercero_domicilio),
  FAC_FIELD (FacCfdiConcepto, informacion_aduanera, STRV, TRUE),
  FAC_FIELD (FacCfdiConcepto, cuenta_predial, STRV, TRUE),
  TEXT (FacCfdiConcepto, complemento),
};

static const FacField parte_fields[] = {
  TEXT (FacCfdiParte, clave_prod_serv), TEXT (FacCfdiParte, no_identificacion),
  TEXT (FacCfdiParte, unidad), TEXT (FacCfdiParte, descripcion),
  FAC_FIELD (FacCfdiParte, informacion_aduanera, STRV, TRUE),
};

static const FacField relacion_fields[] = {
  TEXT (FacCfdiRelacion, tipo_relacion),
  FAC_FIELD (FacCfdiRelacion, uuids, STRV, TRUE),
};

static const FacField espacio_fields[] = {
  TEXT (FacCfdiEspacio, prefijo), TEXT (FacCfdiEspacio, uri), TEXT (FacCfdiEspacio, esquema),
};

static const FacField timbre_fields[] = {
  TEXT (FacCfdiTimbre, uuid), TEXT (FacCfdiTimbre, fecha_timbrado),
  TEXT (FacCfdiTimbre, rfc_prov_certif), TEXT (FacCfdiTimbre, leyenda),
  TEXT (FacCfdiTimbre, sello_cfd), TEXT (FacCfdiTimbre, no_certificado_sat),
  TEXT (FacCfdiTimbre, sello_sat),
};

static void
clear (gpointer data)
{
  FacCfdi *self = data;

  fac_fields_clear (fields, G_N_ELEMENTS (fields), self);
  g_clear_pointer (&self->relacionados, g_ptr_array_unref);
  g_clear_pointer (&self->conceptos, g_ptr_array_unref);
  g_clear_pointer (&self->impuestos, g_array_unref);
  g_clear_pointer (&self->locales, g_ptr_array_unref);
  g_clear_pointer (&self->espacios, g_ptr_array_unref);
  g_clear_pointer (&self->timbre, fac_cfdi_timbre_free);
}

FacCfdi *
fac_cfdi_new (void)
{
  FacCfdi *self = g_atomic_rc_box_new0 (FacCfdi);

  self->relacionados = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_cfdi_relacion_free);
  self->conceptos = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_cfdi_concepto_free);
  self->impuestos = g_array_new (FALSE, TRUE, sizeof (FacCfdiTax));
  self->locales = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_cfdi_local_tax_free);
  self->espacios = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_cfdi_espacio_free);
  return self;
}

FacCfdi *
fac_cfdi_ref (FacCfdi *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
fac_cfdi_unref (FacCfdi *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

FacCfdiConcepto *
fac_cfdi_concepto_new (void)
{
  return g_new0 (FacCfdiConcepto, 1);
}

void
fac_cfdi_concepto_free (FacCfdiConcepto *self)
{
  if (self == NULL)
    return;
  fac_fields_clear (concepto_fields, G_N_ELEMENTS (concepto_fields), self);
  g_clear_pointer (&self->taxes, g_array_unref);
  g_clear_pointer (&self->partes, g_ptr_array_unref);
  g_free (self);
}

FacCfdiParte *
fac_cfdi_parte_new (void)
{
  return g_new0 (FacCfdiParte, 1);
}

void
fac_cfdi_parte_free (FacCfdiParte *self)
{
  if (self == NULL)
    return;
  fac_fields_clear (parte_fields, G_N_ELEMENTS (parte_fields), self);
  g_free (self);
}

FacCfdiRelacion *
fac_cfdi_relacion_new (void)
{
  return g_new0 (FacCfdiRelacion, 1);
}

void
fac_cfdi_relacion_free (FacCfdiRelacion *self)
{
  if (self == NULL)
    return;
  fac_fields_clear (relacion_fields, G_N_ELEMENTS (relacion_fields), self);
  g_free (self);
}

FacCfdiLocalTax *
fac_cfdi_local_tax_new (void)
{
  return g_new0 (FacCfdiLocalTax, 1);
}

void
fac_cfdi_local_tax_free (FacCfdiLocalTax *self)
{
  if (self == NULL)
    return;
  g_free (self->nombre);
  g_free (self);
}

FacCfdiEspacio *
fac_cfdi_espacio_new (void)
{
  return g_new0 (FacCfdiEspacio, 1);
}

void
fac_cfdi_espacio_free (FacCfdiEspacio *self)
{
  if (self == NULL)
    return;
  fac_fields_clear (espacio_fields, G_N_ELEMENTS (espacio_fields), self);
  g_free (self);
}

FacCfdiTimbre *
fac_cfdi_timbre_new (void)
{
  return g_new0 (FacCfdiTimbre, 1);
}

void
fac_cfdi_timbre_free (FacCfdiTimbre *self)
{
  if (self == NULL)
    return;
  fac_fields_clear (timbre_fields, G_N_ELEMENTS (timbre_fields), self);
  g_free (self);
}

static void
append_rfc (GString *text, const char *key, const char *rfc)
{
  g_string_append_printf (text, "&%s=", key);
  for (; rfc != NULL && *rfc != '\0'; rfc++)
    {
      if (*rfc == '&')
        g_string_append (text, "&amp;");
      else
        g_string_append_c (text, *rfc);
    }
}

char *
fac_cfdi_qr_text (const FacCfdi *self)
{
  g_autofree char *total = NULL;
  gsize length;
  GString *text;

  if (self->timbre == NULL || self->timbre->uuid == NULL || self->sello == NULL)
    return NULL;
  total = fac_decimal_to_string (fac_decimal_trim (fac_decimal_round (self->total, 6,
                                                                      FAC_ROUND_HALF_UP), 1));
  length = strlen (self->sello);
  text = g_string_new ("https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx?id=");
  g_string_append (text, self->timbre->uuid);
  append_rfc (text, "re", self->emisor_rfc);
  append_rfc (text, "rr", self->receptor_rfc);
  g_string_append_printf (text, "&tt=%s&fe=%s", total, self->sello + (length > 8 ? length - 8 : 0));
  return g_string_free (text, FALSE);
}
