/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-http-client.h"

#include "fac-api-error.h"
#include "fac-http-multi.h"
#include "fac-http-transfer.h"

#include <glib/gi18n.h>

#define MAX_PER_HOST 4

/* FacNetwork: all that lives on the network thread; the client is only its handle. */
typedef struct
{
  gatomicrefcount references;
  GMainContext   *context;
  GMainLoop      *loop;
  FacHttpMulti   *multi;
  GHashTable     *transfers; /* FacHttpTransfer → its Watch (nullable) */
  GHashTable     *hosts;     /* host → Host */
} FacNetwork;

typedef struct
{
  guint    n_active;
  gboolean closed;
  GQueue   waiting; /* of FacHttpTransfer */
} Host;

typedef struct
{
  FacNetwork      *network;
  FacHttpTransfer *transfer;
} Job;

/* Watch: tells the network thread that a transfer is cancelled, on whichever thread that is done. GLib's source of a
 * cancellable is never freed when it is dropped while another thread cancels (2.74). */
typedef struct
{
  FacNetwork      *network;
  FacHttpTransfer *transfer; /* NULL once it has ended */
  GCancellable    *cancellable; /* lives as long as @transfer */
  gulong           handler;
} Watch;

static GMutex watches; /* guards their transfers */

struct _FacHttpClient
{
  GObject parent_instance;

  FacNetwork *network;
  GThread    *thread;
};

G_DEFINE_FINAL_TYPE (FacHttpClient, fac_http_client, G_TYPE_OBJECT)

static FacNetwork *
network_ref (FacNetwork *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static void
network_unref (FacNetwork *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self);
}

static Host *
get_host (FacNetwork *self, const char *name)
{
  Host *host = g_hash_table_lookup (self->hosts, name);

  if (host == NULL)
    {
      host = g_new0 (Host, 1);
      g_hash_table_insert (self->hosts, g_strdup (name), host);
    }
  return host;
}

static GError *
new_cancelled (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
}

static void
attach (FacNetwork *self, GSourceFunc callback, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, callback, data, destroy);
  g_source_attach (source, self->context);
}

static void start_waiting (FacNetwork *self, Host *host);

static void
watch_unref (gpointer watch)
{
  g_atomic_rc_box_release (watch);
}

/* Whoever cancels meanwhile finds nothing to be told any more. */
static void
watch_end (Watch *self)
{
  g_mutex_lock (&watches);
  self->transfer = NULL;
  g_mutex_unlock (&watches);
  g_signal_handler_disconnect (self->cancellable, self->handler);
  watch_unref (self);
}

/* After this the transfer is nobody's but the caller's. */
static void
forget (FacNetwork *self, FacHttpTransfer *transfer)
{
  Watch *watch = g_hash_table_lookup (self->transfers, transfer);
  Host *host = get_host (self, fac_http_transfer_host (transfer));

  if (watch != NULL)
    watch_end (watch);
  g_hash_table_remove (self->transfers, transfer);
  if (g_queue_remove (&host->waiting, transfer))
    return;
  fac_http_multi_remove (self->multi, fac_http_transfer_easy (transfer));
  host->n_active--;
  start_waiting (self, host);
}

static void
on_done (CURL *easy, CURLcode code, gpointer data)
{
  FacHttpTransfer *transfer = NULL;

  curl_easy_getinfo (easy, CURLINFO_PRIVATE, (char **) &transfer);
  forget (data, transfer);
  fac_http_transfer_done (transfer, code);
}

static gboolean
on_told (gpointer data)
{
  Watch *watch = data;
  FacHttpTransfer *transfer = watch->transfer;

  if (transfer == NULL)
    return G_SOURCE_REMOVE;
  forget (watch->network, transfer);
  fac_http_transfer_fail (transfer, new_cancelled ());
  return G_SOURCE_REMOVE;
}

static void
on_cancelled (GCancellable *cancellable, Watch *watch)
{
  g_mutex_lock (&watches);
  if (watch->transfer != NULL)
    attach (watch->network, on_told, g_atomic_rc_box_acquire (watch), watch_unref);
  g_mutex_unlock (&watches);
}

static void
on_disconnected (gpointer watch, GClosure *closure)
{
  watch_unref (watch);
}

static Watch *
watch_new (FacNetwork *network, FacHttpTransfer *transfer)
{
  GCancellable *cancellable = fac_http_transfer_cancellable (transfer);
  Watch *self;

  if (cancellable == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (Watch);
  self->network = network;
  self->transfer = transfer;
  self->cancellable = cancellable;
  self->handler = g_signal_connect_data (cancellable, "cancelled", G_CALLBACK (on_cancelled),
                                         g_atomic_rc_box_acquire (self), on_disconnected, 0);
  if (g_cancellable_is_cancelled (cancellable))
    on_cancelled (cancellable, self);
  return self;
}

static void
start (FacNetwork *self, Host *host, FacHttpTransfer *transfer)
{
  host->n_active++;
  if (!fac_http_multi_add (self->multi, fac_http_transfer_easy (transfer)))
    {
      forget (self, transfer);
      fac_http_transfer_fail (transfer,
                              fac_api_error_new (FAC_API_ERROR_OFFLINE, NULL,
                                                 _("No connection to the service could be made.")));
    }
}

static void
start_waiting (FacNetwork *self, Host *host)
{
  while (!host->closed && host->n_active < MAX_PER_HOST &&
         !g_queue_is_empty (&host->waiting))
    start (self, host, g_queue_pop_head (&host->waiting));
}

static gboolean
on_job (gpointer data)
{
  Job *job = data;
  FacNetwork *self = job->network;
  FacHttpTransfer *transfer = g_steal_pointer (&job->transfer);
  GError *error = NULL;
  Host *host;

  if (self->multi == NULL)
    fac_http_transfer_fail (transfer, new_cancelled ());
  else if (!fac_http_transfer_prepare (transfer, fac_http_multi_share (self->multi), &error))
    fac_http_transfer_fail (transfer, error);
  else
    {
      host = get_host (self, fac_http_transfer_host (transfer));
      g_hash_table_insert (self->transfers, transfer, watch_new (self, transfer));
      g_queue_push_tail (&host->waiting, transfer);
      start_waiting (self, host);
    }
  return G_SOURCE_REMOVE;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->transfer != NULL)
    fac_http_transfer_fail (job->transfer, new_cancelled ());
  network_unref (job->network);
  g_free (job);
}

static void
abort_all (FacNetwork *self)
{
  GHashTableIter iter;
  gpointer transfer, host;

  g_hash_table_iter_init (&iter, self->hosts);
  while (g_hash_table_iter_next (&iter, NULL, &host))
    ((Host *) host)->closed = TRUE;
  for (;;)
    {
      g_hash_table_iter_init (&iter, self->transfers);
      if (!g_hash_table_iter_next (&iter, &transfer, NULL))
        break;
      forget (self, transfer);
      fac_http_transfer_fail (transfer, new_cancelled ());
    }
}

static gpointer
network_thread (gpointer data)
{
  FacNetwork *self = data;

  g_main_context_push_thread_default (self->context);
  self->transfers = g_hash_table_new (NULL, NULL);
  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->multi = fac_http_multi_new (self->context, on_done, self);
  g_main_loop_run (self->loop);
  abort_all (self);
  g_clear_pointer (&self->multi, fac_http_multi_free);
  while (g_main_context_iteration (self->context, FALSE))
    ; /* what was still to be told */
  g_hash_table_unref (self->transfers);
  g_hash_table_unref (self->hosts);
  g_main_context_pop_thread_default (self->context);
  network_unref (self);
  return NULL;
}

static gboolean
on_quit (gpointer data)
{
  FacNetwork *self = data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

static void
fac_http_client_finalize (GObject *object)
{
  FacHttpClient *self = FAC_HTTP_CLIENT (object);

  /* By a source and not at once: the thread may not have reached its loop yet. */
  attach (self->network, on_quit, self->network, NULL);
  g_thread_join (self->thread);
  network_unref (self->network);
  G_OBJECT_CLASS (fac_http_client_parent_class)->finalize (object);
}

static void
fac_http_client_class_init (FacHttpClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_http_client_finalize;
  curl_global_init (CURL_GLOBAL_DEFAULT);
}

static void
fac_http_client_init (FacHttpClient *self)
{
  self->network = g_new0 (FacNetwork, 1);
  g_atomic_ref_count_init (&self->network->references);
  self->network->context = g_main_context_new ();
  self->network->loop = g_main_loop_new (self->network->context, FALSE);
  self->thread = g_thread_new ("network", network_thread, network_ref (self->network));
}

FacHttpClient *
fac_http_client_new (void)
{
  return g_object_new (FAC_TYPE_HTTP_CLIENT, NULL);
}

void
fac_http_client_send (FacHttpClient        *self,
                      const FacHttpRequest *request,
                      FacHttpParse          parse,
                      gpointer              parse_data,
                      GDestroyNotify        parse_destroy,
                      GDestroyNotify        result_destroy,
                      GTask                *task)
{
  Job *job;

  g_return_if_fail (FAC_IS_HTTP_CLIENT (self));
  g_return_if_fail (request != NULL && request->method != NULL && parse != NULL);
  g_return_if_fail (G_IS_TASK (task));

  job = g_new0 (Job, 1);
  job->network = network_ref (self->network);
  job->transfer = fac_http_transfer_new (request, parse, parse_data, parse_destroy, result_destroy,
                                         task);
  attach (self->network, on_job, job, job_free);
}
