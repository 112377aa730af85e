/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-answer.h"

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

void
fac_sandbox_answer_free (FacSandboxAnswer *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->filename);
  g_free (self);
}
