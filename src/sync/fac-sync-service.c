/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sync-private.h"

G_DEFINE_FINAL_TYPE (FacSyncService, fac_sync_service, G_TYPE_OBJECT)

enum { PROP_STATE = 1, PROP_PENDING, PROP_ATTENTION, PROP_PROGRESS, PROP_LAST_ERROR, PROP_PULL_PAUSED,
       PROP_OWED, N_PROPS };
enum { STAMPED, REFUSED, OVERTAKEN, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* ---- for the other parts -------------------------------------------------------------------- */

void
_fac_sync_notify (FacSyncService *self, const char *property)
{
  if (!self->stopped)
    g_object_notify (G_OBJECT (self), property);
}

void
_fac_sync_announce (FacSyncService *self, gboolean stamped, const char *document_id)
{
  if (!self->stopped)
    g_signal_emit (self, signals[stamped ? STAMPED : REFUSED], 0, document_id);
}

void
_fac_sync_tell_overtaken (FacSyncService *self, const char *document_id, const char *draft_id)
{
  if (!self->stopped)
    g_signal_emit (self, signals[OVERTAKEN], 0, document_id, draft_id);
}

/* ---- what it listens to --------------------------------------------------------------------- */

static void
on_online (FacConnectivity *connectivity, GParamSpec *pspec, FacSyncService *self)
{
  if (self->stopped)
    return;
  if (fac_connectivity_is_online (connectivity))
    {
      self->unreached = FALSE;
      self->probe_attempts = 0;
      if (self->provider != NULL && !self->key_refused)
        _fac_sync_try_all (self);
    }
  _fac_sync_run (self);
}

static void
on_changed (FacStore *store, FacEntity entity, const char *id, FacSyncService *self)
{
  if (entity == FAC_ENTITY_OUTBOX && !self->stopped)
    _fac_sync_count (self);
  if (entity == FAC_ENTITY_INVOICE)
    _fac_files_count (self);
}

/* ---- the object ----------------------------------------------------------------------------- */

static void
fac_sync_service_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FacSyncService *self = FAC_SYNC_SERVICE (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_PENDING:
      g_value_set_uint (value, self->pending);
      break;
    case PROP_ATTENTION:
      g_value_set_uint (value, self->attention);
      break;
    case PROP_PROGRESS:
      g_value_set_string (value, self->progress);
      break;
    case PROP_LAST_ERROR:
      g_value_set_boxed (value, self->last_error);
      break;
    case PROP_PULL_PAUSED:
      g_value_set_boolean (value, self->pull_paused);
      break;
    case PROP_OWED:
      g_value_set_uint (value, fac_sync_service_get_owed (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fac_sync_service_dispose (GObject *object)
{
  FacSyncService *self = FAC_SYNC_SERVICE (object);

  self->stopped = TRUE;
  if (self->clock != NULL)
    _fac_sync_clear_timer (self);
  _fac_files_stop (self);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->provider);
  g_clear_object (&self->store);
  g_clear_object (&self->connectivity);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (fac_sync_service_parent_class)->dispose (object);
}

static void
fac_sync_service_finalize (GObject *object)
{
  FacSyncService *self = FAC_SYNC_SERVICE (object);

  g_clear_object (&self->reading);
  g_hash_table_unref (self->xml_failed);
  g_hash_table_unref (self->pdf_failed);
  g_free (self->pdf_folder);
  _fac_month_forget (self);
  g_hash_table_unref (self->months_tried);
  g_hash_table_unref (self->xml_fresh);
  g_free (self->progress);
  g_clear_error (&self->last_error);
  G_OBJECT_CLASS (fac_sync_service_parent_class)->finalize (object);
}

static void
fac_sync_service_class_init (FacSyncServiceClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fac_sync_service_get_property;
  object_class->dispose = fac_sync_service_dispose;
  object_class->finalize = fac_sync_service_finalize;
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, FAC_TYPE_SYNC_STATE, FAC_SYNC_NO_KEY, flags);
  properties[PROP_PENDING] = g_param_spec_uint ("pending", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ATTENTION] = g_param_spec_uint ("attention", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PROGRESS] = g_param_spec_string ("progress", NULL, NULL, NULL, flags);
  properties[PROP_LAST_ERROR] = g_param_spec_boxed ("last-error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_PULL_PAUSED] =
      g_param_spec_boolean ("pull-paused", NULL, NULL, FALSE, flags);
  properties[PROP_OWED] = g_param_spec_uint ("owed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[STAMPED] = g_signal_new ("stamped", FAC_TYPE_SYNC_SERVICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REFUSED] = g_signal_new ("refused", FAC_TYPE_SYNC_SERVICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[OVERTAKEN] = g_signal_new ("overtaken", FAC_TYPE_SYNC_SERVICE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                     G_TYPE_STRING);
}

static void
fac_sync_service_init (FacSyncService *self)
{
  self->state = FAC_SYNC_NO_KEY;
  self->reading = g_cancellable_new ();
  self->pdf_due = FAC_SYNC_NEVER;
  self->pdf_failed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->xml_failed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->months_tried = g_hash_table_new (NULL, NULL);
  self->xml_fresh = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

FacSyncService *
fac_sync_service_new (FacStore *store, FacConnectivity *connectivity, FacClock *clock)
{
  FacSyncService *self = g_object_new (FAC_TYPE_SYNC_SERVICE, NULL);

  self->store = g_object_ref (store);
  self->connectivity = g_object_ref (connectivity);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_changed), self, 0);
  g_signal_connect_object (connectivity, "notify::online", G_CALLBACK (on_online), self, 0);
  _fac_sync_count (self);
  _fac_pull_read_pause (self);
  _fac_files_count (self);
  return self;
}

void
fac_sync_service_set_provider (FacSyncService *self, FacProvider *provider)
{
  if (self->stopped)
    return;
  if (provider != NULL)
    g_object_ref (provider);
  g_clear_object (&self->provider);
  self->provider = provider;
  g_cancellable_cancel (self->reading);
  g_object_unref (self->reading);
  self->reading = g_cancellable_new ();
  self->key_refused = FALSE;
  self->slow_until = 0;
  self->slow_count = 0;
  self->server_time = 0;
  self->probe_due = 0;
  g_hash_table_remove_all (self->xml_failed);
  _fac_month_forget (self);
  _fac_pdf_forget (self);
  if (provider != NULL)
    _fac_sync_try_all (self);
  _fac_sync_run (self);
}

void
fac_sync_service_wake (FacSyncService *self, gboolean pull)
{
  if (self->stopped)
    return;
  if (pull && self->provider != NULL)
    {
      self->key_refused = FALSE;
      self->probe_due = 0;
      _fac_sync_try_all (self);
      return;
    }
  self->drain_due = 0;
  _fac_sync_run (self);
}

void
fac_sync_service_stop_async (FacSyncService *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, fac_sync_service_stop_async);
  g_return_if_fail (self->stopping == NULL);
  self->stopped = TRUE;
  _fac_sync_clear_timer (self);
  _fac_files_stop (self);
  g_cancellable_cancel (self->reading);
  self->stopping = task;
  _fac_sync_begin (self);
  _fac_sync_end (self);
}

gboolean
fac_sync_service_stop_finish (FacSyncService *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

FacSyncState
fac_sync_service_get_state (FacSyncService *self)
{
  return self->state;
}

guint
fac_sync_service_get_pending (FacSyncService *self)
{
  return self->pending;
}

guint
fac_sync_service_get_attention (FacSyncService *self)
{
  return self->attention;
}
