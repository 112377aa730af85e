/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sent-wait.h"

#include "fac-customer-checks.h"
#include "fac-store-error.h"

#include <glib/gi18n-lib.h>

#define SECONDS_MOST 30

typedef struct
{
  char             *id;
  FacCustomerCheck *check;
  FacRefusal       *refusal;
  gulong            changed;
  guint             timer;
  gboolean          reading;
  gboolean          again; /* it changed while it was read */
  gboolean          late;
} Wait;

static void look (GTask *task);

static void
wait_free (gpointer data)
{
  Wait *self = data;

  g_free (self->id);
  g_clear_pointer (&self->check, fac_customer_check_free);
  g_clear_pointer (&self->refusal, fac_refusal_free);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_free (self);
}

/* Takes over @task and @error. */
static void
end (GTask *task, GError *error)
{
  Wait *self = g_task_get_task_data (task);
  FacWorkspace *workspace = g_task_get_source_object (task);

  g_clear_signal_handler (&self->changed, workspace);
  g_clear_handle_id (&self->timer, g_source_remove);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
end_unsent (GTask *task)
{
  end (task, g_error_new_literal (FAC_CHECK_ERROR, FAC_CHECK_ERROR_NOT_SENT,
                                  _("The service does not have this customer yet as it is here. "
                                    "It is on its way: try again in a moment.")));
}

static void
on_refusal (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Wait *self = g_task_get_task_data (task);

  self->reading = FALSE;
  self->refusal = fac_refusal_load_finish (FAC_WORKSPACE (source), result, NULL);
  if (self->refusal != NULL)
    end (task, NULL);
  else if (self->late)
    end_unsent (task);
  else if (self->again)
    look (task);
}

/* what is incomplete leaves once, and no more before it is whole */
static gboolean
is_half_there (const FacCustomer *customer)
{
  return customer->remote_id != NULL && fac_customer_is_incomplete (customer);
}

static void
on_check (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Wait *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&self->check, fac_customer_check_free);
  self->check = fac_workspace_get_check_finish (FAC_WORKSPACE (source), result, &error);
  if (error == NULL && self->check->customer == NULL)
    error = g_error_new_literal (FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND,
                                 _("The customer is no longer here."));
  if (error != NULL || self->check->sent || is_half_there (self->check->customer))
    {
      end (task, error);
      return;
    }
  fac_refusal_load_async (FAC_WORKSPACE (source), self->id, g_task_get_cancellable (task),
                          on_refusal, task);
}

static void
look (GTask *task)
{
  Wait *self = g_task_get_task_data (task);

  self->again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  fac_workspace_get_check_async (g_task_get_source_object (task), self->id, NULL,
                                 g_task_get_cancellable (task), on_check, task);
}

static void
on_changed (FacWorkspace *workspace, FacEntity entity, const char *id, GTask *task)
{
  if (entity == FAC_ENTITY_CUSTOMER || entity == FAC_ENTITY_OUTBOX)
    look (task);
}

static gboolean
on_timer (gpointer data)
{
  Wait *self = g_task_get_task_data (data);

  self->timer = 0;
  self->late = TRUE;
  look (data);
  return G_SOURCE_REMOVE;
}

void
fac_sent_wait_async (FacWorkspace *workspace, const char *id, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, data);
  Wait *self = g_new0 (Wait, 1);

  self->id = g_strdup (id);
  g_task_set_task_data (task, self, wait_free);
  self->changed = g_signal_connect (workspace, "changed", G_CALLBACK (on_changed), task);
  self->timer = g_timeout_add_seconds (SECONDS_MOST, on_timer, task);
  look (task);
}

FacCustomerCheck *
fac_sent_wait_finish (FacWorkspace *workspace, GAsyncResult *result, FacRefusal **refusal,
                      GError **error)
{
  Wait *self = g_task_get_task_data (G_TASK (result));

  *refusal = NULL;
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  *refusal = g_steal_pointer (&self->refusal);
  return g_steal_pointer (&self->check);
}
