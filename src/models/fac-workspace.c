/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-workspace-private.h"

#include "fac-facturapi-provider.h"
#include "fac-line-reader.h"
#include "fac-text.h"

enum
{
  PROP_0,
  PROP_ORGANIZATION,
  PROP_ONLINE,
  PROP_SYNC_STATE,
  PROP_PENDING,
  PROP_ATTENTION,
  PROP_PROGRESS,
  PROP_SIMULATED_OFFLINE,
  PROP_KEY_MISSING, PROP_PULL_PAUSED,
  PROP_OWED,
  N_PROPS
};

enum
{
  CHANGED,
  STAMPED,
  REFUSED,
  OVERTAKEN,
  CONFLICTS_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacWorkspace, fac_workspace, G_TYPE_OBJECT)

static void
notify_workspace (FacWorkspace *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
_fac_workspace_set_key_missing (FacWorkspace *self, gboolean missing)
{
  if (self->key_missing == missing)
    return;
  self->key_missing = missing;
  notify_workspace (self, PROP_KEY_MISSING);
}

static void
on_store_changed (FacStore *store, FacEntity entity, const char *id, FacWorkspace *self)
{
  g_signal_emit (self, signals[CHANGED], 0, entity, id);
  if (entity == FAC_ENTITY_OUTBOX)
    _fac_workspace_read_conflicts (self);
  else
    _fac_workspace_forget_used_keys (self);
}

static void
on_sync_notify (FacSyncService *sync, GParamSpec *pspec, FacWorkspace *self)
{
  static const struct { const char *name; guint property; } followed[] = {
    { "state", PROP_SYNC_STATE },
    { "pending", PROP_PENDING },
    { "attention", PROP_ATTENTION },
    { "progress", PROP_PROGRESS },
    { "pull-paused", PROP_PULL_PAUSED },
    { "owed", PROP_OWED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (followed); i++)
    if (g_str_equal (pspec->name, followed[i].name))
      notify_workspace (self, followed[i].property);
}

static void
on_sync_stamped (FacSyncService *sync, const char *id, FacWorkspace *self)
{
  g_signal_emit (self, signals[STAMPED], 0, id);
}

static void
on_sync_refused (FacSyncService *sync, const char *id, FacWorkspace *self)
{
  g_signal_emit (self, signals[REFUSED], 0, id);
}

static void
on_sync_overtaken (FacSyncService *sync, const char *id, const char *draft_id, FacWorkspace *self)
{
  _fac_workspace_tell_overtaken (self, id, draft_id);
}

static void
on_online_notify (FacConnectivity *connectivity, GParamSpec *pspec, FacWorkspace *self)
{
  notify_workspace (self, PROP_ONLINE);
}

static void
start_services (FacWorkspace *self)
{
  self->parser = fac_facturapi_provider_new (self->http, NULL, "");
  self->connectivity = fac_connectivity_new (NULL);
  fac_connectivity_set_loopback (self->connectivity, !fac_workspace_uses_keyring (self));
  self->sync = fac_sync_service_new (self->store, self->connectivity, self->clock);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_store_changed), self, 0);
  g_signal_connect_object (self->sync, "notify", G_CALLBACK (on_sync_notify), self, 0);
  g_signal_connect_object (self->sync, "stamped", G_CALLBACK (on_sync_stamped), self, 0);
  g_signal_connect_object (self->sync, "refused", G_CALLBACK (on_sync_refused), self, 0);
  g_signal_connect_object (self->sync, "overtaken", G_CALLBACK (on_sync_overtaken), self, 0);
  g_signal_connect_object (self->connectivity, "notify::online", G_CALLBACK (on_online_notify),
                           self, 0);
  _fac_workspace_follow_keyring (self);
  _fac_workspace_read_conflicts (self);
  fac_line_reader_run (self->store, self->parser, self->closing);
}

static void
on_store_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacWorkspace *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->store = fac_store_open_finish (result, &error);
  if (self->store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  start_services (self);
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static void
on_store_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (fac_store_close_finish (FAC_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_sync_stopped (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacWorkspace *self = g_task_get_source_object (task);

  fac_sync_service_stop_finish (FAC_SYNC_SERVICE (source), result, NULL);
  fac_store_close_async (self->store, on_store_closed, g_steal_pointer (&task));
}

static void
fac_workspace_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  FacWorkspace *self = FAC_WORKSPACE (object);

  switch (property)
    {
    case PROP_ORGANIZATION:
      g_value_set_boxed (value, self->organization);
      break;
    case PROP_ONLINE:
      g_value_set_boolean (value, fac_connectivity_is_online (self->connectivity));
      break;
    case PROP_SYNC_STATE:
      g_value_set_enum (value, self->key_missing ? FAC_SYNC_NO_KEY
                        : fac_sync_service_get_state (self->sync));
      break;
    case PROP_PENDING:
      g_value_set_uint (value, fac_sync_service_get_pending (self->sync));
      break;
    case PROP_ATTENTION:
      g_value_set_uint (value, fac_sync_service_get_attention (self->sync));
      break;
    case PROP_PROGRESS:
      g_object_get_property (G_OBJECT (self->sync), "progress", value);
      break;
    case PROP_SIMULATED_OFFLINE:
      g_value_set_boolean (value, fac_workspace_get_simulated_offline (self));
      break;
    case PROP_PULL_PAUSED:
      g_value_set_boolean (value, fac_sync_service_get_pull_paused (self->sync));
      break;
    case PROP_KEY_MISSING:
      g_value_set_boolean (value, self->key_missing);
      break;
    case PROP_OWED:
      g_value_set_uint (value, fac_sync_service_get_owed (self->sync));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
fac_workspace_dispose (GObject *object)
{
  FacWorkspace *self = FAC_WORKSPACE (object);

  g_cancellable_cancel (self->closing);
  g_clear_object (&self->closing);
  g_clear_object (&self->sync);
  g_clear_object (&self->connectivity);
  g_clear_object (&self->provider);
  g_clear_object (&self->parser);
  g_clear_object (&self->store);
  g_clear_object (&self->organizations);
  g_clear_object (&self->catalog);
  g_clear_object (&self->keys);
  g_clear_object (&self->http);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->organization, fac_organization_unref);
  g_clear_pointer (&self->conflicts, g_hash_table_unref);
  g_clear_pointer (&self->used_keys, fac_used_keys_free);
  G_OBJECT_CLASS (fac_workspace_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_ORGANIZATION] = g_param_spec_boxed ("organization", NULL, NULL,
                                                      FAC_TYPE_ORGANIZATION, flags);
  properties[PROP_ONLINE] = g_param_spec_boolean ("online", NULL, NULL, FALSE, flags);
  properties[PROP_SYNC_STATE] = g_param_spec_enum ("sync-state", NULL, NULL, FAC_TYPE_SYNC_STATE,
                                                   FAC_SYNC_IDLE, flags);
  properties[PROP_PENDING] = g_param_spec_uint ("pending", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ATTENTION] = g_param_spec_uint ("attention", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PROGRESS] = g_param_spec_string ("progress", NULL, NULL, NULL, flags);
  properties[PROP_SIMULATED_OFFLINE] = g_param_spec_boolean ("simulated-offline", NULL, NULL, FALSE,
                                                             flags);
  properties[PROP_KEY_MISSING] = g_param_spec_boolean ("key-missing", NULL, NULL, FALSE, flags);
  properties[PROP_PULL_PAUSED] = g_param_spec_boolean ("pull-paused", NULL, NULL, FALSE, flags);
  properties[PROP_OWED] = g_param_spec_uint ("owed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (klass, N_PROPS, properties);
}

static void
fac_workspace_class_init (FacWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fac_workspace_get_property;
  object_class->dispose = fac_workspace_dispose;
  install_properties (object_class);
  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL,
                                   G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
  signals[STAMPED] = g_signal_new ("stamped", FAC_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REFUSED] = g_signal_new ("refused", FAC_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[OVERTAKEN] = g_signal_new ("overtaken", FAC_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[CONFLICTS_CHANGED] =
      g_signal_new ("conflicts-changed", FAC_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
}

static void
fac_workspace_init (FacWorkspace *self)
{
  self->closing = g_cancellable_new ();
  self->conflicts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

gboolean
fac_workspace_has_lost_data (FacWorkspace *self)
{
  return self->lost;
}

void
_fac_workspace_set_organizations (FacWorkspace *self, FacOrganizationStore *organizations)
{
  g_set_object (&self->organizations, organizations);
}

void
_fac_workspace_tell_overtaken (FacWorkspace *self, const char *id, const char *draft_id)
{
  g_signal_emit (self, signals[OVERTAKEN], 0, id, draft_id);
}

void
_fac_workspace_wake (FacWorkspace *self)
{
  fac_sync_service_wake (self->sync, FALSE);
}

void
fac_workspace_open_async (const FacServices *services, FacOrganization *organization,
                          const char *folder,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  FacWorkspace *self = g_object_new (FAC_TYPE_WORKSPACE, NULL);

  g_task_set_source_tag (task, fac_workspace_open_async);
  self->clock = g_object_ref (services->clock);
  self->http = g_object_ref (services->http);
  self->keys = g_object_ref (services->keys);
  self->catalog = g_object_ref (services->catalog);
  self->organization = fac_organization_ref (organization);
  g_task_set_task_data (task, self, g_object_unref);
  fac_store_open_async (folder, cancellable, on_store_opened, task);
}

FacWorkspace *
fac_workspace_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fac_workspace_close_async (FacWorkspace *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  g_cancellable_cancel (self->closing);
  fac_sync_service_stop_async (self->sync, on_sync_stopped, task);
}

gboolean
fac_workspace_close_finish (FacWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

FacOrganization *
fac_workspace_get_organization (FacWorkspace *self)
{
  return self->organization;
}

static void
set_organization (FacWorkspace *self, FacOrganization *organization)
{
  fac_organization_ref (organization);
  fac_organization_unref (self->organization);
  self->organization = organization;
  notify_workspace (self, PROP_ORGANIZATION);
}

FacCatalog *
fac_workspace_get_catalog (FacWorkspace *self)
{
  return self->catalog;
}

char *
fac_workspace_dup_zone (FacWorkspace *self, const char *place)
{
  const FacOrganization *organization = self->organization;

  if (!fac_text_is_empty (place))
    return fac_catalog_zip_timezone (self->catalog, place);
  if (!fac_text_is_empty (organization->timezone))
    return g_strdup (organization->timezone);
  return fac_catalog_zip_timezone (self->catalog, organization->address != NULL
                                                  ? organization->address->zip : NULL);
}

FacCatalogBorder
fac_workspace_zip_border (FacWorkspace *self, const char *zip)
{
  return fac_catalog_zip_border (self->catalog, zip);
}

FacClock *
fac_workspace_get_clock (FacWorkspace *self)
{
  return self->clock;
}

FacStore *
fac_workspace_get_store (FacWorkspace *self)
{
  return self->store;
}

/* A logo that could not be had this time says nothing. */
static void
tell_looks (FacWorkspace *self, const FacOrganization *found)
{
  g_autofree char *logo = NULL;
  g_autofree char *looks = NULL;

  if (found->looks == NULL || (found->logo_url != NULL && found->logo == NULL))
    return;
  if (found->logo != NULL)
    logo = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, found->logo);
  looks = g_strjoin (" ", found->looks, logo, NULL);
  fac_sync_service_set_looks (self->sync, looks);
}

/* The issuer's data may have changed at the service; identity and address are those of this machine. */
static void
on_organization (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacWorkspace) self = data;
  g_autoptr (FacOrganization) found = fac_provider_get_organization_finish (FAC_PROVIDER (source),
                                                                            result, NULL);
  g_autoptr (FacOrganization) organization = NULL;

  if (found == NULL || self->provider != FAC_PROVIDER (source))
    return;
  organization = fac_organization_copy (found);
  fac_set_string (&organization->id, self->organization->id);
  fac_set_string (&organization->provider, self->organization->provider);
  fac_set_string (&organization->base_url, self->organization->base_url);
  organization->livemode = self->organization->livemode;
  if (organization->logo == NULL && self->organization->logo != NULL)
    organization->logo = g_bytes_ref (self->organization->logo);
  set_organization (self, organization);
  tell_looks (self, found);
}

static void
read_organization (FacWorkspace *self)
{
  if (self->provider != NULL && !fac_workspace_get_simulated_offline (self))
    fac_provider_get_organization_async (self->provider, self->closing, on_organization,
                                         g_object_ref (self));
}

void
fac_workspace_set_access (FacWorkspace *self, const char *base_url, const char *key)
{
  g_clear_object (&self->provider);
  if (key != NULL)
    self->provider = fac_facturapi_provider_new (self->http, base_url, key);
  fac_sync_service_set_provider (self->sync, self->provider);
  _fac_workspace_set_key_missing (self, FALSE);
  notify_workspace (self, PROP_SYNC_STATE);
  read_organization (self);
}

void
fac_workspace_set_simulated_offline (FacWorkspace *self, gboolean offline)
{
  if (fac_workspace_get_simulated_offline (self) == offline)
    return;
  fac_connectivity_set_simulated_offline (self->connectivity, offline);
  notify_workspace (self, PROP_SIMULATED_OFFLINE);
  if (!offline)
    fac_sync_service_wake (self->sync, FALSE);
}

gboolean
fac_workspace_get_simulated_offline (FacWorkspace *self)
{
  return fac_connectivity_get_simulated_offline (self->connectivity);
}

void
fac_workspace_refresh (FacWorkspace *self)
{
  if (self->key_missing)
    fac_workspace_retry_key (self);
  else
    read_organization (self);
  fac_sync_service_wake (self->sync, TRUE);
}

void
fac_workspace_focus (FacWorkspace *self)
{
  fac_sync_service_focus (self->sync);
}

void
fac_workspace_set_pull_paused (FacWorkspace *self, gboolean paused)
{
  fac_sync_service_set_pull_paused (self->sync, paused);
}

void
fac_workspace_set_cache (FacWorkspace *self, const char *folder)
{
  g_autofree char *pdf = folder != NULL ? g_build_filename (folder, "pdf", NULL) : NULL;

  fac_sync_service_set_pdf_folder (self->sync, pdf);
}
