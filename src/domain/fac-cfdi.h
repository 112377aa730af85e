/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-tax.h"

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * FacCfdi: a fiscal document as its XML states it, in the SAT's own names (cfdi.md §2): what `cfdi` reads, builds and
 * seals, what `paper` draws and what the sandbox issues. Text is as in the attribute, decimals keep their written
 * scale. Unlike FacInvoice it has no ids, no status and no rules: nothing here computes.
 */

/** FacCfdiTax: EXENTO writes neither tasa_o_cuota nor importe; a document level retention only impuesto and importe. */
typedef struct
{
  FacDecimal   base;
  FacTaxKind   impuesto;
  FacTaxFactor tipo_factor;
  FacDecimal   tasa_o_cuota;
  FacDecimal   importe;
  gboolean     retencion;
} FacCfdiTax;

typedef struct
{
  char       *clave_prod_serv;
  char       *no_identificacion;
  FacDecimal  cantidad;
  char       *clave_unidad;
  char       *unidad;
  char       *descripcion;
  FacDecimal  valor_unitario;
  FacDecimal  importe;
  gboolean    has_descuento;
  FacDecimal  descuento;
  char       *objeto_imp;
  GArray     *taxes;                /* (element-type FacCfdiTax) (nullable) */
  char       *tercero_rfc, *tercero_nombre, *tercero_regimen, *tercero_domicilio; /* ACuentaTerceros or NULL */
  char      **informacion_aduanera; /* NumeroPedimento (nullable) */
  char      **cuenta_predial;       /* Numero (nullable) */
  char       *complemento;          /* XML of ComplementoConcepto's children (nullable) */
  GPtrArray  *partes;               /* (element-type FacCfdiParte) (nullable) */
} FacCfdiConcepto;

typedef struct
{
  char       *clave_prod_serv;
  char       *no_identificacion;
  FacDecimal  cantidad;
  char       *unidad;
  char       *descripcion;
  gboolean    has_valor_unitario;
  FacDecimal  valor_unitario;
  FacDecimal  importe;
  char      **informacion_aduanera;
} FacCfdiParte;

typedef struct
{
  char  *tipo_relacion;
  char **uuids;
} FacCfdiRelacion;

typedef struct
{
  char       *nombre;
  gboolean    retencion;
  FacDecimal  tasa;
  FacDecimal  importe;
} FacCfdiLocalTax; /* implocal 1.0 */

typedef struct
{
  char *prefijo;
  char *uri;
  char *esquema; /* URL of its schema */
} FacCfdiEspacio; /* a namespace that the root declares for complements and addenda of others */

typedef struct
{
  char *uuid;
  char *fecha_timbrado; /* local, "2026-11-20T16:42:51" */
  char *rfc_prov_certif;
  char *leyenda;
  char *sello_cfd;
  char *no_certificado_sat;
  char *sello_sat;
} FacCfdiTimbre; /* TimbreFiscalDigital 1.1 */

typedef struct
{
  char       *version; /* "4.0" */
  char       *serie;
  char       *folio;
  char       *fecha; /* local time of lugar_expedicion, no zone */
  char       *sello;
  char       *forma_pago;
  char       *no_certificado;
  char       *certificado;
  char       *condiciones_de_pago;
  FacDecimal  sub_total;
  gboolean    has_descuento;
  FacDecimal  descuento;
  char       *moneda;
  gboolean    has_tipo_cambio;
  FacDecimal  tipo_cambio;
  FacDecimal  total;
  char       *tipo_de_comprobante; /* "I" … */
  char       *exportacion;
  char       *metodo_pago;
  char       *lugar_expedicion;
  char       *confirmacion;

  char       *periodicidad, *meses, *anio; /* InformacionGlobal or NULL */
  GPtrArray  *relacionados;                /* (element-type FacCfdiRelacion), never NULL */

  char       *emisor_rfc;
  char       *emisor_nombre;
  char       *emisor_regimen_fiscal;
  char       *emisor_fac_atr_adquirente;

  char       *receptor_rfc;
  char       *receptor_nombre;
  char       *receptor_domicilio_fiscal;
  char       *receptor_residencia_fiscal;
  char       *receptor_num_reg_id_trib;
  char       *receptor_regimen_fiscal;
  char       *receptor_uso_cfdi;

  GPtrArray  *conceptos;  /* (element-type FacCfdiConcepto), never NULL */
  GArray     *impuestos;  /* (element-type FacCfdiTax): document level, retentions first; never NULL */
  gboolean    has_total_retenidos;
  FacDecimal  total_retenidos;
  gboolean    has_total_trasladados;
  FacDecimal  total_trasladados;
  GPtrArray  *locales;    /* (element-type FacCfdiLocalTax), never NULL */
  GPtrArray  *espacios;   /* (element-type FacCfdiEspacio), never NULL; written, not read */

  char       *complemento; /* XML of other children of Complemento (nullable) */
  char       *addenda;     /* XML (nullable) */
  FacCfdiTimbre *timbre;   /* (nullable): NULL until stamped */
} FacCfdi;

#define FAC_TYPE_CFDI (fac_cfdi_get_type ())
GType    fac_cfdi_get_type (void);
/** fac_cfdi_new: empty lists and nothing else. Returns: (transfer full) */
FacCfdi *fac_cfdi_new   (void);
/** fac_cfdi_ref: one more reference, on any thread. Returns: (transfer full) */
FacCfdi *fac_cfdi_ref   (FacCfdi *self);
/** fac_cfdi_unref: lets one reference go, on any thread; the last one frees it. */
void     fac_cfdi_unref (FacCfdi *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacCfdi, fac_cfdi_unref)

/** fac_cfdi_concepto_new: empty; its lists are %NULL until they are needed. Returns: (transfer full) */
FacCfdiConcepto *fac_cfdi_concepto_new (void);
/** fac_cfdi_concepto_free: frees it with all it owns. */
void             fac_cfdi_concepto_free (FacCfdiConcepto *self);
/** fac_cfdi_parte_new: empty. Returns: (transfer full) */
FacCfdiParte    *fac_cfdi_parte_new (void);
/** fac_cfdi_parte_free: frees it with all it owns. */
void             fac_cfdi_parte_free (FacCfdiParte *self);
/** fac_cfdi_relacion_new: empty. Returns: (transfer full) */
FacCfdiRelacion *fac_cfdi_relacion_new (void);
/** fac_cfdi_relacion_free: frees it with all it owns. */
void             fac_cfdi_relacion_free (FacCfdiRelacion *self);
/** fac_cfdi_local_tax_new: empty. Returns: (transfer full) */
FacCfdiLocalTax *fac_cfdi_local_tax_new (void);
/** fac_cfdi_local_tax_free: frees it with all it owns. */
void             fac_cfdi_local_tax_free (FacCfdiLocalTax *self);
/** fac_cfdi_espacio_new: empty. Returns: (transfer full) */
FacCfdiEspacio  *fac_cfdi_espacio_new (void);
/** fac_cfdi_espacio_free: frees it with all it owns. */
void             fac_cfdi_espacio_free (FacCfdiEspacio *self);
/** fac_cfdi_timbre_new: empty. Returns: (transfer full) */
FacCfdiTimbre   *fac_cfdi_timbre_new (void);
/** fac_cfdi_timbre_free: frees it with all it owns. */
void             fac_cfdi_timbre_free (FacCfdiTimbre *self);

/** fac_cfdi_qr_text: the SAT's verification expression (cfdi.md §5), NULL without a timbre. Returns: (transfer full)
 * (nullable) */
char *fac_cfdi_qr_text (const FacCfdi *self);

G_END_DECLS
