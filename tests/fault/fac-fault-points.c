/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-fault-points.h"

#include "fac-test.h"

#include <signal.h>
#include <stdio.h>

#define KEPT_AT_LATEST_MS 200 /* an answer that says nothing new changes nothing in the store */

typedef enum { NEVER, UNSENT, UNKEPT, KEPT } Point;

static const char *const point_names[] = { "never", "unsent", "unkept", "kept" };
static FacProviderClass real;
static Point armed;
static char *armed_verb;
static gboolean answered; /* the armed verb, and it is being kept */

typedef struct
{
  GTask *outer;
  char  *verb;
} Call;

static void
die (void)
{
  printf ("died %s %s\n", point_names[armed], armed_verb);
  fflush (stdout);
  raise (SIGKILL);
}

static gboolean
on_kept_at_latest (gpointer data)
{
  die ();
  return G_SOURCE_REMOVE;
}

static void
on_changed (FacStore *store, FacEntity entity, const char *id, gpointer data)
{
  if (answered)
    die ();
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  Call *call = data;
  g_autoptr (GTask) outer = call->outer;
  g_autofree char *verb = call->verb;
  GError *error = NULL;
  gpointer answer = g_task_propagate_pointer (G_TASK (result), &error);
  const gboolean meant = error == NULL && g_strcmp0 (verb, armed_verb) == 0;

  g_free (call);
  if (meant && armed == UNKEPT)
    die ();
  if (meant && armed == KEPT)
    {
      answered = TRUE;
      g_timeout_add (fac_test_patience (KEPT_AT_LATEST_MS), on_kept_at_latest, NULL);
    }
  if (error != NULL)
    g_task_return_error (outer, error);
  else
    g_task_return_pointer (outer, answer, NULL);
}

/* Takes over @outer. Returns: (transfer full): the task for the provider itself */
static GTask *
leave (FacProvider *provider, GTask *outer, const char *what, int entity)
{
  static const char *const entities[] = { "customer", "product", "invoice" };
  Call *call = g_new0 (Call, 1);

  call->outer = outer;
  call->verb = entity < 0 ? g_strdup (what) : g_strdup_printf ("%s-%s", what, entities[entity]);
  if (armed == UNSENT && g_strcmp0 (call->verb, armed_verb) == 0)
    die ();
  return g_task_new (provider, g_task_get_cancellable (outer), on_answered, call);
}

static void
points_check (FacProvider *self, GTask *task)
{
  real.check (self, leave (self, task, "check", -1));
}

static void
points_list (FacProvider *self, FacEntity entity, const FacRemoteQuery *query, GTask *task)
{
  real.list (self, entity, query, leave (self, task, "list", -1));
}

static void
points_get (FacProvider *self, FacEntity entity, const char *remote_id, GTask *task)
{
  real.get (self, entity, remote_id, leave (self, task, "read", -1));
}

static void
points_create (FacProvider *self, FacRemoteItem *item, const char *key, GTask *task)
{
  real.create (self, item, key, leave (self, task, "create", (int) item->entity));
}

static void
points_update (FacProvider *self, FacRemoteItem *item, GTask *task)
{
  real.update (self, item, leave (self, task, "update", (int) item->entity));
}

static void
points_remove (FacProvider *self, FacEntity entity, const char *remote_id, GTask *task)
{
  real.remove (self, entity, remote_id, leave (self, task, "delete", (int) entity));
}

static void
points_stamp (FacProvider *self, const char *remote_id, GTask *task)
{
  real.stamp (self, remote_id, leave (self, task, "stamp", -1));
}

static void
points_cancel (FacProvider *self, const char *remote_id, const char *motive, const char *substitution, GTask *task)
{
  real.cancel (self, remote_id, motive, substitution, leave (self, task, "cancel", -1));
}

static void
points_refresh_status (FacProvider *self, const char *remote_id, GTask *task)
{
  real.refresh_status (self, remote_id, leave (self, task, "status", -1));
}

static void
points_email (FacProvider *self, const char *remote_id, const char *const *addresses, GTask *task)
{
  real.email (self, remote_id, addresses, leave (self, task, "email", -1));
}

static void
points_download (FacProvider *self, const char *remote_id, FacFileFormat format, GTask *task)
{
  real.download (self, remote_id, format, leave (self, task, format == FAC_FILE_XML ? "xml" : "acuse", -1));
}

void
fac_fault_points_install (FacProvider *provider, FacStore *store)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (provider);

  g_assert_null (real.check);
  real = *klass;
  klass->check = points_check;
  klass->list = points_list;
  klass->get = points_get;
  klass->create = points_create;
  klass->update = points_update;
  klass->remove = points_remove;
  klass->stamp = points_stamp;
  klass->cancel = points_cancel;
  klass->refresh_status = points_refresh_status;
  klass->email = points_email;
  klass->download = points_download;
  g_signal_connect (store, "changed", G_CALLBACK (on_changed), NULL);
}

gboolean
fac_fault_points_arm (const char *point, const char *verb)
{
  for (Point i = UNSENT; i <= KEPT; i++)
    if (g_str_equal (point, point_names[i]))
      {
        armed = i;
        g_free (armed_verb);
        armed_verb = g_strdup (verb);
        return TRUE;
      }
  return FALSE;
}
