/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-answer.h"

#include <string.h>

FacSandboxAnswer *
fac_sandbox_answer_json (guint status, GBytes *body)
{
  FacSandboxAnswer *self = g_new0 (FacSandboxAnswer, 1);

  self->status = status;
  self->body = body;
  self->content_type = "application/json; charset=utf-8";
  return self;
}

FacSandboxAnswer *
fac_sandbox_answer_text (guint status, const char *body)
{
  return fac_sandbox_answer_json (status, g_bytes_new (body, strlen (body)));
}

FacSandboxAnswer *
fac_sandbox_answer_writer (guint status, FacJsonWriter *writer)
{
  return fac_sandbox_answer_json (status, fac_json_writer_finish (writer));
}

FacSandboxAnswer *
fac_sandbox_answer_file (GBytes *body, const char *content_type, const char *filename)
{
  FacSandboxAnswer *self = fac_sandbox_answer_json (200, body);

  self->content_type = content_type;
  self->filename = g_strdup (filename);
  return self;
}

FacSandboxAnswer *
fac_sandbox_answer_html (guint status, char *page)
{
  FacSandboxAnswer *self = fac_sandbox_answer_json (status, g_bytes_new_take (page, strlen (page)));

  self->content_type = "text/html; charset=utf-8";
  fac_sandbox_answer_header (self, "Content-Security-Policy",
                             "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:;"
                             " form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  /* with no-referrer a browser would post the page's own form from the origin null */
  fac_sandbox_answer_header (self, "Referrer-Policy", "same-origin");
  return self;
}

FacSandboxAnswer *
fac_sandbox_answer_empty (guint status)
{
  FacSandboxAnswer *self = fac_sandbox_answer_json (status, g_bytes_new (NULL, 0));

  self->content_type = NULL;
  return self;
}

void
fac_sandbox_answer_header (FacSandboxAnswer *self, const char *name, const char *value)
{
  if (self->headers == NULL)
    self->headers = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}

FacSandboxAnswer *
fac_sandbox_answer_work (FacSandboxWork work, gpointer data, GDestroyNotify free_data)
{
  FacSandboxAnswer *self = fac_sandbox_answer_empty (200);

  self->work = work;
  self->data = data;
  self->free_data = free_data;
  return self;
}

FacSandboxAnswer *
fac_sandbox_answer_then (FacSandboxThen then, gpointer data, GDestroyNotify free_data)
{
  FacSandboxAnswer *self = fac_sandbox_answer_empty (200);

  self->then = then;
  self->data = data;
  self->free_data = free_data;
  return self;
}

FacSandboxAnswer *
fac_sandbox_answer_stream (const char *content_type, FacSandboxNext next, gpointer data,
                           GDestroyNotify free_data)
{
  FacSandboxAnswer *self = fac_sandbox_answer_empty (200);

  self->content_type = content_type;
  self->next = next;
  self->data = data;
  self->free_data = free_data;
  return self;
}

void
fac_sandbox_answer_free (FacSandboxAnswer *self)
{
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->filename);
  g_free (self);
}
