/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-api-error.h"
#include "fac-catalog-source.h"
#include "fac-organization.h"
#include "fac-query.h"
#include "fac-remote-item.h"
#include "fac-tax-id-report.h"
#include "fac-tax-validation.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  FAC_CAPABILITY_CUSTOMERS         = 1 << 0,
  FAC_CAPABILITY_PRODUCTS          = 1 << 1,
  FAC_CAPABILITY_INVOICES          = 1 << 2,
  FAC_CAPABILITY_REMOTE_DRAFTS     = 1 << 3,
  FAC_CAPABILITY_CATALOG_SEARCH    = 1 << 4,
  FAC_CAPABILITY_EXTERNAL_ID       = 1 << 5, /* invoices can be found by external_id */
  FAC_CAPABILITY_IDEMPOTENCY_KEY   = 1 << 6,
  FAC_CAPABILITY_CANCEL            = 1 << 7, /* with its motives, its status and its acuse */
  FAC_CAPABILITY_EMAIL             = 1 << 8,
  FAC_CAPABILITY_MONTHS            = 1 << 9, /* the XML of a month in one ZIP; of fiscal documents alone */
  FAC_CAPABILITY_VALIDATE_CUSTOMER = 1 << 10, /* against the SAT's register; a key of tests may be refused */
  FAC_CAPABILITY_TAX_ID_CHECK      = 1 << 11, /* the SAT's list of article 69-B */
  FAC_CAPABILITY_EDIT_LINK         = 1 << 12  /* the customer writes its tax data itself */
} FacCapability;

/** FacFileFormat: of a stamped invoice, and of the receipt (acuse) of its cancellation. */
typedef enum { FAC_FILE_PDF, FAC_FILE_XML, FAC_FILE_ACUSE_PDF, FAC_FILE_ACUSE_XML } FacFileFormat;

/** FAC_FILE_PDF_MOST: a longer PDF is refused: those of the service have some hundred kilobytes. */
#define FAC_FILE_PDF_MOST (4 * 1024 * 1024)

#define FAC_TYPE_PROVIDER (fac_provider_get_type ())
G_DECLARE_DERIVABLE_TYPE (FacProvider, fac_provider, FAC, PROVIDER, GObject)

/**
 * FacProviderClass: a tax service behind one interface. Every verb is called on the main thread, works elsewhere and
 * answers there. Errors: #FacApiErrorCode. A NULL verb answers %FAC_API_ERROR_NOT_SUPPORTED.
 *
 * Every verb takes over its @task and completes it with: check: GINT_TO_POINTER (TRUE); get_organization:
 * FacOrganization; list: FacRemotePage; get, create, update, remove, stamp, cancel, refresh_status: FacRemoteItem;
 * download: GBytes; email: GINT_TO_POINTER (TRUE); search_catalog: GPtrArray of FacCatalogEntry; request_month,
 * get_month: FacRemoteMonth; download_month, email_edit_link: GINT_TO_POINTER (TRUE); validate_customer:
 * FacTaxValidation; check_tax_id: FacTaxIdReport; payment_summary: FacPaymentPart.
 * create takes a FacRemoteItem with the local object inside and the idempotency_key for invoices; it is written on
 * another thread, so neither it nor its object is changed before the answer. Drafts are
 * created with status draft, external_id = local id.
 */
struct _FacProviderClass
{
  GObjectClass parent_class;

  FacCapability (*capabilities)     (FacProvider *self);
  void          (*check)            (FacProvider *self, GTask *task);
  void          (*get_organization) (FacProvider *self, GTask *task);
  void          (*list)             (FacProvider *self, FacEntity entity, const FacRemoteQuery *query, GTask *task);
  void          (*get)              (FacProvider *self, FacEntity entity, const char *remote_id, GTask *task);
  void          (*create)           (FacProvider *self, FacRemoteItem *item, const char *idempotency_key, GTask *task);
  void          (*update)           (FacProvider *self, FacRemoteItem *item, GTask *task);
  void          (*remove)           (FacProvider *self, FacEntity entity, const char *remote_id, GTask *task);
  void          (*stamp)            (FacProvider *self, const char *remote_id, GTask *task);
  void          (*cancel)           (FacProvider *self, const char *remote_id, const char *motive,
                                     const char *substitution, GTask *task);
  void          (*refresh_status)   (FacProvider *self, const char *remote_id, GTask *task);
  void          (*email)            (FacProvider *self, const char *remote_id, const char *const *addresses,
                                     GTask *task);
  void          (*download)         (FacProvider *self, const char *remote_id, FacFileFormat format, GTask *task);
  void          (*search_catalog)   (FacProvider *self, const char *catalog, const char *text, GTask *task);
  void          (*request_month)    (FacProvider *self, int year, int month, GTask *task);
  void          (*get_month)        (FacProvider *self, const char *remote_id, GTask *task);
  void          (*download_month)   (FacProvider *self, const char *remote_id, GOutputStream *sink, GTask *task);
  void          (*validate_customer) (FacProvider *self, const char *remote_id, GTask *task);
  void          (*check_tax_id)     (FacProvider *self, const char *tax_id, GTask *task);
  void          (*email_edit_link)  (FacProvider *self, const char *remote_id, const char *address, GTask *task);
  void          (*payment_summary)  (FacProvider *self, const char *remote_id, FacDecimal amount, GTask *task);
  FacRemoteItem *(*parse)           (FacProvider *self, FacEntity entity, GBytes *body, GError **error);
};

/** fac_provider_capabilities: what the service can do, for what the program offers; 0 when it does not say. */
FacCapability    fac_provider_capabilities (FacProvider *self);
/** fac_provider_check_async: is the service there and the key good (cheapest call). */
void             fac_provider_check_async  (FacProvider *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                            gpointer data);
/** fac_provider_check_finish: Returns: %FALSE with @error when it is not there or refuses the key */
gboolean         fac_provider_check_finish (FacProvider *self, GAsyncResult *result, GError **error);
/** fac_provider_get_organization_async: reads the issuer that the key belongs to (API §2.6). */
void             fac_provider_get_organization_async  (FacProvider *self, GCancellable *cancellable,
                                                       GAsyncReadyCallback callback, gpointer data);
/** fac_provider_get_organization_finish: Returns: (transfer full) (nullable) */
FacOrganization *fac_provider_get_organization_finish (FacProvider *self, GAsyncResult *result, GError **error);
/** fac_provider_list_async: @query: (nullable): NULL = everything; copied. */
void             fac_provider_list_async   (FacProvider *self, FacEntity entity, const FacRemoteQuery *query,
                                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_provider_list_finish: Returns: (transfer full) (nullable) */
FacRemotePage   *fac_provider_list_finish  (FacProvider *self, GAsyncResult *result, GError **error);
/** fac_provider_get_async: reads one object by the service's id; ends with item_finish. */
void             fac_provider_get_async    (FacProvider *self, FacEntity entity, const char *remote_id,
                                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_provider_create_async: makes @item's object there; @idempotency_key: (nullable): the same key again gives the
 * same invoice. Neither @item nor its object changes before the answer; ends with item_finish. */
void             fac_provider_create_async (FacProvider *self, FacRemoteItem *item, const char *idempotency_key,
                                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_provider_update_async: replaces what the service has under @item's remote id; @item does not change before the
 * answer; ends with item_finish. */
void             fac_provider_update_async (FacProvider *self, FacRemoteItem *item, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
/** fac_provider_remove_async: deletes a customer, product or invoice draft; never cancels (drafts go without
 * motive). */
void             fac_provider_remove_async (FacProvider *self, FacEntity entity, const char *remote_id,
                                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_provider_stamp_async: asks the SAT to stamp an invoice draft; the item may still be pending; ends with
 * item_finish. */
void             fac_provider_stamp_async  (FacProvider *self, const char *remote_id, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
/** fac_provider_cancel_async: asks the SAT to cancel a stamped invoice; never deletes a draft. @motive: "01" to "04";
 * @substitution: (nullable): id or UUID of what replaces it, with 01 alone. Item: as it is afterwards. */
void             fac_provider_cancel_async (FacProvider *self, const char *remote_id, const char *motive,
                                            const char *substitution, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
/** fac_provider_refresh_status_async: asks the SAT now; item: the invoice with its status and that of its
 * cancellation. */
void             fac_provider_refresh_status_async (FacProvider *self, const char *remote_id, GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer data);
/** fac_provider_email_async: sends PDF and XML. @addresses: one to FAC_EMAIL_MOST; copied. */
void             fac_provider_email_async  (FacProvider *self, const char *remote_id, const char *const *addresses,
                                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_provider_email_finish: Returns: %FALSE with @error when it was not accepted */
gboolean         fac_provider_email_finish (FacProvider *self, GAsyncResult *result, GError **error);
/** fac_provider_item_finish: for get, create, update, remove, stamp, cancel and refresh_status. Returns: (transfer
 * full) (nullable) */
FacRemoteItem   *fac_provider_item_finish  (FacProvider *self, GAsyncResult *result, GError **error);
/** fac_provider_download_async: reads one file of a stamped invoice into memory. */
void             fac_provider_download_async  (FacProvider *self, const char *remote_id, FacFileFormat format,
                                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_provider_download_finish: Returns: (transfer full) (nullable) */
GBytes          *fac_provider_download_finish (FacProvider *self, GAsyncResult *result, GError **error);
/** fac_provider_search_catalog_async: what the service's catalogue has for @text (API §2.7); @catalog:
 * %FAC_CATALOG_PRODUCTS or %FAC_CATALOG_UNITS, %FAC_API_ERROR_NOT_SUPPORTED for others. */
void             fac_provider_search_catalog_async  (FacProvider *self, const char *catalog, const char *text,
                                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                                     gpointer data);
/** fac_provider_search_catalog_finish: Returns: (transfer full) (nullable) (element-type FacCatalogEntry) */
GPtrArray       *fac_provider_search_catalog_finish (FacProvider *self, GAsyncResult *result, GError **error);
/** fac_provider_request_month_async: asks for the ZIP of a month (1 to 12); the same request again is the same ZIP. */
void             fac_provider_request_month_async (FacProvider *self, int year, int month, GCancellable *cancellable,
                                                   GAsyncReadyCallback callback, gpointer data);
/** fac_provider_get_month_async: asks how far the ZIP is. */
void             fac_provider_get_month_async     (FacProvider *self, const char *remote_id, GCancellable *cancellable,
                                                   GAsyncReadyCallback callback, gpointer data);
/** fac_provider_month_finish: for request_month and get_month. Returns: (transfer full) (nullable) */
FacRemoteMonth  *fac_provider_month_finish        (FacProvider *self, GAsyncResult *result, GError **error);
/** fac_provider_download_month_async: writes the ZIP into @sink, from another thread; after an error what is in it
 * means nothing. */
void             fac_provider_download_month_async  (FacProvider *self, const char *remote_id, GOutputStream *sink,
                                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                                     gpointer data);
/** fac_provider_download_month_finish: Returns: %FALSE with @error when it is not whole */
gboolean         fac_provider_download_month_finish (FacProvider *self, GAsyncResult *result, GError **error);
/** fac_provider_validate_customer_async: asks the SAT's register about the tax data that the service has of a customer
 * (API §2.1). %FAC_API_ERROR_KEY or _ACCOUNT: not with a key of tests. */
void              fac_provider_validate_customer_async  (FacProvider *self, const char *remote_id,
                                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                                         gpointer data);
/** fac_provider_validate_customer_finish: without its time and what it is about. Returns: (transfer full) (nullable) */
FacTaxValidation *fac_provider_validate_customer_finish (FacProvider *self, GAsyncResult *result, GError **error);
/** fac_provider_check_tax_id_async: looks for an RFC in the SAT's list of article 69-B (API §2.7). */
void              fac_provider_check_tax_id_async  (FacProvider *self, const char *tax_id, GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer data);
/** fac_provider_check_tax_id_finish: without its time. Returns: (transfer full) (nullable) */
FacTaxIdReport   *fac_provider_check_tax_id_finish (FacProvider *self, GAsyncResult *result, GError **error);
/** fac_provider_email_edit_link_async: sends a customer, to @address, a link to a page where it writes its tax data
 * itself, which serves once and for seven days. Another link of that customer serves no more. */
void              fac_provider_email_edit_link_async  (FacProvider *self, const char *remote_id, const char *address,
                                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                                       gpointer data);
/** fac_provider_email_edit_link_finish: Returns: %FALSE with @error when it was not accepted */
gboolean          fac_provider_email_edit_link_finish (FacProvider *self, GAsyncResult *result, GError **error);
/** fac_provider_payment_summary_async: what the service would state of a payment of @amount, in the currency of the
 * invoice @remote_id: instalment, balance before and taxes (API §2.3). */
void              fac_provider_payment_summary_async  (FacProvider *self, const char *remote_id, FacDecimal amount,
                                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                                       gpointer data);
/** fac_provider_payment_summary_finish: Returns: (transfer full) (nullable) */
FacPaymentPart   *fac_provider_payment_summary_finish (FacProvider *self, GAsyncResult *result, GError **error);
/** fac_provider_parse: the object in a stored body; pure, any thread. Returns: (transfer full) (nullable) */
FacRemoteItem   *fac_provider_parse (FacProvider *self, FacEntity entity, GBytes *body, GError **error);

G_END_DECLS
