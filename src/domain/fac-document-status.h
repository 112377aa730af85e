/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** FacDocumentStatus: design/sync.md invariant 8; the values are stored and never change. */
typedef enum
{
  FAC_STATUS_BORRADOR       = 0, /* draft */
  FAC_STATUS_EN_COLA        = 1, /* only here: stamping was asked for and waits */
  FAC_STATUS_ENVIANDOSE     = 2, /* only here: its request has left */
  FAC_STATUS_EN_PROCESO     = 3, /* pending at the service or SAT */
  FAC_STATUS_TIMBRADA       = 4, /* valid */
  FAC_STATUS_NO_TIMBRADA    = 5, /* refused; an editable draft again */
  FAC_STATUS_EN_CANCELACION = 6, /* valid with a cancellation pending or verifying */
  FAC_STATUS_CANCELADA      = 7  /* canceled */
} FacDocumentStatus;

#define FAC_DOCUMENT_N_STATUSES 8
#define FAC_TYPE_DOCUMENT_STATUS (fac_document_status_get_type ())
GType fac_document_status_get_type (void);

/** fac_document_status_from_api: "draft", "pending", "valid", "canceled", "failed" with the cancellation status
 * ("none", "pending", "verifying", …; %NULL is none). Returns: %FALSE for unknown words */
gboolean fac_document_status_from_api (const char *status, const char *cancellation, FacDocumentStatus *out);
/** fac_document_status_may_become: the table of legal moves. */
gboolean fac_document_status_may_become (FacDocumentStatus from, FacDocumentStatus to);
/** fac_document_status_is_editable: borrador and no timbrada. */
gboolean fac_document_status_is_editable (FacDocumentStatus status);
/** fac_document_status_is_issued: a UUID exists: timbrada, en cancelación, cancelada. */
gboolean fac_document_status_is_issued (FacDocumentStatus status);
/** fac_document_status_nick: stable lower-case ASCII word ("en-cola") for CSS classes and settings. */
const char *fac_document_status_nick (FacDocumentStatus status);

G_END_DECLS
