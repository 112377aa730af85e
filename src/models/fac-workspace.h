/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"
#include "fac-clock.h"
#include "fac-connectivity.h"
#include "fac-customer-figures.h"
#include "fac-customer.h"
#include "fac-findings.h"
#include "fac-invoice.h"
#include "fac-key-store.h"
#include "fac-organization.h"
#include "fac-product-figures.h"
#include "fac-product.h"
#include "fac-query.h"
#include "fac-receivables.h"
#include "fac-sync-state.h"

G_BEGIN_DECLS

/* Views include this header and do not see these layers: sources of models include their headers themselves. */
typedef struct _FacCatalog FacCatalog;
typedef struct _FacHttpClient FacHttpClient;
typedef struct _FacStore FacStore;

#define FAC_TYPE_WORKSPACE (fac_workspace_get_type ())
G_DECLARE_FINAL_TYPE (FacWorkspace, fac_workspace, FAC, WORKSPACE, GObject)

/**
 * FacWorkspace: one organization at work: its store, provider and sync, and the commands that views give. Main thread
 * only; nothing blocks. Properties (read-only, notify): "organization" (FacOrganization), "online" (boolean),
 * "sync-state" (FacSyncState), "pending" (uint), "attention" (uint), "progress" (string, nullable), "simulated-offline"
 * (boolean), "key-missing" (boolean), "pull-paused" (boolean: older documents, their files and the sweep wait), "owed"
 * (uint: files that are still to come). Signals: "changed" (FacEntity, const char *id or NULL), "stamped" (const char
 * *id), "refused" (const char *id: of any entity), "overtaken" (const char *id, const char *draft_id: an invoice was
 * issued elsewhere, without the changes made here, which that draft keeps), "conflicts-changed":
 * fac_workspace_has_conflict() answers otherwise for some.
 */

/** FacServices: what a workspace is built from; every member is borrowed and kept by reference. */
typedef struct
{
  FacClock      *clock;
  FacHttpClient *http;
  FacKeyStore   *keys;
  FacCatalog    *catalog;
} FacServices;

/** fac_workspace_open_async: opens the store of @organization in @folder; the key is looked up afterwards, without
 * waiting. */
void          fac_workspace_open_async  (const FacServices *services, FacOrganization *organization, const char *folder,
                                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
FacWorkspace *fac_workspace_open_finish (GAsyncResult *result, GError **error);
/** fac_workspace_close_async: stops sync, lets writes end, closes the store. */
void          fac_workspace_close_async  (FacWorkspace *self, GAsyncReadyCallback callback, gpointer data);
gboolean      fac_workspace_close_finish (FacWorkspace *self, GAsyncResult *result, GError **error);

FacOrganization *fac_workspace_get_organization (FacWorkspace *self); /* transfer none */
FacCatalog      *fac_workspace_get_catalog      (FacWorkspace *self);
/** fac_workspace_zip_border: of a postal code, as far as the catalogs at hand tell. */
FacCatalogBorder fac_workspace_zip_border       (FacWorkspace *self, const char *zip);
/** fac_workspace_dup_zone: IANA zone of what is issued at @place, a postal code (nullable: the organization's own
 * place). Returns: (transfer full) */
char            *fac_workspace_dup_zone         (FacWorkspace *self, const char *place);
FacClock        *fac_workspace_get_clock        (FacWorkspace *self);
FacStore        *fac_workspace_get_store        (FacWorkspace *self); /* for models only */
/** fac_workspace_set_access: address and key to use; %NULL key waits. The sandbox gives these at each start. */
void             fac_workspace_set_access       (FacWorkspace *self, const char *base_url, const char *key);
/** fac_workspace_set_cache: the folder for what can be fetched again (the service's PDF); %NULL, as at first: nothing
 * is kept. */
void             fac_workspace_set_cache        (FacWorkspace *self, const char *folder);
/** fac_workspace_retry_key: looks in the keyring again (it was locked). */
void             fac_workspace_retry_key        (FacWorkspace *self);
/** fac_workspace_uses_keyring: whether its key lies there; the practice company's does not. */
gboolean         fac_workspace_uses_keyring     (FacWorkspace *self);
void             fac_workspace_set_simulated_offline (FacWorkspace *self, gboolean offline);
gboolean         fac_workspace_get_simulated_offline (FacWorkspace *self);
/** fac_workspace_has_lost_data: whether the organization was known, but its database was not there when it was
 * opened. */
gboolean         fac_workspace_has_lost_data   (FacWorkspace *self);
/** fac_workspace_has_conflict: whether the object with local @id waits for a decision of the person; from memory. */
gboolean         fac_workspace_has_conflict     (FacWorkspace *self, const char *id);
void             fac_workspace_refresh          (FacWorkspace *self); /* F5 */
/** fac_workspace_focus: the window is in front again: fetches if that was longer ago than 5 minutes. */
void             fac_workspace_focus            (FacWorkspace *self);
/** fac_workspace_set_pull_paused: whether what is older waits, documents and files; remembered. */
void             fac_workspace_set_pull_paused  (FacWorkspace *self, gboolean paused);

/* Commands; each finish returns FALSE with an error a person can read through FacErrorPresenter. */
void     fac_workspace_save_customer_async (FacWorkspace *self, FacCustomer *customer, gboolean send,
                                            GAsyncReadyCallback callback, gpointer data);
/** fac_workspace_set_customer_notes_async: the notes alone; they stay on this machine. */
void     fac_workspace_set_customer_notes_async (FacWorkspace *self, const char *id, const char *notes,
                                                 GAsyncReadyCallback callback, gpointer data);
void     fac_workspace_save_product_async  (FacWorkspace *self, FacProduct *product, gboolean send,
                                            GAsyncReadyCallback callback, gpointer data);
void     fac_workspace_delete_async        (FacWorkspace *self, FacEntity entity, const char *id,
                                            GAsyncReadyCallback callback, gpointer data);
void     fac_workspace_undelete_async      (FacWorkspace *self, FacEntity entity, const char *id,
                                            GAsyncReadyCallback callback, gpointer data);
void     fac_workspace_unqueue_async       (FacWorkspace *self, const char *document_id, GAsyncReadyCallback callback,
                                            gpointer data);
void     fac_workspace_note_history        (FacWorkspace *self, const char *document_id, const char *kind,
                                            const char *detail);
/** fac_workspace_forget_key_async: removes the key from the keyring and uses it no more. */
void     fac_workspace_forget_key_async    (FacWorkspace *self, GAsyncReadyCallback callback, gpointer data);
gboolean fac_workspace_command_finish      (FacWorkspace *self, GAsyncResult *result, GError **error);

/** fac_workspace_get_customer_async: by local id. */
void         fac_workspace_get_customer_async  (FacWorkspace *self, const char *id, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer data);
FacCustomer *fac_workspace_get_customer_finish (FacWorkspace *self, GAsyncResult *result, GError **error);
void         fac_workspace_get_product_async   (FacWorkspace *self, const char *id, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer data);
FacProduct  *fac_workspace_get_product_finish  (FacWorkspace *self, GAsyncResult *result, GError **error);
/** fac_workspace_get_customer_figures_async: what the stored documents say of a customer. */
void         fac_workspace_get_customer_figures_async (FacWorkspace *self, const char *id, GCancellable *cancellable,
                                                       GAsyncReadyCallback callback, gpointer data);
FacCustomerFigures *fac_workspace_get_customer_figures_finish (FacWorkspace *self, GAsyncResult *result,
                                                               GError **error);
/** fac_workspace_get_receivables_async: what is not paid by all customers, as of now. */
void         fac_workspace_get_receivables_async (FacWorkspace *self, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer data);
FacReceivables *fac_workspace_get_receivables_finish (FacWorkspace *self, GAsyncResult *result, GError **error);
/** fac_workspace_get_balance_async: the balance of the document with local @id, when it is a stamped invoice in
 * instalments. */
void         fac_workspace_get_balance_async (FacWorkspace *self, const char *id, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer data);
/** fac_workspace_get_differences_async: the invoices of which the service says another balance than the documents here
 * explain, newest first. */
void         fac_workspace_get_differences_async (FacWorkspace *self, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer data);
/** fac_workspace_get_balances_finish: of both. Returns: (transfer full) (nullable) (element-type FacOpenInvoice) */
GPtrArray   *fac_workspace_get_balances_finish (FacWorkspace *self, GAsyncResult *result, GError **error);
/** fac_workspace_get_product_figures_async: what the stored documents say of a product; at most @limit of its sales,
 * and as many drafts. */
void         fac_workspace_get_product_figures_async (FacWorkspace *self, const char *id, guint limit,
                                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                                      gpointer data);
FacProductFigures *fac_workspace_get_product_figures_finish (FacWorkspace *self, GAsyncResult *result, GError **error);
/** fac_workspace_get_saved_async: what the person saved last of a customer or product of which more was typed since. */
void         fac_workspace_get_saved_async  (FacWorkspace *self, FacEntity entity, const char *id,
                                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_workspace_get_saved_finish: @never: (out): it was never saved. Returns: (transfer full) (nullable): its variant;
 * %NULL without @error when all of it was saved, too */
GVariant    *fac_workspace_get_saved_finish (FacWorkspace *self, GAsyncResult *result, gboolean *never, GError **error);
/** fac_workspace_find_async: the best @limit rows of @query at once, for pickers and Ctrl+K. Finish: (element-type
 * FacCustomer, FacProduct or FacDocumentSummary) */
void         fac_workspace_find_async   (FacWorkspace *self, FacQuery *query, guint limit, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);
GPtrArray   *fac_workspace_find_finish  (FacWorkspace *self, GAsyncResult *result, GError **error);
/** fac_workspace_search_catalog_async: SAT catalogue by key or words: this machine's first, then cached answers of the
 * service. Finish: (element-type FacCatalogEntry) */
void         fac_workspace_search_catalog_async  (FacWorkspace *self, const char *catalog, const char *text,
                                                  guint limit, GCancellable *cancellable, GAsyncReadyCallback callback,
                                                  gpointer data);
GPtrArray   *fac_workspace_search_catalog_finish (FacWorkspace *self, GAsyncResult *result, GError **error);
/** fac_workspace_has_whole_catalog: whether a file with all keys is in use, not only what comes with the program. */
gboolean     fac_workspace_has_whole_catalog (FacWorkspace *self);
/** fac_workspace_uses_key: whether @key of @catalog (products, units) was used lately, as of the last search. */
gboolean     fac_workspace_uses_key     (FacWorkspace *self, const char *catalog, const char *key);
/** fac_workspace_list_catalog: a small catalogue from memory. Returns: (transfer none) (element-type
 * FacCatalogEntry) */
GPtrArray   *fac_workspace_list_catalog (FacWorkspace *self, const char *catalog);
/** fac_workspace_check_customer, _product: findings of a form, at once. */
GPtrArray   *fac_workspace_check_customer (FacWorkspace *self, const FacCustomer *customer);
GPtrArray   *fac_workspace_check_product  (FacWorkspace *self, const FacProduct *product);

G_END_DECLS
