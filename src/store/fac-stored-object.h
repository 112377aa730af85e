/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-customer-table.h"
#include "fac-document-table.h"
#include "fac-product-table.h"
#include "fac-query.h"

G_BEGIN_DECLS

/** FacStoredObject: a customer, product or document as stored, for what all of them have in common. */
typedef struct
{
  FacEntity          entity;
  const char        *id;
  const char        *remote_id;
  FacOfflineState    state;
  gboolean           wanted;
  FacDocumentStatus  status; /* documents */
  char              *title;
  GBytes            *payload; /* once asked for */
  FacCustomerRow    *customer;
  FacProductRow     *product;
  FacDocumentRow    *document;
} FacStoredObject;
/** fac_stored_object_free: frees it with all it owns. */
void fac_stored_object_free (FacStoredObject *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacStoredObject, fac_stored_object_free)

/** fac_stored_object_payload: the content without status and time of change. Returns: (nullable): %NULL: only the
 * service has it */
GBytes *fac_stored_object_payload (FacStoredObject *self);

/** Each returns %NULL without @error when there is none. */
/** fac_stored_object_load: by local id. Returns: (transfer full) (nullable): %NULL without @error when there is none */
FacStoredObject *fac_stored_object_load        (FacDb *db, FacEntity entity, const char *id, GError **error);
/** fac_stored_object_load_remote: by the service's id, likewise. */
FacStoredObject *fac_stored_object_load_remote (FacDb *db, FacEntity entity, const char *remote_id, GError **error);
/** fac_stored_object_need: as load; none, or one that was deleted, is FAC_STORE_ERROR_NOT_FOUND. */
FacStoredObject *fac_stored_object_need (FacDb *db, FacEntity entity, const char *id, GError **error);
/**
 * fac_stored_object_saved: what loading would give for @invoice once it is stored whole, without reading it back.
 * @content: its variant, of which the payload is made
 */
FacStoredObject *fac_stored_object_saved (FacInvoice *invoice, GVariant *content, FacOfflineState state,
                                          gboolean wanted);
/** fac_stored_object_set_state: as it was loaded, with another @state. */
gboolean fac_stored_object_set_state (FacDb *db, const FacStoredObject *self, FacOfflineState state, GError **error);
/** fac_stored_object_show: back from deleted: what it was before, as far as its base tells. @state: (out) (nullable) */
gboolean fac_stored_object_show      (FacDb *db, const FacStoredObject *self, FacOfflineState *state, GError **error);
/** fac_stored_object_remove: the object with its outbox rows, base and conflict. */
gboolean fac_stored_object_remove    (FacDb *db, FacEntity entity, const char *id, GError **error);

/** What is sent: bytes that depend only on what the person wrote. Returns: (transfer full) */
/** fac_customer_payload: Returns: (transfer full) */
GBytes *fac_customer_payload (const FacCustomer *customer);
/** fac_product_payload: Returns: (transfer full) */
GBytes *fac_product_payload  (const FacProduct *product);
/** fac_invoice_payload: Returns: (transfer full): without status and times */
GBytes *fac_invoice_payload  (const FacInvoice *invoice);
/** fac_stored_object_adopt: another row that a pull made for the same @remote_id joins object @id. */
gboolean fac_stored_object_adopt (FacDb *db, FacEntity entity, const char *id, const char *remote_id,
                                  GError **error);

G_END_DECLS
