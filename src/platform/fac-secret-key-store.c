/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-key-store.h"

#include "fac-error.h"
#include "fac-keyring-watch.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#define TIME_LIMIT_SECONDS 25

#define FAC_TYPE_SECRET_KEY_STORE (fac_secret_key_store_get_type ())
G_DECLARE_FINAL_TYPE (FacSecretKeyStore, fac_secret_key_store, FAC, SECRET_KEY_STORE, GObject)

struct _FacSecretKeyStore
{
  GObject          parent_instance;
  FacKeyringWatch *watch;
};

static void fac_secret_key_store_iface_init (FacKeyStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FacSecretKeyStore, fac_secret_key_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FAC_TYPE_KEY_STORE,
                                                      fac_secret_key_store_iface_init))

static const SecretSchema schema = {
  "org.example.Facturador.Key",
  SECRET_SCHEMA_NONE,
  {
    { "organization", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "environment", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  }
};

/* One call. It is answered once, by the keyring or by the time limit; what comes later is dropped. */
typedef struct
{
  gatomicrefcount references;
  GTask          *task; /* NULL once answered */
  GCancellable   *inner;
  GCancellable   *outer;
  gulong          cancelled_id;
  GSource        *limit;
  gboolean        forgets; /* answered with TRUE, not with a key */
} Call;

static Call *
call_ref (Call *call)
{
  g_atomic_ref_count_inc (&call->references);
  return call;
}

static void
call_unref (Call *call)
{
  if (!g_atomic_ref_count_dec (&call->references))
    return;
  g_clear_object (&call->task);
  g_clear_object (&call->inner);
  g_clear_object (&call->outer);
  g_free (call);
}

/* the task of a call that is still open; the call is then closed */
static GTask *
call_close (Call *call)
{
  GTask *task = g_steal_pointer (&call->task);

  if (task == NULL)
    return NULL;
  g_cancellable_disconnect (call->outer, call->cancelled_id);
  g_source_destroy (call->limit);
  g_clear_pointer (&call->limit, g_source_unref);
  return task;
}

static gboolean
on_limit (gpointer data)
{
  Call *call = data;
  g_autoptr (GTask) task = call_close (call);

  if (task != NULL)
    {
      g_cancellable_cancel (call->inner);
      g_task_return_new_error (task, FAC_ERROR, FAC_ERROR_UNAVAILABLE,
                               _("The keyring does not answer"));
    }
  return G_SOURCE_REMOVE;
}

static void
on_outer_cancelled (GCancellable *outer, gpointer data)
{
  g_cancellable_cancel (data);
}

static Call *
call_new (gpointer source, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  Call *call = g_new0 (Call, 1);

  g_atomic_ref_count_init (&call->references);
  call->task = g_task_new (source, cancellable, callback, data);
  call->inner = g_cancellable_new ();
  if (cancellable != NULL)
    {
      call->outer = g_object_ref (cancellable);
      call->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (on_outer_cancelled),
                                                  g_object_ref (call->inner), g_object_unref);
    }
  call->limit = g_timeout_source_new_seconds (TIME_LIMIT_SECONDS);
  g_source_set_callback (call->limit, on_limit, call_ref (call), (GDestroyNotify) call_unref);
  g_source_attach (call->limit, g_main_context_get_thread_default ());
  return call;
}

static void
call_fail (Call *call, GError *problem)
{
  g_autoptr (GError) taken = problem;
  g_autoptr (GTask) task = call_close (call);

  if (task == NULL)
    return;
  if (g_error_matches (taken, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    g_task_return_new_error (task, FAC_ERROR, FAC_ERROR_LOCKED, "%s", taken->message);
  else if (g_error_matches (taken, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&taken));
  else
    g_task_return_new_error (task, FAC_ERROR, FAC_ERROR_UNAVAILABLE, "%s", taken->message);
}

static void
call_answer_key (Call *call, char *key)
{
  g_autoptr (GTask) task = call_close (call);

  if (task != NULL)
    g_task_return_pointer (task, key, (GDestroyNotify) fac_key_free);
  else
    fac_key_free (key);
}

static void
call_answer_done (Call *call)
{
  g_autoptr (GTask) task = call_close (call);

  if (task != NULL)
    g_task_return_boolean (task, TRUE);
}

/* there is no such key */
static void
call_answer_none (Call *call)
{
  if (call->forgets)
    call_answer_done (call);
  else
    call_answer_key (call, NULL);
}

static void
on_collection (GObject *source, GAsyncResult *result, gpointer data)
{
  Call *call = data;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, NULL);

  if (collection != NULL && secret_collection_get_locked (collection))
    call_fail (call, g_error_new (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "%s",
                                  _("The keyring is locked")));
  else
    call_answer_none (call);
  call_unref (call);
}

static void
on_service (GObject *source, GAsyncResult *result, gpointer data)
{
  Call *call = data;
  g_autoptr (SecretService) service = secret_service_get_finish (result, NULL);

  if (service != NULL)
    secret_collection_for_alias (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                 call->inner,
                                 on_collection, call_ref (call));
  else /* a keyring without that service, such as the one of a sandboxed desktop: it is never locked */
    call_answer_none (call);
  call_unref (call);
}

static void
on_lookup (GObject *source, GAsyncResult *result, gpointer data)
{
  Call *call = data;
  g_autoptr (GError) problem = NULL;
  char *found = secret_password_lookup_finish (result, &problem);

  if (problem != NULL)
    call_fail (call, g_steal_pointer (&problem));
  else if (found != NULL)
    call_answer_key (call, g_strdup (found));
  else /* a locked keyring answers as if it were empty */
    secret_service_get (SECRET_SERVICE_NONE, call->inner, on_service, call_ref (call));
  secret_password_free (found);
  call_unref (call);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  Call *call = data;
  g_autoptr (GError) problem = NULL;

  if (!secret_password_store_finish (result, &problem))
    call_fail (call, g_steal_pointer (&problem));
  else
    call_answer_done (call);
  call_unref (call);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer data)
{
  Call *call = data;
  g_autoptr (GError) problem = NULL;

  if (secret_password_clear_finish (result, &problem))
    call_answer_done (call);
  else if (problem != NULL)
    call_fail (call, g_steal_pointer (&problem));
  else /* a locked keyring removes nothing and does not say so */
    secret_service_get (SECRET_SERVICE_NONE, call->inner, on_service, call_ref (call));
  call_unref (call);
}

static const char *
environment (gboolean livemode)
{
  return livemode ? "live" : "test";
}

static void
lookup_async (FacKeyStore *store, const char *organization, gboolean livemode,
              GCancellable *cancellable,
              GAsyncReadyCallback callback, gpointer data)
{
  Call *call = call_new (store, cancellable, callback, data);

  secret_password_lookup (&schema, call->inner, on_lookup, call, "organization", organization,
                          "environment",
                          environment (livemode), NULL);
}

static void
store_async (FacKeyStore *store, const char *organization, gboolean livemode, const char *key,
             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  Call *call = call_new (store, cancellable, callback, data);
  g_autofree char *label = g_strdup_printf (livemode ? _("Facturador: live key of %s")
                                                     : _("Facturador: test key of %s"), organization);

  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, key, call->inner, on_stored,
                         call,
                         "organization", organization, "environment", environment (livemode), NULL);
}

static void
forget_async (FacKeyStore *store, const char *organization, gboolean livemode,
              GCancellable *cancellable,
              GAsyncReadyCallback callback, gpointer data)
{
  Call *call = call_new (store, cancellable, callback, data);

  call->forgets = TRUE;
  secret_password_clear (&schema, call->inner, on_forgotten, call, "organization", organization,
                         "environment", environment (livemode), NULL);
}

static char *
lookup_finish (FacKeyStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
boolean_finish (FacKeyStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
fac_secret_key_store_iface_init (FacKeyStoreInterface *iface)
{
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
  iface->store_async = store_async;
  iface->store_finish = boolean_finish;
  iface->forget_async = forget_async;
  iface->forget_finish = boolean_finish;
}

static void
on_opened (gpointer data)
{
  g_signal_emit_by_name (data, "opened");
}

static void
fac_secret_key_store_dispose (GObject *object)
{
  FacSecretKeyStore *self = FAC_SECRET_KEY_STORE (object);

  g_clear_pointer (&self->watch, fac_keyring_watch_free);
  G_OBJECT_CLASS (fac_secret_key_store_parent_class)->dispose (object);
}

static void
fac_secret_key_store_class_init (FacSecretKeyStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_secret_key_store_dispose;
}

static void
fac_secret_key_store_init (FacSecretKeyStore *self)
{
  self->watch = fac_keyring_watch_new (on_opened, self);
}

FacKeyStore *
fac_secret_key_store_new (void)
{
  return g_object_new (FAC_TYPE_SECRET_KEY_STORE, NULL);
}
