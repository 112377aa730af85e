/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-provider.h"

#include <glib/gi18n-lib.h>

G_DEFINE_ABSTRACT_TYPE (FacProvider, fac_provider, G_TYPE_OBJECT)

static void
fac_provider_class_init (FacProviderClass *klass)
{
}

static void
fac_provider_init (FacProvider *self)
{
}

static const FacRemoteQuery everything;

/* The task of a verb that the service has; for any other the answer is on its way already. */
static GTask *
begin (FacProvider         *self,
       gboolean             has_verb,
       gpointer             tag,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, tag);
  if (has_verb)
    return g_steal_pointer (&task);
  g_task_return_error (task, fac_api_error_new (FAC_API_ERROR_NOT_SUPPORTED, NULL,
                                                _("The service has no such operation")));
  return NULL;
}

static gpointer
finish (FacProvider *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

FacCapability
fac_provider_capabilities (FacProvider *self)
{
  FacProviderClass *klass;

  g_return_val_if_fail (FAC_IS_PROVIDER (self), 0);

  klass = FAC_PROVIDER_GET_CLASS (self);
  return klass->capabilities != NULL ? klass->capabilities (self) : 0;
}

void
fac_provider_check_async (FacProvider         *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task = begin (self, klass->check != NULL, fac_provider_check_async,
                       cancellable, callback, data);

  if (task != NULL)
    klass->check (self, task);
}

gboolean
fac_provider_check_finish (FacProvider *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error) != NULL;
}

void
fac_provider_get_organization_async (FacProvider         *self,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task = begin (self, klass->get_organization != NULL, fac_provider_get_organization_async,
                       cancellable, callback, data);

  if (task != NULL)
    klass->get_organization (self, task);
}

FacOrganization *
fac_provider_get_organization_finish (FacProvider *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
fac_provider_list_async (FacProvider          *self,
                         FacEntity             entity,
                         const FacRemoteQuery *query,
                         GCancellable         *cancellable,
                         GAsyncReadyCallback   callback,
                         gpointer              data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task = begin (self, klass->list != NULL, fac_provider_list_async,
                       cancellable, callback, data);

  if (task != NULL)
    klass->list (self, entity, query != NULL ? query : &everything, task);
}

FacRemotePage *
fac_provider_list_finish (FacProvider *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
fac_provider_get_async (FacProvider         *self,
                        FacEntity            entity,
                        const char          *remote_id,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task = begin (self, klass->get != NULL, fac_provider_get_async,
                       cancellable, callback, data);

  if (task != NULL)
    klass->get (self, entity, remote_id, task);
}

void
fac_provider_create_async (FacProvider         *self,
                           FacRemoteItem       *item,
                           const char          *idempotency_key,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task = begin (self, klass->create != NULL, fac_provider_create_async,
                       cancellable, callback, data);

  if (task != NULL)
    klass->create (self, item, idempotency_key, task);
}

void
fac_provider_update_async (FacProvider         *self,
                           FacRemoteItem       *item,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task = begin (self, klass->update != NULL, fac_provider_update_async,
                       cancellable, callback, data);

  if (task != NULL)
    klass->update (self, item, task);
}

void
fac_provider_remove_async (FacProvider         *self,
                           FacEntity            entity,
                           const char          *remote_id,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task = begin (self, klass->remove != NULL, fac_provider_remove_async,
                       cancellable, callback, data);

  if (task != NULL)
    klass->remove (self, entity, remote_id, task);
}

void
fac_provider_stamp_async (FacProvider         *self,
                          const char          *remote_id,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task = begin (self, klass->stamp != NULL, fac_provider_stamp_async,
                       cancellable, callback, data);

  if (task != NULL)
    klass->stamp (self, remote_id, task);
}

void
fac_provider_cancel_async (FacProvider         *self,
                           const char          *remote_id,
                           const char          *motive,
                           const char          *substitution,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task;

  g_return_if_fail (motive != NULL && *motive != '\0');

  task = begin (self, klass->cancel != NULL, fac_provider_cancel_async,
                cancellable, callback, data);
  if (task != NULL)
    klass->cancel (self, remote_id, motive, substitution, task);
}

void
fac_provider_refresh_status_async (FacProvider         *self,
                                   const char          *remote_id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task = begin (self, klass->refresh_status != NULL, fac_provider_refresh_status_async,
                       cancellable, callback, data);

  if (task != NULL)
    klass->refresh_status (self, remote_id, task);
}

void
fac_provider_email_async (FacProvider         *self,
                          const char          *remote_id,
                          const char *const   *addresses,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task;

  g_return_if_fail (addresses != NULL && *addresses != NULL);

  task = begin (self, klass->email != NULL, fac_provider_email_async,
                cancellable, callback, data);
  if (task != NULL)
    klass->email (self, remote_id, addresses, task);
}

gboolean
fac_provider_email_finish (FacProvider *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error) != NULL;
}

FacRemoteItem *
fac_provider_item_finish (FacProvider *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
fac_provider_download_async (FacProvider         *self,
                             const char          *remote_id,
                             FacFileFormat        format,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task = begin (self, klass->download != NULL, fac_provider_download_async,
                       cancellable, callback, data);

  if (task != NULL)
    klass->download (self, remote_id, format, task);
}

GBytes *
fac_provider_download_finish (FacProvider *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
fac_provider_search_catalog_async (FacProvider         *self,
                                   const char          *catalog,
                                   const char          *text,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task = begin (self, klass->search_catalog != NULL, fac_provider_search_catalog_async,
                       cancellable, callback, data);

  if (task != NULL)
    klass->search_catalog (self, catalog, text, task);
}

GPtrArray *
fac_provider_search_catalog_finish (FacProvider *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
fac_provider_request_month_async (FacProvider *self, int year, int month,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task = begin (self, klass->request_month != NULL, fac_provider_request_month_async,
                       cancellable, callback, data);

  if (task != NULL)
    klass->request_month (self, year, month, task);
}

void
fac_provider_get_month_async (FacProvider *self, const char *remote_id,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task = begin (self, klass->get_month != NULL, fac_provider_get_month_async,
                       cancellable, callback, data);

  if (task != NULL)
    klass->get_month (self, remote_id, task);
}

FacRemoteMonth *
fac_provider_month_finish (FacProvider *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
fac_provider_download_month_async (FacProvider *self, const char *remote_id, GOutputStream *sink,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task = begin (self, klass->download_month != NULL, fac_provider_download_month_async,
                       cancellable, callback, data);

  if (task != NULL)
    klass->download_month (self, remote_id, sink, task);
}

gboolean
fac_provider_download_month_finish (FacProvider *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error) != NULL;
}

void
fac_provider_validate_customer_async (FacProvider *self, const char *remote_id,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task = begin (self, klass->validate_customer != NULL,
                       fac_provider_validate_customer_async, cancellable, callback, data);

  if (task != NULL)
    klass->validate_customer (self, remote_id, task);
}

FacTaxValidation *
fac_provider_validate_customer_finish (FacProvider *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
fac_provider_check_tax_id_async (FacProvider *self, const char *tax_id, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task = begin (self, klass->check_tax_id != NULL, fac_provider_check_tax_id_async,
                       cancellable, callback, data);

  if (task != NULL)
    klass->check_tax_id (self, tax_id, task);
}

FacTaxIdReport *
fac_provider_check_tax_id_finish (FacProvider *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
fac_provider_payment_summary_async (FacProvider *self, const char *remote_id, FacDecimal amount,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task = begin (self, klass->payment_summary != NULL, fac_provider_payment_summary_async,
                       cancellable, callback, data);

  if (task != NULL)
    klass->payment_summary (self, remote_id, amount, task);
}

FacPaymentPart *
fac_provider_payment_summary_finish (FacProvider *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
fac_provider_email_edit_link_async (FacProvider *self, const char *remote_id, const char *address,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer data)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (self);
  GTask *task;

  g_return_if_fail (address != NULL && *address != '\0');

  task = begin (self, klass->email_edit_link != NULL, fac_provider_email_edit_link_async,
                cancellable, callback, data);
  if (task != NULL)
    klass->email_edit_link (self, remote_id, address, task);
}

gboolean
fac_provider_email_edit_link_finish (FacProvider *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error) != NULL;
}

FacRemoteItem *
fac_provider_parse (FacProvider *self, FacEntity entity, GBytes *body, GError **error)
{
  g_return_val_if_fail (FAC_IS_PROVIDER (self), NULL);
  g_return_val_if_fail (body != NULL, NULL);

  if (FAC_PROVIDER_GET_CLASS (self)->parse != NULL)
    return FAC_PROVIDER_GET_CLASS (self)->parse (self, entity, body, error);
  if (error != NULL)
    *error = fac_api_error_new (FAC_API_ERROR_NOT_SUPPORTED, NULL,
                                _("The service has no such operation"));
  return NULL;
}
