/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-http-client.h"
#include "fac-json-writer.h"
#include "fac-json.h"
#include "fac-provider.h"

G_BEGIN_DECLS

/*
 * Facturapi's JSON and our values, field by field. Pure functions, used on the network thread. Writers send documented
 * fields only, since the service refuses others; with @update an emptied field is sent as null, since a PUT is partial.
 * Readers take null as absent and never fail: what cannot be read stays empty.
 */
/** fac_facturapi_write_customer: CustomerInput (API §3.3) as member @name, %NULL at the root or in an array. */
void fac_facturapi_write_customer (FacJsonWriter *json, const char *name, const FacCustomer *customer, gboolean update);
/** fac_facturapi_write_product: ProductInput (API §3.6), likewise. */
void fac_facturapi_write_product  (FacJsonWriter *json, const char *name, const FacProduct *product, gboolean update);
/** fac_facturapi_write_line: one of items[] (API §3.8) of an invoice of @type. */
void fac_facturapi_write_line     (FacJsonWriter *json, const FacInvoiceLine *line, FacInvoiceType type);
/** fac_facturapi_write_invoice: InvoiceInput (API §3.9) with status draft and the local id as external_id. */
void fac_facturapi_write_invoice  (FacJsonWriter *json, const FacInvoice *invoice, const char *idempotency_key,
                                   gboolean update);
/** fac_facturapi_write_payments: the complement pago (API §2.3.2) of a type P, as an element of complements[]; nothing
 * when it has no payments. */
void fac_facturapi_write_payments (FacJsonWriter *json, const FacInvoice *invoice);

/** fac_facturapi_read_customer: its local id is "". Returns: (transfer full) */
FacCustomer     *fac_facturapi_read_customer     (FacJsonValue value);
/** fac_facturapi_read_product: likewise. Returns: (transfer full) */
FacProduct      *fac_facturapi_read_product      (FacJsonValue value);
/** fac_facturapi_read_line: one of items[]. Returns: (transfer full) */
FacInvoiceLine  *fac_facturapi_read_line         (FacJsonValue value);
/** fac_facturapi_read_invoice: with its lines. Returns: (transfer full) */
FacInvoice      *fac_facturapi_read_invoice      (FacJsonValue value);
/** fac_facturapi_is_pago: whether an element of complements[] is a pago that fac_facturapi_read_payments() reads. */
gboolean         fac_facturapi_is_pago          (FacJsonValue complement);
/** fac_facturapi_read_payments: fills payments and paid of @invoice from the complements of @value. */
void             fac_facturapi_read_payments    (FacJsonValue value, FacInvoice *invoice);
/** fac_facturapi_read_organization: Returns: (transfer full) */
FacOrganization *fac_facturapi_read_organization (FacJsonValue value);
/** fac_facturapi_read_address: fills @address. */
void             fac_facturapi_read_address      (FacJsonValue value, FacAddress *address);

/** fac_facturapi_body: the JSON of create and update requests. Returns: (transfer full) */
GBytes *fac_facturapi_body (FacRemoteItem *item, const char *idempotency_key, gboolean update);
/** fac_facturapi_read_item: FAC_API_ERROR_UNCERTAIN when it is no object with an id. Returns: (transfer full)
 * (nullable) */
FacRemoteItem *fac_facturapi_read_item (FacEntity entity, FacJsonValue value, GError **error);
/** fac_facturapi_read_page: a SearchResult. Returns: (transfer full) (nullable) */
FacRemotePage *fac_facturapi_read_page (FacEntity entity, FacJsonValue value, GError **error);
/** fac_facturapi_read_catalog: a SearchResult of keys. Returns: (transfer full) (element-type FacCatalogEntry) */
GPtrArray *fac_facturapi_read_catalog (FacJsonValue value);

/** fac_facturapi_folder: "/customers" */
const char *fac_facturapi_folder (FacEntity entity);
/** fac_facturapi_list_path: folder and query. Returns: (transfer full) */
char *fac_facturapi_list_path (FacEntity entity, const FacRemoteQuery *query);
/** fac_facturapi_object_path: "/invoices/ID" + @rest. Returns: (transfer full) (nullable): NULL when @remote_id is no
 * id */
char *fac_facturapi_object_path (FacEntity entity, const char *remote_id, const char *rest);

/** fac_facturapi_error: what an answer of status 300 and above means (API §1.6). Returns: (transfer full) */
GError *fac_facturapi_error (const FacHttpResponse *response);
/** fac_facturapi_read_answer: the JSON of a success; else the error that @response is. Returns: (transfer full)
 * (nullable) */
FacJson *fac_facturapi_read_answer (const FacHttpResponse *response, GError **error);

/** fac_facturapi_unreadable: sets FAC_API_ERROR_UNCERTAIN: a success whose content is not what it should be. */
void fac_facturapi_unreadable (GError **error, int status, const char *message);
/** fac_facturapi_take_amount: member @name of @value; an overflow when it is no number that fits, so that it shows.
 * Returns: whether it was there; else @out is 0 */
gboolean fac_facturapi_take_amount (FacDecimal *out, FacJsonValue value, const char *name);
/** fac_facturapi_take: @field becomes the text of member @name of @value; NULL when absent, null or empty. */
void fac_facturapi_take (char **field, FacJsonValue value, const char *name);
/** fac_facturapi_put: writes text; nothing, or with @update null, when @value is empty. */
void fac_facturapi_put (FacJsonWriter *json, const char *name, const char *value, gboolean update);

G_END_DECLS
