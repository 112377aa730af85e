/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-reader.h"

#include "fac-body-pack.h"
#include "fac-variant.h"
#include "fac-worker.h"

#define PAGE_SIZE 200

typedef struct
{
  FacStore     *store;
  FacProvider  *parser;
  GCancellable *cancellable;
  GPtrArray    *unread;
} Reader;

static void
reader_free (gpointer data)
{
  Reader *self = data;

  g_object_unref (self->store);
  g_object_unref (self->parser);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->unread, g_ptr_array_unref);
  g_free (self);
}

static void next_page (Reader *self);

/* Lists are then as they were: less is found, and less is known of what was sold, until the next start. */
static void
tell (const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("What earlier versions stored is not read anew before the next start: %s",
               error->message);
}

static void
give_up (Reader *self, const GError *error)
{
  tell (error);
  reader_free (self);
}

static FacInvoice *
read_body (const Reader *self, GBytes *packed)
{
  g_autoptr (GBytes) body = fac_body_unpack (packed);
  g_autoptr (FacRemoteItem) item = NULL;

  if (body != NULL)
    item = fac_provider_parse (self->parser, FAC_ENTITY_INVOICE, body, NULL);
  return item != NULL && item->invoice != NULL ? fac_invoice_ref (item->invoice) : NULL;
}

static FacInvoice *
read_one (const Reader *self, const FacUnreadLines *unread)
{
  g_autoptr (GVariant) variant =
      unread->content != NULL ? fac_variant_from_bytes (unread->content) : NULL;
  FacInvoice *invoice = variant != NULL ? fac_invoice_from_variant (variant) : NULL;

  return invoice == NULL && unread->body != NULL ? read_body (self, unread->body) : invoice;
}

static void
invoice_clear (gpointer data)
{
  if (data != NULL)
    fac_invoice_unref (data);
}

static void
read_all (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Reader *self = data;
  GPtrArray *invoices = g_ptr_array_new_with_free_func (invoice_clear);

  for (guint i = 0; i < self->unread->len; i++)
    g_ptr_array_add (invoices, read_one (self, self->unread->pdata[i]));
  g_task_return_pointer (task, invoices, (GDestroyNotify) g_ptr_array_unref);
}

static void
on_put (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (fac_store_write_finish (FAC_STORE (source), result, &error))
    next_page (data);
  else
    give_up (data, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Reader *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) invoices = g_task_propagate_pointer (G_TASK (result), &error);

  if (invoices != NULL)
    fac_store_put_lines_async (self->store, self->unread, invoices, on_put, self);
  else
    give_up (self, error);
}

static void
on_unread (GObject *source, GAsyncResult *result, gpointer data)
{
  Reader *self = data;
  g_autoptr (GError) error = NULL;
  GTask *task;

  g_clear_pointer (&self->unread, g_ptr_array_unref);
  self->unread = fac_store_unread_lines_finish (self->store, result, &error);
  if (self->unread == NULL)
    {
      give_up (self, error);
      return;
    }
  if (self->unread->len == 0)
    {
      reader_free (self);
      return;
    }
  task = g_task_new (NULL, self->cancellable, on_read, self);
  g_task_set_task_data (task, self, NULL);
  fac_worker_run (task, read_all);
  g_object_unref (task);
}

static void next_words (Reader *self);

static void
on_words (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (fac_store_refresh_words_finish (FAC_STORE (source), result, &error))
    {
      next_words (data);
      return;
    }
  /* the lines have nothing to do with the words */
  if (error != NULL)
    tell (error);
  next_page (data);
}

static void
next_words (Reader *self)
{
  fac_store_refresh_words_async (self->store, PAGE_SIZE, on_words, self);
}

static void
next_page (Reader *self)
{
  fac_store_unread_lines_async (self->store, PAGE_SIZE, self->cancellable, on_unread, self);
}

void
fac_line_reader_run (FacStore *store, FacProvider *parser, GCancellable *cancellable)
{
  Reader *self = g_new0 (Reader, 1);

  self->store = g_object_ref (store);
  self->parser = g_object_ref (parser);
  self->cancellable = g_object_ref (cancellable);
  next_words (self);
}
