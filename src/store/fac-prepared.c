/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-prepared.h"

#include "fac-body-pack.h"
#include "fac-document-table.h"
#include "fac-store.h"

#define THREADS 2

struct _FacPrepared
{
  GPtrArray       *pulled;
  FacPreparedItem *items;
  guint            n_items;
  GMutex           mutex; /* guards ready */
  GCond            made;
  gboolean         ready;
  gboolean         ended;
};

/* A turn here is not taken away before the next tick of the kernel, 4 ms; after each document it is given up, so that
 * a search on the same processor need not wait for it. */
static void
prepare (FacPrepared *self)
{
  for (guint i = 0; i < self->n_items; i++)
    {
      const FacPulled *pulled = g_ptr_array_index (self->pulled, i);

      if (pulled->invoice == NULL)
        continue;
      g_thread_yield ();
      self->items[i].words = fac_document_table_words (pulled->invoice);
      if (pulled->body != NULL)
        self->items[i].packed = fac_body_pack (pulled->body);
    }
  g_mutex_lock (&self->mutex);
  self->ready = TRUE;
  g_cond_signal (&self->made);
  g_mutex_unlock (&self->mutex);
}

static void
let_go (FacPrepared *self)
{
  for (guint i = 0; i < self->n_items; i++)
    {
      g_thread_yield ();
      g_free (self->items[i].words);
      g_clear_pointer (&self->items[i].packed, g_bytes_unref);
    }
  g_free (self->items);
  g_ptr_array_unref (self->pulled);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->made);
  g_free (self);
}

static void
work (gpointer data, gpointer unused)
{
  FacPrepared *self = data;

  if (self->ended)
    let_go (self);
  else
    prepare (self);
}

static GThreadPool *
threads (void)
{
  static GThreadPool *pool;

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, g_thread_pool_new (work, NULL, THREADS, FALSE, NULL));
  return pool;
}

FacPrepared *
fac_prepared_new (GPtrArray *items)
{
  FacPrepared *self = g_new0 (FacPrepared, 1);

  self->pulled = g_ptr_array_ref (items);
  self->n_items = items->len;
  self->items = g_new0 (FacPreparedItem, items->len);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->made);
  g_thread_pool_push (threads (), self, NULL);
  return self;
}

const FacPreparedItem *
fac_prepared_wait (FacPrepared *self)
{
  g_mutex_lock (&self->mutex);
  while (!self->ready)
    g_cond_wait (&self->made, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return self->items;
}

void
fac_prepared_end (FacPrepared *self)
{
  fac_prepared_wait (self);
  self->ended = TRUE;
  g_thread_pool_push (threads (), self, NULL);
}
