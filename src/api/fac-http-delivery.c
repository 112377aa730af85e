/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-http-delivery.h"

static void
delivery_free (gpointer data)
{
  FacHttpDelivery *self = data;

  if (self->result != NULL && self->result_destroy != NULL)
    self->result_destroy (self->result);
  if (self->parse_destroy != NULL)
    self->parse_destroy (self->parse_data);
  g_clear_pointer (&self->response, fac_http_response_free);
  g_clear_error (&self->error);
  g_object_unref (self->task);
  g_free (self);
}

static gboolean
on_home (gpointer data)
{
  FacHttpDelivery *self = data;

  if (self->error != NULL)
    g_task_return_error (self->task, g_steal_pointer (&self->error));
  else
    g_task_return_pointer (self->task, g_steal_pointer (&self->result), self->result_destroy);
  return G_SOURCE_REMOVE;
}

/* The task is completed and let go in its own context: whoever asked is never freed here. */
static void
send_home (FacHttpDelivery *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  GMainContext *context = g_task_get_context (self->task);

  g_source_set_priority (source, g_task_get_priority (self->task));
  g_source_set_callback (source, on_home, self, delivery_free);
  g_source_attach (source, context);
}

static void
parse (gpointer data, gpointer unused)
{
  FacHttpDelivery *self = data;

  self->result = self->parse (self->response, self->parse_data, &self->error);
  if (self->parse_destroy != NULL)
    self->parse_destroy (self->parse_data);
  self->parse_destroy = NULL;
  g_clear_pointer (&self->response, fac_http_response_free);
  send_home (self);
}

/* Of one thread: answers stay in their order. */
static GThreadPool *
reader (void)
{
  static GThreadPool *pool;

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, g_thread_pool_new (parse, NULL, 1, FALSE, NULL));
  return pool;
}

void
fac_http_delivery_send (FacHttpDelivery *self)
{
  if (self->response != NULL)
    g_thread_pool_push (reader (), self, NULL);
  else
    send_home (self);
}
