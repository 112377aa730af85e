/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-certificate.h"
#include "fac-cfdi.h"

G_BEGIN_DECLS

/** FacRetencionImpuesto: one ImpRetenidos. @impuesto: "001", "002" or %NULL */
typedef struct
{
  gboolean   has_base;
  FacDecimal base;
  char      *impuesto;
  FacDecimal monto;
  char      *tipo_pago;
} FacRetencionImpuesto;

/**
 * FacRetencion: a Retenciones 2.0 as its XML states it, in the SAT's own names. Nothing here computes.
 * @num_reg_id_trib: of a receiver abroad, who has no RFC; @extranjero says which of the two it is
 * @complemento, @addenda: (nullable): XML of their children, which declares its own namespaces
 * @espacios: (element-type FacCfdiEspacio): declared on the root besides
 */
typedef struct
{
  char          *folio_int, *fecha_exp, *lugar_exp_retenc, *cve_retenc, *desc_retenc;
  char          *no_certificado, *certificado, *sello;
  char          *emisor_rfc, *emisor_nombre, *emisor_regimen_fiscal;
  gboolean       extranjero;
  char          *receptor_rfc, *receptor_nombre, *receptor_domicilio_fiscal, *num_reg_id_trib;
  int            mes_ini, mes_fin, ejercicio;
  FacDecimal     monto_tot_operacion, monto_tot_grav, monto_tot_exent, monto_tot_ret;
  GPtrArray     *impuestos; /* (element-type FacRetencionImpuesto) */
  char          *complemento;
  char          *addenda;
  GPtrArray     *espacios;
  FacCfdiTimbre *timbre;    /* (nullable) */
} FacRetencion;

/** fac_retencion_new: empty lists and nothing else. Returns: (transfer full) */
FacRetencion         *fac_retencion_new  (void);
/** fac_retencion_free: frees it with all it owns. */
void                  fac_retencion_free (FacRetencion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacRetencion, fac_retencion_free)
/** fac_retencion_add: one more, empty ImpRetenidos. Returns: (transfer none) */
FacRetencionImpuesto *fac_retencion_add  (FacRetencion *self);

/** fac_retencion_write: Retenciones 2.0 XML with whatever of seal and timbre is set. Errors: FAC_ERROR_INVALID when a
 * text cannot stand in XML, or the complement is none. Returns: (transfer full) (nullable) */
GBytes  *fac_retencion_write (const FacRetencion *self, GError **error);
/** fac_retencion_seal: sets no_certificado, certificado and sello from @csd. */
gboolean fac_retencion_seal  (FacRetencion *self, FacCertificate *csd, GError **error);
/** fac_retencion_stamp: sets the timbre, sealed by the PAC's certificate. */
gboolean fac_retencion_stamp (FacRetencion *self, FacCertificate *pac, const char *uuid, const char *fecha_timbrado,
                              const char *rfc_prov_certif, GError **error);
/** fac_retencion_source: the root element of any Retenciones as text in UTF-8, for its paper. @timbre: (out) (transfer
 * full) (nullable). Errors: FAC_ERROR_INVALID, _TOO_LARGE. Returns: (transfer full) (nullable) */
char    *fac_retencion_source (GBytes *xml, FacCfdiTimbre **timbre, GError **error);
/** fac_retencion_qr_text: address of the SAT's page about @self, stamped. Returns: (transfer full) */
char    *fac_retencion_qr_text (const FacRetencion *self);

G_END_DECLS
