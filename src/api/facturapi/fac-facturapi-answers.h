/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-facturapi-mapping.h"

G_BEGIN_DECLS

/** FacFacturapiCall: what the network thread must know to write a request and to read its answer. */
typedef struct
{
  FacEntity      entity;
  FacFileFormat  format;
  char          *remote_id;
  char          *base_url;
  gboolean       livemode;
  FacRemoteItem *item; /* (nullable): what is sent, shared with the caller and not changed */
  char          *idempotency_key;
  char         **addresses; /* (nullable): of an e-mail */
  int            year;      /* 0, or of the month asked for */
  int            month;
  gboolean       update;
  char          *address; /* (nullable): who gets an edit link */
  char          *tax_id;  /* (nullable): the RFC that is asked about */
} FacFacturapiCall;

/** fac_facturapi_call_new: a call about an object; @remote_id is (nullable) and copied. Returns: (transfer full) */
FacFacturapiCall *fac_facturapi_call_new  (FacEntity entity, const char *remote_id);
/** fac_facturapi_call_free: frees it with all it owns. */
void              fac_facturapi_call_free (FacFacturapiCall *self);
/** fac_facturapi_call_for: sends @item. Returns: (transfer full) */
FacFacturapiCall *fac_facturapi_call_for  (FacRemoteItem *item, const char *idempotency_key, gboolean update);
/** fac_facturapi_call_body: #FacHttpWrite. */
GBytes           *fac_facturapi_call_body (gpointer data);

/** Readers of answers: #FacHttpParse with a #FacFacturapiCall. */
/** fac_facturapi_answer_check: the organization must be readable. Returns: GINT_TO_POINTER (TRUE), %NULL with @error */
gpointer fac_facturapi_answer_check        (const FacHttpResponse *response, gpointer data, GError **error);
/** fac_facturapi_answer_organization: Returns: (transfer full) (nullable): a #FacOrganization */
gpointer fac_facturapi_answer_organization (const FacHttpResponse *response, gpointer data, GError **error);
/** fac_facturapi_answer_page: Returns: (transfer full) (nullable): a #FacRemotePage */
gpointer fac_facturapi_answer_page         (const FacHttpResponse *response, gpointer data, GError **error);
/** fac_facturapi_answer_item: Returns: (transfer full) (nullable): a #FacRemoteItem */
gpointer fac_facturapi_answer_item         (const FacHttpResponse *response, gpointer data, GError **error);
/** fac_facturapi_answer_removed: any success will do, with or without the object. */
gpointer fac_facturapi_answer_removed      (const FacHttpResponse *response, gpointer data, GError **error);
/** fac_facturapi_answer_done: any success. */
gpointer fac_facturapi_answer_done         (const FacHttpResponse *response, gpointer data, GError **error);
/** fac_facturapi_answer_file: Returns: (transfer full) (nullable): a #GBytes with the file */
gpointer fac_facturapi_answer_file         (const FacHttpResponse *response, gpointer data, GError **error);
/** fac_facturapi_answer_month: Returns: (transfer full) (nullable): a #FacRemoteMonth */
gpointer fac_facturapi_answer_month         (const FacHttpResponse *response, gpointer data, GError **error);
/** fac_facturapi_answer_validation: Returns: (transfer full) (nullable): a #FacTaxValidation */
gpointer fac_facturapi_answer_validation   (const FacHttpResponse *response, gpointer data, GError **error);
/** fac_facturapi_answer_tax_id: Returns: (transfer full) (nullable): a #FacTaxIdReport */
gpointer fac_facturapi_answer_tax_id       (const FacHttpResponse *response, gpointer data, GError **error);
/** fac_facturapi_answer_summary: Returns: (transfer full) (nullable): a #FacPaymentPart */
gpointer fac_facturapi_answer_summary      (const FacHttpResponse *response, gpointer data, GError **error);
/** fac_facturapi_answer_catalog: Returns: (transfer full) (nullable): a #GPtrArray of #FacCatalogEntry */
gpointer fac_facturapi_answer_catalog      (const FacHttpResponse *response, gpointer data, GError **error);

G_END_DECLS
