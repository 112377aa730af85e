/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

G_BEGIN_DECLS

#define FAC_TYPE_OPERATION (fac_operation_get_type ())
G_DECLARE_FINAL_TYPE (FacOperation, fac_operation, FAC, OPERATION, GObject)

typedef enum
{
  FAC_OPERATION_CREATE = 1,
  FAC_OPERATION_UPDATE,
  FAC_OPERATION_DELETE,
  FAC_OPERATION_STAMP,
  FAC_OPERATION_CANCEL,
  FAC_OPERATION_EMAIL
} FacOperationVerb;
typedef enum
{
  FAC_OPERATION_WAITS,
  FAC_OPERATION_SENDING,
  FAC_OPERATION_RESOLVING,
  FAC_OPERATION_AT_SAT,
  FAC_OPERATION_REFUSED,
  FAC_OPERATION_PAUSED,
  FAC_OPERATION_BLOCKED,
  FAC_OPERATION_CONFLICT,
  FAC_OPERATION_UNKNOWN
} FacOperationState;

/** FacOperation: one row of the queue page in words. */
FacOperationVerb  fac_operation_get_verb   (FacOperation *self);
FacOperationState fac_operation_get_state  (FacOperation *self);
FacEntity         fac_operation_get_entity (FacOperation *self);
const char       *fac_operation_get_object_id (FacOperation *self);
const char       *fac_operation_get_title  (FacOperation *self); /* customer's or product's name */
gint64            fac_operation_get_created_at (FacOperation *self);
gint64            fac_operation_get_due_at (FacOperation *self);
int               fac_operation_get_attempts (FacOperation *self);
const char       *fac_operation_get_error_message (FacOperation *self);
const char       *fac_operation_get_error_code (FacOperation *self);
const char       *fac_operation_get_log_id (FacOperation *self);

/** fac_operation_get_needs: local id of the invoice whose stamp it waits for. Returns: (nullable) */
const char       *fac_operation_get_needs  (FacOperation *self);
/** fac_operation_get_blocker: what must be done before it. Returns: (transfer full) (nullable) */
FacOperation     *fac_operation_get_blocker (FacOperation *self);
/** fac_operation_get_document_type: the SAT's type of the document that is sent or stamped; 0: of none, or not known */
char              fac_operation_get_document_type (FacOperation *self);
/** fac_operation_describe_document: folio, total and lines of the invoice it is about; of an e-mail also to whom.
 * Returns: (transfer full) (nullable) */
char             *fac_operation_describe_document (FacOperation *self);

#define FAC_TYPE_OUTBOX_MODEL (fac_outbox_model_get_type ())
G_DECLARE_FINAL_TYPE (FacOutboxModel, fac_outbox_model, FAC, OUTBOX_MODEL, GObject)

/**
 * FacOutboxModel: a GListModel of FacOperation in queue order; follows changes.
 * Signal "failed" (const GError *error): what was asked for with retry or discard was not done.
 */
FacOutboxModel *fac_outbox_model_new (FacWorkspace *workspace);
void fac_outbox_model_retry   (FacOutboxModel *self, FacOperation *operation); /* NULL: all */
/** fac_outbox_model_take_as_sent: an e-mail of which nobody knows (FAC_OPERATION_UNKNOWN) was sent, says the person. */
void fac_outbox_model_take_as_sent (FacOutboxModel *self, FacOperation *operation);
void fac_outbox_model_discard (FacOutboxModel *self, FacOperation *operation);

G_END_DECLS
