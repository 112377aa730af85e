/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-provider.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (FacRemoteItem, fac_remote_item, fac_remote_item_ref, fac_remote_item_unref)
G_DEFINE_ABSTRACT_TYPE (FacProvider, fac_provider, G_TYPE_OBJECT)

FacRemoteItem *
fac_remote_item_new (FacEntity entity)
{
  FacRemoteItem *self = g_atomic_rc_box_new0 (FacRemoteItem);

  self->entity = entity;
  return self;
}

FacRemoteItem *
fac_remote_item_ref (FacRemoteItem *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
item_clear (gpointer data)
{
  FacRemoteItem *self = data;

  g_free (self->remote_id);
  g_free (self->external_id);
  g_clear_pointer (&self->customer, fac_customer_unref);
  g_clear_pointer (&self->product, fac_product_unref);
  g_clear_pointer (&self->invoice, fac_invoice_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
}

void
fac_remote_item_unref (FacRemoteItem *self)
{
  g_atomic_rc_box_release_full (self, item_clear);
}

void
fac_remote_page_free (FacRemotePage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self->next_cursor);
  g_free (self);
}

void
fac_remote_month_free (FacRemoteMonth *self)
{
  if (self == NULL)
    return;
  g_free (self->remote_id);
  g_free (self);
}

static void
fac_provider_class_init (FacProviderClass *klass)
{
}

static void
fac_provider_init (FacProvider *self)
{
}

static const FacRemoteQuery everything;

static GTask *
task_new (FacProvider         *self,
          gpointer             tag,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, tag);
  return task;
}

static void
answer_not_supported (GTask *task)
{
  g_task_return_error (task, fac_api_error_new (FAC_API_ERROR_NOT_SUPPORTED, NULL,
                                                _("The service has no such operation")));
  g_object_unref (task);
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
  GTask *task;

  g_return_if_fail (FAC_IS_PROVIDER (self));

  task = task_new (self, fac_provider_check_async, cancellable, callback, data);
  if (FAC_PROVIDER_GET_CLASS (self)->check == NULL)
    answer_not_supported (task);
  else
    FAC_PROVIDER_GET_CLASS (self)->check (self, task);
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
  GTask *task;

  g_return_if_fail (FAC_IS_PROVIDER (self));

  task = task_new (self, fac_provider_get_organization_async, cancellable, callback, data);
  if (FAC_PROVIDER_GET_CLASS (self)->get_organization == NULL)
    answer_not_supported (task);
  else
    FAC_PROVIDER_GET_CLASS (self)->get_organization (self, task);
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
  GTask *task;

  g_return_if_fail (FAC_IS_PROVIDER (self));

  task = task_new (self, fac_provider_list_async, cancellable, callback, data);
  if (FAC_PROVIDER_GET_CLASS (self)->list == NULL)
    answer_not_supported (task);
  else
    FAC_PROVIDER_GET_CLASS (self)->list (self, entity, query != NULL ? query : &everything,
                                         task);
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
  GTask *task;

  g_return_if_fail (FAC_IS_PROVIDER (self));

  task = task_new (self, fac_provider_get_async, cancellable, callback, data);
  if (FAC_PROVIDER_GET_CLASS (self)->get == NULL)
    answer_not_supported (task);
  else
    FAC_PROVIDER_GET_CLASS (self)->get (self, entity, remote_id, task);
}

void
fac_provider_create_async (FacProvider         *self,
                           FacRemoteItem       *item,
                           const char          *idempotency_key,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             data)
{
  GTask *task;

  g_return_if_fail (FAC_IS_PROVIDER (self));

  task = task_new (self, fac_provider_create_async, cancellable, callback, data);
  if (FAC_PROVIDER_GET_CLASS (self)->create == NULL)
    answer_not_supported (task);
  else
    FAC_PROVIDER_GET_CLASS (self)->create (self, item, idempotency_key, task);
}

void
fac_provider_update_async (FacProvider         *self,
                           FacRemoteItem       *item,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             data)
{
  GTask *task;

  g_return_if_fail (FAC_IS_PROVIDER (self));

  task = task_new (self, fac_provider_update_async, cancellable, callback, data);
  if (FAC_PROVIDER_GET_CLASS (self)->update == NULL)
    answer_not_supported (task);
  else
    FAC_PROVIDER_GET_CLASS (self)->update (self, item, task);
}

void
fac_provider_remove_async (FacProvider         *self,
                           FacEntity            entity,
                           const char          *remote_id,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             data)
{
  GTask *task;

  g_return_if_fail (FAC_IS_PROVIDER (self));

  task = task_new (self, fac_provider_remove_async, cancellable, callback, data);
  if (FAC_PROVIDER_GET_CLASS (self)->remove == NULL)
    answer_not_supported (task);
  else
    FAC_PROVIDER_GET_CLASS (self)->remove (self, entity, remote_id, task);
}

void
fac_provider_stamp_async (FacProvider         *self,
                          const char          *remote_id,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             data)
{
  GTask *task;

  g_return_if_fail (FAC_IS_PROVIDER (self));

  task = task_new (self, fac_provider_stamp_async, cancellable, callback, data);
  if (FAC_PROVIDER_GET_CLASS (self)->stamp == NULL)
    answer_not_supported (task);
  else
    FAC_PROVIDER_GET_CLASS (self)->stamp (self, remote_id, task);
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
  GTask *task;

  g_return_if_fail (FAC_IS_PROVIDER (self));
  g_return_if_fail (motive != NULL && *motive != '\0');

  task = task_new (self, fac_provider_cancel_async, cancellable, callback, data);
  if (FAC_PROVIDER_GET_CLASS (self)->cancel == NULL)
    answer_not_supported (task);
  else
    FAC_PROVIDER_GET_CLASS (self)->cancel (self, remote_id, motive, substitution, task);
}

void
fac_provider_refresh_status_async (FacProvider         *self,
                                   const char          *remote_id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             data)
{
  GTask *task;

  g_return_if_fail (FAC_IS_PROVIDER (self));

  task = task_new (self, fac_provider_refresh_status_async, cancellable, callback, data);
  if (FAC_PROVIDER_GET_CLASS (self)->refresh_status == NULL)
    answer_not_supported (task);
  else
    FAC_PROVIDER_GET_CLASS (self)->refresh_status (self, remote_id, task);
}

void
fac_provider_email_async (FacProvider         *self,
                          const char          *remote_id,
                          const char *const   *addresses,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             data)
{
  GTask *task;

  g_return_if_fail (FAC_IS_PROVIDER (self));
  g_return_if_fail (addresses != NULL && *addresses != NULL);

  task = task_new (self, fac_provider_email_async, cancellable, callback, data);
  if (FAC_PROVIDER_GET_CLASS (self)->email == NULL)
    answer_not_supported (task);
  else
    FAC_PROVIDER_GET_CLASS (self)->email (self, remote_id, addresses, task);
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
  GTask *task;

  g_return_if_fail (FAC_IS_PROVIDER (self));

  task = task_new (self, fac_provider_download_async, cancellable, callback, data);
  if (FAC_PROVIDER_GET_CLASS (self)->download == NULL)
    answer_not_supported (task);
  else
    FAC_PROVIDER_GET_CLASS (self)->download (self, remote_id, format, task);
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
  GTask *task;

  g_return_if_fail (FAC_IS_PROVIDER (self));

  task = task_new (self, fac_provider_search_catalog_async, cancellable, callback, data);
  if (FAC_PROVIDER_GET_CLASS (self)->search_catalog == NULL)
    answer_not_supported (task);
  else
    FAC_PROVIDER_GET_CLASS (self)->search_catalog (self, catalog, text, task);
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
  GTask *task;

  g_return_if_fail (FAC_IS_PROVIDER (self));

  task = task_new (self, fac_provider_request_month_async, cancellable, callback, data);
  if (FAC_PROVIDER_GET_CLASS (self)->request_month == NULL)
    answer_not_supported (task);
  else
    FAC_PROVIDER_GET_CLASS (self)->request_month (self, year, month, task);
}

void
fac_provider_get_month_async (FacProvider *self, const char *remote_id,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer data)
{
  GTask *task;

  g_return_if_fail (FAC_IS_PROVIDER (self));

  task = task_new (self, fac_provider_get_month_async, cancellable, callback, data);
  if (FAC_PROVIDER_GET_CLASS (self)->get_month == NULL)
    answer_not_supported (task);
  else
    FAC_PROVIDER_GET_CLASS (self)->get_month (self, remote_id, task);
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
  GTask *task;

  g_return_if_fail (FAC_IS_PROVIDER (self));

  task = task_new (self, fac_provider_download_month_async, cancellable, callback, data);
  if (FAC_PROVIDER_GET_CLASS (self)->download_month == NULL)
    answer_not_supported (task);
  else
    FAC_PROVIDER_GET_CLASS (self)->download_month (self, remote_id, sink, task);
}

gboolean
fac_provider_download_month_finish (FacProvider *self, GAsyncResult *result, GError **error)
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
