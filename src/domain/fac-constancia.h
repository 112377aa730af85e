/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"

G_BEGIN_DECLS

/** FAC_CONSTANCIA_TEXT_MOST: bytes of text that are read; a constancia has some thousands. */
#define FAC_CONSTANCIA_TEXT_MOST (1024 * 1024)

/** FacConstanciaSystem: a régimen of a constancia. @text: as printed; @key: (nullable): its c_RegimenFiscal; @from,
 * @to: (nullable): ISO dates; it is in force when it has no @to. */
typedef struct
{
  char *text;
  char *key;
  char *from;
  char *to;
} FacConstanciaSystem;

/**
 * FacConstancia: what the SAT's Constancia de Situación Fiscal says, as printed; %NULL where it is empty or says
 * nothing. Reference counted; not changed once shared. It can be edited by anyone: it fills a form, it proves nothing.
 * @name: without régimen de capital, which is @capital; @status: in the padrón; @issued: ISO date; @sealed_rfc: RFC in
 * the cadena original; @systems: (element-type FacConstanciaSystem): in the order of the document; @ends_known: %FALSE
 * when the column of their ends was lost on the way, as when copied from some viewers
 */
typedef struct
{
  char      *rfc;
  char      *curp;
  char      *name;
  char      *capital;
  char      *trade_name;
  char      *id_cif;
  char      *status;
  char      *issued;
  char      *sealed_rfc;
  char      *zip;
  char      *street_kind;
  char      *street;
  char      *exterior;
  char      *interior;
  char      *neighborhood;
  char      *city;
  char      *municipality;
  char      *state;
  char      *between;
  char      *and_street;
  char      *email;
  char      *phone;
  GPtrArray *systems;
  gboolean   ends_known;
} FacConstancia;

#define FAC_TYPE_CONSTANCIA (fac_constancia_get_type ())
GType          fac_constancia_get_type (void);
/** fac_constancia_ref: one more reference, on any thread. Returns: (transfer full) */
FacConstancia *fac_constancia_ref      (FacConstancia *self);
/** fac_constancia_unref: lets one reference go, on any thread; the last one frees it. */
void           fac_constancia_unref    (FacConstancia *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacConstancia, fac_constancia_unref)

/**
 * fac_constancia_read: reads the document's @text, in the order of its content or laid out as on paper, with joined
 * lines and without blanks as the PDF may give it. @catalog: (nullable): gives the keys of the régimen texts.
 * Returns: (transfer full) (nullable): %NULL with %FAC_ERROR_NOT_FOUND when there is no text at all (a scan),
 * %FAC_ERROR_INVALID when it is not a constancia or has no RFC, %FAC_ERROR_TOO_LARGE over %FAC_CONSTANCIA_TEXT_MOST
 */
FacConstancia *fac_constancia_read (const char *text, FacCatalogSource *catalog, GError **error);

/** fac_constancia_in_force: Returns: (transfer container) (element-type FacConstanciaSystem): those without an end */
GPtrArray *fac_constancia_in_force (const FacConstancia *self);
/** fac_constancia_is_active: whether the padrón has the person as ACTIVO or REACTIVADO. */
gboolean   fac_constancia_is_active (const FacConstancia *self);

G_END_DECLS
