/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-http-multi.h"

#include <glib-unix.h>

struct _FacHttpMulti
{
  GMainContext    *context;
  CURLM           *multi;
  CURLSH          *share;
  GHashTable      *sockets; /* descriptor → GSource */
  GSource         *timer;
  FacHttpMultiDone done;
  gpointer         data;
};

static void
source_destroy (gpointer data)
{
  g_source_destroy (data);
  g_source_unref (data);
}

static void
clear_timer (FacHttpMulti *self)
{
  if (self->timer != NULL)
    source_destroy (g_steal_pointer (&self->timer));
}

static void
collect (FacHttpMulti *self)
{
  CURLMsg *message;
  int left;

  while ((message = curl_multi_info_read (self->multi, &left)) != NULL)
    {
      if (message->msg == CURLMSG_DONE)
        self->done (message->easy_handle, message->data.result, self->data);
    }
}

static void
act (FacHttpMulti *self, curl_socket_t socket, int events)
{
  int running;

  curl_multi_socket_action (self->multi, socket, events, &running);
  collect (self);
}

static gboolean
on_descriptor (int descriptor, GIOCondition condition, gpointer data)
{
  int events = 0;

  if (condition & G_IO_IN)
    events |= CURL_CSELECT_IN;
  if (condition & G_IO_OUT)
    events |= CURL_CSELECT_OUT;
  if (condition & (G_IO_ERR | G_IO_HUP | G_IO_NVAL))
    events |= CURL_CSELECT_ERR;
  act (data, descriptor, events);
  return G_SOURCE_CONTINUE;
}

static int
on_socket (CURL *easy, curl_socket_t socket, int what, void *data, void *unused)
{
  FacHttpMulti *self = data;
  GIOCondition condition = G_IO_ERR | G_IO_HUP;
  GSource *source;

  if (what == CURL_POLL_REMOVE)
    {
      g_hash_table_remove (self->sockets, GINT_TO_POINTER (socket));
      return 0;
    }
  if (what & CURL_POLL_IN)
    condition |= G_IO_IN;
  if (what & CURL_POLL_OUT)
    condition |= G_IO_OUT;
  source = g_unix_fd_source_new (socket, condition);
  g_source_set_callback (source, G_SOURCE_FUNC (on_descriptor), self, NULL);
  g_source_attach (source, self->context);
  g_hash_table_replace (self->sockets, GINT_TO_POINTER (socket), source);
  return 0;
}

static gboolean
on_time (gpointer data)
{
  FacHttpMulti *self = data;

  clear_timer (self);
  act (self, CURL_SOCKET_TIMEOUT, 0);
  return G_SOURCE_REMOVE;
}

static int
on_timer (CURLM *multi, long milliseconds, void *data)
{
  FacHttpMulti *self = data;

  clear_timer (self);
  if (milliseconds < 0)
    return 0;
  self->timer = g_timeout_source_new ((guint) milliseconds);
  g_source_set_callback (self->timer, on_time, self, NULL);
  g_source_attach (self->timer, self->context);
  return 0;
}

FacHttpMulti *
fac_http_multi_new (GMainContext *context, FacHttpMultiDone done, gpointer data)
{
  FacHttpMulti *self = g_new0 (FacHttpMulti, 1);

  self->context = g_main_context_ref (context);
  self->done = done;
  self->data = data;
  self->sockets = g_hash_table_new_full (NULL, NULL, NULL, source_destroy);
  self->share = curl_share_init ();
  curl_share_setopt (self->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
  self->multi = curl_multi_init ();
  curl_multi_setopt (self->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
  curl_multi_setopt (self->multi, CURLMOPT_SOCKETDATA, self);
  curl_multi_setopt (self->multi, CURLMOPT_TIMERFUNCTION, on_timer);
  curl_multi_setopt (self->multi, CURLMOPT_TIMERDATA, self);
  curl_multi_setopt (self->multi, CURLMOPT_PIPELINING, (long) CURLPIPE_MULTIPLEX);
  return self;
}

void
fac_http_multi_free (FacHttpMulti *self)
{
  curl_multi_cleanup (self->multi);
  curl_share_cleanup (self->share);
  clear_timer (self);
  g_hash_table_unref (self->sockets);
  g_main_context_unref (self->context);
  g_free (self);
}

gboolean
fac_http_multi_add (FacHttpMulti *self, CURL *easy)
{
  return curl_multi_add_handle (self->multi, easy) == CURLM_OK;
}

void
fac_http_multi_remove (FacHttpMulti *self, CURL *easy)
{
  curl_multi_remove_handle (self->multi, easy);
}

CURLSH *
fac_http_multi_share (FacHttpMulti *self)
{
  return self->share;
}
