/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sync-private.h"

#include "fac-answer-class.h"
#include "fac-backoff.h"

#define LONGEST_SLEEP (60 * 60 * (gint64) G_USEC_PER_SEC)
#define PROBE_MOST    6 /* attempts after which the wait no longer grows: 2 to 256 s */

G_DEFINE_FINAL_TYPE (FacSyncService, fac_sync_service, G_TYPE_OBJECT)

enum { PROP_STATE = 1, PROP_PENDING, PROP_ATTENTION, PROP_PROGRESS, PROP_LAST_ERROR, PROP_PULL_PAUSED,
       PROP_OWED, PROP_FETCH_PAUSED,
       N_PROPS };
enum { STAMPED, REFUSED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
tell (FacSyncService *self, guint property)
{
  if (!self->stopped)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* ---- state ---------------------------------------------------------------------------------- */

static FacSyncState
find_state (FacSyncService *self)
{
  if (self->provider == NULL)
    return FAC_SYNC_NO_KEY;
  if (!fac_connectivity_is_online (self->connectivity))
    return FAC_SYNC_OFFLINE;
  if (self->key_refused)
    return FAC_SYNC_KEY_REFUSED;
  if (self->account_refused)
    return FAC_SYNC_ACCOUNT;
  if (self->trouble)
    return FAC_SYNC_TROUBLE;
  return self->sending || self->walk != NULL || self->downloading ? FAC_SYNC_WORKING
                                                                  : FAC_SYNC_IDLE;
}

void
_fac_sync_update_state (FacSyncService *self)
{
  const FacSyncState state = find_state (self);

  if (state == self->state)
    return;
  self->state = state;
  tell (self, PROP_STATE);
}

void
_fac_sync_set_progress (FacSyncService *self, const char *progress)
{
  if (g_strcmp0 (progress, self->progress) == 0)
    return;
  g_free (self->progress);
  self->progress = g_strdup (progress);
  tell (self, PROP_PROGRESS);
}

void
_fac_sync_notify_files (FacSyncService *self)
{
  tell (self, PROP_OWED);
  tell (self, PROP_FETCH_PAUSED);
}

static void
set_last_error (FacSyncService *self, const GError *error)
{
  if (error == NULL && self->last_error == NULL)
    return;
  g_clear_error (&self->last_error);
  if (error != NULL)
    self->last_error = g_error_copy (error);
  tell (self, PROP_LAST_ERROR);
}

void
_fac_sync_announce (FacSyncService *self, gboolean stamped, const char *document_id)
{
  if (!self->stopped)
    g_signal_emit (self, signals[stamped ? STAMPED : REFUSED], 0, document_id);
}

/* ---- what answers say about the service as a whole ------------------------------------------ */

gint64
_fac_sync_now (FacSyncService *self)
{
  return fac_clock_now (self->clock);
}

gint64
_fac_sync_server_now (FacSyncService *self)
{
  return self->server_time != 0 ? self->server_time + g_get_monotonic_time () - self->server_heard : 0;
}

static void
report_reached (FacSyncService *self)
{
  self->unreached = FALSE;
  self->probe_attempts = 0;
  if (!self->stopped)
    fac_connectivity_report (self->connectivity, TRUE);
}

void
_fac_sync_reached (FacSyncService *self, gint64 server_time)
{
  if (server_time != 0)
    {
      self->server_time = server_time;
      self->server_heard = g_get_monotonic_time ();
    }
  self->trouble = FALSE;
  self->slow_count = 0;
  set_last_error (self, NULL);
  report_reached (self);
  _fac_sync_update_state (self);
}

static void
report_unreached (FacSyncService *self)
{
  if (self->stopped)
    return;
  if (!self->unreached)
    self->probe_due =
        _fac_sync_now (self) + fac_backoff_delay (self->probe_attempts, g_random_int ());
  self->unreached = TRUE;
  fac_connectivity_report (self->connectivity, FALSE);
}

static void
slow_down (FacSyncService *self, const GError *error)
{
  const gint64 pause =
      fac_backoff_slow (fac_answer_retry_after (error), self->slow_count++, g_random_int ());

  self->slow_until = MAX (self->slow_until, _fac_sync_now (self) + pause);
}

static gboolean
has_answer (const GError *error)
{
  const FacApiErrorDetail *detail = fac_api_error_detail (error);

  return detail != NULL && detail->status != 0;
}

void
_fac_sync_failed (FacSyncService *self, const GError *error)
{
  const FacAnswerClass class = fac_answer_class (error);

  if (class == FAC_ANSWER_UNREACHED)
    report_unreached (self);
  else if (class == FAC_ANSWER_SLOW_DOWN)
    slow_down (self, error);
  else if (class == FAC_ANSWER_KEY)
    self->key_refused = TRUE;
  else if (class == FAC_ANSWER_ACCOUNT)
    self->account_refused = TRUE;
  else if (class == FAC_ANSWER_UNSURE || class == FAC_ANSWER_BLOCKED)
    self->trouble = TRUE;
  set_last_error (self, error);
  if (has_answer (error))
    report_reached (self);
  _fac_sync_update_state (self);
}

void
_fac_sync_store_failed (FacSyncService *self, const GError *error)
{
  if (error == NULL || g_error_matches (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND))
    return;
  self->trouble = TRUE;
  set_last_error (self, error);
  _fac_sync_update_state (self);
}

/* ---- what runs when ------------------------------------------------------------------------- */

gboolean
_fac_sync_may_send (FacSyncService *self)
{
  return !self->stopped && self->provider != NULL && !self->key_refused
         && fac_connectivity_is_online (self->connectivity)
         && _fac_sync_now (self) >= self->slow_until;
}

void
_fac_sync_begin (FacSyncService *self)
{
  self->active++;
}

void
_fac_sync_end (FacSyncService *self)
{
  GTask *task;

  g_return_if_fail (self->active > 0);
  if (--self->active > 0 || self->stopping == NULL)
    return;
  task = g_steal_pointer (&self->stopping);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static gboolean
on_timer (gpointer data)
{
  FacSyncService *self = data;

  self->timer = 0;
  _fac_sync_run (self);
  return G_SOURCE_REMOVE;
}

static void
clear_timer (FacSyncService *self)
{
  if (self->timer != 0)
    fac_clock_remove_timeout (self->clock, self->timer);
  self->timer = 0;
}

static void
set_timer (FacSyncService *self, gint64 due)
{
  gint64 wait;

  clear_timer (self);
  if (due == FAC_SYNC_NEVER)
    return;
  /* in pieces: a machine that slept must not oversleep */
  wait = CLAMP (due - _fac_sync_now (self), 0, LONGEST_SLEEP);
  self->timer = fac_clock_add_timeout (self->clock, (guint) (wait / 1000 + 1), on_timer, self);
}

static void
on_probed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacSyncService) self = data;
  g_autoptr (GError) error = NULL;
  const gboolean there = fac_provider_check_finish (FAC_PROVIDER (source), result, &error);

  self->probing = FALSE;
  if (there)
    _fac_sync_reached (self, 0);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->probe_attempts = MIN (self->probe_attempts + 1, PROBE_MOST);
      self->probe_due =
          _fac_sync_now (self) + fac_backoff_delay (self->probe_attempts, g_random_int ());
      _fac_sync_failed (self, error);
    }
  _fac_sync_run (self);
  _fac_sync_end (self);
}

static gboolean
should_probe (FacSyncService *self)
{
  return !self->stopped && self->provider != NULL && self->unreached && !self->probing
         && !fac_connectivity_is_online (self->connectivity)
         && !fac_connectivity_get_simulated_offline (self->connectivity);
}

static gint64
run_offline (FacSyncService *self)
{
  if (!should_probe (self))
    return FAC_SYNC_NEVER;
  if (self->probe_due > _fac_sync_now (self))
    return self->probe_due;
  self->probing = TRUE;
  _fac_sync_begin (self);
  fac_provider_check_async (self->provider, self->reading, on_probed, g_object_ref (self));
  return FAC_SYNC_NEVER;
}

static gint64
run_online (FacSyncService *self)
{
  const gint64 now = _fac_sync_now (self);
  gint64 due = FAC_SYNC_NEVER;
  const gboolean may_fetch =
      self->fetch_known && !self->fetch_paused && !_fac_pull_is_walking (self);

  if (!self->draining && self->drain_due <= now)
    _fac_drain_start (self);
  if (self->walk == NULL && self->pull_due <= now)
    _fac_pull_start (self);
  if (!self->fetching && self->xml_due <= now && may_fetch)
    _fac_xml_fetch_start (self);
  /* what is under way sets its own due time when it ends */
  if (!self->draining)
    due = MIN (due, self->drain_due);
  if (self->walk == NULL)
    due = MIN (due, self->pull_due);
  if (!self->fetching && may_fetch)
    due = MIN (due, self->xml_due);
  return due;
}

void
_fac_sync_run (FacSyncService *self)
{
  gint64 due = FAC_SYNC_NEVER;

  if (self->stopped)
    return;
  if (_fac_sync_may_send (self))
    due = run_online (self);
  else if (!fac_connectivity_is_online (self->connectivity))
    due = run_offline (self);
  else if (self->provider != NULL && !self->key_refused)
    due = self->slow_until;
  set_timer (self, due);
  _fac_sync_update_state (self);
}

/* ---- triggers ------------------------------------------------------------------------------- */

static void
on_retried (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacSyncService) self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    _fac_sync_store_failed (self, error);
  self->drain_due = 0;
  _fac_sync_run (self);
  _fac_sync_end (self);
}

/* Everything is tried at once, also what had to pause. */
static void
try_all (FacSyncService *self)
{
  self->account_refused = FALSE;
  self->trouble = FALSE;
  self->pull_due = 0;
  self->xml_due = 0;
  _fac_files_scan (self);
  _fac_sync_begin (self);
  fac_store_retry_async (self->store, 0, on_retried, g_object_ref (self));
  _fac_sync_run (self);
}

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
        try_all (self);
    }
  _fac_sync_run (self);
}

/* ---- counts --------------------------------------------------------------------------------- */

static void count (FacSyncService *self);

static void
set_counts (FacSyncService *self, guint pending, guint attention)
{
  if (pending != self->pending)
    {
      self->pending = pending;
      tell (self, PROP_PENDING);
    }
  if (attention != self->attention)
    {
      self->attention = attention;
      tell (self, PROP_ATTENTION);
    }
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacSyncService) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = fac_store_outbox_finish (FAC_STORE (source), result, &error);
  guint waiting = 0; /* for the person */

  self->counting = FALSE;
  if (entries == NULL)
    _fac_sync_store_failed (self, error);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const FacOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->state == FAC_OUTBOX_REFUSED || entry->state == FAC_OUTBOX_CONFLICT)
        waiting++;
    }
  if (entries != NULL)
    set_counts (self, entries->len - waiting, waiting);
  if (self->count_again && !self->stopped)
    count (self);
  _fac_sync_end (self);
}

static void
count (FacSyncService *self)
{
  self->count_again = self->counting;
  if (self->counting)
    return;
  self->counting = TRUE;
  _fac_sync_begin (self);
  fac_store_outbox_async (self->store, NULL, on_counted, g_object_ref (self));
}

static void
on_changed (FacStore *store, FacEntity entity, const char *id, FacSyncService *self)
{
  if (entity == FAC_ENTITY_OUTBOX && !self->stopped)
    count (self);
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
      g_value_set_uint (value, self->owed);
      break;
    case PROP_FETCH_PAUSED:
      g_value_set_boolean (value, self->fetch_paused);
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
    clear_timer (self);
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
  properties[PROP_FETCH_PAUSED] =
      g_param_spec_boolean ("fetch-paused", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[STAMPED] = g_signal_new ("stamped", FAC_TYPE_SYNC_SERVICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REFUSED] = g_signal_new ("refused", FAC_TYPE_SYNC_SERVICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
fac_sync_service_init (FacSyncService *self)
{
  self->state = FAC_SYNC_NO_KEY;
  self->reading = g_cancellable_new ();
  self->xml_failed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
  count (self);
  _fac_pull_read_pause (self);
  _fac_files_start (self);
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
  if (provider != NULL)
    try_all (self);
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
      try_all (self);
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
  clear_timer (self);
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
